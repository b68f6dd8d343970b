//! How long people take from one thing to the next.

use engine::measure::journeys::{Gaps, Way};

use crate::{
    charts::{BarRow, Bars, Drawn},
    i18n::Value,
    pages::dashboard::Visit,
};

/// Units of time: the message of each, its seconds, and up to how many seconds it is used.
const UNITS: [(&str, f64, f64); 4] = [
    ("figures-seconds", 1.0, 90.0),
    ("figures-minutes", 60.0, 90.0 * 60.0),
    ("figures-hours", 3_600.0, 48.0 * 3_600.0),
    ("figures-days", 86_400.0, f64::INFINITY),
];

/// The times; none where nobody went any way to its end.
pub(super) fn chart(visit: &Visit<'_>, gaps: &Gaps) -> Option<Drawn> {
    let (words, numbers) = (&visit.words, visit.numbers());
    let row = |way: Way| {
        let times = gaps.of(way);
        let at = |share| times.quantile(share);
        let (quarter, half, three_quarters, nine_tenths) = (at(0.25)?, at(0.5)?, at(0.75)?, at(0.9)?);
        let texts = [quarter, half, three_quarters, nine_tenths].map(|seconds| time(visit, seconds));
        let mut cells: Vec<_> = texts.map(Into::into).into();
        cells.push(numbers.whole(times.count()).into());
        Some(BarRow {
            label: words.say(&format!("journeys-way-{}", way.as_str())).into(),
            // From a minute to a month everything is on one picture only where each step is so many times the last.
            number: Some((half + 1.0).log10()),
            interval: Some(((quarter + 1.0).log10(), (three_quarters + 1.0).log10())),
            cells,
        })
    };
    let headings = [
        "journeys-way",
        "journeys-way-bar",
        "journeys-quarter",
        "journeys-half",
        "journeys-three-quarters",
        "journeys-nine-tenths",
        "journeys-people",
    ];
    let bars = Bars {
        id: "ways".to_owned(),
        caption: words.say("journeys-ways"),
        fact: words.say("journeys-ways-about"),
        headings: headings.map(|id| words.say(id)).into(),
        rows: Way::ALL.into_iter().filter_map(row).collect(),
    };
    (!bars.rows.is_empty()).then(|| bars.draw())
}

/// A time in the unit that people would use.
fn time(visit: &Visit<'_>, seconds: f64) -> String {
    let fits = |unit: &&(&str, f64, f64)| seconds < unit.2;
    let (id, unit, _) = UNITS.iter().find(fits).unwrap_or(&UNITS[3]);
    let count = (seconds / unit).round().max(0.0) as u64;
    visit.words.tell(id, &[("count", Value::Number(count))])
}

#[cfg(test)]
mod tests {
    use super::UNITS;

    #[test]
    fn every_time_has_a_unit() {
        let unit = |seconds: f64| UNITS.iter().find(|unit| seconds < unit.2).map(|unit| unit.0);
        let seconds = [0.0, 89.0, 91.0, 7_200.0, 2e5, 1e12];
        let expect = ["seconds", "seconds", "minutes", "hours", "days", "days"];
        let told = seconds.map(|seconds| unit(seconds).and_then(|id| id.strip_prefix("figures-")));
        assert_eq!(told, expect.map(Some));
    }
}
