//! Known layouts, one file each. A layout is recognised by its columns; nobody has to name it.

mod generic;
mod magento_links;
mod magento_reviews;
mod online_retail;
mod shopify;

use crate::{Field, RecordKind, columns::normalised};

pub(crate) use generic::GENERIC;

/// Every known layout; the first whose columns are all there is taken, `generic` takes what is left.
const PRESETS: &[Preset] = &[
    online_retail::ONLINE_RETAIL,
    shopify::SHOPIFY,
    magento_links::MAGENTO_LINKS,
    magento_reviews::MAGENTO_REVIEWS,
    generic::GENERIC,
];

/// A known layout of files.
#[derive(Debug, Clone, PartialEq)]
pub struct Preset {
    /// What `--preset` takes.
    pub id: &'static str,
    /// What the layout is, for a person.
    pub about: &'static str,
    /// What its rows stand for, where the layout says.
    pub(crate) kind: Option<RecordKind>,
    /// Sets of columns, any of which tells the layout.
    pub(crate) signatures: &'static [&'static [&'static str]],
    /// Fields whose columns are not found by their usual names.
    pub(crate) columns: &'static [(Field, &'static str)],
    /// The ISO 4217 currency of the files, where the layout says.
    pub(crate) currency: Option<&'static str>,
    /// Whether `2/3/2024` is the third of February, where the layout says.
    pub(crate) month_first: Option<bool>,
    /// Whether rows describe Shopify products, a product over several rows.
    pub(crate) spans_rows: bool,
    /// Codes of lines that are fees, beside those that their words tell.
    pub(crate) fee_codes: &'static [&'static str],
    /// What codes of fees begin with.
    pub(crate) fee_prefixes: &'static [&'static str],
}

impl Preset {
    /// Whether a header has the columns of this layout.
    pub(crate) fn fits(&self, header: &[String]) -> bool {
        let names: Vec<String> = header.iter().map(|name| normalised(name)).collect();
        let has = |column: &&str| names.contains(&normalised(column));
        self.signatures.iter().any(|signature| signature.iter().all(has))
    }

    /// Whether `code` is that of a fee.
    pub(crate) fn is_fee_code(&self, code: &str) -> bool {
        self.fee_codes.iter().any(|fee| fee.eq_ignore_ascii_case(code))
            || self.fee_prefixes.iter().any(|prefix| code.starts_with(prefix))
    }
}

/// Every known layout.
pub fn presets() -> &'static [Preset] {
    PRESETS
}

/// The layout that a header tells.
pub(crate) fn recognised(header: &[String]) -> &'static Preset {
    PRESETS
        .iter()
        .find(|preset| preset.fits(header))
        .unwrap_or(&GENERIC)
}
