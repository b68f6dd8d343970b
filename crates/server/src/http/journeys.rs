//! Where offers work and when, charts of sales, and what rises and fades.

use engine::{
    JourneysQuery, ReportQuery, SalesOf, SalesQuery,
    measure::{journeys::Clock, sales::Step},
};
use shop::CustomerId;

use super::reports::{FROM, TO, day, either, refused};
use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Access, Answer, Call, Parameter, Route},
    wire::{
        journeys::JourneysReply,
        reading::{self, Place},
        sales::{self, MoversReply, SalesReply},
    },
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/reports/journeys", "reportJourneys", journeys)
        .says(
            "Where offers work, and when",
            "How far visits get and where they stop, what is done with offers at each placement, how long people take \
             from the first look to the order and to the next one, and the hours of the week at which they come, click \
             offers and order. All of it is counted; what offers cause is told by the summary.",
        )
        .access(Access::Admin)
        .query(&[
            FROM,
            TO,
            Parameter {
                name: "utc_offset",
                about: "The shop's clock, such as +02:00, by which hours are told; UTC where it is not given. Write \
                        the plus sign as %2B.",
            },
            Parameter {
                name: "customer_id",
                about: "Also tells when this customer comes and orders, drawn to the shop's hours where little is \
                        known.",
            },
        ])
        .gives(200, "Journeys")
        .fails(&[Code::InvalidParameter]),
    Route::get("/v1/reports/sales", "reportSales", sales)
        .says(
            "A chart of sales",
            "Of a product, of a category with all below it, or of the shop: units, orders and revenue by day or week, \
             moving averages over 7 and 28 days, where the shorter crossed the longer, days that do not fit, days on \
             which it was missing, and its season.",
        )
        .access(Access::Admin)
        .query(&[
            Parameter {
                name: "product",
                about: "A product's id.",
            },
            Parameter {
                name: "category",
                about: "A category's path, such as `Home > Lamps`.",
            },
            Parameter {
                name: "from",
                about: "The first day; 90 days, or by week 52 weeks, before the last one where it is not given.",
            },
            Parameter {
                name: "to",
                about: "The last day; the latest that is over and had sales where it is not given. Days are those of \
                        UTC.",
            },
            Parameter {
                name: "by",
                about: "`day` or `week`; `day` where it is not given.",
            },
        ])
        .gives(200, "Sales")
        .or_csv()
        .fails(&[Code::InvalidParameter, Code::UnknownValue, Code::NotFound]),
    Route::get("/v1/reports/movers", "reportMovers", movers)
        .says(
            "What rises and what fades",
            "Products that sold clearly more, or clearly less, over the last four weeks than the weeks before, the growth \
             of the shop and the season let expect. At most one in twenty of those listed is there by chance.",
        )
        .access(Access::Admin)
        .gives(200, "Movers")
        .or_csv()
        .fails(&[Code::UnknownValue]),
];

fn journeys(call: &Call) -> Answer {
    let clock = match call.parameter("utc_offset") {
        Some(text) => engine::clock(&text).map_err(refused)?,
        None => Clock::default(),
    };
    let report = ReportQuery::new(day(call, "from")?, day(call, "to")?, call.now).map_err(refused)?;
    let query = JourneysQuery {
        report,
        clock,
        customer: call.parsed::<CustomerId>("customer_id")?,
    };
    Reply::json(&JourneysReply::from(&call.app.engine.journeys(&query, call.now)?))
}

fn sales(call: &Call) -> Answer {
    let of = match (call.parameter("product"), call.parameter("category")) {
        (Some(_), Some(_)) => {
            let detail = "A chart is of a product or of a category; leave one of them out.";
            return Err(Problem::new(Code::InvalidParameter, detail).at("category"));
        }
        (Some(id), None) => SalesOf::Product(id),
        (None, Some(path)) => SalesOf::Category(path),
        (None, None) => SalesOf::Shop,
    };
    let query = SalesQuery {
        of,
        from: day(call, "from")?,
        to: day(call, "to")?,
        step: step(call)?,
    };
    let sales = call.app.engine.sales(&query, call.now).map_err(refused)?;
    either(call, || SalesReply::from(&sales), || sales::sales_csv(&sales))
}

fn step(call: &Call) -> Result<Step, Problem> {
    let known = Step::ALL.map(Step::as_str);
    let Some(by) = call.word("by", &known)? else {
        return Ok(Step::default());
    };
    let step = Step::ALL.into_iter().find(|step| step.as_str() == by);
    step.ok_or_else(|| reading::unknown_word(&by, &known, Place::Body, "by"))
}

fn movers(call: &Call) -> Answer {
    let movers = call.app.engine.movers(call.now)?;
    either(call, || MoversReply::from(&movers), || sales::movers_csv(&movers))
}
