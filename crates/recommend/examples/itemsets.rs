//! Times the search for itemsets on a file of transactions, a line each with items as numbers, and prints the result as
//! JSON, as `xtask/peers/itemsets.py` does for other programs:
//! `itemsets <file> <support> <frequent|closed|maximal> <repetitions>`.
#![allow(clippy::print_stdout, reason = "a measuring program prints")]

use std::{error::Error, time::Instant};

use recommend::counting::itemsets::{Settings, Target, mine};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, support, target, repetitions] = &arguments[..] else {
        return Err("itemsets <file> <support> <frequent|closed|maximal> <repetitions>".into());
    };
    let target = match target.as_str() {
        "frequent" => Target::Frequent,
        "closed" => Target::Closed,
        "maximal" => Target::Maximal,
        other => return Err(format!("no target is called {other}").into()),
    };
    let transactions = std::fs::read_to_string(file)?
        .lines()
        .map(|line| line.split_ascii_whitespace().map(str::parse).collect())
        .collect::<Result<Vec<Vec<u32>>, _>>()?;
    let items = transactions
        .iter()
        .flatten()
        .max()
        .map_or(0, |&highest| highest as usize + 1);
    let settings = Settings::new(target, support.parse()?);
    let (mut seconds, mut sets) = (Vec::new(), 0);
    for _ in 0..repetitions.parse::<usize>()?.max(1) {
        let started = Instant::now();
        sets = mine(&settings, items, || transactions.iter().map(Vec::as_slice))?.len();
        seconds.push(started.elapsed().as_secs_f64());
    }
    seconds.sort_unstable_by(f64::total_cmp);
    let median = seconds[seconds.len() / 2];
    println!(
        r#"{{"program":"ours","itemsets":{sets},"seconds":{median:.6},"best_seconds":{:.6}}}"#,
        seconds[0]
    );
    Ok(())
}
