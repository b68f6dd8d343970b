//! What a set costs: the sum of its members, less a discount that the set can pay for itself.
//!
//! **Method:** of a set that the shop's orders suggest, the discount is one of a few steps, the largest that passes
//! three tests. It is not more than the price reaction to be expected pays back: with a margin of `M` and a probability
//! of purchase `Q` that follows the price by a logistic curve of slope `β`, profit is largest at
//! `d* = M - 1 / (β (1 - Q))`. It breaks even with few further sets: `n · d / (M - d)` of them make good what the `n`
//! sets lose that would have been sold anyway, and that may be a quarter of `n`. And it leaves the set its least
//! margin. Where a cost is unknown there is no discount at all.
//!
//! **When it fails:** `β` and `Q` are what shops in general see; only an experiment tells a shop its own.

use shop::limits::MONEY_MINOR_MAX;

/// One product of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// What one unit costs now, in minor units.
    pub price_minor: i64,
    /// Whether that is less than it was before: it is not reduced twice.
    pub is_reduced: bool,
    /// What one unit costs the shop, in minor units.
    pub unit_cost_minor: Option<i64>,
    /// How many units the set holds.
    pub quantity: u32,
    /// How many of a thousand units sold come back.
    pub returned_permille: u32,
}

/// What a set may give away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The share of the price that must be left after costs, returns and discount, in per cent.
    pub margin_floor_percent: u32,
    /// How many further sets may be needed to break even, in per cent of those that sell anyway.
    pub further_sets_percent_max: u32,
    /// Whether members that are reduced already are reduced once more.
    pub stackable: bool,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            margin_floor_percent: 10,
            further_sets_percent_max: 25,
            stackable: false,
        }
    }
}

/// The discounts that are considered, in per cent, the largest first.
pub const DISCOUNT_STEPS_PERCENT: [u32; 3] = [15, 10, 5];
/// `1 / (β (1 - Q))` as hundredths of a per cent of the price: a set's odds rise by half when it gets a tenth cheaper
/// (β = 4 over the whole price), and one visitor in twenty takes it.
const PAID_BACK_BASIS_POINTS: i128 = 2_632;

/// A discount that the merchant chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByHand {
    /// Nothing off.
    Nothing,
    /// So many per cent off.
    Percent(u32),
    /// The set costs so much, in minor units.
    Price(i64),
}

/// Why a set costs what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The discount pays for itself.
    PaysForItself,
    /// The merchant set it.
    SetByHand,
    /// No discount: what a member costs the shop is not known.
    CostUnknown,
    /// No discount: every member is reduced already.
    Reduced,
    /// No discount: the price reaction to be expected would not pay it back.
    NotPaidBack,
    /// No discount: too many further sets would have to be sold.
    BreaksEvenLate,
    /// No discount: too little would be left.
    MarginFloor,
}

/// What a set costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priced {
    /// What the members cost one by one, in minor units.
    pub total_minor: i64,
    /// What the set costs.
    pub price_minor: i64,
    /// The discount in per cent, where it is one of the whole set and not of some members alone.
    pub discount_percent: Option<u32>,
    /// What all units of each member cost, one by one and in the set; the latter sum up to the price.
    pub parts: Vec<Part>,
    /// Why.
    pub why: Why,
}

/// What all units of a member cost, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// By themselves.
    pub price_minor: i64,
    /// In the set.
    pub price_in_set_minor: i64,
}

impl Priced {
    /// What the set saves, in minor units.
    pub fn saving_minor(&self) -> i64 {
        self.total_minor - self.price_minor
    }
}

/// The sums over a set's members, wide enough for any quantity.
struct Sums {
    parts: Vec<i128>,
    total: i128,
    /// What the members cost that may be reduced.
    reducible: i128,
    /// What is left of the total after costs and returns; none where a cost is unknown.
    margin: Option<i128>,
}

impl Sums {
    /// None where there is no member, a price is negative, or an amount is past all bounds.
    fn of(members: &[Member], stackable: bool) -> Option<Self> {
        let line = |member: &Member| i128::from(member.price_minor) * i128::from(member.quantity);
        let parts: Vec<i128> = members.iter().map(line).collect();
        let total: i128 = parts.iter().sum();
        let sound = members
            .iter()
            .all(|member| member.price_minor >= 0 && member.quantity > 0);
        if members.is_empty() || !sound || total > i128::from(MONEY_MINOR_MAX) {
            return None;
        }
        let may_be_reduced = |member: &Member| stackable || !member.is_reduced;
        let reducible = parts
            .iter()
            .zip(members)
            .filter(|(_, member)| may_be_reduced(member));
        Some(Self {
            reducible: reducible.map(|(part, _)| part).sum(),
            margin: members.iter().map(margin).sum(),
            total,
            parts,
        })
    }

