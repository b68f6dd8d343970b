//! Whether reports tell the truth: shoppers of whom it is known what offers do to them visit the real server over HTTP,
//! half of them are held out, and what the report says is held against what was planted.

use super::{Data, Evaluation, Score};
use crate::measuring::served::Served;
use crate::measuring::verdict::Target;
use crate::workspace;
use anyhow::{Context, Result};
use engine::{
    Report, ReportQuery,
    measure::{experiments::effect::Interval, reports::ArmFigure},
};
use shop::Day;
use std::path::Path;
use testkit::{
    shoppers::{
        Causes, Difference, Market, NoOffers, Outcome, PlantedTruth, Popular, Settings, World, planted_truth,
    },
    simulator::{self, simulate},
};

/// Offers that sell, and all the oddities of a shop.
pub const EVALUATION: Evaluation = Evaluation {
    id: "simulated_shoppers",
    data: Data::Simulated,
    in_checks: true,
    run: lifelike,
};

/// Offers of what would have been bought anyway.
pub const CANNIBALS: Evaluation = Evaluation {
    id: "simulated_cannibals",
    data: Data::Simulated,
    in_checks: true,
    run: cannibals,
};

/// Shoppers whom every offer tires.
pub const TIRED: Evaluation = Evaluation {
    id: "simulated_tired",
    data: Data::Simulated,
    in_checks: true,
    run: tired,
};

const HOLD_OUT_PERCENT: f64 = 50.0;
/// So many that the margin which offers cause stands out from how differently shoppers spend.
const LIFELIKE_SHOPPERS: u32 = 12_000;
/// The arm of the report that sees offers; the other one is held out.
const SHOWN: usize = 1;

/// A crowd that was played.
struct Played {
    report: Report,
    truth: PlantedTruth,
    with: Vec<Outcome>,
    without: Vec<Outcome>,
    failures: u64,
}

fn settings(shoppers: u32, days: u32, causes: Causes) -> Settings {
    Settings {
        shoppers,
        days,
        causes,
        ..Settings::default()
    }
}

/// Plays a crowd at a server of its own, and the same crowd without offers.
fn play(name: &str, settings: &Settings, hold_out_percent: f64) -> Result<Played> {
    let shop = simulate(&simulator::Settings::default());
    let market = Market::of_simulated(&shop);
    let folder = workspace::root().join("target/evaluate/shoppers").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let start = settings.start.start();
    let served = Served::start(&folder, shop, start)?;
    served.engine.set_hold_out(hold_out_percent, start)?;
    let mut storefront = served.storefront();
    let with = World::new(&market, settings.clone()).play_all(&mut storefront)?;
    let without = World::new(&market, settings.clone()).play_all(&mut NoOffers)?;
    let end = Day(settings.start.0 + settings.days as i32);
    let query = ReportQuery::new(Some(settings.start), Some(end), end.start())?;
    Ok(Played {
        report: served.engine.report(query, end.start())?,
        truth: planted_truth(&with, &without),
        failures: storefront.0.calls.failures,
        with,
        without,
    })
}

impl Played {
    /// What the report says of a metric of those who saw offers, against those held out.
    fn figure(&self, metric: &str) -> Result<&ArmFigure> {
        let figures = &self.report.caused.arms[SHOWN].figures;
        let found = figures.iter().find(|figure| figure.metric.id == metric);
        found.with_context(|| format!("there is no metric {metric}"))
    }

    /// What offers caused a shopper who saw some, in minor units of margin.
    fn planted_margin_minor(&self) -> f64 {
        let saw = |difference: &&Difference| self.with[difference.shopper as usize].offers_seen > 0;
        let shown: Vec<&Difference> = self.truth.differences.iter().filter(saw).collect();
        let sum: i64 = shown
            .iter()
            .map(|difference| difference.earned.margin_minor)
            .sum();
        sum as f64 / shown.len().max(1) as f64
    }
}

fn score(what: &str, target: Target, value: f64) -> Score {
    Score {
        what: what.to_owned(),
        target,
        value,
    }
}

/// How far a number lies from the middle of an interval, in half of its width: within it up to 1.
fn apart(interval: Interval, truth: f64) -> f64 {
    let (middle, half) = (
        (interval.low + interval.high) / 2.0,
        (interval.high - interval.low) / 2.0,
    );
    (middle - truth).abs() / half
}

