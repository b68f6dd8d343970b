//! What was learnt from the offers shown, and going back behind it.

use crate::{
    errors::Code,
    reply::Reply,
    route::{Access, Answer, Call, Route},
    wire::learning::LearningReply,
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/learning", "getLearning", get)
        .says(
            "Read what was learnt from offers",
            "What is in force, what is on trial, how the last trial ended, and what was undone.",
        )
        .gives(200, "Learning"),
    Route::post("/v1/learning/undo", "undoLearning", undo)
        .says(
            "Undo what was learnt and is in force",
            "The order before it serves from the next answer on; what is on trial ends. Nothing that is learnt is tried or \
             put in force again before it is allowed.",
        )
        .access(Access::Admin)
        .gives(200, "Learning")
        .fails(&[Code::AlreadySo]),
    Route::post("/v1/learning/allow", "allowLearning", allow)
        .says(
            "Allow again what is learnt",
            "After something was undone: from the next build on what is learnt is tried or put in force again, as the shop \
             is set.",
        )
        .access(Access::Admin)
        .gives(200, "Learning")
        .fails(&[Code::AlreadySo]),
];

fn get(call: &Call) -> Answer {
    Reply::json(&LearningReply::from(&call.app.engine.learning(call.now)?))
}

fn undo(call: &Call) -> Answer {
    call.app.engine.undo_learning(call.now)?;
    get(call)
}

fn allow(call: &Call) -> Answer {
    call.app.engine.allow_learning()?;
    get(call)
}
