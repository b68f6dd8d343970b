//! The evaluation for people at a terminal: a block per task.

use engine::measure::offline::{Evaluation, MethodReport, TaskReport, TooFew};

use crate::{style::Style, table::Table, words};

/// The whole report.
pub fn of(evaluation: &Evaluation, style: Style) -> String {
    let mut blocks = vec![head(evaluation)];
    blocks.extend(
        evaluation
            .tasks
            .iter()
            .map(|report| task(report, evaluation, style)),
    );
    blocks.push(
        "Offline accuracy is not revenue: it also counts what would have been bought anyway. An interval holds the \
         true number 95 times of 100."
            .to_owned(),
    );
    blocks.join("\n\n")
}

/// What was learnt from, in a sentence.
fn head(evaluation: &Evaluation) -> String {
    format!(
        "Learnt from {} and {}, of {}, before {}; asked about what came from then until {}.",
        words::counted(evaluation.orders_learnt as u64, "order", "orders"),
        words::counted(evaluation.sessions_learnt as u64, "visit", "visits"),
        words::counted(evaluation.products_known as u64, "product", "products"),
        evaluation.cuts.test_from.day(),
        evaluation.cuts.last.day(),
    )
}

fn task(report: &TaskReport, evaluation: &Evaluation, style: Style) -> String {
    let title = style.bold(&title(report));
    let methods = match &report.methods {
        Ok(methods) => methods,
        Err(few) => return format!("{title}\n{}", too_few(report, few)),
    };
    let mut parts = vec![format!("{title}\n{}", asked(report))];
    // Where nobody had anything to say there is no table to draw.
    if !methods.is_empty() {
        parts.push(figures(methods, evaluation, style));
        parts.push(slice_table(methods, evaluation, style));
    }
    parts.extend(differences(methods, evaluation, style));
    if let Some(sentence) = silent(report) {
        parts.push(sentence);
    }
    parts.join("\n\n")
}

/// The task's name and what is asked.
fn title(report: &TaskReport) -> String {
    format!("{}: {}", report.task.id, report.task.tells)
}

/// How much was asked, in a sentence.
fn asked(report: &TaskReport) -> String {
    let questions = words::counted(report.questions as u64, "question", "questions");
    match report.unknown {
        0 => format!("{questions}."),
        unknown => format!(
            "{questions}; {} of them only for products that the history does not know yet, which count as misses.",
            words::count(unknown as u64)
        ),
    }
}

/// Why there are no numbers.
fn too_few(report: &TaskReport, few: &TooFew) -> String {
    format!(
        "Too few {} to say anything: there are {}, and it needs at least {}.",
        report.task.asks,
        words::count(few.questions as u64),
        words::count(few.needed as u64)
    )
}

/// Which methods had nothing to say.
fn silent(report: &TaskReport) -> Option<String> {
    let methods = report.silent.join(", ");
    (!methods.is_empty()).then(|| format!("With nothing to say here: {methods}."))
}

/// A method's name, with its configuration where there are several.
fn name(method: &MethodReport, evaluation: &Evaluation) -> String {
    match method
        .configuration
        .and_then(|at| evaluation.configurations.get(at))
    {
        Some(own) if evaluation.configurations.len() > 1 => format!("{} ({own})", method.id),
        _ => method.id.to_owned(),
    }
}

/// A share or a mean.
fn number(value: f64) -> String {
    format!("{value:.3}")
}

/// An interval.
fn interval((low, high): (f64, f64)) -> String {
    format!("{} … {}", number(low), number(high))
}

/// The headings of a task's numbers: `HR@10` and so on.
fn headings(methods: &[MethodReport]) -> Vec<String> {
    let figures = methods.first().map_or(&[][..], |method| &method.figures);
    figures
        .iter()
        .map(|figure| format!("{}@{}", figure.metric.short, figure.depth))
        .collect()
}

/// The methods, the best by the task's own number first.
fn sorted(methods: &[MethodReport]) -> Vec<&MethodReport> {
    let mut sorted: Vec<&MethodReport> = methods.iter().collect();
    let main = |method: &MethodReport| method.figures.first().map_or(0.0, |figure| figure.value);
    sorted.sort_by(|a, b| main(b).total_cmp(&main(a)));
    sorted
}

fn figures(methods: &[MethodReport], evaluation: &Evaluation, style: Style) -> String {
    let mut heading = vec!["Method".to_owned(), "What".to_owned()];
    for (at, name) in headings(methods).into_iter().enumerate() {
        heading.push(name);
        if at == 0 {
            heading.push("95 % interval".to_owned());
        }
    }
    let numeric: Vec<usize> = (2..heading.len()).collect();
    let mut table = Table::new(&heading).numeric(&numeric);
    for method in sorted(methods) {
        let mut cells = vec![name(method, evaluation), method.kind.id().to_owned()];
        for (at, figure) in method.figures.iter().enumerate() {
            cells.push(number(figure.value));
            if at == 0 {
                cells.push(figure.interval.map_or_else(String::new, interval));
            }
        }
        table.row(cells);
    }
    table.render(|line| style.bold(line))
}

fn slice_table(methods: &[MethodReport], evaluation: &Evaluation, style: Style) -> String {
    let own = headings(methods).into_iter().next().unwrap_or_default();
    let mut heading = vec![format!("{own} in slices")];
    let first = methods.first().map_or(&[][..], |method| &method.slices);
    for slice in first {
        heading.push(format!(
            "{} ({})",
            slice.slice,
            words::count(slice.questions as u64)
        ));
        heading.push("95 % interval".to_owned());
    }
    let numeric: Vec<usize> = (1..heading.len()).collect();
    let mut table = Table::new(&heading).numeric(&numeric);
    for method in sorted(methods) {
        let mut cells = vec![name(method, evaluation)];
        for slice in &method.slices {
            let known = slice.questions > 0;
            cells.push(if known {
                number(slice.value)
            } else {
                "–".to_owned()
            });
            cells.push(if known {
                interval(slice.interval)
            } else {
                String::new()
            });
        }
        table.row(cells);
    }
    table.render(|line| style.bold(line))
}

/// Against the first configuration, method by method.
fn differences(methods: &[MethodReport], evaluation: &Evaluation, style: Style) -> Option<String> {
    let own = headings(methods).into_iter().next()?;
    let heading = [
        format!("{own} against {}", evaluation.configurations.first()?),
        "Difference".to_owned(),
        "95 % interval".to_owned(),
        "Verdict".to_owned(),
    ];
    let mut table = Table::new(&heading).numeric(&[1, 2]);
    let mut compared = 0;
    for method in methods {
        if let Some(difference) = &method.difference {
            compared += 1;
            table.row(vec![
                name(method, evaluation),
                format!("{:+.3}", difference.value),
                interval(difference.interval),
                difference.verdict.words().to_owned(),
            ]);
        }
    }
    (compared > 0).then(|| table.render(|line| style.bold(line)))
}
