//! The engine of one shop: opened from a folder, shared by whoever serves, closed once.

mod models;

use std::{
    path::Path,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread::JoinHandle,
    time::Duration,
};

use arc_swap::{ArcSwap, ArcSwapOption};
use shop::{Currency, Locale, Timestamp};
use store::{
    Arrivals, Counts, DecisionId, DecisionLog, DecisionLogOptions, SqliteOptions, SqliteStore, Store,
    StoreError,
};

use crate::{
    Error, Settings,
    build::{self, BuildLock},
    decision_record::DecisionRecord,
    experiments::Experiments,
    files::ShopFolder,
    incentives::Incentives,
    keys::{self, Keys},
    learning,
    lexicons::Lexicons,
    needs::Resolved,
    policies::Policies,
    profiles::Profiles,
    remembered::ReadBack,
    reminders::Reminders,
    reports::Prepared,
    resolver::Resolver,
    serving::Serving,
    snapshot::SnapshotFolder,
    texts::ShopTexts,
    types::{CandidateView, DecisionView, KeyInfo, KeyKind, NewKey, NewShop, ShopProfile, Status},
    visitors::Visitors,
};

/// Size of one file of the decision log.
const DECISION_SEGMENT_BYTES: u32 = 64 << 20;

/// One shop, open. Cheap to share; every method may be called from any thread.
pub struct Engine {
    pub(crate) inner: Arc<Inner>,
}

/// What the threads of an engine share.
pub(crate) struct Inner {
    pub folder: ShopFolder,
    profile: ShopProfile,
    pub settings: Settings,
    pub store: Box<dyn Store>,
    /// Empty while another process writes the log: then decisions of this one are answered but not kept.
    pub log: OnceLock<DecisionLog>,
    pub snapshots: SnapshotFolder,
    pub serving: Serving,
    pub visitors: Visitors,
    pub read_back: ReadBack,
    pub profiles: Profiles,
    pub keys: Keys,
    pub policies: ArcSwap<Policies>,
    pub incentives: ArcSwap<Incentives>,
    pub experiments: ArcSwap<Experiments>,
    pub texts: ArcSwap<ShopTexts>,
    pub lexicons: ArcSwap<Lexicons>,
    /// The lexicons as the catalogue that serves knows them.
    pub lexicon: ArcSwapOption<Resolved>,
    pub reminders: Reminders,
    pub prepared: Prepared,
    policy_edits: Mutex<()>,
    seq_seen: AtomicU64,
    closing: AtomicBool,
    wake: (Mutex<bool>, Condvar),
    queue: Mutex<Option<Sender<String>>>,
    queued: Mutex<Option<Receiver<String>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Engine {
    /// Makes a new shop in `folder` and its first keys, one of each kind, whose secrets exist nowhere else.
    ///
    /// # Errors
    /// [`Error::ShopExists`], or [`Error`] where the folder cannot be written.
    pub fn init(folder: &Path, shop: NewShop, now: Timestamp) -> Result<(Self, Vec<NewKey>), Error> {
        let files = ShopFolder::new(folder);
        if files.store().exists() {
            return Err(Error::ShopExists(folder.to_owned()));
        }
        std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
        let settings = Settings::load(folder)?;
        let store = open_store(&files, &settings, true)?;
        store.meta_put("shop.name", &shop.name)?;
        store.meta_put("shop.locale", shop.locale.as_str())?;
        store.meta_put("shop.currency", shop.currency.code())?;
        drop(store);
        let engine = Self::open(folder, settings)?;
        let label = |kind: KeyKind| format!("first {} key", kind.as_str());
        let keys = KeyKind::ALL.map(|kind| engine.create_key(kind, &label(kind), &[], now));
        let keys = keys.into_iter().collect::<Result<_, _>>()?;
        Ok((engine, keys))
    }

    /// Opens the shop in `folder` and serves its last good snapshot.
    ///
    /// # Errors
    /// [`Error::NoShop`], or [`Error`] where its files cannot be read.
    pub fn open(folder: &Path, settings: Settings) -> Result<Self, Error> {
        let files = ShopFolder::new(folder);
        if !files.store().exists() {
            return Err(Error::NoShop(folder.to_owned()));
        }
        let store = open_store(&files, &settings, false)?;
        let (queue, queued) = channel();
        let policies = ArcSwap::from_pointee(Policies::load(&store, &settings)?);
        let texts = ArcSwap::from_pointee(ShopTexts::load(&store)?);
        let lexicons = ArcSwap::from_pointee(Lexicons::load(&store)?);
        let inner = Inner {
            profile: read_profile(&store)?,
            log: OnceLock::new(),
            snapshots: SnapshotFolder::new(files.models()),
            folder: files,
            settings,
            store: Box::new(store),
            serving: Serving::default(),
            visitors: Visitors::default(),
            read_back: ReadBack::default(),
            profiles: Profiles::default(),
            keys: Keys::default(),
            policies,
            incentives: ArcSwap::default(),
            experiments: ArcSwap::default(),
            texts,
            lexicons,
            lexicon: ArcSwapOption::empty(),
            reminders: Reminders::default(),
            prepared: Prepared::default(),
            policy_edits: Mutex::default(),
            seq_seen: AtomicU64::new(0),
            closing: AtomicBool::new(false),
            wake: (Mutex::new(false), Condvar::new()),
            queue: Mutex::new(Some(queue)),
            queued: Mutex::new(Some(queued)),
            threads: Mutex::default(),
        };
        let engine = Self {
            inner: Arc::new(inner),
        };
        engine.inner.take_log()?;
        engine.inner.keys.reload(&*engine.inner.store)?;
        // Long ago: no reservation counts as expired until the scheduler, which has a clock, looks.
        engine.inner.reload_incentives(Timestamp::default())?;
        engine.inner.reload_reminders()?;
        engine.inner.reload_experiments()?;
        engine.inner.refresh_if_written()?;
        engine.serve_best()?;
        Ok(engine)
    }

    /// The shop's name and defaults.
    pub fn profile(&self) -> &ShopProfile {
        &self.inner.profile
    }

    /// What steers it.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// How the shop is.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn status(&self) -> Result<Status, Error> {
        self.status_with(self.inner.store.counts()?)
    }

