//! Times learning and asking association rules on a file of transactions, a line each with items as numbers:
//! `association_rules <file> <products in a cart>`.
#![allow(clippy::print_stdout, reason = "a measuring program prints")]

use std::{error::Error, sync::Arc, time::Instant};

use recommend::{
    AnyModel, Baskets, BuildContext, Candidates, CartLine, CatalogueSource, DayOrders, History, Params,
    Partition, Query, Signals, recommenders,
};
use shop::{Product, ProductId};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, cart_lines] = &arguments[..] else {
        return Err("association_rules <file> <products in a cart>".into());
    };
    let cart_lines: usize = cart_lines.parse()?;
    let transactions = std::fs::read_to_string(file)?
        .lines()
        .map(|line| line.split_ascii_whitespace().map(str::parse).collect())
        .collect::<Result<Vec<Vec<u32>>, _>>()?;
    let (mut source, mut baskets) = (CatalogueSource::default(), Baskets::default());
    let products = transactions
        .iter()
        .flatten()
        .max()
        .map_or(0, |&highest| highest + 1);
    for number in 0..products {
        source.push(&Product::unknown(ProductId::new(&number.to_string())?), false);
    }
    for transaction in &transactions {
        baskets.push(&mut transaction.clone());
    }
    let partition = Partition {
        orders: vec![DayOrders {
            baskets: Arc::new(baskets),
            ..DayOrders::default()
        }],
        ..Partition::default()
    };
    let (catalogue, params) = (source.finish(), Params::default());
    let signals = Signals::learn(&History::count(&partition), &catalogue, &params);
    let context = BuildContext {
        catalogue: &catalogue,
        signals: &signals,
        params: &params,
        finished: &[],
    };
    let recommender = recommenders::index("association_rules").ok_or("it is not in the list")?;
    let started = Instant::now();
    let model = recommenders::ALL[usize::from(recommender)].build(&[partition], &context);
    println!(
        "learnt in {:.3} s: {:?}",
        started.elapsed().as_secs_f64(),
        model.facts()
    );
    ask(&*model, &transactions, cart_lines);
    Ok(())
}

/// Asks with the first products of every transaction that has enough.
fn ask(model: &dyn AnyModel, transactions: &[Vec<u32>], cart_lines: usize) {
    let line = |&product: &u32| CartLine {
        product,
        quantity: 1,
        unit_price_minor: None,
    };
    let full = transactions.iter().filter(|items| items.len() >= cart_lines);
    let carts: Vec<Vec<CartLine>> = full
        .map(|items| items[..cart_lines].iter().map(line).collect())
        .collect();
    let (mut microseconds, mut candidates) = (Vec::new(), Candidates::default());
    for cart in &carts {
        let query = Query {
            cart,
            ..Query::default()
        };
        let started = Instant::now();
        model.propose(&query, &mut candidates);
        microseconds.push(started.elapsed().as_secs_f64() * 1e6);
        candidates.discard_recommender();
    }
    microseconds.sort_unstable_by(f64::total_cmp);
    let share = |share: f64| microseconds.get((microseconds.len() as f64 * share) as usize);
    println!(
        "{} carts, µs: median {:?}, 99 % {:?}",
        carts.len(),
        share(0.5),
        share(0.99)
    );
}
