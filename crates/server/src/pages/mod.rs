//! Pages rendered on the server, without scripts. This is the list.

mod assets;
mod demo;
pub(crate) mod docs;
mod home;

use crate::route::{Access, Route};

/// What the demo's page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPage {
    /// What is in the cart when a visitor comes, by product id.
    pub cart: Vec<String>,
}

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
];

/// Renders a template.
fn render(template: &impl askama::Template) -> Result<String, crate::errors::Problem> {
    template.render().map_err(|error| {
        tracing::error!(%error, "a page could not be rendered");
        crate::errors::Problem::new(crate::errors::Code::Internal, "The page could not be rendered.")
    })
}
