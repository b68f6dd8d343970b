//! The visitors of an experiment: who was exposed to which arm, and what they did since, and before.
//!
//! What counts begins with the first exposure, in every arm alike: an answer that had offers, or would have had.
//! Whoever saw another arm later, because the shares were changed, belongs to none and is left out. Where everybody
//! is drawn anew, as for the hold-out every quarter, each period is a study of its own, and a visitor of two counts
//! twice.

use rustc_hash::FxHashMap;
use shop::{Day, Timestamp};

use crate::{
    experiments::{
        effect::{self, Effect},
        ratio::{ArmMoments, NotMeasurable, UnitTotals},
        sample_ratio::{self, SampleRatio},
        winsorise::{self, Amounts},
    },
    ledger::{Exposure, Line, OrderTotals, VisitorDay, VisitorTotals},
    metrics::Ratio,
};

/// For how many days before the first exposure the past of a visitor is looked at.
pub const CUPED_DAYS: i64 = 28;

/// Somebody who was exposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The arm, by its place.
    pub arm: u8,
    /// When first exposed.
    pub at: Timestamp,
    /// Whether another arm was seen later.
    pub moved: bool,
    /// What was done since.
    pub since: VisitorTotals,
    /// What was bought in the [`CUPED_DAYS`] before.
    pub before: VisitorTotals,
}

/// The visitors of an experiment.
#[derive(Debug)]
pub struct Study {
    experiment: u32,
    period: fn(Timestamp) -> u32,
    people: FxHashMap<(u64, u32), Person>,
    of_customer: FxHashMap<u64, u64>,
}

impl Study {
    /// The study of an experiment, by the hash of its id.
    pub fn of(experiment: u32) -> Self {
        Self::with_periods(experiment, |_| 0)
    }

    /// The study of an experiment for which everybody is drawn anew in each `period`.
    pub fn with_periods(experiment: u32, period: fn(Timestamp) -> u32) -> Self {
        Self {
            experiment,
            period,
            people: FxHashMap::default(),
            of_customer: FxHashMap::default(),
        }
    }

    /// Notes exposures from a moment on; all of them before the days and orders are added.
    pub fn add_exposures(&mut self, exposures: &[Exposure], from: Timestamp) {
        let own = exposures
            .iter()
            .filter(|exposure| exposure.experiment == self.experiment);
        for exposure in own.filter(|exposure| exposure.at >= from) {
            let key = (exposure.unit, (self.period)(exposure.at));
            let person = self.people.entry(key).or_insert_with(|| Person {
                arm: exposure.arm,
                at: exposure.at,
                moved: false,
                since: VisitorTotals::default(),
                before: VisitorTotals::default(),
            });
            person.moved |= person.arm != exposure.arm;
            person.at = person.at.min(exposure.at);
        }
    }

    /// Notes which visitor a customer was.
    pub fn add_names(&mut self, visitors: &[VisitorDay]) {
        let signed_in = visitors.iter().filter(|visitor| visitor.customer != 0);
        self.of_customer
            .extend(signed_in.map(|visitor| (visitor.customer, visitor.unit)));
    }

    /// Notes what visitors did on a day, beside buying. Whoever turned out to be no customer is forgotten.
    pub fn add_day(&mut self, day: Day, visitors: &[VisitorDay]) {
        let period = (self.period)(day.start());
        for visitor in visitors {
            let key = (visitor.unit, period);
            if !visitor.left_out.is_empty() {
                self.people.remove(&key);
            } else if let Some(person) = self.people.get_mut(&key)
                && person.at.day() <= day
            {
                person.since.add_day(visitor);
            }
        }
    }

    /// Notes an order.
    pub fn add_order(&mut self, order: &OrderTotals) {
        let unit = self.unit_of_order(order);
        let (period, soon) = (
            (self.period)(order.at),
            (self.period)(order.at.plus_days(CUPED_DAYS)),
        );
        if let Some(person) = self.people.get_mut(&(unit, period))
            && order.at >= person.at
        {
            return person.since.add_order(order);
        }
        for period in period..=soon {
            if let Some(person) = self.people.get_mut(&(unit, period))
                && (person.at.plus_days(-CUPED_DAYS)..person.at).contains(&order.at)
            {
                person.before.add_order(order);
            }
        }
    }

    /// Whom a line belongs to: the visitor it names, else the one its customer was, else the customer.
    pub fn unit_of(&self, line: &Line) -> u64 {
        self.known_as(line.visitor, line.customer)
    }

    /// Whom an order belongs to, as [`Study::unit_of`].
    pub fn unit_of_order(&self, order: &OrderTotals) -> u64 {
        self.known_as(order.visitor, order.customer)
    }

