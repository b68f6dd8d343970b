//! The offers by one of their sides: where, for what, by whose word, and in which language.

use std::collections::BTreeMap;

use recommend::ProductIndex;
use rustc_hash::FxHashMap;

use super::{Credits, DayOrders, Visitors};
use crate::{
    experiments::ratio::Estimate,
    ledger::{Cell, DeedSums, Shown, Touch},
    metrics::coverage::{self, Covered},
};

/// The sides that offers are broken down by.
pub const SIDES: [&str; 4] = ["placement", "kind", "recommender", "locale"];

/// A part of the offers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BreakdownRow {
    /// What was done with them.
    pub deeds: DeedSums,
    /// What they are credited with.
    pub credits: Credits,
    /// Orders with at least one line that they are credited with. One order may be in several parts.
    pub orders: u64,
    /// Their share of all orders.
    pub attach_rate: Option<Estimate>,
    /// Which share of what could be offered they showed.
    pub covered: Covered,
}

/// The offers by one of their sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Breakdown {
    /// `placement`, `kind`, `recommender` or `locale`.
    pub by: &'static str,
    /// The parts, by their public ids.
    pub rows: BTreeMap<String, BreakdownRow>,
}

/// What an offer is on each of [`SIDES`].
pub fn sides_of_touch(touch: &Touch) -> [&str; 4] {
    [
        touch.placement.as_str(),
        &touch.intent,
        &touch.recommender,
        &touch.locale,
    ]
}

/// What the offers of a cell are on each of [`SIDES`].
pub fn sides_of_cell(cell: &Cell) -> [&str; 4] {
    [
        cell.placement.as_str(),
        &cell.intent,
        &cell.recommender,
        &cell.locale,
    ]
}

/// Products, each once.
#[derive(Debug, Default)]
struct Products(Vec<bool>);

impl Products {
    fn add(&mut self, product: ProductIndex) {
        let place = product as usize;
        if self.0.len() <= place {
            self.0.resize(place + 1, false);
        }
        self.0[place] = true;
    }

    fn all(&self) -> impl Iterator<Item = ProductIndex> + '_ {
        let products = (0..).zip(&self.0);
        products.filter(|(_, is_in)| **is_in).map(|(product, _)| product)
    }
}

#[derive(Debug, Default)]
struct Part {
    row: BreakdownRow,
    /// In how many of a visitor's orders something of it was taken.
    takers: FxHashMap<u64, u32>,
    shown: Products,
}

/// The offers by all their sides, while they are added up.
#[derive(Debug, Default)]
pub(super) struct Parts {
    sides: [BTreeMap<String, Part>; SIDES.len()],
    shown: Products,
}

impl Parts {
    fn part(&mut self, side: usize, name: &str) -> &mut Part {
        // Most parts are known, and a name is only copied where one is not.
        if !self.sides[side].contains_key(name) {
            self.sides[side].insert(name.to_owned(), Part::default());
        }
        self.sides[side].get_mut(name).expect("it was just put there")
    }

    pub fn add_cell(&mut self, cell: &Cell) {
        for (side, name) in sides_of_cell(cell).into_iter().enumerate() {
            self.part(side, name).row.deeds.merge(&cell.deeds);
        }
    }

    /// Adds what was shown on a day; the rows of one cell follow each other.
    pub fn add_shown(&mut self, cells: &[Cell], shown: &[Shown]) {
        for own in shown.chunk_by(|one, next| one.cell == next.cell) {
            let Some(cell) = cells.get(own[0].cell as usize) else {
                continue;
            };
            own.iter().for_each(|row| self.shown.add(row.product));
            for (side, name) in sides_of_cell(cell).into_iter().enumerate() {
                let part = self.part(side, name);
                own.iter().for_each(|row| part.shown.add(row.product));
            }
        }
    }

    /// Adds the orders of a day.
    pub fn add_orders(&mut self, own: &DayOrders<'_>) {
        let lines = own.lines.chunk_by(|(one, _), (next, _)| one.order == next.order);
        for (lines, (unit, _)) in lines.zip(&own.orders) {
            let credited = || lines.iter().filter_map(|(line, touch)| Some((line, (*touch)?)));
            for (line, touch) in credited() {
                for (side, name) in sides_of_touch(touch).into_iter().enumerate() {
                    self.part(side, name).row.credits.add(line);
                }
            }
            for side in 0..SIDES.len() {
                let mut names: Vec<&str> = credited().map(|(_, touch)| sides_of_touch(touch)[side]).collect();
                names.sort_unstable();
                names.dedup();
                for name in names {
                    let part = self.part(side, name);
                    part.row.orders += 1;
                    *part.takers.entry(*unit).or_default() += 1;
                }
            }
        }
    }

    /// Works out what is told of everybody together: `offerable` says which products can be offered now. Gives the
    /// breakdowns, and how much of what could be offered was shown by all.
    pub fn settle(&self, visitors: &Visitors, mut offerable: Vec<bool>) -> (Vec<Breakdown>, Covered) {
        for product in self.shown.all() {
            let place = product as usize;
            if offerable.len() <= place {
                offerable.resize(place + 1, false);
            }
            offerable[place] = true;
        }
        let orders = visitors.orders_squared();
        let settled = |part: &Part| BreakdownRow {
            attach_rate: visitors.attach_rate(&part.takers, orders),
            covered: coverage::of(part.shown.all(), &offerable),
            ..part.row.clone()
        };
        let breakdown = |(by, parts): (&'static str, &BTreeMap<String, Part>)| Breakdown {
            by,
            rows: parts
                .iter()
                .map(|(name, part)| (name.clone(), settled(part)))
                .collect(),
        };
        let breakdowns = SIDES.into_iter().zip(&self.sides).map(breakdown).collect();
        (breakdowns, coverage::of(self.shown.all(), &offerable))
    }
}
