//! Sets and rules: the search for what is bought together, exactly, with the same support for all.

use super::chart::{Bar, Chart, Group};
use super::data::{self, Carts};
use super::rounds::{Call, Contestant, Outcome, Runner};
use super::series::{Series, field, middle};
use super::{Section, Setting, Verdict};
use crate::measuring::verdict::{Target, number};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::Duration;

const TARGETS: [&str; 4] = ["frequent", "closed", "maximal", "rules"];
/// Searched so often in each process, and the middle counts: the first search also pays for memory that later ones find
/// ready, and a shop's program searches more than once.
const REPETITIONS: usize = 3;
/// In this order in every row: ours, ours on one thread, then these.
const PEERS: [&str; 3] = ["pyfim", "rusket", "mlxtend"];
/// What is wanted beside a peer: so many times as fast.
const WANTED: [(&str, f64); 2] = [("pyfim", 2.0), ("mlxtend", 10.0)];
/// A peer this slow is measured once, not in every round.
const ONCE: &str = "mlxtend";
const ONCE_LIMIT: Duration = Duration::from_secs(30);

/// Transactions as a file, and the supports that are asked for.
struct Transactions {
    name: &'static str,
    file: PathBuf,
    count: usize,
    supports: Vec<u32>,
}

/// One search and what came of it.
struct Row {
    data: &'static str,
    support_min: u32,
    target: &'static str,
    found: u64,
    own_s: Series,
    own_alone_s: Series,
    own_memory_mb: Series,
    peers: Vec<PeerCell>,
}

/// A peer's part of a search; nothing where it does not know this kind of set.
struct PeerCell {
    name: &'static str,
    seconds: Series,
    memory_mb: Series,
}

/// Runs the contest.
pub fn run(setting: &Setting) -> Result<Section> {
    let all = if setting.quick {
        quick(&setting.scratch)?
    } else {
        real(setting.data()?, &setting.scratch)?
    };
    let mut rows = Vec::new();
    for transactions in &all {
        for &support_min in &transactions.supports {
            for target in TARGETS {
                println!(
                    "== {target}, {}, {support_min} transactions or more",
                    transactions.name
                );
                rows.push(search(&setting.runner, transactions, support_min, target)?);
            }
        }
    }
    let chart = Chart {
        id: "peers-itemsets",
        title: "Time of a search, in times of ours (shorter is better; logarithmic)".into(),
        logarithmic: true,
        groups: rows.iter().map(group).collect(),
    };
    Ok(Section {
        head: HEAD.to_owned(),
        text: format!(
            "\n{}{}\n![{}]({}.svg)\n",
            described(&all),
            table(&rows),
            chart.title,
            chart.id
        ),
        charts: vec![chart],
        verdicts: verdicts(&rows),
    })
}

const HEAD: &str = "## Sets and rules\n\n\
    Frequent, closed and maximal sets of products, and rules with one consequent and a confidence of at least .5; all\n\
    programs find the same number of each, or the command fails. Timed is the call that a user of the program makes on\n\
    transactions in the form that the program takes: lists of numbers for ours and `pyfim`, a sparse table for the\n\
    others; the middle of three searches in a process counts. Of `pyfim`'s programs (Eclat in two variants, FP-growth)\n\
    the fastest counts; it uses one thread, `rusket` and ours use all, and ours is also shown on one. `mlxtend` is\n\
    measured once a row and stopped after 30 s, and knows no closed sets; those of `rusket` take minutes and are other\n\
    ones than all others find, so they are left out.\n";

fn real(data: &Path, scratch: &Path) -> Result<Vec<Transactions>> {
    let (retail, groceries) = (Carts::online_retail(data)?, Carts::groceries(data)?);
    let fimi = |name, file: &str, supports| -> Result<Transactions> {
        let lines = data::lines(&data.join("fimi").join(file))?;
        written(scratch, name, &lines, supports)
    };
    let orders = |carts: &Carts| -> Vec<Vec<u32>> {
        carts.history.iter().map(|order| order.products.clone()).collect()
    };
    Ok(vec![
        fimi("retail", "retail.dat.gz", vec![441, 45])?,
        fimi("T10I4D100K", "T10I4D100K.dat.gz", vec![500, 50])?,
        written(scratch, groceries.name, &orders(&groceries), vec![10])?,
        written(scratch, retail.name, &orders(&retail), vec![88])?,
    ])
}

