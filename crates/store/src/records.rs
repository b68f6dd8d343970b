//! What the store gives back beyond the shop's own vocabulary.

use shop::{Currency, CustomerId, Day, Event, EventKind, LineKind, Timestamp, VisitorId};

/// A product's number: dense from 0 in the order of first appearance, never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProductKey(pub u32);

/// An order as counting sees it.
#[derive(Debug, Clone, Copy)]
pub struct OrderRow<'a> {
    /// The order's number in this store; stays the same while the order exists.
    pub order_key: i64,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// The customer's number, where known; never reused.
    pub customer_key: Option<u32>,
    /// The currency of its prices; `None` where no line has one.
    pub currency: Option<Currency>,
    /// The lines, in the order's own sequence.
    pub lines: &'a [LineRow],
}

/// Events of a kind, among the latest ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrivals {
    /// What happened.
    pub kind: EventKind,
    /// How many of the latest events are of this kind.
    pub count: u64,
    /// When the last one happened.
    pub last: Timestamp,
}

/// By what an order and who placed it are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderNames<'a> {
    /// The order's number in this store.
    pub order_key: i64,
    /// The shop's id.
    pub id: &'a str,
    /// The visitor, where known.
    pub visitor_id: Option<&'a str>,
    /// The customer, where known.
    pub customer_id: Option<&'a str>,
}

/// A line of an [`OrderRow`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineRow {
    /// What was bought.
    pub product_key: ProductKey,
    /// How many units were bought.
    pub quantity: u32,
    /// How many of them came back, at most `quantity`.
    pub refunded: u32,
    /// The price of one unit in minor units of the order's currency.
    pub unit_price_minor: Option<i64>,
    /// Merchandise or fee.
    pub kind: LineKind,
}

/// What a customer did, signed in or not.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trail {
    /// The visitor ids that nobody else used.
    pub visitors: Vec<VisitorId>,
    /// Those that somebody else used too, such as a till's.
    pub shared_visitors: Vec<VisitorId>,
    /// The events that name the customer, and all others under the visitor ids that nobody else used; earliest first.
    pub events: Vec<Event>,
}

/// Units of an order's line that came back at a price of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaidBack {
    /// The order's number in this store.
    pub order_key: i64,
    /// The line's number.
    pub line: u32,
    /// How many came back.
    pub quantity: u32,
    /// What was paid back for one, in minor units of the order's currency.
    pub unit_price_minor: i64,
}

/// A refund as far as it is of one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedRefund {
    /// The refund.
    pub id: String,
    /// Whether it names the order itself; else the order was found by what came back and by whom.
    pub is_named: bool,
    /// When.
    pub refunded_at: Timestamp,
    /// What came back of the order's lines: the line's number and how many units.
    pub units: Vec<(usize, u32)>,
}

/// What changed after a point in the store's history.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// The point to ask from next time.
    pub seq: u64,
    /// Days whose orders must be counted again, ascending.
    pub order_days: Vec<Day>,
    /// Whether any product's record changed, appeared or went; which ones tells
    /// [`products_changed_since`](crate::Store::products_changed_since).
    pub products: bool,
    /// Whether events arrived or went.
    pub events: bool,
    /// Days of which events arrived or went, ascending.
    pub event_days: Vec<Day>,
    /// Whether hand-made links or bans changed.
    pub links_or_bans: bool,
    /// Whether customers changed.
    pub customers: bool,
    /// Whether reviews changed.
    pub reviews: bool,
}

/// The result of matching refunds to orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RefundMatch {
    /// Refunds of which every unit is now found in an order, in total.
    pub matched: u64,
    /// Refunds of which some unit is not found.
    pub unmatched: u64,
}

/// How much the store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Products, deleted ones not counted.
    pub products: u64,
    /// Of these, described by a catalogue.
    pub catalogue_products: u64,
    /// Orders.
    pub orders: u64,
    /// Lines of all orders.
    pub order_lines: u64,
    /// Refunds.
    pub refunds: u64,
    /// Customers.
    pub customers: u64,
    /// Events.
    pub events: u64,
    /// Hand-made links.
    pub links: u64,
    /// Bans.
    pub bans: u64,
    /// Reviews.
    pub reviews: u64,
    /// Size of the file, in bytes.
    pub bytes: u64,
    /// When the first and the last order were placed.
    pub orders_between: Option<(Timestamp, Timestamp)>,
}

/// An API key as it is kept: never the key itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRecord {
    /// Public part, unique.
    pub id: String,
    /// Kind ("public", "desk", "secret", "admin"); the server's words.
    pub kind: String,
    /// Hash of the key.
    pub hash: Vec<u8>,
    /// What the owner calls it.
    pub label: String,
    /// Web origins a public key is bound to.
    pub origins: Vec<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// Waits for its turn.
    Queued,
    /// Is being done.
    Running,
    /// Was done.
    Done,
    /// Could not be done; the record's `error` says why.
    Failed,
}

impl TaskState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Queued, Self::Running, Self::Done, Self::Failed];

    /// The state's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// The state of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// Work that outlives the request that asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRecord {
    /// Unique.
    pub id: String,
    /// What is done ("import", "build"); the engine's words.
    pub kind: String,
    /// Where it stands.
    pub state: TaskState,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// How far it is, as JSON text.
    pub progress: String,
    /// Why it failed, as a sentence.
    pub error: Option<String>,
}

/// An answer that was given before, kept so that a repeated request gets the same one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Hash of the request it belongs to: the same key with another request is a mistake of the caller.
    pub request_hash: Vec<u8>,
    /// The answer.
    pub response: Vec<u8>,
    /// Until when it is kept.
    pub expires_at: Timestamp,
}

/// Whom something is kept for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Person {
    /// A customer who is known.
    Customer(CustomerId),
    /// A visitor who is not.
    Visitor(VisitorId),
}

/// What somebody said to want later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Who.
    pub person: Person,
    /// The class of products: a category path.
    pub class: String,
    /// When it was said.
    pub set_at: Timestamp,
    /// When it is wanted.
    pub due_at: Timestamp,
}

/// What sort of document the merchant wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentKind {
    /// A merchandising rule.
    Rule,
    /// A set made by hand.
    Bundle,
    /// An incentive: free shipping, a discount, a gift, points, a coupon.
    Incentive,
    /// Words of the shop's own in one language.
    Text,
    /// What customers' phrases mean, in one language.
    Lexicon,
    /// An experiment: arms, their shares, and what is different for each.
    Experiment,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Rule,
        Self::Bundle,
        Self::Incentive,
        Self::Text,
        Self::Lexicon,
        Self::Experiment,
    ];

    /// The kind's word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Bundle => "bundle",
            Self::Incentive => "incentive",
            Self::Text => "text",
            Self::Lexicon => "lexicon",
            Self::Experiment => "experiment",
        }
    }
}
