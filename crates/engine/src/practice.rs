//! Practice for the shop's people: what customers of the past had in their baskets besides what is shown.
//!
//! A round is made of orders alone, up to a day: the same seed asks the same until orders or products change, whatever
//! is learnt meanwhile. Nothing of the customer is read.

use std::hash::{Hash, Hasher};

use recommend::{Catalogue, ProductIndex, flags};
use rustc_hash::{FxHashMap, FxHasher};
use shop::{Day, LineKind};

use crate::{Engine, Error, snapshot::Snapshot};

/// How far back orders are looked for.
const DAYS_MAX: i32 = 90;
/// Orders of several products that are looked at, the latest.
const ORDERS_MAX: usize = 20_000;
/// Different products of an order that somebody can take in at a glance.
const PRODUCTS_MAX: usize = 6;
/// How often the hidden product has to have been bought with what is shown, so that it can be known.
const TOGETHER_MIN: u32 = 3;
/// How much more often than chance would bring it, in standard deviations.
const SURENESS_MIN: f64 = 2.0;
/// Orders that are tried before a round is as long as it can be: in a small shop few of them can be asked.
const TRIED_MAX: usize = 1_000;
/// Products that are tried as what does not fit.
const MISFITS_TRIED_MAX: u64 = 2_000;

/// One basket of the past and what might have been in it, too. Products are told by the shop's ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeQuestion {
    /// What is shown of the basket; first what the hidden one was bought with most.
    pub basket: Vec<String>,
    /// What was in it, too.
    pub hidden: String,
    /// What does not fit: nobody bought it with anything of the basket.
    pub misfit: String,
    /// The four to choose from, in a random order: the hidden one, two that others bought, the one that does not fit.
    pub choices: Vec<String>,
}

impl Engine {
    /// At most `count` questions from the orders of the 90 days up to `until`; the same seed asks the same. Fewer, or
    /// none, where too few orders hold several products.
    ///
    /// # Errors
    /// [`Error::Store`] where orders cannot be read.
    pub fn practice_round(
        &self,
        seed: u64,
        until: Day,
        count: usize,
    ) -> Result<Vec<PracticeQuestion>, Error> {
        let Some(snapshot) = self.inner.serving.snapshot() else {
            return Ok(Vec::new());
        };
        let past = self.past_baskets(&snapshot, until)?;
        Ok(past.round(seed, count))
    }

    fn past_baskets<'a>(&self, snapshot: &'a Snapshot, until: Day) -> Result<Past<'a>, Error> {
        let catalogue = &snapshot.models.catalogue;
        // A copy: what is read from the disk below must not keep anybody waiting who changes a stock.
        let live = self.inner.serving.live().clone();
        let is_known = |product: &ProductIndex| {
            (*product as usize) < catalogue.len()
                && !catalogue.has_flag(*product, flags::FEE)
                && live.is_active(catalogue, *product)
                && catalogue.titles(*product).next().is_some()
        };
        let mut baskets = Vec::new();
        for back in 0..DAYS_MAX {
            let day = Day(until.0.saturating_sub(back));
            self.inner.store.scan_orders(day, day, &mut |order| {
                let kept = order.lines.iter().filter(|line| line.refunded < line.quantity);
                let goods = kept.filter(|line| line.kind == LineKind::Product);
                let mut products: Vec<_> = goods.map(|line| line.product_key.0).filter(is_known).collect();
                products.sort_unstable();
                products.dedup();
                if products.len() > 1 {
                    baskets.push((order.order_key, products));
                }
            })?;
            if baskets.len() >= ORDERS_MAX {
                break;
            }
        }
        Ok(Past { catalogue, baskets })
    }
}

/// The baskets of the past with several products, by the order's number.
struct Past<'a> {
    catalogue: &'a Catalogue,
    baskets: Vec<(i64, Vec<ProductIndex>)>,
}

