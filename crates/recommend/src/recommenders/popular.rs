//! **What a shopkeeper sees:** "popular right now" – what most orders of the last weeks hold, on a category's page
//! within that category.
//!
//! **Method:** orders holding the product in the last 28 days of history; the window doubles until 20 products are in
//! it, so that a quiet shop still has a list.
//!
//! **When it fails:** it knows nothing of the customer; it confirms what sells anyway, so policies give it a small
//! weight, as what fills up when nothing better is known.
//!
//! **Source:** the popularity baseline of every evaluation in the field.

use std::cmp::Reverse;

use shop::Day;

use crate::{
    BuildContext, Candidates, Catalogue, Column, Evidence, History, Parameter, Partition, Query, Recommender,
    SectionError, Sections, Unit, catalogue::flags, column::check_offsets, column::row, query::ProductIndex,
};

/// The recommender.
pub struct Popular;

/// Best sellers of the whole shop, then of each leaf category.
#[derive(Default)]
pub struct Model {
    /// Row 0 is the shop, row `leaf + 1` a leaf category.
    offset: Column<u32>,
    product: Column<u32>,
    orders: Column<u32>,
    window_days: Column<u32>,
}

const PARAMETERS: &[Parameter] = &[Parameter {
    name: "window_days",
    default: 28.0,
    help: "Days of history that count, at first.",
}];
/// Best sellers kept per list.
const LIST_MAX: usize = 24;
/// A shop's list shorter than this doubles the window.
const LIST_MIN: usize = 20;

impl Recommender for Popular {
    const ID: &'static str = "popular";
    const SEES: &'static str = "Popular right now: what most orders of the last weeks hold.";
    const UNIT: Unit = Unit::Order;
    const PARAMETERS: &'static [Parameter] = PARAMETERS;
    const COUNTS_SQL: Option<&'static str> =
        Some("SELECT day, product, COUNT(DISTINCT order_id) AS orders FROM lines GROUP BY day, product");

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
            catalogue, params, ..
        } = *context;
        let Some(last) = counts.last_day() else {
            return Model {
                offset: Column::new(vec![0; catalogue.leaf_count() + 2]),
                ..Model::default()
            };
        };
        let first = counts.first_day().unwrap_or(last);
        let mut window_days = params
            .value(Self::ID, PARAMETERS, "window_days")
            .clamp(1.0, 3_650.0) as i32;
        loop {
            let orders = counts.orders_per_product(catalogue.len(), Day(last.0 - window_days + 1), last);
            let sold = orders.iter().filter(|&&count| count > 0).count();
            if sold >= LIST_MIN || last.0 - window_days < first.0 {
                return lists(&orders, catalogue, window_days as u32);
            }
            window_days *= 2;
        }
    }

    fn propose(model: &Model, query: &Query<'_>, candidates: &mut Candidates) {
        let window_days = model.window_days.first().copied().unwrap_or_default();
        let of_list = |list: u32| {
            let orders = row(&model.orders, &model.offset, list).iter().copied();
            row(&model.product, &model.offset, list)
                .iter()
                .copied()
                .zip(orders)
        };
        let leaves = query.leaf.iter().chain(query.leaves);
        let mut best: Vec<(ProductIndex, u32)> =
            leaves.flat_map(|leaf| of_list(leaf.saturating_add(1))).collect();
        if best.is_empty() {
            best.extend(of_list(0));
        }
        let by_orders = |&(product, orders): &(ProductIndex, u32)| (Reverse(orders), product);
        // Below a department of a large shop there are thousands of lists, and few of their products are shown.
        if best.len() > LIST_MAX {
            best.select_nth_unstable_by_key(LIST_MAX, by_orders);
            best.truncate(LIST_MAX);
        }
        // A page of one leaf and the whole shop's list are in this sequence already.
        best.sort_by_key(by_orders);
        for (product, orders) in best {
            if !query.holds(product) {
                candidates.propose(product, orders as f32, Evidence::Popular { orders, window_days });
            }
        }
    }

    fn write(model: &Model, sections: &mut Sections) {
        sections.put("popular/offset", &model.offset);
        sections.put("popular/product", &model.product);
        sections.put("popular/orders", &model.orders);
        sections.put("popular/window_days", &model.window_days);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Model, SectionError> {
        let name = "popular/offset";
        let model = Model {
            offset: sections.get(name)?,
            product: sections.get("popular/product")?,
            orders: sections.get("popular/orders")?,
            window_days: sections.get("popular/window_days")?,
        };
        check_offsets(
            name,
            &model.offset,
            catalogue.leaf_count() + 1,
            model.product.len(),
        )?;
        check_offsets(
            name,
            &model.offset,
            catalogue.leaf_count() + 1,
            model.orders.len(),
        )?;
        Ok(model)
    }

    fn facts(model: &Model) -> Vec<(&'static str, f64)> {
        vec![(
            "window_days",
            f64::from(model.window_days.first().copied().unwrap_or_default()),
        )]
    }
}

fn lists(orders: &[u32], catalogue: &Catalogue, window_days: u32) -> Model {
    let mut rows: Vec<Vec<ProductIndex>> = vec![Vec::new(); catalogue.leaf_count() + 1];
    for product in 0..orders.len() as ProductIndex {
        let offered = catalogue.has_flag(product, flags::ACTIVE) && !catalogue.has_flag(product, flags::FEE);
        if orders[product as usize] > 0 && offered {
            rows[0].push(product);
            if let Some(leaf) = catalogue.leaf(product) {
                rows[leaf as usize + 1].push(product);
            }
        }
    }
    let mut offset = vec![0];
    let mut products = Vec::new();
    for mut row in rows {
        row.sort_unstable_by_key(|&product| (Reverse(orders[product as usize]), product));
        row.truncate(LIST_MAX);
        products.extend(row);
        offset.push(products.len() as u32);
    }
    Model {
        offset: Column::new(offset),
        orders: Column::new(products.iter().map(|&product| orders[product as usize]).collect()),
        product: Column::new(products),
        window_days: Column::new(vec![window_days]),
    }
}
