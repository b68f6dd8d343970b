//! Rows become events: our own names, those of GA4 and of Segment.

use serde_json::{Map, Value};
use shop::{
    CustomerId, Event, EventId, EventKind, OrderId, Placement, ProductId, SessionId, Traffic, VisitorId,
};
use xxhash_rust::xxh3::xxh3_128;

use super::{Assembler, Reading, Refusal};
use crate::{Field, Record, columns::normalised, formats::Row, summary::Bucket, values::text};

/// Most products of one event.
const ITEMS_MAX: usize = 200;

/// Assembles events.
pub(super) struct Events {
    reading: Reading,
}

/// What the name of an event means.
enum Meaning {
    Kind(EventKind),
    /// A known event that says nothing about products.
    Idle,
}

impl Events {
    pub fn new(reading: Reading) -> Self {
        Self { reading }
    }

    fn meaning(&self, row: &Row) -> Result<Meaning, Refusal> {
        let cell = self.reading.cell(Field::EventKind, row);
        meaning(&normalised(cell)).ok_or_else(|| {
            let known = EventKind::ALL.map(EventKind::as_str).join(", ");
            let reason = format!(
                "'{}' is no known event; use one of: {known}",
                text::within(cell, 40)
            );
            self.reading.refusal(Field::EventKind, reason)
        })
    }

    /// The event but for its product.
    fn event(&self, row: &Row, kind: EventKind) -> Result<Event, Refusal> {
        let reading = &self.reading;
        let customer_id = reading.id_if_any(Field::CustomerId, row, CustomerId::new)?;
        let session_id = reading.id_if_any(Field::SessionId, row, SessionId::new)?;
        let visitor_id = reading.id_if_any(Field::VisitorId, row, VisitorId::new)?;
        // Whoever has no cookie is told apart by the visit, else by the account.
        let stand_in = session_id
            .as_ref()
            .map(SessionId::as_str)
            .or(customer_id.as_ref().map(CustomerId::as_str));
        let visitor_id = match (visitor_id, stand_in) {
            (Some(visitor_id), _) => visitor_id,
            (None, Some(id)) => {
                VisitorId::new(id).map_err(|error| reading.refusal(Field::VisitorId, error.to_string()))?
            }
            (None, None) => {
                return Err(reading.refusal(
                    Field::VisitorId,
                    "the event names no visitor, session or customer",
                ));
            }
        };
        let quantity = match reading.filled(Field::Quantity, row) {
            Some(_) => reading.quantity(Field::Quantity, row)?,
            None => 1,
        };
        let quantity = u32::try_from(quantity).ok().filter(|quantity| *quantity > 0);
        Ok(Event {
            id: self.id(row)?,
            kind,
            at: reading.past(Field::At, row)?,
            visitor_id,
            customer_id,
            session_id,
            product_id: reading.id_if_any(Field::ProductId, row, ProductId::new)?,
            quantity: quantity
                .ok_or_else(|| reading.refusal(Field::Quantity, "the quantity must be at least one"))?,
            placement: reading
                .filled(Field::Placement, row)
                .and_then(|cell| cell.parse::<Placement>().ok()),
            decision_id: reading.filled(Field::DecisionId, row).map(str::to_owned),
            order_id: reading.id_if_any(Field::OrderId, row, OrderId::new)?,
            score: self.score(row, kind)?,
            traffic: self.traffic(row)?,
        })
    }

    /// The answer of a rating; a column of scores may stand in a file of other events too, where it is empty.
    fn score(&self, row: &Row, kind: EventKind) -> Result<Option<u8>, Refusal> {
        let filled = self.reading.filled(Field::Score, row).is_some();
        let score = match filled {
            true => Some(self.reading.quantity(Field::Score, row)?),
            false => None,
        };
        let refused = |error: shop::ScoreError| self.reading.refusal(Field::Score, error.to_string());
        kind.score(score).map_err(refused)
    }

    /// GA4 calls the shop's own people internal, and those who try a page out developers.
    fn traffic(&self, row: &Row) -> Result<Traffic, Refusal> {
        let Some(cell) = self.reading.filled(Field::Traffic, row) else {
            return Ok(Traffic::Customer);
        };
        let known = match normalised(cell).as_str() {
            "internal" => Some(Traffic::Staff),
            "developer" => Some(Traffic::Test),
            word => Traffic::parse(word),
        };
        known.ok_or_else(|| {
            let known = Traffic::ALL.map(Traffic::as_str).join(", ");
            let reason = format!(
                "'{}' is no known traffic; use one of: {known}",
                text::within(cell, 40)
            );
            self.reading.refusal(Field::Traffic, reason)
        })
    }

