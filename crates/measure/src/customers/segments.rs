//! **What a shopkeeper sees:** groups of customers who behave alike, each with what is typical of it ("buys often, at
//! night"), or that this shop's customers fall into no such groups.
//!
//! **Method:** eight habits of each customer, those of size as logarithms, those of share drawn towards the shop's by
//! two orders, all measured in standard deviations and cut at three. k-means with 6 to 10 groups, from several starts.
//! Groups count only where they come out again: customers are drawn anew with replacement, grouped again, and both
//! groupings compared by the adjusted Rand index; its mean over the draws has to be .8. Of the numbers of groups that
//! pass, the one whose groups lie farthest apart is taken. A group is told by the one or two habits in which its
//! middle lies farthest from all customers'; by more where two groups would be told alike.
//!
//! **When it fails:** habits that shade into each other give no groups, and then none are given. Tiny groups of odd
//! customers hide in larger ones.
//!
//! **Source:** D. Arthur and S. Vassilvitskii, "k-means++", 2007; C. Hennig, "Cluster-wise assessment of cluster
//! stability", 2007; L. Hubert and P. Arabie, "Comparing partitions", 1985.

use rayon::prelude::*;
use recommend::CustomerIndex;
use shop::Day;

use super::{Error, Histories};
use crate::offline::random;

mod agreement;
mod clusters;
mod features;

use clusters::Clusters;
pub use features::Feature;
use features::{FEATURES, Habits, Point};

/// Fewer customers tell no groups apart.
pub const CUSTOMERS_MIN: usize = 200;
/// Fewest and most groups.
pub const GROUPS: std::ops::RangeInclusive<usize> = 6..=10;
/// The agreement of groupings of other draws that groups need.
pub const AGREEMENT_MIN: f64 = 0.8;
/// Groups are found among so many customers; the others join the nearest. More find the same groups, and take longer.
const SAMPLE_MAX: usize = 2_000;
const DRAWS: u64 = 12;
/// Standard deviations from all customers' middle from which a habit is typical.
const TYPICAL_MIN: f64 = 0.5;
const TYPICAL_COUNT: usize = 2;

/// Whether there are groups.
#[derive(Debug, Clone, PartialEq)]
pub enum Segmentation {
    /// There are.
    Stable(Segments),
    /// Groups come out otherwise whenever other customers are looked at, so there are none.
    Unstable {
        /// The best agreement that any number of groups had.
        agreement: f64,
    },
}

/// The groups of a shop.
#[derive(Debug, Clone, PartialEq)]
pub struct Segments {
    /// The groups, the largest first.
    pub segments: Vec<Segment>,
    /// Every customer with the position of their group, ascending by customer.
    pub of: Vec<(CustomerIndex, u8)>,
    /// How far groupings of other draws agree: 1 where they are the same, 0 where only by chance.
    pub agreement: f64,
}

/// A group.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Its customers.
    pub customers: usize,
    /// What is typical, the most typical first.
    pub typical: Vec<Typical>,
}

/// A habit that tells a group from all customers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Typical {
    /// The habit.
    pub feature: Feature,
    /// Standard deviations above all customers' middle; negative below it.
    pub deviations: f64,
    /// The median of the group, in the habit's own unit.
    pub median: f64,
    /// The median of all customers.
    pub median_of_all: f64,
}

/// The groups of the customers who had bought by `now`.
///
/// # Errors
/// [`Error::TooFewCustomers`] below [`CUSTOMERS_MIN`].
pub fn segment(histories: &Histories, now: Day, seed: u64) -> Result<Segmentation, Error> {
    let habits = Habits::of(histories, now);
    if habits.customers.len() < CUSTOMERS_MIN {
        return Err(Error::TooFewCustomers {
            found: habits.customers.len(),
            wanted: CUSTOMERS_MIN,
        });
    }
    let sample = sample(&habits, seed);
    let tried: Vec<(Clusters, f64)> = GROUPS
        .map(|groups| {
            let found = Clusters::find(&sample, groups, random::of(seed, groups as u64));
            let agreement = stability(&sample, &found, groups, seed);
            (found, agreement)
        })
        .collect();
    let best = tried.iter().map(|one| one.1).fold(0.0, f64::max);
    let stable = tried
        .into_iter()
        .filter(|(_, agreement)| *agreement >= AGREEMENT_MIN);
    let apart = stable.map(|(found, agreement)| (found.apart(&sample), found, agreement));
    let chosen = apart.reduce(|one, other| if other.0 > one.0 { other } else { one });
    Ok(match chosen {
        Some((_, found, agreement)) => Segmentation::Stable(told(&habits, &found, agreement)),
        None => Segmentation::Unstable { agreement: best },
    })
}

