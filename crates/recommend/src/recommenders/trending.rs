//! **What a shopkeeper sees:** "rising" – products in clearly more orders than a while ago.
//!
//! **Method:** orders of the last 14 days (28 or 56 in a quiet shop) against what a time four times as long before
//! them lets expect, scaled by how the shop as a whole grew. Each product's count gets a Poisson upper tail, and of
//! all products tested those rise that keep the share of false discoveries under 5 % (at least ten orders), but for
//! those that fade again this week; the score is the growth, held back for small counts.
//!
//! **When it fails:** a promotion or a stock-out that ended looks like a trend; the season is not taken out; a shop
//! with few orders has no rising products.
//!
//! **Source:** count-based burst detection; the thresholds follow this project's algorithms notes on trends.

use shop::Day;

use crate::{
    BuildContext, Candidates, Catalogue, Column, Evidence, History, Parameter, Partition, Query, Recommender,
    SectionError, Sections, Unit, catalogue::flags, counting::significance, query::ProductIndex,
};

/// The recommender.
pub struct Trending;

/// Rising products, the steepest first.
#[derive(Default)]
pub struct Model {
    product: Column<u32>,
    orders: Column<u32>,
    orders_expected: Column<u32>,
    score: Column<f32>,
    window_days: Column<u32>,
}

const PARAMETERS: &[Parameter] = &[
    Parameter {
        name: "window_days",
        default: 14.0,
        help: "Days that count as now.",
    },
    Parameter {
        name: "orders_min",
        default: 10.0,
        help: "Orders a product needs in the window.",
    },
];
const LIST_MAX: usize = 24;
/// The window is compared with so many windows before it.
const BEFORE_WINDOWS: i32 = 4;
/// A window with fewer orders than this says little and is doubled, at most twice.
const WINDOW_ORDERS_MIN: usize = 500;
/// Added to both counts, so that 2 against 0 is no infinite growth.
const PRIOR_ORDERS: f64 = 3.0;

/// The window's length for a shop of this size: a quiet one needs a longer look.
fn window_days(counts: &History, last: Day, shortest_days: i32) -> i32 {
    let enough = |days: &i32| {
        counts
            .iter_days(Day(last.0 - days + 1), last)
            .nth(WINDOW_ORDERS_MIN - 1)
            .is_some()
    };
    let lengths = [shortest_days, shortest_days * 2, shortest_days * 4];
    lengths.into_iter().find(enough).unwrap_or(shortest_days * 4)
}

/// Score, product, orders now, orders expected of every product that rises, the steepest first.
fn rising(now: &[u32], earlier: &[u32], growth: f64, orders_min: f64) -> Vec<(f32, ProductIndex, u32, u32)> {
    let mut histogram = vec![0_u64; usize::from(u16::MAX) + 1];
    let mut tested = Vec::new();
    for (product, (&orders, &earlier)) in now.iter().zip(earlier).enumerate() {
        let expected = f64::from(earlier) * growth;
        if f64::from(orders) >= orders_min {
            // A product new in the window has no past to be surprised by; half an order stands for it.
            let surprise = significance::quantised(significance::surprise_nats(orders, expected.max(0.5)));
            histogram[usize::from(surprise)] += 1;
            tested.push((surprise, product as ProductIndex, orders, expected));
        }
    }
    let believed = significance::threshold(&histogram, tested.len() as u64);
    let mut rising: Vec<_> = tested
        .into_iter()
        .filter(|(surprise, _, _, _)| *surprise >= believed)
        .map(|(_, product, orders, expected)| {
            let steepness = (f64::from(orders) + PRIOR_ORDERS) / (expected + PRIOR_ORDERS);
            (steepness.ln() as f32, product, orders, expected.round() as u32)
        })
        .collect();
    rising.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    rising
}

impl Recommender for Trending {
    const ID: &'static str = "trending";
    const SEES: &'static str = "Rising: products in clearly more orders than a while ago.";
    const UNIT: Unit = Unit::Order;
    const PARAMETERS: &'static [Parameter] = PARAMETERS;
    const COUNTS_SQL: Option<&'static str> = super::popular::Popular::COUNTS_SQL;

    type Counts = History;
    type Model = Model;

    fn count(partition: &Partition) -> History {
        History::count(partition)
    }

    fn merge(into: &mut History, other: History) {
        into.merge(other);
    }

    fn finish(counts: History, context: &BuildContext<'_>) -> Model {
        let BuildContext {
            catalogue,
            signals,
            params,
            ..
        } = *context;
        let value = |name| params.value(Self::ID, PARAMETERS, name).clamp(1.0, 3_650.0);
        let Some(last) = counts.last_day() else {
            return Model::default();
        };
        let window_days = window_days(&counts, last, value("window_days") as i32);
        let window_start = Day(last.0 - window_days + 1);
        let before = (
            Day(window_start.0 - BEFORE_WINDOWS * window_days),
            Day(window_start.0 - 1),
        );
        let total = |from, to| counts.iter_days(from, to).count() as f64;
        let (total_now, total_before) = (total(window_start, last), total(before.0, before.1));
        if total_before < 1.0 {
            return Model::default();
        }
        let now = counts.orders_per_product(catalogue.len(), window_start, last);
        let earlier = counts.orders_per_product(catalogue.len(), before.0, before.1);
        let mut rising = rising(&now, &earlier, total_now / total_before, value("orders_min"));
        rising.retain(|entry| {
            let offered =
                catalogue.has_flag(entry.1, flags::ACTIVE) && !catalogue.has_flag(entry.1, flags::FEE);
            offered && !signals.trend.fading(entry.1)
        });
        rising.truncate(LIST_MAX);
        Model {
            product: Column::new(rising.iter().map(|entry| entry.1).collect()),
            orders: Column::new(rising.iter().map(|entry| entry.2).collect()),
            orders_expected: Column::new(rising.iter().map(|entry| entry.3).collect()),
            score: Column::new(rising.iter().map(|entry| entry.0).collect()),
            window_days: Column::new(vec![window_days as u32]),
        }
    }

    fn propose(model: &Model, query: &Query<'_>, candidates: &mut Candidates) {
        let window_days = model.window_days.first().copied().unwrap_or_default();
        let counts = model.orders.iter().zip(model.orders_expected.iter());
        for ((&product, &score), (&orders, &orders_expected)) in
            model.product.iter().zip(model.score.iter()).zip(counts)
        {
            if !query.holds(product) {
                candidates.propose(
                    product,
                    score,
                    Evidence::Trending {
                        orders,
                        orders_expected,
                        window_days,
                    },
                );
            }
        }
    }

    fn write(model: &Model, sections: &mut Sections) {
        sections.put("trending/product", &model.product);
        sections.put("trending/orders", &model.orders);
        sections.put("trending/orders_expected", &model.orders_expected);
        sections.put("trending/score", &model.score);
        sections.put("trending/window_days", &model.window_days);
    }

    fn read(sections: &Sections, _catalogue: &Catalogue) -> Result<Model, SectionError> {
        Ok(Model {
            product: sections.get("trending/product")?,
            orders: sections.get("trending/orders")?,
            orders_expected: sections.get("trending/orders_expected")?,
            score: sections.get("trending/score")?,
            window_days: sections.get("trending/window_days")?,
        })
    }

    fn facts(model: &Model) -> Vec<(&'static str, f64)> {
        vec![("rising_products", model.product.len() as f64)]
    }
}
