//! What was paid back of the lines of orders: what the refunds say, and for units of which they say nothing the price
//! that was paid for them.

use rustc_hash::FxHashMap;
use shop::Day;
use store::{LineRow, Store, StoreError};

/// Units that came back at a price of their own, and what was paid for them in minor units, by order and line.
#[derive(Default)]
pub(crate) struct PaidBack(FxHashMap<(i64, u32), (u32, i64)>);

impl PaidBack {
    /// Of the orders placed from the first moment of `from` to the last of `to`.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub(crate) fn read(store: &dyn Store, from: Day, to: Day) -> Result<Self, StoreError> {
        let mut all = Self::default();
        store.scan_paid_back(from, to, &mut |back| {
            let (units, minor) = all.0.entry((back.order_key, back.line)).or_default();
            *units = units.saturating_add(back.quantity);
            *minor = minor.saturating_add(times(back.unit_price_minor, back.quantity));
        })?;
        Ok(all)
    }

    /// What was paid back of a line, by its order's key and its own number in that order.
    pub(crate) fn minor(&self, order_key: i64, number: u32, row: &LineRow) -> i64 {
        let (units, minor) = self.0.get(&(order_key, number)).copied().unwrap_or_default();
        let others = row.refunded.saturating_sub(units);
        minor.saturating_add(times(row.unit_price_minor.unwrap_or_default(), others))
    }
}

/// The price of some units.
pub(crate) fn times(price_minor: i64, units: u32) -> i64 {
    price_minor.saturating_mul(i64::from(units))
}
