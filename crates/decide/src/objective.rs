//! What the order of the offers is to bring: each offer's likelihood, weighed by what it is worth.
//!
//! The worth is the square root of what the product brings over what the middle candidate brings, and never more than
//! double or less than half: likelihoods of offers differ by far more, so a high margin moves a fitting offer forward
//! and never lifts one that nobody wants. Likelihoods themselves, and the policy's least one, are untouched.

use recommend::{Models, ProductIndex};

use crate::{Live, Outcome, Traced};

/// What offers are ordered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Objective {
    /// That most offers are taken.
    #[default]
    Attach,
    /// What is sold, less what comes back.
    Revenue,
    /// What is earned, less what comes back.
    Margin,
}

/// A worth is at most this much, and at least one over it.
const WORTH_MAX: f64 = 2.0;

impl Objective {
    /// Every objective.
    pub const ALL: [Self; 3] = [Self::Attach, Self::Revenue, Self::Margin];

    /// Public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Attach => "attach",
            Self::Revenue => "revenue",
            Self::Margin => "margin",
        }
    }

    /// The objective with this public id.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|objective| objective.as_str() == word)
    }

    /// Notes each candidate's worth, but for those that were dropped.
    pub(crate) fn weigh(self, models: &Models, live: &Live, candidates: &mut [Traced]) {
        if self == Self::Attach {
            return;
        }
        let fits = |candidate: &&mut Traced| !matches!(candidate.outcome, Outcome::Dropped(_));
        let mut known: Vec<(&mut Traced, f64)> = candidates
            .iter_mut()
            .filter(fits)
            .filter_map(|candidate| {
                let brings = self.brings_minor(models, live, candidate.product)?;
                Some((candidate, brings))
            })
            .collect();
        let mut all: Vec<f64> = known.iter().map(|(_, brings)| *brings).collect();
        if all.is_empty() {
            return;
        }
        let middle = all.len() / 2;
        let (_, typical, _) = all.select_nth_unstable_by(middle, f64::total_cmp);
        let typical = typical.max(1.0);
        for (candidate, brings) in &mut known {
            let worth = (brings.max(0.0) / typical)
                .sqrt()
                .clamp(1.0 / WORTH_MAX, WORTH_MAX);
            candidate.worth *= worth as f32;
        }
    }

    /// What one unit brings, in minor units; nothing where that is not known.
    fn brings_minor(self, models: &Models, live: &Live, product: ProductIndex) -> Option<f64> {
        let (catalogue, signals) = (&models.catalogue, &models.signals);
        let return_rate = signals.return_rate.rate(product);
        match self {
            Self::Attach => None,
            Self::Revenue => {
                let price_minor = live.price_minor(catalogue, product)?;
                Some(price_minor as f64 * f64::from(1.0 - return_rate))
            }
            Self::Margin => signals.margin.net_minor(catalogue, product, return_rate),
        }
    }
}
