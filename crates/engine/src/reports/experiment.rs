//! What an experiment says so far, and what one would take.

use measure::{
    attribution::{Attribution, Touches},
    experiments::{
        power::{self, Design},
        ratio::{self, ArmMoments},
        sequential::UNITS_MIN,
    },
    ledger::{Exposure, HOLD_OUT, Touch},
    metrics,
    reports::{ALPHA, CUPED_DAYS, ExperimentReport, Plan, Study, USUAL_GUARDRAILS, judge},
};
use recommend::ProductIndex;
use rustc_hash::FxHashMap;
use shop::{Day, Placement, Timestamp};

use super::{Loaded, ReportQuery, group_of};
use crate::{Engine, Error, Experiment, ExperimentDraft, documents::invalid, experiments::experiment_hash};

/// People planned where the shop's past says nothing.
const PEOPLE_PLANNED_UNKNOWN: u64 = 20_000;
/// Days of the past that a plan is worked out from.
const PLAN_DAYS: i32 = 28;

/// An experiment and what it says.
#[derive(Debug)]
pub struct ExperimentView {
    /// Its id.
    pub id: String,
    /// What was written, and where it is in its life.
    pub experiment: Experiment,
    /// What it says; none before it began.
    pub report: Option<ExperimentReport>,
}

/// Which people of an experiment are counted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ExperimentKey {
    pub id: String,
    /// Since when the arms are at work.
    pub began_ms: i64,
    /// From when on they are counted.
    pub from_ms: i64,
    /// When it ended; none while it runs.
    pub until_ms: Option<i64>,
    pub arms_stopped: usize,
}

impl ExperimentKey {
    /// None of one that has not begun.
    pub fn of(id: &str, experiment: &Experiment) -> Option<Self> {
        let from_ms = experiment.counted_from_ms?;
        Some(Self {
            id: id.to_owned(),
            began_ms: experiment.started_at_ms.unwrap_or(from_ms),
            from_ms,
            until_ms: experiment.stopped_at_ms,
            arms_stopped: experiment.arms_stopped.len(),
        })
    }
}

/// What a plan is worked out from: a metric, where the experiment runs, and the day before which the latest weeks end.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PlanKey {
    pub metric: String,
    /// None where it runs everywhere.
    pub placements: Vec<Placement>,
    pub today: Day,
}

/// A metric in the latest weeks.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlanGround {
    pub value: f64,
    pub variance: f64,
    /// Who was exposed.
    pub people: u64,
}

/// What an experiment would take, by the shop's latest weeks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExperimentPlan {
    /// The metric's number now.
    pub value: f64,
    /// Visitors a day who would be exposed, all arms together.
    pub visitors_each_day: u64,
    /// Visitors it takes to see the effect in all arms together, looking every day.
    pub visitors: u64,
    /// Days it takes; none where hardly anybody comes.
    pub days: Option<u64>,
    /// The lift that four weeks can show, .05 for 5 %; none where hardly anybody comes.
    pub lift_in_four_weeks: Option<f64>,
}

impl Engine {
    /// An experiment and what it says so far.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id; [`Error`] where the ledger cannot be read.
    pub fn experiment_view(&self, id: &str, now: Timestamp) -> Result<ExperimentView, Error> {
        let experiment = self.experiment(id)?;
        let report = match ExperimentKey::of(id, &experiment) {
            Some(key) => {
                self.sum_up(now)?;
                Some(self.judged(&key, &experiment, now)?)
            }
            None => None,
        };
        Ok(ExperimentView {
            id: id.to_owned(),
            experiment,
            report,
        })
    }

    /// What an experiment says by what was summed up so far.
    pub(super) fn judged(
        &self,
        key: &ExperimentKey,
        experiment: &Experiment,
        now: Timestamp,
    ) -> Result<ExperimentReport, Error> {
        let moment = |ms: i64| Timestamp::from_unix_ms(ms).unwrap_or(now);
        let (from, until) = (moment(key.from_ms), key.until_ms.map_or(now, moment));
        let query = ReportQuery {
            from: from.day(),
            to: until.day(),
            attribution: Attribution::default(),
        };
        let loaded = self.load(&query, CUPED_DAYS as i32, now)?;
        let plan = plan_of(experiment);
        let study = || {
            let study = Study::of(experiment_hash(&key.id));
            match key.began_ms < key.from_ms {
                true => study.at_work_since(moment(key.began_ms)),
                false => study,
            }
        };
        let all = match experiment.stopped_at_ms {
            Some(stopped) => study().until(moment(stopped)),
            None => study(),
        };
        let mut report = self.judged_by(&loaded, all, from, &plan);
        for stopped in &experiment.arms_stopped {
            // Counted anew after it was stopped, it has nothing to be judged by but what was said then.
            let at = moment(stopped.at_ms);
            let then = self.judged_by(&loaded, study().until(at), from, &plan);
            report.stop_arm(usize::from(stopped.arm), then, at, &stopped.guardrail);
        }
        Ok(report)
    }

