//! `/v1/incentives`, coupons and points: as they are sent, kept and told.

use engine::{
    CartItem, CouponInfo, IncentiveDraft, IncentiveEntry, IncentiveView, NewCoupon, PointsAccount,
    PointsChange, PointsEntry, PointsReason,
};
use serde::{Deserialize, Serialize};
use shop::{Currency, CustomerId, Locale, Money, OrderId, Timestamp, limits};

use super::{
    money::{Amount, SentMoney, optional},
    offers::{CartLineBody, ProductReply, items},
    reading::{self, Place},
    status::Moment,
};
use crate::{
    errors::{Code, Problem},
    i18n::Texts,
};

/// An incentive as it is sent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IncentiveBody<'a> {
    kind: String,
    #[serde(borrow, default)]
    threshold: Option<SentMoney<'a>>,
    #[serde(default)]
    discount_percent: Option<u32>,
    #[serde(borrow, default)]
    discount: Option<SentMoney<'a>>,
    #[serde(default)]
    gift_product_id: Option<String>,
    #[serde(default)]
    points_per_unit: Option<u32>,
    #[serde(default)]
    multiplier: Option<u32>,
    #[serde(borrow, default)]
    shipping_cost: Option<SentMoney<'a>>,
    #[serde(borrow, default)]
    budget: Option<SentMoney<'a>>,
    #[serde(default)]
    margin_floor_percent: Option<u32>,
    #[serde(default)]
    costs_unknown: Option<String>,
    #[serde(default)]
    stackable: bool,
    #[serde(default)]
    counts_services: bool,
    #[serde(default)]
    valid_days: Option<u32>,
    #[serde(default)]
    placements: Vec<String>,
    #[serde(default)]
    valid_from: Option<String>,
    #[serde(default)]
    valid_until: Option<String>,
    #[serde(default)]
    for_tags: Vec<String>,
    #[serde(default)]
    paused: bool,
}

/// What is done where the order's margin is not known.
const COSTS_UNKNOWN: [&str; 2] = ["refuse", "allow"];

/// Reads an incentive as it is sent, from JSON; an amount without a currency is of `currency`.
///
/// # Errors
/// [`Problem`] naming what cannot be used, and where.
pub fn draft(bytes: &[u8], currency: Currency) -> Result<IncentiveDraft, Problem> {
    let body: IncentiveBody<'_> = reading::read(bytes)?;
    let amount = |sent: &Option<SentMoney<'_>>, field| optional(sent.as_ref(), currency, Place::Body, field);
    let costs_unknown = body.costs_unknown.as_deref().unwrap_or(COSTS_UNKNOWN[0]);
    if !COSTS_UNKNOWN.contains(&costs_unknown) {
        return Err(reading::unknown_word(
            costs_unknown,
            &COSTS_UNKNOWN,
            Place::Body,
            "costs_unknown",
        ));
    }
    Ok(IncentiveDraft {
        threshold: amount(&body.threshold, "threshold")?,
        discount: amount(&body.discount, "discount")?,
        shipping_cost: amount(&body.shipping_cost, "shipping_cost")?,
        budget: amount(&body.budget, "budget")?,
        costs_unknown_allowed: costs_unknown == COSTS_UNKNOWN[1],
        valid_from_ms: reading::optional_moment_ms(body.valid_from, Place::Body, "valid_from")?,
        valid_until_ms: reading::optional_moment_ms(body.valid_until, Place::Body, "valid_until")?,
        kind: body.kind,
        discount_percent: body.discount_percent,
        gift_product_id: body.gift_product_id,
        points_per_unit: body.points_per_unit,
        multiplier: body.multiplier,
        margin_floor_percent: body.margin_floor_percent,
        stackable: body.stackable,
        counts_services: body.counts_services,
        valid_days: body.valid_days,
        placements: body.placements,
        for_tags: body.for_tags,
        paused: body.paused,
    })
}

/// An incentive as it is kept.
#[derive(Debug, Serialize)]
pub struct IncentiveReply<'a> {
    id: &'a str,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    threshold: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discount_percent: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discount: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gift_product_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    points_per_unit: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    multiplier: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shipping_cost: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    budget: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    budget_reserved: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    budget_spent: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    margin_floor_percent: Option<u32>,
    costs_unknown: &'static str,
    stackable: bool,
    counts_services: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_days: Option<u32>,
    placements: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<Moment>,
    for_tags: &'a [String],
    paused: bool,
}

