//! What goes with products that nobody bought yet: what goes with their like, and what their titles name.

use recommend::{Candidates, Evidence, ProductIndex, Query, recommenders};
use testkit::{
    planted,
    simulator::{Settings, simulate},
};

use crate::{
    shop::{Asked, Shop, beside, built, from_simulated, line, shop},
    tiny::{check_asked, check_beside, tiny},
};

/// Laptops and bags, of which one each is new.
const LAPTOPS: &str = r#"
product pro "Lumo laptop Pro 14" Computers>Laptops 1200
product air "Lumo laptop Air 13" Computers>Laptops 900
product neo "Lumo laptop Neo 13" Computers>Laptops 700
product sleeve "Felt laptop sleeve grey" Computers>Bags 30
product bag "Canvas laptop bag brown" Computers>Bags 60
product new-bag "Canvas laptop bag green" Computers>Bags 65
product mouse "Silent mouse" Computers>Mice 25
product stand "Oak monitor stand" Computers>Stands 80
product old-bag "Canvas laptop bag black" Computers>Bags 50 inactive
product case-neo "Case for Lumo Neo 13" Computers>Bags 20
product case-pro "Case for Lumo Pro 14" Computers>Bags 20
product chair "Garden chair" Garden>Chairs 40
product table "Garden table" Garden>Tables 90
repeat 40 order a{n} 2026-01-01+{n} - pro bag mouse
repeat 40 order b{n} 2026-01-01+{n} - air bag
repeat 30 order c{n} 2026-01-01+{n} - air sleeve
repeat 30 order e{n} 2026-01-01+{n} - stand
repeat 60 order d{n} 2026-01-01+{n} - chair table
"#;

fn reasons(shop: &Shop, product: &str) -> Vec<(String, Evidence)> {
    let model = built("kindred", shop);
    let mut candidates = Candidates::default();
    let query = Query {
        product: shop.catalogue.index(product),
        ..Query::default()
    };
    model.propose(&query, &mut candidates);
    let named = |product| shop.catalogue.id(product).to_owned();
    candidates
        .proposals()
        .map(|(product, _, evidence)| (named(product), evidence))
        .collect()
}

#[test]
fn a_new_bag_goes_with_the_laptops_that_its_like_is_bought_with() {
    let shop = tiny(LAPTOPS, &[]);
    let index = |id| shop.catalogue.index(id).unwrap();
    for laptop in ["pro", "air"] {
        let found = reasons(&shop, laptop);
        let (_, evidence) = found.iter().find(|(id, _)| id == "new-bag").unwrap();
        let expect = Evidence::AlikeTogether {
            with: index(laptop),
            alike: index("bag"),
            orders_together: 40,
        };
        assert_eq!(*evidence, expect, "beside {laptop}");
        assert!(found.iter().all(|(id, _)| id != "old-bag" && id != "stand"));
    }
}

#[test]
fn a_new_laptop_gets_what_laptops_get_and_no_other_laptop() {
    let shop = tiny(LAPTOPS, &[]);
    let index = |id| shop.catalogue.index(id).unwrap();
    let found = reasons(&shop, "neo");
    let of = |wanted: &str| {
        found
            .iter()
            .find(|(id, _)| id == wanted)
            .map(|(_, evidence)| *evidence)
    };
    for offered in ["bag", "sleeve", "mouse"] {
        let evidence = of(offered);
        let by_orders =
            matches!(evidence, Some(Evidence::AlikeTogether { with, .. }) if with == index("neo"));
        assert!(by_orders, "{offered}: {evidence:?}");
    }
    assert!(of("pro").is_none() && of("air").is_none() && of("stand").is_none());
    let in_cart = Asked {
        cart: ["neo", "bag", "sleeve", "mouse", "new-bag", "case-neo"]
            .map(|id| line(index(id)))
            .to_vec(),
        ..Asked::default()
    };
    check_asked("kindred", &shop, &in_cart, "air pro");
}

#[test]
fn a_shop_that_sold_nothing_goes_by_titles() {
    let fresh: String = LAPTOPS
        .lines()
        .filter(|line| !line.starts_with("repeat"))
        .collect::<Vec<_>>()
        .join("\n");
    let shop = tiny(&fresh, &[]);
    let found = reasons(&shop, "neo");
    let neo = shop.catalogue.index("neo").unwrap();
    let by_title = |evidence: Evidence| evidence == Evidence::NamedAlike { with: neo };
    assert!(found.iter().all(|(_, evidence)| by_title(*evidence)));
    check_beside("kindred", &shop, "neo", "case-neo");
    check_beside("kindred", &shop, "mouse", "");
    check_beside("kindred", &shop, "chair", "table");
}