    /// Judges a study by the days that were loaded.
    fn judged_by(&self, loaded: &Loaded, mut study: Study, from: Timestamp, plan: &Plan) -> ExperimentReport {
        let snapshot = self.inner.serving.snapshot();
        let catalogue = snapshot.as_ref().map(|snapshot| &snapshot.models.catalogue);
        let group = |product: ProductIndex| group_of(catalogue, product);
        let touches = Touches::new(Attribution::default(), &group, loaded.touches());
        loaded.expose(&mut study, from);
        let orders = loaded.orders(self.inner.currency(), &study, &touches);
        loaded.follow(&mut study, &orders);
        judge(&study, plan)
    }

    /// What an experiment would take, by what visitors did in the latest four weeks.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the draft cannot be used, or nothing is known yet to plan by.
    pub fn plan_experiment(&self, draft: &ExperimentDraft, now: Timestamp) -> Result<ExperimentPlan, Error> {
        draft.check(&self.inner.settings)?;
        let key = PlanKey {
            metric: draft.metric.clone(),
            placements: match draft.placements() {
                all if all.len() == Placement::ALL.len() => Vec::new(),
                some => some,
            },
            today: now.day(),
        };
        let unknown = || {
            let reason = "too little is known of it in the latest four weeks to plan by; set visitors_planned yourself";
            invalid("metric", reason)
        };
        let ground = self.prepared_plan(key, now)?.ok_or_else(unknown)?;
        Ok(planned(draft, ground.value, ground.variance, ground.people))
    }

    /// What an experiment on a metric would be planned by, of what was summed up so far; none where too little is
    /// known.
    pub(super) fn plan_ground(&self, key: &PlanKey, now: Timestamp) -> Result<Option<PlanGround>, Error> {
        let (_, ratio) = metrics::of_visitors_with_id(&key.metric)
            .ok_or_else(|| invalid("metric", "there is no such metric"))?;
        let query = ReportQuery {
            from: Day(key.today.0 - PLAN_DAYS),
            to: Day(key.today.0 - 1),
            attribution: Attribution::default(),
        };
        let loaded = self.load(&query, 0, now)?;
        let mut study = Study::of(HOLD_OUT);
        match self.seen_at(&key.placements, &query)? {
            None => loaded.expose(&mut study, query.from.start()),
            Some(seen) => {
                loaded.name(&mut study);
                study.add_exposures(&seen, query.from.start());
            }
        }
        let touches = Touches::new(query.attribution, &|product| product, []);
        let orders = loaded.orders(self.inner.currency(), &study, &touches);
        loaded.follow(&mut study, &orders);
        let mut moments = ArmMoments::default();
        study.moments(&ratio, 2).iter().for_each(|arm| moments.merge(arm));
        let measured = ratio::estimate(&moments)
            .ok()
            .zip(power::variance_of(&moments).ok());
        Ok(measured.map(|(estimate, variance)| PlanGround {
            value: estimate.value,
            variance,
            people: study.count(0) + study.count(1),
        }))
    }

    /// Who saw offers at some placements, and when first: whoever only sees other pages is in no experiment there, and
    /// buys at another rate. None where that is not asked, or the shop does not tell what is seen.
    fn seen_at(&self, placements: &[Placement], query: &ReportQuery) -> Result<Option<Vec<Exposure>>, Error> {
        let mut first: FxHashMap<u64, Timestamp> = FxHashMap::default();
        let (ledger, mut is_told) = (self.ledger(), false);
        let days = ledger.days()?.into_iter().filter(|_| !placements.is_empty());
        for day in days.filter(|day| (query.from..=query.to).contains(day)) {
            let seen: Vec<Touch> = ledger.read(day, "seen")?;
            is_told |= !seen.is_empty();
            for touch in seen.iter().filter(|touch| placements.contains(&touch.placement)) {
                let at = first.entry(touch.unit).or_insert(touch.at);
                *at = touch.at.min(*at);
            }
        }
        let exposure = |(unit, at)| Exposure {
            unit,
            experiment: HOLD_OUT,
            arm: 0,
            at,
        };
        Ok(is_told.then(|| first.into_iter().map(exposure).collect()))
    }

    /// Lets visitors into an experiment, planned by the shop's latest weeks where the draft says nothing.
    ///
    /// # Errors
    /// As [`Engine::start_experiment`].
    pub fn start_planned_experiment(&self, id: &str, now: Timestamp) -> Result<Experiment, Error> {
        let draft = self.experiment(id)?.draft;
        let planned = match draft.visitors_planned {
            Some(planned) => planned,
            None => self
                .plan_experiment(&draft, now)
                .map_or(PEOPLE_PLANNED_UNKNOWN, |plan| plan.visitors),
        };
        self.start_experiment(id, planned, now)
    }
}

