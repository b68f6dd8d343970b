//! What can be written, and what a write reports back.

use std::ops::AddAssign;

use shop::{
    Ban, Customer, CustomerId, Event, Link, Money, Order, Product, ProductId, Refund, Review, ReviewId,
    Stock, Timestamp,
};

/// How a product became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The shop described it: replaces what was known.
    Catalogue,
    /// It was learnt from orders: creates missing products and fills those no catalogue ever described.
    Seen,
}

/// One run of an import. Groups of lines of one order that carry the same id are parts of one order; under a new
/// id the first group begins the order anew.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ImportId(pub String);

/// New stock, prices or activity of one product; `None` leaves a field as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Patch {
    /// The product.
    pub id: ProductId,
    /// New stock.
    pub stock: Option<Stock>,
    /// New price, `Some(None)` to forget it.
    pub price: Option<Option<Money>>,
    /// New price before reduction, `Some(None)` to forget it.
    pub list_price: Option<Option<Money>>,
    /// New end of the price, `Some(None)` to forget it; a new price without one forgets it too.
    pub price_valid_until: Option<Option<Timestamp>>,
    /// Whether it may be offered.
    pub active: Option<bool>,
}

impl Patch {
    /// A patch that changes nothing yet.
    pub fn new(id: ProductId) -> Self {
        Self {
            id,
            stock: None,
            price: None,
            list_price: None,
            price_valid_until: None,
            active: None,
        }
    }
}

/// One thing to write. Several of them, given together to [`crate::Store::write`], are one atomic unit.
#[derive(Debug, Clone)]
pub enum Write {
    /// Products, by id.
    Products {
        /// The products.
        products: Vec<Product>,
        /// Whether they come from the catalogue or were seen in orders.
        source: Source,
    },
    /// Orders, by id. A product that is not known yet is created as seen.
    Orders {
        /// The orders, or groups of their lines.
        orders: Vec<Order>,
        /// `None`: each order is complete and replaces the one of its id. Otherwise the groups of one import
        /// follow each other.
        import: Option<ImportId>,
    },
    /// The import has sent everything: lines that an earlier version of its orders had beyond what it sent are dropped.
    FinishImport(ImportId),
    /// Refunds, by id; [`crate::Store::match_refunds`] finds their orders.
    Refunds(Vec<Refund>),
    /// Customers, by id.
    Customers(Vec<Customer>),
    /// Events, by id; the first one of an id stays.
    Events(Vec<Event>),
    /// Reviews, by id; one posted again replaces the former.
    Reviews(Vec<Review>),
    /// Forgets a review.
    DeleteReview(ReviewId),
    /// Hand-made links, by product, kind and target.
    Links {
        /// The links.
        links: Vec<Link>,
        /// Whether every other link of the products they start from is removed.
        replace_from: bool,
    },
    /// Removes every link that starts from the product.
    DeleteLinks(ProductId),
    /// What must never be offered.
    Bans {
        /// New bans.
        add: Vec<Ban>,
        /// Bans to lift.
        remove: Vec<Ban>,
    },
    /// Quick changes of known products; unknown ones are counted in [`Written::unknown`].
    StockAndPrice(Vec<Patch>),
    /// Forgets a product. Orders keep its key; only a catalogue can bring it back.
    DeleteProduct(ProductId),
    /// Forgets a person: the record, the events and the reviews go; orders and refunds stay without any name.
    EraseCustomer(CustomerId),
}

/// What became of the records of a write; every record is in exactly one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Were not known before.
    pub inserted: u64,
    /// Were known with other content. A further group of lines of an order counts here.
    pub changed: u64,
    /// Were known with the same content.
    pub unchanged: u64,
    /// Name something to change or remove that is not known.
    pub unknown: u64,
}

impl AddAssign for Written {
    fn add_assign(&mut self, other: Self) {
        self.inserted += other.inserted;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
        self.unknown += other.unknown;
    }
}

/// What became of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Inserted,
    Changed,
    Unchanged,
    Unknown,
}

impl AddAssign<Outcome> for Written {
    fn add_assign(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Inserted => self.inserted += 1,
            Outcome::Changed => self.changed += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Unknown => self.unknown += 1,
        }
    }
}
