//! **What a shopkeeper sees:** offers in the order of how likely a customer takes them, learnt from this shop.
//!
//! **Method:** one logistic model per slot intent over the features of [`super::features`]. Its weights start as priors
//! that hold for shops in general and move with the shop's own history: what was hidden of past carts, and what was
//! accepted of the offers shown. The sum of weighted features is turned into a probability by a slope and a base
//! that were calibrated on the same cases.
//!
//! **When it fails:** what customers buy anyway looks like what they would accept; only a hold-out tells these apart.
//! With few cases the priors speak.
//!
//! **Source:** conditional logit, D. McFadden, 1974; calibration after J. Platt, "Probabilistic outputs for support
//! vector machines", 1999. Measured on grocery carts, a logistic model of a dozen features equals boosted trees.

use recommend::{Column, Params, RecommenderIndex, SectionError, Sections, recommenders};
use shop::Placement;

use super::{
    Intent,
    features::{self, Features},
    priors,
};

/// The ranker of one intent.
#[derive(Debug, Clone, PartialEq)]
pub struct Logistic {
    /// A weight per feature.
    pub weights: Vec<f32>,
    /// Turns the weighted sum into log-odds: `slope · sum + base`.
    pub slope: f32,
    /// See `slope`.
    pub base: f32,
}

/// One ranker per intent, and how far each recommender is believed at each placement.
#[derive(Debug, Clone, PartialEq)]
pub struct Rankers {
    rankers: Vec<Logistic>,
    /// By placement, then by recommender; 1 where nothing was learnt.
    beliefs: Vec<f32>,
}

impl Logistic {
    /// The prior of an intent.
    pub fn prior(intent: Intent) -> Self {
        let mut weights = vec![0.0; features::count()];
        for &(name, weight) in priors::weights(intent) {
            if let Some(position) = features::position(name) {
                weights[position] = weight;
            }
        }
        let (slope, base) = priors::calibration(intent);
        Self { weights, slope, base }
    }

    /// The weighted sum of the features: what candidates are ordered by.
    pub fn sum(&self, features: &Features) -> f32 {
        let weighted = |&(feature, value): &(u16, f32)| {
            self.weights
                .get(usize::from(feature))
                .copied()
                .unwrap_or_default()
                * value
        };
        features.iter().map(weighted).sum()
    }

    /// What one feature adds to the log-odds.
    pub fn adds(&self, feature: features::FeatureIndex, value: f32) -> f32 {
        let weight = self
            .weights
            .get(usize::from(feature))
            .copied()
            .unwrap_or_default();
        self.slope * weight * value
    }

    /// The log-odds of a weighted sum.
    pub fn log_odds(&self, sum: f32) -> f32 {
        self.slope * sum + self.base
    }
}

/// The probability of log-odds; 0 where they are not a number.
pub fn probability(log_odds: f32) -> f32 {
    let probability = 1.0 / (1.0 + (-log_odds).exp());
    if probability.is_finite() { probability } else { 0.0 }
}

impl Default for Rankers {
    fn default() -> Self {
        Self {
            rankers: Intent::ALL.into_iter().map(Logistic::prior).collect(),
            beliefs: vec![1.0; Placement::ALL.len() * recommenders::ALL.len()],
        }
    }
}

/// Under this name in [`Params`] stand the learnt weights: `ranker.complement.co_purchase.strength`.
const PARAMS: &str = "ranker";
/// Under this name stands how far a recommender is believed at a placement: `placement.cart.co_purchase`.
const BELIEF_PARAMS: &str = "placement";
/// Where the arrays of the rankers in force stand in a snapshot.
const RANKERS: &str = "ranker";
/// Where those of the rankers on trial do.
const CHALLENGER: &str = "challenger";
/// The array of what [`BELIEF_PARAMS`] names.
const BELIEFS: &str = "placement";

impl Rankers {
    /// The priors, with what was learnt or set in `params` over them.
    pub fn with_params(params: &Params) -> Self {
        let mut rankers = Self::default();
        for (intent, ranker) in Intent::ALL.into_iter().zip(&mut rankers.rankers) {
            let learnt = |name: &str| params.get(PARAMS, &format!("{}.{name}", intent.as_str()));
            for (feature, weight) in ranker.weights.iter_mut().enumerate() {
                *weight = learnt(&features::name(feature)).map_or(*weight, |learnt| learnt as f32);
            }
            ranker.slope = learnt("slope").map_or(ranker.slope, |learnt| learnt as f32);
            ranker.base = learnt("base").map_or(ranker.base, |learnt| learnt as f32);
        }
        for placement in Placement::ALL {
            for (recommender, entry) in (0..).zip(recommenders::ALL) {
                let name = format!("{}.{}", placement.as_str(), entry.id());
                let learnt = params.get(BELIEF_PARAMS, &name);
                let belief = &mut rankers.beliefs[place(placement, recommender)];
                *belief = learnt.map_or(*belief, |learnt| (learnt as f32).max(0.0));
            }
        }
        rankers
    }

    /// How far a recommender is believed at a placement: a factor on the likelihood of what only it proposes.
    pub fn belief(&self, placement: Placement, recommender: RecommenderIndex) -> f32 {
        self.beliefs
            .get(place(placement, recommender))
            .copied()
            .unwrap_or(1.0)
    }

