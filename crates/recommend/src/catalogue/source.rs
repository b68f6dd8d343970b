//! Collecting the products of a shop and turning them into columns.

use rustc_hash::FxHashMap;
use shop::{Currency, LinkKind, Locale, Money, Product, ProductKind, Stock, Timestamp};

use super::{
    AMOUNT_UNKNOWN, Catalogue, KnownLink, MOMENT_UNKNOWN, NONE, STOCK_UNKNOWN, STOCK_UNTRACKED,
    attributes::AttributesSource,
    fits::FitsSource,
    flags, hash_id,
    regions::RegionsSource,
    reviews::{KnownReview, ReviewsSource},
};
use crate::{
    column::{Column, TextColumn},
    query::ProductIndex,
    titles::TitleWords,
};

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
    price_valid_until_ms: Vec<i64>,
    unit_cost_minor: Vec<i64>,
    currency: Vec<u8>,
    stock: Vec<u32>,
    kind: Vec<u8>,
    flags: Vec<u8>,
    launched_day: Vec<i32>,
    image_urls: Vec<String>,
    page_urls: Vec<String>,
    links: Vec<KnownLink>,
    brand: Vec<u32>,
    brands: FxHashMap<String, u32>,
    tags: Vec<String>,
    descriptions: Vec<String>,
    attributes: AttributesSource,
    fits: FitsSource,
    regions: RegionsSource,
    reviews: ReviewsSource,
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
        let until = product.price_valid_until.map(Timestamp::unix_ms);
        self.price_valid_until_ms.push(until.unwrap_or(MOMENT_UNKNOWN));
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
        let brand = product.brand.as_ref();
        self.brand
            .push(brand.map_or(NONE, |brand| number(&mut self.brands, brand.clone())));
        let tags: Vec<&str> = product.tags.iter().map(String::as_str).collect();
        self.tags.push(tags.join(" "));
        let descriptions: Vec<&str> = product.description.0.values().map(String::as_str).collect();
        self.descriptions.push(descriptions.join(" "));
        self.attributes.push(&product.attributes);
        self.fits.push(&product.fits);
        self.regions.push(&product.regions);
    }

    /// Adds what a customer wrote about a product.
    pub fn review(&mut self, review: KnownReview) {
        self.reviews.push(review);
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
        let attributes = self.attributes.finish();
        let fits = self
            .fits
            .finish(&self.ids, &self.groups, &self.categories, &attributes);
        Catalogue {
            brand: Column::new(self.brand),
            brands: TextColumn::new(by_number(self.brands).iter()),
            tags: TextColumn::new(self.tags.iter()),
            descriptions: TextColumn::new(self.descriptions.iter()),
            attributes,
            fits,
            regions: self.regions.finish(),
            reviews: self.reviews.finish(count),
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
            price_valid_until_ms: Column::new(self.price_valid_until_ms),
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

fn number(numbers: &mut FxHashMap<String, u32>, name: String) -> u32 {
    let next = numbers.len() as u32;
    *numbers.entry(name).or_insert(next)
}

pub(super) fn by_number<K, N: Ord>(numbers: FxHashMap<K, N>) -> Vec<K> {
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
