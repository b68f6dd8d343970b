//! `alongside sales`: a chart of what was sold.

use clap::{Args, ValueEnum};
use engine::{
    Engine, Error, Sales, SalesOf, SalesQuery,
    measure::sales::{Chart, Direction, Season, Step},
};
use server::wire::sales::SalesReply;
use shop::{Day, Money};

use crate::{
    context::{Context, now},
    documents::with_shop,
    failure::Failure,
    report::Report,
    sparkline::sparkline,
    words,
};

/// Draw what was sold of a product, of a category or by the shop, and say where it turned
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside sales
  alongside sales KETTLE-17
  alongside sales --category \"Home > Kitchen\" --by week
  alongside sales KETTLE-17 --from 2026-01-01 --to 2026-06-30 --json")]
pub struct Arguments {
    /// The product's id; the whole shop where missing
    product: Option<String>,
    /// A category with all below it, by its path
    #[arg(long, value_name = "PATH", conflicts_with = "product")]
    category: Option<String>,
    /// The first day, such as 2026-11-01; 90 days, or by week 52 weeks, before the last one where missing
    #[arg(long, value_name = "DAY", value_parser = words::day)]
    from: Option<Day>,
    /// The last day; the latest that is over and had sales where missing
    #[arg(long, value_name = "DAY", value_parser = words::day)]
    to: Option<Day>,
    /// Draw days or weeks
    #[arg(long, default_value = "day", value_name = "STEP")]
    by: By,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    Day,
    Week,
}

/// Blocks of the longest chart.
const WIDTH: usize = 90;
/// A month or weekday so much above or below an ordinary one is told.
const SEASON_MIN: f64 = 0.2;
/// Years of history from which on a season is told.
const YEARS_MIN: f64 = 1.0;
/// Turns, days and gaps told at most, the latest.
const TOLD_MAX: usize = 4;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = [
    "Mondays",
    "Tuesdays",
    "Wednesdays",
    "Thursdays",
    "Fridays",
    "Saturdays",
    "Sundays",
];

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    with_shop(context, |engine| {
        let of = match (&arguments.product, &arguments.category) {
            (Some(id), _) => SalesOf::Product(id.clone()),
            (None, Some(path)) => SalesOf::Category(path.clone()),
            (None, None) => SalesOf::Shop,
        };
        let query = SalesQuery {
            of,
            from: arguments.from,
            to: arguments.to,
            step: match arguments.by {
                By::Day => Step::Day,
                By::Week => Step::Week,
            },
        };
        let sales = engine
            .sales(&query, now())
            .map_err(|error| refused(engine, error))?;
        Ok(Report::new(&SalesReply::from(&sales), text(&sales, context)))
    })
}

/// Why there is no chart; of a category that there is not, with those that may have been meant.
fn refused(engine: &Engine, error: Error) -> Failure {
    let meant = match &error {
        Error::NotFound { what: "category", id } => engine.categories_like(id),
        _ => Vec::new(),
    };
    let failure = Failure::of_option(error);
    match meant.as_slice() {
        [] => failure,
        meant => {
            let meant: Vec<String> = meant.iter().map(|path| format!("'{path}'")).collect();
            failure.hint(format!("the nearest to it: {}", meant.join(", ")))
        }
    }
}

fn text(sales: &Sales, context: &Context) -> String {
    let name = match (&sales.product, &sales.category) {
        (Some(product), _) => crate::table::isolated(&product.title),
        (None, Some(path)) => crate::table::isolated(path),
        (None, None) => "The whole shop".to_owned(),
    };
    let (units, orders, revenue_minor) = sales.chart.totals();
    let mut lines = vec![
        context.style.bold(&name),
        format!(
            "{} to {}: {} in {} for {}.",
            sales.from,
            sales.to,
            words::counted(units, "unit", "units"),
            words::counted(orders, "order", "orders"),
            words::money(Money::new(revenue_minor, sales.currency))
        ),
        String::new(),
    ];
    lines.extend(drawn(sales));
    let facts = facts(&sales.chart);
    if !facts.is_empty() {
        lines.push(String::new());
        lines.extend(facts);
    }
    lines.join("\n")
}