    pub(crate) fn status_with(&self, counts: Counts) -> Result<Status, Error> {
        let serving = self.inner.serving.snapshot();
        Ok(Status {
            profile: self.inner.profile.clone(),
            products: counts.products,
            orders: counts.orders,
            events: counts.events,
            model: serving.map(|snapshot| self.model_info(&snapshot.manifest)),
            build_pending: self.build_pending()?,
            builds_held: self.builds_held(),
            decisions_not_logged: self.inner.log.get().map_or(0, DecisionLog::dropped),
        })
    }

    /// What the latest `count` events were, by kind: whether the shop's pages report what they should.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn latest_events(&self, count: usize) -> Result<Vec<Arrivals>, Error> {
        Ok(self.inner.store.latest_events(count)?)
    }

    /// Whether decisions are kept. They are not while another process writes the log; a server with a scheduler takes
    /// it over once it is free.
    pub fn keeps_decisions(&self) -> bool {
        self.inner.log.get().is_some()
    }

    /// Whether offers can be decided.
    pub fn is_ready(&self) -> bool {
        self.inner.serving.snapshot().is_some()
    }

    /// The key with this secret; a revoked one says when it was revoked.
    pub fn authenticate(&self, secret: &str) -> Option<KeyInfo> {
        self.inner.keys.authenticate(secret)
    }

    /// The key of this id, where it is in force.
    pub fn key_in_force(&self, id: &str) -> Option<KeyInfo> {
        self.inner.keys.in_force(id)
    }

    /// Makes a key; its secret is in the answer and nowhere else.
    ///
    /// # Errors
    /// [`Error`] where it cannot be kept.
    pub fn create_key(
        &self,
        kind: KeyKind,
        label: &str,
        origins: &[String],
        now: Timestamp,
    ) -> Result<NewKey, Error> {
        self.inner
            .keys
            .create(&*self.inner.store, kind, label, origins, now)
    }

    /// Every key, revoked ones included.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be read.
    pub fn keys(&self) -> Result<Vec<KeyInfo>, Error> {
        Ok(self
            .inner
            .store
            .keys()?
            .into_iter()
            .filter_map(keys::info)
            .collect())
    }

    /// Revokes a key, at once.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id.
    pub fn revoke_key(&self, id: &str, now: Timestamp) -> Result<(), Error> {
        if !self.inner.store.revoke_key(id, now)? {
            return Err(Error::NotFound {
                what: "key",
                id: id.to_owned(),
            });
        }
        self.inner.keys.reload(&*self.inner.store)
    }

    /// A decision as it was logged; none where it was never made, is too old to be kept, or cannot be read.
    pub(crate) fn decision_record(&self, id: &str) -> Option<DecisionRecord> {
        let id: DecisionId = id.parse().ok()?;
        let bytes = self.inner.log.get()?.read(&id).ok()??;
        DecisionRecord::decode(&bytes)
    }

    /// A decision made before, with every candidate's story, titles in `locale`.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it was never made, or is too old to be kept.
    pub fn decision(&self, id: &str, locale: &Locale) -> Result<DecisionView, Error> {
        let not_found = || Error::NotFound {
            what: "decision",
            id: id.chars().take(64).collect(),
        };
        let record = self.decision_record(id).ok_or_else(not_found)?;
        let snapshot = self.inner.serving.snapshot().ok_or_else(not_found)?;
        let resolver = Resolver {
            catalogue: &snapshot.models.catalogue,
            locale,
        };
        let candidates = record.candidates.iter().zip(1..);
        Ok(DecisionView {
            id: id.to_owned(),
            at: record.header.at,
            placement: record.header.placement,
            traffic: record.header.traffic,
            model_version: record.model_version,
            policy_version: record.policy_version,
            held_out: record.header.held_out,
            quiet: record.header.quiet,
            experiments: self.arms_kept(&record.header.arms)?,
            variant: Some(record.header.variant.clone()).filter(|name| !name.is_empty()),
            locale: record.header.locale.clone(),
            took_us: record.header.took_us,
            product: record.product.map(|product| resolver.mention(product)),
            cart: record
                .cart
                .iter()
                .map(|&(product, quantity)| (resolver.mention(product), quantity))
                .collect(),
            candidates: candidates
                .map(|(candidate, rank)| {
                    let features = record.features_of(candidate);
                    CandidateView {
                        chance: learning::chance_of(record.explored.as_ref(), candidate),
                        ..resolver.candidate(&snapshot.rankers, candidate, rank, &features)
                    }
                })
                .collect(),
        })
    }

    /// Finishes what is queued, writes the decision log out and stops every thread. Calling it again changes nothing.
    pub fn close(&self) {
        self.inner.closing.store(true, Ordering::SeqCst);
        drop(lock(&self.inner.queue).take());
        *lock(&self.inner.wake.0) = true;
        self.inner.wake.1.notify_all();
        let threads = std::mem::take(&mut *lock(&self.inner.threads));
        for thread in threads {
            if thread.join().is_err() {
                tracing::error!("a background thread had panicked");
            }
        }
        if let Some(log) = self.inner.log.get() {
            log.close();
        }
        if let Err(error) = self.inner.store.close() {
            tracing::error!("closing the store: {error}");
        }
    }
}

