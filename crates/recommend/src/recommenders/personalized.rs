//! **What a shopkeeper sees:** "for you" – what this customer will want next, both what they buy time and again and
//! what would be new to them.
//!
//! **Method:** candidates are what the customer bought, what many bought lately, what follows the customer's baskets
//! (`.8^a` for each basket between, six at most) and what customers with the same taste buy (vectors of baskets aged
//! by `.9`, each product weighted `1/√size`). They are ranked by a logistic model of thirteen features: how well the
//! product follows and fits, how often and how regularly it was bought, by this customer and by all. Its weights were
//! fitted on next baskets that the tables had not seen.
//!
//! **When it fails:** for guests and first visits it says nothing; of customers with one basket it knows little more
//! than the shop's best sellers.
//!
//! **Source:** next-basket recommendation: H. Hu et al., "Modeling personalized item frequency information for
//! next-basket recommendation", SIGIR 2020; M. Li et al., "A next basket recommendation reality check", TOIS 2023.

mod baskets;
mod ranking;
mod tables;

use std::cmp::Reverse;

use crate::{
    BuildContext, Candidates, Catalogue, Column, CustomerIndex, Evidence, History, Partition, Query,
    Recommender, SectionError, Sections, Unit, catalogue::flags, column::check_offsets, query::ProductIndex,
    signals::repurchase_time::RepurchaseTime,
};

/// The recommender.
pub struct Personalized;

/// The customers' latest baskets and what is related to the products in them.
///
/// A million products and a million customers with 100 lines each take at most 600 MB of related products, 400 MB of
/// lines, and 18 bytes per product and 8 per customer.
#[derive(Default)]
pub struct Model {
    customer_offset: Column<u32>,
    basket_offset: Column<u32>,
    product: Column<u32>,
    follow_offset: Column<u32>,
    follow_neighbour: Column<u32>,
    follow_score: Column<u16>,
    taste_offset: Column<u32>,
    taste_neighbour: Column<u32>,
    taste_score: Column<u16>,
    /// What most customers' latest baskets hold.
    leaders: Column<u32>,
    log_baskets: Column<f32>,
    log_latest: Column<f32>,
    log_again: Column<f32>,
    log_repeats: Column<f32>,
    /// Median days between two purchases; 0 where nobody bought the product again.
    gap_days: Column<u16>,
    weights: Column<f32>,
}

impl Model {
    /// The numbers of the customer's baskets, the latest last.
    fn baskets(&self, customer: CustomerIndex) -> std::ops::Range<u32> {
        let at = customer as usize;
        match (self.customer_offset.get(at), self.customer_offset.get(at + 1)) {
            (Some(&begin), Some(&end)) => begin..end,
            _ => 0..0,
        }
    }

    fn evidence(&self, query: &Query<'_>, product: ProductIndex) -> Evidence {
        let gap_days = self.gap_days.get(product as usize).copied().unwrap_or_default();
        let bought = query.bought;
        let place = bought.place(product).filter(|_| gap_days > 0);
        let known = place.and_then(|place| Some((*bought.times.get(place)?, *bought.last_days.get(place)?)));
        known.map_or(Evidence::ForYou, |(times, last_day)| Evidence::BuyAgain {
            times: u32::from(times),
            days_since: query.today().0.saturating_sub(last_day).max(0) as u32,
            gap_days: u32::from(gap_days),
        })
    }
}

impl Recommender for Personalized {
    const ID: &'static str = "personalized";
    const SEES: &'static str = "For you: what this customer will want next.";
    const UNIT: Unit = Unit::Customer;

    type Counts = History;
    type Model = Model;

    fn count(partition: &Partition) -> History {
        History::count(partition)
    }

    fn merge(into: &mut History, other: History) {
        into.merge(other);
    }

    fn finish(counts: History, context: &BuildContext<'_>) -> Model {
        let products = context.catalogue.len();
        let (packed, tallies) = baskets::CustomerBaskets::collect(&counts.customers(), products);
        drop(counts);
        let index = tables::Index::build(&packed, products);
        let (follow, taste) = (index.follow_table(), index.taste_table());
        drop(index);
        let log = |counts: &[u32]| counts.iter().map(|&count| (count as f32).ln_1p()).collect();
        Model {
            leaders: Column::new(leaders(&tallies.latest, context.catalogue)),
            log_baskets: Column::new(log(&tallies.baskets)),
            log_latest: Column::new(log(&tallies.latest)),
            log_again: Column::new(tallies.log_again()),
            log_repeats: Column::new(tallies.log_repeats()),
            gap_days: Column::new(gaps(&context.signals.repurchase_time, products)),
            weights: Column::new(ranking::WEIGHTS.to_vec()),
            customer_offset: Column::new(packed.customer_offset),
            basket_offset: Column::new(packed.basket_offset),
            product: Column::new(packed.product),
            follow_offset: Column::new(follow.offset),
            follow_neighbour: Column::new(follow.neighbour),
            follow_score: Column::new(follow.score),
            taste_offset: Column::new(taste.offset),
            taste_neighbour: Column::new(taste.neighbour),
            taste_score: Column::new(taste.score),
        }
    }

