//! Experiments: who gets what. Visitors are put into arms by a hash of their id, arms choose policies, and a part of
//! the visitors gets no offers at all, so that there is something to compare with.
//!
//! Whoever did not agree to be known is in no experiment and never held out: nothing could be learnt of them. Where a
//! person asks somebody (at the counter, in a chat, in their own words) nobody is held out either.

mod document;
mod hold_out;
mod life;

use std::sync::{Arc, PoisonError, RwLock};

use measure::experiments::assignment::{self, Allocation, Assignment};
use rustc_hash::FxHashMap;
use shop::{Placement, Timestamp};
use smallvec::SmallVec;
use store::{DocumentKind, Store};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

pub use document::{ArmDraft, ArmStopped, Experiment, ExperimentDraft, ExperimentState, GuardrailDraft};
pub use hold_out::HoldOutShare;
pub(crate) use hold_out::period;

use crate::{
    Engine, Error, OfferRequest, PolicyChange, Steering,
    build::customer_hash,
    decision_record::{Arms, InArm},
    documents,
};

/// By what the log and the ledger know a visitor instead of the id.
pub(crate) fn visitor_unit(id: &str) -> u64 {
    let mut hash = Xxh3::new();
    hash.update(b"visitor\x1f");
    hash.update(id.as_bytes());
    // 0 stands for nobody.
    hash.digest().max(1)
}

/// By what the log and the ledger know a customer instead of the id.
pub(crate) fn customer_unit(id: &str) -> u64 {
    // The same as in a snapshot, so that what was learnt of a customer is found by it; 0 stands for nobody.
    customer_hash(id).max(1)
}

/// By what the log knows an experiment instead of its id.
pub(crate) fn experiment_hash(id: &str) -> u32 {
    xxh3_64(id.as_bytes()) as u32
}

/// An experiment that visitors are in.
struct Running {
    id: String,
    hash: u32,
    placements: Vec<Placement>,
    layer: String,
    allocation: Allocation,
    /// Name and change of each arm; of one that was stopped, the first arm's change.
    arms: Vec<(String, PolicyChange)>,
}

impl Running {
    fn new(id: String, experiment: &Experiment) -> Option<Self> {
        let allocation = experiment.allocation();
        if allocation.is_none() {
            tracing::warn!("the experiment '{id}' cannot be read and is passed over");
        }
        let drafts = &experiment.draft.arms;
        let serves = |arm: usize| {
            if experiment.arm_stopped(arm).is_some() {
                0
            } else {
                arm
            }
        };
        let arms = drafts.iter().enumerate().map(|(arm, draft)| {
            let change = drafts.get(serves(arm)).unwrap_or(draft).change.clone();
            (draft.name.clone(), change)
        });
        Some(Self {
            hash: experiment_hash(&id),
            placements: experiment.draft.placements(),
            layer: experiment.draft.layer.clone().unwrap_or_else(|| id.clone()),
            allocation: allocation?,
            arms: arms.collect(),
            id,
        })
    }
}

/// A policy, which version of it, and the arms that change it.
type ArmPolicies = FxHashMap<(Placement, u32, Arms), Arc<Steering>>;

/// All experiments that run, in memory; replaced whole when one of them or a policy changes.
#[derive(Default)]
pub(crate) struct Experiments {
    hold_out_buckets: u16,
    running: Vec<Running>,
    policies: RwLock<ArmPolicies>,
}

/// Where somebody belongs at a placement.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Placed {
    /// The hash of who it is; 0 for nobody known.
    pub unit: u64,
    /// Whether no offers are shown.
    pub held_out: bool,
    /// Whether a person was asked: then nobody is held out.
    pub asked: bool,
    /// The arms.
    pub arms: Arms,
}

/// An arm as an answer names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArmView {
    /// The experiment's id.
    pub experiment: String,
    /// The arm's name.
    pub arm: String,
}

impl Experiments {
    /// Reads those that run.
    pub fn load(store: &dyn Store) -> Result<Self, Error> {
        let all: Vec<(String, Experiment)> = documents::all(store, DocumentKind::Experiment)?;
        let running = all
            .into_iter()
            .filter(|(_, experiment)| experiment.state == ExperimentState::Running)
            .filter_map(|(id, experiment)| Running::new(id, &experiment));
        Ok(Self {
            running: running.collect(),
            hold_out_buckets: hold_out::buckets(store)?,
            policies: RwLock::default(),
        })
    }

