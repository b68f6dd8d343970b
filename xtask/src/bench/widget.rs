//! What a visitor waits for: from an element's question to its painted offers, in a real browser.

use super::{Benchmark, Row, Setting};
use crate::browser;
use crate::measuring::server;
use crate::measuring::verdict::{Target, quantile};
use anyhow::{Context, Result, ensure};

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "widget",
    rows: &[
        Row {
            what: "offers in a shop's page, from the question to the paint, p95",
            target: Target::AtMost(50.0),
            unit: "ms",
        },
        Row {
            what: "the same, p50",
            target: Target::Reference,
            unit: "ms",
        },
        Row {
            what: "where the script comes with the page and its first frames, p95",
            target: Target::Reference,
            unit: "ms",
        },
    ],
    runs: 3,
    starts_server: true,
    data: None,
    notes: "Chromium on the same cores as the server, over loopback, a page of another origin under a strict policy, \
        as visitors have it: nobody debugs it, which costs time. 100 pages a run after 20 that are not counted, each \
        another visitor's; the script comes to a page that is painted already. The paint is what the browser itself \
        says of when the frame with the offers was on the screen. Most of it is the time it takes to draw frames \
        without a graphics processor.",
    run,
};

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let pages = if setting.quick { "5" } else { "100" };
    let program = server::program()?;
    let output = browser::node()?
        .args(["e2e/measure.mjs", pages])
        .env("ALONGSIDE", program)
        .output()
        .context("could not start node")?;
    ensure!(
        output.status.success(),
        "e2e/measure.mjs failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    // Where the script comes to a page that is painted already, and where it comes with the page.
    let (late, early): (Vec<f64>, Vec<f64>) =
        serde_json::from_slice(&output.stdout).context("it told no times")?;
    let at = |times: &[f64], share| quantile(times, share).context("nothing was measured");
    Ok(vec![at(&late, 0.95)?, at(&late, 0.5)?, at(&early, 0.95)?])
}
