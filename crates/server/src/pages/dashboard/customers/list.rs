//! The best customers first: all of them, those of a tier or a group, or who is due back soon.

use engine::{AudiencePage, AudienceQuery, CustomerValue, CustomersLearnt, CustomersOverview, DUE_SOON_DAYS};

use super::HERE;
use crate::{
    errors::Problem,
    i18n::Value,
    pages::{
        blocks::{Block, Cell, Link, Table, with_query},
        dashboard::{Visit, address},
    },
};

/// Customers on one page.
const SHOWN: usize = 50;
/// What a list can be narrowed by, as the address names it.
const NARROWED_BY: [&str; 3] = ["tier", "segment", "due_within_days"];

/// Whom the address names.
///
/// # Errors
/// [`Problem`] for days that are no number.
pub(super) fn query(visit: &Visit<'_>) -> Result<AudienceQuery, Problem> {
    let call = visit.call;
    Ok(AudienceQuery {
        tier: call.parameter("tier"),
        segment: call.parameter("segment"),
        due_within_days: call.parsed("due_within_days")?,
        since_order_days: None,
    })
}

/// Whether the address names some of the customers, or those further down, rather than the page with everything.
pub(super) fn is_asked_for(visit: &Visit<'_>) -> bool {
    let mut names = NARROWED_BY.iter().chain(&["after"]);
    names.any(|name| visit.call.parameter(name).is_some())
}

/// The address of the list, narrowed by one thing.
pub(super) fn narrowed_by(name: &str, value: &str) -> String {
    with_query(&address(HERE), &[(name, value)])
}

/// The link to who is due back soon.
pub(super) fn due_soon(visit: &Visit<'_>) -> Link {
    let days = DUE_SOON_DAYS.to_string();
    Link::to(
        due_within(visit, DUE_SOON_DAYS),
        narrowed_by("due_within_days", &days),
    )
}

fn due_within(visit: &Visit<'_>, days: u32) -> String {
    let days = [("days", Value::Number(days.into()))];
    visit.words.tell("customers-due-within", &days)
}

/// A page with nothing but the list.
///
/// # Errors
/// [`Problem`] for a tier or a group that does not exist.
pub(super) fn alone(visit: &Visit<'_>) -> Result<Vec<Block>, Problem> {
    let mut blocks = vec![visit.way_back(HERE)];
    match visit.call.app.engine.customers_overview(visit.call.now) {
        Some(found) => blocks.extend(listed(visit, &found)?),
        None => blocks.push(Block::Text(visit.words.say("customers-none"))),
    }
    Ok(blocks)
}

/// The list with its heading and the way to those further down.
///
/// # Errors
/// [`Problem`] for a tier or a group that does not exist.
pub(super) fn listed(visit: &Visit<'_>, found: &CustomersOverview) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    let query = query(visit)?;
    let after = visit.call.parsed("after")?;
    let engine = &visit.call.app.engine;
    let page = engine.best_customers(&query, after, SHOWN, visit.call.now)?;
    let named = name(visit, &query, &found.learnt);
    let caption = named.clone().unwrap_or_else(|| words.say("customers-best"));
    let mut blocks = vec![Block::Heading(caption.clone())];
    if page.customers.is_empty() {
        let id = match named {
            Some(_) => "customers-best-none-fit",
            None => "customers-best-none",
        };
        blocks.push(Block::Text(words.say(id)));
    } else {
        blocks.push(Block::Hint(words.say(sorted_by(&found.learnt))));
        blocks.push(Block::Table(table(visit, caption, &page, &found.learnt)));
    }
    blocks.extend(further(visit, &page));
    Ok(blocks)
}

