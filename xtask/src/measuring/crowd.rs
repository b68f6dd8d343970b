//! Shoppers whom nothing is offered, noted down as a shop's ledger would: who came when, what was bought, what came
//! back. For evaluations that ask many worlds what an experiment says, for which a server would be too slow.

use measure::{
    ledger::{Exposure, HOLD_OUT, OrderTotals},
    reports::Study,
};
use shop::{Day, Event, Order, ProductId, Refund, Timestamp, VisitorId};
use std::{
    collections::HashMap,
    convert::Infallible,
    hash::{DefaultHasher, Hash, Hasher},
};
use testkit::{
    shoppers::{Answer, Market, Question, Role, Settings, Shopper, Storefront, World},
    simulator::SimulatedShop,
};

/// For how many days before the play orders are known.
const PAST_DAYS: i32 = 28;

/// A shop whose visitors are noted down.
pub struct Notes<'shop> {
    margins_minor: &'shop HashMap<ProductId, i64>,
    is_person: bool,
    /// Who asked for offers on which day, first of all; the arm is still open.
    pub visits: Vec<(VisitorId, Timestamp)>,
    orders: Vec<(Order, OrderTotals)>,
    refunds: Vec<(Timestamp, Refund)>,
}

/// What the shop keeps of one of each product.
pub fn margins_minor(shop: &SimulatedShop) -> HashMap<ProductId, i64> {
    let margin = |product: &shop::Product| {
        let price = product.price.map_or(0, |price| price.minor);
        let cost = product.unit_cost.map_or(0, |cost| cost.minor);
        (product.id.clone(), price - cost)
    };
    shop.products.iter().map(margin).collect()
}

/// A visitor as the ledger's rows name them.
pub fn unit(visitor: &VisitorId) -> u64 {
    let mut hasher = DefaultHasher::new();
    visitor.as_str().hash(&mut hasher);
    hasher.finish()
}

impl<'shop> Notes<'shop> {
    /// Plays a crowd to its end in a shop that offers nothing; its past orders are noted too.
    pub fn of(
        shop: &SimulatedShop,
        market: &Market,
        margins_minor: &'shop HashMap<ProductId, i64>,
        settings: &Settings,
    ) -> Self {
        let mut notes = Self {
            margins_minor,
            is_person: true,
            visits: Vec::new(),
            orders: Vec::new(),
            refunds: Vec::new(),
        };
        let past = Day(settings.start.0 - PAST_DAYS).start();
        for order in shop.orders.iter().filter(|order| order.placed_at >= past) {
            notes.note(order);
        }
        let played = World::new(market, settings.clone()).play_all(&mut notes);
        match played {
            Ok(_) => notes,
            Err(never) => match never {},
        }
    }

    /// The study of what was known at the end of a day, everybody in the arm that `arm_of` says.
    pub fn study(&self, until: Day, arm_of: impl Fn(&VisitorId) -> u8) -> Study {
        let mut study = Study::of(HOLD_OUT);
        let known = |at: Timestamp| at.day() <= until;
        let exposures: Vec<Exposure> = self
            .visits
            .iter()
            .filter(|(_, at)| known(*at))
            .map(|(visitor, at)| Exposure {
                unit: unit(visitor),
                experiment: HOLD_OUT,
                arm: arm_of(visitor),
                at: *at,
            })
            .collect();
        study.add_exposures(&exposures, Timestamp::default());
        let mut back: HashMap<&str, (i64, i64)> = HashMap::new();
        for (_, refund) in self.refunds.iter().filter(|(at, _)| known(*at)) {
            let Some(order) = &refund.order_id else { continue };
            let sum = back.entry(order.as_str()).or_default();
            sum.0 += refund.unit_price.map_or(0, |price| price.minor);
            sum.1 += self
                .margins_minor
                .get(&refund.product_id)
                .copied()
                .unwrap_or_default();
        }
        for (order, totals) in self.orders.iter().filter(|(order, _)| known(order.placed_at)) {
            let (refunded_minor, margin_minor) = back.get(order.id.as_str()).copied().unwrap_or_default();
            let kept = OrderTotals {
                revenue_minor: totals.revenue_minor - refunded_minor,
                margin_minor: totals.margin_minor - margin_minor,
                refunded_minor,
                ..*totals
            };
            study.add_order(totals.visitor, &kept);
        }
        study
    }

    fn note(&mut self, order: &Order) {
        let Some(visitor) = &order.visitor_id else { return };
        let paid = |line: &shop::OrderLine| {
            line.unit_price.map_or(0, |price| price.minor) * i64::from(line.quantity)
        };
        let margin = |line: &shop::OrderLine| {
            self.margins_minor
                .get(&line.product_id)
                .copied()
                .unwrap_or_default()
                * i64::from(line.quantity)
        };
        let goods = || {
            order
                .lines
                .iter()
                .filter(|line| line.kind == shop::LineKind::Product)
        };
        let paid_minor = goods().map(paid).sum();
        let totals = OrderTotals {
            at: order.placed_at,
            visitor: unit(visitor),
            customer: 0,
            units: goods().map(|line| line.quantity).sum(),
            revenue_minor: paid_minor,
            margin_minor: goods().map(margin).sum(),
            paid_minor,
            refunded_minor: 0,
            fees_minor: 0,
            has_credit: false,
        };
        self.orders.push((order.clone(), totals));
    }
}

impl Storefront for Notes<'_> {
    type Error = Infallible;

    fn welcome(&mut self, shopper: &Shopper) {
        self.is_person = shopper.role == Role::Person;
    }

    fn offers(&mut self, question: &Question) -> Result<Answer, Infallible> {
        let is_same = |(visitor, at): &(VisitorId, Timestamp)| {
            *visitor == question.visitor_id && at.day() == question.at.day()
        };
        if self.is_person && !self.visits.last().is_some_and(is_same) {
            self.visits.push((question.visitor_id.clone(), question.at));
        }
        Ok(Answer::default())
    }

    fn events(&mut self, _: &[Event]) -> Result<(), Infallible> {
        Ok(())
    }

    fn order(&mut self, order: &Order) -> Result<(), Infallible> {
        self.note(order);
        Ok(())
    }

    fn refund(&mut self, _: &Order, refund: &Refund) -> Result<(), Infallible> {
        self.refunds.push((refund.refunded_at, refund.clone()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use testkit::{
        shoppers::NoOffers,
        simulator::{self, simulate},
    };

    #[test]
    fn what_is_noted_is_what_the_shop_earned() {
        let shop = simulate(&simulator::Settings::default());
        let market = Market::of_simulated(&shop);
        let margins = margins_minor(&shop);
        let settings = Settings {
            shoppers: 200,
            ..Settings::default()
        };
        let earned: i64 = match World::new(&market, settings.clone()).play_all(&mut NoOffers) {
            Ok(outcomes) => outcomes.iter().map(|outcome| outcome.earned().margin_minor).sum(),
            Err(never) => match never {},
        };
        let notes = Notes::of(&shop, &market, &margins, &settings);
        let noted = |days: u32| {
            let until = Day(settings.start.0.saturating_add_unsigned(days));
            notes.study(until, |_| 0).sums(0).margin_minor
        };
        assert_eq!(noted(settings.days), earned);
        assert!(noted(2) > 0 && noted(2) < earned);
    }
}
