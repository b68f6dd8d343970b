//! Tiny shops as text.
//!
//! An order is `id @day hh customer: product×quantity@price, …`; see [`order`].

use shop::{
    Currency, CustomerId, Event, EventId, EventKind, LineKind, Money, Order, OrderId, OrderLine, Product,
    ProductId, Refund, Review, ReviewId, Timestamp, VisitorId,
};
use store::{Source, Store, Write};

pub const HOUR_MS: i64 = 3_600_000;

pub fn product_id(text: &str) -> ProductId {
    ProductId::new(text).unwrap()
}

pub fn at_hour(hour: i64) -> Timestamp {
    Timestamp::from_unix_ms(hour * HOUR_MS).unwrap()
}

pub fn money(text: &str) -> Money {
    let (amount, code) = text.split_once(' ').unwrap_or((text, "EUR"));
    Money::parse(amount, Currency::new(code).unwrap()).unwrap()
}

/// Reads `o1 24 ann: kettle 2 19.90, *post 1 4.00 USD, cup 1` — id, hour since 1970, customer (`-` for none), lines of
/// product, quantity and price; `*` marks a fee.
pub fn order(text: &str) -> Order {
    let (head, lines) = text.split_once(':').unwrap();
    let head: Vec<&str> = head.split_whitespace().collect();
    Order {
        id: OrderId::new(head[0]).unwrap(),
        customer_id: (head[2] != "-").then(|| CustomerId::new(head[2]).unwrap()),
        visitor_id: None,
        placed_at: at_hour(head[1].parse().unwrap()),
        lines: lines
            .split(',')
            .filter(|line| !line.trim().is_empty())
            .map(order_line)
            .collect(),
    }
}

fn order_line(text: &str) -> OrderLine {
    let mut words = text.trim().splitn(3, ' ');
    let product = words.next().unwrap();
    OrderLine {
        product_id: product_id(product.trim_start_matches('*')),
        quantity: words.next().unwrap().parse().unwrap(),
        unit_price: words.next().map(money),
        kind: if product.starts_with('*') {
            LineKind::Fee
        } else {
            LineKind::Product
        },
    }
}

pub fn orders(text: &str) -> Vec<Order> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(order)
        .collect()
}

/// Reads `r1 30 ann: cup 2` or `r1 30 - o7: cup 2`: id, hour, customer, perhaps the order; product, quantity.
pub fn refund(text: &str) -> Refund {
    let (head, line) = text.split_once(':').unwrap();
    let head: Vec<&str> = head.split_whitespace().collect();
    let line = order_line(line);
    Refund {
        id: head[0].to_owned(),
        order_id: head.get(3).map(|id| OrderId::new(id).unwrap()),
        customer_id: (head[2] != "-").then(|| CustomerId::new(head[2]).unwrap()),
        product_id: line.product_id,
        quantity: line.quantity,
        unit_price: line.unit_price,
        refunded_at: at_hour(head[1].parse().unwrap()),
        kind: line.kind,
    }
}

/// Reads `e1 24 view vis1 kettle`: id, hour, kind, visitor, product.
pub fn event(text: &str) -> Event {
    let words: Vec<&str> = text.split_whitespace().collect();
    Event {
        id: EventId::new(words[0]).unwrap(),
        kind: EventKind::parse(words[2]).unwrap(),
        at: at_hour(words[1].parse().unwrap()),
        visitor_id: VisitorId::new(words[3]).unwrap(),
        customer_id: None,
        session_id: None,
        product_id: words.get(4).map(|id| product_id(id)),
        quantity: 1,
        placement: None,
        decision_id: None,
        order_id: None,
        score: None,
        traffic: shop::Traffic::Customer,
    }
}

/// Reads `r1 kettle 4.5 keeps warm`: id, product, stars and the text.
pub fn review(text: &str) -> Review {
    let words: Vec<&str> = text.splitn(4, ' ').collect();
    Review {
        id: ReviewId::new(words[0]).unwrap(),
        product_id: product_id(words[1]),
        customer_id: None,
        rating: Some(words[2].parse().unwrap()),
        title: String::new(),
        text: words[3].to_owned(),
        locale: None,
        reviewed_at: None,
    }
}

pub fn catalogue(products: Vec<Product>) -> Write {
    Write::Products {
        products,
        source: Source::Catalogue,
    }
}

pub fn seen(products: Vec<Product>) -> Write {
    Write::Products {
        products,
        source: Source::Seen,
    }
}

pub fn posted(text: &str) -> Write {
    Write::Orders {
        orders: orders(text),
        import: None,
    }
}

/// Every order as text, as counting sees it: `o1 24 c0 EUR: kettle 2-1 1990, *post 1 400`; units after a minus came
/// back.
pub fn dump_orders(store: &dyn Store) -> String {
    use std::fmt::Write as _;
    let keys = store.product_keys().unwrap();
    let mut text = String::new();
    let (from, to) = (shop::Day(-30_000), shop::Day(80_000));
    store
        .scan_orders(from, to, &mut |row| {
            let hour = row.placed_at.unix_ms() / HOUR_MS;
            let customer = row.customer_key.map_or("-".to_owned(), |key| format!("c{key}"));
            let currency = row
                .currency
                .map_or("-".to_owned(), |currency| currency.to_string());
            let lines = row.lines.iter().map(|line| {
                let mark = if line.kind == LineKind::Fee { "*" } else { "" };
                let mut text = format!("{mark}{} {}", keys[line.product_key.0 as usize], line.quantity);
                if line.refunded > 0 {
                    write!(text, "-{}", line.refunded).unwrap();
                }
                if let Some(minor) = line.unit_price_minor {
                    write!(text, " {minor}").unwrap();
                }
                text
            });
            let lines: Vec<String> = lines.collect();
            writeln!(text, "{hour} {customer} {currency}: {}", lines.join(", ")).unwrap();
        })
        .unwrap();
    text
}
