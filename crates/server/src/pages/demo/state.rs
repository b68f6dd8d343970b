//! What a visitor of the demo looks at. All of it stands in the page's address, so there are no cookies.

use crate::route::Call;

use shop::Locale;

/// Most lines of the demo's cart.
const CART_LINES_MAX: usize = 20;

/// What a visitor of the demo looks at.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct State {
    /// The language.
    pub locale: Locale,
    /// The cart, by product id; each once.
    pub cart: Vec<String>,
    /// The words searched for.
    pub search: String,
    /// The category shown, its path.
    pub category: String,
    /// The product shown large.
    pub product: Option<String>,
    /// The page of the product list, from 0.
    pub page: usize,
}

impl State {
    /// Reads the address; a visitor who comes without a cart gets `cart`.
    pub fn read(call: &Call, cart: &[String]) -> Self {
        let mut sent = call.parameters("cart").peekable();
        let mut own: Vec<String> = match sent.peek() {
            None => cart.to_vec(),
            Some(_) => sent.filter(|id| !id.is_empty()).collect(),
        };
        let mut seen = std::collections::HashSet::new();
        own.retain(|id| seen.insert(id.clone()));
        own.truncate(CART_LINES_MAX);
        let tag = call.parameter("lang").and_then(|tag| Locale::new(&tag).ok());
        let locale = call
            .app
            .texts()
            .resolve(&tag.unwrap_or_else(Locale::english))
            .clone();
        Self {
            locale,
            cart: own,
            search: call
                .parameter("q")
                .unwrap_or_default()
                .trim()
                .chars()
                .take(80)
                .collect(),
            category: call.parameter("category").unwrap_or_default(),
            product: call.parameter("product").filter(|id| !id.is_empty()),
            page: call
                .parameter("page")
                .and_then(|page| page.parse().ok())
                .unwrap_or(0),
        }
    }

    /// The same with a changed part, as an address.
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut changed = self.clone();
        change(&mut changed);
        changed.address()
    }

    fn address(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::from("/?"));
        query.append_pair("lang", self.locale.as_str());
        match self.cart.is_empty() {
            // An empty cart is said, or else the demo's first cart would come back.
            true => _ = query.append_pair("cart", ""),
            false => _ = query.extend_pairs(self.cart.iter().map(|id| ("cart", id))),
        }
        let page = self.page.to_string();
        let further = [
            ("q", self.search.as_str()),
            ("category", self.category.as_str()),
            ("product", self.product.as_deref().unwrap_or_default()),
            ("page", if self.page > 0 { page.as_str() } else { "" }),
        ];
        query.extend_pairs(further.iter().filter(|(_, value)| !value.is_empty()));
        query.finish()
    }
}
