//! **What a shopkeeper sees:** what was bought after an offer for it was clicked: the orders, line by line, each with
//! the offer that is credited with it.
//!
//! **Method:** a line is credited to the latest touch of the same visitor with the same product, or a variant of it,
//! within a window before the order. A click or a cart by the offer counts for `click_days`; that an offer was only
//! seen counts nothing, unless `view_hours` says otherwise, and then only where nothing was clicked. A line is
//! credited once, and for what stayed with the customer: what was paid less what was paid back. An order of which only
//! the day is known comes after what was done that day; one that names the customer alone is of every device on which
//! that customer was known.
//!
//! **When it fails:** always, as a measure of what offers caused: who clicks an offer for what they came for is
//! credited too. The hold-out tells what was caused; this tells where it came from.
//!
//! **Source:** last-touch attribution as the trade has it; on what it cannot tell, R. Lewis and J. Rao, "The
//! unfavorable economics of measuring the returns to advertising", QJE 2015.

use recommend::ProductIndex;
use rustc_hash::FxHashMap;
use shop::Timestamp;

use crate::ledger::{Deed, Line, Touch};

const HOUR_MS: i64 = 3_600_000;

/// How credit is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribution {
    /// For how many days a click, or a cart by the offer, counts.
    pub click_days: u32,
    /// For how many hours it counts that an offer was on the screen; 0: not at all.
    pub view_hours: u32,
}

impl Default for Attribution {
    fn default() -> Self {
        Self {
            click_days: 7,
            view_hours: 0,
        }
    }
}

impl Attribution {
    /// For how long before an order touches have to be known, in days.
    pub fn window_days(&self) -> u32 {
        self.click_days.max(self.view_hours.div_ceil(24))
    }

    /// For how long a deed counts, in milliseconds; none where it does not.
    fn reach_ms(&self, deed: Deed) -> Option<i64> {
        let reach = match deed {
            Deed::Click | Deed::Cart => i64::from(self.click_days) * 24 * HOUR_MS,
            Deed::Viewable => i64::from(self.view_hours) * HOUR_MS,
            Deed::Impression | Deed::Dismiss => 0,
        };
        (reach > 0).then_some(reach)
    }
}

/// Touches, ready to be asked which of them a line is credited to.
pub struct Touches<'a> {
    attribution: Attribution,
    group: &'a dyn Fn(ProductIndex) -> u32,
    touches: Vec<&'a Touch>,
    /// By visitor and product group, in the order of time.
    by_offer: FxHashMap<(u64, u32), Vec<u32>>,
}

impl<'a> Touches<'a> {
    /// Takes the touches of a time; `group` gives variants of a product the same number.
    pub fn new(
        attribution: Attribution,
        group: &'a dyn Fn(ProductIndex) -> u32,
        touches: impl IntoIterator<Item = &'a Touch>,
    ) -> Self {
        let counts = |touch: &&Touch| attribution.reach_ms(touch.deed).is_some() && touch.unit != 0;
        let mut touches: Vec<&Touch> = touches.into_iter().filter(counts).collect();
        // Equal moments are told apart by what was done, so that the order of the rows decides nothing.
        touches.sort_by_key(|touch| (touch.at, touch.deed, touch.decision.as_str()));
        let mut by_offer: FxHashMap<(u64, u32), Vec<u32>> = FxHashMap::default();
        for (touch, place) in touches.iter().zip(0..) {
            by_offer
                .entry((touch.unit, group(touch.product)))
                .or_default()
                .push(place);
        }
        Self {
            attribution,
            group,
            touches,
            by_offer,
        }
    }

