//! Sets: which ones are offered where, and what they cost.

use decide::bundles::{ShopBundle, ShopBundles, price::ByHand};
use decide::{Patch, Policy, Request};
use recommend::{CartLine, Query};
use shop::{Day, Placement, Stock};

use crate::{Shop, policy, shop};

const SETS: &str = r#"
currency EUR
product camera "Camera" Photo>Cameras 300.00 cost=120.00 stock=5
product bag "Camera bag" Photo>Bags 60.00 cost=20.00 stock=5
product card "Memory card" Photo>Cards 40.00 cost=10.00 stock=5
product tripod "Tripod" Photo>Tripods 90.00 cost=50.00 stock=5
product strap "Strap" Photo>Straps 15.00 stock=5
product mat "Mat" Home>Mats 10.00 cost=4.00
product rug "Rug" Home>Rugs 30.00 cost=9.00
repeat 60 order a{n} 2026-01-01+{n} - camera bag card
repeat 90 order b{n} 2026-01-01+{n} - mat rug
repeat 40 order c{n} 2026-01-01+{n} - tripod strap
repeat 40 order d{n} 2026-01-01+{n} - mat
"#;

fn asking_for_sets() -> Policy {
    let mut policy = Policy {
        price_cap_percent: None,
        ..policy()
    };
    let bundles = recommend::recommenders::index("bundles").unwrap();
    policy.recommenders.push((bundles, 1.0));
    policy
}

/// The set that the first offer makes: `camera bag* card 38000 of 40000`, `*` for what is in the cart.
fn first_set(shop: &Shop, policy: &Policy, cart: &[&str], page: Option<&str>) -> String {
    let decision = shop.decide(policy, cart, page, &[]);
    let line = |id: &&str| CartLine {
        product: shop.index(id),
        quantity: 1,
        unit_price_minor: None,
    };
    let cart: Vec<CartLine> = cart.iter().map(line).collect();
    let request = Request {
        query: Query {
            cart: &cart,
            product: page.map(|id| shop.index(id)),
            now: Day(20_500).start(),
            ..Query::default()
        },
        ..Request::default()
    };
    let Some(offer) = decision.offers.first() else {
        return "nothing".into();
    };
    let Some(set) = decide::bundles::offered(&shop.models, &shop.live, policy, &request, offer) else {
        return shop.models.catalogue.id(offer.product).to_owned();
    };
    let name = |member: &decide::bundles::BundleMember| {
        let mark = if member.in_cart { "*" } else { "" };
        format!("{}{mark}", shop.models.catalogue.id(member.product))
    };
    let names: Vec<String> = set.members.iter().map(name).collect();
    match set.priced {
        Some(priced) => format!(
            "{} {} of {}",
            names.join(" "),
            priced.price_minor,
            priced.total_minor
        ),
        None => names.join(" "),
    }
}

fn by_hand(shop: &Shop, ids: &[&str], discount: ByHand) -> ShopBundle {
    ShopBundle {
        id: "by-hand".into(),
        title: shop::Localized::default(),
        members: ids.iter().map(|id| (shop.index(id), 1)).collect(),
        discount,
        currency: None,
        stackable: false,
        placements: Vec::new(),
        valid_from: None,
        valid_until: None,
    }
}

#[test]
fn pairs_that_sell_together_are_offered_as_sets_with_what_they_can_give() {
    let mut shop = shop(SETS);
    let policy = asking_for_sets();
    assert_eq!(
        first_set(&shop, &policy, &[], Some("camera")),
        "camera bag card 36000 of 40000"
    );
    assert_eq!(
        first_set(&shop, &policy, &["camera"], None),
        "camera* bag card 36000 of 40000"
    );
    // A strap whose cost nobody knows: the pair is shown without a discount.
    assert_eq!(
        first_set(&shop, &policy, &[], Some("tripod")),
        "tripod strap 10500 of 10500"
    );
    let out = |stock| Patch {
        stock: Some(Stock::Quantity(stock)),
        ..Patch::default()
    };
    shop.live.patch(shop.index("card"), out(0));
    assert_eq!(
        first_set(&shop, &policy, &[], Some("camera")),
        "camera bag 32400 of 36000"
    );
    // What is sold out makes no set, unless it is in the cart already.
    shop.live.patch(shop.index("camera"), out(0));
    assert_eq!(first_set(&shop, &policy, &[], Some("camera")), "bag");
    assert_eq!(
        first_set(&shop, &policy, &["camera"], None),
        "camera* bag 32400 of 36000"
    );
}

#[test]
fn sets_made_by_hand_come_first_wherever_a_member_is_chosen() {
    let mut shop = shop(SETS);
    let camera_and_tripod = by_hand(&shop, &["camera", "tripod"], ByHand::Percent(10));
    let only_at_the_till = ShopBundle {
        placements: vec![Placement::Pos],
        ..by_hand(&shop, &["mat", "tripod"], ByHand::Nothing)
    };
    let over = ShopBundle {
        valid_until: Some(Day(20_500).start()),
        ..by_hand(&shop, &["rug", "tripod"], ByHand::Nothing)
    };
    shop.live
        .set_bundles(ShopBundles::new(vec![camera_and_tripod, only_at_the_till, over]));
    let policy = asking_for_sets();
    assert_eq!(
        first_set(&shop, &policy, &[], Some("camera")),
        "camera tripod 35100 of 39000"
    );
    assert_eq!(
        first_set(&shop, &policy, &["tripod"], None),
        "camera tripod* 35100 of 39000"
    );
    for page in ["mat", "rug"] {
        assert!(!first_set(&shop, &policy, &[], Some(page)).contains("tripod"));
    }
    let gone = Patch {
        active: Some(false),
        ..Patch::default()
    };
    shop.live.patch(shop.index("tripod"), gone);
    assert!(!first_set(&shop, &policy, &[], Some("camera")).contains("tripod"));
}

#[test]
fn a_set_of_two_currencies_has_no_price() {
    let mut shop = shop(SETS);
    let ron = shop::Money::new(9_000, shop::Currency::new("RON").unwrap());
    let dearer = Patch {
        price: Some(Some(ron)),
        ..Patch::default()
    };
    shop.live.patch(shop.index("tripod"), dearer);
    let set = by_hand(&shop, &["camera", "tripod"], ByHand::Percent(10));
    shop.live.set_bundles(ShopBundles::new(vec![set]));
    assert_eq!(
        first_set(&shop, &asking_for_sets(), &[], Some("camera")),
        "camera tripod"
    );
}
