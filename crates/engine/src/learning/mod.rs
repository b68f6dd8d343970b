//! Learning from outcomes, in the open: what is drawn to learn from, how the offers shown did, what another policy
//! would have brought, and trials of what was learnt.
//!
//! Nothing is learnt behind the merchant's back: a slot that was filled to learn from says so and says how likely that
//! was, and rankers that were learnt from offers first run as an experiment against those in force.

mod estimate;
mod lessons;
mod outcomes;
mod state;
mod trial;
mod undo;

use decide::{Explored, Outcome, Policy, Traced, explore};
use shop::Timestamp;
use store::Store;

pub use estimate::{DECISIONS_MIN, Estimated, NoEstimate, PolicyEstimate, Reward};
pub use lessons::VISITORS_MIN;
pub(crate) use lessons::teach;
pub(crate) use outcomes::outcomes;
use state::LearningState;
pub use state::PastTrial;

use crate::{Engine, Error, OfferRequest, experiments::Placed};

/// How likely a candidate was drawn for the slot that was filled to learn from; none where it was not among those drawn
/// between.
pub(crate) fn chance_of(explored: Option<&Explored>, candidate: &Traced) -> Option<f32> {
    let explored = explored.filter(|_| candidate.unit == 0)?;
    let could_stand = matches!(candidate.outcome, Outcome::Offered(_) | Outcome::Reserve(_));
    let mut candidates = explored.candidates.iter().filter(|_| could_stand);
    candidates
        .find(|one| one.product == candidate.product)
        .map(|one| one.chance)
}

/// Rankers that were learnt from offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LearntView {
    /// When.
    pub learnt_at: Timestamp,
    /// Whether they went through a trial.
    pub tried: bool,
}

/// What becomes of what is learnt from offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adoption {
    /// It is in force once a trial has borne it out.
    AfterATrial,
    /// It is in force at once, because the merchant set it so.
    AtOnce,
    /// Nothing: too few visitors come to try it.
    NotYet,
    /// Nothing: something that was learnt was undone, and nobody allowed since that anything is used.
    WhenAllowed,
}

/// Something learnt that was in force and was undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UndoneView {
    /// When it was learnt.
    pub learnt_at: Timestamp,
    /// When it was undone.
    pub at: Timestamp,
}

/// What was learnt from offers and is in force, and what was undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LearntNow {
    /// Whether anything is learnt from offers at all.
    pub is_on: bool,
    /// What is in force; none where the rankers are those of tuning and the configuration.
    pub in_force: Option<LearntView>,
    /// What was undone, while nothing that is learnt is used without the merchant's word.
    pub undone: Option<UndoneView>,
}

impl LearntNow {
    fn of(state: &LearningState, is_on: bool) -> Self {
        Self {
            is_on,
            in_force: state.in_force.as_ref().filter(|_| is_on).map(view),
            undone: state.held().map(|undone| UndoneView {
                learnt_at: moment(undone.learnt_at_ms),
                at: moment(undone.at_ms),
            }),
        }
    }
}

fn moment(ms: i64) -> Timestamp {
    Timestamp::from_unix_ms(ms).unwrap_or_default()
}

fn view(learnt: &state::Learnt) -> LearntView {
    LearntView {
        learnt_at: moment(learnt.at_ms),
        tried: learnt.tried,
    }
}

/// What was learnt from offers, what is on trial, and how the shop learns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearningView {
    /// Whether anything is learnt from offers at all.
    pub is_on: bool,
    /// What becomes of what is learnt.
    pub adoption: Adoption,
    /// Visitors who saw offers in the latest four weeks, counted up to [`VISITORS_MIN`].
    pub visitors: u64,
    /// What was learnt and is in force; none where the rankers are those of tuning and the configuration.
    pub in_force: Option<LearntView>,
    /// What is on trial, and in which experiment.
    pub on_trial: Option<(String, LearntView)>,
    /// How the last trial ended.
    pub last: Option<PastTrial>,
    /// Nothing new is tried before this moment.
    pub waits_until: Option<Timestamp>,
    /// What was undone, while nothing that is learnt is used without the merchant's word.
    pub undone: Option<UndoneView>,
}

impl Engine {
    /// The seed of the draw, where the answer to this request is one to learn from: of a small share of the visitors
    /// who agreed to be known, sticky for the day. Where a person asks somebody, or says what is needed, nothing is
    /// drawn, and of bots and the shop's own people nothing is learnt.
    pub(crate) fn explore_seed(
        &self,
        request: &OfferRequest,
        placed: &Placed,
        policy: &Policy,
        now: Timestamp,
    ) -> Option<u64> {
        if policy.explore_percent == 0 || placed.unit == 0 || placed.held_out || placed.asked {
            return None;
        }
        let (unit, day, placement) = (placed.unit, now.day(), request.placement);
        let is_drawn = explore::is_in_share(policy.explore_percent, unit, day, placement)
            && self.traffic_of(request).counts();
        is_drawn.then(|| explore::seed(unit, day, placement))
    }

    /// What was learnt from offers and is in force, and what was undone.
    ///
    /// # Errors
    /// [`Error::Store`] where it cannot be read.
    pub fn learnt_now(&self) -> Result<LearntNow, Error> {
        let state = LearningState::load(&*self.inner.store)?;
        Ok(LearntNow::of(&state, self.inner.settings.learning.is_on))
    }

    /// What was learnt from offers, and what is on trial.
    ///
    /// # Errors
    /// [`Error`] where the store or the ledger cannot be read.
    pub fn learning(&self, now: Timestamp) -> Result<LearningView, Error> {
        let state = LearningState::load(&*self.inner.store)?;
        let settings = &self.inner.settings;
        let waits_until = state.not_before_ms.map(moment);
        let now_used = LearntNow::of(&state, settings.learning.is_on);
        Ok(LearningView {
            is_on: settings.learning.is_on,
            adoption: lessons::adoption(&self.inner.folder, settings, &state, now)?,
            visitors: lessons::visitors(&self.ledger(), now)? as u64,
            in_force: now_used.in_force,
            undone: now_used.undone,
            on_trial: state.trial.map(|trial| (trial.experiment, view(&trial.learnt))),
            last: state.last,
            waits_until: waits_until.filter(|until| *until > now),
        })
    }

    /// Whether what was learnt changed since a snapshot was built.
    pub(crate) fn learnt_since(&self, changes: u64) -> Result<bool, Error> {
        Ok(LearningState::load(&*self.inner.store)?.changes != changes)
    }
}

/// Keeps what a build found, once its snapshot is published.
pub(crate) fn keep(taught: &LearningState, store: &dyn Store) -> Result<(), Error> {
    match *taught == LearningState::load(store)? {
        true => Ok(()),
        false => taught.save(store),
    }
}