impl<'a> From<&'a IncentiveEntry> for IncentiveReply<'a> {
    fn from(entry: &'a IncentiveEntry) -> Self {
        let draft = &entry.draft;
        let of_budget = |minor: i64| {
            draft
                .budget
                .map(|budget| Amount(Money::new(minor, budget.currency)))
        };
        Self {
            id: &entry.id,
            kind: &draft.kind,
            threshold: draft.threshold.map(Amount),
            discount_percent: draft.discount_percent,
            discount: draft.discount.map(Amount),
            gift_product_id: draft.gift_product_id.as_deref(),
            points_per_unit: draft.points_per_unit,
            multiplier: draft.multiplier,
            shipping_cost: draft.shipping_cost.map(Amount),
            budget: draft.budget.map(Amount),
            budget_reserved: of_budget(entry.reserved_minor),
            budget_spent: of_budget(entry.spent_minor),
            margin_floor_percent: draft.margin_floor_percent,
            costs_unknown: COSTS_UNKNOWN[usize::from(draft.costs_unknown_allowed)],
            stackable: draft.stackable,
            counts_services: draft.counts_services,
            valid_days: draft.valid_days,
            placements: &draft.placements,
            valid_from: Moment::kept(draft.valid_from_ms),
            valid_until: Moment::kept(draft.valid_until_ms),
            for_tags: &draft.for_tags,
            paused: draft.paused,
        }
    }
}

/// What is told of an incentive beside the offers.
#[derive(Debug, Serialize)]
pub(crate) struct ToldIncentiveReply<'a> {
    id: &'a str,
    kind: &'static str,
    text: IncentiveTextReply,
    #[serde(skip_serializing_if = "Option::is_none")]
    threshold: Option<Amount>,
    cart_value: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<Amount>,
    reached: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discount: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gift: Option<ProductReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fillers: Vec<Vec<FillerReply<'a>>>,
}

#[derive(Debug, Serialize)]
struct IncentiveTextReply {
    headline: String,
    body: String,
    locale: String,
    dir: &'static str,
}

#[derive(Debug, Serialize)]
struct FillerReply<'a> {
    product: ProductReply<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<Amount>,
}

impl<'a> ToldIncentiveReply<'a> {
    /// The wire form of what is told of an incentive, in a language.
    pub fn new(view: &'a IncentiveView, texts: &Texts, locale: &Locale) -> Self {
        let filler = |product: &'a engine::ProductView| FillerReply {
            product: ProductReply::new(product),
            price: product.price.map(Amount),
        };
        let (headline, body) = texts.incentive(view, locale);
        let own = texts.resolve(locale);
        Self {
            id: &view.id,
            kind: view.kind,
            text: IncentiveTextReply {
                headline,
                body,
                locale: own.as_str().to_owned(),
                dir: own.direction().as_html(),
            },
            threshold: view.threshold.map(Amount),
            cart_value: Amount(view.cart_value),
            missing: view.missing.map(Amount),
            reached: view.reached,
            ends_at: view.ends_at.map(Moment),
            discount: view.discount.map(Amount),
            gift: view.gift.as_ref().map(ProductReply::new),
            points: view.points,
            fillers: view
                .fillers
                .iter()
                .map(|set| set.iter().map(filler).collect())
                .collect(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewCouponBody<'a> {
    customer_id: String,
    #[serde(borrow, default)]
    order_value: Option<SentMoney<'a>>,
    #[serde(borrow, default)]
    lines: Vec<CartLineBody<'a>>,
}

/// To whom a coupon is issued, and what is known of the order it is for.
pub(crate) struct CouponWanted {
    /// Whose it is.
    pub customer_id: CustomerId,
    /// What the order is worth.
    pub order_value: Option<Money>,
    /// The order's lines.
    pub lines: Vec<CartItem>,
}

/// Reads to whom a coupon is issued, and for what order.
///
/// # Errors
/// [`Problem`] naming what cannot be used.
pub(crate) fn new_coupon(bytes: &[u8], currency: Currency) -> Result<CouponWanted, Problem> {
    let body: NewCouponBody<'_> = reading::read(bytes)?;
    Ok(CouponWanted {
        customer_id: reading::id(&body.customer_id, Place::Body, "customer_id")?,
        order_value: optional(body.order_value.as_ref(), currency, Place::Body, "order_value")?,
        lines: order_lines(body.lines, currency)?,
    })
}

/// An order's lines; no more of them than an order can have.
fn order_lines(lines: Vec<CartLineBody<'_>>, currency: Currency) -> Result<Vec<CartItem>, Problem> {
    if lines.len() > limits::ORDER_LINES_MAX {
        let detail = format!("Send at most {} lines.", limits::ORDER_LINES_MAX);
        return Err(Problem::new(Code::InvalidField, detail).at("lines"));
    }
    items(lines, &Place::Body, "lines", currency)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SpendBody<'a> {
    #[serde(default)]
    customer_id: Option<String>,
    order_id: String,
    #[serde(borrow)]
    amount: SentMoney<'a>,
    #[serde(borrow, default)]
    lines: Vec<CartLineBody<'a>>,
}

/// What an order takes: from a coupon of a customer, or from an incentive's budget.
pub(crate) struct Spend {
    /// Whose coupon it is.
    pub customer_id: Option<CustomerId>,
    /// The order.
    pub order_id: OrderId,
    /// How much.
    pub amount: Money,
    /// The order's lines, where they are sent.
    pub lines: Vec<CartItem>,
}

/// Reads what an order takes.
///
/// # Errors
/// [`Problem`] naming what cannot be used.
pub(crate) fn spend(bytes: &[u8], currency: Currency) -> Result<Spend, Problem> {
    let body: SpendBody<'_> = reading::read(bytes)?;
    Ok(Spend {
        customer_id: reading::optional_id(body.customer_id.as_deref(), Place::Body, "customer_id")?,
        order_id: reading::id(&body.order_id, Place::Body, "order_id")?,
        amount: body.amount.money(currency, Place::Body, "amount")?,
        lines: order_lines(body.lines, currency)?,
    })
}

/// What is known of a coupon; with the code itself only when it is issued.
#[derive(Debug, Serialize)]
pub(crate) struct CouponReply<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    incentive_id: &'a str,
    customer_id: &'a str,
    amount: Amount,
    issued_at: Moment,
    expires_at: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    redeemed: Option<RedeemedReply<'a>>,
}

#[derive(Debug, Serialize)]
struct RedeemedReply<'a> {
    order_id: &'a str,
    at: Moment,
    amount: Amount,
}

