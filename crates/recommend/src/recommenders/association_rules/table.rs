//! The rules as they are served: found by the antecedent's hash in one probe or two.

use super::learn::Rule;
use crate::{
    Column, SectionError, Sections,
    column::{check_offsets, row},
    query::ProductIndex,
};

/// Rules by antecedent.
#[derive(Default)]
pub struct Table {
    /// Open addressing with linear probing: the antecedent's number plus 1, 0 where a slot is free. At most half full.
    slot: Column<u32>,
    /// Two products an antecedent; the same twice for one.
    antecedent: Column<u32>,
    /// Orders that hold the antecedent.
    with: Column<u32>,
    /// Where an antecedent's rules begin.
    offset: Column<u32>,
    consequent: Column<u32>,
    leverage: Column<f32>,
    together: Column<u32>,
}

/// One rule of an antecedent.
pub struct Served {
    pub consequent: ProductIndex,
    pub leverage: f32,
    pub together: u32,
}

impl Table {
    /// The table of rules that stand by antecedent.
    pub fn new(rules: &[Rule]) -> Self {
        let (mut antecedent, mut with, mut offset) = (Vec::new(), Vec::new(), vec![0]);
        let mut end = 0;
        for of_one in rules.chunk_by(|a, b| a.antecedent == b.antecedent) {
            antecedent.extend(of_one[0].antecedent);
            with.push(of_one[0].with);
            end += of_one.len() as u32;
            offset.push(end);
        }
        let mut slot = vec![0; (with.len() * 2).next_power_of_two()];
        let mask = slot.len() - 1;
        for (number, products) in (1_u32..).zip(antecedent.chunks_exact(2)) {
            let mut at = hash([products[0], products[1]]) as usize & mask;
            while slot[at] != 0 {
                at = (at + 1) & mask;
            }
            slot[at] = number;
        }
        Self {
            slot: Column::new(slot),
            antecedent: Column::new(antecedent),
            with: Column::new(with),
            offset: Column::new(offset),
            consequent: Column::new(rules.iter().map(|rule| rule.consequent).collect()),
            leverage: Column::new(rules.iter().map(|rule| rule.leverage).collect()),
            together: Column::new(rules.iter().map(|rule| rule.together).collect()),
        }
    }

    /// The number of the antecedent of these two products in rising order, where it has rules.
    pub fn find(&self, products: [ProductIndex; 2]) -> Option<u32> {
        let slots = &*self.slot;
        let mask = slots.len().checked_sub(1)?;
        let mut at = hash(products) as usize & mask;
        // A damaged table may be full; whoever asks still gets an answer.
        for _ in 0..slots.len() {
            let number = slots[at].checked_sub(1)?;
            let place = number as usize * 2;
            if self.antecedent.get(place..place + 2) == Some(&products[..]) {
                return Some(number);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// The rules of an antecedent, best first.
    pub fn rules(&self, number: u32) -> impl Iterator<Item = Served> + '_ {
        let consequents = row(&self.consequent, &self.offset, number).iter();
        let leverages = row(&self.leverage, &self.offset, number).iter();
        let together = row(&self.together, &self.offset, number).iter();
        consequents
            .zip(leverages)
            .zip(together)
            .map(|((&consequent, &leverage), &together)| Served {
                consequent,
                leverage,
                together,
            })
    }

    /// Orders that hold an antecedent.
    pub fn with(&self, number: u32) -> u32 {
        self.with.get(number as usize).copied().unwrap_or_default()
    }

    /// How many rules have one product as antecedent, and how many two.
    pub fn counts(&self) -> [usize; 2] {
        let mut counts = [0; 2];
        for (number, products) in (0..).zip(self.antecedent.chunks_exact(2)) {
            counts[usize::from(products[0] != products[1])] +=
                row(&self.consequent, &self.offset, number).len();
        }
        counts
    }

    /// Writes the arrays.
    pub fn write(&self, sections: &mut Sections) {
        sections.put("association_rules/slot", &self.slot);
        sections.put("association_rules/antecedent", &self.antecedent);
        sections.put("association_rules/with", &self.with);
        sections.put("association_rules/offset", &self.offset);
        sections.put("association_rules/consequent", &self.consequent);
        sections.put("association_rules/leverage", &self.leverage);
        sections.put("association_rules/together", &self.together);
    }

    /// Reads the arrays back.
    ///
    /// # Errors
    /// [`SectionError`] where they are missing or do not fit together.
    pub fn read(sections: &Sections) -> Result<Self, SectionError> {
        let name = "association_rules/offset";
        let table = Self {
            slot: sections.get("association_rules/slot")?,
            antecedent: sections.get("association_rules/antecedent")?,
            with: sections.get("association_rules/with")?,
            offset: sections.get(name)?,
            consequent: sections.get("association_rules/consequent")?,
            leverage: sections.get("association_rules/leverage")?,
            together: sections.get("association_rules/together")?,
        };
        let lengths = [table.consequent.len(), table.leverage.len(), table.together.len()];
        for length in lengths {
            check_offsets(name, &table.offset, table.with.len(), length)?;
        }
        if !table.slot.len().is_power_of_two() || table.antecedent.len() != table.with.len() * 2 {
            return Err(SectionError::Inconsistent("association_rules/slot".to_owned()));
        }
        Ok(table)
    }
}

fn hash([first, second]: [ProductIndex; 2]) -> u32 {
    let both = u64::from(first) << 32 | u64::from(second);
    let mixed = (both ^ both >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as u32
}
