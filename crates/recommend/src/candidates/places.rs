//! Where each proposed product stands: a hash table that is emptied by counting on.
//!
//! A decision proposes some hundred products, most of them several times, so this is looked at more often than anything
//! else. It does nothing but this: keys are small numbers, nothing is ever removed, and a new question forgets all.

use crate::query::ProductIndex;

/// Slots at first; a power of two.
const SLOTS_MIN: usize = 512;
/// Spreads neighbouring numbers: 2³² over the golden ratio.
const SPREAD: u32 = 0x9e37_79b9;

/// Where a product stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The round that proposed it last.
    round: u64,
    product: ProductIndex,
    /// Its position among the proposals of that round.
    current: u32,
    /// Its position among the merged candidates of the question.
    pub merged: Option<u32>,
}

const EMPTY: Place = Place {
    round: 0,
    product: 0,
    current: 0,
    merged: None,
};

/// The products of one question. A question has rounds, one for each recommender.
pub(super) struct Places {
    slots: Vec<Place>,
    taken: usize,
    /// Never 0, which is that of an empty slot.
    round: u64,
    first_round: u64,
}

impl Default for Places {
    fn default() -> Self {
        Self {
            slots: vec![EMPTY; SLOTS_MIN],
            taken: 0,
            round: 2,
            first_round: 1,
        }
    }
}

impl Places {
    /// The position of a product among this round's proposals, where it is known; else it gets `next`.
    pub fn in_round(&mut self, product: ProductIndex, next: u32) -> Option<u32> {
        let round = self.round;
        let place = self.of(product);
        if place.round == round {
            return Some(place.current);
        }
        (place.round, place.current) = (round, next);
        None
    }

    /// A product's place, which this question has, or has from now on.
    pub fn of(&mut self, product: ProductIndex) -> &mut Place {
        if self.taken * 2 >= self.slots.len() {
            self.grow();
        }
        let at = self.slot(product);
        let place = &mut self.slots[at];
        if place.round < self.first_round {
            // Known to the question, and to none of its rounds yet: the round before its first has no proposals.
            *place = Place {
                round: self.first_round,
                product,
                current: u32::MAX,
                merged: None,
            };
            self.taken += 1;
        }
        place
    }

    /// The slot of a product, or the free one that it would get. There is always one: half of them are free.
    fn slot(&self, product: ProductIndex) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (product.wrapping_mul(SPREAD) >> 8) as usize & mask;
        while self.slots[at].round >= self.first_round && self.slots[at].product != product {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let larger = vec![EMPTY; self.slots.len() * 2];
        let slots = std::mem::replace(&mut self.slots, larger);
        for place in slots {
            if place.round >= self.first_round {
                let at = self.slot(place.product);
                self.slots[at] = place;
            }
        }
    }

    /// Begins the next round of the question.
    pub fn next_round(&mut self) {
        self.round += 1;
    }

    /// Begins the next question.
    pub fn next_question(&mut self) {
        // One round is left out, so that no slot claimed by `of` alone seems to be of the question's first one.
        self.first_round = self.round + 1;
        self.round += 2;
        self.taken = 0;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rustc_hash::FxHashMap;

    use super::*;

    proptest! {
        #[test]
        fn places_are_those_of_a_map_that_is_cleared(
            questions in prop::collection::vec(
                prop::collection::vec(prop::collection::vec(0_u32..2_000, 0..900), 0..4), 1..4),
        ) {
            let mut places = Places::default();
            for rounds in questions {
                let mut merged: FxHashMap<ProductIndex, u32> = FxHashMap::default();
                for round in rounds {
                    let mut current: FxHashMap<ProductIndex, u32> = FxHashMap::default();
                    for product in round {
                        let next = current.len() as u32;
                        let known = current.get(&product).copied();
                        prop_assert_eq!(places.in_round(product, next), known);
                        current.entry(product).or_insert(next);
                    }
                    places.next_round();
                    for &product in current.keys() {
                        let next = merged.len() as u32;
                        let place = places.of(product);
                        prop_assert_eq!(place.merged, merged.get(&product).copied());
                        place.merged.get_or_insert(next);
                        merged.entry(product).or_insert(next);
                    }
                }
                places.next_question();
            }
        }
    }
}
