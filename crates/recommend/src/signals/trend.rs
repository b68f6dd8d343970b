//! **What a shopkeeper sees:** which products are rising and which are fading this week, beyond what weekdays, the
//! season and the shop's own ups and downs account for.
//!
//! **Method:** two conditions, both of which must hold. The course: the exponential moving average of a product's daily
//! orders over 7 days lies above that over 28 days, and their difference above its own 9-day average. The surprise:
//! its orders of the last 7 days are more than the up to 12 weeks before let expect, by the upper tail of a negative
//! binomial law, and at least 10. The law's spread is how uneven the product's own weeks were, drawn to what is usual
//! in the shop and never below it, and how little its own past tells. Of all products tested those rise that keep the
//! share of false discoveries under 1 % (Benjamini and Hochberg). Fading is the mirror image: 10 orders must have
//! been expected. All is measured against the shop's orders of the same days, weekdays against the leaf category's,
//! and the season is what the leaf's same weeks of earlier years did, each drawn to the shop by 200 sales.
//!
//! **When it fails:** it knows nothing of stock-outs and promotions, which look like trends; in the first year a leaf's
//! season does, too; a shop whose products sell less than ten times a week has no trends that could be told.
//!
//! **Source:** G. Appel's moving average convergence/divergence, 1979, for the course; Benjamini and Hochberg,
//! "Controlling the false discovery rate", 1995; the combination is this project's.

mod calendar;
mod courses;

use calendar::{Calendar, Leaves};
use courses::{Course, Unevenness};

use crate::{
    Catalogue, Column, History, Params, SectionError, Sections, Signal, counting::significance,
    query::ProductIndex, signals::check_lengths,
};

/// The signal.
#[derive(Default)]
pub struct Trend {
    /// Orders of the last week.
    orders: Column<u32>,
    /// What was to be expected of it.
    expected: Column<f32>,
    momentum: Column<f32>,
    /// 0 for neither, [`RISING`] or [`FADING`].
    turn: Column<u8>,
}

const RISING: u8 = 1;
const FADING: u8 = 2;
/// Share of false discoveries among the products called rising, and among those called fading.
const FALSE_DISCOVERY_RATE: f64 = 0.01;
/// Orders of the week that are needed: sold to rise, expected to fade.
const ORDERS_MIN: f64 = 10.0;
/// A product that never sold before is taken to have sold half a time.
const PRIOR_ORDERS: f64 = 0.5;
/// Weekly orders by which the momentum is drawn to none.
const MOMENTUM_PRIOR_ORDERS: f64 = 3.0;
/// A product's own unevenness counts as much as the shop's where it was seen on weeks of so many expected orders,
/// squared and summed.
const OWN_UNEVENNESS_BASE: f64 = 1_000.0;

impl Trend {
    /// Whether it sells clearly more this week than before, and still more from day to day.
    pub fn rising(&self, product: ProductIndex) -> bool {
        self.turn.get(product as usize) == Some(&RISING)
    }

    /// Whether it sells clearly less this week than before, and still less from day to day.
    pub fn fading(&self, product: ProductIndex) -> bool {
        self.turn.get(product as usize) == Some(&FADING)
    }

    /// The logarithm of how much more it sells lately than in the weeks before, drawn to 0 where it sells little: 0 for
    /// no change, 0.69 for twice as much. Weekdays and the growth of the whole shop are taken out.
    pub fn momentum(&self, product: ProductIndex) -> f32 {
        self.momentum.get(product as usize).copied().unwrap_or_default()
    }

    fn flat(products: usize) -> Self {
        Self {
            orders: Column::new(vec![0; products]),
            expected: Column::new(vec![0.0; products]),
            momentum: Column::new(vec![0.0; products]),
            turn: Column::new(vec![0; products]),
        }
    }
}

/// How uneven the shop's products are together: a product counts by its sales.
fn usual_spread(courses: &[Course], shop_by_week: &[f64]) -> f64 {
    let mut sum = Unevenness::default();
    for course in courses.iter().filter(|course| course.base > 0) {
        let own = course.unevenness(shop_by_week);
        sum.excess += own.excess / f64::from(course.base);
        sum.base += own.base / f64::from(course.base);
    }
    if sum.base > 0.0 {
        (sum.excess / sum.base).max(0.0)
    } else {
        0.0
    }
}

/// How far the last week's orders may lie from what is expected: the square of the share.
fn spread(course: &Course, shop_by_week: &[f64], usual: f64) -> f64 {
    let own = course.unevenness(shop_by_week);
    let drawn = (own.excess + OWN_UNEVENNESS_BASE * usual) / (own.base + OWN_UNEVENNESS_BASE);
    drawn.max(usual) + 1.0 / (f64::from(course.base) + PRIOR_ORDERS)
}

