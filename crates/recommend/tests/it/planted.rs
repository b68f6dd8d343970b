//! What the recommenders find of a simulated shop's planted truth.

use recommend::ProductIndex;
use shop::LinkKind;
use testkit::{
    planted,
    simulator::{Settings, simulate},
};

use crate::shop::{beside, built, shop};

#[test]
fn planted_pairs_are_found_and_substitutes_are_not_called_complements() {
    let shop = shop(12_000);
    let truth = simulate(&Settings::default()).truth;
    let model = built("co_purchase", &shop);
    let ask = |id: &shop::ProductId| {
        let seed = shop.index(id);
        let found = beside("co_purchase", &shop, &*model, seed, 10);
        found.into_iter().map(|product| shop.id(product)).collect()
    };
    planted::assert_complements_found(&truth, 15.0, 10, 0.95, ask);
    assert!(planted::substitutes_share(&truth, 10, ask) < 0.02);
}

#[test]
fn rising_products_are_found_and_links_are_kept_in_order() {
    // Large enough that a planted rise is more than a handful of orders.
    let shop = shop(40_000);
    let truth = simulate(&Settings::default()).truth;
    let trending = beside("trending", &shop, &*built("trending", &shop), u32::MAX, 50);
    let found = truth.rising.iter().filter(|id| {
        shop.catalogue
            .index(id.as_str())
            .is_some_and(|index| trending.contains(&index))
    });
    // The planted rise of a product that sells twice a month is no evidence yet; what is called rising must be planted.
    let found = found.count();
    assert!(
        found >= 3 && found * 2 >= trending.len(),
        "{found} of {:?} among {trending:?}",
        truth.rising
    );
    let links = built("merchant_links", &shop);
    for seed in
        (0..shop.catalogue.len() as ProductIndex).filter(|&seed| shop.catalogue.links(seed).next().is_some())
    {
        let linked = shop
            .catalogue
            .links(seed)
            .filter(|(_, kind)| *kind == LinkKind::CrossSell);
        assert_eq!(
            beside("merchant_links", &shop, &*links, seed, 64),
            linked.map(|(to, _)| to).collect::<Vec<_>>()
        );
    }
}
