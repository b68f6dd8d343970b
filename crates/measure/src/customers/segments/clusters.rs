//! k-means: groups of points around their middles.

use super::features::{FEATURES, Point};
use crate::customers::chance::Chance;

const STARTS: usize = 4;
const ROUNDS_MAX: usize = 60;

/// Groups, by their middles.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clusters {
    centres: Vec<Point>,
}

impl Clusters {
    /// The best of several starts. There must be a point.
    pub fn find(points: &[Point], groups: usize, seed: u64) -> Self {
        let start = |number: usize| {
            let mut found = Self::scattered(points, groups, &mut Chance::new(seed, number as u64));
            let spread = found.settle(points);
            (spread, found)
        };
        let first = start(0);
        let best = |best: (f64, Self), other: (f64, Self)| if other.0 < best.0 { other } else { best };
        (1..STARTS).map(start).fold(first, best).1
    }

    /// The middles.
    pub fn centres(&self) -> &[Point] {
        &self.centres
    }

    /// The position of each point's group.
    pub fn labels(&self, points: &[Point]) -> Vec<u8> {
        points.iter().map(|point| self.nearest(point).0 as u8).collect()
    }

    /// How far the groups lie apart: how much nearer the own middle is than the next, as a share, over all points.
    pub fn apart(&self, points: &[Point]) -> f64 {
        let of = |point: &Point| {
            let (own, squared) = self.nearest(point);
            let others = self.centres.iter().enumerate().filter(|(at, _)| *at != own);
            let next = others
                .map(|(_, centre)| distance(point, centre))
                .fold(f64::INFINITY, f64::min);
            if next > 0.0 {
                1.0 - (squared / next).sqrt()
            } else {
                0.0
            }
        };
        points.iter().map(of).sum::<f64>() / points.len().max(1) as f64
    }

    /// First middles that lie far from each other (k-means++).
    fn scattered(points: &[Point], groups: usize, chance: &mut Chance) -> Self {
        let mut centres = vec![points[chance.below(points.len())]];
        let mut distances = vec![f64::INFINITY; points.len()];
        while centres.len() < groups {
            let newest = centres[centres.len() - 1];
            let closer = |(point, known): (&Point, &mut f64)| *known = known.min(distance(point, &newest));
            points.iter().zip(&mut distances).for_each(closer);
            let mut left = chance.unit() * distances.iter().sum::<f64>();
            let at = distances.iter().position(|&distance| {
                left -= distance;
                left < 0.0
            });
            centres.push(points[at.unwrap_or(points.len() - 1)]);
        }
        Self { centres }
    }

    /// Moves the middles until no point changes its group; the sum of squared distances.
    fn settle(&mut self, points: &[Point]) -> f64 {
        let mut labels = vec![usize::MAX; points.len()];
        let mut spread = 0.0;
        for _ in 0..ROUNDS_MAX {
            let (mut changed, mut farthest) = (false, (0, 0.0));
            let mut sums = vec![([0.0; FEATURES.len()], 0.0); self.centres.len()];
            spread = 0.0;
            for (at, point) in points.iter().enumerate() {
                let (label, squared) = self.nearest(point);
                changed |= labels[at] != label;
                labels[at] = label;
                spread += squared;
                if squared > farthest.1 {
                    farthest = (at, squared);
                }
                let (sum, count) = &mut sums[label];
                sum.iter_mut().zip(point).for_each(|(sum, value)| *sum += value);
                *count += 1.0;
            }
            if !changed {
                break;
            }
            for (centre, (sum, count)) in self.centres.iter_mut().zip(sums) {
                // A middle that nobody is near begins again where somebody is far from all others.
                *centre = if count > 0.0 {
                    sum.map(|sum| sum / count)
                } else {
                    points[farthest.0]
                };
            }
        }
        spread
    }

    /// The nearest middle and the squared distance to it; the first of equals.
    fn nearest(&self, point: &Point) -> (usize, f64) {
        let mut best = (0, f64::INFINITY);
        for (at, centre) in self.centres.iter().enumerate() {
            let squared = distance(point, centre);
            if squared < best.1 {
                best = (at, squared);
            }
        }
        best
    }
}

/// The squared distance. A plain loop over a fixed number of axes, which becomes a few wide instructions.
#[inline]
fn distance(one: &Point, other: &Point) -> f64 {
    let mut sums = [0.0; 4];
    for axis in 0..FEATURES.len() {
        let off = one[axis] - other[axis];
        sums[axis % 4] += off * off;
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planted_groups_are_found_whatever_the_seed() {
        let mut chance = Chance::new(1, 1);
        let points: Vec<Point> = (0..600)
            .map(|at| std::array::from_fn(|axis| f64::from(u8::from(at % 6 == axis)) * 8.0 + chance.normal()))
            .collect();
        for seed in 0..5 {
            let labels = Clusters::find(&points, 6, seed).labels(&points);
            assert!((0..600).all(|at| labels[at] == labels[at % 6]), "{seed}");
        }
    }

    #[test]
    fn fewer_different_points_than_groups_are_no_trouble() {
        let points = vec![[1.0; FEATURES.len()]; 9];
        let found = Clusters::find(&points, 6, 1);
        assert_eq!(found.labels(&points), [0; 9]);
        assert!(found.apart(&points).abs() < 1e-12);
    }
}
