//! Counting in Rust agrees with the same counts as SQL on a real database.

use std::collections::BTreeMap;

use recommend::{
    History, ProductIndex,
    counting::pairs::{Accumulator, BasketIndex, BasketWeights},
    recommenders,
};
use shop::Day;

use crate::shop::{Shop, partitions, shop};

/// The history as the SQL sees it.
fn lines_table(shop: &Shop) -> rusqlite::Connection {
    let database = rusqlite::Connection::open_in_memory().expect("SQLite opens in memory");
    database
        .execute_batch("CREATE TABLE lines (order_id INTEGER, product INTEGER, day INTEGER); BEGIN")
        .unwrap();
    let mut insert = database.prepare("INSERT INTO lines VALUES (?1, ?2, ?3)").unwrap();
    for (order, past) in shop.orders.iter().enumerate() {
        for product in &past.products {
            insert.execute((order as i64, product, past.day.0)).unwrap();
        }
    }
    drop(insert);
    database.execute_batch("COMMIT").unwrap();
    database
}

#[test]
fn counting_agrees_with_the_sql_of_co_purchase() {
    let shop = shop(2_000);
    let counts = History::count(&partitions(&shop, 1)[0]);
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
    let counts = History::count(&partitions(&shop, 1)[0]);
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
