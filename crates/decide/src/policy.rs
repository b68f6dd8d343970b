//! A policy: which recommenders, filters and slots a placement has. Policies are data; these are their defaults.

use std::borrow::Cow;

use recommend::{RecommenderIndex, counting::significance::SMALL_SHOP_ORDERS, recommenders};
use shop::Placement;

use crate::{
    Intent, Objective, Request, SeenOffer, Tone,
    explore::PERCENT_MAX,
    filters,
    seen::{is_within, is_within_hours},
};

/// What steers the decisions of one placement.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// The placement.
    pub placement: Placement,
    /// Counts the edits; 0 is the built-in default.
    pub version: u32,
    /// What its slots are for; chooses the ranker.
    pub intent: Intent,
    /// Recommenders and their weights, by position in [`recommenders::ALL`]; asked in this order.
    pub recommenders: Vec<(RecommenderIndex, f32)>,
    /// Recommenders asked only where the others leave slots empty, ordered by what serves a customer about whom nothing
    /// else is known.
    pub fallback: Vec<(RecommenderIndex, f32)>,
    /// What the order of the offers is to bring.
    pub objective: Objective,
    /// Which true side of an offer its words show first.
    pub tone: Tone,
    /// Filters left out, by id.
    pub filters_off: Vec<String>,
    /// Most offers shown.
    pub slots: usize,
    /// Further offers kept ready, should a shown one sell out.
    pub reserve: usize,
    /// Most offers of one leaf category.
    pub per_leaf_max: usize,
    /// An offer costs at most this much of what the cart or the page's product costs, in per cent; none: any price.
    pub price_cap_percent: Option<u32>,
    /// Offers less likely to be taken than this are not shown: nothing is better than something unfitting.
    pub score_min: f32,
    /// How much a pair counts that chance may explain, from 0 to 1.
    pub unproven_weight: f32,
    /// Caps of whole categories that replace the general one: category path and per cent.
    pub price_caps: Vec<(String, u32)>,
    /// Offers from which less is to be expected than this are not shown: likelihood times what one unit earns, or costs
    /// where that is not known, in minor units.
    pub value_min_minor: Option<i64>,
    /// When enough is enough.
    pub caps: Caps,
    /// Of so many of the answers, in per cent, the last slot is filled by a draw to learn from; 0: never.
    pub explore_percent: u8,
    /// Which rankers order the offers.
    pub rankers: RankerChoice,
    /// Whether incentives are told of beside the offers.
    pub incentives: bool,
    /// Further units of the same page, each a policy without further units of its own. What one unit offers no later
    /// one repeats.
    pub also: Vec<Self>,
}

/// Which rankers order the offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RankerChoice {
    /// Those in force.
    #[default]
    InForce,
    /// Those on trial, where some are; else those in force.
    Challenger,
}

impl RankerChoice {
    /// Both.
    pub const ALL: [Self; 2] = [Self::InForce, Self::Challenger];

    /// Public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Challenger => "challenger",
        }
    }

    /// The choice with this public id.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == word)
    }
}

/// When a visitor has seen enough; 0 switches a cap off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caps {
    /// A product is shown so many times a day to one visitor.
    pub product_per_day: u16,
    /// A product that was shown so many times within a month and never taken is not shown any more.
    pub ignored_max: u16,
    /// So many offers a day are shown to one visitor at this placement.
    pub offers_per_day: u16,
    /// What was declined is not shown for so many days.
    pub dismissed_days: u32,
    /// What was bought and is not bought again and again is not shown for so many days.
    pub bought_days: u32,
    /// For so many offers declined within a week, wherever, a page has one place less.
    pub fewer_after: u16,
    /// After so many answers in a row of which nothing was taken this placement stays quiet.
    pub quiet_after: u16,
    /// For so many hours.
    pub quiet_hours: u32,
}

