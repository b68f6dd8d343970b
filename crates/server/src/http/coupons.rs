//! Coupons that were issued.

use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Answer, Call, Route},
    wire::incentives::{self, CouponReply},
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/coupons/{id}", "getCoupon", get)
        .says("Look a coupon up", "By its code; dashes and case do not count.")
        .gives(200, "Coupon")
        .fails(&[Code::NotFound]),
    Route::post("/v1/coupons/{id}/redeem", "redeemCoupon", redeem)
        .says(
            "Redeem a coupon",
            "By its code, for one order, and only by the customer it was issued to. Send the order's `lines` with it: where \
             their margin bears less than `amount`, it is refused and told how much may be taken off. Sending it again for \
             the same order changes nothing.",
        )
        .takes("Redemption")
        .gives(200, "Coupon")
        .fails(&[Code::NotFound, Code::Conflict, Code::InvalidField, Code::InvalidMoney]),
];

fn get(call: &Call) -> Answer {
    Reply::json(&CouponReply::from(&call.app.engine.coupon(&call.id)?))
}

fn redeem(call: &Call) -> Answer {
    let spend = incentives::spend(&call.body, call.app.engine.profile().currency)?;
    let customer = spend
        .customer_id
        .ok_or_else(|| Problem::new(Code::InvalidField, "Say who redeems the coupon.").at("customer_id"))?;
    let engine = &call.app.engine;
    let (order, amount, lines) = (&spend.order_id, spend.amount, &spend.lines);
    let coupon = engine.redeem_coupon(&call.id, &customer, order, amount, lines, call.now)?;
    Reply::json(&CouponReply::from(&coupon))
}
