//! What was learnt from offers and is in force, what is on trial, and what came of the last trial: kept beside the
//! experiments in the store, so that a backup has both.

use std::collections::BTreeMap;

use recommend::Params;
use serde::{Deserialize, Serialize};
use shop::Timestamp;
use store::Store;

use crate::{Error, documents};

/// Where it is kept.
const SETTING: &str = "learning";

/// Rankers that were learnt from offers: numbers over those that tuning and the configuration gave.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Learnt {
    /// By full name, as in `tuning.json`.
    pub params: BTreeMap<String, f64>,
    /// When.
    pub at_ms: i64,
    /// Whether they went through a trial.
    #[serde(default)]
    pub tried: bool,
    /// Whether they are in force without a trial of their own.
    #[serde(default)]
    pub at_once: bool,
}

impl Learnt {
    /// Of what was learnt at a moment.
    pub fn new(params: &Params, now: Timestamp) -> Self {
        let params = params.iter();
        Self {
            params: params.map(|(name, value)| (name.to_owned(), value)).collect(),
            at_ms: now.unix_ms(),
            tried: false,
            at_once: false,
        }
    }

    /// `params` with what was learnt over them, but for what is set `by_hand`.
    pub fn over(&self, params: &Params, by_hand: &Params) -> Params {
        let mut all = params.clone();
        for (full_name, &value) in &self.params {
            if let Some((of, name)) = full_name.split_once('.')
                && by_hand.get(of, name).is_none()
            {
                all.set(of, name, value);
            }
        }
        all
    }
}

/// A trial of rankers that were learnt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Trial {
    /// The experiment's id.
    pub experiment: String,
    /// What is on trial.
    pub learnt: Learnt,
    /// Whether visitors were let into the experiment.
    #[serde(default)]
    pub begun: bool,
}

/// What was in force before something was adopted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Before {
    /// What was learnt earlier; none where the order was that of the history.
    #[serde(default)]
    pub learnt: Option<Learnt>,
}

/// A learnt change that was adopted and that somebody undid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Undone {
    /// When it was learnt.
    pub learnt_at_ms: i64,
    /// When it was undone.
    pub at_ms: i64,
    /// The count of changes with the undoing: a snapshot with fewer does not know of it.
    pub changes: u64,
    /// Whether the merchant allowed again that something learnt is used.
    #[serde(default)]
    pub allowed: bool,
}

/// How a trial ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastTrial {
    /// The experiment's id.
    pub experiment: String,
    /// Whether what was learnt is in force since.
    pub adopted: bool,
    /// What decided: `won`, `no_harm`, `lost`, `guardrail:` and a metric, `sample_ratio`, or why somebody stopped it.
    pub because: String,
    /// When, in milliseconds since 1970.
    pub ended_at_ms: i64,
}

/// All that is kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct LearningState {
    /// Counts the changes of what a snapshot takes from here.
    pub changes: u64,
    /// Counts the trials.
    pub trials: u32,
    /// What is in force.
    pub in_force: Option<Learnt>,
    /// What an undoing of what is in force goes back to; none where nothing was adopted.
    pub before: Option<Before>,
    /// What was undone last.
    pub undone: Option<Undone>,
    /// What is on trial.
    pub trial: Option<Trial>,
    /// How the last trial ended.
    pub last: Option<PastTrial>,
    /// No new trial begins before this moment.
    pub not_before_ms: Option<i64>,
}

impl LearningState {
    /// Reads what is kept. What cannot be read counts as nothing learnt: it must never keep a shop from building.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn load(store: &dyn Store) -> Result<Self, Error> {
        let text = store.meta_get(SETTING)?.unwrap_or_default();
        if text.is_empty() {
            return Ok(Self::default());
        }
        Ok(serde_json::from_str(&text).unwrap_or_else(|error| {
            tracing::warn!("what was learnt from offers cannot be read and is forgotten: {error}");
            Self::default()
        }))
    }

    /// What was undone, while nothing that is learnt is to be used without the merchant's word.
    pub fn held(&self) -> Option<&Undone> {
        self.undone.as_ref().filter(|undone| !undone.allowed)
    }

    /// What is in force and was learnt since the shop was tuned at `tuned_at`.
    pub fn in_force_since(&self, tuned_at: Option<Timestamp>) -> Option<&Learnt> {
        let is_outdated = |learnt: &Learnt| tuned_at.is_some_and(|tuned| tuned.unix_ms() > learnt.at_ms);
        self.in_force.as_ref().filter(|learnt| !is_outdated(learnt))
    }

    /// Puts something learnt in force in the place of what is there, which can be gone back to.
    pub fn adopt(&mut self, learnt: Learnt) {
        let former = self.in_force.replace(learnt);
        self.before = Some(Before { learnt: former });
    }

    /// Keeps it, in one step. Only called under the lock of builds.
    ///
    /// # Errors
    /// [`Error::Store`] where it cannot be written.
    pub fn save(&self, store: &dyn Store) -> Result<(), Error> {
        Ok(store.meta_put(SETTING, &documents::text_of(self)?)?)
    }
}
