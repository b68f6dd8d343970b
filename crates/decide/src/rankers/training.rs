//! Teaching a ranker from cases: situations of which it is known what was chosen.
//!
//! A case is the candidates of one situation with those marked that were taken. The weights maximise the probability of
//! the taken one among its case's candidates (a conditional logit), held near the prior by a Gaussian; then a slope and
//! a base are fitted so that the probabilities are right. From offers shown, each one is a case of its own with the
//! slot it stood in: what customers do not look at they cannot take, so the slot's part is learnt beside the features
//! and left out when serving. What was drawn to learn from counts by the inverse of its chance: the draw favours what
//! did well, and what the features do not know of that would be put down to them.
//!
//! Source: D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974; J. Platt, 1999; position as
//! a feature that is fixed at serving after M. Haldar et al., "Improving deep learning for Airbnb search", 2020;
//! inverse propensities in learning to rank: T. Joachims, A. Swaminathan and T. Schnabel, WSDM 2017.

use super::{features::Features, logistic::Logistic};

mod shown;

pub use shown::{Shown, fit_shown, from_shown, shown_loss};

/// A situation and what came of it.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// What was proposed.
    pub candidates: Vec<Features>,
    /// Positions of those taken, in `candidates`; none where nothing proposed was taken.
    pub taken: Vec<u32>,
}

/// How strongly the weights are held at the prior: that of so many cases.
const PRIOR_CASES: f64 = 20.0;
/// Fewer cases with something taken teach nothing.
pub const CASES_MIN: usize = 200;
const NEWTON_STEPS_MAX: usize = 20;
const HALVINGS_MAX: i32 = 12;

/// Fits a ranker to cases, starting at `prior`; none where there are fewer than [`CASES_MIN`] with something taken.
pub fn from_cases(prior: &Logistic, cases: &[Case]) -> Option<Logistic> {
    let telling: Vec<&Case> = cases.iter().filter(|case| !case.taken.is_empty()).collect();
    if telling.len() < CASES_MIN {
        return None;
    }
    let size = prior.weights.len();
    let start: Vec<f64> = prior.weights.iter().map(|&weight| f64::from(weight)).collect();
    let scale = feature_scale(&telling, size);
    let weights = minimise(start.clone(), |weights| {
        let mut equations = Equations::new(size);
        for case in &telling {
            choice(case, weights, &mut equations);
        }
        hold_at_prior(&mut equations, weights, &start, &scale);
        equations
    });
    let mut ranker = Logistic {
        weights: weights.into_iter().map(|weight| weight as f32).collect(),
        ..prior.clone()
    };
    let odds = cases.iter().flat_map(|case| {
        let taken = |at: usize| case.taken.contains(&(at as u32));
        let sum = |(at, features): (usize, &Features)| (ranker.sum(features), taken(at));
        case.candidates.iter().enumerate().map(sum).collect::<Vec<_>>()
    });
    (ranker.slope, ranker.base) = calibrate(&odds.collect::<Vec<_>>());
    Some(ranker)
}

/// The mean square of each feature within the cases, by which the pull of the prior is scaled: a feature counted in
/// hundreds must not be held less than one counted in hundredths.
fn feature_scale(cases: &[&Case], size: usize) -> Vec<f64> {
    let mut scale = vec![0.0; size];
    let rows: usize = cases.iter().map(|case| case.candidates.len()).sum();
    for &(feature, value) in cases.iter().flat_map(|case| &case.candidates).flatten() {
        scale[usize::from(feature)] += f64::from(value) * f64::from(value) / rows.max(1) as f64;
    }
    scale
}

/// A Newton step's equations: loss, gradient and curvature.
struct Equations {
    loss: f64,
    gradient: Vec<f64>,
    curvature: Vec<f64>,
}

impl Equations {
    fn new(size: usize) -> Self {
        Self {
            loss: 0.0,
            gradient: vec![0.0; size],
            curvature: vec![0.0; size * size],
        }
    }

    /// Adds `weight · row · rowᵀ` to the curvature.
    fn curve(&mut self, row: &Features, weight: f64) {
        let size = self.gradient.len();
        for &(first, a) in row {
            let line = &mut self.curvature[usize::from(first) * size..][..size];
            for &(second, b) in row {
                line[usize::from(second)] += weight * f64::from(a) * f64::from(b);
            }
        }
    }

