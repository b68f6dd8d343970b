//! An incentive as the merchant writes it, checked field by field.

use decide::incentives::{Discount, Incentive, Kind};
use serde::{Deserialize, Serialize};
use shop::{Currency, Money, Placement};

use crate::{
    Error,
    documents::{self, invalid, optional_money},
};

/// The largest share that may be taken off, in per cent.
const DISCOUNT_PERCENT_MAX: u32 = 90;
/// Most points for a whole unit of the currency.
const POINTS_PER_UNIT_MAX: u32 = 10_000;
/// The largest multiplier of points.
const MULTIPLIER_MAX: u32 = 100;
/// Most labels of customers that an incentive names.
const TAGS_MAX: usize = 50;
/// How long a coupon is valid at most, in days.
pub(super) const VALID_DAYS_MAX: u32 = 3_650;

/// What an incentive refuses where its kind does not use it.
const KIND_FIELDS: [(&str, &[Kind]); 10] = [
    (
        "threshold",
        &[
            Kind::FreeShipping,
            Kind::ThresholdDiscount,
            Kind::Gift,
            Kind::Coupon,
        ],
    ),
    ("discount_percent", &[Kind::ThresholdDiscount, Kind::Coupon]),
    ("discount", &[Kind::ThresholdDiscount, Kind::Coupon]),
    ("gift_product_id", &[Kind::Gift]),
    ("points_per_unit", &[Kind::Points]),
    ("multiplier", &[Kind::Points]),
    ("shipping_cost", &[Kind::FreeShipping]),
    (
        "margin_floor_percent",
        &[Kind::ThresholdDiscount, Kind::Gift, Kind::Coupon],
    ),
    ("valid_days", &[Kind::Coupon]),
    (
        "budget",
        &[
            Kind::FreeShipping,
            Kind::ThresholdDiscount,
            Kind::Gift,
            Kind::Coupon,
        ],
    ),
];

/// Where incentives are told unless they say otherwise.
const PLACEMENTS: [Placement; 4] = [
    Placement::ProductPage,
    Placement::Cart,
    Placement::Checkout,
    Placement::Pos,
];

/// An incentive as the merchant writes it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct IncentiveDraft {
    /// What it gives, by the public id of [`Kind`].
    pub kind: String,
    /// The cart value it needs.
    #[serde(with = "optional_money")]
    pub threshold: Option<Money>,
    /// So many per cent off; not together with `discount`.
    pub discount_percent: Option<u32>,
    /// So much off.
    #[serde(with = "optional_money")]
    pub discount: Option<Money>,
    /// The product that is given.
    pub gift_product_id: Option<String>,
    /// Points for every whole unit of the currency.
    pub points_per_unit: Option<u32>,
    /// How many times the points of other incentives are given.
    pub multiplier: Option<u32>,
    /// What free delivery costs the shop.
    #[serde(with = "optional_money")]
    pub shipping_cost: Option<Money>,
    /// The most that is given in all.
    #[serde(with = "optional_money")]
    pub budget: Option<Money>,
    /// The share of the order's value that must be left, in per cent; 0 where missing: never at a loss.
    pub margin_floor_percent: Option<u32>,
    /// Whether it is given where the order's margin is not known.
    pub costs_unknown_allowed: bool,
    /// Whether it is given beside others and on products that are reduced already.
    pub stackable: bool,
    /// Whether services count for the cart's value.
    pub counts_services: bool,
    /// For how many days a coupon is valid; 30 where missing.
    pub valid_days: Option<u32>,
    /// Where it is told; empty: on product pages, in the cart, at the checkout and at the till.
    pub placements: Vec<String>,
    /// From when on, in milliseconds since 1970.
    pub valid_from_ms: Option<i64>,
    /// Until when.
    pub valid_until_ms: Option<i64>,
    /// Labels of customers of whom it is told; empty: everybody.
    pub for_tags: Vec<String>,
    /// Whether it is switched off: nothing is told or given of it. Coupons that were issued stay valid.
    pub paused: bool,
}

impl IncentiveDraft {
    /// Whether an incentive of a kind has this field.
    pub fn uses(kind: Kind, field: &str) -> bool {
        let own = KIND_FIELDS.iter().find(|(name, _)| *name == field);
        own.is_none_or(|(_, kinds)| kinds.contains(&kind))
    }

    /// Whether it is given where the order's margin is not known. A code is a promise: where the merchant names no
    /// floor, a cost that is not known does not break it.
    pub fn is_given_at_unknown_cost(&self) -> bool {
        let is_code = Kind::parse(&self.kind) == Some(Kind::Coupon);
        self.costs_unknown_allowed || (is_code && self.margin_floor_percent.is_none())
    }

    /// Checks every field.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the first that cannot be used.
    pub(super) fn check(&self, currency: Currency) -> Result<(), Error> {
        let kind = Kind::parse(&self.kind).ok_or_else(|| {
            let known = Kind::ALL.map(Kind::as_str).join(", ");
            invalid("kind", format!("there is no such kind; use one of: {known}"))
        })?;
        self.check_fields(kind)?;
        self.check_amounts(currency)?;
        self.check_numbers()?;
        self.check_gift(kind)?;
        documents::check_window(self.valid_from_ms, self.valid_until_ms)?;
        documents::placements(&self.placements)?;
        match self.for_tags.len() <= TAGS_MAX {
            true => Ok(()),
            false => Err(invalid("for_tags", "name at most 50 labels")),
        }
    }

