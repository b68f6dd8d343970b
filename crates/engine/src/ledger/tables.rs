//! How the ledger's rows are laid out in columns. People are hashes, written as signed numbers of the same bits.

use measure::ledger::{Cell, Deed, DeedSums, Exposure, Line, Shown, Touch, VisitorDay};
use parquet::data_type::ByteArray;
use rustc_hash::FxHashMap;
use shop::{Currency, Money, Placement, Timestamp};

use super::table::{Column, Columns, Kind, Table, text};

pub(super) fn numbers<T>(rows: &[T], of: impl Fn(&T) -> i64) -> Column {
    Column::Numbers(rows.iter().map(of).collect())
}

pub(super) fn texts<'a, T>(rows: &'a [T], of: impl Fn(&'a T) -> &'a str) -> Column {
    Column::Texts(rows.iter().map(|row| ByteArray::from(of(row))).collect())
}

pub(super) fn moment(ms: i64) -> Option<Timestamp> {
    Timestamp::from_unix_ms(ms).ok()
}

pub(super) fn small<N: TryFrom<i64>>(number: i64) -> Option<N> {
    N::try_from(number).ok()
}

/// Words that come again and again, parsed once.
struct Words<V>(FxHashMap<Vec<u8>, V>);

impl<V: Clone> Words<V> {
    fn new() -> Self {
        Self(FxHashMap::default())
    }

    fn of(&mut self, word: &ByteArray, parse: impl Fn(&str) -> Option<V>) -> Option<V> {
        if let Some(known) = self.0.get(word.data()) {
            return Some(known.clone());
        }
        let value = parse(text(word)?)?;
        self.0.insert(word.data().to_vec(), value.clone());
        Some(value)
    }
}

fn placement(word: &str) -> Option<Placement> {
    word.parse().ok()
}

fn owned(word: &str) -> Option<String> {
    Some(word.to_owned())
}

impl Table for Exposure {
    const NAME: &'static str = "exposures";
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("visitor", Kind::Number),
        ("experiment", Kind::Number),
        ("arm", Kind::Number),
        ("at", Kind::Moment),
    ];

    fn columns(rows: &[Self]) -> Vec<Column> {
        vec![
            numbers(rows, |row| row.unit as i64),
            numbers(rows, |row| i64::from(row.experiment)),
            numbers(rows, |row| i64::from(row.arm)),
            numbers(rows, |row| row.at.unix_ms()),
        ]
    }

    fn rows(mut columns: Columns) -> Option<Vec<Self>> {
        let (units, experiments) = (columns.numbers()?, columns.numbers()?);
        let (arms, moments) = (columns.numbers()?, columns.numbers()?);
        let row = |at: usize| {
            Some(Self {
                unit: units[at] as u64,
                experiment: small(experiments[at])?,
                arm: small(arms[at])?,
                at: moment(moments[at])?,
            })
        };
        (0..columns.count).map(row).collect()
    }
}

/// Numbers of [`VisitorDay`] that are written as they are.
const COUNTS: usize = 10;

fn counts(row: &VisitorDay) -> [u32; COUNTS] {
    [
        row.answers,
        row.answers_with_offers,
        row.answers_slow,
        row.views,
        row.impressions,
        row.viewables,
        row.clicks,
        row.carts,
        row.dismissals,
        row.unsubscribes,
    ]
}

