//! Who buys: registered customers, some often and most rarely, each with a favourite department.

use std::collections::BTreeSet;

use shop::{Customer, CustomerId, Locale, VisitorId};

use super::{Settings, catalogue::Catalogue, demand::Demand};
use crate::rng::Rng;

/// The share of orders by guests.
pub(super) const GUEST_SHARE: f64 = 0.18;

/// A registered customer.
pub(super) struct Person {
    pub customer: Customer,
    pub visitor: VisitorId,
    pub favourite_department: usize,
}

/// All registered customers.
pub(super) struct People {
    pub persons: Vec<Person>,
    /// Running sum of how often each buys.
    running: Vec<f64>,
}

pub(super) fn build(settings: &Settings, catalogue: &Catalogue, demand: &Demand, rng: &mut Rng) -> People {
    let mut persons = Vec::new();
    let mut running = Vec::new();
    let mut sum = 0.0;
    for number in 1..=settings.customers {
        // Favourites follow the demand, so that they leave the whole shop's demand as it is.
        let favourite = rng.weighted(&demand.shares).unwrap_or_default();
        persons.push(Person {
            customer: customer(number, settings, rng),
            visitor: VisitorId::new(&format!("v{number}")).expect("the id is short and plain"),
            favourite_department: catalogue.items[favourite].department,
        });
        // One in u², u uniform: a few buy all the time, most once or twice.
        sum += 1.0 / (0.03 + rng.unit() * rng.unit());
        running.push(sum);
    }
    People { persons, running }
}

fn customer(number: u32, settings: &Settings, rng: &mut Rng) -> Customer {
    let (tag, region) = match rng.below(10) {
        0..4 => ("en", "GB"),
        4..6 => ("ro", "RO"),
        6..8 => ("ar", "AE"),
        _ => ("fa", "IR"),
    };
    let id = CustomerId::new(&format!("c{number}")).expect("the id is short and plain");
    Customer {
        id,
        locale: Some(Locale::new(tag).expect("the four tags are well-formed")),
        region: Some(region.to_owned()),
        since: Some(
            settings
                .start
                .start()
                .plus_ms(-i64::from(rng.between(0, 900)) * 86_400_000),
        ),
        tags: if rng.chance(0.04) {
            BTreeSet::from(["b2b".to_owned()])
        } else {
            BTreeSet::new()
        },
        consent: [Some(true), Some(true), Some(true), Some(false), None][rng.index(5)],
    }
}

impl People {
    /// Whose order comes next: `None` for a guest's.
    pub(super) fn next(&self, rng: &mut Rng) -> Option<usize> {
        let whole = *self.running.last()?;
        if rng.chance(GUEST_SHARE) {
            return None;
        }
        let target = rng.unit() * whole;
        Some(
            self.running
                .partition_point(|sum| *sum <= target)
                .min(self.persons.len() - 1),
        )
    }

    pub(super) fn into_customers(self) -> Vec<Customer> {
        self.persons.into_iter().map(|person| person.customer).collect()
    }
}
