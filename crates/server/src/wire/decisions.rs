//! `/v1/decisions`: what was decided, and what became of every candidate.

use engine::{CandidateView, DecisionView, ExplainAnswer, decide::Note};
use serde::Serialize;
use shop::Locale;

use super::{
    offers::{InArmReply, MentionReply, ReasonReply},
    status::Moment,
};
use crate::i18n::Texts;

/// A decision.
#[derive(Debug, Serialize)]
pub struct DecisionReply<'a> {
    decision_id: &'a str,
    at: Moment,
    placement: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    traffic: Option<&'static str>,
    model_version: u64,
    policy_version: u32,
    held_out: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    quiet: bool,
    experiments: Vec<InArmReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<&'a str>,
    locale: &'a str,
    took_us: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<MentionReply<'a>>,
    cart: Vec<CartReply<'a>>,
    candidates: Vec<CandidateReply<'a>>,
}

#[derive(Debug, Serialize)]
struct CartReply<'a> {
    product: MentionReply<'a>,
    quantity: u32,
}

/// A candidate with its whole story.
#[derive(Debug, Serialize)]
pub struct CandidateReply<'a> {
    product: MentionReply<'a>,
    rank: usize,
    score: f32,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    slot: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    filter: Option<&'static str>,
    unit: u8,
    intent: &'static str,
    worth: f32,
    #[serde(skip_serializing_if = "Option::is_none")]
    chance: Option<f32>,
    text: String,
    sources: Vec<SourceReply<'a>>,
    features: Vec<FeatureReply<'a>>,
}

#[derive(Debug, Serialize)]
struct FeatureReply<'a> {
    name: &'a str,
    value: f32,
    adds: f32,
}

#[derive(Debug, Serialize)]
struct SourceReply<'a> {
    recommender: &'static str,
    score: f32,
    reason: ReasonReply<'a>,
    text: String,
}

/// Why a product was offered or not.
#[derive(Debug, Serialize)]
pub struct ExplanationReply<'a> {
    decision_id: &'a str,
    product_id: &'a str,
    /// The variant of the policy that was for whoever asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<&'a str>,
    outcome: &'static str,
    text: String,
    candidates: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    candidate: Option<CandidateReply<'a>>,
    /// What became of it in the other units of the page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<CandidateReply<'a>>,
    /// Filters that object; only known for a question asked now, not for a decision of the past.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    objections: Vec<ObjectionReply>,
    /// The merchant's rules that name it; only known for a question asked now.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    rules: &'a [String],
}

#[derive(Debug, Serialize)]
struct ObjectionReply {
    filter: &'static str,
    text: String,
}

/// A decision as it goes over the wire.
pub fn decision_reply<'a>(decision: &'a DecisionView, texts: &Texts, locale: &Locale) -> DecisionReply<'a> {
    let cart = decision.cart.iter();
    let candidates = decision.candidates.iter();
    DecisionReply {
        decision_id: &decision.id,
        at: Moment(decision.at),
        placement: decision.placement.as_str(),
        traffic: (!decision.traffic.counts()).then_some(decision.traffic.as_str()),
        model_version: decision.model_version,
        policy_version: decision.policy_version,
        held_out: decision.held_out,
        quiet: decision.quiet,
        experiments: decision.experiments.iter().map(InArmReply::from).collect(),
        variant: decision.variant.as_deref(),
        locale: &decision.locale,
        took_us: decision.took_us,
        product: decision.product.as_ref().map(MentionReply::new),
        cart: cart
            .map(|(mention, quantity)| CartReply {
                product: MentionReply::new(mention),
                quantity: *quantity,
            })
            .collect(),
        candidates: candidates
            .map(|candidate| CandidateReply::new(candidate, texts, locale))
            .collect(),
    }
}

/// What became of a product; where the visitor is left in peace nothing was looked for, and nobody could propose it.
fn outcome(found: Option<&CandidateView>, quiet: bool) -> &'static str {
    match found {
        Some(candidate) => candidate.outcome,
        None if quiet => "quiet",
        None => "not_proposed",
    }
}

/// The same in words.
fn outcome_text(found: Option<&CandidateView>, quiet: bool, texts: &Texts, locale: &Locale) -> String {
    match found.is_none() && quiet {
        true => texts.note(&Note::Quiet, locale),
        false => texts.outcome(found, locale),
    }
}

/// What became of `product_id` in a decision of the past.
pub fn past_explanation<'a>(
    decision: &'a DecisionView,
    product_id: &'a str,
    texts: &Texts,
    locale: &Locale,
) -> ExplanationReply<'a> {
    let of_product = || {
        decision
            .candidates
            .iter()
            .filter(|candidate| candidate.product.id == product_id)
    };
    let offered = of_product().find(|candidate| candidate.outcome == "offered");
    let found = offered.or_else(|| of_product().next());
    ExplanationReply {
        decision_id: &decision.id,
        product_id,
        variant: decision.variant.as_deref(),
        outcome: outcome(found, decision.quiet),
        text: outcome_text(found, decision.quiet, texts, locale),
        candidates: decision.candidates.len(),
        candidate: found.map(|candidate| CandidateReply::new(candidate, texts, locale)),
        elsewhere: of_product()
            .filter(|other| found.is_some_and(|found| found.unit != other.unit))
            .map(|candidate| CandidateReply::new(candidate, texts, locale))
            .collect(),
        objections: Vec::new(),
        rules: &[],
    }
}

/// The answer to "why this?" or "why not that?" for a question asked now.
pub fn explanation_reply<'a>(
    answer: &'a ExplainAnswer,
    texts: &Texts,
    locale: &Locale,
) -> ExplanationReply<'a> {
    let found = answer.candidate.as_ref();
    let objections = answer.objections.iter();
    let quiet = answer.answer.notes.contains(&Note::Quiet);
    ExplanationReply {
        decision_id: &answer.answer.decision_id,
        product_id: &answer.product.id,
        variant: answer.answer.variant.as_deref(),
        outcome: outcome(found, quiet),
        text: outcome_text(found, quiet, texts, locale),
        candidates: answer.candidates,
        candidate: found.map(|candidate| CandidateReply::new(candidate, texts, locale)),
        elsewhere: answer
            .elsewhere
            .iter()
            .map(|candidate| CandidateReply::new(candidate, texts, locale))
            .collect(),
        objections: objections
            .map(|filter| ObjectionReply {
                filter,
                text: texts.filter(filter, locale),
            })
            .collect(),
        rules: &answer.rules,
    }
}

impl<'a> CandidateReply<'a> {
    fn new(candidate: &'a CandidateView, texts: &Texts, locale: &Locale) -> Self {
        let sources = candidate.sources.iter().map(|source| SourceReply {
            recommender: source.recommender,
            score: source.score,
            reason: ReasonReply::new(&source.reason),
            text: texts.reason(&source.reason, locale),
        });
        let features = candidate.features.iter().map(|feature| FeatureReply {
            name: &feature.name,
            value: feature.value,
            adds: feature.adds,
        });
        Self {
            product: MentionReply::new(&candidate.product),
            rank: candidate.rank,
            score: candidate.score,
            outcome: candidate.outcome,
            slot: candidate.slot,
            filter: candidate.filter,
            unit: candidate.unit,
            intent: candidate.intent.as_str(),
            worth: candidate.worth,
            chance: candidate.chance,
            text: texts.outcome(Some(candidate), locale),
            sources: sources.collect(),
            features: features.collect(),
        }
    }
}
