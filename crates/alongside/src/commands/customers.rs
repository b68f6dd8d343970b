//! `alongside customers`: who the shop's customers are to it, what is said of one, and whom to write to.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use engine::{AudienceQuery, CustomerAnswer, CustomersOverview, DayBounds, Engine, Error, GroupSums};
use serde_json::json;
use server::{
    i18n::Texts,
    wire::customers::{Speech, answer_reply, audience_csv, audience_reply, overview_reply},
};
use shop::{Locale, Money};

use crate::{
    context::{Context, now},
    documents::with_shop,
    failure::Failure,
    report::Report,
    table::Table,
    words,
};

/// Most customers that are exported at once.
const EXPORTED_MAX: usize = 10_000_000;

/// Show what customers are worth, how they behave and when they are due back
#[derive(Debug, Args)]
#[command(
    after_help = "Computed with every build, of customers who bought and did not decline personal recommendations.
Rules and incentives name them as the segments `tier:highly_profitable` and `segment:ID`.

Examples:
  alongside customers
  alongside customers show c42
  alongside customers export --tier highly_profitable --due-within-days 14 --out letter.csv"
)]
pub struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show the tiers and the groups that behave alike, with their customers and money
    Overview,
    /// Show what is said of one customer, and what it means
    Show {
        /// The shop's own id of the customer
        id: String,
    },
    /// Write the ids and numbers of an audience as CSV
    Export {
        /// Only of this tier: highly_profitable, profitable or unprofitable
        #[arg(long, value_name = "TIER")]
        tier: Option<String>,
        /// Only of this group, by its id
        #[arg(long, value_name = "ID")]
        segment: Option<String>,
        /// Only who is due back within so many days from today
        #[arg(long, value_name = "DAYS")]
        due_within_days: Option<u32>,
        /// Only whose latest order is at least so many days ago
        #[arg(long, value_name = "DAYS")]
        since_order_days_min: Option<u32>,
        /// Only whose latest order is at most so many days ago
        #[arg(long, value_name = "DAYS")]
        since_order_days_max: Option<u32>,
        /// The file to write [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    with_shop(context, |engine| match &arguments.action {
        None | Some(Action::Overview) => overview(engine, context),
        Some(Action::Show { id }) => show(engine, id, context),
        Some(Action::Export {
            tier,
            segment,
            due_within_days,
            since_order_days_min,
            since_order_days_max,
            out,
        }) => {
            let query = AudienceQuery {
                tier: tier.clone(),
                segment: segment.clone(),
                due_within_days: *due_within_days,
                since_order_days: DayBounds::given(*since_order_days_min, *since_order_days_max),
            };
            export(engine, &query, out.as_ref())
        }
    })
}

/// What is said, in English, as everything on the terminal.
fn speech<'a>(engine: &Engine, texts: &'a Texts, locale: &'a Locale) -> Speech<'a> {
    Speech {
        texts,
        locale,
        currency: engine.profile().currency,
    }
}

fn overview(engine: &Engine, context: &Context) -> Result<Report, Failure> {
    let Some(overview) = engine.customers_overview(now()) else {
        let text = "Nothing has been built yet that looked at customers. Next: alongside build";
        return Ok(Report::new(&json!({}), text));
    };
    let (texts, locale) = (Texts::new(), Locale::english());
    let speech = speech(engine, &texts, &locale);
    let text = overview_text(&overview, speech, context);
    Ok(Report::new(&overview_reply(&overview, speech), text))
}

