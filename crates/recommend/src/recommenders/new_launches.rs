//! **What a shopkeeper sees:** "new, and like what you chose or bought" – launches of the last 60 days, to those who
//! chose something like them.
//!
//! **Method:** of products launched lately that still have fewer than 25 orders, each finds the 20 products most like
//! it: by title, then the best-selling of its leaf category. Who has one of these in the cart or on the page, looked at
//! it or bought it, is offered the launch; the score is the likeness, falling with the days since the launch to 0.
//!
//! **When it fails:** without launch dates; a launch that is like nothing sold before finds nobody.
//!
//! **Source:** neighbour transfer for cold starts, e.g. A. Schein et al., "Methods and metrics for cold-start
//! recommendations", SIGIR 2002.

use crate::{
    BuildContext, Candidates, Catalogue, Column, Evidence, Partition, Query, Recommender, SectionError,
    Sections, Unit,
    column::{check_offsets, row},
    query::ProductIndex,
};

/// The recommender.
pub struct NewLaunches;

/// Of each product, the launches that are like it, the most alike first.
#[derive(Default)]
pub struct Model {
    offset: Column<u32>,
    launch: Column<u32>,
    /// From 0 to 1, in steps of 1 / 65,535.
    similarity: Column<u16>,
    launched_day: Column<i32>,
}

/// A product is new for so many days.
const NEW_DAYS: i32 = 60;
/// From so many orders on a product needs no launch any more.
const ORDERS_MAX: u32 = 25;
/// The newest launches that are taken; a shop that launches more does not mean each.
const LAUNCHES_MAX: usize = 50_000;
/// Products whose buyers a launch is offered to.
const AUDIENCE: usize = 20;
/// Launches kept per product.
const KEPT: usize = 16;
/// What the same leaf category alone counts.
const LEAF_SIMILARITY: f32 = 0.1;
/// How much less than the cart and the page a product says that was looked at, and one that was bought.
const VIEWED_WEIGHT: f32 = 0.7;
const BOUGHT_WEIGHT: f32 = 0.5;
/// Products seen last that count.
const VIEWED_MAX: usize = 10;

/// One launch and how alike it is.
type Launch = (ProductIndex, f32);

impl Recommender for NewLaunches {
    const ID: &'static str = "new_launches";
    const SEES: &'static str = "New, and like what the customer chose or bought.";
    const UNIT: Unit = Unit::Order;

    /// The last day with orders.
    type Counts = Option<i32>;
    type Model = Model;

    fn count(partition: &Partition) -> Option<i32> {
        partition.orders.iter().map(|orders| orders.day.0).max()
    }

    fn merge(into: &mut Option<i32>, other: Option<i32>) {
        *into = (*into).max(other);
    }

    fn finish(last_day: Option<i32>, context: &BuildContext<'_>) -> Model {
        let launches = launches(context, last_day);
        let best_sellers = best_sellers(context);
        let mut of_product: Vec<Vec<Launch>> = vec![Vec::new(); context.catalogue.len()];
        for launch in launches {
            for (product, similarity) in audience(launch, context, &best_sellers) {
                of_product[product as usize].push((launch, similarity));
            }
        }
        model(of_product, context.catalogue)
    }

    fn propose(model: &Model, query: &Query<'_>, candidates: &mut Candidates) {
        for (seed, weight) in seeds(query) {
            let launches = row(&model.launch, &model.offset, seed);
            let similarities = row(&model.similarity, &model.offset, seed);
            let days = row(&model.launched_day, &model.offset, seed);
            for ((&launch, &similarity), &day) in launches.iter().zip(similarities).zip(days) {
                let days_since = query.today().0.saturating_sub(day);
                let known = query.holds(launch) || query.bought.holds(launch);
                if !known && (0..=NEW_DAYS).contains(&days_since) {
                    let newness = 1.0 - days_since as f32 / (NEW_DAYS + 1) as f32;
                    let evidence = Evidence::NewLaunch {
                        days_since: days_since as u32,
                        like: seed,
                    };
                    candidates.propose(launch, weight * f32::from(similarity) * newness, evidence);
                }
            }
        }
    }

