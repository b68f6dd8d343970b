//! **What a shopkeeper sees:** where a better one is promised, nothing cheaper or as cheap is shown.
//!
//! **Method:** in units for upsells, an offer must cost more than the product of the page or the cart that it would
//! replace. Where that product is sold out any alternative may stand in.
//!
//! **When it fails:** where a price is not known; bargains that are better and cheaper, which other units show.
//!
//! **Source:** the trade's meaning of an upsell: a better, dearer version.

use recommend::ProductIndex;

use super::{Context, Filter};

pub(super) const FILTER: Filter = Filter {
    id: "no_step_up",
    sees: "Where a better one is promised, nothing cheaper or as cheap is shown.",
    matters: |context| context.replaces(),
    objects,
};

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    let (catalogue, live) = (context.catalogue, context.live);
    let sold = |seed: &ProductIndex| {
        live.stock(catalogue, *seed).is_sellable() && catalogue.same_need(*seed, product)
    };
    let replaced = context.request.query.seeds().filter(sold);
    let dearest = replaced
        .filter_map(|seed| live.price_minor(catalogue, seed))
        .max();
    let own = live.price_minor(catalogue, product);
    own.zip(dearest).is_some_and(|(own, dearest)| own <= dearest)
}
