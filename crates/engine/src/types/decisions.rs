//! Decisions explained: every candidate with its story.

use shop::{Placement, Timestamp, Traffic};

use super::{Mention, OfferAnswer, Reason};

/// What became of a candidate, with ids instead of positions.
#[derive(Debug, Clone, PartialEq)]
pub struct CandidateView {
    /// The product.
    pub product: Mention,
    /// Its place by score, 1 for the best.
    pub rank: usize,
    /// Its score under the policy; 0 where a filter dropped it.
    pub score: f32,
    /// `offered`, `reserve`, `dropped`, `below_minimum`, `repetitive` or `slots_full`.
    pub outcome: &'static str,
    /// The slot or the place in the reserve, from 0.
    pub slot: Option<u8>,
    /// The filter that dropped it.
    pub filter: Option<&'static str>,
    /// The unit of the page it was a candidate for, 0 for the first.
    pub unit: u8,
    /// What that unit is for.
    pub intent: decide::Intent,
    /// What it was taken for beside its likelihood: the policy's objective and the merchant's boosts.
    pub worth: f32,
    /// How likely it was drawn, where a slot was filled by a draw to learn from and it was among those drawn between.
    pub chance: Option<f32>,
    /// Who proposed it.
    pub sources: Vec<SourceView>,
    /// What its ranker looked at and gives weight to. Of a decision of the past, all of it for what was offered, and
    /// for the others what the recommenders said.
    pub features: Vec<FeatureView>,
}

/// One number that a ranker looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct FeatureView {
    /// Its name: `co_purchase.strength`, `price_above`.
    pub name: String,
    /// Its value.
    pub value: f32,
    /// How much it adds to the log-odds that the offer is taken, by the ranker that serves now.
    pub adds: f32,
}

/// One recommender's word for a candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceView {
    /// The recommender.
    pub recommender: &'static str,
    /// How strongly, relative to its best candidate.
    pub score: f32,
    /// With which evidence.
    pub reason: Reason,
}

/// A decision looked up by its id.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionView {
    /// Its id.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Where.
    pub placement: Placement,
    /// Who asked.
    pub traffic: Traffic,
    /// The snapshot that answered.
    pub model_version: u64,
    /// The policy's version.
    pub policy_version: u32,
    /// Whether the offers were decided and not shown, so that there is something to compare with.
    pub held_out: bool,
    /// Whether whoever asked had seen enough: nothing was looked for then.
    pub quiet: bool,
    /// The experiments that chose the policy, with the arm; those that were forgotten since are missing.
    pub experiments: Vec<crate::ArmView>,
    /// The variant of the policy that was for whoever asked.
    pub variant: Option<String>,
    /// The language asked for; empty in records of before it was kept.
    pub locale: String,
    /// How long deciding took, in microseconds; 0 in records of before it was kept.
    pub took_us: u32,
    /// The page's product.
    pub product: Option<Mention>,
    /// The cart: product and quantity.
    pub cart: Vec<(Mention, u32)>,
    /// Every candidate, the best first.
    pub candidates: Vec<CandidateView>,
}

/// Which decisions are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecisionsQuery<'a> {
    /// Only of this placement.
    pub placement: Option<Placement>,
    /// Only for the visitor or customer of this id.
    pub person: Option<&'a str>,
    /// Only where this product was considered, on the page or in the cart.
    pub product: Option<&'a str>,
    /// Only what was decided before the decision of this id.
    pub before: Option<&'a str>,
    /// How many at most.
    pub limit: usize,
}

/// Some decisions, the latest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DecisionsPage {
    /// The decisions.
    pub decisions: Vec<DecisionSummary>,
    /// How many were looked through for them.
    pub read: usize,
    /// The moment of the oldest that was looked at.
    pub reached: Option<Timestamp>,
    /// The decision before which there may be more.
    pub next: Option<String>,
}

/// A decision in a line.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionSummary {
    /// Its id.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Where.
    pub placement: Placement,
    /// Who asked.
    pub traffic: Traffic,
    /// Whether the offers were decided and not shown, so that there is something to compare with.
    pub held_out: bool,
    /// The experiments that chose the policy, with the arm; those that were forgotten since are missing.
    pub experiments: Vec<crate::ArmView>,
    /// The page's product.
    pub product: Option<Mention>,
    /// How many products were in the cart.
    pub cart_lines: usize,
    /// What was offered, in its order.
    pub offered: Vec<Mention>,
    /// Where nothing was: why.
    pub nothing: Option<NothingBecause>,
}

/// What kept most candidates of a decision from being offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NothingBecause {
    /// There were none: nobody proposed anything.
    NoCandidates,
    /// The visitor is left in peace for a while, so that nothing was looked for.
    Quiet,
    /// They were too unlikely to be taken.
    BelowMinimum,
    /// This filter objected.
    Filter(&'static str),
    /// They were too like each other, or no place was left.
    OtherReasons,
}

/// Why a product is shown or not, for a question asked now.
#[derive(Debug, Clone, PartialEq)]
pub struct ExplainAnswer {
    /// The product.
    pub product: Mention,
    /// What became of it; none where no recommender proposed it.
    pub candidate: Option<CandidateView>,
    /// What became of it in the other units of the page.
    pub elsewhere: Vec<CandidateView>,
    /// Every filter that would object to it, proposed or not.
    pub objections: Vec<&'static str>,
    /// The ids of the merchant's rules that name it here and now.
    pub rules: Vec<String>,
    /// The whole answer it was part of.
    pub answer: OfferAnswer,
    /// How many candidates there were.
    pub candidates: usize,
}
