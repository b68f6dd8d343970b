//! Everybody who came or ordered in a time, what each of them did, and the groups that metrics are told of.

use rustc_hash::FxHashMap;

use super::study::moments_by;
use crate::{
    experiments::ratio::{self, ArmMoments, Estimate, UnitTotals},
    ledger::{OrderTotals, VisitorDay, VisitorTotals},
    metrics::{self, Metric, Ratio, attach_rate},
};

/// The group of whoever is in no other.
const UNKNOWN: &str = "unknown";

/// A metric of all visitors, or of some.
#[derive(Debug, Clone)]
pub struct MetricFigure {
    /// The metric.
    pub metric: &'static Metric,
    /// How it is worked out.
    pub ratio: Ratio,
    /// The number; none where there is nothing to measure by.
    pub value: Option<Estimate>,
}

/// A group of visitors.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its public name.
    pub name: String,
    /// How many of them came to the shop's pages.
    pub visitors: u64,
    /// What they did together, those among them who only stand in the orders.
    pub sums: VisitorTotals,
    /// Every metric of them.
    pub metrics: Vec<MetricFigure>,
}

/// A visitor's part of a metric.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MetricRow {
    /// Who; none for somebody of whom only an order without a name is known.
    pub unit: Option<u64>,
    /// The part of the value and of the base.
    pub part: UnitTotals,
}

#[derive(Debug)]
struct Visitor {
    unit: u64,
    totals: VisitorTotals,
    /// Whether they came to the shop's pages, and do not only stand in its orders.
    was_seen: bool,
}

impl Visitor {
    /// The part of a metric; none where the visitor does not count for it: how many of those who only stand in the
    /// orders left without buying, nobody knows.
    fn part(&self, ratio: &Ratio, is_per_visitor: bool) -> Option<UnitTotals> {
        (self.was_seen || !is_per_visitor).then(|| ratio.part(&self.totals))
    }
}

/// A side by which visitors are told apart.
#[derive(Debug, Default)]
struct Side {
    names: Vec<String>,
    /// The name of each visitor, by the visitor's place; none of those beyond the end.
    of: Vec<Option<u16>>,
    /// Whether those in no group are one of their own.
    tells_unknown: bool,
}

impl Side {
    fn place(&mut self, name: &str) -> Option<u16> {
        let known = self.names.iter().position(|known| known == name);
        let place = known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        u16::try_from(place).ok()
    }

    fn slot(&mut self, visitor: usize) -> &mut Option<u16> {
        if self.of.len() <= visitor {
            self.of.resize(visitor + 1, None);
        }
        &mut self.of[visitor]
    }

    /// The group of a visitor by its place among the names, past them for none.
    fn group(&self, visitor: usize) -> usize {
        let known = self.of.get(visitor).copied().flatten();
        known.map_or(self.names.len(), usize::from)
    }

    fn name(&self, visitor: usize) -> Option<&str> {
        let unknown = self.tells_unknown.then_some(UNKNOWN);
        self.names
            .get(self.group(visitor))
            .map(String::as_str)
            .or(unknown)
    }
}

/// Everybody who came or ordered in a time.
#[derive(Debug, Default)]
pub struct Visitors {
    /// Where everybody stands in `all`, who are gone through more often than looked up.
    places: FxHashMap<u64, u32>,
    all: Vec<Visitor>,
    /// How many of them were seen, once they are forgotten one by one.
    seen: Option<u64>,
    /// Orders of nobody known.
    nameless: u64,
    sides: Vec<Side>,
}

impl Visitors {
    fn visitor(&mut self, unit: u64) -> &mut Visitor {
        let next = self.all.len() as u32;
        let place = *self.places.entry(unit).or_insert(next);
        if place == next {
            self.all.push(Visitor {
                unit,
                totals: VisitorTotals::default(),
                was_seen: false,
            });
        }
        &mut self.all[place as usize]
    }

