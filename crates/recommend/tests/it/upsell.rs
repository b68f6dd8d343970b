//! The price ladder: planted ladders are climbed, and what must not be a step is none.

use recommend::ProductIndex;
use testkit::simulator::{Settings, simulate};

use crate::{
    shop::{beside, built, shop},
    tiny::{check_beside, tiny},
};

#[test]
fn planted_ladders_are_climbed_step_by_step() {
    let shop = shop(12_000);
    let truth = simulate(&Settings::default()).truth;
    let model = built("upsell", &shop);
    let price = |product: ProductIndex| shop.catalogue.price_minor(product).unwrap() as f64;
    let (mut steps, mut found) = (0, 0);
    let mut missed = Vec::new();
    for ladder in &truth.ladders {
        for pair in ladder.windows(2) {
            let (from, to) = (shop.index(&pair[0]), shop.index(&pair[1]));
            if (1.03..=1.25).contains(&(price(to) / price(from))) {
                steps += 1;
                if beside("upsell", &shop, &*model, from, 2).contains(&to) {
                    found += 1;
                } else {
                    missed.push(format!("{} > {}", pair[0], pair[1]));
                }
            }
        }
    }
    eprintln!("{found} of {steps}");
    assert!(
        steps > 3 && found * 100 >= steps * 95,
        "{found} of {steps}; missed {missed:?}"
    );
    for from in 0..shop.catalogue.len() as ProductIndex {
        for to in beside("upsell", &shop, &*model, from, 48) {
            let ratio = price(to) / price(from);
            assert!(
                (1.03..=1.4).contains(&ratio),
                "{} is {ratio} times as dear",
                shop.catalogue.id(to)
            );
            assert_eq!(shop.catalogue.leaf(from), shop.catalogue.leaf(to));
            assert!(!shop.catalogue.same_item(from, to), "a variant is no step");
        }
    }
}