impl Default for Caps {
    fn default() -> Self {
        Self {
            product_per_day: 3,
            ignored_max: 7,
            offers_per_day: 0,
            dismissed_days: 90,
            bought_days: 180,
            fewer_after: 2,
            quiet_after: 5,
            quiet_hours: 24,
        }
    }
}

/// What was declined within so many days takes places away.
const DECLINED_DAYS: u32 = 7;
/// A page has at most so many units.
pub const UNITS_MAX: usize = 3;
/// An upsell costs at most this, in per cent of what it replaces: people rarely pay over a quarter more than planned.
const UPSELL_CAP_PERCENT: u32 = 125;

/// Why a policy cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyError {
    /// No recommender has this id.
    UnknownRecommender(String),
    /// No filter has this id.
    UnknownFilter(String),
    /// No objective has this id.
    UnknownObjective(String),
    /// No tone has this id.
    UnknownTone(String),
    /// No intent has this id.
    UnknownIntent(String),
    /// No choice of rankers has this id.
    UnknownRankers(String),
    /// A variant cannot be used: its name and why.
    Variant(String, String),
    /// A number is outside its range: the field and the range.
    OutOfRange(&'static str, &'static str),
}

impl std::fmt::Display for PolicyError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let known = |ids: Vec<&str>| ids.join(", ");
        match self {
            Self::UnknownRecommender(id) => {
                let all = known(
                    recommenders::ALL
                        .iter()
                        .map(|recommender| recommender.id())
                        .collect(),
                );
                write!(formatter, "there is no recommender '{id}'; use one of: {all}")
            }
            Self::UnknownFilter(id) => {
                let all = known(filters::ALL.iter().map(|filter| filter.id).collect());
                write!(formatter, "there is no filter '{id}'; use one of: {all}")
            }
            Self::UnknownObjective(id) => {
                let all = known(Objective::ALL.map(Objective::as_str).to_vec());
                write!(formatter, "there is no objective '{id}'; use one of: {all}")
            }
            Self::UnknownTone(id) => {
                let all = known(Tone::ALL.map(Tone::as_str).to_vec());
                write!(formatter, "there is no tone '{id}'; use one of: {all}")
            }
            Self::UnknownIntent(id) => {
                let all = known(Intent::ALL.map(Intent::as_str).to_vec());
                write!(formatter, "there is no intent '{id}'; use one of: {all}")
            }
            Self::UnknownRankers(id) => {
                let all = known(RankerChoice::ALL.map(RankerChoice::as_str).to_vec());
                write!(formatter, "there are no rankers '{id}'; use one of: {all}")
            }
            Self::Variant(name, reason) => write!(formatter, "the variant '{name}' cannot be used: {reason}"),
            Self::OutOfRange(field, range) => write!(formatter, "'{field}' must be {range}"),
        }
    }
}

impl std::error::Error for PolicyError {}

impl PolicyError {
    /// The field it is about.
    pub fn field(&self) -> &'static str {
        match self {
            Self::UnknownRecommender(_) => "recommenders",
            Self::UnknownFilter(_) => "filters_off",
            Self::UnknownObjective(_) => "objective",
            Self::UnknownTone(_) => "tone",
            Self::UnknownIntent(_) => "also",
            Self::UnknownRankers(_) => "rankers",
            Self::Variant(..) => "variants",
            Self::OutOfRange(field, _) => field,
        }
    }
}

/// The recommenders that serve each intent. Beside a product, what is merely popular or rising is not asked for: it has
/// nothing to do with what the customer chose; and what was bought before is never mixed into what goes with it.
fn recommenders_of(intent: Intent) -> Vec<(RecommenderIndex, f32)> {
    let ids: &[&str] = match intent {
        Intent::Complement => &[
            "needs",
            "merchant_links",
            "co_purchase",
            "basket_model",
            "association_rules",
            "accessories",
            "services",
            "review_pairs",
            "kindred",
        ],
        Intent::Upsell => &["upsell", "similar"],
        Intent::BuyAgain => &["buy_again"],
        Intent::Discovery => &[
            "needs",
            "recently_viewed",
            "session_knn",
            "personalized",
            "new_launches",
            "co_purchase",
            "trending",
            "popular",
        ],
    };
    let index = |id: &&str| recommenders::index(id).map(|index| (index, 1.0));
    ids.iter().filter_map(index).collect()
}

