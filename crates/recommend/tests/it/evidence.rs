//! Every number in a reason is counted again from the orders themselves.

use std::collections::BTreeSet;

use recommend::{Evidence, ProductIndex, Value};
use shop::{Day, ProductKind};

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
        Evidence::Need => {
            let need = asked.need.as_ref().expect("nobody said to need anything");
            assert!(need.products.iter().any(|(needed, _)| *needed == product));
        }
        Evidence::ForYou => assert!(asked.customer.is_some()),
        Evidence::BuyAgain {
            times,
            days_since,
            gap_days,
        } => check_buy_again(shop, asked, product, (times, days_since, gap_days)),
        other => check_beside_chosen(shop, asked, product, other),
    }
}

/// Counts the customer's own days again, and asks the signal for the gap, which has tests of its own.
fn check_buy_again(
    shop: &Shop,
    asked: &Asked,
    product: ProductIndex,
    (times, days_since, gap_days): (u32, u32, u32),
) {
    let own = shop
        .orders
        .iter()
        .filter(|order| order.buyer.is_some() && order.buyer == asked.customer);
    let days: BTreeSet<Day> = own
        .filter(|order| order.products.contains(&product))
        .map(|order| order.day)
        .collect();
    let last = days.last().unwrap();
    assert_eq!(
        (times, days_since as i32),
        (days.len() as u32, shop.today.0 - last.0)
    );
    let gap = shop.signals.repurchase_time.gap_days(product).unwrap();
    assert!((gap - gap_days as f32).abs() <= 0.5, "{gap} is not {gap_days}");
}

/// The same for reasons that lie in a product of the page, the cart or an earlier order.
fn check_beside_chosen(shop: &Shop, asked: &Asked, product: ProductIndex, evidence: Evidence) {
    match evidence {
        Evidence::StepUp {
            from,
            attributes_better,
        } => check_step_up(shop, asked, product, (from, attributes_better)),
        Evidence::Bundle {
            with,
            orders_together,
        } => {
            let both = shop
                .orders
                .iter()
                .filter(|order| order.products.contains(&product) && order.products.contains(&with));
            assert_eq!(orders_together, both.count() as u32);
            assert!(
                asked.seeds().contains(&with) && shop.catalogue.leaf(with) != shop.catalogue.leaf(product)
            );
        }
        Evidence::Fits { product: host } => {
            let bought = shop.signals.purchases.of(asked.customer).holds(host);
            assert!(asked.seeds().contains(&host) || bought);
            assert!(shop.catalogue.fits(product, host));
        }
        Evidence::Covers { product: host } => {
            assert!(asked.seeds().contains(&host) && shop.catalogue.may_go_with(product, host));
            assert_ne!(shop.catalogue.kind(product), ProductKind::Good);
        }
        Evidence::ReviewMention { with, review } => {
            let review = shop.catalogue.reviews().get(review).unwrap();
            let other = if review.product == with { product } else { with };
            assert!(review.product == with || review.product == product);
            let names = |(_, title): (&str, &str)| review.text.contains(title);
            assert!(asked.seeds().contains(&with) && shop.catalogue.titles(other).any(names));
        }
        Evidence::Rule {
            with,
            orders_together,
            orders_with,
        } => {
            let all = |products: &[ProductIndex]| {
                let holds =
                    |order: &&crate::shop::PastOrder| products.iter().all(|it| order.products.contains(it));
                shop.orders.iter().filter(holds).count() as u32
            };
            assert_eq!(
                (orders_together, orders_with),
                (all(&[with[0], with[1], product]), all(&with))
            );
        }
        Evidence::CompletesCart { with } => {
            let sold = |product| shop.orders.iter().any(|order| order.products.contains(&product));
            assert!(asked.seeds().contains(&with) && sold(with) && sold(product));
        }
        Evidence::Similar { to } => {
            let same_need = shop.catalogue.same_need(product, to);
            assert!(same_need && to != product && chosen(shop, asked).contains(&to));
        }
        Evidence::NewLaunch { days_since, like } => {
            assert!(chosen(shop, asked).contains(&like) && days_since <= 60);
            let launched = shop.catalogue.launched_day(product);
            assert_eq!(launched, Some(shop.today.0 - days_since as i32));
        }
        Evidence::ViewedNext { after } => assert!(share_a_visit(shop, after, product)),
        other => check_by_likeness(shop, asked, product, other),
    }
}

