//! What the caller knows about a file and its columns do not say.

use std::path::PathBuf;

use shop::{Currency, Locale};

use crate::{Preset, RecordKind};

/// What the caller knows about a file. Everything left out is detected.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What the rows stand for.
    pub kind: Option<RecordKind>,
    /// A known layout.
    pub preset: Option<&'static Preset>,
    /// Field and column pairs that go before detection: `("product_id", "Artikelnummer")`.
    pub columns: Vec<(String, String)>,
    /// How dates are written, in `strftime` directives: `%d/%m/%Y %H:%M`.
    pub date_format: Option<String>,
    /// The currency of amounts that name none.
    pub currency: Option<Currency>,
    /// The language of texts whose column names none; it also settles `1.234` and `02/03/2024`.
    pub locale: Option<Locale>,
    /// Where `<file>.rejected.csv` goes; beside the file where not given.
    pub rejected_dir: Option<PathBuf>,
}