    fn check_fields(&self, kind: Kind) -> Result<(), Error> {
        let given = |field: &str| match field {
            "threshold" => self.threshold.is_some(),
            "discount_percent" => self.discount_percent.is_some(),
            "discount" => self.discount.is_some(),
            "gift_product_id" => self.gift_product_id.is_some(),
            "points_per_unit" => self.points_per_unit.is_some(),
            "multiplier" => self.multiplier.is_some(),
            "shipping_cost" => self.shipping_cost.is_some(),
            "margin_floor_percent" => self.margin_floor_percent.is_some(),
            "budget" => self.budget.is_some(),
            _ => self.valid_days.is_some(),
        };
        match KIND_FIELDS
            .iter()
            .find(|(field, kinds)| given(field) && !kinds.contains(&kind))
        {
            Some((field, _)) => {
                let reason = format!("an incentive of kind {} has none; leave it out", kind.as_str());
                Err(invalid(*field, reason))
            }
            None => Ok(()),
        }
    }

    /// Every amount with its field.
    fn amounts(&self) -> [(&'static str, Option<Money>); 4] {
        [
            ("threshold", self.threshold),
            ("discount", self.discount),
            ("shipping_cost", self.shipping_cost),
            ("budget", self.budget),
        ]
    }

    fn check_amounts(&self, currency: Currency) -> Result<(), Error> {
        let currency = self.currency(currency);
        for (field, amount) in self.amounts() {
            let Some(amount) = amount else { continue };
            if amount.currency != currency {
                return Err(invalid(
                    field,
                    format!("all amounts must be of one currency, {currency}"),
                ));
            }
            if amount.minor <= 0 {
                return Err(invalid(field, "it must be above 0"));
            }
        }
        Ok(())
    }

    fn check_numbers(&self) -> Result<(), Error> {
        let checks = [
            ("discount_percent", self.discount_percent, 1, DISCOUNT_PERCENT_MAX),
            ("points_per_unit", self.points_per_unit, 1, POINTS_PER_UNIT_MAX),
            ("multiplier", self.multiplier, 2, MULTIPLIER_MAX),
            ("margin_floor_percent", self.margin_floor_percent, 0, 90),
            ("valid_days", self.valid_days, 1, VALID_DAYS_MAX),
        ];
        for (field, number, least, most) in checks {
            if number.is_some_and(|number| !(least..=most).contains(&number)) {
                return Err(invalid(field, format!("it must be from {least} to {most}")));
            }
        }
        Ok(())
    }

    /// Checks that it is said what is given, and for what.
    fn check_gift(&self, kind: Kind) -> Result<(), Error> {
        let needs_threshold = matches!(kind, Kind::FreeShipping | Kind::ThresholdDiscount | Kind::Gift);
        if needs_threshold && self.threshold.is_none() {
            return Err(invalid("threshold", "say from which cart value on it is given"));
        }
        match kind {
            Kind::ThresholdDiscount | Kind::Coupon => {
                let one = self.discount.is_some() != self.discount_percent.is_some();
                let more = self.discount.zip(self.threshold);
                match more.is_some_and(|(discount, threshold)| discount.minor > threshold.minor) {
                    _ if !one => Err(invalid("discount", "set either discount_percent or discount")),
                    true => Err(invalid("discount", "it must be at most the threshold")),
                    false => Ok(()),
                }
            }
            Kind::Gift if self.gift_product_id.is_none() => {
                Err(invalid("gift_product_id", "say which product is given"))
            }
            Kind::Points if self.points_per_unit.is_none() && self.multiplier.is_none() => {
                Err(invalid("points_per_unit", "set points_per_unit or multiplier"))
            }
            _ => Ok(()),
        }
    }

    /// The currency of its amounts; the shop's where it has none.
    pub(super) fn currency(&self, shops: Currency) -> Currency {
        let mut amounts = self.amounts().into_iter();
        amounts
            .find_map(|(_, amount)| amount)
            .map_or(shops, |amount| amount.currency)
    }

    /// The incentive as decisions need it; none where it cannot be used, as a stored text is never trusted.
    pub(super) fn resolved(&self, id: &str, shops: Currency) -> Option<Incentive> {
        self.check(shops).ok()?;
        let minor = |amount: Option<Money>| amount.map_or(0, |amount| amount.minor);
        let percent = self.discount_percent.map(Discount::Percent);
        let placements = documents::placements(&self.placements).ok()?;
        let kind = Kind::parse(&self.kind)?;
        Some(Incentive {
            id: id.to_owned(),
            kind,
            currency: self.currency(shops),
            threshold_minor: minor(self.threshold),
            discount: percent.or(self.discount.map(|amount| Discount::Amount(amount.minor))),
            gift: None,
            points_per_unit: self.points_per_unit.unwrap_or_default(),
            multiplier: self.multiplier.unwrap_or(1),
            shipping_cost_minor: minor(self.shipping_cost),
            margin_floor_percent: self.margin_floor_percent.unwrap_or_default(),
            costs_unknown_allowed: self.is_given_at_unknown_cost(),
            stackable: self.stackable,
            counts_services: self.counts_services,
            placements: match placements.is_empty() {
                true => PLACEMENTS.to_vec(),
                false => placements,
            },
            valid_from: documents::moment(self.valid_from_ms),
            valid_until: documents::moment(self.valid_until_ms),
        })
    }
}
