//! Going back behind a learnt change that was adopted: the order before it serves at once, and nothing that is learnt
//! is used again before the merchant allows it.

use decide::Rankers;
use shop::Timestamp;

use super::state::{LearningState, PastTrial, Undone};
use crate::{
    Engine, Error,
    build::{BuildLock, tuning::Tuning},
    snapshot::Snapshot,
};

/// Why the experiment of a trial was stopped that went on from what was undone.
const UNDONE: &str = "undone";

impl Engine {
    /// Undoes the learnt change that is in force: the order before it serves from the next answer on, whatever is on
    /// trial ends, and nothing that is learnt is tried or put in force before [`Engine::allow_learning`]. Waits for a
    /// build that is going on.
    ///
    /// # Errors
    /// [`Error::AlreadySo`] where nothing that was learnt is in force; [`Error`] where it cannot be written.
    pub fn undo_learning(&self, now: Timestamp) -> Result<(), Error> {
        let store = &*self.inner.store;
        let _one_at_a_time = BuildLock::take(&self.inner.folder, true)?;
        let mut state = LearningState::load(store)?;
        let Some(learnt) = state.in_force.take() else {
            return Err(Error::AlreadySo(
                "nothing that was learnt from offers is in force, so there is nothing to undo",
            ));
        };
        state.in_force = state.before.take().and_then(|before| before.learnt);
        state.changes += 1;
        state.undone = Some(Undone {
            learnt_at_ms: learnt.at_ms,
            at_ms: now.unix_ms(),
            changes: state.changes,
            allowed: false,
        });
        if let Some(trial) = state.trial.take() {
            // It went on from what was undone. A crash after this leaves a stopped experiment, as a trial's end does.
            match self.stop_experiment(&trial.experiment, UNDONE, now) {
                Ok(_) | Err(Error::Invalid { .. } | Error::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
            state.last = Some(PastTrial {
                experiment: trial.experiment,
                adopted: false,
                because: UNDONE.to_owned(),
                ended_at_ms: now.unix_ms(),
            });
        }
        state.save(store)?;
        tracing::info!("what was learnt from offers is undone: the order before it serves");
        self.serve_without_what_was_undone()
    }

    /// Allows again that something learnt is tried or put in force, after something was undone.
    ///
    /// # Errors
    /// [`Error::AlreadySo`] where it is allowed already; [`Error`] where it cannot be written.
    pub fn allow_learning(&self) -> Result<(), Error> {
        let store = &*self.inner.store;
        let _one_at_a_time = BuildLock::take(&self.inner.folder, true)?;
        let mut state = LearningState::load(store)?;
        let Some(undone) = state.undone.as_mut().filter(|undone| !undone.allowed) else {
            return Err(Error::AlreadySo(
                "nothing was undone, so what is learnt is used as it was set",
            ));
        };
        undone.allowed = true;
        state.changes += 1;
        state.save(store)
    }

    /// Gives a snapshot that was built before something was undone the order that is in force since.
    pub(crate) fn without_what_was_undone(&self, snapshot: &mut Snapshot) -> Result<(), Error> {
        let state = LearningState::load(&*self.inner.store)?;
        let Some(changes) = is_unaware(snapshot, &state) else {
            return Ok(());
        };
        let by_hand = &self.inner.settings.params;
        let tuning = Tuning::read(&self.inner.folder.tuning())?;
        let tuned_at = tuning.as_ref().map(|tuning| tuning.tuned_at);
        let params = tuning.map_or_else(|| by_hand.clone(), |tuning| tuning.below(by_hand));
        let learnt = state
            .in_force_since(tuned_at)
            .filter(|_| self.inner.settings.learning.is_on);
        let params = learnt.map_or_else(|| params.clone(), |learnt| learnt.over(&params, by_hand));
        snapshot.rankers = Rankers::with_params(&params);
        snapshot.challenger = None;
        snapshot.learning = changes;
        Ok(())
    }

    /// Serves the snapshot that serves without what was undone since, perhaps by another process.
    pub(crate) fn serve_without_what_was_undone(&self) -> Result<(), Error> {
        let state = LearningState::load(&*self.inner.store)?;
        let serving = self.inner.serving.snapshot();
        match serving.filter(|serving| is_unaware(serving, &state).is_some()) {
            Some(serving) => self.serve(self.inner.snapshots.open(serving.manifest.version)?),
            None => Ok(()),
        }
    }
}

/// The count of changes with the undoing, where a snapshot does not know of it.
fn is_unaware(snapshot: &Snapshot, state: &LearningState) -> Option<u64> {
    let undone = state.undone.as_ref()?;
    (snapshot.learning < undone.changes).then_some(undone.changes)
}
