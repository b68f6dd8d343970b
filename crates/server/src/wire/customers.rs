//! What is said of customers: `/v1/customers/segments`, `/v1/customers/{id}/value` and `/v1/audiences`, JSON and CSV.

use engine::{
    AudiencePage, CustomerAnswer, CustomerValue, CustomersOverview, GroupSums, Habit, SegmentLearnt,
    Uncertain, Untold, WorthLearnt, measure::customers::Basis, tier_id,
};
use serde::{Serialize, Serializer};
use shop::{Currency, Day, Locale, Money};

use super::money::Amount;
use crate::{
    csv::{Cell, Csv},
    i18n::Texts,
};

/// A day as ISO 8601 writes it.
#[derive(Debug, Clone, Copy)]
struct Date(Day);

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Whose words and which money an answer is given in.
#[derive(Clone, Copy)]
pub struct Speech<'a> {
    /// The words.
    pub texts: &'a Texts,
    /// The language.
    pub locale: &'a Locale,
    /// The shop's currency.
    pub currency: Currency,
}

impl Speech<'_> {
    fn amount(&self, minor: i64) -> Amount {
        Amount(Money::new(minor, self.currency))
    }
}

/// An amount with the interval that holds nineteen cases of twenty.
#[derive(Debug, Serialize)]
struct EstimateReply {
    expected: Amount,
    low: Amount,
    high: Amount,
}

impl EstimateReply {
    fn new(estimate: Uncertain, speech: Speech<'_>) -> Self {
        Self {
            expected: speech.amount(estimate.minor),
            low: speech.amount(estimate.low_minor),
            high: speech.amount(estimate.high_minor),
        }
    }
}

/// The shop's customers at a glance.
#[derive(Debug, Serialize)]
pub struct OverviewReply<'a> {
    day: Date,
    customers: u64,
    orders: u64,
    orders_left_out: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    worth: Option<WorthReply>,
    tiers: Vec<TierReply<'a>>,
    segments: Vec<SegmentReply<'a>>,
    untold: Vec<UntoldReply<'a>>,
}

#[derive(Debug, Serialize)]
struct WorthReply {
    total: EstimateReply,
    new_customer: EstimateReply,
    #[serde(skip_serializing_if = "Option::is_none")]
    highly_profitable_above: Option<Amount>,
    costs_known_percent: u8,
}

impl WorthReply {
    fn new(worth: &WorthLearnt, speech: Speech<'_>) -> Self {
        Self {
            total: EstimateReply::new(worth.total, speech),
            new_customer: EstimateReply::new(worth.new_customer, speech),
            highly_profitable_above: worth.high_above_minor.map(|minor| speech.amount(minor)),
            costs_known_percent: (worth.costed_share * 100.0).round() as u8,
        }
    }
}

#[derive(Debug, Serialize)]
struct TierReply<'a> {
    #[serde(flatten)]
    sums: SumsReply<'a>,
    text: String,
}

#[derive(Debug, Serialize)]
struct SegmentReply<'a> {
    #[serde(flatten)]
    sums: SumsReply<'a>,
    text: String,
    typical: Vec<HabitReply<'a>>,
}

#[derive(Debug, Serialize)]
struct SumsReply<'a> {
    id: &'a str,
    customers: u64,
    spent: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    worth: Option<Amount>,
    due_within_30_days: u64,
}

impl<'a> From<&'a GroupSums> for SumsReply<'a> {
    fn from(sums: &'a GroupSums) -> Self {
        Self {
            id: &sums.id,
            customers: sums.customers,
            spent: Amount(sums.spent),
            worth: sums.worth.map(Amount),
            due_within_30_days: sums.due_soon,
        }
    }
}

#[derive(Debug, Serialize)]
struct HabitReply<'a> {
    id: &'a str,
    median: f64,
    median_of_all: f64,
}

impl<'a> From<&'a Habit> for HabitReply<'a> {
    fn from(habit: &'a Habit) -> Self {
        // More digits than anybody reads.
        let rounded = |value: f64| (value * 1_000.0).round() / 1_000.0;
        Self {
            id: &habit.id,
            median: rounded(habit.median),
            median_of_all: rounded(habit.median_of_all),
        }
    }
}

#[derive(Debug, Serialize)]
struct UntoldReply<'a> {
    what: &'a str,
    why: &'a str,
    text: String,
}

/// The reply for an overview.
pub fn overview_reply<'a>(overview: &'a CustomersOverview, speech: Speech<'_>) -> OverviewReply<'a> {
    let Speech { texts, locale, .. } = speech;
    let learnt = &overview.learnt;
    let tier = |sums: &'a GroupSums| TierReply {
        text: texts.tier(&sums.id, locale),
        sums: sums.into(),
    };
    let segment = |(sums, segment): (&'a GroupSums, &'a SegmentLearnt)| SegmentReply {
        text: texts.segment(segment, locale),
        typical: segment.typical.iter().map(HabitReply::from).collect(),
        sums: sums.into(),
    };
    let untold = |untold: &'a Untold| UntoldReply {
        what: &untold.what,
        why: &untold.why,
        text: texts.untold(untold, locale),
    };
    OverviewReply {
        day: Date(Day(learnt.day)),
        customers: learnt.customers,
        orders: learnt.orders,
        orders_left_out: learnt.orders_left_out,
        worth: learnt.worth.as_ref().map(|worth| WorthReply::new(worth, speech)),
        tiers: overview.tiers.iter().map(tier).collect(),
        segments: overview
            .segments
            .iter()
            .zip(&learnt.segments)
            .map(segment)
            .collect(),
        untold: learnt.untold.iter().map(untold).collect(),
    }
}

