//! The sales desk and the till: find, basket, at most three offers with a sentence to say, and practice.
//!
//! Made of links and forms, it needs no script; `/assets/desk.js` adds the keys and swaps the page in place.

mod cards;
mod practice;
mod saying;
mod shown;
mod sold;
mod state;

use askama::Template;
use engine::ProductsFound;
use shop::{EventKind, Locale, Money, ProductId, Stock};

pub(super) use practice::show as show_practice;
pub(crate) use shown::Shown;

use self::{
    cards::{Card, Told},
    state::{State, units_and_id},
};
use super::{
    render, sign_in,
    staff::{Form, Language, Visit, Words, with_visit},
};
use crate::{
    errors::{Code, Problem},
    i18n::Value,
    reply::Reply,
    route::{Answer, Call},
};

/// Products to choose from at most: one for each key that is easily found.
const CHOICES_MAX: usize = 8;

#[derive(Template)]
#[template(path = "desk/desk.html")]
struct View<'a> {
    frame: Frame<'a>,
    state: &'a State,
    did: Option<String>,
    found: Option<List>,
    lines: Vec<Line>,
    total: Option<String>,
    next_customer: String,
    speaks: Vec<Language>,
    places: [Language; 2],
    reports: [Language; 2],
    customer: sold::Customer,
    receipt: String,
    is_ready: bool,
    offers: Vec<Card>,
    told: Vec<Told>,
    token: &'a str,
}

/// What surrounds the pages of the desk.
pub(super) struct Frame<'a> {
    words: &'a Words,
    shop: &'a str,
    languages: Vec<Language>,
    is_admin: bool,
    is_practice: bool,
    /// The way to the desk itself.
    desk: String,
    practice: String,
}

/// What was found of what was looked for.
struct List {
    /// What there is to say of it.
    about: String,
    choices: Vec<Choice>,
    close: String,
}

/// A product to choose.
struct Choice {
    key: String,
    title: String,
    id: String,
    price: String,
    stock: Option<String>,
    address: String,
}

/// A line of the basket.
struct Line {
    id: String,
    title: String,
    units: u32,
    units_max: u32,
    price: String,
    total: String,
    fewer: String,
    more: String,
    remove: String,
    words: LineWords,
}

/// What the buttons of a line say to those who do not see it.
struct LineWords {
    fewer: String,
    more: String,
    units: String,
}

/// `GET /desk`.
pub(super) fn show(call: &Call) -> Answer {
    with_visit(call, "/desk", false, |visit| {
        let fields: Vec<_> = form_urlencoded::parse(call.query.as_bytes())
            .into_owned()
            .collect();
        let state = read(visit, &fields);
        if state.basket.is_empty() {
            let named = State {
                lines: state.lines.clone(),
                customer: state.customer.clone(),
                ..state.next_customer()?
            };
            return Ok(Reply::see_other(&named.address()));
        }
        if let Some(changed) = units_set(&state, call) {
            return Ok(Reply::see_other(&changed));
        }
        let (units, question) = asked(&state.search);
        let engine = &call.app.engine;
        let found = engine.search_products(question, &visit.words.locale, CHOICES_MAX)?;
        if let [only] = &*found.products
            && found.total == 1
            && found.is_complete
        {
            return Ok(Reply::see_other(&added(&state, &only.product.id, units)));
        }
        page(visit, &state, &found, units)
    })
}

/// `POST /desk`: what the customer said to an offer, or that they paid.
pub(super) fn act(call: &Call) -> Answer {
    let form = Form::read(call);
    // Who has to sign in first comes back to this basket.
    let words = Words::of(call);
    let state = State::read(form.fields(), words.texts(), &words.locale);
    with_visit(call, &state.address(), false, |visit| {
        let form = match visit.form() {
            Ok(form) => form,
            // Of an earlier sign-in, in the same browser: the clerk presses once more, and the basket is not lost.
            Err(_) if sign_in::is_own_form(call) => return Ok(Reply::see_other(&state.address())),
            Err(problem) => return Err(problem),
        };
        match form.field("do") {
            Some("sold") => sold::sold(visit, &state, &form),
            _ => answered(visit, state.clone(), &form),
        }
    })
}

fn read(visit: &Visit<'_>, fields: &[(String, String)]) -> State {
    State::read(
        fields,
        visit.words.texts(),
        &visit.call.app.engine.profile().locale,
    )
}

/// `12*hdmi` asks for twelve.
fn asked(search: &str) -> (u32, &str) {
    let before = search
        .split_once('*')
        .map(|(units, rest)| (units.trim(), rest.trim()));
    match before.and_then(|(units, rest)| Some((western(units).parse().ok()?, rest))) {
        Some((units @ 1..=999, rest)) if !rest.is_empty() => (units, rest),
        _ => (1, search),
    }
}

