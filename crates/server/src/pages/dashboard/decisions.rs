//! The latest decisions, and each by its id: what was offered and why, and of every other candidate why not.

mod list;

use engine::{CandidateView, DecisionView, SourceView, decide::Note};

use super::{
    Page, Visit,
    sheets::{is_mendable, products},
};
use crate::{
    errors::Problem,
    i18n::Value,
    pages::{
        blocks::{Block, Cell, Group, Sheet, Table},
        forms::Fields,
        staff::Form,
    },
    route::Answer,
};

const HERE: &str = "decisions";
/// Candidates that are shown, the best first; the rest is in the interface for programs.
const CANDIDATES_SHOWN_MAX: usize = 300;

pub(super) const PAGE: Page = Page {
    id: HERE,
    show,
    act: None,
};

fn show(visit: &Visit<'_>) -> Answer {
    let Some(id) = visit.call.parameter("id") else {
        let mut blocks = look_up(visit, None);
        let (listed, is_usable) = list::blocks(visit)?;
        blocks.extend(listed);
        return match is_usable {
            true => visit.blocks(HERE, blocks),
            false => visit.refused(HERE, blocks),
        };
    };
    let decision = visit.call.app.engine.decision(id.trim(), &visit.words.locale);
    match decision.map_err(Problem::from) {
        Ok(decision) => {
            let mut blocks = vec![visit.way_back(HERE)];
            blocks.extend(look_up(visit, None));
            blocks.extend(explained(visit, &decision));
            visit.blocks(HERE, blocks)
        }
        Err(problem) if is_mendable(&problem) => visit.refused(HERE, look_up(visit, Some(&problem.at("id")))),
        Err(problem) => Err(problem),
    }
}

fn look_up(visit: &Visit<'_>, problem: Option<&Problem>) -> Vec<Block> {
    // What was asked for stands in the address and nothing was sent.
    let nothing = Form::read(visit.call);
    let fields = Fields::new(&visit.words, HERE, problem.map(|problem| (&nothing, problem)));
    let asked = visit.call.parameter("id").unwrap_or_default();
    let sheet = Sheet {
        groups: vec![Group::of(vec![fields.line("id", asked)])],
        mistake: fields.mistake(),
        ..visit.question(HERE, "decisions-look-up")
    };
    vec![
        Block::Text(visit.words.say("decisions-about")),
        Block::Form(sheet),
    ]
}

fn explained(visit: &Visit<'_>, decision: &DecisionView) -> Vec<Block> {
    let words = &visit.words;
    let cart = decision.cart.iter().map(|(product, _)| product.clone());
    let held: Vec<_> = decision.product.iter().cloned().chain(cart).collect();
    let fact = |id: &str, cell: Cell| (words.say(&format!("decisions-{id}")), cell);
    let number = |number: u64| Cell::Number(words.number(number));
    let mut facts = vec![
        fact("when", Cell::Text(words.moment(decision.at))),
        fact("where", Cell::Text(visit.placement(decision.placement.as_str()))),
        fact("held", products(&held)),
        fact("model", number(decision.model_version)),
        fact("policy", number(decision.policy_version.into())),
        fact("took", number(decision.took_us.into())),
    ];
    let variant = decision.variant.iter();
    facts.extend(variant.map(|name| fact("variant", Cell::Data(name.clone()))));
    let mut blocks = vec![Block::Heading(decision.id.clone()), Block::Facts(facts)];
    if decision.held_out {
        blocks.push(Block::Warning(words.say("decisions-held-out")));
    }
    if decision.candidates.is_empty() {
        let why = match decision.quiet {
            true => words.texts().note(&Note::Quiet, &words.locale),
            false => words.say("decisions-no-candidates"),
        };
        blocks.push(Block::Text(why));
        return blocks;
    }
    let shown = decision.candidates.iter().take(CANDIDATES_SHOWN_MAX);
    blocks.push(Block::Table(Table {
        caption: words.say("decisions-candidates"),
        head: ["product", "outcome", "why"]
            .map(|name| words.say(&format!("decisions-column-{name}")))
            .into(),
        rows: shown.map(|candidate| row(visit, candidate)).collect(),
    }));
    if decision.candidates.len() > CANDIDATES_SHOWN_MAX {
        let values = [
            ("shown", Value::Number(CANDIDATES_SHOWN_MAX as u64)),
            ("all", Value::Number(decision.candidates.len() as u64)),
        ];
        blocks.push(Block::Hint(words.tell("decisions-more", &values)));
    }
    blocks
}

/// A candidate: what became of it, and who proposed it with which reason.
fn row(visit: &Visit<'_>, candidate: &CandidateView) -> Vec<Cell> {
    let words = &visit.words;
    let (texts, locale) = (words.texts(), &words.locale);
    let source = |source: &SourceView| {
        let who = words.say(&format!("recommender-{}", source.recommender));
        let why = texts.reason(&source.reason, locale);
        let values = [("who", Value::Text(&who)), ("why", Value::Text(&why))];
        words.tell("decisions-source", &values)
    };
    let intent = words.say(&format!("intent-{}", candidate.intent.as_str()));
    let ids = [candidate.product.title.clone(), candidate.product.id.clone()];
    vec![
        Cell::data_lines(ids),
        Cell::text_lines([texts.outcome(Some(candidate), locale), intent]),
        Cell::text_lines(candidate.sources.iter().map(source)),
    ]
}
