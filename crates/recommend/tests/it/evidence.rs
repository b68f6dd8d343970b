//! Every number in a reason is counted again from the orders themselves.

use recommend::{Evidence, ProductIndex};
use shop::Day;

use crate::shop::{Asked, Shop};

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
        Evidence::Similar { to } => {
            assert!(chosen(shop, asked).contains(&to) && to != product);
            assert!(shop.catalogue.same_need(product, to));
        }
        Evidence::NewLaunch { days_since, like } => {
            assert!(chosen(shop, asked).contains(&like));
            let launched = shop.catalogue.launched_day(product).unwrap();
            assert_eq!(shop.today.0 - launched, days_since as i32);
            assert!(days_since <= 60);
        }
        other => panic!("nothing counts {other:?} again yet"),
    }
}

/// What the customer has in the cart or on the page, looked at and bought.
fn chosen(shop: &Shop, asked: &Asked) -> Vec<ProductIndex> {
    let mut products: Vec<ProductIndex> = asked.cart.iter().map(|line| line.product).collect();
    products.extend(asked.product);
    products.extend(&asked.recently_viewed);
    products.extend(shop.signals.purchases.of(asked.customer).products);
    products
}
