//! A basket that was paid for: who bought it, and which order it became, so that what was taken here is credited.
//!
//! Most tills report their orders themselves. Then a sale only says under which receipt that order comes, and whoever
//! had this basket counts as who placed it. Where nothing else reports them, the sale is the order.

use engine::Error;
use shop::{Event, EventKind, LineKind, Order, OrderId, OrderLine, ProductId};

use super::{cards, state::State};
use crate::{
    errors::Problem,
    pages::staff::{Form, Visit},
    reply::Reply,
    route::Answer,
};

/// Who buys, as far as the page tells.
pub(super) struct Customer {
    /// The number they are known by; empty where none was given.
    pub number: String,
    /// Whether the shop knows anybody by it.
    pub is_known: bool,
    /// Bytes of a number at most.
    pub length_max: usize,
    /// The basket without them.
    pub forget: String,
    /// The basket's fields without them, for the form that asks for the number.
    pub fields: Vec<(&'static str, String)>,
}

impl Customer {
    /// Who buys this basket.
    pub fn of(visit: &Visit<'_>, state: &State) -> Self {
        let engine = &visit.call.app.engine;
        let nobody = State {
            customer: String::new(),
            ..state.clone()
        };
        Self {
            is_known: engine.customer_value(&state.customer).is_ok(),
            number: state.customer.clone(),
            length_max: shop::limits::ID_BYTES_MAX,
            forget: nobody.with(|_| {}),
            fields: nobody.fields(),
        }
    }
}

/// Notes a sale and goes on with the next customer.
pub(super) fn sold(visit: &Visit<'_>, state: &State, form: &Form) -> Answer {
    let receipt = form.field("receipt").unwrap_or_default().trim();
    let again = |did: &str| {
        let address = state.address_with(&[("did", did), ("of", receipt), ("receipt", receipt)]);
        Ok(Reply::see_other(&address))
    };
    if state.lines.is_empty() {
        return again("sold-nothing");
    }
    if receipt.is_empty() && !state.records {
        return again("receipt-missing");
    }
    let number = match receipt {
        "" => format!("desk-{}", state.basket),
        given => given.to_owned(),
    };
    let Ok(id) = OrderId::new(&number) else {
        return again("receipt-unusable");
    };
    match note(visit, state, &id)? {
        false => again("receipt-known"),
        true => {
            let next = state.next_customer()?;
            let address = next.address_with(&[("did", "sold"), ("of", id.as_str())]);
            Ok(Reply::see_other(&address))
        }
    }
}

/// Keeps the sale; false where the order is known to be somebody else's.
fn note(visit: &Visit<'_>, state: &State, id: &OrderId) -> Result<bool, Problem> {
    let engine = &visit.call.app.engine;
    let is_there = match engine.order(id.as_str()) {
        Ok(order) if order.visitor_id.is_some() && order.visitor_id != state.visitor() => return Ok(false),
        // What was recorded without this basket came from a till, and is no other sale of this desk.
        Ok(order) if order.visitor_id.is_none() && state.records => return Ok(false),
        Ok(_) => true,
        Err(Error::NotFound { .. }) => false,
        Err(error) => return Err(error.into()),
    };
    if state.records && !is_there {
        engine.record_orders(vec![order(visit, state, id)], Vec::new())?;
    }
    let events = state
        .lines
        .iter()
        .filter_map(|line| purchase(visit, state, id, line));
    engine.record_events(events.collect())?;
    Ok(true)
}

/// The order as the desk knows it, at the prices that it showed.
fn order(visit: &Visit<'_>, state: &State, id: &OrderId) -> Order {
    let engine = &visit.call.app.engine;
    let line = |(product, units): &(String, u32)| {
        let found = engine.product_view(product, &visit.words.locale).ok().flatten();
        Some(OrderLine {
            product_id: ProductId::new(product).ok()?,
            quantity: *units,
            unit_price: found.and_then(|found| found.product.price),
            kind: LineKind::Product,
        })
    };
    Order {
        id: id.clone(),
        customer_id: state.customer_id(),
        visitor_id: state.visitor(),
        placed_at: visit.call.now,
        lines: state.lines.iter().filter_map(line).collect(),
    }
}

/// That a line was bought in this order, which says whose the order is.
fn purchase(
    visit: &Visit<'_>,
    state: &State,
    order: &OrderId,
    (product, units): &(String, u32),
) -> Option<Event> {
    let product = ProductId::new(product).ok()?;
    let event = cards::event(visit.call, state, EventKind::Purchase, &product, order.as_str())?;
    Some(Event {
        quantity: *units,
        placement: None,
        decision_id: None,
        order_id: Some(order.clone()),
        ..event
    })
}
