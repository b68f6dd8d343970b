//! **What a shopkeeper sees:** how long people take from the first look to the cart, from the cart to the order, and
//! from one order to the next: the median, and the times within which a quarter, three quarters and nine tenths did
//! it.
//!
//! **Method:** people are followed over their visits. A way begins with the first look and ends with an order, or is
//! given up after 30 days without a visit. The time from order to order is told by customers, or by visitors where no
//! customer is known, each two orders that follow each other counting once, on the day of the later one. What lies
//! before the time that is asked for is looked at, so that long ways are not missing: 30 days of visits, two years of
//! orders.
//!
//! **When it fails:** only finished ways have a length: who looked and never bought is in the funnel, not here. A shop
//! younger than its customers' usual time between orders sees only the quick ones; `next_purchase` beside this counts
//! also those who are still expected. Without sign-in, a person on two devices is two.
//!
//! **Source:** plain counting; the selection by the later end is that of "length-biased sampling" avoided, as in D.
//! Cox, "Renewal theory", 1962, chapter 5.

use rustc_hash::FxHashMap;
use shop::Timestamp;

use super::Histogram;
use crate::ledger::{Placed, Touchpoint, Visit};

/// Visits are looked at so many days before the time that is asked for; longer pauses end a way.
pub const LOOK_BACK_VISITS_DAYS: i32 = 30;
/// Orders are looked at so many days before.
pub const LOOK_BACK_ORDERS_DAYS: i32 = 730;
const PAUSE_MS: i64 = LOOK_BACK_VISITS_DAYS as i64 * 86_400_000;

/// A part of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// From the first look at a product to the cart.
    ViewToCart,
    /// From the cart to the order.
    CartToOrder,
    /// From the first look to the order.
    ViewToOrder,
    /// From one order to the next.
    OrderToOrder,
}

impl Way {
    /// Every part.
    pub const ALL: [Self; 4] = [
        Self::ViewToCart,
        Self::CartToOrder,
        Self::ViewToOrder,
        Self::OrderToOrder,
    ];

    /// Its public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ViewToCart => "view_to_cart",
            Self::CartToOrder => "cart_to_order",
            Self::ViewToOrder => "view_to_order",
            Self::OrderToOrder => "order_to_order",
        }
    }
}

/// How long the parts of the way took, in seconds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gaps([Histogram; 4]);

impl Gaps {
    /// How long a part took.
    pub fn of(&self, way: Way) -> &Histogram {
        &self.0[way as usize]
    }

    fn add(&mut self, way: Way, from: Timestamp, to: Timestamp) {
        let seconds = (to.unix_ms() - from.unix_ms()) / 1_000;
        // Who did the later thing first, as a clock tells that is wrong, took no time.
        self.0[way as usize].add(u32::try_from(seconds.max(0)).unwrap_or(u32::MAX));
    }

    /// Adds what `other` counted.
    pub fn merge(&mut self, other: &Self) {
        for (histogram, more) in self.0.iter_mut().zip(&other.0) {
            histogram.merge(more);
        }
    }
}

#[derive(Default)]
struct Under {
    viewed: Option<Timestamp>,
    carted: Option<Timestamp>,
    latest: Timestamp,
}

/// Follows people over their visits, which come by time.
pub struct Ways {
    /// What ends before is looked at and not counted.
    from: Timestamp,
    people: FxHashMap<u64, Under>,
    gaps: Gaps,
}

impl Ways {
    /// Counts what ends from `from` on.
    pub fn new(from: Timestamp) -> Self {
        Self {
            from,
            people: FxHashMap::default(),
            gaps: Gaps::default(),
        }
    }