fn overview_text(overview: &CustomersOverview, speech: Speech<'_>, context: &Context) -> String {
    let Speech { texts, locale, .. } = speech;
    let learnt = &overview.learnt;
    let mut parts = vec![format!(
        "{} bought something, in {}, until {}.",
        words::counted(learnt.customers, "customer", "customers"),
        words::counted(learnt.orders, "order", "orders"),
        shop::Day(learnt.day)
    )];
    let money = |minor: i64| texts.money(&Money::new(minor, speech.currency), locale);
    if let Some(worth) = &learnt.worth {
        let total = worth.total;
        let what = match worth.costed_share > 0.0 {
            true => "after goods and returns",
            false => "in revenue after returns, as no costs are known",
        };
        parts.push(format!(
            "In the next twelve months they are likely to bring {} {what} (between {} and {}); a new customer {}.",
            money(total.minor),
            money(total.low_minor),
            money(total.high_minor),
            money(worth.new_customer.minor)
        ));
        let name = |sums: &GroupSums| texts.tier(&sums.id, locale);
        parts.push(table("Tier", &overview.tiers, name, speech, context));
    }
    if !overview.segments.is_empty() {
        let name = |sums: &GroupSums| {
            let segment = learnt.segments.iter().find(|segment| segment.id == sums.id);
            segment
                .map(|segment| texts.segment(segment, locale))
                .unwrap_or_default()
        };
        parts.push(table("Segment", &overview.segments, name, speech, context));
    }
    parts.extend(learnt.untold.iter().map(|untold| texts.untold(untold, locale)));
    parts.join("\n\n")
}

fn table(
    heading: &str,
    groups: &[GroupSums],
    name: impl Fn(&GroupSums) -> String,
    speech: Speech<'_>,
    context: &Context,
) -> String {
    let heading = [
        heading,
        "Who",
        "Customers",
        "Spent",
        "Worth ahead",
        "Due in 30 days",
    ];
    let mut table = Table::new(&heading).numeric(&[2, 3, 4, 5]);
    let money = |money: &Money| speech.texts.money(money, speech.locale);
    for sums in groups {
        table.row(vec![
            sums.id.clone(),
            name(sums),
            words::count(sums.customers),
            money(&sums.spent),
            sums.worth.as_ref().map_or_else(|| "–".to_owned(), money),
            words::count(sums.due_soon),
        ]);
    }
    table.render(|line| context.style.bold(line))
}

fn show(engine: &Engine, id: &str, context: &Context) -> Result<Report, Failure> {
    let answer = engine.customer_value(id)?;
    let (texts, locale) = (Texts::new(), Locale::english());
    let speech = speech(engine, &texts, &locale);
    let reply = answer_reply(&answer, speech);
    let mut lines = vec![context.style.bold(id)];
    if let CustomerAnswer::Known(value) = &answer {
        let known = &value.known;
        let [recency, frequency, monetary] = known.marks;
        lines.push(format!(
            "Bought on {}, last {} before {}, for {} after returns.",
            words::counted(known.purchases.into(), "day", "days"),
            words::counted(known.days_since.into(), "day", "days"),
            value.day,
            texts.money(&Money::new(known.spent_minor, speech.currency), &locale)
        ));
        lines.push(format!(
            "Marks from 1 to 5: how lately {recency}, how often {frequency}, how much {monetary}."
        ));
        if let Some(worth) = &known.worth {
            let tier = texts.tier(engine::tier_id(worth.tier), &locale);
            let sure = if worth.is_sure {
                ""
            } else {
                ", though the interval reaches into another tier"
            };
            lines.push(format!("{tier}{sure}."));
        }
        if let Some(segment) = &value.segment {
            lines.push(format!("Segment {segment}."));
        }
    }
    lines.extend(reply.says().iter().cloned());
    Ok(Report::new(&reply, lines.join("\n")))
}

fn export(engine: &Engine, query: &AudienceQuery, out: Option<&PathBuf>) -> Result<Report, Failure> {
    let page = engine.audience(query, None, EXPORTED_MAX, now())?;
    let csv = audience_csv(&page.customers, engine.profile().currency).text();
    let Some(path) = out else {
        let (texts, locale) = (Texts::new(), Locale::english());
        let reply = audience_reply(&page, speech(engine, &texts, &locale));
        return Ok(Report::new(&reply, csv.trim_end()));
    };
    std::fs::write(path, csv).map_err(|source| Error::Io {
        path: path.clone(),
        source,
    })?;
    let customers = page.customers.len() as u64;
    let text = format!(
        "{} written to {}.",
        words::counted(customers, "customer", "customers"),
        path.display()
    );
    Ok(Report::new(
        &json!({ "customers": customers, "file": path }),
        text,
    ))
}
