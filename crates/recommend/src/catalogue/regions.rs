//! Where products may be sold or delivered: each product names one of few sets of regions, or none and goes everywhere.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use shop::Region;

use super::source::by_number;
use crate::{
    column::{Column, SectionError, Sections, TextColumn},
    query::ProductIndex,
};

/// The set of a product that goes everywhere.
const EVERYWHERE: u32 = 0;

/// The columns; empty where every product goes everywhere.
#[derive(Clone, Default)]
pub(super) struct Regions {
    /// Per product, the number of its set, counted from 1.
    set: Column<u32>,
    /// The sets, each as codes with a space between.
    sets: TextColumn,
}

/// The regions of products as they come in.
#[derive(Default)]
pub(super) struct RegionsSource {
    set: Vec<u32>,
    sets: FxHashMap<String, u32>,
}

impl RegionsSource {
    /// Adds those of the next product.
    pub fn push(&mut self, regions: &BTreeSet<Region>) {
        if regions.is_empty() {
            self.set.push(EVERYWHERE);
            return;
        }
        let codes: Vec<&str> = regions.iter().map(Region::code).collect();
        let next = self.sets.len() as u32 + 1;
        self.set.push(*self.sets.entry(codes.join(" ")).or_insert(next));
    }

    /// Builds the columns.
    pub fn finish(self) -> Regions {
        if self.sets.is_empty() {
            return Regions::default();
        }
        Regions {
            set: Column::new(self.set),
            sets: TextColumn::new(by_number(self.sets).iter()),
        }
    }
}

impl Regions {
    /// Whether any product names its regions.
    pub fn any(&self) -> bool {
        !self.set.is_empty()
    }

    /// Whether a product may be sold in `region`.
    pub fn goes_to(&self, product: ProductIndex, region: Region) -> bool {
        match self.set.get(product as usize) {
            None | Some(&EVERYWHERE) => true,
            Some(&set) => self
                .sets
                .get(set - 1)
                .split(' ')
                .any(|code| code == region.code()),
        }
    }

    /// Writes the columns.
    pub fn write(&self, sections: &mut Sections) {
        sections.put("catalogue/region_set", &self.set);
        self.sets.write("catalogue/regions", sections);
    }

    /// Reads the columns of so many products.
    ///
    /// # Errors
    /// [`SectionError`] where they are missing or do not fit together.
    pub fn read(sections: &Sections, products: usize) -> Result<Self, SectionError> {
        let name = "catalogue/region_set";
        let regions = Self {
            set: sections.get(name)?,
            sets: TextColumn::read("catalogue/regions", sections)?,
        };
        let known = regions.sets.len() as u32;
        let is_whole = regions.set.is_empty() || regions.set.len() == products;
        if is_whole && regions.set.iter().all(|&set| set <= known) {
            Ok(regions)
        } else {
            Err(SectionError::Inconsistent(name.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(code: &str) -> Region {
        Region::new(code).unwrap()
    }

    #[test]
    fn products_go_where_they_say_and_others_everywhere() {
        let mut source = RegionsSource::default();
        for codes in [&[][..], &["DE", "RO"], &["AE"]] {
            source.push(&codes.iter().map(|code| region(code)).collect());
        }
        let mut sections = Sections::default();
        source.finish().write(&mut sections);
        let regions = Regions::read(&sections, 3).unwrap();
        let to = |code| [0, 1, 2, 3].map(|product| regions.goes_to(product, region(code)));
        assert_eq!(to("RO"), [true, true, false, true]);
        assert_eq!(to("AE"), [true, false, true, true]);
        assert!(Regions::read(&sections, 4).is_err());
    }

    #[test]
    fn a_shop_without_regions_keeps_nothing_of_them() {
        let mut source = RegionsSource::default();
        source.push(&BTreeSet::new());
        let regions = source.finish();
        assert!(!regions.any() && regions.goes_to(0, region("RO")));
    }
}
