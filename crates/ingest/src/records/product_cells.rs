//! The richer cells of a product: texts per language, paths, labels, attributes, compatibility. Each may be plain text,
//! as in CSV, or JSON, as in JSON Lines and Parquet.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use shop::{Attribute, AttributeValue, Category, Fits, Locale, Localized, ProductId, Region, Stock, limits};

use crate::values::{Decimals, text};

/// A text, or a text per language: `Kettle`, `{"en": "Kettle", "ro": "Fierbător"}`.
pub(super) fn localized(cell: &str, locale: &Locale) -> Result<Localized, String> {
    if text::is_nothing(cell) {
        return Ok(Localized::default());
    }
    if !cell.starts_with('{') {
        return Ok(Localized::single(locale.clone(), text::plain(cell)));
    }
    let Ok(texts) = serde_json::from_str::<BTreeMap<String, String>>(cell) else {
        return Ok(Localized::single(locale.clone(), text::plain(cell)));
    };
    let mut localized = Localized::default();
    for (tag, words) in texts {
        let locale = Locale::new(&tag).map_err(|error| error.to_string())?;
        localized.0.insert(locale, text::plain(&words));
    }
    Ok(localized)
}

/// A path: `A > B`, `A/B`, `["A", "B"]`. Of several paths separated by commas, the deepest.
pub(super) fn category(cell: &str, subcategory: &str) -> Category {
    let mut path = match serde_json::from_str::<Vec<String>>(cell) {
        Ok(names) => Category(
            names
                .iter()
                .map(|name| name.trim().to_owned())
                .filter(|name| !name.is_empty())
                .collect(),
        ),
        Err(_) if cell.contains(',') && cell.contains(['/', '>']) => {
            let paths = cell.split(',').map(Category::parse);
            // The first of equals: `max_by_key` alone would take the last.
            paths.rev().max_by_key(|path| path.0.len()).unwrap_or_default()
        }
        Err(_) => Category::parse(cell),
    };
    let narrower = subcategory.trim();
    if !text::is_nothing(narrower) && path.leaf() != Some(narrower) {
        path.0.push(narrower.to_owned());
    }
    path.0.truncate(limits::CATEGORY_DEPTH_MAX);
    path
}

/// Labels: `a, b`, `a|b`, `["a", "b"]`.
pub(super) fn labels(cell: &str) -> BTreeSet<String> {
    let names = match serde_json::from_str::<Vec<String>>(cell) {
        Ok(names) => names,
        Err(_) => cell.split([',', '|', ';']).map(str::to_owned).collect(),
    };
    let names = names
        .iter()
        .map(|name| name.trim())
        .filter(|name| !text::is_nothing(name));
    names
        .map(str::to_owned)
        .take(limits::PRODUCT_ATTRIBUTES_MAX)
        .collect()
}

/// How many are left: a number, `untracked`, `out of stock`.
pub(super) fn stock(cell: &str) -> Result<Stock, String> {
    let lower = cell.to_lowercase();
    match lower.as_str() {
        _ if text::is_nothing(cell) => Ok(Stock::Unknown),
        "untracked" | "unlimited" | "∞" => Ok(Stock::Untracked),
        "in stock" | "instock" | "true" | "yes" | "available" => Ok(Stock::Unknown),
        "out of stock" | "outofstock" | "sold out" | "false" | "no" => Ok(Stock::Quantity(0)),
        // Oversold goods are simply gone.
        _ => match super::reading::whole_number(cell, Decimals::Point)? {
            left if left < 0 => Ok(Stock::Quantity(0)),
            left => u32::try_from(left)
                .map(Stock::Quantity)
                .map_err(|_| format!("a stock of {left} is too large")),
        },
    }
}

/// Attributes of a JSON object: `{"colour": "red", "weight": {"value": 2.5, "unit": "kg"}, "wireless": true}`.
pub(super) fn attributes(cell: &str) -> Result<BTreeMap<String, Attribute>, String> {
    let members = object(cell)?;
    let read = members
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| {
            let attribute = match value {
                Value::Object(parts) => {
                    let unit = parts.get("unit").and_then(Value::as_str).map(str::to_owned);
                    let value = parts
                        .get("value")
                        .ok_or_else(|| format!("attribute '{name}' has no value"))?;
                    Attribute {
                        value: attribute_value(&name, value)?,
                        unit,
                    }
                }
                value => Attribute {
                    value: attribute_value(&name, &value)?,
                    unit: None,
                },
            };
            Ok((name, attribute))
        });
    read.collect()
}

