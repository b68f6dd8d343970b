//! What the rankers learn from: what was proposed in each situation, and which of it was chosen.

use decide::{Intent, Scratch, featured, rankers::training::Case};
use recommend::Models;

use super::{
    of_each,
    situations::{Past, Situation},
};

/// The situations an intent's ranker answers for.
pub fn situations_of(intent: Intent, past: &Past<'_>, models: &Models) -> Vec<Situation> {
    match intent {
        Intent::Complement => past.carts(),
        Intent::Upsell => past.steps_up(&models.catalogue),
        Intent::BuyAgain => past.next_orders(&models.signals),
        Intent::Discovery => {
            let mut situations = past.next_orders(&models.signals);
            situations.extend(past.next_views());
            situations
        }
    }
}

/// What the models propose for each situation, and which of it was chosen.
pub fn cases(intent: Intent, models: &Models, situations: &[Situation]) -> Vec<Case> {
    let case = |scratch: &mut Scratch, situation: &Situation| {
        let query = situation.query(&models.signals);
        let proposed = featured(models, intent, &query, scratch);
        let taken = (0_u32..)
            .zip(&proposed)
            .filter(|(_, (product, _))| situation.chosen.contains(product));
        Case {
            taken: taken.map(|(at, _)| at).collect(),
            candidates: proposed.iter().map(|(_, features)| features.clone()).collect(),
        }
    };
    of_each(situations, case)
}
