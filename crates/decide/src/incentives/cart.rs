//! What of a cart counts for an incentive.

use recommend::{Catalogue, ProductIndex, flags};
use shop::{Currency, Money, ProductKind, limits::MONEY_MINOR_MAX};

use crate::Live;

/// One line of the cart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The product.
    pub product: ProductIndex,
    /// How many units.
    pub quantity: u32,
    /// What the customer pays for one unit, where the shop told; else the price now counts.
    pub unit_price: Option<Money>,
}

/// What a cart is worth in one currency. Fees, other currencies and what has no price do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Worth {
    /// Its value, in minor units.
    pub value_minor: i64,
    /// Of this, what is not reduced already.
    pub full_price_minor: i64,
    /// What is left after costs; none where a cost is not known.
    pub margin_minor: Option<i64>,
}

impl Worth {
    /// What the lines of a cart or an order are worth.
    pub fn of(
        catalogue: &Catalogue,
        live: &Live,
        lines: &[Line],
        currency: Currency,
        counts_services: bool,
    ) -> Self {
        let (mut value, mut full_price, mut margin) = (0_i128, 0_i128, Some(0_i128));
        for line in lines {
            let unit = line.unit_price.or_else(|| live.price(catalogue, line.product));
            let counts = !catalogue.has_flag(line.product, flags::FEE)
                && (counts_services || catalogue.kind(line.product) == ProductKind::Good);
            let Some(unit) = unit.filter(|unit| counts && unit.currency == currency) else {
                continue;
            };
            let (quantity, unit) = (i128::from(line.quantity), i128::from(unit.minor.max(0)));
            value += quantity * unit;
            let regular = live.list_price(catalogue, line.product);
            let regular = regular.or_else(|| live.price(catalogue, line.product));
            let reduced = regular
                .is_some_and(|regular| regular.currency == currency && i128::from(regular.minor) > unit);
            full_price += if reduced { 0 } else { quantity * unit };
            let cost = catalogue.unit_cost(line.product);
            let cost = cost.filter(|cost| cost.currency == currency);
            margin = margin
                .zip(cost)
                .map(|(sum, cost)| sum + quantity * (unit - i128::from(cost.minor)));
        }
        Self {
            value_minor: bounded(value),
            full_price_minor: bounded(full_price),
            margin_minor: margin.map(bounded),
        }
    }

    /// The same with something of this value of which nobody knows what it costs the shop.
    #[must_use]
    pub fn and_unknown(self, value_minor: i64) -> Self {
        let and = |minor: i64| bounded(i128::from(minor) + i128::from(value_minor.max(0)));
        Self {
            value_minor: and(self.value_minor),
            full_price_minor: and(self.full_price_minor),
            margin_minor: None,
        }
    }

    /// The most that can be taken off so that `floor_percent` of what is paid is left after costs, rounded down; none
    /// where a cost is not known.
    pub fn bearable_minor(&self, floor_percent: u32) -> Option<i64> {
        let floor = i128::from(floor_percent.min(99));
        let above = i128::from(self.margin_minor?) * 100 - i128::from(self.value_minor) * floor;
        Some(bounded(above.max(0) / (100 - floor)).min(self.value_minor))
    }
}

fn bounded(amount: i128) -> i64 {
    let most = i128::from(MONEY_MINOR_MAX);
    amount.clamp(-most, most) as i64
}
