//! The contract of every recommender in the list. A new one is tested by being listed.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::{collections::BTreeMap, sync::Arc};

use recommend::{
    AnyModel, AnyRecommender, Baskets, Candidates, CartLine, Catalogue, CatalogueSource, DayBaskets,
    DayOrders, Evidence, KnownLink, Params, Partition, ProductIndex, Query, Sections, recommenders,
};
use shop::{Day, LineKind};
use testkit::{
    planted,
    simulator::{Settings, simulate},
};

/// A shop in the recommenders' terms.
struct Shop {
    catalogue: Catalogue,
    orders: Vec<(Day, Vec<ProductIndex>)>,
    today: Day,
}

fn shop(orders_target: u32) -> Shop {
    let settings = Settings {
        orders_target,
        ..Settings::default()
    };
    let simulated = simulate(&settings);
    let mut source = CatalogueSource::default();
    for product in &simulated.products {
        source.push(product, false);
    }
    let index = |id: &shop::ProductId| {
        simulated
            .products
            .iter()
            .position(|product| product.id == *id)
            .expect("orders hold catalogue products") as u32
    };
    for link in &simulated.links {
        source.link(KnownLink {
            from: index(&link.from),
            to: index(&link.to),
            kind: link.kind,
            position: link.position,
        });
    }
    let basket = |order: &shop::Order| {
        let merchandise = order.lines.iter().filter(|line| line.kind == LineKind::Product);
        (
            order.placed_at.day(),
            merchandise.map(|line| index(&line.product_id)).collect(),
        )
    };
    Shop {
        catalogue: source.finish(),
        orders: simulated.orders.iter().map(basket).collect(),
        today: settings.end(),
    }
}

/// The orders cut into `parts` partitions, day by day, in a mixed-up order.
fn partitions(shop: &Shop, parts: usize) -> Vec<Partition> {
    let mut cut: Vec<std::collections::BTreeMap<Day, Baskets>> = vec![Default::default(); parts];
    for (number, (day, products)) in shop.orders.iter().enumerate() {
        cut[number * 7 % parts]
            .entry(*day)
            .or_default()
            .push(&mut products.clone());
    }
    let orders = |days: std::collections::BTreeMap<Day, Baskets>| {
        let day = |(day, baskets)| DayOrders {
            day,
            baskets: Arc::new(baskets),
        };
        Partition {
            orders: days.into_iter().map(day).collect(),
        }
    };
    cut.into_iter().rev().map(orders).collect()
}

fn bytes(model: &dyn AnyModel) -> Vec<(String, Vec<u8>)> {
    let mut sections = Sections::default();
    model.write(&mut sections);
    sections
        .iter()
        .map(|(name, element, bytes)| (format!("{name}:{element}"), bytes.to_vec()))
        .collect()
}

fn queries(shop: &Shop) -> Vec<(Vec<CartLine>, Option<ProductIndex>, Vec<ProductIndex>)> {
    let line = |&product: &ProductIndex| CartLine {
        product,
        quantity: 1,
        unit_price_minor: None,
    };
    let carts = shop
        .orders
        .iter()
        .step_by(40)
        .map(|(_, products)| products.iter().map(line).collect());
    let mut queries: Vec<(Vec<CartLine>, Option<ProductIndex>, Vec<ProductIndex>)> = carts
        .enumerate()
        .map(|(number, cart)| {
            (
                cart,
                (number % 3 == 0).then_some(number as u32 % 390),
                vec![1, 2, 3],
            )
        })
        .collect();
    queries.push((Vec::new(), None, Vec::new()));
    queries.push((Vec::new(), Some(u32::MAX), vec![u32::MAX]));
    queries
}

fn ask(model: &dyn AnyModel, shop: &Shop) -> Vec<Vec<(ProductIndex, f32, Evidence)>> {
    let mut candidates = Candidates::default();
    let mut answers = Vec::new();
    for (cart, product, recently_viewed) in &queries(shop) {
        let query = Query {
            cart,
            product: *product,
            leaf: None,
            recently_viewed,
            today: shop.today,
        };
        model.propose(&query, &mut candidates);
        let proposals: Vec<_> = candidates.proposals().collect();
        for (proposed, score, _) in &proposals {
            assert!(score.is_finite() && *score > 0.0, "a score is {score}");
            assert!(
                !query.holds(*proposed),
                "proposes what is in the cart or on the page"
            );
        }
        candidates.discard_recommender();
        answers.push(proposals);
    }
    answers
}

