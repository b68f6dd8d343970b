//! `alongside journeys`: where offers work, and when.

use clap::Args;
use engine::{
    Journeys, JourneysQuery, ReportQuery,
    measure::{
        journeys::{BestTime, Clock, HoursProfile, Way},
        ledger::{Deed, DeedSums, Touchpoint},
        metrics::click_through_rate,
    },
};
use server::wire::journeys::{JourneysReply, utc_offset};
use shop::{CustomerId, Day};

use crate::{
    context::{Context, now},
    documents::with_shop,
    failure::Failure,
    report::Report,
    sparkline::bar,
    table::Table,
    words,
};

/// Tell how far visits get, where offers are seen and taken, how long people take, and when they are there
#[derive(Debug, Args)]
#[command(
    after_help = "Everything is counted from events and orders; what offers cause, only a hold-out tells.

Examples:
  alongside journeys
  alongside journeys --from 2026-11-01 --to 2026-11-30 --utc-offset +02:00
  alongside journeys --customer ann@shop.example --json"
)]
pub struct Arguments {
    /// The first day, such as 2026-11-01; four weeks before the last one where missing
    #[arg(long, value_name = "DAY", value_parser = words::day)]
    from: Option<Day>,
    /// The last day; today where missing
    #[arg(long, value_name = "DAY", value_parser = words::day)]
    to: Option<Day>,
    /// The shop's clock, by which hours are told
    #[arg(
        long,
        default_value = "+00:00",
        value_name = "OFFSET",
        allow_hyphen_values = true
    )]
    utc_offset: String,
    /// Also when this customer comes and orders
    #[arg(long, value_name = "ID")]
    customer: Option<CustomerId>,
}

/// Cells of the longest bar.
const BAR: usize = 30;
/// From this chance on a best time is called so.
const SURE_MIN: f64 = 0.95;
const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    with_shop(context, |engine| {
        let query = JourneysQuery {
            report: ReportQuery::new(arguments.from, arguments.to, now()).map_err(Failure::of_option)?,
            clock: engine::clock(&arguments.utc_offset).map_err(Failure::of_option)?,
            customer: arguments.customer.clone(),
        };
        let journeys = engine.journeys(&query, now())?;
        let mut text = text(&journeys, context);
        if let (Some(customer), Some(profile)) = (&query.customer, &journeys.customer) {
            text.push_str(&format!("\n\n{}", own_hours(customer.as_str(), profile)));
        }
        Ok(Report::new(&JourneysReply::from(&journeys), text))
    })
}