/// Offers of one leaf category where the customer asked for it.
const NEEDED_PER_LEAF: usize = 3;
/// Most offers a policy may show.
const SLOTS_MAX: usize = 24;

impl Policy {
    /// The built-in policy of a placement.
    pub fn default_for(placement: Placement) -> Self {
        let main = Self::main_unit(placement);
        let set = || Self {
            recommenders: recommenders::index("bundles")
                .map(|index| (index, 1.0))
                .into_iter()
                .collect(),
            ..main.unit(Intent::Complement, 1)
        };
        let also = match placement {
            Placement::ProductPage => vec![main.unit(Intent::Upsell, 2), set()],
            Placement::SalesDesk | Placement::Chat => vec![main.unit(Intent::Upsell, 1)],
            Placement::Home | Placement::Email => vec![main.unit(Intent::BuyAgain, 2)],
            _ => Vec::new(),
        };
        Self { also, ..main }
    }

    /// A further unit of the same page.
    pub fn unit(&self, intent: Intent, slots: usize) -> Self {
        Self {
            intent,
            recommenders: recommenders_of(intent),
            fallback: Vec::new(),
            slots,
            reserve: slots,
            per_leaf_max: slots.max(1),
            price_cap_percent: match intent {
                Intent::Upsell => Some(UPSELL_CAP_PERCENT),
                Intent::Complement => self.price_cap_percent,
                Intent::BuyAgain | Intent::Discovery => None,
            },
            also: Vec::new(),
            ..self.clone()
        }
    }

    /// Makes what is said of the whole page true of its further units.
    pub fn share(&mut self) {
        let page = Self {
            also: Vec::new(),
            ..self.clone()
        };
        for unit in &mut self.also {
            let own = std::mem::replace(unit, page.clone());
            *unit = Self {
                intent: own.intent,
                recommenders: own.recommenders,
                fallback: Vec::new(),
                slots: own.slots,
                reserve: own.reserve,
                per_leaf_max: own.per_leaf_max,
                price_cap_percent: own.price_cap_percent,
                ..page.clone()
            };
        }
    }

