//! Refunds, and the orders they belong to.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use shop::{Currency, Day, OrderId, Refund};

use super::{
    access, packed,
    session::{Session, Topic},
};
use crate::{LineRow, MatchedRefund, PaidBack, RefundMatch, StoreError, Written, write::Outcome};

/// A refund of which some units are not found in an order yet.
struct OpenRefund {
    refund_key: i64,
    order_id: Option<String>,
    customer_key: Option<u32>,
    missing: u32,
    refunded_at: i64,
    line: LineRow,
}

/// An order that may hold what was refunded.
struct Candidate {
    order_key: i64,
    placed_at: i64,
    lines: Vec<LineRow>,
    is_touched: bool,
}

impl Session<'_> {
    pub(super) fn write_refunds(&mut self, refunds: &[Refund]) -> Result<Written, StoreError> {
        self.state.products.catch_up(self.connection)?;
        let mut written = Written::default();
        for refund in refunds {
            written += self.write_refund(refund)?;
        }
        Ok(written)
    }

    fn write_refund(&mut self, refund: &Refund) -> Result<Outcome, StoreError> {
        let product_key = self.product_key_or_create(&refund.product_id)?;
        let customer_key = refund
            .customer_id
            .as_ref()
            .map(|id| self.customer_key(id))
            .transpose()?;
        let price = refund.unit_price;
        let values = params![
            refund.id,
            refund.order_id.as_ref().map(OrderId::as_str),
            customer_key,
            product_key.0,
            refund.quantity,
            price.map(|price| price.minor),
            price.as_ref().map(|price| Currency::code(&price.currency)),
            refund.refunded_at.unix_ms(),
            access::line_kind_word(refund.kind),
        ];
        let same = "SELECT order_id IS ?2 AND customer_key IS ?3 AND product_key = ?4 AND quantity = ?5
                       AND unit_price_minor IS ?6 AND currency IS ?7 AND refunded_at = ?8 AND kind = ?9, refund_key
                    FROM refunds WHERE id = ?1";
        let stored = access::first_row(self.connection, same, values, |row| {
            Ok((row.get::<_, bool>(0)?, row.get::<_, i64>(1)?))
        })?;
        match stored {
            Some((true, _)) => return Ok(Outcome::Unchanged),
            Some((false, refund_key)) => self.unmatch_refund(refund_key)?,
            None => {}
        }
        let sql = "INSERT INTO refunds (id, order_id, customer_key, product_key, quantity, unit_price_minor, currency,
                                        refunded_at, kind, matched) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)
                   ON CONFLICT (id) DO UPDATE SET order_id = ?2, customer_key = ?3, product_key = ?4, quantity = ?5,
                       unit_price_minor = ?6, currency = ?7, refunded_at = ?8, kind = ?9, matched = 0";
        self.execute(sql, values)?;
        self.marks.topics.insert(Topic::Refunds);
        Ok(if stored.is_some() {
            Outcome::Changed
        } else {
            Outcome::Inserted
        })
    }

    /// Takes a refund back from the orders it was matched to.
    fn unmatch_refund(&mut self, refund_key: i64) -> Result<(), StoreError> {
        let sql = "SELECT DISTINCT order_key FROM refund_matches WHERE refund_key = ?1";
        let orders: Vec<i64> =
            access::collect_rows(self.connection, sql, [refund_key], |row| Ok(row.get(0)?))?;
        self.execute("DELETE FROM refund_matches WHERE refund_key = ?1", [refund_key])?;
        for order_key in orders {
            self.refresh_refunded(order_key)?;
            let sql = "SELECT placed_at FROM orders WHERE order_key = ?1";
            if let Some(placed_at) =
                access::first_row(self.connection, sql, [order_key], |row| Ok(row.get(0)?))?
            {
                self.mark_order_day(placed_at)?;
            }
        }
        Ok(())
    }

    /// Frees the refunds matched to lines of an order that are about to change.
    pub(super) fn unmatch_lines_from(&self, order_key: i64, line_no: usize) -> Result<(), StoreError> {
        let sql = "UPDATE refunds SET matched = matched - freed.units FROM (
                       SELECT refund_key, sum(quantity) AS units FROM refund_matches
                       WHERE order_key = ?1 AND line_no >= ?2 GROUP BY refund_key) AS freed
                   WHERE refunds.refund_key = freed.refund_key";
        self.execute(sql, (order_key, line_no))?;
        self.execute(
            "DELETE FROM refund_matches WHERE order_key = ?1 AND line_no >= ?2",
            (order_key, line_no),
        )?;
        Ok(())
    }

    /// Writes the returned units of an order anew from its matches.
    pub(super) fn refresh_refunded(&self, order_key: i64) -> Result<(), StoreError> {
        let sql = "SELECT line_no, sum(quantity) FROM refund_matches WHERE order_key = ?1 GROUP BY line_no";
        let matches: Vec<(usize, u32)> = access::collect_rows(self.connection, sql, [order_key], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        let sql = "SELECT line_count FROM orders WHERE order_key = ?1";
        let line_count: Option<usize> =
            access::first_row(self.connection, sql, [order_key], |row| Ok(row.get(0)?))?;
        let mut units = vec![0_u32; line_count.unwrap_or(0)];
        for (line_no, quantity) in matches {
            *units.get_mut(line_no).ok_or_else(|| access::corrupt("refund"))? = quantity;
        }
        let refunded = packed::pack_refunded(units.into_iter());
        let sql = "UPDATE orders SET refunded = ?2 WHERE order_key = ?1 AND refunded IS NOT ?2";
        self.execute(sql, params![order_key, refunded])?;
        Ok(())
    }

    pub(super) fn match_refunds(&mut self) -> Result<RefundMatch, StoreError> {
        if self.has_new_orders_or_refunds()? {
            self.match_open_refunds()?;
            // Not this transaction's own number: jobs that share it may still write orders.
            let sql = "REPLACE INTO changed_topics VALUES ('refunds_matched', ?1)";
            self.execute(sql, [self.seq - 1])?;
        }
        let sql =
            "SELECT count(*) FILTER (WHERE matched >= quantity), count(*) FILTER (WHERE matched < quantity)
                   FROM refunds";
        let result = access::first_row(self.connection, sql, [], |row| {
            Ok(RefundMatch {
                matched: row.get(0)?,
                unmatched: row.get(1)?,
            })
        })?;
        Ok(result.unwrap_or_default())
    }

    /// Whether matching could find anything that it did not find last time.
    fn has_new_orders_or_refunds(&self) -> Result<bool, StoreError> {
        let sql = "SELECT max(coalesce((SELECT max(seq) FROM changed_days), 0),
                              coalesce((SELECT seq FROM changed_topics WHERE topic = 'refunds'), 0))
                        > coalesce((SELECT seq FROM changed_topics WHERE topic = 'refunds_matched'), -1)";
        let changed_before = access::first_row(self.connection, sql, [], |row| Ok(row.get(0)?))?;
        // What jobs of the same transaction wrote has no number yet.
        Ok(self.group_has_marks() || changed_before.unwrap_or(true))
    }

    fn match_open_refunds(&mut self) -> Result<(), StoreError> {
        let mut by_customer: BTreeMap<u32, Vec<OpenRefund>> = BTreeMap::new();
        for refund in self.open_refunds()? {
            match (&refund.order_id, refund.customer_key) {
                (Some(order_id), _) => {
                    let mut named = self.candidates("WHERE id = ?1", [order_id])?;
                    self.match_to(&refund, &mut named)?;
                    self.keep_matches(&named)?;
                }
                (None, Some(customer_key)) => by_customer.entry(customer_key).or_default().push(refund),
                (None, None) => {} // nothing tells whose it is
            }
        }
        let mut orders = self.orders_of_customers(&by_customer)?;
        for (customer_key, refunds) in by_customer {
            let candidates = orders.entry(customer_key).or_default();
            for refund in refunds {
                self.match_to(&refund, candidates)?;
            }
            self.keep_matches(candidates)?;
        }
        Ok(())
    }

    /// Earliest first, so that the result does not depend on the order of arrival.
    fn open_refunds(&self) -> Result<Vec<OpenRefund>, StoreError> {
        let sql =
            "SELECT refund_key, order_id, customer_key, quantity - matched, refunded_at, product_key, kind
                   FROM refunds WHERE matched < quantity ORDER BY refunded_at, id";
        access::collect_rows(self.connection, sql, [], |row| {
            let kind = access::read_word(row, 6, access::line_kind)?;
            Ok(OpenRefund {
                refund_key: row.get(0)?,
                order_id: row.get(1)?,
                customer_key: row.get(2)?,
                missing: row.get(3)?,
                refunded_at: row.get(4)?,
                line: LineRow {
                    product_key: crate::ProductKey(row.get(5)?),
                    quantity: 0,
                    refunded: 0,
                    unit_price_minor: None,
                    kind: kind.ok_or_else(|| access::corrupt("line kind"))?,
                },
            })
        })
    }

    /// The orders of everyone in `wanted`, latest first. One pass over all orders: an index by customer would make
    /// every import several times slower, for a job that runs once after it.
    fn orders_of_customers<T>(
        &self,
        wanted: &BTreeMap<u32, T>,
    ) -> Result<BTreeMap<u32, Vec<Candidate>>, StoreError> {
        let mut found: BTreeMap<u32, Vec<Candidate>> = BTreeMap::new();
        if wanted.is_empty() {
            return Ok(found);
        }
        let sql = "SELECT order_key, placed_at, lines, refunded, customer_key FROM orders
                   WHERE customer_key IS NOT NULL";
        access::for_each_row(self.connection, sql, [], |row| {
            let customer_key: u32 = row.get(4)?;
            if wanted.contains_key(&customer_key) {
                found.entry(customer_key).or_default().push(read_candidate(row)?);
            }
            Ok(())
        })?;
        for candidates in found.values_mut() {
            candidates.sort_by_key(|order| std::cmp::Reverse((order.placed_at, order.order_key)));
        }
        Ok(found)
    }

    fn candidates(
        &self,
        condition: &str,
        parameters: impl rusqlite::Params,
    ) -> Result<Vec<Candidate>, StoreError> {
        let sql = format!("SELECT order_key, placed_at, lines, refunded FROM orders {condition}");
        access::collect_rows(self.connection, &sql, parameters, read_candidate)
    }

    /// Finds the units of a refund: all in the latest earlier order that has enough, else wherever there are some.
    fn match_to(&self, refund: &OpenRefund, candidates: &mut [Candidate]) -> Result<(), StoreError> {
        // A named order is believed whatever its date.
        let is_eligible =
            |order: &Candidate| refund.order_id.is_some() || order.placed_at <= refund.refunded_at;
        let enough = candidates
            .iter()
            .position(|order| is_eligible(order) && order.units_left(refund) >= u64::from(refund.missing));
        let chosen = match enough {
            Some(index) => &mut candidates[index..=index],
            None => candidates,
        };
        let mut missing = refund.missing;
        for order in chosen.iter_mut().filter(|order| is_eligible(order)) {
            for (line_no, line) in order.lines.iter_mut().enumerate() {
                let units = missing.min(line.quantity - line.refunded);
                if units == 0 || !matches_line(line, refund) {
                    continue;
                }
                (line.refunded, missing) = (line.refunded + units, missing - units);
                order.is_touched = true;
                let sql = "INSERT INTO refund_matches VALUES (?1, ?2, ?3, ?4)
                           ON CONFLICT DO UPDATE SET quantity = quantity + ?4";
                self.execute(sql, params![order.order_key, line_no, refund.refund_key, units])?;
            }
        }
        if missing < refund.missing {
            let sql = "UPDATE refunds SET matched = matched + ?2 WHERE refund_key = ?1";
            self.execute(sql, (refund.refund_key, refund.missing - missing))?;
        }
        Ok(())
    }

    fn keep_matches(&mut self, candidates: &[Candidate]) -> Result<(), StoreError> {
        for order in candidates.iter().filter(|order| order.is_touched) {
            self.refresh_refunded(order.order_key)?;
            self.mark_order_day(order.placed_at)?;
        }
        Ok(())
    }
}

