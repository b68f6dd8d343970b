//! What shoppers know of the shop they come to: products and their demand, what goes along with what, and who bought
//! what before.

use std::collections::{BTreeMap, HashMap, HashSet};

use shop::{Currency, CustomerId, Day, Locale, Product, ProductId, VisitorId};

use crate::{rng::Rng, simulator::SimulatedShop};

/// How many best sellers are listed.
const BEST_SELLERS: usize = 40;
/// The most products of one department that go with each other where nothing is known of what does.
const BESIDE_UNKNOWN_MAX: usize = 8;

/// A product as far as shoppers care.
#[derive(Debug, Clone)]
pub(super) struct Good {
    pub id: ProductId,
    pub price_minor: i64,
    /// What the shop keeps of the price; nothing where the cost is unknown.
    pub margin_minor: i64,
    pub category: String,
    pub sellable: bool,
}

/// A registered customer of the shop's past.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub customer_id: CustomerId,
    pub visitor_id: VisitorId,
    pub locale: Locale,
    /// What they bought.
    pub owned: Vec<usize>,
    /// What of it is used up, and when.
    pub used_up: Vec<(usize, Day)>,
}

/// A shop as shoppers know it.
#[derive(Debug, Clone)]
pub struct Market {
    pub(super) currency: Currency,
    pub(super) goods: Vec<Good>,
    by_id: HashMap<ProductId, usize>,
    /// Running sum of the demand of the goods.
    demand: Vec<f64>,
    /// What is bought along with each by itself, with the probability.
    pub(super) beside: Vec<Vec<(usize, f64)>>,
    /// What an offer beside each may please with: all that goes along with it or is made for it.
    pub(super) fitting: Vec<Vec<usize>>,
    /// The next better one of each.
    pub(super) step_up: Vec<Option<usize>>,
    pub(super) known: Vec<Known>,
}

impl Market {
    /// The market of a simulated shop, with all that was planted there. Its customers come again who agreed to
    /// personal recommendations.
    pub fn of_simulated(shop: &SimulatedShop) -> Self {
        let mut market = Self::empty(&shop.products);
        let mut sold = vec![0.0; market.goods.len()];
        for id in shop.orders.iter().flat_map(shop::Order::products) {
            sold[market.by_id[id]] += 1.0;
        }
        market.set_demand(&sold);
        for pair in &shop.truth.complements {
            let (product, companion) = (market.by_id[&pair.product], market.by_id[&pair.companion]);
            market.beside[product].push((companion, pair.probability));
            market.add_fitting(product, companion);
        }
        for pair in &shop.truth.accessories {
            market.add_fitting(market.by_id[&pair.product], market.by_id[&pair.accessory]);
        }
        for steps in shop.truth.ladders.iter().flat_map(|ladder| ladder.windows(2)) {
            market.step_up[market.by_id[&steps[0]]] = Some(market.by_id[&steps[1]]);
        }
        market.known = market.known_customers(shop);
        market
    }

