//! What stands on the demo's shelves: its products, in which categories, and what is in the cart.

use std::collections::BTreeMap;

use engine::{CartItem, Engine};
use shop::{Money, Product, limits};

use super::state::{Line, State};
use crate::errors::Problem;

/// Most products a page looks through; the demo's shop has some hundred.
const PRODUCTS_MAX: usize = 10_000;

/// Every product that a visitor can buy, by id.
pub(super) struct Shelf(Vec<Product>);

/// A category below another one.
pub(super) struct Section<'a> {
    /// Its name, the last of its path.
    pub name: &'a str,
    /// Its path, widest first.
    pub path: &'a [String],
    /// The dearest of its products, which stands for it.
    pub product: &'a Product,
}

/// A line of the cart and its product.
pub(super) struct CartLine<'a> {
    /// The product.
    pub product: &'a Product,
    /// How many units.
    pub quantity: u32,
    /// What one of them costs.
    pub price: Option<Money>,
}

impl CartLine<'_> {
    /// What all units cost.
    pub fn total(&self) -> Option<Money> {
        self.price?.checked_mul(self.quantity).ok()
    }

    /// The line as a question for offers has it.
    pub fn item(&self) -> CartItem {
        CartItem {
            product_id: self.product.id.as_str().to_owned(),
            quantity: self.quantity,
            unit_price: self.price,
        }
    }
}

impl Shelf {
    /// Reads the catalogue. Fees that are known from orders have neither title nor price and stand on no shelf.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be read.
    pub fn read(engine: &Engine) -> Result<Self, Problem> {
        let mut products = Vec::new();
        let mut next = None;
        loop {
            let page = engine.products(next.as_ref(), limits::BATCH_MAX)?;
            let sold = |product: &Product| product.active && !product.title.is_empty();
            products.extend(page.products.into_iter().filter(sold));
            match page.next {
                Some(id) if products.len() < PRODUCTS_MAX => next = Some(id),
                _ => return Ok(Self(products)),
            }
        }
    }

    /// The product of an id.
    pub fn find(&self, id: &str) -> Option<&Product> {
        self.0.iter().find(|product| product.id.as_str() == id)
    }

    /// Every product.
    pub fn products(&self) -> impl Iterator<Item = &Product> {
        self.0.iter()
    }

    /// The products of a category, whose titles or ids have these words, in any language.
    pub fn found(&self, path: &[String], words: &str) -> Vec<&Product> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let has_words = |product: &&Product| {
            let named = product.title.0.values().map(|title| title.to_lowercase());
            let mut named = named.chain([product.id.as_str().to_lowercase()]);
            words.is_empty() || named.any(|name| words.iter().all(|word| name.contains(word)))
        };
        let inside = |product: &&Product| product.category.0.starts_with(path);
        self.products().filter(inside).filter(has_words).collect()
    }

    /// The categories right below a path, by name.
    pub fn sections<'a>(&'a self, path: &[String]) -> Vec<Section<'a>> {
        let mut sections: BTreeMap<&str, Section<'a>> = BTreeMap::new();
        for product in self.products() {
            let names = &product.category.0;
            if let (true, Some(name)) = (names.starts_with(path), names.get(path.len())) {
                let path = &names[..=path.len()];
                let section = sections.entry(name).or_insert(Section { name, path, product });
                if worth(product) > worth(section.product) {
                    section.product = product;
                }
            }
        }
        sections.into_values().collect()
    }

    /// The other variants of a product.
    pub fn variants<'a>(&'a self, product: &'a Product) -> impl Iterator<Item = &'a Product> {
        let alike = move |other: &&Product| {
            product.group.is_some() && other.group == product.group && other.id != product.id
        };
        self.products().filter(alike)
    }

    /// The lines of a cart whose products there are.
    pub fn cart(&self, state: &State) -> Vec<CartLine<'_>> {
        let line = |line: &Line| {
            let product = self.find(&line.id)?;
            Some(CartLine {
                product,
                quantity: line.quantity,
                price: product.price,
            })
        };
        state.cart.iter().filter_map(line).collect()
    }
}

fn worth(product: &Product) -> i64 {
    product.price.map_or(0, |price| price.minor)
}

/// What all lines cost; none where a price is unknown, or they have several currencies.
pub(super) fn total(lines: &[CartLine<'_>]) -> Option<Money> {
    let mut totals = lines.iter().map(CartLine::total);
    let first = totals.next()??;
    totals.try_fold(first, |sum, total| sum.checked_add(total?).ok())
}

/// The first variant of each product.
pub(super) fn one_of_each_group<'a>(products: &[&'a Product]) -> Vec<&'a Product> {
    let mut seen = std::collections::HashSet::new();
    let mut first = Vec::new();
    for product in products.iter().copied() {
        if product.group.as_ref().is_none_or(|group| seen.insert(group)) {
            first.push(product);
        }
    }
    first
}
