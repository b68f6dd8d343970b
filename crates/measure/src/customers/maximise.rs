//! Finds the parameters under which what was seen is most likely, and how sure they are.
//!
//! **Method:** every parameter is positive, so the search goes over logarithms. From each of several starts it climbs
//! a few rounds, and from the highest place reached to the summit, by BFGS with exact gradients and a step that is
//! halved until it helps. Outside of bounds that no sensible shop comes near a fence pushes back, so that data that
//! cannot tell a parameter ends at the fence and not at infinity, and is known by it. The inverse of the curvature at
//! the summit is how sure the parameters are.
//!
//! **Source:** J. Nocedal and S. Wright, "Numerical Optimization", chapters 3 and 6.

use super::chance::Chance;

/// A square matrix of `N` rows.
pub(super) type Matrix<const N: usize> = [[f64; N]; N];

/// Logarithms of the bounds of a parameter: 0.0001 and 100,000.
const LOG_BOUND_LOW: f64 = -9.210_340_371_976_182;
const LOG_BOUND_HIGH: f64 = 11.512_925_464_970_229;
/// Rounds from each start, before the best goes on.
const FIRST_ROUNDS: usize = 5;
const ROUNDS_MAX: usize = 300;
const HALVINGS_MAX: usize = 40;
/// Longest step, in logarithms.
const STEP_MAX: f64 = 2.0;
/// The gain to come, as a share of the logarithm of the likelihood, at which a summit is reached.
const GAIN_MIN: f64 = 1e-13;
/// Armijo's share of the promised gain that a step has to keep.
const KEPT_SHARE: f64 = 1e-4;
/// Where the gradient is compared to find the curvature, in logarithms.
const CURVATURE_STEP: f64 = 1e-4;

/// The summit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Optimum<const N: usize> {
    /// The logarithms of the parameters.
    pub at: [f64; N],
    /// The logarithm of the likelihood.
    pub log_likelihood: f64,
    /// The covariance of the logarithms; none where the data does not tell all of them.
    pub covariance: Option<Matrix<N>>,
}

impl<const N: usize> Optimum<N> {
    /// The parameters.
    pub fn parameters(&self) -> [f64; N] {
        self.at.map(f64::exp)
    }

    /// The middle 95 % of each parameter.
    pub fn intervals_95(&self) -> Option<[(f64, f64); N]> {
        let covariance = self.covariance?;
        Some(std::array::from_fn(|row| {
            let reach = 1.96 * covariance[row][row].sqrt();
            ((self.at[row] - reach).exp(), (self.at[row] + reach).exp())
        }))
    }

    /// Parameters that are as likely as chance has it; the best ones where nobody knows how sure they are.
    pub fn draw(&self, chance: &mut Chance) -> [f64; N] {
        let Some(root) = self.covariance.as_ref().and_then(root) else {
            return self.parameters();
        };
        let normal: [f64; N] = std::array::from_fn(|_| chance.normal());
        std::array::from_fn(|row| {
            let moved = self.at[row] + dot(&root[row], &normal);
            moved.clamp(LOG_BOUND_LOW, LOG_BOUND_HIGH).exp()
        })
    }
}

/// The best summit from `starts`, all in logarithms. `likelihood` gives the logarithm of the likelihood and its
/// gradient there; `rows` says of how many observations it is. None where it is nowhere finite.
pub(super) fn maximise<const N: usize>(
    starts: &[[f64; N]],
    rows: f64,
    likelihood: impl Fn(&[f64; N]) -> (f64, [f64; N]),
) -> Option<Optimum<N>> {
    let fenced = |at: &[f64; N]| fence(at, rows, likelihood(at));
    let begun = starts
        .iter()
        .filter_map(|start| climb(*start, FIRST_ROUNDS, &fenced));
    let (best, _) = begun.reduce(|best, other| if other.1 > best.1 { other } else { best })?;
    let (at, log_likelihood) = climb(best, ROUNDS_MAX, &fenced)?;
    let inside = |log: &f64| (LOG_BOUND_LOW..=LOG_BOUND_HIGH).contains(log);
    let told = at.iter().all(inside);
    Some(Optimum {
        at,
        log_likelihood,
        covariance: if told {
            inverse(&curvature(&at, &likelihood))
        } else {
            None
        },
    })
}

