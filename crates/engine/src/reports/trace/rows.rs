//! The rows behind a figure, and what they come to.

use measure::{
    experiments::ratio::UnitTotals,
    ledger::{Line, Touch},
};
use shop::{Placement, Timestamp};

/// An offer that a row is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedOffer {
    /// Its decision's id.
    pub decision: String,
    /// Where.
    pub placement: Placement,
    /// What it was for.
    pub kind: String,
    /// Whose word weighed most.
    pub recommender: String,
    /// In which language.
    pub locale: String,
    /// When it was touched.
    pub at: Timestamp,
}

impl From<&Touch> for TracedOffer {
    fn from(touch: &Touch) -> Self {
        Self {
            decision: touch.decision.clone(),
            placement: touch.placement,
            kind: touch.intent.clone(),
            recommender: touch.recommender.clone(),
            locale: touch.locale.clone(),
            at: touch.at,
        }
    }
}

/// A row behind a figure. What a row of this figure does not have is none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TraceRow {
    /// When.
    pub at: Option<Timestamp>,
    /// Who: the hash that stands in the exported tables too.
    pub visitor: Option<u64>,
    /// What was offered or bought, by its id.
    pub product: Option<String>,
    /// The order, by its id.
    pub order: Option<String>,
    /// The number of its line, from 0.
    pub line: Option<u32>,
    /// The offer.
    pub offer: Option<TracedOffer>,
    /// The arm; of who was left out, what gave them away.
    pub group: Option<String>,
    /// What the row adds to the figure, of money in minor units.
    pub value: i64,
    /// What it adds to what the figure is measured by, of a figure that is a ratio.
    pub base: Option<i64>,
    /// Value and base before the first exposure, of what was caused.
    pub before: Option<(i64, i64)>,
}

impl TraceRow {
    pub(super) fn of_line(
        line: &Line,
        unit: u64,
        touch: Option<&Touch>,
        product: String,
        value: i64,
    ) -> Self {
        Self {
            at: Some(line.at),
            visitor: known(unit),
            product: Some(product),
            order: Some(line.order.clone()),
            line: Some(line.number),
            offer: touch.map(TracedOffer::from),
            value,
            ..Self::default()
        }
    }

    pub(super) fn of_part(visitor: Option<u64>, part: &UnitTotals) -> Self {
        Self {
            visitor,
            value: whole(part.value),
            base: Some(whole(part.base)),
            ..Self::default()
        }
    }
}

/// Who it is; 0 stands for nobody known.
pub(super) fn known(unit: u64) -> Option<u64> {
    (unit != 0).then_some(unit)
}

/// Amounts in minor units and counts are whole numbers, also where a metric reckons with fractions.
pub(super) fn whole(number: f64) -> i64 {
    number.round() as i64
}

/// What the rows of an arm come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TracedArm {
    /// The arm.
    pub arm: String,
    /// How many rows it has.
    pub count: u64,
    /// Their values together.
    pub value: i64,
    /// Their bases together.
    pub base: i64,
}

/// The rows behind a figure.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trace {
    /// How many there are.
    pub count: u64,
    /// What they add up to: the figure, or the value that it is a share of; of money in minor units.
    pub value: i64,
    /// What their bases add up to, of a figure that is a ratio: it is `value` by `base`.
    pub base: Option<i64>,
    /// Whether values are amounts of money.
    pub is_money: bool,
    /// What the rows of each arm come to, of what was caused.
    pub arms: Vec<TracedArm>,
    /// The first of them.
    pub rows: Vec<TraceRow>,
}

impl Trace {
    /// Counts a row, and keeps it where it is among the first so many.
    pub(super) fn add(
        &mut self,
        limit: usize,
        value: i64,
        base: Option<i64>,
        row: impl FnOnce() -> TraceRow,
    ) {
        self.count += 1;
        self.value = self.value.saturating_add(value);
        if let Some(base) = base {
            self.base = Some(self.base.unwrap_or_default().saturating_add(base));
        }
        if self.rows.len() < limit {
            self.rows.push(row());
        }
    }

    /// Counts a row that is made already.
    pub(super) fn push(&mut self, limit: usize, row: TraceRow) {
        self.add(limit, row.value, row.base, || row);
    }
}
