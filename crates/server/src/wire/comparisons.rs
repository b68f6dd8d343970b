//! What an experiment or the hold-out says: every arm against the first, in figures and one word.

use engine::measure::{
    experiments::{
        guardrails::{Better, Reading},
        verdict::Verdict,
    },
    reports::{ArmFigure, ExperimentReport, GuardrailReading, Judged},
};
use serde::Serialize;
use shop::Currency;

use super::{
    figures::{Figure, Unit, short},
    status::Moment,
};

/// Why a number of an arm cannot be told yet.
pub(crate) const TOO_FEW: &str = "too_few_visitors";

/// What is said of all arms.
#[derive(Debug, Serialize)]
pub struct ComparisonsReply<'a> {
    visitors: u64,
    moved: u64,
    sample_ratio: SampleRatioReply,
    arms: Vec<ArmReply<'a>>,
}

#[derive(Debug, Serialize)]
struct SampleRatioReply {
    p_value: f64,
    broken: bool,
}

#[derive(Debug, Serialize)]
struct ArmReply<'a> {
    name: &'a str,
    visitors: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<VerdictReply<'a>>,
    metrics: Vec<ArmMetricReply>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    guardrails: Vec<GuardrailReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped: Option<StoppedReply<'a>>,
}

/// When an arm was stopped alone, and by which guardrail.
#[derive(Debug, Serialize)]
struct StoppedReply<'a> {
    at: Moment,
    guardrail: &'a str,
}

/// One word, and what belongs to it.
#[derive(Debug, Serialize)]
pub struct VerdictReply<'a> {
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    visitors_missing: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    guardrail: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ArmMetricReply {
    id: &'static str,
    better: &'static str,
    value: Figure,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<Figure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lift: Option<Figure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p_value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<bool>,
}

#[derive(Debug, Serialize)]
struct GuardrailReply<'a> {
    metric: &'a str,
    margin_percent: f64,
    reading: &'static str,
}

/// A verdict's public code.
pub fn verdict_code(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::BrokenBySampleRatio => "broken_by_sample_ratio",
        Verdict::StoppedByGuardrail(_) => "stopped_by_guardrail",
        Verdict::Won => "won",
        Verdict::Lost => "lost",
        Verdict::NoDifferenceThatMatters => "no_difference_that_matters",
        Verdict::TooEarly { .. } => "too_early",
        Verdict::Undecided => "undecided",
    }
}

fn reading_code(reading: Reading) -> &'static str {
    match reading {
        Reading::Harmed => "harmed",
        Reading::Safe => "safe",
        Reading::Open => "open",
    }
}

fn better_code(better: Better) -> &'static str {
    match better {
        Better::Higher => "higher",
        Better::Lower => "lower",
    }
}

/// The difference of an arm's figure to the first arm's.
pub fn difference(figure: &ArmFigure, currency: Currency) -> Figure {
    let value = figure.effect.as_ref().map(|effect| effect.difference.value);
    Figure::within(
        value,
        figure.difference,
        Unit::of(&figure.ratio, currency),
        TOO_FEW,
    )
}

/// The difference of an arm's figure as a share of the first arm's.
pub fn lift(figure: &ArmFigure) -> Figure {
    let value = figure.effect.as_ref().and_then(|effect| effect.lift());
    Figure::within(value, figure.lift, Unit::Plain, TOO_FEW)
}

impl<'a> ComparisonsReply<'a> {
    /// The reply for a report of arms with these names.
    pub fn new(report: &'a ExperimentReport, names: &[&'a str], currency: Currency) -> Self {
        let arm = |(arm, name): (&'a Judged, &&'a str)| ArmReply {
            name,
            visitors: arm.people,
            verdict: VerdictReply::of(arm),
            metrics: arm
                .figures
                .iter()
                .map(|figure| ArmMetricReply::new(figure, currency, &report.decides))
                .collect(),
            guardrails: arm.guardrails.iter().map(GuardrailReply::from).collect(),
            stopped: arm.stopped.as_ref().map(|stopped| StoppedReply {
                at: Moment(stopped.at),
                guardrail: &stopped.guardrail,
            }),
        };
        Self {
            visitors: report.people,
            moved: report.moved,
            sample_ratio: SampleRatioReply {
                p_value: short(report.sample_ratio.p_value),
                broken: report.sample_ratio.is_broken(),
            },
            arms: report.arms.iter().zip(names).map(arm).collect(),
        }
    }
}

impl<'a> VerdictReply<'a> {
    /// The verdict on an arm; none on the first.
    pub fn of(arm: &'a Judged) -> Option<Self> {
        let verdict = arm.verdict?;
        Some(Self {
            code: verdict_code(verdict),
            visitors_missing: match verdict {
                Verdict::TooEarly { units_missing } => Some(units_missing),
                _ => None,
            },
            guardrail: guardrail_of(arm),
        })
    }
}

/// The metric of the guardrail that stops an arm, where one does.
pub fn guardrail_of(arm: &Judged) -> Option<&str> {
    match arm.verdict? {
        Verdict::StoppedByGuardrail(at) => arm.guardrails.get(at).map(|guardrail| guardrail.metric.as_str()),
        _ => None,
    }
}

impl ArmMetricReply {
    fn new(figure: &ArmFigure, currency: Currency, decides: &str) -> Self {
        let is_beside = figure.metric.id != decides;
        let is_compared = figure.effect.is_some();
        let compared = |told: Figure| is_compared.then_some(told);
        Self {
            id: figure.metric.id,
            better: better_code(figure.ratio.better),
            value: Figure::estimated(figure.value, Unit::of(&figure.ratio, currency)),
            difference: compared(difference(figure, currency)),
            lift: compared(lift(figure)),
            p_value: is_compared.then(|| short(figure.p_value())),
            changed: (is_compared && is_beside).then_some(figure.changed),
        }
    }
}

impl<'a> From<&'a GuardrailReading> for GuardrailReply<'a> {
    fn from(guardrail: &'a GuardrailReading) -> Self {
        Self {
            metric: &guardrail.metric,
            margin_percent: short(guardrail.margin * 100.0),
            reading: reading_code(guardrail.reading),
        }
    }
}
