//! What goes along: accessories and services that fit, sets, and what reviews name.

use std::collections::HashSet;

use recommend::{CartLine, ProductIndex};
use shop::{Day, ProductId, ProductKind};
use testkit::simulator::{Settings, simulate};

use crate::{
    shop::{Asked, Shop, beside, built, line, shop},
    tiny::{check_asked, check_beside, tiny},
};

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
                .filter(|(product, accessory)| **product == id && on_sale(accessory))
                .filter(|(_, accessory)| !shop.catalogue.same_need(shop.index(accessory), host));
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
    // Pairs too rare to be listed are planted by the same tables, so kinds of products are compared.
    let leaf = |id: &ProductId| shop.catalogue.leaf(shop.index(id)).unwrap();
    let kinds: HashSet<(u32, u32)> = truth
        .complements
        .iter()
        .map(|pair| (leaf(&pair.product), leaf(&pair.companion)))
        .flat_map(|(a, b)| [(a, b), (b, a)])
        .collect();
    // A case and a screen protector come together because both come with the phone.
    let by_third = |a, b| {
        kinds
            .iter()
            .any(|&(from, c)| from == a && kinds.contains(&(c, b)))
    };
    let (mut planted, mut all) = (0, 0);
    for a in 0..shop.catalogue.len() as ProductIndex {
        for b in beside("bundles", &shop, &*model, a, 48) {
            let (one, other) = (leaf(&shop.id(a)), leaf(&shop.id(b)));
            assert_ne!(one, other);
            planted += usize::from(kinds.contains(&(one, other)) || by_third(one, other));
            all += 1;
        }
    }
    assert!(
        all > 200 && planted * 100 >= all * 95,
        "{planted} of {all} sets were planted"
    );
    let strong = truth
        .complements
        .iter()
        .filter(|pair| pair.orders_expected >= 30.0);
    let is_set = |a: &ProductId, b: &ProductId| {
        beside("bundles", &shop, &*model, shop.index(a), 8).contains(&shop.index(b))
    };
    let missed: Vec<String> = strong
        .filter(|pair| !is_set(&pair.product, &pair.companion))
        .map(|pair| format!("{} + {}", pair.product, pair.companion))
        .collect();
    assert!(missed.is_empty(), "missed {missed:?}");
}

const PHONES: &str = r#"
currency EUR
product one "Zephyr One phone" Phones>Smartphones 300.00 cost=240 group=one
product pro "Zephyr Pro phone" Phones>Smartphones 500.00 cost=400 group=pro
product case-one "Slim case for Zephyr One" Phones>Cases 15.00 cost=5 fits=group:one
product case-pro "Slim case for Zephyr Pro" Phones>Cases 15.00 cost=5 fits=group:pro
product glass-one "Glass for Zephyr One" Phones>Glass 9.00 cost=3 fits=one
product charger "Voltor fast charger" Phones>Chargers 29.00 cost=14 fits=category:Phones>Smartphones
product holder "Grasp car holder" Phones>Holders 25.00 cost=10
product cover "Two more years" Services 99.00 kind=warranty fits=category:Phones
product cover-dear "Ten more years" Services 251.00 kind=warranty fits=category:Phones
product setup "Set-up in the shop" Services 19.00 kind=service
product lamp "Desk lamp" Home>Lamps 40.00 cost=20
product bulb "Bulb" Home>Bulbs 4.00 cost=2
repeat 60 order a{n} 2026-01-01+{n} c{n} one case-one glass-one
repeat 20 order b{n} 2026-01-02+{n} - one charger setup
repeat 30 order p{n} 2026-01-01+{n} - pro setup
repeat 40 order g{n} 2026-01-01+{n} - case-pro
repeat 9 order d{n} 2026-01-05+{n} c{n} charger
repeat 90 order e{n} 2026-01-01+{n} - lamp bulb
"#;

fn line_of(shop: &Shop, product: &str) -> CartLine {
    line(shop.catalogue.index(product).unwrap())
}

#[test]
fn only_what_fits_is_made_for_it() {
    let shop = tiny(PHONES, &[]);
    check_beside("accessories", &shop, "one", "case-one glass-one charger");
    check_beside("accessories", &shop, "pro", "case-pro charger");
    check_beside("accessories", &shop, "lamp", "");
    let asked = Asked {
        cart: vec![line_of(&shop, "one"), line_of(&shop, "case-one")],
        ..Asked::default()
    };
    check_asked("accessories", &shop, &asked, "glass-one charger");
}

#[test]
fn what_was_bought_earlier_still_wants_its_accessories() {
    let shop = tiny(PHONES, &[]);
    // The first nine customers have phone, case, glass and charger by now; the others no charger.
    let bought = |customer| Asked {
        customer: Some(customer),
        ..Asked::default()
    };
    check_asked("accessories", &shop, &bought(3), "");
    check_asked("accessories", &shop, &bought(30), "charger");
    let years_later = Shop {
        today: Day(21_600),
        ..tiny(PHONES, &[])
    };
    check_asked("accessories", &years_later, &bought(30), "");
}

