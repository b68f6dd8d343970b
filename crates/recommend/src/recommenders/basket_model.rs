//! **What a shopkeeper sees:** "completes the cart" – what is missing beside everything that is in the cart already,
//! rather than beside each product alone.
//!
//! **Method:** a linear model of whole orders: each product is predicted from all others of its order,
//! `B = argmin ‖X - XB‖² + λ‖B‖²` with zero diagonal, which has the closed form `B_ij = -P_ij / P_jj`,
//! `P = (G + λI)⁻¹`. `G` holds how strongly two products hang together ([`crate::counting::gram`]): large and old
//! orders say less, neighbours in an order more. λ counts in orders of mean weight, so that it means the same in every
//! shop. A cart's score for `j` is `Σ B_ij`, from the positive weights only, times `n_j^-β`. Catalogues too large for
//! the inverse get a small ridge regression per product, on its strongest neighbours.
//!
//! **When it fails:** products in fewer than three orders are left out; where orders have no meaningful sequence or
//! hold one or two products only, it says little that "bought together" does not say.
//!
//! **Source:** H. Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019; the regression on neighbours
//! after X. Ning and G. Karypis, "SLIM: sparse linear methods for top-N recommender systems", ICDM 2011.

mod dense;
mod ridge;
mod sparse;

use crate::{
    BuildContext, Candidates, Catalogue, Column, Evidence, History, Parameter, Params, Partition, Query,
    Recommender, SectionError, Sections, Unit,
    column::{check_offsets, row},
    counting::gram::{GramIndex, Weighting},
    packed_score::{pack_score, unpack_score},
};

use ridge::Ridge;

/// The recommender.
pub struct BasketModel;

/// The positive weights of each product for others, largest first.
#[derive(Default)]
pub struct Model {
    offset: Column<u32>,
    neighbour: Column<u32>,
    score: Column<u16>,
    /// Products in the model, whether it is the exact one, neighbours per product at most, λ as it was used.
    chosen: Column<f32>,
}

/// A large catalogue keeps this many neighbours: 6 bytes each, so 120 bytes per product.
const NEIGHBOURS_MIN: usize = 20;
/// A small one keeps more, for large carts, until the neighbours of all products take this many bytes.
const BYTES_SMALL: usize = 32 << 20;
/// More than this many found no more on a gift shop's validation slice, and take longer to add up.
const NEIGHBOURS_MAX: usize = 100;
/// The inverse takes `4n²` bytes and `n³` operations: 1.6 GB and a minute or two on two cores.
const PRODUCTS_DENSE_LIMIT: usize = 20_000;

/// Defaults lie between what the validation slices of a gift shop and of two supermarkets like best; the surface is
/// flat around them. Where the sequence of an order's lines means nothing, `order_mix` 1 and a larger `lambda` find a
/// little more, which tuning tries first.
const PARAMETERS: &[Parameter] = &[
    Parameter {
        name: "lambda",
        default: 40.0,
        help: "How much the model holds back: what so many orders say is believed by half.",
    },
    Parameter {
        name: "gamma",
        default: 0.5,
        help: "How much a large order says less.",
    },
    Parameter {
        name: "half_life_days",
        default: 240.0,
        help: "After so many days an order says half as much; 0: orders do not age.",
    },
    Parameter {
        name: "order_reach",
        default: 5.0,
        help: "Over how many places in an order nearness fades to a third.",
    },
    Parameter {
        name: "order_mix",
        default: 0.2,
        help: "The share of an order's say that does not depend on nearness, from 0 to 1; 1: the sequence is nothing.",
    },
    Parameter {
        name: "beta",
        default: 0.1,
        help: "How much a frequent candidate is held back.",
    },
    Parameter {
        name: "neighbours",
        default: 0.0,
        help: "Neighbours kept per product; 0: as many as fit.",
    },
    Parameter {
        name: "products_dense_max",
        default: 10_000.0,
        help: "Up to so many products the model is exact; its cost grows with their third power.",
    },
];

/// The parameters as numbers that cannot hurt.
struct Settings {
    weighting: Weighting,
    lambda: f64,
    beta: f64,
    kept: usize,
    products_dense_max: usize,
}

impl Settings {
    fn new(params: &Params, products: usize) -> Self {
        let value = |name| params.value(BasketModel::ID, PARAMETERS, name);
        Self {
            weighting: Weighting {
                gamma: value("gamma").clamp(0.0, 2.0),
                half_life_days: value("half_life_days").max(0.0),
                order_reach: value("order_reach").max(0.0),
                order_mix: value("order_mix").clamp(0.0, 1.0),
            },
            lambda: value("lambda").max(0.01),
            beta: value("beta").clamp(0.0, 1.0),
            kept: match value("neighbours") {
                wanted if wanted >= 1.0 => wanted as usize,
                _ => (BYTES_SMALL / 6 / products.max(1)).clamp(NEIGHBOURS_MIN, NEIGHBOURS_MAX),
            },
            products_dense_max: (value("products_dense_max").max(0.0) as usize).min(PRODUCTS_DENSE_LIMIT),
        }
    }
}