/// What is said of one customer.
#[derive(Debug, Serialize)]
pub struct ValueReply<'a> {
    customer_id: &'a str,
    day: Date,
    purchases: u32,
    last_purchase: Date,
    spent: Amount,
    marks: MarksReply,
    #[serde(skip_serializing_if = "Option::is_none")]
    worth: Option<EstimateReply>,
    #[serde(skip_serializing_if = "Option::is_none")]
    worth_rests_on: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tier: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tier_is_sure: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    segment: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    still_customer_percent: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    back_within_year_percent: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<DueReply>,
}

#[derive(Debug, Serialize)]
struct MarksReply {
    recency: u8,
    frequency: u8,
    monetary: u8,
}

#[derive(Debug, Serialize)]
struct DueReply {
    on: Date,
    from: Date,
    until: Date,
}

impl<'a> ValueReply<'a> {
    /// The reply for one customer, amounts in `currency`.
    pub fn new(value: &'a CustomerValue, speech: Speech<'_>) -> Self {
        let known = &value.known;
        let [recency, frequency, monetary] = known.marks;
        let later = |days: u16| Date(Day(value.day.0.saturating_add(i32::from(days))));
        let due = known.due.filter(|_| known.due_day(value.day).is_some());
        let basis = |basis| match basis {
            Basis::Own => "own_purchases",
            Basis::Cohort => "cohort",
        };
        Self {
            customer_id: value.id.as_str(),
            day: Date(value.day),
            purchases: known.purchases,
            last_purchase: Date(value.last_purchase_day()),
            spent: speech.amount(known.spent_minor),
            marks: MarksReply {
                recency,
                frequency,
                monetary,
            },
            worth: known
                .worth
                .map(|worth| EstimateReply::new(worth.value.into(), speech)),
            worth_rests_on: known.worth.map(|worth| basis(worth.basis)),
            tier: known.tier().map(tier_id),
            tier_is_sure: known.worth.map(|worth| worth.is_sure),
            segment: value.segment.as_deref(),
            still_customer_percent: known.due.map(|due| due.alive_percent),
            back_within_year_percent: known.due.map(|due| due.returns_percent),
            due: due.map(|due| DueReply {
                from: later(due.days[0]),
                on: later(due.days[1]),
                until: later(due.days[2]),
            }),
        }
    }
}

/// What is said of one customer in words too, or why nothing is.
#[derive(Debug, Serialize)]
pub struct AnswerReply<'a> {
    /// `known`, `declined` or `no_purchases`.
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<ValueReply<'a>>,
    says: Vec<String>,
}

impl AnswerReply<'_> {
    /// What is said, a sentence each.
    pub fn says(&self) -> &[String] {
        &self.says
    }
}

/// The reply for what is said of one customer.
pub fn answer_reply<'a>(answer: &'a CustomerAnswer, speech: Speech<'_>) -> AnswerReply<'a> {
    let Speech { texts, locale, .. } = speech;
    let nothing = |state| AnswerReply {
        state,
        value: None,
        says: vec![texts.no_value(state, locale)],
    };
    match answer {
        CustomerAnswer::Known(value) => AnswerReply {
            state: "known",
            says: texts.customer(value, speech.currency, locale),
            value: Some(ValueReply::new(value, speech)),
        },
        CustomerAnswer::Declined => nothing("declined"),
        CustomerAnswer::NoPurchases => nothing("no_purchases"),
    }
}

/// A page of an audience.
#[derive(Debug, Serialize)]
pub struct AudienceReply<'a> {
    customers: Vec<ValueReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// The reply for a page of an audience.
pub fn audience_reply<'a>(page: &'a AudiencePage, speech: Speech<'_>) -> AudienceReply<'a> {
    let value = |value: &'a CustomerValue| ValueReply::new(value, speech);
    AudienceReply {
        customers: page.customers.iter().map(value).collect(),
        next_cursor: page.next.map(|after| format!("{after:08x}")),
    }
}

/// The columns of an audience as CSV.
const COLUMNS: [&str; 14] = [
    "customer_id",
    "tier",
    "segment",
    "currency",
    "worth",
    "worth_low",
    "worth_high",
    "spent",
    "purchases",
    "last_purchase",
    "still_customer_percent",
    "back_within_year_percent",
    "due_on",
    "day",
];

/// An audience as CSV with a heading.
pub fn audience_csv(customers: &[CustomerValue], currency: Currency) -> Csv {
    let mut csv = Csv::new(&COLUMNS);
    customers.iter().for_each(|value| csv.row(row(value, currency)));
    csv
}

fn row(value: &CustomerValue, currency: Currency) -> Vec<Cell> {
    let known = &value.known;
    let money = |minor: i64| Cell::number(Money::new(minor, currency));
    let worth = |of: fn(Uncertain) -> i64| {
        let worth = known.worth.map(|worth| money(of(worth.value.into())));
        worth.unwrap_or(Cell::Empty)
    };
    let percent = |percent: Option<u8>| percent.map_or(Cell::Empty, Cell::number);
    vec![
        Cell::text(value.id.as_str()),
        Cell::optional(known.tier().map(tier_id)),
        Cell::optional(value.segment.as_deref()),
        Cell::text(currency.code()),
        worth(|value| value.minor),
        worth(|value| value.low_minor),
        worth(|value| value.high_minor),
        money(known.spent_minor),
        Cell::number(known.purchases),
        Cell::text(value.last_purchase_day().to_string()),
        percent(known.due.map(|due| due.alive_percent)),
        percent(known.due.map(|due| due.returns_percent)),
        Cell::optional(known.due_day(value.day).map(|day| day.to_string())),
        Cell::text(value.day.to_string()),
    ]
}