fn fence<const N: usize>(at: &[f64; N], rows: f64, (value, gradient): (f64, [f64; N])) -> (f64, [f64; N]) {
    let beyond = at.map(|log| log - log.clamp(LOG_BOUND_LOW, LOG_BOUND_HIGH));
    let value = value - rows * dot(&beyond, &beyond);
    (
        value,
        std::array::from_fn(|row| gradient[row] - 2.0 * rows * beyond[row]),
    )
}

fn climb<const N: usize>(
    start: [f64; N],
    rounds_max: usize,
    likelihood: &impl Fn(&[f64; N]) -> (f64, [f64; N]),
) -> Option<([f64; N], f64)> {
    let mut at = start;
    let (mut value, mut gradient) = likelihood(&at);
    let mut curved = identity(1.0 / norm(&gradient).max(1.0));
    for _ in 0..rounds_max {
        let mut direction = times(&curved, &gradient);
        let mut promised = dot(&direction, &gradient);
        if promised <= 0.0 {
            curved = identity(1.0 / norm(&gradient).max(1.0));
            direction = times(&curved, &gradient);
            promised = dot(&direction, &gradient);
        }
        if !value.is_finite() || promised <= GAIN_MIN * value.abs().max(1.0) {
            break;
        }
        let Some((next, reached)) = step(&at, value, &direction, promised, likelihood) else {
            break;
        };
        let moved = std::array::from_fn(|row| next[row] - at[row]);
        let turned = std::array::from_fn(|row| gradient[row] - reached.1[row]);
        update(&mut curved, &moved, &turned);
        (at, value, gradient) = (next, reached.0, reached.1);
    }
    value.is_finite().then_some((at, value))
}

type Reached<const N: usize> = ([f64; N], (f64, [f64; N]));

/// The longest of the halved steps that keeps its promise.
fn step<const N: usize>(
    at: &[f64; N],
    value: f64,
    direction: &[f64; N],
    promised: f64,
    likelihood: &impl Fn(&[f64; N]) -> (f64, [f64; N]),
) -> Option<Reached<N>> {
    let mut length = (STEP_MAX / norm(direction)).min(1.0);
    for _ in 0..HALVINGS_MAX {
        let next = std::array::from_fn(|row| at[row] + length * direction[row]);
        let reached = likelihood(&next);
        let finite = reached.1.iter().all(|slope| slope.is_finite());
        if finite && reached.0 >= value + KEPT_SHARE * length * promised {
            return Some((next, reached));
        }
        length *= 0.5;
    }
    None
}

/// BFGS: makes the matrix agree with how the gradient turned on the way.
fn update<const N: usize>(curved: &mut Matrix<N>, moved: &[f64; N], turned: &[f64; N]) {
    let along = dot(moved, turned);
    if along <= 1e-12 * norm(moved) * norm(turned) {
        return;
    }
    let swung = times(curved, turned);
    let scale = (1.0 + dot(turned, &swung) / along) / along;
    for row in 0..N {
        for column in 0..N {
            let mixed = swung[row] * moved[column] + moved[row] * swung[column];
            curved[row][column] += scale * moved[row] * moved[column] - mixed / along;
        }
    }
}

/// How sharply the likelihood falls around `at`: less the matrix of its second derivatives.
fn curvature<const N: usize>(at: &[f64; N], likelihood: &impl Fn(&[f64; N]) -> (f64, [f64; N])) -> Matrix<N> {
    let slopes: Matrix<N> = std::array::from_fn(|row| {
        let moved = |by: f64| {
            let mut there = *at;
            there[row] += by;
            likelihood(&there).1
        };
        let (below, above) = (moved(-CURVATURE_STEP), moved(CURVATURE_STEP));
        std::array::from_fn(|column| (below[column] - above[column]) / (2.0 * CURVATURE_STEP))
    });
    std::array::from_fn(|row| std::array::from_fn(|column| 0.5 * (slopes[row][column] + slopes[column][row])))
}

