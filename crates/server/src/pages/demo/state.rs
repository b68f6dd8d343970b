//! What a visitor of the demo's shop has: a language and a cart. Both stand in the address of every page, so there are
//! no cookies, a page can be sent to somebody, and going back in the browser goes back in the cart.

use axum::http::header;
use shop::Locale;

use crate::{pages::fragment::cart_line, route::Call};

/// Most lines of the cart.
const CART_LINES_MAX: usize = 20;
/// Most units of a line.
const QUANTITY_MAX: u32 = 99;

/// A line of the cart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The product, by its id.
    pub id: String,
    /// How many, at least one.
    pub quantity: u32,
}

impl Line {
    /// A line as addresses have it: `2*tv`, or `tv` for one.
    pub fn read(text: &str) -> Option<Self> {
        let (id, quantity) = cart_line(text)?;
        let quantity = quantity.min(QUANTITY_MAX);
        Some(Self { id, quantity })
    }

    /// The line as addresses have it.
    pub fn written(&self) -> String {
        format!("{}*{}", self.quantity, self.id)
    }
}

/// What a visitor has.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct State {
    /// The language.
    pub locale: Locale,
    /// The cart, each product once.
    pub cart: Vec<Line>,
}

impl State {
    /// Reads an address's query or a form's body.
    pub fn read(call: &Call, fields: &[u8]) -> Self {
        let fields: Vec<(String, String)> = form_urlencoded::parse(fields).into_owned().collect();
        let named = |wanted: &'static str| {
            let fields = fields.iter();
            fields
                .filter(move |(name, _)| name == wanted)
                .map(|(_, value)| value.as_str())
        };
        let mut state = Self {
            locale: language(call, named("lang").next()),
            cart: Vec::new(),
        };
        for line in named("cart").filter_map(Line::read) {
            state.add(&line.id, line.quantity);
        }
        state
    }

    /// Adds units of a product.
    pub fn add(&mut self, id: &str, quantity: u32) {
        let has_room = self.cart.len() < CART_LINES_MAX;
        match self.cart.iter_mut().find(|line| line.id == id) {
            Some(line) => line.quantity = line.quantity.saturating_add(quantity).min(QUANTITY_MAX),
            None if has_room => self.cart.push(Line {
                id: id.to_owned(),
                quantity: quantity.clamp(1, QUANTITY_MAX),
            }),
            None => {}
        }
    }

    /// Sets the units of a product in the cart; none takes it out.
    pub fn set(&mut self, id: &str, quantity: u32) {
        match quantity {
            0 => self.cart.retain(|line| line.id != id),
            _ => {
                if let Some(line) = self.cart.iter_mut().find(|line| line.id == id) {
                    line.quantity = quantity.min(QUANTITY_MAX);
                }
            }
        }
    }

    /// The address of a page with this language and cart.
    pub fn address(&self, path: &str, further: &[(&str, &str)]) -> String {
        let mut query = super::query(path);
        query.extend_pairs(further.iter().filter(|(_, value)| !value.is_empty()));
        query.append_pair("lang", self.locale.as_str());
        query.extend_pairs(self.cart.iter().map(|line| ("cart", line.written())));
        query.finish()
    }

    /// The same with a changed part.
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut changed = self.clone();
        change(&mut changed);
        changed
    }
}

/// The language asked for, else the browser's, else the shop's.
fn language(call: &Call, asked: Option<&str>) -> Locale {
    let texts = call.app.texts();
    let accepted = call.headers.get(header::ACCEPT_LANGUAGE);
    let accepted = accepted.and_then(|tags| tags.to_str().ok()).unwrap_or_default();
    let accepted = accepted.split(',').filter_map(|tag| tag.split(';').next());
    let mut wanted = asked.into_iter().chain(accepted);
    let spoken = wanted.find_map(|tag| Locale::new(tag.trim()).ok().filter(|tag| texts.speaks(tag)));
    let shops = || call.app.engine.profile().locale.clone();
    texts.resolve(&spoken.unwrap_or_else(shops)).clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_they_are_written_and_nonsense_is_no_line() {
        let check = |text: &str, expect: Option<(u32, &str)>| {
            let read = Line::read(text).map(|line| (line.quantity, line.id));
            let expect = expect.map(|(quantity, id)| (quantity, id.to_owned()));
            assert_eq!(read, expect, "{text}");
        };
        check("tv", Some((1, "tv")));
        check("3*tv", Some((3, "tv")));
        check("5000*tv", Some((99, "tv")));
        check("a*b", Some((1, "a*b")));
        check("1*2*tv", Some((1, "2*tv")));
        check("99999999999*tv", Some((1, "99999999999*tv")));
        for nothing in ["", " ", "0*tv", "3*", "1* "] {
            check(nothing, None);
        }
    }

    #[test]
    fn a_cart_has_each_product_once_and_a_bound() {
        let mut state = State {
            locale: Locale::english(),
            cart: Vec::new(),
        };
        state.add("tv", 2);
        state.add("lamp", 1);
        state.add("tv", 98);
        state.set("lamp", 0);
        state.set("unknown", 3);
        assert_eq!(state.address("/cart", &[("q", "")]), "/cart?lang=en&cart=99*tv");
        for number in 0..50 {
            state.add(&format!("p{number}"), 1);
        }
        assert_eq!(state.cart.len(), CART_LINES_MAX);
    }
}
