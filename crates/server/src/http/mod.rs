//! The HTTP resources, a file each. This is the list; router, metrics and reference derive from it.

mod bans;
mod bundles;
mod coupons;
mod customers;
mod decisions;
mod events;
mod experiments;
mod health;
mod hold_out;
pub(crate) mod imports;
mod incentives;
mod journeys;
pub(crate) mod keys;
mod learning;
mod lexicons;
mod links;
mod models;
mod offers;
mod orders;
mod placements;
mod points;
mod products;
mod reminders;
mod reports;
mod rules;
mod storefront;
mod tasks;
mod texts;

pub(crate) use reports::trace_query;

use crate::{pages, route::Route};

/// Every resource, in the order of the reference.
const RESOURCES: &[(&str, &[Route])] = &[
    ("Offers", offers::ROUTES),
    ("Pages of a shop", storefront::ROUTES),
    ("Events", events::ROUTES),
    ("Orders", orders::ROUTES),
    ("Products", products::ROUTES),
    ("Imports", imports::ROUTES),
    ("Tasks", tasks::ROUTES),
    ("Decisions", decisions::ROUTES),
    ("Models", models::ROUTES),
    ("Learning", learning::ROUTES),
    ("Placements", placements::ROUTES),
    ("Texts", texts::ROUTES),
    ("Lexicons", lexicons::ROUTES),
    ("Reminders", reminders::ROUTES),
    ("Rules", rules::ROUTES),
    ("Sets", bundles::ROUTES),
    ("Incentives", incentives::ROUTES),
    ("Coupons", coupons::ROUTES),
    ("Points", points::ROUTES),
    ("Experiments", experiments::ROUTES),
    ("Hold-out", hold_out::ROUTES),
    ("Reports", reports::ROUTES),
    ("Journeys and sales", journeys::ROUTES),
    ("Customers", customers::ROUTES),
    ("Bans", bans::ROUTES),
    ("Links", links::ROUTES),
    ("Keys", keys::ROUTES),
    ("Health", health::ROUTES),
    ("Pages", pages::ROUTES),
];

/// Every route.
pub(crate) fn routes() -> impl Iterator<Item = &'static Route> {
    let documented = RESOURCES.iter().flat_map(|(_, routes)| routes.iter());
    documented.chain(pages::STAFF_ROUTES).chain(pages::DEMO_ROUTES)
}

/// Every resource's name and routes.
pub(crate) fn resources() -> &'static [(&'static str, &'static [Route])] {
    RESOURCES
}
