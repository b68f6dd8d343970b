//! Pictures of simulated products: a shape by what the category is called, a colour by department and variant, and a
//! pattern by product, so that two of them can be told apart. No photograph pretends to be one.

use std::hash::{DefaultHasher, Hash, Hasher};

use askama::Template;
use shop::Product;

use super::super::render;
use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Answer, Call},
};

/// Words of category names and the shape they call for; the first that fits counts. Anything else is a box.
const SHAPES: [(&str, Shape); 60] = [
    ("smartphone", Shape::Phone),
    ("protector", Shape::Phone),
    ("watch", Shape::Watch),
    ("vacuum", Shape::Vacuum),
    ("bag", Shape::Bag),
    ("case", Shape::Case),
    ("charger", Shape::Plug),
    ("power bank", Shape::Battery),
    ("batter", Shape::Battery),
    ("earbud", Shape::Headphones),
    ("headphone", Shape::Headphones),
    ("headset", Shape::Headphones),
    ("soundbar", Shape::Speaker),
    ("speaker", Shape::Speaker),
    ("audio", Shape::Speaker),
    ("cable", Shape::Cable),
    ("mount", Shape::Tool),
    ("tripod", Shape::Tripod),
    ("camera", Shape::Camera),
    ("memory card", Shape::Card),
    ("usb stick", Shape::Card),
    ("gift card", Shape::Card),
    ("subscription", Shape::Card),
    ("warrant", Shape::Shield),
    ("installation", Shape::Tool),
    ("set-up", Shape::Tool),
    ("laptop", Shape::Laptop),
    ("tv", Shape::Screen),
    ("monitor", Shape::Screen),
    ("keyboard", Shape::Keyboard),
    ("mice", Shape::Mouse),
    ("printer", Shape::Printer),
    ("ink", Shape::Bottle),
    ("paper", Shape::Paper),
    ("coffee machine", Shape::Machine),
    ("bean", Shape::Pouch),
    ("grinder", Shape::Machine),
    ("blender", Shape::Jug),
    ("kettle", Shape::Jug),
    ("jug", Shape::Jug),
    ("frother", Shape::Jug),
    ("toaster", Shape::Machine),
    ("cup", Shape::Cup),
    ("pan", Shape::Pan),
    ("pot", Shape::Pan),
    ("kni", Shape::Knife),
    ("bulb", Shape::Bulb),
    ("string light", Shape::Bulb),
    ("lamp", Shape::Lamp),
    ("duvet", Shape::Bed),
    ("sheet", Shape::Bed),
    ("pillow", Shape::Bed),
    ("mattress", Shape::Bed),
    ("towel", Shape::Towel),
    ("cloth", Shape::Towel),
    ("detergent", Shape::Bottle),
    ("cleaner", Shape::Bottle),
    ("descaler", Shape::Bottle),
    ("fan", Shape::Fan),
    ("purifier", Shape::Fan),
];

/// Colours that variants are named by: hue, saturation and lightness.
const COLOURS: [(&str, Colour); 9] = [
    ("black", Colour(220, 12, 22)),
    ("white", Colour(40, 25, 96)),
    ("silver", Colour(210, 10, 74)),
    ("grey", Colour(210, 6, 52)),
    ("beige", Colour(36, 42, 78)),
    ("blue", Colour(214, 62, 48)),
    ("red", Colour(356, 66, 50)),
    ("green", Colour(146, 42, 40)),
    ("pink", Colour(338, 62, 74)),
];

/// Patterns that the template knows.
const PATTERNS: u64 = 8;
/// Marks that the template knows.
const MARKS: u64 = 6;

/// A shape that the template knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Phone,
    Case,
    Watch,
    Bag,
    Plug,
    Battery,
    Headphones,
    Speaker,
    Cable,
    Tool,
    Tripod,
    Camera,
    Card,
    Shield,
    Laptop,
    Screen,
    Keyboard,
    Mouse,
    Printer,
    Bottle,
    Paper,
    Machine,
    Pouch,
    Jug,
    Cup,
    Pan,
    Knife,
    Bulb,
    Lamp,
    Bed,
    Towel,
    Vacuum,
    Fan,
    Parcel,
}