impl Candidate {
    fn units_left(&self, refund: &OpenRefund) -> u64 {
        let lines = self.lines.iter().filter(|line| matches_line(line, refund));
        lines.map(|line| u64::from(line.quantity - line.refunded)).sum()
    }
}

fn matches_line(line: &LineRow, refund: &OpenRefund) -> bool {
    (line.product_key, line.kind) == (refund.line.product_key, refund.line.kind)
}

fn read_candidate(row: &rusqlite::Row<'_>) -> Result<Candidate, StoreError> {
    let mut lines = Vec::new();
    let packed_lines = row
        .get_ref(2)?
        .as_blob()
        .map_err(|_| access::corrupt("order line"))?;
    let refunded = row
        .get_ref(3)?
        .as_blob_or_null()
        .map_err(|_| access::corrupt("refund"))?;
    packed::read_lines(packed_lines, refunded, &mut lines)?;
    Ok(Candidate {
        order_key: row.get(0)?,
        placed_at: row.get(1)?,
        lines,
        is_touched: false,
    })
}

pub(super) fn scan_paid_back(
    connection: &Connection,
    from: Day,
    to: Day,
    visit: &mut dyn FnMut(PaidBack),
) -> Result<(), StoreError> {
    let end = Day(to.0.saturating_add(1)).start();
    // Joined in the order in which it is written: few orders of a day have a refund.
    let sql = "SELECT order_key, line_no, refund_matches.quantity, unit_price_minor
               FROM orders CROSS JOIN refund_matches USING (order_key) CROSS JOIN refunds USING (refund_key)
               WHERE placed_at >= ?1 AND placed_at < ?2 AND refunded IS NOT NULL
                   AND unit_price_minor IS NOT NULL AND refunds.currency = orders.currency";
    access::for_each_row(connection, sql, [from.start().unix_ms(), end.unix_ms()], |row| {
        visit(PaidBack {
            order_key: row.get(0)?,
            line: row.get(1)?,
            quantity: row.get(2)?,
            unit_price_minor: row.get(3)?,
        });
        Ok(())
    })
}

