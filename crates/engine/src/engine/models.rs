//! Models: built, listed, rolled back, taken over from other processes.

use std::time::Duration;

use measure::tuning::Tuned;
use shop::Timestamp;
use store::{DecisionId, DecisionLog};

use super::Engine;
use crate::{
    Error,
    build::{self, BuildLock, tuning::Tuning},
    snapshot::{Current, Manifest, Snapshot},
    types::ModelInfo,
};

impl Engine {
    /// Builds a snapshot now and serves it, waiting for a build that is going on.
    ///
    /// # Errors
    /// [`Error`] where it cannot be built; the last good snapshot goes on serving.
    pub fn build(&self, now: Timestamp, progress: &(dyn Fn(&str) + Sync)) -> Result<ModelInfo, Error> {
        let lock = BuildLock::take(&self.inner.folder, true)?;
        self.build_locked(lock, now, progress)
    }

    /// Chooses numbers and rankers for this shop on a slice of its own past, trying nothing new after `limit`, and
    /// keeps them for the builds that follow. Waits for a build that is going on.
    ///
    /// # Errors
    /// [`Error`] where the history cannot be read or the choice cannot be written; what was chosen before stays.
    pub fn tune(
        &self,
        limit: Duration,
        now: Timestamp,
        progress: &(dyn Fn(&str) + Sync),
    ) -> Result<Tuned, Error> {
        let _lock = BuildLock::take(&self.inner.folder, true)?;
        let inner = &self.inner;
        build::tune(
            &inner.folder,
            &*inner.store,
            &inner.settings.params,
            limit,
            now,
            progress,
        )
    }

    /// What tuning found best for this shop, where it was tuned.
    ///
    /// # Errors
    /// [`Error::Config`] naming the file where it is damaged or of a newer format.
    pub fn tuning(&self) -> Result<Option<Tuning>, Error> {
        Tuning::read(&self.inner.folder.tuning())
    }

    /// Keeps what tuning found best, for the builds that follow.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a parameter that cannot be kept, [`Error::Io`] where the file cannot be written.
    pub fn put_tuning(&self, tuning: &Tuning) -> Result<(), Error> {
        tuning.write(&self.inner.folder.tuning())
    }

    pub(crate) fn build_unless_busy(&self, now: Timestamp) -> Result<ModelInfo, Error> {
        let lock = BuildLock::take(&self.inner.folder, false)?;
        self.build_locked(lock, now, &|_| {})
    }

    fn build_locked(
        &self,
        lock: BuildLock,
        now: Timestamp,
        progress: &(dyn Fn(&str) + Sync),
    ) -> Result<ModelInfo, Error> {
        let inner = &self.inner;
        // Where a server has the log open, what it wrote to disk is read.
        let decisions = |id: &DecisionId| match inner.log.get() {
            Some(log) => log.read(id),
            None => DecisionLog::read_in(inner.folder.decisions(), id),
        };
        let manifest = build::build(
            &inner.folder,
            &*inner.store,
            &decisions,
            &inner.settings,
            now,
            progress,
        )?;
        self.serve(inner.snapshots.open(manifest.version)?)?;
        if let Err(error) = self.begin_trial(now) {
            tracing::warn!("what was learnt from offers cannot be tried yet: {error}");
        }
        drop(lock);
        Ok(self.model_info(&manifest))
    }

    /// Every snapshot kept, the newest first. One that cannot be read is left out.
    ///
    /// # Errors
    /// [`Error::Snapshot`] where their folder cannot be read.
    pub fn models(&self) -> Result<Vec<ModelInfo>, Error> {
        let versions = self.inner.snapshots.versions()?;
        let manifests = versions
            .iter()
            .rev()
            .filter_map(|&version| self.inner.snapshots.manifest(version).ok());
        Ok(manifests.map(|manifest| self.model_info(&manifest)).collect())
    }

