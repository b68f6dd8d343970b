//! One write transaction and what the writer remembers between transactions.

use std::collections::{BTreeSet, HashMap};

use rusqlite::Connection;
use shop::{CustomerId, Day};

use super::{access, dictionary::ProductDictionary};
use crate::StoreError;

/// Customers remembered between batches; beyond this the memory is emptied, for a shop may have millions.
const CUSTOMERS_REMEMBERED_MAX: usize = 100_000;

/// What the writer remembers, always equal to what is committed or about to be.
#[derive(Default)]
pub(super) struct SessionState {
    pub(super) products: ProductDictionary,
    pub(super) customers: HashMap<CustomerId, u32>,
    generation: i64,
    data_version: Option<i64>,
}

impl SessionState {
    /// The content was replaced: nothing remembered is true any more.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Notices what other processes did since the last transaction.
    fn catch_up(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let version: i64 = connection
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        if self.data_version == Some(version) {
            return Ok(());
        }
        let mut select = connection.prepare_cached("SELECT generation FROM clock")?;
        let generation: i64 = select.query_row([], |row| row.get(0))?;
        if generation != self.generation {
            self.forget();
        }
        self.customers.clear();
        self.products.mark_stale();
        (self.generation, self.data_version) = (generation, Some(version));
        Ok(())
    }

    fn wind_back(&mut self, product_count: usize) {
        self.products.truncate(product_count);
        self.customers.clear();
    }
}

/// What a transaction changed, for those who count.
#[derive(Default)]
pub(super) struct Marks {
    pub(super) order_days: BTreeSet<Day>,
    pub(super) event_days: BTreeSet<Day>,
    pub(super) topics: BTreeSet<Topic>,
    pub(super) products: bool,
}

/// Changes that are only told, not listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Topic {
    Events,
    LinksOrBans,
    Customers,
    Refunds,
    Reviews,
    /// Policies, documents and keys: what steers a shop, and what another process must notice.
    Steering,
}

impl Topic {
    pub(super) const ALL: [Self; 6] = [
        Self::Events,
        Self::LinksOrBans,
        Self::Customers,
        Self::Refunds,
        Self::Reviews,
        Self::Steering,
    ];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::LinksOrBans => "links_or_bans",
            Self::Customers => "customers",
            Self::Refunds => "refunds",
            Self::Reviews => "reviews",
            Self::Steering => "steering",
        }
    }
}

/// A write transaction, shared by the jobs of a group.
pub(super) struct Session<'a> {
    pub(super) connection: &'a Connection,
    pub(super) state: &'a mut SessionState,
    pub(super) marks: Marks,
    /// The number this transaction will have in the history of changes.
    pub(super) seq: i64,
    group_marks: Marks,
    product_count_before: usize,
    lost: Option<StoreError>,
}

impl<'a> Session<'a> {
    pub(super) fn begin(connection: &'a Connection, state: &'a mut SessionState) -> Result<Self, StoreError> {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        match prepare(connection, state) {
            Ok(seq) => Ok(Self {
                product_count_before: state.products.len(),
                connection,
                state,
                marks: Marks::default(),
                group_marks: Marks::default(),
                seq,
                lost: None,
            }),
            Err(error) => {
                state.forget();
                connection.execute_batch("ROLLBACK")?;
                Err(error)
            }
        }
    }

    /// Does `work` so that its failure undoes its own writes and nobody else's.
    pub(super) fn in_savepoint<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if let Some(error) = &self.lost {
            return Err(error.clone());
        }
        let product_count = self.state.products.len();
        self.marks = Marks::default();
        self.connection.execute_batch("SAVEPOINT job")?;
        let result = work(self).and_then(|value| {
            self.connection.execute_batch("RELEASE job")?;
            Ok(value)
        });
        match &result {
            Ok(_) => {
                let marks = std::mem::take(&mut self.marks);
                self.group_marks.order_days.extend(marks.order_days);
                self.group_marks.event_days.extend(marks.event_days);
                self.group_marks.topics.extend(marks.topics);
                self.group_marks.products |= marks.products;
            }
            Err(error) => self.undo_job(error.clone(), product_count),
        }
        result
    }

    fn undo_job(&mut self, error: StoreError, product_count: usize) {
        self.state.wind_back(product_count);
        let undone = self.connection.execute_batch("ROLLBACK TO job; RELEASE job");
        // A full disk may make SQLite roll back the whole transaction; then nobody's writes are left.
        if undone.is_err() || self.connection.is_autocommit() {
            self.lost = Some(error);
        }
    }

    /// Makes everything durable, or undoes everything.
    pub(super) fn commit(mut self) -> Result<(), StoreError> {
        let result = match self.lost.take() {
            Some(error) => Err(error),
            None => self
                .write_marks()
                .and_then(|()| Ok(self.connection.execute_batch("COMMIT")?)),
        };
        if result.is_err() {
            self.state.wind_back(self.product_count_before);
            if !self.connection.is_autocommit() {
                self.connection.execute_batch("ROLLBACK")?;
            }
        }
        result
    }

    /// Whether the transaction changed something that others count.
    pub(super) fn group_has_marks(&self) -> bool {
        let Marks {
            order_days,
            event_days,
            topics,
            products,
        } = &self.group_marks;
        !order_days.is_empty() || !event_days.is_empty() || !topics.is_empty() || *products
    }

    fn write_marks(&self) -> Result<(), StoreError> {
        if !self.group_has_marks() {
            return Ok(());
        }
        self.connection
            .prepare_cached("UPDATE clock SET seq = ?1")?
            .execute([self.seq])?;
        let marks = &self.group_marks;
        for (sql, days) in [
            ("REPLACE INTO changed_days VALUES (?1, ?2)", &marks.order_days),
            (
                "REPLACE INTO changed_event_days VALUES (?1, ?2)",
                &marks.event_days,
            ),
        ] {
            let mut mark_day = self.connection.prepare_cached(sql)?;
            for day in days {
                mark_day.execute((day.0, self.seq))?;
            }
        }
        let mut mark_topic = self
            .connection
            .prepare_cached("REPLACE INTO changed_topics VALUES (?1, ?2)")?;
        for topic in &marks.topics {
            mark_topic.execute((topic.as_str(), self.seq))?;
        }
        Ok(())
    }

    /// The key of a customer, who becomes known by it. Remembers, because orders come in runs.
    pub(super) fn customer_key(&mut self, id: &CustomerId) -> Result<u32, StoreError> {
        if let Some(key) = self.state.customers.get(id) {
            return Ok(*key);
        }
        let sql = "SELECT customer_key FROM customers WHERE id = ?1";
        let known = access::first_row(self.connection, sql, [id.as_str()], |row| Ok(row.get(0)?))?;
        let key = match known {
            Some(key) => key,
            None => {
                self.marks.topics.insert(Topic::Customers);
                let sql = "INSERT INTO customers (id) VALUES (?1) RETURNING customer_key";
                self.connection
                    .prepare_cached(sql)?
                    .query_row([id.as_str()], |row| row.get(0))?
            }
        };
        if self.state.customers.len() >= CUSTOMERS_REMEMBERED_MAX {
            self.state.customers.clear();
        }
        self.state.customers.insert(id.clone(), key);
        Ok(key)
    }
}

/// Catches up with other processes and gives the number of the transaction that begins.
fn prepare(connection: &Connection, state: &mut SessionState) -> Result<i64, StoreError> {
    state.catch_up(connection)?;
    let seq: i64 = connection
        .prepare_cached("SELECT seq FROM clock")?
        .query_row([], |row| row.get(0))?;
    Ok(seq + 1)
}
