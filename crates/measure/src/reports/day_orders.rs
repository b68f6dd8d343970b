//! The orders of a day, each line with the offer that is credited with it.

use shop::{Currency, Day};

use super::Study;
use crate::{
    attribution::Touches,
    ledger::{Deed, Line, OrderTotals, Touch, orders},
};

/// The orders of a day that were paid in one currency.
#[derive(Debug)]
pub struct DayOrders<'a> {
    /// The day.
    pub day: Day,
    /// Their lines, each with what it is credited to.
    pub lines: Vec<(&'a Line, Option<&'a Touch>)>,
    /// The orders, each with whom it belongs to as [`Study::unit_of_order`] has it.
    pub orders: Vec<(u64, OrderTotals)>,
    /// Orders in other currencies, which are in neither.
    pub in_other_currencies: u64,
}

impl<'a> DayOrders<'a> {
    /// Of all lines of the day; `names` knows which visitor a customer was, and `touches` what lines are credited to.
    pub fn new(
        day: Day,
        lines: &'a [Line],
        currency: Currency,
        names: &Study,
        touches: &Touches<'a>,
    ) -> Self {
        let is_ours = |line: &&Line| line.paid.is_none_or(|paid| paid.currency == currency);
        let others = lines.iter().filter(|line| !is_ours(line));
        let mut foreign: Vec<&str> = others.map(|line| line.order.as_str()).collect();
        foreign.dedup();
        let credited = |line: &'a Line| {
            let found = names
                .units_behind(line)
                .filter_map(|unit| touches.of_line(unit, line));
            (
                line,
                found.max_by_key(|touch| (touch.deed != Deed::Viewable, touch.at)),
            )
        };
        let lines: Vec<_> = lines.iter().filter(is_ours).map(credited).collect();
        let orders = orders(&lines)
            .map(|order| (names.unit_of_order(&order), order))
            .collect();
        Self {
            day,
            lines,
            orders,
            in_other_currencies: foreign.len() as u64,
        }
    }
}