    /// The touch that a line of `unit` is credited to; a click goes before a view, and of each the latest counts.
    pub fn of_line(&self, unit: u64, line: &Line) -> Option<&'a Touch> {
        if line.is_fee {
            return None;
        }
        let places = self.by_offer.get(&(unit, (self.group)(line.product)))?;
        let touches = || places.iter().rev().map(|&place| self.touches[place as usize]);
        let reaches = |touch: &&Touch| {
            let reach = self.attribution.reach_ms(touch.deed);
            reach.is_some_and(|reach| self.is_within(touch.at, line.at, reach))
        };
        let clicked = touches()
            .filter(|touch| touch.deed != Deed::Viewable)
            .find(reaches);
        clicked.or_else(|| touches().find(reaches))
    }

    fn is_within(&self, touched: Timestamp, bought: Timestamp, reach_ms: i64) -> bool {
        let passed = bought.unix_ms().saturating_sub(touched.unix_ms());
        touched <= bought.latest_meant() && passed <= reach_ms
    }
}

#[cfg(test)]
mod tests {
    use shop::{Currency, Money, Placement};

    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_unix_ms(1_700_000_000_000 + hours * HOUR_MS).unwrap()
    }

    fn touch(hours: i64, unit: u64, product: u32, deed: Deed, decision: &str) -> Touch {
        Touch {
            at: at(hours),
            unit,
            decision: decision.to_owned(),
            product,
            deed,
            placement: Placement::Cart,
            intent: "complement".to_owned(),
            recommender: "co_purchase".to_owned(),
            slot: 0,
            locale: "en".to_owned(),
        }
    }

    fn line(hours: i64, product: u32) -> Line {
        Line {
            order: "o".to_owned(),
            number: 0,
            at: at(hours),
            visitor: 1,
            customer: 0,
            product,
            quantity: 1,
            paid: Some(Money::new(100, Currency::new("EUR").unwrap())),
            margin_minor: 20,
            refunded_quantity: 0,
            refunded_minor: 0,
            is_fee: false,
        }
    }

    #[track_caller]
    fn check(attribution: Attribution, touches: &[Touch], line: &Line, expect: Option<&str>) {
        // Products 10 and 11 are variants of each other.
        let group = |product: u32| product / 10;
        let touches = Touches::new(attribution, &group, touches);
        let found = touches.of_line(1, line).map(|touch| touch.decision.as_str());
        assert_eq!(found, expect);
    }

    #[test]
    fn the_latest_click_within_the_window_is_credited() {
        let clicks = [
            touch(0, 1, 10, Deed::Click, "first"),
            touch(5, 1, 11, Deed::Cart, "second"),
            touch(6, 2, 10, Deed::Click, "of another visitor"),
            touch(7, 1, 20, Deed::Click, "of another product"),
            touch(8, 1, 10, Deed::Impression, "only shown"),
            touch(200, 1, 10, Deed::Click, "after the order"),
        ];
        let usual = Attribution::default();
        check(usual, &clicks, &line(10, 10), Some("second"));
        check(usual, &clicks, &line(2, 10), Some("first"));
        check(usual, &clicks, &line(5 + 7 * 24, 10), Some("second"));
        check(usual, &clicks, &line(6 + 7 * 24, 10), None);
        check(usual, &clicks, &line(10, 30), None);
        // Of this one only the day is known: the second was clicked on it, the first late on the day before.
        let of_day = |days: i64| Line {
            at: at(5).day().start().plus_days(days),
            ..line(0, 10)
        };
        check(usual, &clicks[..2], &of_day(0), Some("second"));
        check(usual, &clicks[..2], &of_day(-1), Some("first"));
        check(usual, &clicks[..2], &of_day(-2), None);
        let fee = Line {
            is_fee: true,
            ..line(10, 10)
        };
        check(usual, &clicks, &fee, None);
    }

    #[test]
    fn a_view_counts_only_where_asked_for_and_nothing_was_clicked() {
        let views = Attribution {
            view_hours: 24,
            ..Attribution::default()
        };
        let seen = [
            touch(0, 1, 10, Deed::Click, "clicked"),
            touch(5, 1, 10, Deed::Viewable, "seen"),
        ];
        check(Attribution::default(), &seen[1..], &line(6, 10), None);
        check(views, &seen[1..], &line(6, 10), Some("seen"));
        check(views, &seen[1..], &line(30, 10), None);
        check(views, &seen, &line(6, 10), Some("clicked"));
    }
}
