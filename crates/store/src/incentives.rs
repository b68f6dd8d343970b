//! What incentives promise and give: budgets, coupons, points.

use shop::{CustomerId, Money, OrderId, Timestamp};

/// A part of an incentive's budget that is promised to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// Unique; reserving it again changes nothing.
    pub id: String,
    /// Whose budget.
    pub incentive_id: String,
    /// How much, in minor units.
    pub amount_minor: i64,
    /// When it is free again unless it was settled.
    pub expires_at: Timestamp,
}

/// A coupon as it is kept: never the code itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouponRecord {
    /// Hash of the code.
    pub hash: Vec<u8>,
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
    /// The reservation of its budget, where the incentive has one.
    pub reservation_id: Option<String>,
    /// What it was redeemed for.
    pub redeemed: Option<Redeemed>,
}

/// What a coupon was redeemed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redeemed {
    /// The order.
    pub order_id: OrderId,
    /// When.
    pub at: Timestamp,
    /// What it took off.
    pub amount: Money,
}

/// How a coupon is to be redeemed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouponUse {
    /// Hash of the code.
    pub hash: Vec<u8>,
    /// Who redeems it.
    pub customer_id: CustomerId,
    /// For which order.
    pub order_id: OrderId,
    /// What it takes off.
    pub amount: Money,
    /// The most that all coupons of this customer may take off this order, in minor units of the amount's currency;
    /// none where nothing limits it.
    pub order_bears_minor: Option<i64>,
}

/// What came of redeeming a coupon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Redemption {
    /// It is redeemed, now or before for the same order.
    Done(CouponRecord),
    /// There is no such code, or it is another customer's.
    Unknown,
    /// It is too late.
    Expired,
    /// It was redeemed for another order, or for another amount.
    UsedBefore,
    /// It takes off less than was asked for.
    TooMuch(Money),
    /// The order bears only so much more.
    OrderBears(Money),
}

/// Why points were added or taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointsReason {
    /// Given for an order.
    Earn,
    /// Spent by the customer.
    Redeem,
    /// Too old.
    Expire,
    /// Put right, as after a refund.
    Correct,
}

impl PointsReason {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::Earn, Self::Redeem, Self::Expire, Self::Correct];

    /// The reason's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Earn => "earn",
            Self::Redeem => "redeem",
            Self::Expire => "expire",
            Self::Correct => "correct",
        }
    }

    /// The reason of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text)
    }
}

/// One line of a customer's points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointsEntry {
    /// Unique; adding it again changes nothing.
    pub id: String,
    /// Whose.
    pub customer_id: CustomerId,
    /// Points added, or taken where below 0.
    pub points: i64,
    /// Why.
    pub reason: PointsReason,
    /// For which order.
    pub order_id: Option<OrderId>,
    /// When.
    pub at: Timestamp,
}

/// What came of adding an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointsOutcome {
    /// It was added; the balance since.
    Added(i64),
    /// It was there already; the balance.
    Known(i64),
    /// It would take more points than there are: so many.
    TooFew(i64),
}

/// What of the incentives' budgets is promised or spent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetUse {
    /// The incentive.
    pub incentive_id: String,
    /// Open reservations that have not expired, in minor units.
    pub reserved_minor: i64,
    /// What was spent.
    pub spent_minor: i64,
}
