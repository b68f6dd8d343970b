//! The benchmark report: a table for the terminal, and the page `docs/benchmarks.md`.

use crate::bench::{Benchmark, Row};
use crate::measuring::fresh::Reading;
use crate::measuring::machine;
use crate::measuring::verdict::{Target, median, number};

const INTRODUCTION: &str = "# Benchmarks\n\n\
    Written by `cargo xtask bench`; do not edit. Each value is the median of the runs, each run a fresh process of\n\
    the optimised build. A missed target stays in the table until it is met. Compare numbers only within one\n\
    report: another machine, or another load on the same one, gives others.\n\n";

/// The page with the machine and all results.
pub fn document(results: &[(&Benchmark, Vec<Reading>)]) -> String {
    format!(
        "{INTRODUCTION}## Machine\n\n{}\n## Results\n\n{}{}",
        machine::description(),
        table(results),
        notes(results)
    )
}

/// What the benchmarks say about themselves; nothing where none does.
fn notes(results: &[(&Benchmark, Vec<Reading>)]) -> String {
    let noted = results
        .iter()
        .filter(|(benchmark, _)| !benchmark.notes.is_empty());
    let lines: String = noted
        .map(|(benchmark, _)| format!("- `{}`: {}\n", benchmark.id, benchmark.notes))
        .collect();
    match lines.is_empty() {
        true => lines,
        false => format!("\n## Notes\n\n{lines}"),
    }
}

/// A Markdown table, a line per row of each benchmark.
pub fn table(results: &[(&Benchmark, Vec<Reading>)]) -> String {
    let mut text = String::from(
        "| what | target | measured | range | peak memory | runs | verdict |\n|---|---|---|---|---|---|---|\n",
    );
    for (benchmark, readings) in results {
        for (index, row) in benchmark.rows.iter().enumerate() {
            let values: Vec<f64> = readings
                .iter()
                .filter_map(|reading| reading.values.get(index).copied())
                .collect();
            let middle = median(&values).unwrap_or(f64::NAN);
            let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
            let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            text.push_str(&format!(
                "| {} | {} | {} {} | {} … {} | {} | {} | {} |\n",
                row.what,
                target(row),
                number(middle),
                row.unit,
                number(lowest),
                number(highest),
                memory(readings),
                readings.len(),
                row.target.verdict(middle),
            ));
        }
    }
    text
}

fn target(row: &Row) -> String {
    match row.target {
        Target::Reference => row.target.to_string(),
        Target::AtMost(_) | Target::AtLeast(_) => format!("{} {}", row.target, row.unit),
    }
}

/// The most memory any run held.
fn memory(readings: &[Reading]) -> String {
    match readings.iter().map(|reading| reading.memory_bytes).max() {
        None | Some(0) => "unknown".to_owned(),
        Some(bytes) => format!("{} MB", number(bytes as f64 / 1e6)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gives_target_median_range_memory_and_verdict() {
        let rows: &'static [Row] = &[
            Row {
                what: "start",
                target: Target::AtMost(1.0),
                unit: "s",
            },
            Row {
                what: "limit",
                target: Target::Reference,
                unit: "GB/s",
            },
            Row {
                what: "offers",
                target: Target::AtLeast(40_000.0),
                unit: "per s",
            },
        ];
        let benchmark = Benchmark {
            id: "serve",
            rows,
            runs: 3,
            starts_server: false,
            data: None,
            notes: "over loopback",
            run: |_| Ok(vec![]),
        };
        let reading = |start, rate, memory_bytes| Reading {
            values: vec![start, 20.0, rate],
            memory_bytes,
        };
        let readings = vec![
            reading(0.9, 39_000.0, 2_000_000),
            reading(1.4, 41_000.0, 3_500_000),
            reading(0.8, 9.0, 0),
        ];
        assert_eq!(
            notes(&[(&benchmark, vec![])]),
            "\n## Notes\n\n- `serve`: over loopback\n"
        );
        assert_eq!(notes(&[]), "");
        let table = table(&[(&benchmark, readings)]);
        let lines: Vec<&str> = table.lines().skip(2).collect();
        assert_eq!(
            lines,
            [
                "| start | ≤ 1 s | 0.9 s | 0.8 … 1.4 | 3.5 MB | 3 | met |",
                "| limit | – | 20 GB/s | 20 … 20 | 3.5 MB | 3 | reference |",
                "| offers | ≥ 40,000 per s | 39,000 per s | 9 … 41,000 | 3.5 MB | 3 | MISSED |",
            ]
        );
    }
}
