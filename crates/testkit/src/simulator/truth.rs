//! What is true of a simulated shop, derived from the tables and the demand, never from the orders it is to explain.

use shop::ProductId;

use super::{
    Settings,
    catalogue::{Catalogue, declares_fit},
    customers::{GUEST_SHARE, People},
    demand::Demand,
    family::Life,
    orders::{REGULAR_START, REGULAR_STAY, wishes_mean},
};

/// Pairs that are expected in fewer orders than this are too rare to be found by anyone, and not listed.
const PAIR_ORDERS_MIN: f64 = 5.0;
/// Pairs of less lift are chance.
const PAIR_LIFT_MIN: f64 = 1.5;
/// How many times as dear a substitute may be.
const SUBSTITUTE_PRICE_RATIO_MAX: i64 = 2;

/// Everything that was planted.
#[derive(Debug, Clone, PartialEq)]
pub struct Truth {
    /// What is bought along with what, most expected orders first.
    pub complements: Vec<Complement>,
    /// What is looked at together and never bought together.
    pub substitutes: Vec<Substitutes>,
    /// What fits what, by the declarations of the accessories.
    pub accessories: Vec<Accessory>,
    /// Models of one brand, from the simplest to the best, each dearer than the one before.
    pub ladders: Vec<Vec<ProductId>>,
    /// What is used up, and after how long regular buyers buy it again.
    pub repurchase: Vec<Repurchase>,
    /// What sells ever better in the last four weeks.
    pub rising: Vec<ProductId>,
    /// What sells better in some months than in others.
    pub seasonal: Vec<Seasonal>,
}

/// Who buys `product` buys `companion` along with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Complement {
    /// What is bought for its own sake.
    pub product: ProductId,
    /// What goes along with it.
    pub companion: ProductId,
    /// The probability that an order with `product` holds `companion` because of it.
    pub probability: f64,
    /// How many times as often `companion` is in orders with `product` as in all orders, as planned.
    pub lift: f64,
    /// How many orders hold both because of each other, as planned.
    pub orders_expected: f64,
}

/// Two products of which a customer buys one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitutes(pub ProductId, pub ProductId);

/// `accessory` fits `product`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accessory {
    /// What it is for.
    pub product: ProductId,
    /// What fits it.
    pub accessory: ProductId,
}

/// Regular buyers buy `product` again after about `gap_days`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repurchase {
    /// What is used up.
    pub product: ProductId,
    /// The median number of days between two purchases.
    pub gap_days: u32,
}

/// `product` sells `factor` times as often in `months` as its popularity says, and half as often in the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Seasonal {
    /// What is bought in season.
    pub product: ProductId,
    /// The season, 1–12.
    pub months: Vec<u32>,
    /// How many times its usual demand it has in season.
    pub factor: f64,
}

pub(super) fn derive(settings: &Settings, catalogue: &Catalogue, demand: &Demand, people: &People) -> Truth {
    let id = |item: usize| catalogue.items[item].product.id.clone();
    let seasonal = catalogue.items.iter().filter_map(|item| {
        let season = item.family.season?;
        let product = item.product.id.clone();
        Some(Seasonal {
            product,
            months: season.months.to_vec(),
            factor: season.factor,
        })
    });
    let repurchase = catalogue.items.iter().filter_map(|item| {
        let gap_days = item.family.repurchase_days?;
        Some(Repurchase {
            product: item.product.id.clone(),
            gap_days,
        })
    });
    let rising = catalogue
        .items
        .iter()
        .filter(|item| item.model.life == Life::Rising);
    Truth {
        complements: complements(settings, catalogue, demand, people),
        substitutes: substitutes(catalogue),
        accessories: accessories(catalogue),
        ladders: catalogue
            .ladders()
            .into_iter()
            .map(|steps| steps.into_iter().map(id).collect())
            .collect(),
        repurchase: repurchase.collect(),
        rising: rising.map(|item| item.product.id.clone()).collect(),
        seasonal: seasonal.collect(),
    }
}

fn substitutes(catalogue: &Catalogue) -> Vec<Substitutes> {
    let mut pairs = Vec::new();
    let price = |item: usize| catalogue.items[item].product.price.map_or(0, |price| price.minor);
    for (item, others) in catalogue.alternatives.iter().enumerate() {
        if catalogue.items[item].family.several {
            continue;
        }
        for &other in others.iter().filter(|&&other| other > item) {
            let (low, high) = (price(item).min(price(other)), price(item).max(price(other)));
            if high <= low * SUBSTITUTE_PRICE_RATIO_MAX {
                let id = |item: usize| catalogue.items[item].product.id.clone();
                pairs.push(Substitutes(id(item), id(other)));
            }
        }
    }
    pairs
}

