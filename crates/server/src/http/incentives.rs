//! What the shop gives: free delivery, discounts, gifts, points and coupons.

use axum::http::StatusCode;
use serde::Serialize;

use crate::{
    errors::Code,
    reply::Reply,
    route::{Access, Answer, Call, Route},
    wire::incentives::{self, CouponReply, IncentiveReply},
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/incentives", "listIncentives", list)
        .says(
            "List incentives",
            "With what of each budget is reserved and spent.",
        )
        .gives(200, "Incentives"),
    Route::get("/v1/incentives/{id}", "getIncentive", get)
        .says("Read an incentive", "")
        .gives(200, "Incentive")
        .fails(&[Code::NotFound]),
    Route::put("/v1/incentives/{id}", "putIncentive", put)
        .says(
            "Set or change an incentive",
            "Beside the offers for a cart it is told how far the cart is from it, and what would fill the gap. The next \
             decision heeds it. What cannot be used is refused, and the incentive stays as it was.",
        )
        .access(Access::Admin)
        .takes("IncentiveChange")
        .gives(200, "Incentive")
        .fails(&[
            Code::InvalidField,
            Code::UnknownValue,
            Code::MoneyNotText,
            Code::InvalidMoney,
            Code::UnknownCurrency,
        ]),
    Route::delete("/v1/incentives/{id}", "deleteIncentive", delete)
        .says(
            "Forget an incentive",
            "Nothing is told or given of it any more. Coupons that were issued stay valid.",
        )
        .access(Access::Admin)
        .gives(204, "")
        .fails(&[Code::NotFound]),
    Route::post("/v1/incentives/{id}/claims", "claimIncentive", claim)
        .says(
            "Take what an order got out of the budget",
            "Before an order is given a discount, a gift or free delivery of an incentive with a budget: once for each \
             order, and refused where too little is left.",
        )
        .takes("Claim")
        .gives(204, "")
        .fails(&[Code::NotFound, Code::Conflict, Code::InvalidMoney]),
    Route::post("/v1/incentives/{id}/coupons", "issueCoupon", issue)
        .says(
            "Issue a coupon",
            "A code for one customer and one order, whose amount is reserved of the budget. `code` is shown this once and \
             kept nowhere. A discount in per cent, or a coupon that needs a cart value, needs `order_value` or the order's \
             `lines`; with `lines` it is issued for what their margin bears at most.",
        )
        .takes("NewCoupon")
        .gives(201, "Coupon")
        .fails(&[Code::NotFound, Code::Conflict, Code::InvalidField, Code::InvalidMoney]),
];

#[derive(Serialize)]
struct IncentivesReply<'a> {
    incentives: Vec<IncentiveReply<'a>>,
}

fn list(call: &Call) -> Answer {
    let incentives = call.app.engine.incentives(call.now)?;
    Reply::json(&IncentivesReply {
        incentives: incentives.iter().map(IncentiveReply::from).collect(),
    })
}

fn get(call: &Call) -> Answer {
    let incentive = call.app.engine.incentive(&call.id, call.now)?;
    Reply::json(&IncentiveReply::from(&incentive))
}

fn put(call: &Call) -> Answer {
    let draft = incentives::draft(&call.body, call.app.engine.profile().currency)?;
    call.app.engine.put_incentive(&call.id, &draft, call.now)?;
    get(call)
}

fn delete(call: &Call) -> Answer {
    call.app.engine.delete_incentive(&call.id, call.now)?;
    Ok(Reply::done())
}

fn claim(call: &Call) -> Answer {
    let spend = incentives::spend(&call.body, call.app.engine.profile().currency)?;
    call.app
        .engine
        .claim_incentive(&call.id, &spend.order_id, spend.amount, call.now)?;
    Ok(Reply::done())
}

fn issue(call: &Call) -> Answer {
    let engine = &call.app.engine;
    let wanted = incentives::new_coupon(&call.body, engine.profile().currency)?;
    let (customer, lines) = (&wanted.customer_id, &wanted.lines);
    let coupon = engine.issue_coupon(&call.id, customer, wanted.order_value, lines, call.now)?;
    Ok(Reply::json(&CouponReply::from(&coupon))?.status(StatusCode::CREATED))
}
