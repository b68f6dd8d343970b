//! Which figures have rows, and by what each can be narrowed.

use measure::{ledger::Deed, metrics};
use shop::{Day, Placement};

/// A sum over the lines of the orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// Units of merchandise that stayed with the customers.
    Units,
    /// Paid for merchandise.
    Paid,
    /// Paid back of it.
    Refunded,
    /// What the shop keeps.
    Revenue,
    /// What of that is margin.
    Margin,
    /// Postage and other fees, less what was paid back of them.
    Fees,
}

/// Which figure of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TraceOf {
    /// What was sold: lines of orders.
    Sold(Amount),
    /// What offers are credited with: lines of orders, each with its touch.
    Credited(Amount),
    /// Orders.
    Orders,
    /// Orders in other currencies, which are in no sum.
    OrdersInOtherCurrencies,
    /// Orders with at least one line that an offer is credited with.
    OrdersWithOffers,
    /// What was done with offers.
    Deed(Deed),
    /// Visitors who came to the shop's pages.
    Visitors,
    /// Who was left out: a visitor and a day.
    LeftOut,
    /// A metric of visitors: what each adds to its value and to its base.
    Metric(&'static str),
    /// Products: which of those that could be offered were shown.
    Coverage,
    /// What the offers caused: what the visitors of each arm add to a metric's value and base, since and before.
    Caused,
}

/// The figures beside deeds and metrics, by their words.
const WORDS: [(&str, TraceOf); 15] = [
    ("revenue", TraceOf::Sold(Amount::Revenue)),
    ("margin", TraceOf::Sold(Amount::Margin)),
    ("paid", TraceOf::Sold(Amount::Paid)),
    ("refunded", TraceOf::Sold(Amount::Refunded)),
    ("fees", TraceOf::Sold(Amount::Fees)),
    ("units", TraceOf::Sold(Amount::Units)),
    ("orders", TraceOf::Orders),
    ("orders_in_other_currencies", TraceOf::OrdersInOtherCurrencies),
    ("visitors", TraceOf::Visitors),
    ("left_out", TraceOf::LeftOut),
    ("credited", TraceOf::Credited(Amount::Revenue)),
    ("credited_margin", TraceOf::Credited(Amount::Margin)),
    ("orders_with_offers", TraceOf::OrdersWithOffers),
    ("coverage", TraceOf::Coverage),
    ("caused", TraceOf::Caused),
];

impl TraceOf {
    /// Every figure that has rows, by its word.
    pub fn words() -> Vec<&'static str> {
        let deeds = Deed::ALL.map(Deed::as_str);
        let metrics = metrics::of_visitors().map(|(metric, _)| metric.id);
        let others = WORDS.map(|(word, _)| word);
        others.into_iter().chain(deeds).chain(metrics).collect()
    }

    /// The figure of a word.
    pub fn parse(word: &str) -> Option<Self> {
        let known = WORDS.iter().find(|(known, _)| *known == word);
        let deed = || Deed::parse(word).map(Self::Deed);
        let metric = || metrics::of_visitors_with_id(word).map(|(metric, _)| Self::Metric(metric.id));
        known.map(|(_, of)| *of).or_else(deed).or_else(metric)
    }

    /// By what it can be narrowed: the names of the filters.
    pub fn filters(self) -> &'static [&'static str] {
        match self {
            Self::Sold(_) | Self::Credited(_) | Self::OrdersWithOffers | Self::Deed(_) => &[
                "placement",
                "kind",
                "recommender",
                "locale",
                "tier",
                "segment",
                "arm",
                "day",
            ],
            Self::Orders | Self::Visitors | Self::Metric(_) => &["locale", "tier", "segment", "arm", "day"],
            Self::OrdersInOtherCurrencies | Self::LeftOut => &["day"],
            Self::Coverage => &["placement", "kind", "recommender", "locale"],
            Self::Caused => &["arm"],
        }
    }

    /// Whether a language is that of the offers, and not that of the visitors.
    pub(super) fn is_of_offers(self) -> bool {
        matches!(
            self,
            Self::Credited(_) | Self::OrdersWithOffers | Self::Deed(_) | Self::Coverage
        )
    }
}

/// To which part of a report rows are narrowed. Parts are those that the report is broken down by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TraceFilter {
    /// Only of offers there.
    pub placement: Option<Placement>,
    /// Only of offers that were for this.
    pub kind: Option<String>,
    /// Only of offers for which this recommender's word weighed most.
    pub recommender: Option<String>,
    /// Only of offers in this language; of figures that are of visitors, only visitors with it.
    pub locale: Option<String>,
    /// Only of visitors who are worth this.
    pub tier: Option<String>,
    /// Only of visitors who buy like this.
    pub segment: Option<String>,
    /// Only of visitors in this arm, as `hold_out:offers`.
    pub arm: Option<String>,
    /// Only of this day.
    pub day: Option<Day>,
}

impl TraceFilter {
    /// Without the filters that a figure can't be narrowed by: those of a figure that was looked at before.
    #[must_use]
    pub fn fitting(self, of: TraceOf) -> Self {
        let fits = |name: &str| of.filters().contains(&name);
        Self {
            placement: self.placement.filter(|_| fits("placement")),
            kind: self.kind.filter(|_| fits("kind")),
            recommender: self.recommender.filter(|_| fits("recommender")),
            locale: self.locale.filter(|_| fits("locale")),
            tier: self.tier.filter(|_| fits("tier")),
            segment: self.segment.filter(|_| fits("segment")),
            arm: self.arm.filter(|_| fits("arm")),
            day: self.day.filter(|_| fits("day")),
        }
    }

    /// The names of the filters that are set.
    pub(super) fn set(&self) -> impl Iterator<Item = &'static str> {
        let set = [
            ("placement", self.placement.is_some()),
            ("kind", self.kind.is_some()),
            ("recommender", self.recommender.is_some()),
            ("locale", self.locale.is_some()),
            ("tier", self.tier.is_some()),
            ("segment", self.segment.is_some()),
            ("arm", self.arm.is_some()),
            ("day", self.day.is_some()),
        ];
        set.into_iter()
            .filter(|(_, is_set)| *is_set)
            .map(|(name, _)| name)
    }

    /// What is wanted of an offer on each of its sides, in the order of [`measure::reports::SIDES`].
    pub(super) fn of_offers(&self, of: TraceOf) -> [Option<&str>; 4] {
        let locale = self.locale.as_deref().filter(|_| of.is_of_offers());
        [
            self.placement.map(Placement::as_str),
            self.kind.as_deref(),
            self.recommender.as_deref(),
            locale,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_names_another_figure_and_every_figure_has_one() {
        let words = TraceOf::words();
        let figures: Vec<TraceOf> = words.iter().map(|word| TraceOf::parse(word).unwrap()).collect();
        for (at, figure) in figures.iter().enumerate() {
            assert!(!figures[..at].contains(figure), "{figure:?}");
        }
        assert_eq!(words.len(), 15 + 5 + metrics::of_visitors().count());
        assert_eq!(TraceOf::parse("luck"), None);
    }
}
