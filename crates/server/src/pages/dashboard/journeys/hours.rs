//! The hours of the week at which people come, click offers and order.

use engine::{
    Journeys,
    measure::journeys::{BestTime, HoursProfile, WEEKDAYS},
};

use super::PATH;
use crate::{
    charts::{Drawn, Heat},
    errors::Problem,
    i18n::Value,
    pages::dashboard::{Visit, figures::Span},
};

/// What can be asked of the hours.
const PROFILES: [&str; 3] = ["coming", "clicking", "ordering"];

/// The hours that are asked for, and by which word.
pub(super) fn chosen<'a>(
    visit: &Visit<'_>,
    journeys: &'a Journeys,
) -> Result<(&'a HoursProfile, &'static str), Problem> {
    let asked = visit.call.word("hours", &PROFILES)?;
    Ok(match asked.as_deref() {
        Some("clicking") => (&journeys.clicking, PROFILES[1]),
        Some("ordering") => (&journeys.ordering, PROFILES[2]),
        _ => (&journeys.coming, PROFILES[0]),
    })
}

pub(super) fn profiles(visit: &Visit<'_>, chosen: &str) -> Vec<Span> {
    let profile = |id: &str| Span {
        name: visit.words.say(&format!("journeys-hours-{id}")),
        address: visit.with(PATH, "hours", id),
        chosen: id == chosen,
    };
    PROFILES.into_iter().map(profile).collect()
}

/// The best times in sentences, the best first.
pub(super) fn best(visit: &Visit<'_>, profile: &HoursProfile) -> Vec<String> {
    let numbers = visit.numbers();
    let sentence = |best: &BestTime| {
        let weekday = weekday(visit, best.weekday);
        let span = span(visit, best.hour, best.hours);
        let (share, times) = (numbers.percent(best.share), numbers.decimal(best.times_usual, 1));
        let values = [
            ("weekday", Value::Text(&weekday)),
            ("span", Value::Text(&span)),
            ("share", Value::Text(&share)),
            ("times", Value::Text(&times)),
        ];
        visit.words.tell("journeys-best", &values)
    };
    let quiet = profile.quiet.as_ref().map(|quiet| {
        let (span, share) = (span(visit, quiet.hour, quiet.hours), numbers.percent(quiet.share));
        let values = [("span", Value::Text(&span)), ("share", Value::Text(&share))];
        visit.words.tell("journeys-quiet", &values)
    });
    profile.best.iter().map(sentence).chain(quiet).collect()
}

/// The week as a table; none where nobody was there.
pub(super) fn chart(visit: &Visit<'_>, profile: &HoursProfile, chosen: &str) -> Option<Drawn> {
    if profile.people == 0 {
        return None;
    }
    let (words, numbers) = (&visit.words, visit.numbers());
    let cell = |hour: usize, weekday: usize| {
        let share = profile.shares.get(weekday * 24 + hour).copied().unwrap_or(0.0);
        (share, numbers.decimal(share * 100.0, 1))
    };
    let row = |hour: usize| {
        let cells = (0..WEEKDAYS.len()).map(|weekday| cell(hour, weekday));
        (clock(visit, hour), cells.collect())
    };
    let people = [("people", Value::Number(profile.people))];
    let heat = Heat {
        id: "hours".to_owned(),
        caption: words.say(&format!("journeys-hours-{chosen}-caption")),
        fact: words.tell("journeys-hours-fact", &people),
        hour_heading: words.say("journeys-hour"),
        columns: (0..WEEKDAYS.len())
            .map(|weekday| words.say(&format!("weekday-short-{}", WEEKDAYS[weekday])))
            .collect(),
        rows: (0..24).map(row).collect(),
    };
    Some(heat.draw())
}

fn weekday(visit: &Visit<'_>, weekday: usize) -> String {
    visit
        .words
        .say(&format!("weekday-{}", WEEKDAYS[weekday % WEEKDAYS.len()]))
}

/// From one full hour to another.
fn span(visit: &Visit<'_>, hour: usize, hours: usize) -> String {
    let (from, to) = (clock(visit, hour), clock(visit, hour + hours));
    visit.numbers().between(&from, &to)
}

fn clock(visit: &Visit<'_>, hour: usize) -> String {
    let of_day = shop::Timestamp::default().plus_ms((hour % 24) as i64 * 3_600_000);
    visit.words.texts().time_of_day(of_day, &visit.words.locale)
}
