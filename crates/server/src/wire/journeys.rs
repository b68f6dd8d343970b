//! `/v1/reports/journeys`: how far visits get, where offers work, how long people take, and when they are there.

use engine::{
    Journeys,
    measure::{
        experiments::{effect::Interval, guardrails::Better},
        journeys::{BestTime, FunnelStep, Gaps, HoursProfile, Quiet, WEEKDAYS, Way},
        ledger::{Deed, DeedSums},
        metrics::{Ratio, click_through_rate, viewable_click_through_rate},
    },
};
use serde::Serialize;
use shop::Placement;

use super::figures::{Figure, Unit};

/// Shares and times are told to so many parts of one.
const PARTS: f64 = 1e6;

/// A number without digits that say nothing.
pub(super) fn rounded(number: f64) -> f64 {
    (number * PARTS).round() / PARTS
}

/// How people go through the shop.
#[derive(Debug, Serialize)]
pub struct JourneysReply {
    from: String,
    to: String,
    utc_offset: String,
    visits: u64,
    conversion: Figure,
    funnel: Vec<StepReply>,
    placements: Vec<PlacementReply>,
    ways: Vec<WayReply>,
    hours: HoursReplies,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<HoursReply>,
}

#[derive(Debug, Serialize)]
struct StepReply {
    touchpoint: &'static str,
    visits: u64,
    stopped: u64,
    share_of_before: Figure,
}

#[derive(Debug, Serialize)]
struct PlacementReply {
    placement: &'static str,
    impressions: u64,
    viewables: u64,
    clicks: u64,
    add_to_carts: u64,
    dismissals: u64,
    click_rate: Figure,
    viewable_click_rate: Figure,
    cart_rate: Figure,
}

#[derive(Debug, Serialize)]
struct WayReply {
    way: &'static str,
    count: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<SecondsReply>,
}

#[derive(Debug, Serialize)]
struct SecondsReply {
    quarter: u64,
    half: u64,
    three_quarters: u64,
    nine_tenths: u64,
}

#[derive(Debug, Serialize)]
struct HoursReplies {
    coming: HoursReply,
    clicking: HoursReply,
    ordering: HoursReply,
}

#[derive(Debug, Serialize)]
struct HoursReply {
    people: u64,
    best: Vec<BestReply>,
    quiet: Option<QuietReply>,
    shares: Vec<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct BestReply {
    weekday: &'static str,
    hour: usize,
    hours: usize,
    share: f64,
    times_usual: f64,
    sure: f64,
}

#[derive(Debug, Serialize)]
struct QuietReply {
    hour: usize,
    hours: usize,
    share: f64,
}

impl From<&Journeys> for JourneysReply {
    fn from(journeys: &Journeys) -> Self {
        Self {
            from: journeys.from.to_string(),
            to: journeys.to.to_string(),
            utc_offset: utc_offset(journeys.clock.utc_offset_minutes),
            visits: journeys.funnel.visits(),
            conversion: share(journeys.funnel.conversion()),
            funnel: journeys.funnel.steps().iter().map(StepReply::from).collect(),
            placements: journeys.placements.iter().map(PlacementReply::from).collect(),
            ways: Way::ALL.map(|way| WayReply::new(&journeys.gaps, way)).into(),
            hours: HoursReplies {
                coming: HoursReply::from(&journeys.coming),
                clicking: HoursReply::from(&journeys.clicking),
                ordering: HoursReply::from(&journeys.ordering),
            },
            customer: journeys.customer.as_ref().map(HoursReply::from),
        }
    }
}

/// A clock as RFC 3339 writes it.
pub fn utc_offset(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// A share with its interval.
pub fn share(told: Option<(f64, f64, f64)>) -> Figure {
    match told {
        Some((value, low, high)) => Figure::within(Some(value), Interval { low, high }, Unit::Plain, ""),
        None => Figure::untold(Unit::Plain, "nothing_to_measure_by"),
    }
}

impl From<&FunnelStep> for StepReply {
    fn from(step: &FunnelStep) -> Self {
        Self {
            touchpoint: step.touchpoint.as_str(),
            visits: step.visits,
            stopped: step.stopped,
            share_of_before: share(step.of_before),
        }
    }
}

/// Carts by the offer for each offer shown.
pub const CART_RATE: Ratio = Ratio {
    value: |visitor| f64::from(visitor.carts),
    base: |visitor| f64::from(visitor.impressions),
    is_money: false,
    better: Better::Higher,
};

/// A metric of what was done with some offers.
pub fn rate(deeds: &DeedSums, ratio: &Ratio) -> Figure {
    Figure::estimated(deeds.estimate(ratio), Unit::Plain)
}

impl From<(&Placement, &DeedSums)> for PlacementReply {
    fn from((placement, deeds): (&Placement, &DeedSums)) -> Self {
        Self {
            placement: placement.as_str(),
            impressions: deeds.count(Deed::Impression),
            viewables: deeds.count(Deed::Viewable),
            clicks: deeds.count(Deed::Click),
            add_to_carts: deeds.count(Deed::Cart),
            dismissals: deeds.count(Deed::Dismiss),
            click_rate: rate(deeds, &click_through_rate::RATIO),
            viewable_click_rate: rate(deeds, &viewable_click_through_rate::RATIO),
            cart_rate: rate(deeds, &CART_RATE),
        }
    }
}

impl WayReply {
    fn new(gaps: &Gaps, way: Way) -> Self {
        let histogram = gaps.of(way);
        let seconds = |share| histogram.quantile(share).map(|seconds| seconds.round() as u64);
        let told = || {
            Some(SecondsReply {
                quarter: seconds(0.25)?,
                half: seconds(0.5)?,
                three_quarters: seconds(0.75)?,
                nine_tenths: seconds(0.9)?,
            })
        };
        Self {
            way: way.as_str(),
            count: histogram.count(),
            seconds: told(),
        }
    }
}

impl From<&HoursProfile> for HoursReply {
    fn from(profile: &HoursProfile) -> Self {
        Self {
            people: profile.people,
            best: profile.best.iter().map(BestReply::from).collect(),
            quiet: profile.quiet.as_ref().map(QuietReply::from),
            shares: profile.shares.iter().copied().map(rounded).collect(),
            reason: profile.best.is_empty().then_some("too_few_visitors"),
        }
    }
}

impl From<&BestTime> for BestReply {
    fn from(best: &BestTime) -> Self {
        Self {
            weekday: WEEKDAYS[best.weekday],
            hour: best.hour,
            hours: best.hours,
            share: rounded(best.share),
            times_usual: rounded(best.times_usual),
            sure: rounded(best.sure),
        }
    }
}

impl From<&Quiet> for QuietReply {
    fn from(quiet: &Quiet) -> Self {
        Self {
            hour: quiet.hour,
            hours: quiet.hours,
            share: rounded(quiet.share),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_written_as_it_is_read() {
        for text in ["+00:00", "+03:30", "-05:00", "-00:30", "+14:00"] {
            let clock = engine::clock(text).unwrap();
            assert_eq!(utc_offset(clock.utc_offset_minutes), text);
        }
    }
}
