//! The latest decisions: what was offered, to whom, or why nothing was.

use engine::{DecisionSummary, DecisionsPage, DecisionsQuery, NothingBecause};
use shop::{Placement, Traffic};

use super::HERE;
use crate::{
    errors::{Code, Problem},
    i18n::Value,
    pages::{
        blocks::{Block, Cell, Group, Link, Sheet, Table, with_query},
        dashboard::{Visit, address, sheets::is_mendable},
        forms::Fields,
        staff::Form,
    },
};

/// Decisions on one page.
const SHOWN: usize = 50;
/// What a list can be narrowed by, as the address names it.
const NARROWED_BY: [&str; 3] = ["placement", "person", "product"];

/// The form that narrows the list, and the list; none of it where what was asked for cannot be used, and why.
///
/// # Errors
/// [`Problem`] where the log cannot be read.
pub(super) fn blocks(visit: &Visit<'_>) -> Result<(Vec<Block>, bool), Problem> {
    let words = &visit.words;
    let heading = Block::Heading(words.say("decisions-latest"));
    match page(visit) {
        Ok(page) => {
            let mut blocks = vec![heading, Block::Form(narrowing(visit, None))];
            blocks.extend(listed(visit, &page));
            Ok((blocks, true))
        }
        Err(problem) if is_mendable(&problem) => {
            let blocks = vec![heading, Block::Form(narrowing(visit, Some(&problem)))];
            Ok((blocks, false))
        }
        Err(problem) => Err(problem),
    }
}

