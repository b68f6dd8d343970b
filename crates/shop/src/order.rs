//! What was bought, and what came back.

use crate::{CustomerId, Money, OrderId, ProductId, Timestamp, VisitorId};

/// A completed purchase.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// The shop's own identifier; the same id posted again replaces the order.
    pub id: OrderId,
    /// Who bought, where known.
    pub customer_id: Option<CustomerId>,
    /// The anonymous visitor who bought, where known.
    pub visitor_id: Option<VisitorId>,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// The lines in the order's own sequence; a line's number is its index.
    pub lines: Vec<OrderLine>,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderLine {
    /// What was bought.
    pub product_id: ProductId,
    /// How many, at least one.
    pub quantity: u32,
    /// The price of one unit; unknown in files without prices.
    pub unit_price: Option<Money>,
    /// Whether this is merchandise or a fee.
    pub kind: LineKind,
}

/// What an order line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum LineKind {
    /// Merchandise: counts for recommendations.
    #[default]
    Product,
    /// Postage, bank charges, manual corrections: money, but never recommended or counted.
    Fee,
}

/// Merchandise that came back, or an order that was cancelled in part.
#[derive(Debug, Clone, PartialEq)]
pub struct Refund {
    /// Identifier of the cancellation document and its line, unique per shop.
    pub id: String,
    /// The order it belongs to, where it is known or was matched.
    pub order_id: Option<OrderId>,
    /// Who returned it, where known.
    pub customer_id: Option<CustomerId>,
    /// What came back.
    pub product_id: ProductId,
    /// How many, at least one.
    pub quantity: u32,
    /// The price of one unit, positive; unknown in files without prices.
    pub unit_price: Option<Money>,
    /// When.
    pub refunded_at: Timestamp,
    /// Whether merchandise or a fee was refunded.
    pub kind: LineKind,
}

impl Order {
    /// The distinct merchandise of the order, in the order of first appearance.
    pub fn products(&self) -> impl Iterator<Item = &ProductId> {
        let merchandise = self.lines.iter().filter(|line| line.kind == LineKind::Product);
        let mut seen = std::collections::HashSet::new();
        merchandise
            .map(|line| &line.product_id)
            .filter(move |id| seen.insert(id.as_str().to_owned()))
    }
}
