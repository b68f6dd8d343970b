//! What offers do to shoppers, and who else is about: the settings in which the truth is planted.

/// What offers cause. Every setting is a number from 0, which switches the effect off, to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Causes {
    /// The probability that a shopper who sees an offer that fits takes it; a quarter of that for a whim, something
    /// that happens to please and fits nothing. Without the offer it would not have been bought, unless
    /// `cannibalisation` says so.
    pub incrementality: f64,
    /// The share of what is taken that the shopper would have bought anyway, in the same visit or within a week:
    /// brought forward, no gain. These purchases are planned beforehand, so they are there in a world without offers.
    pub cannibalisation: f64,
    /// The probability that an offer of something that is about to be bought anyway is clicked on the way. It changes
    /// nothing but what is credited to offers.
    pub organic: f64,
    /// How much each offer seen lately takes from the attention for the next: after `n` of them it is
    /// `1 / (1 + fatigue × n)`. They are forgotten by half each day.
    pub fatigue: f64,
    /// How much offers that do not fit, or come again and again, annoy: they are dismissed, then shoppers leave
    /// without buying, and some want to see no more offers.
    pub irritation: f64,
    /// How much more often than anything else something comes back that was taken because it was offered.
    pub returns: f64,
}

impl Causes {
    /// Offers do nothing at all.
    pub const NONE: Self = Self {
        incrementality: 0.0,
        cannibalisation: 0.0,
        organic: 0.0,
        fatigue: 0.0,
        irritation: 0.0,
        returns: 0.0,
    };
}

impl Default for Causes {
    /// Lifelike: most offers are passed over, a quarter of what is taken was planned, and offers wear out.
    fn default() -> Self {
        Self {
            incrementality: 0.08,
            cannibalisation: 0.25,
            organic: 0.3,
            fatigue: 0.02,
            irritation: 0.05,
            returns: 0.08,
        }
    }
}

/// Visitors and habits that no report should be taken in by, each as a share of the shoppers from 0 to 1. None of
/// them changes what offers earn: bots and staff never buy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Oddities {
    /// Programs that open page after page within a second and follow every offer.
    pub bots: f64,
    /// The shop's own people, who look every day and try every fourth offer.
    pub staff: f64,
    /// Whose page sends every event twice, some with the same id and some with another.
    pub fired_twice: f64,
    /// Who do not agree to be known: another visitor with every visit.
    pub without_consent: f64,
    /// Registered customers who come with another device on every other visit.
    pub two_devices: f64,
}

impl Oddities {
    /// Nobody but ordinary shoppers.
    pub const NONE: Self = Self {
        bots: 0.0,
        staff: 0.0,
        fired_twice: 0.0,
        without_consent: 0.0,
        two_devices: 0.0,
    };
}

impl Default for Oddities {
    /// A few of each, as in any shop.
    fn default() -> Self {
        Self {
            bots: 0.02,
            staff: 0.01,
            fired_twice: 0.05,
            without_consent: 0.15,
            two_devices: 0.1,
        }
    }
}