    fn known_as(&self, visitor: u64, customer: u64) -> u64 {
        match visitor {
            0 => self.of_customer.get(&customer).copied().unwrap_or(customer),
            visitor => visitor,
        }
    }

    /// The people of an arm.
    pub fn people(&self, arm: u8) -> impl Iterator<Item = &Person> + '_ {
        self.people
            .values()
            .filter(move |person| person.arm == arm && !person.moved)
    }

    /// How many people an arm has.
    pub fn count(&self, arm: u8) -> u64 {
        self.people(arm).count() as u64
    }

    /// How many people saw more than one arm.
    pub fn moved(&self) -> u64 {
        self.people.values().filter(|person| person.moved).count() as u64
    }

    /// Whether the arms have the people that their shares promise; those who moved count where they were first.
    pub fn sample_ratio(&self, shares: &[u16]) -> SampleRatio {
        let mut counts = vec![0_u64; shares.len()];
        for person in self.people.values() {
            if let Some(count) = counts.get_mut(usize::from(person.arm)) {
                *count += 1;
            }
        }
        let arms: Vec<(u64, u16)> = counts.into_iter().zip(shares.iter().copied()).collect();
        sample_ratio::test(&arms)
    }

    /// What everybody of an arm did together.
    pub fn sums(&self, arm: u8) -> VisitorTotals {
        let mut sums = VisitorTotals::default();
        self.people(arm).for_each(|person| sums += &person.since);
        sums
    }

    /// A metric's moments of each of so many arms. Amounts of money are cut at the same height in all arms.
    pub fn moments(&self, ratio: &Ratio, arms: u8) -> Vec<ArmMoments> {
        let cut = self.threshold(ratio);
        let part = |totals: &VisitorTotals| {
            let mut part = ratio.part(totals);
            if let Some(threshold) = cut {
                part.value = part.value.clamp(-threshold, threshold);
            }
            part
        };
        let numbers = |person: &Person| {
            let (since, before) = (part(&person.since), part(&person.before));
            let both = UnitTotals::of_ratio(since.value, since.base);
            both.with_before(before.value, before.base).numbers()
        };
        let counted = || {
            self.people
                .values()
                .filter(|person| !person.moved && person.arm < arms)
        };
        moments_by(usize::from(arms), || {
            counted().map(|person| (usize::from(person.arm), numbers(person)))
        })
    }

    /// Where amounts are cut; nowhere where the metric is no mean of amounts.
    fn threshold(&self, ratio: &Ratio) -> Option<f64> {
        if !ratio.is_money || !ratio.is_per_visitor() {
            return None;
        }
        let mut amounts = Amounts::default();
        for person in self.people.values().filter(|person| !person.moved) {
            amounts.add((ratio.value)(&person.since) as i64);
        }
        amounts
            .threshold(winsorise::SHARE_KEPT)
            .map(|threshold| threshold as f64)
    }

    /// What `treatment` changed of a metric against `control`.
    ///
    /// # Errors
    /// When one of the arms has too few people or no base.
    pub fn effect(&self, ratio: &Ratio, control: u8, treatment: u8) -> Result<Effect, NotMeasurable> {
        let moments = self.moments(ratio, control.max(treatment).saturating_add(1));
        let arm = |arm: u8| moments.get(usize::from(arm)).copied().unwrap_or_default();
        effect::compare(&arm(control), &arm(treatment))
    }
}

/// The moments of numbers by arm, in two passes: the means first, so that deviations are exact and nothing is divided
/// for each unit.
pub(super) fn moments_by<Units>(arms: usize, units: impl Fn() -> Units) -> Vec<ArmMoments>
where
    Units: Iterator<Item = (usize, [f64; 4])>,
{
    let mut moments = vec![ArmMoments::default(); arms];
    for (arm, numbers) in units() {
        let arm = &mut moments[arm];
        arm.count += 1;
        arm.means
            .iter_mut()
            .zip(numbers)
            .for_each(|(sum, number)| *sum += number);
    }
    for arm in moments.iter_mut().filter(|arm| arm.count > 0) {
        let count = arm.count as f64;
        arm.means.iter_mut().for_each(|sum| *sum /= count);
    }
    for (arm, numbers) in units() {
        let arm = &mut moments[arm];
        let apart: [f64; 4] = std::array::from_fn(|at| numbers[at] - arm.means[at]);
        for (products, left) in arm.products.iter_mut().zip(apart) {
            products
                .iter_mut()
                .zip(apart)
                .for_each(|(product, right)| *product += left * right);
        }
    }
    moments
}
