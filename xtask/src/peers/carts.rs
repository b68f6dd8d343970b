//! Cart completion: one product is taken out of each held-out cart; who proposes it, given the rest?

use super::chart::{Bar, Chart, Group};
use super::data::{self, Carts};
use super::rounds::{Call, Contestant, Outcome, ROUND};
use super::series::{Series, field, list};
use super::{Section, Setting, Verdict, own};
use crate::measuring::verdict::{Target, number};
use anyhow::Result;
use serde_json::Value;
use std::path::Path;

/// How many neighbours of each product the neighbour models keep.
pub const NEIGHBOURS: usize = 100;
/// This program's contestants.
const OWN: &[&str] = &[own::WHOLE, "basket_model", "co_purchase", "association_rules"];
/// The peers: name in the tables, name in `baskets.py`, what they do with the cores.
const PEERS: &[(&str, &str, &str)] = &[
    ("implicit cosine", "implicit-cosine", IMPLICIT_THREADS),
    ("implicit TF-IDF", "implicit-tfidf", IMPLICIT_THREADS),
    ("implicit BM25", "implicit-bm25", IMPLICIT_THREADS),
    ("implicit ALS", "implicit-als", IMPLICIT_THREADS),
    ("rusket TF-IDF", "rusket-tfidf", ALL_THREADS),
    ("rusket BM25", "rusket-bm25", ALL_THREADS),
    ("rusket EASE", "rusket-ease", ALL_THREADS),
    (
        "rusket rules",
        "rusket-rules",
        "all to learn; answers in Python, one",
    ),
    ("EASE in numpy", "ease", "all to learn and to answer"),
];
pub const IMPLICIT_THREADS: &str = "all to learn and to answer together, one BLAS thread";
pub const ALL_THREADS: &str = "all to learn, one to answer";

/// A contestant and what came of it.
struct Line<'a> {
    contestant: &'a Contestant,
    hit_rate_1: Series,
    hit_rate_10: Series,
    reciprocal_rank_10: Series,
    build_s: Series,
    memory_mb: Series,
    p50_us: Series,
    p99_us: Series,
    together_us: Series,
}

/// Runs the contest.
pub fn run(setting: &Setting) -> Result<Section> {
    let all = if setting.quick {
        vec![Carts::synthetic("Made-up shop", 3_000, 60, true)?]
    } else {
        vec![
            Carts::online_retail(setting.data()?)?,
            Carts::groceries(setting.data()?)?,
        ]
    };
    let mut section = Section {
        head: HEAD.replace("{neighbours}", &NEIGHBOURS.to_string()),
        text: String::new(),
        charts: Vec::new(),
        verdicts: Vec::new(),
    };
    let mut groups = [Vec::new(), Vec::new(), Vec::new()];
    for (at, carts) in all.iter().enumerate() {
        println!("== cart completion, {}", carts.name);
        let folder = setting.scratch.join(format!("carts-{at}"));
        carts.write(&folder)?;
        let contestants = contestants(&folder, carts, setting.runner.python.is_some());
        let outcomes = setting.runner.run(&contestants)?;
        let lines: Vec<Line<'_>> = contestants
            .iter()
            .zip(&outcomes)
            .map(|(contestant, outcome)| Line::of(contestant, outcome, carts))
            .collect();
        section.text.push_str(&table(carts, &lines));
        section.verdicts.extend(verdict(carts, &lines));
        groups[0].push(group(carts, &lines, |line| line.hit_rate_10.median()));
        groups[1].push(group(carts, &lines, |line| line.build_s.median()));
        groups[2].push(group(carts, &lines, |line| line.p50_us.median()));
    }
    section.charts = charts(groups);
    for chart in &section.charts {
        section
            .text
            .push_str(&format!("\n![{}]({}.svg)\n", chart.title, chart.id));
    }
    Ok(section)
}

