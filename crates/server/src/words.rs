//! The words in force: built in, and the shop's own, made ready again when these change.

use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use engine::{Engine, ShopTexts};

use crate::i18n::Texts;

/// The words in force, and what they were made of.
pub(crate) struct Words {
    ready: ArcSwap<(Arc<ShopTexts>, Arc<Texts>)>,
    /// Held while words are made ready, so that many requests at once do it once.
    making: Mutex<()>,
}

impl Words {
    /// The words of a shop as it is now.
    pub fn new(engine: &Engine) -> Self {
        Self {
            ready: ArcSwap::from_pointee(made(engine.texts())),
            making: Mutex::default(),
        }
    }

    /// The words of the shop as it is now: a change is heeded by the next answer.
    pub fn of(&self, engine: &Engine) -> Arc<Texts> {
        let own = engine.texts();
        let ready = self.ready.load();
        if Arc::ptr_eq(&ready.0, &own) {
            return Arc::clone(&ready.1);
        }
        let _one_at_a_time = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let ready = self.ready.load();
        if Arc::ptr_eq(&ready.0, &own) {
            return Arc::clone(&ready.1);
        }
        let fresh = Arc::new(made(own));
        self.ready.store(Arc::clone(&fresh));
        Arc::clone(&fresh.1)
    }
}

fn made(own: Arc<ShopTexts>) -> (Arc<ShopTexts>, Arc<Texts>) {
    let texts = Texts::of_shop(&own);
    for language in texts.report() {
        if let Some(mistake) = language.mistake {
            tracing::warn!(
                "the shop's own words in {} are passed over: {mistake}",
                language.locale
            );
        }
    }
    (own, Arc::new(texts))
}