/// The chart and its calm lines, one below the other.
fn drawn(sales: &Sales) -> Vec<String> {
    let points = &sales.chart.points;
    let per_day = |units: u64, days: i32| units as f64 / f64::from(days.max(1));
    let units: Vec<f64> = points
        .iter()
        .map(|point| per_day(point.units, point.last.0 - point.first.0 + 1))
        .collect();
    let most = units.iter().copied().fold(0.0, f64::max);
    let line = |of: fn(&engine::measure::sales::ChartPoint) -> Option<f64>| -> Vec<f64> {
        points.iter().map(|point| of(point).unwrap_or(0.0)).collect()
    };
    let averages = [
        ("7 days", line(|point| point.average_short)),
        ("28 days", line(|point| point.average_long)),
    ];
    let step = match sales.step {
        Step::Day => "days",
        Step::Week => "weeks",
    };
    let mut lines = vec![format!(
        "{step:<8} {}  at most {most:.1} a day",
        sparkline(&units, WIDTH)
    )];
    for (name, values) in averages {
        if let Some(latest) = values.last().filter(|_| values.iter().any(|value| *value > 0.0)) {
            lines.push(format!(
                "{name:<8} {}  {latest:.1} a day now",
                sparkline(&values, WIDTH)
            ));
        }
    }
    lines
}

/// What the chart says, as sentences.
fn facts(chart: &Chart) -> Vec<String> {
    let mut facts = Vec::new();
    for (day, crossover) in latest(&chart.crossovers) {
        let course = match crossover.direction {
            Direction::Up => "above",
            Direction::Down => "below",
        };
        let days = words::counted(crossover.days as u64, "day", "days");
        let so_far = if crossover.lasts { " so far" } else { "" };
        facts.push(format!(
            "{day}: a week's sales went {course} those of four weeks, for {days}{so_far}."
        ));
    }
    for (day, units, spike) in latest(&chart.spikes) {
        let sold = words::counted(*units, "unit", "units");
        facts.push(format!("{day}: {sold} where about {:.0} are usual.", spike.usual));
    }
    for (day, spell) in latest(&chart.dry_spells) {
        facts.push(format!(
            "{day}: {} without a sale, though {:.1} orders a day are usual: was it out of stock?",
            words::counted(spell.days as u64, "day", "days"),
            spell.usual
        ));
    }
    facts.extend(season(&chart.season));
    facts
}

fn latest<T>(all: &[T]) -> &[T] {
    &all[all.len().saturating_sub(TOLD_MAX)..]
}

/// The months and weekdays that stand out.
fn season(season: &Season) -> Vec<String> {
    let mut told = Vec::new();
    let strong = |times: f64| (times - 1.0).abs() >= SEASON_MIN;
    if season.years >= YEARS_MIN {
        let months = MONTHS.into_iter().zip(season.months);
        let months = months.filter_map(|(name, times)| Some((name, times.filter(|times| strong(*times))?)));
        told.extend(listed(months.collect(), "an ordinary month"));
    }
    let weekdays = WEEKDAYS.into_iter().zip(season.weekdays);
    told.extend(listed(
        weekdays.filter(|(_, times)| strong(*times)).collect(),
        "an ordinary day",
    ));
    told
}

/// The largest differences first.
fn listed(mut parts: Vec<(&str, f64)>, usual: &str) -> Option<String> {
    parts.sort_by(|one, other| (other.1 - 1.0).abs().total_cmp(&(one.1 - 1.0).abs()));
    parts.truncate(TOLD_MAX);
    let parts: Vec<String> = parts
        .iter()
        .map(|(name, times)| format!("{name} {times:.1} times"))
        .collect();
    (!parts.is_empty()).then(|| format!("Beside {usual}: {}.", parts.join(", ")))
}
