//! **What a shopkeeper sees:** how long customers let pass before they buy a product again, and how many of them do.
//!
//! **Method:** the days between two purchases of the same product by the same customer follow a log-normal law. Its
//! median is that of the gaps and its spread their interquartile range, since a few late returns should not stretch
//! either; both are drawn towards the leaf category's and this towards the shop's, by five gaps. The share of buyers
//! who ever bought again is drawn in the same way, by ten buyers. When a purchase is due is then Bayes' rule: a
//! customer who was silent for `t` days still repeats with the odds `share · S(t) : 1 − share`, where `S(t)` is the
//! chance of a gap longer than `t`, for one gap in ten that of a wide law.
//!
//! **When it fails:** a history shorter than the gaps shows only the short ones; gifts and families mix several lives
//! in one account.
//!
//! **Source:** R. Bhagat et al., "Buy It Again: modeling repeat purchase recommendations", KDD 2018; cure models as in
//! J. Boag, 1949.

use crate::{
    Catalogue, Column, History, Params, SectionError, Sections, Signal, query::ProductIndex,
    signals::purchases::Bought,
};

mod estimate;

/// The signal: parallel arrays by product, empty where no product of the shop was ever bought again.
#[derive(Default, Clone)]
pub struct RepurchaseTime {
    /// Repeated purchases: the gaps that were seen.
    repeats: Column<u32>,
    buyers: Column<u32>,
    repeat_share: Column<f32>,
    log_gap: Column<f32>,
    log_spread: Column<f32>,
}

/// How far ahead [`RepurchaseTime::due`] looks.
pub const AHEAD_DAYS: f32 = 7.0;
/// A customer's own mean gap counts from so many purchases on.
const OWN_TIMES_MIN: u32 = 3;
/// Gaps of the product that weigh as much as a customer's own in the customer's median gap.
const OWN_PRIOR_GAPS: f32 = 1.0;
/// Spreads by which a customer's own mean gap may lie from the product's median.
const OWN_SPREADS_MAX: f32 = 2.0;
/// Gaps that keep to no rule, because of a holiday or a purchase elsewhere, and their spread.
const IRREGULAR_SHARE: f32 = 0.1;
const IRREGULAR_SPREAD: f32 = 1.0;
/// Purchases that the product's share of repeating buyers weighs in a customer's own.
const OWN_PRIOR_TIMES: f32 = 2.0;

impl RepurchaseTime {
    /// How many times a customer bought the product again.
    pub fn repeats(&self, product: ProductIndex) -> u32 {
        self.repeats.get(product as usize).copied().unwrap_or_default()
    }

    /// The share of buyers who buy again, drawn towards the leaf's and the shop's; none where the shop has no repeats.
    pub fn repeat_share(&self, product: ProductIndex) -> Option<f32> {
        self.repeat_share.get(product as usize).copied()
    }

    /// The share of buyers who buy again, less one standard error: what can be relied on; 0 where nothing is known.
    pub fn repeat_share_min(&self, product: ProductIndex) -> f32 {
        let (Some(share), Some(&buyers)) = (self.repeat_share(product), self.buyers.get(product as usize))
        else {
            return 0.0;
        };
        (share - (share * (1.0 - share) / (buyers as f32 + estimate::PRIOR_BUYERS)).sqrt()).max(0.0)
    }

    /// The median number of days between two purchases; none where the shop has no repeats.
    pub fn gap_days(&self, product: ProductIndex) -> Option<f32> {
        self.log_gap.get(product as usize).map(|log| log.exp())
    }

    /// The spread of the gaps: the standard deviation of their logarithm.
    pub fn sigma_log(&self, product: ProductIndex) -> Option<f32> {
        self.log_spread.get(product as usize).copied()
    }

    /// The median gap of a customer who bought the product `times` times, `own_gap_days` apart on average. A mean that
    /// hardly any single gap reaches tells of a pause, not of a pace, and is left out.
    pub fn gap_days_of(&self, product: ProductIndex, times: u32, own_gap_days: Option<f32>) -> Option<f32> {
        let (log_gap, spread) = (*self.log_gap.get(product as usize)?, self.sigma_log(product)?);
        let own = own_gap_days.filter(|&gap| times >= OWN_TIMES_MIN && gap >= 1.0);
        let apart = own.map_or(0.0, |gap| gap.ln() - log_gap);
        if apart.abs() > OWN_SPREADS_MAX * spread {
            return Some(log_gap.exp());
        }
        let gaps = times.max(1) as f32 - 1.0;
        Some((log_gap + apart * gaps / (gaps + OWN_PRIOR_GAPS)).exp())
    }

