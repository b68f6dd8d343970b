//! The life of an experiment: written, started, stopped.

use shop::Timestamp;
use store::DocumentKind;

use super::{ArmStopped, ArmView, Experiment, ExperimentDraft, ExperimentState, experiment_hash};
use crate::{
    Engine, Error,
    decision_record::InArm,
    documents::{self, invalid},
};

/// An id that no experiment can have: over HTTP it stands for something else.
const RESERVED_ID: &str = "plan";

impl Engine {
    /// Every experiment, by id.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be read.
    pub fn experiments(&self) -> Result<Vec<(String, Experiment)>, Error> {
        documents::all(&*self.inner.store, DocumentKind::Experiment)
    }

    /// One experiment.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id.
    pub fn experiment(&self, id: &str) -> Result<Experiment, Error> {
        let found = self.experiments()?.into_iter().find(|(own, _)| own == id);
        let not_found = || documents::not_found("experiment", id);
        found.map(|(_, experiment)| experiment).ok_or_else(not_found)
    }

    /// Writes an experiment. Of one that runs only the shares of the arms and the words can be changed; whoever is in
    /// an arm that does not shrink stays there, and what is counted begins anew.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming what cannot be used; what was kept stays.
    pub fn put_experiment(
        &self,
        id: &str,
        draft: ExperimentDraft,
        now: Timestamp,
    ) -> Result<Experiment, Error> {
        documents::check_id(id)?;
        if id == RESERVED_ID {
            return Err(invalid(
                "id",
                format!("'{RESERVED_ID}' is the address that plans one; choose another id"),
            ));
        }
        draft.check(&self.inner.settings)?;
        documents::check_room(&*self.inner.store, DocumentKind::Experiment, id)?;
        let _one_at_a_time = self.inner.policy_edits();
        let known = self.experiments()?.into_iter().find(|(own, _)| own == id);
        let experiment = match known {
            None => Experiment::new(draft),
            Some((_, known)) => match known.state {
                ExperimentState::Draft => Experiment::new(draft),
                ExperimentState::Running => self.changed_while_running(id, known, draft, now)?,
                ExperimentState::Stopped => {
                    return Err(invalid(
                        "id",
                        "this experiment is over; give the new one another id",
                    ));
                }
            },
        };
        self.keep_experiment(id, &experiment)?;
        Ok(experiment)
    }

    fn changed_while_running(
        &self,
        id: &str,
        mut known: Experiment,
        draft: ExperimentDraft,
        now: Timestamp,
    ) -> Result<Experiment, Error> {
        let mut same = draft.clone();
        same.title.clone_from(&known.draft.title);
        same.note.clone_from(&known.draft.note);
        let shares = |of: &ExperimentDraft| of.arms.iter().map(|arm| arm.share_percent).collect::<Vec<_>>();
        let shares_change = shares(&draft) != shares(&known.draft);
        for (arm, known) in same.arms.iter_mut().zip(&known.draft.arms) {
            arm.share_percent = known.share_percent;
        }
        if same != known.draft {
            return Err(invalid(
                "arms",
                "the experiment runs: only the shares, the title and the note can be changed; stop it and begin another",
            ));
        }
        known.draft = draft;
        if shares_change {
            known.allocate(id, &self.taken_in_layer(id, &known)?)?;
            known.counted_from_ms = Some(now.unix_ms());
        }
        Ok(known)
    }

    /// Lets visitors into an experiment, from the next answer on. `visitors_planned` is what the plan says where the
    /// draft says nothing.
    ///
    /// # Errors
    /// [`Error::Invalid`] where it runs already, is over, or its layer has too little room beside the others.
    pub fn start_experiment(
        &self,
        id: &str,
        visitors_planned: u64,
        now: Timestamp,
    ) -> Result<Experiment, Error> {
        let _one_at_a_time = self.inner.policy_edits();
        let mut experiment = self.experiment(id)?;
        match experiment.state {
            ExperimentState::Draft => {}
            ExperimentState::Running => return Err(invalid("id", "this experiment runs already")),
            ExperimentState::Stopped => {
                return Err(invalid("id", "this experiment is over; write another one"));
            }
        }
        experiment.draft.check(&self.inner.settings)?;
        experiment.allocate(id, &self.taken_in_layer(id, &experiment)?)?;
        experiment.state = ExperimentState::Running;
        experiment.started_at_ms = Some(now.unix_ms());
        experiment.counted_from_ms = experiment.started_at_ms;
        experiment.visitors_planned = experiment.draft.visitors_planned.unwrap_or(visitors_planned);
        self.keep_experiment(id, &experiment)?;
        Ok(experiment)
    }

