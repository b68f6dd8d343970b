//! The recommenders: a file each, and this list. Adding one is a file and its two lines here.

use crate::{AnyRecommender, Erased, RecommenderIndex};

pub mod accessories;
pub mod association_rules;
pub mod basket_model;
pub mod bundles;
pub mod buy_again;
pub mod co_purchase;
pub mod kindred;
pub mod merchant_links;
pub mod needs;
pub mod new_launches;
pub mod personalized;
pub mod popular;
pub mod recently_viewed;
pub mod review_pairs;
pub mod services;
pub mod session_knn;
pub mod similar;
pub mod trending;
pub mod upsell;

/// Every recommender. Their order is part of the snapshot and decision-log formats: append, never reorder.
pub static ALL: &[&dyn AnyRecommender] = &[
    &Erased::<co_purchase::CoPurchase>::NEW,
    &Erased::<popular::Popular>::NEW,
    &Erased::<trending::Trending>::NEW,
    &Erased::<recently_viewed::RecentlyViewed>::NEW,
    &Erased::<merchant_links::MerchantLinks>::NEW,
    &Erased::<upsell::Upsell>::NEW,
    &Erased::<bundles::Bundles>::NEW,
    &Erased::<accessories::Accessories>::NEW,
    &Erased::<services::Services>::NEW,
    &Erased::<review_pairs::ReviewPairs>::NEW,
    &Erased::<association_rules::AssociationRules>::NEW,
    &Erased::<basket_model::BasketModel>::NEW,
    &Erased::<personalized::Personalized>::NEW,
    &Erased::<buy_again::BuyAgain>::NEW,
    &Erased::<similar::Similar>::NEW,
    &Erased::<new_launches::NewLaunches>::NEW,
    &Erased::<session_knn::SessionKnn>::NEW,
    &Erased::<kindred::Kindred>::NEW,
    &Erased::<needs::Needs>::NEW,
];

/// The position of the recommender with this id.
pub fn index(id: &str) -> Option<RecommenderIndex> {
    ALL.iter()
        .position(|recommender| recommender.id() == id)
        .map(|index| index as RecommenderIndex)
}

/// The id of the recommender at this position.
pub fn id(index: RecommenderIndex) -> &'static str {
    ALL.get(usize::from(index))
        .map_or("unknown", |recommender| recommender.id())
}
