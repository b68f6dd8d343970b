//! Coupons: a code that nobody can guess, for one customer and one order, kept only as a hash.

use decide::incentives::{
    Discount, Incentive, Kind, Worth,
    coupons::{self, Limit},
};
use shop::{CustomerId, LineKind, Money, OrderId, OrderLine, Timestamp};
use store::{CouponRecord, CouponUse, Redemption};

use super::conflict;
use crate::{
    Engine, Error,
    documents::{self, invalid},
    keys,
    types::CartItem,
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
    /// that needs a cart value, needs to know what the order is worth. Where the order's `lines` are known it is issued
    /// for what their margin bears at most.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such incentive; [`Error::Invalid`] where it is no coupon or the order's
    /// value does not fit; a conflict where it does not hold now, its budget is spent or the order does not bear it.
    pub fn issue_coupon(
        &self,
        incentive_id: &str,
        customer_id: &CustomerId,
        order_value: Option<Money>,
        lines: &[CartItem],
        now: Timestamp,
    ) -> Result<NewCoupon, Error> {
        let entry = self.incentive(incentive_id, now)?;
        let incentive = self.valid(&entry, now)?;
        let worth = (!lines.is_empty()).then(|| self.worth_of(lines, &incentive));
        let value = worth.map(|worth| Money::new(worth.value_minor, incentive.currency));
        let amount_minor = amount_minor(&incentive, order_value.or(value))?;
        let amount_minor = match worth {
            Some(worth) => borne(&incentive, amount_minor, &worth)?,
            None => amount_minor,
        };
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

    /// Redeems a coupon for an order: once, by the customer it was issued to, and no more of it than the order bears
    /// beside other coupons. Again for the same order changes nothing. `lines` are the order's, where they are not kept
    /// yet.
    ///
    /// # Errors
    /// [`Error::NotFound`] where this customer has no such code; [`Error::Invalid`] where less can be taken off, and
    /// how much, or where the lines are needed; otherwise a conflict that says why it cannot be used.
    pub fn redeem_coupon(
        &self,
        code: &str,
        customer_id: &CustomerId,
        order_id: &OrderId,
        amount: Money,
        lines: &[CartItem],
        now: Timestamp,
    ) -> Result<CouponInfo, Error> {
        let mut wanted = CouponUse {
            hash: hash_of(code).to_vec(),
            customer_id: customer_id.clone(),
            order_id: order_id.clone(),
            amount,
            order_bears_minor: None,
        };
        wanted.order_bears_minor = self.order_bears(&wanted, lines, now)?;
        let redemption = self.inner.store.redeem_coupon(&wanted, now)?;
        self.inner.reload_incentives(now)?;
        match redemption {
            Redemption::Done(record) => Ok(record.into()),
            Redemption::Unknown => Err(documents::not_found(
                "coupon of this customer with the code",
                code,
            )),
            Redemption::Expired => Err(conflict("the coupon is not valid any more")),
            Redemption::UsedBefore => Err(conflict("the coupon was redeemed before")),
            Redemption::TooMuch(most) => {
                let reason = format!("the coupon takes off at most {most} {}", most.currency);
                Err(invalid("amount", reason))
            }
            Redemption::OrderBears(Money { minor: 0, .. }) => Err(not_borne()),
            Redemption::OrderBears(most) => {
                let reason = format!(
                    "the order's margin bears at most {most} {} of the coupon; take off so much or less",
                    most.currency
                );
                Err(invalid("amount", reason))
            }
        }
    }

    /// What coupons may take off an order in all; none where nothing limits it: the incentive is gone, or neither the
    /// order's lines nor a floor are known. What keeps this coupon from being redeemed at all is the store's to say.
    fn order_bears(
        &self,
        wanted: &CouponUse,
        lines: &[CartItem],
        now: Timestamp,
    ) -> Result<Option<i64>, Error> {
        let kept = self.inner.store.coupon(&wanted.hash)?;
        let is_open = |kept: &CouponRecord| {
            kept.customer_id == wanted.customer_id && kept.redeemed.is_none() && kept.expires_at > now
        };
        let Some(kept) = kept.filter(is_open) else {
            return Ok(None);
        };
        let entry = match self.incentive(&kept.incentive_id, now) {
            Ok(entry) => entry,
            Err(Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        let Some(incentive) = entry.draft.resolved(&entry.id, self.profile().currency) else {
            return Ok(None);
        };
        let of_order = match lines {
            [] => self.lines_of(&wanted.order_id)?,
            lines => lines.to_vec(),
        };
        if of_order.is_empty() {
            return match incentive.costs_unknown_allowed {
                true => Ok(None),
                false => Err(invalid(
                    "lines",
                    "send the order's lines: the coupon keeps a margin, which depends on what is bought",
                )),
            };
        }
        borne(&incentive, i64::MAX, &self.worth_of(&of_order, &incentive)).map(Some)
    }

    /// The merchandise of an order that is kept; nothing where it is not.
    fn lines_of(&self, order_id: &OrderId) -> Result<Vec<CartItem>, Error> {
        let order = self.inner.store.order(order_id)?;
        let lines = order.into_iter().flat_map(|order| order.lines);
        let item = |line: OrderLine| CartItem {
            product_id: line.product_id.as_str().to_owned(),
            quantity: line.quantity,
            unit_price: line.unit_price,
        };
        Ok(lines
            .filter(|line| line.kind == LineKind::Product)
            .map(item)
            .collect())
    }

    /// What lines are worth to an incentive; what nobody knows counts with the price that is sent, and its cost is
    /// unknown.
    fn worth_of(&self, lines: &[CartItem], incentive: &Incentive) -> Worth {
        let snapshot = self.inner.serving.snapshot();
        let catalogue = snapshot.as_ref().map(|snapshot| &snapshot.models.catalogue);
        let (mut known, mut unknown) = (Vec::new(), None);
        for item in lines {
            match catalogue.and_then(|catalogue| super::line(catalogue, item)) {
                Some(line) => known.push(line),
                None => {
                    let unit = item.unit_price.filter(|unit| unit.currency == incentive.currency);
                    let value = unit.map_or(0, |unit| unit.minor.saturating_mul(i64::from(item.quantity)));
                    unknown = Some(value.saturating_add(unknown.unwrap_or_default()));
                }
            }
        }
        let live = self.inner.serving.live();
        let worth = catalogue.map_or_else(Worth::default, |catalogue| {
            Worth::of(
                catalogue,
                &live,
                &known,
                incentive.currency,
                incentive.counts_services,
            )
        });
        unknown.map_or(worth, |value| worth.and_unknown(value))
    }

    /// The coupons that a customer holds and can use now, those that end first. Where they cannot be
    /// read none is told.
    pub(super) fn held_coupons(&self, customer_id: &CustomerId, now: Timestamp) -> Vec<CouponRecord> {
        let mut held = match self.inner.store.coupons_of_customer(customer_id) {
            Ok(held) => held,
            Err(error) => {
                tracing::warn!("a customer's coupons cannot be read and are not told: {error}");
                return Vec::new();
            }
        };
        held.retain(|coupon| coupon.redeemed.is_none() && coupon.expires_at > now);
        held.sort_by(|one, other| (one.expires_at, &one.hash).cmp(&(other.expires_at, &other.hash)));
        held
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

/// What of an amount an order of this worth bears.
fn borne(incentive: &Incentive, amount_minor: i64, worth: &Worth) -> Result<i64, Error> {
    match coupons::limit(incentive, amount_minor, worth) {
        Limit::Off(off) => Ok(off),
        Limit::Missing(_) => {
            let least = Money::new(incentive.threshold_minor, incentive.currency);
            let sentence = format!(
                "the coupon needs an order of at least {least} {}; this one is worth less",
                least.currency
            );
            Err(conflict(sentence))
        }
        Limit::CostUnknown => Err(conflict(
            "what a product of the order costs the shop is not known, and the coupon keeps a margin; tell its \
             unit_cost, or set costs_unknown to allow",
        )),
        Limit::NotBorne => Err(not_borne()),
    }
}

fn not_borne() -> Error {
    conflict("the order's margin bears nothing of the coupon; it can be used for another order")
}

/// What a coupon takes off at most, as its incentive says.
fn amount_minor(incentive: &Incentive, order_value: Option<Money>) -> Result<i64, Error> {
    let (threshold_minor, currency) = (incentive.threshold_minor, incentive.currency);
    let discount = incentive.discount.filter(|_| incentive.kind == Kind::Coupon);
    let discount =
        discount.ok_or_else(|| invalid("id", "codes are issued only for incentives of kind coupon"))?;
    if order_value.is_some_and(|value| value.currency != currency) {
        let reason = format!("the coupon is of {currency}; use {currency} here too");
        return Err(invalid("order_value", reason));
    }
    match (discount, order_value.map(|value| value.minor)) {
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
