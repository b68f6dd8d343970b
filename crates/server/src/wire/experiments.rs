//! `/v1/experiments` and `/v1/hold-out`: experiments as they are sent and answered.

use engine::{
    Experiment, ExperimentDraft, ExperimentPlan, HoldOutShare,
    measure::{metrics, reports::ExperimentReport},
};
use serde::{Deserialize, Serialize};
use shop::Currency;

use super::{
    comparisons::ComparisonsReply,
    figures::{Figure, Unit, short},
    reading,
    status::Moment,
};
use crate::errors::Problem;

/// Reads an experiment as it is set, from JSON.
///
/// # Errors
/// [`Problem`] naming what cannot be used, and where.
pub fn draft(bytes: &[u8]) -> Result<ExperimentDraft, Problem> {
    reading::read(bytes)
}

/// An arm that was stopped alone.
#[derive(Debug, Serialize)]
struct ArmStoppedReply<'a> {
    arm: &'a str,
    at: Option<Moment>,
    guardrail: &'a str,
}

/// An experiment with what it says so far.
#[derive(Debug, Serialize)]
pub struct ExperimentReply<'a> {
    id: &'a str,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    started_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counted_from: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stop_reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    visitors_planned: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    arms_stopped: Vec<ArmStoppedReply<'a>>,
    draft: &'a ExperimentDraft,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<ComparisonsReply<'a>>,
}

impl<'a> ExperimentReply<'a> {
    /// The reply for an experiment, with what it says where that was asked for.
    pub fn new(
        id: &'a str,
        experiment: &'a Experiment,
        report: Option<&'a ExperimentReport>,
        currency: Currency,
    ) -> Self {
        let names: Vec<&str> = experiment
            .draft
            .arms
            .iter()
            .map(|arm| arm.name.as_str())
            .collect();
        let has_begun = experiment.started_at_ms.is_some();
        let stopped = experiment.arms_stopped.iter().map(|stopped| ArmStoppedReply {
            arm: names.get(usize::from(stopped.arm)).copied().unwrap_or_default(),
            at: Moment::kept(Some(stopped.at_ms)),
            guardrail: &stopped.guardrail,
        });
        Self {
            id,
            state: experiment.state.as_str(),
            started_at: Moment::kept(experiment.started_at_ms),
            counted_from: Moment::kept(experiment.counted_from_ms),
            stopped_at: Moment::kept(experiment.stopped_at_ms),
            stop_reason: experiment.stop_reason.as_deref(),
            visitors_planned: has_begun.then_some(experiment.visitors_planned),
            arms_stopped: stopped.collect(),
            draft: &experiment.draft,
            report: report.map(|report| ComparisonsReply::new(report, &names, currency)),
        }
    }
}

/// What an experiment would take.
#[derive(Debug, Serialize)]
pub struct PlanReply {
    metric: String,
    value: Figure,
    effect_percent: f64,
    visitors: u64,
    visitors_each_day: u64,
    days: Option<u64>,
    detectable_in_four_weeks_percent: Option<f64>,
}

impl PlanReply {
    /// The reply for a plan of a draft.
    pub fn new(draft: &ExperimentDraft, plan: &ExperimentPlan, currency: Currency) -> Self {
        let unit = metrics::of_visitors_with_id(&draft.metric)
            .map_or(Unit::Plain, |(_, ratio)| Unit::of(&ratio, currency));
        Self {
            metric: draft.metric.clone(),
            value: Figure {
                value: Some(plan.value),
                low: None,
                high: None,
                unit,
                reason: None,
            },
            effect_percent: draft.effect_percent,
            visitors: plan.visitors,
            visitors_each_day: plan.visitors_each_day,
            days: plan.days,
            detectable_in_four_weeks_percent: plan
                .lift_in_four_weeks
                .filter(|lift| lift.is_finite())
                .map(|lift| short(lift * 100.0)),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HoldOutBody {
    percent: f64,
}

/// Reads the share of the visitors without offers, in per cent.
///
/// # Errors
/// [`Problem`] naming what cannot be used.
pub fn hold_out_percent(bytes: &[u8]) -> Result<f64, Problem> {
    Ok(reading::read::<HoldOutBody>(bytes)?.percent)
}

/// The share of the visitors without offers.
#[derive(Debug, Serialize)]
pub struct HoldOutReply {
    percent: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Moment>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<WarningReply>,
}

#[derive(Debug, Serialize)]
struct WarningReply {
    code: &'static str,
    message: &'static str,
}

impl HoldOutReply {
    /// What is said where nobody is held out.
    pub const NOTHING_CAN_BE_TOLD: &'static str = "Every visitor sees offers, so it cannot be told what they earn: \
                                                   there is nobody to compare with. 5 per cent is usual.";
}

impl From<&HoldOutShare> for HoldOutReply {
    fn from(share: &HoldOutShare) -> Self {
        let warning = WarningReply {
            code: "nothing_to_compare_with",
            message: Self::NOTHING_CAN_BE_TOLD,
        };
        Self {
            percent: share.percent,
            since: (share.since.unix_ms() > 0).then_some(Moment(share.since)),
            warnings: (share.percent <= 0.0).then_some(warning).into_iter().collect(),
        }
    }
}
