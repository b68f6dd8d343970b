//! Reviews as Magento sample data writes them: `sku`, `rating_value`, `title`, `review`. Names and addresses of the
//! reviewers are not kept.

use super::Preset;
use crate::{Field, RecordKind};

pub(super) const MAGENTO_REVIEWS: Preset = Preset {
    id: "magento-reviews",
    about: "reviews with sku, rating_value, title and review",
    kind: Some(RecordKind::Reviews),
    signatures: &[&["sku", "rating_value", "review"]],
    columns: &[
        (Field::ProductId, "sku"),
        (Field::Rating, "rating_value"),
        (Field::ReviewText, "review"),
    ],
    currency: None,
    month_first: None,
    spans_rows: false,
    fee_codes: &[],
    fee_prefixes: &[],
};
