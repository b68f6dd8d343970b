//! Coupons: a code that nobody can guess, for one customer and one order, kept only as a hash.

use decide::incentives::{Discount, Kind};
use shop::{CustomerId, Money, OrderId, Timestamp};
use store::{CouponRecord, Redemption};

use super::conflict;
use crate::{
    Engine, Error,
    documents::{self, invalid},
    keys,
};

/// Letters of a code: a hundred random bits.
const CODE_LETTERS: usize = 20;
/// Letters between two dashes, for people who copy it by hand.
const CODE_GROUP: usize = 5;
/// For how long a coupon is valid where its incentive says nothing, in days.
const VALID_DAYS: u32 = 30;
const DAY_MS: i64 = 86_400_000;

/// A coupon just issued. The code is in it and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCoupon {
    /// The code.
    pub code: String,
    /// What is kept.
    pub info: CouponInfo,
}

/// What is known of a coupon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouponInfo {
    /// The incentive it is of.
    pub incentive_id: String,
    /// Whose it is.
    pub customer_id: CustomerId,
    /// The most it takes off.
    pub amount: Money,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// Until when it is valid.
    pub expires_at: Timestamp,
    /// The order it was redeemed for, when, and what it took off.
    pub redeemed: Option<(OrderId, Timestamp, Money)>,
}

impl From<CouponRecord> for CouponInfo {
    fn from(record: CouponRecord) -> Self {
        Self {
            incentive_id: record.incentive_id,
            customer_id: record.customer_id,
            amount: record.amount,
            issued_at: record.issued_at,
            expires_at: record.expires_at,
            redeemed: record
                .redeemed
                .map(|redeemed| (redeemed.order_id, redeemed.at, redeemed.amount)),
        }
    }
}

impl Engine {
    /// Issues a coupon to a customer and reserves its amount of the incentive's budget. A discount in per cent, or one
    /// that needs a cart value, needs to know what the order is worth.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such incentive; [`Error::Invalid`] where it is no coupon or the order's
    /// value does not fit; a conflict where it does not hold now or its budget is spent.
    pub fn issue_coupon(
        &self,
        incentive_id: &str,
        customer_id: &CustomerId,
        order_value: Option<Money>,
        now: Timestamp,
    ) -> Result<NewCoupon, Error> {
        let entry = self.incentive(incentive_id, now)?;
        let incentive = self.valid(&entry, now)?;
        let discount = incentive.discount.filter(|_| incentive.kind == Kind::Coupon);
        let discount =
            discount.ok_or_else(|| invalid("id", "codes are issued only for incentives of kind coupon"))?;
        let amount_minor = amount_minor(
            discount,
            incentive.threshold_minor,
            order_value,
            incentive.currency,
        )?;
        let days = entry.draft.valid_days.unwrap_or(VALID_DAYS);
        let end = now.plus_ms(i64::from(days).saturating_mul(DAY_MS));
        let code = keys::random_text(CODE_LETTERS)?;
        let hash = keys::hash(&code).to_vec();
        let record = CouponRecord {
            reservation_id: entry.draft.budget.map(|_| format!("coupon:{}", hex(&hash))),
            hash,
            incentive_id: incentive_id.to_owned(),
            customer_id: customer_id.clone(),
            amount: Money::new(amount_minor, incentive.currency),
            issued_at: now,
            expires_at: incentive.valid_until.map_or(end, |until| until.min(end)),
            redeemed: None,
        };
        let budget_minor = entry.draft.budget.map(|budget| budget.minor);
        let issued = self.inner.store.issue_coupon(&record, budget_minor)?;
        self.inner.reload_incentives(now)?;
        match issued {
            true => Ok(NewCoupon {
                code: grouped(&code),
                info: record.into(),
            }),
            false => Err(conflict(format!(
                "the budget of the incentive '{incentive_id}' is spent"
            ))),
        }
    }

    /// Redeems a coupon for an order: once, by the customer it was issued to. Again for the same order changes nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] where this customer has no such code, and otherwise a conflict that says why it cannot be
    /// used.
    pub fn redeem_coupon(
        &self,
        code: &str,
        customer_id: &CustomerId,
        order_id: &OrderId,
        amount: Money,
        now: Timestamp,
    ) -> Result<CouponInfo, Error> {
        let redemption =
            self.inner
                .store
                .redeem_coupon(&hash_of(code), customer_id, order_id, amount, now)?;
        self.inner.reload_incentives(now)?;
        match redemption {
            Redemption::Done(record) => Ok(record.into()),
            Redemption::Unknown => Err(documents::not_found("coupon of this customer", code)),
            Redemption::Expired => Err(conflict("the coupon is not valid any more")),
            Redemption::UsedBefore => Err(conflict("the coupon was redeemed before")),
            Redemption::TooMuch(most) => {
                let reason = format!("the coupon takes off at most {most} {}", most.currency);
                Err(invalid("amount", reason))
            }
        }
    }

    /// What is known of a coupon.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such code.
    pub fn coupon(&self, code: &str) -> Result<CouponInfo, Error> {
        let found = self.inner.store.coupon(&hash_of(code))?;
        found
            .map(CouponInfo::from)
            .ok_or_else(|| documents::not_found("coupon", code))
    }
}

/// What a coupon takes off at most.
fn amount_minor(
    discount: Discount,
    threshold_minor: i64,
    order_value: Option<Money>,
    currency: shop::Currency,
) -> Result<i64, Error> {
    let value = match order_value {
        Some(value) if value.currency != currency => {
            let reason = format!("the coupon is of {currency}; use {currency} here too");
            return Err(invalid("order_value", reason));
        }
        Some(value) => Some(value.minor),
        None => None,
    };
    match (discount, value) {
        (_, Some(value)) if value < threshold_minor => Err(invalid(
            "order_value",
            "the order is worth less than the coupon needs",
        )),
        (_, Some(value)) => Ok(discount.off_minor(value)),
        (Discount::Amount(minor), None) if threshold_minor == 0 => Ok(minor),
        (_, None) => Err(invalid(
            "order_value",
            "say what the order is worth: the coupon depends on it",
        )),
    }
}

/// The hash of a code as a person may have typed it: dashes and spaces do not count, nor does the case.
fn hash_of(code: &str) -> [u8; 32] {
    let letters = code.chars().filter(char::is_ascii_alphanumeric);
    let plain: String = letters.take(CODE_LETTERS + 1).collect();
    keys::hash(&plain.to_ascii_lowercase())
}

fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.to_ascii_uppercase().chars().collect();
    let groups = letters
        .chunks(CODE_GROUP)
        .map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join("-")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
