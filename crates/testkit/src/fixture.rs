//! Tiny shops written as text, one record a line:
//!
//! ```text
//! currency EUR                         # of all amounts below it; EUR where nothing is said
//! product tv "Television 43" Electronics>TVs 499.00 cost=380 stock=3 group=tv-43 colour=black brand=Acme
//! product hdmi "HDMI cable" category="Cables & more>HDMI" 9.99 fits=tv,category:Electronics>TVs inactive
//! customer c1 locale=ro region=RO since=2025-01-01 consent=yes tags=b2b
//! order o1 2026-01-02 c1 tv hdmi*2@8.99 postage!     # quantity after `*`, price after `@`, `!` marks a fee
//! order o2 2026-01-02T10:00 - tv visitor=v1          # `-` where the customer is unknown
//! refund r1 2026-01-09 o1 hdmi*1                     # `-` where the order is unknown
//! view v1 2026-01-02T10:00 tv session=s1             # any kind of event is a first word
//! checkout v1 2026-01-02T10:05                       # the product may be missing
//! link tv hdmi cross_sell
//! review r1 tv 5 "Great with the cable" customer=c1 # `-` where there are no stars
//! ban hdmi                                           # also `ban tv hdmi` and `ban category Electronics>TVs`
//! repeat 30 order o{n} 2026-01-01+{n} c{n} tv hdmi   # thirty lines, `{n}` counting from 1
//! ```
//!
//! `#` after white space opens a comment, double quotes hold spaces. Products, customers, events and links take further
//! `name=value` words:
//! - product: `title.ro= description= description.ro= category= price= cost= list= stock=`(a number, `untracked` or
//!   `unknown`)` group= brand= kind= launched= image= page= tags=a,b fits= inactive`. `fits` lists products,
//!   `group:x`, `category:A>B` or `attribute:name:value`. `colour=` and `variant.NAME=` tell variants apart; any
//!   other name is a typed attribute (`size=55cm`, `wireless=yes`, `panel=OLED`).
//! - review: `title= customer= locale= at=`.
//! - event: `id= customer= session= quantity= placement= decision= order= score= traffic=`; without `id` it is `e` and
//!   the line number. A repeated identifier without `{n}` is followed by `-1`, `-2` and so on.
//!
//! A line that cannot be read stops the test with its number and what is wrong with it.

mod product;
mod records;
mod words;

use std::collections::HashSet;

use shop::{Ban, Currency, Customer, Event, Link, Order, Product, Refund, Review};

use words::Words;

/// Most repetitions of one line: a shop past that is no tiny one.
const REPEAT_MAX: u32 = 100_000;

/// A tiny shop read from text.
#[derive(Debug, Clone, PartialEq)]
pub struct Fixture {
    /// The currency of the last `currency` line.
    pub currency: Currency,
    /// The `product` lines.
    pub products: Vec<Product>,
    /// The `customer` lines; customers of orders need none.
    pub customers: Vec<Customer>,
    /// The `order` lines. A line's price is its own, else the product's, else unknown.
    pub orders: Vec<Order>,
    /// The `refund` lines.
    pub refunds: Vec<Refund>,
    /// The event lines.
    pub events: Vec<Event>,
    /// The `link` lines.
    pub links: Vec<Link>,
    /// The `review` lines.
    pub reviews: Vec<Review>,
    /// The `ban` lines.
    pub bans: Vec<Ban>,
}

impl Fixture {
    /// Reads a tiny shop.
    ///
    /// # Panics
    /// With the line's number where a line cannot be read: a fixture is part of a test, and a wrong one fails it.
    #[track_caller]
    pub fn parse(text: &str) -> Self {
        match Self::read(text) {
            Ok(fixture) => fixture,
            Err(refused) => panic!("{refused}"),
        }
    }

    /// The product of this id.
    ///
    /// # Panics
    /// Where the fixture has no such `product` line.
    #[track_caller]
    pub fn product(&self, id: &str) -> &Product {
        let found = self.products.iter().find(|product| product.id.as_str() == id);
        found.unwrap_or_else(|| panic!("the fixture has no line 'product {id} …'"))
    }

    fn read(text: &str) -> Result<Self, String> {
        let mut fixture = Self {
            currency: Currency::new("EUR").map_err(|refused| refused.to_string())?,
            products: Vec::new(),
            customers: Vec::new(),
            orders: Vec::new(),
            refunds: Vec::new(),
            events: Vec::new(),
            links: Vec::new(),
            reviews: Vec::new(),
            bans: Vec::new(),
        };
        let mut seen = HashSet::new();
        for (index, line) in text.lines().enumerate() {
            let number = index + 1;
            fixture
                .read_line(line, number, &mut seen)
                .map_err(|refused| format!("line {number} of the fixture, '{}': {refused}", line.trim()))?;
        }
        Ok(fixture)
    }

    fn read_line(&mut self, line: &str, number: usize, seen: &mut HashSet<String>) -> Result<(), String> {
        let Some(repeat) = line.trim_start().strip_prefix("repeat ") else {
            return self.read_record(words::split(line)?, &number.to_string(), seen);
        };
        let (times, record) = repeat
            .trim_start()
            .split_once(' ')
            .ok_or("'repeat' needs a number and a record")?;
        let times = times.parse().ok().filter(|times| *times <= REPEAT_MAX);
        let times: u32 = times.ok_or_else(|| format!("'repeat' needs a number up to {REPEAT_MAX}"))?;
        let named_apart = words::split(record)?.leading(2).contains("{n}");
        for turn in 1..=times {
            let mut words = words::split(&record.replace("{n}", &turn.to_string()))?;
            if !named_apart {
                words.number_identifier(turn);
            }
            self.read_record(words, &format!("{number}-{turn}"), seen)?;
        }
        Ok(())
    }

    fn read_record(&mut self, words: Words, number: &str, seen: &mut HashSet<String>) -> Result<(), String> {
        let Some(kind) = words.first() else {
            return Ok(());
        };
        let unique = matches!(kind, "product" | "order" | "refund" | "customer" | "review");
        if unique && !seen.insert(words.leading(2)) {
            return Err(format!("a second line '{}'", words.leading(2)));
        }
        self.dispatch(words, number)
    }

    fn dispatch(&mut self, mut words: Words, number: &str) -> Result<(), String> {
        let kind = words.take("a record")?;
        match kind.as_str() {
            "currency" => {
                let code = words.take("a currency")?;
                self.currency = Currency::new(&code).map_err(|refused| refused.to_string())?;
            }
            "product" => self.products.push(product::read(&mut words, self.currency)?),
            "customer" => self.customers.push(records::customer(&mut words)?),
            "order" => self
                .orders
                .push(records::order(&mut words, &self.products, self.currency)?),
            "refund" => self
                .refunds
                .push(records::refund(&mut words, &self.orders, self.currency)?),
            "link" => self.links.push(records::link(&mut words, self.links.len())?),
            "review" => self.reviews.push(records::review(&mut words)?),
            "ban" => self.bans.push(records::ban(&mut words)?),
            other => self.events.push(records::event(&mut words, other, number)?),
        }
        words.finish()
    }
}

#[cfg(test)]
mod tests;