/// How surprising each product's week is: above and below what was expected.
struct Surprises {
    above: Vec<u16>,
    below: Vec<u16>,
    tests: u64,
}

impl Surprises {
    fn of(courses: &[Course], expected: &[f32], shop_by_week: &[f64]) -> Self {
        let usual = usual_spread(courses, shop_by_week);
        let mut surprises = Self {
            above: vec![0; courses.len()],
            below: vec![0; courses.len()],
            tests: 0,
        };
        for (at, (course, &expected)) in courses.iter().zip(expected).enumerate() {
            if course.base + course.recent == 0 {
                continue;
            }
            surprises.tests += 1;
            let (expected, spread) = (f64::from(expected), spread(course, shop_by_week, usual));
            if f64::from(course.recent) >= ORDERS_MIN {
                let nats = significance::surprise_above_nats(course.recent, expected, spread);
                surprises.above[at] = significance::quantised(nats);
            }
            if expected >= ORDERS_MIN {
                let nats = significance::surprise_below_nats(course.recent, expected, spread);
                surprises.below[at] = significance::quantised(nats);
            }
        }
        surprises
    }

    /// The smallest of `surprises` to believe.
    fn threshold(&self, surprises: &[u16]) -> u16 {
        let mut histogram = vec![0_u64; usize::from(u16::MAX) + 1];
        for &surprise in surprises.iter().filter(|&&surprise| surprise > 0) {
            histogram[usize::from(surprise)] += 1;
        }
        significance::threshold_at(FALSE_DISCOVERY_RATE, &histogram, self.tests)
    }

    /// Whether each product rises, fades or neither.
    fn turns(&self, courses: &[Course]) -> Vec<u8> {
        let (above, below) = (self.threshold(&self.above), self.threshold(&self.below));
        let turn = |(at, course): (usize, &Course)| {
            let difference = course.fast - course.slow;
            if self.above[at] >= above && difference > course.average.max(0.0) {
                RISING
            } else if self.below[at] >= below && difference < course.average.min(0.0) {
                FADING
            } else {
                0
            }
        };
        courses.iter().enumerate().map(turn).collect()
    }
}

impl Signal for Trend {
    const ID: &'static str = "trend";
    const SEES: &'static str = "Which products are rising and which are fading this week.";

    fn learn(history: &History, catalogue: &Catalogue, _params: &Params) -> Self {
        let Some(calendar) = Calendar::of(history) else {
            return Self::flat(catalogue.len());
        };
        let leaves = Leaves::count(history, catalogue, &calendar);
        let courses = courses::courses(history, catalogue, &calendar, &leaves);
        let growth = calendar.growth();
        let expected = |(product, course): (ProductIndex, &Course)| {
            let season = leaves.season(catalogue.leaf(product));
            ((f64::from(course.base) + PRIOR_ORDERS) * growth * season) as f32
        };
        let expected: Vec<f32> = (0..).zip(&courses).map(expected).collect();
        let shop_by_week: Vec<f64> = calendar.base_orders_by_week().collect();
        let turn = Surprises::of(&courses, &expected, &shop_by_week).turns(&courses);
        let per_week = calendar.orders_per_week();
        let momentum = |course: &Course| {
            let orders = |share: f32| f64::from(share) * per_week + MOMENTUM_PRIOR_ORDERS;
            (orders(course.fast) / orders(course.slow)).ln() as f32
        };
        Self {
            orders: Column::new(courses.iter().map(|course| course.recent).collect()),
            expected: Column::new(expected),
            momentum: Column::new(courses.iter().map(momentum).collect()),
            turn: Column::new(turn),
        }
    }

    fn write(&self, sections: &mut Sections) {
        sections.put("trend/orders", &self.orders);
        sections.put("trend/expected", &self.expected);
        sections.put("trend/momentum", &self.momentum);
        sections.put("trend/turn", &self.turn);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Self, SectionError> {
        let signal = Self {
            orders: sections.get("trend/orders")?,
            expected: sections.get("trend/expected")?,
            momentum: sections.get("trend/momentum")?,
            turn: sections.get("trend/turn")?,
        };
        let lengths = [
            signal.orders.len(),
            signal.expected.len(),
            signal.momentum.len(),
            signal.turn.len(),
        ];
        check_lengths(Self::ID, catalogue, &lengths)?;
        Ok(signal)
    }

    fn tells(&self, product: ProductIndex) -> Vec<(&'static str, f64)> {
        let at = product as usize;
        vec![
            (
                "orders_this_week",
                f64::from(self.orders.get(at).copied().unwrap_or_default()),
            ),
            (
                "orders_expected",
                f64::from(self.expected.get(at).copied().unwrap_or_default()),
            ),
            ("momentum", f64::from(self.momentum(product))),
            ("rising", f64::from(u8::from(self.rising(product)))),
            ("fading", f64::from(u8::from(self.fading(product)))),
        ]
    }
}
