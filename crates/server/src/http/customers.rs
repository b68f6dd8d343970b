//! What is said of customers, whom to write to, and what is kept about one person.

use engine::{AudienceQuery, DayBounds};
use shop::{Locale, limits};

use crate::{
    app::App,
    errors::{Code, Problem},
    i18n::Texts,
    reply::Reply,
    route::{Access, Answer, Call, Parameter, Route},
    wire::{
        customer_data::DataReply,
        customers::{self, Speech},
    },
};

const LOCALE: Parameter = Parameter {
    name: "locale",
    about: "The language of the sentences; the shop's if not given.",
};
/// Customers of one page where no limit is given.
const PAGE_CUSTOMERS: usize = 100;
/// Most customers of an audience as CSV: what a body of a few hundred megabytes holds.
const CSV_CUSTOMERS_MAX: usize = 2_000_000;

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/customers/segments", "listSegments", segments)
        .says(
            "See the customers at a glance",
            "What the customers who bought are worth in the year ahead, by tier and by group, computed with the last \
             build. `untold` says what cannot be told and why. Rules name them as the segments `tier:ID` and \
             `segment:ID`.",
        )
        .access(Access::Admin)
        .query(&[LOCALE])
        .gives(200, "CustomersOverview")
        .fails(&[Code::NotFound, Code::InvalidParameter]),
    Route::get("/v1/customers/{id}/value", "getCustomerValue", value)
        .says(
            "See what is said of a customer",
            "Worth, tier, group and when they are due back, with what it means in words. Nothing is computed of who \
             declined personal recommendations.",
        )
        .access(Access::Admin)
        .query(&[LOCALE])
        .gives(200, "CustomerAnswer")
        .fails(&[Code::NotFound, Code::InvalidParameter]),
    Route::get("/v1/customers/{id}/data", "getCustomerData", data)
        .says(
            "Export what is kept about a customer",
            "The record, orders, events, reviews, points, coupons and reminders, and what was computed of them.",
        )
        .access(Access::Admin)
        .query(&[LOCALE])
        .gives(200, "CustomerData")
        .fails(&[Code::NotFound, Code::InvalidParameter]),
    Route::delete("/v1/customers/{id}/data", "eraseCustomer", erase)
        .says(
            "Forget a customer",
            "The record, events, reviews, points and coupons go at once; orders stay without a name. What was computed \
             of the person goes with the next build, which begins by itself.",
        )
        .access(Access::Admin)
        .gives(204, "")
        .fails(&[Code::NotFound]),
    Route::get("/v1/audiences", "getAudience", audience)
        .says(
            "List the customers of an audience",
            "Ids and numbers of those of a tier, of a group, or due back soon; who declined is not in it. A page at a \
             time as JSON; with `Accept: text/csv` all of them at once as CSV.",
        )
        .access(Access::Admin)
        .query(&[
            Parameter { name: "tier", about: "`highly_profitable`, `profitable` or `unprofitable`." },
            Parameter { name: "segment", about: "The id of a group." },
            Parameter {
                name: "due_within_days",
                about: "Only who is due back within so many days from today.",
            },
            Parameter {
                name: "since_order_days_min",
                about: "Only whose latest order is at least so many days ago.",
            },
            Parameter {
                name: "since_order_days_max",
                about: "Only whose latest order is at most so many days ago.",
            },
            Parameter { name: "cursor", about: "The `next_cursor` of the page before." },
            Parameter { name: "limit", about: "Most customers of the page, 1 to 1,000; 100 where not given." },
        ])
        .gives(200, "Audience")
        .or_csv()
        .fails(&[Code::InvalidParameter, Code::InvalidField]),
];

fn segments(call: &Call) -> Answer {
    let locale = locale(call)?;
    let overview = call
        .app
        .engine
        .customers_overview(call.now)
        .ok_or_else(|| Problem::new(Code::NotFound, "No build has looked at customers yet."))?;
    let texts = call.app.texts();
    Reply::json(&customers::overview_reply(
        &overview,
        speech(&call.app, &texts, &locale),
    ))
}

fn value(call: &Call) -> Answer {
    let locale = locale(call)?;
    let answer = call.app.engine.customer_value(&call.id)?;
    let texts = call.app.texts();
    Reply::json(&customers::answer_reply(
        &answer,
        speech(&call.app, &texts, &locale),
    ))
}

fn data(call: &Call) -> Answer {
    let locale = locale(call)?;
    let data = call.app.engine.customer_data(&call.id)?;
    let texts = call.app.texts();
    Reply::json(&DataReply::new(&data, speech(&call.app, &texts, &locale)))
}

fn erase(call: &Call) -> Answer {
    call.app.engine.erase_customer(&call.id)?;
    Ok(Reply::done())
}

fn audience(call: &Call) -> Answer {
    let query = AudienceQuery {
        tier: call.parameter("tier"),
        segment: call.parameter("segment"),
        due_within_days: call.parsed("due_within_days")?,
        since_order_days: DayBounds::given(
            call.parsed("since_order_days_min")?,
            call.parsed("since_order_days_max")?,
        ),
    };
    let engine = &call.app.engine;
    if call.wants_csv()? {
        let page = engine.audience(&query, None, CSV_CUSTOMERS_MAX, call.now)?;
        let csv = customers::audience_csv(&page.customers, engine.profile().currency);
        return Ok(Reply::csv(&csv));
    }
    let limit = call.parsed::<usize>("limit")?.unwrap_or(PAGE_CUSTOMERS);
    if !(1..=limits::BATCH_MAX).contains(&limit) {
        let detail = format!("The limit is a number from 1 to {}.", limits::BATCH_MAX);
        return Err(Problem::new(Code::InvalidParameter, detail).at("limit"));
    }
    let after = call
        .parameter("cursor")
        .map(|cursor| open_cursor(&cursor))
        .transpose()?;
    let page = engine.audience(&query, after, limit, call.now)?;
    let (texts, locale) = (call.app.texts(), &engine.profile().locale);
    Reply::json(&customers::audience_reply(
        &page,
        speech(&call.app, &texts, locale),
    ))
}

fn open_cursor(cursor: &str) -> Result<u32, Problem> {
    u32::from_str_radix(cursor, 16).map_err(|_| {
        let said = "The cursor is not the next_cursor of a page.";
        Problem::new(Code::InvalidParameter, said).at("cursor")
    })
}

fn speech<'a>(app: &App, texts: &'a Texts, locale: &'a Locale) -> Speech<'a> {
    Speech {
        texts,
        locale,
        currency: app.engine.profile().currency,
    }
}

fn locale(call: &Call) -> Result<Locale, Problem> {
    let asked = call.parsed::<Locale>("locale")?;
    Ok(asked.unwrap_or_else(|| call.app.engine.profile().locale.clone()))
}