    /// Where somebody belongs at a placement.
    fn place(&self, unit: u64, id: &str, placement: Placement, asks: bool, now: Timestamp) -> Placed {
        let hold_out = hold_out::drawn(self.hold_out_buckets, now);
        let held_out = !asks && hold_out.holds(id);
        let here = self
            .running
            .iter()
            .filter(|running| running.placements.contains(&placement));
        let arm = |running: &Running| {
            let assigned = assignment::assign(id, None, &running.layer, &running.allocation);
            let Assignment::Arm(arm) = assigned else {
                return None;
            };
            Some(InArm {
                experiment: running.hash,
                arm: u8::try_from(arm).ok()?,
            })
        };
        Placed {
            unit,
            held_out,
            asked: asks,
            // Who is held out sees no arm's offers: nothing could be compared.
            arms: if held_out {
                Arms::new()
            } else {
                here.filter_map(arm).collect()
            },
        }
    }

    /// What steers the offers of somebody in these arms, where `base` is in force.
    fn steering(&self, base: &Arc<Steering>, arms: &Arms) -> Arc<Steering> {
        if arms.is_empty() {
            return Arc::clone(base);
        }
        let key = (base.policy.placement, base.policy.version, arms.clone());
        let known = self.policies.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(steering) = known.get(&key) {
            return Arc::clone(steering);
        }
        drop(known);
        let steering = Arc::new(self.changed((**base).clone(), arms));
        let mut known = self.policies.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(key, Arc::clone(&steering));
        steering
    }

    fn changed(&self, base: Steering, arms: &Arms) -> Steering {
        let mut steering = base;
        for arm in arms {
            let running = self.running.iter().find(|running| running.hash == arm.experiment);
            let Some((running, (_, change))) =
                running.and_then(|running| Some((running, running.arms.get(usize::from(arm.arm))?)))
            else {
                continue;
            };
            match steering.changed(change) {
                Ok(changed) => steering = changed,
                Err(error) => tracing::warn!("an arm of '{}' is passed over: {error}", running.id),
            }
        }
        steering
    }

    /// The arms by their names.
    fn named(&self, arms: &Arms) -> SmallVec<[ArmView; 1]> {
        let name = |arm: &InArm| {
            let running = self
                .running
                .iter()
                .find(|running| running.hash == arm.experiment)?;
            Some(ArmView {
                experiment: running.id.clone(),
                arm: running.arms.get(usize::from(arm.arm))?.0.clone(),
            })
        };
        arms.iter().filter_map(name).collect()
    }
}

impl Engine {
    /// Where whoever asks belongs: nobody is known without consent.
    pub(crate) fn placed(&self, request: &OfferRequest, now: Timestamp) -> Placed {
        let customer = request.customer_id.as_deref().map(str::trim);
        let refused = || {
            let profile = customer.map(|id| self.inner.profiles.of(&*self.inner.store, id));
            profile.is_some_and(|profile| profile.consent == Some(false))
        };
        let (unit, id) = match (&request.visitor_id, customer) {
            (Some(visitor), _) => (visitor_unit(visitor.as_str()), visitor.as_str()),
            (None, Some(customer)) => (customer_unit(customer), customer),
            (None, None) => return Placed::default(),
        };
        if !request.consent || refused() {
            return Placed::default();
        }
        let by_person = matches!(
            request.placement,
            Placement::Pos | Placement::SalesDesk | Placement::Chat
        );
        let asks = by_person || request.text.is_some();
        let experiments = self.inner.experiments.load();
        experiments.place(unit, id, request.placement, asks, now)
    }

    /// What steers the offers of somebody in these arms.
    pub(crate) fn steering_for(
        &self,
        placement: Placement,
        placed: &Placed,
        now: Timestamp,
    ) -> Arc<Steering> {
        let base = self.steering_in_force(placement, now);
        self.inner.experiments.load().steering(&base, &placed.arms)
    }

    /// The arms somebody is in, by their names.
    pub(crate) fn arm_names(&self, placed: &Placed) -> SmallVec<[ArmView; 1]> {
        self.inner.experiments.load().named(&placed.arms)
    }
}

impl crate::engine::Inner {
    /// Reads again which experiments run: somebody changed them, or a policy.
    pub(crate) fn reload_experiments(&self) -> Result<(), Error> {
        self.experiments.store(Arc::new(Experiments::load(&*self.store)?));
        self.serving.changed();
        Ok(())
    }
}
