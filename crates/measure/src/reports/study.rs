//! The visitors of an experiment: who was exposed to which arm, and what they did since, and before.
//!
//! What counts begins with the first exposure, in every arm alike: of the hold-out an answer that had offers, or would
//! have had; of an experiment any answer.
//! Whoever saw another arm later counts where they were first: by e-mail the arm is drawn by the customer and on the
//! page by the visitor, and whoever gets both buys more than others. Left out, of them as many as are in the other arms
//! would be missing in each arm, so most of them in the smallest, and the arms would differ though nothing was done.
//! Where everybody is drawn anew, as for the hold-out every quarter, each period is a study of its own, and a visitor
//! of two counts twice.

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
    /// The arm that was seen first, by its place.
    pub arm: u8,
    /// When first exposed.
    pub at: Timestamp,
    /// Whether another arm was seen later.
    pub moved: bool,
    /// Whether this turned out to be no customer.
    left_out: bool,
    /// What was done since.
    pub since: VisitorTotals,
    /// What was bought in the [`CUPED_DAYS`] before.
    pub before: VisitorTotals,
}

/// What somebody adds to a metric of an arm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonRow {
    /// Who; in a study with periods somebody may be told of each.
    pub unit: u64,
    /// The arm, by its place.
    pub arm: u8,
    /// When first exposed.
    pub at: Timestamp,
    /// The part of the value and of the base, since and before; of money cut as the metric is.
    pub part: UnitTotals,
}

