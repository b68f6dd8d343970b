//! Past visits as one array of looks, and where each product stands in it.

use crate::{History, Session, StepKind, query::ProductIndex};

use super::VISITS_MAX;

/// Looks that are learnt from, of the newest visits: about four million visits, 200 MB while the model is finished.
/// Older ones are hardly ever among a product's newest visits.
const LOOKS_MAX: usize = 16_000_000;
/// Visits that ended within so many seconds of the last one say what is looked at lately.
const LATELY_S: u32 = 86_400;
/// A product seen more looks ago than this counts as seen this many ago.
pub(super) const REVISIT_LOOKS: usize = 6;

/// The visits of at least two looks, by their end, one behind the other.
pub(super) struct Looks {
    /// Where each visit begins, and the end of the last.
    pub(super) offset: Vec<u32>,
    pub(super) product: Vec<ProductIndex>,
    ended_s: Vec<u32>,
    pub(super) products: usize,
}

impl Looks {
    /// The newest visits of `history`; products from `products` on are left out.
    pub(super) fn collect(history: &History, products: usize) -> Self {
        let sessions = history.sessions();
        let mut room = LOOKS_MAX;
        let fits = |session: &&Session<'_>| {
            let left = room.checked_sub(session.steps().len());
            room = left.unwrap_or_default();
            left.is_some()
        };
        let newest = sessions.iter().rev().take_while(fits).count();
        let mut looks = Self {
            offset: vec![0],
            product: Vec::new(),
            ended_s: Vec::new(),
            products,
        };
        for session in &sessions[sessions.len() - newest..] {
            looks.push(session);
        }
        looks
    }

    /// A product put in the cart or bought was looked at; right after its own page that is no further look. A visit of
    /// one look says nothing about a next one.
    fn push(&mut self, session: &Session<'_>) {
        let from = self.product.len();
        for step in session.steps() {
            let on_screen = self.product[from..].last() == Some(&step.product);
            let known = (step.product as usize) < self.products;
            if known && (step.kind == StepKind::View || !on_screen) {
                self.product.push(step.product);
            }
        }
        if self.product.len() - from < 2 {
            self.product.truncate(from);
            return;
        }
        self.offset.push(self.product.len() as u32);
        self.ended_s.push(session.ended_s);
    }

    /// The products of each visit, the oldest visit first.
    pub(super) fn visits(&self) -> impl Iterator<Item = &[ProductIndex]> {
        let bounds = self.offset.iter().zip(&self.offset[1..]);
        bounds.map(|(&from, &to)| &self.product[from as usize..to as usize])
    }
}

/// Where each product stands among the looks.
pub(super) struct Places {
    offset: Vec<u32>,
    place: Vec<u32>,
    /// The visit of each look.
    visit_of: Vec<u32>,
}

impl Places {
    /// Turns the looks round.
    pub(super) fn of(looks: &Looks) -> Self {
        let mut offset = vec![0_u32; looks.products + 1];
        for &product in &looks.product {
            offset[product as usize + 1] += 1;
        }
        for product in 0..looks.products {
            offset[product + 1] += offset[product];
        }
        let mut next = offset.clone();
        let mut place = vec![0; looks.product.len()];
        for (at, &product) in (0_u32..).zip(&looks.product) {
            let slot = &mut next[product as usize];
            place[*slot as usize] = at;
            *slot += 1;
        }
        let numbered = (0_u32..).zip(looks.visits());
        let visit_of = numbered.flat_map(|(visit, looks)| std::iter::repeat_n(visit, looks.len()));
        Self {
            visit_of: visit_of.collect(),
            offset,
            place,
        }
    }

    /// The places of `product`, ascending.
    pub(super) fn row(&self, product: ProductIndex) -> &[u32] {
        let own = product as usize;
        &self.place[self.offset[own] as usize..self.offset[own + 1] as usize]
    }

    /// The visit that a place belongs to.
    pub(super) fn visit_of(&self, place: u32) -> u32 {
        self.visit_of[place as usize]
    }
}

/// What is served of the visits, with two counts per product.
pub(super) struct Index {
    pub(super) look_offset: Vec<u32>,
    pub(super) look: Vec<ProductIndex>,
    pub(super) visit_offset: Vec<u32>,
    pub(super) visit: Vec<u32>,
    /// Visits that hold each product.
    pub(super) visits_with: Vec<u32>,
    /// Looks at each product in the visits that ended lately.
    pub(super) looks_lately: Vec<u32>,
}

