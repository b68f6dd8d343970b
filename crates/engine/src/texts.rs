//! The merchant's own words, by language: kept, taken back, and noticed when another process changed them.

use std::{collections::BTreeSet, sync::Arc};

use shop::{Locale, limits};
use store::{DocumentKind, Store};

use crate::{Engine, Error, engine::Inner};

/// Longest text of one language, in bytes.
const TEXT_BYTES_MAX: usize = limits::DESCRIPTION_BYTES_MAX;

/// The merchant's own words: each language's, in the syntax of the shells' words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShopTexts(Vec<(String, String)>);

impl ShopTexts {
    /// Words by language.
    pub fn new(texts: Vec<(String, String)>) -> Self {
        Self(texts)
    }

    /// The words in one language.
    pub fn get(&self, language: &str) -> Option<&str> {
        let own = self.0.iter().find(|(known, _)| known == language);
        own.map(|(_, words)| words.as_str())
    }

    /// Reads what the merchant set.
    ///
    /// # Errors
    /// [`Error::Store`] where it cannot be read.
    pub(crate) fn load(store: &dyn Store) -> Result<Self, Error> {
        Ok(Self(store.documents(DocumentKind::Text)?))
    }
}

/// How many products have a title in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleShare {
    /// The language.
    pub language: String,
    /// Products with a title in it.
    pub titled: u64,
    /// Products there are.
    pub products: u64,
}

impl Engine {
    /// The merchant's own words; another allocation once they changed.
    pub fn texts(&self) -> Arc<ShopTexts> {
        self.inner.texts.load_full()
    }

    /// Sets the merchant's own words in one language. What they may say is the shells' business: they check it first.
    ///
    /// # Errors
    /// [`Error::Invalid`] where they are too long, [`Error::Store`] where they cannot be kept.
    pub fn put_text(&self, locale: &Locale, words: &str) -> Result<(), Error> {
        if words.len() > TEXT_BYTES_MAX {
            return Err(Error::Invalid {
                field: "content".to_owned(),
                reason: format!("it must have at most {TEXT_BYTES_MAX} bytes"),
            });
        }
        let store = &self.inner.store;
        store.put_document(DocumentKind::Text, locale.language(), words)?;
        self.inner.reload_texts()
    }

    /// Goes back to the built-in words of one language.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the merchant has none of their own.
    pub fn delete_text(&self, locale: &Locale) -> Result<(), Error> {
        let language = locale.language();
        if !self.inner.store.delete_document(DocumentKind::Text, language)? {
            return Err(Error::NotFound {
                what: "text of the shop's own in the language",
                id: language.to_owned(),
            });
        }
        self.inner.reload_texts()
    }

    /// For each language, how many of the products that serve now have a title in it. A product that is known by its
    /// id alone is not counted.
    pub fn titles<L: AsRef<str>>(&self, languages: &[L]) -> Vec<TitleShare> {
        let Some(snapshot) = self.inner.serving.snapshot() else {
            return Vec::new();
        };
        let catalogue = &snapshot.models.catalogue;
        let share = |language: &L| {
            let language = language.as_ref();
            let mut share = TitleShare {
                language: language.to_owned(),
                titled: 0,
                products: 0,
            };
            let Ok(locale) = Locale::new(language) else {
                return share;
            };
            for product in 0..catalogue.len() as u32 {
                let title = catalogue.title(product, &locale);
                share.products += u64::from(title.is_some());
                let own = title.and_then(|(tag, _)| tag.split('-').next());
                share.titled += u64::from(own == Some(language));
            }
            share
        };
        languages.iter().map(share).collect()
    }
}

impl Engine {
    /// The languages that any product has a title in.
    pub(crate) fn title_languages(&self) -> Vec<String> {
        let Some(snapshot) = self.inner.serving.snapshot() else {
            return Vec::new();
        };
        let catalogue = &snapshot.models.catalogue;
        let tags = (0..catalogue.len() as u32).flat_map(|product| catalogue.titles(product));
        let languages: BTreeSet<&str> = tags.filter_map(|(tag, _)| tag.split('-').next()).collect();
        languages.into_iter().map(str::to_owned).collect()
    }
}

impl Inner {
    /// Reads again what the merchant set, where it changed: another process may have.
    pub(crate) fn reload_texts(&self) -> Result<(), Error> {
        let fresh = ShopTexts::load(&*self.store)?;
        if **self.texts.load() != fresh {
            self.texts.store(Arc::new(fresh));
            self.serving.changed();
        }
        Ok(())
    }
}
