//! A trial of what was learnt: an experiment that the engine writes, starts, watches and ends. Who wins is in force.

use measure::{
    experiments::{effect::Interval, verdict::Verdict},
    reports::{ExperimentReport, Judged},
};
use shop::Timestamp;

use super::state::{LearningState, PastTrial, Trial};
use crate::{
    ArmDraft, Ended, Engine, Error, ExperimentDraft, ExperimentState, PolicyChange, build::BuildLock,
};

/// What was learnt and did harm is not tried again for so long.
const WAIT_AFTER_HARM_DAYS: i64 = 30;
/// After something was adopted nothing else is tried for so long: shops need rest from experiments too.
const WAIT_AFTER_SUCCESS_DAYS: i64 = 7;
/// A trial ends after what so many days bring.
const TRIAL_DAYS: u64 = 56;
/// Fewest and most visitors of a trial.
const PLANNED: std::ops::RangeInclusive<u64> = 2_000..=200_000;
/// The arm that the other is compared with, and the other.
const ARMS: [&str; 2] = ["in_force", "learned"];
/// Why the experiment of a trial was stopped.
const ADOPTED: &str = "adopted";
const ROLLED_BACK: &str = "rolled_back";

/// How a trial ends.
struct End {
    adopted: bool,
    because: String,
}

impl End {
    fn new(adopted: bool, because: impl Into<String>) -> Self {
        Self {
            adopted,
            because: because.into(),
        }
    }
}

impl Engine {
    /// Lets visitors into the trial that a build asked for. The caller holds the lock of builds.
    pub(crate) fn begin_trial(&self, now: Timestamp) -> Result<(), Error> {
        let store = &*self.inner.store;
        let mut state = LearningState::load(store)?;
        let Some(trial) = state.trial.as_mut().filter(|trial| !trial.begun) else {
            return Ok(());
        };
        // A crash in between leaves an experiment that was written and perhaps begun.
        let known = match self.experiment(&trial.experiment) {
            Err(Error::NotFound { .. }) => {
                let mut draft = draft();
                draft.visitors_planned = Some(self.visitors_planned(&draft, now));
                Some(self.put_experiment(&trial.experiment, draft, now)?)
            }
            known => Some(known?),
        };
        if known.is_some_and(|known| known.state == ExperimentState::Draft) {
            self.start_experiment(&trial.experiment, *PLANNED.start(), now)?;
        }
        tracing::info!(
            "what was learnt from offers is on trial as '{}'",
            trial.experiment
        );
        trial.begun = true;
        state.save(store)
    }

    fn visitors_planned(&self, draft: &ExperimentDraft, now: Timestamp) -> u64 {
        let plan = self.plan_experiment(draft, now);
        let planned = plan.map_or(0, |plan| {
            let within = plan.visitors_each_day.saturating_mul(TRIAL_DAYS);
            plan.visitors.min(within)
        });
        planned.clamp(*PLANNED.start(), *PLANNED.end())
    }

