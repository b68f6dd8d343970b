//! The products as the serving path needs them: columns by product index, ready to be mapped from a file.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};
use shop::{Currency, LinkKind, Locale, Money, Product, ProductKind, Stock};

use crate::{
    column::{Column, SectionError, Sections, TextColumn, check_offsets, row},
    query::ProductIndex,
    titles::TitleWords,
};

/// Bits of a product's `flags`.
pub mod flags {
    /// On sale.
    pub const ACTIVE: u8 = 1;
    /// Postage, charges: known only from fee lines of orders.
    pub const FEE: u8 = 2;
}

const NONE: u32 = u32::MAX;
const STOCK_UNKNOWN: u32 = u32::MAX;
const STOCK_UNTRACKED: u32 = u32::MAX - 1;
const AMOUNT_UNKNOWN: i64 = i64::MIN;

/// A hand-made link between two products of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownLink {
    /// The product whose buyers see the link.
    pub from: ProductIndex,
    /// The product that is offered.
    pub to: ProductIndex,
    /// What the link means.
    pub kind: LinkKind,
    /// Smaller comes first.
    pub position: u32,
}

/// Collects products, in the order of their indices.
#[derive(Default)]
pub struct CatalogueSource {
    ids: Vec<String>,
    titles: FxHashMap<Locale, Vec<(ProductIndex, String)>>,
    categories: FxHashMap<String, u32>,
    groups: FxHashMap<String, u32>,
    currencies: FxHashMap<Currency, u8>,
    leaf: Vec<u32>,
    group: Vec<u32>,
    price_minor: Vec<i64>,
    list_price_minor: Vec<i64>,
    unit_cost_minor: Vec<i64>,
    currency: Vec<u8>,
    stock: Vec<u32>,
    kind: Vec<u8>,
    flags: Vec<u8>,
    launched_day: Vec<i32>,
    image_urls: Vec<String>,
    page_urls: Vec<String>,
    links: Vec<KnownLink>,
}

/// The finished columns.
#[derive(Clone, Default)]
pub struct Catalogue {
    ids: TextColumn,
    id_slot: Column<u32>,
    locales: TextColumn,
    titles: Vec<TextColumn>,
    categories: TextColumn,
    currencies: Vec<Currency>,
    leaf: Column<u32>,
    group: Column<u32>,
    price_minor: Column<i64>,
    list_price_minor: Column<i64>,
    unit_cost_minor: Column<i64>,
    currency: Column<u8>,
    stock: Column<u32>,
    kind: Column<u8>,
    flags: Column<u8>,
    launched_day: Column<i32>,
    image_urls: TextColumn,
    page_urls: TextColumn,
    title_words: TitleWords,
    link_offset: Column<u32>,
    link_to: Column<u32>,
    link_kind: Column<u8>,
    price_median: Column<i64>,
}

impl CatalogueSource {
    /// Adds the product with the next index. `fee` tells that orders know it only as a fee line.
    pub fn push(&mut self, product: &Product, fee: bool) {
        let index = self.ids.len() as ProductIndex;
        self.ids.push(product.id.as_str().to_owned());
        for (locale, title) in &product.title.0 {
            self.titles
                .entry(locale.clone())
                .or_default()
                .push((index, title.clone()));
        }
        self.leaf.push(match product.category.leaf() {
            Some(_) => number(&mut self.categories, product.category.path()),
            None => NONE,
        });
        self.group.push(
            product
                .group
                .as_ref()
                .map_or(NONE, |group| number(&mut self.groups, group.clone())),
        );
        let currency = product
            .price
            .or(product.list_price)
            .or(product.unit_cost)
            .map(|money| money.currency);
        let known = self.currencies.len() as u8;
        self.currency.push(currency.map_or(u8::MAX, |currency| {
            *self.currencies.entry(currency).or_insert(known)
        }));
        let minor = |money: Option<Money>| money.map_or(AMOUNT_UNKNOWN, |money| money.minor);
        self.price_minor.push(minor(product.price));
        self.list_price_minor.push(minor(product.list_price));
        self.unit_cost_minor.push(minor(product.unit_cost));
        self.stock.push(match product.stock {
            Stock::Unknown => STOCK_UNKNOWN,
            Stock::Untracked => STOCK_UNTRACKED,
            Stock::Quantity(quantity) => quantity.min(STOCK_UNTRACKED - 1),
        });
        let kind = ProductKind::ALL.iter().position(|&kind| kind == product.kind);
        self.kind.push(kind.unwrap_or_default() as u8);
        self.flags
            .push(if product.active { flags::ACTIVE } else { 0 } | if fee { flags::FEE } else { 0 });
        self.launched_day
            .push(product.launched_at.map_or(i32::MIN, |at| at.day().0));
        self.image_urls
            .push(product.image_url.clone().unwrap_or_default());
        self.page_urls.push(product.page_url.clone().unwrap_or_default());
    }