/// Arabic and Persian digits as the others.
fn western(digits: &str) -> String {
    let plain = |digit: char| match digit {
        '٠'..='٩' => char::from_digit(u32::from(digit) - u32::from('٠'), 10),
        '۰'..='۹' => char::from_digit(u32::from(digit) - u32::from('۰'), 10),
        other => Some(other),
    };
    digits.chars().filter_map(plain).collect()
}

/// Where a line's units were set, the address of the basket with them.
fn units_set(state: &State, call: &Call) -> Option<String> {
    let id = call.parameter("set")?;
    let units = western(call.parameter("units")?.trim()).parse().ok();
    Some(state.with(|state| {
        if let Some(units) = units {
            state.set(&id, units);
        }
    }))
}

/// The address of the basket with so many units more of a product.
fn added(state: &State, id: &str, units: u32) -> String {
    let mut changed = state.clone();
    changed.search.clear();
    let did = if changed.add(id, units) { "added" } else { "full" };
    changed.address_with(&[("did", did), ("of", id)])
}

/// Records what the customer said to an offer, once, and shows the basket with it.
fn answered(visit: &Visit<'_>, mut state: State, form: &Form) -> Answer {
    let taken = match form.field("do") {
        Some("accept") => true,
        Some("decline") => false,
        _ => return Err(Problem::new(Code::UnknownValue, "An offer is taken or declined.").at("do")),
    };
    let unusable = |_| Problem::new(Code::UnknownValue, "This is no product's id.").at("product");
    let product = ProductId::new(form.field("product").unwrap_or_default()).map_err(unusable)?;
    let kind = if taken {
        EventKind::AddToCart
    } else {
        EventKind::Dismiss
    };
    let decision = form.field("decision").unwrap_or_default();
    let events = cards::event(visit.call, &state, kind, &product, decision);
    visit
        .call
        .app
        .engine
        .record_events(events.into_iter().collect())?;
    state.search.clear();
    let did = match taken {
        false => "declined",
        true if put_in(&mut state, form, &product) => "taken",
        true => "full",
    };
    let address = state.address_with(&[("did", did), ("of", product.as_str())]);
    Ok(Reply::see_other(&address))
}

/// Puts what was taken into the basket; whether there was room for it.
fn put_in(state: &mut State, form: &Form, product: &ProductId) -> bool {
    if let Some(replaced) = form.field("replaces") {
        return state.replace(replaced, product.as_str());
    }
    let puts = form.values("put").filter_map(units_and_id);
    puts.fold(true, |has_room, (id, units)| state.add(&id, units) && has_room)
}

fn page(visit: &Visit<'_>, state: &State, found: &ProductsFound, units: u32) -> Answer {
    let call = visit.call;
    let (offers, told) = cards::offers(visit, state)?;
    let (lines, total) = lines(visit, state)?;
    let view = View {
        frame: frame(visit, "/desk", Some(state)),
        did: did(visit),
        found: (!state.search.is_empty()).then(|| list(visit, state, found, units)),
        lines,
        total,
        next_customer: State {
            basket: String::new(),
            customer: String::new(),
            ..state.clone()
        }
        .with(|state| state.lines.clear()),
        speaks: speaks(visit, state),
        places: places(visit, state),
        reports: reports(visit, state),
        customer: sold::Customer::of(visit, state),
        receipt: call.parameter("receipt").unwrap_or_default(),
        is_ready: call.app.engine.is_ready(),
        offers,
        told,
        token: &visit.session.token,
        state,
    };
    Ok(visit.words.page(call, render(&view)?))
}

/// What surrounds a page of the desk.
fn frame<'a>(visit: &'a Visit<'_>, path: &str, state: Option<&State>) -> Frame<'a> {
    Frame {
        shop: &visit.call.app.engine.profile().name,
        languages: visit.words.languages(visit.call, path),
        is_admin: visit.session.key.kind == engine::KeyKind::Admin,
        is_practice: state.is_none(),
        desk: state.map_or_else(|| "/desk".to_owned(), State::address),
        practice: "/desk/practice".to_owned(),
        words: &visit.words,
    }
}

/// What was just done, in a sentence.
fn did(visit: &Visit<'_>) -> Option<String> {
    let what = visit.call.parameter("did")?;
    let of = visit.call.parameter("of").unwrap_or_default();
    let (name, value) = match what.as_str() {
        "added" | "full" | "taken" | "declined" => ("title", visit.titled(&of)),
        "sold" | "sold-nothing" | "receipt-missing" | "receipt-unusable" | "receipt-known" => ("receipt", of),
        _ => return None,
    };
    let values = [(name, Value::Text(&value))];
    Some(visit.words.tell(&format!("desk-did-{what}"), &values))
}

