//! What a shop's memory can do, whichever database keeps it.

use std::path::Path;

use shop::{
    Ban, Customer, CustomerId, Day, Event, Link, Order, OrderId, Placement, Product, ProductId, Review,
    Timestamp,
};

use crate::{
    Answer, Arrivals, BudgetUse, Changes, Counts, CouponRecord, CouponUse, DocumentKind, KeyRecord,
    MatchedRefund, OrderNames, OrderRow, PaidBack, Person, PointsEntry, PointsOutcome, ProductKey,
    Redemption, RefundMatch, Reminder, Reservation, StoreError, TaskRecord, Trail, Write, Written,
};

/// The memory of one shop. Every method may be called from any thread, also while others write; a reader sees one
/// moment from beginning to end. Every method fails with a [`StoreError`] where the database does.
pub trait Store: Send + Sync {
    /// Writes everything or nothing, and returns when it is durable. Callers that write at the same time share one
    /// commit, so many small writers are nearly as fast as one big one.
    ///
    /// # Errors
    /// [`StoreError::is_mistake`] tells a refused record from a fault; others in the same commit are not affected.
    fn write(&self, batch: Vec<Write>) -> Result<Written, StoreError>;

    /// Visits every product that is not deleted, by key.
    fn scan_products(&self, visit: &mut dyn FnMut(ProductKey, Product)) -> Result<(), StoreError>;
    /// One product.
    fn product(&self, id: &ProductId) -> Result<Option<Product>, StoreError>;
    /// At most `limit` products in the order of their ids, beginning after `after`.
    fn products_page(&self, after: Option<&ProductId>, limit: usize) -> Result<Vec<Product>, StoreError>;
    /// How many products there are, deleted ones not counted.
    fn product_count(&self) -> Result<u64, StoreError>;
    /// The id of every key ever given, deleted products included; the index is the key.
    fn product_keys(&self) -> Result<Vec<ProductId>, StoreError>;

