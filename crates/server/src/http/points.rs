//! Customers' loyalty points.

use shop::CustomerId;

use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Answer, Call, Route},
    wire::{
        incentives::{self, PointsReply},
        reading::{self, Place},
    },
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/customers/{id}/points", "getPoints", get)
        .says(
            "Read a customer's points",
            "The balance and every entry, the earliest first.",
        )
        .gives(200, "Points"),
    Route::post("/v1/customers/{id}/points", "changePoints", change)
        .says(
            "Add or take points",
            "What orders earn is added by itself. `id` names the entry: sending it again changes nothing. What would take \
             more than there is, is refused.",
        )
        .takes("PointsChange")
        .gives(200, "Points")
        .fails(&[Code::Conflict, Code::InvalidField, Code::UnknownValue]),
];

fn customer(call: &Call) -> Result<CustomerId, Problem> {
    reading::id(&call.id, Place::Body, "id")
}

fn get(call: &Call) -> Answer {
    let account = call.app.engine.points(&customer(call)?)?;
    Reply::json(&PointsReply::from(&account))
}

fn change(call: &Call) -> Answer {
    let change = incentives::points_change(&call.body)?;
    let account = call
        .app
        .engine
        .change_points(&customer(call)?, change, call.now)?;
    Reply::json(&PointsReply::from(&account))
}
