//! Writing orders: posted whole, or imported in groups of lines that must mean the same when imported again.

use rusqlite::{OptionalExtension, params};
use shop::{Currency, Order, OrderId, Timestamp, limits::ORDER_LINES_MAX};

use super::{access, packed, session::Session};
use crate::{ImportId, LineRow, StoreError, Written, write::Outcome};

/// An order as its row has it. Also what an incoming order becomes, with nothing confirmed or refunded yet.
#[derive(Debug, Clone, PartialEq)]
struct OrderRecord {
    placed_at: i64,
    customer_key: Option<u32>,
    visitor_id: Option<String>,
    currency: Option<Currency>,
    import_key: Option<i64>,
    /// How many bytes of `lines` the import has confirmed.
    import_bytes: usize,
    lines: Vec<u8>,
}

impl OrderRecord {
    /// This order after `incoming` was posted: exactly that.
    fn replaced_by(&self, incoming: &Self) -> Self {
        let mut next = incoming.clone();
        // Content that did not change still belongs to the import that wrote it, so that it may go on.
        if next.lines == self.lines {
            (next.import_key, next.import_bytes) = (self.import_key, self.import_bytes);
        }
        next
    }

    /// This order after `incoming`, a group of lines of an import. The first group of an import begins the order
    /// anew, the further ones follow it. As long as the groups repeat what is there, what is there stays; so an
    /// import of the same file changes nothing, whichever way its groups are cut. `None` where currencies mix.
    fn continued_by(&self, incoming: &Self) -> Option<Self> {
        let is_first = self.import_key != incoming.import_key;
        let reprices = self
            .currency
            .zip(incoming.currency)
            .is_some_and(|(old, new)| old != new);
        let mut next = self.clone();
        if is_first {
            next.placed_at = incoming.placed_at;
            next.customer_key = incoming.customer_key.or(self.customer_key);
            next.visitor_id = incoming.visitor_id.clone().or_else(|| self.visitor_id.clone());
            next.import_bytes = 0;
        } else {
            next.customer_key = self.customer_key.or(incoming.customer_key);
            next.visitor_id = self.visitor_id.clone().or_else(|| incoming.visitor_id.clone());
        }
        if reprices {
            // Lines of an earlier version in another currency go; lines this import has sent itself do not.
            if next.import_bytes > 0 {
                return None;
            }
            next.lines.clear();
        }
        next.currency = incoming.currency.or(self.currency);
        next.import_key = incoming.import_key;
        if !next.lines[next.import_bytes..].starts_with(&incoming.lines) {
            next.lines.truncate(next.import_bytes);
            next.lines.extend_from_slice(&incoming.lines);
        }
        next.import_bytes += incoming.lines.len();
        Some(next)
    }

    fn same_content(&self, other: &Self) -> bool {
        let content = |order: &Self| (order.placed_at, order.customer_key, order.currency);
        content(self) == content(other) && self.visitor_id == other.visitor_id && self.lines == other.lines
    }
}

