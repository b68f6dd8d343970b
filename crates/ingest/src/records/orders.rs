//! Order lines become orders and refunds.
//!
//! - Lines of one id that stand together are one order. Its moment and customer are those of its first lines that
//!   have them.
//! - In a file whose order ids are digits, a document whose id is `C` and digits is a cancellation; its lines, and
//!   lines with a negative quantity anywhere, are refunds. A refund's id is the document's id and the number of the
//!   line within the document. Where every id begins with `C`, that is merely how the shop numbers its orders.
//! - A price of zero is kept: samples and corrections are lines too. A negative price on a positive quantity is a
//!   correction in money (a discount, a written-off debt) and becomes a fee line whatever its code.

use rustc_hash::FxHashMap;
use shop::{CustomerId, LineKind, Money, Order, OrderId, OrderLine, Refund, Timestamp, VisitorId, limits};

use super::{Assembler, Reading, Refusal, seen::Seen};
use crate::{Field, Record, formats::Row, summary::Bucket, values::text};

/// Assembles orders.
pub(super) struct Orders {
    reading: Reading,
    seen: Seen,
    open: Option<Document>,
    /// How many lines the documents with refunds had so far: they may go on later in the file.
    lines_of_refunds: FxHashMap<OrderId, u32>,
}

/// The order or cancellation whose lines are being read.
struct Document {
    id: OrderId,
    is_cancellation: bool,
    /// Lines so far, bad ones too, so that mending a line does not renumber the others.
    lines_seen: u32,
    has_refunds: bool,
    customer_id: Option<CustomerId>,
    visitor_id: Option<VisitorId>,
    placed_at: Option<Timestamp>,
    lines: Vec<OrderLine>,
}

/// The cells of a line, read and checked.
struct Line<'r> {
    product: &'r str,
    title: &'r str,
    quantity: i64,
    unit_price: Option<Money>,
    at: Timestamp,
    customer_id: Option<CustomerId>,
    visitor_id: Option<VisitorId>,
    refund_of: Option<OrderId>,
}

impl Orders {
    pub fn new(reading: Reading) -> Self {
        Self {
            reading,
            seen: Seen::default(),
            open: None,
            lines_of_refunds: FxHashMap::default(),
        }
    }

    /// Closes the open document if `row` belongs to another one.
    fn turn_to(&mut self, row: &Row, out: &mut Vec<Record>) -> Result<(), Refusal> {
        let cell = text::without_decimal_zero(self.reading.cell(Field::OrderId, row));
        if self.open.as_ref().is_some_and(|open| open.id.as_str() == cell) {
            return Ok(());
        }
        let id =
            OrderId::new(cell).map_err(|error| self.reading.refusal(Field::OrderId, error.to_string()))?;
        self.close(out);
        let lines_seen = self.lines_of_refunds.get(&id).copied().unwrap_or_default();
        self.open = Some(Document {
            is_cancellation: self.reading.has_cancellations && is_cancellation(id.as_str()),
            id,
            lines_seen,
            has_refunds: lines_seen > 0,
            customer_id: None,
            visitor_id: None,
            placed_at: None,
            lines: Vec::new(),
        });
        Ok(())
    }

    fn close(&mut self, out: &mut Vec<Record>) {
        let Some(document) = self.open.take() else {
            return;
        };
        if document.has_refunds {
            self.lines_of_refunds
                .insert(document.id.clone(), document.lines_seen);
        }
        if let (Some(placed_at), false) = (document.placed_at, document.lines.is_empty()) {
            out.push(Record::Order(Order {
                id: document.id,
                customer_id: document.customer_id,
                visitor_id: document.visitor_id,
                placed_at,
                lines: document.lines,
            }));
        }
    }

