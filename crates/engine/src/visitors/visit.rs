//! What a visitor looked at in the latest visit, and what was offered in it.

use recommend::ProductIndex;

/// A visit ends with a pause of so long.
pub const PAUSE_MS: i64 = 30 * 60_000;
/// Views kept per visitor, the latest ones.
pub const VIEWS_MAX: usize = 30;
/// Products offered on the way to the order that are kept.
const OFFERED_MAX: usize = 16;

/// The views of a visitor's latest visit, the latest first; repeats stay.
#[derive(Default)]
pub struct Visit {
    /// Product and moment in milliseconds since 1970.
    views: Vec<(ProductIndex, i64)>,
    /// What was offered on the way to the order, the latest last, and when.
    offered: Vec<(ProductIndex, i64)>,
}

impl Visit {
    pub fn seen_ms(&self) -> i64 {
        self.views.first().map_or(i64::MIN, |(_, ms)| *ms)
    }

    /// Events may arrive out of order; one of an earlier visit is of no use any more.
    pub fn add(&mut self, product: ProductIndex, ms: i64) {
        let seen_ms = self.seen_ms();
        if seen_ms.saturating_add(PAUSE_MS) < ms {
            self.views.clear();
        } else if ms.saturating_add(PAUSE_MS) < seen_ms {
            return;
        }
        let place = self.views.iter().take_while(|(_, later)| *later > ms).count();
        self.views.insert(place, (product, ms));
        self.views.truncate(VIEWS_MAX);
    }

    /// The products viewed, the latest first.
    pub fn views(&self) -> Vec<ProductIndex> {
        self.views.iter().map(|(product, _)| *product).collect()
    }

    /// Notes what was offered on the way to the order.
    pub fn offered(&mut self, products: impl Iterator<Item = ProductIndex>, ms: i64) {
        for product in products {
            self.offered.retain(|(known, _)| *known != product);
            self.offered.push((product, ms));
        }
        let over = self.offered.len().saturating_sub(OFFERED_MAX);
        self.offered.drain(..over);
    }

    /// What was offered on the way to the order, without a pause since.
    pub fn offered_since_pause(&self, ms: i64) -> Vec<ProductIndex> {
        let recent = |(_, at): &&(ProductIndex, i64)| at.saturating_add(PAUSE_MS) >= ms;
        self.offered
            .iter()
            .filter(recent)
            .map(|(product, _)| *product)
            .collect()
    }
}
