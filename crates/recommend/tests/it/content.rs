//! What is found of products with little or no history: alternatives by visits and titles, launches by likeness.

use recommend::{AnyModel, CatalogueSource, ProductIndex};
use shop::{Day, ProductId};
use testkit::{
    Fixture, day, planted,
    simulator::{Settings, Truth, simulate},
};

use crate::shop::{Asked, PastOrder, Shop, beside, built, first, line, shop};

fn found<'a>(shop: &'a Shop, model: &'a dyn AnyModel) -> impl Fn(&ProductId) -> Vec<ProductId> + Copy + 'a {
    move |id| {
        let found = beside("similar", shop, model, shop.index(id), 10);
        found.into_iter().map(|product| shop.id(product)).collect()
    }
}

/// The share of the planted complements of other categories that are called alternatives.
fn complements_share(shop: &Shop, truth: &Truth, ask: impl Fn(&ProductId) -> Vec<ProductId> + Copy) -> f64 {
    let leaf = |id: &ProductId| shop.catalogue.leaf(shop.index(id));
    let mut truth = truth.clone();
    truth
        .complements
        .retain(|pair| leaf(&pair.product) != leaf(&pair.companion));
    assert!(truth.complements.len() > 100);
    planted::complements_found(&truth, 0.0, 10, ask).share()
}

#[test]
fn planted_substitutes_are_alternatives_and_complements_are_not() {
    let shop = shop(12_000);
    let truth = simulate(&Settings::default()).truth;
    let model = built("similar", &shop);
    let ask = found(&shop, &*model);
    let share = planted::substitutes_share(&truth, 10, ask);
    assert!(share >= 0.9, "found {share:.3} of the planted substitutes");
    let complements = complements_share(&shop, &truth, ask);
    assert!(
        complements < 0.02,
        "{complements:.3} of the complements are called alternatives"
    );
}

#[test]
fn a_shop_that_sold_nothing_yet_has_alternatives_by_title() {
    let sold = shop(500);
    let truth = simulate(&Settings::default()).truth;
    let fresh = Shop::without_history(sold.catalogue, sold.today);
    let model = built("similar", &fresh);
    let share = planted::substitutes_share(&truth, 10, found(&fresh, &*model));
    assert!(share >= 0.8, "found {share:.3} of the planted substitutes");
}

#[test]
fn without_a_page_the_product_seen_last_says_more_than_the_cart() {
    let shop = shop(3_000);
    let model = built("similar", &shop);
    let alone = |asked: &Asked| first("similar", &shop, &*model, asked, 1);
    let with_leaf = |leaf| {
        let mut products = 0..shop.catalogue.len() as ProductIndex;
        products
            .find(|&product| shop.catalogue.leaf(product) == Some(leaf))
            .unwrap()
    };
    let (seen, in_cart) = (with_leaf(0), with_leaf(9));
    let asked = Asked {
        cart: vec![line(in_cart)],
        recently_viewed: vec![seen],
        ..Asked::default()
    };
    let best = alone(&asked)[0];
    assert_eq!(shop.catalogue.leaf(best), Some(0));
}

const LAUNCHES: &str = "
    product lens-50 \"Nikkor lens 50 mm\" Cameras>Lenses 400 launched=2024-01-01
    product lens-85 \"Nikkor lens 85 mm\" Cameras>Lenses 500 launched=2026-01-20
    product lens-old \"Nikkor lens 35 mm\" Cameras>Lenses 300 launched=2025-11-01
    product lens-known \"Nikkor lens 24 mm\" Cameras>Lenses 300 launched=2026-01-10
    product hood \"Rubber hood\" Cameras>Lenses 20 launched=2026-01-25
    product chair \"Garden chair\" Garden>Chairs 30 launched=2026-01-15
    repeat 25 order o{n} 2026-01-30 c{n} lens-known";

fn launching() -> Shop {
    let fixture = Fixture::parse(LAUNCHES);
    let mut source = CatalogueSource::default();
    for product in &fixture.products {
        source.push(product, false);
    }
    let mut shop = Shop::without_history(source.finish(), day("2026-01-31").unwrap());
    shop.orders = fixture
        .orders
        .iter()
        .map(|order| PastOrder {
            day: order.placed_at.day(),
            buyer: None,
            products: order
                .products()
                .map(|id| shop.catalogue.index(id.as_str()).unwrap())
                .collect(),
        })
        .collect();
    let history = recommend::History::count(&crate::shop::partitions(&shop, 1)[0]);
    shop.signals = recommend::Signals::learn(&history, &shop.catalogue, &shop.params);
    shop
}

fn launches(shop: &Shop, asked: &Asked) -> Vec<String> {
    let model = built("new_launches", shop);
    let found = first("new_launches", shop, &*model, asked, 10);
    found
        .into_iter()
        .map(|product| shop.catalogue.id(product).to_owned())
        .collect()
}

#[test]
fn launches_go_to_those_who_chose_something_like_them() {
    let shop = launching();
    let index = |id| shop.catalogue.index(id).unwrap();
    let cart = Asked {
        cart: vec![line(index("lens-50"))],
        ..Asked::default()
    };
    // Not the one of last November, nor the one that sells already.
    assert_eq!(launches(&shop, &cart), ["lens-85", "hood"]);
    let viewed = Asked {
        recently_viewed: vec![index("lens-old")],
        ..Asked::default()
    };
    assert_eq!(launches(&shop, &viewed)[0], "lens-85");
    let elsewhere = Asked {
        product: Some(index("chair")),
        ..Asked::default()
    };
    assert_eq!(launches(&shop, &elsewhere), Vec::<String>::new());
}

#[test]
fn an_old_model_proposes_nothing_that_is_no_longer_new() {
    let mut shop = launching();
    let seed = shop.catalogue.index("lens-50").unwrap();
    let model = built("new_launches", &shop);
    for (days_later, expect) in [(0, 2), (49, 2), (50, 1), (55, 0), (400, 0), (-20, 0)] {
        shop.today = Day(day("2026-01-31").unwrap().0 + days_later);
        let found = beside("new_launches", &shop, &*model, seed, 10);
        assert_eq!(found.len(), expect, "{days_later} days later");
    }
}
