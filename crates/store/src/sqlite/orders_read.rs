//! Reading orders: a scan for counting, whole orders for people.

use rusqlite::{Connection, Row};
use shop::{Currency, CustomerId, Day, Money, Order, OrderId, OrderLine, ProductId};

use super::{access, packed};
use crate::{LineRow, OrderNames, OrderRow, StoreError};

pub(super) fn scan_orders(
    connection: &Connection,
    from: Day,
    to: Day,
    visit: &mut dyn FnMut(OrderRow<'_>),
) -> Result<(), StoreError> {
    let end = Day(to.0.saturating_add(1)).start();
    let mut lines = Vec::new();
    let mut last_currency: Option<Currency> = None;
    let sql = "SELECT order_key, placed_at, customer_key, currency, lines, refunded FROM orders
               WHERE placed_at >= ?1 AND placed_at < ?2 ORDER BY placed_at, id";
    access::for_each_row(connection, sql, [from.start().unix_ms(), end.unix_ms()], |row| {
        lines.clear();
        let (packed_lines, refunded) = line_bytes(row, 4)?;
        packed::read_lines(packed_lines, refunded, &mut lines)?;
        visit(OrderRow {
            order_key: row.get(0)?,
            placed_at: access::read_time(row, 1)?,
            customer_key: row.get(2)?,
            currency: same_or_read(row, 3, &mut last_currency)?,
            lines: &lines,
        });
        Ok(())
    })
}

pub(super) fn scan_order_names(
    connection: &Connection,
    from: Day,
    to: Day,
    visit: &mut dyn FnMut(OrderNames<'_>),
) -> Result<(), StoreError> {
    let end = Day(to.0.saturating_add(1)).start();
    let sql = "SELECT order_key, orders.id, visitor_id, customers.id
               FROM orders LEFT JOIN customers USING (customer_key) WHERE placed_at >= ?1 AND placed_at < ?2";
    access::for_each_row(connection, sql, [from.start().unix_ms(), end.unix_ms()], |row| {
        let text = |column: usize| {
            let text = row.get_ref(column)?.as_str_or_null();
            text.map_err(|_| access::corrupt("order"))
        };
        visit(OrderNames {
            order_key: row.get(0)?,
            id: text(1)?.ok_or_else(|| access::corrupt("order"))?,
            visitor_id: text(2)?,
            customer_id: text(3)?,
        });
        Ok(())
    })
}

/// Reads a currency; looking a code up costs more than a whole order, and neighbours have the same one.
fn same_or_read(
    row: &Row<'_>,
    column: usize,
    last: &mut Option<Currency>,
) -> Result<Option<Currency>, StoreError> {
    let code = row
        .get_ref(column)?
        .as_str_or_null()
        .map_err(|_| access::corrupt("currency"))?;
    let Some(code) = code else { return Ok(None) };
    if last.is_none_or(|known| known.code() != code) {
        *last = Some(Currency::new(code).map_err(|_| access::corrupt("currency"))?);
    }
    Ok(*last)
}

fn line_bytes<'a>(row: &'a Row<'_>, column: usize) -> Result<(&'a [u8], Option<&'a [u8]>), StoreError> {
    let lines = row
        .get_ref(column)?
        .as_blob()
        .map_err(|_| access::corrupt("order line"))?;
    let refunded = row
        .get_ref(column + 1)?
        .as_blob_or_null()
        .map_err(|_| access::corrupt("refund"))?;
    Ok((lines, refunded))
}

const WHOLE: &str = "SELECT orders.id, orders.placed_at, orders.visitor_id, orders.currency, orders.lines,
    orders.refunded, customers.id FROM orders LEFT JOIN customers USING (customer_key)";

pub(super) fn order(connection: &Connection, id: &OrderId) -> Result<Option<Order>, StoreError> {
    let sql = format!("{WHOLE} WHERE orders.id = ?1");
    access::first_row(connection, &sql, [id.as_str()], |row| {
        whole_order(connection, row)
    })
}

pub(super) fn orders_of_customer(
    connection: &Connection,
    id: &CustomerId,
    limit: usize,
) -> Result<Vec<Order>, StoreError> {
    let sql = format!(
        "{WHOLE} WHERE orders.customer_key = (SELECT customer_key FROM customers WHERE id = ?1)
         ORDER BY orders.placed_at DESC, orders.id DESC LIMIT ?2"
    );
    access::collect_rows(connection, &sql, (id.as_str(), access::limit(limit)), |row| {
        whole_order(connection, row)
    })
}

fn whole_order(connection: &Connection, row: &Row<'_>) -> Result<Order, StoreError> {
    let mut lines = Vec::new();
    packed::read_lines(line_bytes(row, 4)?.0, None, &mut lines)?;
    let currency = access::read_currency(row, 3)?;
    let lines = lines.iter().map(|line| whole_line(connection, line, currency));
    Ok(Order {
        id: access::read_id(row, 0)?,
        customer_id: access::read_id_or_null(row, 6)?,
        visitor_id: access::read_id_or_null(row, 2)?,
        placed_at: access::read_time(row, 1)?,
        lines: lines.collect::<Result<_, _>>()?,
    })
}

fn whole_line(
    connection: &Connection,
    line: &LineRow,
    currency: Option<Currency>,
) -> Result<OrderLine, StoreError> {
    let sql = "SELECT id FROM products WHERE product_key = ?1";
    let product_id: Option<ProductId> = access::first_row(connection, sql, [line.product_key.0], |row| {
        access::read_id(row, 0)
    })?;
    let unit_price = line
        .unit_price_minor
        .zip(currency)
        .map(|(minor, currency)| Money::new(minor, currency));
    Ok(OrderLine {
        product_id: product_id.ok_or_else(|| access::corrupt("product key"))?,
        quantity: line.quantity,
        unit_price,
        kind: line.kind,
    })
}
