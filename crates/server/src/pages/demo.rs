//! The demo's shop: the pages a real shop has, with every placement live. This is the list.
//!
//! They are made of links and forms and need no script; with scripts the elements show the offers, as in any shop.

mod cart;
mod category;
mod checkout;
mod frame;
mod json;
mod picture;
mod product;
mod shelf;
mod start;
mod state;
mod thanks;
mod visit;

use askama::Template;
use axum::http::StatusCode;

use super::{fragment, render};
use crate::{
    errors::Problem,
    reply::Reply,
    route::{Access, Answer, Call, Route},
};
use frame::Frame;
use visit::Visit;

pub(super) use start::show as start;

/// What the demo's shop is served with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPage {
    /// A cart worth trying, by product id.
    pub cart: Vec<String>,
    /// The public key that its pages ask with.
    pub public_key: String,
}

impl DemoPage {
    /// The address of a product's page, in every language and with every cart.
    pub fn page_of(id: &str) -> String {
        query("/product").append_pair("id", id).finish()
    }

    /// The address of a product's picture.
    pub fn picture_of(id: &str) -> String {
        // A space is a plus in a query only.
        let encoded: String = form_urlencoded::byte_serialize(id.as_bytes()).collect();
        format!("/pictures/{}.svg", encoded.replace('+', "%20"))
    }

    /// The address of the cart with one of each of `ids`, in English.
    pub fn cart_of(ids: &[String]) -> String {
        let mut address = query("/cart");
        address.append_pair("lang", "en");
        address.extend_pairs(ids.iter().map(|id| ("cart", id))).finish()
    }
}

/// The shop's pages besides the first: for visitors of the demo, so the reference leaves them out.
pub(crate) const ROUTES: &[Route] = &[
    page(Route::get("/category", "demoCategory", category::show)),
    page(Route::get("/product", "demoProduct", product::show)),
    page(Route::get("/cart", "demoCart", cart::show)),
    page(Route::get("/checkout", "demoCheckout", checkout::show)),
    Route::post("/checkout", "demoOrder", checkout::order)
        .access(Access::Open)
        .takes("")
        .gives(303, "text/html"),
    page(Route::get("/thanks", "demoThanks", thanks::show)),
    Route::get("/pictures/{id}", "demoPicture", picture::show)
        .access(Access::Open)
        .gives(200, "image/svg+xml"),
    Route::get("/assets/shop.css", "demoStyle", style)
        .access(Access::Open)
        .instant()
        .gives(200, "text/css"),
    Route::get("/assets/shop.js", "demoScript", script)
        .access(Access::Open)
        .instant()
        .gives(200, "text/javascript"),
];

const fn page(route: Route) -> Route {
    route.access(Access::Open).gives(200, "text/html")
}

const STYLE: &str = include_str!("../../templates/shop.css");
const SCRIPT: &str = include_str!("../../../../web/shop/shop.js");

fn style(_: &Call) -> Answer {
    Ok(Reply::body("text/css; charset=utf-8", STYLE))
}

fn script(_: &Call) -> Answer {
    Ok(Reply::body("text/javascript; charset=utf-8", SCRIPT))
}

#[derive(Template)]
#[template(path = "shop/missing.html")]
struct Missing<'a> {
    frame: Frame<'a>,
    about: String,
}

/// The page where nothing is, in the visitor's language.
fn missing(visit: &Visit<'_>, about: &str) -> Answer {
    let view = Missing {
        frame: visit.frame("missing", "/", visit.say("demo-missing")),
        about: visit.say(about),
    };
    Ok(Reply::page(render(&view)?).status(StatusCode::NOT_FOUND))
}

/// The address of a page, to which the fields of its query are added.
fn query(path: &str) -> form_urlencoded::Serializer<'static, String> {
    let address = format!("{path}?");
    let begin = address.len();
    form_urlencoded::Serializer::for_suffix(address, begin)
}

/// A visit that goes by the address.
fn visit(call: &Call) -> Result<Visit<'_>, Problem> {
    Visit::begin(call, call.query.as_bytes())
}
