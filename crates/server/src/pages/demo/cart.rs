//! The cart: its lines, what they cost, and what is said of free delivery.

use askama::Template;
use shop::Placement;

use super::{
    fragment::Fragment,
    frame::Frame,
    render,
    shelf::{self, CartLine},
    state::State,
    visit,
    visit::{Card, Visit},
};
use crate::{
    reply::Reply,
    route::{Answer, Call},
};

#[derive(Template)]
#[template(path = "shop/cart.html")]
struct View<'a> {
    frame: Frame<'a>,
    lines: Vec<Line>,
    total: String,
    checkout: String,
    /// Where a cart worth trying is.
    example: Option<String>,
    incentives: Vec<String>,
    offers: Fragment,
}

/// A line as the page shows it.
pub(super) struct Line {
    pub id: String,
    pub card: Card,
    pub quantity: u32,
    /// The quantity in the language's digits.
    pub count: String,
    pub total: String,
    /// Takes it out.
    pub remove: String,
    /// What the form for its quantity is called, for those who do not see what stands beside it.
    pub label: String,
    /// The same for its removal.
    pub remove_label: String,
}

/// `/cart`. What an address adds or sets is done, and the address of the outcome answered: so nothing is added twice by
/// loading a page again.
pub(super) fn show(call: &Call) -> Answer {
    let visit = &visit(call)?;
    if let Some(changed) = changed(visit) {
        return Ok(Reply::see_other(&changed.address("/cart", &[])));
    }
    let lines = visit.shelf.cart(&visit.state);
    let offers = visit.offers_at(Placement::Cart);
    let view = View {
        total: visit.money(shelf::total(&lines)),
        checkout: visit.address("/checkout", &[]),
        example: example(visit),
        incentives: offers.incentives().to_vec(),
        offers: offers.without_incentives(),
        lines: lines.iter().map(|line| shown(visit, line)).collect(),
        frame: visit.frame("cart", "/cart", visit.say("demo-cart")),
    };
    Ok(Reply::page(render(&view)?))
}

/// What a visitor has after what the address asks for; none where it asks for nothing.
fn changed(visit: &Visit<'_>) -> Option<State> {
    let call = visit.call;
    let quantity = call
        .parameter("quantity")
        .and_then(|text| text.trim().parse().ok());
    let (added, set) = (call.parameter("add"), call.parameter("set"));
    let change = |state: &mut State| {
        let known = added.as_deref().and_then(|id| visit.shelf.find(id));
        if let Some(product) = known.filter(|product| product.stock.is_sellable()) {
            state.add(product.id.as_str(), quantity.unwrap_or(1).max(1));
        }
        if let (Some(id), Some(quantity)) = (&set, quantity) {
            state.set(id, quantity);
        }
    };
    (added.is_some() || set.is_some()).then(|| visit.state.with(change))
}

/// A line as the page shows it.
pub(super) fn shown(visit: &Visit<'_>, line: &CartLine<'_>) -> Line {
    let id = line.product.id.as_str();
    let card = visit.card(line.product);
    let titled = |message: &str| {
        let title = crate::i18n::Value::Text(&card.title);
        visit.texts.say(visit.locale(), message, &[("title", title)])
    };
    Line {
        id: id.to_owned(),
        quantity: line.quantity,
        count: visit.texts.number(u64::from(line.quantity), visit.locale()),
        total: visit.money(line.total()),
        remove: visit.state.with(|state| state.set(id, 0)).address("/cart", &[]),
        label: titled("demo-quantity-of"),
        remove_label: titled("demo-remove-one"),
        card,
    }
}

/// A cart worth trying, for those whose own is empty.
fn example(visit: &Visit<'_>) -> Option<String> {
    let mut tried = visit.state.with(|state| state.cart.clear());
    for id in &visit.demo.cart {
        tried.add(id, 1);
    }
    (!tried.cart.is_empty()).then(|| tried.address("/cart", &[]))
}
