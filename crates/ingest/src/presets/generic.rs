//! Any file: everything is recognised by column names.

use super::Preset;

pub(crate) const GENERIC: Preset = Preset {
    id: "generic",
    about: "any file whose columns can be recognised by their names",
    kind: None,
    signatures: &[],
    columns: &[],
    currency: None,
    month_first: None,
    spans_rows: false,
    fee_codes: &[],
    fee_prefixes: &[],
};
