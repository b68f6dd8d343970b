//! What a build learns from the offers that were shown, and what becomes of it: a trial; nothing, in a shop with too
//! few visitors to try anything on; or in force at once, where the merchant wants it untried.

use decide::Rankers;
use measure::{
    ledger::VisitorDay,
    tuning::{Lesson, Outcome},
};
use recommend::Params;
use rustc_hash::FxHashSet;
use shop::{Day, Timestamp};
use store::{DocumentKind, Store};

use super::{
    Adoption,
    state::{Before, LearningState, Learnt, Trial},
};
use crate::{
    Error, Settings,
    build::{ReadDecision, learn_from_offers},
    files::ShopFolder,
    ledger::LedgerFolder,
    snapshot::LearntFromOffers,
};

/// With so many visitors who saw offers in four weeks what was learnt is tried before it is in force: in eight weeks
/// two arms of two thousand each show at least what does great harm.
pub const VISITORS_MIN: usize = 2_000;
/// The days in which visitors are counted.
const VISITORS_DAYS: i32 = 28;

/// What a build takes from what was learnt.
pub(crate) struct Taught {
    /// The rankers in force.
    pub rankers: Rankers,
    /// The rankers on trial.
    pub challenger: Option<Rankers>,
    /// What the offers taught.
    lessons: Vec<Lesson>,
    /// What becomes of a lesson that holds.
    became: &'static str,
    /// What is to be kept once the snapshot is published.
    pub state: LearningState,
}

impl Taught {
    /// What the offers taught and what becomes of it, as the manifest tells it.
    pub fn told(&self) -> Vec<LearntFromOffers> {
        let told = |lesson: &Lesson| {
            let mut told = LearntFromOffers::from(lesson);
            if lesson.outcome == Outcome::Adopted {
                self.became.clone_into(&mut told.outcome);
            }
            told
        };
        self.lessons.iter().map(told).collect()
    }
}

/// Learns from the offers shown. `params` are those of tuning and the configuration; what was learnt before they were
/// tuned at `tuned_at` gives way to them.
///
/// # Errors
/// [`Error`] where the store, the log or the ledger cannot be read.
pub(crate) fn teach(
    folder: &ShopFolder,
    store: &dyn Store,
    decisions: &ReadDecision<'_>,
    settings: &Settings,
    (params, tuned_at): (&Params, Option<Timestamp>),
    now: Timestamp,
) -> Result<Taught, Error> {
    let before = LearningState::load(store)?;
    let mut state = before.clone();
    if !settings.learning.is_on {
        return Ok(Taught {
            rankers: Rankers::with_params(params),
            challenger: None,
            lessons: Vec::new(),
            became: "",
            state,
        });
    }
    state.in_force = state.in_force_since(tuned_at).cloned();
    let is_waiting = state.not_before_ms.is_some_and(|until| now.unix_ms() < until);
    let (mut lessons, mut became) = (Vec::new(), "adopted");
    // While something is on trial it is judged as it is.
    if state.trial.is_none() {
        let adoption = adoption(folder, settings, &state, now)?;
        // What no trial has borne out stays in force only where the merchant wants it so.
        let is_wanted = |learnt: &Learnt| learnt.tried || adoption == Adoption::AtOnce;
        state.in_force = state.in_force.filter(is_wanted);
        let from = match &state.in_force {
            Some(learnt) if learnt.tried => learnt.over(params, &settings.params),
            _ => params.clone(),
        };
        let (learnt, taught) = learn_from_offers(store, decisions, &from, now)?;
        lessons = taught;
        match (adoption, learnt) {
            (Adoption::AfterATrial, Some(learnt)) if !is_waiting => {
                became = "on_trial";
                state.trial = Some(trial(store, &mut state, &learnt, now)?);
            }
            (Adoption::AtOnce, learnt) => at_once(&mut state, learnt.as_ref(), now),
            _ => became = "waits",
        }
    }
    if state != before {
        state.changes += 1;
    }
    let over = |learnt: &Learnt| Rankers::with_params(&learnt.over(params, &settings.params));
    Ok(Taught {
        rankers: state
            .in_force
            .as_ref()
            .map_or_else(|| Rankers::with_params(params), over),
        challenger: state.trial.as_ref().map(|trial| over(&trial.learnt)),
        lessons,
        became,
        state,
    })
}

/// Puts what was learnt in force without a trial; what did not hold any more falls back to what a trial had found, or
/// to what was there before.
fn at_once(state: &mut LearningState, learnt: Option<&Params>, now: Timestamp) {
    let known = state.in_force.take();
    // Every build learns anew: what an undoing goes back to is what was there before the first of them.
    if !known.as_ref().is_some_and(|known| known.at_once) {
        state.before = Some(Before {
            learnt: known.clone().filter(|known| known.tried),
        });
    }
    let tried = known.filter(|known| known.tried);
    let Some(learnt) = learnt else {
        state.in_force = tried;
        return;
    };
    let mut fresh = Learnt::new(learnt, now);
    fresh.at_once = true;
    if let Some(tried) = tried {
        fresh.tried = true;
        for (name, value) in tried.params {
            fresh.params.entry(name).or_insert(value);
        }
    }
    state.in_force = Some(fresh);
}

/// A trial of what was learnt, with what is in force for the intents that nothing was learnt of.
fn trial(
    store: &dyn Store,
    state: &mut LearningState,
    learnt: &Params,
    now: Timestamp,
) -> Result<Trial, Error> {
    let mut challenger = Learnt::new(learnt, now);
    for (name, value) in state.in_force.iter().flat_map(|known| &known.params) {
        challenger.params.entry(name.clone()).or_insert(*value);
    }
    let known = store.documents(DocumentKind::Experiment)?;
    let mut experiment = String::new();
    while experiment.is_empty() || known.iter().any(|(id, _)| *id == experiment) {
        state.trials += 1;
        experiment = format!("learned-{}", state.trials);
    }
    Ok(Trial {
        experiment,
        learnt: challenger,
        begun: false,
    })
}

/// What becomes of what is learnt in this shop.
pub(super) fn adoption(
    folder: &ShopFolder,
    settings: &Settings,
    state: &LearningState,
    now: Timestamp,
) -> Result<Adoption, Error> {
    Ok(match settings.learning.trial {
        _ if state.held().is_some() => Adoption::WhenAllowed,
        Some(true) => Adoption::AfterATrial,
        Some(false) => Adoption::AtOnce,
        None if visitors(&LedgerFolder::new(folder.ledger()), now)? >= VISITORS_MIN => Adoption::AfterATrial,
        None => Adoption::NotYet,
    })
}

/// How many visitors saw offers in the latest four weeks; counted up to [`VISITORS_MIN`]. A day that cannot be read is
/// left out.
pub(super) fn visitors(ledger: &LedgerFolder, now: Timestamp) -> Result<usize, Error> {
    let today = now.day();
    let window = Day(today.0 - VISITORS_DAYS)..=today;
    let mut known = FxHashSet::default();
    for day in ledger
        .days()?
        .into_iter()
        .rev()
        .filter(|day| window.contains(day))
    {
        let visitors: Vec<VisitorDay> = ledger.read(day, "visitors").unwrap_or_default();
        let saw_offers =
            |visitor: &&VisitorDay| visitor.answers_with_offers > 0 && visitor.left_out.is_empty();
        known.extend(visitors.iter().filter(saw_offers).map(|visitor| visitor.unit));
        if known.len() >= VISITORS_MIN {
            return Ok(VISITORS_MIN);
        }
    }
    Ok(known.len())
}