    pub(super) fn model_info(&self, manifest: &Manifest) -> ModelInfo {
        ModelInfo {
            version: manifest.version,
            created_at: Timestamp::from_unix_ms(manifest.created_at_ms).unwrap_or_default(),
            active: self
                .inner
                .snapshots
                .current()
                .is_some_and(|current| current.version == manifest.version),
            products: manifest.products,
            orders: manifest.orders,
            bytes: manifest.sections.iter().map(|section| section.bytes).sum(),
            build_ms: manifest.build_ms,
            facts: manifest.facts.clone(),
            lessons: manifest.lessons.clone(),
        }
    }

    /// Serves an older snapshot again: `version`, or the one before the current. Automatic builds then wait until
    /// somebody builds by hand, because they would undo it.
    ///
    /// # Errors
    /// [`Error::Snapshot`] where there is no such snapshot or it cannot be used.
    pub fn rollback(&self, version: Option<u64>) -> Result<ModelInfo, Error> {
        let current = self
            .inner
            .snapshots
            .current()
            .map_or(u64::MAX, |current| current.version);
        let older = || {
            Ok(self
                .inner
                .snapshots
                .versions()?
                .into_iter()
                .rfind(|&version| version < current))
        };
        let none_older = || Error::NotFound {
            what: "older snapshot than",
            id: current.to_string(),
        };
        let version = match version {
            Some(version) => version,
            None => older().and_then(|version: Option<u64>| version.ok_or_else(none_older))?,
        };
        let snapshot = self.inner.snapshots.open(version)?;
        self.inner
            .snapshots
            .set_current(Current { version, held: true })?;
        let info = self.model_info(&snapshot.manifest);
        self.serve(snapshot)?;
        Ok(info)
    }

    /// Serves a snapshot, without what was learnt and undone since it was built.
    pub(crate) fn serve(&self, mut snapshot: Snapshot) -> Result<(), Error> {
        self.without_what_was_undone(&mut snapshot)?;
        let inner = &self.inner;
        inner.serving.swap(snapshot, &*inner.store, inner.currency())
    }

    /// Serves the newest usable snapshot, complaining about others.
    pub(super) fn serve_best(&self) -> Result<(), Error> {
        let (snapshot, problems) = self.inner.snapshots.open_best();
        for problem in problems {
            tracing::error!("{problem}; the last good snapshot serves");
        }
        snapshot.map_or(Ok(()), |snapshot| self.serve(snapshot))
    }

    /// Serves what another process published, if it did.
    pub(crate) fn adopt_published(&self) -> Result<(), Error> {
        let Some(current) = self.inner.snapshots.current() else {
            return Ok(());
        };
        let serving = self
            .inner
            .serving
            .snapshot()
            .map(|snapshot| snapshot.manifest.version);
        if serving != Some(current.version) {
            self.serve(self.inner.snapshots.open(current.version)?)?;
        }
        Ok(())
    }

    /// Whether automatic builds wait, because an older snapshot was chosen by hand.
    pub(crate) fn builds_held(&self) -> bool {
        self.inner.snapshots.current().is_some_and(|current| current.held)
    }

    /// Whether something came in that the serving snapshot does not know and a build would teach it. Visitors never
    /// stop clicking: today's events alone are left for the next build that something else asks for, or for tomorrow.
    pub(crate) fn build_pending(&self) -> Result<bool, Error> {
        let serving = self.inner.serving.snapshot();
        let built = serving.as_ref().map_or(0, |snapshot| snapshot.manifest.store_seq);
        let learnt = serving.as_ref().map_or(0, |snapshot| snapshot.manifest.learning);
        let built_on = serving
            .and_then(|snapshot| Timestamp::from_unix_ms(snapshot.manifest.created_at_ms).ok())
            .map(Timestamp::day);
        let changes = self.inner.store.changes_since(built)?;
        Ok(!changes.order_days.is_empty()
            || changes.products
            || changes.links_or_bans
            || changes.customers
            || changes.reviews
            || self.learnt_since(learnt)?
            || changes.event_days.iter().any(|&day| Some(day) != built_on))
    }
}
