//! `/v1/bans` and `/v1/links`: what the merchant decides by hand.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use shop::{Ban, Link, LinkKind, limits};

use super::reading::{self, Place};
use crate::errors::{Code, Problem};

/// A ban as it is sent and answered: a product, a pair, or a category.
/// A field that it does not know is refused: a ban "at the cart" would hold everywhere.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BanBody<'a> {
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    product_id: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    with_product_id: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    category: Option<Cow<'a, str>>,
}

impl BanBody<'_> {
    /// The ban in the shop's words.
    pub fn ban(&self, place: Place<'_>) -> Result<Ban, Problem> {
        match (&self.product_id, &self.with_product_id, &self.category) {
            (Some(product), None, None) => Ok(Ban::Product(reading::id(product, place, "product_id")?)),
            (Some(product), Some(with), None) => Ok(Ban::Pair {
                with: reading::id(with, place, "with_product_id")?,
                banned: reading::id(product, place, "product_id")?,
            }),
            (None, None, Some(category)) => {
                reading::bounded(category, limits::TITLE_BYTES_MAX, place, "category").map(Ban::Category)
            }
            _ => Err(Problem::new(
                Code::InvalidField,
                "A ban names a product_id, a product_id with a with_product_id, or a category.",
            )
            .at(place.field("product_id"))),
        }
    }
}

impl<'a> From<&'a Ban> for BanBody<'a> {
    fn from(ban: &'a Ban) -> Self {
        let none = Self {
            product_id: None,
            with_product_id: None,
            category: None,
        };
        match ban {
            Ban::Product(id) => Self {
                product_id: Some(id.as_str().into()),
                ..none
            },
            Ban::Pair { with, banned } => Self {
                product_id: Some(banned.as_str().into()),
                with_product_id: Some(with.as_str().into()),
                ..none
            },
            Ban::Category(path) => Self {
                category: Some(path.as_str().into()),
                ..none
            },
        }
    }
}

/// A link as it is sent and answered.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LinkBody<'a> {
    #[serde(borrow)]
    from: Cow<'a, str>,
    #[serde(borrow)]
    to: Cow<'a, str>,
    #[serde(borrow, default)]
    kind: Option<Cow<'a, str>>,
    #[serde(default)]
    position: Option<u32>,
}

impl LinkBody<'_> {
    /// The link in the shop's words; one without a position takes its place in the list.
    pub fn link(&self, index: usize, place: Place<'_>) -> Result<Link, Problem> {
        let kind = match self.kind.as_deref() {
            None => LinkKind::CrossSell,
            Some(word) => LinkKind::parse(word).ok_or_else(|| {
                reading::unknown_word(word, &LinkKind::ALL.map(LinkKind::as_str), place, "kind")
            })?,
        };
        Ok(Link {
            from: reading::id(&self.from, place, "from")?,
            to: reading::id(&self.to, place, "to")?,
            kind,
            position: self.position.unwrap_or(index as u32),
        })
    }
}

impl<'a> From<&'a Link> for LinkBody<'a> {
    fn from(link: &'a Link) -> Self {
        Self {
            from: link.from.as_str().into(),
            to: link.to.as_str().into(),
            kind: Some(link.kind.as_str().into()),
            position: Some(link.position),
        }
    }
}

/// Borrows every text of a list.
pub(crate) fn texts_of(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}
