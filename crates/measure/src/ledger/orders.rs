//! Orders, put together from their lines.

use shop::Timestamp;

use super::{Line, Touch};

/// An order in numbers. Amounts are in minor units of the shop's currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OrderTotals {
    /// When it was placed.
    pub at: Timestamp,
    /// The visitor, where the order names one; else 0.
    pub visitor: u64,
    /// The customer, where the order names one; else 0.
    pub customer: u64,
    /// Units of merchandise.
    pub units: u32,
    /// What the shop keeps: paid less paid back, fees left out.
    pub revenue_minor: i64,
    /// What of that is margin.
    pub margin_minor: i64,
    /// What was paid for merchandise.
    pub paid_minor: i64,
    /// What of it was paid back.
    pub refunded_minor: i64,
    /// What was paid for postage and other fees, less what was paid back of it.
    pub fees_minor: i64,
    /// Whether an offer is credited with one of its lines.
    pub has_credit: bool,
}

/// The orders of lines, of which those of one order follow each other; each line with the offer it is credited to.
pub fn orders(lines: &[(&Line, Option<&Touch>)]) -> impl Iterator<Item = OrderTotals> {
    lines
        .chunk_by(|(one, _), (next, _)| one.order == next.order)
        .map(|own| {
            let first = own[0].0;
            let mut order = OrderTotals {
                at: first.at,
                visitor: first.visitor,
                customer: first.customer,
                units: 0,
                revenue_minor: 0,
                margin_minor: 0,
                paid_minor: 0,
                refunded_minor: 0,
                fees_minor: 0,
                has_credit: own.iter().any(|(_, touch)| touch.is_some()),
            };
            own.iter().for_each(|(line, _)| order.add(line));
            order
        })
}

impl OrderTotals {
    fn add(&mut self, line: &Line) {
        if line.is_fee {
            self.fees_minor = self.fees_minor.saturating_add(line.net_minor());
            return;
        }
        let paid = line.paid.map_or(0, |paid| paid.minor);
        let kept = line.quantity.saturating_sub(line.refunded_quantity);
        self.units = self.units.saturating_add(kept);
        self.paid_minor = self.paid_minor.saturating_add(paid);
        self.refunded_minor = self.refunded_minor.saturating_add(line.refunded_minor);
        self.revenue_minor = self.revenue_minor.saturating_add(line.net_minor());
        self.margin_minor = self.margin_minor.saturating_add(line.net_margin_minor());
    }
}

#[cfg(test)]
mod tests {
    use shop::{Currency, Money, Placement};

    use super::*;
    use crate::ledger::Deed;

    fn line(order: &str, paid: i64, quantity: u32, refunded: (u32, i64), is_fee: bool) -> Line {
        Line {
            order: order.to_owned(),
            number: 0,
            at: Timestamp::default(),
            visitor: 7,
            customer: 0,
            product: 1,
            quantity,
            paid: Some(Money::new(paid, Currency::new("EUR").unwrap())),
            margin_minor: paid / 4,
            refunded_quantity: refunded.0,
            refunded_minor: refunded.1,
            is_fee,
        }
    }

    #[test]
    fn refunds_and_fees_are_taken_off() {
        let lines = [
            line("a", 1_000, 2, (1, 500), false),
            line("a", 490, 1, (0, 0), true),
            line("b", 300, 3, (0, 0), false),
        ];
        let touch = Touch {
            at: Timestamp::default(),
            unit: 7,
            decision: "d".to_owned(),
            product: 1,
            deed: Deed::Click,
            placement: Placement::Cart,
            intent: "complement".to_owned(),
            recommender: "co_purchase".to_owned(),
            slot: 0,
            locale: "en".to_owned(),
        };
        let credited: Vec<_> = lines
            .iter()
            .map(|line| (line, (line.order == "b").then_some(&touch)))
            .collect();
        let orders: Vec<_> = orders(&credited).collect();
        let told: Vec<_> = orders
            .iter()
            .map(|order| {
                (
                    order.revenue_minor,
                    order.margin_minor,
                    order.units,
                    order.fees_minor,
                    order.has_credit,
                )
            })
            .collect();
        assert_eq!(told, [(500, 125, 1, 490, false), (300, 75, 3, 0, true)]);
    }
}
