//! Whether reports tell the truth: shoppers of whom it is known what offers do to them visit the real server over HTTP,
//! half of them are held out, and what the report says is held against what was planted.

use super::{Data, Evaluation, Score};
use crate::measuring::served::Served;
use crate::measuring::verdict::Target;
use crate::workspace;
use anyhow::{Context, Result};
use engine::{
    Report, ReportQuery,
    measure::{
        experiments::{
            effect::{self, Interval},
            ratio::{ArmMoments, UnitTotals},
        },
        reports::{ArmFigure, USUAL_GUARDRAILS},
    },
};
use shop::Day;
use std::path::Path;
use testkit::{
    shoppers::{
        Causes, Difference, Market, NoOffers, Oddities, Outcome, PlantedTruth, Popular, Role, Settings,
        World, planted_truth,
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
/// So many that no gain stands out from half of what is credited, and from the gain of the lifelike shop.
const CANNIBAL_SHOPPERS: u32 = 36_000;
/// What offers cause per visitor of the lifelike shop, in cents, by its report: that much must not be taken for
/// possible where they cause nothing.
const LIFELIKE_GAIN_CENTS: f64 = 741.0;
/// So many that a twentieth fewer offers stand out.
const TIRED_SHOPPERS: u32 = 3_000;
/// The chance of being wrong of an interval that is looked at once.
const ONE_LOOK_ALPHA: f64 = 0.05;
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
    let (with, failures) = served.play(&market, settings)?;
    let without = World::new(&market, settings.clone()).play_all(&mut NoOffers)?;
    let end = Day(settings.start.0 + settings.days as i32);
    let query = ReportQuery::new(Some(settings.start), Some(end), end.start())?;
    Ok(Played {
        report: served.engine.report(query, end.start())?,
        truth: planted_truth(&with, &without),
        failures,
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
            "conversion with offers, as a share of that without, less 1: lower end",
            // Not lower by what the report's own guardrail allows, which was set before any of this was played.
            Target::AtLeast(-margin_of("conversion")?),
            played.figure("conversion")?.lift.low,
        ),
        score(
            "offers shown that were dismissed",
            Target::AtMost(0.02),
            dismissed as f64 / seen.max(1) as f64,
        ),
        beside_best_sellers(&settings, &played)?,
    ])
}

/// How much of a metric an arm may lose by the usual guardrail, as a share of the control's number.
fn margin_of(metric: &str) -> Result<f64> {
    let found = USUAL_GUARDRAILS.iter().find(|(guarded, _)| *guarded == metric);
    found
        .map(|(_, margin)| *margin)
        .with_context(|| format!("nothing guards {metric}"))
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
    let settings = Settings {
        // The lifelike shop has them. Here they would only make the interval wider.
        oddities: Oddities::NONE,
        ..settings(CANNIBAL_SHOPPERS, 28, causes)
    };
    let played = play("cannibals", &settings, HOLD_OUT_PERCENT)?;
    let margin = played.figure("margin_per_visitor")?;
    let shown = played.report.caused.arms[SHOWN].people;
    let credited_minor = played.report.summary.credits.margin_minor as f64;
    let credited_each = credited_minor / shown.max(1) as f64;
    println!(
        "  nothing but cannibalisation: {credited_each:.0} cents credited per visitor with offers, {:.0} to {:.0} caused \
         by the report; the past left {:.2} of the variance",
        margin.difference.low,
        margin.difference.high,
        margin.effect.map_or(1.0, |effect| effect.variance_left),
    );
    Ok(vec![
        score(
            "cannibalisation only: margin credited to offers, cents per visitor with offers",
            Target::AtLeast(1.0),
            credited_each,
        ),
        score(
            "cannibalisation only: margin caused, cents, lower end",
            Target::AtMost(0.0),
            margin.difference.low,
        ),
        score(
            "cannibalisation only: upper end, as a share of what is credited per visitor",
            Target::AtMost(0.5),
            margin.difference.high / credited_each,
        ),
        score(
            "cannibalisation only: upper end, cents; the lifelike gain must lie above it",
            Target::AtMost(LIFELIKE_GAIN_CENTS),
            margin.difference.high,
        ),
        score(
            "cannibalisation only: nothing, from the middle of the interval in half widths",
            Target::AtMost(1.0),
            apart(margin.difference, 0.0),
        ),
    ])
}

/// Shoppers whom every offer tires are shown fewer of them whenever they open a page.
fn tired(_: &Path) -> Result<Vec<Score>> {
    let (fresh, tired) = (exposure("fresh", 0.0)?, exposure("tired", 0.5)?);
    let compared = effect::compare(&fresh, &tired)?;
    let (control, treatment) = (compared.control, compared.treatment);
    let lift = compared.one_look_lift_interval(ONE_LOOK_ALPHA);
    println!(
        "  offers shown on a page that asks: {:.3} to fresh shoppers, {:.3} to tired ones; the ratio is {:.3} to {:.3}",
        control.value,
        treatment.value,
        1.0 + lift.low,
        1.0 + lift.high,
    );
    Ok(vec![
        score(
            "offers on a page that tired shoppers open, for each on one that fresh ones do",
            Target::AtMost(0.95),
            treatment.value / control.value,
        ),
        score(
            "the same, upper end of 95 %",
            Target::AtMost(1.0),
            1.0 + lift.high,
        ),
    ])
}

/// How many offers are shown on each page that asks for some, by shopper: pages of one shopper are no independent
/// draws. Who wants to see no more offers does not ask, and does not count.
fn exposure(name: &str, tires: f64) -> Result<ArmMoments> {
    let causes = Causes {
        incrementality: 0.25,
        fatigue: tires,
        irritation: tires,
        ..Causes::default()
    };
    let played = play(name, &settings(TIRED_SHOPPERS, 28, causes), 0.0)?;
    let mut moments = ArmMoments::default();
    for outcome in played.with.iter().filter(|outcome| outcome.role == Role::Person) {
        let each = UnitTotals::of_ratio(outcome.offers_seen as f64, outcome.asked as f64);
        moments.add(each.numbers());
    }
    Ok(moments)
}