    /// Adds a link the merchant set by hand.
    pub fn link(&mut self, link: KnownLink) {
        self.links.push(link);
    }

    /// How many products were added.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Builds the columns.
    pub fn finish(mut self) -> Catalogue {
        let count = self.ids.len();
        let mut by_locale: Vec<_> = std::mem::take(&mut self.titles).into_iter().collect();
        by_locale.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let titles: Vec<TextColumn> = by_locale
            .iter()
            .map(|(_, titles)| spread(titles, count))
            .collect();
        let uncategorised = |index: ProductIndex| {
            let leaf = self.leaf[index as usize];
            let first = || {
                titles
                    .iter()
                    .map(|column| column.get(index))
                    .find(|title| !title.is_empty())
            };
            if leaf == NONE {
                first().unwrap_or_default()
            } else {
                ""
            }
        };
        let title_words = TitleWords::build((0..count as ProductIndex).map(uncategorised));
        let (link_offset, link_to, link_kind) = link_rows(std::mem::take(&mut self.links), count);
        let mut prices: Vec<i64> = self
            .price_minor
            .iter()
            .copied()
            .filter(|&minor| minor > 0)
            .collect();
        prices.sort_unstable();
        Catalogue {
            id_slot: id_slots(&self.ids),
            ids: TextColumn::new(self.ids.iter()),
            locales: TextColumn::new(by_locale.iter().map(|(locale, _)| locale.as_str())),
            titles,
            categories: TextColumn::new(by_number(self.categories).iter()),
            currencies: by_number(self.currencies),
            leaf: Column::new(self.leaf),
            group: Column::new(self.group),
            price_minor: Column::new(self.price_minor),
            list_price_minor: Column::new(self.list_price_minor),
            unit_cost_minor: Column::new(self.unit_cost_minor),
            currency: Column::new(self.currency),
            stock: Column::new(self.stock),
            kind: Column::new(self.kind),
            flags: Column::new(self.flags),
            launched_day: Column::new(self.launched_day),
            image_urls: TextColumn::new(self.image_urls.iter()),
            page_urls: TextColumn::new(self.page_urls.iter()),
            title_words,
            link_offset,
            link_to,
            link_kind,
            price_median: Column::new(prices.get(prices.len() / 2).copied().into_iter().collect()),
        }
    }
}

fn read_currencies(sections: &Sections) -> Result<Vec<Currency>, SectionError> {
    let name = "catalogue/currency_code";
    let codes = TextColumn::read(name, sections)?;
    let currency =
        |index| Currency::new(codes.get(index)).map_err(|_| SectionError::Inconsistent(name.to_owned()));
    (0..codes.len() as u32).map(currency).collect()
}

fn number(numbers: &mut FxHashMap<String, u32>, name: String) -> u32 {
    let next = numbers.len() as u32;
    *numbers.entry(name).or_insert(next)
}

fn by_number<K, N: Ord>(numbers: FxHashMap<K, N>) -> Vec<K> {
    let mut pairs: Vec<_> = numbers.into_iter().collect();
    pairs.sort_unstable_by(|a, b| a.1.cmp(&b.1));
    pairs.into_iter().map(|(name, _)| name).collect()
}