fn dot<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm<const N: usize>(a: &[f64; N]) -> f64 {
    dot(a, a).sqrt()
}

fn times<const N: usize>(matrix: &Matrix<N>, vector: &[f64; N]) -> [f64; N] {
    std::array::from_fn(|row| dot(&matrix[row], vector))
}

fn identity<const N: usize>(scale: f64) -> Matrix<N> {
    std::array::from_fn(|row| std::array::from_fn(|column| if row == column { scale } else { 0.0 }))
}

/// The lower triangle whose product with its own transpose is `matrix` (Cholesky); none unless positive definite.
fn root<const N: usize>(matrix: &Matrix<N>) -> Option<Matrix<N>> {
    let mut root = [[0.0; N]; N];
    for row in 0..N {
        for column in 0..=row {
            let rest = matrix[row][column] - dot(&root[row], &root[column]);
            if row == column {
                if !rest.is_finite() || rest <= 1e-14 * matrix[row][row].abs() {
                    return None;
                }
                root[row][row] = rest.sqrt();
            } else {
                root[row][column] = rest / root[column][column];
            }
        }
    }
    Some(root)
}

/// The inverse of a positive definite matrix.
fn inverse<const N: usize>(matrix: &Matrix<N>) -> Option<Matrix<N>> {
    let root = root(matrix)?;
    let columns: Matrix<N> = std::array::from_fn(|unit| {
        let mut solved = [0.0; N];
        for row in 0..N {
            let one = if row == unit { 1.0 } else { 0.0 };
            solved[row] = (one - dot(&root[row], &solved)) / root[row][row];
        }
        for row in (0..N).rev() {
            let after: f64 = (row + 1..N).map(|later| root[later][row] * solved[later]).sum();
            solved[row] = (solved[row] - after) / root[row][row];
        }
        solved
    });
    let finite = columns.iter().flatten().all(|cell| cell.is_finite());
    finite.then_some(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two normal variables that depend on each other, with the summit at (1, -2).
    fn hill(at: &[f64; 2]) -> (f64, [f64; 2]) {
        let [x, y] = [at[0] - 1.0, at[1] + 2.0];
        (-(2.0 * x * x + x * y + y * y), [-(4.0 * x + y), -(x + 2.0 * y)])
    }

    #[test]
    fn the_summit_and_its_curvature_are_found() {
        let found = maximise(&[[5.0, 5.0]], 1.0, hill).unwrap();
        assert!(
            (found.at[0] - 1.0).abs() < 1e-6 && (found.at[1] + 2.0).abs() < 1e-6,
            "{found:?}"
        );
        let covariance = found.covariance.unwrap();
        for (got, expect) in covariance.iter().flatten().zip([2.0, -1.0, -1.0, 4.0]) {
            assert!((got - expect / 7.0).abs() < 1e-6, "{covariance:?}");
        }
        let mut chance = Chance::new(1, 1);
        let logs: Vec<f64> = (0..20_000)
            .map(|_| found.draw(&mut chance)[1].ln() + 2.0)
            .collect();
        let spread = logs.iter().map(|log| log * log).sum::<f64>() / 20_000.0;
        assert!((spread - 4.0 / 7.0).abs() < 0.03, "{spread}");
    }

    #[test]
    fn what_the_data_does_not_tell_ends_at_the_fence_and_says_so() {
        let slope = |at: &[f64; 2]| (at[0] - at[1] * at[1], [1.0, -2.0 * at[1]]);
        let found = maximise(&[[0.0, 1.0]], 10.0, slope).unwrap();
        assert!((found.at[0] - LOG_BOUND_HIGH - 0.05).abs() < 1e-6, "{found:?}");
        assert_eq!((found.covariance, found.intervals_95()), (None, None));
        assert!(maximise(&[[0.0]], 1.0, |_| (f64::NAN, [f64::NAN])).is_none());
    }
}
