//! The evaluation as one page that needs nothing else: charts with their numbers, for reading and for printing.

use engine::measure::offline::{Evaluation, MethodKind, MethodReport, TaskReport};

use super::{
    chart::{self, Bar, escaped},
    text,
};
use crate::words;

/// The whole page.
pub fn of(evaluation: &Evaluation, seed: u64) -> String {
    let tasks: String = evaluation
        .tasks
        .iter()
        .map(|report| task(report, evaluation))
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>How good the offers are</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>How good the offers are</h1>\n<p>{}</p>\n<p>Bars are the task’s own number, whiskers its 95 % interval \
         (seed {seed}). Offline accuracy is not revenue: it also counts what would have been bought anyway, so look \
         at the slices too.</p>\n\
         <p class=\"legend\"><span class=\"whole\"></span> the shop’s ranking \
         <span class=\"recommender\"></span> one recommender alone <span class=\"baseline\"></span> a textbook \
         method to be better than</p>\n{tasks}</main>\n</body>\n</html>\n",
        escaped(&text::head(evaluation)),
    )
}

fn task(report: &TaskReport, evaluation: &Evaluation) -> String {
    let id = report.task.id;
    let body = match &report.methods {
        Ok(methods) => answered(report, methods, evaluation),
        Err(few) => format!("<p>{}</p>\n", escaped(&text::too_few(report, few))),
    };
    format!(
        "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{id}</h2>\n<p>{}</p>\n{body}</section>\n",
        escaped(report.task.tells)
    )
}

fn answered(report: &TaskReport, methods: &[MethodReport], evaluation: &Evaluation) -> String {
    let id = report.task.id;
    let own = text::headings(methods).into_iter().next().unwrap_or_default();
    let sorted = text::sorted(methods);
    let main = |method: &&MethodReport| {
        let figure = method.figures.first()?;
        Some(bar(method, evaluation, figure.value, figure.interval))
    };
    let bars: Vec<Bar> = sorted.iter().filter_map(main).collect();
    let chart = chart::bars(&format!("{id}-chart"), &format!("{own} of each method"), &bars);
    let mut html = format!(
        "<p>{}</p>\n<figure>\n<figcaption>{} of each method</figcaption>\n{chart}{}</figure>\n",
        escaped(&text::asked(report)),
        escaped(&own),
        figures_table(&sorted, evaluation)
    );
    for (at, slice) in sorted
        .first()
        .map_or(&[][..], |method| &method.slices)
        .iter()
        .enumerate()
    {
        if slice.questions > 0 {
            html.push_str(&slice_figure(id, &own, at, &sorted, evaluation));
        }
    }
    html.push_str(&differences(methods, &own, evaluation));
    if let Some(sentence) = text::silent(report) {
        html.push_str(&format!("<p>{}</p>\n", escaped(&sentence)));
    }
    html
}

fn bar(method: &MethodReport, evaluation: &Evaluation, value: f64, interval: Option<(f64, f64)>) -> Bar {
    Bar {
        label: text::name(method, evaluation),
        class: class(method.kind),
        value,
        interval,
    }
}

fn class(kind: MethodKind) -> &'static str {
    match kind {
        MethodKind::Whole => "whole",
        MethodKind::Recommender => "recommender",
        MethodKind::Baseline => "baseline",
    }
}

fn figures_table(methods: &[&MethodReport], evaluation: &Evaluation) -> String {
    let figures = methods.first().map_or(&[][..], |method| &method.figures);
    let mut heading = vec!["Method".to_owned()];
    heading.extend(
        figures
            .iter()
            .map(|figure| format!("{}@{}", figure.metric.short, figure.depth)),
    );
    let rows = methods.iter().map(|method| {
        let cells = method.figures.iter().map(|figure| match figure.interval {
            Some(interval) => format!("{} ({})", text::number(figure.value), text::interval(interval)),
            None => text::number(figure.value),
        });
        std::iter::once(text::name(method, evaluation))
            .chain(cells)
            .collect()
    });
    table(&heading, rows)
}

