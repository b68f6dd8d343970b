//! What only many rows together tell: which number is the month, and which character stands before decimals.

use shop::Locale;

use crate::{
    Field, IngestError, Options, Preset,
    columns::Columns,
    formats::Row,
    values::{
        Dates, Decimals,
        date::{self, Proof},
    },
};

/// The columns that hold moments.
const DATE_FIELDS: [Field; 6] = [
    Field::PlacedAt,
    Field::At,
    Field::LaunchedAt,
    Field::PriceValidUntil,
    Field::Since,
    Field::ReviewedAt,
];
/// The columns that hold amounts.
const AMOUNT_FIELDS: [Field; 4] = [Field::UnitPrice, Field::Price, Field::ListPrice, Field::UnitCost];

/// How dates are written; nothing where rows like these do not tell and more should be looked at.
///
/// # Errors
/// [`IngestError::DateFormat`] for a format that cannot be understood.
pub(crate) fn dates(
    sample: &[Row],
    columns: &Columns,
    preset: &Preset,
    options: &Options,
) -> Result<Option<Dates>, IngestError> {
    if let Some(format) = &options.date_format {
        date::check_format(format).map_err(|message| IngestError::DateFormat {
            format: format.clone(),
            message,
        })?;
        return Ok(Some(Dates::Format(format.clone())));
    }
    let (mut day_first, mut month_first, mut either) = (0_usize, 0_usize, 0_usize);
    for row in sample {
        for field in DATE_FIELDS.into_iter().filter(|field| columns.has(*field)) {
            match date::proof(columns.cell(field, row)) {
                Proof::Nothing => {}
                Proof::Either => either += 1,
                Proof::DayFirst => day_first += 1,
                Proof::MonthFirst => month_first += 1,
            }
        }
    }
    let told = match preset.month_first {
        Some(true) => Some(Dates::MonthFirst),
        Some(false) => Some(Dates::DayFirst),
        None => options.locale.as_ref().and_then(Dates::of_locale),
    };
    Ok(match (day_first, month_first) {
        (0, 0) if either == 0 => Some(Dates::YearFirst),
        (0, 0) => told,
        // A few typing errors do not turn a whole file round.
        (day, month) if day > month => Some(Dates::DayFirst),
        (day, month) if month > day => Some(Dates::MonthFirst),
        _ => told,
    })
}

/// The error for dates that nothing tells the order of.
pub(crate) fn ambiguous(sample: &[Row], columns: &Columns) -> IngestError {
    let field = DATE_FIELDS
        .into_iter()
        .find(|field| columns.has(*field))
        .unwrap_or(Field::PlacedAt);
    let mut cells = sample.iter().map(|row| columns.cell(field, row));
    let example = cells.rfind(|cell| date::proof(cell) == Proof::Either);
    IngestError::AmbiguousDates {
        column: columns.name(field).to_owned(),
        example: example.unwrap_or_default().to_owned(),
        rows: sample.len(),
    }
}

/// What stands before decimals: what most of the cells prove that prove something, else what the language is used to.
pub(crate) fn decimals(sample: &[Row], columns: &Columns, locale: Option<&Locale>) -> Decimals {
    let (mut point, mut comma) = (0_usize, 0_usize);
    for row in sample {
        for field in AMOUNT_FIELDS.into_iter().filter(|field| columns.has(*field)) {
            match Decimals::proven_by(columns.cell(field, row)) {
                Some(Decimals::Point) => point += 1,
                Some(Decimals::Comma) => comma += 1,
                None => {}
            }
        }
    }
    match point.cmp(&comma) {
        std::cmp::Ordering::Greater => Decimals::Point,
        std::cmp::Ordering::Less => Decimals::Comma,
        std::cmp::Ordering::Equal => locale.map(Decimals::of_locale).unwrap_or_default(),
    }
}
