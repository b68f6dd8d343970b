//! Item to item: how long it takes to find the neighbours of all products.

use super::carts::{ALL_THREADS, IMPLICIT_THREADS, NEIGHBOURS};
use super::chart::{Bar, Chart, Group};
use super::data::{Carts, NO_QUESTIONS};
use super::rounds::{Call, Contestant};
use super::series::{Series, field, list};
use super::{Section, Setting, Verdict};
use crate::measuring::verdict::{Target, number};
use anyhow::Result;
use std::path::Path;

/// Learnt so often in each process; the middle counts.
const REPETITIONS: usize = 3;
/// What `co_purchase` would choose from; setting it leaves the choosing out, which the peers do not do either.
const EXPONENTS: [&str; 3] = [
    "co_purchase.alpha=0.7",
    "co_purchase.beta=0.45",
    "co_purchase.gamma=0.8",
];
const WANTED: f64 = 3.0;

/// Runs the contest.
pub fn run(setting: &Setting) -> Result<Section> {
    let all = if setting.quick {
        vec![Carts::synthetic("Made-up shop", 3_000, 60, false)?]
    } else {
        vec![
            Carts::online_retail(setting.data()?)?,
            Carts::synthetic("Made-up shop", 1_250_000, 20_000, false)?,
        ]
    };
    let mut section = Section {
        head: HEAD.replace("{neighbours}", &NEIGHBOURS.to_string()),
        text: String::new(),
        charts: Vec::new(),
        verdicts: Vec::new(),
    };
    let mut groups = Vec::new();
    for (at, carts) in all.iter().enumerate() {
        println!("== item to item, {}", carts.name);
        let folder = setting.scratch.join(format!("neighbours-{at}"));
        carts.write(&folder)?;
        let contestants = contestants(&folder, carts, setting.runner.python.is_some());
        let outcomes = setting.runner.run(&contestants)?;
        let seconds: Vec<Series> = outcomes
            .iter()
            .map(|one| Series::of(one, list("build_seconds")))
            .collect();
        let memory: Vec<Series> = outcomes
            .iter()
            .map(|one| Series::of(one, field("memory_mb")))
            .collect();
        section
            .text
            .push_str(&table(carts, &contestants, &seconds, &memory));
        section.verdicts.extend(verdict(carts, &contestants, &seconds));
        groups.push(group(carts, &contestants, &seconds));
    }
    let chart = Chart {
        id: "peers-neighbours",
        title: "Seconds to find all neighbours (shorter is better)".into(),
        logarithmic: false,
        groups,
    };
    section
        .text
        .push_str(&format!("\n![{}]({}.svg)\n", chart.title, chart.id));
    section.charts.push(chart);
    Ok(section)
}

const HEAD: &str = "## Item to item\n\n\
    The {neighbours} best neighbours of every product, from orders in memory to a model that answers. Ours also\n\
    tests every pair against chance; with its exponents set, it scores once, as the peers do; by default it first tries\n\
    which exponents suit the shop.\n";

fn contestants(folder: &Path, carts: &Carts, with_peers: bool) -> Vec<Contestant> {
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let own = |name: &str, threads: &'static str, set: &[&str], count| {
        let mut words = vec![
            "carts".to_owned(),
            "co_purchase".to_owned(),
            folder.to_string_lossy().into_owned(),
        ];
        words.extend([
            NO_QUESTIONS.to_owned(),
            carts.products.to_string(),
            REPETITIONS.to_string(),
        ]);
        words.push(format!("co_purchase.neighbours={NEIGHBOURS}"));
        words.extend(set.iter().map(|word| (*word).to_owned()));
        Contestant {
            name: format!("**alongside**, co_purchase{name}"),
            threads,
            call: Call::Own(words, count),
        }
    };
    let peer = |name: &str, id: &str, threads| Contestant {
        name: name.to_owned(),
        threads,
        call: Call::Peer(vec![
            "xtask/peers/baskets.py".to_owned(),
            id.to_owned(),
            path("history"),
            NO_QUESTIONS.to_owned(),
            format!("--products={}", carts.products),
            format!("--neighbours={NEIGHBOURS}"),
            format!("--rounds={REPETITIONS}"),
        ]),
    };
    let mut all = vec![
        own("", "all", &EXPONENTS, None),
        own(" on one thread", "one", &EXPONENTS, Some(1)),
        own(", choosing its exponents", "all", &[], None),
    ];
    if with_peers {
        all.push(peer("implicit TF-IDF", "implicit-tfidf", IMPLICIT_THREADS));
        all.push(peer("rusket TF-IDF", "rusket-tfidf", ALL_THREADS));
    }
    all
}

fn table(carts: &Carts, contestants: &[Contestant], seconds: &[Series], memory: &[Series]) -> String {
    let mut text = format!(
        "\n### {}, {} lines\n\nData: {}. {} orders, {} products.\n\n\
         | | seconds | times as long as ours | memory, MB | threads |\n|---|---|---|---|---|\n",
        carts.name,
        number(carts.lines() as f64),
        carts.about,
        number(carts.history.len() as f64),
        number(f64::from(carts.products)),
    );
    for ((contestant, seconds_of), memory) in contestants.iter().zip(seconds).zip(memory) {
        text.push_str(&format!(
            "| {} | {} | {} | {} | {} |\n",
            contestant.name,
            seconds_of.shown(1.0),
            seconds_of
                .times(&seconds[0])
                .map_or_else(|| "–".to_owned(), number),
            memory.shown(1.0),
            contestant.threads,
        ));
    }
    text
}

/// How long each peer takes, in times of ours.
fn verdict(carts: &Carts, contestants: &[Contestant], seconds: &[Series]) -> Vec<Verdict> {
    let all = contestants.iter().zip(seconds);
    let peers = all.filter(|(contestant, _)| matches!(contestant.call, Call::Peer(_)));
    peers
        .filter_map(|(contestant, series)| {
            Some(Verdict {
                what: format!("{}: neighbours, times as fast as {}", carts.name, contestant.name),
                target: if contestant.name.starts_with("implicit") {
                    Target::AtLeast(WANTED)
                } else {
                    Target::Reference
                },
                value: series.times(seconds.first()?)?,
            })
        })
        .collect()
}

fn group(carts: &Carts, contestants: &[Contestant], seconds: &[Series]) -> Group {
    let bar = |(contestant, series): (&Contestant, &Series)| {
        Some(Bar {
            name: contestant.name.replace("**alongside**, ", ""),
            value: series.median()?,
            own: matches!(contestant.call, Call::Own(..)),
        })
    };
    Group {
        name: carts.name.to_owned(),
        bars: contestants.iter().zip(seconds).filter_map(bar).collect(),
    }
}
