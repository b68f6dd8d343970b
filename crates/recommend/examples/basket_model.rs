//! Times the basket model, and measures how many hidden products it finds.
//!
//! `cargo run --release -p recommend --example basket_model -- LINES PRODUCTS [name=value …]` builds it from synthetic
//! orders. With the paths of two files in place of the numbers, it learns from the first, an order a line: the day's
//! number, then the products' numbers in their sequence; and completes the second's carts, a cart a line: the hidden
//! product, then the others. `recommender=co_purchase` measures that one.

use std::{error::Error, sync::Arc, time::Instant};

use recommend::{
    AnyModel, Baskets, BuildContext, Candidate, Candidates, CartLine, Catalogue, CatalogueSource, DayOrders,
    History, Params, Partition, Query, Signals, recommenders,
};
use shop::{Day, Product, ProductId};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [first, second, settings @ ..] = arguments.as_slice() else {
        return Err("say LINES PRODUCTS or ORDERS_FILE CARTS_FILE".into());
    };
    let (partition, products, cases) = match (first.parse(), second.parse()) {
        (Ok(lines), Ok(products)) => (synthetic(lines, products), products, Vec::new()),
        _ => from_files(first, second)?,
    };
    let mut source = CatalogueSource::default();
    for index in 0..products {
        source.push(&Product::unknown(ProductId::new(&index.to_string())?), false);
    }
    let (catalogue, partitions) = (source.finish(), [partition]);
    for settings in settings.split(|setting| setting == "/") {
        measure(settings, &catalogue, &partitions, &cases)?;
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{:?}", status.lines().find(|line| line.starts_with("VmHWM")));
    Ok(())
}

fn measure(
    settings: &[String],
    catalogue: &Catalogue,
    partitions: &[Partition],
    cases: &[Vec<u32>],
) -> Result<(), Box<dyn Error>> {
    let (mut id, mut params) = ("basket_model", Params::default());
    for setting in settings {
        match setting.split_once('=').ok_or("a setting is name=value")? {
            ("recommender", value) => id = value,
            (name, value) => params.set(id, name, value.parse()?),
        }
    }
    let recommender = recommenders::index(id).ok_or("there is no such recommender")?;
    let signals = Signals::learn(&History::default(), catalogue, &Params::default());
    let context = BuildContext {
        catalogue,
        signals: &signals,
        params: &params,
        finished: &[],
    };
    let start = Instant::now();
    let model = recommenders::ALL[usize::from(recommender)].build(partitions, &context);
    print!("{} | {:.2} s", settings.join(" "), start.elapsed().as_secs_f64());
    if !cases.is_empty() {
        complete(&*model, cases);
    }
    println!(" {:?}", model.facts());
    Ok(())
}

fn complete(model: &dyn AnyModel, cases: &[Vec<u32>]) {
    let mut candidates = Candidates::default();
    let (mut hits, mut reciprocal) = ([0_u32; 2], 0.0);
    let (mut of_ten, mut micros) = (0_u32, 0.0);
    for case in cases {
        let line = |&product: &u32| CartLine {
            product,
            quantity: 1,
            unit_price_minor: None,
        };
        let cart: Vec<CartLine> = case[1..].iter().map(line).collect();
        let query = Query {
            cart: &cart,
            ..Query::default()
        };
        let (found, fastest) = fastest_answer(model, &query, &mut candidates);
        if (9..=11).contains(&cart.len()) {
            of_ten += 1;
            micros += fastest;
        }
        let place = found.iter().take(10).position(|found| found.product == case[0]);
        if let Some(place) = place {
            hits[0] += 1;
            hits[1] += u32::from(place == 0);
            reciprocal += 1.0 / (place + 1) as f64;
        }
    }
    let share = |value: f64| value / cases.len() as f64;
    print!(
        " | HR@10 {:.4} HR@1 {:.4} MRR@10 {:.4} | a cart of ten {:.1} µs |",
        share(f64::from(hits[0])),
        share(f64::from(hits[1])),
        share(reciprocal),
        micros / f64::from(of_ten.max(1))
    );
}

/// The candidates, and the microseconds of the fastest of a few answers: other work on the machine slows the rest.
fn fastest_answer(
    model: &dyn AnyModel,
    query: &Query<'_>,
    candidates: &mut Candidates,
) -> (Vec<Candidate>, f64) {
    let (mut found, mut fastest) = (Vec::new(), f64::INFINITY);
    for _ in 0..5 {
        let start = Instant::now();
        model.propose(query, candidates);
        candidates.finish_recommender(0);
        found = candidates.take_ranked();
        fastest = fastest.min(start.elapsed().as_secs_f64() * 1e6);
    }
    (found, fastest)
}

type Shop = (Partition, u32, Vec<Vec<u32>>);

fn from_files(orders: &str, cases: &str) -> Result<Shop, Box<dyn Error>> {
    let numbers = |path: &str| -> Result<Vec<Vec<u32>>, Box<dyn Error>> {
        let line = |line: &str| line.split(' ').map(str::parse).collect::<Result<Vec<u32>, _>>();
        Ok(std::fs::read_to_string(path)?
            .lines()
            .map(line)
            .collect::<Result<_, _>>()?)
    };
    let (orders, cases) = (numbers(orders)?, numbers(cases)?);
    let products = orders.iter().flat_map(|order| order.iter().skip(1)).max();
    let products = products.map_or(0, |last| last + 1);
    let days = orders.chunk_by(|a, b| a[0] == b[0]);
    let partition = partition(days.map(|orders| {
        let mut baskets = Baskets::default();
        for order in orders {
            baskets.push(&mut order[1..].to_vec());
        }
        (orders[0][0], baskets)
    }));
    Ok((partition, products, cases))
}

fn synthetic(lines: u64, products: u32) -> Partition {
    let mut orders = testkit::ZipfOrders::new(1, lines, products, 4.0);
    let (mut days, mut of_day, mut basket) = (Vec::new(), (0, Baskets::default()), Vec::new());
    while let Some((day, products)) = orders.next_basket() {
        if day != of_day.0 {
            days.push(std::mem::replace(&mut of_day, (day, Baskets::default())));
        }
        basket.clear();
        basket.extend_from_slice(products);
        of_day.1.push(&mut basket);
    }
    days.push(of_day);
    partition(days.into_iter())
}

fn partition(days: impl Iterator<Item = (u32, Baskets)>) -> Partition {
    let orders = days.map(|(day, baskets)| DayOrders {
        day: Day(day as i32),
        baskets: Arc::new(Baskets::from_packed(baskets.packed().to_vec()).unwrap_or_default()),
        ..DayOrders::default()
    });
    Partition {
        orders: orders.collect(),
        ..Partition::default()
    }
}
