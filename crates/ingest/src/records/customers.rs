//! Rows become customers.

use shop::{Customer, CustomerId, Locale};

use super::{Assembler, Reading, Refusal, product_cells::labels};
use crate::{Field, Record, formats::Row, summary::Bucket, values::text};

/// Assembles customers.
pub(super) struct Customers {
    reading: Reading,
}

impl Customers {
    pub fn new(reading: Reading) -> Self {
        Self { reading }
    }
}

impl Assembler for Customers {
    fn take(&mut self, row: &Row, out: &mut Vec<Record>) -> Result<Bucket, Refusal> {
        let reading = &self.reading;
        let id = reading.id_if_any(Field::CustomerId, row, CustomerId::new)?;
        let id = id.ok_or_else(|| reading.refusal(Field::CustomerId, "the customer has no id"))?;
        let locale = reading.filled(Field::Locale, row).map(Locale::new).transpose();
        let consent = match reading.filled(Field::Consent, row) {
            None => None,
            Some(cell) => Some(text::flag(cell).ok_or_else(|| {
                reading.refusal(
                    Field::Consent,
                    format!("'{}' is neither yes nor no", text::within(cell, 40)),
                )
            })?),
        };
        out.push(Record::Customer(Customer {
            id,
            locale: locale.map_err(|error| reading.refusal(Field::Locale, error.to_string()))?,
            region: reading.filled(Field::Region, row).map(str::to_owned),
            since: reading.moment(Field::Since, row)?,
            tags: labels(reading.cell(Field::Tags, row)),
            consent,
        }));
        Ok(Bucket::Customer)
    }
}