const HEAD: &str = "## Cart completion\n\n\
    One product is taken out of each held-out cart, drawn anew in every round; HR@k is the share of carts where it is\n\
    among the first k proposals, MRR@10 the mean of one over its place, medians of the rounds. Everybody ranks all\n\
    products that the history knows, except those in the cart, and is told nothing but the orders; a product that the\n\
    history does not know is never found. Differences below .01 lie within chance. Neighbour models keep {neighbours}\n\
    neighbours per product; EASE has the penalty 50, the best one known for this data; ALS has 64 factors, 15\n\
    iterations and the regularization 20, which an earlier slice of the groceries liked best (its default of .01 finds\n\
    next to nothing there); rules need .0005 of the orders. Ours are the default configuration: `co_purchase` chooses its\n\
    exponents while it learns, and that is timed; `whole` learns all recommenders. Memory is the process's peak, its\n\
    runtime and the data included. An answer is timed from the cart to the ten best, one cart at a time; on a busy\n\
    machine p99 tells of other processes. `together` is the time per cart where a peer answers all carts in one call on\n\
    all cores. Ours use all cores to learn and one to answer.\n";

fn contestants(folder: &Path, carts: &Carts, with_peers: bool) -> Vec<Contestant> {
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let folder = folder.to_string_lossy();
    let questions = format!("questions-{ROUND}");
    let own = OWN.iter().map(|method| Contestant {
        name: format!("**alongside**, {method}"),
        threads: ALL_THREADS,
        call: Call::Own(
            [
                "carts",
                method,
                &folder,
                &questions,
                &carts.products.to_string(),
                "1",
            ]
            .map(str::to_owned)
            .to_vec(),
            None,
        ),
    });
    let peers = PEERS
        .iter()
        .filter(|_| with_peers)
        .map(|(name, id, threads)| Contestant {
            name: (*name).to_owned(),
            threads,
            call: Call::Peer(vec![
                "xtask/peers/baskets.py".to_owned(),
                (*id).to_owned(),
                path("history"),
                path(&format!("questions-{ROUND}")),
                format!("--products={}", carts.products),
                format!("--count={}", data::COUNT),
                format!("--neighbours={NEIGHBOURS}"),
            ]),
        });
    own.chain(peers).collect()
}

impl<'a> Line<'a> {
    fn of(contestant: &'a Contestant, outcome: &Outcome, carts: &Carts) -> Self {
        let score = |metric, depth| {
            let rounds = outcome.rounds.iter().zip(&carts.draws);
            Series {
                values: rounds
                    .filter_map(|(results, draw)| draw.score(&answers(results)?, metric, depth).ok())
                    .collect(),
                stopped_s: outcome.stopped_s,
            }
        };
        Line {
            contestant,
            hit_rate_1: score("hit_rate", 1),
            hit_rate_10: score("hit_rate", 10),
            reciprocal_rank_10: score("reciprocal_rank", 10),
            build_s: Series::of(outcome, list("build_seconds")),
            memory_mb: Series::of(outcome, field("memory_mb")),
            p50_us: Series::of(outcome, field("query_p50_us")),
            p99_us: Series::of(outcome, field("query_p99_us")),
            together_us: Series::of(outcome, field("query_together_us")),
        }
    }

    fn own(&self) -> bool {
        matches!(self.contestant.call, Call::Own(..))
    }
}

fn answers(results: &[Value]) -> Option<Vec<Vec<u32>>> {
    let answer = |answer: &Value| {
        let products = answer.as_array()?.iter();
        products
            .map(|product| u32::try_from(product.as_u64()?).ok())
            .collect()
    };
    results.first()?["answers"]
        .as_array()?
        .iter()
        .map(answer)
        .collect()
}

fn table(carts: &Carts, lines: &[Line<'_>]) -> String {
    let mut text = format!(
        "\n### {}\n\nData: {}. {} orders and {} lines to learn from, {} products, {} carts.\n\n\
         | | HR@1 | HR@10 | MRR@10 | learn, s | memory, MB | answer p50, µs | p99, µs | together, µs | threads |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
        carts.name,
        carts.about,
        number(carts.history.len() as f64),
        number(carts.lines() as f64),
        number(f64::from(carts.products)),
        number(carts.draws.first().map_or(0, |draw| draw.questions.len()) as f64),
    );
    for line in lines {
        let quality = |series: &Series| {
            series
                .median()
                .map_or_else(|| series.shown(1.0), |value| format!("{value:.3}"))
        };
        text.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
            line.contestant.name,
            quality(&line.hit_rate_1),
            quality(&line.hit_rate_10),
            quality(&line.reciprocal_rank_10),
            line.build_s.shown(1.0),
            line.memory_mb.shown(1.0),
            line.p50_us.shown(1.0),
            line.p99_us.shown(1.0),
            line.together_us.shown(1.0),
            line.contestant.threads,
        ));
    }
    text
}

