//! Customers: how long it takes to learn how often a shop's customers buy and when they are lost.

use super::chart::{Bar, Chart, Group};
use super::data;
use super::rounds::{Call, Contestant, Outcome};
use super::series::{Series, field, list};
use super::{Section, Setting, Verdict};
use crate::measuring::cdnow::{self, CUT};
use crate::measuring::verdict::{Target, number};
use anyhow::{Context, Result, ensure};
use measure::customers::Activity;
use std::fmt::Write;
use std::path::Path;
use testkit::Rng;

/// Learnt so often in each process; the middle counts.
const REPETITIONS: usize = 3;
const WANTED: f64 = 20.0;
/// Everybody looks for the same summit; how far their parameters may lie apart, as a share.
const APART_MAX: f64 = 0.01;

const HEAD: &str = "## Customers\n\n\
    BG/NBD: how often each customer buys and when they are lost, from the purchases of each customer counted to the four\n\
    parameters under which they are most likely. Ours begins from three starts, puts customers who are alike together\n\
    and tells how sure the parameters are, all of which is timed; `lifetimes` climbs from one start. It can be given\n\
    customers who are alike together, with weights; putting them together is timed there too. All parameters agree\n\
    within 1 %, or the command fails.\n";

/// Runs the contest.
pub fn run(setting: &Setting) -> Result<Section> {
    let activities: Vec<Activity> = if setting.quick {
        made_up(400)
    } else {
        let folder = setting.data()?.join(cdnow::FOLDER);
        let orders = cdnow::orders(&folder.join(cdnow::MASTER))?;
        cdnow::until(&orders, CUT).activities(CUT).collect()
    };
    println!("== customers, {} of them", activities.len());
    let file = setting.scratch.join("customers");
    write(&file, &activities)?;
    let contestants = contestants(&file, setting.runner.python.is_some());
    let outcomes = setting.runner.run(&contestants)?;
    agree(&contestants, &outcomes)?;
    let series = |read: fn(&Outcome) -> Series| -> Vec<Series> { outcomes.iter().map(read).collect() };
    let seconds = series(|one| Series::of(one, list("seconds")));
    let memory = series(|one| Series::of(one, field("memory_mb")));
    let chart = chart(&contestants, &seconds);
    let mut text = table(activities.len(), &contestants, &seconds, &memory);
    write!(text, "\n![{}]({}.svg)\n", chart.title, chart.id)?;
    Ok(Section {
        head: HEAD.to_owned(),
        text,
        charts: vec![chart],
        verdicts: verdicts(&contestants, &seconds),
    })
}

/// Customers who buy by chance.
fn made_up(count: u32) -> Vec<Activity> {
    let mut rng = Rng::new(1);
    let mut one = || {
        let repeats = rng.poisson(1.0);
        let age_days = rng.between(200, 280);
        Activity {
            repeats,
            last_days: if repeats > 0 { rng.between(1, age_days) } else { 0 },
            age_days,
        }
    };
    (0..count).map(|_| one()).collect()
}

fn write(file: &Path, activities: &[Activity]) -> Result<()> {
    let mut text = String::new();
    for one in activities {
        writeln!(text, "{} {} {}", one.repeats, one.last_days, one.age_days)?;
    }
    std::fs::write(file, text).with_context(|| format!("could not write {}", file.display()))
}

/// Reads back what [`write`] wrote.
///
/// # Errors
/// Where the file cannot be read or holds something else.
pub fn read(file: &Path) -> Result<Vec<Activity>> {
    let activity = |line: Vec<u32>| match line[..] {
        [repeats, last_days, age_days] => Ok(Activity {
            repeats,
            last_days,
            age_days,
        }),
        _ => anyhow::bail!("{} holds no customers", file.display()),
    };
    data::lines(file)?.into_iter().map(activity).collect()
}

