//! **What a shopkeeper sees:** no product that cannot be sold or delivered where the customer is.
//!
//! **Method:** a product that names regions is dropped where the customer's is not among them. A product that names
//! none goes everywhere.
//!
//! **When it fails:** where it is not known where the customer is, nothing is dropped.
//!
//! **Source:** the catalogue's own `regions`.

use recommend::ProductIndex;

use super::{Context, Filter};

pub(super) const FILTER: Filter = Filter {
    id: "not_in_region",
    sees: "Nothing that is not sold or delivered where the customer is.",
    matters: |context| context.request.region.is_some() && context.catalogue.has_regions(),
    objects,
};

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    let region = context.request.region;
    region.is_some_and(|region| !context.catalogue.goes_to(product, region))
}
