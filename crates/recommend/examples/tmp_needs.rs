use std::time::Instant;
use recommend::{CatalogueSource, needs::{self, Lexicon, NeedIndex}, Signals, History, Params};
fn main() {
    let mut source = CatalogueSource::default();
    let mut n = 0;
    let mut titles = Vec::new();
    for (file, tag, title, category) in [("ar_jumia_egypt","ar",6,3),("en_noon_egypt","en",0,6),("fa_digikala","fa",1,5)] {
        let file = std::fs::File::open(format!("/work/shared/data/multilingual/{file}.csv.gz")).unwrap();
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(flate2::read::GzDecoder::new(file));
        for row in reader.records().filter_map(Result::ok) {
            titles.push((tag, row[title].to_owned(), row[category].to_owned()));
        }
    }
    let copies: usize = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(1);
    let split: usize = std::env::args().nth(2).and_then(|a| a.parse().ok()).unwrap_or(1);
    for copy in 0..copies { for (at, (tag, title, category)) in titles.iter().enumerate() {
        let mut product = shop::Product::unknown(shop::ProductId::new(&n.to_string()).unwrap());
        product.title.0.insert(shop::Locale::new(tag).unwrap(), title.clone());
        product.category = shop::Category::parse(&format!("Shop > {category}{}", if split > 1 { format!(" {}", (at + copy * 7) % split) } else { String::new() })).unwrap();
        source.push(&product, false); n += 1;
    }}
    let catalogue = source.finish();
    println!("{n} products, {} classes", catalogue.leaf_count());
    let start = Instant::now();
    let index = NeedIndex::new(&catalogue);
    println!("build {:?}", start.elapsed());
    let mut sections = recommend::Sections::default(); index.write(&mut sections);
    println!("bytes {}", sections.size_bytes("needs/"));
    let start = Instant::now();
    let index = NeedIndex::read(&sections, &catalogue).unwrap();
    println!("read {:?}", start.elapsed());
    let signals = Signals::learn(&History::default(), &catalogue, &Params::default());
    for text in ["I need a watch that counts my steps and shows whatsapp messages", "محتاج ساعة ذكية بتعد الخطوات", "سماعات بلوتوث للجري", "عینک آفتابی میخوام", "a bluetooth speaker for the beach please", "no idea, where is my parcel"] {
        let leaves = needs::classes_of(text, &index, &Lexicon::default());
        let start = Instant::now();
        for _ in 0..20 { std::hint::black_box(needs::understood(text, &catalogue, &signals, &index, &Lexicon::default())); }
        println!("{:?} {text}: {:?}", start.elapsed() / 20, leaves.iter().map(|l| catalogue.leaf_path(*l)).collect::<Vec<_>>());
    }
}