#[test]
fn services_cover_what_they_name_or_what_they_are_bought_with() {
    let shop = tiny(PHONES, &[]);
    check_beside("services", &shop, "one", "setup cover");
    check_beside("services", &shop, "pro", "setup cover");
    check_beside("services", &shop, "lamp", "");
    check_beside("services", &shop, "cover", "");
}

#[test]
fn sets_earn_enough_and_serve_different_needs() {
    check_beside("bundles", &tiny(PHONES, &[]), "lamp", "bulb");
    let sold_at_cost = PHONES
        .replace("4.00 cost=2", "4.00 cost=4")
        .replace("40.00 cost=20", "40.00 cost=39");
    check_beside("bundles", &tiny(&sold_at_cost, &[]), "lamp", "");
    let sold_out = PHONES.replace("4.00 cost=2", "4.00 cost=2 stock=0");
    check_beside("bundles", &tiny(&sold_out, &[]), "lamp", "");
    let one_leaf = PHONES.replace("Home>Bulbs", "Home>Lamps");
    check_beside("bundles", &tiny(&one_leaf, &[]), "lamp", "");
}

const KITCHEN: &str = r#"
currency EUR
product kettle "Norda Quickboil kettle 1.7 l" Kitchen>Kettles 40.00 title.ro="Fierbător Norda Quickboil"
product kettle-two "Brewla Rapid kettle" Kitchen>Kettles 45.00
product pot "Selwyn stoneware teapot" Kitchen>Teapots 30.00 title.ro="Ceainic Selwyn din gresie"
product jug "Clay jug" Kitchen>Jugs 30.00 title.ar="إبريق شاي سيلوين"
product bowl "Clay bowl" Kitchen>Bowls 30.00 title.fa="قوری سلوین سنگی"
product mill "Selwyn pepper mill" Kitchen>Mills 20.00
product mug-red "Harbor enamel mug, red" Kitchen>Mugs 9.00 group=mug
product mug-blue "Harbor enamel mug, blue" Kitchen>Mugs 9.00 group=mug
product old "Foldaway trivet stand" Kitchen>Trivets 5.00 inactive
repeat 3 order m{n} 2026-01-01+{n} - mug-blue
"#;

/// A review of the kettle and what is named beside it.
#[track_caller]
fn check_review(text: &str, rating: Option<f32>, expect: &str) {
    let shop = tiny(KITCHEN, &[("kettle", rating, text)]);
    check_beside("review_pairs", &shop, "kettle", expect);
}

#[test]
fn reviews_name_products_in_four_languages() {
    check_review("Lovely with the Selwyn Stoneware Teapot.", Some(5.0), "pot");
    check_review("O folosesc cu CEAINIC Selwyn din gresie, excelent", None, "pot");
    check_review("رائعة مع إِبْريق شاي سيلوين", Some(4.0), "jug");
    check_review("با قوری سلوین‌ سنگی عالی است", Some(5.0), "bowl");
    check_review(
        "My harbor enamel mugs? One Harbor enamel mug fills in a minute",
        Some(5.0),
        "mug-blue",
    );
    check_review("Harbor enamel mug, red, suits it", Some(5.0), "mug-red");
}

#[test]
fn what_a_review_does_not_recommend_is_not_named() {
    check_review("Better than the Selwyn stoneware teapot", Some(5.0), "");
    check_review(
        "I bought it instead of the Selwyn stoneware teapot",
        Some(5.0),
        "",
    );
    check_review("Mai bun decât Ceainic Selwyn din gresie", Some(5.0), "");
    check_review("أفضل من إبريق شاي سيلوين", Some(5.0), "");
    check_review("بهتر از قوری سلوین سنگی", Some(5.0), "");
    check_review("این را به جای قوری سلوین سنگی خریدم", Some(5.0), "");
    check_review(
        "Do not buy it. The Selwyn stoneware teapot suits me",
        Some(5.0),
        "pot",
    );
    check_review("The Selwyn stoneware teapot is lost without it", Some(2.0), "");
    check_review("I put it beside the Selwyn", Some(5.0), "");
    check_review("As good as the Brewla Rapid kettle", Some(5.0), "");
    check_review("Stands on my foldaway trivet stand", Some(5.0), "");
}

#[test]
fn a_review_speaks_once_however_often_it_is_sent() {
    let (pot, mill) = (
        "With the Selwyn stoneware teapot!",
        "The Selwyn pepper mill matches.",
    );
    let reviews = [
        ("kettle", Some(5.0), pot),
        ("kettle", Some(5.0), pot),
        ("kettle", Some(4.0), mill),
        ("kettle", Some(5.0), "And a Selwyn pepper mill beside it"),
    ];
    let shop = tiny(KITCHEN, &reviews);
    check_beside("review_pairs", &shop, "kettle", "mill pot");
    check_beside("review_pairs", &shop, "mill", "kettle");
}
