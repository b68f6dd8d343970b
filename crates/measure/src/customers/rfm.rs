//! **What a shopkeeper sees:** three marks from 1 to 5 for every customer: how recently, how often and for how much
//! they bought. It needs no model, so it is what a small or young shop gets, and what anybody can check by hand.
//!
//! **Method:** all customers are put in a row, and the row is cut into fifths. Equal customers get the same mark, that
//! of the middle of their places, whatever sequence they came in; a shop where all are equal gives everybody a 3.
//!
//! **When it fails:** marks tell an order and no amount: the best of a poor shop has three fives too.
//!
//! **Source:** A. Hughes, "Strategic Database Marketing", 1994.

use recommend::CustomerIndex;
use shop::Day;

use super::{Activity, Histories};

/// The best mark.
pub const MARK_MAX: u8 = 5;

/// A customer's marks and what they are given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rfm {
    /// The customer.
    pub customer: CustomerIndex,
    /// Days since the last purchase.
    pub days_since: u32,
    /// Days with a purchase.
    pub purchases: u32,
    /// Paid, less what was given back.
    pub net_minor: i128,
    /// 5 for those who bought last.
    pub recency: u8,
    /// 5 for those who bought most often.
    pub frequency: u8,
    /// 5 for those who left most money in the shop.
    pub monetary: u8,
}

/// The marks of every customer who had bought by `now`, ascending by customer.
pub fn rfm(histories: &Histories, now: Day) -> Vec<Rfm> {
    let known = histories.iter().filter_map(|(customer, history)| {
        Some((customer, history.activity(now)?, history.sums().net_minor()))
    });
    let mut all: Vec<Rfm> = known
        .map(|(customer, activity, net)| unmarked(customer, activity, net))
        .collect();
    let recency = marks(all.iter().map(|one| -i128::from(one.days_since)).collect());
    let frequency = marks(all.iter().map(|one| i128::from(one.purchases)).collect());
    let monetary = marks(all.iter().map(|one| one.net_minor).collect());
    for (at, one) in all.iter_mut().enumerate() {
        (one.recency, one.frequency, one.monetary) = (recency[at], frequency[at], monetary[at]);
    }
    all
}

fn unmarked(customer: CustomerIndex, activity: Activity, net_minor: i128) -> Rfm {
    Rfm {
        customer,
        days_since: activity.age_days - activity.last_days,
        purchases: activity.repeats.saturating_add(1),
        net_minor,
        recency: 0,
        frequency: 0,
        monetary: 0,
    }
}

/// The mark of each value among all of them; more is better.
fn marks(values: Vec<i128>) -> Vec<u8> {
    let mut sorted = values.clone();
    sorted.sort_unstable();
    let mark = |value: i128| {
        let below = sorted.partition_point(|&other| other < value);
        let through = sorted.partition_point(|&other| other <= value);
        // Twice the middle of the places, so that it is whole; less than twice the length, so that 5 is the last mark.
        let middle_twice = below + through;
        (middle_twice * usize::from(MARK_MAX) / (2 * sorted.len())) as u8 + 1
    };
    values.into_iter().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::Order;

    #[test]
    fn fifths_are_marked_and_equals_are_marked_alike() {
        assert_eq!(marks((0..10).collect()), [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
        assert_eq!(marks(vec![9, 9, 9]), [3, 3, 3]);
        assert_eq!(marks(vec![4]), [3]);
        assert_eq!(
            marks(vec![1, 1, 1, 1, 1, 1, 2, 2, 3, 7]),
            [2, 2, 2, 2, 2, 2, 4, 4, 5, 5]
        );
        assert!(marks(Vec::new()).is_empty());
    }

    #[test]
    fn who_bought_last_most_often_and_most_has_three_fives() {
        let order = |customer, day, paid| Order::plain(customer, Day(day), paid);
        let mut orders: Vec<Order<'_>> = (0..5)
            .map(|customer| order(customer, 10 + customer as i32, 100))
            .collect();
        orders.extend([order(4, 40, 50), order(4, 41, 50), order(9, 99, 7)]);
        let mut all = rfm(&orders.iter().copied().collect(), Day(50));
        assert_eq!(all.len(), 5, "who buys only later is not there yet");
        let best = all.pop().unwrap();
        assert_eq!((best.recency, best.frequency, best.monetary), (5, 5, 5));
        assert_eq!((best.days_since, best.purchases, best.net_minor), (9, 3, 200));
        assert_eq!((all[0].recency, all[0].frequency, all[0].monetary), (1, 3, 3));
        orders.reverse();
        assert_eq!(rfm(&orders.into_iter().collect(), Day(50))[..4], all[..]);
    }
}
