//! Pages rendered on the server, without scripts. This is the list.

mod assets;
mod blocks;
mod dashboard;
mod demo;
pub(crate) mod desk;
pub(crate) mod docs;
mod forms;
pub(crate) mod fragment;
mod home;
mod problems;
mod shorten;
mod sign_in;
mod staff;

pub use dashboard::{evaluation_page, report_page};
pub(crate) use problems::Asked;

use crate::route::{Access, Route};

pub use demo::DemoPage;
pub(crate) use demo::ROUTES as DEMO_ROUTES;

/// Every page.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/", "home", home::show)
        .says("Where to go, or the demo's shop", "")
        .access(Access::Open)
        .gives(200, "text/html"),
    Route::get("/docs", "docs", docs::reference)
        .says("This reference as a page", "")
        .access(Access::Open)
        .gives(200, "text/html"),
    Route::get("/docs/errors", "docsErrors", docs::errors)
        .says("Every error and what to do", "")
        .access(Access::Open)
        .gives(200, "text/html"),
    Route::get("/assets/style.css", "style", assets::style)
        .says("The pages' stylesheet", "")
        .access(Access::Open)
        .instant()
        .gives(200, "text/css"),
    Route::get("/assets/icon.svg", "icon", assets::icon)
        .says("The pages' icon", "")
        .access(Access::Open)
        .instant()
        .gives(200, "image/svg+xml"),
    Route::get("/widget/alongside.js", "widget", assets::widget)
        .says(
            "The elements for a shop's pages",
            "A module of `alongside-offers`, `alongside-compare`, `alongside-bundle` and \
             `alongside-shipping-progress`, for pages of every origin; see the page builder's guide.",
        )
        .access(Access::Open)
        .instant()
        .gives(200, "text/javascript"),
];

/// The pages for the shop's own people: for browsers, not for programs, so the reference leaves them out.
pub(crate) const STAFF_ROUTES: &[Route] = &[
    Route::get("/assets/dashboard.css", "dashboardStyle", assets::dashboard)
        .access(Access::Open)
        .instant()
        .gives(200, "text/css"),
    Route::get("/assets/charts.js", "chartsScript", assets::charts)
        .access(Access::Open)
        .instant()
        .gives(200, "text/javascript"),
    Route::get("/sign-in", "signInPage", sign_in::show)
        .access(Access::Open)
        .gives(200, "text/html"),
    Route::post("/sign-in", "signIn", sign_in::sign_in)
        .access(Access::Open)
        .takes("")
        .gives(303, "text/html"),
    Route::post("/sign-out", "signOut", sign_in::sign_out)
        .access(Access::Open)
        .takes("")
        .gives(303, "text/html"),
    Route::get("/dashboard", "dashboard", dashboard::show)
        .access(Access::Open)
        .gives(200, "text/html"),
    Route::get("/dashboard/{id}", "dashboardPage", dashboard::show)
        .access(Access::Open)
        .gives(200, "text/html"),
    Route::post("/dashboard/{id}", "dashboardAct", dashboard::act)
        .access(Access::Open)
        .takes("")
        .gives(303, "text/html"),
    Route::get("/assets/desk.css", "deskStyle", assets::desk_style)
        .access(Access::Open)
        .instant()
        .gives(200, "text/css"),
    Route::get("/assets/desk.js", "deskScript", assets::desk_script)
        .access(Access::Open)
        .instant()
        .gives(200, "text/javascript"),
    Route::get("/desk", "desk", desk::show)
        .access(Access::Open)
        .gives(200, "text/html"),
    Route::post("/desk", "deskAct", desk::act)
        .access(Access::Open)
        .takes("")
        .gives(303, "text/html"),
    Route::get("/desk/practice", "deskPractice", desk::show_practice)
        .access(Access::Open)
        .gives(200, "text/html"),
];

/// Renders a template.
fn render(template: &impl askama::Template) -> Result<String, crate::errors::Problem> {
    template.render().map_err(|error| {
        tracing::error!(%error, "a page could not be rendered");
        crate::errors::Problem::new(crate::errors::Code::Internal, "The page could not be rendered.")
    })
}
