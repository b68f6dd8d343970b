//! Assembling rows into records, a file per kind.

mod customers;
mod events;
mod links;
mod orders;
mod product_cells;
mod products;
mod reading;
mod reviews;
mod seen;
mod shopify;

pub(crate) use reading::{AmountMemo, Reading, Refusal};

use crate::{Record, RecordKind, formats::Row, summary::Bucket};

/// Turns rows of one kind into records.
pub(crate) trait Assembler {
    /// Takes one row in; records that are complete go to `out`.
    ///
    /// # Errors
    /// [`Refusal`] where the row must be set aside.
    fn take(&mut self, row: &Row, out: &mut Vec<Record>) -> Result<Bucket, Refusal>;

    /// Hands over what only the end of the file completes.
    fn finish(&mut self, _out: &mut Vec<Record>) {}
}

/// The assembler of a file.
pub(crate) fn assembler(reading: Reading) -> Box<dyn Assembler> {
    match reading.kind {
        RecordKind::Orders => Box::new(orders::Orders::new(reading)),
        RecordKind::Products if reading.preset.spans_rows => Box::new(shopify::Shopify::new(reading)),
        RecordKind::Products => Box::new(products::Products::new(reading)),
        RecordKind::Customers => Box::new(customers::Customers::new(reading)),
        RecordKind::Events => Box::new(events::Events::new(reading)),
        RecordKind::Reviews => Box::new(reviews::Reviews::new(reading)),
        RecordKind::Links => Box::new(links::Links::new(reading)),
    }
}