impl Table for VisitorDay {
    const NAME: &'static str = "visitors";
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("visitor", Kind::Number),
        ("customer", Kind::Number),
        ("locale", Kind::Text),
        ("answers", Kind::Number),
        ("answers_with_offers", Kind::Number),
        ("answers_slow", Kind::Number),
        ("views", Kind::Number),
        ("impressions", Kind::Number),
        ("viewables", Kind::Number),
        ("clicks", Kind::Number),
        ("carts", Kind::Number),
        ("dismissals", Kind::Number),
        ("unsubscribes", Kind::Number),
        ("ratings", Kind::Text),
        ("left_out", Kind::Text),
    ];

    fn columns(rows: &[Self]) -> Vec<Column> {
        let ratings = |row: &Self| {
            let scores: Vec<String> = row.ratings.iter().map(u8::to_string).collect();
            ByteArray::from(scores.join(" ").as_str())
        };
        let mut columns = vec![
            numbers(rows, |row| row.unit as i64),
            numbers(rows, |row| row.customer as i64),
            texts(rows, |row| &row.locale),
        ];
        columns.extend((0..COUNTS).map(|at| numbers(rows, |row| i64::from(counts(row)[at]))));
        columns.push(Column::Texts(rows.iter().map(ratings).collect()));
        columns.push(texts(rows, |row| &row.left_out));
        columns
    }

    fn rows(mut columns: Columns) -> Option<Vec<Self>> {
        let (units, customers, locales) = (columns.numbers()?, columns.numbers()?, columns.texts()?);
        let counts: Vec<Vec<i64>> = (0..COUNTS).map(|_| columns.numbers()).collect::<Option<_>>()?;
        let (ratings, left_out) = (columns.texts()?, columns.texts()?);
        let mut words = Words::new();
        let mut row = |at: usize| {
            let count = |column: usize| small(counts[column][at]);
            let scores = text(&ratings[at])?.split_whitespace();
            Some(Self {
                unit: units[at] as u64,
                customer: customers[at] as u64,
                locale: words.of(&locales[at], owned)?,
                answers: count(0)?,
                answers_with_offers: count(1)?,
                answers_slow: count(2)?,
                views: count(3)?,
                impressions: count(4)?,
                viewables: count(5)?,
                clicks: count(6)?,
                carts: count(7)?,
                dismissals: count(8)?,
                unsubscribes: count(9)?,
                ratings: scores.map(|score| score.parse().ok()).collect::<Option<_>>()?,
                left_out: words.of(&left_out[at], owned)?,
            })
        };
        (0..columns.count).map(&mut row).collect()
    }
}

impl Table for Touch {
    const NAME: &'static str = "touches";
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("at", Kind::Moment),
        ("visitor", Kind::Number),
        ("decision", Kind::Text),
        ("product", Kind::Number),
        ("deed", Kind::Text),
        ("placement", Kind::Text),
        ("intent", Kind::Text),
        ("recommender", Kind::Text),
        ("slot", Kind::Number),
        ("locale", Kind::Text),
    ];

    fn columns(rows: &[Self]) -> Vec<Column> {
        vec![
            numbers(rows, |row| row.at.unix_ms()),
            numbers(rows, |row| row.unit as i64),
            texts(rows, |row| &row.decision),
            numbers(rows, |row| i64::from(row.product)),
            texts(rows, |row| row.deed.as_str()),
            texts(rows, |row| row.placement.as_str()),
            texts(rows, |row| &row.intent),
            texts(rows, |row| &row.recommender),
            numbers(rows, |row| i64::from(row.slot)),
            texts(rows, |row| &row.locale),
        ]
    }

    fn rows(mut columns: Columns) -> Option<Vec<Self>> {
        let (moments, units, decisions) = (columns.numbers()?, columns.numbers()?, columns.texts()?);
        let (products, deeds, placements) = (columns.numbers()?, columns.texts()?, columns.texts()?);
        let (intents, recommenders) = (columns.texts()?, columns.texts()?);
        let (slots, locales) = (columns.numbers()?, columns.texts()?);
        let (mut known_deeds, mut known_placements, mut words) = (Words::new(), Words::new(), Words::new());
        let mut row = |at: usize| {
            Some(Self {
                at: moment(moments[at])?,
                unit: units[at] as u64,
                decision: text(&decisions[at])?.to_owned(),
                product: small(products[at])?,
                deed: known_deeds.of(&deeds[at], Deed::parse)?,
                placement: known_placements.of(&placements[at], placement)?,
                intent: words.of(&intents[at], owned)?,
                recommender: words.of(&recommenders[at], owned)?,
                slot: small(slots[at])?,
                locale: words.of(&locales[at], owned)?,
            })
        };
        (0..columns.count).map(&mut row).collect()
    }
}

