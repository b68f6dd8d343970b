//! The price ladder: planted ladders are climbed, and what must not be a step is none.

use std::collections::HashSet;

use recommend::{FitTarget, ProductIndex};
use shop::Money;
use testkit::{
    planted,
    simulator::{Settings, SimulatedShop, simulate},
};

use crate::{
    shop::{Shop, beside, built, from_simulated},
    tiny::{check_beside, tiny},
};

/// The simulated shop, its ladders' prices drawn together so that each step costs `percent` of the one before.
fn with_steps_of(percent: i64) -> SimulatedShop {
    let mut simulated = simulate(&Settings::default());
    let ladders = simulated.truth.ladders.clone();
    for ladder in &ladders {
        let find = |id: &shop::ProductId| {
            simulated
                .products
                .iter()
                .position(|product| product.id == *id)
                .unwrap()
        };
        let places: Vec<usize> = ladder.iter().map(find).collect();
        let mut price = simulated.products[places[0]].price.unwrap();
        for place in places {
            let group = simulated.products[place].group.clone();
            for (at, product) in simulated.products.iter_mut().enumerate() {
                if at == place || (group.is_some() && product.group == group) {
                    product.price = Some(price);
                    product.unit_cost = Some(Money::new(price.minor * 7 / 10, price.currency));
                }
            }
            price = Money::new(price.minor * percent / 100, price.currency);
        }
    }
    simulated
}

fn price(shop: &Shop, product: ProductIndex) -> f64 {
    shop.catalogue.price_minor(product).unwrap() as f64
}

/// The attributes by which accessories of the shop say that they fit the product.
fn asked_for(shop: &Shop, product: ProductIndex) -> Vec<FitTarget> {
    let everyone = 0..shop.catalogue.len() as ProductIndex;
    let declared: HashSet<FitTarget> = everyone
        .flat_map(|accessory| shop.catalogue.declared_fits(accessory))
        .collect();
    let own = shop
        .catalogue
        .fit_targets(product)
        .filter(|target| target.attribute().is_some());
    own.filter(|target| declared.contains(target)).collect()
}

/// Whatever is proposed costs a little more, serves the same need and is no variant.
fn check_steps(shop: &Shop, ratio_max: f64) -> usize {
    let model = built("upsell", shop);
    let mut steps = 0;
    for from in 0..shop.catalogue.len() as ProductIndex {
        for to in beside("upsell", shop, &*model, from, 48) {
            let ratio = price(shop, to) / price(shop, from);
            let (one, other) = (shop.catalogue.id(from), shop.catalogue.id(to));
            assert!(
                (1.03..=ratio_max).contains(&ratio),
                "{other} is {ratio} times as dear as {one}"
            );
            assert_eq!(shop.catalogue.leaf(from), shop.catalogue.leaf(to));
            assert!(
                !shop.catalogue.same_item(from, to),
                "{other} is a variant of {one}"
            );
            steps += 1;
        }
    }
    steps
}

#[test]
fn planted_ladders_are_climbed_step_by_step() {
    let settings = Settings::default();
    let simulated = with_steps_of(115);
    let shop = from_simulated(&simulated, settings.end());
    let model = built("upsell", &shop);
    let (mut steps, mut missed) = (0, Vec::new());
    for pair in simulated
        .truth
        .ladders
        .iter()
        .flat_map(|ladder| ladder.windows(2))
    {
        let (own, next) = (shop.index(&pair[0]), shop.index(&pair[1]));
        // Another ink, bag or wall mount than what accessories of the shop are for: not the same need.
        if asked_for(&shop, own) != asked_for(&shop, next) {
            continue;
        }
        steps += 1;
        if !beside("upsell", &shop, &*model, own, 8).contains(&next) {
            missed.push(format!("{} > {}", pair[0], pair[1]));
        }
    }
    assert!(
        missed.len() * 20 <= steps,
        "missed {} of {steps}: {missed:?}",
        missed.len()
    );
    assert!(check_steps(&shop, 1.4) > 100);
}