fn spread(titles: &[(ProductIndex, String)], count: usize) -> TextColumn {
    let mut next = titles.iter().peekable();
    TextColumn::new((0..count as ProductIndex).map(|index| {
        next.next_if(|(own, _)| *own == index)
            .map_or("", |(_, title)| title.as_str())
    }))
}

fn hash_id(id: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(id.as_bytes());
    hasher.finish() as usize
}

/// An open-addressing table from id to index: half empty, linear probing, [`NONE`] where free.
fn id_slots(ids: &[String]) -> Column<u32> {
    let size = (ids.len() * 2).next_power_of_two().max(2);
    let mut slots = vec![NONE; size];
    for (index, id) in ids.iter().enumerate() {
        let mut at = hash_id(id) & (size - 1);
        while slots[at] != NONE {
            at = (at + 1) & (size - 1);
        }
        slots[at] = index as u32;
    }
    Column::new(slots)
}

fn link_rows(mut links: Vec<KnownLink>, count: usize) -> (Column<u32>, Column<u32>, Column<u8>) {
    links.retain(|link| (link.from as usize) < count && (link.to as usize) < count && link.from != link.to);
    links.sort_unstable_by_key(|link| (link.from, link.kind, link.position, link.to));
    links.dedup_by_key(|link| (link.from, link.kind, link.to));
    let mut offset = vec![0_u32; count + 1];
    for link in &links {
        offset[link.from as usize + 1] += 1;
    }
    for index in 0..count {
        offset[index + 1] += offset[index];
    }
    let kind = |link: &KnownLink| {
        LinkKind::ALL
            .iter()
            .position(|&kind| kind == link.kind)
            .unwrap_or_default() as u8
    };
    let kinds = links.iter().map(kind).collect();
    (
        Column::new(offset),
        Column::new(links.iter().map(|link| link.to).collect()),
        Column::new(kinds),
    )
}

