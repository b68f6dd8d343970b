//! Rows become links that the merchant set by hand. One cell may name several products, separated by line ends, commas
//! or semicolons.

use rustc_hash::FxHashMap;
use shop::{Link, LinkKind, ProductId};

use super::{Assembler, Reading, Refusal, reading::whole_number};
use crate::{Field, Record, columns::normalised, formats::Row, summary::Bucket, values::text};

/// Most products of one cell.
const LINKED_MAX: usize = 1_000;

/// Assembles links.
pub(super) struct Links {
    kind_of_file: LinkKind,
    reading: Reading,
    /// The next place among the links of a product, where the file does not number them.
    next_position: FxHashMap<(ProductId, LinkKind), u32>,
}

impl Links {
    pub fn new(reading: Reading) -> Self {
        // Without a column, the file's name tells; without that, what most links are.
        let kind_of_file = kind_of(&reading.file_name).unwrap_or(LinkKind::CrossSell);
        Self {
            kind_of_file,
            reading,
            next_position: FxHashMap::default(),
        }
    }

    fn kind(&self, row: &Row) -> Result<LinkKind, Refusal> {
        let Some(cell) = self.reading.filled(Field::LinkKind, row) else {
            return Ok(self.kind_of_file);
        };
        kind_of(cell).ok_or_else(|| {
            let known = LinkKind::ALL.map(LinkKind::as_str).join(", ");
            let reason = format!(
                "'{}' is no kind of link; use one of: {known}",
                text::within(cell, 40)
            );
            self.reading.refusal(Field::LinkKind, reason)
        })
    }
}

impl Assembler for Links {
    fn take(&mut self, row: &Row, out: &mut Vec<Record>) -> Result<Bucket, Refusal> {
        let reading = &self.reading;
        let from = reading.id(Field::ProductId, row, ProductId::new)?;
        let kind = self.kind(row)?;
        let refused = |reason: String| reading.refusal(Field::LinkedProductId, reason);
        let cell = reading.cell(Field::LinkedProductId, row);
        let codes = cell
            .split(['\n', '\r', ',', ';'])
            .map(str::trim)
            .filter(|code| !code.is_empty());
        let linked: Vec<ProductId> = codes
            .map(ProductId::new)
            .collect::<Result<_, _>>()
            .map_err(|error| refused(error.to_string()))?;
        if linked.is_empty() || linked.len() > LINKED_MAX {
            return Err(refused(format!(
                "a row must link to between 1 and {LINKED_MAX} products"
            )));
        }
        if linked.contains(&from) {
            return Err(refused(format!("{from} cannot be linked to itself")));
        }
        let told = match reading.filled(Field::Position, row) {
            Some(cell) => Some(
                whole_number(cell, reading.decimals)
                    .and_then(|position| {
                        u32::try_from(position).map_err(|_| "a position must not be negative".into())
                    })
                    .map_err(|reason| reading.refusal(Field::Position, reason))?,
            ),
            None => None,
        };
        let next = self.next_position.entry((from.clone(), kind)).or_default();
        for to in linked {
            let position = told.unwrap_or(*next);
            *next = position.saturating_add(1);
            out.push(Record::Link(Link {
                from: from.clone(),
                to,
                kind,
                position,
            }));
        }
        Ok(Bucket::Link)
    }
}

/// The kind that a text speaks of: `crosssell.csv`, `Up-sell`, `related`.
fn kind_of(text: &str) -> Option<LinkKind> {
    let name = normalised(text);
    match () {
        () if name.contains("crosssell") || name.contains("accessor") => Some(LinkKind::CrossSell),
        () if name.contains("upsell") => Some(LinkKind::Upsell),
        () if name.contains("related") || name.contains("similar") => Some(LinkKind::Related),
        () => None,
    }
}
