//! Visits, orders in a nutshell, and what was sold of each product on a day: the rows that journeys and charts of sales
//! are made of.

use std::collections::BTreeMap;

use recommend::ProductIndex;
use shop::{Currency, EventKind, Timestamp};

use super::Line;

/// Who does nothing for so long has left; what comes after is another visit.
const PAUSE_MS: i64 = 30 * 60_000;

/// A station of the way through a shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Touchpoint {
    /// A product's page.
    View,
    /// Something was put in the cart.
    Cart,
    /// The checkout.
    Checkout,
    /// An order.
    Order,
}

impl Touchpoint {
    /// Every station, in the order of the way.
    pub const ALL: [Self; 4] = [Self::View, Self::Cart, Self::Checkout, Self::Order];

    /// Its public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Cart => "cart",
            Self::Checkout => "checkout",
            Self::Order => "order",
        }
    }
}

/// A moment at which somebody was in the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Who.
    pub unit: u64,
    /// When.
    pub at: Timestamp,
    /// Which station they came to; none for anything else they did.
    pub reached: Option<Touchpoint>,
    /// The customer, where signed in; else 0.
    pub customer: u64,
}

/// What an event says of a visit: which station was reached, if any; none where it is no part of a visit, as an
/// answer to a question by e-mail.
pub fn of_visit(kind: EventKind) -> Option<Option<Touchpoint>> {
    match kind {
        EventKind::View => Some(Some(Touchpoint::View)),
        EventKind::AddToCart => Some(Some(Touchpoint::Cart)),
        EventKind::Checkout => Some(Some(Touchpoint::Checkout)),
        EventKind::Purchase => Some(Some(Touchpoint::Order)),
        EventKind::RemoveFromCart
        | EventKind::Impression
        | EventKind::Viewable
        | EventKind::Click
        | EventKind::Dismiss => Some(None),
        EventKind::Unsubscribe | EventKind::Rating => None,
    }
}

/// A visit: what one visitor did without a long pause. One that lasts beyond midnight, UTC, counts as two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// When it began.
    pub at: Timestamp,
    /// Who.
    pub unit: u64,
    /// The customer, where signed in; else 0.
    pub customer: u64,
    /// Seconds from its beginning to each station of [`Touchpoint::ALL`], the first time; none where it was not
    /// reached.
    pub seconds: [Option<u32>; 4],
}

impl Visit {
    /// When a station was reached first.
    pub fn reached(&self, touchpoint: Touchpoint) -> Option<Timestamp> {
        let seconds = self.seconds[touchpoint as usize]?;
        Some(self.at.plus_ms(i64::from(seconds) * 1_000))
    }
}

/// Cuts the moments of a day into visits, by beginning.
pub fn visits(mut moments: Vec<Moment>) -> Vec<Visit> {
    moments.sort_unstable();
    let is_same = |one: &Moment, next: &Moment| {
        one.unit == next.unit && next.at.unix_ms() - one.at.unix_ms() < PAUSE_MS
    };
    let mut visits: Vec<Visit> = moments.chunk_by(is_same).map(visit).collect();
    visits.sort_unstable_by_key(|visit| (visit.at, visit.unit));
    visits
}

/// The visit of its moments, of which there is at least one.
fn visit(moments: &[Moment]) -> Visit {
    let mut visit = Visit {
        at: moments[0].at,
        unit: moments[0].unit,
        customer: 0,
        seconds: [None; 4],
    };
    for moment in moments {
        if moment.customer != 0 {
            visit.customer = moment.customer;
        }
        if let Some(touchpoint) = moment.reached {
            let after = (moment.at.unix_ms() - visit.at.unix_ms()) / 1_000;
            // A day has fewer seconds than fit.
            visit.seconds[touchpoint as usize].get_or_insert(after as u32);
        }
    }
    visit
}

/// An order in a nutshell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placed {
    /// When it was placed.
    pub at: Timestamp,
    /// The customer, or else the visitor; 0 where nobody is known.
    pub buyer: u64,
}

