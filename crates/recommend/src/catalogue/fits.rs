//! What an accessory or a service says it is for, resolved to numbers.

use rustc_hash::FxHashMap;
use shop::Fits;

use super::{Attributes, Catalogue, Value};
use crate::{
    column::{Column, SectionError, Sections, check_offsets},
    query::ProductIndex,
};

const PRODUCT: u8 = 0;
const GROUP: u8 = 1;
const LEAF: u8 = 2;
const TEXT: u8 = 3;
const NUMBER: u8 = 4;
const FLAG: u8 = 5;
/// Declared, but of nothing that the catalogue holds: fits nothing.
const NOTHING: u8 = 6;

/// Something that an accessory can say it is for: a product, a group, a leaf category or an attribute's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FitTarget {
    kind: u8,
    what: u32,
    value: u32,
}

impl FitTarget {
    /// The name's number where it is an attribute's value.
    pub fn attribute(self) -> Option<u32> {
        matches!(self.kind, TEXT | NUMBER | FLAG).then_some(self.what)
    }
}

/// Per product, what it is for.
#[derive(Clone, Default)]
pub(super) struct FitsColumns {
    offset: Column<u32>,
    kind: Column<u8>,
    /// Product, group, leaf category or attribute name.
    what: Column<u32>,
    /// The attribute's value, as a word's number, bits of a number or 0 and 1.
    value: Column<u32>,
}

/// Collects declarations in the order of the products' indices.
#[derive(Default)]
pub(super) struct FitsSource {
    ends: Vec<u32>,
    declared: Vec<Fits>,
}

impl FitsSource {
    pub(super) fn push(&mut self, fits: &[Fits]) {
        self.declared.extend_from_slice(fits);
        self.ends.push(self.declared.len() as u32);
    }

    pub(super) fn finish(
        self,
        ids: &[String],
        groups: &FxHashMap<String, u32>,
        leaves: &FxHashMap<String, u32>,
        attributes: &Attributes,
    ) -> FitsColumns {
        let products: FxHashMap<&str, u32> = ids.iter().map(String::as_str).zip(0..).collect();
        let known = KnownAttributes::new(attributes);
        let mut rows = Rows::default();
        let mut from = 0;
        for end in self.ends {
            for fits in &self.declared[from as usize..end as usize] {
                match fits {
                    Fits::Product(id) => rows.push(PRODUCT, products.get(id.as_str()).copied()),
                    Fits::Group(group) => rows.push(GROUP, groups.get(group).copied()),
                    Fits::Category(category) => {
                        let path = category.path();
                        let below = |leaf: &str| {
                            let rest = leaf.strip_prefix(&path);
                            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" > "))
                        };
                        let mut covered: Vec<u32> = leaves
                            .iter()
                            .filter(|(leaf, _)| below(leaf))
                            .map(|(_, &leaf)| leaf)
                            .collect();
                        covered.sort_unstable();
                        for leaf in covered {
                            rows.push(LEAF, Some(leaf));
                        }
                        rows.push(NOTHING, Some(0));
                    }
                    Fits::Attribute { name, value } => rows.push_attribute(&known, name, value),
                }
            }
            from = end;
            rows.offset.push(rows.kind.len() as u32);
        }
        rows.finish()
    }
}

/// Attribute names, with and without their units, and words, by what they are called.
struct KnownAttributes<'a> {
    names: FxHashMap<String, Vec<u32>>,
    texts: FxHashMap<&'a str, u32>,
}

impl<'a> KnownAttributes<'a> {
    fn new(attributes: &'a Attributes) -> Self {
        let mut names: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for number in 0..attributes.name_count() as u32 {
            let full = attributes.name(number).to_lowercase();
            let bare = full.rsplit_once(" (").map(|(bare, _)| bare.to_owned());
            names.entry(full).or_default().push(number);
            if let Some(bare) = bare {
                names.entry(bare).or_default().push(number);
            }
        }
        let texts = (0..attributes.text_count() as u32).map(|number| (attributes.text(number), number));
        Self {
            names,
            texts: texts.collect(),
        }
    }
}

struct Rows {
    offset: Vec<u32>,
    kind: Vec<u8>,
    what: Vec<u32>,
    value: Vec<u32>,
}

impl Default for Rows {
    fn default() -> Self {
        Self {
            offset: vec![0],
            kind: Vec::new(),
            what: Vec::new(),
            value: Vec::new(),
        }
    }
}

impl Rows {
    fn push(&mut self, kind: u8, what: Option<u32>) {
        self.put(
            if what.is_some() { kind } else { NOTHING },
            what.unwrap_or_default(),
            0,
        );
    }