impl<'a> From<&'a CouponInfo> for CouponReply<'a> {
    fn from(coupon: &'a CouponInfo) -> Self {
        let redeemed = |(order, at, amount): &'a (OrderId, Timestamp, Money)| RedeemedReply {
            order_id: order.as_str(),
            at: Moment(*at),
            amount: Amount(*amount),
        };
        Self {
            code: None,
            incentive_id: &coupon.incentive_id,
            customer_id: coupon.customer_id.as_str(),
            amount: Amount(coupon.amount),
            issued_at: Moment(coupon.issued_at),
            expires_at: Moment(coupon.expires_at),
            redeemed: coupon.redeemed.as_ref().map(redeemed),
        }
    }
}

impl<'a> From<&'a NewCoupon> for CouponReply<'a> {
    fn from(coupon: &'a NewCoupon) -> Self {
        Self {
            code: Some(&coupon.code),
            ..Self::from(&coupon.info)
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PointsBody {
    id: String,
    points: i64,
    reason: String,
    #[serde(default)]
    order_id: Option<String>,
}

/// Reads points to be added or taken.
///
/// # Errors
/// [`Problem`] naming what cannot be used.
pub(crate) fn points_change(bytes: &[u8]) -> Result<PointsChange, Problem> {
    let body: PointsBody = reading::read(bytes)?;
    let reason = PointsReason::parse(&body.reason).ok_or_else(|| {
        let known = PointsReason::ALL.map(PointsReason::as_str);
        reading::unknown_word(&body.reason, &known, Place::Body, "reason")
    })?;
    Ok(PointsChange {
        order_id: reading::optional_id(body.order_id.as_deref(), Place::Body, "order_id")?,
        id: body.id,
        points: body.points,
        reason,
    })
}

/// A customer's points.
#[derive(Debug, Serialize)]
pub(crate) struct PointsReply<'a> {
    balance: i64,
    entries: Vec<PointsEntryReply<'a>>,
}

/// Points that were added or taken.
#[derive(Debug, Serialize)]
pub(crate) struct PointsEntryReply<'a> {
    id: &'a str,
    points: i64,
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_id: Option<&'a str>,
    at: Moment,
}

impl<'a> From<&'a PointsAccount> for PointsReply<'a> {
    fn from(account: &'a PointsAccount) -> Self {
        Self {
            balance: account.balance,
            entries: account.entries.iter().map(PointsEntryReply::from).collect(),
        }
    }
}

impl<'a> From<&'a PointsEntry> for PointsEntryReply<'a> {
    fn from(entry: &'a PointsEntry) -> Self {
        Self {
            id: &entry.id,
            points: entry.points,
            reason: entry.reason.as_str(),
            order_id: entry.order_id.as_ref().map(OrderId::as_str),
            at: Moment(entry.at),
        }
    }
}
