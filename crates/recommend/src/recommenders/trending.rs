//! **What a shopkeeper sees:** "rising" – products in clearly more orders than a while ago.
//!
//! **Method:** orders of the last 14 days against what the 56 days before let expect, scaled by how the shop as a whole
//! grew. A product rises where that many orders are an unlikely accident (Poisson upper tail under 1 %, and at least ten
//! orders); the score is the growth, held back for small counts.
//!
//! **When it fails:** a promotion or a stock-out that ended looks like a trend; the season is not taken out; a shop with
//! few orders has no rising products.
//!
//! **Source:** count-based burst detection; the thresholds follow this project's algorithms notes on trends.

use shop::Day;

use crate::{
    Candidates, Catalogue, Column, DayBaskets, Evidence, Parameter, Params, Partition, Query, Recommender,
    SectionError, Sections, Unit, catalogue::flags, counting::significance::surprise_nats,
    query::ProductIndex,
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
        name: "before_days",
        default: 56.0,
        help: "Days before them to compare with.",
    },
    Parameter {
        name: "orders_min",
        default: 10.0,
        help: "Orders a product needs in the window.",
    },
];
/// `-ln(.01)`: a one-per-cent accident.
const SURPRISE_NATS_MIN: f64 = 4.605;
const LIST_MAX: usize = 50;
/// Added to both counts, so that 2 against 0 is no infinite growth.
const PRIOR_ORDERS: f64 = 3.0;

impl Recommender for Trending {
    const ID: &'static str = "trending";
    const SEES: &'static str = "Rising: products in clearly more orders than a while ago.";
    const UNIT: Unit = Unit::Order;
    const PARAMETERS: &'static [Parameter] = PARAMETERS;
    const COUNTS_SQL: Option<&'static str> = super::popular::Popular::COUNTS_SQL;

    type Counts = DayBaskets;
    type Model = Model;

    fn count(partition: &Partition) -> DayBaskets {
        DayBaskets::count(partition)
    }

    fn merge(into: &mut DayBaskets, other: DayBaskets) {
        into.merge(other);
    }

    fn finish(counts: DayBaskets, catalogue: &Catalogue, params: &Params) -> Model {
        let value = |name| params.value(Self::ID, PARAMETERS, name).clamp(1.0, 3_650.0);
        let (window_days, before_days) = (value("window_days") as i32, value("before_days") as i32);
        let Some(last) = counts.last_day() else {
            return Model::default();
        };
        let window_start = Day(last.0 - window_days + 1);
        let before = (Day(window_start.0 - before_days), Day(window_start.0 - 1));
        let total = |from, to| counts.iter_days(from, to).count() as f64;
        let (total_now, total_before) = (total(window_start, last), total(before.0, before.1));
        if total_before < 1.0 {
            return Model::default();
        }
        let now = counts.orders_per_product(catalogue.len(), window_start, last);
        let earlier = counts.orders_per_product(catalogue.len(), before.0, before.1);
        let mut rising = Vec::new();
        for product in 0..catalogue.len() as ProductIndex {
            let (orders, earlier) = (now[product as usize], earlier[product as usize]);
            let expected = f64::from(earlier) * total_now / total_before;
            let offered =
                catalogue.has_flag(product, flags::ACTIVE) && !catalogue.has_flag(product, flags::FEE);
            let enough = f64::from(orders) >= value("orders_min");
            if offered && enough && surprise_nats(orders, expected.max(0.5)) >= SURPRISE_NATS_MIN {
                let growth = (f64::from(orders) + PRIOR_ORDERS) / (expected + PRIOR_ORDERS);
                rising.push((growth.ln() as f32, product, orders, expected.round() as u32));
            }
        }
        rising.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
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
