//! Shops in bulk: products and orders that follow from a seed, in the shapes that the crates take.

use anyhow::{Context, Result};
use recommend::{
    Baskets, CartLine, Catalogue, CatalogueSource, CustomerIndex, DayOrders, DaySessions, Partition,
    Sessions, Step, StepKind,
};
use shop::{Category, Currency, Day, Locale, Localized, Money, Product, ProductId, Stock};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use testkit::{SYNTHETIC_DAYS, ZipfOrders};

const SEED: u64 = 1;
const LINES_PER_ORDER: f64 = 4.0;
/// The day of the first order.
const FIRST_DAY: Day = Day(19_905);
/// Most lines of a cart that is asked about.
const CART_LINES_MAX: usize = 8;
/// How many products share a leaf category.
const PRODUCTS_PER_LEAF: u32 = 500;
/// How many different customers there are per hundred orders.
const CUSTOMERS_PERCENT: u64 = 40;

/// The day after the last order.
pub fn today() -> Day {
    Day(FIRST_DAY.0 + SYNTHETIC_DAYS as i32)
}

/// Orders to learn from, and carts to ask about.
pub struct History {
    /// Every order, day by day.
    pub partition: Partition,
    /// Evenly chosen orders' products, one to eight of each.
    pub carts: Vec<Vec<CartLine>>,
}

/// One piece of a product in a cart.
pub fn line(product: u32) -> CartLine {
    CartLine {
        product,
        quantity: 1,
        unit_price_minor: None,
    }
}

/// Orders of `lines` lines over `products` products, with at most `carts_max` carts drawn from them.
///
/// # Errors
/// Never, as long as baskets survive being packed.
pub fn history(lines: u64, products: u32, carts_max: usize) -> Result<History> {
    let mut orders = ZipfOrders::new(SEED, lines, products, LINES_PER_ORDER);
    let orders_per_cart = (lines / 4 / carts_max.max(1) as u64).max(1);
    let (mut partition, mut carts) = (Partition::default(), Vec::new());
    let (mut baskets, mut basket_day, mut basket) = (Baskets::default(), 0, Vec::new());
    let mut number = 0_u64;
    while let Some((day, products)) = orders.next_basket() {
        if day != basket_day {
            push_day(&mut partition, basket_day, &std::mem::take(&mut baskets))?;
            basket_day = day;
        }
        if carts.len() < carts_max && number.is_multiple_of(orders_per_cart) {
            carts.push(cart(products));
        }
        number += 1;
        basket.clear();
        basket.extend_from_slice(products);
        baskets.push(&mut basket);
    }
    push_day(&mut partition, basket_day, &baskets)?;
    Ok(History { partition, carts })
}

/// The same orders, by customers who come again, a third of them after a visit that looked at what was bought.
///
/// # Errors
/// As [`history`].
pub fn lived_history(lines: u64, products: u32, carts_max: usize) -> Result<History> {
    const ORDERS_PER_VISIT: u64 = 3;
    let mut history = history(lines, products, carts_max)?;
    let mut number = 0_u64;
    for orders in &mut history.partition.orders {
        let (mut buyers, mut sessions) = (Vec::with_capacity(orders.baskets.len()), Sessions::default());
        let ended_s = u32::try_from(orders.day.start().unix_ms() / 1_000)?;
        for basket in orders.baskets.iter() {
            let customer = CustomerIndex::try_from(customer(number, lines))?;
            buyers.push(customer);
            if number.is_multiple_of(ORDERS_PER_VISIT) {
                let looks: Vec<Step> = basket.products.iter().copied().map(look).collect();
                sessions.push(ended_s, Some(customer), &looks);
            }
            number += 1;
        }
        orders.buyers = Arc::new(buyers);
        history.partition.sessions.push(DaySessions {
            day: orders.day,
            sessions: Arc::new(sessions),
        });
    }
    Ok(history)
}

