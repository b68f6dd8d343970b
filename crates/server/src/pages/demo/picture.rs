//! Pictures of simulated products: a shape by category, a colour by department. No photograph pretends to be one.

use std::hash::{DefaultHasher, Hash, Hasher};

/// How many shapes the template knows.
const SHAPES: u64 = 6;

/// What the template draws.
pub(super) struct Picture {
    /// Which shape.
    pub shape: u64,
    /// Its colour's hue, in degrees.
    pub hue: u64,
    /// What it stands for, for those who do not see it.
    pub label: String,
}

impl Picture {
    /// The picture of a product of this category path.
    pub fn new(category: &[String], title: &str) -> Self {
        Self {
            shape: number(&category.last()) % SHAPES,
            hue: number(&category.first()) % 360,
            label: title.to_owned(),
        }
    }
}

fn number(value: &impl Hash) -> u64 {
    // The default hasher's keys are fixed, so the same category looks the same on every page.
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
