//! **What a shopkeeper sees:** which products are alike by their titles: the only thing known of a product on its first
//! day.
//!
//! **Method:** every title becomes two vectors, of its words and of its runs of three and four letters, weighted
//! `(1 + ln tf)·ln((n + 1)/(df + ½))` and of length 1; two titles are alike by the mean of the two cosines, `B`. Titles
//! that are alike to everything are held back: with `t` a tenth plus the mean of a title's ten largest `B`, the
//! similarity is `B·t̄/√(t_i·t_j)`. A product titled in several languages is compared in each that the other one has
//! too. Kept are 50 neighbours, 20 in very large catalogues; there, words in very many titles only weigh.
//!
//! **When it fails:** titles that are bare codes; products that only pictures tell apart; a title in one language never
//! meets one in another.
//!
//! **Source:** G. Salton, C. Buckley, "Term-weighting approaches in automatic text retrieval", 1988; local scaling of
//! hubs after L. Zelnik-Manor, P. Perona, "Self-tuning spectral clustering", 2004. Weights were chosen on bundles that
//! people made of electronic products, on a validation part of them.

mod vectors;

use rayon::prelude::*;

use crate::{
    Catalogue, Column, History, Params, SectionError, Sections, Signal,
    column::{check_offsets, row},
    query::ProductIndex,
};

use vectors::{Row, TitleVectors};

/// The signal.
#[derive(Default)]
pub struct Content {
    offset: Column<u32>,
    neighbour: Column<u32>,
    /// In steps of 1 / [`SIMILARITY_ONE`].
    similarity: Column<u16>,
}

/// A similarity of 1; the largest there can be is 5.5, of two equal titles in a catalogue of nothing but twins.
const SIMILARITY_ONE: f32 = 8_192.0;
/// A large catalogue keeps this many neighbours: 6 bytes each, so 120 bytes per product.
const NEIGHBOURS_MIN: usize = 20;
/// A small one keeps more, until the neighbours of all products take this many bytes.
const BYTES_SMALL: usize = 16 << 20;
const NEIGHBOURS_MAX: usize = 50;
/// So many times the neighbours kept are looked at again once hubs are known.
const RESCORED: usize = 3;
/// Neighbours whose likeness tells how much of a hub a title is.
const HUB_NEIGHBOURS: usize = 10;
/// Keeps titles that are like nothing from being blown up.
const HUB_FLOOR: f32 = 0.1;
/// Observations after which behaviour counts as much as content.
const HANDOVER: f32 = 25.0;

/// How much to trust what was observed `observations` times instead of what content tells, from 0 to 1.
pub fn handover(observations: u32) -> f32 {
    observations as f32 / (observations as f32 + HANDOVER)
}

/// Titles so alike serve one need where no category tells.
const ALIKE_MIN: f32 = 0.5;

/// Whether two products serve the same need, of which it is known how alike their titles are.
pub fn serve_same_need(catalogue: &Catalogue, a: ProductIndex, b: ProductIndex, alike: f32) -> bool {
    let unknown = catalogue.leaf(a).is_none() || catalogue.leaf(b).is_none();
    catalogue.same_need(a, b) || (unknown && alike >= ALIKE_MIN)
}

impl Content {
    /// The products most alike to `product`, the most alike first, each with its similarity: above 0, seldom above 1.
    pub fn neighbours(&self, product: ProductIndex) -> impl Iterator<Item = (ProductIndex, f32)> + '_ {
        let neighbours = row(&self.neighbour, &self.offset, product).iter().copied();
        let similarity = row(&self.similarity, &self.offset, product).iter();
        neighbours.zip(similarity.map(|&steps| f32::from(steps) / SIMILARITY_ONE))
    }

    /// How alike two products are; 0 where neither is among the other's neighbours.
    pub fn between(&self, a: ProductIndex, b: ProductIndex) -> f32 {
        let of = |own, other| {
            let mut neighbours = self.neighbours(own);
            neighbours.find_map(|(product, similarity)| (product == other).then_some(similarity))
        };
        of(a, b).or_else(|| of(b, a)).unwrap_or_default()
    }
}

impl Signal for Content {
    const ID: &'static str = "content";
    const SEES: &'static str = "Which products are alike by their titles.";

    fn learn(_history: &History, catalogue: &Catalogue, _params: &Params) -> Self {
        let kept = (BYTES_SMALL / 6 / catalogue.len().max(1)).clamp(NEIGHBOURS_MIN, NEIGHBOURS_MAX);
        let vectors = TitleVectors::build(catalogue);
        let alike = all_rows(&vectors, kept * RESCORED);
        let hubness: Vec<f32> = alike.iter().map(|row| hubness(row)).collect();
        let titled = |product: &usize| vectors.is_titled(*product as ProductIndex);
        let titles: Vec<f32> = (0..hubness.len())
            .filter(titled)
            .map(|product| hubness[product])
            .collect();
        let mean = titles.iter().sum::<f32>() / titles.len().max(1) as f32;
        drop(vectors);
        let rows: Vec<Vec<(ProductIndex, u16)>> = alike
            .into_par_iter()
            .zip(0..hubness.len() as ProductIndex)
            .map(|(row, own)| without_hubs(&row, own, &hubness, mean, kept))
            .collect();
        Self::from_rows(&rows)
    }