/// What the address narrows the list by; a field left empty narrows nothing.
fn asked(visit: &Visit<'_>, name: &str) -> Option<String> {
    let text = visit.call.parameter(name)?;
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn page(visit: &Visit<'_>) -> Result<DecisionsPage, Problem> {
    let [placement, person, product] = NARROWED_BY.map(|name| asked(visit, name));
    let before = asked(visit, "before");
    let read = |text: String| {
        let unknown = |_| Problem::new(Code::UnknownValue, "There is no such placement.").at("placement");
        text.parse::<Placement>().map_err(unknown)
    };
    let query = DecisionsQuery {
        placement: placement.map(read).transpose()?,
        person: person.as_deref(),
        product: product.as_deref(),
        before: before.as_deref(),
        limit: SHOWN,
    };
    let page = visit
        .call
        .app
        .engine
        .latest_decisions(&query, &visit.words.locale);
    page.map_err(|error| match error {
        engine::Error::NotFound { .. } => Problem::from(error).at("product"),
        other => Problem::from(other),
    })
}

fn narrowing(visit: &Visit<'_>, problem: Option<&Problem>) -> Sheet {
    let words = &visit.words;
    // What was asked for stands in the address and nothing was sent.
    let nothing = Form::read(visit.call);
    let fields = Fields::new(words, HERE, problem.map(|problem| (&nothing, problem)));
    let known = |name: &str| asked(visit, name).unwrap_or_default();
    let mut places = vec![(String::new(), words.say("staff-everywhere"))];
    places.extend(visit.placements());
    let group = Group::of(vec![
        fields.choice("placement", &known("placement"), places),
        fields.line("person", known("person")),
        fields.line("product", known("product")),
    ]);
    Sheet {
        groups: vec![group],
        mistake: fields.mistake(),
        ..visit.question(HERE, "decisions-narrow")
    }
}

fn listed(visit: &Visit<'_>, page: &DecisionsPage) -> Vec<Block> {
    let words = &visit.words;
    let narrowed = NARROWED_BY.iter().any(|name| asked(visit, name).is_some());
    let mut blocks = Vec::new();
    if page.decisions.is_empty() {
        let id = match (
            visit.call.app.engine.keeps_decisions(),
            narrowed || page.next.is_some(),
        ) {
            (false, _) => "decisions-unkept",
            (true, true) => "decisions-none-fit",
            (true, false) => "decisions-none",
        };
        blocks.push(Block::Text(words.say(id)));
    } else {
        blocks.push(Block::Table(table(visit, &page.decisions)));
    }
    if let Some(reached) = page.reached.filter(|_| narrowed) {
        let moment = words.moment(reached);
        let values = [
            ("decisions", Value::Number(page.read as u64)),
            ("since", Value::Text(&moment)),
        ];
        blocks.push(Block::Hint(words.tell("decisions-read", &values)));
    }
    if let Some(next) = &page.next {
        let kept = NARROWED_BY.map(|name| (name, asked(visit, name).unwrap_or_default()));
        let mut values: Vec<(&str, &str)> =
            kept.iter().map(|(name, value)| (*name, value.as_str())).collect();
        values.retain(|(_, value)| !value.is_empty());
        values.push(("before", next));
        let further = Link::to(
            words.say("decisions-further"),
            with_query(&address(HERE), &values),
        );
        blocks.push(Block::Links(vec![further]));
    }
    blocks
}

fn table(visit: &Visit<'_>, decisions: &[DecisionSummary]) -> Table {
    let words = &visit.words;
    Table {
        caption: words.say("decisions-latest"),
        head: ["when", "where", "held", "offered", "notes"]
            .map(|name| words.say(&format!("decisions-{name}")))
            .into(),
        rows: decisions.iter().map(|decision| row(visit, decision)).collect(),
    }
}

fn row(visit: &Visit<'_>, decision: &DecisionSummary) -> Vec<Cell> {
    let words = &visit.words;
    let mut held: Vec<Cell> = decision
        .product
        .iter()
        .map(|product| Cell::Data(product.title.clone()))
        .collect();
    if decision.cart_lines > 0 {
        let lines = [("lines", Value::Number(decision.cart_lines as u64))];
        held.push(Cell::Text(words.tell("decisions-cart", &lines)));
    }
    vec![
        Cell::Link(Link::to(
            words.moment(decision.at),
            address_of_decision(&decision.id),
        )),
        Cell::Text(visit.placement(decision.placement.as_str())),
        Cell::Lines(held),
        match decision.nothing {
            Some(because) => Cell::Text(nothing(visit, because)),
            None => Cell::data_lines(decision.offered.iter().map(|product| product.title.clone())),
        },
        Cell::Lines(notes(visit, decision)),
    ]
}

/// Why nothing was offered, in a sentence.
fn nothing(visit: &Visit<'_>, because: NothingBecause) -> String {
    let words = &visit.words;
    match because {
        NothingBecause::NoCandidates => words.say("decisions-nothing-proposed"),
        NothingBecause::Quiet => words.say("decisions-nothing-quiet"),
        NothingBecause::BelowMinimum => words.say("decisions-nothing-likely"),
        NothingBecause::OtherReasons => words.say("decisions-nothing-left"),
        NothingBecause::Filter(filter) => {
            let why = words.texts().filter(filter, &words.locale);
            words.tell("decisions-nothing-filtered", &[("why", Value::Text(&why))])
        }
    }
}

/// Whether it was shown, in which arms, and who asked where that was no customer.
fn notes(visit: &Visit<'_>, decision: &DecisionSummary) -> Vec<Cell> {
    let words = &visit.words;
    let held_out = decision
        .held_out
        .then(|| Cell::Text(words.say("decisions-not-shown")));
    let arm = |arm: &engine::ArmView| {
        let values = [
            ("experiment", Value::Text(&arm.experiment)),
            ("arm", Value::Text(&arm.arm)),
        ];
        Cell::Text(words.tell("decisions-arm", &values))
    };
    let traffic = (decision.traffic != Traffic::Customer)
        .then(|| Cell::Text(words.say(&format!("decisions-asked-by-{}", decision.traffic.as_str()))));
    let arms = decision.experiments.iter().map(arm);
    held_out.into_iter().chain(arms).chain(traffic).collect()
}

fn address_of_decision(id: &str) -> String {
    with_query(&address(HERE), &[("id", id)])
}