    /// The market of a shop of which only the products are known, and so who comes: strangers, to whom a few products
    /// of one department go with each other.
    pub fn of_products(products: &[Product]) -> Self {
        let mut market = Self::empty(products);
        market.set_demand(&vec![1.0; market.goods.len()]);
        let mut departments: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, good) in market.goods.iter().enumerate().filter(|(_, good)| good.sellable) {
            let widest = good.category.split(" > ").next().unwrap_or_default();
            departments.entry(widest.to_owned()).or_default().push(index);
        }
        for members in departments.values() {
            for (position, &product) in members.iter().enumerate() {
                let after = members.iter().cycle().skip(position + 1);
                let beside = after.take(BESIDE_UNKNOWN_MAX.min(members.len() - 1));
                market.fitting[product] = beside.copied().collect();
            }
        }
        market
    }

    /// The same market, of whose former customers only every `parts`-th comes, beginning with the `part`-th: so that
    /// several crowds can be about without anybody being in two.
    #[must_use]
    pub fn part(&self, part: usize, parts: usize) -> Self {
        let known = self.known.iter().skip(part).step_by(parts.max(1));
        Self {
            known: known.cloned().collect(),
            ..self.clone()
        }
    }

    /// Whether anything is on sale that anybody wants.
    pub fn sells(&self) -> bool {
        self.demand.last().is_some_and(|whole| *whole > 0.0)
    }

    fn empty(products: &[Product]) -> Self {
        let goods: Vec<Good> = products.iter().map(good).collect();
        let count = goods.len();
        let currency = products.iter().find_map(|product| Some(product.price?.currency));
        Self {
            currency: currency.unwrap_or_else(|| Currency::new("EUR").expect("the euro is a currency")),
            by_id: goods
                .iter()
                .enumerate()
                .map(|(index, good)| (good.id.clone(), index))
                .collect(),
            goods,
            demand: Vec::new(),
            beside: vec![Vec::new(); count],
            fitting: vec![Vec::new(); count],
            step_up: vec![None; count],
            known: Vec::new(),
        }
    }

    /// Nobody wants what is not on sale.
    fn set_demand(&mut self, weights: &[f64]) {
        let mut sum = 0.0;
        let on_sale = self.goods.iter().zip(weights);
        self.demand = on_sale
            .map(|(good, weight)| {
                sum += if good.sellable { *weight } else { 0.0 };
                sum
            })
            .collect();
    }

    fn add_fitting(&mut self, product: usize, companion: usize) {
        let beside = &mut self.fitting[product];
        if self.goods[companion].sellable && companion != product && !beside.contains(&companion) {
            beside.push(companion);
        }
    }

    fn known_customers(&self, shop: &SimulatedShop) -> Vec<Known> {
        let gaps: HashMap<&ProductId, u32> = shop
            .truth
            .repurchase
            .iter()
            .map(|again| (&again.product, again.gap_days))
            .collect();
        let agreed = shop
            .customers
            .iter()
            .filter(|customer| customer.consent == Some(true));
        let locales: HashMap<&CustomerId, Locale> = agreed
            .map(|customer| {
                let locale = customer.locale.clone();
                (&customer.id, locale.unwrap_or_else(Locale::english))
            })
            .collect();
        let mut found: BTreeMap<&CustomerId, Known> = BTreeMap::new();
        for order in &shop.orders {
            let (Some(id), Some(visitor)) = (&order.customer_id, &order.visitor_id) else {
                continue;
            };
            let Some(locale) = locales.get(id) else { continue };
            let known = found.entry(id).or_insert_with(|| Known {
                customer_id: id.clone(),
                visitor_id: visitor.clone(),
                locale: locale.clone(),
                owned: Vec::new(),
                used_up: Vec::new(),
            });
            for product in order.products() {
                let index = self.by_id[product];
                known.owned.push(index);
                known.used_up.retain(|(other, _)| *other != index);
                if let Some(gap) = gaps.get(product).filter(|_| self.goods[index].sellable) {
                    let due = Day(order.placed_at.day().0.saturating_add_unsigned(*gap));
                    known.used_up.push((index, due));
                }
            }
        }
        found.into_values().collect()
    }

    /// Something a shopper wants, by the demand. `None` where nothing is on sale.
    pub(super) fn wish(&self, rng: &mut Rng) -> Option<usize> {
        let whole = self.demand.last().filter(|whole| **whole > 0.0)?;
        let target = rng.unit() * whole;
        let found = self.demand.partition_point(|sum| *sum <= target);
        Some(found.min(self.goods.len() - 1))
    }

    /// The position of a product.
    pub(super) fn position(&self, id: &ProductId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// What sells best, the best first, as far as it is on sale.
    pub(super) fn best_sellers(&self) -> Vec<ProductId> {
        let before = std::iter::once(&0.0).chain(&self.demand);
        let weights = self.demand.iter().zip(before).map(|(sum, before)| sum - before);
        let mut ranked: Vec<(f64, usize)> = weights.zip(0..).filter(|(weight, _)| *weight > 0.0).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let best = ranked.into_iter().take(BEST_SELLERS);
        best.map(|(_, index)| self.goods[index].id.clone()).collect()
    }

    /// All that fits any of `products`, they themselves left out.
    pub(super) fn fitting_any(&self, products: &[usize]) -> Vec<usize> {
        let mut seen: HashSet<usize> = products.iter().copied().collect();
        let all = products.iter().flat_map(|product| &self.fitting[*product]);
        all.copied().filter(|fitting| seen.insert(*fitting)).collect()
    }
}

fn good(product: &Product) -> Good {
    let price_minor = product.price.map_or(0, |price| price.minor);
    let cost_minor = product.unit_cost.map_or(price_minor, |cost| cost.minor);
    Good {
        id: product.id.clone(),
        price_minor,
        margin_minor: price_minor.saturating_sub(cost_minor),
        category: product.category.path(),
        sellable: product.active && product.stock.is_sellable(),
    }
}