impl Session<'_> {
    pub(super) fn write_orders(
        &mut self,
        orders: &[Order],
        import: Option<&ImportId>,
    ) -> Result<Written, StoreError> {
        self.state.products.catch_up(self.connection)?;
        let import_key = import.map(|id| self.import_key(id)).transpose()?;
        let mut written = Written::default();
        for order in orders {
            let mut incoming = self.pack_order(order)?;
            if import_key.is_some() {
                (incoming.import_key, incoming.import_bytes) = (import_key, incoming.lines.len());
            }
            written += self.write_order(order, &incoming)?;
        }
        Ok(written)
    }

    fn write_order(&mut self, order: &Order, incoming: &OrderRecord) -> Result<Outcome, StoreError> {
        if self.insert_order(order, incoming)? {
            self.marks.order_days.insert(order.placed_at.day());
            return Ok(Outcome::Inserted);
        }
        let (order_key, stored) = self.stored_order(&order.id)?;
        let next = match incoming.import_key {
            None => stored.replaced_by(incoming),
            Some(_) => stored
                .continued_by(incoming)
                .ok_or_else(|| StoreError::MixedCurrencies(order.id.clone()))?,
        };
        if stored.same_content(&next) {
            if (stored.import_key, stored.import_bytes) != (next.import_key, next.import_bytes) {
                self.connection
                    .prepare_cached(
                        "UPDATE orders SET import_key = ?2, import_bytes = ?3 WHERE order_key = ?1",
                    )?
                    .execute(params![order_key, next.import_key, next.import_bytes])?;
            }
            return Ok(Outcome::Unchanged);
        }
        if packed::count_lines(&next.lines)? > ORDER_LINES_MAX {
            return Err(StoreError::OrderTooLong(order.id.clone()));
        }
        self.update_order(order_key, &stored, &next)?;
        Ok(Outcome::Changed)
    }

    fn insert_order(&self, order: &Order, record: &OrderRecord) -> Result<bool, StoreError> {
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO orders (id, placed_at, customer_key, visitor_id, currency, import_key, import_bytes, line_count, lines)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO NOTHING",
        )?;
        let inserted = insert.execute(params![
            order.id.as_str(),
            record.placed_at,
            record.customer_key,
            record.visitor_id,
            record.currency.as_ref().map(Currency::code),
            record.import_key,
            record.import_bytes,
            order.lines.len(),
            record.lines,
        ])?;
        Ok(inserted == 1)
    }

    fn update_order(
        &mut self,
        order_key: i64,
        stored: &OrderRecord,
        next: &OrderRecord,
    ) -> Result<(), StoreError> {
        self.unmatch_lines_from(order_key, packed::common_lines(&stored.lines, &next.lines)?)?;
        let mut update = self.connection.prepare_cached(
            "UPDATE orders SET placed_at = ?2, customer_key = ?3, visitor_id = ?4, currency = ?5, import_key = ?6,
                    import_bytes = ?7, line_count = ?8, lines = ?9
             WHERE order_key = ?1",
        )?;
        update.execute(params![
            order_key,
            next.placed_at,
            next.customer_key,
            next.visitor_id,
            next.currency.as_ref().map(Currency::code),
            next.import_key,
            next.import_bytes,
            packed::count_lines(&next.lines)?,
            next.lines,
        ])?;
        self.refresh_refunded(order_key)?;
        for placed_at in [stored.placed_at, next.placed_at] {
            self.mark_order_day(placed_at)?;
        }
        Ok(())
    }

    pub(super) fn mark_order_day(&mut self, placed_at: i64) -> Result<(), StoreError> {
        let placed_at = Timestamp::from_unix_ms(placed_at).map_err(|_| access::corrupt("time"))?;
        self.marks.order_days.insert(placed_at.day());
        Ok(())
    }

    fn stored_order(&self, id: &OrderId) -> Result<(i64, OrderRecord), StoreError> {
        let sql =
            "SELECT placed_at, customer_key, visitor_id, import_key, import_bytes, lines, currency, order_key
                   FROM orders WHERE id = ?1";
        let found = access::first_row(self.connection, sql, [id.as_str()], |row| {
            let record = OrderRecord {
                placed_at: row.get(0)?,
                customer_key: row.get(1)?,
                visitor_id: row.get(2)?,
                import_key: row.get(3)?,
                import_bytes: row.get(4)?,
                lines: row.get(5)?,
                currency: access::read_currency(row, 6)?,
            };
            Ok((row.get(7)?, record))
        })?;
        let (order_key, record) = found.ok_or_else(|| access::corrupt("order id"))?;
        // Slicing relies on it.
        if record.import_bytes > record.lines.len() {
            return Err(access::corrupt("import position"));
        }
        Ok((order_key, record))
    }

    fn pack_order(&mut self, order: &Order) -> Result<OrderRecord, StoreError> {
        if order.lines.len() > ORDER_LINES_MAX {
            return Err(StoreError::OrderTooLong(order.id.clone()));
        }
        let mut lines = Vec::with_capacity(order.lines.len() * 8);
        let mut currency = None;
        for line in &order.lines {
            if let Some(price) = line.unit_price
                && *currency.get_or_insert(price.currency) != price.currency
            {
                return Err(StoreError::MixedCurrencies(order.id.clone()));
            }
            let packed_line = LineRow {
                product_key: self.product_key_or_create(&line.product_id)?,
                quantity: line.quantity,
                refunded: 0,
                unit_price_minor: line.unit_price.map(|price| price.minor),
                kind: line.kind,
            };
            packed::push_line(&mut lines, &packed_line);
        }
        let customer_key = order
            .customer_id
            .as_ref()
            .map(|id| self.customer_key(id))
            .transpose()?;
        Ok(OrderRecord {
            placed_at: order.placed_at.unix_ms(),
            customer_key,
            visitor_id: order.visitor_id.as_ref().map(|id| id.as_str().to_owned()),
            currency,
            import_key: None,
            import_bytes: 0,
            lines,
        })
    }

    fn import_key(&self, import: &ImportId) -> Result<i64, StoreError> {
        self.connection
            .prepare_cached("INSERT OR IGNORE INTO imports (id) VALUES (?1)")?
            .execute([&import.0])?;
        let mut select = self
            .connection
            .prepare_cached("SELECT import_key FROM imports WHERE id = ?1")?;
        Ok(select.query_row([&import.0], |row| row.get(0))?)
    }

    pub(super) fn finish_import(&mut self, import: &ImportId) -> Result<Written, StoreError> {
        let mut find = self
            .connection
            .prepare_cached("SELECT import_key FROM imports WHERE id = ?1")?;
        let Some(import_key) = find
            .query_row([&import.0], |row| row.get::<_, i64>(0))
            .optional()?
        else {
            return Ok(Written::default());
        };
        let sql = "SELECT id FROM orders WHERE import_key = ?1 AND import_bytes < length(lines)";
        let shorter = access::collect_rows(self.connection, sql, [import_key], |row| {
            access::read_id::<OrderId>(row, 0)
        })?;
        let mut written = Written::default();
        for id in shorter {
            let (order_key, stored) = self.stored_order(&id)?;
            let mut next = stored.clone();
            next.lines.truncate(stored.import_bytes);
            self.update_order(order_key, &stored, &next)?;
            written += Outcome::Changed;
        }
        Ok(written)
    }
}
