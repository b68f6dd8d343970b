//! Transactions with their items numbered by frequency, and where each item occurs in them.

use super::{
    Item, Settings,
    cell::{self, Cell},
};

/// Words from here on are headers: the transaction's number with this bit set. Other words are items.
pub const HEADER: u32 = 1 << 31;

/// So many of the most frequent items have a bit in every transaction's word, so that asking for them alone needs no
/// walk through the transactions.
pub const LOW_ITEMS: usize = 64;

/// Transactions one behind the other, each a header and its items in rising order, 0 being the most frequent.
pub struct Database {
    /// The transactions.
    pub words: Vec<u32>,
    /// Item by item, the places of `words` where it occurs.
    places: Vec<u32>,
    /// Per item, where its places begin.
    offset: Vec<u32>,
    /// The cell of each transaction; where empty, that of its number.
    cells: Vec<Cell>,
    /// Which of the [`LOW_ITEMS`] most frequent items each transaction holds.
    low: Vec<u64>,
    /// The transaction of each of `places`; empty where transactions were added with cells.
    owners: Vec<u32>,
    /// How many transactions there are, empty ones too.
    pub transactions: u32,
}

impl Database {
    /// Reads transactions; also gives the original item of each new number.
    pub fn build<'a, I: Iterator<Item = &'a [Item]>>(
        settings: &Settings,
        items: usize,
        transactions: impl Fn() -> I,
    ) -> (Self, Vec<Item>) {
        let Supports { support, words, read } = supports(items, transactions());
        let mut names: Vec<Item> = (0..items as Item)
            .filter(|&item| support[item as usize] >= settings.support_min)
            .collect();
        names.sort_unstable_by_key(|&item| (std::cmp::Reverse(support[item as usize]), item));
        names.truncate(settings.items_max);
        let mut number = vec![HEADER; items];
        for (new, &item) in (0..).zip(&names) {
            number[item as usize] = new;
        }
        let mut database = Self::with_room(names.iter().map(|&item| support[item as usize]), words);
        database.owners = vec![0; database.places.len()];
        for transaction in transactions().take(read as usize) {
            let numbers = transaction
                .iter()
                .filter_map(|&item| number.get(item as usize).copied());
            database.push(numbers.filter(|&new| new != HEADER));
        }
        (database.finished(), names)
    }

    /// An empty database for items that occur exactly so many times.
    pub fn with_room(lengths: impl Iterator<Item = u32>, words: usize) -> Self {
        let mut offset = vec![0];
        let mut end = 0;
        for length in lengths {
            offset.push(end);
            end += length;
        }
        offset.push(end);
        Self {
            words: Vec::with_capacity(words),
            places: vec![0; end as usize],
            offset,
            cells: Vec::new(),
            low: Vec::new(),
            owners: Vec::new(),
            transactions: 0,
        }
    }

    /// Adds a transaction; its items may come in any order and repeat.
    pub fn push(&mut self, items: impl Iterator<Item = u32>) {
        let header = self.words.len();
        self.words.push(HEADER | self.transactions);
        self.words.extend(items);
        let items = &mut self.words[header + 1..];
        items.sort_unstable();
        let (mut kept, mut low) = (0, 0);
        for at in 0..items.len() {
            if at == 0 || items[at] != items[kept - 1] {
                let item = items[at];
                items[kept] = item;
                // `offset[item + 1]` runs from the item's first place to the next one's.
                let next = &mut self.offset[item as usize + 1];
                self.places[*next as usize] = (header + 1 + kept) as u32;
                if let Some(owner) = self.owners.get_mut(*next as usize) {
                    *owner = self.transactions;
                }
                if (item as usize) < LOW_ITEMS {
                    low |= 1_u64 << item;
                }
                *next += 1;
                kept += 1;
            }
        }
        self.words.truncate(header + 1 + kept);
        if !self.owners.is_empty() {
            self.low.push(low);
        }
        self.transactions += 1;
    }

    /// The cell of every transaction of `item`, and which of the most frequent items it holds; nothing where the
    /// database does not know.
    pub fn low(&self, item: u32) -> Option<impl ExactSizeIterator<Item = (Cell, u64)> + '_> {
        let (from, to) = (self.offset[item as usize], self.offset[item as usize + 1]);
        let owners = self.owners.get(from as usize..to as usize)?;
        Some(
            owners
                .iter()
                .map(|&owner| (self.cell(owner), self.low[owner as usize])),
        )
    }

    /// Adds a transaction with its cell; either all transactions have one or none.
    pub fn push_weighted(&mut self, cell: Cell, items: impl Iterator<Item = u32>) {
        self.cells.push(cell);
        self.push(items);
    }

    /// The database once everything was added.
    pub fn finished(mut self) -> Self {
        self.offset.pop();
        self
    }

    /// The places of `words` where `item` occurs.
    pub fn places(&self, item: u32) -> &[u32] {
        let (from, to) = (self.offset[item as usize], self.offset[item as usize + 1]);
        &self.places[from as usize..to as usize]
    }

    /// The cell of the transaction with this header.
    pub fn cell(&self, header: u32) -> Cell {
        let number = header & !HEADER;
        match self.cells.get(number as usize) {
            Some(&cell) => cell,
            None => cell::of_transaction(number),
        }
    }

    /// Visits the items before `place` in its transaction and gives the header.
    pub fn walk(&self, place: u32, mut visit: impl FnMut(u32)) -> u32 {
        let mut at = place as usize;
        loop {
            at -= 1;
            let word = self.words[at];
            if word >= HEADER {
                return word;
            }
            visit(word);
        }
    }
}

/// Headers have 31 bits for the transaction's number, and every transaction takes a word.
const WORDS_MAX: usize = HEADER as usize - 1;

struct Supports {
    /// Transactions that hold each item.
    support: Vec<u32>,
    /// Words that all of them take.
    words: usize,
    /// How many transactions fit.
    read: u32,
}

fn supports<'a>(items: usize, transactions: impl Iterator<Item = &'a [Item]>) -> Supports {
    let mut counted = vec![(0_u32, u32::MAX); items];
    let (mut words, mut read) = (0, 0);
    for transaction in transactions {
        if words + transaction.len() + 1 > WORDS_MAX {
            break;
        }
        for &item in transaction {
            if let Some((count, last)) = counted.get_mut(item as usize)
                && *last != read
            {
                (*count, *last) = (*count + 1, read);
            }
        }
        words += transaction.len() + 1;
        read += 1;
    }
    let support = counted.into_iter().map(|(count, _)| count).collect();
    Supports { support, words, read }
}
