//! What the merchant never wants offered.

use serde::Serialize;
use shop::Ban;

use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Answer, Call, Route},
    wire::{
        merchandising::BanBody,
        reading::{self, Place},
    },
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/bans", "listBans", list).says("List bans", "").gives(200, "Bans"),
    Route::post("/v1/bans", "addBans", add)
        .says(
            "Ban products",
            "One ban or `{\"bans\": […]}`. A ban names a `product_id`, a `product_id` beside a `with_product_id`, or \
             a `category` path such as `Home > Lamps`. The next decision heeds it.",
        )
        .takes("BanChange")
        .gives(204, "")
        .fails(&[Code::NotFound, Code::BatchTooLong]),
    Route::delete("/v1/bans", "liftBans", lift)
        .says("Lift bans", "The same body as for banning. A ban that is not there is lifted already.")
        .takes("BanChange")
        .gives(204, "")
        .fails(&[Code::BatchTooLong]),
];

#[derive(Serialize)]
struct BansReply<'a> {
    bans: Vec<BanBody<'a>>,
}

fn list(call: &Call) -> Answer {
    let bans = call.app.engine.bans()?;
    Reply::json(&BansReply {
        bans: bans.iter().map(BanBody::from).collect(),
    })
}

fn add(call: &Call) -> Answer {
    call.app.engine.put_bans(read(call)?, Vec::new())?;
    Ok(Reply::done())
}

fn lift(call: &Call) -> Answer {
    call.app.engine.put_bans(Vec::new(), read(call)?)?;
    Ok(Reply::done())
}

fn read(call: &Call) -> Result<Vec<Ban>, Problem> {
    let bodies: Vec<(Place<'_>, BanBody<'_>)> = reading::read_one_or_many(&call.body, "bans")?;
    bodies.iter().map(|(place, body)| body.ban(*place)).collect()
}
