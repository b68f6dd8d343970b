//! Rows become products, a row a product.

use std::collections::BTreeMap;

use shop::{Attribute, Localized, Product, ProductId, ProductKind, Timestamp, limits};

use super::{
    Assembler, Reading, Refusal,
    product_cells::{
        attribute_of_text, attributes, category, fits, labels, localized, regions, stock, url, variant,
    },
};
use crate::{Field, Record, formats::Row, summary::Bucket, values::text};

/// The shortest whole date, `20260228`: what is shorter before a `/` is a part of a date.
const DATE_BYTES_MIN: usize = 8;
const DAY_MS: i64 = 86_400_000;

/// Assembles products.
pub(super) struct Products {
    reading: Reading,
}

impl Products {
    pub fn new(reading: Reading) -> Self {
        Self { reading }
    }
}

impl Assembler for Products {
    fn take(&mut self, row: &Row, out: &mut Vec<Record>) -> Result<Bucket, Refusal> {
        let code = text::without_decimal_zero(self.reading.cell(Field::ProductId, row));
        let id = ProductId::new(code)
            .map_err(|error| self.reading.refusal(Field::ProductId, error.to_string()))?;
        out.push(Record::Product(self.reading.product(id, row)?));
        Ok(Bucket::Product)
    }
}

impl Reading {
    /// All that a row says of the product `id`.
    ///
    /// # Errors
    /// [`Refusal`] for the first cell that is wrong.
    pub(super) fn product(&self, id: ProductId, row: &Row) -> Result<Product, Refusal> {
        let cell = |field| self.cell(field, row);
        let of = |field, result: Result<_, String>| result.map_err(|reason| self.refusal(field, reason));
        let price = self.price(Field::Price, row)?;
        let list_price = self.price(Field::ListPrice, row)?;
        // A list price that is not higher than the price reduces nothing.
        let is_higher = |list: &shop::Money| price.is_some_and(|price| list.minor > price.minor);
        let active = match self.filled(Field::Active, row) {
            Some(cell) => self.flag(Field::Active, cell)?,
            None => true,
        };
        Ok(Product {
            title: self.texts(Field::Title, row, limits::TITLE_BYTES_MAX)?,
            description: self.texts(Field::Description, row, limits::DESCRIPTION_BYTES_MAX)?,
            category: category(cell(Field::Category), cell(Field::Subcategory)),
            group: self.filled(Field::Group, row).map(str::to_owned),
            variant: self.variant(row)?,
            attributes: self.attributes(row)?,
            brand: self.filled(Field::Brand, row).map(str::to_owned),
            list_price: list_price.filter(is_higher),
            price_valid_until: self.end(Field::PriceValidUntil, row)?,
            unit_cost: self.price(Field::UnitCost, row)?,
            price,
            stock: stock(cell(Field::Stock)).map_err(|reason| self.refusal(Field::Stock, reason))?,
            active,
            launched_at: self.moment(Field::LaunchedAt, row)?,
            image_url: of(Field::ImageUrl, url(cell(Field::ImageUrl)))?,
            page_url: of(Field::PageUrl, url(cell(Field::PageUrl)))?,
            tags: labels(cell(Field::Tags)),
            kind: self.product_kind(row)?,
            fits: fits(cell(Field::Fits)).map_err(|reason| self.refusal(Field::Fits, reason))?,
            regions: regions(cell(Field::Regions)).map_err(|reason| self.refusal(Field::Regions, reason))?,
            id,
        })
    }

    /// The end of something: a moment, the end of an interval `from/until`, or a day, which belongs to it whole.
    fn end(&self, field: Field, row: &Row) -> Result<Option<Timestamp>, Refusal> {
        let Some(cell) = self.filled(field, row) else {
            return Ok(None);
        };
        let end = match cell.split_once('/') {
            Some((from, until)) if from.len() >= DATE_BYTES_MIN => until,
            _ => cell,
        };
        let moment = self.moment_of(field, end.trim())?;
        Ok(Some(match end.contains(':') {
            true => moment,
            false => moment.plus_ms(DAY_MS - 1_000),
        }))
    }

    /// A cell that says yes or no.
    ///
    /// # Errors
    /// [`Refusal`] where it says neither.
    pub(super) fn flag(&self, field: Field, cell: &str) -> Result<bool, Refusal> {
        let reason = || format!("'{}' is neither yes nor no", text::within(cell, 40));
        text::flag(cell).ok_or_else(|| self.refusal(field, reason()))
    }

    fn product_kind(&self, row: &Row) -> Result<ProductKind, Refusal> {
        let Some(cell) = self.filled(Field::ProductKind, row) else {
            return Ok(ProductKind::Good);
        };
        ProductKind::parse(cell).ok_or_else(|| {
            let known = ProductKind::ALL.map(ProductKind::as_str).join(", ");
            let reason = format!(
                "'{}' is no kind of product; use one of: {known}",
                text::within(cell, 40)
            );
            self.refusal(Field::ProductKind, reason)
        })
    }

    /// A text in all its languages. A title that is too long is refused, a description is cut.
    fn texts(&self, field: Field, row: &Row, bytes_max: usize) -> Result<Localized, Refusal> {
        let mut texts =
            localized(self.cell(field, row), &self.locale).map_err(|reason| self.refusal(field, reason))?;
        for column in self
            .columns
            .localised
            .iter()
            .filter(|column| column.field == field)
        {
            let words = row.get(column.index);
            if !text::is_nothing(words) {
                texts.0.insert(column.locale.clone(), text::plain(words));
            }
        }
        for words in texts.0.values_mut().filter(|words| words.len() > bytes_max) {
            if field == Field::Title {
                return Err(self.refusal(field, format!("the title is longer than {bytes_max} bytes")));
            }
            words.truncate(text::within(words, bytes_max).len());
        }
        texts.0.retain(|_, words| !words.is_empty());
        Ok(texts)
    }

    fn variant(&self, row: &Row) -> Result<BTreeMap<String, String>, Refusal> {
        let mut differs =
            variant(self.cell(Field::Variant, row)).map_err(|reason| self.refusal(Field::Variant, reason))?;
        for (name, index) in &self.columns.variant {
            if !text::is_nothing(row.get(*index)) {
                differs.insert(name.clone(), row.get(*index).to_owned());
            }
        }
        Ok(differs)
    }

    fn attributes(&self, row: &Row) -> Result<BTreeMap<String, Attribute>, Refusal> {
        let mut known = attributes(self.cell(Field::Attributes, row))
            .map_err(|reason| self.refusal(Field::Attributes, reason))?;
        for (name, index) in &self.columns.attributes {
            if !text::is_nothing(row.get(*index)) {
                known.insert(name.clone(), attribute_of_text(row.get(*index)));
            }
        }
        if known.len() > limits::PRODUCT_ATTRIBUTES_MAX {
            let reason = format!("more than {} attributes", limits::PRODUCT_ATTRIBUTES_MAX);
            return Err(self.refusal(Field::Attributes, reason));
        }
        Ok(known)
    }
}