    /// Ends an experiment: from the next answer on everybody gets the policy in force.
    ///
    /// # Errors
    /// [`Error::Invalid`] where it does not run.
    pub fn stop_experiment(&self, id: &str, reason: &str, now: Timestamp) -> Result<Experiment, Error> {
        let _one_at_a_time = self.inner.policy_edits();
        let mut experiment = self.experiment(id)?;
        if experiment.state != ExperimentState::Running {
            return Err(invalid("id", "this experiment does not run"));
        }
        experiment.state = ExperimentState::Stopped;
        experiment.stopped_at_ms = Some(now.unix_ms());
        experiment.stop_reason = Some(reason.to_owned());
        self.keep_experiment(id, &experiment)?;
        Ok(experiment)
    }

    /// Stops an arm that does harm: from the next answer on its visitors get what those of the first arm get, and stay
    /// assigned to it, so that the other arms keep theirs. Where no arm is left beside the first, the experiment ends.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the experiment does not run, or has no such arm beside the first.
    pub(crate) fn stop_arm(
        &self,
        id: &str,
        arm: usize,
        guardrail: &str,
        now: Timestamp,
    ) -> Result<Experiment, Error> {
        let _one_at_a_time = self.inner.policy_edits();
        let mut experiment = self.experiment(id)?;
        let others = experiment.draft.arms.len().saturating_sub(1);
        if experiment.state != ExperimentState::Running || !(1..=others).contains(&arm) {
            return Err(invalid("id", "this experiment has no such arm that runs"));
        }
        if experiment.arm_stopped(arm).is_none() {
            experiment.arms_stopped.push(ArmStopped {
                arm: arm as u16,
                at_ms: now.unix_ms(),
                guardrail: guardrail.to_owned(),
            });
        }
        if experiment.arms_stopped.len() >= others {
            experiment.state = ExperimentState::Stopped;
            experiment.stopped_at_ms = Some(now.unix_ms());
            experiment.stop_reason = Some(format!("guardrail:{guardrail}"));
        }
        self.keep_experiment(id, &experiment)?;
        Ok(experiment)
    }

    /// Forgets an experiment that does not run.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id, [`Error::Invalid`] where it runs.
    pub fn delete_experiment(&self, id: &str) -> Result<(), Error> {
        let _one_at_a_time = self.inner.policy_edits();
        if self.experiment(id)?.state == ExperimentState::Running {
            return Err(invalid("id", "this experiment runs; stop it first"));
        }
        self.inner.store.delete_document(DocumentKind::Experiment, id)?;
        self.inner.reload_experiments()
    }

    /// The arms that a decision of the past was made in, by their names, of experiments that are still known.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be read.
    pub(crate) fn arms_kept(&self, arms: &[InArm]) -> Result<Vec<ArmView>, Error> {
        if arms.is_empty() {
            return Ok(Vec::new());
        }
        let known = self.experiments()?;
        let name = |arm: &InArm| {
            let (id, experiment) = known
                .iter()
                .find(|(id, _)| experiment_hash(id) == arm.experiment)?;
            Some(ArmView {
                experiment: id.clone(),
                arm: experiment.draft.arms.get(usize::from(arm.arm))?.name.clone(),
            })
        };
        Ok(arms.iter().filter_map(name).collect())
    }

    fn keep_experiment(&self, id: &str, experiment: &Experiment) -> Result<(), Error> {
        let text = documents::text_of(experiment)?;
        self.inner
            .store
            .put_document(DocumentKind::Experiment, id, &text)?;
        self.inner.reload_experiments()
    }

    /// The buckets that other experiments of its layer own.
    fn taken_in_layer(&self, id: &str, experiment: &Experiment) -> Result<Vec<(u16, u16, u16)>, Error> {
        let layer = layer(id, experiment);
        let others = self.experiments()?.into_iter().filter(|(other_id, other)| {
            let runs = other.state == ExperimentState::Running && other_id != id;
            runs && self::layer(other_id, other) == layer
        });
        Ok(others.flat_map(|(_, other)| other.ranges).collect())
    }
}

fn layer<'a>(id: &'a str, experiment: &'a Experiment) -> &'a str {
    experiment.draft.layer.as_deref().unwrap_or(id)
}
