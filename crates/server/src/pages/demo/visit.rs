//! A visit to a page of the demo's shop: who asks, in which language, and what every page has around it.

use std::sync::Arc;

use engine::OfferRequest;
use serde_json::{Value as Json, json};
use shop::{Locale, Localized, Money, Placement, Product, Stock, Timestamp};

use super::{
    shelf::{CartLine, Shelf},
    state::State,
};
use crate::{
    errors::{Code, Problem},
    i18n::{Texts, Value},
    pages::{
        DemoPage,
        fragment::{self, Fragment},
    },
    route::Call,
};

/// Units left that are told; more are simply in stock.
const FEW_LEFT: u32 = 10;
/// A product is new for so long.
const NEW_DAYS: i64 = 60;

/// A visit to a page.
pub(super) struct Visit<'a> {
    /// The request.
    pub call: &'a Call,
    /// The demo.
    pub demo: &'a DemoPage,
    /// Human text.
    pub texts: Arc<Texts>,
    /// The language and the cart.
    pub state: State,
    /// What is sold.
    pub shelf: Shelf,
}

/// A product among others.
pub(super) struct Card {
    /// Its title.
    pub title: String,
    /// The direction of the title's language, which may be another than the page's.
    pub dir: &'static str,
    /// Its page.
    pub address: String,
    /// Its picture.
    pub picture: String,
    /// What it costs.
    pub price: String,
    /// What it cost before, where that was more.
    pub list_price: Option<String>,
    /// A word for a corner of the picture: new, reduced, sold out.
    pub badge: Option<String>,
}

impl<'a> Visit<'a> {
    /// A visit by the fields of an address or a form.
    ///
    /// # Errors
    /// [`Code::UnknownRoute`] where this server shows no demo.
    pub fn begin(call: &'a Call, fields: &[u8]) -> Result<Self, Problem> {
        let nothing = || Problem::new(Code::UnknownRoute, "The demo's shop is not served here.");
        Ok(Self {
            call,
            demo: call.app.demo.as_ref().ok_or_else(nothing)?,
            texts: call.app.texts(),
            state: State::read(call, fields),
            shelf: Shelf::read(&call.app.engine)?,
        })
    }

    /// The visitor's language.
    pub fn locale(&self) -> &Locale {
        &self.state.locale
    }

    /// A message.
    pub fn say(&self, id: &str) -> String {
        self.texts.say(self.locale(), id, &[])
    }

    /// A message about so many.
    pub fn count(&self, id: &str, count: usize) -> String {
        let count = Value::Number(count as u64);
        self.texts.say(self.locale(), id, &[("count", count)])
    }

    /// An amount; nothing where it is not known.
    pub fn money(&self, money: Option<Money>) -> String {
        money.map_or_else(String::new, |money| self.texts.money(&money, self.locale()))
    }

    /// The address of a page.
    pub fn address(&self, path: &str, further: &[(&str, &str)]) -> String {
        self.state.address(path, further)
    }

    /// A product's page.
    pub fn product_address(&self, id: &str) -> String {
        self.address("/product", &[("id", id)])
    }

    /// A category's page.
    pub fn category_address(&self, path: &[String]) -> String {
        self.address("/category", &[("path", &path.join(" > "))])
    }

    /// A category's name in the visitor's language, where the demo's words have it.
    pub fn category_name(&self, name: &str) -> String {
        let parts = name.split(|letter: char| !letter.is_ascii_alphanumeric());
        let parts: Vec<String> = parts
            .filter(|part| !part.is_empty())
            .map(str::to_ascii_lowercase)
            .collect();
        let id = format!("category-{}", parts.join("-"));
        match self.say(&id) {
            said if said == id => name.to_owned(),
            said => said,
        }
    }

    /// A product's title in the visitor's language, or else another, or its id.
    pub fn title<'p>(&self, product: &'p Product) -> &'p str {
        let title = product.title.best(self.locale());
        title.map_or(product.id.as_str(), |(_, title)| title)
    }

    /// The direction of the words that the visitor is shown of `text`.
    pub fn dir_of(&self, text: &Localized) -> &'static str {
        let locale = text
            .best(self.locale())
            .map_or(self.locale(), |(locale, _)| locale);
        locale.direction().as_html()
    }

    /// A product among others.
    pub fn card(&self, product: &Product) -> Card {
        let badge = match product {
            product if !product.stock.is_sellable() => Some("demo-sold-out"),
            product if is_reduced(product) => Some("demo-reduced"),
            product if is_new(product, self.call.now) => Some("demo-new"),
            _ => None,
        };
        Card {
            title: self.title(product).to_owned(),
            dir: self.dir_of(&product.title),
            address: self.product_address(product.id.as_str()),
            picture: DemoPage::picture_of(product.id.as_str()),
            price: self.money(product.price),
            list_price: is_reduced(product).then(|| self.money(product.list_price)),
            badge: badge.map(|id| self.say(id)),
        }
    }

    /// How many are left, where that is few.
    pub fn stock(&self, stock: Stock) -> String {
        match stock {
            Stock::Quantity(0) => self.say("demo-sold-out"),
            Stock::Quantity(left) if left <= FEW_LEFT => self.count("demo-stock", left as usize),
            Stock::Quantity(_) | Stock::Unknown | Stock::Untracked => self.say("demo-in-stock"),
        }
    }

    /// The offers of a placement as plain links, for browsers without scripts. They are only tried: whoever has scripts
    /// asks by themselves, and no page may count twice.
    pub fn offers(&self, request: OfferRequest, cart: &[CartLine<'_>]) -> Fragment {
        let request = OfferRequest {
            locale: Some(self.locale().clone()),
            cart: cart.iter().map(CartLine::item).collect(),
            ..request
        };
        let answer = self.call.app.engine.try_offers(&request, self.call.now);
        let address = |id: &str, _: Option<&str>| Some(self.product_address(id));
        fragment::of(&answer, &self.texts, &address)
    }

    /// The offers of a placement that asks about nothing but itself and the cart.
    pub fn offers_at(&self, placement: Placement) -> Fragment {
        self.offers(OfferRequest::new(placement), &self.shelf.cart(&self.state))
    }

    /// A product as analytics have it.
    pub fn item(&self, product: &Product, quantity: u32) -> Json {
        json!({
            "item_id": product.id.as_str(),
            "item_name": self.title(product),
            "item_category": product.category.leaf(),
            "price": product.price.map(|price| price.to_string()),
            "quantity": quantity,
        })
    }
}

/// Whether a product costs less than before.
pub(super) fn is_reduced(product: &Product) -> bool {
    let prices = product.price.zip(product.list_price);
    prices.is_some_and(|(price, list)| price.currency == list.currency && list.minor > price.minor)
}

/// Whether a product came on sale lately.
pub(super) fn is_new(product: &Product, now: Timestamp) -> bool {
    let since = now.plus_ms(-NEW_DAYS * 86_400_000);
    product
        .launched_at
        .is_some_and(|launched| launched <= now && launched > since)
}