    /// Ends the trial that runs, where it is decided.
    pub(crate) fn watch_trial(&self, now: Timestamp) -> Result<Option<Ended>, Error> {
        let store = &*self.inner.store;
        if LearningState::load(store)?.trial.is_none() {
            return Ok(None);
        }
        let _one_at_a_time = BuildLock::take(&self.inner.folder, true)?;
        self.begin_trial(now)?;
        let mut state = LearningState::load(store)?;
        let Some(trial) = state.trial.take() else {
            return Ok(None);
        };
        let Some(end) = self.end_of(&trial, now)? else {
            return Ok(None);
        };
        let reason = if end.adopted { ADOPTED } else { ROLLED_BACK };
        tracing::info!("the trial '{}' ends: {reason}, {}", trial.experiment, end.because);
        // Stopped first: what a crash leaves is a stopped experiment, which the next look takes over.
        match self.stop_experiment(&trial.experiment, reason, now) {
            Ok(_) | Err(Error::Invalid { .. } | Error::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
        let id = trial.experiment.clone();
        finish(&mut state, trial, end, now);
        state.save(store)?;
        Ok(Some(Ended {
            experiment: id,
            arm: None,
            because: reason.to_owned(),
        }))
    }

    /// Whether a trial is decided, and how.
    fn end_of(&self, trial: &Trial, now: Timestamp) -> Result<Option<End>, Error> {
        let experiment = match self.experiment(&trial.experiment) {
            Err(Error::NotFound { .. }) => return Ok(Some(End::new(false, "deleted"))),
            experiment => experiment?,
        };
        if experiment.state == ExperimentState::Stopped {
            let reason = experiment.stop_reason.unwrap_or_default();
            return Ok(Some(match reason.as_str() {
                ADOPTED => End::new(true, "won"),
                reason => End::new(false, reason),
            }));
        }
        if !self.inner.settings.learning.is_on {
            return Ok(Some(End::new(false, "switched_off")));
        }
        let view = self.experiment_view(&trial.experiment, now)?;
        let matters = view.experiment.draft.effect_percent / 100.0;
        let planned = view.experiment.visitors_planned;
        Ok(view.report.and_then(|report| decided(&report, planned, matters)))
    }
}

/// What a report says of a trial; none where it is too early.
fn decided(report: &ExperimentReport, planned: u64, matters: f64) -> Option<End> {
    let arm = report.arms.get(1)?;
    let is_complete = report.people >= planned;
    match arm.verdict? {
        Verdict::BrokenBySampleRatio => Some(End::new(false, "sample_ratio")),
        Verdict::StoppedByGuardrail(at) => {
            let metric = arm.guardrails.get(at).map_or("", |guardrail| &guardrail.metric);
            Some(End::new(false, format!("guardrail:{metric}")))
        }
        Verdict::Lost => Some(End::new(false, "lost")),
        Verdict::Won => Some(End::new(true, "won")),
        // What is certainly worse is not adopted, however little: a shop learns for years, and every time a little less
        // would be a lot.
        Verdict::NoDifferenceThatMatters if lift(arm).is_some_and(|lift| lift.high < 0.0) => {
            Some(End::new(false, "lost"))
        }
        Verdict::NoDifferenceThatMatters => is_complete.then(|| End::new(true, "no_harm")),
        // All planned visitors came: without harm beyond doubt is what is certainly not worse by what matters.
        Verdict::Undecided => Some(match lift(arm).is_some_and(|lift| lift.low > -matters) {
            true => End::new(true, "no_harm"),
            false => End::new(false, "undecided"),
        }),
        Verdict::TooEarly { .. } => None,
    }
}

/// Where the lift of the metric that decides is, whenever one looks.
fn lift(arm: &Judged) -> Option<Interval> {
    let figure = arm.figures.iter().find(|figure| figure.metric.id == METRIC)?;
    Some(figure.lift)
}

/// The metric that decides.
const METRIC: &str = "margin_per_visitor";

fn draft() -> ExperimentDraft {
    let arm = |name: &str, rankers: Option<&str>| ArmDraft {
        name: name.to_owned(),
        share_percent: 50,
        change: PolicyChange {
            rankers: rankers.map(str::to_owned),
            ..PolicyChange::default()
        },
    };
    ExperimentDraft {
        title: "What was learnt from the offers shown".to_owned(),
        note: "Half of the visitors get their offers in the order that was learnt from what others took. If that \
               earns more, or at least does no harm, everybody gets it; if it does harm, it is dropped. Stop the \
               experiment to keep what is in force."
            .to_owned(),
        placements: Vec::new(),
        layer: None,
        arms: vec![arm(ARMS[0], None), arm(ARMS[1], Some("challenger"))],
        metric: METRIC.to_owned(),
        effect_percent: 5.0,
        guardrails: None,
        visitors_planned: None,
        stop_on_harm: true,
    }
}

fn finish(state: &mut LearningState, trial: Trial, end: End, now: Timestamp) {
    let wait_days = match end.adopted {
        true => WAIT_AFTER_SUCCESS_DAYS,
        false => WAIT_AFTER_HARM_DAYS,
    };
    state.last = Some(PastTrial {
        experiment: trial.experiment,
        adopted: end.adopted,
        because: end.because,
        ended_at_ms: now.unix_ms(),
    });
    if end.adopted {
        let mut learnt = trial.learnt;
        learnt.tried = true;
        state.adopt(learnt);
    }
    state.not_before_ms = Some(now.plus_ms(wait_days * 86_400_000).unix_ms());
    state.changes += 1;
}

#[cfg(test)]
mod tests {
    use measure::{
        ledger::{Exposure, HOLD_OUT, OrderTotals},
        reports::{Plan, Study, judge},
    };

    use super::*;

    /// How a trial ends in which everybody buys, for so many cents of margin with what was learnt and 10,000 without.
    fn ended(learnt: i64) -> Option<(bool, String)> {
        let at = Timestamp::from_unix_ms(1_770_000_000_000).unwrap();
        let mut study = Study::of(HOLD_OUT);
        let people = 1..=4_000_u64;
        let exposures: Vec<Exposure> = people
            .clone()
            .map(|unit| Exposure {
                unit,
                experiment: HOLD_OUT,
                arm: (unit % 2) as u8,
                at,
            })
            .collect();
        study.add_exposures(&exposures, at);
        for unit in people {
            let usual = if unit % 2 == 1 { learnt } else { 10_000 };
            let order = OrderTotals {
                at,
                visitor: unit,
                units: 1,
                margin_minor: usual + (unit / 2 % 11) as i64 * 50,
                ..OrderTotals::default()
            };
            study.add_order(unit, &order);
        }
        let plan = Plan {
            shares: vec![50, 50],
            metric: METRIC.to_owned(),
            lift_that_matters: 0.05,
            guardrails: Vec::new(),
            people_planned: 4_000,
        };
        decided(&judge(&study, &plan), 4_000, 0.05).map(|end| (end.adopted, end.because))
    }

    #[test]
    fn what_is_certainly_worse_is_dropped_however_little() {
        let told = |adopted, because: &str| Some((adopted, because.to_owned()));
        assert_eq!(ended(9_800), told(false, "lost"));
        assert_eq!(ended(9_000), told(false, "lost"));
        assert_eq!(ended(10_000), told(true, "no_harm"));
        assert_eq!(ended(10_200), told(true, "no_harm"));
        assert_eq!(ended(11_000), told(true, "won"));
    }
}
