//! How the offers shown did, from the ledger's rows: bots and the shop's own people are no part of these.

use decide::{Intent, Outcomes, explore::Counts};
use measure::ledger::{Deed, Touch};
use recommend::ProductIndex;
use rustc_hash::{FxHashMap, FxHashSet};
use shop::{Day, Placement, Timestamp};
use xxhash_rust::xxh3::xxh3_64;

use crate::{Error, ledger::LedgerFolder};

/// Offers shown longer ago were of another season and another assortment.
const WINDOW_DAYS: i32 = 90;
/// Rows that are looked through, whole days at a time: more add time to every build and hardly any knowledge.
const ROWS_MAX: usize = 3_000_000;

type Key = (Placement, Intent, ProductIndex);

/// What was done with the offers of many days.
#[derive(Default)]
struct Sums {
    seen: FxHashMap<Key, u32>,
    /// Offers of decisions that were clicked or put in the cart, each once.
    taken: FxHashMap<u64, Key>,
    /// Those that were declined.
    declined: FxHashSet<u64>,
}

impl Sums {
    fn add(&mut self, touch: &Touch) {
        let Some(intent) = Intent::parse(&touch.intent) else {
            return;
        };
        let key = (touch.placement, intent, touch.product);
        match touch.deed {
            Deed::Impression => *self.seen.entry(key).or_default() += 1,
            Deed::Click | Deed::Cart => {
                self.taken.insert(offer_of(touch), key);
            }
            Deed::Dismiss => {
                self.declined.insert(offer_of(touch));
            }
            Deed::Viewable => {}
        }
    }

    fn finish(self) -> Outcomes {
        let once = |seen, taken| Counts { seen, taken };
        let seen = self
            .seen
            .into_iter()
            .map(|((placement, intent, product), seen)| (placement, intent, product, once(seen, 0)));
        let taken = self
            .taken
            .into_iter()
            .filter(|(offer, _)| !self.declined.contains(offer))
            .map(|(_, (placement, intent, product))| (placement, intent, product, once(0, 1)));
        Outcomes::new(seen.chain(taken))
    }
}

/// An offer of a decision in one number.
fn offer_of(touch: &Touch) -> u64 {
    xxh3_64(touch.decision.as_bytes()) ^ u64::from(touch.product).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// How the offers of the latest three months did, as far as they were summed up. A day that cannot be read is left out:
/// the next report sums it up anew.
///
/// # Errors
/// [`Error::Io`] where the ledger's folder cannot be read.
pub(crate) fn outcomes(ledger: &LedgerFolder, now: Timestamp) -> Result<Outcomes, Error> {
    let today = now.day();
    let days = ledger.days()?;
    let days = days.into_iter().rev();
    let (mut sums, mut rows) = (Sums::default(), 0);
    for day in days.filter(|day| (Day(today.0 - WINDOW_DAYS)..=today).contains(day)) {
        if rows >= ROWS_MAX {
            break;
        }
        for table in ["seen", "touches"] {
            match ledger.read::<Touch>(day, table) {
                Ok(touches) => {
                    rows += touches.len();
                    touches.iter().for_each(|touch| sums.add(touch));
                }
                Err(error) => tracing::warn!("nothing is learnt from {day}: {error}"),
            }
        }
    }
    Ok(sums.finish())
}
