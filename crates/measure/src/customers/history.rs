//! **What a shopkeeper sees:** nothing of this; it is what every other file of this folder is computed from.
//!
//! **Method:** per customer the days on which something was bought, and sums. Sums add up and days unite, so histories
//! of parts of the orders, cut in whatever way, merge into exactly that of all of them. Purchases of one day count as
//! one, as the models of how often people buy ask for. Only days are kept apart in time: whoever asks what was known
//! on a day gives the orders until that day.
//!
//! **When it fails:** guests without an account have no history; families share one.
//!
//! **Source:** the shop's own orders.

use std::collections::BTreeMap;

use recommend::CustomerIndex;
use shop::Day;

use super::Spend;

/// An order of a known customer, in minor units of the shop's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order<'a> {
    /// Who ordered.
    pub customer: CustomerIndex,
    /// When, by the shop's own calendar.
    pub day: Day,
    /// Whether at night, by the shop's own clock.
    pub at_night: bool,
    /// Whether on a day off, by the shop's own week.
    pub on_weekend: bool,
    /// What was paid for the goods, discounts taken off.
    pub paid_minor: i64,
    /// What was given back for returned goods.
    pub returned_minor: i64,
    /// What was taken off the price.
    pub discount_minor: i64,
    /// What the goods that were kept, shipping and service cost the shop; none where it does not know.
    pub cost_minor: Option<i64>,
    /// Pieces.
    pub units: u32,
    /// Pieces by category; a category may stand more than once.
    pub categories: &'a [(u32, u32)],
}

impl Order<'_> {
    /// An order of which no more is known than who paid how much, and when.
    pub fn plain(customer: CustomerIndex, day: Day, paid_minor: i64) -> Self {
        Self {
            customer,
            day,
            at_night: false,
            on_weekend: false,
            paid_minor,
            returned_minor: 0,
            discount_minor: 0,
            cost_minor: None,
            units: 1,
            categories: &[],
        }
    }
}

/// What one customer did. Amounts are wide enough that no number of orders can overflow them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// The days of purchases, ascending, each once.
    days: Vec<i32>,
    first_day_paid_minor: i128,
    sums: Sums,
    /// Pieces by category, ascending.
    categories: Vec<(u32, u64)>,
}

/// What adds up over a customer's orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// Orders.
    pub orders: u64,
    /// Orders placed at night.
    pub at_night: u64,
    /// Orders placed on days off.
    pub on_weekend: u64,
    /// Pieces.
    pub units: u64,
    /// Paid, discounts taken off and returns not.
    pub paid_minor: i128,
    /// Given back for returns.
    pub returned_minor: i128,
    /// Taken off the prices.
    pub discount_minor: i128,
    /// Paid less returned, of orders whose cost is known.
    pub costed_net_minor: i128,
    /// Cost, where known.
    pub cost_minor: i128,
}

/// How often and when a customer bought, as the models of it ask: from the first purchase on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Activity {
    /// Days with a purchase after the first one.
    pub repeats: u32,
    /// Days from the first purchase to the last.
    pub last_days: u32,
    /// Days from the first purchase to now.
    pub age_days: u32,
}

impl Activity {
    /// A customer who bought for the first time just now.
    pub const NEW: Self = Self {
        repeats: 0,
        last_days: 0,
        age_days: 0,
    };
}

impl History {
    /// Adds one order of theirs.
    pub fn add(&mut self, order: &Order<'_>) {
        let day = order.day.0;
        let first = self.days.first().copied();
        if first.is_none_or(|first| day < first) {
            self.first_day_paid_minor = order.paid_minor.into();
        } else if first == Some(day) {
            self.first_day_paid_minor += i128::from(order.paid_minor);
        }
        if self.days.last().is_none_or(|&last| last < day) {
            self.days.push(day);
        } else if let Err(at) = self.days.binary_search(&day) {
            self.days.insert(at, day);
        }
        self.sums.add_order(order);
        unite(
            &mut self.categories,
            order.categories.iter().map(|&(id, units)| (id, u64::from(units))),
        );
    }

    /// Adds what the same customer did in other orders.
    pub fn merge(&mut self, other: Self) {
        match (self.days.first(), other.days.first()) {
            (_, None) => {}
            (Some(own), Some(others)) if own < others => {}
            (Some(own), Some(others)) if own == others => {
                self.first_day_paid_minor += other.first_day_paid_minor;
            }
            _ => self.first_day_paid_minor = other.first_day_paid_minor,
        }
        let in_sequence = self.days.last() < other.days.first();
        self.days.extend(other.days);
        if !in_sequence {
            self.days.sort_unstable();
            self.days.dedup();
        }
        self.sums.add(&other.sums);
        unite(&mut self.categories, other.categories);
    }

    /// The days of purchases up to `now`, ascending.
    pub fn days_until(&self, now: Day) -> &[i32] {
        &self.days[..self.days.partition_point(|&day| day <= now.0)]
    }

    /// How often and when they bought until `now`; none where they had not bought yet.
    pub fn activity(&self, now: Day) -> Option<Activity> {
        let days = self.days_until(now);
        let (first, last) = (*days.first()?, *days.last()?);
        Some(Activity {
            repeats: u32::try_from(days.len() - 1).unwrap_or(u32::MAX),
            last_days: last.abs_diff(first),
            age_days: now.0.abs_diff(first),
        })
    }

    /// The days between purchases until `now`, one after the other.
    pub fn gaps_days(&self, now: Day) -> impl Iterator<Item = u32> {
        self.days_until(now)
            .windows(2)
            .map(|pair| pair[1].abs_diff(pair[0]))
    }

