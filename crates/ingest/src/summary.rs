//! What came of an import, counted so that every input row is in exactly one place.

/// Counts of one import.
///
/// A *row* is one record of a CSV or Parquet file, or one line of JSON Lines; an order written as one JSON line
/// with several lines inside counts once per inner line. Blank lines and the header are no rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Rows read.
    pub rows: u64,
    /// Rows that became merchandise lines of an order.
    pub order_lines: u64,
    /// Rows that became fee lines of an order: postage, charges, corrections.
    pub fee_lines: u64,
    /// Rows that became refunds, of merchandise or of fees.
    pub refund_lines: u64,
    /// Rows that became products.
    pub products: u64,
    /// Rows that became customers.
    pub customers: u64,
    /// Rows that became events.
    pub events: u64,
    /// Rows that became merchant links.
    pub links: u64,
    /// Rows that became reviews.
    pub reviews: u64,
    /// Rows set aside with a reason.
    pub rejected: u64,
    /// Rows that are fine but carry no record of their own: further pictures of a Shopify product (merged into
    /// it), and events such as `scroll` that say nothing about a product.
    pub skipped: u64,
    /// Order records handed over. Not a count of rows; an order whose lines stand apart counts once per piece.
    pub orders: u64,
    /// Records handed over, of every sort, products seen on order lines included. Not a count of rows.
    pub records: u64,
    /// Bytes read from the file as it lies on disk.
    pub bytes: u64,
}

impl Summary {
    /// The sum of all row counts; equals `rows`.
    pub fn accounted(&self) -> u64 {
        self.order_lines
            + self.fee_lines
            + self.refund_lines
            + self.products
            + self.customers
            + self.events
            + self.links
            + self.reviews
            + self.rejected
            + self.skipped
    }

    /// Counts one row.
    pub(crate) fn count(&mut self, bucket: Bucket) {
        self.rows += 1;
        *match bucket {
            Bucket::OrderLine => &mut self.order_lines,
            Bucket::FeeLine => &mut self.fee_lines,
            Bucket::RefundLine => &mut self.refund_lines,
            Bucket::Product => &mut self.products,
            Bucket::Customer => &mut self.customers,
            Bucket::Event => &mut self.events,
            Bucket::Link => &mut self.links,
            Bucket::Review => &mut self.reviews,
            Bucket::Rejected => &mut self.rejected,
            Bucket::Skipped => &mut self.skipped,
        } += 1;
    }
}

/// Where a row is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bucket {
    OrderLine,
    FeeLine,
    RefundLine,
    Product,
    Customer,
    Event,
    Link,
    Review,
    Rejected,
    Skipped,
}

/// A row that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Physical line of the file on which the row begins, from 1; for Parquet the number of the row.
    pub line: u64,
    /// The column at fault, as the file names it; empty where the whole row is.
    pub column: String,
    /// What is wrong, as a sentence.
    pub reason: String,
    /// The row as it stands in the file, cut after 2,000 characters.
    pub row: String,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read from the file as it lies on disk.
    pub bytes_read: u64,
    /// The file's size in bytes, where it is known.
    pub bytes_total: Option<u64>,
    /// Rows read.
    pub rows: u64,
}