impl Index {
    /// The newest visits of each product; visits that are not among any product's newest are dropped.
    pub(super) fn of(looks: &Looks, places: &Places) -> Self {
        let mut index = Self {
            look_offset: vec![0],
            look: Vec::new(),
            visit_offset: vec![0],
            visit: Vec::new(),
            visits_with: Vec::with_capacity(looks.products),
            looks_lately: vec![0; looks.products],
        };
        let mut used = vec![false; looks.ended_s.len()];
        for product in 0..looks.products as ProductIndex {
            index.newest(product, places, &mut used);
        }
        let mut number = vec![0_u32; used.len()];
        for (visit, products) in looks.visits().enumerate().filter(|(visit, _)| used[*visit]) {
            number[visit] = index.look_offset.len() as u32 - 1;
            index.look.extend_from_slice(products);
            index.look_offset.push(index.look.len() as u32);
        }
        for visit in &mut index.visit {
            *visit = number[*visit as usize];
        }
        let last_s = looks.ended_s.last().copied().unwrap_or_default();
        let lately = looks
            .ended_s
            .partition_point(|&ended_s| ended_s < last_s.saturating_sub(LATELY_S));
        for &product in &looks.product[looks.offset[lately] as usize..] {
            index.looks_lately[product as usize] += 1;
        }
        index
    }

    fn newest(&mut self, product: ProductIndex, places: &Places, used: &mut [bool]) {
        let (mut latest, mut count) = (None, 0);
        for &place in places.row(product).iter().rev() {
            let visit = places.visit_of(place);
            if latest == Some(visit) {
                continue;
            }
            (latest, count) = (Some(visit), count + 1);
            if count as usize <= VISITS_MAX {
                self.visit.push(visit);
                used[visit as usize] = true;
            }
        }
        self.visit_offset.push(self.visit.len() as u32);
        self.visits_with.push(count);
    }
}

/// The logarithm of how often a product seen 1, 2 … [`REVISIT_LOOKS`] or more looks ago is looked at next.
pub(super) fn revisit_rates(looks: &Looks) -> Vec<f32> {
    let (mut returned, mut looked) = ([0_u64; REVISIT_LOOKS], [0_u64; REVISIT_LOOKS]);
    for visit in looks.visits() {
        for (at, product) in visit.iter().enumerate().skip(1) {
            for could_return in &mut looked[..at.min(REVISIT_LOOKS)] {
                *could_return += 1;
            }
            let looks_ago = visit[..at].iter().rev().position(|earlier| earlier == product);
            if let Some(between) = looks_ago {
                returned[between.min(REVISIT_LOOKS - 1)] += 1;
            }
        }
    }
    if looked[0] == 0 {
        return Vec::new();
    }
    let rate =
        |(&returned, &looked): (&u64, &u64)| ((returned as f64 + 0.5) / (looked as f64 + 5.0)).ln() as f32;
    returned.iter().zip(&looked).map(rate).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{DaySessions, Partition, Sessions, Step};
    use shop::Day;

    /// Visits of nothing but views, one ending a day after the other.
    pub fn looks(visits: &[&[ProductIndex]], products: usize) -> Looks {
        let view = |&product: &ProductIndex| Step {
            product,
            kind: StepKind::View,
        };
        let day = |(day, visit): (u32, &&[ProductIndex])| {
            let mut sessions = Sessions::default();
            sessions.push(day * 86_400, None, &visit.iter().map(view).collect::<Vec<_>>());
            DaySessions {
                day: Day(day as i32),
                sessions: sessions.into(),
            }
        };
        let history = History::count(&Partition {
            sessions: (1..).zip(visits).map(day).collect(),
            ..Partition::default()
        });
        Looks::collect(&history, products)
    }

    #[test]
    fn visits_are_found_by_product_the_newest_first() {
        let looks = looks(&[&[1, 2, 1], &[0], &[2, 9, 0], &[1, 1]], 4);
        let index = Index::of(&looks, &Places::of(&looks));
        assert_eq!(index.look, [1, 2, 1, 2, 0, 1, 1]);
        assert_eq!(index.look_offset, [0, 3, 5, 7]);
        assert_eq!(index.visit, [1, 2, 0, 1, 0]);
        assert_eq!(index.visit_offset, [0, 1, 3, 5, 5]);
        assert_eq!(index.visits_with, [1, 2, 2, 0]);
        assert_eq!(index.looks_lately, [1, 2, 1, 0]);
    }

    #[test]
    fn visits_that_are_no_products_newest_are_dropped() {
        let visits = vec![&[0, 1][..]; VISITS_MAX + 7];
        let looks = looks(&visits, 2);
        let index = Index::of(&looks, &Places::of(&looks));
        assert_eq!(index.look_offset.len(), VISITS_MAX + 1);
        assert_eq!(index.visits_with, [VISITS_MAX as u32 + 7; 2]);
        assert_eq!(
            (index.visit[0], index.visit[VISITS_MAX - 1]),
            (VISITS_MAX as u32 - 1, 0)
        );
    }

    #[test]
    fn revisits_are_counted_by_their_distance() {
        let rates = revisit_rates(&looks(&[&[1, 2, 1], &[3, 3]], 4));
        let expect = [1.5 / 8.0, 1.5 / 6.0, 0.5 / 5.0].map(f32::ln);
        for (rate, expect) in rates.iter().zip(expect) {
            assert!((rate - expect).abs() < 1e-6, "{rates:?}");
        }
        assert!(revisit_rates(&looks(&[&[1], &[3]], 4)).is_empty());
    }
}
