//! The demo's shop: products, a cart, and the offers for it with their reasons. Made of links and one search form, it
//! needs no script.

mod picture;
mod state;

use std::collections::BTreeSet;

use askama::Template;
use engine::{CartItem, Engine, OfferRequest, OfferedProduct, decide::Tone};
use shop::{Category, Locale, Money, Placement, Product, Stock, limits};

use self::{
    picture::{Picture, Shape},
    state::State,
};
use super::{DemoPage, render};
use crate::{
    errors::Problem,
    i18n::{Texts, Value},
    reply::Reply,
    route::{Answer, Call},
};

/// Products of one page of the list.
const PAGE_PRODUCTS: usize = 24;
/// Most products the page looks through; the demo's shop has some hundred.
const PRODUCTS_MAX: usize = 10_000;

#[derive(Template)]
#[template(path = "demo.html")]
struct View<'a> {
    texts: &'a Texts,
    state: &'a State,
    languages: Vec<Link>,
    categories: Vec<Link>,
    product: Option<Card>,
    products: Vec<Card>,
    products_count: String,
    next: Option<String>,
    back: String,
    cart: Vec<Card>,
    cart_total: Option<String>,
    offers: Vec<Card>,
}

/// A link with its words.
struct Link {
    words: String,
    address: String,
    lang: String,
    chosen: bool,
}

/// A product as the page shows it.
struct Card {
    title: String,
    picture: Picture,
    price: String,
    list_price: Option<String>,
    stock: Option<String>,
    category: String,
    address: String,
    /// Adds it to the cart, or removes it where it is in the cart.
    change: String,
    in_cart: bool,
    reason: Option<(String, String, Option<String>)>,
}

impl View<'_> {
    fn say(&self, id: &str) -> String {
        self.texts.say(&self.state.locale, id, &[])
    }
}

/// The demo's page.
pub(super) fn show(call: &Call, demo: &DemoPage) -> Answer {
    let state = State::read(call, &demo.cart);
    let texts = &*call.app.texts();
    let catalogue = catalogue(&call.app.engine)?;
    let shelf = Shelf { texts, state: &state };
    let find = |id: &String| catalogue.iter().find(|product| product.id.as_str() == id);
    let cart: Vec<&Product> = state.cart.iter().filter_map(find).collect();
    let found: Vec<&Product> = catalogue.iter().filter(|product| fits(product, &state)).collect();
    let first = state.page.saturating_mul(PAGE_PRODUCTS);
    let count = [("count", Value::Number(found.len() as u64))];
    let more = found.len() > first.saturating_add(PAGE_PRODUCTS);
    let answer = call.app.engine.offers(&request(&state, &cart), call.now);
    let offers = answer.offers.iter().map(|offer| {
        let category = offer
            .product
            .category
            .as_deref()
            .map(Category::parse)
            .unwrap_or_default();
        shelf.offer(offer, answer.tone, &category)
    });
    let view = View {
        texts,
        languages: shelf.languages(),
        categories: shelf.categories(&catalogue),
        product: state
            .product
            .as_ref()
            .and_then(find)
            .map(|product| shelf.card(product)),
        products: found
            .iter()
            .skip(first)
            .take(PAGE_PRODUCTS)
            .map(|product| shelf.card(product))
            .collect(),
        products_count: texts.say(&state.locale, "demo-products-count", &count),
        next: more.then(|| state.with(|state| state.page += 1)),
        back: state.with(|state| state.product = None),
        cart_total: total(&cart).map(|money| texts.money(&money, &state.locale)),
        cart: cart.iter().map(|product| shelf.card(product)).collect(),
        offers: offers.collect(),
        state: &state,
    };
    Ok(Reply::page(render(&view)?))
}

/// Every product that a visitor can buy, by id: fees that are known from orders have neither title nor price.
fn catalogue(engine: &Engine) -> Result<Vec<Product>, Problem> {
    let mut products = Vec::new();
    let mut next = None;
    loop {
        let page = engine.products(next.as_ref(), limits::BATCH_MAX)?;
        products.extend(
            page.products
                .into_iter()
                .filter(|product| product.active && !product.title.is_empty()),
        );
        match page.next {
            Some(id) if products.len() < PRODUCTS_MAX => next = Some(id),
            _ => return Ok(products),
        }
    }
}

fn fits(product: &Product, state: &State) -> bool {
    let words = state.search.to_lowercase();
    let in_title = |title: &String| title.to_lowercase().contains(&words);
    let category = product.category.0.first().map_or("", String::as_str);
    (words.is_empty()
        || product.title.0.values().any(in_title)
        || product.id.as_str().to_lowercase() == words)
        && (state.category.is_empty() || category == state.category)
}

