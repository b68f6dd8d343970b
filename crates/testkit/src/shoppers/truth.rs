//! What offers truly caused: the same shoppers with offers, less without.

use super::{
    outcome::{Outcome, Totals},
    shopper::Role,
};

/// What offers caused one shopper to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// [`Shopper::number`](super::Shopper::number).
    pub shopper: u32,
    /// What they brought in with offers, returns deducted, less without.
    pub earned: Totals,
    /// Orders placed with offers, less without.
    pub orders: i64,
}

/// A mean over shoppers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Per shopper.
    pub mean: f64,
    /// Its standard error, were the shoppers drawn from many: how far the truth of a like crowd may lie from this
    /// one's, of which the mean is exact.
    pub standard_error: f64,
}

/// Where a difference comes from. The parts add up to the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    /// Bought because it was offered; of something better what it costs more.
    pub offered: Totals,
    /// What came back of that, as a loss.
    pub returned: Totals,
    /// What would have been bought, by those whom offers drove away, as a loss. What was only brought forward adds
    /// nothing here and nothing there.
    pub driven_away: Totals,
}

/// What is true of a played world.
#[derive(Debug, Clone, PartialEq)]
pub struct PlantedTruth {
    /// Margin that offers caused per shopper, in minor units.
    pub margin_minor: Effect,
    /// Revenue that offers caused per shopper, in minor units.
    pub revenue_minor: Effect,
    /// Orders that offers caused per shopper.
    pub orders: Effect,
    /// The parts of the whole crowd's difference.
    pub parts: Parts,
    /// What offers caused in the whole crowd.
    pub caused: Totals,
    /// What clicks would be credited with in the whole crowd.
    pub attributed: Totals,
    /// The share of offers bought that only brought forward what would have been bought anyway; 0 where none was.
    pub cannibalised_share: f64,
    /// Per shopper, bots and staff left out.
    pub differences: Vec<Difference>,
}

/// Compares the same crowd `with` offers and `without`: the outcomes of two [`World`](super::World)s of the same
/// market and settings. Bots and staff do not count, and of crowds of different length only what both have.
pub fn planted_truth(with: &[Outcome], without: &[Outcome]) -> PlantedTruth {
    let pairs = with.iter().zip(without);
    let people: Vec<_> = pairs.filter(|(with, _)| with.role == Role::Person).collect();
    let mut truth = PlantedTruth {
        margin_minor: effect(&[]),
        revenue_minor: effect(&[]),
        orders: effect(&[]),
        parts: Parts::default(),
        caused: Totals::default(),
        attributed: Totals::default(),
        cannibalised_share: 0.0,
        differences: Vec::with_capacity(people.len()),
    };
    let (mut taken, mut brought_forward) = (0, 0);
    for (with, without) in people {
        let earned = with.earned().minus(without.earned());
        truth.differences.push(Difference {
            shopper: with.shopper,
            earned,
            orders: with.orders.cast_signed() - without.orders.cast_signed(),
        });
        truth.caused = truth.caused.plus(earned);
        truth.attributed = truth.attributed.plus(with.attributed);
        truth.parts.add(with, without);
        taken += with.taken;
        brought_forward += with.brought_forward;
    }
    let each = |value: fn(&Difference) -> i64| -> Effect {
        effect(
            &truth
                .differences
                .iter()
                .map(|it| value(it) as f64)
                .collect::<Vec<f64>>(),
        )
    };
    truth.margin_minor = each(|it| it.earned.margin_minor);
    truth.revenue_minor = each(|it| it.earned.revenue_minor);
    truth.orders = each(|it| it.orders);
    truth.cannibalised_share = brought_forward as f64 / (taken + brought_forward).max(1) as f64;
    truth
}

impl Parts {
    fn add(&mut self, with: &Outcome, without: &Outcome) {
        let kept = |outcome: &Outcome| outcome.planned.minus(outcome.planned_returned);
        self.offered = self.offered.plus(with.offered).minus(without.offered);
        self.returned = self
            .returned
            .minus(with.offered_returned)
            .plus(without.offered_returned);
        self.driven_away = self.driven_away.plus(kept(with)).minus(kept(without));
    }

    /// All parts together.
    pub fn sum(&self) -> Totals {
        self.offered.plus(self.returned).plus(self.driven_away)
    }
}

fn effect(values: &[f64]) -> Effect {
    let count = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    let variance = squares / (count - 1.0).max(1.0);
    Effect {
        mean,
        standard_error: (variance / count).sqrt(),
    }
}
