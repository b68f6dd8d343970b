//! A visitor's live visit as a query tells it.

use crate::{Query, query::ProductIndex};

/// Products of the visit that past visits are found by.
pub(super) const ANCHORS_MAX: usize = 4;
/// Looks that count, the latest ones: as many as are kept of past visits.
const LOOKS_MAX: usize = 100;

/// A visit, the latest look first.
#[derive(Default)]
pub(super) struct Visit {
    /// Products looked at; repeats stay.
    pub(super) looks: Vec<ProductIndex>,
    /// The latest distinct products that the model knows, with how many looks came after them.
    pub(super) anchors: Vec<(ProductIndex, u32)>,
    /// Looks at a product seen before.
    pub(super) revisits: usize,
    /// Whether the current product was looked at before.
    pub(super) current_revisited: bool,
    /// Whether the first look is the page's product, which the query does not count among those viewed.
    page_first: bool,
    /// Products that the model knows: those below this.
    products: usize,
}

impl Visit {
    /// Reads the visit of `query`; the page's product is its latest look.
    pub(super) fn read(&mut self, query: &Query<'_>, products: usize) {
        let page = query
            .product
            .filter(|page| query.recently_viewed.first() != Some(page));
        self.page_first = page.is_some();
        self.products = products;
        self.looks.clear();
        self.looks
            .extend(page.iter().chain(query.recently_viewed).take(LOOKS_MAX));
        self.count_revisits();
        self.anchors.clear();
        for (&product, distance) in self.looks.iter().zip(0..) {
            if self.anchors.len() == ANCHORS_MAX {
                break;
            }
            if self.knows(product) && self.anchors.iter().all(|(anchor, _)| *anchor != product) {
                self.anchors.push((product, distance));
            }
        }
    }

    /// Counts what is looked at again.
    fn count_revisits(&mut self) {
        let before = |at: usize| self.looks[at + 1..].contains(&self.looks[at]);
        self.revisits = (0..self.looks.len()).filter(|&at| before(at)).count();
        self.current_revisited = !self.looks.is_empty() && before(0);
    }

    /// Whether the model has a row for `product`.
    pub(super) fn knows(&self, product: ProductIndex) -> bool {
        (product as usize) < self.products
    }

    /// How many views ago the look was that is `looks_ago` looks ago, as the query counts.
    pub(super) fn views_ago(&self, looks_ago: u32) -> u32 {
        looks_ago - u32::from(self.page_first)
    }
}
