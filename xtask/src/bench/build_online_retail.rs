//! Building everything for a real shop's year.

use super::{Benchmark, Row, Setting};
use crate::measuring::simulated;
use crate::measuring::verdict::Target;
use anyhow::Result;
use engine::{Engine, ImportSource, NewShop, ingest};
use shop::{Currency, Day, Locale};
use std::time::Instant;

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "build_online_retail",
    rows: &[Row {
        what: "build everything on Online Retail, 541,909 lines of 4,000 products",
        target: Target::AtMost(5.0),
        unit: "s",
    }],
    runs: 5,
    starts_server: false,
    data: Some("online_retail"),
    notes: "untuned: every signal and every recommender, from the store to a published snapshot that serves. Importing \
        the file is not timed.",
    run,
};

/// The day after the file ends.
const TODAY: Day = Day(15_318);

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let folder = setting.scratch.join("shop");
    let Some(data) = &setting.data else {
        let shop = simulated::make(&folder, Some(200))?;
        let start = Instant::now();
        shop.engine.build(shop.now, &|_| {})?;
        shop.engine.close();
        return Ok(vec![start.elapsed().as_secs_f64()]);
    };
    let shop = NewShop {
        name: "Online Retail".to_owned(),
        currency: Currency::new("GBP")?,
        locale: Locale::english(),
    };
    let (engine, _) = Engine::init(&folder, shop, TODAY.start())?;
    let source = ImportSource::File(data.join("online_retail.csv.gz"));
    let options = ingest::Options {
        rejected_dir: Some(setting.scratch.clone()),
        ..ingest::Options::default()
    };
    engine.import(&source, options, TODAY.start(), &|_| {})?;
    let start = Instant::now();
    let model = engine.build(TODAY.start(), &|_| {})?;
    let seconds = start.elapsed().as_secs_f64();
    println!("{} orders", model.orders);
    engine.close();
    Ok(vec![seconds])
}