impl Catalogue {
    /// How many products there are; indices are below it.
    pub fn len(&self) -> usize {
        self.leaf.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The index of the product with this id.
    pub fn index(&self, id: &str) -> Option<ProductIndex> {
        let mask = self.id_slot.len().checked_sub(1)?;
        let mut at = hash_id(id) & mask;
        for _ in 0..=mask {
            match self.id_slot[at] {
                NONE => return None,
                index if self.ids.get(index) == id => return Some(index),
                _ => at = (at + 1) & mask,
            }
        }
        None
    }

    /// The shop's id of a product.
    pub fn id(&self, product: ProductIndex) -> &str {
        self.ids.get(product)
    }

    /// The title in `locale`, else in its language, else in English, else in whichever language there is; with the
    /// language it is in.
    pub fn title(&self, product: ProductIndex, locale: &Locale) -> Option<(&str, &str)> {
        let language_is = |tag: &str, language: &str| tag.split('-').next() == Some(language);
        // The tag is compared first: reading a text costs more than comparing two letters.
        let first = |fits: &dyn Fn(&str) -> bool| {
            let in_language = |index: usize| {
                let tag = self.locales.get(index as u32);
                let title = if fits(tag) {
                    self.titles[index].get(product)
                } else {
                    ""
                };
                (!title.is_empty()).then_some((tag, title))
            };
            (0..self.titles.len()).find_map(in_language)
        };
        first(&|tag| tag == locale.as_str())
            .or_else(|| first(&|tag| language_is(tag, locale.language())))
            .or_else(|| first(&|tag| language_is(tag, "en")))
            .or_else(|| first(&|_| true))
    }

    /// The number of a product's leaf category.
    pub fn leaf(&self, product: ProductIndex) -> Option<u32> {
        self.leaf
            .get(product as usize)
            .copied()
            .filter(|&leaf| leaf != NONE)
    }

    /// The path of a leaf category, `A > B > C`.
    pub fn leaf_path(&self, leaf: u32) -> &str {
        self.categories.get(leaf)
    }

    /// The number of the leaf category with this path.
    pub fn leaf_of_path(&self, path: &str) -> Option<u32> {
        (0..self.categories.len() as u32).find(|&leaf| self.categories.get(leaf) == path)
    }

    /// How many leaf categories there are.
    pub fn leaf_count(&self) -> usize {
        self.categories.len()
    }

    /// What the product costs the customer.
    pub fn price(&self, product: ProductIndex) -> Option<Money> {
        self.amount(&self.price_minor, product)
    }

    /// The price before a reduction.
    pub fn list_price(&self, product: ProductIndex) -> Option<Money> {
        self.amount(&self.list_price_minor, product)
    }

    /// What the product costs the shop.
    pub fn unit_cost(&self, product: ProductIndex) -> Option<Money> {
        self.amount(&self.unit_cost_minor, product)
    }

    fn amount(&self, amounts: &[i64], product: ProductIndex) -> Option<Money> {
        let minor = amounts
            .get(product as usize)
            .copied()
            .filter(|&minor| minor != AMOUNT_UNKNOWN)?;
        let currency = self
            .currencies
            .get(usize::from(self.currency[product as usize]))?;
        Some(Money::new(minor, *currency))
    }

    /// The price in minor units, without looking the currency up.
    pub fn price_minor(&self, product: ProductIndex) -> Option<i64> {
        self.price_minor
            .get(product as usize)
            .copied()
            .filter(|&minor| minor != AMOUNT_UNKNOWN)
    }

    /// The middle one of all known prices, in minor units.
    pub fn price_median_minor(&self) -> Option<i64> {
        self.price_median.first().copied()
    }

    /// How many are in stock.
    pub fn stock(&self, product: ProductIndex) -> Stock {
        match self.stock.get(product as usize) {
            None | Some(&STOCK_UNKNOWN) => Stock::Unknown,
            Some(&STOCK_UNTRACKED) => Stock::Untracked,
            Some(&quantity) => Stock::Quantity(quantity),
        }
    }

    /// What sort of thing it is.
    pub fn kind(&self, product: ProductIndex) -> ProductKind {
        let number = self.kind.get(product as usize).copied().unwrap_or_default();
        ProductKind::ALL
            .get(usize::from(number))
            .copied()
            .unwrap_or_default()
    }

    /// Whether the product has this bit of [`flags`].
    pub fn has_flag(&self, product: ProductIndex, flag: u8) -> bool {
        self.flags
            .get(product as usize)
            .is_some_and(|own| own & flag != 0)
    }

    /// The day it was launched, counted from 1970.
    pub fn launched_day(&self, product: ProductIndex) -> Option<i32> {
        self.launched_day
            .get(product as usize)
            .copied()
            .filter(|&day| day != i32::MIN)
    }

    /// The picture's address.
    pub fn image_url(&self, product: ProductIndex) -> Option<&str> {
        Some(self.image_urls.get(product)).filter(|url| !url.is_empty())
    }

    /// The product page's address.
    pub fn page_url(&self, product: ProductIndex) -> Option<&str> {
        Some(self.page_urls.get(product)).filter(|url| !url.is_empty())
    }

    /// Whether two products are variants: of one declared group or, where a category is unknown, alike by title.
    pub fn same_item(&self, a: ProductIndex, b: ProductIndex) -> bool {
        let group = |product: ProductIndex| {
            self.group
                .get(product as usize)
                .copied()
                .filter(|&group| group != NONE)
        };
        a == b || (group(a).is_some() && group(a) == group(b)) || self.title_words.same_item(a, b)
    }

    /// Whether two products serve the same need: one leaf category or, where that is unknown, alike by title.
    pub fn same_need(&self, a: ProductIndex, b: ProductIndex) -> bool {
        (self.leaf(a).is_some() && self.leaf(a) == self.leaf(b)) || self.same_item(a, b)
    }

    /// The hand-made links from a product, in the merchant's order: target and meaning.
    pub fn links(&self, product: ProductIndex) -> impl Iterator<Item = (ProductIndex, LinkKind)> + '_ {
        let to = row(&self.link_to, &self.link_offset, product);
        let kind = row(&self.link_kind, &self.link_offset, product);
        let meaning = |&kind: &u8| {
            LinkKind::ALL
                .get(usize::from(kind))
                .copied()
                .unwrap_or(LinkKind::Related)
        };
        to.iter().copied().zip(kind.iter().map(meaning))
    }

