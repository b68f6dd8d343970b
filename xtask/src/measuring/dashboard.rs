//! How long the merchant's pages take in a busy shop: every page that the navigation leads to, and those that are
//! opened from them.

use super::busy_shop::{Busy, EXPERIMENT};
use super::pages::{Merchant, navigation};
use super::serving::Serving;
use super::synthetic;
use super::verdict::quantile;
use anyhow::{Context, Result, ensure};
use engine::{Engine, JourneysQuery, KeyKind, ReportQuery, Settings, measure::journeys::Clock};
use shop::Timestamp;
use std::{
    collections::BTreeSet,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

/// How often each page is asked for.
const ROUNDS: usize = 20;
/// How long what pages show may take to be prepared.
const PREPARED_WITHIN: Duration = Duration::from_secs(300);
const LOOK_EVERY: Duration = Duration::from_millis(200);
/// The figures whose rows are shown.
const TRACED: [&str; 4] = ["credited", "revenue", "impression", "click"];

/// What the pages are asked about.
pub struct Asked {
    product: String,
    decision: String,
    customer: String,
}

impl Asked {
    /// Of a busy shop.
    pub fn of(busy: &Busy) -> Self {
        Self {
            product: busy.product.to_string(),
            decision: busy.decision.clone(),
            customer: busy.customer.clone(),
        }
    }

    /// The pages beside those of the navigation.
    fn pages(&self) -> Vec<String> {
        let Self {
            product,
            decision,
            customer,
        } = self;
        let mut pages = vec![
            "/dashboard/products?q=usb".to_owned(),
            format!("/dashboard/products?product={product}"),
            format!("/dashboard/customers?id={customer}"),
            format!("/dashboard/decisions?id={decision}"),
            format!("/dashboard/experiments?id={EXPERIMENT}"),
            "/dashboard/experiments?new=1".to_owned(),
            "/dashboard?days=90".to_owned(),
            "/dashboard/journeys?days=90".to_owned(),
        ];
        pages.extend(TRACED.map(|figure| format!("/dashboard/trace?of={figure}")));
        pages.extend(TRACED.map(|figure| format!("/dashboard/trace?of={figure}&days=90")));
        pages
    }
}

/// The morning after the last visit.
fn clock() -> Timestamp {
    synthetic::today().start().plus_ms(9 * 3_600_000)
}

/// Serves the shop in `folder` and opens every page. The slowest page's p95 of all and of the navigation's, and the
/// slowest when it is opened first, all in milliseconds.
///
/// # Errors
/// When a page does not come.
pub fn measure(folder: &Path, asked: &Asked) -> Result<[f64; 3]> {
    let engine = Arc::new(Engine::open(folder, Settings::default())?);
    let key = engine.create_key(KeyKind::Admin, "bench", &[], clock())?.secret;
    engine.start_scheduler(clock)?;
    let serving = Serving::start(&engine, clock)?;
    let merchant = Merchant::sign_in(serving.address, &key)?;
    let first = merchant.page("/dashboard")?;
    let known = navigation(&first.body);
    ensure!(known.len() > 5, "the dashboard leads to no pages");
    let mut opened_first = vec![("/dashboard".to_owned(), first.milliseconds)];
    let beside = asked.pages();
    for path in known.iter().filter(|path| *path != "/dashboard").chain(&beside) {
        opened_first.push((path.clone(), merchant.page(path)?.milliseconds));
    }
    wait_until_prepared(&engine)?;
    let mut all = Vec::new();
    for path in known.iter().chain(&beside) {
        let times: Vec<f64> = (0..ROUNDS)
            .map(|_| Ok(merchant.page(path)?.milliseconds))
            .collect::<Result<_>>()?;
        let p95 = quantile(&times, 0.95).context("nothing was measured")?;
        let median = quantile(&times, 0.5).context("nothing was measured")?;
        let first = opened_first.iter().find(|(opened, _)| opened == path);
        println!(
            "  {path}: p95 {p95:.1} ms, half within {median:.1} ms, {:.1} ms when opened first",
            first.map_or(f64::NAN, |(_, time)| *time)
        );
        all.push((path.clone(), p95));
    }
    let of_navigation: BTreeSet<&String> = known.iter().collect();
    let slowest = |times: &mut dyn Iterator<Item = f64>| times.fold(0.0, f64::max);
    Ok([
        slowest(&mut all.iter().map(|(_, time)| *time)),
        slowest(
            &mut all
                .iter()
                .filter(|(path, _)| of_navigation.contains(path))
                .map(|(_, time)| *time),
        ),
        slowest(&mut opened_first.iter().map(|(_, time)| *time)),
    ])
}

/// Until the reports that pages usually show hold all that is known.
fn wait_until_prepared(engine: &Engine) -> Result<()> {
    let now = clock();
    let report = ReportQuery::new(None, Some(now.day()), now)?;
    let journeys = JourneysQuery {
        report,
        clock: Clock::default(),
        customer: None,
    };
    let began = Instant::now();
    loop {
        let is_stale = engine.prepared_report(report, None, now)?.is_stale
            || engine.prepared_journeys(&journeys, now)?.is_stale
            || engine.prepared_movers(now)?.is_stale;
        if !is_stale {
            return Ok(());
        }
        ensure!(began.elapsed() < PREPARED_WITHIN, "the reports were never ready");
        std::thread::sleep(LOOK_EVERY);
    }
}
