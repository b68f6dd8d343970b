//! A policy: which recommenders, filters and slots a placement has. Policies are data; these are their defaults.

use std::borrow::Cow;

use recommend::{RecommenderIndex, counting::significance::SMALL_SHOP_ORDERS, recommenders};
use shop::Placement;

use crate::{Intent, Objective, filters};

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
}

/// Why a policy cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyError {
    /// No recommender has this id.
    UnknownRecommender(String),
    /// No filter has this id.
    UnknownFilter(String),
    /// No objective has this id.
    UnknownObjective(String),
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
            Self::OutOfRange(field, _) => field,
        }
    }
}

/// The recommenders that serve each intent. Beside a product, what is merely popular or rising is not asked for: it has
/// nothing to do with what the customer chose; and what was bought before is never mixed into what goes with it.
fn recommenders_of(intent: Intent) -> Vec<(RecommenderIndex, f32)> {
    let ids: &[&str] = match intent {
        Intent::Complement => &[
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

/// Most offers a policy may show.
const SLOTS_MAX: usize = 24;

impl Policy {
    /// The built-in policy of a placement.
    pub fn default_for(placement: Placement) -> Self {
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
            ..Self::default_for(Placement::Cart)
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
        match checks.iter().find(|(fine, _, _)| !fine) {
            Some((_, field, range)) => Err(PolicyError::OutOfRange(field, range)),
            None => Ok(()),
        }
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
            let expect = if policy.intent == Intent::Complement { 8 } else { 7 };
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
