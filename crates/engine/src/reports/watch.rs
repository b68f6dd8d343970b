//! Watching the experiments that run: an arm that certainly does harm is stopped alone, and an experiment whose
//! visitors are not split as they should be is stopped whole.

use measure::{experiments::verdict::Verdict, reports::ExperimentReport};
use shop::Timestamp;

use super::experiment::ExperimentKey;
use crate::{Engine, Error, Experiment, ExperimentState};

/// An experiment that ended, or an arm of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The experiment's id.
    pub experiment: String,
    /// The arm that was stopped, by its name; none where the whole experiment ended without one.
    pub arm: Option<String>,
    /// Why: `guardrail:` and a metric, `sample_ratio`, or how a trial of what was learnt ended.
    pub because: String,
}

impl Engine {
    /// Stops the arms that certainly do harm, each alone, and the experiments whose visitors are not split as they
    /// should be; what ended, with the reason. A trial of what was learnt from offers ends where it is decided.
    ///
    /// # Errors
    /// [`Error`] where the ledger cannot be read.
    pub fn watch_experiments(&self, now: Timestamp) -> Result<Vec<Ended>, Error> {
        let mut ended: Vec<Ended> = self.watch_trial(now)?.into_iter().collect();
        let is_running =
            |(_, experiment): &(String, Experiment)| experiment.state == ExperimentState::Running;
        let running: Vec<_> = self.experiments()?.into_iter().filter(is_running).collect();
        if !running.is_empty() {
            self.sum_up(now)?;
        }
        for (id, experiment) in running {
            let key = ExperimentKey::of(&id, &experiment).filter(|_| experiment.draft.stop_on_harm);
            if let Some(key) = key {
                let report = self.judged(&key, &experiment, now)?;
                ended.extend(self.stop_what_harms(&id, &experiment, &report, now)?);
            }
        }
        Ok(ended)
    }

    fn stop_what_harms(
        &self,
        id: &str,
        experiment: &Experiment,
        report: &ExperimentReport,
        now: Timestamp,
    ) -> Result<Vec<Ended>, Error> {
        let ended = |arm: Option<String>, because: String| Ended {
            experiment: id.to_owned(),
            arm,
            because,
        };
        if report.sample_ratio.is_broken() {
            tracing::warn!("the experiment '{id}' is stopped: its visitors are not split as planned");
            self.stop_experiment(id, "sample_ratio", now)?;
            return Ok(vec![ended(None, "sample_ratio".to_owned())]);
        }
        let mut all = Vec::new();
        for (at, arm) in report.arms.iter().enumerate() {
            let Some(Verdict::StoppedByGuardrail(place)) = arm.verdict.filter(|_| arm.stopped.is_none())
            else {
                continue;
            };
            let Some(guardrail) = arm.guardrails.get(place) else {
                continue;
            };
            let name = experiment.draft.arms.get(at).map(|arm| arm.name.clone());
            let metric = &guardrail.metric;
            tracing::warn!("the arm {name:?} of the experiment '{id}' is stopped: {metric} got worse");
            self.stop_arm(id, at, metric, now)?;
            all.push(ended(name, format!("guardrail:{metric}")));
        }
        Ok(all)
    }
}
