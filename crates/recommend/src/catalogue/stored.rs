//! A catalogue's columns to the arrays of a snapshot and back.

use shop::Currency;

use super::{Attributes, Catalogue, fits, regions, reviews};
use crate::{
    column::{Column, SectionError, Sections, TextColumn, check_offsets},
    titles::TitleWords,
};

impl Catalogue {
    /// Writes every column.
    pub fn write(&self, sections: &mut Sections) {
        self.ids.write("catalogue/id", sections);
        self.locales.write("catalogue/locale", sections);
        self.categories.write("catalogue/category", sections);
        TextColumn::new(self.currencies.iter().map(Currency::code))
            .write("catalogue/currency_code", sections);
        self.image_urls.write("catalogue/image_url", sections);
        self.page_urls.write("catalogue/page_url", sections);
        for (index, titles) in self.titles.iter().enumerate() {
            titles.write(
                &format!("catalogue/title.{}", self.locales.get(index as u32)),
                sections,
            );
        }
        sections.put("catalogue/id_slot", &self.id_slot);
        sections.put("catalogue/leaf", &self.leaf);
        sections.put("catalogue/group", &self.group);
        sections.put("catalogue/price_minor", &self.price_minor);
        sections.put("catalogue/list_price_minor", &self.list_price_minor);
        sections.put("catalogue/price_valid_until_ms", &self.price_valid_until_ms);
        sections.put("catalogue/unit_cost_minor", &self.unit_cost_minor);
        sections.put("catalogue/currency", &self.currency);
        sections.put("catalogue/stock", &self.stock);
        sections.put("catalogue/kind", &self.kind);
        sections.put("catalogue/flags", &self.flags);
        sections.put("catalogue/launched_day", &self.launched_day);
        sections.put("catalogue/link.offset", &self.link_offset);
        sections.put("catalogue/link.to", &self.link_to);
        sections.put("catalogue/link.kind", &self.link_kind);
        sections.put("catalogue/price_median", &self.price_median);
        sections.put("catalogue/brand", &self.brand);
        self.brands.write("catalogue/brand_name", sections);
        self.tags.write("catalogue/tags", sections);
        self.attributes.write(sections);
        self.fits.write(sections);
        self.regions.write(sections);
        self.reviews.write(sections);
        self.title_words.write(sections);
    }

    /// Reads every column back.
    ///
    /// # Errors
    /// [`SectionError`] where one is missing or they do not fit together.
    pub fn read(sections: &Sections) -> Result<Self, SectionError> {
        let locales = TextColumn::read("catalogue/locale", sections)?;
        let tags = (0..locales.len() as u32).map(|index| locales.get(index));
        let titles = tags
            .map(|tag| TextColumn::read(&format!("catalogue/title.{tag}"), sections))
            .collect::<Result<_, _>>()?;
        let leaf: Column<u32> = sections.get("catalogue/leaf")?;
        let catalogue = Self {
            titles,
            locales,
            title_words: TitleWords::read(sections, leaf.len())?,
            regions: regions::Regions::read(sections, leaf.len())?,
            leaf,
            ids: TextColumn::read("catalogue/id", sections)?,
            id_slot: sections.get("catalogue/id_slot")?,
            categories: TextColumn::read("catalogue/category", sections)?,
            currencies: read_currencies(sections)?,
            group: sections.get("catalogue/group")?,
            price_minor: sections.get("catalogue/price_minor")?,
            list_price_minor: sections.get("catalogue/list_price_minor")?,
            price_valid_until_ms: sections.get("catalogue/price_valid_until_ms")?,
            unit_cost_minor: sections.get("catalogue/unit_cost_minor")?,
            currency: sections.get("catalogue/currency")?,
            stock: sections.get("catalogue/stock")?,
            kind: sections.get("catalogue/kind")?,
            flags: sections.get("catalogue/flags")?,
            launched_day: sections.get("catalogue/launched_day")?,
            image_urls: TextColumn::read("catalogue/image_url", sections)?,
            page_urls: TextColumn::read("catalogue/page_url", sections)?,
            link_offset: sections.get("catalogue/link.offset")?,
            link_to: sections.get("catalogue/link.to")?,
            link_kind: sections.get("catalogue/link.kind")?,
            price_median: sections.get("catalogue/price_median")?,
            brand: sections.get("catalogue/brand")?,
            brands: TextColumn::read("catalogue/brand_name", sections)?,
            tags: TextColumn::read("catalogue/tags", sections)?,
            descriptions: TextColumn::default(),
            attributes: Attributes::read(sections)?,
            fits: fits::FitsColumns::read(sections)?,
            reviews: reviews::Reviews::read(sections)?,
        };
        catalogue.check()
    }

    fn check(self) -> Result<Self, SectionError> {
        let count = self.len();
        let inconsistent = |name: &str| Err(SectionError::Inconsistent(format!("catalogue/{name}")));
        let lengths = [
            ("group", self.group.len()),
            ("price_minor", self.price_minor.len()),
            ("list_price_minor", self.list_price_minor.len()),
            ("price_valid_until_ms", self.price_valid_until_ms.len()),
            ("unit_cost_minor", self.unit_cost_minor.len()),
            ("currency", self.currency.len()),
            ("stock", self.stock.len()),
            ("kind", self.kind.len()),
            ("flags", self.flags.len()),
            ("launched_day", self.launched_day.len()),
            ("id", self.ids.len()),
            ("brand", self.brand.len()),
            ("tags", self.tags.len()),
            ("attribute", self.attributes.products()),
            ("fits", self.fits.products()),
            ("review", self.reviews.products()),
        ];
        if let Some((name, _)) = lengths.iter().find(|(_, length)| *length != count) {
            return inconsistent(name);
        }
        if !self.id_slot.len().is_power_of_two() {
            return inconsistent("id_slot");
        }
        check_offsets("catalogue/link", &self.link_offset, count, self.link_to.len())?;
        check_offsets("catalogue/link", &self.link_offset, count, self.link_kind.len())?;
        Ok(self)
    }
}

fn read_currencies(sections: &Sections) -> Result<Vec<Currency>, SectionError> {
    let name = "catalogue/currency_code";
    let codes = TextColumn::read(name, sections)?;
    let currency =
        |index| Currency::new(codes.get(index)).map_err(|_| SectionError::Inconsistent(name.to_owned()));
    (0..codes.len() as u32).map(currency).collect()
}
