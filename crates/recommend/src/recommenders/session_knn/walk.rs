//! Where short walks over products looked at close to one another lead: a table with a short row per product.
//!
//! One step goes from a product to those looked at up to five looks after it, or less likely before it, the nearer the
//! likelier, and the less likely the more rows a product stands in. The table adds up walks of one step (half), two,
//! and three: `H = P/2 + P² + P·P²`, the last with the 50 largest of each row of P².

use rayon::prelude::*;

use crate::query::ProductIndex;

use super::index::{Looks, Places};

/// Set where the two products also stand close to one another in a visit.
pub(super) const DIRECT: u32 = 1 << 31;

/// Looks between which two products count as close.
const GAP_MAX: usize = 5;
/// What a pair at distance 1 counts in its own direction and in the other; every share of it up to [`GAP_MAX`] is
/// whole, so that sums do not depend on the order of the visits.
const FORWARD: usize = 600;
const BACKWARD: usize = 420;
/// Steps kept per product, pairs of steps kept for the third step, and walks kept.
const STEPS_MAX: usize = 20;
const TWO_STEPS_MAX: usize = 50;
const WALKS_MAX: usize = 30;
/// The largest value a walk can have, .5 + 1 + 1, is the largest number of 16 bits.
const STRENGTH_ONE: f64 = u16::MAX as f64 / 2.5;

/// The table, cut by `offset`.
pub(super) struct Table {
    pub(super) offset: Vec<u32>,
    pub(super) product: Vec<ProductIndex>,
    pub(super) strength: Vec<u16>,
}

/// Sparse rows, the largest value first.
type Rows = Vec<Vec<(ProductIndex, f32)>>;

/// Counts the steps and adds up the walks.
pub(super) fn table(looks: &Looks, places: &Places) -> Table {
    let products = looks.products;
    let mut one = rows(products, |product, sums| {
        close(looks, places, product, sums);
        sums.largest(STEPS_MAX)
    });
    to_probabilities(&mut one, products);
    let two = rows(products, |product, sums| {
        follow(&one, &one[product as usize], sums);
        sums.largest(TWO_STEPS_MAX)
    });
    let walks = rows(products, |product, sums| {
        let steps = &one[product as usize];
        follow(&one, steps, sums);
        follow(&two, steps, sums);
        for &(to, share) in steps {
            sums.add(to, 0.5 * f64::from(share));
        }
        sums.remove(product);
        let mut walks = sums.largest(WALKS_MAX);
        close(looks, places, product, sums);
        for (to, _) in &mut walks {
            *to |= if sums.holds(*to) { DIRECT } else { 0 };
        }
        sums.clear();
        walks
    });
    pack(walks)
}

fn pack(walks: Rows) -> Table {
    let mut table = Table {
        offset: vec![0],
        product: Vec::new(),
        strength: Vec::new(),
    };
    for row in walks {
        for (to, value) in row {
            table.product.push(to);
            table
                .strength
                .push((f64::from(value) * STRENGTH_ONE).round().max(1.0) as u16);
        }
        table.offset.push(table.product.len() as u32);
    }
    table
}

/// Sums what stands close to each look at `product`.
fn close(looks: &Looks, places: &Places, product: ProductIndex, sums: &mut Sums) {
    for &place in places.row(product) {
        let (at, visit) = (place as usize, places.visit_of(place) as usize);
        let (from, to) = (looks.offset[visit] as usize, looks.offset[visit + 1] as usize);
        let after = looks.product[at + 1..to.min(at + 1 + GAP_MAX)].iter();
        let before = looks.product[from.max(at.saturating_sub(GAP_MAX))..at]
            .iter()
            .rev();
        let after = after.zip(1..).map(|(other, gap)| (*other, FORWARD / gap));
        let before = before.zip(1..).map(|(other, gap)| (*other, BACKWARD / gap));
        for (other, weight) in after.chain(before).filter(|(other, _)| *other != product) {
            sums.add(other, weight as f64);
        }
    }
}

/// Holds products of many rows back and makes each row add up to one.
fn to_probabilities(rows: &mut Rows, products: usize) {
    let mut column = vec![0.0_f64; products];
    for &(to, weight) in rows.iter().flatten() {
        column[to as usize] += f64::from(weight);
    }
    for row in rows {
        let held_back = |&(to, weight): &(ProductIndex, f32)| {
            f64::from(weight) / (column[to as usize] / FORWARD as f64 + 1.0).sqrt()
        };
        let total: f64 = row.iter().map(held_back).sum();
        for entry in row.iter_mut() {
            entry.1 = (held_back(entry) / total) as f32;
        }
    }
}

/// Adds the rows that `steps` lead to.
fn follow(rows: &Rows, steps: &[(ProductIndex, f32)], sums: &mut Sums) {
    for &(through, share) in steps {
        for &(to, further) in &rows[through as usize] {
            sums.add(to, f64::from(share) * f64::from(further));
        }
    }
}

