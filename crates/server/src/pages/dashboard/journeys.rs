//! Where offers work, and when: how far visits get, where offers are seen and taken, how long people take, and the
//! hours at which they are there.

mod hours;
mod ways;

use askama::Template;
use engine::{
    Journeys, JourneysQuery,
    measure::{
        journeys::{Clock, FunnelStep},
        ledger::{Deed, DeedSums, Touchpoint},
        metrics::click_through_rate,
    },
};
use shop::Placement;

use super::{Frame, Page, Visit, figures::Span};
use crate::{
    charts::{BarRow, Bars, Drawn},
    i18n::Value,
    route::Answer,
    wire::{
        figures::Figure,
        journeys::{CART_RATE, rate, share, utc_offset},
    },
};

pub(super) const PAGE: Page = Page {
    id: "journeys",
    show,
    act: None,
};

const PATH: &str = "/dashboard/journeys";

#[derive(Template)]
#[template(path = "dashboard/journeys.html")]
struct View<'a> {
    frame: Frame<'a>,
    spans: Vec<Span>,
    as_of: String,
    days: i32,
    utc_offset: String,
    is_clock_refused: bool,
    funnel: Option<Drawn>,
    placements: Option<Drawn>,
    ways: Option<Drawn>,
    profiles: Vec<Span>,
    best: Vec<String>,
    hours: Option<Drawn>,
}

fn show(visit: &Visit<'_>) -> Answer {
    let written = visit.call.parameter("utc_offset").filter(|text| !text.is_empty());
    let clock = written.as_deref().map(engine::clock);
    let query = JourneysQuery {
        report: visit.report_query()?,
        clock: match &clock {
            Some(Ok(clock)) => *clock,
            _ => Clock::default(),
        },
        customer: None,
    };
    let told = visit.call.app.engine.prepared_journeys(&query, visit.call.now)?;
    let journeys = &*told.answer;
    let (profile, chosen) = hours::chosen(visit, journeys)?;
    visit.page(&View {
        spans: visit.spans(PATH)?,
        as_of: visit.as_of(&told),
        days: visit.days()?,
        is_clock_refused: matches!(clock, Some(Err(_))),
        utc_offset: written.unwrap_or_else(|| utc_offset(journeys.clock.utc_offset_minutes)),
        funnel: funnel(visit, journeys),
        placements: placements(visit, journeys),
        ways: ways::chart(visit, &journeys.gaps),
        profiles: hours::profiles(visit, chosen),
        best: hours::best(visit, profile),
        hours: hours::chart(visit, profile, chosen),
        frame: visit.frame("journeys"),
    })
}

/// How far visits get; none where nobody came.
fn funnel(visit: &Visit<'_>, journeys: &Journeys) -> Option<Drawn> {
    let (words, numbers) = (&visit.words, visit.numbers());
    let row = |step: &FunnelStep| {
        let of_before = share(step.of_before);
        BarRow {
            label: words
                .say(&format!("journeys-step-{}", step.touchpoint.as_str()))
                .into(),
            number: Some(step.visits as f64),
            interval: None,
            cells: vec![
                numbers.whole(step.visits).into(),
                with_interval(visit, &of_before).into(),
                match step.touchpoint {
                    Touchpoint::Order => String::new().into(),
                    _ => numbers.whole(step.stopped).into(),
                },
            ],
        }
    };
    let rows: Vec<BarRow> = journeys.funnel.steps().iter().map(row).collect();
    let conversion = share(journeys.funnel.conversion());
    let (visits, conversion) = (
        numbers.whole(journeys.funnel.visits()),
        with_interval(visit, &conversion),
    );
    let values = [
        ("visits", Value::Text(&visits)),
        ("conversion", Value::Text(&conversion)),
    ];
    let headings = [
        "journeys-step",
        "figures-compared",
        "journeys-visits",
        "journeys-of-before",
        "journeys-stopped",
    ];
    let bars = Bars {
        id: "funnel".to_owned(),
        caption: words.say("journeys-funnel"),
        fact: words.tell("journeys-funnel-fact", &values),
        headings: headings.map(|id| words.say(id)).into(),
        rows,
    };
    (!bars.rows.is_empty()).then(|| bars.draw())
}

/// A share with from where to where it may be.
fn with_interval(visit: &Visit<'_>, figure: &Figure) -> String {
    let numbers = visit.numbers();
    let Some(value) = figure.value else {
        return "–".to_owned();
    };
    let value = numbers.percent(value);
    match figure.low.zip(figure.high) {
        Some((low, high)) => {
            let within = numbers.between(&numbers.percent(low), &numbers.percent(high));
            format!("{value} ({within})")
        }
        None => value,
    }
}

/// Where offers are seen and taken; none where none was shown.
fn placements(visit: &Visit<'_>, journeys: &Journeys) -> Option<Drawn> {
    let (words, numbers) = (&visit.words, visit.numbers());
    let row = |(placement, deeds): (&Placement, &DeedSums)| {
        let clicks = rate(deeds, &click_through_rate::RATIO);
        let carts = rate(deeds, &CART_RATE);
        let count = |deed| numbers.whole(deeds.count(deed));
        BarRow {
            label: numbers.part("placement", placement.as_str()).into(),
            number: clicks.value,
            interval: clicks.low.zip(clicks.high),
            cells: vec![
                with_interval(visit, &clicks).into(),
                count(Deed::Impression).into(),
                count(Deed::Viewable).into(),
                count(Deed::Click).into(),
                count(Deed::Cart).into(),
                with_interval(visit, &carts).into(),
                count(Deed::Dismiss).into(),
            ],
        }
    };
    let headings = [
        "overview-by-placement",
        "figures-compared",
        "overview-part-rate",
        "trace-of-impression",
        "trace-of-viewable",
        "trace-of-click",
        "trace-of-add_to_cart",
        "journeys-cart-rate",
        "trace-of-dismiss",
    ];
    let bars = Bars {
        id: "placements".to_owned(),
        caption: words.say("journeys-placements"),
        fact: String::new(),
        headings: headings.map(|id| words.say(id)).into(),
        rows: journeys.placements.iter().map(row).collect(),
    };
    (!bars.rows.is_empty()).then(|| bars.draw())
}