    pub(super) fn add_day(&mut self, day: &VisitorDay) {
        let known = self.visitor(day.unit);
        known.totals.add_day(day);
        known.was_seen = true;
    }

    pub(super) fn add_order(&mut self, unit: u64, order: &OrderTotals) {
        let unit = match unit {
            // Each order of nobody known is of somebody else.
            0 => {
                self.nameless += 1;
                self.nameless
            }
            unit => unit,
        };
        self.visitor(unit).totals.add_order(order);
    }

    /// Begins another side by which visitors are told apart, and gives its number; where `tells_unknown`, those in none
    /// of its groups are one of their own, `unknown`.
    pub fn add_side(&mut self, tells_unknown: bool) -> usize {
        self.sides.push(Side {
            tells_unknown,
            ..Side::default()
        });
        self.sides.len() - 1
    }

    /// Puts a visitor into a group of a side; each is in the one that was named last.
    pub fn put_in_group(&mut self, side: usize, unit: u64, name: &str) {
        if let (Some(&visitor), Some(side)) = (self.places.get(&unit), self.sides.get_mut(side)) {
            let place = side.place(name);
            *side.slot(visitor as usize) = place;
        }
    }

    /// Puts a visitor into an arm; whoever is in another one already saw more than one and is in `moved` from then on.
    pub fn put_in_arm(&mut self, side: usize, unit: u64, name: &str, moved: &str) {
        if let (Some(&visitor), Some(side)) = (self.places.get(&unit), self.sides.get_mut(side)) {
            let (place, moved) = (side.place(name), side.place(moved));
            let slot = side.slot(visitor as usize);
            *slot = if slot.is_some() && *slot != place {
                moved
            } else {
                place
            };
        }
    }

    /// Whether somebody is in this group of a side; 0 is nobody known.
    pub fn is_in(&self, side: usize, unit: u64, name: &str) -> bool {
        let Some(side) = self.sides.get(side) else {
            return false;
        };
        let place = self.places.get(&unit).map_or(usize::MAX, |place| *place as usize);
        side.name(place) == Some(name)
    }

    /// How many visitors were seen on the shop's pages.
    pub fn seen(&self) -> u64 {
        let count = || self.all.iter().filter(|visitor| visitor.was_seen).count() as u64;
        self.seen.unwrap_or_else(count)
    }

    pub(super) fn forget(&mut self) {
        *self = Self {
            seen: Some(self.seen()),
            ..Self::default()
        };
    }

    /// Every metric of all visitors.
    pub fn metrics(&self) -> Vec<MetricFigure> {
        self.metrics_of(1, |_| 0).pop().unwrap_or_default()
    }

    /// The groups of every side with what they did and every metric; one of nobody is left out.
    pub fn groups(&self) -> Vec<Group> {
        self.sides.iter().flat_map(|side| self.groups_of(side)).collect()
    }

    fn groups_of(&self, side: &Side) -> Vec<Group> {
        let count = side.names.len() + 1;
        let mut sums = vec![(0_u64, 0_u64, VisitorTotals::default()); count];
        for (place, visitor) in self.all.iter().enumerate() {
            let (people, seen, totals) = &mut sums[side.group(place)];
            *people += 1;
            *seen += u64::from(visitor.was_seen);
            *totals += &visitor.totals;
        }
        let figures = self.metrics_of(count, |place| side.group(place));
        let unknown = side.tells_unknown.then_some(UNKNOWN);
        let names = side.names.iter().map(String::as_str).chain(unknown);
        let groups = names.zip(sums).zip(figures);
        groups
            .filter(|((_, (people, _, _)), _)| *people > 0)
            .map(|((name, (_, visitors, sums)), metrics)| Group {
                name: name.to_owned(),
                visitors,
                sums,
                metrics,
            })
            .collect()
    }