impl Table for Line {
    const NAME: &'static str = "lines";
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("order", Kind::Text),
        ("number", Kind::Number),
        ("at", Kind::Moment),
        ("visitor", Kind::Number),
        ("customer", Kind::Number),
        ("product", Kind::Number),
        ("quantity", Kind::Number),
        ("currency", Kind::Text),
        ("paid_minor", Kind::Number),
        ("margin_minor", Kind::Number),
        ("refunded_quantity", Kind::Number),
        ("refunded_minor", Kind::Number),
        ("is_fee", Kind::Number),
    ];

    fn columns(rows: &[Self]) -> Vec<Column> {
        // A line without a price has no currency.
        let currency = |row: &Self| {
            let code = row.paid.map(|paid| paid.currency);
            ByteArray::from(code.as_ref().map_or("", Currency::code))
        };
        vec![
            texts(rows, |row| &row.order),
            numbers(rows, |row| i64::from(row.number)),
            numbers(rows, |row| row.at.unix_ms()),
            numbers(rows, |row| row.visitor as i64),
            numbers(rows, |row| row.customer as i64),
            numbers(rows, |row| i64::from(row.product)),
            numbers(rows, |row| i64::from(row.quantity)),
            Column::Texts(rows.iter().map(currency).collect()),
            numbers(rows, |row| row.paid.map_or(0, |paid| paid.minor)),
            numbers(rows, |row| row.margin_minor),
            numbers(rows, |row| i64::from(row.refunded_quantity)),
            numbers(rows, |row| row.refunded_minor),
            numbers(rows, |row| i64::from(row.is_fee)),
        ]
    }

    fn rows(mut columns: Columns) -> Option<Vec<Self>> {
        let (orders, lines, moments) = (columns.texts()?, columns.numbers()?, columns.numbers()?);
        let (visitors, customers) = (columns.numbers()?, columns.numbers()?);
        let (products, quantities) = (columns.numbers()?, columns.numbers()?);
        let (currencies, paid, margins) = (columns.texts()?, columns.numbers()?, columns.numbers()?);
        let (refunded_quantities, refunded) = (columns.numbers()?, columns.numbers()?);
        let fees = columns.numbers()?;
        let mut known = Words::new();
        let mut row = |at: usize| {
            let currency = known.of(&currencies[at], |code| match code {
                "" => Some(None),
                code => Currency::new(code).ok().map(Some),
            })?;
            Some(Self {
                order: text(&orders[at])?.to_owned(),
                number: small(lines[at])?,
                at: moment(moments[at])?,
                visitor: visitors[at] as u64,
                customer: customers[at] as u64,
                product: small(products[at])?,
                quantity: small(quantities[at])?,
                paid: currency.map(|currency| Money::new(paid[at], currency)),
                margin_minor: margins[at],
                refunded_quantity: small(refunded_quantities[at])?,
                refunded_minor: refunded[at],
                is_fee: fees[at] != 0,
            })
        };
        (0..columns.count).map(&mut row).collect()
    }
}

/// The pairs of deeds whose products are kept, each once.
const PAIRS: [(usize, usize); 15] = [
    (0, 0),
    (0, 1),
    (0, 2),
    (0, 3),
    (0, 4),
    (1, 1),
    (1, 2),
    (1, 3),
    (1, 4),
    (2, 2),
    (2, 3),
    (2, 4),
    (3, 3),
    (3, 4),
    (4, 4),
];

