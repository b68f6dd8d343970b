//! How candidates that passed the filters are put in order: one ranker per slot intent, never one for all.

use recommend::{
    Candidate, CartLine, Catalogue, Evidence, Models, Query, Source, Sources,
    counting::significance::SMALL_SHOP_ORDERS, recommenders,
};
use smallvec::{SmallVec, smallvec};

use crate::Policy;

pub mod features;
mod intent;
pub mod logistic;
mod priors;
pub mod training;

pub use intent::Intent;
pub use logistic::{Logistic, Rankers};

/// How likely the last of the products is taken that serve a need the customer told of.
const NEEDED_LEAST: f32 = 0.3;

/// Stands for what a recommender's word counts that the policy does not ask: below anything that it may count.
const NOT_ASKED: f32 = -1.0;

/// The ranker of a policy's intent in one situation.
pub(crate) struct Ranking<'a> {
    policy: &'a Policy,
    catalogue: &'a Catalogue,
    cart: &'a [CartLine],
    ranker: &'a Logistic,
    /// What each recommender's word counts here, by its position.
    says: SmallVec<[f32; 32]>,
    situation: features::Situation<'a>,
    /// Whether the shop has too few orders for anything but tested pairs.
    small_shop: bool,
}

impl<'a> Ranking<'a> {
    pub fn new(models: &'a Models, rankers: &'a Rankers, policy: &'a Policy, query: &'a Query<'a>) -> Self {
        let ranker = rankers.of(policy.intent);
        let mut says = smallvec![NOT_ASKED; recommenders::ALL.len()];
        for &(recommender, weight) in policy.recommenders.iter().chain(&policy.fallback).rev() {
            if let Some(say) = says.get_mut(usize::from(recommender)) {
                *say = weight * rankers.belief(policy.placement, recommender);
            }
        }
        Self {
            policy,
            catalogue: &models.catalogue,
            cart: query.cart,
            ranker,
            says,
            situation: features::Situation::new(models, query).weighed_by(&ranker.weights),
            small_shop: u64::from(models.signals.sales.orders_total()) < SMALL_SHOP_ORDERS,
        }
    }

    /// How likely the customer takes the candidate, by what is known of it and by what the policy thinks of those who
    /// propose it; 0 where nothing but chance speaks for it.
    pub fn score(&self, candidate: &Candidate) -> f32 {
        if let Some(strength) = needed(&candidate.sources) {
            return NEEDED_LEAST + (1.0 - NEEDED_LEAST) * strength.clamp(0.0, 1.0);
        }
        let trusted = candidate
            .sources
            .iter()
            .filter(|source| !(self.small_shop && is_untested(source) || self.is_served(candidate, source)))
            .map(|source| trust(self.policy, source) * self.say(source))
            .fold(0.0, f32::max);
        if trusted <= 0.0 {
            return 0.0;
        }
        let sum = self.situation.sum(candidate);
        // Most are trusted fully, and a logarithm takes its time.
        let doubt = if (trusted - 1.0).abs() > f32::EPSILON {
            trusted.ln()
        } else {
            0.0
        };
        logistic::probability(self.ranker.log_odds(sum) + doubt)
    }
}

/// How strongly a candidate serves what the customer said to need, where it does.
pub(crate) fn needed(sources: &Sources) -> Option<f32> {
    let source = sources.iter().find(|source| source.evidence == Evidence::Need);
    source.map(|source| source.score)
}

impl Ranking<'_> {
    /// What a source's word counts here, before its evidence is looked at.
    fn say(&self, source: &Source) -> f32 {
        let say = self.says.get(usize::from(source.recommender));
        say.copied()
            .filter(|say| *say > NOT_ASKED)
            .unwrap_or_else(|| by_hand(source))
    }

    /// Whether all that is said for the candidate is that it is made for a product, and the cart holds something of its
    /// kind: who chose a case needs no second one.
    fn is_served(&self, candidate: &Candidate, source: &Source) -> bool {
        let (Evidence::Fits { product } | Evidence::Covers { product }) = source.evidence else {
            return false;
        };
        let serves = |line: &CartLine| {
            line.product != product && self.catalogue.same_need(line.product, candidate.product)
        };
        self.cart.iter().any(serves)
    }
}

/// How far a source's evidence is believed: a pair that chance may explain counts less, and one hardly more frequent
/// than chance lets expect counts nothing.
fn trust(policy: &Policy, source: &Source) -> f32 {
    match source.evidence {
        Evidence::BoughtTogether { proven: true, .. } => 1.0,
        Evidence::BoughtTogether {
            above_chance: true, ..
        } => policy.unproven_weight,
        Evidence::BoughtTogether { .. } => 0.0,
        // A rule of one product is the same pair, tested without regard to the orders' sizes: the pair speaks first.
        Evidence::Rule {
            with: [first, second],
            ..
        } if first == second => policy.unproven_weight * 0.9,
        // The model of whole baskets tests no pair; where others prove what it says, their word counts.
        Evidence::CompletesCart { .. } => policy.unproven_weight,
        // No order speaks for it: a guess, and a good one where nothing better is known.
        Evidence::NamedAlike { .. } => policy.unproven_weight,
        _ => 1.0,
    }
}

/// Whether a source says what goes with what without having tested it against chance as pairs are: in a small shop only
/// those count.
fn is_untested(source: &Source) -> bool {
    match source.evidence {
        Evidence::CompletesCart { .. } => true,
        Evidence::Rule {
            with: [first, second],
            ..
        } => first == second,
        _ => false,
    }
}

fn weight(policy: &Policy, source: &Source) -> f32 {
    let of_policy = policy
        .recommenders
        .iter()
        .chain(&policy.fallback)
        .find(|(index, _)| *index == source.recommender);
    of_policy.map_or_else(|| by_hand(source), |(_, weight)| *weight)
}

/// 1 where the merchant put it there by hand, which counts also where nobody asks for links.
fn by_hand(source: &Source) -> f32 {
    let by_hand = matches!(
        source.evidence,
        Evidence::ShopChoice | Evidence::ShopBundle { .. }
    );
    f32::from(u8::from(by_hand))
}

/// How much one source speaks for its candidate, to choose the reason that is given: one that can be counted again is
/// told rather than one that cannot.
pub(crate) fn word(policy: &Policy, source: &Source) -> f32 {
    let telling = match source.evidence {
        // Who said what they need is told that it was heard.
        Evidence::Need => 1_000.0,
        Evidence::CompletesCart { .. } | Evidence::ForYou => 0.5,
        // Who asks for sets wants them offered as sets; the merchant's own go first.
        Evidence::Bundle { .. } => 2.0,
        Evidence::ShopBundle { .. } => 1_000.0,
        // What is better is more than an alternative; what goes with a product is none, but to call it one is truer
        // than to tell of a pair that chance may explain.
        Evidence::Similar { .. } if policy.intent == Intent::Upsell => 0.1,
        Evidence::Similar { .. } if policy.intent == Intent::Complement => 0.6,
        _ => 1.0,
    };
    weight(policy, source) * trust(policy, source) * source.score * telling
}
