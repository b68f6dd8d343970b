//! What a coupon takes off an order: no more than it says, than the order is worth and than its margin bears.

use super::{Incentive, Worth};

/// What comes of a coupon on an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// At most so much is taken off, in minor units; above 0.
    Off(i64),
    /// The order is worth less than the coupon needs: so much is missing, in minor units.
    Missing(i64),
    /// What a product of the order costs the shop is not known, and then the coupon is not for it.
    CostUnknown,
    /// The order's margin bears nothing of it.
    NotBorne,
}

/// What a coupon of `amount_minor` takes off an order of this worth.
pub fn limit(incentive: &Incentive, amount_minor: i64, worth: &Worth) -> Limit {
    let missing_minor = incentive.threshold_minor.saturating_sub(worth.value_minor);
    if missing_minor > 0 {
        return Limit::Missing(missing_minor);
    }
    let most = amount_minor.min(worth.value_minor).max(0);
    let off = match worth.bearable_minor(incentive.margin_floor_percent) {
        Some(bearable) => most.min(bearable),
        None if incentive.costs_unknown_allowed => most,
        None => return Limit::CostUnknown,
    };
    match off {
        0 => Limit::NotBorne,
        off => Limit::Off(off),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use shop::Currency;

    use super::*;
    use crate::incentives::Kind;

    fn coupon(threshold_minor: i64, margin_floor_percent: u32) -> Incentive {
        Incentive {
            id: "hello".into(),
            kind: Kind::Coupon,
            currency: Currency::new("EUR").unwrap(),
            threshold_minor,
            discount: None,
            gift: None,
            points_per_unit: 0,
            multiplier: 1,
            shipping_cost_minor: 0,
            margin_floor_percent,
            costs_unknown_allowed: false,
            stackable: false,
            counts_services: false,
            placements: Vec::new(),
            valid_from: None,
            valid_until: None,
        }
    }

    /// Whether the floor holds once `off` is taken off.
    fn holds(worth: &Worth, off: i64, floor: u32) -> bool {
        let left = i128::from(worth.margin_minor.unwrap() - off) * 100;
        left >= i128::from(worth.value_minor - off) * i128::from(floor)
    }

    proptest! {
        #[test]
        fn the_floor_holds_and_one_cent_more_would_break_a_promise(
            value_minor in 1_i64..10_000_000,
            cost_minor in 0_i64..12_000_000,
            amount_minor in 1_i64..10_000_000,
            threshold_minor in 0_i64..10_000_000,
            floor in 0_u32..=90,
        ) {
            let margin_minor = Some(value_minor - cost_minor);
            let worth = Worth { value_minor, full_price_minor: value_minor, margin_minor };
            match limit(&coupon(threshold_minor, floor), amount_minor, &worth) {
                Limit::Off(off) => {
                    prop_assert!(off > 0 && off <= amount_minor && off <= value_minor);
                    prop_assert!(holds(&worth, off, floor) && value_minor >= threshold_minor);
                    let more = off + 1;
                    let is_whole = more > amount_minor || more > value_minor;
                    prop_assert!(is_whole || !holds(&worth, more, floor));
                }
                Limit::Missing(missing) => prop_assert_eq!(value_minor + missing, threshold_minor),
                Limit::NotBorne => prop_assert!(!holds(&worth, 1, floor)),
                Limit::CostUnknown => prop_assert!(false, "every cost is known"),
            }
        }
    }

    #[test]
    fn where_a_cost_is_not_known_the_merchant_decides() {
        let worth = Worth::default().and_unknown(5_000);
        let strict = coupon(0, 20);
        assert_eq!(limit(&strict, 700, &worth), Limit::CostUnknown);
        let lenient = Incentive {
            costs_unknown_allowed: true,
            ..strict
        };
        assert_eq!(limit(&lenient, 700, &worth), Limit::Off(700));
        assert_eq!(limit(&lenient, 7_000, &worth), Limit::Off(5_000));
    }
}
