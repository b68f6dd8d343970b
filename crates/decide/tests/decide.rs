//! Decisions at their boundary: a tiny shop as text, a situation, and what becomes of every candidate.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::{collections::BTreeMap, sync::Arc};

use decide::{
    Decision, Intent, Live, Objective, Outcome, Patch, Policy, Rankers, Request, Scratch, decide, featured,
    filters, ranked,
};
use recommend::{
    Baskets, CartLine, CatalogueSource, DayOrders, KnownLink, Models, Params, Partition, ProductIndex, Query,
};
use shop::{Day, LineKind, Placement, ProductId, Stock};
use testkit::Fixture;

#[path = "decide/bundles.rs"]
mod bundles;
#[path = "decide/incentives.rs"]
mod incentives;

const SHOP: &str = r#"
currency EUR
product tv "Television" Video>TVs 499.00 group=tv
product tv-white "Television, white" Video>TVs 499.00 group=tv
product hdmi "HDMI cable" Video>Cables 9.99
product hdmi-long "Long HDMI cable" Video>Cables 14.99
product mount "Wall mount" Video>Mounts 39.00
product soundbar "Soundbar" Audio>Soundbars 899.00
product old "Old antenna" Video>Antennas 19.00 inactive
product sold-out "Cleaning cloth" Video>Care 5.00 stock=0
product lamp "Lamp" Home>Lamps 29.00
product bulb "Bulb" Home>Bulbs 4.00
repeat 40 order a{n} 2026-01-01+{n} - tv hdmi hdmi-long
repeat 30 order b{n} 2026-01-01+{n} - tv mount soundbar
repeat 25 order c{n} 2026-01-01+{n} - tv tv-white old sold-out
repeat 20 order d{n} 2026-01-01+{n} - tv postage!
repeat 99 order e{n} 2026-01-01+{n} - lamp bulb
link tv bulb cross_sell
"#;

struct Shop {
    models: Models,
    live: Live,
}

fn shop(text: &str) -> Shop {
    let fixture = Fixture::parse(text);
    let mut ids: Vec<ProductId> = fixture
        .products
        .iter()
        .map(|product| product.id.clone())
        .collect();
    let mut source = CatalogueSource::default();
    for product in &fixture.products {
        source.push(product, false);
    }
    let mut days: BTreeMap<Day, Baskets> = BTreeMap::new();
    for order in &fixture.orders {
        let merchandise = order.lines.iter().filter(|line| line.kind == LineKind::Product);
        let mut basket: Vec<ProductIndex> = merchandise
            .map(|line| position(&ids, line.product_id.as_str()))
            .collect();
        days.entry(order.placed_at.day()).or_default().push(&mut basket);
    }
    let fee = ProductId::new("postage").unwrap();
    source.push(&shop::Product::unknown(fee.clone()), true);
    ids.push(fee);
    for link in &fixture.links {
        let (from, to) = (
            position(&ids, link.from.as_str()),
            position(&ids, link.to.as_str()),
        );
        source.link(KnownLink {
            from,
            to,
            kind: link.kind,
            position: link.position,
        });
    }
    let orders = days
        .into_iter()
        .map(|(day, baskets)| DayOrders {
            day,
            baskets: Arc::new(baskets),
            ..DayOrders::default()
        })
        .collect();
    let models = Models::build(
        source.finish(),
        &[Partition {
            orders,
            ..Partition::default()
        }],
        &Params::default(),
    )
    .unwrap();
    Shop {
        models,
        live: Live::default(),
    }
}

fn position(ids: &[ProductId], id: &str) -> ProductIndex {
    ids.iter().position(|own| own.as_str() == id).unwrap() as ProductIndex
}

impl Shop {
    fn index(&self, id: &str) -> ProductIndex {
        self.models.catalogue.index(id).unwrap()
    }

