//! What every page of the demo's shop has around it: departments, search, cart, languages, and what the scripts read.

use serde_json::Value as Json;
use shop::Locale;

use super::{
    shelf::{CartLine, Section},
    visit::Visit,
};

/// A link with its words.
pub(super) struct Link {
    /// The words.
    pub words: String,
    /// Where it leads.
    pub address: String,
    /// The language of the words, where it is not the page's.
    pub lang: String,
    /// Whether it is where the visitor is.
    pub chosen: bool,
}

/// What surrounds every page.
pub(super) struct Frame<'a> {
    visit: &'a Visit<'a>,
    /// Which page: what the shop's script goes by.
    pub here: &'static str,
    /// The page's title.
    pub title: String,
    /// The words searched for.
    pub search: String,
    /// The department shown.
    pub department: String,
    /// The page's own part of its address, for the change of language.
    pub path: &'static str,
    /// Its own fields.
    pub further: Vec<(&'static str, String)>,
    /// What the page is about, for the shop's script: a product or an order.
    pub about: Json,
}

impl<'a> Visit<'a> {
    /// What surrounds the page `here` at `path`.
    pub fn frame(&'a self, here: &'static str, path: &'static str, title: String) -> Frame<'a> {
        Frame {
            visit: self,
            here,
            title,
            search: String::new(),
            department: String::new(),
            path,
            further: Vec::new(),
            about: Json::Null,
        }
    }
}

impl Frame<'_> {
    /// A message.
    pub fn say(&self, id: &str) -> String {
        self.visit.say(id)
    }

    /// The language's tag.
    pub fn lang(&self) -> &str {
        self.visit.locale().as_str()
    }

    /// Its direction.
    pub fn dir(&self) -> &'static str {
        self.visit.locale().direction().as_html()
    }

    /// The shop's name.
    pub fn shop(&self) -> &str {
        &self.visit.call.app.engine.profile().name
    }

    /// The address of one of the shop's pages that need nothing but language and cart.
    pub fn to(&self, path: &str) -> String {
        self.visit.address(path, &[])
    }

    /// The fields of a form that keep language and cart.
    pub fn kept(&self) -> Vec<(&'static str, String)> {
        let state = &self.visit.state;
        let lines = state.cart.iter().map(|line| ("cart", line.written()));
        std::iter::once(("lang", state.locale.as_str().to_owned()))
            .chain(lines)
            .collect()
    }

    /// The languages, each as the way to this page in it.
    pub fn languages(&self) -> Vec<Link> {
        let texts = &self.visit.texts;
        let further: Vec<(&str, &str)> = self
            .further
            .iter()
            .map(|(name, value)| (*name, &**value))
            .collect();
        let link = |locale: &Locale| Link {
            words: texts.say(locale, "language-name", &[]),
            address: self
                .visit
                .state
                .with(|state| state.locale = locale.clone())
                .address(self.path, &further),
            lang: locale.as_str().to_owned(),
            chosen: locale == self.visit.locale(),
        };
        texts.locales().map(link).collect()
    }

    /// The departments, widest categories.
    pub fn departments(&self) -> Vec<Link> {
        let sections = self.visit.shelf.sections(&[]);
        let link = |section: &Section<'_>| Link {
            words: self.visit.category_name(section.name),
            address: self.visit.category_address(section.path),
            lang: String::new(),
            chosen: section.name == self.department,
        };
        sections.iter().map(link).collect()
    }

    /// How many units are in the cart.
    pub fn cart_count(&self) -> String {
        let lines = self.visit.shelf.cart(&self.visit.state);
        let units: u64 = lines.iter().map(|line| u64::from(line.quantity)).sum();
        self.visit.texts.number(units, self.visit.locale())
    }

    /// The cart for the shop's script.
    pub fn cart_data(&self) -> String {
        let lines = self.visit.shelf.cart(&self.visit.state);
        let line = |line: &CartLine<'_>| self.visit.item(line.product, line.quantity);
        Json::from_iter(lines.iter().map(line)).to_string()
    }

    /// What the page is about, for the shop's script.
    pub fn about_data(&self) -> String {
        match &self.about {
            Json::Null => String::new(),
            about => about.to_string(),
        }
    }

    /// The address of the elements, with this shop's key.
    pub fn elements(&self) -> String {
        super::query("/widget/alongside.js")
            .append_pair("key", &self.visit.demo.public_key)
            .append_pair("consent", "granted")
            .finish()
    }
}