fn slice_figure(
    id: &str,
    own: &str,
    at: usize,
    methods: &[&MethodReport],
    evaluation: &Evaluation,
) -> String {
    let of_method = |method: &&MethodReport| method.slices.get(at).copied();
    let bars = methods.iter().filter_map(|method| {
        let slice = of_method(method)?;
        Some(bar(method, evaluation, slice.value, Some(slice.interval)))
    });
    let bars: Vec<Bar> = bars.collect();
    let Some(slice) = methods.first().and_then(of_method) else {
        return String::new();
    };
    let title = format!("{own}, {}", text::slice_tells(slice.slice));
    let rows = methods.iter().filter_map(|method| {
        let slice = of_method(method)?;
        Some(vec![
            text::name(method, evaluation),
            text::number(slice.value),
            text::interval(slice.interval),
        ])
    });
    format!(
        "<figure>\n<figcaption>{} ({})</figcaption>\n{}{}</figure>\n",
        escaped(&title),
        escaped(&words::counted(slice.questions as u64, "question", "questions")),
        chart::bars(&format!("{id}-{}", slice.slice), &title, &bars),
        table(&["Method", own, "95 % interval"].map(str::to_owned), rows)
    )
}

fn differences(methods: &[MethodReport], own: &str, evaluation: &Evaluation) -> String {
    let rows: Vec<Vec<String>> = methods
        .iter()
        .filter_map(|method| {
            let difference = method.difference.as_ref()?;
            Some(vec![
                text::name(method, evaluation),
                format!("{:+.3}", difference.value),
                text::interval(difference.interval),
                difference.verdict.words().to_owned(),
            ])
        })
        .collect();
    let Some(first) = evaluation.configurations.first().filter(|_| !rows.is_empty()) else {
        return String::new();
    };
    let heading = ["Method", "Difference", "95 % interval", "Verdict"].map(str::to_owned);
    format!(
        "<h3>{} against {}, on the same questions</h3>\n{}",
        escaped(own),
        escaped(first),
        table(&heading, rows.into_iter())
    )
}

fn table(heading: &[String], rows: impl Iterator<Item = Vec<String>>) -> String {
    let cells = |cells: &[String], element: &str| -> String {
        let cell = |text: &String| format!("<{element}>{}</{element}>", escaped(text));
        cells.iter().map(cell).collect()
    };
    let head: String = heading
        .iter()
        .map(|text| format!("<th scope=\"col\">{}</th>", escaped(text)))
        .collect();
    let body: String = rows
        .map(|row| {
            let (first, rest) = row
                .split_first()
                .map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
            format!(
                "<tr><th scope=\"row\">{}</th>{}</tr>\n",
                escaped(first),
                cells(rest, "td")
            )
        })
        .collect();
    format!(
        "<div class=\"scroll\"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>\n"
    )
}

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1d232a;--paper:#fff;--line:#c9d0d8;--whole:#0b6e4f;--recommender:#3f7cc4;--baseline:#8a929b}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf0;--paper:#14181d;--line:#3c454f;--whole:#3fb98f;--recommender:#6aa5ea;--baseline:#89929c}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem}
h2{margin-top:2.5rem;border-top:1px solid var(--line);padding-top:1rem}
figure{margin:1.5rem 0;break-inside:avoid}
figcaption{font-weight:600;margin-bottom:.5rem}
svg{width:100%;height:auto;font-size:13px}
svg text{fill:var(--ink)}
.whole{fill:var(--whole);background:var(--whole)}
.recommender{fill:var(--recommender);background:var(--recommender)}
.baseline{fill:var(--baseline);background:var(--baseline)}
.whisker{stroke:var(--ink);stroke-width:1.5;fill:none}
.legend span{display:inline-block;width:.9em;height:.9em;margin:0 .3em 0 1em}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .6rem;border-bottom:1px solid var(--line);text-align:end;white-space:nowrap}
th:first-child{text-align:start}
@media print{:root{--ink:#000;--paper:#fff}main{max-width:none;padding:0}.scroll{overflow:visible}th,td{white-space:normal}}
";
