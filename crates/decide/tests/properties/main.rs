//! What holds of every decision, whatever the shop, the cart, the policy, the rules and the visitor.
//!
//! The worlds are random and their seed is fixed: a failure is found again by running the test again.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod explore;
mod world;

use decide::{Decision, Live, Note, Outcome, Policy, Scratch, SeenOffer, filters, rules::Action};
use proptest::{prelude::*, test_runner::RngSeed};
use recommend::ProductIndex;

use world::{Ready, world};

const CONFIG: fn() -> ProptestConfig = || ProptestConfig {
    failure_persistence: None,
    rng_seed: RngSeed::Fixed(20_260_201),
    // Each step builds a shop.
    max_shrink_iters: 128,
    ..ProptestConfig::with_cases(48)
};

fn products(decision: &Decision) -> Vec<ProductIndex> {
    decision.offers.iter().map(|offer| offer.product).collect()
}

/// What the products are that rules of a kind name.
fn named(ready: &Ready, is_kind: fn(&Action) -> bool) -> Vec<ProductIndex> {
    ready
        .rules(is_kind)
        .flat_map(|rule| rule.products.listed.clone())
        .collect()
}

/// The highest price that may stand in a unit; none where nothing limits it.
fn dearest(ready: &Ready, unit: u8, product: ProductIndex) -> Option<i64> {
    let percent = i64::from(ready.unit(unit).price_cap_percent?);
    let catalogue = &ready.models.catalogue;
    let share = |price: i64| price * percent / 100;
    if ready.is_instead(unit) {
        let replaced = ready
            .seeds()
            .into_iter()
            .filter(|&seed| catalogue.leaf(seed) == catalogue.leaf(product));
        return replaced.map(|seed| ready.price(seed)).max().map(share);
    }
    let cart: i64 = ready.world.cart.iter().map(|&product| ready.price(product)).sum();
    let page = ready.world.page.map_or(0, |product| ready.price(product));
    let planned = Some(cart.max(page)).filter(|planned| *planned > 0)?;
    Some(share(planned).max(catalogue.price_median_minor().unwrap_or_default()))
}

/// The policy with one unit only.
fn alone(policy: &Policy) -> Policy {
    Policy {
        also: Vec::new(),
        ..policy.clone()
    }
}

