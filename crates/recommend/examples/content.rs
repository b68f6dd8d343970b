//! How well titles alone complete bundles that people made of electronic products, and how long likeness takes to
//! learn.
//!
//! `cargo run --release -p recommend --example content` reads `bundles_electronic/` in the folder that the variable
//! ALONGSIDE_DATA names (`../shared/data` where unset): one member of each bundle is hidden, the other products of the
//! shop are ranked by their mean similarity to the members left. A number as argument times that many made-up titles
//! instead.

use std::{
    collections::{BTreeMap, HashMap},
    error::Error,
    fs::File,
    path::{Path, PathBuf},
    time::Instant,
};

use recommend::{
    Catalogue, CatalogueSource, History, Params, ProductIndex, Signal, signals::content::Content,
};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    if let Some(products) = std::env::args().nth(1) {
        return timed(products.parse()?);
    }
    let data =
        std::env::var_os("ALONGSIDE_DATA").map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    let folder = data.join("bundles_electronic");
    if !folder.is_dir() {
        println!("skipped: there is no folder {}", folder.display());
        return Ok(());
    }
    bundles(&folder)
}

fn learn(catalogue: &Catalogue) -> Content {
    let start = Instant::now();
    let content = Content::learn(&History::default(), catalogue, &Params::default());
    println!(
        "{} titles: {:.2} s",
        catalogue.len(),
        start.elapsed().as_secs_f64()
    );
    content
}

fn catalogue<'a>(titles: impl Iterator<Item = &'a str>) -> Outcome<Catalogue> {
    let mut source = CatalogueSource::default();
    for (number, title) in titles.enumerate() {
        let mut product = shop::Product::unknown(shop::ProductId::new(&number.to_string())?);
        product.title.0.insert(shop::Locale::new("en")?, title.to_owned());
        source.push(&product, false);
    }
    Ok(source.finish())
}

/// Eight words by Zipf's law, a colour and a number: about as many characters as a shop's titles have.
fn timed(products: u32) -> Outcome<()> {
    let mut rng = testkit::Rng::new(1);
    let title = |_| {
        let mut title = String::new();
        for _ in 0..8 {
            let rank = 60_000_f64.powf(rng.unit()) as u64;
            let mut letters = rank.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            for _ in 0..4 + letters % 5 {
                title.push(char::from(b'a' + (letters % 26) as u8));
                letters /= 26;
            }
            title.push(' ');
        }
        title + &format!("{}", rng.between(1, 2_000))
    };
    let titles: Vec<String> = (0..products).map(title).collect();
    let content = learn(&catalogue(titles.iter().map(String::as_str))?);
    let neighbours: usize = (0..products)
        .map(|product| content.neighbours(product).count())
        .sum();
    println!("{:.1} neighbours each", neighbours as f64 / f64::from(products));
    Ok(())
}

fn rows(folder: &Path, name: &str) -> Outcome<Vec<csv::StringRecord>> {
    let file = File::open(folder.join(format!("{name}.csv.gz")))?;
    let records = csv::Reader::from_reader(flate2::read::GzDecoder::new(file)).into_records();
    Ok(records.collect::<Result<_, _>>()?)
}

fn numbers(folder: &Path, name: &str) -> Outcome<Vec<(u32, u32)>> {
    let pair = |record: &csv::StringRecord| Ok((record[0].parse()?, record[1].parse()?));
    rows(folder, name)?.iter().map(pair).collect()
}

/// Two of five users are kept for testing; a fixed hash tells which.
fn is_test_user(user: u32) -> bool {
    let mut mixed = user.wrapping_mul(2_654_435_761).wrapping_add(40_503 + 12_345);
    mixed = (mixed ^ mixed >> 16).wrapping_mul(0x85eb_ca6b);
    mixed = (mixed ^ mixed >> 13).wrapping_mul(0xc2b2_ae35);
    (mixed ^ mixed >> 16) % 5 < 2
}

fn bundles(folder: &Path) -> Outcome<()> {
    let mut titles: BTreeMap<u32, String> = BTreeMap::new();
    for (_, item) in numbers(folder, "session_item")? {
        titles.entry(item).or_default();
    }
    for record in rows(folder, "item_titles")? {
        titles.insert(record[0].parse()?, record[1].to_owned());
    }
    let index: HashMap<u32, ProductIndex> = titles.keys().copied().zip(0..).collect();
    let content = learn(&catalogue(titles.values().map(String::as_str))?);

    let user_of: HashMap<u32, u32> = rows(folder, "user_session")?
        .iter()
        .map(|record| Ok((record[1].parse()?, record[0].parse()?)))
        .collect::<Outcome<_>>()?;
    let session_of: HashMap<u32, u32> = numbers(folder, "session_bundle")?
        .into_iter()
        .map(|(session, bundle)| (bundle, session))
        .collect();
    let mut bundles: BTreeMap<u32, Vec<ProductIndex>> = BTreeMap::new();
    for (bundle, item) in numbers(folder, "bundle_item")? {
        bundles.entry(bundle).or_default().push(index[&item]);
    }
    let tested = |bundle: &u32| is_test_user(user_of[&session_of[bundle]]);
    let (test, validation): (Vec<_>, Vec<_>) = bundles.iter().partition(|(bundle, _)| tested(bundle));
    for (name, part) in [("validation", validation), ("test", test)] {
        let members: Vec<&[ProductIndex]> = part.iter().map(|(_, members)| members.as_slice()).collect();
        report(name, &members, &content, titles.len());
    }
    Ok(())
}

/// Every member is hidden once; a bundle counts as one, however many members it has.
fn report(name: &str, bundles: &[&[ProductIndex]], content: &Content, products: usize) {
    let (mut hits, mut reciprocal) = (0.0, 0.0);
    for members in bundles {
        let weight = 1.0 / members.len() as f64;
        for &hidden in *members {
            let rank = rank(members, hidden, content, products);
            if rank <= 10.0 {
                hits += weight;
                reciprocal += weight / rank;
            }
        }
    }
    let count = bundles.len() as f64;
    println!(
        "{name}: {} bundles, HR@10 {:.4}, MRR@10 {:.4}",
        bundles.len(),
        hits / count,
        reciprocal / count
    );
}

fn rank(members: &[ProductIndex], hidden: ProductIndex, content: &Content, products: usize) -> f64 {
    let mut scores = vec![0.0_f32; products];
    for &member in members.iter().filter(|&&member| member != hidden) {
        for (product, similarity) in content.neighbours(member) {
            scores[product as usize] += similarity;
        }
    }
    for &member in members.iter().filter(|&&member| member != hidden) {
        scores[member as usize] = -1.0;
    }
    let own = scores[hidden as usize];
    let above = scores.iter().filter(|&&score| score > own).count();
    let level = scores
        .iter()
        .filter(|&&score| score.total_cmp(&own).is_eq())
        .count();
    above as f64 + (level - 1) as f64 / 2.0 + 1.0
}
