//! The stylesheet of every page.

use crate::{
    reply::Reply,
    route::{Answer, Call},
};

const STYLE: &str = include_str!("../../templates/style.css");

/// `/assets/style.css`.
pub(crate) fn style(_: &Call) -> Answer {
    Ok(Reply::body("text/css; charset=utf-8", STYLE))
}