#[test]
fn models_far_apart_are_steps_only_where_the_shop_wants_it() {
    let settings = Settings::default();
    let simulated = simulate(&settings);
    let mut shop = from_simulated(&simulated, settings.end());
    check_steps(&shop, 1.4);
    shop.params.set("upsell", "next_step_ratio_max", 4.0);
    check_steps(&shop, 4.0);
    let model = built("upsell", &shop);
    let climbed = planted::ladders_climbed(&simulated.truth, |id| {
        let found = beside("upsell", &shop, &*model, shop.index(id), 8);
        found.into_iter().map(|product| shop.id(product)).collect()
    });
    // The others lead to another ink, bag or wall mount.
    assert!(climbed > 0.8, "{climbed}");
}

const TVS: &str = r#"
currency EUR
product basic "Basic 40" Video>TVs 400.00 cost=300 screen=40in refresh=50Hz vesa=A
product more "More 43" Video>TVs 460.00 cost=340 screen=43in refresh=60Hz vesa=A
product smaller "Smaller 32" Video>TVs 470.00 cost=300 screen=32in refresh=100Hz vesa=A
product hole "Other hole 43" Video>TVs 465.00 cost=330 screen=43in refresh=60Hz vesa=B
product top "Top 50" Video>TVs 700.00 cost=500 screen=50in refresh=100Hz vesa=A
product giant "Giant 65" Video>TVs 1400.00 cost=900 screen=65in refresh=120Hz vesa=A
product gone "Gone 43" Video>TVs 455.00 cost=330 screen=43in refresh=60Hz vesa=A inactive
product mount "Mount" Video>Mounts 30.00 fits=attribute:vesa:A
"#;

#[test]
fn a_step_is_better_in_something_and_worse_in_nothing() {
    check_beside("upsell", &tiny(TVS, &[]), "basic", "more");
    // What nothing hangs on the wall with need not have the same holes.
    let unmounted = TVS.replace(" fits=attribute:vesa:A", "");
    check_beside("upsell", &tiny(&unmounted, &[]), "basic", "hole more");
    check_beside("upsell", &tiny(TVS, &[]), "more", "");
}

#[test]
fn badly_rated_products_are_no_step_up() {
    let stars = |product, stars| vec![(product, Some(stars), ""); 40];
    let bad = [stars("basic", 4.8), stars("more", 2.9)].concat();
    check_beside("upsell", &tiny(TVS, &bad), "basic", "");
    let good = [stars("basic", 4.5), stars("more", 4.4)].concat();
    check_beside("upsell", &tiny(TVS, &good), "basic", "more");
}

#[test]
fn links_and_what_visitors_took_instead_are_steps_too() {
    let linked = format!("{TVS}link basic smaller upsell\n");
    check_beside("upsell", &tiny(&linked, &[]), "basic", "smaller more");
    let plain = r#"
        currency EUR
        product a "Alder" Home>Chairs 100.00
        product b "Birch" Home>Chairs 110.00
        product c "Cedar" Home>Chairs 135.00
        product d "Daphne" Home>Chairs 90.00
        repeat 8 view v{n} 2026-01-01T10:00 a session=s{n}
        repeat 8 add_to_cart v{n} 2026-01-01T10:05 c session=s{n}
        view w 2026-01-01T10:00 a session=t
        add_to_cart w 2026-01-01T10:05 d session=t
    "#;
    check_beside("upsell", &tiny(plain, &[]), "a", "c");
    let few = plain.replace("repeat 8", "repeat 2");
    check_beside("upsell", &tiny(&few, &[]), "a", "");
}

#[test]
fn a_better_case_for_another_phone_is_no_step() {
    let cases = r#"
        currency EUR
        product one "One" Phones 300.00 group=one
        product case "Case" Cases 10.00 fits=group:one layers=1
        product better "Better case" Cases 11.50 fits=group:one layers=2
        product other "Other case" Cases 11.00 fits=one layers=3
        product any "Any case" Cases 11.80 layers=4
        product all "Case for all" Cases 12.00 fits=group:one,one layers=5
    "#;
    check_beside("upsell", &tiny(cases, &[]), "case", "all better");
}
