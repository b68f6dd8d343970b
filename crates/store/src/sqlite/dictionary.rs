//! Product ids and their keys, in memory: every order line needs one.

use std::collections::HashMap;

use rusqlite::Connection;
use shop::ProductId;

use super::access::read_id;
use crate::{ProductKey, StoreError};

/// The products that have a key. Only grows, so that it can be caught up and wound back cheaply.
#[derive(Default)]
pub(super) struct ProductDictionary {
    ids: Vec<ProductId>,
    keys: HashMap<ProductId, ProductKey>,
    is_current: bool,
}

impl ProductDictionary {
    /// Another process wrote: there may be further products.
    pub(super) fn mark_stale(&mut self) {
        self.is_current = false;
    }

    /// Reads the products that are missing here.
    pub(super) fn catch_up(&mut self, connection: &Connection) -> Result<(), StoreError> {
        if self.is_current {
            return Ok(());
        }
        let mut select = connection
            .prepare_cached("SELECT product_key, id FROM products WHERE product_key >= ?1 ORDER BY 1")?;
        let mut rows = select.query([self.ids.len()])?;
        while let Some(row) = rows.next()? {
            if row.get::<_, usize>(0)? != self.ids.len() {
                return Err(StoreError::Corrupt("the product keys have a gap".to_owned()));
            }
            self.push(read_id(row, 1)?)?;
        }
        self.is_current = true;
        Ok(())
    }

    pub(super) fn get(&self, id: &ProductId) -> Option<ProductKey> {
        self.keys.get(id).copied()
    }

    /// Gives `id` the next key.
    pub(super) fn push(&mut self, id: ProductId) -> Result<ProductKey, StoreError> {
        let number = u32::try_from(self.ids.len())
            .map_err(|_| StoreError::Conflict("a store holds at most 4,294,967,295 products".to_owned()))?;
        self.keys.insert(id.clone(), ProductKey(number));
        self.ids.push(id);
        Ok(ProductKey(number))
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Forgets the products added since there were `len`: their transaction was rolled back.
    pub(super) fn truncate(&mut self, len: usize) {
        for id in self.ids.drain(len.min(self.ids.len())..) {
            self.keys.remove(&id);
        }
    }
}
