//! The products' typed attributes: names and texts once, values by product; numbers of one name in one unit.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use shop::{Attribute, AttributeValue};

use crate::{
    column::{Column, SectionError, Sections, TextColumn, check_offsets},
    query::ProductIndex,
    search::is_code,
};

const KIND_TEXT: u8 = 0;
const KIND_NUMBER: u8 = 1;
const KIND_FLAG: u8 = 2;

/// Units of one quantity and how many of the first one they are.
const UNITS: &[(&str, &str, f64)] = &[
    ("tb", "gb", 1_000.0),
    ("mb", "gb", 0.001),
    ("m", "cm", 100.0),
    ("mm", "cm", 0.1),
    ("in", "cm", 2.54),
    ("inch", "cm", 2.54),
    ("\"", "cm", 2.54),
    ("kg", "g", 1_000.0),
    ("mg", "g", 0.001),
    ("lb", "g", 453.592),
    ("oz", "g", 28.3495),
    ("l", "ml", 1_000.0),
    ("cl", "ml", 10.0),
    ("kw", "w", 1_000.0),
    ("ghz", "mhz", 1_000.0),
    ("h", "min", 60.0),
];

/// How the first units of quantities are written, where no product of the catalogue writes one.
const WRITTEN: &[(&str, &str)] = &[("gb", "GB"), ("w", "W"), ("mhz", "MHz")];

/// An attribute's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// A word, by its number.
    Text(u32),
    /// A number in the attribute's unit.
    Number(f32),
    /// Yes or no.
    Flag(bool),
}

/// The attributes of all products.
#[derive(Clone, Default)]
pub struct Attributes {
    names: TextColumn,
    texts: TextColumn,
    offset: Column<u32>,
    name: Column<u32>,
    kind: Column<u8>,
    value: Column<u32>,
}

/// Collects attributes in the order of the products' indices.
#[derive(Default)]
pub(super) struct AttributesSource {
    names: FxHashMap<String, u32>,
    /// How often an attribute's unit is written in which way.
    written: FxHashMap<u32, BTreeMap<String, usize>>,
    texts: FxHashMap<String, u32>,
    ends: Vec<u32>,
    name: Vec<u32>,
    kind: Vec<u8>,
    value: Vec<u32>,
}

/// A number in the first unit of its quantity, with that unit.
fn normalised(number: f64, unit: Option<&str>) -> (f32, Option<String>) {
    let unit = unit.map(|unit| unit.trim().to_lowercase());
    let known = UNITS.iter().find(|(from, _, _)| Some(*from) == unit.as_deref());
    match known {
        Some((_, base, factor)) => ((number * factor) as f32, Some((*base).to_owned())),
        None => (number as f32, unit),
    }
}

impl AttributesSource {
    pub(super) fn push(&mut self, attributes: &BTreeMap<String, Attribute>) {
        for (name, attribute) in attributes {
            let (kind, value, unit) = match &attribute.value {
                AttributeValue::Text(text) => (KIND_TEXT, self.text(text), None),
                // The digits of a GTIN are a name: there are more of them than a small number holds.
                AttributeValue::Number(code) if is_code(name) => {
                    (KIND_TEXT, self.text(&code.to_string()), None)
                }
                AttributeValue::Number(number) => {
                    let (number, unit) = normalised(*number, attribute.unit.as_deref());
                    (KIND_NUMBER, number.to_bits(), unit)
                }
                AttributeValue::Flag(flag) => (KIND_FLAG, u32::from(*flag), None),
            };
            // Numbers in units that cannot be converted into each other are different attributes.
            let full_name = match unit.as_ref().filter(|unit| !unit.is_empty()) {
                Some(unit) => format!("{name} ({unit})"),
                None => name.clone(),
            };
            let next = self.names.len() as u32;
            let number = *self.names.entry(full_name).or_insert(next);
            self.note_unit(number, attribute.unit.as_deref(), unit.as_deref());
            self.name.push(number);
            self.kind.push(kind);
            self.value.push(value);
        }
        self.ends.push(self.name.len() as u32);
    }

    /// Notes how a product writes the unit in which its number stands; one that was converted is another unit.
    fn note_unit(&mut self, name: u32, written: Option<&str>, unit: Option<&str>) {
        let Some(written) = written.map(str::trim) else {
            return;
        };
        if Some(&*written.to_lowercase()) == unit {
            let ways = self.written.entry(name).or_default();
            *ways.entry(written.to_owned()).or_default() += 1;
        }
    }

