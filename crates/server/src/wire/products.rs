//! `/v1/products`: a product as it is sent and answered. What is answered can be sent again unchanged.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use engine::ProductPatch;
use serde::{Deserialize, Serialize};
use shop::{
    Attribute, AttributeValue, Category, Currency, Fits, Locale, Localized, Product, ProductId, ProductKind,
    Region, Stock, limits,
};

use super::{
    money::{Amount, SentMoney, optional},
    reading::{self, Place},
    status::Moment,
};
use crate::errors::{Code, Problem};

/// A product as it is sent.
#[derive(Debug, Deserialize)]
pub(crate) struct ProductBody<'a> {
    #[serde(borrow, default)]
    id: Option<Cow<'a, str>>,
    #[serde(default)]
    title: TextBody,
    #[serde(default)]
    description: TextBody,
    #[serde(default)]
    category: CategoryBody,
    #[serde(default)]
    group: Option<String>,
    #[serde(default)]
    variant: BTreeMap<String, String>,
    #[serde(default)]
    attributes: BTreeMap<String, AttributeBody>,
    #[serde(default)]
    brand: Option<String>,
    #[serde(borrow, default)]
    price: Option<SentMoney<'a>>,
    #[serde(borrow, default)]
    list_price: Option<SentMoney<'a>>,
    #[serde(borrow, default)]
    unit_cost: Option<SentMoney<'a>>,
    #[serde(default)]
    stock: Option<StockBody>,
    #[serde(default = "yes")]
    active: bool,
    #[serde(borrow, default)]
    launched_at: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    price_valid_until: Option<Cow<'a, str>>,
    #[serde(default)]
    image_url: Option<String>,
    #[serde(default)]
    page_url: Option<String>,
    #[serde(default)]
    tags: BTreeSet<String>,
    #[serde(borrow, default)]
    kind: Option<Cow<'a, str>>,
    #[serde(default)]
    fits: Vec<FitsBody>,
    #[serde(default)]
    regions: BTreeSet<String>,
}

fn yes() -> bool {
    true
}

/// A text in the shop's language, or in several.
#[derive(Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "expected a text, or an object of texts by language such as {\"en\": \"Lamp\"}"
)]
enum TextBody {
    Single(String),
    ByLocale(BTreeMap<String, String>),
}

impl Default for TextBody {
    fn default() -> Self {
        Self::ByLocale(BTreeMap::new())
    }
}

/// A category path as one text or as a list.
#[derive(Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "expected a category path such as \"Home > Lamps\" or [\"Home\", \"Lamps\"]"
)]
enum CategoryBody {
    Path(String),
    Names(Vec<String>),
}

impl Default for CategoryBody {
    fn default() -> Self {
        Self::Names(Vec::new())
    }
}

/// `3`, `"untracked"`, or `null` for unknown.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "expected a whole number of units, \"untracked\" or null"
)]
enum StockBody {
    Quantity(u32),
    Word(StockWord),
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StockWord {
    Untracked,
    Unknown,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "expected a text, a number, true, false, or {\"value\": 55, \"unit\": \"cm\"}"
)]
enum AttributeBody {
    Bare(ScalarBody),
    WithUnit {
        value: ScalarBody,
        #[serde(default)]
        unit: Option<String>,
    },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum ScalarBody {
    Flag(bool),
    Number(f64),
    Text(String),
}

/// What an accessory fits: one of these.
#[derive(Debug, Serialize, Deserialize)]
#[serde(
    rename_all = "snake_case",
    expecting = "expected one of product, group, category, attribute"
)]
enum FitsBody {
    Product(String),
    Group(String),
    Category(String),
    Attribute { name: String, value: String },
}

/// New stock, price or activity.
#[derive(Debug, Deserialize)]
pub(crate) struct PatchBody<'a> {
    #[serde(borrow, default)]
    id: Option<Cow<'a, str>>,
    #[serde(default, deserialize_with = "reading::present")]
    stock: Option<Option<StockBody>>,
    #[serde(borrow, default, deserialize_with = "present_money")]
    price: Option<Option<SentMoney<'a>>>,
    #[serde(borrow, default, deserialize_with = "present_money")]
    list_price: Option<Option<SentMoney<'a>>>,
    #[serde(default, deserialize_with = "reading::present")]
    price_valid_until: Option<Option<String>>,
    #[serde(default)]
    active: Option<bool>,
}

fn present_money<'de: 'a, 'a, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<SentMoney<'a>>>, D::Error> {
    reading::present(deserializer)
}

/// What the fields of a product that name no currency or language are in.
#[derive(Clone, Copy)]
pub(crate) struct Defaults<'a> {
    /// The currency.
    pub currency: Currency,
    /// The language.
    pub locale: &'a Locale,
}