    /// How many hand-made links there are.
    pub fn link_count(&self) -> usize {
        self.link_to.len()
    }
}

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
            leaf,
            ids: TextColumn::read("catalogue/id", sections)?,
            id_slot: sections.get("catalogue/id_slot")?,
            categories: TextColumn::read("catalogue/category", sections)?,
            currencies: read_currencies(sections)?,
            group: sections.get("catalogue/group")?,
            price_minor: sections.get("catalogue/price_minor")?,
            list_price_minor: sections.get("catalogue/list_price_minor")?,
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
            ("unit_cost_minor", self.unit_cost_minor.len()),
            ("currency", self.currency.len()),
            ("stock", self.stock.len()),
            ("kind", self.kind.len()),
            ("flags", self.flags.len()),
            ("launched_day", self.launched_day.len()),
            ("id", self.ids.len()),
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

#[cfg(test)]
mod tests {
    use shop::{Category, Localized, ProductId};

    use super::*;

    fn sample() -> Catalogue {
        let mut source = CatalogueSource::default();
        for (id, category, group, price) in [
            ("tv", "Video > TVs", "x", 49900),
            ("tv2", "Video > TVs", "x", 59900),
            ("hdmi", "Video > Cables", "", 999),
        ] {
            let mut product = Product::unknown(ProductId::new(id).unwrap());
            product.category = Category::parse(category);
            product.group = (!group.is_empty()).then(|| group.to_owned());
            product.price = Some(Money::new(price, Currency::new("EUR").unwrap()));
            product.title = Localized::single(Locale::english(), format!("The {id}"));
            product
                .title
                .0
                .insert(Locale::new("ro").unwrap(), format!("{id} ro"));
            source.push(&product, false);
        }
        source.push(&Product::unknown(ProductId::new("POST").unwrap()), true);
        source.link(KnownLink {
            from: 0,
            to: 2,
            kind: LinkKind::CrossSell,
            position: 0,
        });
        source.finish()
    }

    fn check(catalogue: &Catalogue) {
        assert_eq!(
            ["tv", "tv2", "hdmi", "POST", "none"].map(|id| catalogue.index(id)),
            [Some(0), Some(1), Some(2), Some(3), None]
        );
        assert_eq!(
            catalogue.price(2).map(|price| price.to_string()),
            Some("9.99".into())
        );
        assert_eq!((catalogue.price(3), catalogue.price(99)), (None, None));
        assert_eq!(
            catalogue.title(0, &Locale::new("ro").unwrap()),
            Some(("ro", "tv ro"))
        );
        assert_eq!(
            catalogue.title(0, &Locale::new("fa").unwrap()),
            Some(("en", "The tv"))
        );
        assert_eq!(catalogue.title(3, &Locale::english()), None);
        assert!(catalogue.same_item(0, 1) && !catalogue.same_item(0, 2) && !catalogue.same_need(3, 2));
        assert_eq!(catalogue.links(0).collect::<Vec<_>>(), [(2, LinkKind::CrossSell)]);
        assert!(catalogue.has_flag(3, flags::FEE) && catalogue.has_flag(0, flags::ACTIVE));
        assert_eq!(catalogue.price_median_minor(), Some(49900));
    }

    #[test]
    fn columns_answer_the_same_after_a_round_trip() {
        let catalogue = sample();
        check(&catalogue);
        let mut sections = Sections::default();
        catalogue.write(&mut sections);
        check(&Catalogue::read(&sections).unwrap());
        assert_eq!(Catalogue::default().index("x"), None);
    }
}
