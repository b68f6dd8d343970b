//! Shops of which it is known what moves.

use testkit::Rng;

use super::*;

const PRODUCTS: u32 = 120;
/// Days of the shop's past.
const DAYS: i32 = 28 * 7;
const LAST: Day = Day(20_000);

/// A shop whose products sell by chance, uneven from week to week, on Sundays twice as much, and ever more as the shop
/// grows; `factor` says how many times its usual sales a product has on a day, counted back from the last.
fn count(seed: u64, days: i32, factor: impl Fn(ProductIndex, i32) -> f64) -> MoversCount {
    let mut rng = Rng::new(seed);
    let first = Day(LAST.0 - days + 1);
    let mut movers = MoversCount::new(first, LAST).unwrap();
    let mut weekly = vec![1.0; PRODUCTS as usize];
    for at in first.0..=LAST.0 {
        if at % 7 == 0 {
            weekly
                .iter_mut()
                .for_each(|week| *week = (0.3 * rng.normal()).exp());
        }
        let shop = (1.0 + f64::from(at - first.0) / f64::from(days)) * if at % 7 == 3 { 2.0 } else { 1.0 };
        let mut sold = Vec::new();
        for product in 0..PRODUCTS {
            let mean = 0.1 + 2.0 * f64::from(product % 10) / 10.0;
            let orders = rng.poisson(mean * shop * weekly[product as usize] * factor(product, LAST.0 - at));
            if orders > 0 {
                sold.push(Sold {
                    product,
                    orders,
                    units: orders,
                    revenue_minor: 0,
                });
            }
        }
        let day = Day(at);
        if movers.wants(day) {
            movers.add(day, &sold, |product| Some(product % 4));
        }
    }
    movers
}

fn movers(seed: u64, days: i32, factor: impl Fn(ProductIndex, i32) -> f64) -> Movers {
    count(seed, days, factor).finish(|product| Some(product % 4))
}

#[test]
fn where_nothing_moves_lists_are_empty_as_promised() {
    let wrong = (0..200).filter(|&seed| {
        let told = movers(seed, DAYS, |_, _| 1.0);
        assert!(told.tested > 90, "{}", told.tested);
        told.rising.len() + told.fading.len() > 0
    });
    let wrong = wrong.count();
    // Where nothing moves, a list with anything in it is wrong: at most one shop in twenty.
    assert!(wrong <= 10, "{wrong} of 200");
}

#[test]
fn planted_movers_are_found_and_hardly_anything_else() {
    let (mut found, mut wrong) = (0, 0);
    for seed in 0..40 {
        let told = movers(seed, DAYS, |product, age| match product {
            7 | 19 | 28 if age < 28 => 2.5,
            9 | 37 if age < 28 => 0.3,
            _ => 1.0,
        });
        let of = |list: &[Mover]| list.iter().map(|mover| mover.product).collect::<Vec<_>>();
        let (rising, fading) = (of(&told.rising), of(&told.fading));
        found += rising
            .iter()
            .filter(|product| [7, 19, 28].contains(product))
            .count();
        found += fading.iter().filter(|product| [9, 37].contains(product)).count();
        wrong += rising
            .iter()
            .filter(|product| ![7, 19, 28].contains(product))
            .count();
        wrong += fading.iter().filter(|product| ![9, 37].contains(product)).count();
    }
    assert!(found >= 180, "{found} of 200");
    assert!(wrong * 20 <= found + wrong, "{wrong} wrong");
}

#[test]
fn the_season_of_a_category_is_no_rise() {
    // Every year a quarter of the shop sells three times as much in the weeks that are asked about.
    let seasonal = |product: ProductIndex, age: i32| match product.is_multiple_of(4) && age % 364 < 28 {
        true => 3.0,
        false => 1.0,
    };
    let told = movers(5, 364 * 2 + DAYS, seasonal);
    let risen = told
        .rising
        .iter()
        .filter(|mover| mover.product.is_multiple_of(4))
        .count();
    assert!(risen <= 1, "{risen}");
    let unknown = movers(5, DAYS, seasonal);
    let risen = unknown
        .rising
        .iter()
        .filter(|mover| mover.product.is_multiple_of(4))
        .count();
    assert!(risen > 5, "in the first year it looks like one: {risen}");
}

#[test]
fn what_is_new_is_called_so_and_what_hardly_sells_is_not_tested() {
    let told = movers(6, DAYS, |product, age| match product {
        9 if age >= 20 => 0.0,
        _ => 1.0,
    });
    let new = told.rising.iter().find(|mover| mover.product == 9).unwrap();
    assert!(new.is_new && new.times.0 > 2.0 && new.times.1 < new.times.0 && new.times.0 < new.times.2);
    assert!(told.rising.iter().all(|mover| mover.orders >= 10));
    assert!(told.tested < PRODUCTS as usize);
    assert!(MoversCount::new(Day(LAST.0 - 83 + 1), LAST).is_none());
}
