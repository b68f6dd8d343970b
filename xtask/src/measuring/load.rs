//! Load on a server of this machine, by `wrk`: one thread, eight connections, each with one request at a time.

use super::server::Server;
use crate::workspace;
use anyhow::{Context, Result, bail, ensure};
use std::path::Path;

/// What the load generator saw.
#[derive(Debug, PartialEq)]
pub struct Load {
    /// Requests that were answered.
    pub requests: f64,
    /// Those, per second.
    pub requests_per_second: f64,
    /// Half of the answers came within so many milliseconds.
    pub p50_ms: f64,
    /// All but one in a hundred came within so many milliseconds.
    pub p99_ms: f64,
}

const MARK: &str = "load:";

/// Prepares every request before the first is sent, so that the generator costs as little as it can: it runs on the
/// same cores as the server.
const SCRIPT: &str = r#"
local prepared, at = {}, 0
function init(arguments)
  local headers = { ["Authorization"] = "Bearer " .. arguments[1], ["Content-Type"] = "application/json" }
  for body in io.lines(arguments[2]) do
    prepared[#prepared + 1] = wrk.format("POST", "/v1/offers", headers, body)
  end
end
function request()
  at = at % #prepared + 1
  return prepared[at]
end
"#;

/// Prints what is read back: requests, microseconds in all, p50 and p99 in microseconds, failures.
const SUMMARY: &str = r#"
function done(summary, latency, requests)
  local e = summary.errors
  print(string.format("load: %d %d %d %d %d", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
"#;

/// Asks for offers for `seconds` seconds.
///
/// # Errors
/// When `wrk` is missing, or a request failed.
pub fn offers(server: &Server, seconds: u32, scratch: &Path) -> Result<Load> {
    let bodies = scratch.join("bodies");
    std::fs::write(&bodies, server.bodies.join("\n"))?;
    let words = [
        server.public_key.as_str(),
        bodies.to_str().context("the folder's name is not Unicode")?,
    ];
    run(
        &server.url,
        &format!("{SCRIPT}{SUMMARY}"),
        &words,
        seconds,
        scratch,
    )
}

/// Asks whether the server is alive for `seconds` seconds: the least that a request can cost on this machine.
///
/// # Errors
/// As [`offers`].
pub fn health(server: &Server, seconds: u32, scratch: &Path) -> Result<Load> {
    run(&format!("{}/healthz", server.url), SUMMARY, &[], seconds, scratch)
}

fn run(url: &str, script: &str, words: &[&str], seconds: u32, scratch: &Path) -> Result<Load> {
    if !workspace::has_program("wrk") {
        bail!("this benchmark needs the load generator `wrk`; on Debian: apt-get install wrk");
    }
    let path = scratch.join("load.lua");
    std::fs::write(&path, script)?;
    let mut wrk = workspace::command("wrk");
    wrk.args(["-t1", "-c8", &format!("-d{seconds}s"), "-s"])
        .arg(&path);
    let output = wrk.arg(url).arg("--").args(words).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().find_map(|line| line.strip_prefix(MARK));
    let line = line.with_context(|| {
        format!(
            "`wrk` told no result: {text}{}",
            String::from_utf8_lossy(&output.stderr)
        )
    })?;
    read(line)
}

fn read(line: &str) -> Result<Load> {
    let numbers: Vec<f64> = line
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    let [requests, duration_us, p50_us, p99_us, failures] = numbers[..] else {
        bail!("`{line}` is not the result of a load");
    };
    ensure!(
        failures < 1.0 && requests >= 1.0,
        "{failures} of {requests} requests failed"
    );
    Ok(Load {
        requests,
        requests_per_second: requests / (duration_us / 1e6),
        p50_ms: p50_us / 1e3,
        p99_ms: p99_us / 1e3,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_read_and_failed_requests_are_no_result() {
        let load = read(" 100000 2000000 150 1500 0").unwrap();
        let expect = Load {
            requests: 100_000.0,
            requests_per_second: 50_000.0,
            p50_ms: 0.15,
            p99_ms: 1.5,
        };
        assert_eq!(load, expect);
        assert!(
            read("10 2000000 150 1500 3")
                .unwrap_err()
                .to_string()
                .starts_with("3 of 10")
        );
        assert!(read("0 2000000 0 0 0").is_err());
        assert!(read("10 2").is_err());
    }
}
