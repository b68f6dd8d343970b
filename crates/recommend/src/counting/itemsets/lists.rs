//! The search over transactions as lists of items, down to where few enough items are left for bits.

use super::{
    Item, Settings, Target,
    cell::Cell,
    database::{Database, LOW_ITEMS},
    masks::{self, BITS_MAX, Levels, Masked},
    pairs::Pairs,
    sets::Found,
};

/// One thread's search: the set looked at, what was found, and memory to be used again.
pub struct Search<'a> {
    pub(super) settings: &'a Settings,
    /// The original item of each number of the whole database.
    names: &'a [Item],
    /// The set looked at, in original items.
    pub(super) prefix: Vec<Item>,
    pub(super) found: Found,
    pub(super) levels: Levels,
    counts: Vec<u32>,
    /// The item's number in projected transactions.
    local: Vec<u32>,
    /// The item's bit; none where it has none, so that no branch is needed.
    bit: Vec<u64>,
}

/// An item that is not in the projected transactions.
const ABSENT: u32 = u32::MAX;
/// Clearing an array from end to end takes so much less per place than going where counts were made.
const CLEARING_FASTER: usize = 32;

impl<'a> Search<'a> {
    pub fn new(settings: &'a Settings, names: &'a [Item]) -> Self {
        Self {
            settings,
            names,
            prefix: Vec::new(),
            found: Found::default(),
            levels: Levels::default(),
            counts: vec![0; names.len()],
            local: vec![ABSENT; names.len()],
            bit: vec![0; names.len()],
        }
    }

    /// What was found since the last call.
    pub fn take(&mut self) -> Found {
        std::mem::take(&mut self.found)
    }

    /// Finds the sets of `item` and more frequent ones.
    pub fn branch(&mut self, database: &Database, pairs: Option<&Pairs>, item: u32) {
        let names = self.names;
        self.branch_of(database, pairs, names, item);
    }

    fn branch_of(&mut self, database: &Database, pairs: Option<&Pairs>, names: &[Item], item: u32) {
        let length = self.prefix.len();
        self.prefix.push(names[item as usize]);
        let frequent = if self.is_full() {
            Vec::new()
        } else {
            self.left_before(database, pairs, names, item)
        };
        let below: Vec<Item> = frequent.iter().map(|&(other, _)| names[other as usize]).collect();
        let lowest = frequent
            .last()
            .is_none_or(|&(other, _)| (other as usize) < LOW_ITEMS);
        if lowest && let Some(low) = database.low(item) {
            let mut masked = std::mem::take(&mut self.levels.first);
            let all = self.mask_low(low, &frequent, &mut masked);
            let bits = frequent.last().map_or(0, |&(other, _)| other as usize + 1);
            masks::node(self, 0, &names[..bits], all, &masked);
            self.levels.first = masked;
        } else if frequent.len() <= BITS_MAX {
            let mut masked = std::mem::take(&mut self.levels.first);
            let all = self.mask(database, item, &frequent, &mut masked);
            masks::node(self, 0, &below, all, &masked);
            self.levels.first = masked;
        } else {
            let (projected, all) = self.project(database, item, &frequent);
            if self.settings.target != Target::Maximal {
                self.note(std::iter::empty(), all);
            }
            for next in 0..below.len() as u32 {
                self.branch_of(&projected, None, &below, next);
            }
        }
        self.prefix.truncate(length);
    }

    /// The more frequent items that enough of the transactions of `item` hold, in rising order, with how many do. Those
    /// that all of them hold belong to every closed set from here on and go to the set looked at instead.
    fn left_before(
        &mut self,
        database: &Database,
        pairs: Option<&Pairs>,
        names: &[Item],
        item: u32,
    ) -> Vec<(u32, u32)> {
        let support_min = self.settings.support_min;
        let mut frequent: Vec<(u32, u32)> = match pairs {
            Some(pairs) => {
                let row = (0..).zip(pairs.row(item).iter().copied());
                row.filter(|&(_, support)| support >= support_min).collect()
            }
            None => self.frequent_before(database, item),
        };
        if self.settings.target != Target::Frequent {
            let support_all = database.places(item).len() as u32;
            let perfect = frequent.extract_if(.., |&mut (_, support)| support == support_all);
            self.prefix
                .extend(perfect.map(|(other, _)| names[other as usize]));
        }
        frequent
    }

