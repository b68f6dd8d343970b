//! The rows behind a figure.

use std::sync::Arc;

use measure::{
    attribution::Touches,
    ledger::{Deed, Line, Touch},
    reports::Study,
};
use recommend::ProductIndex;
use shop::{Day, Placement, Timestamp};

use super::{ReportQuery, Told, group_of};
use crate::{Engine, Error};

/// Which figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TraceOf {
    /// What was sold: the lines of the orders.
    Revenue,
    /// What offers are credited with: lines, each with its touch.
    Credited,
    /// What was done with offers.
    Deed(Deed),
}

/// Which rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceQuery {
    /// Which days, and how credit is given.
    pub report: ReportQuery,
    /// Of which figure.
    pub of: TraceOf,
    /// Only of this placement.
    pub placement: Option<Placement>,
    /// Only of this recommender.
    pub recommender: Option<String>,
    /// Most rows wanted; all are counted.
    pub limit: usize,
}

/// A row behind a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct TraceRow {
    /// When.
    pub at: Timestamp,
    /// What was offered or bought, by its id.
    pub product: String,
    /// The line of an order: its order's id, its number, and what the shop keeps of it in minor units.
    pub line: Option<(String, u32, i64)>,
    /// The offer: its decision's id, where, whose word weighed most, and when it was touched.
    pub offer: Option<(String, Placement, String, Timestamp)>,
}

/// The rows behind a figure.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trace {
    /// How many there are.
    pub count: u64,
    /// What the shop keeps of their lines together, in minor units.
    pub revenue_minor: i64,
    /// The first of them, by day.
    pub rows: Vec<TraceRow>,
}

impl Engine {
    /// The rows behind a figure of a report.
    ///
    /// # Errors
    /// [`Error`] where the shop's memory or its ledger cannot be read.
    pub fn trace(&self, query: &TraceQuery, now: Timestamp) -> Result<Trace, Error> {
        self.sum_up(now)?;
        match query.of {
            TraceOf::Deed(deed) => self.trace_deeds(query, deed, &self.days_of(query)?),
            TraceOf::Revenue | TraceOf::Credited => self.trace_lines(query, now),
        }
    }

    /// What a page shows of the rows behind a figure, without waiting where the report was made before: the first of
    /// them, all of them counted.
    ///
    /// # Errors
    /// As [`Engine::trace`].
    pub fn prepared_trace(&self, query: &TraceQuery, now: Timestamp) -> Result<Told<Trace>, Error> {
        let report = self.prepared_report(query.report, None, now)?;
        Ok(Told {
            answer: Arc::new(self.first_rows(&report.answer.first_rows, query)?),
            at: report.at,
            is_stale: report.is_stale,
        })
    }

    /// What was done with offers on some days.
    pub(super) fn trace_deeds(&self, query: &TraceQuery, deed: Deed, days: &[Day]) -> Result<Trace, Error> {
        let ids = self.inner.store.product_keys()?;
        let table = match deed {
            Deed::Click | Deed::Cart => "touches",
            _ => "seen",
        };
        let mut trace = Trace::default();
        for day in days {
            let touches: Vec<Touch> = self.ledger().read(*day, table)?;
            for touch in touches
                .iter()
                .filter(|touch| touch.deed == deed && query.takes(touch))
            {
                trace.add(query.limit, 0, || touch_row(touch, &ids));
            }
        }
        Ok(trace)
    }

    fn trace_lines(&self, query: &TraceQuery, now: Timestamp) -> Result<Trace, Error> {
        let mut trace = Trace::default();
        let ids = self.inner.store.product_keys()?;
        let loaded = self.load(&query.report, 0, now)?;
        let snapshot = self.inner.serving.snapshot();
        let catalogue = snapshot.as_ref().map(|snapshot| &snapshot.models.catalogue);
        let group = |product: ProductIndex| group_of(catalogue, product);
        let touches = Touches::new(query.report.attribution, &group, loaded.touches());
        let mut names = Study::of(measure::ledger::HOLD_OUT);
        loaded.expose(&mut names, Timestamp::default());
        let currency = self.inner.currency();
        let days = loaded
            .days
            .iter()
            .filter(|(day, _)| query.report.days().any(|wanted| wanted == *day));
        for line in days.flat_map(|(_, rows)| &rows.lines) {
            let is_ours = line.paid.is_none_or(|paid| paid.currency == currency);
            let touch = touches.of_line(names.unit_of(line), line);
            let is_wanted = match touch {
                Some(touch) => query.takes(touch),
                None => query.takes_no_offer(),
            };
            if is_ours && is_wanted && !line.is_fee {
                trace.add(query.limit, line.net_minor(), || line_row(line, touch, &ids));
            }
        }
        Ok(trace)
    }

    fn days_of(&self, query: &TraceQuery) -> Result<Vec<Day>, Error> {
        let days = self.ledger().days()?.into_iter();
        let wanted = query.report.from..=query.report.to;
        Ok(days.filter(|day| wanted.contains(day)).collect())
    }
}

impl TraceQuery {
    fn takes(&self, touch: &Touch) -> bool {
        self.takes_offer(touch.placement, &touch.recommender)
    }

    /// Whether rows of offers of a placement and a recommender are wanted.
    pub(super) fn takes_offer(&self, placement: Placement, recommender: &str) -> bool {
        self.placement.is_none_or(|wanted| wanted == placement)
            && self
                .recommender
                .as_ref()
                .is_none_or(|wanted| wanted == recommender)
    }

    /// Whether lines that no offer is credited with are wanted.
    pub(super) fn takes_no_offer(&self) -> bool {
        self.of == TraceOf::Revenue && self.placement.is_none() && self.recommender.is_none()
    }
}

impl Trace {
    fn add(&mut self, limit: usize, revenue_minor: i64, row: impl FnOnce() -> TraceRow) {
        self.count += 1;
        self.revenue_minor = self.revenue_minor.saturating_add(revenue_minor);
        if self.rows.len() < limit {
            self.rows.push(row());
        }
    }
}

pub(super) fn line_row(line: &Line, touch: Option<&Touch>, ids: &[shop::ProductId]) -> TraceRow {
    TraceRow {
        at: line.at,
        product: ids
            .get(line.product as usize)
            .map(ToString::to_string)
            .unwrap_or_default(),
        line: Some((line.order.clone(), line.number, line.net_minor())),
        offer: touch.map(offer),
    }
}

pub(super) fn touch_row(touch: &Touch, ids: &[shop::ProductId]) -> TraceRow {
    TraceRow {
        at: touch.at,
        product: ids
            .get(touch.product as usize)
            .map(ToString::to_string)
            .unwrap_or_default(),
        line: None,
        offer: Some(offer(touch)),
    }
}

fn offer(touch: &Touch) -> (String, Placement, String, Timestamp) {
    (
        touch.decision.clone(),
        touch.placement,
        touch.recommender.clone(),
        touch.at,
    )
}
