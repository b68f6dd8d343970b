//! The rows behind a figure.

use engine::{Trace, TraceOf, TraceRow, measure::ledger::Deed};
use serde::Serialize;
use shop::{Currency, Money};

use crate::wire::{money::Amount, status::Moment};

/// The figures that can be traced, by their words.
pub const TRACES: [&str; 7] = [
    "revenue",
    "credited",
    "impression",
    "viewable",
    "click",
    "add_to_cart",
    "dismiss",
];

/// The figure of a word of [`TRACES`].
pub fn trace_of(word: &str) -> Option<TraceOf> {
    match word {
        "revenue" => Some(TraceOf::Revenue),
        "credited" => Some(TraceOf::Credited),
        deed => Deed::parse(deed).map(TraceOf::Deed),
    }
}

/// The rows behind a figure.
#[derive(Debug, Serialize)]
pub struct TraceReply<'a> {
    of: &'a str,
    count: u64,
    revenue: Amount,
    rows: Vec<RowReply<'a>>,
}

#[derive(Debug, Serialize)]
struct RowReply<'a> {
    at: Moment,
    product_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revenue: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<OfferReply<'a>>,
}

#[derive(Debug, Serialize)]
struct OfferReply<'a> {
    decision_id: &'a str,
    placement: &'static str,
    recommender: &'a str,
    at: Moment,
}

impl<'a> TraceReply<'a> {
    /// The reply for the rows behind the figure of a word.
    pub fn new(of: &'a str, trace: &'a Trace, currency: Currency) -> Self {
        Self {
            of,
            count: trace.count,
            revenue: Amount(Money::new(trace.revenue_minor, currency)),
            rows: trace
                .rows
                .iter()
                .map(|row| RowReply::new(row, currency))
                .collect(),
        }
    }
}

impl<'a> RowReply<'a> {
    fn new(row: &'a TraceRow, currency: Currency) -> Self {
        let line = row.line.as_ref();
        let offer = row.offer.as_ref();
        Self {
            at: Moment(row.at),
            product_id: &row.product,
            order_id: line.map(|(order, _, _)| order.as_str()),
            line: line.map(|(_, number, _)| *number),
            revenue: line.map(|(_, _, minor)| Amount(Money::new(*minor, currency))),
            offer: offer.map(|(decision, placement, recommender, at)| OfferReply {
                decision_id: decision,
                placement: placement.as_str(),
                recommender,
                at: Moment(*at),
            }),
        }
    }
}