fn quick(scratch: &Path) -> Result<Vec<Transactions>> {
    let carts = Carts::synthetic("Made-up shop", 2_000, 40, false)?;
    let orders: Vec<Vec<u32>> = carts.history.into_iter().map(|order| order.products).collect();
    Ok(vec![written(scratch, carts.name, &orders, vec![20])?])
}

fn written(
    scratch: &Path,
    name: &'static str,
    lines: &[Vec<u32>],
    supports: Vec<u32>,
) -> Result<Transactions> {
    let file = scratch.join(format!("transactions-{}", name.replace(' ', "-")));
    data::write_lines(&file, lines.iter().map(Vec::as_slice))?;
    Ok(Transactions {
        name,
        file,
        count: lines.len(),
        supports,
    })
}

fn search(runner: &Runner, of: &Transactions, support_min: u32, target: &'static str) -> Result<Row> {
    let (file, support) = (of.file.to_string_lossy().into_owned(), support_min.to_string());
    let own = |name: &str, threads| Contestant {
        name: name.to_owned(),
        threads: "",
        call: Call::Own(
            ["itemsets", &file, &support, target, &REPETITIONS.to_string()]
                .map(str::to_owned)
                .to_vec(),
            threads,
        ),
    };
    let peer = |name: &str, repetitions: usize| Contestant {
        name: name.to_owned(),
        threads: "",
        call: Call::Peer(vec![
            "xtask/peers/itemsets.py".to_owned(),
            name.to_owned(),
            file.clone(),
            support.clone(),
            target.to_owned(),
            format!("--repetitions={repetitions}"),
        ]),
    };
    let mut contestants = vec![own("alongside", None), own("alongside on one thread", Some(1))];
    let (mut outcomes, mut last) = (Vec::new(), Vec::new());
    if runner.python.is_some() {
        contestants.extend(
            PEERS
                .iter()
                .filter(|name| **name != ONCE)
                .map(|name| peer(name, REPETITIONS)),
        );
        last = Runner {
            python: runner.python.clone(),
            rounds: 1,
            limit: ONCE_LIMIT,
            ..*runner
        }
        .run(&[peer(ONCE, 1)])?;
    }
    outcomes.extend(runner.run(&contestants)?);
    outcomes.extend(last);
    row(of, support_min, target, &outcomes)
}

fn row(of: &Transactions, support_min: u32, target: &'static str, outcomes: &[Outcome]) -> Result<Row> {
    let [own, alone, peers @ ..] = outcomes else {
        anyhow::bail!("this program took no part");
    };
    let found = first(own).context("this program found nothing")?;
    let mut cells = Vec::new();
    for (name, outcome) in PEERS.into_iter().zip(peers) {
        let results = outcome.rounds.iter().flatten();
        for count in results.filter_map(|result| result["found"].as_u64()) {
            ensure!(
                count == found,
                "{name} finds {count} {target} sets of {} at {support_min}, ours {found}",
                of.name
            );
        }
        cells.push(PeerCell {
            name,
            seconds: Series::of(outcome, fastest),
            memory_mb: Series::of(outcome, field("memory_mb")),
        });
    }
    Ok(Row {
        data: of.name,
        support_min,
        target,
        found,
        own_s: Series::of(own, fastest),
        own_alone_s: Series::of(alone, fastest),
        own_memory_mb: Series::of(own, field("memory_mb")),
        peers: cells,
    })
}

fn first(outcome: &Outcome) -> Option<u64> {
    outcome.rounds.first()?.first()?["found"].as_u64()
}

/// The seconds of whichever program of a peer is the fastest.
fn fastest(results: &[Value]) -> Option<f64> {
    let seconds = results.iter().filter_map(|result| middle(result, "seconds"));
    seconds.min_by(f64::total_cmp)
}

impl Row {
    /// How many times as long as ours a peer takes; at least so many where it was stopped.
    fn ratio(&self, peer: &PeerCell) -> Option<f64> {
        let stopped = || Some(peer.seconds.stopped_s? / self.own_s.median()?);
        peer.seconds.times(&self.own_s).or_else(stopped)
    }
}

fn described(all: &[Transactions]) -> String {
    let one = |of: &Transactions| format!("{} ({} transactions)", of.name, number(of.count as f64));
    let names: Vec<String> = all.iter().map(one).collect();
    format!("Data: {}.\n\n", names.join(", "))
}

fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "| data | support | what | found | ours, ms | on one thread, ms | memory, MB | \
         pyfim, ms | times ours (on one thread) | MB | rusket, ms | times ours | MB | mlxtend, ms | times ours | MB |\n\
         |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let mut cells = vec![
            row.data.to_owned(),
            number(f64::from(row.support_min)),
            row.target.to_owned(),
            number(row.found as f64),
            row.own_s.shown(1e3),
            row.own_alone_s.shown(1e3),
            row.own_memory_mb.shown(1.0),
        ];
        for peer in &row.peers {
            let more = if peer.seconds.stopped_s.is_some() {
                "more than "
            } else {
                ""
            };
            let times = |ratio: Option<f64>| {
                ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{more}{ratio:.1}"))
            };
            let alone = match peer.name {
                "pyfim" => format!(" ({})", times(peer.seconds.times(&row.own_alone_s))),
                _ => String::new(),
            };
            cells.push(peer.seconds.shown(1e3));
            cells.push(format!("{}{alone}", times(row.ratio(peer))));
            cells.push(peer.memory_mb.shown(1.0));
        }
        cells.resize(16, "–".to_owned());
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text
}

/// The worst ratio beside each peer for which one is wanted, over all searches.
fn verdicts(rows: &[Row]) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for (name, wanted) in WANTED {
        let cells = rows
            .iter()
            .flat_map(|row| row.peers.iter().map(move |peer| (row, peer)));
        let ratios = cells.filter(|(_, peer)| peer.name == name);
        let worst = ratios
            .filter_map(|(row, peer)| Some((row.ratio(peer)?, row)))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((value, row)) = worst {
            verdicts.push(Verdict {
                what: format!(
                    "sets and rules, times as fast as {name}, at worst ({}, {}, {})",
                    row.data, row.support_min, row.target
                ),
                target: Target::AtLeast(wanted),
                value,
            });
        }
    }
    verdicts
}

fn group(row: &Row) -> Group {
    let own = Bar {
        name: "alongside".into(),
        value: 1.0,
        own: true,
    };
    let peers = row.peers.iter().filter_map(|peer| {
        Some(Bar {
            name: format!(
                "{}{}",
                peer.name,
                if peer.seconds.stopped_s.is_some() {
                    ", stopped"
                } else {
                    ""
                }
            ),
            value: row.ratio(peer)?,
            own: false,
        })
    });
    Group {
        name: format!("{}, {} or more, {}", row.data, row.support_min, row.target),
        bars: std::iter::once(own).chain(peers).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn transactions() -> Transactions {
        Transactions {
            name: "shop",
            file: PathBuf::new(),
            count: 3,
            supports: vec![2],
        }
    }

    fn outcome(seconds: &[f64], found: u64) -> Outcome {
        let result = |&second: &f64| json!({ "found": found, "seconds": [second], "memory_mb": 1.0 });
        Outcome {
            rounds: vec![seconds.iter().map(result).collect()],
            stopped_s: None,
        }
    }

    #[test]
    fn the_fastest_program_of_a_peer_counts_and_the_worst_row_is_judged() {
        let stopped = Outcome {
            rounds: Vec::new(),
            stopped_s: Some(60.0),
        };
        let outcomes = [
            outcome(&[0.5], 9),
            outcome(&[1.0], 9),
            outcome(&[4.0, 1.5], 9),
            outcome(&[], 9),
            stopped,
        ];
        let row = row(&transactions(), 2, "frequent", &outcomes).unwrap();
        let ratios: Vec<Option<f64>> = row.peers.iter().map(|peer| row.ratio(peer)).collect();
        assert_eq!(ratios, [Some(3.0), None, Some(120.0)]);
        let verdicts = verdicts(std::slice::from_ref(&row));
        assert_eq!(
            verdicts.iter().map(|verdict| verdict.value).collect::<Vec<_>>(),
            [3.0, 120.0]
        );
        let text = table(&[row]);
        assert!(
            text.contains("| 1,500 | 3.0 (1.5) | 1 | – | – | – | more than 60 s | more than 120.0 |"),
            "{text}"
        );
    }

    #[test]
    fn a_peer_that_finds_other_sets_fails_the_command() {
        let outcomes = [outcome(&[0.5], 9), outcome(&[1.0], 9), outcome(&[1.0], 8)];
        let error = row(&transactions(), 2, "closed", &outcomes)
            .err()
            .unwrap()
            .to_string();
        assert_eq!(error, "pyfim finds 8 closed sets of shop at 2, ours 9");
    }
}
