//! **What a shopkeeper sees:** the cross-sells they linked by hand, in their own order.
//!
//! **Method:** the catalogue's links of kind `cross_sell` from every product of the cart and page; a link's score falls
//! with its position, and links from several products add up.
//!
//! **When it fails:** links grow old; a linked product out of stock is filtered like any other.
//!
//! **Source:** the related-products tables of every shop system.

use shop::LinkKind;

use crate::{
    BuildContext, Candidates, Catalogue, Column, Evidence, Partition, Query, Recommender, SectionError,
    Sections, Unit,
    column::{check_offsets, row},
};

/// The recommender.
pub struct MerchantLinks;

/// The cross-sell links of each product, in the merchant's order.
#[derive(Default)]
pub struct Model {
    offset: Column<u32>,
    to: Column<u32>,
}

impl Recommender for MerchantLinks {
    const ID: &'static str = "merchant_links";
    const SEES: &'static str = "Cross-sells linked by hand, in the merchant's own order.";
    const UNIT: Unit = Unit::Order;

    type Counts = ();
    type Model = Model;

    fn count(_partition: &Partition) {}

    fn merge(_into: &mut (), _other: ()) {}

    fn finish(_counts: (), context: &BuildContext<'_>) -> Model {
        let BuildContext { catalogue, .. } = *context;
        let (mut offset, mut to) = (vec![0], Vec::new());
        for product in 0..catalogue.len() as u32 {
            to.extend(
                catalogue
                    .links(product)
                    .filter(|(_, kind)| *kind == LinkKind::CrossSell)
                    .map(|(to, _)| to),
            );
            offset.push(to.len() as u32);
        }
        Model {
            offset: Column::new(offset),
            to: Column::new(to),
        }
    }

    fn propose(model: &Model, query: &Query<'_>, candidates: &mut Candidates) {
        for seed in query.seeds() {
            for (&product, position) in row(&model.to, &model.offset, seed).iter().zip(0_u16..) {
                if !query.holds(product) {
                    let evidence = Evidence::MerchantLink {
                        with: seed,
                        kind: LinkKind::CrossSell,
                    };
                    candidates.propose(product, 1.0 / (1.0 + f32::from(position)), evidence);
                }
            }
        }
    }

    fn write(model: &Model, sections: &mut Sections) {
        sections.put("merchant_links/offset", &model.offset);
        sections.put("merchant_links/to", &model.to);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Model, SectionError> {
        let model = Model {
            offset: sections.get("merchant_links/offset")?,
            to: sections.get("merchant_links/to")?,
        };
        check_offsets(
            "merchant_links/offset",
            &model.offset,
            catalogue.len(),
            model.to.len(),
        )?;
        Ok(model)
    }

    fn facts(model: &Model) -> Vec<(&'static str, f64)> {
        vec![("links", model.to.len() as f64)]
    }
}