    fn write(&self, sections: &mut Sections) {
        sections.put("content/offset", &self.offset);
        sections.put("content/neighbour", &self.neighbour);
        sections.put("content/similarity", &self.similarity);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Self, SectionError> {
        let name = "content/offset";
        let signal = Self {
            offset: sections.get(name)?,
            neighbour: sections.get("content/neighbour")?,
            similarity: sections.get("content/similarity")?,
        };
        for length in [signal.neighbour.len(), signal.similarity.len()] {
            check_offsets(name, &signal.offset, catalogue.len(), length)?;
        }
        Ok(signal)
    }

    fn tells(&self, product: ProductIndex) -> Vec<(&'static str, f64)> {
        let most_alike = self.neighbours(product).next();
        most_alike
            .into_iter()
            .flat_map(|(_, similarity)| {
                [
                    ("neighbours", self.neighbours(product).count() as f64),
                    ("most_alike", f64::from(similarity)),
                ]
            })
            .collect()
    }
}

impl Content {
    fn from_rows(rows: &[Vec<(ProductIndex, u16)>]) -> Self {
        let mut offset = vec![0];
        offset.extend(rows.iter().scan(0, |end, row| {
            *end += row.len() as u32;
            Some(*end)
        }));
        Self {
            offset: Column::new(offset),
            neighbour: Column::new(rows.iter().flatten().map(|pair| pair.0).collect()),
            similarity: Column::new(rows.iter().flatten().map(|pair| pair.1).collect()),
        }
    }
}

fn all_rows(vectors: &TitleVectors, wanted: usize) -> Vec<Vec<(f32, ProductIndex)>> {
    let products = vectors.products();
    (0..products as ProductIndex)
        .into_par_iter()
        .with_min_len((products / 4_096).max(1))
        .map_init(
            || Row::new(products, wanted),
            |row, own| vectors.most_alike(own, row),
        )
        .collect()
}

/// A tenth plus the mean of the ten largest cosines; missing ones count 0.
fn hubness(alike: &[(f32, ProductIndex)]) -> f32 {
    let largest: f32 = alike.iter().take(HUB_NEIGHBOURS).map(|(cosine, _)| cosine).sum();
    HUB_FLOOR + largest / HUB_NEIGHBOURS as f32
}

fn without_hubs(
    alike: &[(f32, ProductIndex)],
    own: ProductIndex,
    hubness: &[f32],
    mean: f32,
    kept: usize,
) -> Vec<(ProductIndex, u16)> {
    let own_hubness = hubness[own as usize];
    let similarity = |&(cosine, other): &(f32, ProductIndex)| {
        (
            cosine * mean / (own_hubness * hubness[other as usize]).sqrt(),
            other,
        )
    };
    let mut scored: Vec<(f32, ProductIndex)> = alike.iter().map(similarity).collect();
    scored.sort_unstable_by(vectors::better);
    let packed = scored
        .into_iter()
        .take(kept)
        .map(|(similarity, other)| (other, (similarity * SIMILARITY_ONE) as u16));
    packed.filter(|(_, steps)| *steps > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CatalogueSource;

    fn learnt(titles: &[&[(&str, &str)]]) -> Content {
        let mut source = CatalogueSource::default();
        for (number, texts) in titles.iter().enumerate() {
            let id = shop::ProductId::new(&number.to_string()).unwrap();
            let mut product = shop::Product::unknown(id);
            for (tag, title) in *texts {
                let locale = shop::Locale::new(tag).unwrap();
                product.title.0.insert(locale, (*title).to_owned());
            }
            source.push(&product, false);
        }
        Content::learn(&History::default(), &source.finish(), &Params::default())
    }

    fn first(content: &Content, product: ProductIndex) -> Option<ProductIndex> {
        content.neighbours(product).next().map(|(product, _)| product)
    }

    #[test]
    fn titles_meet_in_their_own_language_and_spelling() {
        let content = learnt(&[
            &[("en", "Battery EN-EL15 for camera"), ("ar", "بطارية للكاميرا")],
            &[("en", "Camera batteries ENEL15")],
            &[("ar", "بطّاريه كاميرا")],
            &[("ro", "Încărcător de perete")],
            &[("ro", "incarcator perete rapid")],
            &[("en", "Garden chair")],
            &[],
        ]);
        assert_eq!(first(&content, 0), Some(1));
        assert_eq!(first(&content, 1), Some(0));
        assert_eq!(first(&content, 2), Some(0));
        assert_eq!((first(&content, 3), first(&content, 4)), (Some(4), Some(3)));
        assert_eq!((first(&content, 6), content.neighbours(99).next()), (None, None));
        assert!(content.between(3, 4) > content.between(3, 5) && content.between(3, 6) <= 0.0);
    }

    #[test]
    fn a_title_like_all_others_is_held_back() {
        let content = learnt(&[
            &[("en", "red lamp blue chair green table")],
            &[("en", "red lamp")],
            &[("en", "red lamp")],
            &[("en", "blue chair")],
            &[("en", "blue chair")],
            &[("en", "green table")],
        ]);
        let to_hub = content.between(1, 0);
        assert_eq!(first(&content, 1), Some(2));
        assert!(to_hub > 0.0 && to_hub < content.between(1, 2) / 2.0, "{to_hub}");
    }

    #[test]
    fn trust_passes_to_behaviour_as_it_is_observed() {
        assert!((handover(0), handover(25), handover(75)) == (0.0, 0.5, 0.75));
    }
}