impl Table for Cell {
    const NAME: &'static str = "cells";
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("placement", Kind::Text),
        ("intent", Kind::Text),
        ("recommender", Kind::Text),
        ("locale", Kind::Text),
        ("visitors", Kind::Number),
        ("impressions", Kind::Number),
        ("viewables", Kind::Number),
        ("clicks", Kind::Number),
        ("carts", Kind::Number),
        ("dismissals", Kind::Number),
        ("impressions_impressions", Kind::Number),
        ("impressions_viewables", Kind::Number),
        ("impressions_clicks", Kind::Number),
        ("impressions_carts", Kind::Number),
        ("impressions_dismissals", Kind::Number),
        ("viewables_viewables", Kind::Number),
        ("viewables_clicks", Kind::Number),
        ("viewables_carts", Kind::Number),
        ("viewables_dismissals", Kind::Number),
        ("clicks_clicks", Kind::Number),
        ("clicks_carts", Kind::Number),
        ("clicks_dismissals", Kind::Number),
        ("carts_carts", Kind::Number),
        ("carts_dismissals", Kind::Number),
        ("dismissals_dismissals", Kind::Number),
    ];

    fn columns(rows: &[Self]) -> Vec<Column> {
        let mut columns = vec![
            texts(rows, |row| row.placement.as_str()),
            texts(rows, |row| &row.intent),
            texts(rows, |row| &row.recommender),
            texts(rows, |row| &row.locale),
            numbers(rows, |row| row.deeds.visitors as i64),
        ];
        columns.extend((0..5).map(|deed| numbers(rows, |row| row.deeds.sums[deed] as i64)));
        let product =
            |&(left, right): &(usize, usize)| numbers(rows, |row| row.deeds.products[left][right] as i64);
        columns.extend(PAIRS.iter().map(product));
        columns
    }

    fn rows(mut columns: Columns) -> Option<Vec<Self>> {
        let (placements, intents) = (columns.texts()?, columns.texts()?);
        let (recommenders, locales) = (columns.texts()?, columns.texts()?);
        let visitors = columns.numbers()?;
        let sums: Vec<Vec<i64>> = (0..5).map(|_| columns.numbers()).collect::<Option<_>>()?;
        let pairs: Vec<Vec<i64>> = PAIRS.iter().map(|_| columns.numbers()).collect::<Option<_>>()?;
        let row = |at: usize| {
            let mut deeds = DeedSums {
                visitors: visitors[at] as u64,
                ..DeedSums::default()
            };
            for (sum, column) in deeds.sums.iter_mut().zip(&sums) {
                *sum = column[at] as u64;
            }
            for (&(left, right), column) in PAIRS.iter().zip(&pairs) {
                deeds.products[left][right] = column[at] as u64;
                deeds.products[right][left] = column[at] as u64;
            }
            Some(Self {
                placement: placement(text(&placements[at])?)?,
                intent: text(&intents[at])?.to_owned(),
                recommender: text(&recommenders[at])?.to_owned(),
                locale: text(&locales[at])?.to_owned(),
                deeds,
            })
        };
        (0..columns.count).map(row).collect()
    }
}

impl Table for Shown {
    const NAME: &'static str = "shown";
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("cell", Kind::Number),
        ("product", Kind::Number),
        ("impressions", Kind::Number),
    ];

    fn columns(rows: &[Self]) -> Vec<Column> {
        vec![
            numbers(rows, |row| i64::from(row.cell)),
            numbers(rows, |row| i64::from(row.product)),
            numbers(rows, |row| i64::from(row.impressions)),
        ]
    }

    fn rows(mut columns: Columns) -> Option<Vec<Self>> {
        let (cells, products) = (columns.numbers()?, columns.numbers()?);
        let impressions = columns.numbers()?;
        let row = |at: usize| {
            Some(Self {
                cell: small(cells[at])?,
                product: small(products[at])?,
                impressions: small(impressions[at])?,
            })
        };
        (0..columns.count).map(row).collect()
    }
}
