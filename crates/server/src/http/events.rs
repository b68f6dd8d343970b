//! What visitors do.

use crate::{
    errors::Code,
    reply::Reply,
    route::{Access, Answer, Call, Route},
    traffic,
    wire::{events, status::RecordedReply},
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[RECORD, HAPPENED];

const RECORD: Route = Route::post("/v1/events", "recordEvents", record)
    .says(
        "Record events",
        "Takes one event or `{\"events\": […]}` of up to 1,000. Either all are recorded or none. When the answer \
         comes they are safe on disk, and the next decision knows them. An event without `id` gets one from its \
         content, so that posting it again counts once, provided it says `at` when it happened. A sender that does not \
         trust its clock says in `sent_at` what it shows, and every `at` is set right by the difference. What \
         has arrived has happened: a later moment counts as now. With a public key, events of programs are marked as a \
         bot's by the `User-Agent`, and impressions of a page that the browser only fetched ahead (`Sec-Purpose: \
         prefetch`) are left out.",
    )
    .access(Access::Public)
    .for_tills()
    .idempotent_by_key()
    .takes("Events")
    .gives(200, "Recorded")
    .fails(&[Code::UnknownValue, Code::InvalidMoment, Code::BatchTooLong]);

const HAPPENED: Route = Route::post("/v1/storefront/happened", "recordFromPage", record)
    .says(
        "Record what happened on a page",
        "The same as `POST /v1/events`, for browsers: blockers of analytics know that address by its name, and a shop's \
         offers are no analytics. The elements for shop pages send here.",
    )
    .access(Access::Public)
    .takes("Events")
    .gives(200, "Recorded")
    .fails(&[Code::UnknownValue, Code::InvalidMoment, Code::BatchTooLong]);

fn record(call: &Call) -> Answer {
    let mut events = events::read(&call.body, call.now)?;
    let left_out = traffic::sift(call.key.as_ref(), &call.headers, &mut events);
    let recorded = call.app.engine.record_events(events)?;
    Reply::json(&RecordedReply::from(recorded).without(left_out))
}
