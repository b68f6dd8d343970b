//! Learning from offers that were shown: each is a case of its own, with the slot it stood in.

use super::{CASES_MIN, Equations, Row, chance, hold_at_prior, minimise};
use crate::rankers::{
    features::Features,
    logistic::{Logistic, probability},
};

/// An offer that was shown.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What was known of it.
    pub features: Features,
    /// Its slot, 0 for the first.
    pub slot: u8,
    /// Whether it was taken.
    pub taken: bool,
    /// How much it counts: 1, and of one that was drawn what [`crate::Explored::weight_of`] says.
    pub weight: f32,
}

/// Slots told apart; later ones count as the last.
const SLOTS: usize = 8;
/// Log-odds beyond which nothing is doubtful any more.
const ODDS_MAX: f32 = 20.0;
/// Halvings of the interval in which the base is sought: more than a float can tell apart.
const BASE_HALVINGS: usize = 40;

/// Fits a ranker to offers that were shown, starting at `prior`; none where fewer than [`CASES_MIN`] were taken.
pub fn from_shown(prior: &Logistic, shown: &[Shown]) -> Option<Logistic> {
    let taken = shown.iter().filter(|offer| offer.taken).count();
    (taken >= CASES_MIN).then(|| fit_shown(prior, shown))
}

/// Fits a ranker to however few offers that were shown, starting at `prior`.
///
/// Its probabilities are on the whole at least the prior's. What is said against an offer that nobody took may be the
/// place on the page where nobody looks, and an offer that falls below the policy's minimum for that is never shown
/// again, so that nothing could be learnt any more.
pub fn fit_shown(prior: &Logistic, shown: &[Shown]) -> Logistic {
    // Behind the features stand the slots, the first of them as the base.
    let features = prior.weights.len();
    let size = features + SLOTS;
    let slope = f64::from(prior.slope);
    let mut start: Vec<f64> = prior
        .weights
        .iter()
        .map(|&weight| f64::from(weight) * slope)
        .collect();
    start.resize(size, 0.0);
    // How many are taken is known; the prior speaks of their order.
    let taken = shown.iter().filter(|offer| offer.taken);
    let taken: f64 = taken.map(|offer| f64::from(offer.weight)).sum();
    start[features] = f64::from(base_of_level(&sums(prior, shown), taken));
    let row = |offer: &Shown| row(offer, offer.features.clone(), features);
    let rows: Vec<Row> = shown.iter().map(row).collect();
    let scale = scale_where_present(&rows, size);
    let weights = minimise(start.clone(), |weights| {
        let mut equations = Equations::new(size);
        for row in &rows {
            chance(row, weights, &mut equations);
        }
        hold_at_prior(&mut equations, weights, &start, &scale);
        equations
    });
    let mut ranker = Logistic {
        base: weights[features] as f32,
        slope: 1.0,
        weights: weights[..features].iter().map(|&weight| weight as f32).collect(),
    };
    keep_level(prior, &mut ranker, shown);
    ranker
}

/// The mean square of each feature among the offers that have it. Over all offers it would be next to nothing for a
/// feature that hardly any offer has, so that the prior would not hold its weight, and three offers that happened to be
/// taken would decide over every later one that has it.
fn scale_where_present(rows: &[Row], size: usize) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0_f64); size];
    for &(feature, value) in rows
        .iter()
        .flat_map(|row| &row.features)
        .filter(|(_, value)| *value != 0.0)
    {
        let (squares, offers) = &mut sums[usize::from(feature)];
        *squares += f64::from(value) * f64::from(value);
        *offers += 1.0;
    }
    let mean = |(squares, offers): (f64, f64)| squares / offers.max(1.0);
    sums.into_iter().map(mean).collect()
}

/// How badly a ranker foretells what is taken of offers shown: the mean of `-ln P`, with the best slope and slots for
/// these offers, so that only the order it puts them in is judged. One that is wrong the other way round is no better
/// than one that knows nothing.
pub fn shown_loss(ranker: &Logistic, shown: &[Shown]) -> f64 {
    let rows = |slope: f32| -> Vec<Row> {
        let summed = |offer: &Shown| {
            let sum = std::iter::once((0, slope * ranker.sum(&offer.features)));
            row(offer, sum.collect(), 1)
        };
        shown.iter().map(summed).collect()
    };
    let (slope, loss) = fitted_loss(&rows(1.0));
    let loss = if slope < 0.0 {
        fitted_loss(&rows(0.0)).1
    } else {
        loss
    };
    let counted: f64 = shown.iter().map(|offer| f64::from(offer.weight)).sum();
    loss / counted.max(1.0)
}

