//! Links between products that the merchant set by hand.

use serde::Serialize;
use shop::Link;

use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Answer, Call, Parameter, Route},
    wire::{
        merchandising::LinkBody,
        reading::{self, Place},
        status::RecordedReply,
    },
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/links", "listLinks", list).says("List links", "").gives(200, "Links"),
    Route::post("/v1/links", "putLinks", put)
        .says(
            "Link products",
            "One link or `{\"links\": […]}`. With `?replace=true` the other links of the products they start from are \
             removed. Links take effect when the models are built again, which the scheduler does by itself.",
        )
        .query(&[Parameter { name: "replace", about: "`true` replaces all links of these products." }])
        .takes("LinkChange")
        .gives(200, "Recorded")
        .fails(&[Code::NotFound, Code::UnknownValue, Code::BatchTooLong]),
    Route::delete("/v1/links", "deleteLinks", delete)
        .says("Remove every link of a product", "")
        .query(&[Parameter { name: "from", about: "The product the links start from." }])
        .gives(204, "")
        .fails(&[Code::NotFound, Code::InvalidParameter]),
];

#[derive(Serialize)]
struct LinksReply<'a> {
    links: Vec<LinkBody<'a>>,
}

fn list(call: &Call) -> Answer {
    let links = call.app.engine.links()?;
    Reply::json(&LinksReply {
        links: links.iter().map(LinkBody::from).collect(),
    })
}

fn put(call: &Call) -> Answer {
    let bodies: Vec<(Place<'_>, LinkBody<'_>)> = reading::read_one_or_many(&call.body, "links")?;
    let links = bodies
        .iter()
        .enumerate()
        .map(|(index, (place, body))| body.link(index, *place));
    let links: Vec<Link> = links.collect::<Result<_, _>>()?;
    let replace = call.parsed::<bool>("replace")?.unwrap_or(false);
    Reply::json(&RecordedReply::from(call.app.engine.put_links(links, replace)?))
}

fn delete(call: &Call) -> Answer {
    let from = call.parameter("from").ok_or_else(|| {
        Problem::new(
            Code::InvalidParameter,
            "Name the product the links start from: ?from=….",
        )
        .at("from")
    })?;
    call.app.engine.delete_links(&from)?;
    Ok(Reply::done())
}
