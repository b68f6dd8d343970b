//! What buyers write: how content they are and, where they bought something that goes along with it, that it does.

use std::collections::{HashMap, HashSet};

use shop::{CustomerId, LineKind, Locale, Order, OrderId, ProductId, Refund, Review, ReviewId};

use super::{Settings, catalogue::Catalogue, customers::People};
use crate::rng::Rng;

/// How often a registered buyer reviews a product of an order.
const REVIEWED: f64 = 0.1;
/// How often such a review speaks of what was bought along with it.
const SPEAKS_OF_COMPANION: f64 = 0.8;
/// The latest a review is written, in days after the order.
const DAYS_MAX: u32 = 30;
const DAY_MS: i64 = 86_400_000;
/// Reviews draw their own numbers, so that they change nothing else of the shop of a seed.
const SEED_SALT: u64 = 0x5EED_0F4E_7E15;

/// Sentences of one language; `{}` stands for the title of what was bought along.
struct Sentences {
    language: &'static str,
    content: &'static str,
    so_so: &'static str,
    disappointed: &'static str,
    companion: &'static str,
}

const SENTENCES: [Sentences; 4] = [
    Sentences {
        language: "en",
        content: "Works just as I hoped.",
        so_so: "It does its job, no more.",
        disappointed: "I expected better.",
        companion: "Goes well with the {}, I would buy both again.",
    },
    Sentences {
        language: "ro",
        content: "Funcționează exact cum speram.",
        so_so: "Își face treaba, nimic mai mult.",
        disappointed: "Mă așteptam la mai mult.",
        companion: "Se potrivește bine cu {}, le-aș cumpăra din nou pe amândouă.",
    },
    Sentences {
        language: "ar",
        content: "يعمل تماماً كما كنت آمل.",
        so_so: "يؤدي الغرض، لا أكثر.",
        disappointed: "كنت أتوقع أفضل من ذلك.",
        companion: "يناسب {} جيداً، وسأشتري الاثنين مرة أخرى.",
    },
    Sentences {
        language: "fa",
        content: "دقیقاً همان‌طور که می‌خواستم کار می‌کند.",
        so_so: "کارش را انجام می‌دهد، نه بیشتر.",
        disappointed: "انتظار بهتری داشتم.",
        companion: "با {} خیلی خوب جور است؛ هر دو را دوباره می‌خرم.",
    },
];

pub(super) fn simulate(
    settings: &Settings,
    catalogue: &Catalogue,
    people: &People,
    orders: &[Order],
    refunds: &[Refund],
) -> Vec<Review> {
    let mut rng = Rng::new(settings.seed ^ SEED_SALT);
    let items: HashMap<&ProductId, usize> = catalogue
        .items
        .iter()
        .map(|item| &item.product.id)
        .zip(0..)
        .collect();
    let persons = people.persons.iter().map(|person| &person.customer);
    let locales: HashMap<&CustomerId, Option<&Locale>> = persons
        .map(|customer| (&customer.id, customer.locale.as_ref()))
        .collect();
    let sent_back: HashSet<(Option<&OrderId>, &ProductId)> = refunds
        .iter()
        .map(|refund| (refund.order_id.as_ref(), &refund.product_id))
        .collect();
    let mut reviews = Vec::new();
    for order in orders {
        let Some(customer) = &order.customer_id else {
            continue;
        };
        let locale = locales.get(customer).copied().flatten();
        let sentences = sentences_of(locale);
        let bought: Vec<usize> = order.products().map(|id| items[id]).collect();
        for line in order.lines.iter().filter(|line| line.kind == LineKind::Product) {
            if !rng.chance(REVIEWED) {
                continue;
            }
            let stars = stars(sent_back.contains(&(Some(&order.id), &line.product_id)), &mut rng);
            let companion = companion_of(catalogue, items[&line.product_id], &bought);
            let companion = companion.filter(|_| stars >= 4 && rng.chance(SPEAKS_OF_COMPANION));
            let title = companion.and_then(|item| title_of(catalogue, item, locale));
            let days = i64::from(rng.between(2, DAYS_MAX));
            reviews.push(Review {
                id: ReviewId::new(&format!("{}-{}", order.id, line.product_id))
                    .expect("two short and plain ids make one"),
                product_id: line.product_id.clone(),
                customer_id: Some(customer.clone()),
                rating: Some(stars as f32),
                title: String::new(),
                text: text(sentences, stars, title),
                locale: locale.cloned(),
                reviewed_at: Some(order.placed_at.plus_ms(days * DAY_MS)),
            });
        }
    }
    let end = settings.end().start();
    reviews.retain(|review| review.reviewed_at.is_some_and(|at| at < end));
    reviews.sort_by(|a, b| a.reviewed_at.cmp(&b.reviewed_at).then_with(|| a.id.cmp(&b.id)));
    reviews
}

fn sentences_of(locale: Option<&Locale>) -> &'static Sentences {
    let tag = locale.map_or("", Locale::as_str);
    let own = SENTENCES
        .iter()
        .find(|sentences| tag.starts_with(sentences.language));
    own.unwrap_or(&SENTENCES[0])
}

/// What came back gets one or two stars, most of the rest four or five.
fn stars(sent_back: bool, rng: &mut Rng) -> u8 {
    match (sent_back, rng.below(20)) {
        (true, drawn) => 1 + u8::from(drawn < 10),
        (false, 0) => 2,
        (false, 1..4) => 3,
        (false, 4..9) => 4,
        (false, _) => 5,
    }
}

/// Something of the same order that goes along with the item, or that the item goes along with.
fn companion_of(catalogue: &Catalogue, item: usize, bought: &[usize]) -> Option<usize> {
    let goes_along = |from: usize, to: usize| {
        let mut companions = catalogue.companions[from].iter();
        companions.any(|beside| beside.items.contains(&to))
    };
    let mut bought = bought.iter().copied();
    bought.find(|&other| goes_along(item, other) || goes_along(other, item))
}

fn title_of<'a>(catalogue: &'a Catalogue, item: usize, locale: Option<&Locale>) -> Option<&'a str> {
    let titles = &catalogue.items[item].product.title;
    let english = Locale::english();
    titles.best(locale.unwrap_or(&english)).map(|(_, title)| title)
}

fn text(sentences: &Sentences, stars: u8, companion: Option<&str>) -> String {
    let verdict = match stars {
        4.. => sentences.content,
        3 => sentences.so_so,
        _ => sentences.disappointed,
    };
    match companion {
        Some(title) => format!("{verdict} {}", sentences.companion.replace("{}", title)),
        None => verdict.to_owned(),
    }
}