impl Recommender for BasketModel {
    const ID: &'static str = "basket_model";
    const SEES: &'static str = "Completes the cart: what goes with everything that is in it already.";
    const UNIT: Unit = Unit::Order;
    const PARAMETERS: &'static [Parameter] = PARAMETERS;

    type Counts = History;
    type Model = Model;

    fn count(partition: &Partition) -> History {
        History::count(partition)
    }

    fn merge(into: &mut History, other: History) {
        into.merge(other);
    }

    fn finish(counts: History, context: &BuildContext<'_>) -> Model {
        let products = context.catalogue.len();
        let settings = Settings::new(context.params, products);
        let index = GramIndex::build(products, &counts, &settings.weighting);
        drop(counts);
        let ridge = Ridge::new(&index, &settings);
        let exact = ridge.len() <= settings.products_dense_max;
        let rows = match exact {
            true => dense::rows(index, &ridge, settings.kept),
            false => sparse::rows(index, &ridge, settings.kept),
        };
        model(products, &ridge, rows, exact, settings.kept)
    }

    fn propose(model: &Model, query: &Query<'_>, candidates: &mut Candidates) {
        let held = query.held();
        for seed in query.seeds() {
            let neighbours = row(&model.neighbour, &model.offset, seed);
            let scores = row(&model.score, &model.offset, seed);
            for (&product, &score) in neighbours.iter().zip(scores) {
                if !held.contains(product) {
                    let evidence = Evidence::CompletesCart { with: seed };
                    candidates.propose(product, unpack_score(score), evidence);
                }
            }
        }
    }

    fn write(model: &Model, sections: &mut Sections) {
        sections.put("basket_model/offset", &model.offset);
        sections.put("basket_model/neighbour", &model.neighbour);
        sections.put("basket_model/score", &model.score);
        sections.put("basket_model/chosen", &model.chosen);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Model, SectionError> {
        let name = "basket_model/offset";
        let model = Model {
            offset: sections.get(name)?,
            neighbour: sections.get("basket_model/neighbour")?,
            score: sections.get("basket_model/score")?,
            chosen: sections.get("basket_model/chosen")?,
        };
        for length in [model.neighbour.len(), model.score.len()] {
            check_offsets(name, &model.offset, catalogue.len(), length)?;
        }
        Ok(model)
    }

    fn facts(model: &Model) -> Vec<(&'static str, f64)> {
        let names = ["products", "exact", "neighbours_max", "lambda_weight"];
        let chosen = names
            .into_iter()
            .zip(model.chosen.iter().map(|&value| f64::from(value)));
        chosen
            .chain([("weights_kept", model.neighbour.len() as f64)])
            .collect()
    }
}

/// A product's positive weights for others, by their places in the [`Ridge`].
type Weights = Vec<(u32, f32)>;

/// Keeps the `kept` largest weights, largest first; ties break by place.
fn keep_largest(weights: &mut Weights, kept: usize) {
    let larger = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if weights.len() > kept {
        weights.select_nth_unstable_by(kept, larger);
        weights.truncate(kept);
    }
    weights.sort_unstable_by(larger);
    weights.shrink_to_fit();
}

fn model(products: usize, ridge: &Ridge, rows: Vec<Weights>, exact: bool, kept: usize) -> Model {
    let total = rows.iter().map(Vec::len).sum();
    let mut offset = Vec::with_capacity(products + 1);
    let (mut neighbour, mut score) = (Vec::with_capacity(total), Vec::with_capacity(total));
    offset.push(0);
    for (place, weights) in rows.into_iter().enumerate() {
        offset.resize(ridge.product(place as u32) as usize + 1, neighbour.len() as u32);
        for (other, weight) in weights {
            neighbour.push(ridge.product(other));
            score.push(pack_score(weight));
        }
    }
    offset.resize(products + 1, neighbour.len() as u32);
    let chosen = [
        ridge.len() as f32,
        f32::from(u8::from(exact)),
        kept as f32,
        ridge.lambda as f32,
    ];
    Model {
        offset: Column::new(offset),
        neighbour: Column::new(neighbour),
        score: Column::new(score),
        chosen: Column::new(chosen.to_vec()),
    }
}