    /// This unit and the further ones of the page.
    pub fn units(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.also).take(UNITS_MAX)
    }

    fn main_unit(placement: Placement) -> Self {
        let (slots, price_cap_percent) = match placement {
            Placement::Home | Placement::CategoryPage | Placement::Email | Placement::PostPurchase => {
                (4, None)
            }
            Placement::ProductPage | Placement::Cart => (4, Some(100)),
            Placement::Checkout | Placement::Pos => (3, Some(50)),
            Placement::SalesDesk | Placement::Chat => (3, Some(100)),
        };
        let intent = Intent::of(placement);
        Self {
            placement,
            version: 0,
            intent,
            recommenders: recommenders_of(intent),
            fallback: Vec::new(),
            objective: Objective::default(),
            tone: Tone::default(),
            filters_off: Vec::new(),
            slots,
            reserve: slots,
            per_leaf_max: if placement == Placement::CategoryPage {
                slots
            } else {
                1
            },
            price_cap_percent,
            score_min: 0.01,
            unproven_weight: 0.5,
            price_caps: Vec::new(),
            value_min_minor: None,
            caps: Caps::default(),
            explore_percent: 0,
            rankers: RankerChoice::default(),
            incentives: true,
            also: Vec::new(),
        }
    }

    /// The policy for a shop with so many orders. Until there are enough of them to say what goes with what, the pages
    /// of a product and a category and the front page also ask for what is similar and what is new, after the others;
    /// and where nothing was sold at all, alternatives may fill the slots. A policy whose recommenders were chosen by
    /// hand stays as it is, and a cart is never answered with something instead of what it holds.
    pub(crate) fn for_orders(&self, orders: u64) -> Cow<'_, Self> {
        let pages = [Placement::ProductPage, Placement::CategoryPage, Placement::Home];
        let by_hand = || self.recommenders != recommenders_of(self.intent);
        if orders >= SMALL_SHOP_ORDERS || !pages.contains(&self.placement) || by_hand() {
            return Cow::Borrowed(self);
        }
        let mut policy = self.clone();
        for id in ["similar", "new_launches"] {
            let index = recommenders::index(id).into_iter();
            let missing = index.filter(|index| !self.recommenders.iter().any(|(known, _)| known == index));
            policy.recommenders.extend(missing.map(|index| (index, 1.0)));
        }
        if orders == 0 {
            policy.per_leaf_max = policy.slots.max(policy.per_leaf_max);
        }
        Cow::Owned(policy)
    }

    /// The policy for somebody who said what they need: there is a choice of it, where else one of a kind is enough.
    pub(crate) fn for_need(&self) -> Self {
        Self {
            per_leaf_max: self.per_leaf_max.max(NEEDED_PER_LEAF),
            ..self.clone()
        }
    }

    /// Whether the visitor has seen enough of this placement for now. Who says what they need is always answered.
    pub(crate) fn is_quiet(&self, request: &Request<'_>) -> bool {
        let (caps, now) = (&self.caps, request.query.now);
        let asked = request.query.need.is_some();
        let Some(seen) = request.seen.filter(|_| !asked) else {
            return false;
        };
        let full = caps.offers_per_day > 0 && seen.shown_here_today >= caps.offers_per_day;
        let ignored = caps.quiet_after > 0 && seen.ignored_in_a_row >= caps.quiet_after;
        full || ignored && is_within_hours(seen.ignored_at, now, caps.quiet_hours)
    }

    /// How many offers the page may hold: the fewer, the more the visitor declined of late, and at last none. Another
    /// product in the place of every one that was declined would be no answer to somebody who wants less of it.
    pub(crate) fn room(&self, request: &Request<'_>) -> Option<usize> {
        let asked = request.query.need.is_some();
        let Some(seen) = request.seen.filter(|_| self.caps.fewer_after > 0 && !asked) else {
            return request.limit;
        };
        let now = request.query.now;
        let is_of_late = |offer: &&SeenOffer| is_within(offer.dismissed_at, now, DECLINED_DAYS);
        let declined = seen.offers.iter().filter(is_of_late).count();
        let lost = declined / usize::from(self.caps.fewer_after);
        if lost == 0 {
            return request.limit;
        }
        let places: usize = self.units().map(|unit| unit.slots).sum();
        let left = places.saturating_sub(lost);
        Some(request.limit.map_or(left, |limit| limit.min(left)))
    }

    /// What is asked where this policy leaves slots empty; nothing where it names no fallback.
    pub(crate) fn of_fallback(&self) -> Option<Self> {
        (!self.fallback.is_empty()).then(|| Self {
            intent: Intent::Discovery,
            recommenders: self.fallback.clone(),
            fallback: Vec::new(),
            ..self.clone()
        })
    }

    /// A policy that asks every recommender that serves an intent, for evaluations.
    pub(crate) fn of_intent(intent: Intent) -> Self {
        Self {
            intent,
            recommenders: recommenders_of(intent),
            ..Self::main_unit(Placement::Cart)
        }
    }

    /// Checks every number and id.
    ///
    /// # Errors
    /// [`PolicyError`] naming the first that is wrong.
    pub fn validate(&self) -> Result<(), PolicyError> {
        let within = |value: f32, from: f32, to: f32| value.is_finite() && (from..=to).contains(&value);
        if let Some(id) = self
            .filters_off
            .iter()
            .find(|id| !filters::ALL.iter().any(|filter| filter.id == id.as_str()))
        {
            return Err(PolicyError::UnknownFilter(id.clone()));
        }
        let checks = [
            (
                self.also.len() < UNITS_MAX && self.also.iter().all(|unit| unit.also.is_empty()),
                "also",
                "at most two units, as a page has at most three",
            ),
            (
                self.price_caps.iter().all(|(_, cap)| (1..=10_000).contains(cap)),
                "price_caps",
                "per cent from 1 to 10000",
            ),
            (
                self.value_min_minor.is_none_or(|least| least >= 0),
                "value_min",
                "0 or more",
            ),
            (self.slots <= SLOTS_MAX, "slots", "from 0 to 24"),
            (self.reserve <= SLOTS_MAX, "reserve", "from 0 to 24"),
            (
                (1..=SLOTS_MAX).contains(&self.per_leaf_max),
                "per_leaf_max",
                "from 1 to 24",
            ),
            (
                self.price_cap_percent
                    .is_none_or(|cap| (1..=10_000).contains(&cap)),
                "price_cap_percent",
                "from 1 to 10000",
            ),
            (within(self.score_min, 0.0, 1.0), "score_min", "from 0 to 1"),
            (
                self.explore_percent <= PERCENT_MAX,
                "explore_percent",
                "from 0 to 20",
            ),
            (
                within(self.unproven_weight, 0.0, 1.0),
                "unproven_weight",
                "from 0 to 1",
            ),
            (
                self.recommenders
                    .iter()
                    .chain(&self.fallback)
                    .all(|(_, weight)| within(*weight, 0.0, 100.0)),
                "recommenders",
                "weights from 0 to 100",
            ),
        ];
        if let Some((_, field, range)) = checks.iter().find(|(fine, _, _)| !fine) {
            return Err(PolicyError::OutOfRange(field, range));
        }
        self.also.iter().try_for_each(Self::validate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_valid_and_names_all_its_recommenders() {
        for placement in Placement::ALL {
            let policy = Policy::default_for(placement);
            assert_eq!(policy.validate(), Ok(()), "{placement}");
            let expect = if policy.intent == Intent::Complement { 9 } else { 8 };
            assert_eq!(policy.recommenders.len(), expect, "{placement}");
        }
    }

    #[test]
    fn a_small_shops_pages_also_ask_for_what_is_similar_unless_told_otherwise() {
        let asked = |policy: &Policy, orders: u64, id: &str| {
            let index = recommenders::index(id);
            let policy = policy.for_orders(orders);
            policy.recommenders.iter().any(|(known, _)| Some(*known) == index)
        };
        let page = Policy::default_for(Placement::ProductPage);
        assert!(asked(&page, 0, "similar") && asked(&page, SMALL_SHOP_ORDERS - 1, "new_launches"));
        assert!(!asked(&page, SMALL_SHOP_ORDERS, "similar"));
        assert_eq!(page.for_orders(0).per_leaf_max, page.slots);
        assert_eq!(page.for_orders(1).per_leaf_max, page.per_leaf_max);
        let home = Policy::default_for(Placement::Home);
        let launches = recommenders::index("new_launches");
        let times = home
            .for_orders(0)
            .recommenders
            .iter()
            .filter(|(known, _)| Some(*known) == launches)
            .count();
        assert_eq!(times, 1);
        assert!(!asked(&Policy::default_for(Placement::Cart), 0, "similar"));
        let by_hand = Policy {
            recommenders: vec![(0, 1.0)],
            ..page
        };
        assert!(!asked(&by_hand, 0, "similar"));
    }

    #[test]
    fn wrong_numbers_are_named() {
        let mut policy = Policy::default_for(Placement::Cart);
        policy.score_min = f32::NAN;
        assert_eq!(
            policy.validate().unwrap_err().to_string(),
            "'score_min' must be from 0 to 1"
        );
        policy.score_min = 0.1;
        policy.filters_off = vec!["in_stok".into()];
        assert!(
            policy
                .validate()
                .unwrap_err()
                .to_string()
                .starts_with("there is no filter 'in_stok'; use one of: request_exclude, in_cart")
        );
    }
}
