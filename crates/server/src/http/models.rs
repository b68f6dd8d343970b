//! What was learnt.

use serde::{Deserialize, Serialize};

use crate::{
    errors::Code,
    reply::Reply,
    route::{Access, Answer, Call, Route},
    wire::{learning::LearningReply, reading, status::ModelReply},
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/models", "listModels", list)
        .says(
            "List models",
            "Every snapshot that is kept, the newest first; one of them serves. `learning` tells what was learnt from \
             the offers shown, and what of it is on trial.",
        )
        .gives(200, "Models"),
    Route::post("/v1/models/build", "buildModels", build)
        .says(
            "Build the models now",
            "Waits until they are built and serve. The scheduler builds by itself when orders came in, so this is \
             rarely needed.",
        )
        .access(Access::Admin)
        .gives(200, "Model")
        .fails(&[Code::Busy, Code::BuildFailed]),
    Route::post("/v1/models/rollback", "rollBackModels", roll_back)
        .says("Serve an earlier model", "The one of `version`, or the one before where the body is `{}`.")
        .access(Access::Admin)
        .takes("Rollback")
        .gives(200, "Model")
        .fails(&[Code::NotFound, Code::SnapshotUnusable, Code::NewerFormat]),
];

#[derive(Serialize)]
struct ModelsReply<'a> {
    models: Vec<ModelReply<'a>>,
    learning: LearningReply<'a>,
}

#[derive(Default, Deserialize)]
struct RollbackBody {
    #[serde(default)]
    version: Option<u64>,
}

fn list(call: &Call) -> Answer {
    let models = call.app.engine.models()?;
    let learning = call.app.engine.learning(call.now)?;
    Reply::json(&ModelsReply {
        models: models.iter().map(ModelReply::from).collect(),
        learning: LearningReply::from(&learning),
    })
}

fn build(call: &Call) -> Answer {
    Reply::json(&ModelReply::from(
        &call
            .app
            .engine
            .build(call.now, &|step| tracing::info!(step, "building"))?,
    ))
}

fn roll_back(call: &Call) -> Answer {
    let body = match call.body.is_empty() {
        true => RollbackBody::default(),
        false => reading::read(&call.body)?,
    };
    Reply::json(&ModelReply::from(&call.app.engine.rollback(body.version)?))
}
