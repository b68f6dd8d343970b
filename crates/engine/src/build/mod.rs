//! Building: the shop's memory becomes a snapshot.

mod customers;
pub mod history;
mod offers_shown;
pub mod tuning;

use std::{fs::File, path::Path, time::Duration};

use measure::tuning::{Budget, Tuned};
use recommend::{Catalogue, CatalogueSource, KnownLink, KnownReview, Models, Params, ProductIndex};
use rustc_hash::FxHashMap;
use shop::{Product, Timestamp};
use store::Store;

use crate::{
    Error, Settings,
    engine::read_profile,
    files::ShopFolder,
    learning,
    ledger::LedgerFolder,
    snapshot::{FORMAT, Manifest, SnapshotFolder},
};
pub use offers_shown::{ReadDecision, learn as learn_from_offers};
use tuning::Tuning;

/// A product's latest reviews that are learnt from: what many customers say is said in these too, and a snapshot of a
/// million products stays of bounded size.
const REVIEWS_PER_PRODUCT_MAX: u32 = 200;

/// Draws which products are hidden while tuning: the same shop is tuned the same way.
const TUNING_SEED: u64 = 1;

/// Held by whoever builds: of all processes and threads with this shop one builds at a time. The system releases it
/// when the process ends, however it ends.
pub struct BuildLock(#[expect(dead_code, reason = "the lock lives as long as the file is open")] File);

impl BuildLock {
    /// Takes the lock, waiting for another build where `wait`.
    ///
    /// # Errors
    /// [`Error::Busy`] where another one builds and `wait` is not set.
    pub fn take(folder: &ShopFolder, wait: bool) -> Result<Self, Error> {
        let path = folder.build_lock();
        let file = File::options()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(Error::io(&path))?;
        if wait {
            file.lock().map_err(Error::io(&path))?;
        } else if file.try_lock().is_err() {
            return Err(Error::Busy(folder.path().to_owned()));
        }
        Ok(Self(file))
    }
}

/// Chooses numbers and rankers for the shop on a slice of its own past, and keeps them for the builds that follow.
///
/// # Errors
/// [`Error`] where the store cannot be read, a recommender fails or the file cannot be written.
pub fn tune(
    folder: &ShopFolder,
    store: &dyn Store,
    by_hand: &Params,
    limit: Duration,
    now: Timestamp,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<Tuned, Error> {
    let started = std::time::Instant::now();
    let history = history::load(&folder.history(), store, progress)?;
    let catalogue = catalogue(store, &history)?;
    progress("choosing what fits this shop on a slice of its own past");
    let budget = Budget {
        limit,
        elapsed: &|| started.elapsed(),
    };
    let tuned = measure::tuning::tune(&catalogue, &[history.partition], by_hand, TUNING_SEED, &budget)?;
    let tuning = Tuning {
        tuned_at: now,
        params: tuned.params.without(by_hand),
        report: Some(tuning::report(&tuned)),
    };
    tuning.write(&folder.tuning())?;
    Ok(tuned)
}

/// Builds a snapshot from the store, the decision log and the ledger and publishes it.
///
/// # Errors
/// [`Error`] where the store cannot be read, a recommender fails or the snapshot cannot be written; the last good
/// snapshot stays.
pub fn build(
    folder: &ShopFolder,
    store: &dyn Store,
    decisions: &ReadDecision<'_>,
    settings: &Settings,
    now: Timestamp,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<Manifest, Error> {
    let started = std::time::Instant::now();
    let (tuning, by_hand) = (Tuning::read(&folder.tuning())?, &settings.params);
    let tuned_at = tuning.as_ref().map(|tuning| tuning.tuned_at);
    let params = &tuning.map_or_else(|| by_hand.clone(), |tuning| tuning.below(by_hand));
    let history = history::load(&folder.history(), store, progress)?;
    progress("reading the catalogue");
    let catalogue = catalogue(store, &history)?;
    progress(&format!(
        "learning from {} orders and {} visits of {} products",
        history.orders,
        history.visits,
        catalogue.len()
    ));
    let products = catalogue.len() as u64;
    let mut models = Models::build(catalogue, &[history.partition], params)?;
    let known = customers::Known::read(store)?;
    progress("learning what customers are worth");
    let (kept, learnt) = customers::learn(store, &models.catalogue, &known, &read_profile(store)?, now)?;
    models.customers = known.numbers;
    let taught = learning::teach(folder, store, decisions, settings, (params, tuned_at), now)?;
    let mut facts = facts(&models);
    facts.push(("customers".to_owned(), learnt.facts()));
    let manifest = Manifest {
        format: FORMAT,
        version: 0,
        created_at_ms: now.unix_ms(),
        store_seq: history.seq,
        products,
        orders: history.orders,
        build_ms: started.elapsed().as_millis() as u64,
        facts,
        lessons: taught.told(),
        customers: Some(learnt),
        learning: taught.state.changes,
        sections: Vec::new(),
    };
    progress("writing the snapshot");
    let mut sections = models.write();
    taught.rankers.write(&mut sections);
    if let Some(challenger) = &taught.challenger {
        challenger.write_challenger(&mut sections);
    }
    kept.write(&mut sections);
    learning::outcomes(&LedgerFolder::new(folder.ledger()), now)?.write(&mut sections);
    let published =
        SnapshotFolder::new(folder.models()).publish(manifest, &sections, settings.models_kept)?;
    learning::keep(&taught.state, store)?;
    Ok(published)
}

/// What each recommender learnt, for people.
fn facts(models: &Models) -> Vec<(String, Vec<(String, f64)>)> {
    let owned = |(name, value): (&str, f64)| (name.to_owned(), if value.is_finite() { value } else { 0.0 });
    let all = models.facts().into_iter();
    all.map(|(id, facts)| (id.to_owned(), facts.into_iter().map(owned).collect()))
        .collect()
}

/// The catalogue with every key the store ever gave: a deleted product keeps its place and is never offered.
pub fn catalogue(store: &dyn Store, history: &history::History) -> Result<Catalogue, Error> {
    let ids = store.product_keys()?;
    let mut source = CatalogueSource::default();
    let fee = |index: usize| history.fees.contains(&(index as u32));
    let push_missing = |source: &mut CatalogueSource, until: usize| {
        while source.len() < until {
            let index = source.len();
            let product = Product {
                active: false,
                ..Product::unknown(ids[index].clone())
            };
            source.push(&product, fee(index));
        }
    };
    store.scan_products(&mut |key, product| {
        let index = key.0 as usize;
        if index >= source.len() && index < ids.len() {
            push_missing(&mut source, index);
            source.push(&product, fee(index));
        }
    })?;
    push_missing(&mut source, ids.len());
    let index: FxHashMap<&str, ProductIndex> = ids.iter().map(|id| id.as_str()).zip(0..).collect();
    add_reviews(&mut source, store, &index)?;
    for link in store.links()? {
        if let (Some(&from), Some(&to)) = (index.get(link.from.as_str()), index.get(link.to.as_str())) {
            source.link(KnownLink {
                from,
                to,
                kind: link.kind,
                position: link.position,
            });
        }
    }
    Ok(source.finish())
}

/// Adds every product's latest reviews.
fn add_reviews(
    source: &mut CatalogueSource,
    store: &dyn Store,
    index: &FxHashMap<&str, ProductIndex>,
) -> Result<(), Error> {
    let (mut current, mut taken) = (None, 0);
    store.scan_reviews(&mut |review| {
        let Some(&product) = index.get(review.product_id.as_str()) else {
            return;
        };
        if current != Some(product) {
            (current, taken) = (Some(product), 0);
        }
        taken += 1;
        if taken <= REVIEWS_PER_PRODUCT_MAX {
            source.review(KnownReview {
                product,
                rating: review.rating,
                text: review.whole_text(),
                locale: review.locale.clone(),
            });
        }
    })?;
    Ok(())
}

/// By what a snapshot knows a customer instead of the id.
pub fn customer_hash(id: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(id.as_bytes())
}

/// What is written to see whether there is room, in bytes: an empty file fits on a full disk.
const PROBE_BYTES: usize = 1 << 20;

/// Whether a file can be written into the folder, as a sentence where not.
pub fn writable(folder: &Path) -> Result<(), Error> {
    let probe = folder.join(".probe");
    let written = std::fs::write(&probe, vec![0; PROBE_BYTES]);
    let removed = std::fs::remove_file(&probe);
    written.and(removed).map_err(Error::io(folder))
}
