//! The same orders, customer by customer.

use shop::Day;

use super::{Basket, History};
use crate::query::ProductIndex;

/// A customer's number in the shop: stable for the life of the shop, never reused.
pub type CustomerIndex = u32;

/// Stands where a customer is not known.
pub const NO_CUSTOMER: CustomerIndex = u32::MAX;

/// Orders by customer and then by time.
pub struct CustomerOrders<'a> {
    /// Customer, day and basket; sorted, also by the basket's products, so that the order never depends on how the
    /// history was cut.
    orders: Vec<(CustomerIndex, Day, Basket<'a>)>,
}

impl<'a> CustomerOrders<'a> {
    pub(super) fn collect(history: &'a History) -> Self {
        let mut orders = Vec::new();
        for day in history.orders.values().flatten() {
            let known = day.baskets.iter().zip(day.buyers.iter().copied());
            let of_known = known.filter(|(_, buyer)| *buyer != NO_CUSTOMER);
            orders.extend(of_known.map(|(basket, buyer)| (buyer, day.day, basket)));
        }
        orders.sort_unstable_by_key(|(customer, day, basket)| (*customer, *day, basket.products));
        Self { orders }
    }

    /// Every customer with orders, ascending, with these from the earliest to the latest.
    pub fn iter(&self) -> impl Iterator<Item = (CustomerIndex, &[(CustomerIndex, Day, Basket<'a>)])> {
        self.orders
            .chunk_by(|a, b| a.0 == b.0)
            .map(|orders| (orders[0].0, orders))
    }

    /// How many orders have a known customer.
    pub fn len(&self) -> usize {
        self.orders.len()
    }

    /// Whether no customer is known.
    pub fn is_empty(&self) -> bool {
        self.orders.is_empty()
    }

    /// The days on which each product was bought, customer by customer: for every customer, each product once with its
    /// days ascending.
    pub fn purchase_days(&self, mut visit: impl FnMut(CustomerIndex, ProductIndex, &[Day])) {
        let mut bought: Vec<(ProductIndex, Day)> = Vec::new();
        let mut days = Vec::new();
        for (customer, orders) in self.iter() {
            bought.clear();
            for (_, day, basket) in orders {
                bought.extend(basket.products.iter().map(|&product| (product, *day)));
            }
            bought.sort_unstable();
            bought.dedup();
            for of_product in bought.chunk_by(|a, b| a.0 == b.0) {
                days.clear();
                days.extend(of_product.iter().map(|(_, day)| *day));
                visit(customer, of_product[0].0, &days);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::dataset::{Baskets, DayOrders, Partition};

    fn day(day: i32, orders: &[(u32, &[u32])]) -> DayOrders {
        let mut baskets = Baskets::default();
        for (_, products) in orders {
            baskets.push(&mut products.to_vec());
        }
        DayOrders {
            day: Day(day),
            baskets: Arc::new(baskets),
            buyers: Arc::new(orders.iter().map(|(buyer, _)| *buyer).collect()),
            ..DayOrders::default()
        }
    }

    #[test]
    fn orders_are_gathered_by_customer_however_they_were_cut() {
        let days = [
            day(5, &[(1, &[10, 11]), (NO_CUSTOMER, &[10]), (2, &[10])]),
            day(9, &[(1, &[10])]),
        ];
        let whole = History::count(&Partition {
            orders: days.to_vec(),
            ..Partition::default()
        });
        let mut seen = Vec::new();
        whole.customers().purchase_days(|customer, product, days| {
            seen.push((
                customer,
                product,
                days.iter().map(|day| day.0).collect::<Vec<_>>(),
            ));
        });
        assert_eq!(seen, [(1, 10, vec![5, 9]), (1, 11, vec![5]), (2, 10, vec![5])]);
        assert_eq!(whole.customers().len(), 3);
        assert_eq!(whole.before(Day(9)).customers().len(), 2);
    }
}
