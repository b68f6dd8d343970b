//! Small pasts for the tests of this folder.

use recommend::{CatalogueSource, ProductIndex, StepKind};
use shop::{Day, Product, ProductId};

use super::dataset::{Past, PastOrder, PastSession, PastStep};

/// Products `p0`, `p1` and so on, without descriptions.
pub fn past(products: u32, orders: Vec<PastOrder>, sessions: Vec<PastSession>) -> Past {
    let mut source = CatalogueSource::default();
    for number in 0..products {
        let id = ProductId::new(&format!("p{number}")).unwrap();
        source.push(&Product::unknown(id), false);
    }
    Past::new(source.finish(), orders, sessions)
}

pub fn order(day: i32, customer: Option<u32>, products: &[ProductIndex]) -> PastOrder {
    PastOrder {
        placed_at: Day(day).start(),
        customer,
        products: products.to_vec(),
    }
}

/// Views a second apart.
pub fn visit(day: i32, products: &[ProductIndex]) -> PastSession {
    let step = |(second, &product): (i64, &ProductIndex)| PastStep {
        at: Day(day).start().plus_ms(second * 1_000),
        product,
        kind: StepKind::View,
    };
    PastSession {
        customer: None,
        steps: (0..).zip(products).map(step).collect(),
    }
}