/// What the list is narrowed by, in words; nothing where it has everybody.
fn name(visit: &Visit<'_>, query: &AudienceQuery, learnt: &CustomersLearnt) -> Option<String> {
    let words = &visit.words;
    let tier = query
        .tier
        .as_ref()
        .map(|id| words.texts().tier(id, &words.locale));
    let segment = query.segment.as_ref().and_then(|id| segment(visit, id, learnt));
    let due = query.due_within_days.map(|days| due_within(visit, days));
    tier.into_iter()
        .chain(segment)
        .chain(due)
        .reduce(|first, second| {
            let values = [("first", Value::Text(&first)), ("second", Value::Text(&second))];
            words.tell("customers-join", &values)
        })
}

fn segment(visit: &Visit<'_>, id: &str, learnt: &CustomersLearnt) -> Option<String> {
    let segment = learnt.segments.iter().find(|segment| segment.id == id)?;
    Some(visit.words.texts().segment(segment, &visit.words.locale))
}

/// What makes the first one the best.
fn sorted_by(learnt: &CustomersLearnt) -> &'static str {
    match learnt.worth {
        Some(worth) if worth.costed_share > 0.0 => "customers-best-by-worth",
        Some(_) => "customers-best-by-revenue",
        None => "customers-best-by-spent",
    }
}

/// The way to the audience as a file, where the list is narrowed, and to those further down.
fn further(visit: &Visit<'_>, page: &AudiencePage) -> Option<Block> {
    let words = &visit.words;
    let kept = NARROWED_BY.map(|name| (name, visit.call.parameter(name)));
    let kept = kept
        .iter()
        .filter_map(|(name, value)| Some((*name, value.as_deref()?)));
    let kept: Vec<(&str, &str)> = kept.collect();
    let with = |name: &str, value: &str| with_query(&address(HERE), &[&*kept, &[(name, value)]].concat());
    let next = page.next.map(|next| {
        let name = words.say("customers-best-further");
        Link::to(name, with("after", &next.to_string()))
    });
    let is_file = !kept.is_empty() && !page.customers.is_empty();
    let file = is_file.then(|| Link::to(words.say("customers-csv"), with("format", "csv")));
    let links: Vec<Link> = next.into_iter().chain(file).collect();
    (!links.is_empty()).then_some(Block::Links(links))
}

fn table(visit: &Visit<'_>, caption: String, page: &AudiencePage, learnt: &CustomersLearnt) -> Table {
    let names = ["customer", "worth", "spent", "days", "latest", "back", "kind"];
    let rows = page.customers.iter().map(|value| row(visit, value, learnt));
    Table {
        caption,
        head: names
            .map(|name| visit.words.say(&format!("customers-column-{name}")))
            .into(),
        rows: rows.collect(),
    }
}

fn row(visit: &Visit<'_>, value: &CustomerValue, learnt: &CustomersLearnt) -> Vec<Cell> {
    let (words, numbers) = (&visit.words, visit.numbers());
    let known = &value.known;
    let tier = known.tier().map(engine::tier_id);
    let tier = tier.map(|tier| words.texts().tier(tier, &words.locale));
    let group = value.segment.as_deref().and_then(|id| segment(visit, id, learnt));
    let worth = known.worth.map(|worth| {
        let within = numbers.between(
            &numbers.money(worth.value.low_minor),
            &numbers.money(worth.value.high_minor),
        );
        vec![Cell::Number(numbers.money(worth.value.minor)), Cell::Text(within)]
    });
    let untold = || "–".to_owned();
    let id = value.id.as_str();
    vec![
        Cell::Link(Link::to(id, narrowed_by("id", id))),
        worth.map_or_else(|| Cell::Number(untold()), Cell::Lines),
        Cell::Number(numbers.money(known.spent_minor)),
        Cell::Number(words.number(known.purchases.into())),
        Cell::Text(numbers.day(value.last_purchase_day())),
        Cell::Text(
            known
                .due_day(value.day)
                .map_or_else(untold, |day| numbers.day(day)),
        ),
        match (tier, group) {
            (None, None) => Cell::Number(untold()),
            (tier, group) => Cell::text_lines(tier.into_iter().chain(group)),
        },
    ]
}
