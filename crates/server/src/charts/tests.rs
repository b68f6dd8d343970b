//! Charts at their extremes: nothing, one point, huge numbers, and texts from outside.

use super::*;

fn days(numbers: &[Option<f64>], volume: Option<Vec<Option<f64>>>) -> String {
    let number = |number: f64| format!("{number:.1}");
    let chart = Days {
        id: "sold",
        caption: "Sold <script>".to_owned(),
        fact: "More & more".to_owned(),
        day_heading: "Day".to_owned(),
        table_name: "Numbers".to_owned(),
        days: (0..numbers.len())
            .map(|at| (format!("d{at}"), format!("day {at}")))
            .collect(),
        lines: vec![Line {
            name: "Units".to_owned(),
            numbers: numbers.to_vec(),
        }],
        volume: volume.map(|numbers| Line {
            name: "Volume".to_owned(),
            numbers,
        }),
        number: &number,
    };
    chart.draw().to_string()
}

/// Every number that stands in a drawing's attributes.
fn coordinates(html: &str) -> Vec<f64> {
    let attributes = html.split('"').skip(1).step_by(2);
    let of_way = |text: &str| -> Vec<f64> {
        let parts = text.split(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != '-');
        parts.filter_map(|part| part.parse().ok()).collect()
    };
    attributes.flat_map(of_way).collect()
}

#[test]
fn a_line_is_drawn_with_its_gaps_and_its_table_and_nothing_is_let_through() {
    let html = days(&[Some(1.0), Some(3.0), None, Some(2.0)], None);
    assert!(html.contains("d=\"M125 666.67L375 0M875 333.33h.01\""), "{html}");
    assert!(
        html.contains("Sold &#60;script&#62;") && !html.contains("<script"),
        "{html}"
    );
    assert!(
        html.contains("<tr><th scope=\"row\">day 1</th><td>3.0</td></tr>"),
        "{html}"
    );
    assert!(
        html.contains("<tr><th scope=\"row\">day 2</th><td>–</td></tr>"),
        "{html}"
    );
    assert!(!html.contains("style="), "the policy of pages forbids it");
}

#[test]
fn extremes_stay_within_the_drawing() {
    let cases: [&[Option<f64>]; 8] = [
        &[],
        &[None, None],
        &[Some(5.0)],
        &[Some(0.0), Some(0.0)],
        &[Some(-3.0), Some(-8.5)],
        &[Some(f64::NAN), Some(f64::INFINITY), Some(1.0)],
        &[Some(1e18), Some(-1e18)],
        &[Some(f64::MAX), Some(f64::MIN)],
    ];
    for numbers in cases {
        let html = days(numbers, Some(numbers.to_vec()));
        assert!(
            !html.contains("NaN") && !html.contains("inf"),
            "{numbers:?}: {html}"
        );
        let drawing = &html[html.find("<svg y=").unwrap()..html.find("</svg>\n<text").unwrap_or(html.len())];
        for number in coordinates(&drawing.replace("line line-1", "line")) {
            assert!(
                (0.0..=1_000.0).contains(&number),
                "{numbers:?}: {number} in {drawing}"
            );
        }
    }
}

#[test]
fn a_chart_of_thousands_of_days_is_small() {
    let runs = by_runs((shop::Day(0), shop::Day(3_659)), |sum: &mut f64, _| *sum += 1.0);
    let numbers: Vec<_> = runs.iter().map(|run| Some(run.sum)).collect();
    assert!(days(&numbers, None).len() < 20_000);
}

#[test]
fn bars_have_whiskers_and_a_zero_line_where_something_is_below() {
    let row = |number: Option<f64>, interval| BarRow {
        label: Cell {
            text: "a & b".to_owned(),
            address: Some("/x?a=1&b=2".to_owned()),
            way: None,
        },
        number,
        interval,
        cells: vec!["4".to_owned().into()],
    };
    let draw = |rows: Vec<BarRow>| {
        let bars = Bars {
            id: "parts".to_owned(),
            caption: "Parts".to_owned(),
            headings: ["Part", "Bar", "Number"].map(str::to_owned).to_vec(),
            rows,
            ..Bars::default()
        };
        bars.draw().to_string()
    };
    let html = draw(vec![row(Some(2.0), Some((-1.0, 4.0))), row(None, None)]);
    assert!(
        html.contains("<rect class=\"filled\" x=\"20%\" y=\"4\" width=\"40%\""),
        "{html}"
    );
    assert!(html.contains("class=\"axis\" x1=\"20%\""), "{html}");
    assert!(html.contains("class=\"whisker\" x1=\"0%\" x2=\"100%\""), "{html}");
    assert!(
        html.contains("<a href=\"/x?a=1&#38;b=2\">a &#38; b</a>"),
        "{html}"
    );
    assert_eq!(html.matches("<svg").count(), 1, "what cannot be told has no bar");
    for rows in [
        vec![],
        vec![row(Some(f64::NAN), None)],
        vec![row(Some(0.0), Some((f64::NEG_INFINITY, 1.0)))],
    ] {
        let html = draw(rows);
        assert!(!html.contains("NaN") && !html.contains("inf"), "{html}");
        assert!(!html.contains("class=\"axis\""), "nothing is below zero: {html}");
    }
}

#[test]
fn the_busiest_hour_is_the_darkest_and_an_idle_week_is_light() {
    let draw = |numbers: [f64; 2]| {
        let cells = numbers.map(|number| (number, format!("{number}")));
        let heat = Heat {
            rows: vec![("0".to_owned(), cells.to_vec())],
            ..Heat::default()
        };
        heat.draw().to_string()
    };
    assert!(draw([0.1, 0.5]).contains("<td class=\"heat-1\">0.1</td><td class=\"heat-5\">0.5</td>"));
    assert!(draw([0.0, 0.0]).contains("<td class=\"heat-0\">0</td><td class=\"heat-0\">0</td>"));
}
