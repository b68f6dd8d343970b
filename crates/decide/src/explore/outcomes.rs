//! How each product did at each placement: how often it was seen and how often taken.

use recommend::{Column, ProductIndex, SectionError, Sections};
use shop::Placement;

use crate::Intent;

const KEYS: &str = "outcomes/keys";
const SEEN: &str = "outcomes/seen";
const TAKEN: &str = "outcomes/taken";

/// How often something was seen, and how often it was taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Times it was seen.
    pub seen: u32,
    /// Times of these it was clicked or put in the cart, and not declined.
    pub taken: u32,
}

/// How each product did, by placement and by what it was offered for.
#[derive(Clone, Default)]
pub struct Outcomes {
    /// Placement, intent and product in one number, ascending.
    keys: Column<u64>,
    seen: Column<u32>,
    taken: Column<u32>,
}

impl std::fmt::Debug for Outcomes {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "outcomes of {} offers", self.keys.len())
    }
}

fn key(placement: Placement, intent: Intent, product: ProductIndex) -> u64 {
    (placement as u64) << 40 | (intent as u64) << 32 | u64::from(product)
}

impl Outcomes {
    /// Of counts in any order; the same thing named twice is added up.
    pub fn new(rows: impl IntoIterator<Item = (Placement, Intent, ProductIndex, Counts)>) -> Self {
        let rows = rows.into_iter();
        let mut rows: Vec<(u64, Counts)> = rows
            .map(|(placement, intent, product, counts)| (key(placement, intent, product), counts))
            .collect();
        rows.sort_unstable_by_key(|(key, _)| *key);
        rows.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1.seen = first.1.seen.saturating_add(later.1.seen);
                first.1.taken = first.1.taken.saturating_add(later.1.taken);
            }
            same
        });
        Self {
            keys: Column::new(rows.iter().map(|(key, _)| *key).collect()),
            seen: Column::new(rows.iter().map(|(_, counts)| counts.seen).collect()),
            taken: Column::new(rows.iter().map(|(_, counts)| counts.taken).collect()),
        }
    }

    /// What is known of an offer; nothing where it was never seen.
    pub fn of(&self, placement: Placement, intent: Intent, product: ProductIndex) -> Counts {
        let place = self.keys.binary_search(&key(placement, intent, product));
        place.map_or_else(
            |_| Counts::default(),
            |at| Counts {
                seen: self.seen[at],
                taken: self.taken[at],
            },
        )
    }

    /// Adds the arrays.
    pub fn write(&self, sections: &mut Sections) {
        sections.put(KEYS, &self.keys);
        sections.put(SEEN, &self.seen);
        sections.put(TAKEN, &self.taken);
    }

    /// Reads the arrays; a snapshot of an older program has none, and then nothing is known.
    ///
    /// # Errors
    /// [`SectionError`] where they do not belong together.
    pub fn read(sections: &Sections) -> Result<Self, SectionError> {
        let keys = match sections.get(KEYS) {
            Err(SectionError::Missing(_)) => return Ok(Self::default()),
            keys => keys?,
        };
        let outcomes = Self {
            keys,
            seen: sections.get(SEEN)?,
            taken: sections.get(TAKEN)?,
        };
        let rows = outcomes.keys.len();
        let whole = outcomes.seen.len() == rows && outcomes.taken.len() == rows;
        match whole && outcomes.keys.is_sorted() {
            true => Ok(outcomes),
            false => Err(SectionError::Inconsistent(KEYS.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_added_up_found_and_survive_sections() {
        let counts = |seen, taken| Counts { seen, taken };
        let outcomes = Outcomes::new([
            (Placement::Cart, Intent::Complement, 7, counts(10, 1)),
            (Placement::Cart, Intent::Complement, 2, counts(5, 5)),
            (Placement::Cart, Intent::Upsell, 7, counts(3, 0)),
            (Placement::Cart, Intent::Complement, 7, counts(u32::MAX, 1)),
        ]);
        let mut sections = Sections::default();
        outcomes.write(&mut sections);
        let read = Outcomes::read(&sections).unwrap();
        for known in [&outcomes, &read] {
            let of = |intent, product| known.of(Placement::Cart, intent, product);
            assert_eq!(of(Intent::Complement, 7), counts(u32::MAX, 2));
            assert_eq!(of(Intent::Complement, 2), counts(5, 5));
            assert_eq!(of(Intent::Upsell, 7), counts(3, 0));
            assert_eq!(of(Intent::Discovery, 7), Counts::default());
            assert_eq!(
                known.of(Placement::Home, Intent::Complement, 7),
                Counts::default()
            );
        }
        let nothing = Outcomes::read(&Sections::default()).unwrap();
        assert_eq!(
            nothing.of(Placement::Cart, Intent::Complement, 7),
            Counts::default()
        );
        sections.put(SEEN, &Column::new(vec![1_u32]));
        assert!(Outcomes::read(&sections).is_err());
    }
}
