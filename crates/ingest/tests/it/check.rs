//! Runs an import over a fixture and prints what came of it, a line a record.

use ingest::{Options, Record, Rejection, Summary, import_reader};
use shop::{LineKind, Money, Stock, Timestamp};

/// The moment at which all fixtures are imported: 2026-11-22.
pub fn now() -> Timestamp {
    Timestamp::from_unix_ms(1_795_305_600_000).expect("2026 lies in range")
}

/// Options with a currency, which most fixtures need.
pub fn euros() -> Options {
    Options {
        currency: Some("EUR".parse().expect("EUR is a currency")),
        ..Options::default()
    }
}

/// All that came of an import.
pub struct Outcome {
    pub records: Vec<Record>,
    pub rejections: Vec<Rejection>,
    pub result: Result<Summary, ingest::IngestError>,
}

/// Imports `bytes` under a file name.
pub fn import(name: &str, bytes: &[u8], options: &Options) -> Outcome {
    let (mut records, mut rejections) = (Vec::new(), Vec::new());
    let result = import_reader(
        bytes,
        name,
        options,
        now(),
        &mut |batch| {
            records.extend(batch);
            Ok(())
        },
        &mut |rejection| rejections.push(rejection),
        &|_| {},
    );
    Outcome {
        records,
        rejections,
        result,
    }
}

/// Imports `input` and compares the printed outcome with `expect`, both without their indentation.
#[track_caller]
pub fn check(name: &str, input: impl AsRef<[u8]>, options: &Options, expect: &str) {
    let outcome = import(name, input.as_ref(), options);
    if let Ok(summary) = &outcome.result {
        assert_eq!(summary.accounted(), summary.rows, "every row is accounted for");
        assert_eq!(summary.rejected, outcome.rejections.len() as u64);
        assert_eq!(summary.records, outcome.records.len() as u64);
    }
    assert_eq!(print(&outcome), unindented(expect));
}

/// A text whose lines lose the white space around them, blank ones left out.
pub fn unindented(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |text, line| text + line + "\n")
}

fn print(outcome: &Outcome) -> String {
    let mut lines: Vec<String> = outcome.records.iter().map(record_text).collect();
    for Rejection {
        line, column, reason, ..
    } in &outcome.rejections
    {
        let column = if column.is_empty() { "row" } else { column };
        lines.push(format!("rejected {line} {column}: {reason}"));
    }
    if let Err(error) = &outcome.result {
        lines.push(format!("error {error}"));
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn amount(money: Option<Money>) -> String {
    money.map_or("-".to_owned(), |money| format!("{money} {}", money.currency))
}

fn or_dash<T: ToString>(value: Option<&T>) -> String {
    value.map_or("-".to_owned(), ToString::to_string)
}

fn fee(kind: LineKind) -> &'static str {
    if kind == LineKind::Fee { " fee" } else { "" }
}

fn record_text(record: &Record) -> String {
    match record {
        Record::Order(order) => order_text(order),
        Record::Refund(refund) => format!(
            "refund {} of {} {} x{} {}{} {}",
            refund.id,
            or_dash(refund.order_id.as_ref()),
            refund.product_id,
            refund.quantity,
            amount(refund.unit_price),
            fee(refund.kind),
            refund.refunded_at,
        ),
        Record::ProductSeen { id, title, price } => {
            let title = title
                .as_ref()
                .map_or("-".to_owned(), |(locale, title)| format!("{locale}:{title}"));
            format!("seen {id} {title} {}", amount(*price))
        }
        Record::Product(product) => product_text(product),
        Record::Customer(customer) => format!(
            "customer {} {} {} {:?} {:?}",
            customer.id,
            or_dash(customer.locale.as_ref()),
            or_dash(customer.region.as_ref()),
            customer.consent,
            customer.tags,
        ),
        Record::Event(event) => {
            let score = event
                .score
                .map_or(String::new(), |score| format!(" score={score}"));
            let traffic = match event.traffic {
                shop::Traffic::Customer => String::new(),
                traffic => format!(" traffic={}", traffic.as_str()),
            };
            format!(
                "event {} {} by {} {} x{}{score}{traffic}",
                event.kind.as_str(),
                event.at,
                event.visitor_id,
                or_dash(event.product_id.as_ref()),
                event.quantity,
            )
        }
        Record::Link(link) => format!(
            "link {} -> {} {} {}",
            link.from,
            link.to,
            link.kind.as_str(),
            link.position
        ),
        Record::Review(review) => format!(
            "review of {} by {} {:?} [{}] {} {} {}",
            review.product_id,
            or_dash(review.customer_id.as_ref()),
            review.rating,
            review.title,
            review.text,
            or_dash(review.locale.as_ref()),
            or_dash(review.reviewed_at.as_ref()),
        ),
    }
}

fn order_text(order: &shop::Order) -> String {
    let head = format!(
        "order {} {} {}",
        order.id,
        or_dash(order.customer_id.as_ref()),
        order.placed_at
    );
    order.lines.iter().fold(head, |text, line| {
        let price = amount(line.unit_price);
        text + &format!(
            "\nline {} x{} {price}{}",
            line.product_id,
            line.quantity,
            fee(line.kind)
        )
    })
}

fn product_text(product: &shop::Product) -> String {
    let stock = match product.stock {
        Stock::Unknown => "?".to_owned(),
        Stock::Untracked => "∞".to_owned(),
        Stock::Quantity(left) => left.to_string(),
    };
    let titles = product
        .title
        .0
        .iter()
        .map(|(locale, title)| format!("{locale}:{title}"));
    let titles: Vec<String> = titles.collect();
    let head = format!(
        "product {} [{}] {}",
        product.id,
        titles.join("; "),
        amount(product.price)
    );
    let notes = product_notes(product)
        .into_iter()
        .filter(|(_, value)| !value.is_empty());
    let text = notes.fold(format!("{head} stock {stock}"), |text, (name, value)| {
        text + &format!(" {name}={value}")
    });
    if product.active { text } else { text + " inactive" }
}

/// What else is known of a product, by name.
fn product_notes(product: &shop::Product) -> [(&'static str, String); 13] {
    let joined = |texts: Vec<String>| texts.join(",");
    let variant = product
        .variant
        .iter()
        .map(|(name, value)| format!("{name}:{value}"));
    let attributes = product.attributes.iter().map(|(name, attribute)| {
        let unit = attribute.unit.as_deref().unwrap_or_default();
        format!("{name}:{:?}{unit}", attribute.value)
    });
    let kind = Some(product.kind).filter(|kind| *kind != shop::ProductKind::Good);
    [
        (
            "list",
            product
                .list_price
                .map_or(String::new(), |money| money.to_string()),
        ),
        (
            "until",
            product
                .price_valid_until
                .map_or(String::new(), |end| end.to_string()),
        ),
        (
            "cost",
            product.unit_cost.map_or(String::new(), |money| money.to_string()),
        ),
        ("category", product.category.path()),
        ("group", product.group.clone().unwrap_or_default()),
        ("brand", product.brand.clone().unwrap_or_default()),
        ("variant", joined(variant.collect())),
        ("attributes", joined(attributes.collect())),
        ("tags", joined(product.tags.iter().cloned().collect())),
        (
            "fits",
            joined(product.fits.iter().map(|fits| format!("{fits:?}")).collect()),
        ),
        (
            "regions",
            joined(product.regions.iter().map(ToString::to_string).collect()),
        ),
        ("kind", kind.map_or("", shop::ProductKind::as_str).to_owned()),
        (
            "description",
            joined(product.description.0.values().cloned().collect()),
        ),
    ]
}
