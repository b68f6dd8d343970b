//! What one visitor did, or many, in numbers.

use std::ops::AddAssign;

use super::{Deed, OrderTotals, VisitorDay};

macro_rules! totals {
    ($($(#[$about:meta])* $name:ident: $number:ty,)+) => {
        /// What one visitor did over a time, or many did. Amounts are in minor units of the shop's currency.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub struct VisitorTotals {
            $($(#[$about])* pub $name: $number,)+
        }

        impl AddAssign<&VisitorTotals> for VisitorTotals {
            fn add_assign(&mut self, other: &Self) {
                $(self.$name = self.$name.saturating_add(other.$name);)+
            }
        }
    };
}

totals! {
    /// What the shop keeps: paid less paid back, fees left out.
    revenue_minor: i64,
    /// What of that is margin.
    margin_minor: i64,
    /// What was paid, before anything came back.
    paid_minor: i64,
    /// What was paid back.
    refunded_minor: i64,
    /// Visitors who bought something: 0 or 1 of one visitor.
    buyers: u32,
    /// Orders placed.
    orders: u32,
    /// Orders with at least one line that an offer is credited with.
    orders_with_offers: u32,
    /// Units bought.
    units: u32,
    /// Answers given.
    answers: u32,
    /// Answers with at least one offer.
    answers_with_offers: u32,
    /// Answers that took too long.
    answers_slow: u32,
    /// Offers shown.
    impressions: u32,
    /// Offers on the screen long enough to be seen.
    viewables: u32,
    /// Offers clicked.
    clicks: u32,
    /// Offers put in the cart.
    carts: u32,
    /// Offers declined.
    dismissals: u32,
    /// Messages unsubscribed from.
    unsubscribes: u32,
    /// Answers to the satisfaction question, of 9 and 10.
    promoters: u32,
    /// Those of 6 and less.
    detractors: u32,
    /// All of them.
    ratings: u32,
}

impl VisitorTotals {
    /// What somebody did who did one thing with one offer.
    pub fn of_deed(deed: Deed) -> Self {
        let mut totals = Self::default();
        *totals.deed(deed) = 1;
        totals
    }

    /// How often a thing was done with offers.
    pub fn deed(&mut self, deed: Deed) -> &mut u32 {
        match deed {
            Deed::Impression => &mut self.impressions,
            Deed::Viewable => &mut self.viewables,
            Deed::Click => &mut self.clicks,
            Deed::Cart => &mut self.carts,
            Deed::Dismiss => &mut self.dismissals,
        }
    }

    /// How often each thing was done with offers, in the order of [`Deed::ALL`].
    pub fn deeds(&self) -> [u64; 5] {
        [
            self.impressions,
            self.viewables,
            self.clicks,
            self.carts,
            self.dismissals,
        ]
        .map(u64::from)
    }

    /// Adds what a visitor did on a day, beside buying.
    pub fn add_day(&mut self, day: &VisitorDay) {
        let rated =
            |wanted: fn(u8) -> bool| day.ratings.iter().filter(|score| wanted(**score)).count() as u32;
        *self += &Self {
            answers: day.answers,
            answers_with_offers: day.answers_with_offers,
            answers_slow: day.answers_slow,
            impressions: day.impressions,
            viewables: day.viewables,
            clicks: day.clicks,
            carts: day.carts,
            dismissals: day.dismissals,
            unsubscribes: day.unsubscribes,
            promoters: rated(|score| score >= 9),
            detractors: rated(|score| score <= 6),
            ratings: day.ratings.len() as u32,
            ..Self::default()
        };
    }

    /// Adds an order of a visitor.
    pub fn add_order(&mut self, order: &OrderTotals) {
        *self += &Self {
            revenue_minor: order.revenue_minor,
            margin_minor: order.margin_minor,
            paid_minor: order.paid_minor,
            refunded_minor: order.refunded_minor,
            orders: 1,
            orders_with_offers: u32::from(order.has_credit),
            units: order.units,
            ..Self::default()
        };
        self.buyers = 1;
    }
}
