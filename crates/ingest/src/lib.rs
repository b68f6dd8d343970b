//! Intake: foreign files become records of the `shop` vocabulary, and foreign shapes die here.
//!
//! One import is one pass: `source` opens and unpacks, `formats` cut the bytes into rows, `columns` and `presets`
//! say what each cell means, `values` read single cells, `records` assemble rows into orders, products and so on,
//! and `outlet` hands them over in batches. A bad row is set aside with its line, column and reason; it never
//! stops an import. Every row of the input ends up in exactly one count of the [`Summary`].

mod columns;
mod conventions;
mod error;
mod fees;
mod formats;
mod import;
mod kind;
mod options;
mod outlet;
mod presets;
mod record;
mod records;
mod rejected;
mod source;
mod summary;
mod values;

pub use columns::Field;
pub use error::{IngestError, SinkError};
pub use import::{import_file, import_reader};
pub use kind::RecordKind;
pub use options::Options;
pub use presets::{Preset, presets};
pub use record::Record;
pub use rejected::read_rejections;
pub use summary::{Progress, Rejection, Summary};
