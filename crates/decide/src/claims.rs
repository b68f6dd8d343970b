//! What may be said of an offer beside its reason, because it is true: that it saves money, that few are left, that
//! many bought it, that it ends. Pure, and the only place that decides it: words are made of claims, never of wishes.

use recommend::Evidence;
use shop::{Money, Stock, Timestamp};

/// Fewer orders than this are no proof of what people do.
pub const PROOF_ORDERS_MIN: u32 = 5;

/// Which of an offer's true sides its words show first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// The reason, and beside it the most useful of the other sides that is true.
    #[default]
    Auto,
    /// The reason alone.
    Benefit,
    /// How many did so before.
    SocialProof,
    /// What is saved.
    Saving,
    /// How few are left.
    Scarcity,
}

impl Tone {
    /// Every tone.
    pub const ALL: [Self; 5] = [
        Self::Auto,
        Self::Benefit,
        Self::SocialProof,
        Self::Saving,
        Self::Scarcity,
    ];

    /// The tone's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Benefit => "benefit",
            Self::SocialProof => "social_proof",
            Self::Saving => "saving",
            Self::Scarcity => "scarcity",
        }
    }

    /// The tone of a public id.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tone| tone.as_str() == word)
    }
}

/// What is saved, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saving {
    /// The difference.
    pub amount: Money,
    /// The difference in whole per cent of the price before, rounded down; may be 0.
    pub percent: u32,
}

impl Saving {
    /// What `now` saves against `before`: a product's price against its list price, or a set's against the sum of its
    /// parts. None where nothing is saved or the currencies differ.
    pub fn between(before: Money, now: Money) -> Option<Self> {
        if before.currency != now.currency || now.minor < 0 || before.minor <= now.minor {
            return None;
        }
        let minor = before.minor - now.minor;
        let percent = i128::from(minor) * 100 / i128::from(before.minor);
        Some(Self {
            amount: Money::new(minor, before.currency),
            percent: u32::try_from(percent).unwrap_or(100),
        })
    }
}

/// What is true of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Claims {
    /// Whether the reason counts enough orders, which chance does not explain.
    pub social_proof: bool,
    /// What is saved against the price before.
    pub saving: Option<Saving>,
    /// How many are left, where they are few.
    pub left: Option<u32>,
    /// When it ends, where it does.
    pub ends_at: Option<Timestamp>,
}

impl Claims {
    /// What is true of a product with this reason, price, price before a reduction and stock. Few are left where there
    /// are at most `scarce_max`; of a product whose stock is not counted, scarcity is never claimed.
    pub fn of(
        evidence: Evidence,
        price: Option<Money>,
        list_price: Option<Money>,
        stock: Stock,
        scarce_max: u32,
    ) -> Self {
        let left = match stock {
            Stock::Quantity(left) if (1..=scarce_max).contains(&left) => Some(left),
            Stock::Quantity(_) | Stock::Unknown | Stock::Untracked => None,
        };
        Self {
            social_proof: is_proof(evidence),
            saving: list_price
                .zip(price)
                .and_then(|(before, now)| Saving::between(before, now)),
            left,
            ends_at: None,
        }
    }

    /// The same, and that it ends then; where that has passed or is not known, no end is claimed.
    #[must_use]
    pub fn until(self, ends_at: Option<Timestamp>, now: Timestamp) -> Self {
        Self {
            ends_at: ends_at.filter(|end| *end > now),
            ..self
        }
    }

    /// The tone that can be spoken of the one asked for: itself where it is true, else the benefit, which always is.
    pub fn tone(&self, asked: Tone) -> Tone {
        let is_true = match asked {
            Tone::Auto | Tone::Benefit => true,
            Tone::SocialProof => self.social_proof,
            Tone::Saving => self.saving.is_some(),
            Tone::Scarcity => self.left.is_some(),
        };
        if is_true { asked } else { Tone::Benefit }
    }

    /// The side that a badge shows: few left before a saving before what others did, of those that are true; the
    /// benefit where none is. Asked for one tone, that one alone.
    pub fn badge(&self, asked: Tone) -> Tone {
        match self.tone(asked) {
            Tone::Auto if self.left.is_some() => Tone::Scarcity,
            Tone::Auto if self.saving.is_some() => Tone::Saving,
            Tone::Auto if self.social_proof => Tone::SocialProof,
            Tone::Auto => Tone::Benefit,
            tone => tone,
        }
    }

    /// When the offer ends, where its words may say so: never beside few being left, as one urgency is enough, and not
    /// where the shop asked for the benefit or for what others did.
    pub fn end_told(&self, asked: Tone) -> Option<Timestamp> {
        let ends_at = self.ends_at;
        ends_at
            .filter(|_| matches!(self.tone(asked), Tone::Auto | Tone::Saving))
            .filter(|_| self.badge(asked) != Tone::Scarcity)
    }
}

