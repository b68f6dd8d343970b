//! What was bought.

use crate::{
    errors::Code,
    reply::Reply,
    route::{Answer, Call, Route},
    wire::{orders, status::RecordedReply},
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[Route::post("/v1/orders", "recordOrders", record)
    .says(
        "Record orders and refunds",
        "Takes one order or `{\"orders\": […]}` of up to 1,000. Either all are recorded or none. An order of a known \
         id replaces the earlier one; the same order again changes nothing. The scheduler learns from new orders by \
         itself. A desk key reports sales here too: a till's.",
    )
    .for_tills()
    .idempotent_by_key()
    .takes("Orders")
    .gives(200, "Recorded")
    .fails(&[
        Code::InvalidMoment,
        Code::MoneyNotText,
        Code::InvalidMoney,
        Code::UnknownCurrency,
        Code::MixedCurrencies,
        Code::OrderTooLong,
        Code::BatchTooLong,
    ])];

fn record(call: &Call) -> Answer {
    let (orders, refunds) = orders::read(&call.body, call.app.engine.profile().currency, call.now)?;
    Reply::json(&RecordedReply::from(
        call.app.engine.record_orders(orders, refunds)?,
    ))
}
