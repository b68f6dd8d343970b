//! Experiments: who gets what, and what it is worth.

use serde::Serialize;

use crate::{
    errors::Code,
    reply::Reply,
    route::{Access, Answer, Call, Route},
    wire::experiments::{self, ExperimentReply, PlanReply},
};

/// Why an experiment ended that somebody stopped.
const BY_HAND: &str = "by_hand";

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/experiments", "listExperiments", list)
        .says(
            "List experiments",
            "Every experiment with what was written and where it is in its life; what it says is told of each one by \
             itself.",
        )
        .access(Access::Admin)
        .gives(200, "Experiments"),
    Route::get("/v1/experiments/{id}", "getExperiment", get)
        .says(
            "Read an experiment and what it says",
            "Every arm against the first, with intervals that hold however often one looks, and one word for each. What \
             cannot be told yet is null, with the reason.",
        )
        .access(Access::Admin)
        .gives(200, "Experiment")
        .fails(&[Code::NotFound]),
    Route::put("/v1/experiments/{id}", "putExperiment", put)
        .says(
            "Write an experiment",
            "The first arm is the one the others are compared with; `change` holds what is different of the policy for an \
             arm's visitors. Nobody is in it before it is started. While it runs, only the arms' shares, the title and \
             the note can be changed; new shares begin the count anew.",
        )
        .access(Access::Admin)
        .takes("ExperimentDraft")
        .gives(200, "Experiment")
        .fails(&[Code::InvalidField]),
    Route::delete("/v1/experiments/{id}", "deleteExperiment", delete)
        .says("Forget an experiment", "One that runs has to be stopped before.")
        .access(Access::Admin)
        .gives(204, "")
        .fails(&[Code::NotFound, Code::InvalidField]),
    Route::post("/v1/experiments/{id}/start", "startExperiment", start)
        .says(
            "Start an experiment",
            "From the next answer on visitors are in it. How many are planned is worked out from the shop's latest four \
             weeks, unless the experiment says so itself.",
        )
        .access(Access::Admin)
        .gives(200, "Experiment")
        .fails(&[Code::NotFound, Code::InvalidField]),
    Route::post("/v1/experiments/{id}/stop", "stopExperiment", stop)
        .says(
            "Stop an experiment",
            "From the next answer on everybody gets the policy in force. What it said stays and can be read.",
        )
        .access(Access::Admin)
        .gives(200, "Experiment")
        .fails(&[Code::NotFound, Code::InvalidField]),
    Route::post("/v1/experiments/plan", "planExperiment", plan)
        .says(
            "Plan an experiment",
            "How many visitors and days it takes to see the effect that matters, by what visitors did in the latest four \
             weeks, with a chance of 80 per cent to see it and of 5 per cent to see what is not there. Nothing is \
             written.",
        )
        .access(Access::Admin)
        .takes("ExperimentDraft")
        .gives(200, "ExperimentPlan")
        .fails(&[Code::InvalidField]),
];

#[derive(Serialize)]
struct ExperimentsReply<'a> {
    experiments: Vec<ExperimentReply<'a>>,
}

fn list(call: &Call) -> Answer {
    let currency = call.app.engine.profile().currency;
    let all = call.app.engine.experiments()?;
    Reply::json(&ExperimentsReply {
        experiments: all
            .iter()
            .map(|(id, experiment)| ExperimentReply::new(id, experiment, None, currency))
            .collect(),
    })
}

fn get(call: &Call) -> Answer {
    let view = call.app.engine.experiment_view(&call.id, call.now)?;
    let currency = call.app.engine.profile().currency;
    let report = view.report.as_ref();
    Reply::json(&ExperimentReply::new(
        &view.id,
        &view.experiment,
        report,
        currency,
    ))
}

fn put(call: &Call) -> Answer {
    let draft = experiments::draft(&call.body)?;
    let kept = call.app.engine.put_experiment(&call.id, draft, call.now)?;
    answer(call, &kept)
}

fn delete(call: &Call) -> Answer {
    call.app.engine.delete_experiment(&call.id)?;
    Ok(Reply::done())
}

fn start(call: &Call) -> Answer {
    let started = call.app.engine.start_planned_experiment(&call.id, call.now)?;
    answer(call, &started)
}

fn stop(call: &Call) -> Answer {
    let stopped = call.app.engine.stop_experiment(&call.id, BY_HAND, call.now)?;
    answer(call, &stopped)
}

fn plan(call: &Call) -> Answer {
    let draft = experiments::draft(&call.body)?;
    let plan = call.app.engine.plan_experiment(&draft, call.now)?;
    Reply::json(&PlanReply::new(&draft, &plan, call.app.engine.profile().currency))
}

fn answer(call: &Call, experiment: &engine::Experiment) -> Answer {
    let currency = call.app.engine.profile().currency;
    Reply::json(&ExperimentReply::new(&call.id, experiment, None, currency))
}
