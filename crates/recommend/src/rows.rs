//! Products listed per product, best first: the model of recommenders that know what to offer beside what.

use crate::{
    Catalogue, Column, SectionError, Sections,
    column::{check_offsets, row},
    query::ProductIndex,
};

/// A product of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The product.
    pub product: ProductIndex,
    /// How strongly it is recommended, above 0.
    pub score: f32,
    /// What its reason counts.
    pub detail: u32,
}

/// A row of products for every product of the catalogue.
#[derive(Default)]
pub struct ScoredRows {
    offset: Column<u32>,
    product: Column<u32>,
    score: Column<f32>,
    detail: Column<u32>,
}

/// Keeps the best `kept` of `scored`, best first; ties break by product, and what has no positive score goes.
pub fn keep_best(scored: &mut Vec<Scored>, kept: usize) {
    scored.retain(|entry| entry.score.is_finite() && entry.score > 0.0);
    scored.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.product.cmp(&b.product)));
    scored.truncate(kept);
}

impl ScoredRows {
    /// The rows of all products, in their order.
    pub fn collect(rows: impl IntoIterator<Item = Vec<Scored>>) -> Self {
        let (mut offset, mut all) = (vec![0], Vec::new());
        for row in rows {
            all.extend(row);
            offset.push(all.len() as u32);
        }
        Self {
            offset: Column::new(offset),
            product: Column::new(all.iter().map(|entry: &Scored| entry.product).collect()),
            score: Column::new(all.iter().map(|entry| entry.score).collect()),
            detail: Column::new(all.iter().map(|entry| entry.detail).collect()),
        }
    }

    /// What stands beside `product`, best first; nothing past the end.
    pub fn of(&self, product: ProductIndex) -> impl Iterator<Item = Scored> + '_ {
        let products = row(&self.product, &self.offset, product);
        let scores = row(&self.score, &self.offset, product);
        let details = row(&self.detail, &self.offset, product);
        let entries = products.iter().zip(scores).zip(details);
        entries.map(|((&product, &score), &detail)| Scored {
            product,
            score,
            detail,
        })
    }

    /// How many entries all rows have.
    pub fn len(&self) -> usize {
        self.product.len()
    }

    /// Adds the arrays of the recommender `id`.
    pub fn write(&self, id: &str, sections: &mut Sections) {
        sections.put(&format!("{id}/offset"), &self.offset);
        sections.put(&format!("{id}/product"), &self.product);
        sections.put(&format!("{id}/score"), &self.score);
        sections.put(&format!("{id}/detail"), &self.detail);
    }

    /// Reads the arrays of the recommender `id`.
    pub fn read(id: &str, sections: &Sections, catalogue: &Catalogue) -> Result<Self, SectionError> {
        let name = format!("{id}/offset");
        let rows = Self {
            offset: sections.get(&name)?,
            product: sections.get(&format!("{id}/product"))?,
            score: sections.get(&format!("{id}/score"))?,
            detail: sections.get(&format!("{id}/detail"))?,
        };
        for length in [rows.product.len(), rows.score.len(), rows.detail.len()] {
            check_offsets(&name, &rows.offset, catalogue.len(), length)?;
        }
        Ok(rows)
    }
}