    /// Changes how far a recommender is believed at a placement, and notes it in `params`.
    pub fn believe(
        &mut self,
        placement: Placement,
        recommender: RecommenderIndex,
        belief: f32,
        params: &mut Params,
    ) {
        if let Some(entry) = self.beliefs.get_mut(place(placement, recommender)) {
            *entry = belief;
            let name = format!("{}.{}", placement.as_str(), recommenders::id(recommender));
            params.set(BELIEF_PARAMS, &name, f64::from(belief));
        }
    }

    /// The ranker of an intent.
    pub fn of(&self, intent: Intent) -> &Logistic {
        &self.rankers[intent as usize]
    }

    /// Replaces the ranker of an intent.
    pub fn set(&mut self, intent: Intent, ranker: Logistic) {
        self.rankers[intent as usize] = ranker;
    }

    /// Notes the ranker of an intent in `params`, for [`Self::with_params`].
    pub fn note(&self, intent: Intent, params: &mut Params) {
        let ranker = self.of(intent);
        let mut note = |name: &str, value: f32| {
            params.set(PARAMS, &format!("{}.{name}", intent.as_str()), f64::from(value));
        };
        for (feature, &weight) in ranker.weights.iter().enumerate() {
            note(&features::name(feature), weight);
        }
        note("slope", ranker.slope);
        note("base", ranker.base);
    }

    /// Adds the arrays.
    pub fn write(&self, sections: &mut Sections) {
        self.write_as(RANKERS, sections);
    }

    /// Adds the arrays of rankers that are on trial beside others.
    pub fn write_challenger(&self, sections: &mut Sections) {
        self.write_as(CHALLENGER, sections);
    }

    fn write_as(&self, prefix: &str, sections: &mut Sections) {
        for (intent, ranker) in Intent::ALL.into_iter().zip(&self.rankers) {
            let mut numbers = vec![ranker.slope, ranker.base];
            numbers.extend(&ranker.weights);
            sections.put(&format!("{prefix}/{}", intent.as_str()), &Column::new(numbers));
        }
        sections.put(&format!("{prefix}/{BELIEFS}"), &Column::new(self.beliefs.clone()));
    }

    /// Reads the arrays.
    ///
    /// # Errors
    /// [`SectionError`] where one is missing or is made for other features.
    pub fn read(sections: &Sections) -> Result<Self, SectionError> {
        Self::read_as(RANKERS, sections)
    }

    /// Reads the arrays of rankers that are on trial; none where none are.
    ///
    /// # Errors
    /// As [`Self::read`], where only some of them are there.
    pub fn read_challenger(sections: &Sections) -> Result<Option<Self>, SectionError> {
        let has_some = sections.size_bytes(&format!("{CHALLENGER}/")) > 0;
        has_some.then(|| Self::read_as(CHALLENGER, sections)).transpose()
    }

    fn read_as(prefix: &str, sections: &Sections) -> Result<Self, SectionError> {
        let read = |intent: Intent| {
            let name = format!("{prefix}/{}", intent.as_str());
            let numbers: Column<f32> = sections.get(&name)?;
            match &*numbers {
                [slope, base, weights @ ..] if weights.len() == features::count() => Ok(Logistic {
                    weights: weights.to_vec(),
                    slope: *slope,
                    base: *base,
                }),
                _ => Err(SectionError::Inconsistent(name)),
            }
        };
        let rankers = Intent::ALL.into_iter().map(read).collect::<Result<_, _>>()?;
        let name = format!("{prefix}/{BELIEFS}");
        let beliefs: Column<f32> = sections.get(&name)?;
        if beliefs.len() != Placement::ALL.len() * recommenders::ALL.len() {
            return Err(SectionError::Inconsistent(name));
        }
        Ok(Self {
            rankers,
            beliefs: beliefs.to_vec(),
        })
    }
}

/// Where a placement's belief in a recommender stands.
fn place(placement: Placement, recommender: RecommenderIndex) -> usize {
    placement as usize * recommenders::ALL.len() + usize::from(recommender)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rankers_survive_params_and_sections() {
        let mut rankers = Rankers::default();
        let mut learnt = Logistic::prior(Intent::Upsell);
        learnt.weights[3] = -0.25;
        (learnt.slope, learnt.base) = (0.5, -2.0);
        rankers.set(Intent::Upsell, learnt);
        let mut params = Params::default();
        rankers.note(Intent::Upsell, &mut params);
        rankers.believe(Placement::Home, 3, 0.5, &mut params);
        assert!((rankers.belief(Placement::Home, 3) - 0.5).abs() < f32::EPSILON);
        assert!((rankers.belief(Placement::Cart, 3) - 1.0).abs() < f32::EPSILON);
        assert_eq!(Rankers::with_params(&params), rankers);
        let mut sections = Sections::default();
        rankers.write(&mut sections);
        assert_eq!(Rankers::read(&sections), Ok(rankers));
        assert!(Rankers::read(&Sections::default()).is_err());
        assert_eq!(Rankers::read_challenger(&sections), Ok(None));
        Rankers::default().write_challenger(&mut sections);
        assert_eq!(Rankers::read_challenger(&sections), Ok(Some(Rankers::default())));
    }

    #[test]
    fn every_prior_names_features_that_exist() {
        for intent in Intent::ALL {
            for (name, _) in priors::weights(intent) {
                assert!(features::position(name).is_some(), "{name}");
            }
        }
        assert!((probability(0.0) - 0.5).abs() < 1e-6);
        assert!(probability(f32::NAN).abs() < 1e-6);
    }
}
