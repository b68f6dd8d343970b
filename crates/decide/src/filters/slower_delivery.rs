//! **What a shopkeeper sees:** an upgrade does not make the customer wait.
//!
//! **Method:** in units for upsells, the attribute `delivery_days` of the offer against that of the page's or the
//! cart's product of the same need; where only the offer's is missing, it is not offered.
//!
//! **When it fails:** shops that do not say how long delivery takes.
//!
//! **Source:** the catalogue.

use recommend::{Catalogue, ProductIndex, Value};

use super::{Context, Filter};

/// The attribute that says in how many days a product arrives.
const ATTRIBUTE: &str = "delivery_days";

pub(super) const FILTER: Filter = Filter {
    id: "slower_delivery",
    sees: "Nothing instead of a product that would come later than it.",
    matters: |context| context.replaces(),
    objects,
};

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    let catalogue = context.catalogue;
    let replaced = |&seed: &ProductIndex| catalogue.same_need(seed, product);
    let known = context
        .request
        .query
        .seeds()
        .filter(replaced)
        .filter_map(|seed| delivery_days(catalogue, seed));
    known
        .reduce(f32::min)
        .is_some_and(|days| delivery_days(catalogue, product).is_none_or(|own| own > days))
}

fn delivery_days(catalogue: &Catalogue, product: ProductIndex) -> Option<f32> {
    match catalogue
        .attributes()
        .value(product, catalogue.attributes().named(ATTRIBUTE)?)?
    {
        Value::Number(days) => Some(days),
        Value::Text(_) | Value::Flag(_) => None,
    }
}
