//! `alongside lexicon`: what customers' phrases mean in this shop.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use engine::{Engine, NeedView, OfferRequest};
use serde_json::json;
use server::wire::needs::{self, LexiconReply, LexiconsReply, NeedReply};
use shop::{Locale, Placement, Timestamp};

use crate::{
    context::{Context, now},
    documents::{self, Kind},
    exit::Exit,
    failure::Failure,
    report::Report,
    table::Table,
    words,
};

/// Offers that a tried text is answered with.
const TRIED_OFFERS: usize = 3;
const DAY_MS: i64 = 86_400_000;

/// List, show, check, set, remove and try what customers' phrases mean
#[derive(Debug, Args)]
#[command(
    after_help = "A lexicon's file is what PUT /v1/lexicons/{id} takes: phrases of one language and what serves each:
  { \"phrases\": { \"carry my laptop\": [\"Bags > Laptop bags\"], \"knit on the balcony\": [\"product:85123A\"] } }

Examples:
  alongside lexicon
  alongside lexicon check --file en.json
  alongside lexicon set en --file en.json
  alongside lexicon try --text \"I wish I could carry my laptop on the bike\"
  alongside lexicon remove en"
)]
pub struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    #[command(flatten)]
    Common(documents::Action),
    /// Tell whether a file could be set, without setting it
    Check {
        /// The lexicon file
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// Tell what is understood of a text, and what would be offered for it; nothing is kept
    Try {
        /// What a customer says
        #[arg(long)]
        text: String,
        /// The language of the answer, such as `ro`; the shop's where it is missing. Whatever language the text is in
        /// is understood
        #[arg(long)]
        locale: Option<Locale>,
    },
}

const KIND: Kind = Kind::new(list, show, set, delete);

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    match &arguments.action {
        None => KIND.run(None, context),
        Some(Action::Common(action)) => KIND.run(Some(action), context),
        Some(Action::Check { file }) => documents::with_shop(context, |engine| check(engine, file)),
        Some(Action::Try { text, locale }) => {
            documents::with_shop(context, |engine| Ok(tried(engine, text, locale.as_ref(), now())))
        }
    }
}

fn language(id: &str) -> Result<Locale, Failure> {
    Locale::new(id).map_err(|error| Failure::new(Exit::NotFound, "not_found", error.to_string()))
}

fn list(engine: &Engine, context: &Context) -> Result<Report, Failure> {
    let lexicons = engine.lexicons();
    let mut table = Table::new(&["Language", "Phrases"]).numeric(&[1]);
    for language in lexicons.languages() {
        let phrases = lexicons.get(language).map_or(0, |own| own.phrases.len());
        table.row(vec![language.to_owned(), words::count(phrases as u64)]);
    }
    let text = match lexicons.languages().next() {
        None => {
            "The shop has no phrases of its own; common needs are understood without. See 'alongside lexicon \
                 --help'."
                .to_owned()
        }
        Some(_) => table.render(|line| context.style.bold(line)),
    };
    Ok(Report::new(&LexiconsReply::new(&lexicons), text))
}

fn show(engine: &Engine, id: &str) -> Result<Report, Failure> {
    let locale = language(id)?;
    let lexicons = engine.lexicons();
    let text = match lexicons.get(locale.language()) {
        Some(own) => words::pretty(own)?,
        None => format!("The shop has no phrases of its own in {locale}."),
    };
    Ok(Report::new(
        &LexiconReply::new(&lexicons, locale.language()),
        text,
    ))
}

fn check(engine: &Engine, file: &PathBuf) -> Result<Report, Failure> {
    let document = documents::draft(file, needs::lexicon)?;
    engine.check_lexicon(&document)?;
    let phrases = document.phrases.len() as u64;
    let text = format!("{} can be set.", words::counted(phrases, "phrase", "phrases"));
    Ok(Report::new(&json!({ "phrases": phrases }), text))
}

fn set(engine: &Engine, id: &str, file: &PathBuf) -> Result<Report, Failure> {
    let locale = language(id)?;
    let document = documents::draft(file, needs::lexicon)?;
    engine.put_lexicon(&locale, &document)?;
    let phrases = words::counted(document.phrases.len() as u64, "phrase", "phrases");
    let text = format!("The next question in any language heeds {phrases} in {locale}.");
    let lexicons = engine.lexicons();
    Ok(Report::new(
        &LexiconReply::new(&lexicons, locale.language()),
        text,
    ))
}

fn delete(engine: &Engine, id: &str) -> Result<Report, Failure> {
    let locale = language(id)?;
    engine.delete_lexicon(&locale)?;
    let text = format!("The phrases in {locale} are forgotten; common needs are still understood.");
    Ok(documents::deleted(locale.language(), text))
}

/// What is understood of a text, and what is offered in a chat for it.
fn tried(engine: &Engine, text: &str, locale: Option<&Locale>, now: Timestamp) -> Report {
    let request = OfferRequest {
        text: Some(text.to_owned()),
        locale: locale.cloned(),
        consent: false,
        limit: Some(TRIED_OFFERS),
        ..OfferRequest::new(Placement::Chat)
    };
    let answer = engine.try_offers(&request, now);
    let need = answer.need.unwrap_or_default();
    let (abstains, is_later) = (need.classes.is_empty(), !need.later.is_empty());
    let products: Vec<_> = answer
        .offers
        .iter()
        .map(|offer| {
            let id = offer.product.id.as_str();
            let title = offer
                .product
                .title
                .as_ref()
                .map_or(id, |title| title.text.as_str());
            (id, title)
        })
        .collect();
    let offers: Vec<_> = products
        .iter()
        .map(|(id, title)| json!({ "id": id, "title": title }))
        .collect();
    let titles: Vec<&str> = products.iter().map(|(_, title)| *title).collect();
    let said = told(&need, &titles, now);
    let reply = json!({
        "need": NeedReply::new(&need), "abstains": abstains, "next_time": is_later, "offers": offers,
    });
    Report::new(&reply, said)
}

fn told(need: &NeedView, titles: &[&str], now: Timestamp) -> String {
    let mut lines = vec![match (need.classes.as_slice(), need.is_ambiguous) {
        ([], _) => "Now: nothing is sure, so the offers are those of any customer.".to_owned(),
        (classes, true) => format!("Now, not surely which: {}.", classes.join("; ")),
        (classes, false) => format!("Now: {}.", classes.join("; ")),
    }];
    if !need.refused.is_empty() {
        lines.push(format!("Not wanted: {}.", need.refused.join("; ")));
    }
    for later in &need.later {
        let days = (later.due_at.unix_ms() - now.unix_ms()) / DAY_MS;
        let days = words::counted(u64::try_from(days).unwrap_or_default(), "day", "days");
        lines.push(format!("Next time, in {days}: {}.", later.class));
    }
    if need.later.is_empty() {
        lines.push("Nothing is for next time.".to_owned());
    }
    lines.push(match titles {
        [] => "Offered: nothing.".to_owned(),
        titles => format!("Offered: {}.", titles.join("; ")),
    });
    lines.join("\n")
}