    /// Visits the orders placed from the first moment of `from` to the last of `to`, by time and then id.
    fn scan_orders(&self, from: Day, to: Day, visit: &mut dyn FnMut(OrderRow<'_>)) -> Result<(), StoreError>;
    /// Visits the ids of the orders placed from the first moment of `from` to the last of `to`, in any order.
    fn scan_order_names(
        &self,
        from: Day,
        to: Day,
        visit: &mut dyn FnMut(OrderNames<'_>),
    ) -> Result<(), StoreError>;
    /// Visits what came back of the orders placed from the first moment of `from` to the last of `to`, in any order,
    /// where the refund says in the order's currency what was paid for it; else it was the price of the line.
    fn scan_paid_back(&self, from: Day, to: Day, visit: &mut dyn FnMut(PaidBack)) -> Result<(), StoreError>;
    /// One order, as it was bought (refunds not subtracted).
    fn order(&self, id: &OrderId) -> Result<Option<Order>, StoreError>;
    /// The latest orders of a customer, latest first. Reads through all orders: not for the path of a decision.
    fn orders_of_customer(&self, id: &CustomerId, limit: usize) -> Result<Vec<Order>, StoreError>;
    /// Finds the orders of the refunds that have none yet. A refund that names its order belongs there; any other to
    /// the latest earlier order of the same customer with enough units of that product, else to several. Calling it
    /// again changes nothing.
    fn match_refunds(&self) -> Result<RefundMatch, StoreError>;
    /// The orders that a refund was matched to, by id.
    fn orders_of_refund(&self, refund_id: &str) -> Result<Vec<OrderId>, StoreError>;
    /// The refunds that were matched to an order, the earliest first, each with the units that are of this order.
    fn refunds_of_order(&self, id: &OrderId) -> Result<Vec<MatchedRefund>, StoreError>;

    /// One customer.
    fn customer(&self, id: &CustomerId) -> Result<Option<Customer>, StoreError>;
    /// At most `limit` customers with the key that orders carry, by key, beginning after `after`.
    fn customers_page(&self, after: Option<u32>, limit: usize) -> Result<Vec<(u32, Customer)>, StoreError>;
    /// Visits every customer with the key that orders carry, by key.
    fn scan_customers(&self, visit: &mut dyn FnMut(u32, Customer)) -> Result<(), StoreError>;

    /// Everything a customer did, also before signing in, and as whom. Reads through all events: not for a page.
    fn trail_of_customer(&self, id: &CustomerId) -> Result<Trail, StoreError>;
    /// Every event that names a customer, earliest first.
    fn events_of_customer(&self, id: &CustomerId) -> Result<Vec<Event>, StoreError>;
    /// Visits the events from a moment up to another one, which is left out, by time and then arrival.
    fn scan_events(
        &self,
        from: Timestamp,
        to: Timestamp,
        visit: &mut dyn FnMut(Event),
    ) -> Result<(), StoreError>;

    /// As [`Store::scan_events`], of refusals and purchases alone, which count for long: it reads nothing else.
    fn scan_lasting_events(
        &self,
        from: Timestamp,
        to: Timestamp,
        visit: &mut dyn FnMut(Event),
    ) -> Result<(), StoreError>;
    /// When the event happened that `count` others came after; none where there are fewer.
    fn time_of_event(&self, count: usize) -> Result<Option<Timestamp>, StoreError>;
    /// What the latest `count` events were, by kind.
    fn latest_events(&self, count: usize) -> Result<Vec<Arrivals>, StoreError>;

    /// Forgets events from before a moment, at most so many at once; how many it forgot. No day counts as changed by
    /// it: what was summed up of them stays.
    fn forget_events(&self, before: Timestamp, count_max: usize) -> Result<u64, StoreError>;

    /// Visits every review, by product and of each product the latest first.
    fn scan_reviews(&self, visit: &mut dyn FnMut(Review)) -> Result<(), StoreError>;
    /// Every review that a customer wrote, by id. Reads through all reviews.
    fn reviews_of_customer(&self, id: &CustomerId) -> Result<Vec<Review>, StoreError>;

    /// Every hand-made link, by product, kind and position.
    fn links(&self) -> Result<Vec<Link>, StoreError>;
    /// Every ban.
    fn bans(&self) -> Result<Vec<Ban>, StoreError>;

    /// What changed after `seq`; 0 is the beginning. Cheap: meant to be asked every few seconds, however many products
    /// there are.
    fn changes_since(&self, seq: u64) -> Result<Changes, StoreError>;
    /// The products whose record changed, appeared or went after `seq`, by key.
    fn products_changed_since(&self, seq: u64) -> Result<Vec<ProductId>, StoreError>;

    /// A small setting.
    fn meta_get(&self, name: &str) -> Result<Option<String>, StoreError>;
    /// Keeps a small setting, replacing the one of that name.
    fn meta_put(&self, name: &str, value: &str) -> Result<(), StoreError>;
    /// Keeps the policy of a placement as JSON text.
    fn put_policy(&self, placement: Placement, policy: &str) -> Result<(), StoreError>;
    /// Every policy that was kept, as JSON text, in the order of the journey.
    fn policies(&self) -> Result<Vec<(Placement, String)>, StoreError>;

    /// Keeps a document of a kind, replacing the one of that id.
    fn put_document(&self, kind: DocumentKind, id: &str, text: &str) -> Result<(), StoreError>;
    /// Forgets a document; whether there was one.
    fn delete_document(&self, kind: DocumentKind, id: &str) -> Result<bool, StoreError>;
    /// Every document of a kind with its id, by id.
    fn documents(&self, kind: DocumentKind) -> Result<Vec<(String, String)>, StoreError>;

    /// Reserves a part of an incentive's budget until it expires: in one step it is checked that open reservations,
    /// what was spent and this stay within `budget_minor`. False where they would not. One that stands already is as
    /// good as a new one.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where the id stands for another incentive or amount.
    fn reserve(
        &self,
        reservation: &Reservation,
        budget_minor: i64,
        now: Timestamp,
    ) -> Result<bool, StoreError>;
    /// Notes what was spent of a reservation, at most what was reserved; whether it still held. Doing it again with the
    /// same amount changes nothing.
    fn settle(&self, reservation_id: &str, spent_minor: i64, now: Timestamp) -> Result<bool, StoreError>;
    /// Frees an open reservation; whether there was one.
    fn release(&self, reservation_id: &str) -> Result<bool, StoreError>;
    /// What of each budget is reserved and spent, by incentive.
    fn budget_uses(&self, now: Timestamp) -> Result<Vec<BudgetUse>, StoreError>;

    /// Keeps a new coupon and, where there is a budget, reserves its amount in the same step; false where too little is
    /// left, and then nothing is kept.
    fn issue_coupon(&self, coupon: &CouponRecord, budget_minor: Option<i64>) -> Result<bool, StoreError>;
    /// Redeems a coupon for an order, once; again for the same order changes nothing. In the same step it is checked
    /// that the order bears it beside the coupons that were redeemed for it before.
    fn redeem_coupon(&self, wanted: &CouponUse, now: Timestamp) -> Result<Redemption, StoreError>;
    /// One coupon.
    fn coupon(&self, hash: &[u8]) -> Result<Option<CouponRecord>, StoreError>;
    /// Every coupon of a customer, the earliest first.
    fn coupons_of_customer(&self, id: &CustomerId) -> Result<Vec<CouponRecord>, StoreError>;

    /// Adds points, or takes them, all entries in one step and each entry once. One that would bring the balance below
    /// nothing is not added.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where an id stands for another customer or reason; then none is added.
    fn add_points(&self, entries: &[PointsEntry]) -> Result<Vec<PointsOutcome>, StoreError>;
    /// Every entry of a customer's points, the earliest first; their sum is the balance.
    fn points_of_customer(&self, id: &CustomerId) -> Result<Vec<PointsEntry>, StoreError>;
    /// Whether anybody ever had points. Cheap.
    fn has_points(&self) -> Result<bool, StoreError>;
    /// Keeps a reminder, replacing the person's one of that class.
    fn put_reminder(&self, reminder: &Reminder) -> Result<(), StoreError>;
    /// Forgets a person's reminder of a class, or all of them; how many there were.
    fn delete_reminders(&self, person: &Person, class: Option<&str>) -> Result<u64, StoreError>;
    /// Every reminder, by person, the first due first.
    fn reminders(&self) -> Result<Vec<Reminder>, StoreError>;
    /// Notes that somebody is asked how satisfied they are, by every name they go by, unless one of the names was asked
    /// since `since`; whether they may be asked. In one step, so that two pages do not ask the same one. What is older
    /// is forgotten.
    fn ask(&self, people: &[Person], since: Timestamp, now: Timestamp) -> Result<bool, StoreError>;
    /// Everybody who was asked and when, by person.
    fn asked(&self) -> Result<Vec<(Person, Timestamp)>, StoreError>;

    /// Keeps an API key.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where the id is taken.
    fn put_key(&self, key: &KeyRecord) -> Result<(), StoreError>;
    /// Every API key, revoked ones included, by id.
    fn keys(&self) -> Result<Vec<KeyRecord>, StoreError>;
    /// Revokes a key; whether there was one to revoke.
    fn revoke_key(&self, id: &str, at: Timestamp) -> Result<bool, StoreError>;

    /// Keeps a task, replacing the one of that id.
    fn put_task(&self, task: &TaskRecord) -> Result<(), StoreError>;
    /// One task.
    fn task(&self, id: &str) -> Result<Option<TaskRecord>, StoreError>;
    /// The latest tasks, latest first.
    fn tasks(&self, limit: usize) -> Result<Vec<TaskRecord>, StoreError>;

    /// Keeps the answer given under an idempotency key, and forgets those that expired before `now`.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where the key stands for another request.
    fn put_answer(&self, key: &str, answer: &Answer, now: Timestamp) -> Result<(), StoreError>;
    /// The answer given under an idempotency key, unless it expired.
    fn answer(&self, key: &str, now: Timestamp) -> Result<Option<Answer>, StoreError>;

    /// How much there is.
    fn counts(&self) -> Result<Counts, StoreError>;
    /// Gives room that nothing needs any more back to the disk, at most so many pages of it; how many bytes went.
    /// Others write between two calls. A database that does it by itself has nothing to do.
    fn give_back_room(&self, _pages_max: u32) -> Result<u64, StoreError> {
        Ok(0)
    }
    /// Writes everything anew, as small as it can be, and as [`Store::give_back_room`] needs it: how many bytes
    /// it took before, and takes after. Needs as much room again as everything takes; nobody writes meanwhile. None of
    /// a database that does it by itself.
    fn rewrite(&self) -> Result<Option<(u64, u64)>, StoreError> {
        Ok(None)
    }
    /// Reads everything and checks that it is sound.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] with the first thing found wrong.
    fn integrity_check(&self) -> Result<(), StoreError>;
    /// Copies the store into a new file while others go on reading and writing.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where the file exists already.
    fn backup_to(&self, path: &Path) -> Result<(), StoreError>;
    /// Replaces the content by that of a backup, at once, also for other processes that have the store open.
    /// Everything counts as changed afterwards.
    ///
    /// # Errors
    /// The backup is checked first; where it is not sound nothing changes.
    fn restore_from(&self, path: &Path) -> Result<(), StoreError>;
    /// Finishes what is queued and closes. Dropping the store does the same.
    fn close(&self) -> Result<(), StoreError>;
}