fn look(product: u32) -> Step {
    Step {
        product,
        kind: StepKind::View,
    }
}

/// Who placed an order, in a history of so many lines.
fn customer(order: u64, lines: u64) -> u64 {
    order.wrapping_mul(2_654_435_761) % (lines / 4 * CUSTOMERS_PERCENT / 100).max(1)
}

/// Adds a day as a build reads it from its file: in exactly as much memory as it needs.
fn push_day(partition: &mut Partition, day: u32, baskets: &Baskets) -> Result<()> {
    let packed = baskets.packed().to_vec();
    let baskets = Baskets::from_packed(packed).context("baskets do not survive being packed")?;
    partition.orders.push(DayOrders {
        day: Day(FIRST_DAY.0 + day as i32),
        baskets: Arc::new(baskets),
        ..DayOrders::default()
    });
    Ok(())
}

fn cart(products: &[u32]) -> Vec<CartLine> {
    products.iter().copied().take(CART_LINES_MAX).map(line).collect()
}

/// The product with this index: titled, priced, categorised, some of them out of stock.
///
/// # Errors
/// Never, as long as the generated words are valid ids, currencies and so on.
pub fn product(index: u32) -> Result<Product> {
    let euro = Currency::new("EUR")?;
    let leaf = index.wrapping_mul(2_654_435_761) / PRODUCTS_PER_LEAF % 2_000;
    // Prices between one and a thousand euro, most of them low, as in a shop.
    let price_minor = 100 + i64::from(index % 317) * i64::from(index % 317);
    Ok(Product {
        title: Localized::single(Locale::english(), format!("Synthetic product number {index}")),
        category: Category(vec![
            format!("Department {}", leaf % 20),
            format!("Shelf {}", leaf % 200),
            format!("Leaf {leaf}"),
        ]),
        price: Some(Money::new(price_minor, euro)),
        stock: Stock::Quantity(index.wrapping_mul(40_503) % 20),
        ..Product::unknown(ProductId::new(&format!("P{index:07}"))?)
    })
}

/// The catalogue of the first `count` products.
///
/// # Errors
/// As [`product`].
pub fn catalogue(count: u32) -> Result<Catalogue> {
    let mut source = CatalogueSource::default();
    for index in 0..count {
        source.push(&product(index)?, false);
    }
    Ok(source.finish())
}

/// A catalogue that knows nothing but the ids of `count` products.
///
/// # Errors
/// As [`product`].
pub fn bare_catalogue(count: u32) -> Result<Catalogue> {
    let mut source = CatalogueSource::default();
    for index in 0..count {
        source.push(&Product::unknown(ProductId::new(&index.to_string())?), false);
    }
    Ok(source.finish())
}

/// Writes orders as a shop exports them: a CSV line per order line, with order, customer, date, product, quantity
/// and price.
///
/// # Errors
/// Where the file cannot be written.
pub fn write_orders(path: &Path, lines: u64, products: u32) -> Result<()> {
    let mut file = BufWriter::new(std::fs::File::create(path)?);
    writeln!(
        file,
        "order_id,customer_id,order_date,product_id,quantity,unit_price"
    )?;
    let mut orders = ZipfOrders::new(SEED, lines, products, LINES_PER_ORDER);
    let mut number = 0_u64;
    while let Some((day, basket)) = orders.next_basket() {
        let second = number.wrapping_mul(7_919) % 86_400;
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        let day = Day(FIRST_DAY.0 + day as i32);
        let customer = customer(number, lines);
        for product in basket {
            let (quantity, price) = (1 + (number + u64::from(*product)) % 3, 100 + product % 9_900);
            writeln!(
                file,
                "O{number},C{customer},{day} {hour:02}:{minute:02}:{second:02},P{product:07},{quantity},{}.{:02}",
                price / 100,
                price % 100
            )?;
        }
        number += 1;
    }
    Ok(file.flush()?)
}
