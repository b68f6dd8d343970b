//! A product's page.

use askama::Template;
use engine::OfferRequest;
use serde_json::{Value as Json, json};
use shop::{Placement, Product};

use super::{
    category::crumbs,
    fragment::Fragment,
    frame::{Frame, Link},
    json::ScriptJson,
    missing, render, visit,
    visit::{Card, Visit, is_reduced},
};
use crate::{
    pages::DemoPage,
    reply::Reply,
    route::{Answer, Call},
};

/// Variants shown at most.
const VARIANTS_MAX: usize = 12;

#[derive(Template)]
#[template(path = "shop/product.html")]
struct View<'a> {
    frame: Frame<'a>,
    id: &'a str,
    described: ScriptJson,
    crumbs: Vec<Link>,
    picture: String,
    title_dir: &'static str,
    brand: &'a str,
    description: &'a str,
    description_dir: &'static str,
    price: String,
    list_price: Option<String>,
    stock: String,
    can_be_bought: bool,
    variants: Vec<Card>,
    offers: Fragment,
}

/// `/product`.
pub(super) fn show(call: &Call) -> Answer {
    let visit = &visit(call)?;
    let id = call.parameter("id").unwrap_or_default();
    let Some(product) = visit.shelf.find(&id) else {
        return missing(visit, "demo-missing-product");
    };
    let mut frame = visit.frame("product", "/product", visit.title(product).to_owned());
    frame.department = product.category.0.first().cloned().unwrap_or_default();
    frame.further = vec![("id", id.clone())];
    frame.about = visit.item(product, 1);
    let description = product.description.best(visit.locale());
    let request = OfferRequest {
        product_id: Some(id.clone()),
        ..OfferRequest::new(Placement::ProductPage)
    };
    let view = View {
        id: product.id.as_str(),
        described: ScriptJson(described(visit, product)),
        crumbs: crumbs(visit, &product.category.0),
        picture: DemoPage::picture_of(&id),
        title_dir: visit.dir_of(&product.title),
        description_dir: visit.dir_of(&product.description),
        brand: product.brand.as_deref().unwrap_or_default(),
        description: description.map_or("", |(_, text)| text),
        price: visit.money(product.price),
        list_price: is_reduced(product).then(|| visit.money(product.list_price)),
        stock: visit.stock(product.stock),
        can_be_bought: product.stock.is_sellable(),
        variants: visit
            .shelf
            .variants(product)
            .take(VARIANTS_MAX)
            .map(|variant| visit.card(variant))
            .collect(),
        offers: visit
            .offers(request, &visit.shelf.cart(&visit.state))
            .without_incentives(),
        frame,
    };
    Ok(Reply::page(render(&view)?))
}

/// The product as schema.org describes products: what search engines read, and the elements.
fn described(visit: &Visit<'_>, product: &Product) -> Json {
    let mut described = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "sku": product.id.as_str(),
        "name": visit.title(product),
        "image": DemoPage::picture_of(product.id.as_str()),
        "category": product.category.path(),
    });
    if let Some((_, text)) = product.description.best(visit.locale()) {
        described["description"] = json!(text);
    }
    if let Some(brand) = &product.brand {
        described["brand"] = json!({ "@type": "Brand", "name": brand });
    }
    if let Some(price) = product.price {
        let available = match product.stock.is_sellable() {
            true => "https://schema.org/InStock",
            false => "https://schema.org/OutOfStock",
        };
        described["offers"] = json!({
            "@type": "Offer",
            "price": price.to_string(),
            "priceCurrency": price.currency.code(),
            "availability": available,
        });
    }
    described
}