fn each(check: impl Fn(&'static dyn AnyRecommender)) {
    for recommender in recommenders::ALL {
        check(*recommender);
    }
}

#[test]
fn the_model_does_not_depend_on_how_the_history_was_cut() {
    let shop = shop(3_000);
    let whole = partitions(&shop, 1);
    each(|recommender| {
        let expect = bytes(&*recommender.build(&whole, &shop.catalogue, &Params::default()));
        for parts in [2, 7, 31] {
            let cut = recommender.build(&partitions(&shop, parts), &shop.catalogue, &Params::default());
            assert!(
                bytes(&*cut) == expect,
                "{} differs with {parts} parts",
                recommender.id()
            );
        }
    });
}

#[test]
fn a_model_answers_the_same_after_a_round_trip_through_bytes() {
    let shop = shop(3_000);
    each(|recommender| {
        let built = recommender.build(&partitions(&shop, 3), &shop.catalogue, &Params::default());
        let mut sections = Sections::default();
        built.write(&mut sections);
        let read = recommender
            .read(&sections, &shop.catalogue)
            .unwrap_or_else(|error| panic!("{}: {error}", recommender.id()));
        assert_eq!(ask(&*built, &shop), ask(&*read, &shop), "{}", recommender.id());
    });
}

#[test]
fn damaged_sections_are_refused_and_never_panic() {
    let shop = shop(500);
    each(|recommender| {
        let mut sections = Sections::default();
        recommender
            .build(&partitions(&shop, 1), &shop.catalogue, &Params::default())
            .write(&mut sections);
        let names: Vec<(String, String)> = sections
            .iter()
            .map(|(name, element, _)| (name.to_owned(), element.to_owned()))
            .collect();
        for (name, element) in names.iter().filter(|(name, _)| name.ends_with("offset")) {
            let mut broken = sections.clone();
            broken.put_bytes(name, element, vec![255; 8].into());
            assert!(
                recommender.read(&broken, &shop.catalogue).is_err(),
                "{}: {name}",
                recommender.id()
            );
        }
    });
}

#[test]
fn an_empty_shop_is_fine() {
    let empty = Shop {
        catalogue: Catalogue::default(),
        orders: Vec::new(),
        today: Day(20_000),
    };
    each(|recommender| {
        let catalogue = CatalogueSource::default().finish();
        for parts in [Vec::new(), vec![Partition::default()]] {
            let model = recommender.build(&parts, &catalogue, &Params::default());
            let proposals: usize = ask(&*model, &empty).iter().map(Vec::len).sum();
            let viewed_only = recommender.id() == "recently_viewed";
            assert!(
                proposals == 0 || viewed_only,
                "{} proposes from nothing",
                recommender.id()
            );
            recommender
                .read(&sections_of(&*model), &catalogue)
                .unwrap_or_else(|error| panic!("{}: {error}", recommender.id()));
        }
    });
}

fn sections_of(model: &dyn AnyModel) -> Sections {
    let mut sections = Sections::default();
    model.write(&mut sections);
    sections
}

#[test]
fn every_number_in_a_reason_is_true() {
    let shop = shop(3_000);
    each(|recommender| {
        let model = recommender.build(&partitions(&shop, 4), &shop.catalogue, &Params::default());
        let mut checked = 0;
        for (product, _, evidence) in ask(&*model, &shop).into_iter().step_by(9).flatten() {
            check_evidence(&shop, product, evidence);
            checked += 1;
        }
        assert!(checked > 0, "{} proposed nothing to check", recommender.id());
    });
}

fn check_evidence(shop: &Shop, product: ProductIndex, evidence: Evidence) {
    let holding = |product, from: Day| {
        shop.orders
            .iter()
            .filter(|(day, products)| *day >= from && products.contains(&product))
            .count() as u32
    };
    let last = shop.orders.iter().map(|(day, _)| *day).max().unwrap_or_default();
    let since = |window_days: u32| Day(last.0 - window_days as i32 + 1);
    match evidence {
        Evidence::BoughtTogether {
            with,
            orders_together,
            orders_with,
            ..
        } => {
            let both = shop
                .orders
                .iter()
                .filter(|(_, products)| products.contains(&product) && products.contains(&with));
            assert_eq!(
                (orders_together, orders_with),
                (both.count() as u32, holding(with, Day(0)))
            );
        }
        Evidence::Popular { orders, window_days } => assert_eq!(orders, holding(product, since(window_days))),
        Evidence::Trending {
            orders,
            window_days,
            orders_expected,
        } => {
            assert_eq!(orders, holding(product, since(window_days)));
            assert!(orders > orders_expected);
        }
        Evidence::RecentlyViewed { views_ago } => assert!((1..=3).contains(&views_ago)),
        Evidence::MerchantLink { with, kind } => {
            assert!(shop.catalogue.links(with).any(|link| link == (product, kind)))
        }
    }
}

/// The history as the SQL sees it.
fn lines_table(shop: &Shop) -> rusqlite::Connection {
    let database = rusqlite::Connection::open_in_memory().expect("SQLite opens in memory");
    database
        .execute_batch("CREATE TABLE lines (order_id INTEGER, product INTEGER, day INTEGER); BEGIN")
        .unwrap();
    let mut insert = database.prepare("INSERT INTO lines VALUES (?1, ?2, ?3)").unwrap();
    for (order, (day, products)) in shop.orders.iter().enumerate() {
        for product in products {
            insert.execute((order as i64, product, day.0)).unwrap();
        }
    }
    drop(insert);
    database.execute_batch("COMMIT").unwrap();
    database
}

#[test]
fn counting_agrees_with_the_sql_of_co_purchase() {
    use recommend::counting::pairs::{Accumulator, BasketIndex, BasketWeights};
    let shop = shop(2_000);
    let counts = DayBaskets::count(&partitions(&shop, 1)[0]);
    let index = BasketIndex::build(shop.catalogue.len(), || counts.iter());
    let (mut native, mut accumulator) = (BTreeMap::new(), Accumulator::new(index.products()));
    for product in 0..index.products() as ProductIndex {
        index.row(product, &BasketWeights::new(1.0), 1, &mut accumulator, |pair| {
            native.insert((product, pair.product), (pair.orders, pair.weight));
        });
    }
    let sql = counts_sql("co_purchase");
    let database = lines_table(&shop);
    let mut statement = database.prepare(sql).unwrap();
    let mut by_sql: BTreeMap<(u32, u32), (u32, f32)> = BTreeMap::new();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (pair, size, orders): (_, f32, u32) = (
            (row.get(0).unwrap(), row.get(1).unwrap()),
            row.get(2).unwrap(),
            row.get(3).unwrap(),
        );
        let sum = by_sql.entry(pair).or_default();
        *sum = (sum.0 + orders, sum.1 + orders as f32 / size);
    }
    assert!(native.len() > 1_000);
    assert_eq!(native.len(), by_sql.len());
    for (pair, (orders, weight)) in native {
        let expect = by_sql[&pair];
        assert_eq!(orders, expect.0, "{pair:?}");
        assert!(
            (weight - expect.1).abs() <= expect.1 * 1e-4,
            "{pair:?}: {weight} is not {}",
            expect.1
        );
    }
}

