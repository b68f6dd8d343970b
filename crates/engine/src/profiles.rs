//! What the shop says of a customer that a decision must know: consent, tags and country, read once and kept while it
//! is true.

use std::{
    hash::BuildHasher,
    sync::{Arc, Mutex, PoisonError},
};

use rustc_hash::{FxBuildHasher, FxHashMap};
use shop::{Customer, CustomerId, Region};
use store::Store;

use crate::traffic::STAFF_TAG;

/// Customers kept; past it all are read anew.
const KEPT_MAX: usize = 100_000;

/// What a decision must know of a customer.
#[derive(Debug, Default, PartialEq)]
pub struct Profile {
    /// What the customer said of personal offers; none where nothing was said.
    pub consent: Option<bool>,
    /// The customer's tags: the segments of rules.
    pub tags: Vec<String>,
    /// The country they are delivered to, where the shop's word for it is a country's code.
    pub region: Option<Region>,
}

impl Profile {
    /// Whether this is one of the shop's own people.
    pub fn is_staff(&self) -> bool {
        self.tags.iter().any(|tag| tag == STAFF_TAG)
    }
}

/// The customers asked for lately.
#[derive(Default)]
pub struct Profiles(Mutex<FxHashMap<u64, Arc<Profile>>>);

impl Profiles {
    /// What is known of a customer. Where the store cannot be read nothing is known, and so nothing personal is used.
    pub fn of(&self, store: &dyn Store, id: &str) -> Arc<Profile> {
        let key = FxBuildHasher.hash_one(id);
        let known = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
            .cloned();
        known.unwrap_or_else(|| {
            let profile = Arc::new(read(store, id));
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() >= KEPT_MAX {
                kept.clear();
            }
            kept.insert(key, Arc::clone(&profile));
            profile
        })
    }

    /// Forgets everybody, as somebody may have changed.
    pub fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn read(store: &dyn Store, id: &str) -> Profile {
    let customer = CustomerId::new(id).ok().map(|id| store.customer(&id));
    match customer {
        Some(Ok(Some(Customer {
            consent,
            tags,
            region,
            ..
        }))) => Profile {
            consent,
            tags: tags.into_iter().collect(),
            region: region.and_then(|code| Region::new(&code).ok()),
        },
        Some(Err(error)) => {
            tracing::warn!("a customer cannot be read, so nothing personal is used: {error}");
            Profile {
                consent: Some(false),
                ..Profile::default()
            }
        }
        _ => Profile::default(),
    }
}
