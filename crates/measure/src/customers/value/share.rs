//! Which share of what a customer pays stays with the shop, and what those who came in the same quarter pay.

use std::collections::BTreeMap;

use shop::Day;

use crate::customers::{Histories, Sums};

/// Orders that the quarter's share weighs in a customer's own.
const PRIOR_ORDERS: f64 = 3.0;
/// Customers that the shop weighs in a quarter.
const PRIOR_CUSTOMERS: f64 = 20.0;

/// Whether what orders cost is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Costs {
    /// Of no order: the net revenue stands for the contribution.
    Unknown,
    /// Of some or all orders; the others are taken to leave as much.
    Known {
        /// The share of the net revenue whose cost is known, from 0 to 1.
        share: f64,
    },
}

/// What is known of a quarter's customers.
#[derive(Debug, Clone, Copy, Default)]
struct Cohort {
    customers: u32,
    sums: Sums,
    first_day_paid_minor: i128,
}

impl Cohort {
    fn add(&mut self, sums: &Sums, first_day_paid_minor: i128) {
        self.customers += 1;
        self.sums.add(sums);
        self.first_day_paid_minor += first_day_paid_minor;
    }
}

/// What is learnt of all quarters.
pub(super) struct Shares {
    quarters: BTreeMap<i32, Cohort>,
    all: Cohort,
    /// What stays of the net revenue where costs are known.
    margin: f64,
    mean_paid_minor: f64,
    /// What stays of what is paid, returns counted.
    kept_share: f64,
}

impl Shares {
    /// Learns from customers who came until `now`.
    pub fn learn(histories: &Histories, now: Day) -> Self {
        let (mut quarters, mut all) = (BTreeMap::<i32, Cohort>::new(), Cohort::default());
        for (_, history) in histories.iter() {
            let Some(first) = history.first_day().filter(|&first| first <= now) else {
                continue;
            };
            let first_day_paid = history.sums().paid_minor - history.repeats_paid_minor();
            for cohort in [quarters.entry(quarter(first)).or_default(), &mut all] {
                cohort.add(history.sums(), first_day_paid);
            }
        }
        let costed_net = all.sums.costed_net_minor;
        let left = (costed_net - all.sums.cost_minor) as f64;
        let mut shares = Self {
            quarters,
            all,
            margin: if costed_net > 0 {
                left / costed_net as f64
            } else {
                1.0
            },
            mean_paid_minor: all.sums.paid_minor.max(0) as f64 / (all.sums.orders as f64).max(1.0),
            kept_share: 1.0,
        };
        if all.sums.paid_minor > 0 {
            shares.kept_share = shares.kept_minor(&all.sums) / all.sums.paid_minor as f64;
        }
        shares
    }

    /// Whether what orders cost is known.
    pub fn costs(&self) -> Costs {
        let sums = &self.all.sums;
        if sums.costed_net_minor == 0 && sums.cost_minor == 0 {
            return Costs::Unknown;
        }
        let net = (sums.net_minor() as f64).max(1.0);
        Costs::Known {
            share: (sums.costed_net_minor as f64 / net).clamp(0.0, 1.0),
        }
    }

    /// What is paid for an order on average.
    pub fn mean_paid_minor(&self) -> f64 {
        self.mean_paid_minor
    }

    /// How many times as much those who came in the quarter of `first` paid on their first day as all did.
    pub fn level(&self, first: Day) -> f64 {
        let shop = self.all.first_day_paid_minor as f64 / f64::from(self.all.customers.max(1));
        let cohort = self.cohort(first);
        let paid = cohort.first_day_paid_minor as f64 + PRIOR_CUSTOMERS * shop;
        let level = paid / (f64::from(cohort.customers) + PRIOR_CUSTOMERS) / shop;
        if level.is_finite() && level > 0.0 {
            level
        } else {
            1.0
        }
    }

    /// The share that stays of what a customer pays who came on `first` and of whom `own` is known; below 0 where more
    /// is lost than earned.
    pub fn of(&self, first: Day, own: &Sums) -> f64 {
        let cohort = self.drawn(&self.cohort(first).sums, PRIOR_CUSTOMERS, self.kept_share);
        self.drawn(own, PRIOR_ORDERS, cohort)
    }

    /// The share that stays by these sums, drawn towards `prior` by so many orders.
    fn drawn(&self, sums: &Sums, prior_orders: f64, prior: f64) -> f64 {
        let weight = prior_orders * self.mean_paid_minor;
        let share = (self.kept_minor(sums) + weight * prior) / (sums.paid_minor.max(0) as f64 + weight);
        if share.is_finite() { share } else { prior }
    }

    /// What stays with the shop.
    fn kept_minor(&self, sums: &Sums) -> f64 {
        let uncosted_net = sums.net_minor() - sums.costed_net_minor;
        (sums.costed_net_minor - sums.cost_minor) as f64 + self.margin * uncosted_net as f64
    }

    fn cohort(&self, first: Day) -> Cohort {
        self.quarters.get(&quarter(first)).copied().unwrap_or_default()
    }
}

/// The calendar quarter of a day, counted through the years.
fn quarter(day: Day) -> i32 {
    let (year, month, _) = day.civil();
    year * 4 + (month as i32 - 1) / 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::Order;

    fn order(customer: u32, day: i32, paid: i64, returned: i64, cost: Option<i64>) -> Order<'static> {
        Order {
            returned_minor: returned,
            cost_minor: cost,
            ..Order::plain(customer, Day(day), paid)
        }
    }

    #[test]
    fn what_costs_are_not_known_of_keeps_the_share_of_the_rest() {
        let histories = [order(1, 0, 1_000, 0, Some(600)), order(2, 0, 500, 0, None)]
            .into_iter()
            .collect();
        let shares = Shares::learn(&histories, Day(1));
        assert_eq!(
            shares.costs(),
            Costs::Known {
                share: 1_000.0 / 1_500.0
            }
        );
        assert!((shares.of(Day(0), &Sums::default()) - 0.4).abs() < 1e-12);
        let bare = [order(1, 0, 1_000, 100, None)].into_iter().collect();
        let shares = Shares::learn(&bare, Day(1));
        assert_eq!(shares.costs(), Costs::Unknown);
        assert!((shares.of(Day(0), &Sums::default()) - 0.9).abs() < 1e-12);
    }

    #[test]
    fn who_returns_everything_costs_more_than_they_bring() {
        let mut orders: Vec<Order<'_>> = (0..100).map(|one| order(one, 0, 1_000, 0, Some(700))).collect();
        orders.extend((0..20).map(|day| order(200, day, 1_000, 1_000, Some(80))));
        let histories: Histories = orders.into_iter().collect();
        let shares = Shares::learn(&histories, Day(30));
        let of = |customer| shares.of(Day(0), histories.get(customer).unwrap().sums());
        assert!(of(200) < 0.0 && of(5) > 0.2, "{} {}", of(200), of(5));
    }

    #[test]
    fn a_quarter_that_paid_more_is_expected_to_pay_more() {
        let early = (0..100).map(|one| order(one, 0, 1_000, 0, None));
        let late = (100..200).map(|one| order(one, 200, 3_000, 0, None));
        let shares = Shares::learn(&early.chain(late).collect(), Day(300));
        let (low, high, unknown) = (
            shares.level(Day(1)),
            shares.level(Day(201)),
            shares.level(Day(300)),
        );
        assert!(
            low < 0.6 && high > 1.4 && (unknown - 1.0).abs() < 1e-12,
            "{low} {high} {unknown}"
        );
    }
}