fn list(visit: &Visit<'_>, state: &State, found: &ProductsFound, units: u32) -> List {
    let words = &visit.words;
    let choice = |(key, found): (usize, &engine::FoundProduct)| {
        let product = &found.product;
        Choice {
            key: key.to_string(),
            title: product
                .title
                .as_ref()
                .map_or(&product.id, |title| &title.text)
                .clone(),
            price: product
                .price
                .map(|price| words.texts().money(&price, &words.locale))
                .unwrap_or_default(),
            stock: stock(words, product.stock, found.is_active),
            address: added(state, &product.id, units),
            id: product.id.clone(),
        }
    };
    let count = [("count", Value::Number(found.total as u64))];
    let about = match (found.products.is_empty(), found.is_complete) {
        (true, _) => words.say("desk-found-none"),
        (false, false) => words.say("desk-found-partly"),
        (false, true) => words.tell("desk-found", &count),
    };
    List {
        about,
        choices: (1..).zip(&found.products).map(choice).collect(),
        close: state.with(|_| {}),
    }
}

/// What a clerk has to know of what is in stock.
fn stock(words: &Words, stock: Stock, is_active: bool) -> Option<String> {
    match stock {
        _ if !is_active => Some(words.say("desk-not-sold")),
        Stock::Quantity(0) => Some(words.say("desk-sold-out")),
        Stock::Quantity(left) => Some(words.tell("desk-stock", &[("count", Value::Number(left.into()))])),
        Stock::Unknown | Stock::Untracked => None,
    }
}

/// The lines of the basket, and their sum where every price is known and of one currency.
fn lines(visit: &Visit<'_>, state: &State) -> Result<(Vec<Line>, Option<String>), Problem> {
    let words = &visit.words;
    let money = |money: Money| words.texts().money(&money, &words.locale);
    let mut sum: Option<Money> = None;
    let mut is_known = true;
    let mut lines = Vec::with_capacity(state.lines.len());
    for (id, units) in &state.lines {
        let found = visit.call.app.engine.product_view(id, &words.locale)?;
        let product = found.map(|found| found.product);
        let price = product.as_ref().and_then(|product| product.price);
        let total = price.and_then(|price| price.checked_mul(*units).ok());
        sum = match (sum, total) {
            (None, total) => total,
            (Some(sum), Some(total)) => sum.checked_add(total).ok(),
            (sum, None) => sum,
        };
        is_known &= total.is_some() && sum.is_some();
        let title = product
            .and_then(|product| product.title)
            .map_or_else(|| id.clone(), |title| title.text);
        let say = |what: &str| words.tell(&format!("desk-{what}"), &[("title", Value::Text(&title))]);
        lines.push(Line {
            words: LineWords {
                fewer: say("fewer"),
                more: say("more"),
                units: say("units"),
            },
            units: *units,
            units_max: state::UNITS_MAX,
            price: price.map_or_else(|| words.say("desk-price-unknown"), money),
            total: total.map(money).unwrap_or_default(),
            fewer: state.with(|state| state.set(id, units - 1)),
            more: state.with(|state| _ = state.add(id, 1)),
            remove: state.with(|state| state.set(id, 0)),
            id: id.clone(),
            title,
        });
    }
    Ok((lines, sum.filter(|_| is_known).map(money)))
}

/// The languages that a customer may speak.
fn speaks(visit: &Visit<'_>, state: &State) -> Vec<Language> {
    let texts = visit.words.texts();
    let language = |locale: &Locale| Language {
        name: texts.say(locale, "language-name", &[]),
        tag: locale.as_str().to_owned(),
        address: state.with(|state| state.speak = locale.clone()),
        chosen: *locale == state.speak,
    };
    texts.locales().map(language).collect()
}

/// The desk and the till.
fn places(visit: &Visit<'_>, state: &State) -> [Language; 2] {
    [false, true].map(|till| Language {
        name: visit.words.say(if till {
            "desk-place-till"
        } else {
            "desk-place-desk"
        }),
        tag: visit.words.locale.as_str().to_owned(),
        address: state.with(|state| state.till = till),
        chosen: state.till == till,
    })
}

/// Who reports a sale: the till, or this page.
fn reports(visit: &Visit<'_>, state: &State) -> [Language; 2] {
    [false, true].map(|records| Language {
        name: visit.words.say(if records {
            "desk-sale-here"
        } else {
            "desk-sale-by-till"
        }),
        tag: visit.words.locale.as_str().to_owned(),
        address: state.with(|state| state.records = records),
        chosen: state.records == records,
    })
}
