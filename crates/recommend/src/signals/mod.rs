//! The signals: what is learnt about each product, for recommenders and rankers to use. A file each, and this list.

use crate::{Catalogue, History, Params, SectionError, Sections, query::ProductIndex};

pub mod attribute_meaning;
pub mod content;
pub mod leaf_affinity;
pub mod margin;
pub mod price_band;
pub mod purchases;
pub mod repurchase_time;
pub mod return_rate;
pub mod sales;
pub mod trend;

/// Something learnt about products. Its file opens with what a shopkeeper sees, the method, when it fails and the
/// source.
pub trait Signal: Sized + Send + Sync + 'static {
    /// Public id; the file's stem.
    const ID: &'static str;
    /// What a shopkeeper sees, in one sentence.
    const SEES: &'static str;

    /// Learns from the whole history. The same history gives the same signal, however it was cut.
    fn learn(history: &History, catalogue: &Catalogue, params: &Params) -> Self;
    /// Writes its arrays.
    fn write(&self, sections: &mut Sections);
    /// Reads the arrays that [`Self::write`] wrote.
    ///
    /// # Errors
    /// [`SectionError`] where they are missing or do not fit together.
    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Self, SectionError>;
    /// What it tells of one product, for people: names and numbers; empty where it tells nothing.
    fn tells(&self, product: ProductIndex) -> Vec<(&'static str, f64)>;
}

/// An entry of [`ALL`].
#[derive(Debug, Clone, Copy)]
pub struct SignalEntry {
    /// See [`Signal::ID`].
    pub id: &'static str,
    /// See [`Signal::SEES`].
    pub sees: &'static str,
}

/// Checks that a signal's columns hold a number for every product.
fn check_lengths(signal: &str, catalogue: &Catalogue, lengths: &[usize]) -> Result<(), SectionError> {
    if lengths.iter().all(|&length| length == catalogue.len()) {
        Ok(())
    } else {
        Err(SectionError::Inconsistent(signal.to_owned()))
    }
}

macro_rules! signals {
    ($($name:ident: $signal:ty),+ $(,)?) => {
        /// Every signal of a shop.
        pub struct Signals {
            $(#[doc = concat!("See [`", stringify!($signal), "`].")] pub $name: $signal,)+
        }

        /// Every signal's id and what it is.
        pub static ALL: &[SignalEntry] =
            &[$(SignalEntry { id: <$signal>::ID, sees: <$signal>::SEES }),+];

        impl Signals {
            /// Learns every signal.
            pub fn learn(history: &History, catalogue: &Catalogue, params: &Params) -> Self {
                Self { $($name: <$signal>::learn(history, catalogue, params),)+ }
            }

            /// Writes every signal's arrays.
            pub fn write(&self, sections: &mut Sections) {
                $(self.$name.write(sections);)+
            }

            /// Reads every signal's arrays.
            ///
            /// # Errors
            /// [`SectionError`] where one is missing or they do not fit together.
            pub fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Self, SectionError> {
                Ok(Self { $($name: <$signal>::read(sections, catalogue)?,)+ })
            }

            /// What every signal tells of one product, for people.
            pub fn tell(&self, product: ProductIndex) -> Vec<(&'static str, Vec<(&'static str, f64)>)> {
                vec![$((<$signal>::ID, self.$name.tells(product)),)+]
            }
        }
    };
}

// Adding a signal is a file and its line here.
signals! {
    attribute_meaning: attribute_meaning::AttributeMeaning,
    content: content::Content,
    leaf_affinity: leaf_affinity::LeafAffinity,
    margin: margin::Margin,
    price_band: price_band::PriceBand,
    purchases: purchases::Purchases,
    return_rate: return_rate::ReturnRate,
    sales: sales::Sales,
    repurchase_time: repurchase_time::RepurchaseTime,
    trend: trend::Trend,
}
