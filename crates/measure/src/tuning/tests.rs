//! Tuning of a shop of pairs, beside which one product is said to fit everything and nobody buys it.

use std::time::Duration;

use recommend::CatalogueSource;
use shop::{Fits, Placement, Product, ProductId};

use super::*;
use crate::offline::{Past as Orders, Split, fixture::order};

const PAIRS: u32 = 40;
const DAYS: i32 = 120;

fn endless() -> Duration {
    Duration::ZERO
}

fn budget(limit_s: u64) -> Budget<'static> {
    Budget {
        limit: Duration::from_secs(limit_s),
        elapsed: &endless,
    }
}

/// Products `0..2 · PAIRS` sold in pairs, and one behind them that is said to fit them all and that nobody buys.
fn shop() -> (Catalogue, Partition) {
    let mut source = CatalogueSource::default();
    for number in 0..2 * PAIRS {
        source.push(&Product::unknown(id(number)), false);
    }
    let fits = (0..2 * PAIRS).map(|number| Fits::Product(id(number))).collect();
    let unwanted = Product {
        fits,
        ..Product::unknown(id(2 * PAIRS))
    };
    source.push(&unwanted, false);
    let mut orders = Vec::new();
    for day in 0..DAYS {
        for at in 0..20_u32 {
            let pair = (day as u32 * 7 + at * 3) % PAIRS;
            orders.push(order(day, None, &[2 * pair, 2 * pair + 1]));
        }
    }
    let past = Orders::new(source.finish(), orders, Vec::new());
    let split = Split::new(&past, Day(DAYS).start(), Day(DAYS).start());
    let partition = split.partition;
    (past.catalogue, partition)
}

fn id(number: u32) -> ProductId {
    ProductId::new(&format!("p{number}")).unwrap()
}

/// Numbers by which the one that nobody buys stands before all others.
fn misled() -> Params {
    let mut params = Params::default();
    params.set("ranker", "complement.accessories.strength", 50.0);
    params
}

#[test]
fn a_recommender_that_misleads_is_silenced_at_the_placements_where_it_does() {
    let (catalogue, partition) = shop();
    let history = History::count(&partition);
    let (from, to) = history.latest_slice(WINDOW_DAYS).unwrap();
    assert_eq!((from, to), (Day(DAYS - 24), Day(DAYS - 1)));
    let window = Window { from, to };
    let earlier = [history.before(window.from).into_partition()];
    let past = Past {
        history: &history,
        window,
        seed: 1,
    };
    let mut tuned = Tuned {
        params: misled(),
        ..Tuned::default()
    };
    let models = Models::build(catalogue, &earlier, &tuned.params).unwrap();
    placements::beliefs(&models, &past, &budget(600), &mut tuned);

    let outcomes: Vec<_> = tuned
        .choices
        .iter()
        .map(|choice| (choice.what.as_str(), choice.outcome))
        .collect();
    let expected = [
        ("placement.product_page", Outcome::Adopted),
        ("placement.cart", Outcome::Adopted),
        ("placement.home", Outcome::TooFew),
    ];
    assert_eq!(outcomes, expected);
    let cart = &tuned.choices[1];
    assert!(cart.before < 0.6 && cart.after > 0.95, "{cart:?}");
    let believed = |placement| tuned.params.get("placement", placement);
    assert_eq!(believed("cart.accessories"), Some(0.0));
    assert_eq!(believed("pos.accessories"), Some(0.0), "as in the cart");
    assert_eq!(believed("cart.co_purchase"), None);
    let accessories = recommend::recommenders::index("accessories").unwrap();
    let rankers = Rankers::with_params(&tuned.params);
    assert!(rankers.belief(Placement::Cart, accessories).abs() < f32::EPSILON);
}

#[test]
fn what_misleads_everywhere_is_unlearnt_by_the_ranker_and_the_same_again() {
    let (catalogue, partition) = shop();
    let partitions = [partition];
    let tuned = tune(&catalogue, &partitions, &misled(), 1, &budget(600)).unwrap();
    let what: Vec<&str> = tuned.choices.iter().map(|choice| choice.what.as_str()).collect();
    let expected = "basket_model popular trending ranker.complement ranker.upsell ranker.buy_again \
                    ranker.discovery placement.product_page placement.cart placement.home";
    assert_eq!(what.join(" "), expected);
    let complement = &tuned.choices[3];
    assert_eq!(complement.outcome, Outcome::Adopted);
    assert!(complement.after > complement.before + 0.3, "{complement:?}");
    assert_eq!(
        tune(&catalogue, &partitions, &misled(), 1, &budget(600)),
        Ok(tuned)
    );
}

#[test]
fn without_time_nothing_changes_and_it_says_so() {
    let (catalogue, partition) = shop();
    let tuned = tune(&catalogue, &[partition], &misled(), 1, &budget(0)).unwrap();
    assert_eq!(tuned.params, misled());
    let rushed = tuned
        .choices
        .iter()
        .filter(|choice| choice.outcome == Outcome::NoTime);
    assert!(rushed.count() >= 5, "{:?}", tuned.choices);
}
