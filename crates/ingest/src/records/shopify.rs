//! Shopify's product export: a product spans rows, its first row says what all variants share, further rows are
//! variants or only further pictures. Every variant becomes a product of the group that is named by the handle.

use std::collections::BTreeMap;

use shop::{Product, ProductId, ProductKind, Stock};

use super::{Assembler, Reading, Refusal, product_cells::stock};
use crate::{Field, Record, formats::Row, summary::Bucket, values::text};

/// Shopify has three options at most.
const OPTIONS: [&str; 3] = ["Option1", "Option2", "Option3"];
/// What Shopify writes as the only option of a product without options.
const NO_OPTION: (&str, &str) = ("Title", "Default Title");

/// Assembles Shopify products.
pub(super) struct Shopify {
    reading: Reading,
    options: Vec<(usize, usize)>,
    tracker: Option<usize>,
    policy: Option<usize>,
    gift_card: Option<usize>,
    variant_image: Option<usize>,
    status: Option<usize>,
    /// The product whose rows are being read; none when its first row was refused.
    open: Option<Shared>,
    handle: String,
}

/// What the first row of a product says for all its variants.
struct Shared {
    handle: String,
    product: Product,
    option_names: Vec<String>,
}

impl Shopify {
    pub fn new(reading: Reading) -> Self {
        let position = |name: &str| reading.columns.position(name);
        let option = |name: &&str| {
            Some((
                position(&format!("{name} Name"))?,
                position(&format!("{name} Value"))?,
            ))
        };
        Self {
            options: OPTIONS.iter().filter_map(option).collect(),
            tracker: position("Variant Inventory Tracker").or_else(|| position("Inventory tracker")),
            policy: position("Variant Inventory Policy")
                .or_else(|| position("Continue selling when out of stock")),
            gift_card: position("Gift Card"),
            variant_image: position("Variant Image").or_else(|| position("Variant image URL")),
            status: position("Status"),
            open: None,
            handle: String::new(),
            reading,
        }
    }

    fn at<'r>(&self, index: Option<usize>, row: &'r Row) -> &'r str {
        index.map_or("", |index| row.get(index))
    }

    fn values(&self, row: &Row) -> Vec<String> {
        self.options
            .iter()
            .map(|(_, value)| row.get(*value).to_owned())
            .collect()
    }

    /// Reads what the first row of a product says for all its variants.
    fn shared(&self, handle: &str, row: &Row) -> Result<Shared, Refusal> {
        let id =
            ProductId::new(handle).map_err(|error| self.reading.refusal(Field::Group, error.to_string()))?;
        let mut product = self.reading.product(id, row)?;
        product.group = Some(handle.to_owned());
        let status = self.at(self.status, row);
        if !text::is_nothing(status) {
            product.active &= self.reading.flag(Field::Active, status)?;
        }
        if text::flag(self.at(self.gift_card, row)) == Some(true) {
            product.kind = ProductKind::GiftCard;
        }
        let option_names = self
            .options
            .iter()
            .map(|(name, _)| row.get(*name).to_owned())
            .collect();
        Ok(Shared {
            handle: handle.to_owned(),
            product,
            option_names,
        })
    }

    /// The variant of a row, on top of what its product shares.
    fn variant(&self, shared: &Shared, row: &Row) -> Result<Product, Refusal> {
        let values = self.values(row);
        let named = shared.option_names.iter().zip(&values);
        let variant: BTreeMap<String, String> = named
            .filter(|(name, value)| !value.is_empty() && (name.as_str(), value.as_str()) != NO_OPTION)
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        // A row may hold an amount or a picture of its own; all else is the product's.
        let own = self.reading.product(shared.product.id.clone(), row)?;
        let picture = self.at(self.variant_image, row);
        let picture = Some(picture)
            .filter(|picture| !picture.is_empty())
            .map(str::to_owned);
        Ok(Product {
            id: self.id(shared, row, &variant)?,
            variant,
            price: own.price,
            list_price: own.list_price,
            price_valid_until: own.price_valid_until,
            unit_cost: own.unit_cost,
            stock: self.stock(row)?,
            image_url: picture.or_else(|| shared.product.image_url.clone()),
            ..shared.product.clone()
        })
    }

    /// The SKU, else the handle and the option values: `clay-pot#Large`.
    fn id(
        &self,
        shared: &Shared,
        row: &Row,
        variant: &BTreeMap<String, String>,
    ) -> Result<ProductId, Refusal> {
        let sku = self.reading.cell(Field::ProductId, row).trim_start_matches('\'');
        let made;
        let code = if !sku.is_empty() {
            sku
        } else if variant.is_empty() {
            &shared.handle
        } else {
            let values: Vec<&str> = shared
                .option_names
                .iter()
                .filter_map(|name| variant.get(name))
                .map(String::as_str)
                .collect();
            made = format!("{}#{}", shared.handle, values.join("/"));
            &made
        };
        ProductId::new(code).map_err(|error| self.reading.refusal(Field::ProductId, error.to_string()))
    }

    /// No tracker, or selling on when nothing is left: never runs out. A tracker without a number tells nothing.
    fn stock(&self, row: &Row) -> Result<Stock, Refusal> {
        let has_tracker = !self.at(self.tracker, row).is_empty();
        let policy = self.at(self.policy, row);
        let sells_on = policy.eq_ignore_ascii_case("continue") || text::flag(policy) == Some(true);
        let left = stock(self.reading.cell(Field::Stock, row))
            .map_err(|reason| self.reading.refusal(Field::Stock, reason))?;
        Ok(match (has_tracker, sells_on) {
            (true, false) => left,
            (true, true) if left.is_sellable() => left,
            _ => Stock::Untracked,
        })
    }

    /// Whether the row holds nothing but a further picture.
    fn is_picture_only(&self, row: &Row) -> bool {
        let has = |field| !self.reading.cell(field, row).is_empty();
        let has_values = self.options.iter().any(|(_, value)| !row.get(*value).is_empty());
        !has_values && !has(Field::Price) && !has(Field::ProductId)
    }
}

impl Assembler for Shopify {
    fn take(&mut self, row: &Row, out: &mut Vec<Record>) -> Result<Bucket, Refusal> {
        let handle = self.reading.cell(Field::Group, row);
        let is_next = self.handle == handle && self.reading.cell(Field::Title, row).is_empty();
        if !is_next {
            self.open = None;
            handle.clone_into(&mut self.handle);
            self.open = Some(self.shared(handle, row)?);
        }
        if is_next && self.is_picture_only(row) {
            return Ok(Bucket::Skipped);
        }
        let Some(shared) = &self.open else {
            return Err(self
                .reading
                .refusal(Field::Group, "the first row of this product was rejected"));
        };
        out.push(Record::Product(self.variant(shared, row)?));
        Ok(Bucket::Product)
    }
}