    /// The set at `saving` off, which is spread over the members that may be reduced in proportion to what they cost:
    /// whole minor units each, the largest remainders rounded up, so that the parts sum up exactly.
    fn reduced_by(
        self,
        members: &[Member],
        stackable: bool,
        saving: i128,
        percent: Option<u32>,
        why: Why,
    ) -> Priced {
        let shares: Vec<i128> = members
            .iter()
            .zip(&self.parts)
            .map(|(member, part)| if stackable || !member.is_reduced { *part } else { 0 })
            .collect();
        let off = spread(saving, &shares);
        let parts = self.parts.iter().zip(off).map(|(part, off)| Part {
            price_minor: minor(*part),
            price_in_set_minor: minor(part - off),
        });
        Priced {
            total_minor: minor(self.total),
            price_minor: minor(self.total - saving),
            discount_percent: percent.filter(|_| saving > 0 && self.reducible == self.total),
            parts: parts.collect(),
            why,
        }
    }
}

/// What is left of a member's price after costs and returns; a loss is not made good by returns.
fn margin(member: &Member) -> Option<i128> {
    let gross =
        (i128::from(member.price_minor) - i128::from(member.unit_cost_minor?)) * i128::from(member.quantity);
    let kept_permille = i128::from(1_000_u32.saturating_sub(member.returned_permille));
    Some(if gross > 0 {
        gross * kept_permille / 1_000
    } else {
        gross
    })
}

/// Amounts are checked against [`MONEY_MINOR_MAX`] before they are computed with.
fn minor(amount: i128) -> i64 {
    amount.clamp(0, i128::from(MONEY_MINOR_MAX)) as i64
}

/// Cuts `amount` in proportion to `shares`, which it does not exceed in sum; the largest remainders are rounded up, of
/// equal ones the first.
fn spread(amount: i128, shares: &[i128]) -> Vec<i128> {
    let whole: i128 = shares.iter().sum::<i128>().max(1);
    let mut parts: Vec<i128> = shares.iter().map(|share| amount * share / whole).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(amount * shares[at] % whole));
    let left = amount - parts.iter().sum::<i128>();
    for &at in order.iter().take(usize::try_from(left).unwrap_or_default()) {
        parts[at] += 1;
    }
    parts
}

/// A share of an amount, rounded half up.
fn percent_of(amount: i128, percent: u32) -> i128 {
    (amount * i128::from(percent.min(100)) + 50) / 100
}

/// What a set costs that the shop's orders suggest. None where an amount is past all bounds.
pub fn suggested(members: &[Member], terms: Terms) -> Option<Priced> {
    let sums = Sums::of(members, terms.stackable)?;
    let (percent, why) = match sums.margin {
        None => (0, Why::CostUnknown),
        Some(_) if sums.reducible == 0 => (0, Why::Reduced),
        Some(margin) => DISCOUNT_STEPS_PERCENT
            .into_iter()
            .map(|percent| (percent, judged(&sums, margin, percent, terms)))
            .find(|(_, why)| *why == Why::PaysForItself)
            .unwrap_or_else(|| {
                let least = DISCOUNT_STEPS_PERCENT[DISCOUNT_STEPS_PERCENT.len() - 1];
                (0, judged(&sums, margin, least, terms))
            }),
    };
    let saving = percent_of(sums.reducible, percent);
    Some(sums.reduced_by(members, terms.stackable, saving, Some(percent), why))
}

/// Whether a discount passes the three tests, or which one it fails.
fn judged(sums: &Sums, margin: i128, percent: u32, terms: Terms) -> Why {
    let off = percent_of(sums.reducible, percent);
    let best_off = margin - sums.total * PAID_BACK_BASIS_POINTS / 10_000;
    if off > best_off || off == 0 {
        Why::NotPaidBack
    } else if off * 100 > (margin - off) * i128::from(terms.further_sets_percent_max) {
        Why::BreaksEvenLate
    } else if (margin - off) * 100 < (sums.total - off) * i128::from(terms.margin_floor_percent) {
        Why::MarginFloor
    } else {
        Why::PaysForItself
    }
}

/// What a set costs as the merchant set it: never more than its members, and a member that is reduced already is
/// reduced once more only where the set is `stackable`. None where an amount is past all bounds.
pub fn by_hand(members: &[Member], discount: ByHand, stackable: bool) -> Option<Priced> {
    let sums = Sums::of(members, stackable)?;
    let (saving, percent) = match discount {
        ByHand::Nothing => (0, None),
        ByHand::Percent(percent) => (percent_of(sums.reducible, percent), Some(percent)),
        ByHand::Price(price) => ((sums.total - i128::from(price)).clamp(0, sums.reducible), None),
    };
    Some(sums.reduced_by(members, stackable, saving, percent, Why::SetByHand))
}

/// What is left of a set's price after costs, returns and discount, in per cent, rounded down; none where a cost is
/// unknown or the set costs nothing.
pub fn margin_percent(members: &[Member], priced: &Priced) -> Option<i64> {
    let margin: Option<i128> = members.iter().map(margin).sum();
    let left = margin? - i128::from(priced.saving_minor());
    let price = i128::from(priced.price_minor);
    (price > 0).then(|| (left * 100).div_euclid(price).clamp(-1_000_000, 100) as i64)
}
