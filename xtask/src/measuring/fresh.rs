//! Runs a measurement in a process of its own and takes its numbers back.
//!
//! The child prints one line that begins with a mark; everything else it prints is shown as it is.

use super::machine::peak_memory_bytes;
use anyhow::{Context, Result, bail};
use std::process::{Command, Stdio};

/// What one run gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// One value per row of the benchmark.
    pub values: Vec<f64>,
    /// Most memory the run held at once, in bytes; 0 where the system does not tell.
    pub memory_bytes: u64,
}

const MARK: &str = "reading:";

/// In the child: hands the values to the parent, with this process's peak memory.
pub fn hand_over(values: &[f64]) {
    let memory_bytes = peak_memory_bytes(std::process::id()).unwrap_or(0);
    println!(
        "{}",
        encode(&Reading {
            values: values.to_vec(),
            memory_bytes
        })
    );
}

/// In the parent: runs this same program with `words` and takes what it hands over.
///
/// # Errors
/// When the child fails or hands over nothing.
pub fn take(words: &[&str]) -> Result<Reading> {
    let program = std::env::current_exe().context("this program does not know where it lies")?;
    let mut child = Command::new(program);
    let output = child
        .args(words)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let (marked, other): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with(MARK));
    other.iter().for_each(|line| println!("  {line}"));
    if !output.status.success() {
        bail!("`{}` failed", words.join(" "));
    }
    let last = marked
        .last()
        .with_context(|| format!("`{}` handed over no reading", words.join(" ")))?;
    decode(last).with_context(|| format!("`{last}` is not a reading"))
}

fn encode(reading: &Reading) -> String {
    let values: String = reading.values.iter().map(|value| format!(" {value}")).collect();
    format!("{MARK} {}{values}", reading.memory_bytes)
}

fn decode(line: &str) -> Option<Reading> {
    let mut words = line.strip_prefix(MARK)?.split_whitespace();
    let memory_bytes = words.next()?.parse().ok()?;
    let values = words
        .map(|word| word.parse().ok())
        .collect::<Option<Vec<f64>>>()?;
    Some(Reading { values, memory_bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_survives_the_way_between_processes() {
        let reading = Reading {
            values: vec![0.1 + 0.2, 4e9, -1.0],
            memory_bytes: 123,
        };
        assert_eq!(decode(&encode(&reading)), Some(reading));
        assert_eq!(decode("reading: 1 two"), None);
        assert_eq!(decode("something else"), None);
    }
}
