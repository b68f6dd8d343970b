//! Made-up populations of shoppers, from which simulated arms are drawn.

use measure::experiments::ratio::{ArmMoments, UnitTotals};
use measure::experiments::winsorise::{Amounts, SHARE_KEPT, cut};

use crate::chance::Chance;

/// Shoppers in a population whose numbers are not far apart.
const SHOPPERS: u64 = 8_192;
/// Shoppers in a population of which few buy.
const VISITORS: u64 = 65_536;
/// From so many shoppers a day on, an arm's means are drawn by the central limit theorem, not shopper by shopper.
const CROWD: u64 = 3_000;
/// Who came once and did nothing, and of whom nothing was known.
const IDLE: [f64; 4] = [0.0, 1.0, 0.0, 0.0];

/// The totals of all shoppers that there are; arms draw from them with equal chances.
pub struct Population {
    /// Those of whom there is more to count than that they came once.
    active: Vec<[f64; 4]>,
    idle: u64,
    /// All of them: the truth of this population.
    pub everybody: ArmMoments,
    /// A square root of the covariances of the four numbers.
    root: [[f64; 4]; 4],
}

impl Population {
    fn new(shoppers: impl Iterator<Item = UnitTotals>) -> Self {
        let (idle, active): (Vec<_>, Vec<_>) =
            shoppers.map(|one| one.numbers()).partition(|one| *one == IDLE);
        Self::of(active, idle.len() as u64)
    }

    fn of(active: Vec<[f64; 4]>, idle: u64) -> Self {
        let mut everybody = ArmMoments::default();
        active.iter().for_each(|&numbers| everybody.add(numbers));
        (0..idle).for_each(|_| everybody.add(IDLE));
        Self {
            root: root(&everybody),
            active,
            idle,
            everybody,
        }
    }

    /// Revenue per visitor in minor units: one in twenty buys, and the largest orders are hundreds of times the usual
    /// one. With `capped` amounts are cut as a shop's would be.
    pub fn revenue(capped: bool) -> Self {
        let mut chance = Chance::of(11, 0);
        let mut order = || match chance.happens(0.05) {
            true => (4_000.0 * (1.3 * chance.normal()).exp()).round() as i64,
            false => 0,
        };
        let orders: Vec<i64> = (0..VISITORS).map(|_| order()).collect();
        let mut amounts = Amounts::default();
        orders.iter().for_each(|&order| amounts.add(order));
        let threshold = match capped {
            true => amounts.threshold(SHARE_KEPT).expect("somebody bought"),
            false => i64::MAX,
        };
        Self::new(
            orders
                .iter()
                .map(|&order| UnitTotals::of_mean(cut(order, threshold) as f64)),
        )
    }

    /// Orders per visit: who comes often and buys often did so before. One in four is new.
    pub fn orders_per_visit() -> Self {
        let mut chance = Chance::of(12, 0);
        let mut shopper = || {
            let rate = (0.1 * (0.8 * chance.normal()).exp()).min(0.9);
            let coming = 2.0 * (0.7 * chance.normal()).exp();
            let mut time = |weeks: f64| {
                let visits = 1 + chance.successes(100, (coming * weeks / 100.0).min(0.9));
                (chance.successes(visits, rate) as f64, visits as f64)
            };
            let (orders, visits) = time(2.0);
            let (orders_before, visits_before) = time(8.0);
            let totals = UnitTotals::of_ratio(orders, visits);
            match chance.happens(0.25) {
                true => totals,
                false => totals.with_before(orders_before, visits_before),
            }
        };
        Self::new((0..SHOPPERS).map(|_| shopper()))
    }

    /// The same shoppers, each with so much more of the value.
    pub fn lifted(&self, lift: f64) -> Self {
        let lifted = |one: &[f64; 4]| [one[0] * (1.0 + lift), one[1], one[2], one[3]];
        Self::of(self.active.iter().map(lifted).collect(), self.idle)
    }

    /// A draw of `units` shoppers.
    pub fn draw(&self, chance: &mut Chance, units: u64) -> ArmMoments {
        match units {
            CROWD.. => self.draw_crowd(chance, units),
            _ => self.draw_each(chance, units),
        }
    }

    fn draw_crowd(&self, chance: &mut Chance, units: u64) -> ArmMoments {
        let drawn: [f64; 4] = std::array::from_fn(|_| chance.normal() / (units as f64).sqrt());
        let off = |row: &[f64; 4]| row.iter().zip(drawn).map(|(r, d)| r * d).sum::<f64>();
        let share = units as f64 / self.everybody.count as f64;
        ArmMoments {
            count: units,
            means: std::array::from_fn(|i| self.everybody.means[i] + off(&self.root[i])),
            products: self
                .everybody
                .products
                .map(|row| row.map(|product| product * share)),
        }
    }

    /// How many of them are active is drawn first, since most are not.
    fn draw_each(&self, chance: &mut Chance, units: u64) -> ArmMoments {
        let active = self.active.len() as f64;
        let active = match self.idle {
            0 => units,
            idle => chance.exact_successes(units, active / (active + idle as f64)),
        };
        let (mut sums, mut squares) = ([0.0; 4], [[0.0; 4]; 4]);
        for _ in 0..active {
            let numbers = &self.active[chance.below(self.active.len())];
            // Plain loops, because tests are not optimised.
            let mut i = 0;
            while i < 4 {
                sums[i] += numbers[i];
                let mut j = 0;
                while j <= i {
                    squares[i][j] += numbers[i] * numbers[j];
                    j += 1;
                }
                i += 1;
            }
        }
        sums[1] += (units - active) as f64;
        squares[1][1] += (units - active) as f64;
        moments(units, sums, squares)
    }
}

/// Cholesky's root of the covariances; a number that is the same for everybody has no part in it.
fn root(all: &ArmMoments) -> [[f64; 4]; 4] {
    let mut root = [[0.0_f64; 4]; 4];
    for i in 0..4 {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| root[i][k] * root[j][k]).sum();
            let rest = all.products[i][j] / all.count as f64 - known;
            root[i][j] = match i == j {
                true => rest.max(0.0).sqrt(),
                false if root[j][j] > 0.0 => rest / root[j][j],
                false => 0.0,
            };
        }
    }
    root
}

/// Sums of squares are good enough for the sizes of these numbers, and quick.
fn moments(units: u64, sums: [f64; 4], squares: [[f64; 4]; 4]) -> ArmMoments {
    let count = units as f64;
    let product = |i: usize, j: usize| squares[i.max(j)][i.min(j)] - sums[i] * sums[j] / count;
    ArmMoments {
        count: units,
        means: sums.map(|sum| sum / count),
        products: std::array::from_fn(|i| std::array::from_fn(|j| product(i, j))),
    }
}
