//! Few offers, of different kinds: slots, their reserve, and what is left out for sameness.

use recommend::{Catalogue, ProductIndex, Source};

use crate::{Offer, Outcome, Policy, Traced, rankers};

/// How many offers are wanted.
pub(crate) fn wanted(policy: &Policy, limit: Option<usize>) -> usize {
    limit.unwrap_or(policy.slots).min(policy.slots)
}

/// Fills the slots and the reserve from `ranked` (highest score first) and notes what became of each.
pub(crate) fn choose(
    catalogue: &Catalogue,
    policy: &Policy,
    limit: Option<usize>,
    ranked: &mut [Traced],
) -> (Vec<Offer>, Vec<Offer>) {
    let slots = wanted(policy, limit);
    let wanted = slots + policy.reserve;
    let mut chosen: Vec<ProductIndex> = Vec::with_capacity(wanted);
    let (mut offers, mut reserve) = (Vec::with_capacity(slots), Vec::new());
    for candidate in ranked.iter_mut() {
        if matches!(candidate.outcome, Outcome::Dropped(_)) || chosen.len() >= wanted {
            continue;
        }
        let alike = |&&other: &&ProductIndex| catalogue.same_need(other, candidate.product);
        candidate.outcome = if candidate.score < policy.score_min {
            Outcome::BelowMinimum
        } else if chosen.iter().filter(alike).count() >= policy.per_leaf_max {
            Outcome::Repetitive
        } else {
            chosen.push(candidate.product);
            let (list, place) = if offers.len() < slots {
                (&mut offers, chosen.len() - 1)
            } else {
                (&mut reserve, chosen.len() - 1 - slots)
            };
            list.extend(offer(policy, candidate));
            if chosen.len() <= slots {
                Outcome::Offered(place as u8)
            } else {
                Outcome::Reserve(place as u8)
            }
        };
    }
    (offers, reserve)
}

/// The candidate as an offer; its reason is the source that says most for it.
fn offer(policy: &Policy, candidate: &Traced) -> Option<Offer> {
    let says_more = |a: &&Source, b: &&Source| rankers::word(policy, a).total_cmp(&rankers::word(policy, b));
    let source = candidate.sources.iter().max_by(says_more)?;
    Some(Offer {
        product: candidate.product,
        score: candidate.score,
        source: *source,
    })
}
