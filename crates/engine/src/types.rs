//! Plain types that go in and out of the engine. They know no wire format; the shells give them one.

mod decisions;
mod offers;

use std::path::PathBuf;

pub use decisions::*;
pub use offers::*;

use serde::{Deserialize, Serialize};
use shop::{Currency, Customer, Event, Locale, Money, Order, Product, ProductId, Review, Stock, Timestamp};

/// A new shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewShop {
    /// Its name, for people.
    pub name: String,
    /// The currency of amounts that name none.
    pub currency: Currency,
    /// The language of texts that name none.
    pub locale: Locale,
}

/// What a shop's folder says about it.
pub type ShopProfile = NewShop;

/// New stock, price or activity of a product; `None` leaves a field as it is, `Some(None)` forgets it.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductPatch {
    /// The product.
    pub id: ProductId,
    /// Stock.
    pub stock: Option<Stock>,
    /// Price.
    pub price: Option<Option<Money>>,
    /// Price before a reduction.
    pub list_price: Option<Option<Money>>,
    /// Until when the price holds; a new price without it forgets the former end.
    pub price_valid_until: Option<Option<Timestamp>>,
    /// On sale.
    pub active: Option<bool>,
}

/// What a write changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Records that are new.
    pub inserted: u64,
    /// Records that replaced a different one.
    pub changed: u64,
    /// Records that were there already, the same.
    pub unchanged: u64,
}

/// Everything kept about a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerData {
    /// The record.
    pub customer: Option<Customer>,
    /// Orders, the latest first.
    pub orders: Vec<Order>,
    /// Events, the earliest first.
    pub events: Vec<Event>,
    /// Reviews.
    pub reviews: Vec<Review>,
    /// Points, the earliest first.
    pub points: Vec<store::PointsEntry>,
    /// Coupons, the earliest first.
    pub coupons: Vec<crate::CouponInfo>,
    /// What they said to want later.
    pub reminders: Vec<LaterView>,
    /// What was computed of them; none where nothing is.
    pub computed: Option<crate::CustomerValue>,
    /// When they were asked how satisfied they are, where they lately were.
    pub asked_at: Option<Timestamp>,
}

/// A page of products.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductPage {
    /// The products, by id.
    pub products: Vec<Product>,
    /// Where the next page begins; none on the last page.
    pub next: Option<ProductId>,
}

/// A product that was looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundProduct {
    /// The product.
    pub product: ProductView,
    /// Whether it is on sale.
    pub is_active: bool,
}

/// What somebody looked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProductsFound {
    /// The products that fit best, no more than were asked for.
    pub products: Vec<FoundProduct>,
    /// How many fit in all.
    pub total: usize,
    /// Whether they have all words that were asked for, and not only most of them.
    pub is_complete: bool,
    /// Whether the id or a code of what was found was asked for.
    pub is_code: bool,
}

/// Who may do what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// In browsers: asks for offers and sends events, bound to origins.
    Public,
    /// At the sales desk and in tills: offers made there, what becomes of them, and the sales.
    Desk,
    /// In the shop's server: everything but administration.
    Secret,
    /// Administration: keys, rollback, imports, backup.
    Admin,
}

impl KeyKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Public, Self::Desk, Self::Secret, Self::Admin];

    /// The kind's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Desk => "desk",
            Self::Secret => "secret",
            Self::Admin => "admin",
        }
    }

    /// The kind of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What is known about a key; never the key itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyInfo {
    /// Its short id, safe to show.
    pub id: String,
    /// What it may do.
    pub kind: KeyKind,
    /// What it is for, in the merchant's words.
    pub label: String,
    /// Origins a public key is bound to; empty: any.
    pub origins: Vec<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// A key just made. Its secret is shown this once and kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKey {
    /// What is kept.
    pub info: KeyInfo,
    /// The key itself.
    pub secret: String,
}

/// Where an import's bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportSource {
    /// A file on this machine.
    File(PathBuf),
    /// A request's body, with the name its format is told by (`orders.csv.gz`).
    Upload {
        /// The name.
        name: String,
        /// The bytes.
        bytes: Vec<u8>,
    },
}

/// What came of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportReport {
    /// Counts by row.
    pub summary: ingest::Summary,
    /// What changed in the store.
    pub recorded: Recorded,
    /// Refunds that found their order, and those that did not.
    pub refunds_matched: u64,
    /// Refunds without an order.
    pub refunds_unmatched: u64,
    /// Where rejected rows went, where there were any.
    pub rejected_file: Option<PathBuf>,
    /// The first rejected rows.
    pub rejections: Vec<ingest::Rejection>,
}

/// What a long job is doing.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Its id.
    pub id: String,
    /// `import`, `build` or `evaluation`.
    pub kind: String,
    /// The file of an import, as it was named.
    pub name: String,
    /// Where it stands.
    pub state: TaskState,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// Rows read so far.
    pub rows: u64,
    /// The result of an import that ended well.
    pub report: Option<ImportReport>,
    /// How far an evaluation is.
    pub steps: Option<TaskSteps>,
    /// What went wrong, as a sentence.
    pub error: Option<String>,
    /// Why a task could not be done that can be done once there is more to go by.
    pub refusal: Option<TaskRefusal>,
}

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskSteps {
    /// The step it is at, from 1.
    pub at: u32,
    /// Steps there are at most.
    pub max: u32,
}

/// Why a task has nothing to work on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskRefusal {
    /// There are neither orders nor visits.
    NothingToLearn,
    /// The history is too short to be cut into days to learn from and days to ask about.
    HistoryTooShort,
}

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// Waiting for its turn.
    Queued,
    /// At work.
    Running,
    /// Ended well.
    Succeeded,
    /// Ended with an error.
    Failed,
    /// The server stopped before it ended; what it had written stays, and importing again is harmless.
    Interrupted,
}

impl TaskState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Queued,
        Self::Running,
        Self::Succeeded,
        Self::Failed,
        Self::Interrupted,
    ];

    /// The state's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Interrupted => "interrupted",
        }
    }

    /// The state of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// A snapshot of models.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelInfo {
    /// Its number; higher is newer.
    pub version: u64,
    /// When it was built.
    pub created_at: Timestamp,
    /// Whether it serves now.
    pub active: bool,
    /// Products in it.
    pub products: u64,
    /// Orders it learnt from.
    pub orders: u64,
    /// Size on disk in bytes.
    pub bytes: u64,
    /// How long building took, in milliseconds.
    pub build_ms: u64,
    /// What each recommender learnt: recommender, then name and number.
    pub facts: Vec<(String, Vec<(String, f64)>)>,
    /// What the offers that were shown taught, by what they were for.
    pub lessons: Vec<crate::LearntFromOffers>,
}

/// How the shop is.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// The shop's name and defaults.
    pub profile: ShopProfile,
    /// Products in the store.
    pub products: u64,
    /// Orders in the store.
    pub orders: u64,
    /// Events in the store.
    pub events: u64,
    /// The snapshot that serves; none where nothing has been built.
    pub model: Option<ModelInfo>,
    /// Whether orders or products came in that no snapshot knows yet.
    pub build_pending: bool,
    /// Whether automatic builds wait, because an older snapshot was chosen by hand.
    pub builds_held: bool,
    /// Decisions that could not be logged because the disk did not keep up.
    pub decisions_not_logged: u64,
}