    /// Every name by its number, with its unit as most products write it.
    fn names_for_people(
        names: FxHashMap<String, u32>,
        written: &FxHashMap<u32, BTreeMap<String, usize>>,
    ) -> Vec<String> {
        let names = super::source::by_number(names).into_iter().zip(0_u32..);
        names
            .map(|(name, number)| {
                let Some((bare, unit)) = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("))
                else {
                    return name;
                };
                let ways = written.get(&number).into_iter().flatten();
                // Of two that are equally usual the first by letter, which is the one with more capitals.
                let usual = ways.max_by_key(|(way, count)| (**count, std::cmp::Reverse(*way)));
                let known = WRITTEN.iter().find(|(own, _)| *own == unit).map(|(_, way)| *way);
                match usual.map(|(way, _)| &**way).or(known) {
                    Some(way) => format!("{bare} ({way})"),
                    None => name,
                }
            })
            .collect()
    }

    fn text(&mut self, text: &str) -> u32 {
        let next = self.texts.len() as u32;
        *self.texts.entry(text.trim().to_lowercase()).or_insert(next)
    }

    pub(super) fn finish(self) -> Attributes {
        let mut offset = vec![0];
        offset.extend(self.ends);
        Attributes {
            names: TextColumn::new(Self::names_for_people(self.names, &self.written).iter()),
            texts: TextColumn::new(super::source::by_number(self.texts).iter()),
            offset: Column::new(offset),
            name: Column::new(self.name),
            kind: Column::new(self.kind),
            value: Column::new(self.value),
        }
    }
}

impl Attributes {
    /// The attributes of a product: the name's number and the value.
    pub fn of(&self, product: ProductIndex) -> impl Iterator<Item = (u32, Value)> + '_ {
        let at = product as usize;
        let range = match (self.offset.get(at), self.offset.get(at + 1)) {
            (Some(&from), Some(&to)) => from as usize..to as usize,
            _ => 0..0,
        };
        range.map(|at| {
            let value = match self.kind[at] {
                KIND_TEXT => Value::Text(self.value[at]),
                KIND_NUMBER => Value::Number(f32::from_bits(self.value[at])),
                _ => Value::Flag(self.value[at] != 0),
            };
            (self.name[at], value)
        })
    }

    /// The value of one attribute of a product.
    pub fn value(&self, product: ProductIndex, name: u32) -> Option<Value> {
        self.of(product)
            .find(|(own, _)| *own == name)
            .map(|(_, value)| value)
    }

    /// An attribute's name, with its unit where it has one, as most products write it: `memory (GB)`.
    pub fn name(&self, name: u32) -> &str {
        self.names.get(name)
    }

    /// The number of the attribute with this name, however its letters are written.
    pub fn named(&self, name: &str) -> Option<u32> {
        let name = name.to_lowercase();
        (0..self.names.len() as u32).find(|&number| self.names.get(number).to_lowercase() == name)
    }

    /// How many names there are.
    pub fn name_count(&self) -> usize {
        self.names.len()
    }

    /// A word, in lower case.
    pub fn text(&self, text: u32) -> &str {
        self.texts.get(text)
    }

    /// How many words there are.
    pub(super) fn text_count(&self) -> usize {
        self.texts.len()
    }

    /// How many products there are.
    pub(super) fn products(&self) -> usize {
        self.offset.len().saturating_sub(1)
    }

    pub(super) fn write(&self, sections: &mut Sections) {
        self.names.write("catalogue/attribute_name", sections);
        self.texts.write("catalogue/attribute_text", sections);
        sections.put("catalogue/attribute.offset", &self.offset);
        sections.put("catalogue/attribute.name", &self.name);
        sections.put("catalogue/attribute.kind", &self.kind);
        sections.put("catalogue/attribute.value", &self.value);
    }

    pub(super) fn read(sections: &Sections) -> Result<Self, SectionError> {
        let name = "catalogue/attribute.offset";
        let attributes = Self {
            names: TextColumn::read("catalogue/attribute_name", sections)?,
            texts: TextColumn::read("catalogue/attribute_text", sections)?,
            offset: sections.get(name)?,
            name: sections.get("catalogue/attribute.name")?,
            kind: sections.get("catalogue/attribute.kind")?,
            value: sections.get("catalogue/attribute.value")?,
        };
        let products = attributes.products();
        for length in [
            attributes.name.len(),
            attributes.kind.len(),
            attributes.value.len(),
        ] {
            check_offsets(name, &attributes.offset, products, length)?;
        }
        Ok(attributes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(number: f64, unit: &str) -> Attribute {
        Attribute {
            value: AttributeValue::Number(number),
            unit: Some(unit.to_owned()),
        }
    }

    #[test]
    fn numbers_of_one_quantity_stand_in_one_unit() {
        let mut source = AttributesSource::default();
        source.push(&BTreeMap::from([("disk".to_owned(), number(1.0, "TB"))]));
        let screen = Attribute {
            value: AttributeValue::Text(" OLED".into()),
            unit: None,
        };
        source.push(&BTreeMap::from([
            ("disk".to_owned(), number(512.0, "GB")),
            ("screen".to_owned(), screen),
        ]));
        let attributes = source.finish();
        let disk = attributes.named("disk (gb)").unwrap();
        assert_eq!(attributes.name(disk), "disk (GB)");
        assert_eq!(attributes.value(0, disk), Some(Value::Number(1_000.0)));
        assert_eq!(attributes.value(1, disk), Some(Value::Number(512.0)));
        let screen = attributes.named("screen").unwrap();
        assert!(
            matches!(attributes.value(1, screen), Some(Value::Text(text)) if attributes.text(text) == "oled")
        );
        assert_eq!(attributes.value(0, screen), None);
        assert_eq!(attributes.of(9).count(), 0);
    }
}
