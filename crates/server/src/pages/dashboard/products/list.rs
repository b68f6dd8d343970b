//! Finding products, and what rises and what fades.

use askama::Template;
use engine::{MoverView, MoversReport, ProductView, Title};
use shop::{Locale, Product, ProductId};

use super::{PATH, Row, linked};
use crate::{
    charts::{BarRow, Bars, Drawn},
    errors::Problem,
    i18n::Value,
    pages::dashboard::{Frame, Visit},
    route::Answer,
};

/// Products of a page.
const PRODUCTS: usize = 25;
/// Products of each list of those that move.
const MOVERS: usize = 10;

#[derive(Template)]
#[template(path = "dashboard/products.html")]
struct View<'a> {
    frame: Frame<'a>,
    unknown: Option<String>,
    asked: String,
    found: Found,
    movers: Vec<Drawn>,
    movers_hint: Option<String>,
}

/// What is listed.
struct Found {
    rows: Vec<Row>,
    /// How many there are, in a sentence.
    counted: Option<String>,
    /// Where the next ones are.
    next: Option<String>,
}

/// The list; `unknown` is a product that was asked for and does not exist.
pub(super) fn show(visit: &Visit<'_>, unknown: Option<&str>) -> Answer {
    let asked = visit.call.parameter("q").unwrap_or_default();
    let found = match asked.trim() {
        "" => by_id(visit)?,
        words => search(visit, words)?,
    };
    let told = visit.call.app.engine.prepared_movers(visit.call.now)?;
    let (movers, movers_hint) = movers(visit, &told.answer);
    visit.page(&View {
        frame: visit.frame("products"),
        unknown: unknown.map(|id| visit.words.tell("products-unknown", &[("id", Value::Text(id))])),
        asked,
        found,
        movers,
        movers_hint,
    })
}

/// The products that fit what was typed, the best first.
fn search(visit: &Visit<'_>, words: &str) -> Result<Found, Problem> {
    let engine = &visit.call.app.engine;
    let found = engine.search_products(words, &visit.words.locale, PRODUCTS)?;
    let count = [("count", Value::Number(found.total as u64))];
    let rows = found.products.iter();
    Ok(Found {
        rows: rows
            .map(|found| Row::new(visit, &found.product, found.is_active))
            .collect(),
        counted: Some(visit.words.tell("products-found", &count)),
        next: None,
    })
}

/// All products, by id.
fn by_id(visit: &Visit<'_>) -> Result<Found, Problem> {
    let after = visit
        .call
        .parameter("after")
        .and_then(|id| ProductId::new(&id).ok());
    let page = visit.call.app.engine.products(after.as_ref(), PRODUCTS)?;
    let rows = page.products.iter();
    Ok(Found {
        rows: rows
            .map(|product| Row::new(visit, &view(product, &visit.words.locale), product.active))
            .collect(),
        counted: None,
        next: page.next.map(|id| visit.with(PATH, "after", id.as_str())),
    })
}

/// A product as it stands in the store, for a table.
fn view(product: &Product, locale: &Locale) -> ProductView {
    let title = product.title.best(locale).map(|(locale, text)| Title {
        text: text.to_owned(),
        locale: locale.clone(),
    });
    ProductView {
        id: product.id.as_str().to_owned(),
        title,
        price: product.price,
        list_price: product.list_price,
        price_valid_until: product.price_valid_until,
        stock: product.stock,
        kind: product.kind,
        category: (!product.category.0.is_empty()).then(|| product.category.path()),
        image_url: product.image_url.clone(),
        page_url: product.page_url.clone(),
    }
}

/// What rises and what fades, or why that cannot be told yet.
fn movers(visit: &Visit<'_>, report: &MoversReport) -> (Vec<Drawn>, Option<String>) {
    let Some(movers) = &report.movers else {
        return (Vec::new(), Some(visit.words.say("products-movers-early")));
    };
    let lists = [("rising", &report.rising), ("fading", &report.fading)];
    let drawn: Vec<Drawn> = lists
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(id, list)| moving(visit, id, list))
        .collect();
    let tested = [("tested", Value::Number(movers.tested as u64))];
    let hint = match drawn.is_empty() {
        true => visit.words.tell("products-movers-none", &tested),
        false => visit.words.tell("products-movers-about", &tested),
    };
    (drawn, Some(hint))
}

fn moving(visit: &Visit<'_>, id: &str, list: &[MoverView]) -> Drawn {
    let (words, numbers) = (&visit.words, visit.numbers());
    let row = |view: &MoverView| {
        let (times, low, high) = view.mover.times;
        let times = (!view.mover.is_new && times.is_finite()).then_some(times);
        BarRow {
            label: linked(visit, &view.product.title, &view.product.id),
            number: Some(f64::from(view.mover.orders) - view.mover.expected),
            interval: None,
            cells: vec![
                numbers.whole(view.mover.orders.into()).into(),
                numbers.decimal(view.mover.expected, 1).into(),
                match times {
                    Some(times) => {
                        let within = numbers.between(&numbers.decimal(low, 1), &numbers.decimal(high, 1));
                        format!("{} ({within})", numbers.decimal(times, 1)).into()
                    }
                    None => words.say("products-mover-new").into(),
                },
            ],
        }
    };
    let headings = [
        "products-product",
        "products-mover-bar",
        "products-mover-orders",
        "products-mover-expected",
        "products-mover-times",
    ];
    let bars = Bars {
        id: id.to_owned(),
        caption: words.say(&format!("products-{id}")),
        fact: String::new(),
        headings: headings.map(|id| words.say(id)).into(),
        rows: list.iter().take(MOVERS).map(row).collect(),
    };
    bars.draw()
}