fn contestants(file: &Path, with_peers: bool) -> Vec<Contestant> {
    let (file, repetitions) = (file.to_string_lossy().into_owned(), REPETITIONS.to_string());
    let mut all = vec![Contestant {
        name: "**alongside**".to_owned(),
        threads: "one",
        call: Call::Own(
            vec!["customers".to_owned(), file.clone(), repetitions.clone()],
            None,
        ),
    }];
    if with_peers {
        all.extend(
            [("lifetimes", "plain"), ("lifetimes, weights", "weighted")].map(|(name, way)| Contestant {
                name: name.to_owned(),
                threads: "one",
                call: Call::Peer(vec![
                    "xtask/peers/customers.py".to_owned(),
                    file.clone(),
                    way.to_owned(),
                    format!("--repetitions={repetitions}"),
                ]),
            }),
        );
    }
    all
}

/// Fails where somebody found another summit.
fn agree(contestants: &[Contestant], outcomes: &[Outcome]) -> Result<()> {
    let found = |outcome: &Outcome| -> Vec<f64> {
        let result = outcome.rounds.first().and_then(|results| results.first());
        let list = result.and_then(|result| result["parameters"].as_array());
        list.into_iter()
            .flatten()
            .filter_map(serde_json::Value::as_f64)
            .collect()
    };
    let own = outcomes.first().map(found).unwrap_or_default();
    for (contestant, outcome) in contestants.iter().zip(outcomes).skip(1) {
        let others = found(outcome);
        let near = own
            .iter()
            .zip(&others)
            .all(|(own, other)| (own / other - 1.0).abs() <= APART_MAX);
        ensure!(
            outcome.stopped_s.is_some() || (near && own.len() == others.len()),
            "{} finds {others:?}, ours {own:?}",
            contestant.name
        );
    }
    Ok(())
}

fn table(customers: usize, contestants: &[Contestant], seconds: &[Series], memory: &[Series]) -> String {
    let mut text = format!(
        "\n### CDNOW, {} customers\n\nData: everybody who bought at a music shop for the first time early in 1997, until \
         the end of September.\n\n\
         | | ms | times as long as ours | memory, MB | threads |\n|---|---|---|---|---|\n",
        number(customers as f64)
    );
    for ((contestant, own), memory) in contestants.iter().zip(seconds).zip(memory) {
        let times = own.times(&seconds[0]).map_or_else(|| "–".to_owned(), number);
        text.push_str(&format!(
            "| {} | {} | {times} | {} | {} |\n",
            contestant.name,
            own.shown(1e3),
            memory.shown(1.0),
            contestant.threads
        ));
    }
    text
}

fn verdicts(contestants: &[Contestant], seconds: &[Series]) -> Vec<Verdict> {
    let pairs = contestants.iter().zip(seconds).skip(1);
    let verdict = |(at, (contestant, series)): (usize, (&Contestant, &Series))| {
        Some(Verdict {
            what: format!("CDNOW: BG/NBD, times as fast as {}", contestant.name),
            target: if at == 0 {
                Target::AtLeast(WANTED)
            } else {
                Target::Reference
            },
            value: series.times(seconds.first()?)?,
        })
    };
    pairs.enumerate().filter_map(verdict).collect()
}

fn chart(contestants: &[Contestant], seconds: &[Series]) -> Chart {
    let bar = |(contestant, series): (&Contestant, &Series)| {
        Some(Bar {
            name: contestant.name.replace("**", ""),
            value: series.median()? * 1e3,
            own: matches!(contestant.call, Call::Own(..)),
        })
    };
    Chart {
        id: "peers-customers",
        title: "Milliseconds to learn how often customers buy (shorter is better)".into(),
        logarithmic: true,
        groups: vec![Group {
            name: "CDNOW".to_owned(),
            bars: contestants.iter().zip(seconds).filter_map(bar).collect(),
        }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_peer_that_finds_another_summit_fails_the_command() {
        let outcome = |r: f64| Outcome {
            rounds: vec![vec![json!({ "parameters": [r, 4.0, 0.8, 2.4] })]],
            stopped_s: None,
        };
        let contestants = contestants(Path::new("file"), true);
        assert!(agree(&contestants, &[outcome(0.25), outcome(0.2501), outcome(0.2499)]).is_ok());
        let error = agree(&contestants, &[outcome(0.25), outcome(0.25), outcome(0.26)]).unwrap_err();
        assert!(
            error.to_string().starts_with("lifetimes, weights finds [0.26"),
            "{error}"
        );
    }
}
