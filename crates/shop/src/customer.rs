//! Who buys. Only what the engine needs; no name, no address.

use std::collections::BTreeSet;

use crate::{CustomerId, Locale, Timestamp};

/// A known customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Customer {
    /// The shop's own identifier.
    pub id: CustomerId,
    /// The language to speak to them in.
    pub locale: Option<Locale>,
    /// ISO 3166 country or free region name.
    pub region: Option<String>,
    /// Since when they are known.
    pub since: Option<Timestamp>,
    /// Free labels ("b2b", "staff").
    pub tags: BTreeSet<String>,
    /// Whether they agreed to personal recommendations; unknown counts as not agreed.
    pub consent: Option<bool>,
}

impl Customer {
    /// A customer of whom nothing but the id is known.
    pub fn unknown(id: CustomerId) -> Self {
        Self {
            id,
            locale: None,
            region: None,
            since: None,
            tags: BTreeSet::new(),
            consent: None,
        }
    }
}