fn plan_of(experiment: &Experiment) -> Plan {
    let draft = &experiment.draft;
    let usual = || {
        let others = USUAL_GUARDRAILS
            .iter()
            .filter(|(metric, _)| *metric != draft.metric);
        others
            .map(|(metric, margin)| ((*metric).to_owned(), *margin))
            .collect()
    };
    let set = draft.guardrails.as_ref().map(|guardrails| {
        let guardrails = guardrails.iter();
        guardrails
            .map(|guardrail| (guardrail.metric.clone(), guardrail.margin_percent / 100.0))
            .collect()
    });
    Plan {
        shares: draft.arms.iter().map(|arm| arm.share_percent).collect(),
        metric: draft.metric.clone(),
        lift_that_matters: draft.effect_percent / 100.0,
        guardrails: set.unwrap_or_else(usual),
        people_planned: experiment.visitors_planned,
    }
}

fn planned(draft: &ExperimentDraft, value: f64, variance: f64, people: u64) -> ExperimentPlan {
    let share = |arm: usize| {
        draft
            .arms
            .get(arm)
            .map_or(0.0, |arm| f64::from(arm.share_percent) / 100.0)
    };
    let smallest = (1..draft.arms.len()).map(share).fold(f64::INFINITY, f64::min);
    // The smallest arm against the first decides how long it takes; the others take their visitors beside.
    let of_both = share(0) + smallest;
    let of_all: f64 = (0..draft.arms.len()).map(share).sum();
    let design = Design {
        control_share: share(0) / of_both,
        // Each of the others has its part of the chance to see what is not there.
        alpha: ALPHA / (draft.arms.len().saturating_sub(1)).max(1) as f64,
        ..Design::even(variance)
    };
    let everybody = |both: u64| (both as f64 / of_both * of_all).ceil() as u64;
    let visitors = design
        .units(value.abs() * draft.effect_percent / 100.0)
        .map_or(u64::MAX, everybody)
        .max(UNITS_MIN);
    let each_day = (people as f64 / f64::from(PLAN_DAYS) * of_all) as u64;
    let in_four_weeks = (each_day as f64 * f64::from(PLAN_DAYS) * of_both / of_all) as u64;
    ExperimentPlan {
        value,
        visitors_each_day: each_day,
        visitors,
        days: power::days(visitors, each_day),
        lift_in_four_weeks: (in_four_weeks > 0 && value != 0.0)
            .then(|| design.detectable(in_four_weeks) / value.abs()),
    }
}

#[cfg(test)]
mod tests {
    use measure::experiments::{ratio::Estimate, sequential::Sequential};

    use super::*;
    use crate::{ArmDraft, PolicyChange};

    /// A normal number is above this in 80 of 100 cases less its mean.
    const POWER_80: f64 = 0.841_6;

    fn draft(shares: &[u16]) -> ExperimentDraft {
        let arm = |(number, &share_percent): (usize, &u16)| ArmDraft {
            name: format!("arm-{number}"),
            share_percent,
            change: PolicyChange::default(),
        };
        ExperimentDraft {
            title: String::new(),
            note: String::new(),
            placements: Vec::new(),
            layer: None,
            arms: shares.iter().enumerate().map(arm).collect(),
            metric: "conversion".to_owned(),
            effect_percent: 5.0,
            guardrails: None,
            visitors_planned: None,
            stop_on_harm: true,
        }
    }

    /// How many standard errors an effect as large as the one planned for lies beyond what the test demands, when the
    /// planned visitors came, of whom a share has what the metric is measured by.
    fn beyond(shares: &[u16], measured: f64) -> f64 {
        let (value, variance) = (0.1, 0.09);
        let plan = planned(&draft(shares), value, variance, 1_000);
        let all: f64 = shares.iter().map(|share| f64::from(*share)).sum();
        let last = shares.len() - 1;
        let [first, treated] =
            [0, last].map(|arm: usize| plan.visitors as f64 * f64::from(shares[arm]) / all);
        let estimate = Estimate {
            value: value * 0.05,
            variance: variance / first + variance / treated,
            units: ((first + treated) * measured) as u64,
            seen: (first + treated) as u64,
        };
        let test: Sequential = Plan {
            shares: shares.to_vec(),
            metric: "conversion".to_owned(),
            lift_that_matters: 0.05,
            guardrails: Vec::new(),
            people_planned: plan.visitors,
        }
        .test(last);
        test.interval(&estimate).low / estimate.variance.sqrt()
    }

    #[test]
    fn the_power_that_is_planned_is_that_of_the_test() {
        let even: Vec<u16> = vec![12; 8];
        for (shares, measured) in [
            (&[50, 50][..], 1.0),
            (&[90, 10], 1.0),
            (&[40, 30, 30], 1.0),
            (&even, 1.0),
            // Of a mean order, the few who order.
            (&[50, 50], 0.03),
            (&[70, 20, 10], 0.03),
        ] {
            let beyond = beyond(shares, measured);
            assert!(
                (POWER_80 - 0.01..POWER_80 + 0.05).contains(&beyond),
                "{shares:?}, {measured}: {beyond}"
            );
        }
    }
}