    /// The event's own id, or one made of all its cells: the same row imported again is the same event.
    fn id(&self, row: &Row) -> Result<EventId, Refusal> {
        if let Some(id) = self.reading.id_if_any(Field::EventId, row, EventId::new)? {
            return Ok(id);
        }
        let cells: Vec<&str> = (0..row.len()).map(|index| row.get(index)).collect();
        let made = format!("{:032x}", xxh3_128(cells.join("\u{1F}").as_bytes()));
        EventId::new(&made).map_err(|error| self.reading.refusal(Field::EventId, error.to_string()))
    }

    /// The products of the event's list and how many of each.
    fn items(&self, row: &Row) -> Result<Vec<(ProductId, u32)>, Refusal> {
        let refused = |reason: String| self.reading.refusal(Field::Items, reason);
        let Some(cell) = self.reading.filled(Field::Items, row) else {
            return Ok(Vec::new());
        };
        let items: Vec<Map<String, Value>> =
            serde_json::from_str(cell).map_err(|error| refused(format!("no list of items: {error}")))?;
        let mut products = Vec::new();
        for item in items.iter().take(ITEMS_MAX) {
            let names = ["item_id", "product_id", "sku", "id"];
            let Some(code) = names
                .iter()
                .find_map(|name| plain_text(item.get(*name)?))
                .filter(|code| !is_unset(code))
            else {
                continue;
            };
            let quantity = item
                .get("quantity")
                .and_then(plain_text)
                .and_then(|text| text.parse::<u32>().ok());
            let id = ProductId::new(&code).map_err(|error| refused(error.to_string()))?;
            products.push((id, quantity.unwrap_or(1).clamp(1, shop::limits::QUANTITY_MAX)));
        }
        Ok(products)
    }
}

impl Assembler for Events {
    fn take(&mut self, row: &Row, out: &mut Vec<Record>) -> Result<Bucket, Refusal> {
        let kind = match self.meaning(row)? {
            Meaning::Kind(kind) => kind,
            Meaning::Idle => return Ok(Bucket::Skipped),
        };
        let event = self.event(row, kind)?;
        let items = self.items(row)?;
        if items.is_empty() {
            out.push(Record::Event(event));
            return Ok(Bucket::Event);
        }
        for (number, (product_id, quantity)) in items.into_iter().enumerate() {
            let id = EventId::new(&format!("{}#{}", event.id, number + 1));
            let id = id.map_err(|error| self.reading.refusal(Field::EventId, error.to_string()))?;
            out.push(Record::Event(Event {
                id,
                product_id: Some(product_id),
                quantity,
                ..event.clone()
            }));
        }
        Ok(Bucket::Event)
    }
}

/// A text or a number, as text.
fn plain_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// GA4 writes `(not set)` for what it does not know.
fn is_unset(code: &str) -> bool {
    text::is_nothing(code.trim()) || code.trim() == "(not set)"
}

fn meaning(name: &str) -> Option<Meaning> {
    let kind = match name {
        "view" | "viewitem" | "productviewed" | "detailpageview" | "productview" => EventKind::View,
        "addtocart" | "productadded" | "cart" | "addedtocart" => EventKind::AddToCart,
        "removefromcart" | "productremoved" | "removedfromcart" => EventKind::RemoveFromCart,
        "checkout" | "begincheckout" | "checkoutstarted" => EventKind::Checkout,
        "purchase" | "ordercompleted" | "purchasecomplete" | "transaction" => EventKind::Purchase,
        "impression" | "viewitemlist" | "productlistviewed" => EventKind::Impression,
        "click" | "selectitem" | "productclicked" => EventKind::Click,
        "dismiss" | "offerdismissed" => EventKind::Dismiss,
        "viewable" | "viewableimpression" | "offerviewable" => EventKind::Viewable,
        "unsubscribe" | "unsubscribed" | "emailunsubscribed" => EventKind::Unsubscribe,
        "rating" | "npsscore" | "surveyanswered" => EventKind::Rating,
        "pageview" | "scroll" | "sessionstart" | "firstvisit" | "userengagement" | "viewcart"
        | "cartviewed" | "viewpromotion" | "selectpromotion" | "addpaymentinfo" | "addshippinginfo"
        | "search" | "viewsearchresults" | "login" | "signup" | "filedownload" | "videostart"
        | "videoprogress" | "videocomplete" | "formstart" | "formsubmit" | "homepageview"
        | "categorypageview" | "page" | "identify" | "track" | "selectcontent" | "share" | "refund"
        | "addtowishlist" | "exception" => return Some(Meaning::Idle),
        _ => return None,
    };
    Some(Meaning::Kind(kind))
}
