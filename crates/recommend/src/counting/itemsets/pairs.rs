//! How many transactions hold each pair of items, in one triangle of counts.
//!
//! Counting all pairs while walking through the transactions once, from front to back, is far quicker than walking the
//! transactions of each item, which lie scattered; but the triangle has to be small.

use rayon::prelude::*;

use super::database::{Database, HEADER};

/// Up to so many items have a triangle: 34 MB, once for every thread.
const ITEMS_MAX: usize = 4_096;

/// The counts, pair by pair: those of item `n` with all below it, then those of `n + 1`.
pub struct Pairs(Vec<u32>);

impl Pairs {
    /// Counts; nothing where there are too many items.
    pub fn count(database: &Database, items: usize) -> Option<Self> {
        if items > ITEMS_MAX {
            return None;
        }
        let size = first_of(items);
        let parts = database.parts(rayon::current_num_threads());
        let count = |words: &[u32]| {
            let mut counts = vec![0_u32; size];
            for transaction in words.split(|&word| word >= HEADER) {
                for (place, &item) in transaction.iter().enumerate() {
                    let row = &mut counts[first_of(item as usize)..][..item as usize];
                    for &other in &transaction[..place] {
                        row[other as usize] += 1;
                    }
                }
            }
            counts
        };
        let add = |mut sum: Vec<u32>, part: Vec<u32>| {
            for (sum, part) in sum.iter_mut().zip(part) {
                *sum += part;
            }
            sum
        };
        parts.into_par_iter().map(count).reduce_with(add).map(Self)
    }

    /// Transactions that hold `item` and each of the items below it.
    pub fn row(&self, item: u32) -> &[u32] {
        &self.0[first_of(item as usize)..][..item as usize]
    }
}

fn first_of(item: usize) -> usize {
    item * item.saturating_sub(1) / 2
}