fn text(journeys: &Journeys, context: &Context) -> String {
    let bold = |line: &str| context.style.bold(line);
    let mut parts = vec![format!(
        "{} from {} to {}.",
        words::counted(journeys.funnel.visits(), "visit", "visits"),
        journeys.from,
        journeys.to
    )];
    parts.push(funnel(journeys, &bold));
    parts.push(placements(journeys, &bold));
    parts.push(ways(journeys, &bold));
    parts.push(hours(journeys, &bold));
    parts.join("\n\n")
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn funnel(journeys: &Journeys, bold: &dyn Fn(&str) -> String) -> String {
    let steps = journeys.funnel.steps();
    if steps.is_empty() {
        return "How far they came is not known: no event told of a product's page, a cart or a checkout."
            .to_owned();
    }
    let visits = journeys.funnel.visits().max(1) as f64;
    let mut table = Table::new(&[
        "How far visits came",
        "Visits",
        "Of those before",
        "Stopped here",
        "",
    ])
    .numeric(&[1, 2, 3]);
    for step in steps {
        let name = match step.touchpoint {
            Touchpoint::View => "looked at a product",
            Touchpoint::Cart => "put something in the cart",
            Touchpoint::Checkout => "came to the checkout",
            Touchpoint::Order => "ordered",
        };
        table.row(vec![
            name.to_owned(),
            words::count(step.visits),
            step.of_before.map_or(String::new(), |(share, ..)| percent(share)),
            match step.touchpoint {
                Touchpoint::Order => String::new(),
                _ => words::count(step.stopped),
            },
            bar(step.visits as f64 / visits, BAR),
        ]);
    }
    table.render(bold)
}

fn placements(journeys: &Journeys, bold: &dyn Fn(&str) -> String) -> String {
    if journeys.placements.is_empty() {
        let sentence = "No event told of an offer that was shown; send 'impression' and 'click' with the \
                        decision_id.";
        return sentence.to_owned();
    }
    let mut table = Table::new(&[
        "Offers at",
        "Shown",
        "Seen",
        "Clicked",
        "In the cart",
        "Clicked of shown",
    ])
    .numeric(&[1, 2, 3, 4]);
    for (placement, deeds) in &journeys.placements {
        table.row(vec![
            placement.to_string(),
            words::count(deeds.count(Deed::Impression)),
            words::count(deeds.count(Deed::Viewable)),
            words::count(deeds.count(Deed::Click)),
            words::count(deeds.count(Deed::Cart)),
            click_rate(deeds),
        ]);
    }
    table.render(bold)
}

fn click_rate(deeds: &DeedSums) -> String {
    let Some(rate) = deeds.estimate(&click_through_rate::RATIO) else {
        return "too early to say".to_owned();
    };
    let interval = rate.one_look_interval(engine::measure::reports::ALPHA);
    match interval.low.is_finite() && interval.high.is_finite() && rate.variance > 0.0 {
        true => format!(
            "{} (between {} and {})",
            percent(rate.value),
            percent(interval.low.max(0.0)),
            percent(interval.high)
        ),
        false => percent(rate.value),
    }
}

fn ways(journeys: &Journeys, bold: &dyn Fn(&str) -> String) -> String {
    let mut table = Table::new(&[
        "Who did it, took",
        "Times",
        "A quarter",
        "Half",
        "Three quarters",
        "Nine tenths",
    ])
    .numeric(&[1, 2, 3, 4, 5]);
    for way in Way::ALL {
        let name = match way {
            Way::ViewToCart => "from the first look to the cart",
            Way::CartToOrder => "from the cart to the order",
            Way::ViewToOrder => "from the first look to the order",
            Way::OrderToOrder => "from one order to the next",
        };
        let histogram = journeys.gaps.of(way);
        let within = |share| histogram.quantile(share).map_or("-".to_owned(), took);
        table.row(vec![
            name.to_owned(),
            words::count(histogram.count()),
            within(0.25),
            within(0.5),
            within(0.75),
            within(0.9),
        ]);
    }
    table.render(bold)
}

/// A time as precise as it matters: `40 s`, `12 min`, `3.5 h`, `2.1 days`.
fn took(seconds: f64) -> String {
    match seconds {
        ..60.0 => format!("{seconds:.0} s"),
        ..3_600.0 => format!("{:.0} min", seconds / 60.0),
        ..86_400.0 => format!("{:.1} h", seconds / 3_600.0),
        _ => format!("{:.1} days", seconds / 86_400.0),
    }
}

fn hours(journeys: &Journeys, bold: &dyn Fn(&str) -> String) -> String {
    let clock = match journeys.clock {
        Clock {
            utc_offset_minutes: 0,
        } => "UTC".to_owned(),
        clock => format!("UTC{}", utc_offset(clock.utc_offset_minutes)),
    };
    let heading = format!("When ({clock})");
    let mut table = Table::new(&[heading.as_str(), "People", "Best", "Quiet"]).numeric(&[1]);
    let rows = [
        ("customers come", &journeys.coming),
        ("they click offers", &journeys.clicking),
        ("they order", &journeys.ordering),
    ];
    for (name, profile) in rows {
        let quiet = profile
            .quiet
            .map_or("-".to_owned(), |quiet| span(quiet.hour, quiet.hours));
        table.row(vec![
            name.to_owned(),
            words::count(profile.people),
            best(profile),
            quiet,
        ]);
    }
    table.render(bold)
}

/// Hours as a clock tells them: `19–22`.
fn span(hour: usize, hours: usize) -> String {
    format!("{hour}–{}", (hour + hours - 1) % 24 + 1)
}

fn best(profile: &HoursProfile) -> String {
    let Some(first) = profile.best.first() else {
        return "too few to say".to_owned();
    };
    if first.sure < SURE_MIN {
        return "no time stands out".to_owned();
    }
    let sure = profile.best.iter().filter(|best| best.sure >= SURE_MIN);
    let times: Vec<String> = sure.map(time).collect();
    format!("{} ({:.1} times as many)", times.join(", "), first.times_usual)
}

fn time(best: &BestTime) -> String {
    format!("{} {}", WEEKDAYS[best.weekday], span(best.hour, best.hours))
}

/// When one customer comes.
fn own_hours(customer: &str, profile: &HoursProfile) -> String {
    let Some(best) = profile.best.first() else {
        return format!("When {customer} comes cannot be told yet: too little is known of the shop's hours.");
    };
    let whose = match (profile.people, best.sure >= SURE_MIN) {
        (0, _) => "nothing is known of this customer, so that is the shop's".to_owned(),
        (_, true) => format!(
            "by {} of their own",
            words::counted(profile.people, "visit or order", "visits and orders")
        ),
        (count, false) => format!(
            "{} are too few to be sure, so the shop's hours weigh most",
            words::counted(count, "visit or order", "visits and orders")
        ),
    };
    format!("Best time to write to {customer}: {}; {whose}.", time(best))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_spans_are_as_precise_as_they_matter() {
        assert_eq!(
            [12.4, 700.0, 9_000.0, 200_000.0].map(took),
            ["12 s", "12 min", "2.5 h", "2.3 days"]
        );
        assert_eq!(
            [span(19, 3), span(23, 8), span(21, 3)],
            ["19–22", "23–7", "21–24"]
        );
    }
}