proptest! {
    #![proptest_config(CONFIG())]

    #[test]
    fn nothing_unfit_is_ever_offered(world in world()) {
        let ready = world.ready();
        let decision = ready.decide();
        let (catalogue, live) = (&ready.models.catalogue, &ready.live);
        let banned = named(&ready, |action| *action == Action::Ban);
        for offer in decision.offers.iter().chain(&decision.reserve) {
            let product = offer.product;
            prop_assert!(live.stock(catalogue, product).is_sellable(), "{} is sold out", product);
            prop_assert!(live.is_active(catalogue, product), "{} is not on sale", product);
            prop_assert!(!live.is_banned(catalogue, product) && !banned.contains(&product), "{} is banned", product);
            prop_assert!(!ready.world.exclude.contains(&product), "{} is excluded", product);
            let sold_in = &ready.world.sold_in[product as usize];
            let is_sold = ready.world.region.is_none_or(|region| sold_in.is_empty() || sold_in.contains(&region));
            prop_assert!(is_sold, "{} is not sold in {:?} but in {:?}", product, ready.world.region, sold_in);
            for seed in ready.seeds() {
                prop_assert!(!catalogue.same_item(seed, product), "{} is {} or a variant of it", product, seed);
                prop_assert!(!ready.world.bans.2.contains(&(seed, product)), "{} is banned beside {}", product, seed);
            }
        }
    }

    #[test]
    fn no_product_stands_twice_in_an_answer(world in world()) {
        let ready = world.ready();
        let decision = ready.decide();
        let mut offered = products(&decision);
        offered.sort_unstable();
        offered.dedup();
        prop_assert_eq!(offered.len(), decision.offers.len());
        for unit in 0..3_u8 {
            let of_unit = decision.offers.iter().chain(&decision.reserve).filter(|offer| offer.unit == unit);
            let mut line: Vec<ProductIndex> = of_unit.map(|offer| offer.product).collect();
            let length = line.len();
            line.sort_unstable();
            line.dedup();
            prop_assert_eq!(line.len(), length, "unit {}", unit);
        }
    }

    #[test]
    fn slots_limits_and_leaves_are_never_exceeded(world in world()) {
        let ready = world.ready();
        let decision = ready.decide();
        let catalogue = &ready.models.catalogue;
        let pinned = named(&ready, |action| matches!(action, Action::Pin(_)));
        prop_assert!(decision.offers.len() <= ready.world.limit.unwrap_or(usize::MAX));
        prop_assert!(decision.offers.iter().all(|offer| offer.unit < 3));
        for (number, unit) in (0_u8..).zip(ready.world.policy.units()) {
            let of_unit: Vec<_> = decision.offers.iter().filter(|offer| offer.unit == number).collect();
            prop_assert!(of_unit.len() <= unit.slots, "unit {} has {} offers", number, of_unit.len());
            for offer in &of_unit {
                let leaf = catalogue.leaf(offer.product);
                let of_leaf = of_unit.iter().filter(|other| catalogue.leaf(other.product) == leaf);
                // The merchant may pin what the shop alone would call repetitive.
                let pins = of_leaf.clone().filter(|other| pinned.contains(&other.product)).count();
                let per_leaf_max = unit.per_leaf_max.max(pins);
                prop_assert!(of_leaf.count() <= per_leaf_max || is_small_shop(&ready), "unit {}", number);
            }
        }
    }

    #[test]
    fn no_offer_costs_more_than_the_policy_allows(world in world()) {
        let ready = world.ready();
        for offer in &ready.decide().offers {
            if let Some(most) = dearest(&ready, offer.unit, offer.product) {
                prop_assert!(ready.price(offer.product) <= most, "{} costs more than {}", offer.product, most);
            }
        }
    }

    #[test]
    fn who_saw_enough_is_left_alone(world in world()) {
        let ready = world.ready();
        let decision = ready.decide();
        let (caps, seen) = (ready.world.policy.caps, &ready.seen);
        let now = 20_500_i64 * 86_400_000;
        let days_since = |offer: &SeenOffer| offer.dismissed_at.map(|at| (now - at.unix_ms()) / 86_400_000);
        let is_of_late = |offer: &&SeenOffer| days_since(offer).is_some_and(|days| days < 7);
        let declined = seen.offers.iter().filter(is_of_late).count();
        let places: usize = ready.world.policy.units().map(|unit| unit.slots).sum();
        let left = places.saturating_sub(declined / usize::from(caps.fewer_after));
        prop_assert!(decision.offers.len() <= left, "{} offers, {left} places left", decision.offers.len());
        let is_left_alone = left == 0 && left < places && ready.world.limit != Some(0);
        let quiet = seen.ignored_in_a_row >= caps.quiet_after || is_left_alone;
        prop_assert_eq!(decision.notes.contains(&Note::Quiet), quiet);
        prop_assert!(!quiet || decision.offers.is_empty() && decision.candidates.is_empty());
        for offer in &decision.offers {
            let Some(known) = seen.of(offer.product) else { continue };
            prop_assert!(known.shown_today < caps.product_per_day && known.ignored < caps.ignored_max);
            prop_assert!(days_since(known).is_none_or(|days| days >= i64::from(caps.dismissed_days)));
        }
    }

    #[test]
    fn include_only_leaves_nothing_else(world in world()) {
        let ready = world.ready();
        let only = named(&ready, |action| *action == Action::IncludeOnly);
        prop_assume!(!only.is_empty());
        let decision = ready.decide();
        prop_assert!(products(&decision).iter().all(|product| only.contains(product)));
    }

    #[test]
    fn pins_stand_in_their_slots_unless_a_filter_objects(world in world()) {
        let ready = world.ready();
        let policy = alone(&ready.world.policy);
        let decision = ready.decide_with(&policy, None, &ready.live, &mut Scratch::default());
        prop_assume!(!decision.notes.contains(&Note::Quiet));
        let is_dropped = |product: ProductIndex| {
            let of_product = decision.candidates.iter().find(|candidate| candidate.product == product);
            matches!(of_product.unwrap().outcome, Outcome::Dropped(_))
        };
        let mut pins: Vec<(usize, ProductIndex)> = Vec::new();
        for rule in ready.rules(|action| matches!(action, Action::Pin(_))) {
            let Action::Pin(slot) = rule.action else { continue };
            let places = usize::from(slot)..;
            for (&product, place) in rule.products.listed.iter().zip(places) {
                if pins.iter().all(|(_, known)| *known != product) {
                    pins.push((place, product));
                }
            }
        }
        pins.sort_by_key(|(slot, _)| *slot);
        pins.retain(|(_, product)| !is_dropped(*product));
        let offered = products(&decision);
        pins.truncate(policy.slots);
        let is_pinned = |product: &&ProductIndex| pins.iter().any(|(_, pinned)| pinned == *product);
        let others = offered.len() - offered.iter().filter(is_pinned).count();
        let mut free = 0;
        for (earlier, &(slot, product)) in pins.iter().enumerate() {
            let place = slot.max(free);
            let found = offered.iter().position(|other| *other == product);
            match found {
                // Where too few others are there to stand before it, it comes forward, behind them all.
                Some(found) => prop_assert!(
                    found == place || found < place && found == others + earlier,
                    "{} stands in {} and not in {}",
                    product,
                    found,
                    place
                ),
                None => prop_assert!(place >= policy.slots, "{} is missing from {}", product, place),
            }
            free = found.unwrap_or(place) + 1;
        }
    }

    #[test]
    fn boosts_bring_nothing_back(world in world()) {
        let ready = world.ready();
        let mut plain: Live = ready.live.clone();
        let others = ready.live.rules().iter().filter(|rule| !matches!(rule.action, Action::Weigh(_)));
        plain.set_rules(others.cloned().collect());
        let policy = alone(&ready.world.policy);
        let decide = |live: &Live| ready.decide_with(&policy, None, live, &mut Scratch::default());
        let fate = |decision: &Decision| {
            let mut dropped: Vec<(ProductIndex, &str)> = Vec::new();
            for candidate in &decision.candidates {
                match candidate.outcome {
                    Outcome::Dropped(filter) => dropped.push((candidate.product, filters::id(filter))),
                    Outcome::BelowMinimum => dropped.push((candidate.product, "below_minimum")),
                    _ => {}
                }
            }
            dropped.sort_unstable();
            dropped
        };
        let (with, without) = (decide(&ready.live), decide(&plain));
        let kept_out = |decision: &Decision, dropped: &[(ProductIndex, &str)]| {
            let offered = products(decision);
            dropped.iter().all(|(product, _)| !offered.contains(product))
        };
        prop_assert!(kept_out(&with, &fate(&without)));
    }

    #[test]
    fn the_same_question_has_the_same_answer_whatever_was_asked_before(world in world(), other in world()) {
        let (ready, other) = (world.ready(), other.ready());
        let mut used = Scratch::default();
        other.decide_with(&other.world.policy, None, &other.live, &mut used);
        let (policy, limit) = (&ready.world.policy, ready.world.limit);
        let first = ready.decide();
        prop_assert_eq!(&ready.decide_with(policy, limit, &ready.live, &mut used), &first);
        prop_assert_eq!(&ready.decide_with(policy, limit, &ready.live, &mut used), &first);
    }

    /// Of one unit without pins. A pin beyond the limit gives way, and further units of a page choose what stands in
    /// them before the first does, where the limit lets them stand at all: both move what comes before.
    #[test]
    fn fewer_offers_are_the_first_of_more(world in world()) {
        let ready = world.ready();
        let policy = alone(&ready.world.policy);
        let mut live = ready.live.clone();
        let no_pins = ready.live.rules().iter().filter(|rule| !matches!(rule.action, Action::Pin(_)));
        live.set_rules(no_pins.cloned().collect());
        let offered = |limit| products(&ready.decide_with(&policy, limit, &live, &mut Scratch::default()));
        let all = offered(None);
        for limit in 0..=policy.slots {
            prop_assert_eq!(&offered(Some(limit))[..], &all[..limit.min(all.len())]);
        }
    }

    #[test]
    fn what_became_of_each_candidate_agrees_with_the_offers(world in world()) {
        let ready = world.ready();
        let decision = ready.decide();
        let mut slots: Vec<(u8, ProductIndex, u8)> = Vec::new();
        for candidate in &decision.candidates {
            if let Outcome::Offered(slot) = candidate.outcome {
                slots.push((slot, candidate.product, candidate.unit));
            }
        }
        slots.sort_unstable();
        let offers = (0_u8..).zip(&decision.offers).map(|(slot, offer)| (slot, offer.product, offer.unit));
        prop_assert_eq!(slots, offers.collect::<Vec<_>>());
        let kept = decision.candidates.iter().filter(|candidate| matches!(candidate.outcome, Outcome::Reserve(_)));
        prop_assert_eq!(kept.count(), decision.reserve.len());
    }

    #[test]
    fn scores_are_numbers_and_reasons_are_the_candidates_own(world in world()) {
        let ready = world.ready();
        let decision = ready.decide();
        for candidate in &decision.candidates {
            prop_assert!(candidate.score.is_finite() && (0.0..=1.0).contains(&candidate.score));
            prop_assert!(candidate.worth.is_finite() && candidate.worth > 0.0);
        }
        for (slot, offer) in (0_u8..).zip(&decision.offers) {
            let own = decision.candidates.iter().find(|candidate| candidate.outcome == Outcome::Offered(slot));
            let own = own.unwrap();
            prop_assert!(own.sources.contains(&offer.source), "{:?}", offer);
            prop_assert_eq!((own.score, own.intent), (offer.score, offer.intent));
        }
    }
}

/// Whether nothing was sold: such a shop's pages may show several of a leaf.
fn is_small_shop(ready: &Ready) -> bool {
    ready.models.signals.sales.orders_total() == 0
}