/// Hue in degrees, saturation and lightness in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Colour(u64, u64, u64);

impl std::fmt::Display for Colour {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "hsl({} {}% {}%)", self.0 % 360, self.1, self.2)
    }
}

/// What the template draws. Nothing of it is text of the product's.
#[derive(Template)]
#[template(path = "shop/picture.svg")]
struct Picture {
    shape: Shape,
    /// The background, from one corner to the other.
    ground: (Colour, Colour),
    /// The thing, from its light side to its dark one.
    body: (Colour, Colour),
    /// What stands out on it.
    accent: Colour,
    pattern: u64,
    /// How the pattern is turned, in degrees.
    turned: u64,
    mark: u64,
}

/// `/pictures/{id}.svg`.
pub(super) fn show(call: &Call) -> Answer {
    let nothing = || Problem::new(Code::UnknownRoute, "There is no such picture.");
    if call.app.demo.is_none() {
        return Err(nothing());
    }
    let id = call.id.strip_suffix(".svg").ok_or_else(nothing)?;
    let product = call.app.engine.product(id)?;
    let drawn = render(&Picture::of(&product))?;
    Ok(Reply::body("image/svg+xml", drawn).for_every_origin())
}

impl Picture {
    fn of(product: &Product) -> Self {
        let (department, leaf) = (product.category.0.first(), product.category.leaf());
        let own = number(&product.id.as_str());
        // A department is told by its colour; what stands beside each other differs a little.
        let hue = number(&department) % 12 * 30 + number(&leaf) % 3 * 9 + own % 3 * 6;
        let second = hue + [35, 150, 180, 205, 320][(own / 3 % 5) as usize];
        let body = colour(product).unwrap_or(Colour(hue, 46, 46));
        Self {
            shape: shape(&product.category.0),
            ground: (Colour(hue, 70, 96), Colour(second, 55, 86)),
            body: (
                Colour(body.0, body.1, (body.2 + 9).min(97)),
                Colour(body.0, body.1, body.2 - 9),
            ),
            accent: Colour(second, 58, if body.2 > 60 { 40 } else { 72 }),
            pattern: own / 16 % PATTERNS,
            turned: own / 128 % 8 * 45,
            mark: own / 1_024 % MARKS,
        }
    }
}

/// The leaf says more than the department it is in.
fn shape(category: &[String]) -> Shape {
    let mut shapes = category.iter().rev().filter_map(|name| {
        let name = name.to_lowercase();
        SHAPES.iter().find(|(word, _)| name.contains(word))
    });
    shapes.next().map_or(Shape::Parcel, |(_, shape)| *shape)
}

/// The colour that the variant is called by.
fn colour(product: &Product) -> Option<Colour> {
    let named = product.variant.values().find_map(|value| {
        let value = value.to_lowercase();
        COLOURS.iter().find(|(name, _)| *name == value)
    });
    named.map(|(_, colour)| *colour)
}

fn number(value: &impl Hash) -> u64 {
    // The default hasher's keys are fixed, so the same product looks the same on every page.
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shop::{Category, ProductId};

    #[test]
    fn the_narrowest_category_chooses_the_shape() {
        let check = |path: &str, expect: Shape| assert_eq!(shape(&Category::parse(path).0), expect, "{path}");
        check("Electronics > Phones > Smartphones", Shape::Phone);
        check("Cameras > Accessories > Camera bags", Shape::Bag);
        check("Kitchen > Coffee > Coffee machines", Shape::Machine);
        check("Home > Lamps", Shape::Lamp);
        check("Home > Storage > Boxes", Shape::Parcel);
        check("", Shape::Parcel);
    }

    #[test]
    fn neighbours_look_different_and_the_same_product_the_same() {
        let drawn = |id: &str| {
            let mut product = Product::unknown(ProductId::new(id).unwrap());
            product.category = Category::parse("Home > Lighting > Table lamps");
            Picture::of(&product).render().unwrap()
        };
        let pictures: std::collections::BTreeSet<String> =
            (0..60).map(|number| drawn(&format!("lamp-{number}"))).collect();
        assert!(pictures.len() >= 58, "{} of 60 look different", pictures.len());
        assert_eq!(drawn("lamp-1"), drawn("lamp-1"));
    }
}
