//! `alongside explain`: why a product is shown, or why not.

use clap::Args;
use engine::{CandidateView, ExplainAnswer};
use server::{i18n::Texts, wire::decisions::explanation_reply};

use crate::{
    context::{Context, now},
    failure::Failure,
    question::Question,
    report::Report,
    table::{Table, isolated},
    words,
};

/// Say why a product is offered for a cart or on a page, or why not
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside explain --cart 85123A,22423 --product 22699
  alongside explain --page 22423 --product 22699 --locale ro
  alongside explain --cart 85123A --product 22699 --json")]
pub struct Arguments {
    /// The product to explain
    #[arg(long, value_name = "ID")]
    product: String,
    /// The product whose page is open
    #[arg(long, value_name = "ID")]
    page: Option<String>,
    #[command(flatten)]
    question: Question,
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    let engine = context.open()?;
    let request = arguments.question.request(arguments.page.as_deref());
    let answer = engine.explain(&request, &arguments.product, now());
    engine.close();
    let answer = answer?;
    let texts = Texts::of_shop(&engine.texts());
    let reply = explanation_reply(&answer, &texts, &answer.answer.locale);
    Ok(Report::new(&reply, text_of(&answer, &texts, context)))
}

fn is_shown(explained: &ExplainAnswer) -> bool {
    explained
        .candidate
        .as_ref()
        .is_some_and(|candidate| candidate.outcome == "offered")
}

fn text_of(explained: &ExplainAnswer, texts: &Texts, context: &Context) -> String {
    let locale = &explained.answer.locale;
    let name = format!(
        "{} ({})",
        isolated(&explained.product.title),
        explained.product.id
    );
    let verdict = isolated(&texts.outcome(explained.candidate.as_ref(), locale));
    let shown = if is_shown(explained) {
        "is shown"
    } else {
        "is not shown"
    };
    let placement = explained.answer.placement;
    let mut parts = vec![format!(
        "{} {shown} at {placement}. {verdict}",
        context.style.bold(&name)
    )];
    parts.push(match &explained.candidate {
        Some(candidate) => sources(candidate, explained, texts, context),
        None => format!(
            "{} others were proposed. Orders that hold it together with these products, or a link set by hand, would \
             make it one of them.",
            words::count(explained.candidates as u64)
        ),
    });
    if !explained.objections.is_empty() {
        let lines = explained.objections.iter().map(|id| {
            let sentence = isolated(&texts.filter(id, locale));
            format!("\n  {id:<16} {sentence}")
        });
        parts.push(format!(
            "Filters that object to it here:{}",
            lines.collect::<String>()
        ));
    }
    if let Some(variant) = &explained.answer.variant {
        parts.push(format!(
            "Decided by the variant {} of the policy.",
            isolated(variant)
        ));
    }
    for note in &explained.answer.notes {
        let sentence = isolated(&texts.note(note, locale));
        parts.push(format!("{} {sentence}", context.style.yellow("note:")));
    }
    parts.join("\n\n")
}

/// Its place among the candidates, and everything that spoke for it.
fn sources(candidate: &CandidateView, explained: &ExplainAnswer, texts: &Texts, context: &Context) -> String {
    let mut table = Table::new(&["Proposed by", "Strength", "Because"]).numeric(&[1]);
    for source in &candidate.sources {
        table.row(vec![
            source.recommender.to_owned(),
            format!("{:.2}", source.score),
            texts.reason(&source.reason, &explained.answer.locale),
        ]);
    }
    // A filter drops a candidate before it is scored, so a place would mean nothing.
    let place = match candidate.filter {
        Some(_) => String::new(),
        None => format!(
            "Number {} of {} candidates, with a score of {:.3}.\n\n",
            candidate.rank, explained.candidates, candidate.score
        ),
    };
    format!("{place}{}", table.render(|line| context.style.bold(line)))
}