impl Past<'_> {
    fn round(&self, seed: u64, count: usize) -> Vec<PracticeQuestion> {
        let mut drawn: Vec<(u64, usize)> = self
            .baskets
            .iter()
            .enumerate()
            .filter(|(_, (_, products))| products.len() <= PRODUCTS_MAX)
            .map(|(place, (order, _))| (mixed(seed, order), place))
            .collect();
        drawn.sort_unstable();
        let mut questions: Vec<PracticeQuestion> = Vec::new();
        for &(number, place) in drawn.iter().take(TRIED_MAX) {
            if questions.len() == count {
                break;
            }
            let asked = self.question(&self.baskets[place].1, number);
            let is_new =
                |question: &PracticeQuestion| !questions.iter().any(|known| known.hidden == question.hidden);
            questions.extend(asked.filter(is_new));
        }
        questions
    }

    /// A question of a basket; none where nothing of it is clearly bought with the rest. The dearest product is never
    /// hidden: it is what the customer came for.
    fn question(&self, products: &[ProductIndex], number: u64) -> Option<PracticeQuestion> {
        let price = |product: &ProductIndex| self.catalogue.price_minor(*product).unwrap_or_default();
        let dearest = products
            .iter()
            .copied()
            .max_by_key(|product| (price(product), *product))?;
        let hidings = products.iter().filter(|&&product| product != dearest);
        let (_, hiding) = hidings
            .filter_map(|&hidden| self.hiding(hidden, products))
            .map(|hiding| (hiding.sureness, hiding))
            .max_by(|(one, _), (other, _)| one.total_cmp(other))?;
        let plausible = self.plausible(&hiding);
        let misfit = self.misfit(&hiding, number)?;
        let [first, second] = plausible[..] else {
            return None;
        };
        let mut choices = [hiding.hidden, first, second, misfit];
        choices.sort_unstable_by_key(|choice| mixed(number, choice));
        let id = |product: &ProductIndex| self.catalogue.id(*product).to_owned();
        Some(PracticeQuestion {
            basket: hiding.shown.iter().map(id).collect(),
            hidden: id(&hiding.hidden),
            misfit: id(&misfit),
            choices: choices.iter().map(id).collect(),
        })
    }

    /// A basket with one product hidden; none where that serves the same as another, or is bought with the others no
    /// more often than by chance.
    fn hiding(&self, hidden: ProductIndex, products: &[ProductIndex]) -> Option<Hiding> {
        let mut shown: Vec<ProductIndex> = products
            .iter()
            .copied()
            .filter(|&product| product != hidden)
            .collect();
        if shown.iter().any(|&own| self.catalogue.same_need(own, hidden)) {
            return None;
        }
        let holds = |of: &[ProductIndex], basket: &[ProductIndex]| basket.iter().any(|own| of.contains(own));
        let (mut with_shown, mut with_hidden) = (0_u32, 0_u32);
        let mut partners: FxHashMap<ProductIndex, u32> = FxHashMap::default();
        for (_, basket) in &self.baskets {
            with_hidden += u32::from(basket.contains(&hidden));
            if holds(&shown, basket) {
                with_shown += 1;
                for product in basket.iter().filter(|product| !shown.contains(product)) {
                    *partners.entry(*product).or_default() += 1;
                }
            }
        }
        let times = partners.get(&hidden).copied().unwrap_or_default();
        let by_chance = f64::from(with_shown) * f64::from(with_hidden) / self.baskets.len() as f64;
        let sureness = (f64::from(times) - by_chance) / by_chance.max(f64::MIN_POSITIVE).sqrt();
        if times < TOGETHER_MIN || sureness < SURENESS_MIN {
            return None;
        }
        // What the hidden one goes with comes first.
        shown.sort_by_cached_key(|&own| std::cmp::Reverse(self.held_both(own, hidden)));
        Some(Hiding {
            hidden,
            shown,
            times,
            sureness,
            partners,
        })
    }

    /// How many baskets hold both.
    fn held_both(&self, one: ProductIndex, other: ProductIndex) -> usize {
        let both = |(_, basket): &&(i64, Vec<ProductIndex>)| basket.contains(&one) && basket.contains(&other);
        self.baskets.iter().filter(both).count()
    }

    /// Two that could have been bought, too, though less often than the hidden one.
    fn plausible(&self, hiding: &Hiding) -> Vec<ProductIndex> {
        let differs = |product: ProductIndex| {
            let held = hiding.shown.iter().chain([&hiding.hidden]);
            held.into_iter()
                .all(|&own| !self.catalogue.same_need(product, own))
        };
        let less = hiding.partners.iter().filter(|(_, times)| **times < hiding.times);
        let mut best: Vec<(u32, ProductIndex)> = less.map(|(product, times)| (*times, *product)).collect();
        best.sort_unstable_by_key(|&(times, product)| (std::cmp::Reverse(times), product));
        let mut chosen: Vec<ProductIndex> = Vec::new();
        for (_, product) in best.into_iter().filter(|(_, product)| differs(*product)) {
            let is_like = chosen
                .iter()
                .any(|known| self.catalogue.same_need(*known, product));
            if chosen.len() < 2 && !is_like {
                chosen.push(product);
            }
        }
        chosen
    }

    /// What nobody bought with anything of the basket, of another department where there are departments.
    fn misfit(&self, hiding: &Hiding, number: u64) -> Option<ProductIndex> {
        let department = |product: ProductIndex| {
            let path = self
                .catalogue
                .leaf(product)
                .map(|leaf| self.catalogue.leaf_path(leaf));
            path.and_then(|path| path.split(" > ").next())
        };
        let held = || hiding.shown.iter().chain([&hiding.hidden]).copied();
        let here: Vec<_> = held().filter_map(department).collect();
        let fits_not = |product: &ProductIndex| {
            held().all(|own| own != *product)
                && !hiding.partners.contains_key(product)
                && department(*product).is_none_or(|own| !here.contains(&own))
        };
        // Products that sell, drawn by an order each: what nobody ever buys would be too easy to tell.
        let mut drawn = (0..MISFITS_TRIED_MAX).map(|turn| {
            let place = mixed(number, &turn) as usize % self.baskets.len();
            let products = &self.baskets[place].1;
            products[mixed(number, &(turn, place)) as usize % products.len()]
        });
        drawn.find(fits_not)
    }
}

/// A basket with one product hidden.
struct Hiding {
    hidden: ProductIndex,
    shown: Vec<ProductIndex>,
    /// Orders that held the hidden one and any of those shown.
    times: u32,
    /// By how many standard deviations these are more than chance would bring.
    sureness: f64,
    /// How often each product was bought with any of those shown.
    partners: FxHashMap<ProductIndex, u32>,
}

/// A number that looks random and is the same for the same seed and value.
fn mixed(seed: u64, value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    (seed, value).hash(&mut hasher);
    // The last bits of this hash are poor.
    let number = hasher.finish();
    (number ^ (number >> 32))
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(29)
}
