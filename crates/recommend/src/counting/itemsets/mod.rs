//! Which products are in the same orders again and again: the frequent, closed and maximal itemsets of transactions,
//! exactly, and the rules that follow from them.
//!
//! Items are numbered anew from the most frequent to the rarest. Each item is then a search of its own over the
//! transactions that hold it, cut down to the more frequent items that still reach the support in them (Eclat with
//! projected databases); the searches share nothing and run in parallel. As soon as at most 64 items are left, a
//! transaction is one word of bits, and when only a few are left, the supports of all their combinations are summed in
//! one table.
//!
//! Sources: M. Zaki, "Scalable algorithms for association mining", 2000; C. Borgelt, "Frequent item set mining", 2012;
//! T. Uno, M. Kiyomi and H. Arimura, "LCM ver. 3", 2005. Written from the papers.

mod cell;
mod database;
mod filter;
mod lists;
mod masks;
mod pairs;
mod rules;
mod sets;

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

pub use rules::{Rule, RuleSettings, rules};
pub use sets::Itemsets;

use database::Database;
use lists::Search;
use pairs::Pairs;

/// An item's number.
pub type Item = u32;

/// Which itemsets are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Target {
    /// Every set that enough transactions hold.
    #[default]
    Frequent,
    /// Of these, the sets that no larger set of the same support contains.
    Closed,
    /// Of these, the sets that no larger frequent set contains.
    Maximal,
}

/// What to search for.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Which itemsets.
    pub target: Target,
    /// Transactions that have to hold a set, at least 1.
    pub support_min: u32,
    /// Longer sets are left out. Whether a set is closed or maximal does not depend on it.
    pub length_max: usize,
    /// Only so many most frequent items are looked at.
    pub items_max: usize,
    /// The search gives up once it found more sets than this.
    pub sets_max: usize,
}

impl Settings {
    /// Every set of `target` that at least `support_min` transactions hold.
    pub fn new(target: Target, support_min: u32) -> Self {
        Self {
            target,
            support_min,
            length_max: usize::MAX,
            items_max: usize::MAX,
            sets_max: usize::MAX,
        }
    }

    fn sane(self) -> Self {
        Self {
            support_min: self.support_min.max(1),
            ..self
        }
    }
}

/// There are more itemsets than [`Settings::sets_max`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there are more than {0} itemsets; a higher support gives fewer")]
pub struct TooMany(pub usize);

/// Finds the itemsets of transactions over the items below `items`, as [`Prepared`] reads them.
///
/// # Errors
/// [`TooMany`] where more sets than [`Settings::sets_max`] are found on the way.
pub fn mine<'a, I: Iterator<Item = &'a [Item]>>(
    settings: &Settings,
    items: usize,
    transactions: impl Fn() -> I,
) -> Result<Itemsets, TooMany> {
    Prepared::new(settings, items, transactions).mine(settings)
}

/// Transactions made ready to be searched, more than once where different sets are wanted.
pub struct Prepared {
    database: Database,
    pairs: Option<Pairs>,
    /// The original items, from the most frequent to the rarest.
    names: Vec<Item>,
    items: usize,
}

impl Prepared {
    /// Reads transactions over the items below `items`; others are left out, and repeated ones count once.
    /// `transactions` is walked twice. No later search may ask for a lower support or for more items than `settings`.
    ///
    /// Takes the first two billion words of transactions. Memory: 12 bytes per kept entry of a transaction.
    pub fn new<'a, I: Iterator<Item = &'a [Item]>>(
        settings: &Settings,
        items: usize,
        transactions: impl Fn() -> I,
    ) -> Self {
        let settings = settings.sane();
        let (database, names) = Database::build(&settings, items, transactions);
        let pairs = Pairs::count(&database, names.len());
        Self {
            database,
            pairs,
            names,
            items,
        }
    }

    /// Finds the itemsets. The result and its order depend on the transactions and the settings alone.
    ///
    /// # Errors
    /// [`TooMany`] where more sets than [`Settings::sets_max`] are found on the way.
    pub fn mine(&self, settings: &Settings) -> Result<Itemsets, TooMany> {
        let settings = settings.sane();
        let frequent = |&item: &u32| self.database.places(item).len() >= settings.support_min as usize;
        let count = (0..self.names.len() as u32)
            .take(settings.items_max)
            .take_while(frequent)
            .count();
        let found_total = AtomicUsize::new(0);
        let search = |search: &mut Search<'_>, item: u32| {
            if found_total.load(Ordering::Relaxed) <= settings.sets_max {
                search.branch(&self.database, self.pairs.as_ref(), item);
            }
            let found = search.take();
            found_total.fetch_add(found.len(), Ordering::Relaxed);
            found
        };
        let found: Vec<sets::Found> = (0..count as u32)
            .into_par_iter()
            .with_max_len(BRANCHES_PER_TASK)
            .map_init(|| Search::new(&settings, &self.names), search)
            .collect();
        if found_total.load(Ordering::Relaxed) > settings.sets_max {
            return Err(TooMany(settings.sets_max));
        }
        let found = sets::Found::join(found);
        let kept = match settings.target {
            Target::Frequent => None,
            Target::Closed => Some(filter::closed(&found)),
            Target::Maximal => Some(filter::maximal(&found, self.items)),
        };
        let transactions = self.database.transactions;
        Ok(Itemsets::new(found, kept, settings.length_max, transactions))
    }
}

/// First items that one task searches at most, so that no thread is left with all the heavy ones.
const BRANCHES_PER_TASK: usize = 16;
