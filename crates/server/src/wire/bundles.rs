//! `/v1/bundles`: sets as they are sent, kept and offered.

use std::collections::BTreeMap;

use engine::{BundleDraft, BundleEntry, BundleItem, BundleMemberView, BundleView, BundleWarning};
use serde::{Deserialize, Serialize};
use shop::Currency;

use super::{
    money::{Amount, SentMoney, optional},
    offers::ProductReply,
    reading::{self, Place},
    status::Moment,
};
use crate::errors::Problem;

/// A set as it is sent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BundleBody<'a> {
    members: Vec<MemberBody>,
    #[serde(default)]
    discount_percent: Option<u32>,
    #[serde(borrow, default)]
    price: Option<SentMoney<'a>>,
    #[serde(default)]
    stackable: bool,
    #[serde(default)]
    placements: Vec<String>,
    #[serde(default)]
    valid_from: Option<String>,
    #[serde(default)]
    valid_until: Option<String>,
    #[serde(default)]
    title: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MemberBody {
    product_id: String,
    #[serde(default = "reading::one", deserialize_with = "reading::quantity")]
    quantity: u32,
}

/// Reads a set as it is sent, from JSON; a price without a currency is of `currency`.
///
/// # Errors
/// [`Problem`] naming what cannot be used, and where.
pub fn draft(bytes: &[u8], currency: Currency) -> Result<BundleDraft, Problem> {
    let body: BundleBody<'_> = reading::read(bytes)?;
    let item = |member: MemberBody| BundleItem {
        product_id: member.product_id,
        quantity: member.quantity,
    };
    Ok(BundleDraft {
        discount_percent: body.discount_percent,
        price: optional(body.price.as_ref(), currency, Place::Body, "price")?,
        members: body.members.into_iter().map(item).collect(),
        stackable: body.stackable,
        placements: body.placements,
        valid_from_ms: reading::optional_moment_ms(body.valid_from, Place::Body, "valid_from")?,
        valid_until_ms: reading::optional_moment_ms(body.valid_until, Place::Body, "valid_until")?,
        title: body.title,
    })
}

/// A set as it is kept, with what the merchant should know of it.
#[derive(Debug, Serialize)]
pub struct BundleReply<'a> {
    id: &'a str,
    members: Vec<ItemReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discount_percent: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<Amount>,
    stackable: bool,
    placements: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<Moment>,
    title: &'a BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<WarningReply>,
}

#[derive(Debug, Serialize)]
struct ItemReply<'a> {
    product_id: &'a str,
    quantity: u32,
}

/// Something the merchant should know.
#[derive(Debug, Serialize)]
pub struct WarningReply {
    code: &'static str,
    /// The warning as a sentence.
    pub message: String,
}

impl From<&BundleWarning> for WarningReply {
    fn from(warning: &BundleWarning) -> Self {
        match warning {
            BundleWarning::BelowMarginFloor {
                margin_percent,
                floor_percent,
            } => Self {
                code: "below_margin_floor",
                message: format!(
                    "At today's prices and costs the set leaves {margin_percent} % of its price; sets should leave \
                     {floor_percent} %."
                ),
            },
            BundleWarning::CostUnknown => Self {
                code: "cost_unknown",
                message: "What a product of the set costs you is not known, so what the set leaves cannot be checked."
                    .to_owned(),
            },
        }
    }
}

impl<'a> BundleReply<'a> {
    /// The reply for a set.
    pub fn new(bundle: &'a BundleEntry, warnings: &[BundleWarning]) -> Self {
        let draft = &bundle.draft;
        let item = |item: &'a BundleItem| ItemReply {
            product_id: &item.product_id,
            quantity: item.quantity,
        };
        Self {
            id: &bundle.id,
            members: draft.members.iter().map(item).collect(),
            discount_percent: draft.discount_percent,
            price: draft.price.map(Amount),
            stackable: draft.stackable,
            placements: &draft.placements,
            valid_from: Moment::kept(draft.valid_from_ms),
            valid_until: Moment::kept(draft.valid_until_ms),
            title: &draft.title,
            warnings: warnings.iter().map(WarningReply::from).collect(),
        }
    }
}

/// What a set that is offered costs.
#[derive(Debug, Serialize)]
pub(crate) struct OfferedBundleReply<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    saving: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discount_percent: Option<u32>,
}

impl<'a> From<&'a BundleView> for OfferedBundleReply<'a> {
    fn from(bundle: &'a BundleView) -> Self {
        Self {
            id: bundle.id.as_deref(),
            title: bundle.title.as_ref().map(|title| title.text.as_str()),
            total: bundle.total.map(Amount),
            price: bundle.price.map(Amount),
            saving: bundle.saving.map(Amount),
            discount_percent: bundle.discount_percent,
        }
    }
}

/// A product of a set that is offered.
#[derive(Debug, Serialize)]
pub(crate) struct OfferedMemberReply<'a> {
    product: ProductReply<'a>,
    quantity: u32,
    in_cart: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price_in_bundle: Option<Amount>,
}

impl<'a> From<&'a BundleMemberView> for OfferedMemberReply<'a> {
    fn from(member: &'a BundleMemberView) -> Self {
        Self {
            product: ProductReply::new(&member.product),
            quantity: member.quantity,
            in_cart: member.in_cart,
            price: member.price.map(Amount),
            price_in_bundle: member.price_in_bundle.map(Amount),
        }
    }
}
