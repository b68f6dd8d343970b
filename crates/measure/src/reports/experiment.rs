//! What an experiment says: every metric of every arm against the first, the guardrails, and one word.

use crate::{
    experiments::{
        effect::{Effect, Interval},
        guardrails::{Guardrail, Reading},
        multiple,
        ratio::{self, Estimate},
        sample_ratio::SampleRatio,
        sequential::Sequential,
        verdict::{Evidence, Verdict, verdict},
    },
    metrics::{self, Metric, Ratio},
};
use shop::Timestamp;

use super::Study;

/// The chance of claiming a difference where there is none, over all looks together.
pub const ALPHA: f64 = 0.05;

/// What must not get worse where nothing else is said, with the share of the first arm's number it may lose.
pub const USUAL_GUARDRAILS: [(&str, f64); 7] = [
    ("conversion", 0.02),
    ("margin_per_visitor", 0.03),
    ("refund_rate", 0.10),
    ("dismissal_rate", 0.25),
    ("unsubscribe_rate", 0.10),
    ("slow_answer_rate", 0.50),
    ("net_promoter_score", 0.20),
];

/// What was decided before the start.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The arms' shares, in any unit; the first arm is the one the others are compared with.
    pub shares: Vec<u16>,
    /// The metric that decides, by its id.
    pub metric: String,
    /// The smallest lift that would matter, .05 for 5 %.
    pub lift_that_matters: f64,
    /// Metrics that must not get worse, with the share of the first arm's number they may lose.
    pub guardrails: Vec<(String, f64)>,
    /// How many people are planned for all arms together.
    pub people_planned: u64,
}

impl Plan {
    /// The test of an arm against the first: narrowest once both have the people planned for them, and with its part of
    /// the chance of a false alarm.
    pub fn test(&self, arm: usize) -> Sequential {
        let share = |arm: usize| u64::from(self.shares.get(arm).copied().unwrap_or_default());
        let all: u64 = (0..self.shares.len()).map(share).sum();
        let both =
            u128::from(self.people_planned) * u128::from(share(0) + share(arm)) / u128::from(all.max(1));
        let treatments = self.shares.len().saturating_sub(1);
        Sequential::for_units(ALPHA, u64::try_from(both).unwrap_or(u64::MAX)).shared_among(treatments)
    }
}

/// A metric in an arm.
#[derive(Debug, Clone)]
pub struct ArmFigure {
    /// The metric.
    pub metric: &'static Metric,
    /// How it is worked out.
    pub ratio: Ratio,
    /// The arm's number; none where too little is known.
    pub value: Option<Estimate>,
    /// What the arm changed against the first; none of the first arm, or where too little is known.
    pub effect: Option<Effect>,
    /// Where the difference is, whenever and however often one looks.
    pub difference: Interval,
    /// Where the lift is, whenever and however often one looks; .04 for 4 % more.
    pub lift: Interval,
    /// What a bet of 1 against "no difference" has become; 1 of the first arm, or where too little is known.
    pub e_value: f64,
    /// Whether it is told as changed beside the metric that decides: so of all that are told so in a report hardly one
    /// in twenty is not, however many metrics and arms it has.
    pub changed: bool,
}

impl ArmFigure {
    /// How often chance alone would bring such a difference at any look.
    pub fn p_value(&self) -> f64 {
        (1.0 / self.e_value).min(1.0)
    }
}

/// What a guardrail says of an arm.
#[derive(Debug, Clone, PartialEq)]
pub struct GuardrailReading {
    /// The metric.
    pub metric: String,
    /// The share of the first arm's number it may lose.
    pub margin: f64,
    /// What it says.
    pub reading: Reading,
}

/// An arm and what is said of it.
#[derive(Debug, Clone)]
pub struct Judged {
    /// How many people it has.
    pub people: u64,
    /// Every metric.
    pub figures: Vec<ArmFigure>,
    /// Every guardrail; empty of the first arm.
    pub guardrails: Vec<GuardrailReading>,
    /// The word; none of the first arm.
    pub verdict: Option<Verdict>,
    /// Where it was stopped by itself: all of this is as it was then. None of an arm that goes on.
    pub stopped: Option<StoppedArm>,
}

/// An arm that was stopped alone: from then on its visitors get what those of the first arm get.
#[derive(Debug, Clone)]
pub struct StoppedArm {
    /// When.
    pub at: Timestamp,
    /// The metric of the guardrail that stopped it.
    pub guardrail: String,
    /// The first arm as it was then, which its figures are compared with.
    pub first: Box<Judged>,
}

/// What an experiment says.
#[derive(Debug, Clone)]
pub struct ExperimentReport {
    /// Whether the arms have the people that their shares promise.
    pub sample_ratio: SampleRatio,
    /// People who saw more than one arm; they count where they were first.
    pub moved: u64,
    /// The people of all arms, up to now; those of arms that were stopped too.
    pub people: u64,
    /// The metric that decides, by its id.
    pub decides: String,
    /// The arms.
    pub arms: Vec<Judged>,
}

