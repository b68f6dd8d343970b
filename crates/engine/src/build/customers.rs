//! What a build learns of the customers: their orders become histories, these become what is said of each.
//!
//! Whoever declined personal recommendations is not looked at, nor are guests: their orders are in no history, and so
//! in no law and no group either. An order's amounts are those of its merchandise; lines without a price add none, and
//! what was paid back is what the refund says. Its cost is known where that of every piece that was kept is. The hour
//! is that of UTC, and days off are those of the language's countries, as a shop says neither.

use measure::customers::{Histories, History, Order, profiles};
use recommend::{Catalogue, CustomerIndex, Customers};
use rustc_hash::FxHashSet;
use shop::{Day, LineKind, Timestamp};
use store::{LineRow, OrderRow, Store};

use super::customer_hash;
use crate::{
    Error,
    customers::{Counted, CustomersLearnt, KnownCustomers},
    paid_back::{PaidBack, times},
    types::ShopProfile,
};

/// Draws what is drawn: the same orders give the same numbers.
const SEED: u64 = 1;
/// From this hour until [`MORNING_HOUR`] it is night.
const NIGHT_HOUR: i64 = 22;
const MORNING_HOUR: i64 = 6;

/// The customers who may be looked at.
pub struct Known {
    /// Their numbers, by the hash of their ids.
    pub numbers: Customers,
    declined: FxHashSet<u32>,
}

impl Known {
    /// Reads who there is.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn read(store: &dyn Store) -> Result<Self, Error> {
        let (mut known, mut declined) = (Vec::new(), FxHashSet::default());
        store.scan_customers(&mut |number, customer| {
            if customer.consent == Some(false) {
                declined.insert(number);
            } else {
                known.push((customer_hash(customer.id.as_str()), number));
            }
        })?;
        Ok(Self {
            numbers: Customers::new(known),
            declined,
        })
    }
}

/// Learns what is said of the customers from their orders until `now`.
///
/// # Errors
/// [`Error::Store`] where the orders cannot be read.
pub fn learn(
    store: &dyn Store,
    catalogue: &Catalogue,
    known: &Known,
    shop: &ShopProfile,
    now: Timestamp,
) -> Result<(KnownCustomers, CustomersLearnt), Error> {
    let today = now.day();
    let mut reader = Reader {
        catalogue,
        paid_back: PaidBack::read(store, Day(i32::MIN), today)?,
        shop,
        days_off: days_off(shop.locale.language()),
        categories: Vec::new(),
        places: Vec::new(),
        histories: Vec::new(),
        counted: Counted::default(),
    };
    store.scan_orders(Day(i32::MIN), today, &mut |order| {
        if let Some(customer) = order.customer_key.filter(|key| !known.declined.contains(key))
            && order.placed_at <= now
        {
            reader.add(customer, &order);
        }
    })?;
    let histories: Histories = reader.histories.into_iter().collect();
    let found = profiles(&histories, today, SEED);
    let kept = KnownCustomers::new(&found.customers);
    let learnt = CustomersLearnt::new(&found, reader.counted, today, kept.step_minor());
    Ok((kept, learnt))
}

struct Reader<'a> {
    catalogue: &'a Catalogue,
    paid_back: PaidBack,
    shop: &'a ShopProfile,
    days_off: [i32; 2],
    categories: Vec<(u32, u32)>,
    /// By the customer's number, one more than where the history stands; 0 where none does. Numbers are dense, and a
    /// million orders look each theirs up.
    places: Vec<u32>,
    histories: Vec<(CustomerIndex, History)>,
    counted: Counted,
}

impl Reader<'_> {
    fn add(&mut self, customer: u32, row: &OrderRow<'_>) {
        if row
            .currency
            .is_some_and(|currency| currency != self.shop.currency)
        {
            self.counted.orders_left_out += 1;
            return;
        }
        let numbered = || {
            let lines = row.lines.iter().zip(0..);
            lines.filter(|(line, _)| line.kind == LineKind::Product)
        };
        let lines = || numbered().map(|(line, _)| line);
        if lines().next().is_none() {
            return;
        }
        self.counted.orders += 1;
        self.categories.clear();
        let leaf = |line: &LineRow| Some((self.catalogue.leaf(line.product_key.0)?, line.quantity));
        self.categories.extend(lines().filter_map(leaf));
        let paid = |line: &LineRow| times(line.unit_price_minor.unwrap_or(0), line.quantity);
        let returned = |(line, number)| self.paid_back.minor(row.order_key, number, line);
        let day = row.placed_at.day();
        let hour = row.placed_at.unix_ms().div_euclid(3_600_000).rem_euclid(24);
        let order = Order {
            customer,
            day,
            at_night: !(MORNING_HOUR..NIGHT_HOUR).contains(&hour),
            on_weekend: self.days_off.contains(&weekday(day)),
            paid_minor: lines().map(paid).fold(0, i64::saturating_add),
            returned_minor: numbered().map(returned).fold(0, i64::saturating_add),
            // What a product cost before is not kept with its orders.
            discount_minor: 0,
            cost_minor: cost_minor(self.catalogue, self.shop, lines()),
            units: lines().fold(0, |units, line| units.saturating_add(line.quantity)),
            categories: &self.categories,
        };
        let number = customer as usize;
        if number >= self.places.len() {
            self.places.resize(number + 1, 0);
        }
        if self.places[number] == 0 {
            self.histories.push((customer, History::default()));
            self.places[number] = self.histories.len() as u32;
        }
        let place = self.places[number] as usize - 1;
        self.histories[place].1.add(&order);
    }
}

/// What the pieces that were kept cost the shop; none where one's cost is not known, or nothing says what it sold for.
fn cost_minor<'a>(
    catalogue: &Catalogue,
    shop: &ShopProfile,
    lines: impl Iterator<Item = &'a LineRow>,
) -> Option<i64> {
    let mut sum = 0_i64;
    for line in lines {
        line.unit_price_minor?;
        let kept = line.quantity.saturating_sub(line.refunded);
        if kept > 0 {
            let cost = catalogue.unit_cost(line.product_key.0)?;
            if cost.currency != shop.currency {
                return None;
            }
            sum = sum.saturating_add(cost.minor.saturating_mul(i64::from(kept)));
        }
    }
    Some(sum)
}

/// The day of the week, 0 being Sunday.
fn weekday(day: Day) -> i32 {
    // The first of January 1970 was a Thursday.
    (day.0.rem_euclid(7) + 4) % 7
}

/// The days off where this language is spoken.
fn days_off(language: &str) -> [i32; 2] {
    match language {
        "fa" => [4, 5],
        "ar" => [5, 6],
        _ => [6, 0],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_week_are_told_apart() {
        // Sunday, 22 November 2026.
        let sunday = testkit::day("2026-11-22").unwrap();
        assert_eq!(weekday(sunday), 0);
        assert_eq!(weekday(Day(sunday.0 - 1)), 6);
        assert_eq!(weekday(Day(-1)), 3);
        assert!(days_off("fa").contains(&5) && days_off("en").contains(&0));
    }
}
