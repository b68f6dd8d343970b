//! What shops are shown that have sold nothing, or hardly anything: nothing false, and where possible something true.

use std::path::Path;

use engine::{Engine, OfferAnswer, OfferRequest, decide::Note};
use shop::Placement;
use testkit::{Fixture, Rng};

use crate::{in_cart, new_shop, now, on_page};

/// Reasons that claim what only orders can tell.
const FROM_ORDERS: [&str; 9] = [
    "bought_together",
    "popular",
    "trending",
    "rule",
    "completes_cart",
    "for_you",
    "buy_again",
    "bundle",
    "step_up",
];
/// Reasons that say two products belong into one order.
const PAIRS: [&str; 4] = ["bought_together", "rule", "completes_cart", "bundle"];

fn engine(folder: &Path, text: &str) -> Engine {
    let fixture = Fixture::parse(text);
    let (engine, _) = Engine::init(folder, new_shop(), now()).unwrap();
    engine.put_products(fixture.products).unwrap();
    engine.record_orders(fixture.orders, Vec::new()).unwrap();
    engine.put_links(fixture.links, false).unwrap();
    engine.build(now(), &|_| {}).unwrap();
    engine
}

const CATALOGUE: &str = r#"
currency EUR
product tv43 "Television 43 inch, 4K" Video>TVs 399.00
product tv50 "Television 50 inch, 4K" Video>TVs 449.00
product tv55 "Television 55 inch, 4K OLED" Video>TVs 899.00
product tv65 "Television 65 inch, 4K" Video>TVs 1299.00 launched=2026-01-20
product hdmi2 "HDMI cable 2 m" Video>Cables 9.99
product hdmi5 "HDMI cable 5 m" Video>Cables 14.99
product mount "Wall mount for televisions" Video>Mounts 39.00
product lamp "Desk lamp, black" Home>Lamps 29.00
product lamp2 "Desk lamp, white" Home>Lamps 31.00
product bulb "Light bulb E27" Home>Bulbs 4.00
link tv50 mount cross_sell
"#;

/// Product and reason of each offer, in the order of the slots.
fn shown(answer: &OfferAnswer) -> Vec<String> {
    let offers = answer.offers.iter();
    offers
        .map(|offer| format!("{} {}", offer.product.id, offer.reason.code))
        .collect()
}

fn claims(answer: &OfferAnswer, codes: &[&str]) -> usize {
    let claims = |offer: &&engine::OfferedProduct| codes.contains(&offer.reason.code);
    answer.offers.iter().filter(claims).count()
}

fn having_seen(placement: Placement, products: &[&str]) -> OfferRequest {
    let seen = products.iter().map(|id| (*id).to_owned()).collect();
    OfferRequest {
        consent: true,
        recently_viewed: Some(seen),
        ..OfferRequest::new(placement)
    }
}

#[test]
fn a_shop_without_orders_answers_by_descriptions_and_links_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let engine = engine(folder.path(), CATALOGUE);
    let answered = |request: &OfferRequest| {
        let answer = engine.offers(request, now());
        assert_eq!(answer.notes, [Note::NoOrders]);
        assert_eq!(claims(&answer, &FROM_ORDERS), 0, "{:?}", shown(&answer));
        shown(&answer)
    };
    let on_category = OfferRequest {
        category: Some("Video > TVs".into()),
        ..having_seen(Placement::CategoryPage, &["tv50"])
    };
    let like_the_television = [
        "tv65 new_launch",
        "tv43 similar",
        "tv55 similar",
        "tv50 recently_viewed",
    ];
    assert_eq!(answered(&on_category), like_the_television);
    assert_eq!(
        answered(&having_seen(Placement::Home, &["tv50", "lamp"])),
        like_the_television
    );
    // The link first, then what could be bought instead; nothing is said to go with the lamp.
    assert_eq!(
        answered(&on_page("tv50")),
        ["mount merchant_link", "tv43 similar"]
    );
    let beside_lamp = answered(&on_page("lamp"));
    assert!(
        beside_lamp.contains(&"lamp2 similar".to_owned()),
        "{beside_lamp:?}"
    );
    // Of a visitor of whom nothing is known, nothing is known.
    assert_eq!(answered(&OfferRequest::new(Placement::Home)), [] as [String; 0]);
}

