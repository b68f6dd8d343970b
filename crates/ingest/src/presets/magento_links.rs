//! Links between products as Magento sample data writes them: `sku` and, in one cell, a linked SKU per line.
//! The file's name tells what the links mean: `crosssell.csv`, `upsell.csv`, `related.csv`.

use super::Preset;
use crate::{Field, RecordKind};

pub(super) const MAGENTO_LINKS: Preset = Preset {
    id: "magento-links",
    about: "links between products with sku and linked_sku, named crosssell, upsell or related",
    kind: Some(RecordKind::Links),
    signatures: &[&["sku", "linked_sku"]],
    columns: &[(Field::ProductId, "sku"), (Field::LinkedProductId, "linked_sku")],
    currency: None,
    month_first: None,
    spans_rows: false,
    fee_codes: &[],
    fee_prefixes: &[],
};
