//! What order lines tell of products that may stand in no catalogue: their name and what they usually cost.

use rustc_hash::FxHashMap;
use shop::{Locale, Money, ProductId, limits};

use crate::{Record, fees::is_fee_text, values::text};

/// Most names remembered of one product.
const TITLES_MAX: usize = 24;
/// How many of the latest prices vote for the usual one.
const PRICES_KEPT: usize = 9;
/// Share of lines, in percent, whose name has a capital letter, from which a name without one is a remark of the
/// warehouse ("damaged", "check") and not a name.
const CAPITALS_PERCENT_MIN: u64 = 80;

/// The products of the file's order lines.
#[derive(Debug, Default)]
pub(super) struct Seen {
    products: Vec<Notes>,
    index: FxHashMap<ProductId, usize>,
}

/// What is known of one product.
#[derive(Debug)]
pub(super) struct Notes {
    id: ProductId,
    is_fee_code: bool,
    titles: Vec<Title>,
    /// The title of the product's latest line: nearly always that of its next.
    latest: usize,
    prices: Vec<Money>,
    next_price: usize,
}

#[derive(Debug)]
struct Title {
    text: Box<str>,
    lines: u64,
    is_fee: bool,
}

impl Seen {
    /// The product of a line; `is_fee_code` is asked once per product.
    ///
    /// # Errors
    /// What is wrong with the code.
    pub fn product(
        &mut self,
        code: &str,
        is_fee_code: impl Fn(&str) -> bool,
    ) -> Result<&mut Notes, shop::IdError> {
        let index = match self.index.get(code) {
            Some(index) => *index,
            None => {
                let id = ProductId::new(code)?;
                let is_fee_code = is_fee_code(code) || is_fee_text(code);
                self.index.insert(id.clone(), self.products.len());
                self.products.push(Notes {
                    id,
                    is_fee_code,
                    titles: Vec::new(),
                    latest: 0,
                    prices: Vec::new(),
                    next_price: 0,
                });
                self.products.len() - 1
            }
        };
        Ok(&mut self.products[index])
    }

    /// Whether the names of this file have capital letters.
    fn has_capitals(&self) -> bool {
        let (mut lines, mut with_capitals) = (0, 0);
        for title in self.products.iter().flat_map(|notes| &notes.titles) {
            if title.text.chars().any(char::is_alphabetic) {
                lines += title.lines;
                with_capitals += if is_lower_case(&title.text) {
                    0
                } else {
                    title.lines
                };
            }
        }
        with_capitals * 100 >= lines * CAPITALS_PERCENT_MIN
    }

    /// All products but the fees, by id.
    pub fn into_records(self, locale: &Locale) -> impl Iterator<Item = Record> {
        let has_capitals = self.has_capitals();
        let mut products = self.products;
        products.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        let locale = locale.clone();
        products.into_iter().filter_map(move |notes| {
            let title = notes.best_title(has_capitals);
            if notes.is_fee_code || title.is_some_and(|title| title.is_fee) {
                return None;
            }
            let title = title.map(|title| (locale.clone(), text::plain(&title.text)));
            Some(Record::ProductSeen {
                price: notes.usual_price(),
                id: notes.id,
                title,
            })
        })
    }
}

impl Notes {
    pub fn id(&self) -> &ProductId {
        &self.id
    }

    /// Counts a title; says whether the line is a fee.
    pub fn note_title(&mut self, title: &str) -> bool {
        if title.is_empty() {
            return self.is_fee_code;
        }
        let known = match self.titles.get(self.latest) {
            Some(latest) if *latest.text == *title => Some(self.latest),
            _ => self.titles.iter().position(|known| *known.text == *title),
        };
        if let Some(index) = known {
            self.latest = index;
            self.titles[index].lines += 1;
            return self.is_fee_code || self.titles[index].is_fee;
        }
        let is_fee = is_fee_text(title);
        if self.titles.len() < TITLES_MAX {
            let kept = text::within(title, limits::TITLE_BYTES_MAX);
            self.latest = self.titles.len();
            self.titles.push(Title {
                text: kept.into(),
                lines: 1,
                is_fee,
            });
        }
        self.is_fee_code || is_fee
    }

    /// Remembers what a unit was sold for; free samples and corrections tell nothing.
    pub fn note_price(&mut self, price: Money) {
        if price.minor <= 0 {
            return;
        }
        if self.prices.len() < PRICES_KEPT {
            self.prices.push(price);
        } else {
            self.prices[self.next_price] = price;
        }
        self.next_price = (self.next_price + 1) % PRICES_KEPT;
    }

    /// The title of most lines that is no remark; of equals the one that comes first in the alphabet.
    fn best_title(&self, has_capitals: bool) -> Option<&Title> {
        let is_remark = |title: &&Title| {
            let no_letters = !title.text.chars().any(char::is_alphabetic);
            no_letters
                || title.text.contains('?') && is_lower_case(&title.text)
                || has_capitals && is_lower_case(&title.text)
        };
        let names = self.titles.iter().filter(|title| !is_remark(title));
        names.max_by(|a, b| a.lines.cmp(&b.lines).then_with(|| b.text.cmp(&a.text)))
    }

    /// The price of most of the latest lines; of equals the latest.
    fn usual_price(&self) -> Option<Money> {
        let count = self.prices.len();
        let newest_first =
            (0..count).map(|back| self.prices[(self.next_price + 2 * count - 1 - back) % count]);
        let votes = |price: Money| self.prices.iter().filter(|other| **other == price).count();
        let mut best: Option<(usize, Money)> = None;
        for price in newest_first {
            let own = votes(price);
            if best.is_none_or(|(most, _)| own > most) {
                best = Some((own, price));
            }
        }
        best.map(|(_, price)| price)
    }
}

/// Whether a text is written in small letters only; scripts without capitals are not.
fn is_lower_case(text: &str) -> bool {
    text.chars().any(char::is_lowercase) && !text.chars().any(char::is_uppercase)
}
