//! Recognising a header.

use shop::{Currency, Locale};

use super::{Field, fields_of, normalised};
use crate::{
    IngestError, RecordKind,
    formats::{Row, cut_list},
};

/// A column that holds a text in one language: `title_ar`, `Description [fa]`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Localised {
    pub field: Field,
    pub locale: Locale,
    pub index: usize,
}

/// Which column of a file holds which field.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    header: Vec<String>,
    indexes: Vec<Option<usize>>,
    /// A currency that a column's name tells: `Unit Price USD`.
    currencies: Vec<Option<Currency>>,
    /// Texts per language.
    pub localised: Vec<Localised>,
    /// Attributes (`attributes.colour`) and what variants differ in (`variant.size`): the name and the column.
    pub attributes: Vec<(String, usize)>,
    pub variant: Vec<(String, usize)>,
}

impl Columns {
    /// Columns of a header without any meaning yet.
    pub fn new(header: &[String]) -> Self {
        Self {
            header: header.to_vec(),
            indexes: vec![None; Field::ALL.len()],
            currencies: vec![None; Field::ALL.len()],
            localised: Vec::new(),
            attributes: Vec::new(),
            variant: Vec::new(),
        }
    }

    /// Gives every field of `kind` that has no column yet the one with its surest name.
    pub fn find(&mut self, kind: RecordKind) {
        let names: Vec<String> = self.header.iter().map(|name| normalised(name)).collect();
        for spec in fields_of(kind) {
            if self.has(spec.field) {
                continue;
            }
            let free = |index: &usize| !self.indexes.contains(&Some(*index));
            let column = |known: String| names.iter().position(|name| *name == known).filter(free);
            self.indexes[spec.field as usize] = spec.normalised().find_map(column);
        }
        self.find_suffixed(kind);
    }

    /// Columns whose name ends in a currency or a language: `Unit Price USD`, `title_ar`; and attribute columns.
    fn find_suffixed(&mut self, kind: RecordKind) {
        for index in 0..self.header.len() {
            if self.indexes.contains(&Some(index)) {
                continue;
            }
            let name = self.header[index].trim().to_owned();
            if kind == RecordKind::Products
                && let Some((group, rest)) = name.split_once(['.', ':'])
            {
                match group.to_ascii_lowercase().as_str() {
                    "attribute" | "attributes" => self.attributes.push((rest.trim().to_owned(), index)),
                    "variant" => self.variant.push((rest.trim().to_owned(), index)),
                    _ => {}
                }
            }
            let trimmed = name.trim_end_matches([']', ')']);
            let Some(split) = trimmed.rfind([' ', '_', '[', '(', '.', ':']) else {
                continue;
            };
            let (base, suffix) = (normalised(&trimmed[..split]), &trimmed[split + 1..]);
            let named = |field: Field| {
                let spec = fields_of(kind).iter().find(|spec| spec.field == field);
                spec.is_some_and(|spec| spec.normalised().any(|known| known == base))
            };
            self.note_suffix(index, suffix, named);
        }
    }

    fn note_suffix(&mut self, index: usize, suffix: &str, named: impl Fn(Field) -> bool) {
        for field in [Field::Title, Field::Description] {
            if named(field)
                && let Ok(locale) = Locale::new(suffix)
            {
                self.localised.push(Localised { field, locale, index });
                return;
            }
        }
        for field in [Field::UnitPrice, Field::Price, Field::ListPrice, Field::UnitCost] {
            let free = self.indexes[field as usize].is_none();
            if free
                && named(field)
                && let Ok(currency) = Currency::new(suffix)
            {
                self.indexes[field as usize] = Some(index);
                self.currencies[field as usize] = Some(currency);
                return;
            }
        }
    }

    /// Lets `field` be the column of this name.
    ///
    /// # Errors
    /// [`IngestError::UnknownColumn`].
    pub fn assign(&mut self, field: Field, column: &str) -> Result<(), IngestError> {
        let index = self.position(column).ok_or_else(|| IngestError::UnknownColumn {
            column: column.to_owned(),
            found: self.found(),
        })?;
        self.indexes[field as usize] = Some(index);
        Ok(())
    }

    /// The column of this name.
    pub fn position(&self, column: &str) -> Option<usize> {
        let exact = self.header.iter().position(|name| name.trim() == column.trim());
        let wanted = normalised(column);
        exact.or_else(|| self.header.iter().position(|name| normalised(name) == wanted))
    }

    /// Lets `field` be the column at `index`.
    pub fn set(&mut self, field: Field, index: usize) {
        self.indexes[field as usize] = Some(index);
    }

    /// Where `field` stands.
    pub fn index(&self, field: Field) -> Option<usize> {
        self.indexes[field as usize]
    }

    /// Whether there is a column for `field`.
    pub fn has(&self, field: Field) -> bool {
        self.index(field).is_some()
    }

    /// The cell of `field`; empty where there is none.
    pub fn cell<'r>(&self, field: Field, row: &'r Row) -> &'r str {
        self.index(field).map_or("", |index| row.get(index))
    }

    /// The currency that the column's name tells.
    pub fn currency(&self, field: Field) -> Option<Currency> {
        self.currencies[field as usize]
    }

    /// The column's own name, or the field's where it has none.
    pub fn name(&self, field: Field) -> &str {
        self.index(field)
            .and_then(|index| self.header.get(index))
            .map_or(field.as_str(), String::as_str)
    }

    /// The fields that a file of `kind` needs and this one lacks.
    pub fn missing(&self, kind: RecordKind) -> Vec<&'static str> {
        let needed = fields_of(kind)
            .iter()
            .filter(|spec| spec.required && !self.has(spec.field));
        let mut missing: Vec<&str> = needed.map(|spec| spec.field.as_str()).collect();
        let has_any = |fields: &[Field]| fields.iter().any(|field| self.has(*field));
        if kind == RecordKind::Events && !has_any(&[Field::VisitorId, Field::SessionId, Field::CustomerId]) {
            missing.push("visitor_id, session_id or customer_id");
        }
        if kind == RecordKind::Reviews && !has_any(&[Field::ReviewText, Field::Rating]) {
            missing.push("review or rating");
        }
        if kind == RecordKind::Products
            && self.localised.is_empty()
            && !has_any(&[
                Field::Title,
                Field::Price,
                Field::Category,
                Field::Stock,
                Field::UnitCost,
                Field::Description,
            ])
        {
            missing.push("title");
        }
        missing
    }

    /// The fields of `kind` without a column.
    pub fn absent(&self, kind: RecordKind) -> Vec<Field> {
        let absent = fields_of(kind)
            .iter()
            .map(|spec| spec.field)
            .filter(|field| !self.has(*field));
        absent.collect()
    }

    /// The columns as a list for messages.
    pub fn found(&self) -> String {
        let names: Vec<&str> = self.header.iter().map(String::as_str).collect();
        cut_list(&names)
    }
}
