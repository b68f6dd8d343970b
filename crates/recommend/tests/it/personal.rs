//! What the recommenders and signals of single customers find of a simulated shop's planted truth.

use std::collections::{BTreeMap, BTreeSet};

use recommend::{CustomerIndex, History, ProductIndex, Signals};
use shop::Day;
use testkit::simulator::{Settings, Truth, simulate};

use crate::shop::{Asked, Shop, built, first, partitions, shop};

const ORDERS: u32 = 12_000;

fn truth() -> Truth {
    let settings = Settings {
        orders_target: ORDERS,
        ..Settings::default()
    };
    simulate(&settings).truth
}

fn of(customer: CustomerIndex) -> Asked {
    Asked {
        customer: Some(customer),
        ..Asked::default()
    }
}

/// The shop as it was on the morning of `today`.
fn earlier(mut shop: Shop, today: Day) -> Shop {
    shop.orders.retain(|order| order.day < today);
    shop.today = today;
    let history = History::count(&partitions(&shop, 1)[0]);
    shop.signals = Signals::learn(&history, &shop.catalogue, &shop.params);
    shop
}

/// Per customer and product, the days on which it was bought.
fn purchase_days(shop: &Shop) -> BTreeMap<(CustomerIndex, ProductIndex), BTreeSet<i32>> {
    let mut days: BTreeMap<_, BTreeSet<i32>> = BTreeMap::new();
    for order in &shop.orders {
        for (buyer, &product) in order
            .buyer
            .iter()
            .flat_map(|buyer| order.products.iter().map(move |p| (buyer, p)))
        {
            days.entry((*buyer, product)).or_default().insert(order.day.0);
        }
    }
    days
}

#[test]
fn planted_gaps_are_found() {
    let (shop, truth) = (shop(ORDERS), truth());
    let repurchase = &shop.signals.repurchase_time;
    let (mut checked, mut found) = (0, 0);
    for planted in &truth.repurchase {
        let product = shop.index(&planted.product);
        if repurchase.repeats(product) >= 20 {
            let ratio = repurchase.gap_days(product).unwrap() / planted.gap_days as f32;
            checked += 1;
            found += usize::from((0.8..=1.2).contains(&ratio));
            assert!(repurchase.repeat_share(product).unwrap() >= 0.1, "{planted:?}");
        }
    }
    assert!(checked >= 15 && found * 10 >= checked * 9, "{found} of {checked}");
    let empty = Shop::without_history(shop.catalogue, shop.today);
    assert_eq!(empty.signals.repurchase_time.gap_days(0), None);
    assert_eq!(empty.signals.repurchase_time.repeat_share(0), None);
    assert!(empty.signals.repurchase_time.due(0, 30, 3, Some(30.0)).abs() < f32::EPSILON);
}

#[test]
fn customers_are_reminded_when_a_purchase_is_due_and_of_little_else() {
    let (shop, truth) = (shop(ORDERS), truth());
    let model = built("buy_again", &shop);
    let gaps: BTreeMap<ProductIndex, f32> = truth
        .repurchase
        .iter()
        .map(|planted| (shop.index(&planted.product), planted.gap_days as f32))
        .collect();
    let bought = purchase_days(&shop);
    let customers: BTreeSet<CustomerIndex> = bought.keys().map(|(customer, _)| *customer).collect();
    let (mut due, mut reminded, mut proposed, mut planted) = (0, 0, 0, 0);
    for customer in customers {
        let proposals = first("buy_again", &shop, &*model, &of(customer), usize::MAX);
        for product in &proposals {
            assert!(
                bought.contains_key(&(customer, *product)),
                "{product} was never bought"
            );
            proposed += 1;
            planted += usize::from(gaps.contains_key(product));
        }
        for (&(_, product), days) in bought.range((customer, 0)..=(customer, u32::MAX)) {
            let Some(&gap) = gaps
                .get(&product)
                .filter(|_| shop.signals.repurchase_time.repeats(product) >= 20)
            else {
                continue;
            };
            // A customer with a history goes by their own gap, but a mean over pauses is none.
            let own = (days.last().unwrap() - days.first().unwrap()) as f32 / (days.len() - 1).max(1) as f32;
            let own = if days.len() >= 3 { own } else { gap };
            let days_since = (shop.today.0 - days.last().unwrap()) as f32;
            if days_since < 0.25 * own.min(gap) || days_since > 3.5 * own.max(gap) {
                assert!(!proposals.contains(&product), "{product} after {days_since} days");
            }
            if days.len() >= 3 && (0.85..=1.1).contains(&(days_since / gap)) {
                due += 1;
                reminded += usize::from(proposals.contains(&product));
            }
        }
    }
    println!("{reminded} of {due} due; {planted} of {proposed} proposed are planted");
    assert!(due >= 20 && reminded * 20 >= due * 19, "{reminded} of {due}");
    assert!(planted * 20 >= proposed * 19, "{planted} of {proposed}");
}

#[test]
fn the_next_orders_of_known_customers_are_foreseen() {
    let whole = shop(ORDERS);
    let cut = Day(whole.today.0 - 30);
    let mut later: BTreeMap<CustomerIndex, BTreeSet<ProductIndex>> = BTreeMap::new();
    for order in whole.orders.iter().filter(|order| order.day >= cut) {
        if let Some(buyer) = order.buyer {
            later.entry(buyer).or_default().extend(&order.products);
        }
    }
    let shop = earlier(whole, cut);
    let bought = purchase_days(&shop);
    later.retain(|customer, _| bought.range((*customer, 0)..=(*customer, u32::MAX)).count() > 0);
    let recall = |recommender| {
        let model = built(recommender, &shop);
        let of_customer = |(customer, wanted): (&CustomerIndex, &BTreeSet<ProductIndex>)| {
            let found = first(recommender, &shop, &*model, &of(*customer), 10);
            found.iter().filter(|product| wanted.contains(product)).count() as f64 / wanted.len() as f64
        };
        later.iter().map(of_customer).sum::<f64>() / later.len() as f64
    };
    let (personal, popular) = (recall("personalized"), recall("popular"));
    println!(
        "{} customers: recall {personal:.3}, of best sellers {popular:.3}",
        later.len()
    );
    assert!(later.len() >= 100);
    assert!(personal > 1.5 * popular, "{personal} is not much above {popular}");
}

#[test]
fn strangers_get_no_personal_list() {
    let shop = shop(3_000);
    for recommender in ["personalized", "buy_again"] {
        let model = built(recommender, &shop);
        let stranger = Asked {
            recently_viewed: vec![1, 2, 3],
            cart: vec![crate::shop::line(4)],
            ..Asked::default()
        };
        assert!(first(recommender, &shop, &*model, &stranger, 10).is_empty());
    }
}