    /// The day of the first purchase.
    pub fn first_day(&self) -> Option<Day> {
        self.days.first().copied().map(Day)
    }

    /// What adds up over the orders.
    pub fn sums(&self) -> &Sums {
        &self.sums
    }

    /// Pieces by category, ascending by category.
    pub fn categories(&self) -> &[(u32, u64)] {
        &self.categories
    }

    /// What was spent after the first day, as the law of spend asks; none where nothing was.
    pub fn spend(&self) -> Option<Spend> {
        let purchases = u32::try_from(self.days.len().checked_sub(1)?).unwrap_or(u32::MAX);
        let paid = self.repeats_paid_minor();
        (purchases > 0 && paid > 0).then(|| Spend {
            purchases,
            mean_minor: paid as f64 / f64::from(purchases),
        })
    }

    /// What was paid on the days after the first one.
    pub fn repeats_paid_minor(&self) -> i128 {
        self.sums.paid_minor - self.first_day_paid_minor
    }
}

impl Sums {
    fn add_order(&mut self, order: &Order<'_>) {
        self.orders += 1;
        self.at_night += u64::from(order.at_night);
        self.on_weekend += u64::from(order.on_weekend);
        self.units += u64::from(order.units);
        self.paid_minor += i128::from(order.paid_minor);
        self.returned_minor += i128::from(order.returned_minor);
        self.discount_minor += i128::from(order.discount_minor);
        if let Some(cost_minor) = order.cost_minor {
            self.costed_net_minor += i128::from(order.paid_minor) - i128::from(order.returned_minor);
            self.cost_minor += i128::from(cost_minor);
        }
    }

    /// Adds those of other orders.
    pub fn add(&mut self, other: &Self) {
        self.orders += other.orders;
        self.at_night += other.at_night;
        self.on_weekend += other.on_weekend;
        self.units += other.units;
        self.paid_minor += other.paid_minor;
        self.returned_minor += other.returned_minor;
        self.discount_minor += other.discount_minor;
        self.costed_net_minor += other.costed_net_minor;
        self.cost_minor += other.cost_minor;
    }

    /// Paid less returned.
    pub fn net_minor(&self) -> i128 {
        self.paid_minor - self.returned_minor
    }
}

fn unite(own: &mut Vec<(u32, u64)>, others: impl IntoIterator<Item = (u32, u64)>) {
    for (category, units) in others {
        match own.binary_search_by_key(&category, |entry| entry.0) {
            Ok(at) => own[at].1 += units,
            Err(at) => own.insert(at, (category, units)),
        }
    }
}

/// What all customers did, by customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Histories {
    by_customer: BTreeMap<CustomerIndex, History>,
}

impl Histories {
    /// Adds an order.
    pub fn add(&mut self, order: &Order<'_>) {
        self.by_customer.entry(order.customer).or_default().add(order);
    }

    /// Adds what was counted from other orders.
    pub fn merge(&mut self, other: Self) {
        for (customer, history) in other.by_customer {
            self.by_customer.entry(customer).or_default().merge(history);
        }
    }

    /// Every customer, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (CustomerIndex, &History)> {
        self.by_customer
            .iter()
            .map(|(&customer, history)| (customer, history))
    }

    /// What a customer did.
    pub fn get(&self, customer: CustomerIndex) -> Option<&History> {
        self.by_customer.get(&customer)
    }

    /// Customers.
    pub fn len(&self) -> usize {
        self.by_customer.len()
    }

    /// Whether nobody bought anything.
    pub fn is_empty(&self) -> bool {
        self.by_customer.is_empty()
    }

    /// How often and when each customer bought who had bought by `now`, ascending by customer.
    pub fn activities(&self, now: Day) -> impl Iterator<Item = Activity> {
        self.by_customer
            .values()
            .filter_map(move |history| history.activity(now))
    }
}

impl FromIterator<(CustomerIndex, History)> for Histories {
    fn from_iter<I: IntoIterator<Item = (CustomerIndex, History)>>(histories: I) -> Self {
        Self {
            by_customer: histories.into_iter().collect(),
        }
    }
}

impl<'a> FromIterator<Order<'a>> for Histories {
    fn from_iter<I: IntoIterator<Item = Order<'a>>>(orders: I) -> Self {
        let mut histories = Self::default();
        orders.into_iter().for_each(|order| histories.add(&order));
        histories
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(day: i32, paid_minor: i64) -> Order<'static> {
        Order::plain(7, Day(day), paid_minor)
    }

    #[test]
    fn purchases_of_a_day_count_once_and_the_first_day_stands_apart() {
        let all: Histories = [order(20, 300), order(10, 100), order(10, 50), order(41, 9)]
            .into_iter()
            .collect();
        let history = all.get(7).unwrap();
        let expect = Activity {
            repeats: 2,
            last_days: 31,
            age_days: 40,
        };
        assert_eq!(history.activity(Day(50)), Some(expect));
        assert_eq!(history.repeats_paid_minor(), 309);
        assert_eq!(history.gaps_days(Day(50)).collect::<Vec<_>>(), [10, 21]);
        assert_eq!(history.activity(Day(40)).unwrap().repeats, 1);
        assert_eq!(history.activity(Day(9)), None);
    }

    #[test]
    fn an_earlier_part_takes_over_the_first_day() {
        let mut late: Histories = [order(20, 300)].into_iter().collect();
        late.merge([order(10, 100)].into_iter().collect());
        assert_eq!(late.get(7).unwrap().repeats_paid_minor(), 300);
    }
}
