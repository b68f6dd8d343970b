//! Incentives: what the shop gives for a larger cart, how far the cart is from it, and what would fill the gap.
//!
//! Only what is true is told: amounts are exact, fees and other currencies do not count, and nothing is promised that
//! the order's margin does not bear. What fills a gap are candidates of the decision that would have been offered on
//! their own merit; where none fits, only the distance is told.

mod cart;
pub mod coupons;
pub mod fillers;

use recommend::{Models, ProductIndex};
use shop::{Currency, Placement, ProductKind, Timestamp, limits::MONEY_MINOR_MAX};

use crate::{Intent, Live, Outcome, Policy, Traced};
pub use cart::{Line, Worth};
use fillers::Filler;

/// What an incentive gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Delivery costs nothing from a cart value on.
    FreeShipping,
    /// Something off from a cart value on.
    ThresholdDiscount,
    /// A product given from a cart value on.
    Gift,
    /// Points for what is bought.
    Points,
    /// A code that one customer gets.
    Coupon,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::FreeShipping,
        Self::ThresholdDiscount,
        Self::Gift,
        Self::Points,
        Self::Coupon,
    ];

    /// The kind's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FreeShipping => "free_shipping",
            Self::ThresholdDiscount => "threshold_discount",
            Self::Gift => "gift",
            Self::Points => "points",
            Self::Coupon => "coupon",
        }
    }

    /// The kind of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What is taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discount {
    /// So many per cent.
    Percent(u32),
    /// So many minor units.
    Amount(i64),
}

impl Discount {
    /// What is taken off an amount, rounded half up, and never more than the amount.
    pub fn off_minor(self, amount_minor: i64) -> i64 {
        let amount = i128::from(amount_minor.max(0));
        let off = match self {
            Self::Percent(percent) => (amount * i128::from(percent.min(100)) + 50) / 100,
            Self::Amount(minor) => i128::from(minor.max(0)),
        };
        off.min(amount) as i64
    }
}

/// An incentive of the merchant's, ready to decide by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incentive {
    /// The merchant's id.
    pub id: String,
    /// What it gives.
    pub kind: Kind,
    /// The currency of its amounts; a cart's value is counted in it.
    pub currency: Currency,
    /// The cart value it needs, in minor units; 0 where it needs none.
    pub threshold_minor: i64,
    /// What is taken off.
    pub discount: Option<Discount>,
    /// What is given.
    pub gift: Option<ProductIndex>,
    /// Points for every whole unit of the currency.
    pub points_per_unit: u32,
    /// How many times the points of other incentives are given.
    pub multiplier: u32,
    /// What free delivery costs the shop, in minor units.
    pub shipping_cost_minor: i64,
    /// The share of the order's value that must be left after what is given, in per cent.
    pub margin_floor_percent: u32,
    /// Whether it is given where the order's margin is not known.
    pub costs_unknown_allowed: bool,
    /// Whether it is given beside others and on products that are reduced already.
    pub stackable: bool,
    /// Whether services count for the cart's value and may fill the gap.
    pub counts_services: bool,
    /// Where it is told.
    pub placements: Vec<Placement>,
    /// From when on.
    pub valid_from: Option<Timestamp>,
    /// Until when.
    pub valid_until: Option<Timestamp>,
}

impl Incentive {
    /// Whether it holds at a moment.
    pub fn is_valid_at(&self, now: Timestamp) -> bool {
        self.valid_from.is_none_or(|from| from <= now) && self.valid_until.is_none_or(|until| now < until)
    }

    /// What of a discount is taken off a cart: reduced products are not reduced twice unless it is stackable.
    fn off_minor(&self, value_minor: i64, full_price_minor: i64) -> i64 {
        let base = if self.stackable {
            value_minor
        } else {
            full_price_minor
        };
        self.discount.map_or(0, |discount| discount.off_minor(base))
    }

    /// What giving it costs the shop, beside a discount of `off_minor`.
    fn cost_minor(&self, models: &Models, live: &Live, off_minor: i64) -> i64 {
        match self.kind {
            Kind::FreeShipping => self.shipping_cost_minor,
            Kind::Gift => self.gift.map_or(0, |gift| gift_cost_minor(models, live, gift)),
            Kind::ThresholdDiscount | Kind::Coupon => off_minor,
            Kind::Points => 0,
        }
    }

    /// Whether the order's margin bears what is given: of a cart that is short, what its margin would be there.
    fn is_borne(&self, worth: &Worth, off_minor: i64, cost_minor: i64) -> bool {
        if self.kind == Kind::FreeShipping || cost_minor == 0 {
            return true;
        }
        let Some(margin) = worth.margin_minor else {
            return self.costs_unknown_allowed;
        };
        let value = i128::from(worth.value_minor.max(1));
        let at = value.max(i128::from(self.threshold_minor));
        let margin = i128::from(margin) * at / value;
        let left = margin - i128::from(cost_minor);
        left * 100 >= (at - i128::from(off_minor)) * i128::from(self.margin_floor_percent)
    }
}

