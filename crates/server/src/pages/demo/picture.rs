//! Pictures of simulated products: a shape by what the category is called, a colour by department. No photograph
//! pretends to be one.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Words of category names and the shape they call for; the first that fits counts. Anything else is a box.
const SHAPES: [(&str, Shape); 22] = [
    ("phone", Shape::Phone),
    ("mobile", Shape::Phone),
    ("tablet", Shape::Phone),
    ("camera", Shape::Lens),
    ("lens", Shape::Lens),
    ("audio", Shape::Lens),
    ("speaker", Shape::Lens),
    ("washing", Shape::Lens),
    ("tv", Shape::Screen),
    ("monitor", Shape::Screen),
    ("laptop", Shape::Screen),
    ("computer", Shape::Screen),
    ("gaming", Shape::Screen),
    ("coffee", Shape::Cup),
    ("tea", Shape::Cup),
    ("kettle", Shape::Cup),
    ("grocer", Shape::Cup),
    ("kitchen", Shape::Cup),
    ("light", Shape::Lamp),
    ("lamp", Shape::Lamp),
    ("bulb", Shape::Lamp),
    ("decor", Shape::Lamp),
];

/// A shape that the template knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Screen,
    Lens,
    Phone,
    Cup,
    Lamp,
    Parcel,
}

/// What the template draws.
pub(super) struct Picture {
    /// Which shape.
    pub shape: Shape,
    /// Its colour's hue, in degrees.
    pub hue: u64,
    /// What it stands for, for those who do not see it.
    pub label: String,
}

impl Picture {
    /// The picture of a product of this category path.
    pub fn new(category: &[String], title: &str) -> Self {
        // The leaf says more than the department it is in.
        let shapes = category.iter().rev().filter_map(|name| {
            let name = name.to_lowercase();
            SHAPES.iter().find(|(word, _)| name.contains(word))
        });
        Self {
            shape: shapes.map(|(_, shape)| *shape).next().unwrap_or(Shape::Parcel),
            hue: number(&category.first()) % 360,
            label: title.to_owned(),
        }
    }
}

fn number(value: &impl Hash) -> u64 {
    // The default hasher's keys are fixed, so the same department looks the same on every page.
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrowest_category_chooses_the_shape() {
        let shape = |path: &[&str]| {
            let path: Vec<String> = path.iter().map(|name| (*name).to_owned()).collect();
            Picture::new(&path, "x").shape
        };
        assert_eq!(shape(&["Electronics", "Phones"]), Shape::Phone);
        assert_eq!(shape(&["Kitchen", "Coffee machines"]), Shape::Cup);
        assert_eq!(shape(&["Home", "Lamps"]), Shape::Lamp);
        assert_eq!(shape(&[]), Shape::Parcel);
    }
}
