//! The first page: where to go, or the demo's shop.

use askama::Template;

use super::{demo, render};
use crate::{
    reply::Reply,
    route::{Answer, Call},
};

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    shop: &'a str,
}

/// `/`.
pub(crate) fn show(call: &Call) -> Answer {
    if call.app.demo.is_some() {
        return demo::start(call);
    }
    Ok(Reply::page(render(&Home {
        shop: &call.app.engine.profile().name,
    })?))
}