pub(super) fn orders_of(connection: &Connection, refund_id: &str) -> Result<Vec<OrderId>, StoreError> {
    let sql = "SELECT DISTINCT orders.id FROM refunds JOIN refund_matches USING (refund_key)
               JOIN orders USING (order_key) WHERE refunds.id = ?1 ORDER BY orders.id";
    access::collect_rows(connection, sql, [refund_id], |row| access::read_id(row, 0))
}

pub(super) fn of_order(connection: &Connection, id: &OrderId) -> Result<Vec<MatchedRefund>, StoreError> {
    let sql = "SELECT refunds.id, refunds.order_id IS NOT NULL, refunds.refunded_at, line_no, refund_matches.quantity
               FROM orders JOIN refund_matches USING (order_key) JOIN refunds USING (refund_key)
               WHERE orders.id = ?1 ORDER BY refunds.refunded_at, refunds.id, line_no";
    let mut found: Vec<MatchedRefund> = Vec::new();
    access::for_each_row(connection, sql, [id.as_str()], |row| {
        let (refund, line) = (row.get::<_, String>(0)?, (row.get(3)?, row.get(4)?));
        match found.last_mut().filter(|last| last.id == refund) {
            Some(last) => last.units.push(line),
            None => found.push(MatchedRefund {
                id: refund,
                is_named: row.get(1)?,
                refunded_at: access::read_time(row, 2)?,
                units: vec![line],
            }),
        }
        Ok(())
    })?;
    Ok(found)
}