fn accessories(catalogue: &Catalogue) -> Vec<Accessory> {
    let mut pairs = Vec::new();
    for accessory in &catalogue.items {
        let suited = catalogue
            .items
            .iter()
            .filter(|item| declares_fit(&accessory.product, &item.product));
        pairs.extend(suited.map(|item| Accessory {
            product: item.product.id.clone(),
            accessory: accessory.product.id.clone(),
        }));
    }
    pairs
}

fn complements(
    settings: &Settings,
    catalogue: &Catalogue,
    demand: &Demand,
    people: &People,
) -> Vec<Complement> {
    let pairs = planned_pairs(catalogue, demand);
    let plan = Plan::new(settings, catalogue, demand, people, &pairs);
    let orders = f64::from(settings.orders_target);
    let listed = pairs.into_iter().filter_map(|(item, companion, probability)| {
        let lift = (probability + plan.in_orders[companion]) / plan.in_orders[companion];
        let orders_expected = plan.wished[item] * orders * probability;
        (lift >= PAIR_LIFT_MIN && orders_expected >= PAIR_ORDERS_MIN).then(|| Complement {
            product: catalogue.items[item].product.id.clone(),
            companion: catalogue.items[companion].product.id.clone(),
            probability,
            lift,
            orders_expected,
        })
    });
    let mut listed: Vec<Complement> = listed.collect();
    listed.sort_by(|a, b| b.orders_expected.total_cmp(&a.orders_expected));
    listed
}

/// Every item, what goes along with it, and how likely.
fn planned_pairs(catalogue: &Catalogue, demand: &Demand) -> Vec<(usize, usize, f64)> {
    let mut pairs = Vec::new();
    for (item, rules) in catalogue.companions.iter().enumerate() {
        for rule in rules {
            let whole: f64 = rule.items.iter().map(|&other| demand.shares[other]).sum();
            let chosen = rule.items.iter().filter(|_| whole > 0.0);
            pairs.extend(chosen.map(|&other| (item, other, rule.probability * demand.shares[other] / whole)));
        }
    }
    pairs
}

/// How often items are expected in orders.
struct Plan {
    /// Per item the share of orders that hold it for its own sake.
    wished: Vec<f64>,
    /// Per item the share of orders that hold it for any reason.
    in_orders: Vec<f64>,
}

impl Plan {
    /// Orders are those of regular buyers who ran out of something plus the others, which bring new regular buyers:
    /// a fixed point, reached by turns.
    fn new(
        settings: &Settings,
        catalogue: &Catalogue,
        demand: &Demand,
        people: &People,
        pairs: &[(usize, usize, f64)],
    ) -> Self {
        let known = if people.persons.is_empty() {
            0.0
        } else {
            1.0 - GUEST_SHARE
        };
        let again: Vec<f64> = catalogue
            .items
            .iter()
            .map(|item| {
                item.family
                    .repurchase_days
                    .map_or(0.0, |gap| known * repeats(gap, settings.days))
            })
            .collect();
        let mut due = vec![0.0; again.len()];
        let mut plan = Self {
            wished: Vec::new(),
            in_orders: Vec::new(),
        };
        for _ in 0..20 {
            let due_orders: f64 = due.iter().sum::<f64>().min(1.0);
            let wishes = (1.0 - due_orders) * wishes_mean() + due_orders * (wishes_mean() - 1.0);
            let first: Vec<f64> = demand.shares.iter().map(|share| share * wishes).collect();
            let fresh = with_companions(&first, pairs);
            due = fresh
                .iter()
                .zip(&again)
                .map(|(fresh, again)| fresh * again)
                .collect();
            plan.wished = demand
                .shares
                .iter()
                .zip(&due)
                .map(|(share, due)| share * wishes + due)
                .collect();
            plan.in_orders = with_companions(&plan.wished, pairs);
        }
        plan
    }
}

/// The shares of orders that hold each item, from those that hold it for its own sake.
fn with_companions(wished: &[f64], pairs: &[(usize, usize, f64)]) -> Vec<f64> {
    let mut all = wished.to_vec();
    for &(item, companion, probability) in pairs {
        all[companion] += wished[item] * probability;
    }
    all
}

/// How many times the mean first purchase by a registered customer is repeated before the last day.
fn repeats(gap_days: u32, days: u32) -> f64 {
    let mut sum = 0.0;
    let mut stays = REGULAR_START;
    let mut left_days = days;
    while left_days > gap_days && stays > 1e-6 {
        left_days -= gap_days;
        sum += stays * f64::from(left_days) / f64::from(days);
        stays *= REGULAR_STAY;
    }
    sum
}
