//! What the trend signal says of products whose course was planted.

use std::sync::Arc;

use recommend::{
    Baskets, Catalogue, CatalogueSource, DayOrders, History, Params, Partition, ProductIndex, Sections,
    Signal, signals::trend::Trend,
};
use shop::{Category, Day, Product, ProductId};
use testkit::Rng;

const LAST: i32 = 20_000;
const LEAVES: u32 = 5;

/// A shop in which each order holds one product.
struct Sold {
    catalogue: Catalogue,
    days: Vec<DayOrders>,
}

/// Sells `products` products on the `days` last days; `mean` gives how often one sells on a day so many days ago.
fn sold(products: u32, days: i32, seed: u64, mean: impl Fn(ProductIndex, i32, &mut Rng) -> f64) -> Sold {
    let mut source = CatalogueSource::default();
    for product in 0..products {
        source.push(
            &Product {
                category: Category::parse(&format!("Home > Leaf {}", product % LEAVES)),
                ..Product::unknown(ProductId::new(&format!("p{product}")).unwrap())
            },
            false,
        );
    }
    let mut random = Rng::new(seed);
    let of_day = |ago: i32| {
        let mut baskets = Baskets::default();
        for product in 0..products {
            let mean = mean(product, ago, &mut random);
            for _ in 0..random.poisson(mean) {
                baskets.push(&mut vec![product]);
            }
        }
        DayOrders {
            day: Day(LAST - ago),
            baskets: Arc::new(baskets),
            ..DayOrders::default()
        }
    };
    Sold {
        catalogue: source.finish(),
        days: (0..days).rev().map(of_day).collect(),
    }
}

impl Sold {
    fn trend(&self) -> Trend {
        let partition = Partition {
            orders: self.days.clone(),
            ..Partition::default()
        };
        Trend::learn(&History::count(&partition), &self.catalogue, &Params::default())
    }
}

/// From a sale in twenty days to six a day, the bestsellers rare.
fn usual(product: ProductIndex) -> f64 {
    0.05 + 6.0 * f64::from(product % 97) / 97.0 * f64::from(product % 7) / 7.0
}

/// Twice as much at weekends, but for one leaf that sells to firms: nearly nothing then.
fn weekday(product: ProductIndex, ago: i32) -> f64 {
    match ((LAST - ago) % 7 < 2, product.is_multiple_of(LEAVES)) {
        (true, true) => 0.2,
        (true, false) => 2.0,
        (false, _) => 1.0,
    }
}

fn named(products: u32, is: impl Fn(ProductIndex) -> bool) -> Vec<ProductIndex> {
    (0..products).filter(|&product| is(product)).collect()
}

#[test]
fn chance_weekdays_and_a_shop_that_grows_are_no_trend() {
    let (mut called, mut shops) = (0, 0);
    for seed in 1..=8 {
        // The shop sells twice as much this week; every other shop's products have good and bad days, too.
        let shop = sold(700, 100, seed, |product, ago, random| {
            let grown = if ago < 7 { 2.0 } else { 1.0 };
            let mood = if seed % 2 == 0 { 0.3 * random.normal() } else { 0.0 };
            usual(product) * weekday(product, ago) * grown * mood.exp()
        });
        let trend = shop.trend();
        called += named(700, |product| trend.rising(product) || trend.fading(product)).len();
        shops += 1;
    }
    assert!(
        called <= 1,
        "{called} false trends in {shops} shops of 700 products"
    );
}

