//! The checkout: how it is to be delivered, and the order itself. It asks for nothing personal, as nothing is sold.

use askama::Template;
use axum::http::StatusCode;
use engine::random_text;
use shop::{LineKind, Order, OrderId, OrderLine, Placement, VisitorId};

use super::{
    cart::{self, Line},
    fragment::Fragment,
    frame::Frame,
    render,
    shelf::{self, CartLine},
    visit,
    visit::Visit,
};
use crate::{
    errors::{Code, Problem},
    pages::staff::Form,
    reply::Reply,
    route::{Answer, Call},
};

/// What the demo's own orders begin with: no form reaches any other.
const ORDER_PREFIX: &str = "web-";
/// Characters of five bits each that follow it.
const ORDER_CHARS: usize = 20;
/// How an order comes, each with its words.
const DELIVERIES: [&str; 2] = ["home", "pick-up"];

#[derive(Template)]
#[template(path = "shop/checkout.html")]
struct View<'a> {
    frame: Frame<'a>,
    order: String,
    lines: Vec<Line>,
    total: String,
    back: String,
    deliveries: Vec<(&'static str, String, bool)>,
    mistake: bool,
    offers: Fragment,
}

/// `GET /checkout`.
pub(super) fn show(call: &Call) -> Answer {
    let visit = &visit(call)?;
    match visit.shelf.cart(&visit.state).is_empty() {
        true => Ok(Reply::see_other(&visit.address("/cart", &[]))),
        false => page(visit, &new_order()?, "", false),
    }
}

/// `POST /checkout`. The order's id was made with the form, so a form that is sent twice is one order.
pub(super) fn order(call: &Call) -> Answer {
    let visit = &Visit::begin(call, &call.body)?;
    check_site(call)?;
    let form = Form::read(call);
    let lines = visit.shelf.cart(&visit.state);
    let sent = form.field("order").unwrap_or_default();
    let id = match is_own(sent) {
        true => sent.to_owned(),
        false => new_order()?,
    };
    let thanks = || {
        let done = visit.state.with(|state| state.cart.clear());
        Ok(Reply::see_other(&done.address("/thanks", &[("order", &id)])))
    };
    if call.app.engine.order(&id).is_ok() {
        return thanks();
    }
    if lines.is_empty() {
        return Ok(Reply::see_other(&visit.address("/cart", &[])));
    }
    let delivery = form.field("delivery").unwrap_or_default();
    if !DELIVERIES.contains(&delivery) {
        let page = page(visit, &id, delivery, true)?;
        return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let placed = placed(call, &id, form.field("visitor"), &lines)?;
    call.app.engine.record_orders(vec![placed], Vec::new())?;
    thanks()
}

fn page(visit: &Visit<'_>, order: &str, chosen: &str, mistake: bool) -> Answer {
    let lines = visit.shelf.cart(&visit.state);
    let delivery = |id: &&'static str| (*id, visit.say(&format!("demo-delivery-{id}")), *id == chosen);
    let view = View {
        order: order.to_owned(),
        total: visit.money(shelf::total(&lines)),
        lines: lines.iter().map(|line| cart::shown(visit, line)).collect(),
        back: visit.address("/cart", &[]),
        deliveries: DELIVERIES.iter().map(delivery).collect(),
        mistake,
        offers: visit.offers_at(Placement::Checkout),
        frame: visit.frame("checkout", "/checkout", visit.say("demo-checkout")),
    };
    Ok(Reply::page(render(&view)?))
}

/// The order: the shop's own prices, whatever the form says.
fn placed(call: &Call, id: &str, visitor: Option<&str>, lines: &[CartLine<'_>]) -> Result<Order, Problem> {
    let line = |line: &CartLine<'_>| OrderLine {
        product_id: line.product.id.clone(),
        quantity: line.quantity,
        unit_price: line.price,
        kind: LineKind::Product,
    };
    let id = OrderId::new(id).map_err(|error| Problem::new(Code::InvalidField, error.to_string()))?;
    Ok(Order {
        id,
        customer_id: None,
        // Without scripts nobody knows who it is.
        visitor_id: visitor.and_then(|visitor| VisitorId::new(visitor).ok()),
        placed_at: call.now,
        lines: lines.iter().map(line).collect(),
    })
}

/// Orders are placed from the shop's own pages only.
fn check_site(call: &Call) -> Result<(), Problem> {
    let site = call
        .headers
        .get("sec-fetch-site")
        .and_then(|site| site.to_str().ok());
    match site {
        Some("cross-site") => Err(Problem::new(
            Code::ForbiddenOrigin,
            "The form does not come from a page of this shop.",
        )),
        _ => Ok(()),
    }
}

fn new_order() -> Result<String, Problem> {
    Ok(format!("{ORDER_PREFIX}{}", random_text(ORDER_CHARS)?))
}

/// Whether an order's id is one that this shop's forms carry.
pub(super) fn is_own(id: &str) -> bool {
    let random = id.strip_prefix(ORDER_PREFIX).unwrap_or_default();
    random.len() == ORDER_CHARS && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
