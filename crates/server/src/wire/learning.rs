//! What was learnt from offers, and what another policy would have brought, as they are answered.

use engine::{
    Adoption, DECISIONS_MIN, Estimated, LearningView, LearntView, NoEstimate, PastTrial, PolicyEstimate,
    Reward,
    measure::{experiments::ratio::Estimate, off_policy::choices::Estimates},
};
use serde::Serialize;
use shop::Currency;

use super::{
    figures::{Figure, Unit, short},
    status::Moment,
};

/// What was learnt from offers, and what is on trial.
#[derive(Debug, Serialize)]
pub struct LearningReply<'a> {
    rankers: &'static str,
    adopts: &'static str,
    visitors_in_four_weeks: u64,
    visitors_for_a_trial: usize,
    in_force: InForceReply,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_trial: Option<TrialReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_trial: Option<PastTrialReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waits_until: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undone: Option<UndoneReply>,
}

/// What was undone, while nothing that is learnt is used.
#[derive(Debug, Serialize)]
struct UndoneReply {
    learnt_at: Moment,
    at: Moment,
}

#[derive(Debug, Serialize)]
struct InForceReply {
    from: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    learnt_at: Option<Moment>,
}

#[derive(Debug, Serialize)]
struct TrialReply<'a> {
    experiment: &'a str,
    learnt_at: Moment,
}

#[derive(Debug, Serialize)]
struct PastTrialReply<'a> {
    experiment: &'a str,
    outcome: &'static str,
    because: &'a str,
    ended_at: Option<Moment>,
}

impl<'a> From<&'a LearningView> for LearningReply<'a> {
    fn from(learning: &'a LearningView) -> Self {
        let trial = |(experiment, learnt): &'a (String, LearntView)| TrialReply {
            experiment,
            learnt_at: Moment(learnt.learnt_at),
        };
        let past = |past: &'a PastTrial| PastTrialReply {
            experiment: &past.experiment,
            outcome: if past.adopted { "adopted" } else { "rolled_back" },
            because: &past.because,
            ended_at: Moment::kept(Some(past.ended_at_ms)),
        };
        Self {
            rankers: if learning.is_on { "on" } else { "off" },
            adopts: match learning.adoption {
                Adoption::AfterATrial => "after_a_trial",
                Adoption::AtOnce => "at_once",
                Adoption::NotYet => "not_yet",
                Adoption::WhenAllowed => "when_allowed",
            },
            visitors_in_four_weeks: learning.visitors,
            visitors_for_a_trial: engine::VISITORS_MIN,
            in_force: InForceReply {
                from: match learning.in_force {
                    Some(LearntView { tried: true, .. }) => "trial",
                    Some(_) => "offers",
                    None => "history",
                },
                learnt_at: learning.in_force.map(|learnt| Moment(learnt.learnt_at)),
            },
            on_trial: learning.on_trial.as_ref().map(trial),
            last_trial: learning.last.as_ref().map(past),
            waits_until: learning.waits_until.map(Moment),
            undone: learning.undone.map(|undone| UndoneReply {
                learnt_at: Moment(undone.learnt_at),
                at: Moment(undone.at),
            }),
        }
    }
}

/// What another policy would have brought.
#[derive(Debug, Serialize)]
pub struct EstimateReply {
    placement: &'static str,
    reward: &'static str,
    decisions: usize,
    comparable: usize,
    changed: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_force: Option<EstimatesReply>,
    #[serde(skip_serializing_if = "Option::is_none")]
    drafted: Option<EstimatesReply>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<RefusedReply>,
}

#[derive(Debug, Serialize)]
struct EstimatesReply {
    ips: Figure,
    snips: Figure,
    doubly_robust: Figure,
    effective_decisions: f64,
}

#[derive(Debug, Serialize)]
struct RefusedReply {
    code: &'static str,
    message: String,
}

/// What a reward is measured in.
pub fn unit_of(reward: Reward, currency: Currency) -> Unit {
    match reward {
        Reward::Taken => Unit::Plain,
        Reward::Margin => Unit::Mean(currency),
    }
}

/// Why nothing is said of a policy: a code, and a sentence that says what to do.
pub fn refused(why: NoEstimate) -> (&'static str, String) {
    match why {
        NoEstimate::NothingExplored => (
            "nothing_explored",
            "No slot was filled here to learn from, or no visitor was seen to look at one. Set explore_percent for \
             this placement, send impressions, and ask again in some days."
                .to_owned(),
        ),
        NoEstimate::TooFew => (
            "too_few",
            format!(
                "Too few slots were filled to learn from: at least {DECISIONS_MIN} have to be seen. Wait some days, or \
                 raise explore_percent."
            ),
        ),
        NoEstimate::TooDifferent => (
            "too_different",
            "This policy mostly offers what was never drawn for that slot, so what was logged says nothing about it. \
             Try it as an experiment."
                .to_owned(),
        ),
        NoEstimate::TooLittleOverlap { effective } => (
            "too_little_overlap",
            format!(
                "What was logged is worth only {effective:.0} decisions for this policy, which is too little. Wait some \
                 days, raise explore_percent, or try it as an experiment."
            ),
        ),
    }
}

impl EstimateReply {
    /// The reply, with amounts in the shop's currency.
    pub fn new(estimate: &PolicyEstimate, currency: Currency) -> Self {
        let unit = unit_of(estimate.reward, currency);
        let figure = |of: Estimate| Figure::estimated(Some(of), unit);
        let reply = |of: &Estimates| EstimatesReply {
            ips: figure(of.ips),
            snips: figure(of.snips),
            doubly_robust: figure(of.doubly_robust),
            effective_decisions: short(of.effective),
        };
        let told = |of: fn(&Estimated) -> &Estimates| estimate.outcome.as_ref().ok().map(of).map(reply);
        let refused = estimate.outcome.as_ref().err().map(|why| {
            let (code, message) = refused(*why);
            RefusedReply { code, message }
        });
        Self {
            placement: estimate.placement.as_str(),
            reward: estimate.reward.as_str(),
            decisions: estimate.decisions,
            comparable: estimate.comparable,
            changed: estimate.changed,
            in_force: told(|estimated| &estimated.in_force),
            drafted: told(|estimated| &estimated.drafted),
            refused,
        }
    }
}
