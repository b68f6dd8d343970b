//! The store in one SQLite file: write-ahead log, one writer thread, a few read-only connections.

mod access;
mod budgets;
mod changes;
mod connection;
mod coupons;
mod customers;
mod dictionary;
mod events;
mod maintenance;
mod merchandising;
mod migrations;
mod orders;
mod orders_read;
mod packed;
mod points;
mod product_details;
mod products;
mod readers;
mod refunds;
mod reminders;
mod reviews;
mod room;
mod session;
mod settings;
mod store_impl;
mod surveys;
mod tasks;
mod trail;
mod writer;

use std::path::{Path, PathBuf};

use crate::{StoreError, Write, Written};
use readers::Readers;
use session::Session;
use writer::Writer;

/// When a write counts as durable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// When the disk says so: survives a power cut.
    #[default]
    Full,
    /// When the operating system has it: survives the end of the process, may lose the last moments in a power cut.
    Normal,
}

/// How to open a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqliteOptions {
    /// When a write counts as durable.
    pub durability: Durability,
    /// Whether a missing file is created.
    pub create: bool,
    /// How long to wait for other processes that write, in milliseconds.
    pub busy_timeout_ms: u32,
    /// The most the file may grow to, in bytes; `None` for the whole disk.
    pub file_bytes_max: Option<u64>,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self {
            durability: Durability::Full,
            create: true,
            busy_timeout_ms: 10_000,
            file_bytes_max: None,
        }
    }
}

/// A shop's memory in one SQLite file.
pub struct SqliteStore {
    path: PathBuf,
    readers: Readers,
    writer: Writer,
}

impl SqliteStore {
    /// Opens the file, creates it where the options say so, and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError`] naming the file: missing, not ours, newer than this program, damaged, not writable.
    pub fn open(path: impl AsRef<Path>, options: &SqliteOptions) -> Result<Self, StoreError> {
        let path = path.as_ref().to_owned();
        let connection = connection::open_for_writing(&path, options).map_err(|error| error.at(&path))?;
        Ok(Self {
            readers: Readers::new(path.clone(), options.busy_timeout_ms),
            writer: Writer::start(connection)?,
            path,
        })
    }

    fn apply(&self, batch: Vec<Write>) -> Result<Written, StoreError> {
        let mut trails = self.trails(&batch)?.into_iter();
        self.writer.submit(move |session| {
            let mut written = Written::default();
            for write in batch {
                written += match write {
                    Write::EraseCustomer(id) => {
                        session.erase_customer(&id, trails.next().unwrap_or_default())?
                    }
                    write => session.apply(write)?,
                };
            }
            Ok(written)
        })
    }

    /// What those did who are to be forgotten: looked for beforehand, as it takes long and others want to write.
    fn trails(&self, batch: &[Write]) -> Result<Vec<trail::Found>, StoreError> {
        let erased = batch.iter().filter_map(|write| match write {
            Write::EraseCustomer(id) => Some(id),
            _ => None,
        });
        erased
            .map(|id| {
                self.readers
                    .read(|connection| trail::Found::default().renewed(connection, id))
            })
            .collect()
    }
}

impl Session<'_> {
    fn apply(&mut self, write: Write) -> Result<Written, StoreError> {
        match write {
            Write::Products { products, source } => self.write_products(&products, source),
            Write::Orders { orders, import } => self.write_orders(&orders, import.as_ref()),
            Write::FinishImport(import) => self.finish_import(&import),
            Write::Refunds(refunds) => self.write_refunds(&refunds),
            Write::Customers(customers) => self.write_customers(&customers),
            Write::Events(events) => self.write_events(&events),
            Write::Reviews(reviews) => self.write_reviews(&reviews),
            Write::DeleteReview(id) => self.delete_review(&id),
            Write::Links { links, replace_from } => self.write_links(&links, replace_from),
            Write::DeleteLinks(from) => self.delete_links(&from),
            Write::Bans { add, remove } => self.write_bans(&add, &remove),
            Write::StockAndPrice(patches) => self.patch_products(&patches),
            Write::DeleteProduct(id) => self.delete_product(&id),
            Write::EraseCustomer(id) => self.erase_customer(&id, trail::Found::default()),
        }
    }
}
