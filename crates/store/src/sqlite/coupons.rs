//! Coupons: a code is one customer's, for one order, and its budget is reserved with it.

use rusqlite::{Connection, Row, params};
use shop::{CustomerId, Money, OrderId, Timestamp};

use super::{access, session::Session};
use crate::{CouponRecord, CouponUse, Redeemed, Redemption, Reservation, StoreError};

const COLUMNS: &str = "SELECT hash, incentive_id, customer_id, amount_minor, currency, issued_at, expires_at,
                              reservation_id, order_id, redeemed_at, redeemed_minor FROM coupons";

impl Session<'_> {
    /// Keeps a coupon together with its budget; false where too little of that is left.
    pub(super) fn issue_coupon(
        &mut self,
        coupon: &CouponRecord,
        budget_minor: Option<i64>,
    ) -> Result<bool, StoreError> {
        if let (Some(budget_minor), Some(id)) = (budget_minor, &coupon.reservation_id) {
            let reservation = Reservation {
                id: id.clone(),
                incentive_id: coupon.incentive_id.clone(),
                amount_minor: coupon.amount.minor,
                expires_at: coupon.expires_at,
            };
            if !self.reserve(&reservation, budget_minor, coupon.issued_at)? {
                return Ok(false);
            }
        }
        self.execute(
            "INSERT INTO coupons (hash, incentive_id, customer_id, amount_minor, currency, issued_at, expires_at,
                                  reservation_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                coupon.hash,
                coupon.incentive_id,
                coupon.customer_id.as_str(),
                coupon.amount.minor,
                coupon.amount.currency.code(),
                coupon.issued_at.unix_ms(),
                coupon.expires_at.unix_ms(),
                coupon.reservation_id
            ],
        )?;
        Ok(true)
    }

    /// Redeems a coupon for an order, once.
    pub(super) fn redeem_coupon(
        &mut self,
        wanted: &CouponUse,
        now: Timestamp,
    ) -> Result<Redemption, StoreError> {
        let amount = wanted.amount;
        let found = coupon(self.connection, &wanted.hash)?;
        let Some(mut coupon) = found.filter(|coupon| coupon.customer_id == wanted.customer_id) else {
            return Ok(Redemption::Unknown);
        };
        if let Some(redeemed) = &coupon.redeemed {
            let same = redeemed.order_id == wanted.order_id && redeemed.amount == amount;
            return Ok(if same {
                Redemption::Done(coupon)
            } else {
                Redemption::UsedBefore
            });
        }
        if coupon.expires_at <= now {
            return Ok(Redemption::Expired);
        }
        if amount.currency != coupon.amount.currency || !(0..=coupon.amount.minor).contains(&amount.minor) {
            return Ok(Redemption::TooMuch(coupon.amount));
        }
        if let Some(left) = self.order_bears(wanted)?.filter(|left| amount.minor > *left) {
            return Ok(Redemption::OrderBears(Money::new(left, amount.currency)));
        }
        if let Some(id) = &coupon.reservation_id
            && !self.settle(id, amount.minor, now)?
        {
            return Ok(Redemption::Expired);
        }
        self.execute(
            "UPDATE coupons SET order_id = ?2, redeemed_at = ?3, redeemed_minor = ?4 WHERE hash = ?1",
            params![wanted.hash, wanted.order_id.as_str(), now.unix_ms(), amount.minor],
        )?;
        coupon.redeemed = Some(Redeemed {
            order_id: wanted.order_id.clone(),
            at: now,
            amount,
        });
        Ok(Redemption::Done(coupon))
    }

    /// What an order still bears beside the coupons that were redeemed for it; none where nothing limits it.
    fn order_bears(&self, wanted: &CouponUse) -> Result<Option<i64>, StoreError> {
        let Some(most) = wanted.order_bears_minor else {
            return Ok(None);
        };
        let sql = "SELECT coalesce(sum(redeemed_minor), 0) FROM coupons
                   WHERE customer_id = ?1 AND order_id = ?2 AND currency = ?3";
        let of_order = params![
            wanted.customer_id.as_str(),
            wanted.order_id.as_str(),
            wanted.amount.currency.code()
        ];
        let taken: Option<i64> = access::first_row(self.connection, sql, of_order, |row| Ok(row.get(0)?))?;
        Ok(Some(most.saturating_sub(taken.unwrap_or_default()).max(0)))
    }

    /// Forgets the coupons of a customer and frees what was reserved for them; how many there were.
    pub(super) fn erase_coupons(&mut self, id: &CustomerId) -> Result<usize, StoreError> {
        for coupon in of_customer(self.connection, id)? {
            if let Some(reservation) = &coupon.reservation_id {
                self.release(reservation)?;
            }
        }
        self.execute("DELETE FROM coupons WHERE customer_id = ?1", [id.as_str()])
    }
}

pub(super) fn coupon(connection: &Connection, hash: &[u8]) -> Result<Option<CouponRecord>, StoreError> {
    access::first_row(
        connection,
        &format!("{COLUMNS} WHERE hash = ?1"),
        [hash],
        read_coupon,
    )
}

pub(super) fn of_customer(connection: &Connection, id: &CustomerId) -> Result<Vec<CouponRecord>, StoreError> {
    let sql = format!("{COLUMNS} WHERE customer_id = ?1 ORDER BY issued_at, hash");
    access::collect_rows(connection, &sql, [id.as_str()], read_coupon)
}

fn read_coupon(row: &Row<'_>) -> Result<CouponRecord, StoreError> {
    let amount = access::read_money(row, 3)?.ok_or_else(|| access::corrupt("amount"))?;
    let order: Option<OrderId> = access::read_id_or_null(row, 8)?;
    let at = access::read_time_or_null(row, 9)?;
    let minor: Option<i64> = row.get(10)?;
    let redeemed = order.zip(at).zip(minor).map(|((order_id, at), minor)| Redeemed {
        order_id,
        at,
        amount: Money::new(minor, amount.currency),
    });
    Ok(CouponRecord {
        hash: row.get(0)?,
        incentive_id: row.get(1)?,
        customer_id: access::read_id(row, 2)?,
        amount,
        issued_at: access::read_time(row, 5)?,
        expires_at: access::read_time(row, 6)?,
        reservation_id: row.get(7)?,
        redeemed,
    })
}
