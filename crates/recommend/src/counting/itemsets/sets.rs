//! Itemsets, one behind the other.

use super::{
    Item,
    cell::{self, Cell},
};

/// Itemsets as the search finds them.
#[derive(Default)]
pub struct Found {
    items: Vec<Item>,
    end: Vec<u32>,
    cell: Vec<Cell>,
}

impl Found {
    /// Adds a set; its items come in any order.
    pub fn push(&mut self, set: impl Iterator<Item = Item>, cell: Cell) {
        let from = self.items.len();
        self.items.extend(set);
        self.items[from..].sort_unstable();
        self.end.push(self.items.len() as u32);
        self.cell.push(cell);
    }

    pub fn len(&self) -> usize {
        self.cell.len()
    }

    /// The items of a set in rising order.
    pub fn set(&self, index: usize) -> &[Item] {
        let from = index.checked_sub(1).map_or(0, |before| self.end[before]);
        &self.items[from as usize..self.end[index] as usize]
    }

    pub fn cell(&self, index: usize) -> Cell {
        self.cell[index]
    }

    /// All parts, in their order.
    pub fn join(parts: Vec<Self>) -> Self {
        let mut all = Self {
            items: Vec::with_capacity(parts.iter().map(|part| part.items.len()).sum()),
            end: Vec::with_capacity(parts.iter().map(Self::len).sum()),
            cell: Vec::with_capacity(parts.iter().map(Self::len).sum()),
        };
        for part in parts {
            let before = all.items.len() as u32;
            all.items.extend(part.items);
            all.end.extend(part.end.into_iter().map(|end| before + end));
            all.cell.extend(part.cell);
        }
        all
    }
}

/// Itemsets with their supports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Itemsets {
    items: Vec<Item>,
    end: Vec<u32>,
    support: Vec<u32>,
    transactions: u32,
}

impl Itemsets {
    /// The sets that are `kept` and no longer than `length_max`; all are kept where nothing is said.
    pub(super) fn new(found: Found, kept: Option<Vec<bool>>, length_max: usize, transactions: u32) -> Self {
        let longest = (0..found.len()).map(|index| found.set(index).len()).max();
        if kept.is_none() && longest.is_none_or(|longest| longest <= length_max) {
            let support = found.cell.iter().map(|&cell| cell::support(cell)).collect();
            let (items, end) = (found.items, found.end);
            return Self {
                items,
                end,
                support,
                transactions,
            };
        }
        let (mut items, mut end, mut support) = (Vec::new(), Vec::new(), Vec::new());
        for index in 0..found.len() {
            let set = found.set(index);
            if set.len() <= length_max && kept.as_ref().is_none_or(|kept| kept[index]) {
                items.extend_from_slice(set);
                end.push(items.len() as u32);
                support.push(cell::support(found.cell(index)));
            }
        }
        Self {
            items,
            end,
            support,
            transactions,
        }
    }

    /// How many sets there are.
    pub fn len(&self) -> usize {
        self.support.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.support.is_empty()
    }

    /// How many transactions were searched, empty ones too.
    pub fn transactions(&self) -> u32 {
        self.transactions
    }

    /// The items of a set, in rising order, and how many transactions hold all of them.
    ///
    /// # Panics
    /// Where `index` is not below [`Self::len`].
    pub fn get(&self, index: usize) -> (&[Item], u32) {
        let from = index.checked_sub(1).map_or(0, |before| self.end[before]);
        (
            &self.items[from as usize..self.end[index] as usize],
            self.support[index],
        )
    }

    /// Every set with its support.
    pub fn iter(&self) -> impl Iterator<Item = (&[Item], u32)> {
        (0..self.len()).map(|index| self.get(index))
    }
}
