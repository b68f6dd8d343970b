//! One product's page.

use askama::Template;
use engine::FoundProduct;

use super::{
    Row, around, merchant,
    sales::{self, Sold},
    title,
};
use crate::{
    charts::Drawn,
    pages::dashboard::{Frame, Visit},
    route::Answer,
};

#[derive(Template)]
#[template(path = "dashboard/product.html")]
struct View<'a> {
    frame: Frame<'a>,
    title: String,
    row: Row,
    image: Option<String>,
    offers: Vec<around::Offer>,
    others: Vec<around::Other>,
    keeps_decisions: bool,
    why: String,
    answer: Option<around::Why>,
    ladder: Option<Drawn>,
    substitutes: Option<Drawn>,
    merchant: Vec<merchant::Own>,
    rules: Option<String>,
    sold: Sold,
}

pub(super) fn show(visit: &Visit<'_>, found: &FoundProduct) -> Answer {
    let product = &found.product;
    let asked = around::ask(visit, &product.id);
    let image = product
        .image_url
        .clone()
        .filter(|url| url.starts_with("https://"));
    visit.page(&View {
        frame: visit.frame("products"),
        title: title(product),
        row: Row::new(visit, product, found.is_active),
        image,
        offers: around::offers(visit, &asked),
        others: around::others(visit, &asked),
        keeps_decisions: asked.decision.is_some(),
        why: visit.call.parameter("why").unwrap_or_default(),
        answer: around::why(visit, &product.id)?,
        ladder: around::ladder(visit, product, &asked)?,
        substitutes: around::substitutes(visit, &asked)?,
        merchant: merchant::own(visit, &product.id)?,
        rules: crate::pages::dashboard::address_of("rules"),
        sold: sales::sold(visit, &product.id)?,
    })
}
