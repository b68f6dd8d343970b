//! The bodies of the HTTP interface, as a shop's own server would write and read them.

use serde_json::{Value, json};
use shop::{Currency, Event, LineKind, Money, Order, OrderLine, Product, ProductId, Refund, Stock};
use testkit::shoppers::{Answer, Question, Role};

/// A shop's server knows its own people and says so. What a bot is has to be found out.
fn traffic(role: Role) -> Option<&'static str> {
    (role == Role::Staff).then_some("staff")
}

/// What a page asks.
pub(crate) fn question(question: &Question, role: Role) -> Value {
    let line = |id: &ProductId| json!({ "product_id": id.as_str(), "quantity": 1 });
    let cart: Vec<Value> = question.cart.iter().map(line).collect();
    json!({
        "placement": question.placement.as_str(),
        "visitor": {
            "id": question.visitor_id.as_str(),
            "customer_id": question.customer_id.as_ref().map(|id| id.as_str()),
            "locale": question.locale.as_str(),
            "consent": question.consent,
        },
        "context": {
            "product_id": question.product_id.as_ref().map(|id| id.as_str()),
            "category": question.category,
            "cart": cart,
        },
        "limit": question.limit,
        "traffic": traffic(role),
    })
}

/// What was offered. `None` where it does not look like an answer.
pub(crate) fn answer(body: &Value) -> Option<Answer> {
    let id = |offer: &Value| ProductId::new(offer["product"]["id"].as_str()?).ok();
    let offers = body["offers"].as_array()?;
    Some(Answer {
        decision_id: Some(body["decision_id"].as_str()?.to_owned()),
        products: offers.iter().map(id).collect::<Option<_>>()?,
    })
}

/// What a visitor did on a page.
pub(crate) fn events(events: &[Event], role: Role) -> Value {
    let event = |it: &Event| event(it, role);
    json!({ "events": events.iter().map(event).collect::<Vec<Value>>() })
}

fn event(event: &Event, role: Role) -> Value {
    json!({
        "id": event.id.as_str(),
        "type": event.kind.as_str(),
        "at": event.at.to_string(),
        "visitor_id": event.visitor_id.as_str(),
        "customer_id": event.customer_id.as_ref().map(|id| id.as_str()),
        "session_id": event.session_id.as_ref().map(|id| id.as_str()),
        "product_id": event.product_id.as_ref().map(|id| id.as_str()),
        "quantity": event.quantity,
        "placement": event.placement.map(|placement| placement.as_str()),
        "decision_id": event.decision_id,
        "order_id": event.order_id.as_ref().map(|id| id.as_str()),
        "traffic": traffic(role),
    })
}

/// What was bought, with what came back of it.
pub(crate) fn order(order: &Order, refunds: &[&Refund]) -> Value {
    let line = |line: &OrderLine| {
        json!({
            "product_id": line.product_id.as_str(),
            "quantity": line.quantity,
            "unit_price": line.unit_price.map(amount),
            "fee": line.kind == LineKind::Fee,
        })
    };
    let refund = |refund: &&Refund| {
        json!({
            "refund_id": refund.id,
            "refunded_at": refund.refunded_at.to_string(),
            "product_id": refund.product_id.as_str(),
            "quantity": refund.quantity,
            "unit_price": refund.unit_price.map(amount),
        })
    };
    json!({
        "order_id": order.id.as_str(),
        "placed_at": order.placed_at.to_string(),
        "customer_id": order.customer_id.as_ref().map(|id| id.as_str()),
        "visitor_id": order.visitor_id.as_ref().map(|id| id.as_str()),
        "lines": order.lines.iter().map(line).collect::<Vec<Value>>(),
        "refunds": refunds.iter().map(refund).collect::<Vec<Value>>(),
    })
}

fn amount(money: Money) -> Value {
    json!({ "amount": money.to_string(), "currency": money.currency.code() })
}

/// One product of a list, as far as shoppers care. `None` where it does not look like one.
pub(crate) fn product(body: &Value) -> Option<Product> {
    let mut product = Product::unknown(ProductId::new(body["id"].as_str()?).ok()?);
    let names = body["category"].as_array().into_iter().flatten();
    product.category.0 = names.filter_map(|name| Some(name.as_str()?.to_owned())).collect();
    product.price = money(&body["price"]);
    product.unit_cost = money(&body["unit_cost"]);
    product.active = body["active"].as_bool()?;
    product.stock = match &body["stock"] {
        Value::Number(quantity) => Stock::Quantity(u32::try_from(quantity.as_u64()?).unwrap_or(u32::MAX)),
        Value::String(_) => Stock::Untracked,
        _ => Stock::Unknown,
    };
    Some(product)
}

fn money(body: &Value) -> Option<Money> {
    let currency = Currency::new(body["currency"].as_str()?).ok()?;
    Money::parse(body["amount"].as_str()?, currency).ok()
}
