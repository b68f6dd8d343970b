//! What association rules find of a rule that was planted among chance.

use recommend::{Candidates, CatalogueSource, Evidence, ProductIndex, recommenders};
use shop::Day;

use crate::shop::{Asked, PastOrder, Shop, built, first, line};

const PRODUCTS: u32 = 60;
/// Who takes 1 and 2 takes 3; neither alone does.
const PLANTED: [ProductIndex; 3] = [1, 2, 3];

/// Orders of chance: each product independently, and 3 in nine of ten orders with both 1 and 2.
fn shop_with_a_rule() -> Shop {
    let mut source = CatalogueSource::default();
    for number in 0..PRODUCTS {
        let id = shop::ProductId::new(&format!("p{number}")).unwrap();
        source.push(&shop::Product::unknown(id), false);
    }
    let mut shop = Shop::without_history(source.finish(), Day(20_000));
    let mut state = 7_u64;
    let mut chance = |one_in: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33).is_multiple_of(one_in)
    };
    for number in 0..6_000 {
        let often = |product: ProductIndex| if PLANTED.contains(&product) { 5 } else { 20 };
        let mut products: Vec<ProductIndex> =
            (0..PRODUCTS).filter(|&product| chance(often(product))).collect();
        if products.contains(&1) && products.contains(&2) {
            products.retain(|&product| product != 3);
            if !chance(10) {
                products.push(3);
            }
        }
        shop.orders.push(PastOrder {
            day: Day(19_000 + number / 10),
            buyer: None,
            products,
        });
    }
    shop
}

#[test]
fn a_planted_rule_is_found_and_chance_makes_none() {
    let shop = shop_with_a_rule();
    let model = built("association_rules", &shop);
    let cart = |products: &[ProductIndex]| Asked {
        cart: products.iter().copied().map(line).collect(),
        ..Asked::default()
    };
    let both = cart(&[2, 9, 1]);
    assert_eq!(first("association_rules", &shop, &*model, &both, 1), [3]);
    let mut candidates = Candidates::default();
    model.propose(&both.query(&shop), &mut candidates);
    candidates.finish_recommender(recommenders::index("association_rules").unwrap());
    let strongest = candidates.take_ranked().remove(0).sources[0].evidence;
    let holding = |set: &[ProductIndex]| {
        let holds = |order: &&PastOrder| set.iter().all(|product| order.products.contains(product));
        shop.orders.iter().filter(holds).count() as u32
    };
    let expect = Evidence::Rule {
        with: [1, 2],
        orders_together: holding(&PLANTED),
        orders_with: holding(&[1, 2]),
    };
    assert_eq!(strongest, expect);
    // Of 1,711 pairs and 32,509 triples of the unplanted products, hardly any passes by chance.
    let others: Vec<ProductIndex> = (10..PRODUCTS).collect();
    let by_chance = others
        .chunks(25)
        .map(|some| first("association_rules", &shop, &*model, &cart(some), 48).len());
    let by_chance: usize = by_chance.sum();
    assert!(by_chance <= 3, "{by_chance} products are proposed by chance");
}
