//! Learning from outcomes, in the open: what is drawn to learn from, how the offers shown did, what another policy would
//! have brought, and trials of what was learnt.
//!
//! Nothing is learnt behind the merchant's back: a slot that was filled to learn from says so and says how likely that
//! was, and rankers that were learnt from offers first run as an experiment against those in force.

mod outcomes;

use decide::{Explored, Outcome, Policy, Traced, explore};
use shop::{Placement, Timestamp};

pub(crate) use outcomes::outcomes;

use crate::{OfferRequest, experiments::Placed};

/// The seed of the draw, where the answer to this request is one to learn from: of a small share of the visitors who
/// agreed to be known, sticky for the day. Where a person asks somebody, or says what is needed, nothing is drawn.
pub(crate) fn explore_seed(
    request: &OfferRequest,
    placed: &Placed,
    policy: &Policy,
    now: Timestamp,
) -> Option<u64> {
    if policy.explore_percent == 0 || placed.unit == 0 || placed.held_out || request.text.is_some() {
        return None;
    }
    let by_person = matches!(
        request.placement,
        Placement::Pos | Placement::SalesDesk | Placement::Chat
    );
    let (unit, day, placement) = (placed.unit, now.day(), request.placement);
    let is_drawn = !by_person && explore::is_in_share(policy.explore_percent, unit, day, placement);
    is_drawn.then(|| explore::seed(unit, day, placement))
}

/// How likely a candidate was drawn for the slot that was filled to learn from; none where it was not among those drawn
/// between.
pub(crate) fn chance_of(explored: Option<&Explored>, candidate: &Traced) -> Option<f32> {
    let explored = explored.filter(|_| candidate.unit == 0)?;
    let could_stand = matches!(candidate.outcome, Outcome::Offered(_) | Outcome::Reserve(_));
    let mut candidates = explored.candidates.iter().filter(|_| could_stand);
    candidates
        .find(|one| one.product == candidate.product)
        .map(|one| one.chance)
}
