//! The vocabulary of a shop: what a product, an order, an event and an amount of money are.
//!
//! Everything else in the workspace speaks in these types. The crate does no I/O, knows no wire
//! format and starts no thread; foreign shapes are turned into these types by `ingest` and `server`.

mod currency;
mod customer;
mod event;
mod id;
pub mod limits;
mod locale;
mod merchandising;
mod money;
mod order;
mod placement;
mod product;
mod region;
mod review;
mod script;
mod time;

pub use currency::{Currency, UnknownCurrency};
pub use customer::Customer;
pub use event::{Event, EventKind, SCORE_MAX, ScoreError, Traffic};
pub use id::{CustomerId, EventId, IdError, OrderId, ProductId, ReviewId, SessionId, VisitorId};
pub use locale::{Direction, Locale, LocaleError, Localized};
pub use merchandising::{Ban, Link, LinkKind};
pub use money::{Money, MoneyError};
pub use order::{LineKind, Order, OrderLine, Refund};
pub use placement::{Placement, UnknownPlacement};
pub use product::{Attribute, AttributeValue, Category, Fits, Product, ProductKind, Stock};
pub use region::{Region, UnknownRegion};
pub use review::Review;
pub use time::{Day, Timestamp, TimestampError};
