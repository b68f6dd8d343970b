//! Turns the department tables into products, and works out what fits what and what stands in for what.

use std::collections::BTreeMap;

use shop::{
    Attribute, AttributeValue, Category, Currency, Fits, Link, LinkKind, Locale, Localized, Money, Product,
    ProductId, ProductKind, Stock,
};

use super::{
    Settings,
    departments::DEPARTMENTS,
    family::{Fact, Family, Fit, LANGUAGES, Life, Model, Words},
};
use crate::rng::Rng;

/// A product and the table rows it was made from.
pub(super) struct Item {
    pub product: Product,
    pub family: &'static Family,
    pub model: &'static Model,
    pub family_index: usize,
    pub model_index: usize,
    pub variant_index: usize,
    pub department: usize,
    /// How often it is the reason of an order, before season and trend.
    pub appeal: f64,
}

/// Products that go along with an item, with the probability that one of them does.
pub(super) struct Companions {
    pub probability: f64,
    pub items: Vec<usize>,
}

/// All products, in the sequence of the tables.
pub(super) struct Catalogue {
    pub items: Vec<Item>,
    /// What goes along with each item.
    pub companions: Vec<Vec<Companions>>,
    /// The other models a visitor compares each item with.
    pub alternatives: Vec<Vec<usize>>,
    /// First item of each department, and the end.
    pub department_bounds: Vec<usize>,
}

pub(super) fn build(settings: &Settings, rng: &mut Rng) -> Catalogue {
    let mut items = Vec::new();
    let mut department_bounds = vec![0];
    let mut family_index = 0;
    for (department, table) in DEPARTMENTS.iter().enumerate() {
        for family in table.families {
            add_family(&mut items, family, family_index, department, settings, rng);
            family_index += 1;
        }
        department_bounds.push(items.len());
    }
    let companions = (0..items.len()).map(|item| companions_of(&items, item)).collect();
    let alternatives = (0..items.len())
        .map(|item| alternatives_of(&items, item))
        .collect();
    Catalogue {
        items,
        companions,
        alternatives,
        department_bounds,
    }
}

/// Popularity follows Zipf over the family's models in random sequence, and over a model's variants in the table's.
fn add_family(
    items: &mut Vec<Item>,
    family: &'static Family,
    family_index: usize,
    department: usize,
    settings: &Settings,
    rng: &mut Rng,
) {
    let mut ranks: Vec<u32> = (1..=family.models.len() as u32).collect();
    rng.shuffle(&mut ranks);
    let variants = family.variants.len().max(1);
    let whole: f64 = ranks.iter().map(|&rank| 1.0 / f64::from(rank)).sum::<f64>()
        * (1..=variants as u32)
            .map(|rank| 1.0 / f64::from(rank))
            .sum::<f64>();
    for (model_index, (model, &rank)) in family.models.iter().zip(&ranks).enumerate() {
        let prices = prices(family, model, settings.currency, rng);
        for variant_index in 0..variants {
            let mut product = describe(family, model, family.variants.get(variant_index), prices);
            offer(&mut product, family, model, settings, rng);
            items.push(Item {
                product,
                family,
                model,
                family_index,
                model_index,
                variant_index,
                department,
                appeal: family.weight / whole / f64::from(rank) / (variant_index + 1) as f64,
            });
        }
    }
}

#[derive(Clone, Copy)]
struct Prices {
    price: Money,
    list: Option<Money>,
    cost: Money,
}

/// One model in six is reduced; the cost varies a little around the family's margin.
fn prices(family: &Family, model: &Model, currency: Currency, rng: &mut Rng) -> Prices {
    let price = convert(model.price_cents, currency);
    let reduced = rng.chance(1.0 / 6.0) && family.kind == ProductKind::Good;
    let list = convert(
        model.price_cents * i64::from(rng.between(110, 130)) / 100 / 100 * 100 + 99,
        currency,
    );
    let cost_percent = i64::from(100 - family.margin_percent) + i64::from(rng.between(0, 6)) - 3;
    let cost = Money::new(
        (price.minor * cost_percent.clamp(1, 97) / 100)
            .min(price.minor - 1)
            .max(0),
        currency,
    );
    Prices {
        price,
        list: Some(list).filter(|list| reduced && list.minor > price.minor),
        cost,
    }
}