fn rows(products: usize, row: impl Fn(ProductIndex, &mut Sums) -> Vec<(ProductIndex, f32)> + Sync) -> Rows {
    (0..products as ProductIndex)
        .into_par_iter()
        .with_min_len((products / 4_096).max(1))
        .map_init(|| Sums::new(products), |sums, product| row(product, sums))
        .collect()
}

/// The dense sums of one thread.
struct Sums {
    sum: Vec<f64>,
    touched: Vec<ProductIndex>,
}

impl Sums {
    fn new(products: usize) -> Self {
        Self {
            sum: vec![0.0; products],
            touched: Vec::new(),
        }
    }

    fn add(&mut self, product: ProductIndex, value: f64) {
        let sum = &mut self.sum[product as usize];
        if *sum <= 0.0 {
            self.touched.push(product);
        }
        *sum += value;
    }

    fn holds(&self, product: ProductIndex) -> bool {
        self.sum[product as usize] > 0.0
    }

    fn remove(&mut self, product: ProductIndex) {
        self.sum[product as usize] = 0.0;
        self.touched.retain(|&touched| touched != product);
    }

    fn clear(&mut self) {
        for product in self.touched.drain(..) {
            self.sum[product as usize] = 0.0;
        }
    }

    /// The `limit` largest sums, ties to the smaller product; forgets all.
    fn largest(&mut self, limit: usize) -> Vec<(ProductIndex, f32)> {
        let sum = &self.sum;
        let larger = |&a: &ProductIndex, &b: &ProductIndex| {
            sum[b as usize].total_cmp(&sum[a as usize]).then(a.cmp(&b))
        };
        let mut kept: &mut [ProductIndex] = &mut self.touched;
        if kept.len() > limit {
            kept.select_nth_unstable_by(limit - 1, larger);
            kept = &mut kept[..limit];
        }
        kept.sort_unstable_by(larger);
        let largest = kept
            .iter()
            .map(|&product| (product, sum[product as usize] as f32))
            .collect();
        self.clear();
        largest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommenders::session_knn::index::tests::looks;

    const VISITS: [&[ProductIndex]; 6] = [
        &[0, 1, 2],
        &[2, 3],
        &[3, 4, 3, 5],
        &[1, 0, 1],
        &[5, 0, 2, 6, 1, 4, 3],
        &[6, 2],
    ];
    const PRODUCTS: usize = 8;
    type Matrix = [[f64; PRODUCTS]; PRODUCTS];

    fn times(a: &Matrix, b: &Matrix) -> Matrix {
        std::array::from_fn(|i| std::array::from_fn(|j| (0..PRODUCTS).map(|k| a[i][k] * b[k][j]).sum()))
    }

    /// One step, from the definition.
    fn step() -> (Matrix, Matrix) {
        let mut near = [[0.0; PRODUCTS]; PRODUCTS];
        for visit in VISITS {
            for (at, &earlier) in visit.iter().enumerate() {
                for (gap, &later) in (1..=5).zip(&visit[at + 1..]) {
                    if earlier != later {
                        near[earlier as usize][later as usize] += 1.0 / f64::from(gap);
                        near[later as usize][earlier as usize] += 0.7 / f64::from(gap);
                    }
                }
            }
        }
        let column = |j: usize| near.iter().map(|row| row[j]).sum::<f64>();
        let mut step: Matrix =
            std::array::from_fn(|i| std::array::from_fn(|j| near[i][j] / (column(j) + 1.0).sqrt()));
        for row in &mut step {
            let total: f64 = row.iter().sum();
            row.iter_mut().for_each(|share| *share /= total.max(1e-9));
        }
        (near, step)
    }

    #[test]
    fn walks_add_up_to_the_sum_of_matrix_products() {
        let looks = looks(&VISITS, PRODUCTS);
        let table = table(&looks, &Places::of(&looks));
        let (near, one) = step();
        let two = times(&one, &one);
        let three = times(&one, &two);
        let mut walks = 0;
        for from in 0..PRODUCTS {
            for at in table.offset[from] as usize..table.offset[from + 1] as usize {
                let to = (table.product[at] & !DIRECT) as usize;
                let expect = one[from][to] / 2.0 + two[from][to] + three[from][to];
                let value = f64::from(table.strength[at]) / STRENGTH_ONE;
                assert!(
                    (value - expect).abs() < 1e-4,
                    "{from} to {to}: {value} is not {expect}"
                );
                assert_eq!(table.product[at] & DIRECT != 0, near[from][to] > 0.0);
                assert_ne!(from, to);
                walks += 1;
            }
        }
        assert_eq!(
            walks,
            7 * 6,
            "all seven products that were looked at reach one another"
        );
    }
}
