#![allow(clippy::unwrap_used)]
use engine::{Engine, NewShop};
use shop::*;
use std::time::Instant;
use testkit::{Rng, ZipfOrders};
fn main() {
    let customers: u32 = std::env::args().nth(1).unwrap().parse().unwrap();
    let lines: u64 = std::env::args().nth(2).unwrap().parse().unwrap();
    let products: u32 = 20_000;
    let euro = Currency::new("EUR").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let first = Day(19_905);
    let now = Day(first.0 + 730).start();
    let (engine, _) = Engine::init(
        folder.path(),
        NewShop {
            name: "x".into(),
            currency: euro,
            locale: Locale::english(),
        },
        now,
    )
    .unwrap();
    let id = |p: u32| ProductId::new(&format!("P{p:07}")).unwrap();
    let price = |p: u32| 100 + i64::from(p % 317) * i64::from(p % 317) / 8;
    let all: Vec<Product> = (0..products)
        .map(|p| Product {
            title: Localized::single(Locale::english(), format!("Thing number {p} of many")),
            category: Category(vec![format!("D{}", p % 20), format!("L{}", p % 200)]),
            price: Some(Money::new(price(p), euro)),
            unit_cost: Some(Money::new(price(p) * 7 / 10, euro)),
            stock: Stock::Quantity(5),
            ..Product::unknown(id(p))
        })
        .collect();
    for chunk in all.chunks(10_000) {
        engine.put_products(chunk.to_vec()).unwrap();
    }
    let mut rng = Rng::new(7);
    // rate class, start, end
    let people: Vec<(u32, u32)> = (0..customers)
        .map(|_| {
            let s = rng.below(730) as u32;
            (s, s + 20 + (rng.unit() * rng.unit() * 900.0) as u32)
        })
        .collect();
    let mut orders = ZipfOrders::new(1, lines, products, 4.0);
    let (mut batch, mut n) = (Vec::new(), 0u64);
    while let Some((day, basket)) = orders.next_basket() {
        let mut who = 0;
        for _ in 0..30 {
            let u = rng.unit();
            who = ((u * u) * f64::from(customers)) as usize;
            if people[who].0 <= day && day <= people[who].1 {
                break;
            }
        }
        let hour = rng.below(24) as i64;
        batch.push(Order {
            id: OrderId::new(&format!("O{n}")).unwrap(),
            customer_id: Some(CustomerId::new(&format!("C{who}")).unwrap()),
            visitor_id: None,
            placed_at: Day(first.0 + day as i32).start().plus_ms(hour * 3_600_000),
            lines: basket
                .iter()
                .map(|&p| OrderLine {
                    product_id: id(p),
                    quantity: 1 + (p % 2),
                    unit_price: Some(Money::new(price(p), euro)),
                    kind: LineKind::Product,
                })
                .collect(),
        });
        n += 1;
        if batch.len() == 10_000 {
            engine
                .record_orders(std::mem::take(&mut batch), Vec::new())
                .unwrap();
        }
    }
    engine.record_orders(batch, Vec::new()).unwrap();
    println!("{n} orders in");
    for round in 0..2 {
        let start = Instant::now();
        let said = |what: &str| println!("  {:7.2} s {what}", start.elapsed().as_secs_f64());
        let model = engine.build(now.plus_ms(round), &said).unwrap();
        println!(
            "build {:.2} s, {} ms; {:?}",
            start.elapsed().as_secs_f64(),
            model.build_ms,
            model.facts.last()
        );
    }
    let start = Instant::now();
    let overview = engine.customers_overview(now).unwrap();
    println!("overview {:?}\n{overview:#?}", start.elapsed());
    let start = Instant::now();
    let page = engine
        .audience(
            &engine::AudienceQuery {
                tier: Some("highly_profitable".into()),
                ..Default::default()
            },
            None,
            1000,
            now,
        )
        .unwrap();
    println!("page {:?} {}", start.elapsed(), page.customers.len());
    engine.close();
}
