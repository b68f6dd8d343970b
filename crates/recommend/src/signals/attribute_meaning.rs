//! **What a shopkeeper sees:** which of two products of a kind is better, and in what.
//!
//! **Method:** for each attribute of a leaf category the rank correlation of its values with the prices tells which way
//! is better, where it is strong enough for so few models; else about the same is wanted. What accessories ask for, and
//! sizes, voltages and platforms, must be the same.
//!
//! **When it fails:** where prices say nothing of quality; categories that mix different things.
//!
//! **Source:** C. Spearman, "The proof and measurement of association between two things", 1904.

mod learn;

use crate::{
    Catalogue, Column, History, Params, SectionError, Sections, Signal, Value, query::ProductIndex,
    search::is_code,
};

/// By how much what is neither better nor worse may differ, as a share.
const TOLERANCE: f64 = 0.1;
/// Differences below this share are rounding.
const ROUNDING: f64 = 0.001;

/// What more of an attribute means within a leaf.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meaning {
    More,
    Less,
    /// Neither: a matter of taste or need, so about the same is wanted.
    Alike,
    /// The same is needed.
    Same,
}

impl Meaning {
    const ALL: [Self; 4] = [Self::More, Self::Less, Self::Alike, Self::Same];
}

/// The signal: what attributes mean, sorted by leaf and name.
#[derive(Default)]
pub struct AttributeMeaning {
    leaf: Column<u32>,
    name: Column<u32>,
    meaning: Column<u8>,
}

/// An attribute in which two products differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The attribute's number in the catalogue.
    pub name: u32,
    /// The value of the one; none where it is not known.
    pub from: Option<Value>,
    /// The value of the other.
    pub to: Option<Value>,
    /// Whether the other is better in it; none where neither is.
    pub better: Option<bool>,
    /// How much they differ, as a share of the larger one.
    pub share: f64,
}