fn sample(habits: &Habits, seed: u64) -> Vec<Point> {
    let mut drawn: Vec<(u64, usize)> = habits
        .customers
        .iter()
        .enumerate()
        .map(|(at, &customer)| (random::of(seed, u64::from(customer)), at))
        .collect();
    drawn.sort_unstable();
    drawn.truncate(SAMPLE_MAX);
    drawn.into_iter().map(|(_, at)| habits.points[at]).collect()
}

/// How far the groups of other draws of the same customers agree with those that were found.
fn stability(sample: &[Point], found: &Clusters, groups: usize, seed: u64) -> f64 {
    let labels = found.labels(sample);
    let one = |draw: u64| {
        let mut state = random::of(seed ^ 0x6472_6177, draw * 16 + groups as u64);
        let drawn: Vec<Point> = (0..sample.len())
            .map(|_| sample[random::below(&mut state, sample.len())])
            .collect();
        let again = Clusters::find(&drawn, groups, random::next(&mut state));
        agreement::adjusted_rand(&labels, &again.labels(sample), groups)
    };
    let all: Vec<f64> = (0..DRAWS).into_par_iter().map(one).collect();
    all.iter().sum::<f64>() / DRAWS as f64
}

/// The groups in the sequence of their size, each with what is typical.
fn told(habits: &Habits, found: &Clusters, agreement: f64) -> Segments {
    let labels = found.labels(&habits.points);
    let mut groups: Vec<(usize, Vec<usize>)> = (0..found.centres().len())
        .map(|label| {
            (
                label,
                (0..labels.len())
                    .filter(|&at| usize::from(labels[at]) == label)
                    .collect(),
            )
        })
        .filter(|(_, members): &(usize, Vec<usize>)| !members.is_empty())
        .collect();
    groups.sort_by_key(|(label, members)| (std::cmp::Reverse(members.len()), *label));
    let mut of = vec![0; labels.len()];
    let mut segments: Vec<Segment> = Vec::new();
    for (position, (_, members)) in groups.iter().enumerate() {
        members.iter().for_each(|&member| of[member] = position as u8);
        let all = typical(habits, members);
        let mut count = TYPICAL_COUNT.min(all.len());
        let alike = |count: usize| {
            segments
                .iter()
                .any(|other| told_alike(&other.typical, &all[..count]))
        };
        while count < all.len() && alike(count) {
            count += 1;
        }
        segments.push(Segment {
            customers: members.len(),
            typical: all.into_iter().take(count).collect(),
        });
    }
    Segments {
        segments,
        of: habits.customers.iter().copied().zip(of).collect(),
        agreement,
    }
}

fn told_alike(one: &[Typical], other: &[Typical]) -> bool {
    let told = |typical: &Typical| (typical.feature, typical.deviations > 0.0);
    one.len() == other.len()
        && other
            .iter()
            .all(|typical| one.iter().any(|known| told(known) == told(typical)))
}

/// All habits in which the group differs, the farthest first; the farthest alone where none differs much.
fn typical(habits: &Habits, members: &[usize]) -> Vec<Typical> {
    let mut all: Vec<Typical> = FEATURES
        .iter()
        .enumerate()
        .map(|(at, &feature)| Typical {
            feature,
            deviations: members
                .iter()
                .map(|&member| habits.points[member][at])
                .sum::<f64>()
                / members.len() as f64,
            median: habits.median(at, members.iter().copied()),
            median_of_all: habits.median(at, 0..habits.points.len()),
        })
        .collect();
    all.sort_by(|one, other| other.deviations.abs().total_cmp(&one.deviations.abs()));
    let far = all
        .iter()
        .take_while(|typical| typical.deviations.abs() >= TYPICAL_MIN)
        .count();
    all.truncate(far.max(1));
    all
}

#[cfg(test)]
mod tests;