impl ExperimentReport {
    /// Tells of an arm that was stopped alone what was known `then`, the report as of that moment. Whatever its
    /// visitors did later was not the arm's doing.
    pub fn stop_arm(&mut self, arm: usize, then: Self, at: Timestamp, guardrail: &str) {
        let mut arms = then.arms.into_iter();
        let (Some(first), Some(mut stopped)) = (arms.next(), arms.nth(arm.saturating_sub(1))) else {
            return;
        };
        let place = stopped
            .guardrails
            .iter()
            .position(|reading| reading.metric == guardrail);
        // What was certain stays certain, though late refunds may have moved the figures since.
        if let Some(reading) = place.and_then(|place| stopped.guardrails.get_mut(place)) {
            reading.reading = Reading::Harmed;
        }
        stopped.verdict = Some(match self.sample_ratio.is_broken() {
            true => Verdict::BrokenBySampleRatio,
            false => Verdict::StoppedByGuardrail(place.unwrap_or_default()),
        });
        stopped.stopped = Some(StoppedArm {
            at,
            guardrail: guardrail.to_owned(),
            first: Box::new(first),
        });
        if let Some(place) = self.arms.get_mut(arm) {
            *place = stopped;
        }
        mark_changed(&mut self.arms, &self.decides);
    }
}

/// Judges an experiment.
pub fn judge(study: &Study, plan: &Plan) -> ExperimentReport {
    let sample_ratio = study.sample_ratio(&plan.shares);
    let arms = u8::try_from(plan.shares.len()).unwrap_or(u8::MAX);
    let tests: Vec<Sequential> = (0..usize::from(arms)).map(|arm| plan.test(arm)).collect();
    let mut judged: Vec<Judged> = (0..arms)
        .map(|arm| Judged {
            people: study.count(arm),
            figures: Vec::new(),
            guardrails: Vec::new(),
            verdict: None,
            stopped: None,
        })
        .collect();
    let (metrics, ratios): (Vec<_>, Vec<_>) = metrics::of_visitors().unzip();
    let moments = study.moments_of(&ratios, arms);
    for ((metric, ratio), moments) in metrics.into_iter().zip(ratios).zip(moments) {
        for (arm, judged) in judged.iter_mut().enumerate() {
            let effect = crate::experiments::effect::compare(&moments[0], &moments[arm]).ok();
            judged.figures.push(figure(
                metric,
                ratio,
                &moments[arm],
                effect.filter(|_| arm > 0),
                &tests[arm],
            ));
        }
    }
    let people = judged.iter().map(|arm| arm.people).sum();
    for (arm, test) in judged.iter_mut().zip(&tests).skip(1) {
        arm.guardrails = readings(arm, plan, test);
        arm.verdict = Some(word(arm, plan, sample_ratio, people));
    }
    mark_changed(&mut judged, &plan.metric);
    ExperimentReport {
        sample_ratio,
        moved: study.moved(),
        people,
        decides: plan.metric.clone(),
        arms: judged,
    }
}

/// Marks what changed beside the metric that decides: of all arms together, as they are read together.
fn mark_changed(arms: &mut [Judged], decides: &str) {
    let beside = |figure: &&mut ArmFigure| figure.metric.id != decides;
    let mut figures: Vec<&mut ArmFigure> = arms
        .iter_mut()
        .skip(1)
        .flat_map(|arm| &mut arm.figures)
        .filter(beside)
        .collect();
    let e_values: Vec<f64> = figures.iter().map(|figure| figure.e_value).collect();
    for (figure, changed) in figures.iter_mut().zip(multiple::changed(&e_values, ALPHA)) {
        figure.changed = changed;
    }
}

fn figure(
    metric: &'static Metric,
    ratio: Ratio,
    moments: &ratio::ArmMoments,
    effect: Option<Effect>,
    test: &Sequential,
) -> ArmFigure {
    let everything = Interval::EVERYTHING;
    ArmFigure {
        metric,
        ratio,
        value: ratio::estimate(moments).ok(),
        difference: effect.map_or(everything, |effect| test.interval(&effect.difference)),
        lift: effect.map_or(everything, |effect| test.lift_interval(&effect)),
        e_value: effect.map_or(1.0, |effect| test.e_value(&effect.difference, 0.0)),
        changed: false,
        effect,
    }
}

fn readings(arm: &Judged, plan: &Plan, test: &Sequential) -> Vec<GuardrailReading> {
    let reading = |(id, margin): &(String, f64)| {
        let figure = arm.figures.iter().find(|figure| figure.metric.id == id)?;
        let guardrail = Guardrail {
            better: figure.ratio.better,
            margin: *margin,
        };
        let watched = |effect: &Effect| guardrail.watch(effect, test, plan.guardrails.len());
        Some(GuardrailReading {
            metric: id.clone(),
            margin: *margin,
            reading: figure.effect.as_ref().map_or(Reading::Open, watched),
        })
    };
    plan.guardrails.iter().filter_map(reading).collect()
}

fn word(arm: &Judged, plan: &Plan, sample_ratio: SampleRatio, people: u64) -> Verdict {
    let figure = arm.figures.iter().find(|figure| figure.metric.id == plan.metric);
    let readings: Vec<Reading> = arm.guardrails.iter().map(|guardrail| guardrail.reading).collect();
    verdict(&Evidence {
        sample_ratio,
        guardrails: &readings,
        effect: figure.map_or(Interval::EVERYTHING, told),
        better: figure.map_or(crate::experiments::guardrails::Better::Higher, |figure| {
            figure.ratio.better
        }),
        effect_that_matters: plan.lift_that_matters,
        units: people,
        units_planned: plan.people_planned,
    })
}

/// The lift; where it can be anything, because the first arm's number is next to nothing, at least on which side of
/// nothing it is, if the difference is certain.
fn told(figure: &ArmFigure) -> Interval {
    let Interval { low, high } = figure.difference;
    match (figure.lift == Interval::EVERYTHING, low > 0.0, high < 0.0) {
        (true, true, _) => Interval {
            low: f64::MIN_POSITIVE,
            high: f64::INFINITY,
        },
        (true, _, true) => Interval {
            low: f64::NEG_INFINITY,
            high: -f64::MIN_POSITIVE,
        },
        _ => figure.lift,
    }
}