    /// Reads and checks the cells, changing nothing.
    fn read<'r>(&self, row: &'r Row) -> Result<Line<'r>, Refusal> {
        let reading = &self.reading;
        let product = reading.cell(Field::ProductId, row);
        if text::is_nothing(product) {
            return Err(reading.refusal(Field::ProductId, "the line names no product"));
        }
        let quantity = match reading.cell(Field::Quantity, row) {
            "" => 1,
            _ => reading.quantity(Field::Quantity, row)?,
        };
        if quantity == 0 {
            return Err(reading.refusal(Field::Quantity, "a quantity of zero buys nothing"));
        }
        let unit_price = reading.money(Field::UnitPrice, row)?;
        if quantity < 0 && unit_price.is_some_and(|price| price.minor < 0) {
            let reason = "the quantity and the price are both negative, so it is neither a sale nor a refund";
            return Err(reading.refusal(Field::UnitPrice, reason));
        }
        let title = reading.cell(Field::Title, row);
        Ok(Line {
            product,
            title: if text::is_nothing(title) { "" } else { title },
            quantity,
            unit_price,
            at: reading.past(Field::PlacedAt, row)?,
            customer_id: reading.id_if_any(Field::CustomerId, row, CustomerId::new)?,
            visitor_id: reading.id_if_any(Field::VisitorId, row, VisitorId::new)?,
            refund_of: reading.id_if_any(Field::RefundOf, row, OrderId::new)?,
        })
    }
}

impl Assembler for Orders {
    fn take(&mut self, row: &Row, out: &mut Vec<Record>) -> Result<Bucket, Refusal> {
        self.turn_to(row, out)?;
        if let Some(open) = &mut self.open {
            open.lines_seen = open.lines_seen.saturating_add(1);
        }
        let line = self.read(row)?;
        let open = self
            .open
            .as_mut()
            .expect("turn_to opens a document or refuses the row");
        if open.lines.len() >= limits::ORDER_LINES_MAX {
            let reason = format!("the order has more than {} lines", limits::ORDER_LINES_MAX);
            return Err(self.reading.refusal(Field::OrderId, reason));
        }
        let preset = self.reading.preset;
        let notes = self.seen.product(line.product, |code| preset.is_fee_code(code));
        let notes = notes.map_err(|error| self.reading.refusal(Field::ProductId, error.to_string()))?;
        let is_fee = notes.note_title(line.title) || line.unit_price.is_some_and(|price| price.minor < 0);
        let kind = if is_fee { LineKind::Fee } else { LineKind::Product };
        let quantity =
            u32::try_from(line.quantity.unsigned_abs()).expect("a quantity was checked against its limit");
        let product_id = notes.id().clone();
        if open.is_cancellation || line.quantity < 0 {
            out.push(Record::Refund(open.refund(line, product_id, quantity, kind)));
            return Ok(Bucket::RefundLine);
        }
        if let Some(price) = line.unit_price {
            notes.note_price(price);
        }
        open.customer_id = open.customer_id.take().or(line.customer_id);
        open.visitor_id = open.visitor_id.take().or(line.visitor_id);
        open.placed_at.get_or_insert(line.at);
        open.lines.push(OrderLine {
            product_id,
            quantity,
            unit_price: line.unit_price,
            kind,
        });
        Ok(if is_fee {
            Bucket::FeeLine
        } else {
            Bucket::OrderLine
        })
    }

    fn finish(&mut self, out: &mut Vec<Record>) {
        self.close(out);
        out.extend(std::mem::take(&mut self.seen).into_records(&self.reading.locale));
    }
}

impl Document {
    fn refund(
        &mut self,
        line: Line<'_>,
        product_id: shop::ProductId,
        quantity: u32,
        kind: LineKind,
    ) -> Refund {
        self.has_refunds = true;
        let positive = |price: Money| Money::new(price.minor.abs(), price.currency);
        Refund {
            id: format!("{}#{}", self.id, self.lines_seen),
            order_id: line.refund_of,
            customer_id: line.customer_id,
            product_id,
            quantity,
            unit_price: line.unit_price.map(positive),
            refunded_at: line.at,
            kind,
        }
    }
}

/// Whether a document's id is that of a cancellation: `C` and digits.
fn is_cancellation(id: &str) -> bool {
    let digits = id.strip_prefix(['C', 'c']).unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}