/// The same for reasons that lie in what titles are like.
fn check_by_likeness(shop: &Shop, asked: &Asked, product: ProductIndex, evidence: Evidence) {
    match evidence {
        Evidence::AlikeTogether {
            with,
            alike,
            orders_together,
        } => check_alike(shop, asked, product, (with, alike, orders_together)),
        Evidence::NamedAlike { with } => {
            assert!(asked.seeds().contains(&with) && !shop.catalogue.same_need(product, with));
            assert!(shop.signals.content.between(product, with) > 0.0);
        }
        other => panic!("nothing counts {other:?} again yet"),
    }
}

/// Counts the orders that hold the one of the two that `alike` is not like, together with `alike`.
fn check_alike(
    shop: &Shop,
    asked: &Asked,
    product: ProductIndex,
    (with, alike, orders_together): (ProductIndex, ProductIndex, u32),
) {
    let content = &shop.signals.content;
    assert!(asked.seeds().contains(&with));
    // Two of one need only where two of that need were bought together.
    let same_need = |a, b| shop.catalogue.same_need(a, b);
    assert!(!same_need(product, with) || (same_need(alike, with) && same_need(alike, product)));
    let stands_for = |one, other| {
        let both =
            |order: &&crate::shop::PastOrder| [alike, other].iter().all(|it| order.products.contains(it));
        shop.catalogue.same_need(one, alike)
            && content.between(one, alike) > 0.0
            && shop.orders.iter().filter(both).count() as u32 == orders_together
    };
    assert!(orders_together >= 2 && (stands_for(with, product) || stands_for(product, with)));
}

/// Counts in how many attributes the dearer one is better, the way that of pairs of models of the leaf the dearer ones
/// mostly go.
fn check_step_up(shop: &Shop, asked: &Asked, to: ProductIndex, (from, better): (ProductIndex, u32)) {
    let catalogue = &shop.catalogue;
    let price = |product| catalogue.price_minor(product).unwrap();
    assert!(asked.seeds().contains(&from) && catalogue.leaf(from) == catalogue.leaf(to));
    assert!(price(to) > price(from) && price(to) * 10 <= price(from) * 14);
    let amount = |product, name| match catalogue.attributes().value(product, name) {
        Some(Value::Number(number)) => Some(number),
        Some(Value::Flag(flag)) => Some(f32::from(u8::from(flag))),
        Some(Value::Text(_)) => None,
        None => Some(0.0),
    };
    let of_leaf = (0..catalogue.len() as ProductIndex)
        .filter(|&product| catalogue.leaf(product) == catalogue.leaf(from));
    let models: Vec<ProductIndex> = of_leaf.collect();
    let count = |name: u32| {
        let (own, other) = (amount(from, name)?, amount(to, name)?);
        let agrees = |a: &ProductIndex, b: &ProductIndex| {
            let rise = amount(*b, name).unwrap_or(0.0) - amount(*a, name).unwrap_or(0.0);
            i32::from(price(*b) > price(*a)) * if rise > 0.0 { 1 } else { -i32::from(rise < 0.0) }
        };
        let up: i32 = models
            .iter()
            .flat_map(|a| models.iter().map(move |b| agrees(a, b)))
            .sum();
        let change = (other - own) * up as f32;
        Some(change)
    };
    let changes: Vec<f32> = (0..catalogue.attributes().name_count() as u32)
        .filter_map(count)
        .collect();
    let counted = changes.iter().filter(|change| **change > 0.0).count() as u32;
    assert!(
        better <= counted,
        "{better} attributes are better, but only {counted} could be"
    );
}

/// What the customer has in the cart or on the page, looked at and bought.
fn chosen(shop: &Shop, asked: &Asked) -> Vec<ProductIndex> {
    let mut products: Vec<ProductIndex> = asked.cart.iter().map(|line| line.product).collect();
    products.extend(asked.product);
    products.extend(&asked.recently_viewed);
    products.extend(shop.signals.purchases.of(asked.customer).products);
    products
}

/// Whether some visit holds both.
fn share_a_visit(shop: &Shop, one: ProductIndex, other: ProductIndex) -> bool {
    let holds = |session: &PastSession, product| session.steps.iter().any(|step| step.product == product);
    let mut sessions = shop.sessions.iter();
    sessions.any(|session| holds(session, one) && holds(session, other))
}
