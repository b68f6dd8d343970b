//! A music shop's customers: what is learnt from 39 weeks, against what was published and against the 39 weeks after.

use super::{Data, Evaluation, Score};
use crate::measuring::cdnow::{self, CUT, END};
use crate::measuring::verdict::Target;
use anyhow::Result;
use measure::customers::{
    BgNbdFit, Calibration, Histories, NextPurchases, Segmentation, SpendFit, calibrate, segment,
};
use std::path::Path;

pub const EVALUATION: Evaluation = Evaluation {
    id: "cdnow",
    data: Data::Real(cdnow::FOLDER),
    in_checks: true,
    run,
};

/// Published of the sample: the likelihoods' logarithms, and the parameters in weeks and dollars.
const FREQUENCY: (f64, [f64; 4]) = (-9_582.43, [0.2426, 4.4136, 0.7930, 2.4261]);
const SPEND: (f64, [f64; 3]) = (-4_055.92, [6.25, 3.74, 15.45]);
/// How far the published figures are rounded.
const ROUNDED: f64 = 0.01;
const SEED: u64 = 1;

fn run(data: &Path) -> Result<Vec<Score>> {
    let sample = cdnow::orders(&data.join(cdnow::SAMPLE))?;
    let master = cdnow::orders(&data.join(cdnow::MASTER))?;
    let mut scores = published(&cdnow::until(&sample, CUT))?;
    for (name, orders) in [("2,357 customers", sample), ("23,570 customers", master)] {
        let histories = cdnow::until(&orders, END);
        let model = BgNbdFit::learn(histories.activities(CUT))?.model;
        let told = calibrate(&model, &histories, CUT, END);
        print(name, &told);
        let next = NextPurchases::learn(&model, &histories, CUT, CUT.0.abs_diff(END.0));
        let mut own = ahead(&told);
        own.push(score(
            "share of those back who came in their interval, which is to hold .8",
            Target::AtLeast(0.75),
            within(&next, &histories),
        ));
        own.extend(groups(&histories)?);
        own.iter_mut()
            .for_each(|score| score.what = format!("{name}: {}", score.what));
        scores.extend(own);
    }
    Ok(scores)
}

fn print(name: &str, told: &Calibration) {
    for bin in &told.by_repeats {
        let (repeats, customers, purchases) = (bin.repeats, bin.customers, bin.purchases);
        println!(
            "  {name}, {repeats} repeats, {customers} of them: {:.3} expected, {:.3} came",
            purchases.expected, purchases.actual
        );
    }
    let lift: Vec<String> = told.lift.iter().map(|lift| format!("{lift:.2}")).collect();
    println!(
        "  {name}, purchases of each tenth over the mean: {}",
        lift.join(" ")
    );
}

fn score(what: &str, target: Target, value: f64) -> Score {
    Score {
        what: what.to_owned(),
        target,
        value,
    }
}

/// How far what is learnt lies from what was published.
fn published(sample: &Histories) -> Result<Vec<Score>> {
    let frequency = BgNbdFit::learn(sample.activities(CUT))?;
    let model = frequency.model;
    let found = [model.r, model.alpha_weeks, model.a, model.b];
    let spend = SpendFit::learn(sample.iter().filter_map(|(_, history)| history.spend()))?;
    let dollars = [spend.model.p, spend.model.q, spend.model.gamma_minor / 100.0];
    let in_dollars = spend.log_likelihood + spend.customers as f64 * 100_f64.ln();
    let far = |found: &[f64], known: &[f64]| {
        let pairs = found.iter().zip(known);
        pairs
            .map(|(found, known)| (found - known).abs())
            .fold(0.0, f64::max)
    };
    let target = Target::AtMost(ROUNDED);
    Ok(vec![
        score(
            "BG/NBD, farthest parameter from the published",
            target,
            far(&found, &FREQUENCY.1),
        ),
        score(
            "BG/NBD, log-likelihood from the published",
            target,
            (frequency.log_likelihood - FREQUENCY.0).abs(),
        ),
        score(
            "Gamma-Gamma, farthest parameter from the published",
            target,
            far(&dollars, &SPEND.1),
        ),
        score(
            "Gamma-Gamma, log-likelihood from the published",
            target,
            (in_dollars - SPEND.0).abs(),
        ),
    ])
}

/// The 39 weeks ahead.
fn ahead(told: &Calibration) -> Vec<Score> {
    let misses = &told.misses;
    let returned = (told.returned.expected - told.returned.actual).abs();
    let model = misses.model;
    let below = |what, one: f64, other: f64| score(what, Target::AtMost(1.0), one / other);
    vec![
        score(
            "purchases expected over those made, off by",
            Target::AtMost(0.15),
            model.of_sum.abs(),
        ),
        score(
            "the same, everybody as often as before",
            Target::Reference,
            misses.as_before.of_sum,
        ),
        score(
            "the same, everybody repeats as often as before",
            Target::Reference,
            misses.repeats_as_before.of_sum,
        ),
        score("share of customers back, off by", Target::AtMost(0.04), returned),
        score("MAE", Target::Reference, model.mean_absolute),
        below(
            "MAE over that of as often as before",
            model.mean_absolute,
            misses.as_before.mean_absolute,
        ),
        below(
            "MAE over that of repeats as before",
            model.mean_absolute,
            misses.repeats_as_before.mean_absolute,
        ),
        below(
            "RMSE over that of repeats as before",
            model.root_mean_square,
            misses.repeats_as_before.root_mean_square,
        ),
        score(
            "purchases of the best tenth over the mean",
            Target::AtLeast(4.0),
            told.lift[0],
        ),
    ]
}

/// Of the customers who came back, the share that did in the interval, which is to hold four fifths.
fn within(next: &NextPurchases<'_>, histories: &Histories) -> f64 {
    let (mut back, mut within) = (0.0, 0.0);
    for (customer, history) in histories.iter() {
        let known = history.days_until(CUT).len();
        let (Some(day), Some(next)) = (
            history.days_until(END).get(known),
            next.of(customer, history, CUT),
        ) else {
            continue;
        };
        let days = f64::from(day - CUT.0);
        back += 1.0;
        within += f64::from(u8::from((next.low_days..=next.high_days).contains(&days)));
    }
    within / back
}

/// Whether there are groups; the file tells days and pieces only.
fn groups(histories: &Histories) -> Result<Vec<Score>> {
    let (groups, agreement) = match segment(histories, END, SEED)? {
        Segmentation::Stable(found) => (found.segments.len(), found.agreement),
        Segmentation::Unstable { agreement } => (0, agreement),
    };
    Ok(vec![
        score("groups that behave alike", Target::Reference, groups as f64),
        score("how far other draws agree on them", Target::Reference, agreement),
    ])
}
