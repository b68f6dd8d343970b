//! What a merchant waits for: the report of a quarter in which visitors did ten million things.

use super::{Benchmark, Row, Setting};
use crate::measuring::{
    busy_shop::{self, DAYS},
    dashboard, synthetic,
    verdict::{Target, quantile},
};
use anyhow::{Context, Result};
use engine::{Engine, JourneysQuery, ReportQuery, Settings, VisitorSide, measure::journeys::Clock};
use shop::{Day, Timestamp};
use std::time::Instant;

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "reports",
    rows: &[
        Row {
            what: "events into the log, a thousand at a time",
            target: Target::AtLeast(50_000.0),
            unit: "events/s",
        },
        Row {
            what: "sum up 90 days at once",
            target: Target::AtLeast(50_000.0),
            unit: "events/s",
        },
        Row {
            what: "sum up again after one more event of the last day",
            target: Target::Reference,
            unit: "s",
        },
        Row {
            what: "the report of 90 days, 10M events, median of five",
            target: Target::AtMost(2.0),
            unit: "s",
        },
        Row {
            what: "the same by tier of customer",
            target: Target::AtMost(2.0),
            unit: "s",
        },
        Row {
            what: "journeys of the same days, median of five",
            target: Target::AtMost(2.0),
            unit: "s",
        },
        Row {
            what: "what rises and fades, of a year, median of five",
            target: Target::AtMost(2.0),
            unit: "s",
        },
        Row {
            what: "open that shop for a command, median of five",
            target: Target::AtMost(1.0),
            unit: "s",
        },
        Row {
            what: "open it for visitors, until what they did is remembered, median of five",
            target: Target::AtMost(1.0),
            unit: "s",
        },
        Row {
            what: "the dashboard's slowest page over HTTP, p95 of twenty",
            target: Target::AtMost(100.0),
            unit: "ms",
        },
        Row {
            what: "the same, pages of the navigation only",
            target: Target::AtMost(100.0),
            unit: "ms",
        },
        Row {
            what: "its slowest page when it is opened first after the start",
            target: Target::Reference,
            unit: "ms",
        },
    ],
    runs: 1,
    starts_server: false,
    data: None,
    notes: "one million logged decisions for 370,000 visitors, ten events each and 200,000 orders on the demo's shop, \
        with a hold-out of 5 % and an experiment that everybody is in; the report has every metric, every breakdown, \
        attribution and what the offers caused. Pages are those of the dashboard's navigation, and a product, a search, a \
        customer, a decision, an experiment and the rows behind figures of 28 and of 90 days, twenty times each by a \
        server in the same process, once what they show was made in the background.",
    run,
};

const REPORTS: usize = 5;

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let folder = setting.scratch.join("shop");
    let (orders, visits_each_day) = if setting.quick { (200, 20) } else { (2_000, 11_112) };
    let busy = busy_shop::make(&folder, orders, visits_each_day)?;
    let today = synthetic::today();
    let mut values = vec![busy.events / busy.logging.as_secs_f64()];
    let now = today.start();
    values.push(busy.events / seconds(|| Ok(busy.engine.sum_up(now).map(drop)?))?);
    let one_more = busy_shop::view("one-more", "v1", &busy.product, Day(today.0 - 1).start())?;
    busy.engine.record_events(vec![one_more])?;
    values.push(seconds(|| Ok(busy.engine.sum_up(now).map(drop)?))?);
    values.extend(read(&busy.engine, now)?);
    busy.engine.close();
    let asked = dashboard::Asked::of(&busy);
    drop(busy);
    values.push(median(|| {
        Engine::open(&folder, Settings::default())?.close();
        Ok(())
    })?);
    values.push(median(|| {
        let engine = Engine::open(&folder, Settings::default())?;
        engine.recall_visitors();
        engine.close();
        Ok(())
    })?);
    values.extend(dashboard::measure(&folder, &asked)?);
    Ok(values)
}

/// The medians of what a merchant opens.
fn read(engine: &Engine, now: Timestamp) -> Result<[f64; 4]> {
    let today = now.day();
    let query = ReportQuery::new(Some(Day(today.0 - DAYS)), Some(Day(today.0 - 1)), now)?;
    let report = median(|| {
        let report = engine.report(query, now)?;
        let measured = report.metrics.iter().filter(|figure| figure.value.is_some());
        anyhow::ensure!(
            report.caused.people > 0 && measured.count() > 0,
            "an empty report"
        );
        Ok(())
    })?;
    let by_tier = median(|| {
        let report = engine.report_by(query, VisitorSide::Tier, now)?;
        anyhow::ensure!(!report.groups.is_empty(), "no groups");
        Ok(())
    })?;
    let journeys = JourneysQuery {
        report: query,
        clock: Clock::default(),
        customer: None,
    };
    let journeys = median(|| Ok(engine.journeys(&journeys, now).map(drop)?))?;
    let movers = median(|| Ok(engine.movers(now).map(drop)?))?;
    Ok([report, by_tier, journeys, movers])
}

fn seconds(mut work: impl FnMut() -> Result<()>) -> Result<f64> {
    let started = Instant::now();
    work()?;
    Ok(started.elapsed().as_secs_f64())
}

fn median(mut work: impl FnMut() -> Result<()>) -> Result<f64> {
    let times: Vec<f64> = (0..REPORTS).map(|_| seconds(&mut work)).collect::<Result<_>>()?;
    quantile(&times, 0.5).context("nothing was measured")
}
