//! Where offers appear, and what steers them there.

use engine::Reward;
use serde::Serialize;
use shop::Placement;

use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Access, Answer, Call, Parameter, Route},
    wire::{
        learning::EstimateReply,
        policies::{self, PlacementReply, PreviewReply},
        reading,
    },
};

/// Orders whose carts a preview asks for, unless said otherwise.
const PREVIEW_CARTS: usize = 100;

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/placements", "listPlacements", list)
        .says("List placements", "Every placement with the policy that is in force there now.")
        .gives(200, "Placements"),
    Route::get("/v1/placements/{id}", "getPlacement", get)
        .says(
            "Read a placement's policy",
            "What is in force now, and every version that was set, the latest first.",
        )
        .gives(200, "Placement")
        .fails(&[Code::NotFound]),
    Route::put("/v1/placements/{id}", "putPolicy", put)
        .says(
            "Set a placement's policy",
            "`policy` holds what is to differ from the configuration; what it leaves out stays. `valid_from` and \
             `valid_until` make it a campaign: of the versions valid now the latest counts. The next decision heeds \
             it. A policy that cannot be used is refused, and the one in force stays.",
        )
        .access(Access::Admin)
        .takes("PolicyChange")
        .gives(200, "Placement")
        .fails(&[Code::NotFound, Code::InvalidField]),
    Route::delete("/v1/placements/{id}", "resetPolicy", reset)
        .says(
            "Go back to the configuration",
            "A further version that changes nothing; those before it are kept, to be set again.",
        )
        .access(Access::Admin)
        .gives(200, "Placement")
        .fails(&[Code::NotFound]),
    Route::post("/v1/placements/{id}/preview", "previewPolicy", preview)
        .says(
            "Try a policy",
            "Answers the carts of the shop's latest orders by the policy in force and by this one, and tells what \
             would change; where the policy has variants, also for the customers of each. Nothing is set, and nothing is \
             logged.",
        )
        .access(Access::Admin)
        .query(&[Parameter {
            name: "carts",
            about: "How many of the latest orders to try, at most 1,000; 100 if not given.",
        }])
        .takes("PolicyChange")
        .gives(200, "PolicyPreview")
        .fails(&[Code::NotFound, Code::InvalidField, Code::InvalidParameter]),
    Route::post("/v1/placements/{id}/estimate", "estimatePolicy", estimate)
        .says(
            "Estimate what a policy would have brought",
            "By the answers of the latest 90 days in which a slot was filled to learn from (`explore_percent`): how \
             often what this policy puts there is taken, and what the policy in force does, in three ways with \
             intervals. Where too little is known that is said in `refused`. Nothing is set.",
        )
        .access(Access::Admin)
        .query(&[Parameter {
            name: "reward",
            about: "`taken`, how often the offer is clicked or put in the cart, if not given; or `margin`, what is \
                    earned by it.",
        }])
        .takes("PolicyChange")
        .gives(200, "PolicyEstimate")
        .fails(&[Code::NotFound, Code::InvalidField, Code::InvalidParameter]),
];

#[derive(Serialize)]
struct PlacementsReply {
    placements: Vec<PlacementReply>,
}

fn list(call: &Call) -> Answer {
    let placement = |placement| {
        let view = call.app.engine.policy(placement, call.now)?;
        Ok(PlacementReply::new(placement, &view))
    };
    let placements = Placement::ALL.into_iter().map(placement);
    Reply::json(&PlacementsReply {
        placements: placements.collect::<Result<_, Problem>>()?,
    })
}

fn get(call: &Call) -> Answer {
    answer(call, placement(call)?)
}

fn put(call: &Call) -> Answer {
    let placement = placement(call)?;
    let draft = policies::draft(&call.body)?;
    call.app.engine.put_policy(placement, draft, call.now)?;
    answer(call, placement)
}

fn reset(call: &Call) -> Answer {
    let placement = placement(call)?;
    call.app
        .engine
        .put_policy(placement, engine::PolicyDraft::default(), call.now)?;
    answer(call, placement)
}

fn preview(call: &Call) -> Answer {
    let placement = placement(call)?;
    let draft = policies::draft(&call.body)?;
    let carts = call.parsed::<usize>("carts")?.unwrap_or(PREVIEW_CARTS);
    let preview = call
        .app
        .engine
        .preview_policy(placement, &draft, carts, call.now)?;
    Reply::json(&PreviewReply::from(&preview))
}

fn estimate(call: &Call) -> Answer {
    let placement = placement(call)?;
    let draft = policies::draft(&call.body)?;
    let reward = match call.parameter("reward") {
        None => Reward::default(),
        Some(word) => Reward::parse(&word)
            .ok_or_else(|| Problem::new(Code::InvalidParameter, "Use 'taken' or 'margin'.").at("reward"))?,
    };
    let engine = &call.app.engine;
    let estimate = engine.estimate_policy(placement, &draft, reward, call.now)?;
    Reply::json(&EstimateReply::new(&estimate, engine.profile().currency))
}

fn answer(call: &Call, placement: Placement) -> Answer {
    let view = call.app.engine.policy(placement, call.now)?;
    Reply::json(&PlacementReply::new(placement, &view))
}

fn placement(call: &Call) -> Result<Placement, Problem> {
    call.id.parse().map_err(|error: shop::UnknownPlacement| {
        Problem::new(Code::NotFound, reading::capitalised(&format!("{error}.")))
    })
}
