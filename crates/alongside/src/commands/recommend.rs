//! `alongside recommend`: what would be offered, with the reason for each.

use clap::Args;
use engine::{OfferAnswer, OfferedProduct};
use server::{i18n::Texts, wire::offers::offers_reply};

use crate::{
    context::{Context, now},
    failure::Failure,
    question::Question,
    report::Report,
    table::{Table, isolated},
};

/// Show what would be offered for a cart or on a page, and why
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside recommend --cart 85123A,22423
  alongside recommend --product 22423 --locale fa --limit 8
  alongside recommend --placement home --json")]
pub struct Arguments {
    /// The product whose page is open
    #[arg(long, value_name = "ID")]
    product: Option<String>,
    #[command(flatten)]
    question: Question,
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    let engine = context.open()?;
    let request = arguments.question.request(arguments.product.as_deref());
    let answer = engine.offers(&request, now());
    engine.close();
    let texts = Texts::of_shop(&engine.texts());
    Ok(Report::new(
        &offers_reply(&answer, &texts),
        text_of(&answer, &texts, context),
    ))
}

/// The answer for people: a table, and under it what went otherwise than asked.
pub fn text_of(answer: &OfferAnswer, texts: &Texts, context: &Context) -> String {
    let mut table = Table::new(&["#", "Product", "Title", "Price", "Why"]).numeric(&[0, 3]);
    for (place, offer) in answer.offers.iter().enumerate() {
        table.row(row(place + 1, offer, answer, texts));
    }
    let mut text = if answer.offers.is_empty() {
        "Nothing fits well enough to be offered here.".to_owned()
    } else {
        table.render(|line| context.style.bold(line))
    };
    for note in &answer.notes {
        let sentence = isolated(&texts.note(note, &answer.locale));
        text.push_str(&format!("\n{} {sentence}", context.style.yellow("note:")));
    }
    text
}

fn row(place: usize, offer: &OfferedProduct, answer: &OfferAnswer, texts: &Texts) -> Vec<String> {
    let product = &offer.product;
    let title = product.title.as_ref().map(|title| title.text.clone());
    let price = product.price.map(|price| texts.money(&price, &answer.locale));
    vec![
        place.to_string(),
        product.id.clone(),
        title.unwrap_or_default(),
        price.unwrap_or_else(|| "–".to_owned()),
        texts.offer(offer, answer.tone, &answer.locale).body,
    ]
}
