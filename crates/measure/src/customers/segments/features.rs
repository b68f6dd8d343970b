//! The habits of customers by which they are grouped.

use recommend::CustomerIndex;
use shop::Day;

use crate::customers::{Histories, History, Sums};

/// A habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Feature {
    /// Days since the last purchase.
    Recency,
    /// Days from one purchase to the next; since the first where it was the only one.
    Gap,
    /// Pieces per order.
    BasketSize,
    /// How many categories they buy from, evenly bought ones counting more: the entropy of their pieces' categories.
    CategoryEntropy,
    /// The share of the full price that they did not pay.
    DiscountShare,
    /// The share of orders placed at night.
    NightShare,
    /// The share of orders placed on days off.
    WeekendShare,
    /// The share of what they paid that was given back.
    ReturnRate,
}

/// Every habit, in the sequence of the axes of a [`Point`].
pub(super) const FEATURES: [Feature; 8] = [
    Feature::Recency,
    Feature::Gap,
    Feature::BasketSize,
    Feature::CategoryEntropy,
    Feature::DiscountShare,
    Feature::NightShare,
    Feature::WeekendShare,
    Feature::ReturnRate,
];

/// A customer's habits, in standard deviations from the mean of all.
pub(super) type Point = [f64; FEATURES.len()];

/// Orders that the shop's share weighs in a customer's.
const PRIOR_ORDERS: f64 = 2.0;
/// No customer counts as farther off than this.
const DEVIATIONS_MAX: f64 = 3.0;

/// The habits of all customers, ascending by customer.
pub(super) struct Habits {
    pub customers: Vec<CustomerIndex>,
    pub points: Vec<Point>,
    /// In the habits' own units.
    plain: Vec<Point>,
}

impl Habits {
    pub fn of(histories: &Histories, now: Day) -> Self {
        let mut all = Sums::default();
        let known = || {
            histories
                .iter()
                .filter(|(_, history)| history.activity(now).is_some())
        };
        known().for_each(|(_, history)| all.add(history.sums()));
        let plain: Vec<Point> = known()
            .filter_map(|(_, history)| plain(history, now, &all))
            .collect();
        let mut points: Vec<Point> = plain.iter().map(scaled).collect();
        (0..FEATURES.len()).for_each(|axis| standardise(&mut points, axis));
        Self {
            customers: known().map(|(customer, _)| customer).collect(),
            points,
            plain,
        }
    }

    /// The median of a habit among these customers, in its own unit.
    pub fn median(&self, axis: usize, members: impl Iterator<Item = usize>) -> f64 {
        let mut values: Vec<f64> = members.map(|member| self.plain[member][axis]).collect();
        values.sort_unstable_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or_default()
    }
}

/// The habits in their own units.
fn plain(history: &History, now: Day, all: &Sums) -> Option<Point> {
    let activity = history.activity(now)?;
    let sums = history.sums();
    let orders = sums.orders as f64;
    let gap = match activity.repeats {
        0 => f64::from(activity.age_days),
        repeats => f64::from(activity.last_days) / f64::from(repeats),
    };
    // Shares of money are drawn by what the shop's customers pay for so many orders.
    let order_minor = (all.paid_minor + all.discount_minor) as f64 / (all.orders as f64).max(1.0);
    let full = |sums: &Sums| (sums.paid_minor + sums.discount_minor) as f64;
    let of_money = |part: fn(&Sums) -> i128| {
        let prior = share(part(all) as f64, full(all));
        let weight = PRIOR_ORDERS * order_minor;
        share(part(sums) as f64 + weight * prior, full(sums) + weight)
    };
    let of_orders = |part: fn(&Sums) -> u64| {
        let prior = share(part(all) as f64, all.orders as f64);
        share(part(sums) as f64 + PRIOR_ORDERS * prior, orders + PRIOR_ORDERS)
    };
    Some([
        f64::from(activity.age_days - activity.last_days),
        gap,
        sums.units as f64 / orders.max(1.0),
        entropy(history.categories()),
        of_money(|sums| sums.discount_minor),
        of_orders(|sums| sums.at_night),
        of_orders(|sums| sums.on_weekend),
        of_money(|sums| sums.returned_minor),
    ])
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 {
        (part / whole).clamp(0.0, 1.0)
    } else {
        0.0
    }
}

fn entropy(categories: &[(u32, u64)]) -> f64 {
    let all: f64 = categories.iter().map(|(_, units)| *units as f64).sum();
    let shares = categories
        .iter()
        .map(|(_, units)| *units as f64 / all)
        .filter(|&share| share > 0.0);
    -shares.map(|share| share * share.ln()).sum::<f64>()
}

/// Sizes as logarithms, so that twice as much is as far from half as much.
fn scaled(plain: &Point) -> Point {
    let mut point = *plain;
    point[..3].iter_mut().for_each(|size| *size = size.ln_1p());
    point
}

fn standardise(points: &mut [Point], axis: usize) {
    let count = points.len().max(1) as f64;
    let mean = points.iter().map(|point| point[axis]).sum::<f64>() / count;
    let squares = points
        .iter()
        .map(|point| (point[axis] - mean).powi(2))
        .sum::<f64>();
    let deviation = (squares / count).sqrt();
    for point in points {
        let deviations = (point[axis] - mean) / deviation;
        // A habit that all share, or that nobody knows, tells nobody apart.
        point[axis] = if deviation > 1e-9 {
            deviations.clamp(-DEVIATIONS_MAX, DEVIATIONS_MAX)
        } else {
            0.0
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::Order;

    #[test]
    fn habits_are_told_in_their_own_units() {
        let order = |day| Order {
            units: 4,
            at_night: day == 10,
            discount_minor: 100,
            categories: &[(1, 2), (2, 2)],
            ..Order::plain(1, Day(day), 300)
        };
        let histories: Histories = [order(10), order(30), order(70)].into_iter().collect();
        let habits = Habits::of(&histories, Day(75));
        let expect = [5.0, 30.0, 4.0, 2_f64.ln(), 0.25, 1.0 / 3.0, 0.0, 0.0];
        for (axis, expect) in expect.into_iter().enumerate() {
            assert!(
                (habits.median(axis, 0..1) - expect).abs() < 1e-9,
                "{:?}",
                FEATURES[axis]
            );
        }
        assert_eq!(
            habits.points,
            [[0.0; 8]],
            "one customer has nobody to differ from"
        );
    }
}