/// Yoghurts are taken by the handful, a kettle is not; one of each is new.
const GROCER: &str = r#"
product cherry "Meadow yoghurt cherry" Food>Yoghurts 1
product peach "Meadow yoghurt peach" Food>Yoghurts 1
product lemon "Meadow yoghurt lemon" Food>Yoghurts 1
product kettle-red "Norda kettle red" Kitchen>Kettles 40
product kettle-blue "Norda kettle blue" Kitchen>Kettles 45
product kettle-grey "Norda kettle grey" Kitchen>Kettles 42
product bread "Rye bread" Food>Bread 3
repeat 60 order a{n} 2026-01-01+{n} - cherry peach
repeat 60 order b{n} 2026-01-01+{n} - kettle-red
repeat 60 order c{n} 2026-01-01+{n} - kettle-blue bread
repeat 60 order d{n} 2026-01-01+{n} - bread
"#;

#[test]
fn several_of_one_need_only_where_orders_hold_several() {
    let shop = tiny(GROCER, &[]);
    let holds = |seed: &str, wanted: &str| reasons(&shop, seed).iter().any(|(id, _)| id == wanted);
    assert!(holds("lemon", "peach") && holds("cherry", "lemon"));
    assert!(holds("kettle-grey", "bread"));
    assert!(!holds("kettle-grey", "kettle-red") && !holds("kettle-red", "kettle-grey"));
    let leaf = |id| shop.catalogue.leaf(shop.catalogue.index(id).unwrap()).unwrap();
    let several = |id| shop.signals.leaf_affinity.several(leaf(id));
    assert!(
        several("lemon") > 2.0 && several("kettle-red") < 1.0,
        "{} {}",
        several("lemon"),
        several("kettle-red")
    );
}

#[test]
fn what_is_made_for_another_model_stays_away() {
    let fits = LAPTOPS.replace("Computers>Bags 65", "Computers>Bags 65 fits=air");
    let shop = tiny(&fits, &[]);
    let holds_new_bag = |laptop| reasons(&shop, laptop).iter().any(|(id, _)| id == "new-bag");
    assert!(holds_new_bag("air") && !holds_new_bag("pro") && !holds_new_bag("neo"));
}

#[test]
fn orders_of_its_own_make_the_likeness_needless() {
    let strength = |orders: u32| {
        let text = format!("{LAPTOPS}repeat {orders} order x{{n}} 2026-01-01+{{n}} - neo chair\n");
        let shop = tiny(&text, &[]);
        let model = built("kindred", &shop);
        let mut candidates = Candidates::default();
        let query = Query {
            product: shop.catalogue.index("neo"),
            ..Query::default()
        };
        model.propose(&query, &mut candidates);
        candidates.finish_recommender(recommenders::index("kindred").unwrap());
        let bag = shop.catalogue.index("bag").unwrap();
        let all = candidates.take_ranked();
        all.iter()
            .find(|candidate| candidate.product == bag)
            .map_or(0.0, |bag| bag.sources[0].score)
    };
    let (few, some, many) = (strength(1), strength(25), strength(20_000));
    assert!(
        few > some * 1.5 && some > 0.0 && many <= 0.0,
        "{few} {some} {many}"
    );
}

#[test]
fn planted_substitutes_are_not_called_complements() {
    let shop = shop(3_000);
    let truth = simulate(&Settings::default()).truth;
    let model = built("kindred", &shop);
    let ask = |id: &::shop::ProductId| {
        let found = beside("kindred", &shop, &*model, shop.index(id), 10);
        found.into_iter().map(|product| shop.id(product)).collect()
    };
    let share = planted::substitutes_share(&truth, 10, ask);
    assert!(
        share < 0.02,
        "{share:.3} of the substitutes are called complements"
    );
}

/// The simulated shop, every tenth product of which nobody bought: it gets the kinds of products it was planted with.
#[test]
fn hidden_products_get_the_kinds_of_products_they_were_planted_with() {
    let settings = Settings {
        orders_target: 12_000,
        ..Settings::default()
    };
    let mut simulated = simulate(&settings);
    let is_hidden = |id: &str| id.bytes().map(u32::from).sum::<u32>() % 10 == 0;
    for order in &mut simulated.orders {
        order.lines.retain(|line| !is_hidden(line.product_id.as_str()));
    }
    simulated.orders.retain(|order| !order.lines.is_empty());
    simulated.events.clear();
    let shop = from_simulated(&simulated, settings.end());
    let model = built("kindred", &shop);
    let leaf = |product| shop.catalogue.leaf(product);
    let pairs: Vec<(ProductIndex, ProductIndex)> = simulated
        .truth
        .complements
        .iter()
        .filter(|pair| pair.orders_expected >= 5.0 && is_hidden(pair.product.as_str()))
        .map(|pair| (shop.index(&pair.product), shop.index(&pair.companion)))
        .filter(|(product, companion)| leaf(*product) != leaf(*companion))
        .collect();
    let found = pairs.iter().filter(|(product, companion)| {
        let beside = beside("kindred", &shop, &*model, *product, 10);
        assert!(beside.iter().all(|&other| leaf(other) != leaf(*product)));
        beside.iter().any(|&other| leaf(other) == leaf(*companion))
    });
    let found = found.count();
    assert!(
        pairs.len() > 10 && found * 10 >= pairs.len() * 8,
        "{found} of {}",
        pairs.len()
    );
}
