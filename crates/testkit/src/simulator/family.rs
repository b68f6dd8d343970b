//! The words of which the department tables are made: families of products, their models and variants.

use shop::ProductKind;

/// One text in the four languages of the simulated shop. Templates hold `{brand}`, `{model}`, `{variant}` and the
/// names of facts; in Persian, numbers are written in Persian digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    pub en: &'static str,
    pub ar: &'static str,
    pub fa: &'static str,
    pub ro: &'static str,
}

/// A text in English, Arabic, Persian and Romanian, in this sequence.
pub(super) const fn words(en: &'static str, ar: &'static str, fa: &'static str, ro: &'static str) -> Words {
    Words { en, ar, fa, ro }
}

/// The languages of [`Words`].
pub(super) const LANGUAGES: [&str; 4] = ["en", "ar", "fa", "ro"];

impl Words {
    /// The text in one of [`LANGUAGES`].
    pub(super) fn in_language(&self, tag: &str) -> &'static str {
        match tag {
            "ar" => self.ar,
            "fa" => self.fa,
            "ro" => self.ro,
            _ => self.en,
        }
    }
}

/// A department: families that the same sort of customer visits.
pub(super) struct Department {
    /// What the file is about.
    pub families: &'static [Family],
}

/// Products that serve the same need and share their words: every model in every variant is one product.
pub(super) struct Family {
    /// Starts the identifiers of its products.
    pub key: &'static str,
    /// The path of the category, in English.
    pub category: &'static str,
    pub title: Words,
    pub description: Words,
    /// In a ladder the models of one brand go from the simplest to the best.
    pub models: &'static [Model],
    /// What the variants of a model differ in, and how.
    pub axis: &'static str,
    pub variants: &'static [Words],
    pub kind: ProductKind,
    /// What the shop keeps of the price, before jitter.
    pub margin_percent: u32,
    /// How often a product of the family is the reason of an order, relative to the others.
    pub weight: f64,
    /// Whether an order may hold two products of the family. Otherwise they are substitutes.
    pub several: bool,
    /// Whether the models of one brand are steps of a price ladder.
    pub ladder: bool,
    /// After how many days it is used up.
    pub repurchase_days: Option<u32>,
    /// When it is bought more than usual.
    pub season: Option<Season>,
    /// The most units of one order line.
    pub quantity_max: u32,
    /// What every model fits, beside what the model itself fits.
    pub fits: &'static [Fit],
    /// What goes along with it.
    pub attach: &'static [Attach],
    pub tags: &'static [&'static str],
}

/// Months (1–12) in which a family sells `factor` times as often; in the others it sells half as often as usual.
#[derive(Debug, Clone, Copy)]
pub(super) struct Season {
    pub months: &'static [u32],
    pub factor: f64,
}

/// The products of `family` that fit go along with this probability.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attach {
    pub family: &'static str,
    pub probability: f64,
}

/// A shorthand for the tables.
pub(super) const fn attach(family: &'static str, probability: f64) -> Attach {
    Attach { family, probability }
}

/// One model of a brand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Model {
    pub brand: &'static str,
    pub name: &'static str,
    /// In hundredths of a euro.
    pub price_cents: i64,
    pub facts: &'static [Fact],
    pub fits: &'static [Fit],
    pub life: Life,
}

/// A typed attribute of a model; its name is also a placeholder of the templates.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fact {
    /// Name, value and unit.
    Number(&'static str, f64, &'static str),
    /// Name and a value that is the same in every language.
    Text(&'static str, &'static str),
    /// Name and a value that is translated; the attribute is the English one.
    Said(&'static str, Words),
    /// Name of something the model has.
    Has(&'static str),
}

/// What an accessory or a service is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fit {
    /// Every product of a category path.
    Category(&'static str),
    /// The variants of one model: `family-model`.
    Group(&'static str),
    /// Every product with this text attribute.
    Attribute(&'static str, &'static str),
}

/// How long a model is sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Life {
    /// Before, during and after the simulated days.
    Usual,
    /// Usual, but ever more popular in the last four weeks.
    Rising,
    /// Launched so many days before the end.
    New(u32),
    /// Taken off sale so many days before the end.
    Discontinued(u32),
}

/// A model that is sold all the time.
pub(super) const fn model(
    brand: &'static str,
    name: &'static str,
    price_cents: i64,
    facts: &'static [Fact],
) -> Model {
    Model {
        brand,
        name,
        price_cents,
        facts,
        fits: &[],
        life: Life::Usual,
    }
}

impl Model {
    pub(super) const fn fits(self, fits: &'static [Fit]) -> Self {
        Self { fits, ..self }
    }

    pub(super) const fn life(self, life: Life) -> Self {
        Self { life, ..self }
    }
}

/// What most families have in common.
pub(super) const FAMILY: Family = Family {
    key: "",
    category: "",
    title: words("", "", "", ""),
    description: words("", "", "", ""),
    models: &[],
    axis: "colour",
    variants: &[],
    kind: ProductKind::Good,
    margin_percent: 30,
    weight: 1.0,
    several: false,
    ladder: false,
    repurchase_days: None,
    season: None,
    quantity_max: 1,
    fits: &[],
    attach: &[],
    tags: &[],
};

/// Colours as they stand behind *in*, باللون, رنگ and *culoare*, which spares every noun its own agreement.
pub(super) const BLACK: Words = words("black", "الأسود", "مشکی", "neagră");
pub(super) const WHITE: Words = words("white", "الأبيض", "سفید", "albă");
pub(super) const BLUE: Words = words("blue", "الأزرق", "آبی", "albastră");
pub(super) const RED: Words = words("red", "الأحمر", "قرمز", "roșie");
pub(super) const GREEN: Words = words("green", "الأخضر", "سبز", "verde");
pub(super) const GREY: Words = words("grey", "الرمادي", "طوسی", "gri");
pub(super) const BEIGE: Words = words("beige", "البيج", "بژ", "bej");
pub(super) const SILVER: Words = words("silver", "الفضي", "نقره‌ای", "argintie");
