//! What was sold, what of it came by offers, what the offers caused, and the rows behind each figure.

use engine::{
    Error, Report, ReportQuery, TraceFilter, TraceOf, TraceQuery, VisitorSide, decide::Intent,
    measure::metrics, recommend::recommenders,
};
use serde::Serialize;
use shop::{Day, Placement};

use crate::{
    csv::Csv,
    errors::{Code, Problem},
    reply::Reply,
    route::{Access, Answer, Call, Parameter, Route},
    wire::{
        reading::{self, Place},
        reports::{
            self, BreakdownReply, DaysReply, MetricsReply, SIDES, SummaryReply, TraceReply, breakdown_by,
        },
    },
};

/// Rows of a trace, unless said otherwise.
const TRACE_ROWS: usize = 100;
/// Most rows of a trace.
const TRACE_ROWS_MAX: usize = 10_000;

pub(super) const FROM: Parameter = Parameter {
    name: "from",
    about: "The first day, such as 2026-11-01; four weeks before the last one where it is not given.",
};
pub(super) const TO: Parameter = Parameter {
    name: "to",
    about: "The last day; today where it is not given. Days are those of UTC.",
};
const CLICK_DAYS: Parameter = Parameter {
    name: "click_days",
    about: "For how many days a click, or a cart by the offer, earns credit; at most 90, usually 7.",
};
const VIEW_HOURS: Parameter = Parameter {
    name: "view_hours",
    about: "For how many hours it earns credit that an offer was only seen; at most 720, usually 0: not at all.",
};
const QUERY: &[Parameter] = &[FROM, TO, CLICK_DAYS, VIEW_HOURS];
const ERRORS: &[Code] = &[Code::InvalidParameter, Code::UnknownValue];

