//! Sets that the merchant makes by hand.

use serde::Serialize;

use crate::{
    errors::Code,
    reply::Reply,
    route::{Access, Answer, Call, Route},
    wire::bundles::{self, BundleReply},
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/bundles", "listBundles", list)
        .says(
            "List sets",
            "Those made by hand. Sets that the orders suggest are found when offers are asked for.",
        )
        .gives(200, "Bundles"),
    Route::get("/v1/bundles/{id}", "getBundle", get)
        .says("Read a set", "")
        .gives(200, "Bundle")
        .fails(&[Code::NotFound]),
    Route::put("/v1/bundles/{id}", "putBundle", put)
        .says(
            "Make or change a set",
            "Two to six products, for a price of their own, for some per cent less, or for what they cost. It is offered \
             wherever a member is in the cart or on the page and the others can be bought, from the next decision on. \
             What cannot be used is refused, and the set stays as it was; `warnings` tell what it would leave.",
        )
        .access(Access::Admin)
        .takes("BundleChange")
        .gives(200, "Bundle")
        .fails(&[Code::InvalidField, Code::MoneyNotText, Code::InvalidMoney, Code::UnknownCurrency]),
    Route::delete("/v1/bundles/{id}", "deleteBundle", delete)
        .says("Forget a set", "It is not offered any more, at once.")
        .access(Access::Admin)
        .gives(204, "")
        .fails(&[Code::NotFound]),
];

#[derive(Serialize)]
struct BundlesReply<'a> {
    bundles: Vec<BundleReply<'a>>,
}

fn list(call: &Call) -> Answer {
    let bundles = call.app.engine.bundles()?;
    Reply::json(&BundlesReply {
        bundles: bundles
            .iter()
            .map(|bundle| BundleReply::new(bundle, &[]))
            .collect(),
    })
}

fn get(call: &Call) -> Answer {
    Reply::json(&BundleReply::new(&call.app.engine.bundle(&call.id)?, &[]))
}

fn put(call: &Call) -> Answer {
    let draft = bundles::draft(&call.body, call.app.engine.profile().currency)?;
    let warnings = call.app.engine.put_bundle(&call.id, &draft)?;
    Reply::json(&BundleReply::new(&call.app.engine.bundle(&call.id)?, &warnings))
}

fn delete(call: &Call) -> Answer {
    call.app.engine.delete_bundle(&call.id)?;
    Ok(Reply::done())
}