fn request(state: &State, cart: &[&Product]) -> OfferRequest {
    let placement = match (&state.product, cart.is_empty()) {
        (Some(_), _) => Placement::ProductPage,
        (None, false) => Placement::Cart,
        (None, true) => Placement::Home,
    };
    let item = |product: &&Product| CartItem {
        product_id: product.id.as_str().to_owned(),
        quantity: 1,
        unit_price: product.price,
    };
    OfferRequest {
        locale: Some(state.locale.clone()),
        product_id: state.product.clone(),
        cart: cart.iter().map(item).collect(),
        ..OfferRequest::new(placement)
    }
}

/// The cart's sum; none where it is empty or has several currencies.
fn total(cart: &[&Product]) -> Option<Money> {
    let mut prices = cart.iter().filter_map(|product| product.price);
    let first = prices.next()?;
    prices.try_fold(first, |sum, price| sum.checked_add(price).ok())
}

/// Makes cards and links in the visitor's language.
struct Shelf<'a> {
    texts: &'a Texts,
    state: &'a State,
}

impl Shelf<'_> {
    fn languages(&self) -> Vec<Link> {
        let link = |locale: &Locale| Link {
            words: self.texts.say(locale, "language-name", &[]),
            address: self.state.with(|state| state.locale = locale.clone()),
            lang: locale.as_str().to_owned(),
            chosen: *locale == self.state.locale,
        };
        self.texts.locales().map(link).collect()
    }

    fn categories(&self, catalogue: &[Product]) -> Vec<Link> {
        let names: BTreeSet<&String> = catalogue
            .iter()
            .filter_map(|product| product.category.0.first())
            .collect();
        let link = |name: String, words: String| Link {
            words,
            chosen: name == self.state.category,
            address: self.state.with(|state| {
                (state.category, state.product, state.page, state.search) = (name, None, 0, String::new());
            }),
            lang: String::new(),
        };
        let all = link(
            String::new(),
            self.texts.say(&self.state.locale, "demo-all-categories", &[]),
        );
        std::iter::once(all)
            .chain(names.into_iter().map(|name| link(name.clone(), name.clone())))
            .collect()
    }

    fn card(&self, product: &Product) -> Card {
        let title = product
            .title
            .best(&self.state.locale)
            .map_or(product.id.as_str(), |(_, title)| title);
        Card {
            stock: self.stock(product.stock),
            reason: None,
            ..self.plain(
                product.id.as_str(),
                title,
                &product.category,
                product.price,
                product.list_price,
            )
        }
    }

    fn offer(&self, offer: &OfferedProduct, tone: Tone, category: &Category) -> Card {
        let text = self.texts.offer(offer, tone, &self.state.locale);
        let product = &offer.product;
        let title = product.title.as_ref().map_or(&product.id, |title| &title.text);
        Card {
            stock: self.stock(product.stock),
            reason: Some((text.headline, text.body, text.badge)),
            ..self.plain(&product.id, title, category, product.price, product.list_price)
        }
    }

    fn plain(
        &self,
        id: &str,
        title: &str,
        category: &Category,
        price: Option<Money>,
        list_price: Option<Money>,
    ) -> Card {
        let money = |money: Money| self.texts.money(&money, &self.state.locale);
        Card {
            title: title.to_owned(),
            picture: Picture::new(&category.0, title),
            price: price.map(money).unwrap_or_default(),
            list_price: list_price.map(money),
            stock: None,
            category: category.leaf().unwrap_or_default().to_owned(),
            address: self.state.with(|state| state.product = Some(id.to_owned())),
            change: self
                .state
                .with(|state| match state.cart.iter().position(|known| known == id) {
                    Some(place) => _ = state.cart.remove(place),
                    None => state.cart.push(id.to_owned()),
                }),
            in_cart: self.state.cart.iter().any(|known| known == id),
            reason: None,
        }
    }

    fn stock(&self, stock: Stock) -> Option<String> {
        let locale = &self.state.locale;
        match stock {
            Stock::Quantity(0) => Some(self.texts.say(locale, "demo-sold-out", &[])),
            Stock::Quantity(left) => Some(self.texts.say(
                locale,
                "demo-stock",
                &[("count", Value::Number(u64::from(left)))],
            )),
            Stock::Unknown | Stock::Untracked => None,
        }
    }
}
