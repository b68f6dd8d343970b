//! One customer: what is known and computed of them, what they did in time order, their data, and forgetting them.

use engine::{CustomerAnswer, CustomerData};
use shop::{Event, Order, Timestamp};

use super::HERE;
use crate::{
    errors::{Code, Problem},
    i18n::Value,
    pages::{
        blocks::{Block, Cell, Group, Link, Sheet, Table, with_query},
        dashboard::{Visit, address, done, sheets::Refused},
        forms::Fields,
        staff::Form,
    },
    reply::Reply,
    route::Answer,
    wire::{customer_data::DataReply, customers::Speech},
};

/// Steps of a journey that are shown; all of them are in the export.
const STEPS_SHOWN_MAX: usize = 200;

/// Everything that is kept of them, as JSON.
///
/// # Errors
/// [`Problem`] where it cannot be written.
pub(super) fn export(visit: &Visit<'_>, data: &CustomerData) -> Answer {
    let speech = Speech {
        texts: visit.words.texts(),
        locale: &visit.words.locale,
        currency: visit.call.app.engine.profile().currency,
    };
    Reply::json(&DataReply::new(data, speech))
}

/// Forgets somebody, where their id was typed once more.
///
/// # Errors
/// [`Problem`] where nobody has this id.
pub(super) fn erase(visit: &Visit<'_>, form: &Form) -> Answer {
    let id = form.field("id").unwrap_or_default();
    let engine = &visit.call.app.engine;
    if form.text("typed").as_deref() != Some(id) {
        let data = engine.customer_data_by_name(id)?;
        let problem = Problem::new(Code::InvalidField, "Type the id of the customer.").at("typed");
        return visit.refused(HERE, blocks(visit, id, &data, Some((form, &problem))));
    }
    engine.erase_customer(id)?;
    Ok(done(HERE, "erased"))
}

/// The page of one customer.
pub(super) fn blocks(visit: &Visit<'_>, id: &str, data: &CustomerData, refused: Refused<'_>) -> Vec<Block> {
    let words = &visit.words;
    let json = with_query(&address(HERE), &[("id", id), ("format", "json")]);
    let title = words.tell("customers-one", &[("id", Value::Text(id))]);
    let mut blocks = vec![visit.way_back(HERE), Block::Heading(title)];
    blocks.push(Block::Facts(facts(visit, data)));
    blocks.extend(said(visit, id, data).into_iter().map(Block::Text));
    blocks.push(Block::Heading(words.say("customers-journey")));
    let steps = journey(visit, data);
    match steps.is_empty() {
        true => blocks.push(Block::Text(words.say("customers-journey-none"))),
        false => blocks.push(Block::Table(Table {
            caption: words.say("customers-journey"),
            head: ["when", "what", "product"]
                .map(|name| words.say(&format!("customers-column-{name}")))
                .into(),
            rows: steps,
        })),
    }
    blocks.push(Block::Heading(words.say("customers-data")));
    blocks.push(Block::Links(vec![Link::to(words.say("customers-export"), json)]));
    blocks.push(Block::Form(erase_sheet(visit, id, refused)));
    blocks
}

fn erase_sheet(visit: &Visit<'_>, id: &str, refused: Refused<'_>) -> Sheet {
    let fields = Fields::new(&visit.words, HERE, refused);
    let asked = visit.ask(HERE, "erase", &[("id", id)]);
    Sheet {
        // What was refused is shown with its mistake, not closed again.
        opened_by: asked.opened_by.filter(|_| refused.is_none()),
        groups: vec![Group::of(vec![fields.line("typed", "")])],
        mistake: fields.mistake(),
        about: asked.about,
        ..visit.ask(HERE, "erase", &[("id", id)])
    }
}

fn facts(visit: &Visit<'_>, data: &CustomerData) -> Vec<(String, Cell)> {
    let words = &visit.words;
    let number = |count: usize| Cell::Number(words.number(count as u64));
    let customer = data.customer.as_ref();
    let consent = match customer.and_then(|customer| customer.consent) {
        Some(true) => "customers-consent-yes",
        Some(false) => "customers-consent-no",
        None => "customers-consent-unknown",
    };
    let mut facts = vec![
        (words.say("customers-consent"), Cell::Text(words.say(consent))),
        (words.say("customers-orders"), number(data.orders.len())),
        (words.say("customers-events"), number(data.events.len())),
        (words.say("customers-reviews"), number(data.reviews.len())),
    ];
    if let Some(since) = customer.and_then(|customer| customer.since) {
        facts.push((words.say("customers-since"), Cell::Text(words.moment(since))));
    }
    if let Some(customer) = customer.filter(|customer| !customer.tags.is_empty()) {
        let tags = Cell::data_lines(customer.tags.iter().cloned());
        facts.push((words.say("customers-tags"), tags));
    }
    facts
}

/// What was computed, in sentences, or why nothing was.
fn said(visit: &Visit<'_>, id: &str, data: &CustomerData) -> Vec<String> {
    let words = &visit.words;
    let (texts, locale) = (words.texts(), &words.locale);
    let engine = &visit.call.app.engine;
    if let Some(value) = &data.computed {
        let tier = value
            .known
            .tier()
            .map(|tier| texts.tier(engine::tier_id(tier), locale));
        let told = texts.customer(value, engine.profile().currency, locale);
        return tier.into_iter().chain(told).collect();
    }
    match engine.customer_value(id) {
        Ok(CustomerAnswer::Declined) => vec![texts.no_value("declined", locale)],
        Ok(CustomerAnswer::NoPurchases) => vec![texts.no_value("no_purchases", locale)],
        _ => Vec::new(),
    }
}

/// What they did, the latest first.
fn journey(visit: &Visit<'_>, data: &CustomerData) -> Vec<Vec<Cell>> {
    let words = &visit.words;
    let of_event = |event: &Event| -> (Timestamp, Vec<Cell>) {
        let product = event.product_id.as_ref().map(|product| product.to_string());
        let what = words.say(&format!("event-{}", event.kind.as_str()));
        let why = |id: &String| with_query(&address("decisions"), &[("id", id)]);
        let cells = vec![
            Cell::Text(words.moment(event.at)),
            match event.decision_id.as_ref().map(why) {
                Some(decision) => Cell::Link(Link::to(what, decision)),
                None => Cell::Text(what),
            },
            Cell::Data(product.unwrap_or_default()),
        ];
        (event.at, cells)
    };
    let of_order = |order: &Order| -> (Timestamp, Vec<Cell>) {
        let ids = order.lines.iter().map(|line| line.product_id.to_string());
        let named = words.tell("customers-order", &[("id", Value::Text(order.id.as_str()))]);
        let cells = vec![
            Cell::Text(words.moment(order.placed_at)),
            Cell::Text(named),
            Cell::data_lines(ids),
        ];
        (order.placed_at, cells)
    };
    let mut steps: Vec<(Timestamp, Vec<Cell>)> = data.events.iter().map(of_event).collect();
    steps.extend(data.orders.iter().map(of_order));
    steps.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let shown = steps.into_iter().take(STEPS_SHOWN_MAX);
    shown.map(|(_, cells)| cells).collect()
}
