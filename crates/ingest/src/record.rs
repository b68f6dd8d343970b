//! What an import hands over.

use shop::{Customer, Event, Link, Locale, Money, Order, Product, ProductId, Refund, Review};

/// One thing read from a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// A product as the catalogue describes it.
    Product(Product),
    /// A product known from order lines alone. It must never overwrite what a catalogue says of it.
    ProductSeen {
        /// The product's code on the lines.
        id: ProductId,
        /// The description that most lines carry, remarks of the warehouse left aside.
        title: Option<(Locale, String)>,
        /// The unit price that most of the latest lines carry.
        price: Option<Money>,
    },
    /// The lines of one order that stand together. An id that comes again later in the file comes
    /// again as a further record, with the further lines only.
    Order(Order),
    /// One line that came back or was cancelled.
    Refund(Refund),
    /// A known customer.
    Customer(Customer),
    /// Something a visitor did.
    Event(Event),
    /// A link the merchant set by hand.
    Link(Link),
    /// What a customer wrote about a product.
    Review(Review),
}
