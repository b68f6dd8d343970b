//! The report on one screen: sold, credited, caused.

use std::collections::BTreeMap;

use engine::{Report, measure::reports::Judged};
use serde::Serialize;

use super::{CoverageReply, CreditsReply, DeedsReply, MetricReply, QueryReply, SumsReply};
use crate::wire::{
    comparisons::{self, ComparisonsReply, TOO_FEW, VerdictReply},
    figures::{Figure, Unit},
    status::Moment,
};

/// The arms of the hold-out, in their order.
const HOLD_OUT_ARMS: [&str; 2] = ["held_out", "offers"];

/// What was sold, what offers are credited with, and what they caused.
#[derive(Debug, Serialize)]
pub struct SummaryReply<'a> {
    #[serde(flatten)]
    query: QueryReply,
    visitors: u64,
    sold: SumsReply,
    orders_in_other_currencies: u64,
    credited: CreditsReply,
    caused: CausedReply<'a>,
    deeds: DeedsReply,
    metrics: Vec<MetricReply>,
    coverage: CoverageReply,
    left_out: &'a BTreeMap<String, u64>,
}

/// What the offers caused, by the visitors who saw none.
#[derive(Debug, Serialize)]
pub struct CausedReply<'a> {
    hold_out_percent: f64,
    counted_from: Moment,
    verdict: Option<VerdictReply<'a>>,
    margin: Figure,
    revenue: Figure,
    comparison: Option<ComparisonsReply<'a>>,
}

impl<'a> From<&'a Report> for SummaryReply<'a> {
    fn from(report: &'a Report) -> Self {
        let (summary, currency) = (&report.summary, report.currency);
        Self {
            query: QueryReply::from(&report.query),
            visitors: summary.visitors(),
            sold: SumsReply::new(&summary.money, currency),
            orders_in_other_currencies: summary.orders_in_other_currencies,
            credited: CreditsReply::new(&summary.credits, currency),
            caused: CausedReply::from(report),
            deeds: DeedsReply::from(summary.deeds()),
            metrics: report
                .metrics
                .iter()
                .map(|figure| MetricReply::new(figure, currency))
                .collect(),
            coverage: CoverageReply::from(summary.covered),
            left_out: &summary.left_out,
        }
    }
}

impl<'a> From<&'a Report> for CausedReply<'a> {
    fn from(report: &'a Report) -> Self {
        let with_offers = report
            .caused
            .arms
            .get(1)
            .filter(|_| report.hold_out_percent > 0.0);
        Self {
            hold_out_percent: report.hold_out_percent,
            counted_from: Moment(report.caused_from),
            verdict: with_offers.and_then(VerdictReply::of),
            margin: caused(report, "margin_per_visitor"),
            revenue: caused(report, "revenue_per_visitor"),
            comparison: with_offers
                .map(|_| ComparisonsReply::new(&report.caused, &HOLD_OUT_ARMS, report.currency)),
        }
    }
}

/// What the offers caused of an amount per visitor, for all visitors who saw offers together.
pub fn caused(report: &Report, metric: &str) -> Figure {
    let unit = Unit::Amount(report.currency);
    if report.hold_out_percent <= 0.0 {
        return Figure::untold(unit, "no_hold_out");
    }
    if report.caused.sample_ratio.is_broken() {
        return Figure::untold(unit, "broken_by_sample_ratio");
    }
    let of_arm = |arm: &Judged| {
        let figure = arm.figures.iter().find(|figure| figure.metric.id == metric)?;
        let difference = comparisons::difference(figure, report.currency);
        Some(difference.times(arm.people as f64, unit))
    };
    let told = report.caused.arms.get(1).and_then(of_arm);
    told.unwrap_or_else(|| Figure::untold(unit, TOO_FEW))
}
