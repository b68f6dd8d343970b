//! A year's export of orders goes into the store: parsed, checked, stored, durable.

use super::{Benchmark, Row, Setting};
use crate::measuring::synthetic;
use crate::measuring::verdict::Target;
use anyhow::{Result, ensure};
use engine::{Engine, ImportSource, NewShop, ingest};
use shop::{Currency, Locale};
use std::time::Instant;

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "import",
    rows: &[Row {
        what: "import a CSV of 1,000,000 order lines, 20,000 products",
        target: Target::AtLeast(300_000.0),
        unit: "lines/s",
    }],
    runs: 5,
    starts_server: false,
    data: None,
    notes: "order, customer, date, product, quantity and price in each line; the store is empty before and durable \
        after. What limits it is the one thread that writes: two thirds of the work are inserting rows into SQLite and \
        writing its pages, while reading and checking the file takes less than a third.",
    run,
};

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let (lines, products) = if setting.quick {
        (2_000, 100)
    } else {
        (1_000_000, 20_000)
    };
    let file = setting.scratch.join("orders.csv");
    synthetic::write_orders(&file, lines, products)?;
    let shop = NewShop {
        name: "Import".to_owned(),
        currency: Currency::new("EUR")?,
        locale: Locale::english(),
    };
    let now = synthetic::today().start();
    let (engine, _) = Engine::init(&setting.scratch.join("shop"), shop, now)?;
    let start = Instant::now();
    let report = engine.import(
        &ImportSource::File(file),
        ingest::Options::default(),
        now,
        &|_| {},
    )?;
    let seconds = start.elapsed().as_secs_f64();
    engine.close();
    ensure!(
        report.summary.order_lines == lines,
        "not every line was imported: {:?}",
        report.summary
    );
    Ok(vec![lines as f64 / seconds])
}