/// The orders of lines, of which those of one order follow each other; by time.
pub fn placed(lines: &[Line]) -> Vec<Placed> {
    let orders = lines.chunk_by(|one, next| one.order == next.order);
    let order = |own: &[Line]| Placed {
        at: own[0].at,
        buyer: match own[0].customer {
            0 => own[0].visitor,
            customer => customer,
        },
    };
    let mut placed: Vec<Placed> = orders.map(order).collect();
    placed.sort_unstable();
    placed
}

/// What was sold of a product on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sold {
    /// Of what.
    pub product: ProductIndex,
    /// Orders with it.
    pub orders: u32,
    /// Units in them, whether they came back or not.
    pub units: u32,
    /// What the shop keeps of what was paid for them, in minor units of its currency.
    pub revenue_minor: i64,
}

/// What lines of merchandise in `currency`, or without a price, sold of each product; by product. Lines of one order
/// follow each other.
pub fn sold(lines: &[Line], currency: Currency) -> Vec<Sold> {
    let mut by_product: BTreeMap<ProductIndex, (Sold, &str)> = BTreeMap::new();
    let is_ours = |line: &&Line| !line.is_fee && line.paid.is_none_or(|paid| paid.currency == currency);
    for line in lines.iter().filter(is_ours) {
        let nothing = || {
            let sold = Sold {
                product: line.product,
                orders: 0,
                units: 0,
                revenue_minor: 0,
            };
            (sold, "")
        };
        let (sold, order) = by_product.entry(line.product).or_insert_with(nothing);
        if sold.orders == 0 || *order != line.order {
            sold.orders += 1;
            *order = &line.order;
        }
        sold.units = sold.units.saturating_add(line.quantity);
        sold.revenue_minor = sold.revenue_minor.saturating_add(line.net_minor());
    }
    by_product.into_values().map(|(sold, _)| sold).collect()
}

#[cfg(test)]
mod tests {
    use shop::Money;

    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::default().plus_ms(minutes * 60_000)
    }

    #[test]
    fn a_pause_ends_a_visit_and_the_first_time_counts() {
        let moment = |unit, minutes, reached| Moment {
            unit,
            at: at(minutes),
            reached,
            customer: if minutes == 12 { 9 } else { 0 },
        };
        let told = visits(vec![
            moment(1, 12, Some(Touchpoint::Cart)),
            moment(1, 2, Some(Touchpoint::View)),
            moment(2, 5, None),
            moment(1, 0, None),
            moment(1, 20, Some(Touchpoint::View)),
            moment(1, 50, Some(Touchpoint::View)),
            moment(2, 36, Some(Touchpoint::Order)),
        ]);
        let expect = |unit, minutes, customer, seconds| Visit {
            at: at(minutes),
            unit,
            customer,
            seconds,
        };
        assert_eq!(
            told,
            [
                expect(1, 0, 9, [Some(120), Some(720), None, None]),
                expect(2, 5, 0, [None; 4]),
                expect(2, 36, 0, [None, None, None, Some(0)]),
                expect(1, 50, 0, [Some(0), None, None, None]),
            ]
        );
        assert_eq!(told[0].reached(Touchpoint::Cart), Some(at(12)));
    }

    #[test]
    fn an_order_counts_once_for_a_product_and_fees_and_foreign_money_not_at_all() {
        let euro = Currency::new("EUR").unwrap();
        let line = |order: &str, product, quantity, minor, currency: &str, is_fee| Line {
            order: order.to_owned(),
            number: 0,
            at: at(0),
            visitor: 3,
            customer: if order == "a" { 8 } else { 0 },
            product,
            quantity,
            paid: Some(Money::new(minor, Currency::new(currency).unwrap())),
            margin_minor: 0,
            refunded_quantity: 0,
            refunded_minor: 100,
            is_fee,
        };
        let lines = [
            line("a", 5, 2, 1_000, "EUR", false),
            line("a", 5, 1, 500, "EUR", false),
            line("a", 2, 1, 490, "EUR", true),
            line("b", 5, 1, 500, "EUR", false),
            line("b", 1, 1, 700, "USD", false),
        ];
        let expect = Sold {
            product: 5,
            orders: 2,
            units: 4,
            revenue_minor: 1_700,
        };
        assert_eq!(sold(&lines, euro), [expect]);
        let buyers: Vec<u64> = placed(&lines).iter().map(|placed| placed.buyer).collect();
        assert_eq!(buyers, [3, 8]);
    }
}
