//! Each product's own course, in a handful of numbers.

use super::calendar::{Calendar, Leaves, RECENT_DAYS, Weight};
use crate::{Catalogue, History, query::ProductIndex};

/// One product's sales in the days that are looked at.
#[derive(Clone, Copy, Default)]
pub struct Course {
    /// Orders of the last week.
    pub recent: u32,
    /// Orders of the weeks before.
    pub base: u32,
    /// The week that is being counted.
    week: u32,
    /// Moving averages as shares of the shop's orders, and the average of their difference.
    pub fast: f32,
    pub slow: f32,
    pub average: f32,
    /// Over the weeks before: the squares of its orders, and its orders times the shop's.
    squares: f64,
    with_shop: f64,
}

/// How uneven a product's weeks are: the spread, as the square of the share by which they differ, is `excess / base`.
#[derive(Clone, Copy, Default)]
pub struct Unevenness {
    /// By how much the squared differences are larger than chance alone makes them.
    pub excess: f64,
    /// The squares of what was expected.
    pub base: f64,
}

/// The courses of all products.
pub fn courses(
    history: &History,
    catalogue: &Catalogue,
    calendar: &Calendar,
    leaves: &Leaves,
) -> Vec<Course> {
    let mut courses = vec![Course::default(); catalogue.len()];
    let weights = calendar.weights();
    let by_week: Vec<f64> = calendar.base_orders_by_week().collect();
    for (week, weights) in weights.chunks(RECENT_DAYS).enumerate() {
        let begins = calendar.first.0 + (week * RECENT_DAYS) as i32;
        for (number, weight) in weights.iter().enumerate() {
            let day = shop::Day(begins + number as i32);
            for (_, basket) in history.iter_dated(day, day) {
                for &product in basket.products {
                    if let Some(course) = courses.get_mut(product as usize) {
                        course.add(
                            *weight,
                            leaves.weekday(catalogue.leaf(product as ProductIndex), day),
                        );
                    }
                }
            }
        }
        let shop = by_week.get(week).copied();
        courses.iter_mut().for_each(|course| course.end_week(shop));
    }
    courses
}

impl Course {
    fn add(&mut self, weight: Weight, weekday: f64) {
        self.week += 1;
        self.fast += (weight.fast / weekday) as f32;
        self.slow += (weight.slow / weekday) as f32;
        self.average += (weight.average / weekday) as f32;
    }

    /// Closes a week in which the shop had so many orders; none for the last week.
    fn end_week(&mut self, shop_orders: Option<f64>) {
        let orders = std::mem::take(&mut self.week);
        let Some(shop_orders) = shop_orders else {
            self.recent = orders;
            return;
        };
        self.base += orders;
        self.squares += f64::from(orders) * f64::from(orders);
        self.with_shop += f64::from(orders) * shop_orders;
    }

    /// How uneven the weeks before the last one were, beyond what chance and the shop as a whole account for.
    pub fn unevenness(&self, shop_by_week: &[f64]) -> Unevenness {
        let shop: f64 = shop_by_week.iter().sum();
        let shop_squares: f64 = shop_by_week.iter().map(|orders| orders * orders).sum();
        let (base, weeks) = (f64::from(self.base), shop_by_week.len() as f64);
        let share = base / shop;
        let expected_squares = share * share * shop_squares;
        let differences = self.squares - 2.0 * share * self.with_shop + expected_squares;
        let by_chance = base * (1.0 - shop_squares / (shop * shop));
        Unevenness {
            excess: differences - by_chance,
            base: expected_squares * (1.0 - 1.0 / weeks),
        }
    }
}
