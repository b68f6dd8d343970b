//! Customers: tiers and groups with whom they hold, the best customers, and one customer: what is known, what they did,
//! theirs to have and to be forgotten.

mod list;
mod one;

use engine::{CustomersOverview, GroupSums};

use super::{Page, Visit, address, sheets::is_mendable};
use crate::{
    errors::{Code, Problem},
    pages::{
        blocks::{Block, Cell, Group, Link, Sheet, Table, with_query},
        forms::Fields,
        staff::Form,
    },
    reply::Reply,
    route::Answer,
    wire::customers::audience_csv,
};

const HERE: &str = "customers";
/// Most customers of an audience that is downloaded.
const CSV_CUSTOMERS_MAX: usize = 2_000_000;

pub(super) const PAGE: Page = Page {
    id: HERE,
    show,
    act: Some(act),
};

fn show(visit: &Visit<'_>) -> Answer {
    let call = visit.call;
    if call.parameter("format").as_deref() == Some("csv") {
        return audience(visit);
    }
    let Some(id) = call.parameter("id") else {
        let blocks = match list::is_asked_for(visit) {
            true => list::alone(visit),
            false => overview(visit, None),
        };
        return visit.blocks(HERE, blocks?);
    };
    let engine = &call.app.engine;
    match engine.customer_data_by_name(id.trim()).map_err(Problem::from) {
        Ok(_) if call.parameter("format").as_deref() == Some("json") => {
            one::export(visit, &engine.customer_data(id.trim())?)
        }
        Ok(data) => visit.blocks(HERE, one::blocks(visit, id.trim(), &data, None)),
        Err(problem) if is_mendable(&problem) => {
            visit.refused(HERE, overview(visit, Some(problem.at("id")))?)
        }
        Err(problem) => Err(problem),
    }
}

/// Whoever is of a tier, of a group, or due back soon, as CSV.
fn audience(visit: &Visit<'_>) -> Answer {
    let engine = &visit.call.app.engine;
    let query = list::query(visit)?;
    let page = engine.audience(&query, None, CSV_CUSTOMERS_MAX, visit.call.now)?;
    Ok(Reply::csv(&audience_csv(
        &page.customers,
        engine.profile().currency,
    )))
}

fn act(visit: &Visit<'_>, form: &Form) -> Answer {
    match form.field("act") {
        Some("erase") => one::erase(visit, form),
        _ => Err(Problem::new(Code::InvalidField, "The form says nothing to do.")),
    }
}

/// The page with everything.
///
/// # Errors
/// [`Problem`] where customers cannot be read.
fn overview(visit: &Visit<'_>, not_found: Option<Problem>) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    // What was asked for stands in the address and nothing was sent.
    let nothing = Form::read(visit.call);
    let refused = not_found.as_ref().map(|problem| (&nothing, problem));
    let fields = Fields::new(words, HERE, refused);
    let asked = visit.call.parameter("id").unwrap_or_default();
    let look_up = Sheet {
        groups: vec![Group::of(vec![fields.line("id", asked)])],
        mistake: fields.mistake(),
        ..visit.question(HERE, "customers-look-up")
    };
    let mut blocks = vec![Block::Form(look_up)];
    match visit.call.app.engine.customers_overview(visit.call.now) {
        Some(found) => {
            blocks.extend(groups(visit, &found));
            blocks.extend(list::listed(visit, &found)?);
        }
        None => blocks.push(Block::Text(words.say("customers-none"))),
    }
    Ok(blocks)
}

fn groups(visit: &Visit<'_>, found: &CustomersOverview) -> Vec<Block> {
    let words = &visit.words;
    let learnt = &found.learnt;
    let number = |count: u64| Cell::Number(words.number(count));
    let due = with_query(&address(HERE), &[("due_within_days", "30"), ("format", "csv")]);
    let mut blocks = vec![
        Block::Facts(vec![
            (words.say("customers-bought"), number(learnt.customers)),
            (words.say("customers-orders"), number(learnt.orders)),
        ]),
        Block::Links(vec![
            list::due_soon(visit),
            Link::to(words.say("customers-due-soon"), due),
        ]),
    ];
    let (texts, locale) = (words.texts(), &words.locale);
    blocks.extend(
        learnt
            .untold
            .iter()
            .map(|untold| Block::Hint(texts.untold(untold, locale))),
    );
    if !found.tiers.is_empty() {
        let named = found
            .tiers
            .iter()
            .map(|sums| (texts.tier(&sums.id, locale), sums));
        blocks.push(Block::Heading(words.say("customers-tiers")));
        blocks.push(Block::Table(table(visit, "tier", named)));
    }
    if !found.segments.is_empty() {
        let named = found.segments.iter().zip(&learnt.segments);
        let named = named.map(|(sums, segment)| (texts.segment(segment, locale), sums));
        blocks.push(Block::Heading(words.say("customers-segments")));
        blocks.push(Block::Table(table(visit, "segment", named)));
    }
    blocks
}

fn table<'a>(visit: &Visit<'_>, kind: &str, named: impl Iterator<Item = (String, &'a GroupSums)>) -> Table {
    let words = &visit.words;
    let row = |(name, sums): (String, &GroupSums)| {
        let csv = with_query(&address(HERE), &[(kind, &sums.id), ("format", "csv")]);
        let worth = sums.worth.as_ref().map(|worth| words.money(worth));
        // Rules name a tier or a group like this.
        let rule = Cell::Number(format!("{kind}:{}", sums.id));
        vec![
            Cell::Lines(vec![Cell::Text(name), rule]),
            Cell::Number(words.number(sums.customers)),
            Cell::Number(words.money(&sums.spent)),
            Cell::Number(worth.unwrap_or_else(|| "–".to_owned())),
            Cell::Number(words.number(sums.due_soon)),
            Cell::Lines(vec![
                Cell::Link(Link::to(
                    words.say("customers-see"),
                    list::narrowed_by(kind, &sums.id),
                )),
                Cell::Link(Link::to(words.say("customers-csv"), csv)),
            ]),
        ]
    };
    let names = ["group", "customers", "spent", "worth", "due", "audience"];
    Table {
        caption: words.say(&format!("customers-{kind}s")),
        head: names
            .map(|name| words.say(&format!("customers-column-{name}")))
            .into(),
        rows: named.map(row).collect(),
    }
}
