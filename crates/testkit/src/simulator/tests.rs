//! What was planted is there, in every language, and again with every run.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use shop::{EventKind, LineKind, Locale, Order, ProductId, ProductKind};

use super::{EVENT_DAYS, POSTAGE, Settings, SimulatedShop, demand::RISING_DAYS, simulate};

/// Made once, as most tests only look at it.
fn default_shop() -> &'static SimulatedShop {
    static SHOP: LazyLock<SimulatedShop> = LazyLock::new(|| simulate(&Settings::default()));
    &SHOP
}

/// FNV-1a over what a shop consists of: another number means that every pinned expectation elsewhere may have moved.
fn digest(shop: &SimulatedShop) -> u64 {
    let products = shop.products.iter().map(|p| {
        format!(
            "{} {:?} {:?} {:?} {:?}",
            p.id, p.title, p.price, p.unit_cost, p.stock
        )
    });
    let orders = shop
        .orders
        .iter()
        .map(|o| format!("{} {:?} {} {:?}", o.id, o.customer_id, o.placed_at, o.lines));
    let events = shop
        .events
        .iter()
        .map(|e| format!("{} {:?} {} {:?}", e.id, e.kind, e.at, e.product_id));
    let refunds = shop
        .refunds
        .iter()
        .map(|r| format!("{} {} {}", r.id, r.product_id, r.refunded_at));
    let text = products.chain(orders).chain(events).chain(refunds);
    text.fold(0xcbf2_9ce4_8422_2325, |hash, part| {
        part.bytes().fold(hash, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    })
}

#[test]
fn the_same_seed_gives_the_same_shop() {
    let shop = default_shop();
    assert_eq!(*shop, simulate(&Settings::default()));
    assert_eq!(format!("{:016x}", digest(shop)), "e38d1259c8ba104d");
    let other = simulate(&Settings {
        seed: 2,
        ..Settings::default()
    });
    assert_ne!(shop.orders, other.orders);
}

#[test]
fn the_default_shop_has_the_promised_size() {
    let shop = default_shop();
    let lines: usize = shop.orders.iter().map(|order| order.lines.len()).sum();
    let sizes = (
        shop.products.len(),
        shop.orders.len(),
        lines,
        shop.events.len(),
        shop.customers.len(),
    );
    assert!((380..=420).contains(&sizes.0), "{sizes:?}");
    assert!((11_900..=12_100).contains(&sizes.1), "{sizes:?}");
    assert!((27_000..=33_000).contains(&sizes.2), "{sizes:?}");
    assert!((50_000..=70_000).contains(&sizes.3), "{sizes:?}");
    assert_eq!(sizes.4, 3_000);
}

#[test]
fn every_product_is_fully_described() {
    let shop = default_shop();
    let ids: HashSet<&ProductId> = shop.products.iter().map(|product| &product.id).collect();
    assert_eq!(ids.len(), shop.products.len());
    for product in &shop.products {
        let id = &product.id;
        for text in [&product.title, &product.description] {
            assert_eq!(text.0.len(), 4, "{id}");
            assert!(
                text.0
                    .values()
                    .all(|text| !text.contains(['{', '}']) && !text.contains("  ")),
                "{id}: {text:?}"
            );
        }
        let (price, cost) = (product.price.unwrap(), product.unit_cost.unwrap());
        assert!(0 < cost.minor && cost.minor < price.minor, "{id}");
        assert!(
            product.list_price.is_none_or(|list| list.minor > price.minor),
            "{id}"
        );
        assert!((2..=3).contains(&product.category.0.len()), "{id}");
        assert!(product.brand.is_some() && product.launched_at.is_some(), "{id}");
        assert_eq!(product.group.is_some(), !product.variant.is_empty(), "{id}");
    }
    let kinds: HashSet<ProductKind> = shop.products.iter().map(|product| product.kind).collect();
    assert_eq!(kinds.len(), ProductKind::ALL.len());
    let sold_out = shop
        .products
        .iter()
        .filter(|product| product.active && !product.stock.is_sellable())
        .count();
    assert!((4..=30).contains(&sold_out), "{sold_out} sold out");
    assert!(
        shop.products.iter().any(|product| !product.active)
            && shop.products.iter().any(|p| p.list_price.is_some())
    );
}

/// Letters of each language's own alphabet, so that no text stands in the neighbour's.
fn is_foreign(tag: &str, letter: char) -> bool {
    let arabic_script = ('\u{600}'..='\u{6ff}').contains(&letter);
    match tag {
        "ar" => {
            arabic_script
                && !matches!(letter, '\u{621}'..='\u{64a}' | '\u{64b}'..='\u{652}' | '،' | '؛' | '؟')
        }
        "fa" => matches!(letter, 'ي' | 'ك' | 'ة' | 'ى' | '\u{660}'..='\u{669}'),
        "ro" => arabic_script || matches!(letter, 'ş' | 'ţ' | 'Ş' | 'Ţ' | 'ã'),
        _ => arabic_script || (letter.is_alphabetic() && !letter.is_ascii()),
    }
}

#[test]
fn titles_are_distinct_and_in_their_own_script() {
    let shop = default_shop();
    for tag in ["en", "ar", "fa", "ro"] {
        let locale = Locale::new(tag).unwrap();
        let titles: HashSet<&String> = shop
            .products
            .iter()
            .map(|product| &product.title.0[&locale])
            .collect();
        assert_eq!(titles.len(), shop.products.len(), "{tag}");
        for product in &shop.products {
            for text in [&product.title.0[&locale], &product.description.0[&locale]] {
                let foreign = text.chars().find(|&letter| is_foreign(tag, letter));
                assert_eq!(foreign, None, "{tag}: {text}");
                let own = text
                    .chars()
                    .any(|letter| ('\u{600}'..='\u{6ff}').contains(&letter));
                assert_eq!(own, tag == "ar" || tag == "fa", "{tag}: {text}");
            }
        }
    }
}

fn holding(shop: &SimulatedShop) -> HashMap<&ProductId, HashSet<usize>> {
    let mut holding: HashMap<&ProductId, HashSet<usize>> = HashMap::new();
    for (index, order) in shop.orders.iter().enumerate() {
        for id in order.products() {
            holding.entry(id).or_default().insert(index);
        }
    }
    holding
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[test]
fn complements_have_the_planned_lift_whatever_the_seed() {
    for seed in 1..=3 {
        let shop = simulate(&Settings {
            seed,
            ..Settings::default()
        });
        let holding = holding(&shop);
        let mut ratios = Vec::new();
        for pair in shop
            .truth
            .complements
            .iter()
            .filter(|pair| pair.orders_expected >= 15.0)
        {
            let (a, b) = (&holding[&pair.product], &holding[&pair.companion]);
            let both = a.intersection(b).count() as f64;
            let lift = both * shop.orders.len() as f64 / (a.len() * b.len()) as f64;
            let ratio = lift / pair.lift;
            assert!(
                (0.45..2.2).contains(&ratio),
                "seed {seed}: {pair:?} has lift {lift}"
            );
            ratios.push(ratio);
        }
        assert!(ratios.len() >= 30, "seed {seed}: {} pairs", ratios.len());
        let middle = median(ratios);
        assert!(
            (0.85..1.18).contains(&middle),
            "seed {seed}: median ratio {middle}"
        );
    }
}

#[test]
fn complements_are_one_sided() {
    let shop = default_shop();
    let holding = holding(shop);
    let televisions: HashSet<usize> = holding
        .iter()
        .filter(|(id, _)| id.as_str().starts_with("tv-"))
        .flat_map(|(_, o)| o)
        .copied()
        .collect();
    let cables: HashSet<usize> = holding
        .iter()
        .filter(|(id, _)| id.as_str().starts_with("hdmi-"))
        .flat_map(|(_, o)| o)
        .copied()
        .collect();
    let both = televisions.intersection(&cables).count() as f64;
    let (cable_with_tv, tv_with_cable) = (both / televisions.len() as f64, both / cables.len() as f64);
    assert!((0.33..0.45).contains(&cable_with_tv), "{cable_with_tv}");
    assert!((cable_with_tv - tv_with_cable).abs() > 0.05, "{tv_with_cable}");
}

#[test]
fn substitutes_are_compared_and_never_bought_together() {
    let shop = default_shop();
    let holding = holding(shop);
    let mut viewed: HashMap<&ProductId, HashSet<&str>> = HashMap::new();
    for event in shop.events.iter().filter(|event| event.kind == EventKind::View) {
        let session = event.session_id.as_ref().unwrap().as_str();
        viewed
            .entry(event.product_id.as_ref().unwrap())
            .or_default()
            .insert(session);
    }
    let none = HashSet::new();
    let mut compared = 0;
    for pair in &shop.truth.substitutes {
        if let (Some(a), Some(b)) = (holding.get(&pair.0), holding.get(&pair.1)) {
            assert!(a.is_disjoint(b), "{pair:?}");
        }
        let sessions = viewed
            .get(&pair.0)
            .unwrap_or(&none)
            .intersection(viewed.get(&pair.1).unwrap_or(&none))
            .count();
        compared += usize::from(sessions >= 3);
    }
    let share = compared as f64 / shop.truth.substitutes.len() as f64;
    assert!(
        shop.truth.substitutes.len() >= 100 && share > 0.8,
        "{share} of {}",
        shop.truth.substitutes.len()
    );
}

#[test]
fn consumables_are_bought_again_after_their_time() {
    let shop = default_shop();
    let mut last: HashMap<(&str, &ProductId), i32> = HashMap::new();
    let mut gaps: HashMap<&ProductId, Vec<f64>> = HashMap::new();
    for order in shop.orders.iter().filter(|order| order.customer_id.is_some()) {
        let customer = order.customer_id.as_ref().unwrap().as_str();
        let day = order.placed_at.day().0;
        for id in order.products() {
            if let Some(before) = last.insert((customer, id), day) {
                gaps.entry(id).or_default().push(f64::from(day - before));
            }
        }
    }
    let mut checked = 0;
    for planted in &shop.truth.repurchase {
        let Some(gaps) = gaps.remove(&planted.product).filter(|gaps| gaps.len() >= 20) else {
            continue;
        };
        let ratio = median(gaps) / f64::from(planted.gap_days);
        assert!((0.85..1.25).contains(&ratio), "{planted:?}: {ratio}");
        checked += 1;
    }
    assert!(checked >= 15, "{checked} of {}", shop.truth.repurchase.len());
}

#[test]
fn seasons_and_trends_show_in_the_orders() {
    let shop = default_shop();
    let end = Settings::default().end().0;
    let sold = |wanted: &HashSet<&ProductId>, when: &dyn Fn(&Order) -> bool| {
        let (mut with, mut all) = (0.0, 0.0);
        for order in shop.orders.iter().filter(|order| when(order)) {
            all += 1.0;
            with += f64::from(u8::from(order.products().any(|id| wanted.contains(id))));
        }
        with / all
    };
    for prefix in ["fan-", "heater-", "string-lights-", "gift-card-", "duvet-cloud"] {
        let planted: Vec<_> = shop
            .truth
            .seasonal
            .iter()
            .filter(|s| s.product.as_str().starts_with(prefix))
            .collect();
        let wanted: HashSet<&ProductId> = planted.iter().map(|seasonal| &seasonal.product).collect();
        let in_season = |order: &Order| planted[0].months.contains(&order.placed_at.day().civil().1);
        let ratio = sold(&wanted, &in_season) / sold(&wanted, &|order| !in_season(order));
        assert!(ratio > planted[0].factor * 0.8, "{prefix}: {ratio}");
    }
    let rising: HashSet<&ProductId> = shop.truth.rising.iter().collect();
    let late = |order: &Order| order.placed_at.day().0 >= end - RISING_DAYS as i32;
    let ratio = sold(&rising, &late) / sold(&rising, &|order| !late(order));
    assert!(rising.len() >= 5 && ratio > 2.0, "{ratio}");
}

#[test]
fn ladders_accessories_and_links_are_sound() {
    let shop = default_shop();
    let by_id: HashMap<&ProductId, _> = shop
        .products
        .iter()
        .map(|product| (&product.id, product))
        .collect();
    assert!(shop.truth.ladders.len() >= 25);
    for ladder in &shop.truth.ladders {
        assert!(ladder.len() >= 2);
        assert!(
            ladder.is_sorted_by(|a, b| by_id[a].price.unwrap().minor < by_id[b].price.unwrap().minor),
            "{ladder:?}"
        );
        assert!(
            ladder
                .iter()
                .all(|id| by_id[id].category == by_id[&ladder[0]].category)
        );
    }
    let pair = |product: &str, accessory: &str| {
        shop.truth
            .accessories
            .iter()
            .any(|a| a.product.as_str() == product && a.accessory.as_str() == accessory)
    };
    assert!(
        pair("phone-pro-black", "case-soft-pro-black") && !pair("phone-one-black", "case-soft-pro-black")
    );
    assert!(pair("tv-vista-55", "mount-swing") && !pair("tv-vista-43", "mount-swing"));
    assert!(pair("laptop-slate-14", "warranty-compute") && !pair("tv-vista-55", "warranty-compute"));
    // Everything that declares to fit something fits something: no table names what does not exist.
    let fitting: HashSet<&ProductId> = shop.truth.accessories.iter().map(|a| &a.accessory).collect();
    assert!(
        shop.products
            .iter()
            .all(|product| product.fits.is_empty() || fitting.contains(&product.id))
    );
    assert!(
        shop.links
            .iter()
            .all(|link| by_id.contains_key(&link.from) && by_id.contains_key(&link.to))
    );
}

#[test]
fn what_goes_along_exists() {
    use super::departments::DEPARTMENTS;
    let families = || DEPARTMENTS.iter().flat_map(|department| department.families);
    let keys: HashSet<&str> = families().map(|family| family.key).collect();
    assert_eq!(keys.len(), families().count(), "two families share a key");
    for attach in families().flat_map(|family| family.attach) {
        assert!(keys.contains(attach.family), "{} is no family", attach.family);
    }
}

#[test]
fn orders_refunds_and_events_belong_together() {
    let shop = default_shop();
    let settings = Settings::default();
    let orders: HashMap<_, &Order> = shop.orders.iter().map(|order| (&order.id, order)).collect();
    assert_eq!(orders.len(), shop.orders.len());
    assert!(shop.orders.is_sorted_by_key(|order| order.placed_at));
    assert!(
        shop.orders
            .iter()
            .all(|order| order.products().next().is_some() && order.visitor_id.is_some())
    );
    let guests = shop
        .orders
        .iter()
        .filter(|order| order.customer_id.is_none())
        .count();
    assert!((1_000..3_000).contains(&guests), "{guests} guests");
    let fee = |order: &&Order| {
        order
            .lines
            .iter()
            .any(|line| line.kind == LineKind::Fee && line.product_id.as_str() == POSTAGE)
    };
    assert!((2_000..9_000).contains(&shop.orders.iter().filter(fee).count()));
    for refund in &shop.refunds {
        let order = orders[refund.order_id.as_ref().unwrap()];
        assert!(order.placed_at < refund.refunded_at && refund.refunded_at < settings.end().start());
        assert!(
            order
                .lines
                .iter()
                .any(|line| line.product_id == refund.product_id && line.quantity == refund.quantity)
        );
    }
    assert!(shop.refunds.len() > 300);
    assert!(shop.events.is_sorted_by_key(|event| event.at));
    let event_ids: HashSet<_> = shop.events.iter().map(|event| &event.id).collect();
    assert_eq!(event_ids.len(), shop.events.len());
    let first_day = settings.end().0 - EVENT_DAYS as i32;
    for event in &shop.events {
        assert!((first_day - 1..settings.end().0).contains(&event.at.day().0));
        assert_eq!(event.kind == EventKind::Purchase, event.order_id.is_some());
        if let Some(order) = event.order_id.as_ref().map(|id| orders[id]) {
            assert_eq!(
                (&event.customer_id, event.at),
                (&order.customer_id, order.placed_at)
            );
            assert!(order.products().any(|id| Some(id) == event.product_id.as_ref()));
        }
    }
}

#[test]
fn reviews_are_by_buyers_and_name_what_goes_along() {
    let shop = default_shop();
    let titles: HashMap<&ProductId, Vec<&str>> = shop
        .products
        .iter()
        .map(|product| {
            (
                &product.id,
                product.title.0.values().map(String::as_str).collect(),
            )
        })
        .collect();
    let pairs = shop.truth.complements.iter();
    let together: HashSet<(&ProductId, &ProductId)> = pairs
        .flat_map(|pair| [(&pair.product, &pair.companion), (&pair.companion, &pair.product)])
        .collect();
    let lines: HashMap<String, &Order> = shop
        .orders
        .iter()
        .flat_map(|order| {
            order
                .products()
                .map(move |id| (format!("{}-{id}", order.id), order))
        })
        .collect();
    let ratings: HashMap<&str, f32> = shop
        .reviews
        .iter()
        .map(|review| (review.id.as_str(), review.rating.unwrap()))
        .collect();
    assert!(shop.reviews.is_sorted_by_key(|review| review.reviewed_at));
    let mut named = 0;
    for review in &shop.reviews {
        let order = lines[review.id.as_str()];
        assert_eq!(order.customer_id, review.customer_id);
        assert!(Some(order.placed_at) < review.reviewed_at);
        assert!(shop::Review::is_rating(review.rating.unwrap()) && !review.text.is_empty());
        let is_named = order.products().any(|other| {
            together.contains(&(&review.product_id, other))
                && titles[other].iter().any(|title| review.text.contains(title))
        });
        named += usize::from(is_named);
    }
    let count = shop.reviews.len();
    assert!((1_000..4_000).contains(&count), "{count} reviews");
    assert!(named * 20 > count, "{named} of {count} name a companion");
    let disappointed = shop.refunds.iter().filter(|refund| {
        let order = refund.order_id.as_ref().unwrap();
        let id = format!("{order}-{}", refund.product_id);
        ratings.get(id.as_str()).is_some_and(|stars| *stars < 3.0)
    });
    assert!(disappointed.count() > 5, "who sent something back says so");
}

#[test]
fn unusual_settings_are_served() {
    let usual = Settings {
        customers: 50,
        orders_target: 200,
        days: 90,
        ..Settings::default()
    };
    assert!(
        simulate(&Settings {
            days: 0,
            ..usual.clone()
        })
        .orders
        .is_empty()
    );
    assert!(
        simulate(&Settings {
            orders_target: 0,
            ..usual.clone()
        })
        .orders
        .is_empty()
    );
    assert!(
        simulate(&Settings {
            customers: 0,
            ..usual.clone()
        })
        .orders
        .iter()
        .all(|o| o.customer_id.is_none())
    );
    for code in ["JPY", "KWD", "IRR", "RON", "AED", "CHF"] {
        let shop = simulate(&Settings {
            currency: code.parse().unwrap(),
            ..usual.clone()
        });
        let price = |product: &shop::Product| product.price.unwrap();
        assert!(
            shop.products
                .iter()
                .all(|product| price(product).currency.code() == code)
        );
        assert!(
            shop.products
                .iter()
                .all(|product| price(product).minor > product.unit_cost.unwrap().minor)
        );
    }
}