    /// Every metric of each of so many groups.
    fn metrics_of(&self, groups: usize, group_of: impl Fn(usize) -> usize) -> Vec<Vec<MetricFigure>> {
        let (metrics, ratios): (Vec<_>, Vec<_>) = metrics::of_visitors().unzip();
        let is_per_visitor: Vec<bool> = ratios.iter().map(Ratio::is_per_visitor).collect();
        let units = || {
            let all = self.all.iter().enumerate();
            all.map(|(place, visitor)| (group_of(place), visitor))
        };
        let idle = VisitorTotals::default();
        let usual: Vec<_> = ratios.iter().map(|ratio| ratio.part(&idle).numbers()).collect();
        let moments = moments_by(groups, &usual, units, |visitor, at| {
            let part = visitor.part(&ratios[at], is_per_visitor[at]);
            part.map(|part| part.numbers())
        });
        let figure = |at: usize, group: usize| MetricFigure {
            metric: metrics[at],
            ratio: ratios[at],
            value: ratio::estimate(&moments[at][group]).ok(),
        };
        let of_group = |group: usize| (0..metrics.len()).map(|at| figure(at, group)).collect();
        (0..groups).map(of_group).collect()
    }

    /// What the visitors who are in all of `groups`, each of a side, add to a metric; those who add nothing to its
    /// value and its base are left out. They add up to the metric's figure.
    pub fn rows<'a>(
        &'a self,
        ratio: &'a Ratio,
        groups: &'a [(usize, String)],
    ) -> impl Iterator<Item = MetricRow> + 'a {
        let is_per_visitor = ratio.is_per_visitor();
        let is_wanted = move |place: usize| {
            let is_in = |(side, name): &(usize, String)| self.sides[*side].name(place) == Some(name.as_str());
            groups.iter().all(is_in)
        };
        let all = self.all.iter().enumerate();
        let wanted = all.filter(move |(place, _)| is_wanted(*place));
        wanted.filter_map(move |(_, visitor)| {
            let part = visitor.part(ratio, is_per_visitor)?;
            let adds = part.value != 0.0 || part.base != 0.0;
            adds.then(|| MetricRow {
                unit: Some(visitor.unit).filter(|unit| *unit > self.nameless),
                part,
            })
        })
    }

    /// The sums that an estimate of the attach rate needs of everybody: how many count, their orders, and the squares.
    pub(super) fn orders_squared(&self) -> [f64; 3] {
        let mut sums = [0.0; 3];
        for visitor in &self.all {
            let base = (attach_rate::RATIO.base)(&visitor.totals);
            sums[0] += 1.0;
            sums[1] += base;
            sums[2] += base * base;
        }
        sums
    }

    /// The share of all orders in which something of a part of the offers was taken, by the attach rate's own
    /// definition; `takers` says in how many of a visitor's orders. None where there is nothing to measure by.
    pub(super) fn attach_rate(&self, takers: &FxHashMap<u64, u32>, sums: [f64; 3]) -> Option<Estimate> {
        let [count, bases, squares] = sums;
        let mut values = [0.0; 3];
        for (unit, &orders_with_offers) in takers {
            let totals = self
                .places
                .get(unit)
                .map(|place| self.all[*place as usize].totals);
            let part = attach_rate::RATIO.part(&VisitorTotals {
                orders_with_offers,
                ..totals.unwrap_or_default()
            });
            values[0] += part.value;
            values[1] += part.value * part.value;
            values[2] += part.value * part.base;
        }
        let [value, value_squares, together] = values;
        let mut moments = ArmMoments {
            count: count as u64,
            means: [value / count, bases / count, 0.0, 0.0],
            ..ArmMoments::default()
        };
        moments.products[0][0] = value_squares - value * value / count;
        moments.products[1][1] = squares - bases * bases / count;
        moments.products[0][1] = together - value * bases / count;
        moments.products[1][0] = moments.products[0][1];
        ratio::estimate(&moments).ok()
    }
}