    /// The step that leads to the minimum of the equations' parabola, by Cholesky's decomposition; none where they have
    /// none.
    fn solve(mut self) -> Option<Vec<f64>> {
        let size = self.gradient.len();
        let matrix = &mut self.curvature;
        for column in 0..size {
            for row in column..size {
                let known: f64 = (0..column)
                    .map(|at| matrix[row * size + at] * matrix[column * size + at])
                    .sum();
                let rest = matrix[row * size + column] - known;
                if row == column {
                    if rest.is_nan() || rest <= 0.0 {
                        return None;
                    }
                    matrix[row * size + column] = rest.sqrt();
                } else {
                    matrix[row * size + column] = rest / matrix[column * size + column];
                }
            }
        }
        let mut step = self.gradient;
        for row in 0..size {
            let known: f64 = (0..row).map(|at| matrix[row * size + at] * step[at]).sum();
            step[row] = (step[row] - known) / matrix[row * size + row];
        }
        for row in (0..size).rev() {
            let known: f64 = (row + 1..size).map(|at| matrix[at * size + row] * step[at]).sum();
            step[row] = (step[row] - known) / matrix[row * size + row];
        }
        Some(step)
    }
}

/// The weights at which the loss is least, by Newton's steps; one that leads uphill is halved.
fn minimise(start: Vec<f64>, equations_at: impl Fn(&[f64]) -> Equations) -> Vec<f64> {
    let mut weights = start;
    let mut equations = equations_at(&weights);
    for _ in 0..NEWTON_STEPS_MAX {
        let loss = equations.loss;
        let Some(step) = equations.solve() else { break };
        let at = |length: f64| -> Vec<f64> {
            weights
                .iter()
                .zip(&step)
                .map(|(weight, step)| weight - length * step)
                .collect()
        };
        let lengths = (0..HALVINGS_MAX).map(|halvings| 0.5_f64.powi(halvings));
        let downhill = lengths
            .map(at)
            .map(|weights| (equations_at(&weights), weights))
            .find(|(equations, _)| equations.loss < loss);
        let Some((better, there)) = downhill else { break };
        let gain = loss - better.loss;
        (equations, weights) = (better, there);
        if gain < 1e-7 * (1.0 + loss.abs()) {
            break;
        }
    }
    weights
}

fn hold_at_prior(equations: &mut Equations, weights: &[f64], start: &[f64], scale: &[f64]) {
    let size = weights.len();
    for at in 0..size {
        // A feature that no case has keeps its prior; the small part keeps the equations solvable.
        let pull = PRIOR_CASES * scale[at] + 1e-3;
        let away = weights[at] - start[at];
        equations.loss += 0.5 * pull * away * away;
        equations.gradient[at] += pull * away;
        equations.curvature[at * size + at] += pull;
    }
}

fn dot(row: &Features, weights: &[f64]) -> f64 {
    row.iter()
        .map(|&(feature, value)| weights[usize::from(feature)] * f64::from(value))
        .sum()
}

/// Adds one choice among the candidates of a case.
fn choice(case: &Case, weights: &[f64], equations: &mut Equations) {
    let sums: Vec<f64> = case.candidates.iter().map(|row| dot(row, weights)).collect();
    let highest = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let parts: Vec<f64> = sums.iter().map(|sum| (sum - highest).exp()).collect();
    let total: f64 = parts.iter().sum();
    let share = 1.0 / case.taken.len() as f64;
    let mut mean = vec![0.0; weights.len()];
    for (row, part) in case.candidates.iter().zip(&parts) {
        let probability = part / total;
        for &(feature, value) in row {
            mean[usize::from(feature)] += probability * f64::from(value);
        }
        equations.curve(row, probability);
    }
    let known: Vec<(usize, f64)> = mean
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, value)| *value != 0.0)
        .collect();
    let size = weights.len();
    for &(first, a) in &known {
        equations.gradient[first] += a;
        for &(second, b) in &known {
            equations.curvature[first * size + second] -= a * b;
        }
    }
    for &taken in &case.taken {
        let at = taken as usize;
        equations.loss -= share * (sums[at] - highest - total.ln());
        for &(feature, value) in &case.candidates[at] {
            equations.gradient[usize::from(feature)] -= share * f64::from(value);
        }
    }
}