/// Backup and restore, while serving.
impl Engine {
    /// Copies the shop's memory into a new file while everything goes on. Snapshots are not in it: a build makes them.
    ///
    /// # Errors
    /// [`Error::Store`] where the file exists already or cannot be written.
    pub fn backup(&self, file: &Path) -> Result<(), Error> {
        Ok(self.inner.store.backup_to(file)?)
    }

    /// Writes the shop's memory anew, as small as it can be: its size before and after, in bytes; none of a database
    /// that does it by itself. Whoever writes waits meanwhile, and as much room again is needed.
    ///
    /// # Errors
    /// [`Error::Store`] where there is too little room or somebody else writes; then nothing changes.
    pub fn compact(&self) -> Result<Option<(u64, u64)>, Error> {
        Ok(self.inner.store.rewrite()?)
    }

    /// Replaces the shop's memory by a backup's, at once and for every process that serves this shop, and forgets what
    /// was counted from the old one. The old snapshot serves until the next build.
    ///
    /// # Errors
    /// [`Error::Store`] where the file is no sound backup; then nothing changes.
    pub fn restore(&self, file: &Path) -> Result<(), Error> {
        let _lock = BuildLock::take(&self.inner.folder, true)?;
        self.inner.store.restore_from(file)?;
        build::history::forget(&self.inner.folder.history())?;
        self.ledger().forget_progress()?;
        self.inner.prepared.forget();
        self.inner.keys.reload(&*self.inner.store)?;
        self.inner
            .serving
            .refresh(&*self.inner.store, self.inner.currency())
    }
}