/// Rough worth of a euro in thousandths of other currencies: for prices of a believable size, not for exchange.
const PER_EURO_MILLI: [(&str, i64); 12] = [
    ("USD", 1_100),
    ("GBP", 850),
    ("RON", 5_000),
    ("AED", 4_000),
    ("SAR", 4_100),
    ("QAR", 4_000),
    ("KWD", 330),
    ("IQD", 1_400_000),
    ("IRR", 500_000_000),
    ("JPY", 160_000),
    ("MDL", 19_500),
    ("TRY", 40_000),
];

/// Hundredths of a euro as an amount of about the same worth.
pub(super) fn convert(cents: i64, currency: Currency) -> Money {
    let listed = PER_EURO_MILLI.iter().find(|(code, _)| *code == currency.code());
    let rate_milli = listed.map_or(1_000, |(_, rate)| *rate);
    Money::new(
        cents * rate_milli * currency.minor_per_major() / 100_000,
        currency,
    )
}

fn describe(family: &Family, model: &Model, variant: Option<&Words>, prices: Prices) -> Product {
    let group = format!("{}-{}", family.key, slug(model.name));
    let id = match variant {
        Some(variant) => format!("{group}-{}", slug(variant.en)),
        None => group.clone(),
    };
    let mut product = Product::unknown(ProductId::new(&id).expect("the tables hold short plain names"));
    product.title = localized(&family.title, model, variant);
    product.description = localized(&family.description, model, variant);
    product.category = Category::parse(family.category);
    product.attributes = attributes(model);
    product.brand = Some(model.brand.to_owned());
    product.price = Some(prices.price);
    product.list_price = prices.list;
    product.unit_cost = Some(prices.cost);
    product.kind = family.kind;
    product.tags = family.tags.iter().map(|&tag| tag.to_owned()).collect();
    product.fits = family.fits.iter().chain(model.fits).map(fits).collect();
    if let Some(variant) = variant {
        product.group = Some(group);
        product.variant = BTreeMap::from([(family.axis.to_owned(), variant.en.to_owned())]);
    }
    product
}

/// What changes from day to day: stock, launch, whether it is on sale.
fn offer(product: &mut Product, family: &Family, model: &Model, settings: &Settings, rng: &mut Rng) {
    let end = settings.end();
    let age_days = match model.life {
        Life::New(days) => days,
        _ => settings.days + rng.between(30, 900),
    };
    product.launched_at = Some(shop::Day(end.0.saturating_sub_unsigned(age_days)).start());
    product.active = !matches!(model.life, Life::Discontinued(_));
    let level = rng.between(1, 100);
    let plenty = rng.between(12, 240);
    product.stock = match (family.kind, level) {
        _ if !product.active => Stock::Quantity(0),
        (ProductKind::Good, 1..=3) => Stock::Quantity(0),
        (ProductKind::Good, 4..=10) => Stock::Quantity(1 + level % 4),
        (ProductKind::Good, _) => Stock::Quantity(plenty),
        _ => Stock::Untracked,
    };
}

fn attributes(model: &Model) -> BTreeMap<String, Attribute> {
    let typed = model.facts.iter().map(|fact| match *fact {
        Fact::Number(name, value, unit) => {
            let unit = Some(unit.to_owned()).filter(|unit| !unit.is_empty());
            (
                name.to_owned(),
                Attribute {
                    value: AttributeValue::Number(value),
                    unit,
                },
            )
        }
        Fact::Text(name, text) | Fact::Said(name, Words { en: text, .. }) => (
            name.to_owned(),
            Attribute {
                value: AttributeValue::Text(text.to_owned()),
                unit: None,
            },
        ),
        Fact::Has(name) => (
            name.to_owned(),
            Attribute {
                value: AttributeValue::Flag(true),
                unit: None,
            },
        ),
    });
    typed.collect()
}

fn fits(fit: &Fit) -> Fits {
    match *fit {
        Fit::Category(path) => Fits::Category(Category::parse(path)),
        Fit::Group(group) => Fits::Group(group.to_owned()),
        Fit::Attribute(name, value) => Fits::Attribute {
            name: name.to_owned(),
            value: value.to_owned(),
        },
    }
}

fn localized(template: &Words, model: &Model, variant: Option<&Words>) -> Localized {
    let texts = LANGUAGES.map(|tag| {
        let locale = Locale::new(tag).expect("the four tags are well-formed");
        (locale, filled(template, model, variant, tag))
    });
    Localized(BTreeMap::from(texts))
}