#[test]
fn a_cart_in_a_shop_without_orders_is_never_offered_something_instead() {
    let folder = tempfile::tempdir().unwrap();
    let engine = engine(folder.path(), CATALOGUE);
    let leaf = |id: &str| {
        let end = id.find(|letter: char| letter.is_ascii_digit());
        id[..end.unwrap_or(id.len())].to_owned()
    };
    for held in ["tv43", "tv50", "tv55", "hdmi2", "mount", "lamp", "bulb"] {
        let answer = engine.offers(&in_cart(&[held]), now());
        assert_eq!(answer.notes, [Note::NoOrders]);
        assert_eq!(claims(&answer, &FROM_ORDERS), 0, "{held}: {:?}", shown(&answer));
        for offer in &answer.offers {
            assert_ne!(
                leaf(&offer.product.id),
                leaf(held),
                "{held}: {:?}",
                shown(&answer)
            );
        }
    }
    assert_eq!(
        shown(&engine.offers(&in_cart(&["tv50"]), now()))[0],
        "mount merchant_link"
    );
}

/// Twenty orders of two to four of thirty products in ten categories, all by chance but for a planted pair in so many.
fn twenty_orders(seed: u64, planted: usize) -> String {
    let mut text = "currency EUR\n".to_owned();
    for product in 0..30 {
        text += &format!(
            "product p{product} \"Thing {product}\" Home>Leaf{} {}.00\n",
            product % 10,
            10 + product
        );
    }
    let mut random = Rng::new(seed);
    for order in 0..20 {
        let mut products: Vec<usize> = (0..30).collect();
        random.shuffle(&mut products);
        products.truncate(random.between(2, 4) as usize);
        if order < planted {
            products.retain(|product| ![3, 7].contains(product));
            products.truncate(1);
            products.extend([3, 7]);
        }
        let ids: Vec<String> = products.iter().map(|product| format!("p{product}")).collect();
        text += &format!(
            "order o{order} 2026-01-{:02} c{order} {}\n",
            order + 1,
            ids.join(" ")
        );
    }
    text
}

/// What the cart and the page of each product are offered as its companion: both products and whether it is proven.
fn pairs(engine: &Engine) -> Vec<(String, String, bool)> {
    let mut pairs = Vec::new();
    for id in (0..30).map(|product| format!("p{product}")) {
        for request in [on_page(&id), in_cart(&[&id])] {
            for offer in engine.offers(&request, now()).offers {
                if PAIRS.contains(&offer.reason.code) {
                    pairs.push((id.clone(), offer.product.id, offer.reason.proven == Some(true)));
                }
            }
        }
    }
    pairs
}

#[test]
fn twenty_random_orders_pair_hardly_anything_and_prove_nothing() {
    let (mut paired, mut proven, mut popular) = (0, 0, 0);
    for seed in 1..=20 {
        let folder = tempfile::tempdir().unwrap();
        let engine = engine(folder.path(), &twenty_orders(seed, 0));
        let pairs = pairs(&engine);
        paired += pairs.len();
        proven += pairs.iter().filter(|(_, _, proven)| *proven).count();
        let home = engine.offers(&OfferRequest::new(Placement::Home), now());
        assert_eq!(home.notes, [], "there are orders");
        popular += claims(&home, &["popular"]);
    }
    // Sixty answers of each shop were looked at, four slots in each.
    assert!(paired <= 6, "{paired} offers of pairs that chance explains");
    assert_eq!(proven, 0);
    assert!(popular > 20, "what sold most is known all the same");
}

#[test]
fn a_pair_in_half_of_twenty_orders_is_found_and_no_other() {
    let mut found = 0;
    for seed in 1..=20 {
        let folder = tempfile::tempdir().unwrap();
        let engine = engine(folder.path(), &twenty_orders(seed, 10));
        let pairs = pairs(&engine);
        let planted =
            |(a, b, _): &(String, String, bool)| [a.as_str(), b].iter().all(|id| ["p3", "p7"].contains(id));
        assert!(pairs.iter().all(planted), "{pairs:?}");
        found += usize::from(!pairs.is_empty());
    }
    assert!(found >= 14, "the planted pair is shown in {found} of 20 shops");
}
