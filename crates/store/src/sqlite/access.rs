//! Reading the shop's types from rows. What does not read as it was written means the file was altered.

use rusqlite::Row;
use shop::{
    Currency, CustomerId, EventId, IdError, LineKind, Money, OrderId, ProductId, ReviewId, SessionId,
    Timestamp, VisitorId,
};

use crate::StoreError;

pub(super) trait Identifier: Sized {
    fn read(text: &str) -> Result<Self, IdError>;
}

macro_rules! identifiers {
    ($($name:ident),+) => {$(
        impl Identifier for $name {
            fn read(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }
    )+};
}
identifiers!(
    ProductId, OrderId, CustomerId, VisitorId, SessionId, EventId, ReviewId
);

pub(super) fn corrupt(what: &str) -> StoreError {
    StoreError::Corrupt(format!("it holds an impossible {what}"))
}

fn text<'a>(row: &'a Row<'_>, column: usize) -> Result<Option<&'a str>, StoreError> {
    row.get_ref(column)?.as_str_or_null().map_err(|_| corrupt("text"))
}

pub(super) fn read_id<I: Identifier>(row: &Row<'_>, column: usize) -> Result<I, StoreError> {
    read_id_or_null(row, column)?.ok_or_else(|| corrupt("id"))
}

pub(super) fn read_id_or_null<I: Identifier>(row: &Row<'_>, column: usize) -> Result<Option<I>, StoreError> {
    let id = text(row, column)?.map(I::read).transpose();
    id.map_err(|_| corrupt("id"))
}

/// A text that has one of a few values.
pub(super) fn read_word<T>(
    row: &Row<'_>,
    column: usize,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    let parsed = text(row, column)?.map(|text| parse(text).ok_or_else(|| corrupt("word")));
    parsed.transpose()
}

pub(super) fn read_time(row: &Row<'_>, column: usize) -> Result<Timestamp, StoreError> {
    read_time_or_null(row, column)?.ok_or_else(|| corrupt("time"))
}

pub(super) fn read_time_or_null(row: &Row<'_>, column: usize) -> Result<Option<Timestamp>, StoreError> {
    let unix_ms: Option<i64> = row.get(column)?;
    unix_ms
        .map(Timestamp::from_unix_ms)
        .transpose()
        .map_err(|_| corrupt("time"))
}

/// An amount whose currency stands in the next column.
pub(super) fn read_money(row: &Row<'_>, column: usize) -> Result<Option<Money>, StoreError> {
    let minor: Option<i64> = row.get(column)?;
    let currency = read_currency(row, column + 1)?;
    Ok(minor
        .zip(currency)
        .map(|(minor, currency)| Money::new(minor, currency)))
}

pub(super) fn read_currency(row: &Row<'_>, column: usize) -> Result<Option<Currency>, StoreError> {
    read_word(row, column, |code| Currency::new(code).ok())
}

pub(super) fn line_kind_word(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Product => "product",
        LineKind::Fee => "fee",
    }
}

pub(super) fn line_kind(word: &str) -> Option<LineKind> {
    [LineKind::Product, LineKind::Fee]
        .into_iter()
        .find(|kind| line_kind_word(*kind) == word)
}

/// Runs `visit` over every row of a query.
pub(super) fn for_each_row(
    connection: &rusqlite::Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
    mut visit: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut select = connection.prepare_cached(sql)?;
    let mut rows = select.query(parameters)?;
    while let Some(row) = rows.next()? {
        visit(row)?;
    }
    Ok(())
}

/// Collects what `read` makes of every row of a query.
pub(super) fn collect_rows<T>(
    connection: &rusqlite::Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
    mut read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut found = Vec::new();
    for_each_row(connection, sql, parameters, |row| {
        found.push(read(row)?);
        Ok(())
    })?;
    Ok(found)
}

/// What `read` makes of the first row of a query.
pub(super) fn first_row<T>(
    connection: &rusqlite::Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
    read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let mut select = connection.prepare_cached(sql)?;
    let mut rows = select.query(parameters)?;
    rows.next()?.map(read).transpose()
}

/// A `LIMIT`: SQLite counts in `i64`, and no table is longer.
pub(super) fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