/// A number of a line.
type Measure = fn(&Line<'_>) -> Option<f64>;

/// How the ranking of the shop does beside the best peer; nothing where there is no peer.
fn verdict(carts: &Carts, lines: &[Line<'_>]) -> Vec<Verdict> {
    let measures: [(&str, Measure); 2] = [
        ("HR@10", |line| line.hit_rate_10.median()),
        ("MRR@10", |line| line.reciprocal_rank_10.median()),
    ];
    let whole = lines.first();
    let best = |read: Measure| {
        let peers = lines.iter().filter(|line| !line.own());
        peers
            .filter_map(|line| Some((read(line)?, &line.contestant.name)))
            .max_by(|a, b| a.0.total_cmp(&b.0))
    };
    measures
        .into_iter()
        .filter_map(|(metric, read)| {
            let (value, name) = best(read)?;
            Some(Verdict {
                what: format!(
                    "{}: {metric} of the whole ranking, of the best peer's ({name})",
                    carts.name
                ),
                target: Target::AtLeast(1.0),
                value: read(whole?)? / value,
            })
        })
        .collect()
}

fn group(carts: &Carts, lines: &[Line<'_>], read: impl Fn(&Line<'_>) -> Option<f64>) -> Group {
    let bar = |line: &Line<'_>| {
        Some(Bar {
            name: line.contestant.name.replace("**", ""),
            value: read(line)?,
            own: line.own(),
        })
    };
    Group {
        name: carts.name.to_owned(),
        bars: lines.iter().filter_map(bar).collect(),
    }
}

fn charts([quality, build, query]: [Vec<Group>; 3]) -> Vec<Chart> {
    let chart = |id, title: &str, logarithmic, groups| Chart {
        id,
        title: title.to_owned(),
        logarithmic,
        groups,
    };
    vec![
        chart(
            "peers-quality",
            "Carts completed, HR@10 (longer is better)",
            false,
            quality,
        ),
        chart(
            "peers-build",
            "Seconds to learn (shorter is better; logarithmic)",
            true,
            build,
        ),
        chart(
            "peers-query",
            "Microseconds for half of the answers (shorter is better; logarithmic)",
            true,
            query,
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::peers::data::Draw;
    use serde_json::json;

    #[test]
    fn the_whole_ranking_is_judged_by_the_best_peer() {
        let mut carts = Carts::synthetic("shop", 500, 20, false).unwrap();
        carts.draws.push(Draw {
            questions: carts.history[..2].to_vec(),
            hidden: vec![Some(7), None],
        });
        let outcome = |answers: Value| Outcome {
            rounds: vec![vec![
                json!({ "answers": answers, "build_seconds": [0.5], "memory_mb": 9.0 }),
            ]],
            stopped_s: None,
        };
        let contestants = contestants(Path::new("."), &carts, true);
        assert_eq!(contestants.len(), OWN.len() + PEERS.len());
        let (own, peer) = (outcome(json!([[3, 7], [7]])), outcome(json!([[7], []])));
        let lines = [
            Line::of(&contestants[0], &own, &carts),
            Line::of(&contestants[OWN.len()], &peer, &carts),
        ];
        let verdicts = verdict(&carts, &lines);
        assert_eq!(
            verdicts.iter().map(|verdict| verdict.value).collect::<Vec<_>>(),
            [1.0, 0.5]
        );
        let table = table(&carts, &lines);
        assert!(
            table.contains("| **alongside**, whole | 0.000 | 0.500 | 0.250 | 0.5 | 9 | – | – | – |"),
            "{table}"
        );
        assert!(verdict(&carts, &lines[..1]).is_empty());
    }
}