const TRACE: &[Parameter] = &[
    Parameter {
        name: "of",
        about: "Of what was sold `revenue`, `margin`, `paid`, `refunded`, `fees`, `units`, `orders` and \
                `orders_in_other_currencies`; of what offers are credited with `credited`, `credited_margin` and \
                `orders_with_offers`; what was done with them: `impression`, `viewable`, `click`, `add_to_cart`, \
                `dismiss`; which products were shown: `coverage`; `visitors`, who was `left_out`, any metric by its \
                id, such as `conversion`, and `caused`; `credited` where it is not given.",
    },
    Parameter {
        name: "metric",
        about: "Of `caused`, the metric by which it is told; `margin_per_visitor` where it is not given.",
    },
    Parameter {
        name: "placement",
        about: "Only rows of offers there.",
    },
    Parameter {
        name: "kind",
        about: "Only rows of offers that were for this.",
    },
    Parameter {
        name: "recommender",
        about: "Only rows of offers for which this recommender's word weighed most.",
    },
    Parameter {
        name: "locale",
        about: "Only rows of offers in this language; of what was sold, of orders, visitors and metrics, only those of \
                visitors with it.",
    },
    Parameter {
        name: "tier",
        about: "Only rows of visitors who are worth this; `unknown` of whom it is not known.",
    },
    Parameter {
        name: "segment",
        about: "Only rows of visitors who buy like this; `unknown` of whom it is not known.",
    },
    Parameter {
        name: "arm",
        about: "Only rows of visitors in this arm, as `hold_out:offers`.",
    },
    Parameter {
        name: "day",
        about: "Only rows of this one of the days.",
    },
    Parameter {
        name: "limit",
        about: "How many rows, at most 10,000; 100 where it is not given.",
    },
    FROM,
    TO,
    CLICK_DAYS,
    VIEW_HOURS,
];

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/reports/summary", "reportSummary", summary)
        .says(
            "Report on one screen",
            "What was sold, less what came back; what of it is credited to offers; and what the offers caused, told by \
             the visitors who saw none, with the interval in which it lies and one word. A number that cannot be told is \
             null, with the reason.",
        )
        .access(Access::Admin)
        .query(QUERY)
        .gives(200, "ReportSummary")
        .or_csv()
        .fails(ERRORS),
    Route::get("/v1/reports/breakdown", "reportBreakdown", breakdown)
        .says(
            "Report by placement, kind, recommender or language",
            "What was done with the offers of each part, what they are credited with, in how many orders something of \
             it was taken, and which share of what could be offered it showed. Each line of an order is credited once, \
             so lines and amounts add up to the summary; one order, and one product, may be of several parts.",
        )
        .access(Access::Admin)
        .query(&[
            Parameter {
                name: "by",
                about: "`placement`, `kind` (what the offers are for), `recommender` or `locale`; `placement` where it \
                        is not given.",
            },
            FROM,
            TO,
            CLICK_DAYS,
            VIEW_HOURS,
        ])
        .gives(200, "ReportBreakdown")
        .or_csv()
        .fails(ERRORS),
    Route::get("/v1/reports/days", "reportDays", days)
        .says(
            "Report by day",
            "Each day's figures; what is summed up there adds up to the summary. Metrics are of the day by itself.",
        )
        .access(Access::Admin)
        .query(QUERY)
        .gives(200, "ReportDays")
        .or_csv()
        .fails(ERRORS),
    Route::get("/v1/reports/metrics", "reportMetrics", metrics)
        .says(
            "Every metric of the visitors",
            "With the interval in which it lies, as a single look tells. They describe; what the offers caused is told \
             by the summary.",
        )
        .access(Access::Admin)
        .query(&[
            Parameter {
                name: "by",
                about: "Also of each group of visitors: `tier` (what they are worth), `segment` (how they buy), \
                        `locale`, or `arm` (of each experiment and of the hold-out, as `hold_out:offers`; whoever \
                        saw several arms of one is `moved`).",
            },
            FROM,
            TO,
            CLICK_DAYS,
            VIEW_HOURS,
        ])
        .gives(200, "ReportMetrics")
        .or_csv()
        .fails(ERRORS),
    Route::get("/v1/reports/trace", "traceReport", trace)
        .says(
            "The rows behind a figure",
            "Every figure of a report has rows: lines of orders with the offer they are credited to, orders, what was \
             done with offers, products, and visitors with what each adds to a metric's value and base. `count`, \
             `value` and `base` are of all rows, so they agree with the report, however few are answered. Where a part of \
             the report is asked for, they agree with that part.",
        )
        .access(Access::Admin)
        .query(TRACE)
        .gives(200, "ReportTrace")
        .or_csv()
        .fails(ERRORS),
];

fn summary(call: &Call) -> Answer {
    let report = report(call)?;
    either(
        call,
        || SummaryReply::from(&report),
        || reports::summary_csv(&report),
    )
}

fn breakdown(call: &Call) -> Answer {
    let by = call.word("by", &SIDES)?.unwrap_or_else(|| SIDES[0].to_owned());
    let report = report(call)?;
    let breakdown = breakdown_by(&report, &by);
    either(
        call,
        || BreakdownReply::new(&report, &breakdown),
        || reports::breakdown_csv(&report, &breakdown),
    )
}

fn days(call: &Call) -> Answer {
    let report = report(call)?;
    either(call, || DaysReply::from(&report), || reports::days_csv(&report))
}

fn metrics(call: &Call) -> Answer {
    let sides = VisitorSide::ALL.map(VisitorSide::as_str);
    if let Some(side) = call.word("by", &sides)?.and_then(|by| VisitorSide::parse(&by)) {
        let report = call.app.engine.report_by(query(call)?, side, call.now)?;
        return either(
            call,
            || MetricsReply::by_group(&report),
            || reports::groups_csv(&report),
        );
    }
    let report = report(call)?;
    either(
        call,
        || MetricsReply::from(&report),
        || reports::metrics_csv(&report),
    )
}