/// The best slope for rows whose first value is a sum and whose others are slots, and the loss with it.
fn fitted_loss(rows: &[Row]) -> (f64, f64) {
    let equations = |weights: &[f64]| {
        let mut equations = Equations::new(1 + SLOTS);
        for row in rows {
            chance(row, weights, &mut equations);
        }
        equations
    };
    let start = vec![0.0; 1 + SLOTS];
    let fitted = minimise(start.clone(), |weights| {
        let mut equations = equations(weights);
        // The weak pull decides what no offer tells: the part of a slot that was never filled.
        hold_at_prior(&mut equations, weights, &start, &start);
        equations
    });
    (fitted[0], equations(&fitted).loss)
}

/// An offer's row of these features with its slot at the positions from `first` on; the first slot is the base of all.
fn row(offer: &Shown, mut features: Features, first: usize) -> Row {
    features.push((first as u16, 1.0));
    if offer.slot > 0 {
        features.push(((first + usize::from(offer.slot).min(SLOTS - 1)) as u16, 1.0));
    }
    Row {
        features,
        taken: offer.taken,
        counts: f64::from(offer.weight),
    }
}

/// Raises the base until the offers shown are on the whole as likely to be taken as `prior` said, if they are less.
fn keep_level(prior: &Logistic, ranker: &mut Logistic, shown: &[Shown]) {
    let wanted = level(&sums(prior, shown), prior.base);
    let own = sums(ranker, shown);
    if level(&own, ranker.base) < wanted {
        ranker.base = base_of_level(&own, wanted);
    }
}

/// The offers' log-odds but for the base, and how much each counts.
fn sums(ranker: &Logistic, shown: &[Shown]) -> Vec<(f32, f32)> {
    let sum = |offer: &Shown| (ranker.slope * ranker.sum(&offer.features), offer.weight);
    shown.iter().map(sum).collect()
}

/// How many of the offers are taken, by their log-odds.
fn level(sums: &[(f32, f32)], base: f32) -> f64 {
    let odds = sums
        .iter()
        .map(|(sum, weight)| f64::from(weight * probability(sum + base)));
    odds.sum()
}