fn attribute_value(name: &str, value: &Value) -> Result<AttributeValue, String> {
    match value {
        Value::String(words) => Ok(AttributeValue::Text(words.clone())),
        Value::Bool(flag) => Ok(AttributeValue::Flag(*flag)),
        Value::Number(number) => match number.as_f64().filter(|number| number.is_finite()) {
            Some(number) => Ok(AttributeValue::Number(number)),
            None => Err(format!("attribute '{name}' is no finite number")),
        },
        _ => Err(format!(
            "attribute '{name}' must be a text, a number, true or false"
        )),
    }
}

/// An attribute's cell of CSV. What looks like a number is one, but `007` is a code.
pub(super) fn attribute_of_text(cell: &str) -> Attribute {
    let is_number = !cell.starts_with('0') || cell == "0" || cell.starts_with("0.");
    let plain = cell
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let value = match (cell.parse::<f64>(), cell) {
        (Ok(number), _) if is_number && plain && number.is_finite() => AttributeValue::Number(number),
        (_, "true") => AttributeValue::Flag(true),
        (_, "false") => AttributeValue::Flag(false),
        _ => AttributeValue::Text(cell.to_owned()),
    };
    Attribute { value, unit: None }
}

/// What the variants of a group differ in: `{"size": "M"}`.
pub(super) fn variant(cell: &str) -> Result<BTreeMap<String, String>, String> {
    let texts = object(cell)?
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| {
            let words = match value {
                Value::String(words) => words,
                Value::Array(_) | Value::Object(_) => return Err(format!("variant '{name}' must be a text")),
                other => other.to_string(),
            };
            Ok((name, words))
        });
    texts.collect()
}

fn object(cell: &str) -> Result<Map<String, Value>, String> {
    if text::is_nothing(cell) {
        return Ok(Map::new());
    }
    serde_json::from_str(cell).map_err(|error| format!("it must be a JSON object: {error}"))
}

/// Where a product may be sold: codes with spaces, commas or the like between, or a list of them.
pub(super) fn regions(cell: &str) -> Result<BTreeSet<Region>, String> {
    let codes = labels(cell);
    let read = codes
        .iter()
        .flat_map(|codes| codes.split_whitespace())
        .map(Region::new);
    read.collect::<Result<_, _>>()
        .map_err(|unknown| unknown.to_string())
}

/// What an accessory fits:
/// `[{"product": "P1"}, {"category": "A > B"}, {"attribute": {"name": "mount", "value": "F"}}]`.
pub(super) fn fits(cell: &str) -> Result<Vec<Fits>, String> {
    if text::is_nothing(cell) {
        return Ok(Vec::new());
    }
    let expected = "it must be a list such as [{\"product\": \"P1\"}, {\"category\": \"Phones\"}]";
    let members: Vec<Map<String, Value>> =
        serde_json::from_str(cell).map_err(|error| format!("{expected}: {error}"))?;
    members
        .iter()
        .map(|member| fit(member).ok_or_else(|| expected.to_owned()))
        .collect()
}

fn fit(member: &Map<String, Value>) -> Option<Fits> {
    let words = |name: &str| member.get(name).and_then(Value::as_str);
    if let Some(code) = words("product").or_else(|| words("product_id")) {
        return ProductId::new(code).ok().map(Fits::Product);
    }
    if let Some(group) = words("group") {
        return Some(Fits::Group(group.to_owned()));
    }
    if let Some(path) = member.get("category") {
        let path = path.as_str().map_or_else(|| path.to_string(), str::to_owned);
        return Some(Fits::Category(category(&path, "")))
            .filter(|fits| *fits != Fits::Category(Category::default()));
    }
    let attribute = member.get("attribute")?.as_object()?;
    let name = attribute.get("name")?.as_str()?.to_owned();
    let value = attribute.get("value")?;
    let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Some(Fits::Attribute { name, value })
}

/// An address to show: a web address or a path of the shop. Others, `javascript:` above all, are refused.
pub(super) fn url(cell: &str) -> Result<Option<String>, String> {
    if text::is_nothing(cell) {
        return Ok(None);
    }
    if cell.len() > limits::URL_BYTES_MAX {
        return Err(format!(
            "the address is longer than {} bytes",
            limits::URL_BYTES_MAX
        ));
    }
    let lower = cell.to_ascii_lowercase();
    let scheme = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let is_web = matches!(scheme, "http:" | "https:") || !scheme.contains(':');
    if !is_web || cell.chars().any(char::is_control) {
        return Err("the address must begin with https:// or http://, or be a path".to_owned());
    }
    Ok(Some(cell.to_owned()))
}
