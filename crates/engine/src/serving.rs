//! What serves now: a snapshot and what changed since, swapped without holding a request up.

use std::sync::{
    Arc, PoisonError, RwLock, RwLockReadGuard,
    atomic::{AtomicU64, Ordering},
};

use arc_swap::ArcSwapOption;
use decide::{Live, Patch};
use recommend::Catalogue;
use shop::{Ban, Currency, Product, ProductId};
use store::Store;

use crate::{Error, bundles, rules, snapshot::Snapshot};

/// The snapshot that answers and the live state beside it.
#[derive(Default)]
pub struct Serving {
    snapshot: ArcSwapOption<Snapshot>,
    live: RwLock<Live>,
    /// Counts the changes of anything that a decision depends on.
    generation: AtomicU64,
}

impl Serving {
    /// The snapshot that answers now.
    pub fn snapshot(&self) -> Option<Arc<Snapshot>> {
        self.snapshot.load_full()
    }

    /// How often anything changed that a decision depends on.
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
    }

    /// Notes that something changed that a decision depends on: called after the change can be seen.
    pub fn changed(&self) {
        self.generation.fetch_add(1, Ordering::SeqCst);
    }

    /// The live state. A lock that another thread's panic poisoned still guards sound data: patches are whole values.
    pub fn live(&self) -> RwLockReadGuard<'_, Live> {
        self.live.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts serving `snapshot`, with everything that changed in the store since it was built.
    ///
    /// # Errors
    /// [`Error::Store`] where the changes cannot be read; the former snapshot goes on serving.
    pub fn swap(&self, snapshot: Snapshot, store: &dyn Store, currency: Currency) -> Result<(), Error> {
        let snapshot = Arc::new(snapshot);
        let live = live_state(&snapshot, store, currency)?;
        // A product's index never changes, so for the moment in between the new live state fits the old snapshot too.
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = live;
        self.snapshot.store(Some(snapshot));
        self.changed();
        Ok(())
    }

    /// Reads again what changed since the snapshot was built: another process may have written.
    ///
    /// # Errors
    /// [`Error::Store`] where the changes cannot be read.
    pub fn refresh(&self, store: &dyn Store, currency: Currency) -> Result<(), Error> {
        if let Some(snapshot) = self.snapshot() {
            let live = live_state(&snapshot, store, currency)?;
            *self.live.write().unwrap_or_else(PoisonError::into_inner) = live;
        }
        self.changed();
        Ok(())
    }

    /// Notes what products are like now.
    pub fn patch(&self, patches: impl Iterator<Item = (ProductId, Patch)>) {
        let Some(snapshot) = self.snapshot() else { return };
        let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
        for (id, patch) in patches {
            if let Some(index) = snapshot.models.catalogue.index(id.as_str()) {
                live.patch(index, patch);
            }
        }
        drop(live);
        self.changed();
    }

    /// Changes the live state.
    pub fn change(&self, change: impl FnOnce(&mut Live)) {
        change(&mut self.live.write().unwrap_or_else(PoisonError::into_inner));
        self.changed();
    }

    /// Reads the sets that the merchant made again.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be read.
    pub fn reload_bundles(&self, store: &dyn Store) -> Result<(), Error> {
        if let Some(snapshot) = self.snapshot() {
            let bundles = bundles::resolved(&snapshot.models.catalogue, store)?;
            self.change(|live| live.set_bundles(bundles));
        }
        Ok(())
    }

    /// Notes the merchant's bans.
    pub fn set_bans(&self, bans: &[Ban]) {
        if let Some(snapshot) = self.snapshot() {
            self.change(|live| apply_bans(&snapshot.models.catalogue, bans, live));
        }
    }
}

/// Everything a decision must know of a product, as a patch.
pub fn whole_patch(product: &Product) -> Patch {
    Patch {
        stock: Some(product.stock),
        price: Some(product.price),
        list_price: Some(product.list_price),
        price_valid_until: Some(product.price_valid_until),
        active: Some(product.active),
    }
}

fn live_state(snapshot: &Snapshot, store: &dyn Store, currency: Currency) -> Result<Live, Error> {
    let catalogue = &snapshot.models.catalogue;
    let mut live = Live::default();
    for id in store.products_changed_since(snapshot.manifest.store_seq)? {
        let Some(index) = catalogue.index(id.as_str()) else {
            continue;
        };
        let gone = Patch {
            active: Some(false),
            ..Patch::default()
        };
        live.patch(index, store.product(&id)?.as_ref().map_or(gone, whole_patch));
    }
    apply_bans(catalogue, &store.bans()?, &mut live);
    live.set_rules(rules::in_catalogue(store, catalogue, currency)?);
    live.set_bundles(bundles::resolved(catalogue, store)?);
    Ok(live)
}

fn apply_bans(catalogue: &Catalogue, bans: &[Ban], live: &mut Live) {
    let index = |id: &ProductId| catalogue.index(id.as_str());
    let product = |ban: &Ban| {
        if let Ban::Product(id) = ban {
            index(id)
        } else {
            None
        }
    };
    let pair = |ban: &Ban| match ban {
        Ban::Pair { with, banned } => index(with).zip(index(banned)),
        _ => None,
    };
    let below = |path: &str, leaf: u32| {
        let rest = catalogue.leaf_path(leaf).strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" > "))
    };
    let leaves = |ban: &Ban| {
        let path = if let Ban::Category(path) = ban {
            Some(path.clone())
        } else {
            None
        };
        (0..catalogue.leaf_count() as u32)
            .filter(move |&leaf| path.as_ref().is_some_and(|path| below(path, leaf)))
    };
    live.set_bans(
        bans.iter().filter_map(product),
        bans.iter().flat_map(leaves),
        bans.iter().filter_map(pair),
    );
}