impl ProductBody<'_> {
    /// The product in the shop's words; its id from the address where there is one.
    pub fn product(
        self,
        address_id: Option<&str>,
        defaults: Defaults<'_>,
        place: Place<'_>,
    ) -> Result<Product, Problem> {
        let id = product_id(address_id, self.id.as_deref(), place)?;
        let kind = match self.kind.as_deref() {
            None => ProductKind::Good,
            Some(word) => ProductKind::parse(word).ok_or_else(|| {
                reading::unknown_word(word, &ProductKind::ALL.map(ProductKind::as_str), place, "kind")
            })?,
        };
        let price =
            |sent: &Option<SentMoney<'_>>, field| optional(sent.as_ref(), defaults.currency, place, field);
        let moment = |text: Option<Cow<'_, str>>, field| {
            text.map(|text| reading::moment(&text, place, field)).transpose()
        };
        let url = |text: Option<String>, field| {
            text.map(|text| reading::bounded(&text, limits::URL_BYTES_MAX, place, field))
                .transpose()
        };
        self.check_few(place)?;
        Ok(Product {
            id,
            title: self
                .title
                .localized(limits::TITLE_BYTES_MAX, defaults.locale, place, "title")?,
            description: {
                let bytes_max = limits::DESCRIPTION_BYTES_MAX;
                self.description
                    .localized(bytes_max, defaults.locale, place, "description")?
            },
            category: self.category.category(place)?,
            group: self.group,
            variant: self.variant,
            attributes: attributes(self.attributes),
            brand: self.brand,
            price: price(&self.price, "price")?,
            list_price: price(&self.list_price, "list_price")?,
            unit_cost: price(&self.unit_cost, "unit_cost")?,
            stock: self.stock.map_or(Stock::Unknown, |stock| stock.stock()),
            active: self.active,
            launched_at: moment(self.launched_at, "launched_at")?,
            price_valid_until: moment(self.price_valid_until, "price_valid_until")?,
            image_url: url(self.image_url, "image_url")?,
            page_url: url(self.page_url, "page_url")?,
            tags: self.tags,
            kind,
            fits: fits(self.fits, place)?,
            regions: {
                let read = self
                    .regions
                    .iter()
                    .map(|code| reading::region(code, place, "regions"));
                read.collect::<Result<_, _>>()?
            },
        })
    }

    /// Refuses lists that are longer than any shop's.
    fn check_few(&self, place: Place<'_>) -> Result<(), Problem> {
        let most = limits::PRODUCT_ATTRIBUTES_MAX;
        let lists = [
            ("attributes", self.attributes.len()),
            ("tags", self.tags.len()),
            ("fits", self.fits.len()),
            ("variant", self.variant.len()),
        ];
        match lists.into_iter().find(|(_, count)| *count > most) {
            Some((field, _)) => {
                let detail = format!("A product has at most {most} {field}.");
                Err(Problem::new(Code::InvalidField, detail).at(place.field(field)))
            }
            None => Ok(()),
        }
    }
}

fn product_id(address: Option<&str>, body: Option<&str>, place: Place<'_>) -> Result<ProductId, Problem> {
    match (address, body) {
        (Some(address), Some(body)) if address != body => {
            let detail = "The id in the body is not the one in the address.";
            Err(Problem::new(Code::InvalidField, detail).at(place.field("id")))
        }
        (Some(id), _) | (None, Some(id)) => reading::id(id, place, "id"),
        (None, None) => Err(
            Problem::new(Code::InvalidField, "Each product of a batch needs its id.").at(place.field("id")),
        ),
    }
}

fn attributes(bodies: BTreeMap<String, AttributeBody>) -> BTreeMap<String, Attribute> {
    let read = |(name, body)| {
        let (value, unit) = match body {
            AttributeBody::Bare(value) => (value, None),
            AttributeBody::WithUnit { value, unit } => (value, unit),
        };
        let value = match value {
            ScalarBody::Flag(flag) => AttributeValue::Flag(flag),
            ScalarBody::Number(number) => AttributeValue::Number(number),
            ScalarBody::Text(text) => AttributeValue::Text(text),
        };
        (name, Attribute { value, unit })
    };
    bodies.into_iter().map(read).collect()
}

fn fits(bodies: Vec<FitsBody>, place: Place<'_>) -> Result<Vec<Fits>, Problem> {
    let read = |body| {
        Ok(match body {
            FitsBody::Product(id) => Fits::Product(reading::id(&id, place, "fits")?),
            FitsBody::Group(group) => Fits::Group(group),
            FitsBody::Category(path) => Fits::Category(Category::parse(&path)),
            FitsBody::Attribute { name, value } => Fits::Attribute { name, value },
        })
    };
    bodies.into_iter().map(read).collect()
}

impl TextBody {
    fn localized(
        self,
        bytes_max: usize,
        locale: &Locale,
        place: Place<'_>,
        field: &str,
    ) -> Result<Localized, Problem> {
        let texts = match self {
            Self::Single(text) if text.is_empty() => return Ok(Localized::default()),
            Self::Single(text) => {
                return Ok(Localized::single(
                    locale.clone(),
                    reading::bounded(&text, bytes_max, place, field)?,
                ));
            }
            Self::ByLocale(texts) => texts,
        };
        let read = texts.into_iter().map(|(tag, text)| {
            Ok((
                reading::locale(&tag, place, field)?,
                reading::bounded(&text, bytes_max, place, field)?,
            ))
        });
        read.collect::<Result<_, Problem>>().map(Localized)
    }
}