    fn put(&mut self, kind: u8, what: u32, value: u32) {
        self.kind.push(kind);
        self.what.push(what);
        self.value.push(value);
    }

    /// The attribute's value is declared as text; what it means depends on the type the attribute has.
    fn push_attribute(&mut self, known: &KnownAttributes<'_>, name: &str, value: &str) {
        let wanted = value.trim().to_lowercase();
        let before = self.kind.len();
        for &number in known.names.get(&name.to_lowercase()).into_iter().flatten() {
            if let Some(&text) = known.texts.get(wanted.as_str()) {
                self.put(TEXT, number, text);
            }
            if let Ok(parsed) = wanted.parse::<f32>() {
                self.put(NUMBER, number, parsed.to_bits());
            }
            match wanted.as_str() {
                "true" | "yes" | "1" => self.put(FLAG, number, 1),
                "false" | "no" | "0" => self.put(FLAG, number, 0),
                _ => {}
            }
        }
        if self.kind.len() == before {
            self.put(NOTHING, 0, 0);
        }
    }

    fn finish(self) -> FitsColumns {
        FitsColumns {
            offset: Column::new(self.offset),
            kind: Column::new(self.kind),
            what: Column::new(self.what),
            value: Column::new(self.value),
        }
    }
}

/// Everything that an accessory for `product` can name.
pub(super) fn targets(catalogue: &Catalogue, product: ProductIndex) -> impl Iterator<Item = FitTarget> + '_ {
    let target = |kind, what, value| FitTarget { kind, what, value };
    let group = catalogue.group(product).map(|group| target(GROUP, group, 0));
    let leaf = catalogue.leaf(product).map(|leaf| target(LEAF, leaf, 0));
    let attributes = catalogue
        .attributes()
        .of(product)
        .map(move |(name, value)| match value {
            Value::Text(text) => target(TEXT, name, text),
            Value::Number(number) => target(NUMBER, name, number.to_bits()),
            Value::Flag(flag) => target(FLAG, name, u32::from(flag)),
        });
    let product = target(PRODUCT, product, 0);
    std::iter::once(product)
        .chain(group)
        .chain(leaf)
        .chain(attributes)
}

impl FitsColumns {
    fn range(&self, accessory: ProductIndex) -> std::ops::Range<usize> {
        let at = accessory as usize;
        match (self.offset.get(at), self.offset.get(at + 1)) {
            (Some(&from), Some(&to)) => from as usize..to as usize,
            _ => 0..0,
        }
    }

    /// What `accessory` says it is for, as far as the catalogue holds it.
    pub(super) fn declared(&self, accessory: ProductIndex) -> impl Iterator<Item = FitTarget> + '_ {
        let targets = self.range(accessory).map(|at| FitTarget {
            kind: self.kind[at],
            what: self.what[at],
            value: self.value[at],
        });
        targets.filter(|target| target.kind != NOTHING)
    }

    pub(super) fn declares(&self, accessory: ProductIndex) -> bool {
        !self.range(accessory).is_empty()
    }

    pub(super) fn fits(&self, catalogue: &Catalogue, accessory: ProductIndex, product: ProductIndex) -> bool {
        self.range(accessory).any(|at| {
            let (what, value) = (self.what[at], self.value[at]);
            let attribute = || catalogue.attributes().value(product, what);
            match self.kind[at] {
                PRODUCT => what == product,
                GROUP => catalogue.group(product) == Some(what),
                LEAF => catalogue.leaf(product) == Some(what),
                TEXT => attribute() == Some(Value::Text(value)),
                NUMBER => attribute() == Some(Value::Number(f32::from_bits(value))),
                FLAG => attribute() == Some(Value::Flag(value != 0)),
                _ => false,
            }
        })
    }

    pub(super) fn products(&self) -> usize {
        self.offset.len().saturating_sub(1)
    }

    pub(super) fn write(&self, sections: &mut Sections) {
        sections.put("catalogue/fits.offset", &self.offset);
        sections.put("catalogue/fits.kind", &self.kind);
        sections.put("catalogue/fits.what", &self.what);
        sections.put("catalogue/fits.value", &self.value);
    }

    pub(super) fn read(sections: &Sections) -> Result<Self, SectionError> {
        let name = "catalogue/fits.offset";
        let fits = Self {
            offset: sections.get(name)?,
            kind: sections.get("catalogue/fits.kind")?,
            what: sections.get("catalogue/fits.what")?,
            value: sections.get("catalogue/fits.value")?,
        };
        for length in [fits.kind.len(), fits.what.len(), fits.value.len()] {
            check_offsets(name, &fits.offset, fits.products(), length)?;
        }
        Ok(fits)
    }
}
