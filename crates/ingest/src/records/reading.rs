//! Reading the cells of a row by what they mean.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use shop::{Currency, IdError, Locale, Money, Timestamp, limits};

use crate::{
    Field, Preset, RecordKind,
    columns::Columns,
    formats::Row,
    values::{Dates, Decimals, amount, text},
};

/// How far in the future a moment may lie, in milliseconds: clocks and zones differ by a day, a wrong date format by
/// more.
const AHEAD_MS_MAX: i64 = 2 * 86_400_000;

/// Everything known about a file before its rows are assembled.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    pub kind: RecordKind,
    pub preset: &'static Preset,
    pub columns: Columns,
    pub dates: Dates,
    pub decimals: Decimals,
    pub currency: Option<Currency>,
    pub locale: Locale,
    pub now: Timestamp,
    pub file_name: String,
    /// Whether order ids of `C` and digits are cancellations here.
    pub has_cancellations: bool,
    pub amounts: AmountMemo,
}

/// Amounts read before: a shop has few prices and writes them on millions of lines.
#[derive(Debug, Clone, Default)]
pub(crate) struct AmountMemo {
    known: RefCell<FxHashMap<Box<str>, Money>>,
}

/// Most amounts remembered.
const AMOUNTS_MAX: usize = 10_000;

impl AmountMemo {
    /// The amount of `cell`, read by `read` where it was not met before in this currency.
    fn get(
        &self,
        cell: &str,
        currency: Currency,
        read: impl FnOnce() -> Result<Money, String>,
    ) -> Result<Money, String> {
        let mut known = self.known.borrow_mut();
        if let Some(money) = known.get(cell).filter(|money| money.currency == currency) {
            return Ok(*money);
        }
        let money = read()?;
        if known.len() < AMOUNTS_MAX {
            known.insert(cell.into(), money);
        }
        Ok(money)
    }
}

/// Why a row is set aside: the column at fault, empty for the whole row, and a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub column: String,
    pub reason: String,
}

impl Reading {
    /// The cell of `field`; empty where there is none.
    pub fn cell<'r>(&self, field: Field, row: &'r Row) -> &'r str {
        self.columns.cell(field, row)
    }

    /// The cell of `field`, nothing where it says in some spelling that there is none.
    pub fn filled<'r>(&self, field: Field, row: &'r Row) -> Option<&'r str> {
        Some(self.cell(field, row)).filter(|cell| !text::is_nothing(cell))
    }

    /// A refusal of the cell of `field`.
    pub fn refusal(&self, field: Field, reason: impl Into<String>) -> Refusal {
        Refusal {
            column: self.columns.name(field).to_owned(),
            reason: reason.into(),
        }
    }

    /// A cell that must be there, as an id.
    ///
    /// # Errors
    /// [`Refusal`] where it is empty or no id.
    pub fn id<T>(
        &self,
        field: Field,
        row: &Row,
        new: impl Fn(&str) -> Result<T, IdError>,
    ) -> Result<T, Refusal> {
        new(self.cell(field, row)).map_err(|error| self.refusal(field, error.to_string()))
    }

    /// A cell that may be empty, as an id; the `.0` of spreadsheets is taken off.
    ///
    /// # Errors
    /// [`Refusal`] where it is no id.
    pub fn id_if_any<T>(
        &self,
        field: Field,
        row: &Row,
        new: impl Fn(&str) -> Result<T, IdError>,
    ) -> Result<Option<T>, Refusal> {
        let filled = self
            .filled(field, row)
            .map(|cell| new(text::without_decimal_zero(cell)));
        filled
            .transpose()
            .map_err(|error| self.refusal(field, error.to_string()))
    }

    /// A moment that must be there and does not lie in the future.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn past(&self, field: Field, row: &Row) -> Result<Timestamp, Refusal> {
        let at = self
            .moment(field, row)?
            .ok_or_else(|| self.refusal(field, "the date is missing"))?;
        if at > self.now.plus_ms(AHEAD_MS_MAX) {
            let reason = format!("{at} lies in the future; check the date format");
            return Err(self.refusal(field, reason));
        }
        Ok(at)
    }

    /// A moment, if there is one.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn moment(&self, field: Field, row: &Row) -> Result<Option<Timestamp>, Refusal> {
        let cell = self.filled(field, row);
        cell.map(|cell| self.moment_of(field, cell)).transpose()
    }

    /// The moment that a part of a cell says.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn moment_of(&self, field: Field, text: &str) -> Result<Timestamp, Refusal> {
        self.dates
            .read(text)
            .map_err(|reason| self.refusal(field, reason))
    }

    /// The currency of the amount in `field`: the row's own, else that of the column's name, else the file's.
    ///
    /// # Errors
    /// [`Refusal`] where there is none or no such currency.
    pub fn currency(&self, field: Field, row: &Row) -> Result<Currency, Refusal> {
        if let Some(cell) = self.filled(Field::Currency, row) {
            if let Some(file) = self.currency.filter(|file| file.code() == cell) {
                return Ok(file);
            }
            return Currency::new(cell).map_err(|error| self.refusal(Field::Currency, error.to_string()));
        }
        let known = self.columns.currency(field).or(self.currency);
        known.ok_or_else(|| self.refusal(field, "the amount has no currency; add one with --currency"))
    }

    /// An amount, if there is one.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn money(&self, field: Field, row: &Row) -> Result<Option<Money>, Refusal> {
        let Some(cell) = self.filled_amount(field, row) else {
            return Ok(None);
        };
        let currency = self.currency(field, row)?;
        let money = self
            .amounts
            .get(cell, currency, || amount::money(cell, self.decimals, currency));
        money.map(Some).map_err(|reason| self.refusal(field, reason))
    }

    /// An amount that is not below zero, if there is one.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn price(&self, field: Field, row: &Row) -> Result<Option<Money>, Refusal> {
        match self.money(field, row)? {
            Some(money) if money.minor < 0 => Err(self.refusal(field, "a price must not be negative")),
            price => Ok(price),
        }
    }

    /// `NaN` in an amount is a fault of the program that wrote the file, not an empty cell.
    fn filled_amount<'r>(&self, field: Field, row: &'r Row) -> Option<&'r str> {
        let cell = self.cell(field, row);
        self.filled(field, row)
            .or_else(|| cell.eq_ignore_ascii_case("nan").then_some(cell))
    }

    /// A whole number of units, below zero for returns.
    ///
    /// # Errors
    /// [`Refusal`] where it is no whole number or absurd.
    pub fn quantity(&self, field: Field, row: &Row) -> Result<i64, Refusal> {
        let cell = self.cell(field, row);
        let quantity = whole_number(cell, self.decimals).map_err(|reason| self.refusal(field, reason))?;
        if quantity.unsigned_abs() > u64::from(limits::QUANTITY_MAX) {
            let reason = format!(
                "{quantity} units are more than the {} a line may have",
                limits::QUANTITY_MAX
            );
            return Err(self.refusal(field, reason));
        }
        Ok(quantity)
    }
}

/// A whole number: `6`, `-12`, `6.0`, `1,200`, `٦`.
pub(super) fn whole_number(cell: &str, decimals: Decimals) -> Result<i64, String> {
    if let Ok(number) = cell.parse() {
        return Ok(number);
    }
    let refused = || {
        format!(
            "'{}' is not a whole number",
            cell.chars().take(40).collect::<String>()
        )
    };
    let plain = amount::plain_decimal(cell, decimals, None).map_err(|_| refused())?;
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    if !fraction.bytes().all(|byte| byte == b'0') {
        return Err(refused());
    }
    whole.parse().map_err(|_| refused())
}
