//! Every number in a reason is counted again from the orders themselves.

use recommend::{Evidence, ProductIndex};
use shop::Day;

use crate::shop::{Asked, PastSession, Shop};

/// Counts again what the evidence claims.
pub fn check_evidence(shop: &Shop, asked: &Asked, product: ProductIndex, evidence: Evidence) {
    let holding = |product, from: Day| {
        shop.orders
            .iter()
            .filter(|order| order.day >= from && order.products.contains(&product))
            .count() as u32
    };
    let last = shop
        .orders
        .iter()
        .map(|order| order.day)
        .max()
        .unwrap_or_default();
    let since = |window_days: u32| Day(last.0 - window_days as i32 + 1);
    match evidence {
        Evidence::BoughtTogether {
            with,
            orders_together,
            orders_with,
            ..
        } => {
            let both = shop
                .orders
                .iter()
                .filter(|order| order.products.contains(&product) && order.products.contains(&with));
            assert_eq!(
                (orders_together, orders_with),
                (both.count() as u32, holding(with, Day(0)))
            );
        }
        Evidence::Popular { orders, window_days } => assert_eq!(orders, holding(product, since(window_days))),
        Evidence::Trending {
            orders,
            window_days,
            orders_expected,
        } => {
            assert_eq!(orders, holding(product, since(window_days)));
            assert!(orders > orders_expected);
        }
        Evidence::RecentlyViewed { views_ago } => {
            assert_eq!(asked.recently_viewed[views_ago as usize - 1], product)
        }
        Evidence::MerchantLink { with, kind } => {
            assert!(shop.catalogue.links(with).any(|link| link == (product, kind)))
        }
        Evidence::ViewedNext { after } => {
            let holds =
                |session: &PastSession, product| session.steps.iter().any(|step| step.product == product);
            let mut sessions = shop.sessions.iter();
            assert!(sessions.any(|session| holds(session, after) && holds(session, product)));
        }
        other => panic!("nothing counts {other:?} again yet"),
    }
}
