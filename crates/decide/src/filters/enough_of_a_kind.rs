//! **What a shopkeeper sees:** who has a case in the cart is not offered another one; who has a yoghurt may be.
//!
//! **Method:** for every leaf category of the cart (the page's own product aside) how many times as often as by chance
//! orders hold several of its products, see [`recommend::signals::leaf_affinity`]; below a half, one is enough. It is
//! not where the two are made for different things, a case for each of two phones; where the customer chose two
//! already; where the shop linked the product by hand; where the customer asked for such a thing; nor where what is
//! offered stands instead of another, or is bought again.
//!
//! **When it fails:** where categories are missing, or so wide that they hold several kinds of things; a gift of the
//! same kind is not foreseen.
//!
//! **Source:** the shop's own orders.

use recommend::{Catalogue, Models, ProductIndex, Query};
use smallvec::SmallVec;

use super::{Context, Filter};
use crate::{Intent, Policy};

/// Orders hold several of a kind at most so many times as often as by chance where one of them is enough.
const RARELY_SEVERAL: f32 = 0.5;

pub(super) const FILTER: Filter = Filter {
    id: "enough_of_a_kind",
    sees: "Nothing of a kind that is in the cart already, where hardly anybody takes two of it.",
    matters: |context| !context.enough.is_empty(),
    objects,
};

/// The leaf categories of which one is enough and in the cart.
pub(super) type Enough = SmallVec<[u32; 4]>;

/// Looks them up, once for all candidates.
pub(super) fn enough(models: &Models, policy: &Policy, query: &Query<'_>) -> Enough {
    let mut leaves = Enough::new();
    if !matches!(policy.intent, Intent::Complement | Intent::Discovery) {
        return leaves;
    }
    let asked_for = |leaf: u32| query.need.is_some_and(|need| need.leaves.contains(&leaf));
    for leaf in in_cart(query).filter_map(|product| models.catalogue.leaf(product)) {
        let is_known = leaves.contains(&leaf) || asked_for(leaf);
        if !is_known && models.signals.leaf_affinity.several(leaf) < RARELY_SEVERAL {
            leaves.push(leaf);
        }
    }
    leaves
}

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    let catalogue = context.catalogue;
    let Some(leaf) = catalogue
        .leaf(product)
        .filter(|leaf| context.enough.contains(leaf))
    else {
        return false;
    };
    let query = &context.request.query;
    let of_kind = in_cart(query).filter(|&other| catalogue.leaf(other) == Some(leaf));
    let held = of_kind
        .filter(|&other| !is_for_another(catalogue, product, other))
        .count();
    held == 1 && !query.seeds().any(|seed| is_linked(catalogue, seed, product))
}

/// The products of the cart that the page is not about.
fn in_cart<'a>(query: &'a Query<'_>) -> impl Iterator<Item = ProductIndex> + 'a {
    let in_cart = query.cart.iter().map(|line| line.product);
    in_cart.filter(|&product| Some(product) != query.product)
}

/// Whether two products say that they are made for different things.
fn is_for_another(catalogue: &Catalogue, product: ProductIndex, other: ProductIndex) -> bool {
    catalogue.declares_fits(product)
        && catalogue.declares_fits(other)
        && !catalogue.fits_alike(product, other)
}

fn is_linked(catalogue: &Catalogue, from: ProductIndex, to: ProductIndex) -> bool {
    catalogue.links(from).any(|(linked, _)| linked == to)
}
