//! What was sold on each day of a time, the days without a sale among them.

use shop::Day;

/// What was sold on each day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The first day.
    pub first: Day,
    /// Units sold on each day.
    pub units: Vec<u64>,
    /// Orders on each day; of a category an order counts once for each of its products.
    pub orders: Vec<u64>,
    /// What the shop keeps of each day, in minor units of its currency.
    pub revenue_minor: Vec<i64>,
}

impl Series {
    /// Days without sales, from `first` to `last`.
    pub fn empty(first: Day, last: Day) -> Self {
        let days = usize::try_from(last.0 - first.0 + 1).unwrap_or(0);
        Self {
            first,
            units: vec![0; days],
            orders: vec![0; days],
            revenue_minor: vec![0; days],
        }
    }

    /// How many days there are.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there is no day.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// The day of a place.
    pub fn day(&self, at: usize) -> Day {
        Day(self.first.0 + at as i32)
    }

    /// Adds sales of a day; those of days outside are left out.
    pub fn add(&mut self, day: Day, orders: u32, units: u32, revenue_minor: i64) {
        let Ok(at) = usize::try_from(day.0 - self.first.0) else {
            return;
        };
        if at < self.len() {
            self.orders[at] += u64::from(orders);
            self.units[at] += u64::from(units);
            self.revenue_minor[at] = self.revenue_minor[at].saturating_add(revenue_minor);
        }
    }

    /// The place of the first day with a sale.
    pub fn first_sale(&self) -> Option<usize> {
        self.orders.iter().position(|orders| *orders > 0)
    }

    /// Units of each day as numbers to calculate with.
    pub fn volume(&self) -> Vec<f64> {
        self.units.iter().map(|units| *units as f64).collect()
    }
}
