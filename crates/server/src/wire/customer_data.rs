//! `/v1/customers/{id}/data`: everything that is kept about one person, theirs to have.

use engine::{CustomerData, LaterView};
use serde::Serialize;
use shop::{Customer, Event, LineKind, Locale, Order, OrderId, OrderLine, ProductId, Review};

use super::{
    customers::{Speech, ValueReply},
    incentives::{CouponReply, PointsEntryReply},
    money::Amount,
    needs::LaterReply,
    status::Moment,
};

/// Everything kept about a customer.
#[derive(Debug, Serialize)]
pub(crate) struct DataReply<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<CustomerReply<'a>>,
    orders: Vec<OrderReply<'a>>,
    events: Vec<EventReply<'a>>,
    reviews: Vec<ReviewReply<'a>>,
    points: Vec<PointsEntryReply<'a>>,
    coupons: Vec<CouponReply<'a>>,
    reminders: Vec<LaterReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    survey_asked_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    computed: Option<ComputedReply<'a>>,
}

/// What was computed of them.
#[derive(Debug, Serialize)]
struct ComputedReply<'a> {
    value: ValueReply<'a>,
    says: Vec<String>,
}

impl<'a> DataReply<'a> {
    /// The reply for what is kept.
    pub fn new(data: &'a CustomerData, speech: Speech<'_>) -> Self {
        let Speech {
            texts,
            locale,
            currency,
        } = speech;
        let later = |later: &'a LaterView| LaterReply::new(later);
        Self {
            customer: data.customer.as_ref().map(CustomerReply::from),
            orders: data.orders.iter().map(OrderReply::from).collect(),
            events: data.events.iter().map(EventReply::from).collect(),
            reviews: data.reviews.iter().map(ReviewReply::from).collect(),
            points: data.points.iter().map(PointsEntryReply::from).collect(),
            coupons: data.coupons.iter().map(CouponReply::from).collect(),
            reminders: data.reminders.iter().map(later).collect(),
            survey_asked_at: data.asked_at.map(Moment),
            computed: data.computed.as_ref().map(|value| ComputedReply {
                says: texts.customer(value, currency, locale),
                value: ValueReply::new(value, speech),
            }),
        }
    }
}

#[derive(Debug, Serialize)]
struct CustomerReply<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    locale: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Moment>,
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    consent: Option<bool>,
}

impl<'a> From<&'a Customer> for CustomerReply<'a> {
    fn from(customer: &'a Customer) -> Self {
        Self {
            id: customer.id.as_str(),
            locale: customer.locale.as_ref().map(Locale::as_str),
            region: customer.region.as_deref(),
            since: customer.since.map(Moment),
            tags: customer.tags.iter().map(String::as_str).collect(),
            consent: customer.consent,
        }
    }
}

#[derive(Debug, Serialize)]
struct OrderReply<'a> {
    order_id: &'a str,
    placed_at: Moment,
    lines: Vec<LineReply<'a>>,
}

#[derive(Debug, Serialize)]
struct LineReply<'a> {
    product_id: &'a str,
    quantity: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_price: Option<Amount>,
    fee: bool,
}

impl<'a> From<&'a Order> for OrderReply<'a> {
    fn from(order: &'a Order) -> Self {
        let line = |line: &'a OrderLine| LineReply {
            product_id: line.product_id.as_str(),
            quantity: line.quantity,
            unit_price: line.unit_price.map(Amount),
            fee: line.kind == LineKind::Fee,
        };
        Self {
            order_id: order.id.as_str(),
            placed_at: Moment(order.placed_at),
            lines: order.lines.iter().map(line).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct EventReply<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    at: Moment,
    visitor_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    product_id: Option<&'a str>,
    quantity: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    placement: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_id: Option<&'a str>,
}

impl<'a> From<&'a Event> for EventReply<'a> {
    fn from(event: &'a Event) -> Self {
        Self {
            id: event.id.as_str(),
            kind: event.kind.as_str(),
            at: Moment(event.at),
            visitor_id: event.visitor_id.as_str(),
            product_id: event.product_id.as_ref().map(ProductId::as_str),
            quantity: event.quantity,
            placement: event.placement.map(|placement| placement.as_str()),
            decision_id: event.decision_id.as_deref(),
            order_id: event.order_id.as_ref().map(OrderId::as_str),
        }
    }
}

#[derive(Debug, Serialize)]
struct ReviewReply<'a> {
    id: &'a str,
    product_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rating: Option<f32>,
    title: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed_at: Option<Moment>,
}

impl<'a> From<&'a Review> for ReviewReply<'a> {
    fn from(review: &'a Review) -> Self {
        Self {
            id: review.id.as_str(),
            product_id: review.product_id.as_str(),
            rating: review.rating,
            title: &review.title,
            text: &review.text,
            reviewed_at: review.reviewed_at.map(Moment),
        }
    }
}
