//! The memory of one shop: products, orders, customers, events, settings, and the log of decisions.
//!
//! [`Store`] is what everyone else sees; [`SqliteStore`] keeps it in one SQLite file. A write returns when it is
//! durable, is atomic, and is idempotent by the ids of what it carries: posting or importing the same records again
//! changes nothing and says so in [`Written`]. [`DecisionLog`] lives beside it, because an offer must not wait for
//! a disk.

mod decision_log;
mod error;
mod incentives;
mod records;
mod sqlite;
mod store;
mod write;

pub use decision_log::{DecisionId, DecisionIdError, DecisionLog, DecisionLogOptions, Logged};
pub use error::StoreError;
pub use incentives::{
    BudgetUse, CouponRecord, CouponUse, PointsEntry, PointsOutcome, PointsReason, Redeemed, Redemption,
    Reservation,
};
pub use records::{
    Answer, Arrivals, Changes, Counts, DocumentKind, KeyRecord, LineRow, MatchedRefund, OrderNames, OrderRow,
    PaidBack, Person, ProductKey, RefundMatch, Reminder, TaskRecord, TaskState, Trail,
};
pub use sqlite::{Durability, SqliteOptions, SqliteStore};
pub use store::Store;
pub use write::{ImportId, Patch, Source, Write, Written};
