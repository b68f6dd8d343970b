//! What goes along: accessories and services that fit, sets, and what reviews name.

use std::collections::HashSet;

use recommend::ProductIndex;
use shop::{ProductId, ProductKind};
use testkit::simulator::{Settings, simulate};

use crate::shop::{Shop, beside, built, shop};

#[test]
fn planted_accessories_are_found_and_only_they() {
    let shop = shop(12_000);
    let truth = simulate(&Settings::default()).truth;
    let (accessories, services) = (built("accessories", &shop), built("services", &shop));
    let fitting: HashSet<(&ProductId, &ProductId)> = truth
        .accessories
        .iter()
        .map(|pair| (&pair.product, &pair.accessory))
        .collect();
    let on_sale = |accessory: &ProductId| {
        let active = recommend::flags::ACTIVE;
        shop.catalogue.has_flag(shop.index(accessory), active)
    };
    let (mut hosts, mut complete) = (0, 0);
    for host in 0..shop.catalogue.len() as ProductIndex {
        let id = shop.id(host);
        let of_kind = |good: bool| {
            let suited = fitting
                .iter()
                .filter(|(product, accessory)| **product == id && on_sale(accessory));
            suited
                .filter(|(_, accessory)| {
                    (shop.catalogue.kind(shop.index(accessory)) == ProductKind::Good) == good
                })
                .count()
        };
        let proposed = beside("accessories", &shop, &*accessories, host, 48);
        for other in proposed
            .iter()
            .chain(&beside("services", &shop, &*services, host, 48))
        {
            assert!(
                fitting.contains(&(&id, &shop.id(*other))),
                "{} does not fit {id}",
                shop.id(*other)
            );
        }
        let wanted = of_kind(true).min(32);
        if wanted > 0 {
            hosts += 1;
            complete += usize::from(proposed.len() == wanted);
        }
    }
    assert!(
        hosts > 50 && complete * 100 >= hosts * 95,
        "{complete} of {hosts}"
    );
}

#[test]
fn planted_reviews_are_found_both_ways() {
    let shop = shop(3_000);
    let truth = simulate(&Settings {
        orders_target: 3_000,
        ..Settings::default()
    })
    .truth;
    let model = built("review_pairs", &shop);
    let named = |seed: &ProductId, other: &ProductId| {
        beside("review_pairs", &shop, &*model, shop.index(seed), 16).contains(&shop.index(other))
    };
    let missed: Vec<String> = truth.complements[..12]
        .iter()
        .filter(|pair| !named(&pair.product, &pair.companion))
        .map(|pair| format!("{} + {}", pair.product, pair.companion))
        .collect();
    assert!(missed.is_empty(), "missed {missed:?}");
}

#[test]
fn sets_are_planted_pairs_of_different_needs() {
    let shop = shop(12_000);
    let truth = simulate(&Settings::default()).truth;
    let model = built("bundles", &shop);
    let strong: Vec<_> = truth
        .complements
        .iter()
        .filter(|pair| pair.orders_expected >= 40.0)
        .collect();
    let is_set = |shop: &Shop, a: &ProductId, b: &ProductId| {
        beside("bundles", shop, &*model, shop.index(a), 8).contains(&shop.index(b))
    };
    let found = strong
        .iter()
        .filter(|pair| is_set(&shop, &pair.product, &pair.companion))
        .count();
    eprintln!("sets {found} of {}", strong.len());
    let (mut planted, mut all) = (0, 0);
    for a in 0..shop.catalogue.len() as ProductIndex {
        for b in beside("bundles", &shop, &*model, a, 8) {
            let (one, other) = (shop.id(a), shop.id(b));
            let pair = |pair: &&testkit::simulator::Complement| {
                (pair.product == one && pair.companion == other)
                    || (pair.product == other && pair.companion == one)
            };
            planted += usize::from(truth.complements.iter().any(|known| pair(&known)));
            all += 1;
            assert_ne!(shop.catalogue.leaf(a), shop.catalogue.leaf(b));
        }
    }
    eprintln!("planted {planted} of {all}");
}