/// An offer with its slot among the features, whether it was taken, and how much it counts.
struct Row {
    features: Features,
    taken: bool,
    counts: f64,
}

/// Adds one offer that was taken or not.
fn chance(row: &Row, weights: &[f64], equations: &mut Equations) {
    let sum = dot(&row.features, weights);
    let probability = 1.0 / (1.0 + (-sum).exp());
    let outcome = f64::from(u8::from(row.taken));
    let foretold = if row.taken { probability } else { 1.0 - probability };
    equations.loss -= row.counts * foretold.max(1e-12).ln();
    for &(feature, value) in &row.features {
        equations.gradient[usize::from(feature)] += row.counts * (probability - outcome) * f64::from(value);
    }
    let curvature = (probability * (1.0 - probability)).max(1e-9);
    equations.curve(&row.features, row.counts * curvature);
}

/// Slope and base of the log-odds of `(sum, taken)` pairs.
fn calibrate(pairs: &[(f32, bool)]) -> (f32, f32) {
    let taken = pairs.iter().filter(|(_, taken)| *taken).count() as f64;
    let rate = (taken / pairs.len().max(1) as f64).clamp(1e-6, 1.0 - 1e-6);
    let mean = pairs.iter().map(|(sum, _)| f64::from(*sum)).sum::<f64>() / pairs.len().max(1) as f64;
    let start = vec![1.0, (rate / (1.0 - rate)).ln() - mean];
    let line = minimise(start, |line| {
        let mut equations = Equations::new(2);
        for &(sum, taken) in pairs {
            let row = Row {
                features: [(0, sum), (1, 1.0)].into_iter().collect(),
                taken,
                counts: 1.0,
            };
            chance(&row, line, &mut equations);
        }
        // A weak pull of the slope towards 1 decides where every sum is alike.
        equations.loss += 0.5 * (line[0] - 1.0).powi(2);
        equations.gradient[0] += line[0] - 1.0;
        equations.curvature[0] += 1.0;
        equations
    });
    (line[0].max(0.0) as f32, line[1] as f32)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::rankers::{Intent, features, logistic::probability};

    /// Evenly spread numbers between 0 and 1, the same each time.
    pub(super) fn spread(state: &mut u32) -> f32 {
        *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (*state >> 8) as f32 / (1 << 24) as f32
    }

    pub(super) fn flat() -> Logistic {
        Logistic {
            weights: vec![0.0; features::count()],
            ..Logistic::prior(Intent::Complement)
        }
    }

    #[test]
    fn planted_weights_are_found_from_choices() {
        let (planted, mut state) = ([1.5_f32, -2.0], 7);
        let cases: Vec<Case> = (0..4_000)
            .map(|_| {
                let candidates: Vec<Features> = (0..6)
                    .map(|_| {
                        [(0, spread(&mut state) * 2.0), (1, spread(&mut state))]
                            .into_iter()
                            .collect()
                    })
                    .collect();
                let odds: Vec<f32> = candidates
                    .iter()
                    .map(|row| (planted[0] * row[0].1 + planted[1] * row[1].1).exp())
                    .collect();
                let mut draw = spread(&mut state) * odds.iter().sum::<f32>();
                let taken = odds.iter().position(|odds| {
                    draw -= odds;
                    draw <= 0.0
                });
                Case {
                    taken: vec![taken.unwrap_or(5) as u32],
                    candidates,
                }
            })
            .collect();
        let ranker = from_cases(&flat(), &cases).unwrap();
        for (found, planted) in ranker.weights.iter().zip(planted) {
            assert!((found - planted).abs() < 0.15, "{found} is not {planted}");
        }
        // One of six is taken: the probabilities must say so.
        let all = cases.iter().flat_map(|case| &case.candidates);
        let said: f32 = all.map(|row| probability(ranker.log_odds(ranker.sum(row)))).sum();
        assert!((said / cases.len() as f32 - 1.0).abs() < 0.02, "{said}");
        assert!(from_cases(&flat(), &cases[..CASES_MIN - 1]).is_none());
    }
}
