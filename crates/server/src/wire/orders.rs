//! `POST /v1/orders`: what was bought and what came back.

use std::borrow::Cow;

use serde::Deserialize;
use shop::{Currency, LineKind, Order, OrderId, OrderLine, Refund, Timestamp, limits};

use super::{
    money::{SentMoney, optional},
    reading::{self, Place},
};
use crate::errors::{Code, Problem};

/// One order as it is sent.
#[derive(Debug, Deserialize)]
pub(crate) struct OrderBody<'a> {
    #[serde(borrow)]
    order_id: Cow<'a, str>,
    #[serde(borrow, default)]
    placed_at: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    customer_id: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    visitor_id: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    currency: Option<Cow<'a, str>>,
    #[serde(borrow)]
    lines: Vec<LineBody<'a>>,
    #[serde(borrow, default)]
    refunds: Vec<RefundBody<'a>>,
}

#[derive(Debug, Deserialize)]
struct LineBody<'a> {
    #[serde(borrow)]
    product_id: Cow<'a, str>,
    #[serde(default = "reading::one", deserialize_with = "reading::quantity")]
    quantity: u32,
    #[serde(borrow, default)]
    unit_price: Option<SentMoney<'a>>,
    #[serde(default)]
    fee: bool,
}

#[derive(Debug, Deserialize)]
struct RefundBody<'a> {
    #[serde(borrow)]
    refund_id: Cow<'a, str>,
    #[serde(borrow, default)]
    refunded_at: Option<Cow<'a, str>>,
    #[serde(borrow)]
    product_id: Cow<'a, str>,
    #[serde(default = "reading::one", deserialize_with = "reading::quantity")]
    quantity: u32,
    #[serde(borrow, default)]
    unit_price: Option<SentMoney<'a>>,
    #[serde(default)]
    fee: bool,
}

fn line_kind(fee: bool) -> LineKind {
    if fee { LineKind::Fee } else { LineKind::Product }
}

/// Reads the orders of a body, one or many, with their refunds.
pub(crate) fn read(
    body: &[u8],
    currency: Currency,
    now: Timestamp,
) -> Result<(Vec<Order>, Vec<Refund>), Problem> {
    let bodies: Vec<(Place<'_>, OrderBody<'_>)> = reading::read_one_or_many(body, "orders")?;
    let (mut orders, mut refunds) = (Vec::with_capacity(bodies.len()), Vec::new());
    for (place, body) in bodies {
        let currency = match &body.currency {
            Some(code) => reading::currency(code, place, "currency")?,
            None => currency,
        };
        let order = body.order(place, currency, now)?;
        for (index, refund) in body.refunds.iter().enumerate() {
            refunds.push(refund.refund(Place::Element(&place, "refunds", index), &order, currency, now)?);
        }
        orders.push(order);
    }
    Ok((orders, refunds))
}

impl OrderBody<'_> {
    fn order(&self, place: Place<'_>, currency: Currency, now: Timestamp) -> Result<Order, Problem> {
        let id: OrderId = reading::id(&self.order_id, place, "order_id")?;
        match self.lines.len() {
            1..=limits::ORDER_LINES_MAX => {}
            0 => {
                return Err(
                    Problem::new(Code::InvalidField, "An order has at least one line.")
                        .at(place.field("lines")),
                );
            }
            length => {
                let detail = format!(
                    "The order has {length} lines; {} are the most.",
                    limits::ORDER_LINES_MAX
                );
                return Err(Problem::new(Code::OrderTooLong, detail).at(place.field("lines")));
            }
        }
        let lines = self
            .lines
            .iter()
            .enumerate()
            .map(|(index, line)| line.line(Place::Element(&place, "lines", index), currency));
        Ok(Order {
            id,
            customer_id: reading::optional_id(self.customer_id.as_deref(), place, "customer_id")?,
            visitor_id: reading::optional_id(self.visitor_id.as_deref(), place, "visitor_id")?,
            placed_at: reading::past(self.placed_at.as_deref(), now, place, "placed_at")?,
            lines: lines.collect::<Result<_, _>>()?,
        })
    }
}

impl LineBody<'_> {
    fn line(&self, place: Place<'_>, currency: Currency) -> Result<OrderLine, Problem> {
        Ok(OrderLine {
            product_id: reading::id(&self.product_id, place, "product_id")?,
            quantity: self.quantity,
            unit_price: optional(self.unit_price.as_ref(), currency, place, "unit_price")?,
            kind: line_kind(self.fee),
        })
    }
}

impl RefundBody<'_> {
    fn refund(
        &self,
        place: Place<'_>,
        order: &Order,
        currency: Currency,
        now: Timestamp,
    ) -> Result<Refund, Problem> {
        let id: OrderId = reading::id(&self.refund_id, place, "refund_id")?;
        Ok(Refund {
            id: id.as_str().to_owned(),
            order_id: Some(order.id.clone()),
            customer_id: order.customer_id.clone(),
            product_id: reading::id(&self.product_id, place, "product_id")?,
            quantity: self.quantity,
            unit_price: optional(self.unit_price.as_ref(), currency, place, "unit_price")?,
            refunded_at: reading::past(self.refunded_at.as_deref(), now, place, "refunded_at")?,
            kind: line_kind(self.fee),
        })
    }
}