    fn propose(model: &Model, query: &Query<'_>, candidates: &mut Candidates) {
        let Some(customer) = query.customer else {
            return;
        };
        ranking::rank(model, customer, |product, score| {
            if !query.holds(product) {
                candidates.propose(product, score, model.evidence(query, product));
            }
        });
    }

    fn write(model: &Model, sections: &mut Sections) {
        sections.put("personalized/customer_offset", &model.customer_offset);
        sections.put("personalized/basket_offset", &model.basket_offset);
        sections.put("personalized/product", &model.product);
        sections.put("personalized/follow_offset", &model.follow_offset);
        sections.put("personalized/follow_neighbour", &model.follow_neighbour);
        sections.put("personalized/follow_score", &model.follow_score);
        sections.put("personalized/taste_offset", &model.taste_offset);
        sections.put("personalized/taste_neighbour", &model.taste_neighbour);
        sections.put("personalized/taste_score", &model.taste_score);
        sections.put("personalized/leaders", &model.leaders);
        sections.put("personalized/log_baskets", &model.log_baskets);
        sections.put("personalized/log_latest", &model.log_latest);
        sections.put("personalized/log_again", &model.log_again);
        sections.put("personalized/log_repeats", &model.log_repeats);
        sections.put("personalized/gap_days", &model.gap_days);
        sections.put("personalized/weights", &model.weights);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Model, SectionError> {
        let model = Model {
            customer_offset: sections.get("personalized/customer_offset")?,
            basket_offset: sections.get("personalized/basket_offset")?,
            product: sections.get("personalized/product")?,
            follow_offset: sections.get("personalized/follow_offset")?,
            follow_neighbour: sections.get("personalized/follow_neighbour")?,
            follow_score: sections.get("personalized/follow_score")?,
            taste_offset: sections.get("personalized/taste_offset")?,
            taste_neighbour: sections.get("personalized/taste_neighbour")?,
            taste_score: sections.get("personalized/taste_score")?,
            leaders: sections.get("personalized/leaders")?,
            log_baskets: sections.get("personalized/log_baskets")?,
            log_latest: sections.get("personalized/log_latest")?,
            log_again: sections.get("personalized/log_again")?,
            log_repeats: sections.get("personalized/log_repeats")?,
            gap_days: sections.get("personalized/gap_days")?,
            weights: sections.get("personalized/weights")?,
        };
        check(&model, catalogue.len())?;
        Ok(model)
    }

    fn facts(model: &Model) -> Vec<(&'static str, f64)> {
        vec![
            ("customers", model.log_repeats.len() as f64),
            ("baskets_kept", model.basket_offset.len().saturating_sub(1) as f64),
            ("follows_kept", model.follow_neighbour.len() as f64),
            ("tastes_kept", model.taste_neighbour.len() as f64),
        ]
    }
}

/// Whether the offsets cut what they should. Product numbers are checked where they are used.
fn check(model: &Model, products: usize) -> Result<(), SectionError> {
    let rows = |offset: &[u32]| offset.len().saturating_sub(1);
    let cuts = [
        (
            "customer_offset",
            &model.customer_offset,
            rows(&model.customer_offset),
            rows(&model.basket_offset),
        ),
        (
            "basket_offset",
            &model.basket_offset,
            rows(&model.basket_offset),
            model.product.len(),
        ),
        (
            "follow_offset",
            &model.follow_offset,
            products,
            model.follow_neighbour.len(),
        ),
        (
            "follow_offset",
            &model.follow_offset,
            products,
            model.follow_score.len(),
        ),
        (
            "taste_offset",
            &model.taste_offset,
            products,
            model.taste_neighbour.len(),
        ),
        (
            "taste_offset",
            &model.taste_offset,
            products,
            model.taste_score.len(),
        ),
    ];
    cuts.into_iter().try_for_each(|(name, offset, rows, length)| {
        check_offsets(&format!("personalized/{name}"), offset, rows, length)
    })
}

/// The products that most customers' latest baskets hold, the most frequent first.
fn leaders(latest: &[u32], catalogue: &Catalogue) -> Vec<u32> {
    let offered = |&product: &ProductIndex| {
        latest[product as usize] > 0
            && catalogue.has_flag(product, flags::ACTIVE)
            && !catalogue.has_flag(product, flags::FEE)
    };
    let mut leaders: Vec<u32> = (0..latest.len() as ProductIndex).filter(offered).collect();
    leaders.sort_unstable_by_key(|&product| (Reverse(latest[product as usize]), product));
    leaders.truncate(ranking::CANDIDATES);
    leaders
}

/// The median gap of each product that was bought again; 0 for the others, of which it would be only a guess.
fn gaps(repurchase: &RepurchaseTime, products: usize) -> Vec<u16> {
    let gap = |product| {
        let known = repurchase.repeats(product) > 0;
        let gap = repurchase.gap_days(product).filter(|_| known);
        gap.map_or(0, |days| days.round().clamp(1.0, f32::from(u16::MAX)) as u16)
    };
    (0..products as ProductIndex).map(gap).collect()
}