    fn frequent_before(&mut self, database: &Database, item: u32) -> Vec<(u32, u32)> {
        let places = database.places(item);
        let support_min = self.settings.support_min;
        let counts = &mut self.counts;
        let mut frequent = Vec::new();
        for &place in places {
            database.walk(place, |other| {
                let count = &mut counts[other as usize];
                *count += 1;
                if *count == support_min {
                    frequent.push((other, 0));
                }
            });
        }
        for (other, support) in &mut frequent {
            *support = counts[*other as usize];
        }
        // Clearing costs the smaller of both ways; rare items of a large shop touch few others.
        if places.len() * CLEARING_FASTER < item as usize {
            for &place in places {
                database.walk(place, |other| counts[other as usize] = 0);
            }
        } else {
            counts[..item as usize].fill(0);
        }
        frequent.sort_unstable();
        frequent
    }

    /// The transactions of an item as bits of the most frequent ones among the `frequent` items before it, by their own
    /// numbers, and the sum of their cells.
    fn mask_low(
        &self,
        low: impl ExactSizeIterator<Item = (Cell, u64)>,
        frequent: &[(u32, u32)],
        masked: &mut Vec<Masked>,
    ) -> Cell {
        masked.clear();
        if frequent.is_empty() && self.settings.target != Target::Closed {
            // Without closed sets nobody asks which transactions they are.
            return low.len() as Cell;
        }
        let wanted = frequent.iter().fold(0_u64, |bits, &(other, _)| bits | 1 << other);
        let mut all: Cell = 0;
        for (cell, held) in low {
            all = all.wrapping_add(cell);
            if held & wanted != 0 {
                masked.push(Masked {
                    mask: held & wanted,
                    cell,
                });
            }
        }
        all
    }

    /// The transactions of `item` as bits of the `frequent` items before it, and the sum of their cells.
    fn mask(
        &mut self,
        database: &Database,
        item: u32,
        frequent: &[(u32, u32)],
        masked: &mut Vec<Masked>,
    ) -> Cell {
        masked.clear();
        let places = database.places(item);
        if frequent.is_empty() && self.settings.target != Target::Closed {
            // Without closed sets nobody asks which transactions they are.
            return places.len() as Cell;
        }
        for (place, &(other, _)) in frequent.iter().enumerate() {
            self.bit[other as usize] = 1 << place;
        }
        let mut all: Cell = 0;
        for &place in places {
            let mut mask = 0_u64;
            let header = database.walk(place, |other| mask |= self.bit[other as usize]);
            let cell = database.cell(header);
            all = all.wrapping_add(cell);
            if mask != 0 {
                masked.push(Masked { mask, cell });
            }
        }
        for &(other, _) in frequent {
            self.bit[other as usize] = 0;
        }
        all
    }

    /// The transactions of `item`, cut down to the `frequent` items before it, and the sum of their cells.
    fn project(&mut self, database: &Database, item: u32, frequent: &[(u32, u32)]) -> (Database, Cell) {
        let occurrences = frequent.iter().map(|&(_, support)| support);
        let words = database.places(item).len() + occurrences.clone().sum::<u32>() as usize;
        let mut projected = Database::with_room(occurrences, words);
        for (local, &(other, _)) in (0..).zip(frequent) {
            self.local[other as usize] = local;
        }
        let mut all: Cell = 0;
        let mut items = Vec::new();
        for &place in database.places(item) {
            let header = database.walk(place, |other| {
                let local = self.local[other as usize];
                if local != ABSENT {
                    items.push(local);
                }
            });
            let cell = database.cell(header);
            all = all.wrapping_add(cell);
            if !items.is_empty() {
                projected.push_weighted(cell, items.drain(..));
            }
        }
        for &(other, _) in frequent {
            self.local[other as usize] = ABSENT;
        }
        (projected.finished(), all)
    }

    /// Whether no item may be added.
    pub(super) fn is_full(&self) -> bool {
        self.is_longer_with(1)
    }

    /// Whether the set looked at is too long with so many more items. Only a search for all frequent sets stops there:
    /// closed and maximal ones are told by the longer sets.
    pub(super) fn is_longer_with(&self, more: usize) -> bool {
        self.settings.target == Target::Frequent && self.prefix.len() + more > self.settings.length_max
    }

    /// Notes the set looked at with some more items.
    pub(super) fn note(&mut self, more: impl Iterator<Item = Item>, cell: Cell) {
        self.found.push(self.prefix.iter().copied().chain(more), cell);
    }
}
