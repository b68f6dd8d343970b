//! The store's promises, each kept by the file of its table.

use std::path::Path;

use shop::{
    Ban, Customer, CustomerId, Day, Event, Link, Order, OrderId, Placement, Product, ProductId, Review,
    Timestamp,
};

use super::{
    SqliteStore, access, budgets, changes, coupons, customers, events, maintenance, merchandising,
    orders_read, points, products, refunds, reminders, reviews, room, settings, surveys, tasks, trail,
};
use crate::{
    Answer, Arrivals, BudgetUse, Changes, Counts, CouponRecord, CouponUse, DocumentKind, KeyRecord,
    MatchedRefund, OrderNames, OrderRow, PaidBack, Person, PointsEntry, PointsOutcome, ProductKey,
    Redemption, RefundMatch, Reminder, Reservation, Store, StoreError, TaskRecord, Trail, Write, Written,
};

impl Store for SqliteStore {
    fn write(&self, batch: Vec<Write>) -> Result<Written, StoreError> {
        self.apply(batch)
    }

    fn scan_products(&self, visit: &mut dyn FnMut(ProductKey, Product)) -> Result<(), StoreError> {
        self.readers
            .read(|connection| products::scan_products(connection, visit))
    }

    fn product(&self, id: &ProductId) -> Result<Option<Product>, StoreError> {
        self.readers.read(|connection| products::product(connection, id))
    }

    fn products_page(&self, after: Option<&ProductId>, limit: usize) -> Result<Vec<Product>, StoreError> {
        self.readers
            .read(|connection| products::products_page(connection, after, limit))
    }

    fn product_count(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM products WHERE source <> 'deleted'";
        let count = self
            .readers
            .read(|connection| access::first_row(connection, sql, [], |row| Ok(row.get(0)?)))?;
        Ok(count.unwrap_or(0))
    }

    fn product_keys(&self) -> Result<Vec<ProductId>, StoreError> {
        self.readers.read(products::product_keys)
    }

