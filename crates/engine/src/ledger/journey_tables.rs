//! How visits, orders in a nutshell and sales by product are laid out in columns.

use measure::ledger::{Placed, Sold, Visit};

use super::{
    table::{Column, Columns, Kind, Table},
    tables::{moment, numbers, small},
};

/// Stands for a station that was not reached.
const NOT_REACHED: i64 = -1;

impl Table for Visit {
    const NAME: &'static str = "visits";
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("at", Kind::Moment),
        ("visitor", Kind::Number),
        ("customer", Kind::Number),
        ("view_after_seconds", Kind::Number),
        ("cart_after_seconds", Kind::Number),
        ("checkout_after_seconds", Kind::Number),
        ("order_after_seconds", Kind::Number),
    ];

    fn columns(rows: &[Self]) -> Vec<Column> {
        let mut columns = vec![
            numbers(rows, |row| row.at.unix_ms()),
            numbers(rows, |row| row.unit as i64),
            numbers(rows, |row| row.customer as i64),
        ];
        let seconds = |at: usize| numbers(rows, |row| row.seconds[at].map_or(NOT_REACHED, i64::from));
        columns.extend((0..4).map(seconds));
        columns
    }

    fn rows(mut columns: Columns) -> Option<Vec<Self>> {
        let (moments, units, customers) = (columns.numbers()?, columns.numbers()?, columns.numbers()?);
        let seconds: Vec<Vec<i64>> = (0..4).map(|_| columns.numbers()).collect::<Option<_>>()?;
        let row = |at: usize| {
            let mut visit = Self {
                at: moment(moments[at])?,
                unit: units[at] as u64,
                customer: customers[at] as u64,
                seconds: [None; 4],
            };
            for (station, column) in visit.seconds.iter_mut().zip(&seconds) {
                if column[at] != NOT_REACHED {
                    *station = Some(small(column[at])?);
                }
            }
            Some(visit)
        };
        (0..columns.count).map(row).collect()
    }
}

impl Table for Placed {
    const NAME: &'static str = "placed";
    const COLUMNS: &'static [(&'static str, Kind)] = &[("at", Kind::Moment), ("buyer", Kind::Number)];

    fn columns(rows: &[Self]) -> Vec<Column> {
        vec![
            numbers(rows, |row| row.at.unix_ms()),
            numbers(rows, |row| row.buyer as i64),
        ]
    }

    fn rows(mut columns: Columns) -> Option<Vec<Self>> {
        let (moments, buyers) = (columns.numbers()?, columns.numbers()?);
        let row = |at: usize| {
            Some(Self {
                at: moment(moments[at])?,
                buyer: buyers[at] as u64,
            })
        };
        (0..columns.count).map(row).collect()
    }
}

impl Table for Sold {
    const NAME: &'static str = "sold";
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("product", Kind::Number),
        ("orders", Kind::Number),
        ("units", Kind::Number),
        ("revenue_minor", Kind::Number),
    ];

    fn columns(rows: &[Self]) -> Vec<Column> {
        vec![
            numbers(rows, |row| i64::from(row.product)),
            numbers(rows, |row| i64::from(row.orders)),
            numbers(rows, |row| i64::from(row.units)),
            numbers(rows, |row| row.revenue_minor),
        ]
    }

    fn rows(mut columns: Columns) -> Option<Vec<Self>> {
        let (products, orders) = (columns.numbers()?, columns.numbers()?);
        let (units, revenue) = (columns.numbers()?, columns.numbers()?);
        let row = |at: usize| {
            Some(Self {
                product: small(products[at])?,
                orders: small(orders[at])?,
                units: small(units[at])?,
                revenue_minor: revenue[at],
            })
        };
        (0..columns.count).map(row).collect()
    }
}
