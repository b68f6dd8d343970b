//! A category's page, and what a search found.

use askama::Template;
use engine::OfferRequest;
use shop::{Category, Placement};

use super::{
    fragment::Fragment,
    frame::{Frame, Link},
    missing, render, shelf, visit,
    visit::{Card, Visit},
};
use crate::{
    reply::Reply,
    route::{Answer, Call},
};

/// Products of one page of the list.
const PAGE_PRODUCTS: usize = 24;
/// Letters of a search.
const SEARCH_LETTERS_MAX: usize = 80;

#[derive(Template)]
#[template(path = "shop/category.html")]
struct View<'a> {
    frame: Frame<'a>,
    path: String,
    crumbs: Vec<Link>,
    sections: Vec<Link>,
    count: String,
    offers: Option<Fragment>,
    products: Vec<Card>,
    before: Option<String>,
    after: Option<String>,
}

/// `/category`.
pub(super) fn show(call: &Call) -> Answer {
    let visit = &visit(call)?;
    let path = Category::parse(&call.parameter("path").unwrap_or_default()).0;
    let search = call.parameter("q").unwrap_or_default();
    let search: String = search.trim().chars().take(SEARCH_LETTERS_MAX).collect();
    let known = visit
        .shelf
        .products()
        .any(|product| product.category.0.starts_with(&path));
    if !known {
        return missing(visit, "demo-missing-category");
    }
    let mut found = visit.shelf.found(&path, &search);
    if search.is_empty() {
        // Who looks around wants to see different things; who searches may mean one variant.
        found = shelf::one_of_each_group(&found);
    }
    let page: usize = call
        .parameter("page")
        .and_then(|page| page.parse().ok())
        .unwrap_or(0);
    let page = page.min(found.len().saturating_sub(1) / PAGE_PRODUCTS);
    let joined = path.join(" > ");
    let turn = |page: usize| {
        let page = page.to_string();
        visit.address("/category", &[("path", &joined), ("q", &search), ("page", &page)])
    };
    let shown = found.iter().skip(page * PAGE_PRODUCTS).take(PAGE_PRODUCTS);
    let mut frame = visit.frame("category", "/category", title(visit, &path, &search));
    frame.department = path.first().cloned().unwrap_or_default();
    frame.further = vec![("path", joined.clone()), ("q", search.clone())];
    frame.search.clone_from(&search);
    let sections = sections(visit, &path, &search);
    // The engine knows the narrowest categories; and what was searched for is what is wanted.
    let is_leaf = search.is_empty() && sections.is_empty();
    let view = View {
        crumbs: crumbs(visit, path.split_last().map_or(&[], |(_, above)| above)),
        sections,
        count: visit.count("demo-products-count", found.len()),
        offers: is_leaf.then(|| offers(visit, &joined)),
        products: shown.map(|product| visit.card(product)).collect(),
        before: page.checked_sub(1).map(turn),
        after: ((page + 1) * PAGE_PRODUCTS < found.len()).then(|| turn(page + 1)),
        path: joined,
        frame,
    };
    Ok(Reply::page(render(&view)?))
}

fn title(visit: &Visit<'_>, path: &[String], search: &str) -> String {
    match (search.is_empty(), path.last()) {
        (false, _) => visit.say("demo-search-results"),
        (true, Some(name)) => visit.category_name(name),
        (true, None) => visit.say("demo-products"),
    }
}

/// The way down to a category: each part of its path.
pub(super) fn crumbs(visit: &Visit<'_>, path: &[String]) -> Vec<Link> {
    let crumb = |(at, name): (usize, &String)| Link {
        words: visit.category_name(name),
        address: visit.category_address(&path[..=at]),
        lang: String::new(),
        chosen: false,
    };
    path.iter().enumerate().map(crumb).collect()
}

fn sections(visit: &Visit<'_>, path: &[String], search: &str) -> Vec<Link> {
    if !search.is_empty() {
        return Vec::new();
    }
    let link = |section: &super::shelf::Section<'_>| Link {
        words: visit.category_name(section.name),
        address: visit.category_address(section.path),
        lang: String::new(),
        chosen: false,
    };
    visit.shelf.sections(path).iter().map(link).collect()
}

fn offers(visit: &Visit<'_>, path: &str) -> Fragment {
    let request = OfferRequest {
        category: Some(path.to_owned()).filter(|path| !path.is_empty()),
        ..OfferRequest::new(Placement::CategoryPage)
    };
    visit.offers(request, &visit.shelf.cart(&visit.state))
}