/// The base with which so many of the offers are taken.
fn base_of_level(sums: &[(f32, f32)], wanted: f64) -> f32 {
    let odds = || sums.iter().map(|(sum, _)| *sum);
    let highest = odds().fold(f32::NEG_INFINITY, f32::max);
    let lowest = odds().fold(f32::INFINITY, f32::min);
    let (mut low, mut high) = (-highest - ODDS_MAX, -lowest + ODDS_MAX);
    for _ in 0..BASE_HALVINGS {
        let middle = f32::midpoint(low, high);
        let side = if level(sums, middle) < wanted {
            &mut low
        } else {
            &mut high
        };
        *side = middle;
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Chance, Explored,
        rankers::training::tests::{flat, spread},
    };

    /// Good offers were always shown last, where one in five customers looks.
    fn shown(offers: usize, accepted: (f32, f32)) -> Vec<Shown> {
        let mut state = 11;
        let mut offer = || {
            let good = spread(&mut state) < 0.5;
            let slot = if good { 3 } else { 0 };
            let seen = if good { 0.2 } else { 1.0 };
            let swapped = spread(&mut state) < 0.1;
            let (slot, seen) = if swapped {
                (3 - slot, 1.2 - seen)
            } else {
                (slot, seen)
            };
            Shown {
                features: [(0, f32::from(u8::from(good)))].into_iter().collect(),
                slot,
                taken: spread(&mut state) < seen * if good { accepted.0 } else { accepted.1 },
                weight: 1.0,
            }
        };
        (0..offers).map(|_| offer()).collect()
    }

    #[test]
    fn slots_take_the_blame_for_what_nobody_looked_at() {
        let shown = shown(40_000, (0.30, 0.10));
        let ranker = from_shown(&flat(), &shown).unwrap();
        assert!(ranker.weights[0] > 0.7, "{}", ranker.weights[0]);
        assert!(shown_loss(&ranker, &shown) < shown_loss(&flat(), &shown));
        let few = shown.iter().filter(|offer| offer.taken).count() - CASES_MIN;
        let mut left = few + 1;
        let without: Vec<Shown> = shown
            .into_iter()
            .filter(|offer| {
                let leaves = offer.taken && left > 0;
                left -= usize::from(leaves);
                !leaves
            })
            .collect();
        assert!(from_shown(&flat(), &without).is_none());
    }

    #[test]
    fn a_feature_that_three_offers_have_decides_nothing() {
        let mut shown = shown(4_000, (0.30, 0.10));
        let rare = |slot: u8| Shown {
            features: [(1, 1.0)].into_iter().collect(),
            slot,
            taken: true,
            weight: 1.0,
        };
        shown.extend((0..3).map(rare));
        let ranker = from_shown(&flat(), &shown).unwrap();
        assert!((0.0..0.5).contains(&ranker.weights[1]), "{}", ranker.weights[1]);
        // One that hardly differs between offers is not blown up either.
        for (at, offer) in shown.iter_mut().enumerate() {
            offer.features.push((2, if at % 2 == 0 { 1.0 } else { 1.001 }));
        }
        let ranker = from_shown(&flat(), &shown).unwrap();
        assert!(ranker.weights[2].abs() < 1.5, "{}", ranker.weights[2]);
    }

    /// Draws between two offers, of which one has the feature and is taken by .15 more of those who see it; what is
    /// dear to visitors besides, .3 for half of the offers, no feature knows. What does better is drawn nine times in
    /// ten.
    fn drawn(draws: usize) -> Vec<Shown> {
        let mut state = 23;
        let mut draw = || {
            let dear = [(); 2].map(|()| spread(&mut state) < 0.5);
            let rates = [0, 1].map(|offer: usize| {
                let known = if offer == 0 { 0.20 } else { 0.05 };
                known + if dear[offer] { 0.3 } else { 0.0 }
            });
            let best = usize::from(rates[1] > rates[0]);
            let other = spread(&mut state) < 0.1;
            let (shown, chance) = if other { (1 - best, 0.1) } else { (best, 0.9) };
            let explored = Explored {
                slot: 3,
                drawn: shown as u8,
                candidates: [0, 1]
                    .map(|product| Chance {
                        product,
                        chance: if product as usize == shown {
                            chance
                        } else {
                            1.0 - chance
                        },
                    })
                    .into_iter()
                    .collect(),
            };
            Shown {
                features: [(0, f32::from(u8::from(shown == 0)))].into_iter().collect(),
                slot: 3,
                taken: spread(&mut state) < rates[shown],
                weight: explored.weight_of(shown as u32),
            }
        };
        (0..draws).map(|_| draw()).collect()
    }

    #[test]
    fn what_the_draw_knew_is_not_put_down_to_the_features() {
        let mut shown = drawn(40_000);
        let learnt = |shown: &[Shown]| from_shown(&flat(), shown).unwrap().weights[0];
        // Drawn evenly, .35 of those with the feature are taken and .20 of the others: log-odds of .77 between them.
        let by_chance = learnt(&shown);
        assert!((0.68..0.86).contains(&by_chance), "{by_chance}");
        for offer in &mut shown {
            offer.weight = 1.0;
        }
        let as_drawn = learnt(&shown);
        assert!(as_drawn < 0.55, "{as_drawn}: the draw is no trap");
    }

    #[test]
    fn offers_that_hardly_anybody_takes_are_not_given_up() {
        let shown = shown(40_000, (0.03, 0.01));
        let prior = Logistic { base: -2.0, ..flat() };
        let ranker = from_shown(&prior, &shown).unwrap();
        let mean = |ranker: &Logistic| {
            let odds = shown
                .iter()
                .map(|offer| ranker.log_odds(ranker.sum(&offer.features)));
            odds.map(probability).sum::<f32>() / shown.len() as f32
        };
        assert!(ranker.weights[0] > 0.5, "{}", ranker.weights[0]);
        assert!((mean(&ranker) - mean(&prior)).abs() < 1e-3, "{}", mean(&ranker));
    }
}
