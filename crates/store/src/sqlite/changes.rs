//! What was changed since somebody last counted.

use rusqlite::Connection;
use shop::{Day, ProductId};

use super::{access, session::Topic};
use crate::{Changes, StoreError};

pub(super) const ANY_PRODUCT_CHANGED: &str = "SELECT EXISTS (SELECT 1 FROM products WHERE changed_seq > ?1)";
/// With the sign the index on changes is used; without it every product is read, as they stand in this order.
pub(super) const PRODUCTS_CHANGED: &str =
    "SELECT id FROM products WHERE changed_seq > ?1 ORDER BY +product_key";

pub(super) fn changes_since(connection: &Connection, seq: u64) -> Result<Changes, StoreError> {
    let after = i64::try_from(seq).unwrap_or(i64::MAX);
    let days = "SELECT day FROM changed_days WHERE seq > ?1 ORDER BY day";
    let event_days = "SELECT day FROM changed_event_days WHERE seq > ?1 ORDER BY day";
    let topics = "SELECT topic FROM changed_topics WHERE seq > ?1";
    let topics = access::collect_rows(connection, topics, [after], |row| Ok(row.get::<_, String>(0)?))?;
    let has = |topic: Topic| topics.iter().any(|changed| changed == topic.as_str());
    let now: Option<u64> = access::first_row(connection, "SELECT seq FROM clock", [], |row| Ok(row.get(0)?))?;
    let products = access::first_row(connection, ANY_PRODUCT_CHANGED, [after], |row| Ok(row.get(0)?))?;
    Ok(Changes {
        seq: now.ok_or_else(|| access::corrupt("clock"))?,
        order_days: access::collect_rows(connection, days, [after], |row| Ok(Day(row.get(0)?)))?,
        products: products.unwrap_or_default(),
        events: has(Topic::Events),
        event_days: access::collect_rows(connection, event_days, [after], |row| Ok(Day(row.get(0)?)))?,
        links_or_bans: has(Topic::LinksOrBans),
        customers: has(Topic::Customers),
        reviews: has(Topic::Reviews),
    })
}

pub(super) fn products_changed_since(
    connection: &Connection,
    seq: u64,
) -> Result<Vec<ProductId>, StoreError> {
    let after = i64::try_from(seq).unwrap_or(i64::MAX);
    access::collect_rows(connection, PRODUCTS_CHANGED, [after], |row| {
        access::read_id(row, 0)
    })
}