/// Threads.
impl Engine {
    /// Another handle of the same engine, for a thread.
    pub(crate) fn share(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
        }
    }

    pub(crate) fn spawn(&self, name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), Error> {
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(work)
            .map_err(Error::io("thread"))?;
        lock(&self.inner.threads).push(thread);
        Ok(())
    }

    /// Starts doing the imports and builds that requests ask for, beginning with those that an earlier process left
    /// unfinished.
    ///
    /// # Errors
    /// [`Error`] where the store cannot be read or the system gives no thread.
    pub fn start_tasks(&self, clock: fn() -> Timestamp) -> Result<(), Error> {
        let Some(queued) = lock(&self.inner.queued).take() else {
            return Ok(());
        };
        self.resume_tasks()?;
        let engine = self.share();
        self.spawn("tasks", move || engine.work(&queued, clock))
    }

    /// Waits before the next look of the scheduler; false when the engine closes meanwhile.
    pub(crate) fn pause(&self, patience: Duration) -> bool {
        let (closing, condition) = &self.inner.wake;
        let waited = condition.wait_timeout_while(lock(closing), patience, |closing| !*closing);
        !*waited.map_or_else(|poisoned| poisoned.into_inner().0, |(guard, _)| guard)
    }
}

impl Inner {
    /// The currency of amounts that name none.
    pub(crate) fn currency(&self) -> Currency {
        self.profile.currency
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.closing.load(Ordering::SeqCst)
    }

    /// Takes the decision log, unless it has it already or another process writes it; true where it has it now.
    pub(crate) fn take_log(&self) -> Result<bool, Error> {
        if self.log.get().is_some() || self.is_closing() {
            return Ok(self.log.get().is_some());
        }
        let options = DecisionLogOptions {
            segment_bytes_max: DECISION_SEGMENT_BYTES,
            retention_segments: self.settings.decision_segments_max,
            ..DecisionLogOptions::default()
        };
        match DecisionLog::open(self.folder.decisions(), options) {
            Ok(log) => Ok(self.log.set(log).is_ok()),
            Err(StoreError::Busy) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    pub(crate) fn queue_task(&self, id: String) -> Result<(), Error> {
        match &*lock(&self.queue) {
            Some(queue) => queue.send(id).map_err(|_| Error::Closing),
            None => Err(Error::Closing),
        }
    }

    /// Reads again what the merchant set: another process may have.
    pub(crate) fn reload_policies(&self) -> Result<(), Error> {
        self.policies
            .store(Arc::new(Policies::load(&*self.store, &self.settings)?));
        // Arms change the policies in force.
        self.reload_experiments()
    }

    /// Held while a version is added, so that two edits at once get two numbers.
    pub(crate) fn policy_edits(&self) -> MutexGuard<'_, ()> {
        lock(&self.policy_edits)
    }

    /// Whether the store changed since the last time this was asked, by whichever process.
    pub(crate) fn refresh_if_written(&self) -> Result<bool, Error> {
        let before = self.seq_seen.load(Ordering::SeqCst);
        let now = self.store.changes_since(before)?.seq;
        self.seq_seen.store(now, Ordering::SeqCst);
        Ok(now != before)
    }
}

fn open_store(files: &ShopFolder, settings: &Settings, create: bool) -> Result<SqliteStore, Error> {
    let options = SqliteOptions {
        durability: settings.durability,
        create,
        ..SqliteOptions::default()
    };
    Ok(SqliteStore::open(files.store(), &options)?)
}

/// What the store says of the shop itself.
///
/// # Errors
/// [`Error`] where it cannot be read.
pub(crate) fn read_profile(store: &dyn Store) -> Result<ShopProfile, Error> {
    let text = |name: &str| Ok::<_, Error>(store.meta_get(name)?.unwrap_or_default());
    let broken = |field: &str, reason: String| Error::Invalid {
        field: field.to_owned(),
        reason,
    };
    let locale =
        Locale::new(&text("shop.locale")?).map_err(|error| broken("shop.locale", error.to_string()))?;
    let currency =
        Currency::new(&text("shop.currency")?).map_err(|error| broken("shop.currency", error.to_string()))?;
    Ok(ShopProfile {
        name: text("shop.name")?,
        currency,
        locale,
    })
}
