//! Measures how long finding products takes: `cargo run --release -p recommend --example search -- 20000`.

use std::time::Instant;

use recommend::{CatalogueSource, search::ProductSearch};
use shop::{Locale, Localized, Product, ProductId};

const QUESTIONS: [&str; 8] = [
    "c",
    "cable",
    "black cable usb",
    "hdmi 5 m",
    "wireless optical mou",
    "P12345",
    "کابل",
    "green xylophone concerto",
];
const KINDS: [&str; 12] = [
    "cable",
    "lamp",
    "mouse",
    "charger",
    "television",
    "kettle",
    "mount",
    "case",
    "printer",
    "lens",
    "bulb",
    "camera",
];
const QUALITIES: [&str; 10] = [
    "black", "white", "wireless", "optical", "braided", "USB", "HDMI", "compact", "smart", "folding",
];
const ROUNDS: u32 = 200;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: usize = std::env::args()
        .nth(1)
        .map_or(Ok(20_000), |count| count.parse())?;
    let mut source = CatalogueSource::default();
    for number in 0..count {
        let mut product = Product::unknown(ProductId::new(&format!("P{number}"))?);
        let (kind, one) = (KINDS[number % 12], QUALITIES[number / 12 % 10]);
        let two = QUALITIES[number / 120 % 10];
        let title = format!("{one} {two} {kind} {} m series {}", number % 7, number / 30);
        product.title = Localized::single(Locale::english(), title);
        let persian = format!("کابل {one} {two} شماره {}", number / 30);
        product.title.0.insert(Locale::new("fa")?, persian);
        source.push(&product, false);
    }
    let catalogue = source.finish();
    let started = Instant::now();
    let search = ProductSearch::new(&catalogue);
    let (made, bytes) = (started.elapsed(), search.size_bytes());
    println!(
        "{count} products: index made in {made:.0?}, {} bytes a product",
        bytes / count.max(1)
    );
    for question in QUESTIONS {
        let started = Instant::now();
        let mut total = 0;
        for _ in 0..ROUNDS {
            total = search.find(&catalogue, question, &|_| (true, 0), 8).total;
        }
        println!("{:>9.1?}  {total:>7}  {question}", started.elapsed() / ROUNDS);
    }
    Ok(())
}
