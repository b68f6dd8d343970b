//! The report on one screen, for a shopkeeper.

use engine::{
    Report,
    measure::{ledger::Deed, reports::MetricFigure},
};
use server::wire::figures::Figure;
use shop::Money;

use crate::{context::Context, table, verdicts, words};

/// The whole report.
pub fn of(report: &Report, shop: &str, context: &Context) -> String {
    let heading = format!(
        "{}, {} to {}",
        table::isolated(shop),
        report.query.from,
        report.query.to
    );
    let parts = [
        (heading, sold(report)),
        ("What the offers earned".to_owned(), verdicts::earned(report)),
        ("Credited to offers".to_owned(), credited(report)),
        ("What was done with them".to_owned(), done(report)),
    ];
    let mut lines = Vec::new();
    for (heading, sentences) in parts {
        lines.push(context.style.bold(&heading));
        lines.extend(sentences.into_iter().map(|sentence| format!("  {sentence}")));
        lines.push(String::new());
    }
    lines.push(
        "More: --by placement, recommender, day or arm; the rows behind a figure: --trace credited"
            .to_owned(),
    );
    lines.join("\n")
}

fn money(report: &Report, minor: i64) -> String {
    words::money(Money::new(minor, report.currency))
}

fn sold(report: &Report) -> Vec<String> {
    let sold = &report.summary.money;
    let mut lines = vec![format!(
        "Sold: {} in {}{}.",
        money(report, sold.revenue_minor),
        words::counted(sold.orders, "order", "orders"),
        match sold.refunded_minor {
            0 => String::new(),
            refunded => format!(", after {} was paid back", money(report, refunded)),
        }
    )];
    if sold.revenue_minor != 0 {
        lines.push(match sold.margin_minor == sold.revenue_minor {
            true => "What products cost you is not known, so all of it counts as margin.".to_owned(),
            false => format!("Of it, {} is margin.", money(report, sold.margin_minor)),
        });
    }
    let other = report.summary.orders_in_other_currencies;
    if other > 0 {
        let orders = words::counted(other, "order", "orders");
        lines.push(format!("Not in any sum: {orders} in other currencies."));
    }
    lines.push(visitors(report));
    lines
}

fn visitors(report: &Report) -> String {
    let metrics = &report.metrics;
    let conversion = metrics.iter().find(|figure| figure.metric.id == "conversion");
    let bought = conversion.and_then(|figure| share(figure, report));
    let seen = words::counted(
        report.summary.visitors(),
        "visitor was seen",
        "visitors were seen",
    );
    let left_out: u64 = report.summary.left_out.values().sum();
    let left_out = match left_out {
        0 => String::new(),
        count => format!(
            " Left out: {}.",
            words::counted(count, "visit of a bot or of staff", "visits of bots or staff")
        ),
    };
    match bought {
        Some(bought) => format!("{seen}; {bought} bought.{left_out}"),
        None => format!("{seen}.{left_out}"),
    }
}

fn share(figure: &MetricFigure, report: &Report) -> Option<String> {
    percent(&Figure::of_metric(figure, report.currency))
}

/// A share in per cent, with its interval where it is known: `5.3 % (4.1 to 6.5)`.
pub(super) fn percent(figure: &Figure) -> Option<String> {
    let value = figure.value?;
    Some(match (figure.low, figure.high) {
        (Some(low), Some(high)) => format!(
            "{:.1} % ({:.1} to {:.1})",
            value * 100.0,
            low.max(0.0) * 100.0,
            high.min(1.0) * 100.0
        ),
        _ => format!("{:.1} %", value * 100.0),
    })
}

fn credited(report: &Report) -> Vec<String> {
    let credits = &report.summary.credits;
    let attribution = report.query.attribution;
    let days = words::counted(u64::from(attribution.click_days), "day", "days");
    let seen = match attribution.view_hours {
        0 => String::new(),
        hours => format!(
            ", or {} after it was seen",
            words::counted(u64::from(hours), "hour", "hours")
        ),
    };
    let within = format!("within {days} after a click on the offer{seen}");
    if credits.lines == 0 {
        return vec![format!("Nothing: no product was bought {within}.")];
    }
    vec![
        format!(
            "{} in {}, bought {within}.",
            money(report, credits.revenue_minor),
            words::counted(credits.lines, "line of orders", "lines of orders"),
        ),
        "That is where sales came from, not what the offers earned: part of it would have been".to_owned(),
        "bought without them.".to_owned(),
    ]
}

fn done(report: &Report) -> Vec<String> {
    let deeds = report.summary.deeds();
    let [shown, _, clicked, carts, declined] = deeds;
    let metrics = &report.metrics;
    let rate = metrics
        .iter()
        .find(|figure| figure.metric.id == "click_through_rate");
    let rate = rate.and_then(|figure| share(figure, report));
    let rate = rate
        .filter(|_| deeds[Deed::Impression as usize] > 0)
        .map_or_else(String::new, |rate| format!(", {rate}"));
    let told = format!(
        "Shown {}; clicked {}{rate}; put in the cart {}; declined {}.",
        words::count(shown),
        words::count(clicked),
        words::count(carts),
        words::count(declined),
    );
    let covered = report.summary.covered;
    let coverage = covered.share().map(|share| {
        format!(
            "Of {} that could be offered {} shown, {:.1} %.",
            words::counted(covered.of, "product", "products"),
            words::counted(covered.products, "was", "were"),
            share * 100.0
        )
    });
    [told].into_iter().chain(coverage).collect()
}