    fn decide(&self, policy: &Policy, cart: &[&str], product: Option<&str>, exclude: &[&str]) -> Decision {
        let line = |id: &&str| CartLine {
            product: self.index(id),
            quantity: 1,
            unit_price_minor: None,
        };
        let cart: Vec<CartLine> = cart.iter().map(line).collect();
        let exclude: Vec<ProductIndex> = exclude.iter().map(|id| self.index(id)).collect();
        let product = product.map(|id| self.index(id));
        let query = Query {
            cart: &cart,
            product,
            leaf: None,
            recently_viewed: &[],
            now: Day(20_500).start(),
            ..Query::default()
        };
        let request = Request {
            query,
            limit: None,
            exclude: &exclude,
            ..Request::default()
        };
        decide(
            &self.models,
            &Rankers::default(),
            &self.live,
            policy,
            &request,
            &mut Scratch::default(),
        )
    }

    /// What became of each candidate, the best first: `hdmi offered 0, mount dropped price_cap, …`.
    fn story(&self, decision: &Decision) -> String {
        let one = |candidate: &decide::Traced| {
            let id = self.models.catalogue.id(candidate.product);
            match candidate.outcome {
                Outcome::Offered(slot) | Outcome::Reserve(slot) => {
                    format!("{id} {} {slot}", candidate.outcome.code())
                }
                Outcome::Dropped(filter) => format!("{id} {}", filters::id(filter)),
                other => format!("{id} {}", other.code()),
            }
        };
        decision.candidates.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}

/// The first unit of a product's page.
fn policy() -> Policy {
    Policy {
        also: Vec::new(),
        ..Policy::default_for(Placement::ProductPage)
    }
}

fn fate(story: &str, id: &str) -> String {
    let own = format!("{id} ");
    story
        .split(", ")
        .find_map(|one| one.strip_prefix(&own))
        .unwrap_or("not proposed")
        .to_owned()
}

#[test]
fn every_filter_names_what_it_drops() {
    let mut shop = shop(SHOP);
    let tv = shop.index("tv");
    let (mount, lamp) = (shop.index("mount"), shop.index("lamp"));
    shop.live.set_bans(
        std::iter::once(lamp),
        std::iter::empty(),
        std::iter::once((tv, mount)),
    );
    let story = shop.story(&shop.decide(&policy(), &[], Some("tv"), &["hdmi"]));
    for (id, expect) in [
        ("hdmi", "request_exclude"),
        ("tv-white", "own_variant"),
        ("old", "inactive"),
        ("sold-out", "in_stock"),
        ("mount", "merchant_ban"),
        ("soundbar", "price_cap"),
        ("hdmi-long", "offered 1"),
        ("bulb", "offered 0"),
    ] {
        assert_eq!(fate(&story, id), expect, "{id}: {story}");
    }
    assert_eq!(
        fate(&story, "tv"),
        "not proposed",
        "the page's own product: {story}"
    );
}

#[test]
fn a_filter_can_be_switched_off() {
    let shop = shop(SHOP);
    for filter in ["own_variant", "inactive", "in_stock", "price_cap"] {
        let with = shop.story(&shop.decide(&policy(), &[], Some("tv"), &[]));
        let off = Policy {
            filters_off: vec![filter.into()],
            also: Vec::new(),
            ..policy()
        };
        let without = shop.story(&shop.decide(&off, &[], Some("tv"), &[]));
        assert!(
            with.contains(filter) && !without.contains(filter),
            "{filter}: {without}"
        );
    }
}

#[test]
fn what_is_in_the_cart_and_fees_are_never_offered() {
    let shop = shop(SHOP);
    let decision = shop.decide(&policy(), &["tv", "hdmi"], None, &[]);
    let offered: Vec<&str> = decision
        .offers
        .iter()
        .map(|offer| shop.models.catalogue.id(offer.product))
        .collect();
    assert!(
        !offered.contains(&"tv") && !offered.contains(&"hdmi") && !offered.contains(&"postage"),
        "{offered:?}"
    );
    let context = |id: &str| {
        let cart = [CartLine {
            product: shop.index("tv"),
            quantity: 1,
            unit_price_minor: None,
        }];
        let query = Query {
            cart: &cart,
            product: None,
            leaf: None,
            recently_viewed: &[],
            now: Day(20_500).start(),
            ..Query::default()
        };
        let (request, policy) = (
            Request {
                query,
                limit: None,
                exclude: &[],
                ..Request::default()
            },
            policy(),
        );
        let context = filters::Context::new(&shop.models, &shop.live, &policy, &request, true);
        filters::first_objection(&context, shop.index(id)).map(filters::id)
    };
    assert_eq!(
        (context("tv"), context("postage"), context("hdmi")),
        (Some("in_cart"), Some("fees"), None)
    );
}

#[test]
fn slots_are_few_and_of_different_kinds_and_the_rest_is_kept_ready() {
    let shop = shop(SHOP);
    let story = shop.story(&shop.decide(&policy(), &[], Some("tv"), &[]));
    let cables = ["hdmi", "hdmi-long"].map(|id| fate(&story, id));
    assert!(
        cables.contains(&"repetitive".to_owned()),
        "one cable is enough: {story}"
    );
    let two = Policy {
        slots: 1,
        reserve: 1,
        per_leaf_max: 2,
        also: Vec::new(),
        ..policy()
    };
    let decision = shop.decide(&two, &[], Some("tv"), &[]);
    assert_eq!((decision.offers.len(), decision.reserve.len()), (1, 1));
    assert!(
        shop.story(&decision).contains("slots_full"),
        "{}",
        shop.story(&decision)
    );
    let strict = Policy {
        score_min: 1.0,
        ..policy()
    };
    let story = shop.story(&shop.decide(&strict, &[], Some("tv"), &[]));
    assert!(
        story.contains("below_minimum"),
        "nothing is better than something unfitting: {story}"
    );
}

#[test]
fn live_changes_count_and_prices_steer_the_cap() {
    let mut shop = shop(SHOP);
    let soundbar = shop.index("soundbar");
    let cheaper = shop::Money::new(39_900, shop::Currency::new("EUR").unwrap());
    shop.live.patch(
        soundbar,
        Patch {
            price: Some(Some(cheaper)),
            ..Patch::default()
        },
    );
    let story = shop.story(&shop.decide(&policy(), &[], Some("tv"), &[]));
    assert_ne!(fate(&story, "soundbar"), "price_cap", "{story}");
    let hdmi = shop.index("hdmi");
    shop.live.patch(
        hdmi,
        Patch {
            stock: Some(Stock::Quantity(0)),
            ..Patch::default()
        },
    );
    let story = shop.story(&shop.decide(&policy(), &[], Some("tv"), &[]));
    assert_eq!(fate(&story, "hdmi"), "in_stock");
    assert!(
        fate(&story, "hdmi-long").starts_with("offered"),
        "the next one takes its place: {story}"
    );
}

#[test]
fn the_same_question_gets_the_same_answer() {
    let shop = shop(SHOP);
    let mut scratch = Scratch::default();
    let cart = [CartLine {
        product: shop.index("tv"),
        quantity: 1,
        unit_price_minor: None,
    }];
    let query = Query {
        cart: &cart,
        product: None,
        leaf: None,
        recently_viewed: &[],
        now: Day(20_500).start(),
        ..Query::default()
    };
    let request = Request {
        query,
        limit: None,
        exclude: &[],
        ..Request::default()
    };
    let first = decide(
        &shop.models,
        &Rankers::default(),
        &shop.live,
        &policy(),
        &request,
        &mut scratch,
    );
    for _ in 0..3 {
        assert_eq!(
            decide(
                &shop.models,
                &Rankers::default(),
                &shop.live,
                &policy(),
                &request,
                &mut scratch
            ),
            first
        );
    }
    assert_eq!(shop.decide(&policy(), &["tv"], None, &[]), first);
}

const PHONES: &str = r#"
currency EUR
product one "Zephyr One" Phones>Smartphones 300.00 group=one
product pro "Zephyr Pro" Phones>Smartphones 500.00 group=pro
product case-one "Case, One" Phones>Cases 15.00 fits=group:one
product case-pro "Case, Pro" Phones>Cases 15.00 fits=group:pro
product glass-one "Glass, One" Phones>Glass 9.00 fits=group:one
product charger "Charger" Phones>Chargers 29.00 fits=category:Phones>Smartphones
product earbuds "Earbuds" Phones>Audio 49.00
repeat 9 order o{n} 2026-01-01+{n} - one pro case-one case-pro
"#;

/// Which of the products the compatibility filter drops for a customer of this page, cart, bought products and viewed
/// ones.
#[track_caller]
fn check_dropped(page: Option<&str>, cart: &[&str], bought: &[&str], viewed: &[&str], expect: &[&str]) {
    let shop = shop(PHONES);
    let indices = |ids: &[&str]| ids.iter().map(|id| shop.index(id)).collect::<Vec<_>>();
    let (bought, viewed) = (indices(bought), indices(viewed));
    let line = |product| CartLine {
        product,
        quantity: 1,
        unit_price_minor: None,
    };
    let cart: Vec<CartLine> = indices(cart).into_iter().map(line).collect();
    let query = Query {
        cart: &cart,
        product: page.map(|id| shop.index(id)),
        bought: recommend::signals::purchases::Bought {
            products: &bought,
            ..Default::default()
        },
        recently_viewed: &viewed,
        now: Day(20_500).start(),
        ..Query::default()
    };
    let policy = Policy {
        filters_off: ["in_cart", "own_variant", "price_cap"]
            .map(str::to_owned)
            .to_vec(),
        ..policy()
    };
    let request = Request {
        query,
        limit: None,
        exclude: &[],
        ..Request::default()
    };
    let context = filters::Context::new(&shop.models, &shop.live, &policy, &request, true);
    let dropped = |id: &&str| {
        filters::first_objection(&context, shop.index(id)).map(filters::id) == Some("compatibility")
    };
    let accessories = ["case-one", "case-pro", "glass-one", "charger", "earbuds"];
    let dropped: Vec<&str> = accessories.into_iter().filter(dropped).collect();
    assert_eq!(dropped, expect, "page {page:?}");
}

#[test]
fn what_fits_nothing_that_is_chosen_or_owned_is_dropped() {
    check_dropped(Some("one"), &[], &[], &[], &["case-pro"]);
    check_dropped(Some("one"), &["pro"], &[], &[], &[]);
    check_dropped(Some("one"), &[], &["pro"], &[], &[]);
    check_dropped(Some("one"), &[], &[], &["pro"], &["case-pro"]);
    check_dropped(None, &[], &[], &["pro"], &["case-one", "glass-one"]);
    check_dropped(
        None,
        &[],
        &[],
        &[],
        &["case-one", "case-pro", "glass-one", "charger"],
    );
    // A screen protector goes with the case of the same phone.
    check_dropped(Some("case-one"), &[], &[], &[], &["case-pro", "charger"]);
    check_dropped(
        Some("earbuds"),
        &[],
        &[],
        &[],
        &["case-one", "case-pro", "glass-one", "charger"],
    );
}

/// A shop that sold hardly anything: titles are all it knows of its new laptop.
const NEW_SHOP: &str = r#"
currency EUR
product pro "Lumo laptop Pro 14" Computers>Laptops 1200
product neo "Lumo laptop Neo 13" Computers>Laptops 700
product case-neo "Case for Lumo Neo 13" Computers>Bags 20
product case-pro "Case for Lumo Pro 14" Computers>Bags 20
product mouse "Silent mouse" Computers>Mice 25
product stand "Oak monitor stand" Computers>Stands 80
product bag "Canvas bag" Fashion>Bags 60
product chair "Garden chair" Garden>Chairs 40
"#;

#[test]
fn a_shop_without_orders_offers_what_the_title_names() {
    let shop = shop(NEW_SHOP);
    let decision = shop.decide(&Policy::default_for(Placement::Cart), &["neo"], None, &[]);
    assert_eq!(shop.story(&decision), "case-neo offered 0");
    assert_eq!(decision.offers[0].source.evidence.code(), "named_alike");
}

#[test]
fn what_orders_prove_comes_before_what_titles_name() {
    let orders = "repeat 12 order a{n} 2026-01-01+{n} - neo mouse\n\
         repeat 30 order b{n} 2026-01-01+{n} - stand chair\n";
    let shop = shop(&format!("{NEW_SHOP}{orders}"));
    let story = shop.story(&shop.decide(&Policy::default_for(Placement::Cart), &["neo"], None, &[]));
    assert_eq!(fate(&story, "mouse"), "offered 0", "{story}");
    assert_eq!(fate(&story, "pro"), "not proposed", "{story}");
}

#[test]
fn what_is_served_sums_up_what_rankers_learn_from() {
    let shop = shop(SHOP);
    let cart = [CartLine {
        product: shop.index("tv"),
        quantity: 1,
        unit_price_minor: None,
    }];
    let query = Query {
        cart: &cart,
        now: Day(20_500).start(),
        ..Query::default()
    };
    let mut scratch = Scratch::default();
    let mut rankers = Rankers::default();
    for intent in Intent::ALL {
        // Every feature counts, and each by another weight.
        let mut ranker = rankers.of(intent).clone();
        for (at, weight) in ranker.weights.iter_mut().enumerate() {
            *weight = 0.1 + at as f32 / 50.0;
        }
        rankers.set(intent, ranker.clone());
        let listed: BTreeMap<ProductIndex, f32> = featured(&shop.models, intent, &query, &mut scratch)
            .into_iter()
            .map(|(product, features)| (product, ranker.sum(&features)))
            .collect();
        let served = ranked(&shop.models, &rankers, intent, &query, &mut scratch);
        assert_eq!(served.len(), listed.len());
        for (product, sum) in served {
            assert!((sum - listed[&product]).abs() < 1e-4, "{intent:?} {product}");
        }
    }
}

/// Products of the offers, in the order of the slots.
fn ids(shop: &Shop, decision: &Decision) -> Vec<String> {
    let offers = decision.offers.iter();
    offers
        .map(|offer| shop.models.catalogue.id(offer.product).to_owned())
        .collect()
}

#[test]
fn an_objective_puts_what_brings_more_forward_and_drops_nothing() {
    let shop = shop(SHOP);
    let by = |objective| {
        let policy = Policy {
            objective,
            price_cap_percent: None,
            ..Policy::default_for(Placement::Cart)
        };
        let decision = shop.decide(&policy, &["tv"], None, &[]);
        let scores = decision.candidates.iter().map(|candidate| {
            let id = shop.models.catalogue.id(candidate.product).to_owned();
            (id, candidate.score.to_bits())
        });
        (ids(&shop, &decision), scores.collect::<BTreeMap<_, _>>())
    };
    let ((attach, likely), (revenue, likely_by_revenue)) = (by(Objective::Attach), by(Objective::Revenue));
    let place = |all: &[String], id: &str| all.iter().position(|offered| offered == id);
    assert!(place(&attach, "hdmi") < place(&attach, "mount"), "{attach:?}");
    assert!(place(&revenue, "mount") < place(&revenue, "hdmi"), "{revenue:?}");
    // The dearest is worth most, and so much less likely that it stays last.
    assert_eq!(place(&revenue, "soundbar"), Some(3), "{revenue:?}");
    let sorted = |mut all: Vec<String>| {
        all.sort();
        all
    };
    assert_eq!(sorted(attach), sorted(revenue));
    assert_eq!(likely, likely_by_revenue, "a likelihood is no matter of worth");
}

#[test]
fn a_fallback_fills_only_what_the_others_leave_empty() {
    let shop = shop(SHOP);
    let popular = recommend::recommenders::index("popular").unwrap();
    let policy = Policy {
        price_cap_percent: None,
        ..Policy::default_for(Placement::Cart)
    };
    let with_fallback = Policy {
        fallback: vec![(popular, 1.0)],
        ..policy.clone()
    };
    for cart in [&["tv"][..], &["soundbar"], &["sold-out"]] {
        let alone = ids(&shop, &shop.decide(&policy, cart, None, &[]));
        let filled = ids(&shop, &shop.decide(&with_fallback, cart, None, &[]));
        assert_eq!(filled[..alone.len()], alone);
        assert!(
            filled.len() > alone.len() || alone.len() == policy.slots,
            "{cart:?}"
        );
    }
}
