//! What an experiment says: every metric of every arm against the first, the guardrails, and one word.

use crate::{
    experiments::{
        effect::{Effect, Interval},
        guardrails::{Guardrail, Reading},
        ratio::{self, Estimate},
        sample_ratio::SampleRatio,
        sequential::Sequential,
        verdict::{Evidence, Verdict, verdict},
    },
    metrics::{self, Metric, Ratio},
};

use super::Study;

/// The chance of claiming a difference where there is none, over all looks together.
pub const ALPHA: f64 = 0.05;

/// What must not get worse where nothing else is said, with the share of the first arm's number it may lose.
pub const USUAL_GUARDRAILS: [(&str, f64); 6] = [
    ("conversion", 0.02),
    ("margin_per_visitor", 0.03),
    ("refund_rate", 0.10),
    ("dismissal_rate", 0.25),
    ("unsubscribe_rate", 0.10),
    ("slow_answer_rate", 0.50),
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
    /// How often chance alone would bring such a difference at any look.
    pub p_value: f64,
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
}

/// What an experiment says.
#[derive(Debug, Clone)]
pub struct ExperimentReport {
    /// Whether the arms have the people that their shares promise.
    pub sample_ratio: SampleRatio,
    /// People who saw more than one arm and are left out.
    pub moved: u64,
    /// The arms.
    pub arms: Vec<Judged>,
}

impl ExperimentReport {
    /// The people of all arms.
    pub fn people(&self) -> u64 {
        self.arms.iter().map(|arm| arm.people).sum()
    }
}

/// Judges an experiment.
pub fn judge(study: &Study, plan: &Plan) -> ExperimentReport {
    let sample_ratio = study.sample_ratio(&plan.shares);
    let arms = u8::try_from(plan.shares.len()).unwrap_or(u8::MAX);
    let treatments = plan.shares.len().saturating_sub(1);
    let test = Sequential::for_units(ALPHA, plan.people_planned).shared_among(treatments);
    let mut judged: Vec<Judged> = (0..arms)
        .map(|arm| Judged {
            people: study.count(arm),
            figures: Vec::new(),
            guardrails: Vec::new(),
            verdict: None,
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
                &test,
            ));
        }
    }
    let people = judged.iter().map(|arm| arm.people).sum();
    for arm in judged.iter_mut().skip(1) {
        arm.guardrails = readings(arm, plan, &test);
        arm.verdict = Some(word(arm, plan, sample_ratio, people));
    }
    ExperimentReport {
        sample_ratio,
        moved: study.moved(),
        arms: judged,
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
        p_value: effect.map_or(1.0, |effect| test.p_value(&effect.difference)),
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
