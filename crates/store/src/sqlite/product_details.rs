//! The parts of a product that are read and written as a whole, as JSON. Names here are the file's format: a new
//! field must be optional.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use shop::{
    Attribute, AttributeValue, Category, Currency, Fits, Locale, Localized, Money, Product, ProductId,
    ProductKind, Region, Timestamp,
};

use super::access::corrupt;
use crate::StoreError;

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Details {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    title: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    description: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    category: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    variant: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    attributes: BTreeMap<String, AttributeRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    brand: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_cost: Option<(i64, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    launched_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price_valid_until: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_url: Option<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    tags: BTreeSet<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fits: Vec<FitsRecord>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    regions: BTreeSet<String>,
}

#[derive(Serialize, Deserialize)]
struct AttributeRecord {
    value: ValueRecord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ValueRecord {
    Text(String),
    /// As text, because JSON readers may round a number's last digit.
    Number(String),
    Flag(bool),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum FitsRecord {
    Product(String),
    Group(String),
    Category(Vec<String>),
    Attribute { name: String, value: String },
}

/// The details as JSON; nothing where nothing beyond the id is known.
///
/// The text is the same for equal products, because every map in it is ordered.
pub(super) fn write(product: &Product) -> Result<Option<String>, StoreError> {
    let details = Details {
        title: texts_to_record(&product.title),
        description: texts_to_record(&product.description),
        category: product.category.0.clone(),
        group: product.group.clone(),
        variant: product.variant.clone(),
        attributes: product
            .attributes
            .iter()
            .map(|(name, own)| (name.clone(), own.into()))
            .collect(),
        brand: product.brand.clone(),
        unit_cost: product
            .unit_cost
            .map(|cost| (cost.minor, cost.currency.to_string())),
        launched_at: product.launched_at.map(Timestamp::unix_ms),
        price_valid_until: product.price_valid_until.map(Timestamp::unix_ms),
        image_url: product.image_url.clone(),
        page_url: product.page_url.clone(),
        tags: product.tags.clone(),
        kind: (product.kind != ProductKind::default()).then(|| product.kind.as_str().to_owned()),
        fits: product.fits.iter().map(FitsRecord::from).collect(),
        regions: product.regions.iter().map(Region::to_string).collect(),
    };
    let json = serde_json::to_string(&details).map_err(|error| StoreError::Fault(error.to_string()))?;
    Ok((json != "{}").then_some(json))
}

/// The product of an id with the details of `json`; what is kept elsewhere is left as unknown.
pub(super) fn read(id: ProductId, json: Option<&str>) -> Result<Product, StoreError> {
    let mut product = Product::unknown(id);
    let Some(json) = json else { return Ok(product) };
    let details: Details = serde_json::from_str(json).map_err(|_| corrupt("product"))?;
    product.title = texts_from_record(details.title)?;
    product.description = texts_from_record(details.description)?;
    product.category = Category(details.category);
    product.group = details.group;
    product.variant = details.variant;
    let attributes = details
        .attributes
        .into_iter()
        .map(|(name, own)| Ok((name, own.into_attribute()?)));
    product.attributes = attributes.collect::<Result<_, StoreError>>()?;
    product.brand = details.brand;
    product.unit_cost = details.unit_cost.map(money_from_record).transpose()?;
    product.launched_at = time_from_record(details.launched_at)?;
    product.price_valid_until = time_from_record(details.price_valid_until)?;
    product.image_url = details.image_url;
    product.page_url = details.page_url;
    product.tags = details.tags;
    if let Some(kind) = details.kind {
        product.kind = ProductKind::parse(&kind).ok_or_else(|| corrupt("product kind"))?;
    }
    product.fits = details
        .fits
        .into_iter()
        .map(FitsRecord::into_fits)
        .collect::<Result<_, _>>()?;
    let regions = details.regions.iter().map(|code| Region::new(code));
    product.regions = regions.collect::<Result<_, _>>().map_err(|_| corrupt("region"))?;
    Ok(product)
}

fn texts_to_record(texts: &Localized) -> BTreeMap<String, String> {
    texts
        .0
        .iter()
        .map(|(locale, text)| (locale.to_string(), text.clone()))
        .collect()
}

fn texts_from_record(texts: BTreeMap<String, String>) -> Result<Localized, StoreError> {
    let read = |(tag, text): (String, String)| Ok((Locale::new(&tag).map_err(|_| corrupt("locale"))?, text));
    Ok(Localized(
        texts.into_iter().map(read).collect::<Result<_, StoreError>>()?,
    ))
}

fn time_from_record(unix_ms: Option<i64>) -> Result<Option<Timestamp>, StoreError> {
    let read = unix_ms.map(Timestamp::from_unix_ms).transpose();
    read.map_err(|_| corrupt("time"))
}

fn money_from_record((minor, code): (i64, String)) -> Result<Money, StoreError> {
    Ok(Money::new(
        minor,
        Currency::new(&code).map_err(|_| corrupt("currency"))?,
    ))
}

impl From<&Attribute> for AttributeRecord {
    fn from(own: &Attribute) -> Self {
        let value = match &own.value {
            AttributeValue::Text(text) => ValueRecord::Text(text.clone()),
            AttributeValue::Number(number) => ValueRecord::Number(number.to_string()),
            AttributeValue::Flag(flag) => ValueRecord::Flag(*flag),
        };
        Self {
            value,
            unit: own.unit.clone(),
        }
    }
}

impl AttributeRecord {
    fn into_attribute(self) -> Result<Attribute, StoreError> {
        let value = match self.value {
            ValueRecord::Text(text) => AttributeValue::Text(text),
            ValueRecord::Number(text) => AttributeValue::Number(text.parse().map_err(|_| corrupt("number"))?),
            ValueRecord::Flag(flag) => AttributeValue::Flag(flag),
        };
        Ok(Attribute {
            value,
            unit: self.unit,
        })
    }
}

impl From<&Fits> for FitsRecord {
    fn from(fits: &Fits) -> Self {
        match fits {
            Fits::Product(id) => Self::Product(id.to_string()),
            Fits::Group(group) => Self::Group(group.clone()),
            Fits::Category(category) => Self::Category(category.0.clone()),
            Fits::Attribute { name, value } => Self::Attribute {
                name: name.clone(),
                value: value.clone(),
            },
        }
    }
}

impl FitsRecord {
    fn into_fits(self) -> Result<Fits, StoreError> {
        Ok(match self {
            Self::Product(id) => Fits::Product(ProductId::new(&id).map_err(|_| corrupt("id"))?),
            Self::Group(group) => Fits::Group(group),
            Self::Category(names) => Fits::Category(Category(names)),
            Self::Attribute { name, value } => Fits::Attribute { name, value },
        })
    }
}