impl CategoryBody {
    fn category(self, place: Place<'_>) -> Result<Category, Problem> {
        let category = match self {
            Self::Path(path) => Category::parse(&path),
            Self::Names(names) => Category(names),
        };
        match category.0.len() {
            0..=limits::CATEGORY_DEPTH_MAX => Ok(category),
            depth => {
                let detail = format!(
                    "The path has {depth} names; {} are the most.",
                    limits::CATEGORY_DEPTH_MAX
                );
                Err(Problem::new(Code::InvalidField, detail).at(place.field("category")))
            }
        }
    }
}

impl StockBody {
    fn stock(&self) -> Stock {
        match self {
            Self::Quantity(quantity) => Stock::Quantity(*quantity),
            Self::Word(StockWord::Untracked) => Stock::Untracked,
            Self::Word(StockWord::Unknown) => Stock::Unknown,
        }
    }
}

impl PatchBody<'_> {
    /// The patch in the engine's words.
    pub fn patch(
        self,
        address_id: Option<&str>,
        currency: Currency,
        place: Place<'_>,
    ) -> Result<ProductPatch, Problem> {
        let price = |sent: Option<Option<SentMoney<'_>>>, field| {
            sent.map(|sent| optional(sent.as_ref(), currency, place, field))
                .transpose()
        };
        let until = self.price_valid_until.map(|sent| {
            sent.map(|text| reading::moment(&text, place, "price_valid_until"))
                .transpose()
        });
        Ok(ProductPatch {
            id: product_id(address_id, self.id.as_deref(), place)?,
            stock: self
                .stock
                .map(|stock| stock.map_or(Stock::Unknown, |stock| stock.stock())),
            price: price(self.price, "price")?,
            list_price: price(self.list_price, "list_price")?,
            price_valid_until: until.transpose()?,
            active: self.active,
        })
    }
}

/// A product as it is answered.
#[derive(Debug, Serialize)]
pub struct ProductReply<'a> {
    id: &'a str,
    title: BTreeMap<&'a str, &'a str>,
    description: BTreeMap<&'a str, &'a str>,
    category: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    variant: &'a BTreeMap<String, String>,
    attributes: BTreeMap<&'a str, AttributeBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    brand: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    list_price: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price_valid_until: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_cost: Option<Amount>,
    stock: Option<StockBody>,
    active: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    launched_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_url: Option<&'a str>,
    tags: &'a BTreeSet<String>,
    kind: &'static str,
    fits: Vec<FitsBody>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    regions: BTreeSet<&'a str>,
}

impl<'a> From<&'a Product> for ProductReply<'a> {
    fn from(product: &'a Product) -> Self {
        Self {
            id: product.id.as_str(),
            title: by_locale(&product.title),
            description: by_locale(&product.description),
            category: &product.category.0,
            group: product.group.as_deref(),
            variant: &product.variant,
            attributes: product
                .attributes
                .iter()
                .map(|(name, value)| (name.as_str(), value.into()))
                .collect(),
            brand: product.brand.as_deref(),
            price: product.price.map(Amount),
            list_price: product.list_price.map(Amount),
            price_valid_until: product.price_valid_until.map(Moment),
            unit_cost: product.unit_cost.map(Amount),
            stock: match product.stock {
                Stock::Unknown => None,
                Stock::Quantity(quantity) => Some(StockBody::Quantity(quantity)),
                Stock::Untracked => Some(StockBody::Word(StockWord::Untracked)),
            },
            active: product.active,
            launched_at: product.launched_at.map(Moment),
            image_url: product.image_url.as_deref(),
            page_url: product.page_url.as_deref(),
            tags: &product.tags,
            kind: product.kind.as_str(),
            fits: product.fits.iter().map(FitsBody::from).collect(),
            regions: product.regions.iter().map(Region::code).collect(),
        }
    }
}

impl From<&Attribute> for AttributeBody {
    fn from(attribute: &Attribute) -> Self {
        let value = match &attribute.value {
            AttributeValue::Flag(flag) => ScalarBody::Flag(*flag),
            AttributeValue::Number(number) => ScalarBody::Number(*number),
            AttributeValue::Text(text) => ScalarBody::Text(text.clone()),
        };
        match &attribute.unit {
            None => Self::Bare(value),
            Some(unit) => Self::WithUnit {
                value,
                unit: Some(unit.clone()),
            },
        }
    }
}

impl From<&Fits> for FitsBody {
    fn from(fits: &Fits) -> Self {
        match fits {
            Fits::Product(id) => Self::Product(id.as_str().to_owned()),
            Fits::Group(group) => Self::Group(group.clone()),
            Fits::Category(category) => Self::Category(category.path()),
            Fits::Attribute { name, value } => Self::Attribute {
                name: name.clone(),
                value: value.clone(),
            },
        }
    }
}

fn by_locale(text: &Localized) -> BTreeMap<&str, &str> {
    text.0
        .iter()
        .map(|(locale, text)| (locale.as_str(), text.as_str()))
        .collect()
}
