//! The shop's first page: its departments, what is reduced and what is new.

use askama::Template;
use shop::{Placement, Product};

use super::{
    fragment::Fragment,
    frame::Frame,
    render, shelf, visit,
    visit::{Card, Visit, is_new, is_reduced},
};
use crate::{
    pages::DemoPage,
    reply::Reply,
    route::{Answer, Call},
};

/// Products of one row.
const ROW_PRODUCTS: usize = 6;
/// Pictures beside the welcome.
const PICTURES: usize = 3;

#[derive(Template)]
#[template(path = "shop/start.html")]
struct View<'a> {
    frame: Frame<'a>,
    /// Something to look at beside the welcome.
    pictures: Vec<String>,
    departments: Vec<Department>,
    offers: Fragment,
    rows: Vec<(String, Vec<Card>)>,
}

/// A department with a picture of something from it.
struct Department {
    name: String,
    address: String,
    picture: String,
}

/// `/` of the demo.
pub(in crate::pages) fn show(call: &Call) -> Answer {
    let visit = &visit(call)?;
    let sections = visit.shelf.sections(&[]);
    let department = |section: &super::shelf::Section<'_>| Department {
        name: visit.category_name(section.name),
        address: visit.category_address(section.path),
        picture: DemoPage::picture_of(section.product.id.as_str()),
    };
    let rows = rows(visit);
    let view = View {
        departments: sections.iter().map(department).collect(),
        offers: visit.offers_at(Placement::Home),
        pictures: rows
            .iter()
            .flat_map(|(_, cards)| cards)
            .map(|card| card.picture.clone())
            .rev()
            .take(PICTURES)
            .collect(),
        rows,
        frame: visit.frame("home", "/", visit.say("demo-title")),
    };
    Ok(Reply::page(render(&view)?))
}

/// The rows of products that there are: reduced ones by how much, new ones the newest first; of a shop with neither,
/// all.
fn rows(visit: &Visit<'_>) -> Vec<(String, Vec<Card>)> {
    let sold = || {
        visit
            .shelf
            .products()
            .filter(|product| product.stock.is_sellable())
    };
    let mut reduced: Vec<&Product> = sold().filter(|product| is_reduced(product)).collect();
    reduced.sort_by_key(|product| std::cmp::Reverse(off_permille(product)));
    let mut new: Vec<&Product> = sold().filter(|product| is_new(product, visit.call.now)).collect();
    new.sort_by_key(|product| std::cmp::Reverse(product.launched_at));
    let mut rows = vec![("demo-row-reduced", reduced), ("demo-row-new", new)];
    rows.retain(|(_, products)| !products.is_empty());
    if rows.is_empty() {
        rows.push(("demo-products", sold().collect()));
    }
    let row = |(title, products): (&str, Vec<&Product>)| {
        let cards = shelf::one_of_each_group(&products).into_iter().take(ROW_PRODUCTS);
        (
            visit.say(title),
            cards.map(|product| visit.card(product)).collect(),
        )
    };
    rows.into_iter().map(row).collect()
}

/// How much cheaper than before, in thousandths.
fn off_permille(product: &Product) -> i64 {
    let prices = product.price.zip(product.list_price);
    prices.map_or(0, |(price, list)| {
        (list.minor - price.minor) * 1_000 / list.minor.max(1)
    })
}
