//! The recommenders: a file each, and this list. Adding one is a file and its two lines here.

use crate::{AnyRecommender, Erased, RecommenderIndex};

pub mod co_purchase;
pub mod merchant_links;
pub mod popular;
pub mod recently_viewed;
pub mod session_knn;
pub mod trending;

/// Every recommender. Their order is part of the snapshot and decision-log formats: append, never reorder.
pub static ALL: &[&dyn AnyRecommender] = &[
    &Erased::<co_purchase::CoPurchase>::NEW,
    &Erased::<popular::Popular>::NEW,
    &Erased::<trending::Trending>::NEW,
    &Erased::<recently_viewed::RecentlyViewed>::NEW,
    &Erased::<merchant_links::MerchantLinks>::NEW,
    &Erased::<session_knn::SessionKnn>::NEW,
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