/// Whether a reason counts what people did, often enough, and chance is an unlikely explanation.
fn is_proof(evidence: Evidence) -> bool {
    let orders = match evidence {
        Evidence::BoughtTogether {
            orders_together,
            proven: true,
            ..
        }
        | Evidence::Rule { orders_together, .. } => orders_together,
        Evidence::Popular { orders, .. } | Evidence::Trending { orders, .. } => orders,
        _ => 0,
    };
    orders >= PROOF_ORDERS_MIN
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use shop::Currency;

    use super::*;

    fn euro(minor: i64) -> Money {
        Money::new(minor, Currency::new("EUR").unwrap())
    }

    fn of(stock: Stock, scarce_max: u32) -> Claims {
        Claims::of(Evidence::ForYou, None, None, stock, scarce_max)
    }

    proptest! {
        #[test]
        fn scarcity_is_never_claimed_above_the_threshold_nor_of_stock_that_is_not_counted(
            left in 0_u32..200,
            scarce_max in 0_u32..100,
        ) {
            let claimed = of(Stock::Quantity(left), scarce_max);
            prop_assert_eq!(claimed.left.is_some(), left >= 1 && left <= scarce_max);
            prop_assert_eq!(claimed.left.unwrap_or(left), left);
            for stock in [Stock::Unknown, Stock::Untracked] {
                prop_assert_eq!(of(stock, scarce_max).left, None);
                prop_assert_eq!(of(stock, scarce_max).tone(Tone::Scarcity), Tone::Benefit);
            }
        }

        #[test]
        fn a_saving_is_exact_and_its_percentage_never_too_high(before in 1_i64..=i64::MAX, now in 0_i64..=i64::MAX) {
            match Saving::between(euro(before), euro(now)) {
                None => prop_assert!(now >= before),
                Some(saving) => {
                    prop_assert_eq!(now + saving.amount.minor, before);
                    let part = |percent: u32| i128::from(before) * i128::from(percent);
                    let saved = i128::from(saving.amount.minor) * 100;
                    prop_assert!(part(saving.percent) <= saved && saved < part(saving.percent + 1));
                }
            }
        }

        #[test]
        fn no_two_urgencies_are_told_and_no_tone_that_is_not_true(
            left in prop::option::of(1_u32..5),
            saves in any::<bool>(),
            social_proof in any::<bool>(),
            ends in any::<bool>(),
            asked in prop::sample::select(Tone::ALL.to_vec()),
        ) {
            let end = Timestamp::from_unix_ms(2_000).unwrap();
            let saving = saves.then(|| Saving::between(euro(200), euro(150)).unwrap());
            let claims = Claims { social_proof, saving, left, ends_at: ends.then_some(end) };
            let urgent = claims.badge(asked) == Tone::Scarcity;
            prop_assert!(!(urgent && claims.end_told(asked).is_some()));
            prop_assert!(ends || claims.end_told(asked).is_none());
            for told in [claims.tone(asked), claims.badge(asked)] {
                prop_assert!(told != Tone::Scarcity || left.is_some());
                prop_assert!(told != Tone::Saving || saves);
                prop_assert!(told != Tone::SocialProof || social_proof);
            }
        }
    }

    #[test]
    fn proof_needs_enough_orders_that_chance_does_not_explain() {
        let pair = |orders_together, proven| Evidence::BoughtTogether {
            with: 0,
            orders_together,
            orders_with: 50,
            proven,
            above_chance: true,
        };
        assert!(is_proof(pair(PROOF_ORDERS_MIN, true)));
        assert!(!is_proof(pair(PROOF_ORDERS_MIN - 1, true)));
        assert!(!is_proof(pair(40, false)));
        let popular = |orders| Evidence::Popular {
            orders,
            window_days: 28,
        };
        assert!(is_proof(popular(5)) && !is_proof(popular(4)));
        assert!(!is_proof(Evidence::ForYou));
    }

    #[test]
    fn an_end_is_told_only_while_it_is_ahead() {
        let at = |ms| Timestamp::from_unix_ms(ms).unwrap();
        let ends = |end: Option<i64>| of(Stock::Unknown, 5).until(end.map(at), at(1_000)).ends_at;
        assert_eq!(ends(Some(2_000)), Some(at(2_000)));
        assert_eq!(ends(Some(1_000)), None);
        assert_eq!(ends(None), None);
    }

    #[test]
    fn prices_in_two_currencies_save_nothing() {
        let other = Money::new(500, Currency::new("RON").unwrap());
        assert_eq!(Saving::between(other, euro(100)), None);
        assert_eq!(Saving::between(euro(100), euro(-1)), None);
    }
}