/// Offers that sell, and all the oddities of a shop.
fn lifelike(_: &Path) -> Result<Vec<Score>> {
    let causes = Causes {
        incrementality: 0.25,
        ..Causes::default()
    };
    let settings = settings(LIFELIKE_SHOPPERS, 28, causes);
    let played = play("lifelike", &settings, HOLD_OUT_PERCENT)?;
    let margin = played.figure("margin_per_visitor")?;
    let truth = played.planted_margin_minor();
    println!(
        "  margin per visitor: {:.0} to {:.0} cents by the report, {truth:.0} planted; credited to offers {} cents, caused {}",
        margin.difference.low,
        margin.difference.high,
        played.report.summary.credits.margin_minor,
        played.truth.caused.margin_minor,
    );
    let seen: u64 = played.with.iter().map(|outcome| outcome.offers_seen).sum();
    let dismissed: u64 = played.with.iter().map(|outcome| outcome.dismissals).sum();
    Ok(vec![
        score(
            "requests that failed",
            Target::AtMost(0.0),
            played.failures as f64,
        ),
        score(
            "margin that offers cause per visitor, cents, lower end",
            Target::AtLeast(0.0),
            margin.difference.low,
        ),
        score(
            "the planted margin, from the middle of the interval in half widths",
            Target::AtMost(1.0),
            apart(margin.difference, truth),
        ),
        score(
            "conversion with offers less without, upper end",
            Target::AtLeast(0.0),
            played.figure("conversion")?.difference.high,
        ),
        score(
            "offers shown that were dismissed",
            Target::AtMost(0.02),
            dismissed as f64 / seen.max(1) as f64,
        ),
        beside_best_sellers(&settings, &played)?,
    ])
}

/// What offers cause per shopper, against what best sellers in their place would.
fn beside_best_sellers(settings: &Settings, played: &Played) -> Result<Score> {
    let shop = simulate(&simulator::Settings::default());
    let market = Market::of_simulated(&shop);
    let popular = World::new(&market, settings.clone()).play_all(&mut Popular::of(&market))?;
    let baseline = planted_truth(&popular, &played.without);
    // Of those who were not held out here: best sellers are shown to everybody.
    let saw = |shopper: u32| played.with[shopper as usize].offers_seen > 0;
    let pairs = played.truth.differences.iter().zip(&baseline.differences);
    let apart: Vec<f64> = pairs
        .filter(|(own, _)| saw(own.shopper))
        .map(|(own, other)| (own.earned.margin_minor - other.earned.margin_minor) as f64)
        .collect();
    let count = apart.len() as f64;
    let mean = apart.iter().sum::<f64>() / count;
    let variance = apart.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0);
    println!("  more margin than best sellers: {mean:.0} cents per visitor");
    Ok(score(
        "more margin per visitor than best sellers, cents, lower end of 95 %",
        Target::AtLeast(0.0),
        mean - 1.96 * (variance / count).sqrt(),
    ))
}

/// Offers that are clicked and bought, and only of what would have been bought anyway.
fn cannibals(_: &Path) -> Result<Vec<Score>> {
    let causes = Causes {
        incrementality: 0.25,
        cannibalisation: 1.0,
        organic: 0.5,
        fatigue: 0.0,
        irritation: 0.0,
        returns: 0.0,
    };
    let played = play("cannibals", &settings(2_000, 28, causes), HOLD_OUT_PERCENT)?;
    let margin = played.figure("margin_per_visitor")?;
    println!(
        "  nothing but cannibalisation: {} cents credited, {:.0} to {:.0} cents per visitor caused by the report",
        played.report.summary.credits.margin_minor, margin.difference.low, margin.difference.high,
    );
    Ok(vec![
        score(
            "cannibalisation only: margin credited to offers, cents",
            Target::AtLeast(1.0),
            played.report.summary.credits.margin_minor as f64,
        ),
        score(
            "cannibalisation only: margin caused, cents, lower end",
            Target::AtMost(0.0),
            margin.difference.low,
        ),
        score(
            "cannibalisation only: nothing, from the middle of the interval in half widths",
            Target::AtMost(1.0),
            apart(margin.difference, 0.0),
        ),
    ])
}

/// Shoppers whom every offer tires are shown fewer of them.
fn tired(_: &Path) -> Result<Vec<Score>> {
    let shown = |name: &str, fatigue: f64, irritation: f64| {
        let causes = Causes {
            incrementality: 0.25,
            fatigue,
            irritation,
            ..Causes::default()
        };
        let played = play(name, &settings(600, 28, causes), 0.0)?;
        let seen: u64 = played.with.iter().map(|outcome| outcome.offers_seen).sum();
        let visits: u64 = played.with.iter().map(|outcome| outcome.visits).sum();
        Ok::<f64, anyhow::Error>(seen as f64 / visits.max(1) as f64)
    };
    let (fresh, tired) = (shown("fresh", 0.0, 0.0)?, shown("tired", 0.5, 0.5)?);
    println!("  offers shown a visit: {fresh:.2} to fresh shoppers, {tired:.2} to tired ones");
    Ok(vec![score(
        "offers shown to tired shoppers, for each shown to fresh ones",
        Target::AtMost(0.95),
        tired / fresh,
    )])
}