/// What a gift costs the shop; its price where the cost is not known.
fn gift_cost_minor(models: &Models, live: &Live, gift: ProductIndex) -> i64 {
    let cost = models.catalogue.unit_cost(gift).map(|cost| cost.minor);
    cost.or_else(|| live.price_minor(&models.catalogue, gift))
        .unwrap_or(0)
}

/// How far a cart is from an incentive.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The incentive's place in the list that was asked.
    pub incentive: usize,
    /// What counts of the cart, in minor units.
    pub value_minor: i64,
    /// What is missing; 0 where it is reached.
    pub missing_minor: i64,
    /// What is taken off, in minor units; of a cart that is short, what would be off at the threshold.
    pub off_minor: i64,
    /// Points for the cart.
    pub points: u64,
    /// Products that fill the gap: alternatives, each one to three products to be added together.
    pub fillers: Vec<Vec<ProductIndex>>,
}

impl Progress {
    /// Whether the cart has all it needs.
    pub fn is_reached(&self) -> bool {
        self.missing_minor == 0
    }
}

/// Everything that is looked at to tell of incentives.
#[derive(Clone, Copy)]
pub struct Situation<'a> {
    /// The products and what was learnt of them.
    pub models: &'a Models,
    /// What changed since.
    pub live: &'a Live,
    /// The placement's policy.
    pub policy: &'a Policy,
    /// The cart.
    pub cart: &'a [Line],
    /// The decision's candidates, with what became of them.
    pub candidates: &'a [Traced],
    /// Now.
    pub now: Timestamp,
}

/// What is told of the incentives, in their order. Of those that take something off and do not go with others only the
/// largest that is reached and the nearest that is not are told; what fills a gap is told of the nearest alone.
pub fn progress(situation: &Situation<'_>, incentives: &[Incentive]) -> Vec<Progress> {
    let told = |(at, incentive): (usize, &Incentive)| {
        let here = incentive.placements.contains(&situation.policy.placement);
        (here && incentive.is_valid_at(situation.now))
            .then(|| of_one(situation, incentives, at, incentive))
            .flatten()
    };
    let mut all: Vec<Progress> = incentives.iter().enumerate().filter_map(told).collect();
    keep_one_discount(incentives, &mut all);
    let mut nearest: Vec<usize> = (0..all.len()).filter(|&at| !all[at].is_reached()).collect();
    nearest.sort_by_key(|&at| (all[at].missing_minor, at));
    for at in nearest {
        let found = fillers_of(situation, &incentives[all[at].incentive], &all[at]);
        if !found.is_empty() {
            all[at].fillers = found;
            break;
        }
    }
    all
}

fn of_one(
    situation: &Situation<'_>,
    incentives: &[Incentive],
    at: usize,
    incentive: &Incentive,
) -> Option<Progress> {
    let Situation { models, live, .. } = situation;
    // Whoever buys a service earns its points: what an order is worth counts them.
    let counts_services = incentive.counts_services || incentive.kind == Kind::Points;
    let catalogue = &models.catalogue;
    let worth = Worth::of(
        catalogue,
        live,
        situation.cart,
        incentive.currency,
        counts_services,
    );
    if worth.value_minor <= 0 {
        return None;
    }
    let missing_minor = incentive.threshold_minor.saturating_sub(worth.value_minor).max(0);
    let off_minor = incentive.off_minor(
        worth.value_minor.saturating_add(missing_minor),
        worth.full_price_minor.saturating_add(missing_minor),
    );
    let cost_minor = incentive.cost_minor(models, live, off_minor);
    let points = match incentive.kind {
        Kind::Points if incentive.points_per_unit > 0 => points_for(
            incentives.iter(),
            worth.value_minor,
            incentive.currency,
            situation.now,
        ),
        _ => 0,
    };
    let gives = match incentive.kind {
        Kind::FreeShipping => true,
        Kind::ThresholdDiscount => off_minor > 0,
        Kind::Gift => incentive.gift.is_some_and(|gift| can_be_given(situation, gift)),
        Kind::Points => points > 0,
        Kind::Coupon => false,
    };
    (gives && incentive.is_borne(&worth, off_minor, cost_minor)).then_some(Progress {
        incentive: at,
        value_minor: worth.value_minor,
        missing_minor,
        off_minor,
        points,
        fillers: Vec::new(),
    })
}