    fn scan_orders(&self, from: Day, to: Day, visit: &mut dyn FnMut(OrderRow<'_>)) -> Result<(), StoreError> {
        self.readers
            .read(|connection| orders_read::scan_orders(connection, from, to, visit))
    }

    fn scan_order_names(
        &self,
        from: Day,
        to: Day,
        visit: &mut dyn FnMut(OrderNames<'_>),
    ) -> Result<(), StoreError> {
        self.readers
            .read(|connection| orders_read::scan_order_names(connection, from, to, visit))
    }

    fn scan_paid_back(&self, from: Day, to: Day, visit: &mut dyn FnMut(PaidBack)) -> Result<(), StoreError> {
        self.readers
            .read(|connection| refunds::scan_paid_back(connection, from, to, visit))
    }

    fn order(&self, id: &OrderId) -> Result<Option<Order>, StoreError> {
        self.readers.read(|connection| orders_read::order(connection, id))
    }

    fn orders_of_customer(&self, id: &CustomerId, limit: usize) -> Result<Vec<Order>, StoreError> {
        self.readers
            .read(|connection| orders_read::orders_of_customer(connection, id, limit))
    }

    fn match_refunds(&self) -> Result<RefundMatch, StoreError> {
        self.writer.submit(|session| session.match_refunds())
    }

    fn orders_of_refund(&self, refund_id: &str) -> Result<Vec<OrderId>, StoreError> {
        self.readers
            .read(|connection| refunds::orders_of(connection, refund_id))
    }

    fn refunds_of_order(&self, id: &OrderId) -> Result<Vec<MatchedRefund>, StoreError> {
        self.readers.read(|connection| refunds::of_order(connection, id))
    }

    fn customer(&self, id: &CustomerId) -> Result<Option<Customer>, StoreError> {
        self.readers
            .read(|connection| customers::customer_by_id(connection, id))
    }

    fn customers_page(&self, after: Option<u32>, limit: usize) -> Result<Vec<(u32, Customer)>, StoreError> {
        self.readers
            .read(|connection| customers::customers_page(connection, after, limit))
    }

    fn scan_customers(&self, visit: &mut dyn FnMut(u32, Customer)) -> Result<(), StoreError> {
        self.readers
            .read(|connection| customers::scan_customers(connection, visit))
    }

    fn trail_of_customer(&self, id: &CustomerId) -> Result<Trail, StoreError> {
        self.readers.read(|connection| trail::trail(connection, id))
    }

    fn events_of_customer(&self, id: &CustomerId) -> Result<Vec<Event>, StoreError> {
        self.readers
            .read(|connection| events::events_of_customer(connection, id))
    }

    fn scan_events(
        &self,
        from: Timestamp,
        to: Timestamp,
        visit: &mut dyn FnMut(Event),
    ) -> Result<(), StoreError> {
        self.readers
            .read(|connection| events::scan_events(connection, from, to, visit))
    }

    fn scan_lasting_events(
        &self,
        from: Timestamp,
        to: Timestamp,
        visit: &mut dyn FnMut(Event),
    ) -> Result<(), StoreError> {
        self.readers
            .read(|connection| events::scan_lasting_events(connection, from, to, visit))
    }

    fn time_of_event(&self, count: usize) -> Result<Option<Timestamp>, StoreError> {
        self.readers
            .read(|connection| events::time_of_event(connection, count))
    }

    fn latest_events(&self, count: usize) -> Result<Vec<Arrivals>, StoreError> {
        self.readers
            .read(|connection| events::latest_events(connection, count))
    }

    fn scan_reviews(&self, visit: &mut dyn FnMut(Review)) -> Result<(), StoreError> {
        self.readers
            .read(|connection| reviews::scan_reviews(connection, visit))
    }

    fn reviews_of_customer(&self, id: &CustomerId) -> Result<Vec<Review>, StoreError> {
        self.readers
            .read(|connection| reviews::reviews_of_customer(connection, id))
    }

    fn links(&self) -> Result<Vec<Link>, StoreError> {
        self.readers.read(merchandising::links)
    }

    fn bans(&self) -> Result<Vec<Ban>, StoreError> {
        self.readers.read(merchandising::bans)
    }

    fn products_changed_since(&self, seq: u64) -> Result<Vec<ProductId>, StoreError> {
        self.readers
            .read(|connection| changes::products_changed_since(connection, seq))
    }

    fn changes_since(&self, seq: u64) -> Result<Changes, StoreError> {
        self.readers
            .read(|connection| changes::changes_since(connection, seq))
    }

    fn meta_get(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.readers
            .read(|connection| settings::setting(connection, name))
    }

    fn forget_events(&self, before: Timestamp, count_max: usize) -> Result<u64, StoreError> {
        self.writer
            .submit(move |session| session.forget_events(before, count_max))
    }

    fn meta_put(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let (name, value) = (name.to_owned(), value.to_owned());
        self.writer
            .submit(move |session| session.put_setting(&name, &value))
    }

    fn put_policy(&self, placement: Placement, policy: &str) -> Result<(), StoreError> {
        let policy = policy.to_owned();
        self.writer
            .submit(move |session| session.put_policy(placement, &policy))
    }

    fn policies(&self) -> Result<Vec<(Placement, String)>, StoreError> {
        self.readers.read(settings::policies)
    }

    fn put_document(&self, kind: DocumentKind, id: &str, text: &str) -> Result<(), StoreError> {
        let (id, text) = (id.to_owned(), text.to_owned());
        self.writer
            .submit(move |session| session.put_document(kind, &id, &text))
    }

    fn delete_document(&self, kind: DocumentKind, id: &str) -> Result<bool, StoreError> {
        let id = id.to_owned();
        self.writer
            .submit(move |session| session.delete_document(kind, &id))
    }

    fn documents(&self, kind: DocumentKind) -> Result<Vec<(String, String)>, StoreError> {
        self.readers
            .read(|connection| settings::documents(connection, kind))
    }

    fn reserve(
        &self,
        reservation: &Reservation,
        budget_minor: i64,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let reservation = reservation.clone();
        self.writer
            .submit(move |session| session.reserve(&reservation, budget_minor, now))
    }

    fn settle(&self, reservation_id: &str, spent_minor: i64, now: Timestamp) -> Result<bool, StoreError> {
        let id = reservation_id.to_owned();
        self.writer
            .submit(move |session| session.settle(&id, spent_minor, now))
    }

    fn release(&self, reservation_id: &str) -> Result<bool, StoreError> {
        let id = reservation_id.to_owned();
        self.writer.submit(move |session| session.release(&id))
    }

    fn budget_uses(&self, now: Timestamp) -> Result<Vec<BudgetUse>, StoreError> {
        self.readers.read(|connection| budgets::uses(connection, now))
    }

    fn issue_coupon(&self, coupon: &CouponRecord, budget_minor: Option<i64>) -> Result<bool, StoreError> {
        let coupon = coupon.clone();
        self.writer
            .submit(move |session| session.issue_coupon(&coupon, budget_minor))
    }

    fn redeem_coupon(&self, wanted: &CouponUse, now: Timestamp) -> Result<Redemption, StoreError> {
        let wanted = wanted.clone();
        self.writer
            .submit(move |session| session.redeem_coupon(&wanted, now))
    }

    fn coupon(&self, hash: &[u8]) -> Result<Option<CouponRecord>, StoreError> {
        self.readers.read(|connection| coupons::coupon(connection, hash))
    }

    fn coupons_of_customer(&self, id: &CustomerId) -> Result<Vec<CouponRecord>, StoreError> {
        self.readers
            .read(|connection| coupons::of_customer(connection, id))
    }

    fn add_points(&self, entries: &[PointsEntry]) -> Result<Vec<PointsOutcome>, StoreError> {
        let entries = entries.to_vec();
        self.writer.submit(move |session| session.add_points(&entries))
    }

    fn points_of_customer(&self, id: &CustomerId) -> Result<Vec<PointsEntry>, StoreError> {
        self.readers
            .read(|connection| points::of_customer(connection, id))
    }

    fn has_points(&self) -> Result<bool, StoreError> {
        self.readers.read(points::exist)
    }

    fn put_reminder(&self, reminder: &Reminder) -> Result<(), StoreError> {
        let reminder = reminder.clone();
        self.writer.submit(move |session| session.put_reminder(&reminder))
    }

    fn delete_reminders(&self, person: &Person, class: Option<&str>) -> Result<u64, StoreError> {
        let (person, class) = (person.clone(), class.map(str::to_owned));
        self.writer
            .submit(move |session| session.delete_reminders(&person, class.as_deref()))
    }

    fn reminders(&self) -> Result<Vec<Reminder>, StoreError> {
        self.readers.read(reminders::reminders)
    }

    fn ask(&self, people: &[Person], since: Timestamp, now: Timestamp) -> Result<bool, StoreError> {
        let people = people.to_vec();
        self.writer
            .submit(move |session| session.ask(&people, since, now))
    }

    fn asked(&self) -> Result<Vec<(Person, Timestamp)>, StoreError> {
        self.readers.read(surveys::asked)
    }

    fn put_key(&self, key: &KeyRecord) -> Result<(), StoreError> {
        let key = key.clone();
        self.writer.submit(move |session| session.put_key(&key))
    }

    fn keys(&self) -> Result<Vec<KeyRecord>, StoreError> {
        self.readers.read(settings::keys)
    }

    fn revoke_key(&self, id: &str, at: Timestamp) -> Result<bool, StoreError> {
        let id = id.to_owned();
        self.writer.submit(move |session| session.revoke_key(&id, at))
    }

    fn put_task(&self, task: &TaskRecord) -> Result<(), StoreError> {
        let task = task.clone();
        self.writer.submit(move |session| session.put_task(&task))
    }

    fn task(&self, id: &str) -> Result<Option<TaskRecord>, StoreError> {
        self.readers.read(|connection| tasks::task(connection, id))
    }

    fn tasks(&self, limit: usize) -> Result<Vec<TaskRecord>, StoreError> {
        self.readers.read(|connection| tasks::tasks(connection, limit))
    }

    fn put_answer(&self, key: &str, answer: &Answer, now: Timestamp) -> Result<(), StoreError> {
        let (key, answer) = (key.to_owned(), answer.clone());
        self.writer
            .submit(move |session| session.put_answer(&key, &answer, now))
    }

    fn answer(&self, key: &str, now: Timestamp) -> Result<Option<Answer>, StoreError> {
        self.readers
            .read(|connection| settings::answer(connection, key, now))
    }

    fn counts(&self) -> Result<Counts, StoreError> {
        self.readers
            .read(|connection| maintenance::counts(connection, &self.path))
    }

    fn integrity_check(&self) -> Result<(), StoreError> {
        self.readers.read(maintenance::integrity_check)
    }

    fn give_back_room(&self, pages_max: u32) -> Result<u64, StoreError> {
        self.writer
            .submit_alone(move |connection, _| room::give_back(connection, pages_max))
    }

    fn rewrite(&self) -> Result<Option<(u64, u64)>, StoreError> {
        self.writer
            .submit_alone(|connection, _| room::rewrite(connection).map(Some))
    }

    fn backup_to(&self, path: &Path) -> Result<(), StoreError> {
        self.readers
            .read(|connection| maintenance::backup(connection, path))
    }

    fn restore_from(&self, path: &Path) -> Result<(), StoreError> {
        let (live_path, source) = (self.path.clone(), path.to_owned());
        self.writer.submit_alone(move |connection, state| {
            maintenance::restore(connection, &live_path, state, &source)
        })
    }

    fn close(&self) -> Result<(), StoreError> {
        self.writer.close();
        self.readers.close();
        Ok(())
    }
}
