//! How many transactions hold each pair of items, in one triangle of counts.
//!
//! Counting all pairs while walking through the transactions once, from front to back, is far quicker than walking the
//! transactions of each item, which lie scattered; but the triangle has to be small. It is cut into blocks of rows that
//! stay in a core's cache while all transactions pass by; the blocks share nothing and are counted in parallel.

use std::ops::Range;

use rayon::prelude::*;

use super::database::{Database, HEADER};

/// Up to so many items have a triangle: 34 MB.
const ITEMS_MAX: usize = 4_096;
/// Counts of a block, 1 MB: half of what a core's own cache holds nowadays.
const BLOCK_COUNTS: usize = 1 << 18;

/// The counts, pair by pair: those of item `n` with all below it, then those of `n + 1`.
pub struct Pairs(Vec<u32>);

impl Pairs {
    /// Counts; nothing where there are too many items.
    pub fn count(database: &Database, items: usize) -> Option<Self> {
        if items > ITEMS_MAX {
            return None;
        }
        let mut counts = vec![0_u32; first_of(items)];
        let (mut blocks, mut rest, mut from) = (Vec::new(), counts.as_mut_slice(), 0);
        while from < items {
            let full = |to: &usize| first_of(*to) - first_of(from) >= BLOCK_COUNTS;
            let to = (from + 1..items).find(full).unwrap_or(items);
            let (block, after) = rest.split_at_mut(first_of(to) - first_of(from));
            blocks.push((from, to, block));
            (rest, from) = (after, to);
        }
        let words = &*database.words;
        let headers = words
            .iter()
            .enumerate()
            .filter(|&(_, &word)| word >= HEADER)
            .map(|(at, _)| at);
        let ends: Vec<usize> = headers.skip(1).chain([words.len()]).collect();
        blocks
            .into_par_iter()
            .for_each(|(from, to, block)| count_block(words, &ends, from..to, block));
        Some(Self(counts))
    }

    /// Transactions that hold `item` and each of the items below it.
    pub fn row(&self, item: u32) -> &[u32] {
        &self.0[first_of(item as usize)..][..item as usize]
    }
}

/// Counts the pairs of the items of a block with those below them; `ends` tells where each transaction ends.
fn count_block(words: &[u32], ends: &[usize], block: Range<usize>, counts: &mut [u32]) {
    let first = first_of(block.start);
    let mut begin = 0;
    for &end in ends {
        let transaction = words.get(begin + 1..end).unwrap_or_default();
        begin = end;
        // Items rise within a transaction, so those of the block lie together, most often near the end.
        let above = transaction
            .iter()
            .rev()
            .take_while(|&&item| item as usize >= block.end)
            .count();
        for place in (0..transaction.len() - above).rev() {
            let item = transaction[place] as usize;
            if item < block.start {
                break;
            }
            let row = &mut counts[first_of(item) - first..][..item];
            for &other in &transaction[..place] {
                row[other as usize] += 1;
            }
        }
    }
}

fn first_of(item: usize) -> usize {
    item * item.saturating_sub(1) / 2
}

#[cfg(test)]
mod tests {
    use super::super::{Item, Settings, Target};
    use super::*;

    #[test]
    fn every_block_counts_its_own_pairs() {
        // More items than one block has rows for; each transaction takes strides through them.
        const ITEMS: usize = 1_000;
        let stride = |number: usize| {
            let items = (0..ITEMS as Item)
                .filter(move |item| (*item as usize + number).is_multiple_of(number % 7 + 3));
            items.rev().collect::<Vec<Item>>()
        };
        let mut transactions: Vec<Vec<Item>> = (0..15).map(stride).collect();
        transactions.insert(5, Vec::new());
        let settings = Settings::new(Target::Frequent, 1);
        let all = || transactions.iter().map(Vec::as_slice);
        let (database, names) = Database::build(&settings, ITEMS, all);
        let pairs = Pairs::count(&database, names.len()).unwrap();
        assert!(first_of(names.len()) > BLOCK_COUNTS);
        let holds = |name: Item| {
            transactions
                .iter()
                .map(|transaction| transaction.contains(&name))
                .collect::<Vec<_>>()
        };
        let held: Vec<Vec<bool>> = names.iter().map(|&name| holds(name)).collect();
        for item in 0..names.len() {
            let both = |other: usize| {
                held[item]
                    .iter()
                    .zip(&held[other])
                    .filter(|(a, b)| **a && **b)
                    .count() as u32
            };
            let expect: Vec<u32> = (0..item).map(both).collect();
            assert_eq!(pairs.row(item as u32), expect, "item {item}");
        }
        let nothing = Database::build(&settings, ITEMS, std::iter::empty::<&[Item]>).0;
        assert!(Pairs::count(&nothing, 0).unwrap().0.is_empty());
    }
}
