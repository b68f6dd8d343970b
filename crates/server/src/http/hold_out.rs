//! The hold-out: the share of the visitors that sees no offers, so that it can be told what offers earn.

use crate::{
    errors::Code,
    reply::Reply,
    route::{Access, Answer, Call, Route},
    wire::experiments::{HoldOutReply, hold_out_percent},
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/hold-out", "getHoldOut", get)
        .says(
            "Read the hold-out",
            "The share of the visitors without offers, and since when it is what it is.",
        )
        .access(Access::Admin)
        .gives(200, "HoldOut"),
    Route::put("/v1/hold-out", "putHoldOut", put)
        .says(
            "Set the hold-out",
            "From 0 to 50 per cent; 5 is usual. Others are drawn every quarter, so that nobody goes without for good. 0 \
             switches it off, and then nobody can tell what the offers earn: `warnings` say so. Visitors with different \
             shares are not compared, so every change begins the count anew.",
        )
        .access(Access::Admin)
        .takes("HoldOutChange")
        .gives(200, "HoldOut")
        .fails(&[Code::InvalidField]),
];

fn get(call: &Call) -> Answer {
    Reply::json(&HoldOutReply::from(&call.app.engine.hold_out()?))
}

fn put(call: &Call) -> Answer {
    let percent = hold_out_percent(&call.body)?;
    call.app.engine.set_hold_out(percent, call.now)?;
    get(call)
}