/// The visitors of an experiment.
#[derive(Debug)]
pub struct Study {
    experiment: u32,
    period: fn(Timestamp) -> u32,
    /// What comes later does not count.
    until: Option<Timestamp>,
    /// What was bought from then on is no past, because the arms were at work already.
    past_until: Option<Timestamp>,
    /// Where everybody stands in `people`, who are gone through far more often than looked up.
    places: FxHashMap<(u64, u32), u32>,
    people: Vec<Person>,
    /// Which visitor a customer was last.
    of_customer: FxHashMap<u64, u64>,
    /// Which visitors else a customer was, of the few who were more than one.
    also: FxHashMap<u64, Vec<u64>>,
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
            until: None,
            past_until: None,
            places: FxHashMap::default(),
            people: Vec::new(),
            of_customer: FxHashMap::default(),
            also: FxHashMap::default(),
        }
    }

    /// The same study as it was at a moment; of what is summed up by day, that whole day.
    #[must_use]
    pub fn until(self, moment: Timestamp) -> Self {
        Self {
            until: Some(moment),
            ..self
        }
    }

    /// The same study of arms that were at work since a moment, although it counts from a later one: what they made
    /// visitors buy in between is no past that could be taken off. It would take the effect off with it.
    #[must_use]
    pub fn at_work_since(self, moment: Timestamp) -> Self {
        Self {
            past_until: Some(moment),
            ..self
        }
    }

    /// Whether a moment is after the study's end.
    fn is_over_at(&self, moment: Timestamp) -> bool {
        self.until.is_some_and(|until| moment > until)
    }

    /// Notes exposures from a moment on; all of them after the names, and before the days and orders are added. Whoever
    /// was asked for by the customer alone, as an e-mail is, is the visitor that customer was.
    pub fn add_exposures(&mut self, exposures: &[Exposure], from: Timestamp) {
        let own = exposures
            .iter()
            .filter(|exposure| exposure.experiment == self.experiment);
        for exposure in own.filter(|exposure| exposure.at >= from) {
            if self.is_over_at(exposure.at) {
                continue;
            }
            let unit = self.known_as(0, exposure.unit);
            let key = (unit, (self.period)(exposure.at));
            let next = self.people.len() as u32;
            let place = *self.places.entry(key).or_insert(next);
            if place == next {
                self.people.push(Person {
                    arm: exposure.arm,
                    at: exposure.at,
                    moved: false,
                    left_out: false,
                    since: VisitorTotals::default(),
                    before: VisitorTotals::default(),
                });
            }
            let person = &mut self.people[place as usize];
            person.moved |= person.arm != exposure.arm;
            if exposure.at < person.at {
                (person.arm, person.at) = (exposure.arm, exposure.at);
            }
        }
    }

    fn person(&mut self, unit: u64, period: u32) -> Option<&mut Person> {
        let place = *self.places.get(&(unit, period))?;
        self.people
            .get_mut(place as usize)
            .filter(|person| !person.left_out)
    }

    /// As whom somebody was exposed: as this visitor, else as the customer this is, on whatever device.
    fn exposed_as(&self, unit: u64, customer: u64, period: u32) -> u64 {
        let is_exposed = |unit: &u64| self.places.contains_key(&(*unit, period));
        if is_exposed(&unit) {
            return unit;
        }
        let others = [unit, customer].into_iter().filter(|one| *one != 0);
        let mut others = others.flat_map(|one| [one, self.known_as(0, one)]);
        others.find(is_exposed).unwrap_or(unit)
    }

    /// Notes which visitor a customer was.
    pub fn add_names(&mut self, visitors: &[VisitorDay]) {
        for visitor in visitors.iter().filter(|visitor| visitor.customer != 0) {
            let before = self.of_customer.insert(visitor.customer, visitor.unit);
            if let Some(before) = before.filter(|before| *before != visitor.unit) {
                let also = self.also.entry(visitor.customer).or_default();
                also.retain(|known| ![before, visitor.unit].contains(known));
                also.push(before);
            }
        }
    }

    /// Notes what visitors did on a day, beside buying. Whoever turned out to be no customer is forgotten.
    pub fn add_day(&mut self, day: Day, visitors: &[VisitorDay]) {
        let (period, is_over) = ((self.period)(day.start()), self.is_over_at(day.start()));
        for visitor in visitors {
            // What is no customer on one device says nothing of another.
            let unit = match visitor.left_out.is_empty() {
                true => self.exposed_as(visitor.unit, visitor.customer, period),
                false => visitor.unit,
            };
            let Some(person) = self.person(unit, period) else {
                continue;
            };
            if !visitor.left_out.is_empty() {
                person.left_out = true;
            } else if person.at.day() <= day && !is_over {
                person.since.add_day(visitor);
            }
        }
    }

    /// Notes an order of somebody, as [`Study::unit_of_order`] has it.
    pub fn add_order(&mut self, unit: u64, order: &OrderTotals) {
        if self.is_over_at(order.at) {
            return;
        }
        let (period, soon) = (
            (self.period)(order.at),
            (self.period)(order.at.plus_days(CUPED_DAYS)),
        );
        let own = self.exposed_as(unit, order.customer, period);
        if let Some(person) = self.person(own, period)
            && order.at.latest_meant() >= person.at
        {
            return person.since.add_order(order);
        }
        if self.past_until.is_some_and(|until| order.at >= until) {
            return;
        }
        for period in period..=soon {
            let unit = self.exposed_as(unit, order.customer, period);
            if let Some(person) = self.person(unit, period)
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

    /// Whose touches may have brought a line about: those of whom it belongs to, and where it names the customer alone
    /// those of every visitor that customer was.
    pub fn units_behind<'a>(&'a self, line: &Line) -> impl Iterator<Item = u64> + 'a {
        let others = self.also.get(&line.customer).filter(|_| line.visitor == 0);
        std::iter::once(self.unit_of(line)).chain(others.into_iter().flatten().copied())
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

    /// Everybody who is a customer.
    fn everybody(&self) -> impl Iterator<Item = &Person> + '_ {
        self.people.iter().filter(|person| !person.left_out)
    }

    /// The people of an arm.
    pub fn people(&self, arm: u8) -> impl Iterator<Item = &Person> + '_ {
        self.everybody().filter(move |person| person.arm == arm)
    }

    /// How many people an arm has.
    pub fn count(&self, arm: u8) -> u64 {
        self.people(arm).count() as u64
    }

    /// How many people saw more than one arm.
    pub fn moved(&self) -> u64 {
        self.everybody().filter(|person| person.moved).count() as u64
    }

    /// Whether the arms have the people that their shares promise.
    pub fn sample_ratio(&self, shares: &[u16]) -> SampleRatio {
        let mut counts = vec![0_u64; shares.len()];
        for person in self.everybody() {
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
        self.moments_of(&[*ratio], arms).pop().unwrap_or_default()
    }

    /// The same of several metrics; they are worked out together, as going through all the people is what takes time.
    pub fn moments_of(&self, ratios: &[Ratio], arms: u8) -> Vec<Vec<ArmMoments>> {
        let cuts: Vec<Option<f64>> = ratios.iter().map(|ratio| self.threshold(ratio)).collect();
        let numbers = |person: &Person, at: usize| Some(person.part(&ratios[at], cuts[at]).numbers());
        let counted = || {
            self.everybody()
                .filter(|person| person.arm < arms)
                .map(|person| (usize::from(person.arm), person))
        };
        let idle = VisitorTotals::default();
        let usual = |ratio: &Ratio| {
            let part = ratio.part(&idle);
            part.with_before(part.value, part.base).numbers()
        };
        let usual: Vec<_> = ratios.iter().map(usual).collect();
        moments_by(usize::from(arms), &usual, counted, numbers)
    }

    /// What everybody adds to a metric of their arm, by arm and moment: the rows that [`Study::moments`] are of.
    pub fn rows(&self, ratio: &Ratio, arms: u8) -> Vec<PersonRow> {
        let cut = self.threshold(ratio);
        let mut rows = Vec::with_capacity(self.people.len());
        for ((unit, _), place) in &self.places {
            let person = &self.people[*place as usize];
            if !person.left_out && person.arm < arms {
                rows.push(PersonRow {
                    unit: *unit,
                    arm: person.arm,
                    at: person.at,
                    part: person.part(ratio, cut),
                });
            }
        }
        rows.sort_unstable_by_key(|row| (row.arm, row.at, row.unit));
        rows
    }

    /// Where amounts are cut; nowhere where the metric is no mean of amounts.
    fn threshold(&self, ratio: &Ratio) -> Option<f64> {
        if !ratio.is_money || !ratio.is_per_visitor() {
            return None;
        }
        let mut amounts = Amounts::default();
        for person in self.everybody() {
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

impl Person {
    /// The part of a metric, of money cut where the metric is.
    fn part(&self, ratio: &Ratio, cut: Option<f64>) -> UnitTotals {
        let part = |totals: &VisitorTotals| {
            let mut part = ratio.part(totals);
            if let Some(threshold) = cut {
                part.value = part.value.clamp(-threshold, threshold);
            }
            part
        };
        let (since, before) = (part(&self.since), part(&self.before));
        since.with_before(before.value, before.base)
    }
}

/// The moments of several metrics by arm, in two passes: the means first, so that deviations are exact and nothing is
/// divided for each unit. `numbers` of a unit in a metric, by its place, are none where it does not count. Most units
/// did nothing that a metric is about: those with the numbers `usual` for it are counted, and added all at once.
pub(super) fn moments_by<Unit: Copy, Units: Iterator<Item = (usize, Unit)>>(
    arms: usize,
    usual: &[[f64; 4]],
    units: impl Fn() -> Units,
    numbers: impl Fn(Unit, usize) -> Option<[f64; 4]>,
) -> Vec<Vec<ArmMoments>> {
    let mut moments = vec![vec![ArmMoments::default(); arms]; usual.len()];
    let mut usual_units = vec![vec![0_u64; arms]; usual.len()];
    for (arm, unit) in units() {
        for (metric, usual) in usual.iter().enumerate() {
            match numbers(unit, metric) {
                Some(numbers) if are_alike(&numbers, usual) => usual_units[metric][arm] += 1,
                Some(numbers) => moments[metric][arm].add_to_sums(&numbers, 1),
                None => {}
            }
        }
    }
    for ((moments, counts), usual) in moments.iter_mut().zip(&usual_units).zip(usual) {
        for (arm, &count) in moments.iter_mut().zip(counts) {
            arm.add_to_sums(usual, count);
            let all = arm.count.max(1) as f64;
            arm.means.iter_mut().for_each(|sum| *sum /= all);
            arm.add_products(usual, count);
        }
    }
    for (arm, unit) in units() {
        for (metric, usual) in usual.iter().enumerate() {
            if let Some(numbers) = numbers(unit, metric).filter(|numbers| !are_alike(numbers, usual)) {
                moments[metric][arm].add_products(&numbers, 1);
            }
        }
    }
    moments
}

/// Whether numbers are the same to the last bit.
fn are_alike(numbers: &[f64; 4], others: &[f64; 4]) -> bool {
    numbers.map(f64::to_bits) == others.map(f64::to_bits)
}

impl ArmMoments {
    /// Adds the numbers of so many units alike to `means`, which hold sums until all are added.
    fn add_to_sums(&mut self, numbers: &[f64; 4], units: u64) {
        self.count += units;
        for (sum, number) in self.means.iter_mut().zip(numbers) {
            *sum += number * units as f64;
        }
    }

    /// Adds the products of the deviations of so many units alike.
    fn add_products(&mut self, numbers: &[f64; 4], units: u64) {
        let apart: [f64; 4] = std::array::from_fn(|at| numbers[at] - self.means[at]);
        for (products, left) in self.products.iter_mut().zip(apart) {
            if left != 0.0 {
                let left = left * units as f64;
                for (product, right) in products.iter_mut().zip(apart) {
                    *product += left * right;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ledger::HOLD_OUT, metrics};

    #[test]
    fn what_the_arms_did_before_the_count_is_no_past() {
        let began = Timestamp::from_unix_ms(1_770_000_000_000).unwrap();
        let counted = began.plus_days(20);
        let (_, margin) = metrics::of_visitors_with_id("margin_per_visitor").unwrap();
        let difference = |study: Study| {
            let mut study = study;
            for unit in 1..=1_000_u64 {
                let arm = (unit % 2) as u8;
                study.add_exposures(
                    &[Exposure {
                        unit,
                        experiment: HOLD_OUT,
                        arm,
                        at: counted.plus_days(1),
                    }],
                    counted,
                );
                // Everybody buys the same as ever, and those in the second arm for 300 more.
                for (at, gain) in [
                    (began.plus_days(-3), 0),
                    (began.plus_days(5), 300),
                    (counted.plus_days(2), 300),
                ] {
                    let order = OrderTotals {
                        at,
                        visitor: unit,
                        units: 1,
                        margin_minor: (unit / 2 % 50) as i64 * 100 + gain * i64::from(arm),
                        ..OrderTotals::default()
                    };
                    study.add_order(unit, &order);
                }
            }
            study.effect(&margin, 0, 1).unwrap().difference.value
        };
        let told = difference(Study::of(HOLD_OUT).at_work_since(began));
        assert!((told - 300.0).abs() < 1e-6, "{told}");
        let hidden = difference(Study::of(HOLD_OUT));
        assert!(hidden < 200.0, "{hidden}: the past is no trap");
    }
}
