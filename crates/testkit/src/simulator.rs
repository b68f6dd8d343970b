//! A shop that never was: about 400 products of electronics and home in four languages, two years of orders and two
//! months of visits, of which the truth is known because it was planted.
//!
//! Everything follows from the [`Settings`], so any run can be replayed by its seed. [`Truth`] says what was planted;
//! the tables in `departments/` are what it was planted from.
//!
//! How an order comes about: a customer wants one or a few things (by popularity, season, trend and their own
//! favourite department, or because something is used up); what goes along with each is added with the table's
//! probability; of families whose products are substitutes an order holds at most one.

mod catalogue;
mod customers;
mod demand;
// Prices are written in hundredths as people read them: `499_99`.
#[allow(clippy::inconsistent_digit_grouping)]
mod departments;
mod family;
mod orders;
mod reviews;
mod sessions;
mod truth;

#[cfg(test)]
mod tests;

use shop::{Currency, Customer, Day, Event, Link, Order, Product, Refund, Review};

use crate::rng::Rng;
pub use truth::{Accessory, Complement, Repurchase, Seasonal, Substitutes, Truth};

/// How many days before the end visits are recorded as events.
pub const EVENT_DAYS: u32 = 60;
/// The product id of the postage line, which is a fee.
pub const POSTAGE: &str = "POSTAGE";

/// What a simulated shop follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The same seed, with the same other settings, gives the same shop.
    pub seed: u64,
    /// How many registered customers there are; the others buy as guests.
    pub customers: u32,
    /// How many orders there are, within a few.
    pub orders_target: u32,
    /// The first day.
    pub start: Day,
    /// How many days are simulated.
    pub days: u32,
    /// The currency of all prices. Prices are made in euro and brought to the size of this currency by rough fixed
    /// rates, good for a demonstration only.
    pub currency: Currency,
}

impl Default for Settings {
    /// Two years up to 2026-06-30, in euro.
    fn default() -> Self {
        Self {
            seed: 1,
            customers: 3_000,
            orders_target: 12_000,
            start: Day(19_905),
            days: 730,
            currency: Currency::new("EUR").expect("the euro is a currency"),
        }
    }
}

impl Settings {
    /// The day after the last simulated one.
    pub fn end(&self) -> Day {
        let days = i32::try_from(self.days).unwrap_or(i32::MAX);
        Day(self.start.0.saturating_add(days))
    }
}

/// A simulated shop and what is true of it.
#[derive(Debug, Clone, PartialEq)]
pub struct SimulatedShop {
    /// The catalogue, titled in English, Arabic, Persian and Romanian.
    pub products: Vec<Product>,
    /// Links a merchant would have set by hand.
    pub links: Vec<Link>,
    /// The registered customers.
    pub customers: Vec<Customer>,
    /// The orders, oldest first.
    pub orders: Vec<Order>,
    /// What came back, oldest first.
    pub refunds: Vec<Refund>,
    /// What buyers wrote, oldest first.
    pub reviews: Vec<Review>,
    /// The visits of the last [`EVENT_DAYS`] days, oldest event first.
    pub events: Vec<Event>,
    /// What was planted.
    pub truth: Truth,
}

/// Makes the shop that follows from `settings`.
pub fn simulate(settings: &Settings) -> SimulatedShop {
    let mut rng = Rng::new(settings.seed);
    let catalogue = catalogue::build(settings, &mut rng);
    let demand = demand::Demand::new(&catalogue, settings);
    let people = customers::build(settings, &catalogue, &demand, &mut rng);
    let history = orders::simulate(settings, &catalogue, &demand, &people, &mut rng);
    let events = sessions::simulate(settings, &catalogue, &demand, &people, &history.orders, &mut rng);
    let reviews = reviews::simulate(settings, &catalogue, &people, &history.orders, &history.refunds);
    let truth = truth::derive(settings, &catalogue, &demand, &people);
    SimulatedShop {
        links: catalogue.links(),
        products: catalogue.items.into_iter().map(|item| item.product).collect(),
        customers: people.into_customers(),
        orders: history.orders,
        refunds: history.refunds,
        reviews,
        events,
        truth,
    }
}