impl AttributeMeaning {
    fn of(&self, leaf: u32, name: u32) -> Option<Meaning> {
        let (mut low, mut high) = (0, self.leaf.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if (self.leaf[middle], self.name[middle]) < (leaf, name) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let found = (self.leaf.get(low), self.name.get(low)) == (Some(&leaf), Some(&name));
        let meaning = *self.meaning.get(low).filter(|_| found)?;
        Meaning::ALL.get(usize::from(meaning)).copied()
    }

    /// In how many attributes `to` is better than `from`; none where it is worse in one or does not serve the same.
    pub fn compare(&self, catalogue: &Catalogue, from: ProductIndex, to: ProductIndex) -> Option<u32> {
        let Some(leaf) = catalogue.leaf(from) else {
            return Some(0);
        };
        let attributes = catalogue.attributes();
        let mut better = 0;
        for (name, own) in attributes.of(from) {
            if let Some(meaning) = self.of(leaf, name) {
                better += u32::from(compare_values(meaning, own, attributes.value(to, name))?);
            }
        }
        // What only the dearer one has.
        for (name, value) in attributes.of(to).filter(|(_, value)| *value == Value::Flag(true)) {
            if attributes.value(from, name).is_none() {
                let meaning = self.of(leaf, name);
                let compared =
                    meaning.map(|meaning| compare_values(meaning, Value::Flag(false), Some(value)));
                better += u32::from(compared.unwrap_or(Some(false))?);
            }
        }
        Some(better)
    }

    /// Every attribute in which the two differ: those in which one is better first, and of these the one that differs
    /// most.
    pub fn differences(
        &self,
        catalogue: &Catalogue,
        from: ProductIndex,
        to: ProductIndex,
    ) -> Vec<Difference> {
        let attributes = catalogue.attributes();
        let leaf = catalogue.leaf(from);
        let only_other = attributes
            .of(to)
            .filter(|(name, _)| attributes.value(from, *name).is_none());
        let names = attributes.of(from).chain(only_other).map(|(name, _)| name);
        // That two products have different codes tells nobody anything.
        let names = names.filter(|&name| !is_code(attributes.name(name)));
        let difference = |name: u32| {
            let (own, other) = (attributes.value(from, name), attributes.value(to, name));
            let meaning = leaf.and_then(|leaf| self.of(leaf, name));
            (own != other).then(|| Difference {
                name,
                from: own,
                to: other,
                better: meaning.and_then(|meaning| better(meaning, own, other)),
                share: differing_share(own, other),
            })
        };
        let mut differences: Vec<Difference> = names.filter_map(difference).collect();
        differences.sort_by(|one, two| {
            let rank = |difference: &Difference| (difference.better.is_none(), -difference.share);
            let (one_rank, two_rank) = (rank(one), rank(two));
            one_rank
                .0
                .cmp(&two_rank.0)
                .then(one_rank.1.total_cmp(&two_rank.1))
                .then(one.name.cmp(&two.name))
        });
        differences
    }
}

/// Which way a difference goes; none where it is a matter of taste or too little is known.
fn better(meaning: Meaning, own: Option<Value>, other: Option<Value>) -> Option<bool> {
    if !matches!(meaning, Meaning::More | Meaning::Less) {
        return None;
    }
    let own = own.unwrap_or(Value::Flag(false));
    match compare_values(meaning, own, other) {
        Some(true) => Some(true),
        None => Some(false),
        Some(false) => None,
    }
}

fn differing_share(own: Option<Value>, other: Option<Value>) -> f64 {
    match (own, other) {
        (Some(Value::Number(own)), Some(Value::Number(other))) => {
            let (own, other) = (f64::from(own), f64::from(other));
            (other - own).abs() / own.abs().max(other.abs()).max(f64::MIN_POSITIVE)
        }
        _ => 1.0,
    }
}

/// Whether `other` is better than `own`; none where it is worse or of no use.
fn compare_values(meaning: Meaning, own: Value, other: Option<Value>) -> Option<bool> {
    let (own, other) = match (own, other) {
        (Value::Flag(own), other) => (f64::from(own), f64::from(other == Some(Value::Flag(true)))),
        (Value::Number(own), Some(Value::Number(other))) => (f64::from(own), f64::from(other)),
        // Of an unknown number nothing is claimed.
        (Value::Number(_), _) if meaning != Meaning::Same => return Some(false),
        (own, other) => return (other == Some(own)).then_some(false),
    };
    let difference = (other - own) / own.abs().max(other.abs()).max(f64::MIN_POSITIVE);
    let is_more = match meaning {
        Meaning::More => difference,
        Meaning::Less => -difference,
        Meaning::Alike => return (difference.abs() <= TOLERANCE).then_some(false),
        Meaning::Same => return (difference.abs() <= ROUNDING).then_some(false),
    };
    (is_more >= -ROUNDING).then_some(is_more > ROUNDING)
}

impl Signal for AttributeMeaning {
    const ID: &'static str = "attribute_meaning";
    const SEES: &'static str = "Which of two products of a kind is better, and in what.";

    fn learn(_history: &History, catalogue: &Catalogue, _params: &Params) -> Self {
        let meaning = learn::learn(catalogue);
        let number = |meaning: &Meaning| {
            Meaning::ALL
                .iter()
                .position(|known| known == meaning)
                .unwrap_or_default() as u8
        };
        Self {
            leaf: Column::new(meaning.keys().map(|(leaf, _)| *leaf).collect()),
            name: Column::new(meaning.keys().map(|(_, name)| *name).collect()),
            meaning: Column::new(meaning.values().map(number).collect()),
        }
    }

    fn write(&self, sections: &mut Sections) {
        sections.put("attribute_meaning/leaf", &self.leaf);
        sections.put("attribute_meaning/name", &self.name);
        sections.put("attribute_meaning/meaning", &self.meaning);
    }

    fn read(sections: &Sections, _catalogue: &Catalogue) -> Result<Self, SectionError> {
        let signal = Self {
            leaf: sections.get("attribute_meaning/leaf")?,
            name: sections.get("attribute_meaning/name")?,
            meaning: sections.get("attribute_meaning/meaning")?,
        };
        let length = signal.leaf.len();
        if signal.name.len() == length && signal.meaning.len() == length {
            Ok(signal)
        } else {
            Err(SectionError::Inconsistent(Self::ID.to_owned()))
        }
    }

    fn tells(&self, _product: ProductIndex) -> Vec<(&'static str, f64)> {
        Vec::new()
    }
}
