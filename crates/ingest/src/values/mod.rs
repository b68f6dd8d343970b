//! Reading single cells: amounts, dates, counts, flags, texts.

pub(crate) mod amount;
pub(crate) mod date;
pub(crate) mod digits;
pub(crate) mod jalali;
pub(crate) mod text;

pub(crate) use amount::Decimals;
pub(crate) use date::Dates;