    fn write(model: &Model, sections: &mut Sections) {
        sections.put("new_launches/offset", &model.offset);
        sections.put("new_launches/launch", &model.launch);
        sections.put("new_launches/similarity", &model.similarity);
        sections.put("new_launches/launched_day", &model.launched_day);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Model, SectionError> {
        let name = "new_launches/offset";
        let model = Model {
            offset: sections.get(name)?,
            launch: sections.get("new_launches/launch")?,
            similarity: sections.get("new_launches/similarity")?,
            launched_day: sections.get("new_launches/launched_day")?,
        };
        let lengths = [
            model.launch.len(),
            model.similarity.len(),
            model.launched_day.len(),
        ];
        for length in lengths {
            check_offsets(name, &model.offset, catalogue.len(), length)?;
        }
        Ok(model)
    }

    fn facts(model: &Model) -> Vec<(&'static str, f64)> {
        let mut launches = model.launch.to_vec();
        launches.sort_unstable();
        launches.dedup();
        vec![("launches", launches.len() as f64)]
    }
}

/// What the customer chose: the cart and the page, what was looked at lately, what was bought before.
fn seeds<'a>(query: &'a Query<'_>) -> impl Iterator<Item = (ProductIndex, f32)> + 'a {
    let weighing = |weight: f32| move |&product: &ProductIndex| (product, weight);
    let viewed = query.recently_viewed.iter().take(VIEWED_MAX);
    let bought = query.bought.products.iter();
    query
        .seeds()
        .map(|product| (product, 1.0))
        .chain(viewed.map(weighing(VIEWED_WEIGHT)))
        .chain(bought.map(weighing(BOUGHT_WEIGHT)))
}

/// Products launched lately with few orders, the newest first. Until there are orders nobody knows the day, and every
/// launch date may be late.
fn launches(context: &BuildContext<'_>, last_day: Option<i32>) -> Vec<ProductIndex> {
    let since = last_day.map_or(i32::MIN, |day| day.saturating_sub(NEW_DAYS));
    let products = 0..context.catalogue.len() as ProductIndex;
    let mut launched: Vec<(i32, ProductIndex)> = products
        .filter(|&product| context.signals.sales.orders(product) < ORDERS_MAX)
        .filter_map(|product| Some((context.catalogue.launched_day(product)?, product)))
        .filter(|(day, _)| *day >= since)
        .collect();
    launched.sort_unstable_by_key(|&(day, product)| (std::cmp::Reverse(day), product));
    launched.truncate(LAUNCHES_MAX);
    launched.into_iter().map(|(_, product)| product).collect()
}

/// The products of each leaf with the most orders.
fn best_sellers(context: &BuildContext<'_>) -> Vec<Vec<ProductIndex>> {
    let mut of_leaf = vec![Vec::new(); context.catalogue.leaf_count()];
    for product in 0..context.catalogue.len() as ProductIndex {
        if let Some(leaf) = context.catalogue.leaf(product) {
            of_leaf[leaf as usize].push(product);
        }
    }
    for products in &mut of_leaf {
        let orders = |product: ProductIndex| std::cmp::Reverse(context.signals.sales.orders(product));
        products.sort_unstable_by_key(|&product| (orders(product), product));
        products.truncate(AUDIENCE + 1);
    }
    of_leaf
}

/// The products whose buyers a launch is for.
fn audience(
    launch: ProductIndex,
    context: &BuildContext<'_>,
    best_sellers: &[Vec<ProductIndex>],
) -> Vec<(ProductIndex, f32)> {
    let mut like: Vec<(ProductIndex, f32)> = context
        .signals
        .content
        .neighbours(launch)
        .map(|(product, similarity)| (product, similarity.min(1.0)))
        .take(AUDIENCE)
        .collect();
    let leaf = context
        .catalogue
        .leaf(launch)
        .map(|leaf| &best_sellers[leaf as usize]);
    for &product in leaf.into_iter().flatten() {
        let known = product == launch || like.iter().any(|(known, _)| *known == product);
        if !known && like.len() < AUDIENCE {
            like.push((product, LEAF_SIMILARITY));
        }
    }
    like
}

fn model(of_product: Vec<Vec<Launch>>, catalogue: &Catalogue) -> Model {
    let (mut offset, mut launch) = (vec![0], Vec::new());
    let (mut similarity, mut launched_day) = (Vec::new(), Vec::new());
    for mut launches in of_product {
        launches.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for (product, alike) in launches.into_iter().take(KEPT) {
            launch.push(product);
            similarity.push((alike * f32::from(u16::MAX)).max(1.0) as u16);
            launched_day.push(catalogue.launched_day(product).unwrap_or(i32::MIN));
        }
        offset.push(launch.len() as u32);
    }
    Model {
        offset: Column::new(offset),
        launch: Column::new(launch),
        similarity: Column::new(similarity),
        launched_day: Column::new(launched_day),
    }
}