    /// The probability that a customer who bought the product `times` times, the last time `days_since` days ago, buys
    /// it within the next [`AHEAD_DAYS`] days; 0 where the shop has no repeats.
    pub fn due(&self, product: ProductIndex, days_since: u32, times: u32, own_gap_days: Option<f32>) -> f32 {
        let (Some(gap), Some(share), Some(spread)) = (
            self.gap_days_of(product, times, own_gap_days),
            self.repeat_share(product),
            self.sigma_log(product),
        ) else {
            return 0.0;
        };
        let survival = |days: f32| {
            let log_passed = (days.max(1e-3) / gap).ln();
            let irregular = estimate::normal_above(log_passed / spread.max(IRREGULAR_SPREAD));
            let regular = estimate::normal_above(log_passed / spread);
            IRREGULAR_SHARE * irregular + (1.0 - IRREGULAR_SHARE) * regular
        };
        let again = times.max(1) as f32 - 1.0;
        let stays = (again + OWN_PRIOR_TIMES * share) / (again + OWN_PRIOR_TIMES);
        let now = survival(days_since as f32);
        let later = survival(days_since as f32 + AHEAD_DAYS);
        let due = stays * (now - later) / (stays * now + 1.0 - stays).max(f32::MIN_POSITIVE);
        if due.is_finite() { due.clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Puts the arrays under `prefix`.
    pub(crate) fn put(&self, prefix: &str, sections: &mut Sections) {
        sections.put(&format!("{prefix}/repeats"), &self.repeats);
        sections.put(&format!("{prefix}/buyers"), &self.buyers);
        sections.put(&format!("{prefix}/repeat_share"), &self.repeat_share);
        sections.put(&format!("{prefix}/log_gap"), &self.log_gap);
        sections.put(&format!("{prefix}/log_spread"), &self.log_spread);
    }

    /// Reads the arrays that [`Self::put`] wrote under `prefix`.
    pub(crate) fn get(prefix: &str, sections: &Sections) -> Result<Self, SectionError> {
        Ok(Self {
            repeats: sections.get(&format!("{prefix}/repeats"))?,
            buyers: sections.get(&format!("{prefix}/buyers"))?,
            repeat_share: sections.get(&format!("{prefix}/repeat_share"))?,
            log_gap: sections.get(&format!("{prefix}/log_gap"))?,
            log_spread: sections.get(&format!("{prefix}/log_spread"))?,
        })
    }
}

impl Bought<'_> {
    /// The mean number of days between the purchases at `place`; none where there was only one.
    pub fn own_gap_days(&self, place: usize) -> Option<f32> {
        let gaps = self.times.get(place)?.checked_sub(1).filter(|&gaps| gaps > 0)?;
        let days = self
            .last_days
            .get(place)?
            .saturating_sub(*self.first_days.get(place)?);
        Some(days as f32 / f32::from(gaps))
    }
}

impl Signal for RepurchaseTime {
    const ID: &'static str = "repurchase_time";
    const SEES: &'static str =
        "How long customers let pass before they buy a product again, and how many do.";

    fn learn(history: &History, catalogue: &Catalogue, _params: &Params) -> Self {
        let seen = estimate::Seen::collect(history, catalogue.len());
        if seen.is_empty() {
            return Self::default();
        }
        let of_shop = seen.of_products(0..catalogue.len() as ProductIndex);
        let shop = of_shop.law(&estimate::Law::UNKNOWN);
        let mut by_leaf: Vec<Vec<ProductIndex>> = vec![Vec::new(); catalogue.leaf_count()];
        for product in 0..catalogue.len() as ProductIndex {
            if let Some(products) = catalogue
                .leaf(product)
                .and_then(|leaf| by_leaf.get_mut(leaf as usize))
            {
                products.push(product);
            }
        }
        let leaf_law = |products| seen.of_products(products).law(&shop);
        let leaves: Vec<estimate::Law> = by_leaf.into_iter().map(leaf_law).collect();
        let law = |product| {
            let leaf = catalogue.leaf(product).and_then(|leaf| leaves.get(leaf as usize));
            seen.of_products([product]).law(leaf.unwrap_or(&shop))
        };
        let laws: Vec<estimate::Law> = (0..catalogue.len() as ProductIndex).map(law).collect();
        Self {
            repeats: Column::new(seen.repeats()),
            buyers: Column::new(seen.into_buyers()),
            repeat_share: Column::new(laws.iter().map(|law| law.repeat_share).collect()),
            log_gap: Column::new(laws.iter().map(|law| law.log_gap).collect()),
            log_spread: Column::new(laws.iter().map(|law| law.log_spread).collect()),
        }
    }

    fn write(&self, sections: &mut Sections) {
        self.put(Self::ID, sections);
    }

    fn read(sections: &Sections, _catalogue: &Catalogue) -> Result<Self, SectionError> {
        Self::get(Self::ID, sections)
    }

    fn tells(&self, product: ProductIndex) -> Vec<(&'static str, f64)> {
        let (Some(gap), Some(share)) = (self.gap_days(product), self.repeat_share(product)) else {
            return Vec::new();
        };
        vec![
            ("gap_days", f64::from(gap)),
            ("repeat_share", f64::from(share)),
            ("repeats", f64::from(self.repeats(product))),
        ]
    }
}
