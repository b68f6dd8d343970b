//! The merchant's pages. This is the list: navigation, addresses and tests derive from it.

mod bundles;
mod customers;
mod data;
mod decisions;
mod editing;
mod evaluation;
mod experiments;
mod figures;
mod incentives;
mod journeys;
mod overview;
mod placements;
mod previews;
mod products;
mod rules;
mod settings;
mod sheets;
mod trace;

use askama::Template;

pub use evaluation::evaluation_page;
pub use overview::report_page;

use super::{
    render, sign_in,
    staff::{Form, Language, Visit, Words, with_visit},
};
use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Answer, Call},
};

/// One page of the dashboard.
pub(super) struct Page {
    /// Its public id: the last part of its address, and of its name's message.
    id: &'static str,
    /// Shows it.
    show: fn(&Visit<'_>) -> Answer,
    /// Does what a form of it asks for and says where to go on.
    act: Option<fn(&Visit<'_>, &Form) -> Answer>,
}

/// Every page, as the navigation has them.
const PAGES: &[Page] = &[
    overview::PAGE,
    products::PAGE,
    placements::PAGE,
    rules::PAGE,
    bundles::PAGE,
    incentives::PAGE,
    customers::PAGE,
    journeys::PAGE,
    experiments::PAGE,
    decisions::PAGE,
    evaluation::PAGE,
    data::PAGE,
    settings::PAGE,
];

/// Pages that others lead to; the navigation leaves them out.
const BESIDE: &[Page] = &[trace::PAGE];

/// What surrounds every page.
pub(super) struct Frame<'a> {
    /// The page's words.
    words: &'a Words,
    /// The shop's name.
    shop: &'a str,
    /// The page's id.
    here: &'static str,
    /// The pages there are: id, name.
    pages: Vec<(&'static str, String)>,
    languages: Vec<Language>,
    /// What every form carries.
    token: &'a str,
    /// What was just done, in a sentence.
    done: Option<String>,
}

impl Frame<'_> {
    /// The page's name.
    fn title(&self) -> String {
        self.words.say(&format!("dashboard-{}", self.here))
    }

    /// The address of a page.
    fn address(&self, id: &str) -> String {
        address(id)
    }
}

/// The address of a page.
fn address(id: &str) -> String {
    match PAGES.first().is_some_and(|first| first.id == id) {
        true => "/dashboard".to_owned(),
        false => format!("/dashboard/{id}"),
    }
}

/// The address of a page, where there is such a page.
fn address_of(id: &str) -> Option<String> {
    PAGES.iter().any(|page| page.id == id).then(|| address(id))
}

/// The address of a product's page.
fn product_address(id: &str) -> String {
    let id: String = form_urlencoded::byte_serialize(id.as_bytes()).collect();
    format!("/dashboard/products?product={id}")
}

/// `GET /dashboard` and `GET /dashboard/{id}`.
pub(super) fn show(call: &Call) -> Answer {
    let page = page(&call.id)?;
    with_visit(call, &address(page.id), true, |visit| match (page.show)(visit) {
        Err(problem) if problem.code == Code::BeingMade => visit.being_made(page.id),
        answer => answer,
    })
}

/// `POST /dashboard/{id}`.
pub(super) fn act(call: &Call) -> Answer {
    let page = page(&call.id)?;
    let act = page
        .act
        .ok_or_else(|| Problem::new(Code::WrongMethod, "This page has no form."))?;
    let here = address(page.id);
    with_visit(call, &here, true, |visit| match visit.form() {
        Ok(form) => act(visit, &form),
        // Of an earlier sign-in, in the same browser: nothing of it is lost.
        Err(_) if sign_in::is_own_form(call) => sign_in::send_again(call, &visit.session, &here),
        Err(problem) => Err(problem),
    })
}

fn page(id: &str) -> Result<&'static Page, Problem> {
    let unknown = || Problem::new(Code::UnknownRoute, "The dashboard has no such page.");
    match id {
        "" => PAGES.first(),
        id => PAGES.iter().chain(BESIDE).find(|page| page.id == id),
    }
    .ok_or_else(unknown)
}

/// Back to a page after a form, with the name of a message `dashboard-done-…` to show there.
fn done(id: &str, what: &str) -> Reply {
    Reply::see_other(&format!("{}?done={what}", address(id)))
}

impl Visit<'_> {
    /// What surrounds the page `here`.
    fn frame(&self, here: &'static str) -> Frame<'_> {
        let name = |page: &Page| (page.id, self.words.say(&format!("dashboard-{}", page.id)));
        let done = self.call.parameter("done").filter(|what| is_word(what));
        Frame {
            shop: &self.call.app.engine.profile().name,
            here,
            pages: PAGES.iter().map(name).collect(),
            languages: self.words.languages(self.call, &address(here)),
            token: &self.session.token,
            done: done.and_then(|what| self.words.known(&format!("dashboard-done-{what}"))),
            words: &self.words,
        }
    }

    /// Renders a page of the dashboard.
    fn page(&self, template: &impl Template) -> Answer {
        Ok(self.words.page(self.call, render(template)?))
    }
}

/// Whether a text from the address may name a message.
fn is_word(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte == b'_')
}
