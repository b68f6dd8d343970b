//! From a customer's id to the customer's number, without keeping the id: a snapshot holds only a hash of it.

use crate::{
    column::{Column, SectionError, Sections},
    dataset::CustomerIndex,
};

/// The numbers of the known customers, by the 64-bit hash of their ids.
#[derive(Clone, Default)]
pub struct Customers {
    hash: Column<u64>,
    number: Column<u32>,
}

impl Customers {
    /// Keeps `(hash of the id, number)` pairs. Two customers with the same hash are both left out: nobody is shown
    /// what another one bought.
    pub fn new(mut known: Vec<(u64, CustomerIndex)>) -> Self {
        known.sort_unstable();
        known.dedup();
        let unique: Vec<(u64, CustomerIndex)> = known
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|same| same.len() == 1)
            .map(|same| same[0])
            .collect();
        Self {
            hash: Column::new(unique.iter().map(|(hash, _)| *hash).collect()),
            number: Column::new(unique.iter().map(|(_, number)| *number).collect()),
        }
    }

    /// The number of the customer whose id has this hash.
    pub fn number(&self, hash: u64) -> Option<CustomerIndex> {
        let at = self.hash.binary_search(&hash).ok()?;
        self.number.get(at).copied()
    }

    /// How many customers are known.
    pub fn len(&self) -> usize {
        self.hash.len()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.hash.is_empty()
    }

    /// Adds the arrays.
    pub fn write(&self, sections: &mut Sections) {
        sections.put("customers/hash", &self.hash);
        sections.put("customers/number", &self.number);
    }

    /// Reads the arrays.
    ///
    /// # Errors
    /// [`SectionError`] where they are missing or do not fit together.
    pub fn read(sections: &Sections) -> Result<Self, SectionError> {
        let customers = Self {
            hash: sections.get("customers/hash")?,
            number: sections.get("customers/number")?,
        };
        if customers.hash.len() == customers.number.len() {
            Ok(customers)
        } else {
            Err(SectionError::Inconsistent("customers/number".to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_are_found_by_their_hash_and_collisions_by_nobody() {
        let customers = Customers::new(vec![(9, 1), (4, 0), (9, 2), (7, 3), (7, 3)]);
        assert_eq!(
            [4, 7, 9, 1].map(|hash| customers.number(hash)),
            [Some(0), Some(3), None, None]
        );
        let mut sections = Sections::default();
        customers.write(&mut sections);
        assert_eq!(Customers::read(&sections).unwrap().len(), 2);
    }
}