#[test]
fn counting_agrees_with_the_sql_of_the_daily_recommenders() {
    let shop = shop(2_000);
    let counts = DayBaskets::count(&partitions(&shop, 1)[0]);
    for recommender in ["popular", "trending"] {
        let database = lines_table(&shop);
        let mut statement = database.prepare(counts_sql(recommender)).unwrap();
        let mut rows = statement.query([]).unwrap();
        let mut by_sql = 0_u64;
        while let Some(row) = rows.next().unwrap() {
            let (day, product, orders): (i32, usize, u32) =
                (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap());
            assert_eq!(
                counts.orders_per_product(shop.catalogue.len(), Day(day), Day(day))[product],
                orders
            );
            by_sql += u64::from(orders);
        }
        assert_eq!(
            by_sql,
            counts
                .iter()
                .map(|basket| basket.products.len() as u64)
                .sum::<u64>()
        );
    }
}

fn counts_sql(recommender: &str) -> &'static str {
    let index = recommenders::index(recommender).expect("the recommender is in the list");
    recommenders::ALL[usize::from(index)]
        .counts_sql()
        .expect("its counts are plain aggregates")
}

/// The first `limit` products that a recommender proposes beside `seed`.
fn beside(
    recommender: &str,
    shop: &Shop,
    model: &dyn AnyModel,
    seed: ProductIndex,
    limit: usize,
) -> Vec<ProductIndex> {
    let mut candidates = Candidates::default();
    let query = Query {
        cart: &[],
        product: Some(seed),
        leaf: None,
        recently_viewed: &[],
        today: shop.today,
    };
    model.propose(&query, &mut candidates);
    candidates.finish_recommender(recommenders::index(recommender).expect("the recommender is in the list"));
    candidates
        .take()
        .into_iter()
        .take(limit)
        .map(|candidate| candidate.product)
        .collect()
}

fn built(recommender: &str, shop: &Shop) -> Box<dyn AnyModel> {
    let index = recommenders::index(recommender).expect("the recommender is in the list");
    recommenders::ALL[usize::from(index)].build(&partitions(shop, 1), &shop.catalogue, &Params::default())
}

#[test]
fn planted_pairs_are_found_and_substitutes_are_not_called_complements() {
    let shop = shop(12_000);
    let truth = simulate(&Settings::default()).truth;
    let model = built("co_purchase", &shop);
    let ask = |id: &shop::ProductId| {
        let seed = shop
            .catalogue
            .index(id.as_str())
            .expect("the truth speaks of catalogue products");
        let found = beside("co_purchase", &shop, &*model, seed, 10);
        found
            .into_iter()
            .map(|product| shop::ProductId::new(shop.catalogue.id(product)).unwrap())
            .collect()
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
            .filter(|(_, kind)| *kind == shop::LinkKind::CrossSell);
        assert_eq!(
            beside("merchant_links", &shop, &*links, seed, 64),
            linked.map(|(to, _)| to).collect::<Vec<_>>()
        );
    }
}
