//! Shopify's product export, in the header set it had for years and in the newer one.

use super::Preset;
use crate::{Field, RecordKind};

pub(super) const SHOPIFY: Preset = Preset {
    id: "shopify",
    about: "Shopify's product export: Handle, Title, Body (HTML) … or Title, URL handle, Description …",
    kind: Some(RecordKind::Products),
    signatures: &[
        &["Handle", "Title", "Variant Price"],
        &["Title", "URL handle", "Price"],
    ],
    columns: &[
        (Field::Group, "Handle"),
        (Field::Group, "URL handle"),
        (Field::ProductId, "Variant SKU"),
        (Field::ProductId, "SKU"),
        (Field::Description, "Body (HTML)"),
        (Field::Description, "Description"),
        (Field::Category, "Product Category"),
        (Field::Subcategory, "Type"),
        (Field::Brand, "Vendor"),
        (Field::Price, "Variant Price"),
        (Field::ListPrice, "Variant Compare At Price"),
        (Field::ListPrice, "Compare-at price"),
        (Field::Stock, "Variant Inventory Qty"),
        (Field::Stock, "Inventory quantity"),
        (Field::ImageUrl, "Image Src"),
        (Field::ImageUrl, "Product image URL"),
        (Field::Active, "Published"),
        (Field::Active, "Published on online store"),
    ],
    currency: None,
    month_first: None,
    spans_rows: true,
    fee_codes: &[],
    fee_prefixes: &[],
};