    /// Follows somebody over a visit.
    pub fn add(&mut self, visit: &Visit) {
        let under = self.people.entry(visit.unit).or_default();
        if visit.at.unix_ms() - under.latest.unix_ms() > PAUSE_MS {
            *under = Under::default();
        }
        under.latest = visit.at;
        let (viewed, carted) = (visit.reached(Touchpoint::View), visit.reached(Touchpoint::Cart));
        under.viewed = under.viewed.or(viewed);
        if let (None, Some(at)) = (under.carted, carted) {
            under.carted = Some(at);
            if let Some(viewed) = under.viewed.filter(|viewed| *viewed <= at && at >= self.from) {
                self.gaps.add(Way::ViewToCart, viewed, at);
            }
        }
        let Some(ordered) = visit.reached(Touchpoint::Order) else {
            return;
        };
        let done = [(Way::CartToOrder, under.carted), (Way::ViewToOrder, under.viewed)];
        for (way, begun) in done {
            if let Some(begun) = begun.filter(|begun| *begun <= ordered && ordered >= self.from) {
                self.gaps.add(way, begun, ordered);
            }
        }
        (under.viewed, under.carted) = (None, None);
    }

    /// How long they took.
    pub fn finish(self) -> Gaps {
        self.gaps
    }
}

/// Follows buyers over their orders, which come by time.
pub struct Orders {
    from: Timestamp,
    latest: FxHashMap<u64, Timestamp>,
    gaps: Gaps,
}

impl Orders {
    /// Counts what ends from `from` on.
    pub fn new(from: Timestamp) -> Self {
        Self {
            from,
            latest: FxHashMap::default(),
            gaps: Gaps::default(),
        }
    }

    /// Notes an order.
    pub fn add(&mut self, order: &Placed) {
        if order.buyer == 0 {
            return;
        }
        let before = self.latest.insert(order.buyer, order.at);
        if let Some(before) = before.filter(|_| order.at >= self.from) {
            self.gaps.add(Way::OrderToOrder, before, order.at);
        }
    }

    /// How long they took.
    pub fn finish(self) -> Gaps {
        self.gaps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(unit: u64, day: i64, seconds: [Option<u32>; 4]) -> Visit {
        Visit {
            at: Timestamp::default().plus_days(day),
            unit,
            customer: 0,
            seconds,
        }
    }

    #[test]
    fn a_way_runs_over_visits_and_is_given_up_after_a_month() {
        let mut ways = Ways::new(Timestamp::default().plus_days(35));
        // Looks on the 34th, puts it in the cart the next day, orders the day after.
        ways.add(&visit(1, 34, [Some(0), None, None, None]));
        ways.add(&visit(1, 35, [Some(0), Some(60), None, None]));
        ways.add(&visit(1, 36, [None, None, Some(10), Some(20)]));
        // The next way begins anew.
        ways.add(&visit(1, 36, [Some(30), Some(40), None, None]));
        // Another one looked a month and more ago.
        ways.add(&visit(2, 3, [Some(0), None, None, None]));
        ways.add(&visit(2, 40, [None, None, None, Some(5)]));
        // What ended before is not counted.
        ways.add(&visit(3, 20, [Some(0), Some(5), None, Some(9)]));
        let gaps = ways.finish();
        let day = 86_400.0;
        let told = |way| (gaps.of(way).count(), gaps.of(way).quantile(1.0));
        let close = |told: (u64, Option<f64>), count, seconds: f64| {
            let value = told.1.unwrap();
            assert!(
                told.0 == count && (value / seconds - 1.0).abs() < 0.07,
                "{told:?} for {seconds}"
            );
        };
        close(told(Way::ViewToCart), 2, day + 60.0);
        close(told(Way::CartToOrder), 1, day - 40.0);
        close(told(Way::ViewToOrder), 1, 2.0 * day + 20.0);
        assert_eq!(gaps.of(Way::ViewToCart).quantile(0.0), Some(10.0));
    }

    #[test]
    fn orders_follow_each_other_and_nobody_is_nobody() {
        let mut orders = Orders::new(Timestamp::default().plus_days(10));
        for (buyer, day) in [(1, 0), (0, 5), (1, 8), (0, 11), (1, 18), (2, 20)] {
            orders.add(&Placed {
                at: Timestamp::default().plus_days(day),
                buyer,
            });
        }
        let gaps = orders.finish();
        let days = gaps.of(Way::OrderToOrder).quantile(0.5).unwrap() / 86_400.0;
        assert_eq!(gaps.of(Way::OrderToOrder).count(), 1);
        assert!((days - 10.0).abs() < 0.7, "{days}");
    }
}