fn can_be_given(situation: &Situation<'_>, gift: ProductIndex) -> bool {
    let (live, catalogue) = (situation.live, &situation.models.catalogue);
    live.is_active(catalogue, gift) && live.stock(catalogue, gift).is_sellable()
}

/// Points for an amount: for every whole unit of the currency as many as the most generous incentive says, times the
/// largest multiplier that holds now.
pub fn points_for<'a>(
    incentives: impl Iterator<Item = &'a Incentive> + Clone,
    value_minor: i64,
    currency: Currency,
    now: Timestamp,
) -> u64 {
    let valid = || {
        incentives.clone().filter(move |incentive| {
            incentive.kind == Kind::Points && incentive.currency == currency && incentive.is_valid_at(now)
        })
    };
    let per_unit = valid().map(|incentive| incentive.points_per_unit).max();
    let times = valid().map(|incentive| incentive.multiplier.max(1)).max();
    let units = value_minor.clamp(0, MONEY_MINOR_MAX) / currency.minor_per_major();
    let points =
        i128::from(units) * i128::from(per_unit.unwrap_or_default()) * i128::from(times.unwrap_or(1));
    u64::try_from(points).unwrap_or(u64::MAX).min(POINTS_MAX)
}

/// Most points that one amount brings: every sum of them stays exact.
pub const POINTS_MAX: u64 = 1_000_000_000_000;

fn keep_one_discount(incentives: &[Incentive], all: &mut Vec<Progress>) {
    let alone = |progress: &Progress| {
        let incentive = &incentives[progress.incentive];
        incentive.kind == Kind::ThresholdDiscount && !incentive.stackable
    };
    let alone_and =
        |reached: bool| move |progress: &&Progress| alone(progress) && progress.is_reached() == reached;
    let largest = all
        .iter()
        .filter(alone_and(true))
        .max_by_key(|progress| (progress.off_minor, std::cmp::Reverse(progress.incentive)))
        .map(|progress| (progress.incentive, progress.off_minor));
    let more = |progress: &&Progress| largest.is_none_or(|(_, off)| progress.off_minor > off);
    let nearest = all
        .iter()
        .filter(alone_and(false))
        .filter(more)
        .min_by_key(|progress| (progress.missing_minor, progress.incentive))
        .map(|progress| progress.incentive);
    let kept = [largest.map(|(at, _)| at), nearest];
    all.retain(|progress| !alone(progress) || kept.contains(&Some(progress.incentive)));
}

/// The alternatives that fill a gap.
fn fillers_of(
    situation: &Situation<'_>,
    incentive: &Incentive,
    progress: &Progress,
) -> Vec<Vec<ProductIndex>> {
    let Situation { models, live, .. } = *situation;
    let catalogue = &models.catalogue;
    let filler = |candidate: &Traced| filler(situation, incentive, candidate);
    let fillers: Vec<Filler> = situation.candidates.iter().filter_map(filler).collect();
    let gap = fillers::Gap {
        missing_minor: progress.missing_minor,
        threshold_minor: incentive.threshold_minor,
        subsidy_minor: incentive.cost_minor(models, live, progress.off_minor),
    };
    fillers::alternatives(&fillers, gap, |a, b| catalogue.same_need(a, b))
}

/// A candidate that may fill a gap: one that could have been offered, is sent like the rest of the order and seldom
/// comes back.
fn filler(situation: &Situation<'_>, incentive: &Incentive, candidate: &Traced) -> Option<Filler> {
    let Situation {
        models, live, policy, ..
    } = *situation;
    let (catalogue, signals, product) = (&models.catalogue, &models.signals, candidate.product);
    // What would stand in place of something in the cart adds nothing to it.
    let offerable = candidate.intent != Intent::Upsell
        && !matches!(candidate.outcome, Outcome::Dropped(_) | Outcome::BelowMinimum);
    let is_good = catalogue.kind(product) == ProductKind::Good || incentive.counts_services;
    let price = live.price(catalogue, product)?;
    let return_rate = signals.return_rate.rate(product);
    let fits = offerable
        && candidate.score >= policy.score_min
        && is_good
        && price.currency == incentive.currency
        && return_rate <= RETURN_RATE_MAX;
    // Where no cost is known at all the price stands in: then the likeliest sale is the best one.
    let rate = signals.margin.rate(product).or(signals.margin.typical_rate());
    let gain_minor = price.minor as f64 * f64::from(rate.unwrap_or(1.0) * (1.0 - return_rate));
    fits.then_some(Filler {
        product,
        price_minor: price.minor,
        likelihood: f64::from(candidate.score),
        gain_minor,
    })
}

/// What comes back more often than this fills no gap: it would be ordered to be sent back.
const RETURN_RATE_MAX: f32 = 0.25;
