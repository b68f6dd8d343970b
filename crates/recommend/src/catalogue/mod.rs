//! The products as the serving path needs them: columns by product index, ready to be mapped from a file.

use std::hash::Hasher;

use rustc_hash::FxHasher;
use shop::{Currency, LinkKind, Locale, Money, ProductKind, Region, Stock, Timestamp};

pub use attributes::{Attributes, Value};
pub use fits::FitTarget;
pub use reviews::{KnownReview, Review};
pub use source::CatalogueSource;

use crate::{
    column::{Column, TextColumn, row},
    query::ProductIndex,
    titles::TitleWords,
};

mod attributes;
mod fits;
mod regions;
mod reviews;
mod source;
mod stored;

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
/// A moment that nobody told.
const MOMENT_UNKNOWN: i64 = i64::MIN;

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
    price_valid_until_ms: Column<i64>,
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
    brand: Column<u32>,
    brands: TextColumn,
    tags: TextColumn,
    /// Only while a model is built; a snapshot does not keep them.
    descriptions: TextColumn,
    attributes: Attributes,
    fits: fits::FitsColumns,
    regions: regions::Regions,
    reviews: reviews::Reviews,
}

fn hash_id(id: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(id.as_bytes());
    hasher.finish() as usize
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

    /// The numbers of the leaf categories that lie below this path or have it.
    pub fn leaves_below(&self, path: &str) -> Vec<u32> {
        let is_below = |leaf: &u32| {
            let rest = self.categories.get(*leaf).strip_prefix(path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" > "))
        };
        (0..self.categories.len() as u32).filter(is_below).collect()
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

    /// Until when the price holds, where the shop said so.
    pub fn price_valid_until(&self, product: ProductIndex) -> Option<Timestamp> {
        let until_ms = *self.price_valid_until_ms.get(product as usize)?;
        (until_ms != MOMENT_UNKNOWN)
            .then(|| Timestamp::from_unix_ms(until_ms).ok())
            .flatten()
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

    /// The brand's number.
    pub fn brand(&self, product: ProductIndex) -> Option<u32> {
        self.brand
            .get(product as usize)
            .copied()
            .filter(|&brand| brand != NONE)
    }

    /// A brand's name.
    pub fn brand_name(&self, brand: u32) -> &str {
        self.brands.get(brand)
    }

    /// How many brands there are.
    pub fn brand_count(&self) -> usize {
        self.brands.len()
    }

    /// The number of the group of variants the product belongs to.
    pub fn group(&self, product: ProductIndex) -> Option<u32> {
        self.group
            .get(product as usize)
            .copied()
            .filter(|&group| group != NONE)
    }

    /// The products' typed attributes.
    pub fn attributes(&self) -> &Attributes {
        &self.attributes
    }

    /// The titles of a product in every language: language tag and text, empty ones left out.
    pub fn titles(&self, product: ProductIndex) -> impl Iterator<Item = (&str, &str)> {
        (0_u32..)
            .zip(&self.titles)
            .map(move |(locale, titles)| (self.locales.get(locale), titles.get(product)))
            .filter(|(_, title)| !title.is_empty())
    }

    /// The product's free labels, with spaces between.
    pub fn tags(&self, product: ProductIndex) -> &str {
        self.tags.get(product)
    }

    /// The product's descriptions in every language, one after the other; known only while a model is built.
    pub fn descriptions(&self, product: ProductIndex) -> &str {
        self.descriptions.get(product)
    }

    /// Whether the product says what it is for.
    pub fn declares_fits(&self, accessory: ProductIndex) -> bool {
        self.fits.declares(accessory)
    }

    /// Whether `accessory` says that it is for `product`.
    pub fn fits(&self, accessory: ProductIndex, product: ProductIndex) -> bool {
        self.fits.fits(self, accessory, product)
    }

    /// What `accessory` says it is for, as far as the catalogue holds it: it fits what has one of these among its
    /// [`Self::fit_targets`].
    pub fn declared_fits(&self, accessory: ProductIndex) -> impl Iterator<Item = FitTarget> + '_ {
        self.fits.declared(accessory)
    }

    /// Everything that an accessory for `product` can name: the product, its group, its leaf category, its attributes.
    pub fn fit_targets(&self, product: ProductIndex) -> impl Iterator<Item = FitTarget> + '_ {
        fits::targets(self, product)
    }

    /// Whether two products say that they are for the same thing, such as a case and a screen protector of one phone.
    pub fn fits_alike(&self, a: ProductIndex, b: ProductIndex) -> bool {
        self.declared_fits(a)
            .any(|target| self.declared_fits(b).any(|other| target == other))
    }

    /// Whether nothing says that `product` is of no use beside `other`: it says not what it is for, or is for `other`,
    /// or for the same as `other`.
    pub fn may_go_with(&self, product: ProductIndex, other: ProductIndex) -> bool {
        !self.declares_fits(product) || self.fits(product, other) || self.fits_alike(product, other)
    }

    /// Whether any product may be sold in some regions only.
    pub fn has_regions(&self) -> bool {
        self.regions.any()
    }

    /// Whether a product may be sold or delivered in `region`; what names no region may be everywhere.
    pub fn goes_to(&self, product: ProductIndex, region: Region) -> bool {
        self.regions.goes_to(product, region)
    }

    /// What customers wrote about the products.
    pub fn reviews(&self) -> &reviews::Reviews {
        &self.reviews
    }

    /// Whether two products are variants: of one declared group or, where a category is unknown, alike by title.
    pub fn same_item(&self, a: ProductIndex, b: ProductIndex) -> bool {
        let group = self.group(a);
        a == b || (group.is_some() && group == self.group(b)) || self.title_words.same_item(a, b)
    }

    /// The telling words of a product's title as numbers, where its category is unknown; none elsewhere. Products that
    /// are the same item by title share one.
    pub(crate) fn telling_words(&self, product: ProductIndex) -> &[u32] {
        self.title_words.of(product)
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

#[cfg(test)]
mod tests {
    use shop::{Category, Localized, Product, ProductId};

    use super::*;
    use crate::column::Sections;

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
