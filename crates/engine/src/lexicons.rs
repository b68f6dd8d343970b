//! The merchant's lexicon, by language: what customers' phrases mean in this shop.

use std::{collections::BTreeMap, sync::Arc};

use recommend::needs;
use serde::{Deserialize, Serialize};
use shop::Locale;
use store::{DocumentKind, Store};

use crate::{Engine, Error, documents::invalid, engine::Inner};

/// Phrases of one language at most.
const PHRASES_MAX: usize = 5_000;
/// Bytes of one phrase at most.
const PHRASE_BYTES_MAX: usize = 200;
/// Categories and products of one phrase at most.
const TARGETS_MAX: usize = 20;

/// The phrases of one language, each with what serves it: category paths, or `product:ID`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LexiconDocument {
    /// The phrases.
    pub phrases: BTreeMap<String, Vec<String>>,
}

/// The lexicons of all languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexicons(BTreeMap<String, LexiconDocument>);

impl Lexicons {
    /// Reads what the merchant set. What cannot be read is passed over with a warning.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub(crate) fn load(store: &dyn Store) -> Result<Self, Error> {
        let mut lexicons = Self::default();
        for (language, text) in store.documents(DocumentKind::Lexicon)? {
            match serde_json::from_str(&text) {
                Ok(document) => _ = lexicons.0.insert(language, document),
                Err(error) => tracing::warn!("the lexicon in {language} is passed over: {error}"),
            }
        }
        Ok(lexicons)
    }

    /// The phrases of one language.
    pub fn get(&self, language: &str) -> Option<&LexiconDocument> {
        self.0.get(language)
    }

    /// The languages there are phrases in.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Every phrase with what serves it.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = (&str, &[String])> {
        let all = self.0.values().flat_map(|document| &document.phrases);
        all.map(|(phrase, targets)| (phrase.as_str(), targets.as_slice()))
    }
}

impl Engine {
    /// The merchant's lexicons.
    pub fn lexicons(&self) -> Arc<Lexicons> {
        self.inner.lexicons.load_full()
    }

    /// Sets the lexicon of one language; the next question heeds it.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the phrase that cannot be used; what was in force stays.
    pub fn put_lexicon(&self, locale: &Locale, document: &LexiconDocument) -> Result<(), Error> {
        self.check_lexicon(document)?;
        let text = serde_json::to_string(document).map_err(|error| invalid("phrases", error.to_string()))?;
        let store = &self.inner.store;
        store.put_document(DocumentKind::Lexicon, locale.language(), &text)?;
        self.inner.reload_lexicons()
    }

    /// Forgets the lexicon of one language.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none.
    pub fn delete_lexicon(&self, locale: &Locale) -> Result<(), Error> {
        let language = locale.language();
        let store = &self.inner.store;
        if !store.delete_document(DocumentKind::Lexicon, language)? {
            return Err(Error::NotFound {
                what: "lexicon in the language",
                id: language.to_owned(),
            });
        }
        self.inner.reload_lexicons()
    }

    /// Checks a lexicon of any language as [`Self::put_lexicon`] does; nothing is set.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the phrase that cannot be used.
    pub fn check_lexicon(&self, document: &LexiconDocument) -> Result<(), Error> {
        if document.phrases.len() > PHRASES_MAX {
            let reason = format!("there are at most {PHRASES_MAX} phrases in a language");
            return Err(invalid("phrases", reason));
        }
        for (phrase, targets) in &document.phrases {
            let field = || format!("phrases.{}", phrase.chars().take(60).collect::<String>());
            if phrase.len() > PHRASE_BYTES_MAX || !needs::is_telling(phrase) {
                let reason = format!(
                    "a phrase has at most {PHRASE_BYTES_MAX} bytes and at least one word that says what is needed"
                );
                return Err(invalid(field(), reason));
            }
            if !(1..=TARGETS_MAX).contains(&targets.len()) {
                let reason = format!("name from 1 to {TARGETS_MAX} category paths or products (product:ID)");
                return Err(invalid(field(), reason));
            }
            if let Some(unknown) = self.unknown_target(targets) {
                let reason = format!(
                    "nothing of the shop is called '{unknown}'; write a category's path, such as Bags > Laptop bags, or product:ID"
                );
                return Err(invalid(field(), reason));
            }
        }
        Ok(())
    }

    /// The first target that the products serving now do not know; none where nothing was built that could.
    fn unknown_target<'a>(&self, targets: &'a [String]) -> Option<&'a String> {
        let snapshot = self.inner.serving.snapshot()?;
        let catalogue = &snapshot.models.catalogue;
        targets
            .iter()
            .find(|target| needs::targets_of(catalogue, target).is_empty())
    }
}

impl Inner {
    /// Reads the lexicons again, where they changed: another process may have written.
    pub(crate) fn reload_lexicons(&self) -> Result<(), Error> {
        let fresh = Lexicons::load(&*self.store)?;
        if **self.lexicons.load() != fresh {
            self.lexicons.store(Arc::new(fresh));
        }
        Ok(())
    }
}
