//! Files that pages load: the stylesheet of our own, and the elements for a shop's.

use std::{io::Write, sync::LazyLock};

use axum::http::header;
use flate2::{Compression, write::GzEncoder};

use super::shorten::shorten;
use crate::{
    reply::Reply,
    route::{Answer, Call},
};

const STYLE: &str = include_str!("../../templates/style.css");
const WIDGET: &str = include_str!("../../../../web/widget/alongside.js");

const DASHBOARD: &str = concat!(
    include_str!("../../templates/dashboard.css"),
    include_str!("../../templates/charts.css")
);
const CHARTS: &str = include_str!("../../../../web/dashboard/charts.js");

const ICON: &str = include_str!("../../templates/icon.svg");

/// `/assets/icon.svg`.
pub(crate) fn icon(_: &Call) -> Answer {
    Ok(Reply::body("image/svg+xml", ICON))
}

/// `/assets/dashboard.css`.
pub(crate) fn dashboard(_: &Call) -> Answer {
    Ok(Reply::body("text/css; charset=utf-8", DASHBOARD))
}

/// `/assets/charts.js`.
pub(crate) fn charts(_: &Call) -> Answer {
    Ok(Reply::body(SCRIPT_TYPE, CHARTS))
}

const DESK: &str = include_str!("../../templates/desk.css");
const DESK_SCRIPT: &str = include_str!("../../../../web/desk/desk.js");

/// `/assets/desk.css`.
pub(crate) fn desk_style(_: &Call) -> Answer {
    Ok(Reply::body("text/css; charset=utf-8", DESK))
}

/// `/assets/desk.js`.
pub(crate) fn desk_script(_: &Call) -> Answer {
    Ok(Reply::body(SCRIPT_TYPE, DESK_SCRIPT))
}

/// `/assets/style.css`.
pub(crate) fn style(_: &Call) -> Answer {
    Ok(Reply::body("text/css; charset=utf-8", STYLE))
}

/// `/widget/alongside.js`, for pages of every origin; compressed where the browser says that it reads it so.
pub(crate) fn widget(call: &Call) -> Answer {
    let accepted = call.headers.get(header::ACCEPT_ENCODING);
    let gzip = accepted
        .and_then(|encodings| encodings.to_str().ok())
        .is_some_and(|encodings| encodings.contains("gzip"));
    let script = &*SERVED;
    let reply = match gzip {
        true => Reply::body(SCRIPT_TYPE, script.gzip.clone()).gzip(),
        false => Reply::body(SCRIPT_TYPE, script.plain.clone()),
    };
    Ok(reply.for_every_origin())
}

const SCRIPT_TYPE: &str = "text/javascript; charset=utf-8";

/// A script as it is served.
struct Served {
    plain: String,
    gzip: Vec<u8>,
}

static SERVED: LazyLock<Served> = LazyLock::new(|| {
    let plain = shorten(&without_comments(WIDGET));
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let gzip = encoder
        .write_all(plain.as_bytes())
        .and_then(|()| encoder.finish())
        .expect("writing to memory cannot fail");
    Served { plain, gzip }
});

/// A script without its indentation, the lines that are comments and nothing else, and the types within lines, of all
/// of which browsers have no use.
fn without_comments(script: &str) -> String {
    let mut served = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        let begins = line.starts_with("/*") && (line.ends_with("*/") || !line.contains("*/"));
        if !(in_comment || begins || line.is_empty() || line.starts_with("//")) {
            push_without_types(&mut served, line);
            served.push('\n');
        }
        in_comment = (in_comment || begins) && !line.contains("*/");
    }
    served
}

/// Types are told in comments that begin with `/** @`, which no text and no pattern of the scripts holds.
fn push_without_types(served: &mut String, line: &str) {
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("/** @") {
        let Some((_, after)) = after.split_once("*/") else {
            break;
        };
        served.push_str(before);
        rest = after.trim_start();
    }
    served.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stay_at_home() {
        let script = "// @ts-check\n/** What it is. */\nconst a = 1; // one\n\n  /**\n   * Two.\n   */\n  const b = `\n\
                      *{x:y}`;\n/** @type {A} */ (a).b(/** @type {B} */ 1);\n";
        let expect = "const a = 1; // one\nconst b = `\n*{x:y}`;\n(a).b(1);\n";
        assert_eq!(without_comments(script), expect);
    }

    #[test]
    fn the_elements_come_in_ten_kilobytes() {
        assert!(SERVED.gzip.len() <= 10_000, "{} bytes", SERVED.gzip.len());
        assert!(SERVED.plain.contains("customElements.define"));
    }
}
