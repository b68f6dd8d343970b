//! The rows behind a figure.

use engine::{Trace, TraceRow, TracedArm, TracedOffer};
use serde::Serialize;
use serde_json::Value;
use shop::{Currency, Money};

use crate::wire::status::Moment;

/// The rows behind a figure.
#[derive(Debug, Serialize)]
pub struct TraceReply<'a> {
    of: &'a str,
    count: u64,
    value: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    arms: Vec<ArmReply<'a>>,
    rows: Vec<RowReply<'a>>,
}

#[derive(Debug, Serialize)]
struct ArmReply<'a> {
    arm: &'a str,
    count: u64,
    value: Value,
    base: i64,
}

#[derive(Debug, Serialize)]
struct RowReply<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    visitor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    value: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value_before: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_before: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<OfferReply<'a>>,
}

#[derive(Debug, Serialize)]
struct OfferReply<'a> {
    decision_id: &'a str,
    placement: &'static str,
    kind: &'a str,
    recommender: &'a str,
    locale: &'a str,
    at: Moment,
}

/// How the hash of a visitor is written: as in the exported tables, and as text, since it is longer than the numbers
/// that JSON's readers keep whole.
pub fn visitor(hash: u64) -> String {
    (hash as i64).to_string()
}

/// A value as a decimal text where it is money, else as a whole number.
fn value(number: i64, is_money: bool, currency: Currency) -> Value {
    match is_money {
        true => Value::from(Money::new(number, currency).to_string()),
        false => Value::from(number),
    }
}

impl<'a> TraceReply<'a> {
    /// The reply for the rows behind the figure of a word.
    pub fn new(of: &'a str, trace: &'a Trace, currency: Currency) -> Self {
        let value = |number| value(number, trace.is_money, currency);
        let arm = |arm: &'a TracedArm| ArmReply {
            arm: &arm.arm,
            count: arm.count,
            value: value(arm.value),
            base: arm.base,
        };
        Self {
            of,
            count: trace.count,
            value: value(trace.value),
            base: trace.base.filter(|_| trace.arms.is_empty()),
            currency: trace.is_money.then(|| currency.code().to_owned()),
            arms: trace.arms.iter().map(arm).collect(),
            rows: trace.rows.iter().map(|row| RowReply::new(row, &value)).collect(),
        }
    }
}

impl<'a> RowReply<'a> {
    fn new(row: &'a TraceRow, value: &dyn Fn(i64) -> Value) -> Self {
        Self {
            at: row.at.map(Moment),
            visitor: row.visitor.map(visitor),
            product_id: row.product.as_deref(),
            order_id: row.order.as_deref(),
            line: row.line,
            group: row.group.as_deref(),
            value: value(row.value),
            base: row.base,
            value_before: row.before.map(|(before, _)| value(before)),
            base_before: row.before.map(|(_, before)| before),
            offer: row.offer.as_ref().map(OfferReply::from),
        }
    }
}

impl<'a> From<&'a TracedOffer> for OfferReply<'a> {
    fn from(offer: &'a TracedOffer) -> Self {
        Self {
            decision_id: &offer.decision,
            placement: offer.placement.as_str(),
            kind: &offer.kind,
            recommender: &offer.recommender,
            locale: &offer.locale,
            at: Moment(offer.at),
        }
    }
}
