//! How well `personalized` foretells the next basket of Ta-Feng's customers, how long it takes to build and to ask.
//!
//! `cargo run --release -p recommend --example next_basket [validation|test]`; the data lies in `$ALONGSIDE_DATA`.
//! `validation` hides each customer's latest basket of the history, `test` asks for those of the future file.

use std::{
    collections::BTreeMap, env, error::Error, fs::File, io::BufReader, path::Path, sync::Arc, time::Instant,
};

use flate2::bufread::GzDecoder;
use recommend::{
    AnyModel, Baskets, BuildContext, Candidates, Catalogue, CatalogueSource, DayOrders, History, Params,
    Partition, ProductIndex, Query, Sections, Signals, recommenders,
};
use shop::{Day, Product, ProductId};

type Histories = BTreeMap<u32, Vec<Vec<ProductIndex>>>;

const TOP: usize = 10;
const REPEATS: usize = 5;
const DAYS_MAX: usize = 200;

fn load(file: &Path) -> Result<Histories, Box<dyn Error>> {
    let reader = BufReader::new(GzDecoder::new(BufReader::new(File::open(file)?)));
    let raw: BTreeMap<String, Vec<Vec<i64>>> = serde_json::from_reader(reader)?;
    let mut histories = Histories::new();
    for (key, baskets) in raw {
        // The first and the last list only frame the others.
        let inner = baskets
            .get(1..baskets.len().saturating_sub(1))
            .unwrap_or_default();
        let distinct = |basket: &Vec<i64>| {
            let mut products: Vec<ProductIndex> =
                basket.iter().map(|&product| product as ProductIndex).collect();
            products.sort_unstable();
            products.dedup();
            products
        };
        histories.insert(key.parse()?, inner.iter().map(distinct).collect());
    }
    Ok(histories)
}

fn partition(histories: &Histories) -> Partition {
    let mut days: Vec<(Baskets, Vec<u32>)> = vec![Default::default(); DAYS_MAX];
    for (&customer, baskets) in histories {
        for (day, basket) in days[DAYS_MAX - baskets.len()..].iter_mut().zip(baskets) {
            if day.0.push(&mut basket.clone()) {
                day.1.push(customer);
            }
        }
    }
    let orders = days
        .into_iter()
        .zip(0..)
        .map(|((baskets, buyers), day)| DayOrders {
            day: Day(20_000 + day),
            baskets: Arc::new(baskets),
            buyers: Arc::new(buyers),
            ..DayOrders::default()
        });
    Partition {
        orders: orders.collect(),
        ..Partition::default()
    }
}

fn catalogue(products: ProductIndex) -> Result<Catalogue, Box<dyn Error>> {
    let mut source = CatalogueSource::default();
    for product in 0..products {
        source.push(&Product::unknown(ProductId::new(&format!("p{product}"))?), false);
    }
    Ok(source.finish())
}

/// Asks for every customer with a hidden basket and prints means over them.
fn measure(model: &dyn AnyModel, signals: &Signals, hidden: &Histories) -> Option<()> {
    let index = recommenders::index("personalized")?;
    let mut candidates = Candidates::default();
    let (mut recall, mut ndcg, mut hits, mut times_us) = (0.0, 0.0, 0.0, Vec::new());
    for (&customer, baskets) in hidden {
        let wanted = baskets.first()?;
        let query = Query {
            customer: Some(customer),
            bought: signals.purchases.of(Some(customer)),
            now: Day(20_000 + DAYS_MAX as i32).start(),
            ..Query::default()
        };
        let mut found = Vec::new();
        let mut ask = || {
            let start = Instant::now();
            model.propose(&query, &mut candidates);
            candidates.finish_recommender(index);
            found = candidates.take_ranked();
            start.elapsed().as_secs_f64() * 1e6
        };
        // The fastest of some: the others say what else the machine was doing.
        times_us.push((0..REPEATS).map(|_| ask()).fold(f64::MAX, f64::min));
        let discount = |place: usize| 1.0 / ((place + 2) as f64).log2();
        let right = found
            .iter()
            .take(TOP)
            .enumerate()
            .filter(|(_, found)| wanted.contains(&found.product));
        let gains: Vec<f64> = right.map(|(place, _)| discount(place)).collect();
        recall += gains.len() as f64 / wanted.len() as f64;
        ndcg += gains.iter().sum::<f64>() / (0..wanted.len().min(TOP)).map(discount).sum::<f64>();
        hits += if gains.is_empty() { 0.0 } else { 1.0 };
    }
    times_us.sort_by(f64::total_cmp);
    let count = hidden.len() as f64;
    println!(
        "{count} customers: recall@10 {:.4}, NDCG@10 {:.4}, hit rate@10 {:.4}",
        recall / count,
        ndcg / count,
        hits / count
    );
    println!(
        "a query takes {:.1} µs on average, median {:.1} µs, p99 {:.1} µs",
        times_us.iter().sum::<f64>() / count,
        times_us[times_us.len() / 2],
        times_us[times_us.len() * 99 / 100]
    );
    Some(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let data = env::var("ALONGSIDE_DATA").unwrap_or_else(|_| "../shared/data".to_owned());
    let file = |name: &str| Path::new(&data).join("tafeng").join(name);
    let mut histories = load(&file("tafeng_history.json.gz"))?;
    let products = histories
        .values()
        .flatten()
        .flatten()
        .max()
        .map_or(0, |last| last + 1);
    let (hidden, products) = if env::args().nth(1).as_deref() == Some("test") {
        let future = load(&file("tafeng_future.json.gz"))?;
        let last = future
            .values()
            .flatten()
            .flatten()
            .max()
            .map_or(0, |last| last + 1);
        (future, products.max(last))
    } else {
        let latest = histories.iter_mut().filter(|(_, baskets)| baskets.len() > 1);
        let hide = |(customer, baskets): (&u32, &mut Vec<_>)| Some((*customer, vec![baskets.pop()?]));
        (latest.filter_map(hide).collect(), products)
    };
    let catalogue = catalogue(products)?;
    let partitions = [partition(&histories)];
    let params = Params::default();
    let start = Instant::now();
    let signals = Signals::learn(&History::count(&partitions[0]), &catalogue, &params);
    println!("signals learnt in {:.2} s", start.elapsed().as_secs_f64());
    let index = recommenders::index("personalized").ok_or("the recommender is not in the list")?;
    let context = BuildContext {
        catalogue: &catalogue,
        signals: &signals,
        params: &params,
        finished: &[],
    };
    let start = Instant::now();
    let model = recommenders::ALL[usize::from(index)].build(&partitions, &context);
    let mut sections = Sections::default();
    model.write(&mut sections);
    println!(
        "built in {:.2} s, {:.1} MB, {:?}",
        start.elapsed().as_secs_f64(),
        sections.size_bytes("personalized/") as f64 / 1e6,
        model.facts()
    );
    measure(&*model, &signals, &hidden).ok_or("there is nobody to ask for")?;
    Ok(())
}