/// The template in one language, its placeholders filled in.
fn filled(template: &Words, model: &Model, variant: Option<&Words>, tag: &str) -> String {
    let mut text = template
        .in_language(tag)
        .replace("{brand}", model.brand)
        .replace("{model}", model.name);
    if let Some(variant) = variant {
        text = text.replace("{variant}", variant.in_language(tag));
    }
    for fact in model.facts {
        let (name, value) = match fact {
            Fact::Number(name, value, _) if tag == "fa" => (name, persian_digits(*value)),
            Fact::Number(name, value, _) => (name, value.to_string()),
            Fact::Text(name, value) => (name, (*value).to_owned()),
            Fact::Said(name, value) => (name, value.in_language(tag).to_owned()),
            Fact::Has(_) => continue,
        };
        text = text.replace(&format!("{{{name}}}"), &value);
    }
    text
}

/// `2.5` as `۲٫۵`.
fn persian_digits(number: f64) -> String {
    let persian = |letter: char| match letter.to_digit(10) {
        Some(digit) => char::from_u32('۰' as u32 + digit).unwrap_or(letter),
        None if letter == '.' => '٫',
        None => letter,
    };
    number.to_string().chars().map(persian).collect()
}

/// `One Plus` as `one-plus`.
pub(super) fn slug(name: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() {
            letter.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    name.chars().map(plain).collect()
}

fn companions_of(items: &[Item], item: usize) -> Vec<Companions> {
    let rules = items[item].family.attach.iter().map(|rule| Companions {
        probability: rule.probability,
        items: (0..items.len())
            .filter(|&other| items[other].family.key == rule.family)
            .filter(|&other| suits(&items[other].product, &items[item].product))
            .collect(),
    });
    rules.filter(|companions| !companions.items.is_empty()).collect()
}

/// Other models of the same family that fit the same things, in the same variant.
fn alternatives_of(items: &[Item], item: usize) -> Vec<usize> {
    let own = &items[item];
    let alike = |other: &Item| {
        other.family_index == own.family_index
            && other.model_index != own.model_index
            && other.variant_index == own.variant_index
            && other.product.fits == own.product.fits
    };
    (0..items.len()).filter(|&other| alike(&items[other])).collect()
}

/// Whether `accessory` declares to fit `product`; one that declares nothing goes with everything.
pub(super) fn suits(accessory: &Product, product: &Product) -> bool {
    accessory.fits.is_empty() || declares_fit(accessory, product)
}

/// Whether one of the accessory's declarations names `product`.
pub(super) fn declares_fit(accessory: &Product, product: &Product) -> bool {
    accessory.fits.iter().any(|fit| match fit {
        Fits::Product(id) => *id == product.id,
        Fits::Group(group) => product.group.as_ref() == Some(group),
        Fits::Category(category) => product.category.0.starts_with(&category.0),
        Fits::Attribute { name, value } => product
            .attributes
            .get(name)
            .is_some_and(|own| own.value == AttributeValue::Text(value.clone())),
    })
}

impl Catalogue {
    /// The ladders: first variants of the models of one brand, from the simplest to the best, as far as on sale.
    pub(super) fn ladders(&self) -> Vec<Vec<usize>> {
        let mut ladders: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
        for (index, item) in self.items.iter().enumerate() {
            if item.family.ladder && item.variant_index == 0 && item.product.active {
                ladders
                    .entry((item.family_index, item.model.brand))
                    .or_default()
                    .push(index);
            }
        }
        ladders.into_values().filter(|steps| steps.len() >= 2).collect()
    }

    /// What a careful merchant sets by hand: the lowest step of each ladder leads to the next, and to the companion
    /// its table names first.
    pub(super) fn links(&self) -> Vec<Link> {
        let mut links = Vec::new();
        for ladder in self.ladders() {
            let [low, next, ..] = ladder[..] else { continue };
            let beside = self.companions[low].first().and_then(|first| first.items.first());
            let wanted = [(Some(&next), LinkKind::Upsell), (beside, LinkKind::CrossSell)];
            for (position, (to, kind)) in wanted.into_iter().enumerate() {
                let Some(&to) = to else { continue };
                links.push(Link {
                    from: self.items[low].product.id.clone(),
                    to: self.items[to].product.id.clone(),
                    kind,
                    position: position as u32,
                });
            }
        }
        links
    }
}