#[test]
fn planted_turns_are_found_and_hardly_anything_else() {
    let rises = |product: ProductIndex| usual(product) > 2.0 && product % 12 == 5;
    let fades = |product: ProductIndex| usual(product) > 2.0 && product % 12 == 7;
    let shop = sold(700, 100, 3, |product, ago, _| {
        let turned = match (ago, rises(product), fades(product)) {
            (0..5, true, _) => 4.0,
            (0..5, _, true) => 0.1,
            _ => 1.0,
        };
        usual(product) * weekday(product, ago) * turned
    });
    let trend = shop.trend();
    let (rising, fading) = (
        named(700, |product| trend.rising(product)),
        named(700, |product| trend.fading(product)),
    );
    let (up, down) = (named(700, rises).len(), named(700, fades).len());
    // One in a hundred of those called may be wrong.
    let wrongly = |called: &[ProductIndex], planted: &dyn Fn(ProductIndex) -> bool| {
        called.iter().filter(|&&product| !planted(product)).count()
    };
    assert!(wrongly(&rising, &rises) <= 1, "{rising:?}");
    assert!(wrongly(&fading, &fades) <= 1, "{fading:?}");
    assert!(
        up > 10 && rising.len() * 10 > up * 9,
        "{} of {up} rise",
        rising.len()
    );
    assert!(
        down > 10 && fading.len() * 10 > down * 6,
        "{} of {down} fade",
        fading.len()
    );
    assert!(rising.iter().all(|&product| trend.momentum(product) > 0.2));
    assert!(fading.iter().all(|&product| trend.momentum(product) < -0.1));
}

#[test]
fn what_rose_weeks_ago_rises_no_more() {
    let shop = sold(300, 100, 4, |product, ago, _| {
        let settled = product.is_multiple_of(3) && ago < 40;
        usual(product) * if settled { 4.0 } else { 1.0 }
    });
    let trend = shop.trend();
    assert_eq!(named(300, |product| trend.rising(product)), []);
}

#[test]
fn a_season_that_comes_each_year_is_no_trend_and_one_that_is_new_is() {
    let course = |product: ProductIndex, ago: i32| {
        let season = product % LEAVES == 2 && ago % 364 < 7;
        (1.0 + usual(product)) * if season { 3.0 } else { 1.0 }
    };
    let in_season =
        |trend: &Trend| named(300, |product| product % LEAVES == 2 && trend.rising(product)).len();
    let known = sold(300, 364 + 100, 5, |product, ago, _| course(product, ago));
    assert_eq!(in_season(&known.trend()), 0);
    let first_year = sold(300, 200, 5, |product, ago, _| course(product, ago));
    assert!(in_season(&first_year.trend()) > 20);
}

#[test]
fn the_signal_is_the_same_however_the_history_was_cut_and_survives_its_bytes() {
    let shop = sold(120, 60, 6, |product, ago, _| {
        usual(product) * if product == 90 && ago < 4 { 5.0 } else { 1.0 }
    });
    let bytes = |trend: &Trend| {
        let mut sections = Sections::default();
        trend.write(&mut sections);
        sections
    };
    let whole = bytes(&shop.trend());
    let mut cut = History::default();
    for day in &shop.days {
        let mut parts = [Baskets::default(), Baskets::default()];
        for (number, basket) in day.baskets.iter().enumerate() {
            parts[number * 5 % 2].push(&mut basket.products.to_vec());
        }
        for baskets in parts.into_iter().rev() {
            let orders = vec![DayOrders {
                baskets: Arc::new(baskets),
                ..day.clone()
            }];
            cut.merge(History::count(&Partition {
                orders,
                ..Partition::default()
            }));
        }
    }
    let cut = bytes(&Trend::learn(&cut, &shop.catalogue, &Params::default()));
    assert!(
        whole.iter().eq(cut.iter()),
        "the same history, however it was cut, gives the same bytes"
    );
    let read = Trend::read(&whole, &shop.catalogue).unwrap();
    assert!(read.rising(90), "{:?}", read.tells(90));
    assert!(whole.size_bytes("trend/") <= 24 * 120);
    assert!(Trend::read(&whole, &CatalogueSource::default().finish()).is_err());
    // Too short a history tells nothing.
    let young = sold(50, 30, 7, |_, ago, _| if ago < 7 { 9.0 } else { 1.0 });
    assert_eq!(named(50, |product| young.trend().rising(product)), []);
}
