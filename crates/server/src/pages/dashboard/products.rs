//! Products: found, what moves, and one product's page: what goes with it and why, and how it sells.

mod around;
mod list;
mod merchant;
mod one;
mod sales;

use engine::ProductView;
use shop::{Money, Stock};

use super::{Page, Visit, product_address};
use crate::{charts::Cell, route::Answer};

pub(super) const PAGE: Page = Page {
    id: "products",
    show,
    act: None,
};

const PATH: &str = "/dashboard/products";

fn show(visit: &Visit<'_>) -> Answer {
    let Some(id) = visit.call.parameter("product") else {
        return list::show(visit, None);
    };
    let locale = &visit.words.locale;
    match visit.call.app.engine.product_view(&id, locale)? {
        Some(found) => one::show(visit, &found),
        None => list::show(visit, Some(&id)),
    }
}

/// A product in a table.
struct Row {
    title: String,
    address: String,
    id: String,
    category: String,
    price: String,
    stock: String,
}

impl Row {
    fn new(visit: &Visit<'_>, product: &ProductView, is_active: bool) -> Self {
        Self {
            title: title(product),
            address: product_address(&product.id),
            id: product.id.clone(),
            category: product.category.clone().unwrap_or_default(),
            price: product
                .price
                .map_or_else(String::new, |price| money(visit, &price)),
            stock: match is_active {
                true => stock(visit, product.stock),
                false => visit.words.say("products-inactive"),
            },
        }
    }
}

/// A product's title, or its id where it has none.
fn title(product: &ProductView) -> String {
    let title = product.title.as_ref();
    title.map_or_else(|| product.id.clone(), |title| title.text.clone())
}

fn money(visit: &Visit<'_>, money: &Money) -> String {
    visit.words.texts().money(money, &visit.words.locale)
}

fn stock(visit: &Visit<'_>, stock: Stock) -> String {
    match stock {
        Stock::Unknown => visit.words.say("products-stock-unknown"),
        Stock::Untracked => visit.words.say("products-stock-untracked"),
        Stock::Quantity(quantity) => visit.numbers().whole(quantity.into()),
    }
}

/// A product's name that leads to its page.
fn linked(visit: &Visit<'_>, title: &str, id: &str) -> Cell {
    Cell {
        text: title.to_owned(),
        address: Some(product_address(id)),
        way: Some(visit.words.way_of(title)),
    }
}