fn trace(call: &Call) -> Answer {
    let limit = call.parsed::<usize>("limit")?.unwrap_or(TRACE_ROWS);
    if limit > TRACE_ROWS_MAX {
        let detail = format!("A trace answers {TRACE_ROWS_MAX} rows at most; all of them are counted.");
        return Err(Problem::new(Code::InvalidParameter, detail).at("limit"));
    }
    let (of, query) = trace_query(call, query(call)?, "credited", limit)?;
    let trace = call.app.engine.trace(&query, call.now).map_err(refused)?;
    let currency = call.app.engine.profile().currency;
    either(
        call,
        || TraceReply::new(&of, &trace, currency),
        || reports::trace_csv(&trace, currency),
    )
}

/// Which rows the parameters of an address ask for, and the figure's word; `usual` where none is named.
pub(crate) fn trace_query(
    call: &Call,
    report: ReportQuery,
    usual: &str,
    limit: usize,
) -> Result<(String, TraceQuery), Problem> {
    let words = TraceOf::words();
    let figure = call.word("of", &words)?.unwrap_or_else(|| usual.to_owned());
    let of =
        TraceOf::parse(&figure).ok_or_else(|| reading::unknown_word(&figure, &words, Place::Body, "of"))?;
    let recommenders: Vec<&str> = recommenders::ALL.iter().map(|known| known.id()).collect();
    let metrics: Vec<&str> = metrics::of_visitors().map(|(metric, _)| metric.id).collect();
    // A form sends what was left open as an empty text.
    let given = |name: &str| call.parameter(name).filter(|text| !text.is_empty());
    let word = |name: &str, known: &[&str]| match given(name) {
        Some(_) => call.word(name, known),
        None => Ok(None),
    };
    let filter = TraceFilter {
        placement: match given("placement") {
            Some(_) => call.parsed::<Placement>("placement")?,
            None => None,
        },
        kind: word("kind", &Intent::ALL.map(Intent::as_str))?,
        recommender: word("recommender", &recommenders)?,
        locale: given("locale"),
        tier: given("tier"),
        segment: given("segment"),
        arm: given("arm"),
        day: match given("day") {
            Some(_) => day(call, "day")?,
            None => None,
        },
    };
    let query = TraceQuery {
        report,
        of,
        metric: word("metric", &metrics)?,
        filter,
        limit,
    };
    Ok((figure, query))
}

fn report(call: &Call) -> Result<Report, Problem> {
    Ok(call.app.engine.report(query(call)?, call.now)?)
}

fn query(call: &Call) -> Result<ReportQuery, Problem> {
    let (click_days, view_hours) = (call.parsed("click_days")?, call.parsed("view_hours")?);
    ReportQuery::new(day(call, "from")?, day(call, "to")?, call.now)
        .and_then(|query| query.crediting(click_days, view_hours))
        .map_err(refused)
}

/// What the engine refuses of a query stands in the address.
pub(super) fn refused(error: Error) -> Problem {
    match error {
        Error::Invalid { field, reason } => Problem::new(
            Code::InvalidParameter,
            format!("{}.", reading::capitalised(&reason)),
        )
        .at(field),
        other => Problem::from(other),
    }
}

pub(super) fn day(call: &Call, name: &str) -> Result<Option<Day>, Problem> {
    let Some(text) = call.parameter(name) else {
        return Ok(None);
    };
    let shown: String = text.chars().take(40).collect();
    let detail = format!("'{shown}' is no day; write it like 2026-11-22.");
    let day = Day::parse(&text);
    day.map(Some)
        .ok_or_else(|| Problem::new(Code::InvalidParameter, detail).at(name))
}

/// JSON or CSV, as is asked for.
pub(super) fn either<T: Serialize>(
    call: &Call,
    json: impl FnOnce() -> T,
    csv: impl FnOnce() -> Csv,
) -> Answer {
    match call.wants_csv()? {
        true => Ok(Reply::csv(&csv())),
        false => Reply::json(&json()),
    }
}
