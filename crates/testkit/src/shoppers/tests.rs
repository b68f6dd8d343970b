//! Each cause moves what it should and nothing else, to the cent, and everything follows from the seed.

use std::{
    collections::{HashMap, HashSet},
    convert::Infallible,
    sync::LazyLock,
};

use shop::{Event, EventKind, Order, ProductId, Refund};

use super::*;
use crate::simulator::simulate;

fn market() -> &'static Market {
    static MARKET: LazyLock<Market> = LazyLock::new(|| Market::of_simulated(&simulate(&Default::default())));
    &MARKET
}

/// A shop that knows what was planted: beside a product it offers what fits it.
#[derive(Default)]
struct Knowing {
    events: Vec<Event>,
    orders: Vec<Order>,
    refunds: Vec<Refund>,
    questions: Vec<Question>,
}

impl Storefront for Knowing {
    type Error = Infallible;

    fn offers(&mut self, question: &Question) -> Result<Answer, Infallible> {
        self.questions.push(question.clone());
        let regarded = question.cart.iter().chain(&question.product_id);
        let regarded: Vec<usize> = regarded.filter_map(|id| market().position(id)).collect();
        let steps = regarded.iter().filter_map(|&product| market().step_up[product]);
        let fitting = steps.chain(market().fitting_any(&regarded));
        // Another four on every page, so that nothing is shown all the time.
        let ids = fitting.map(|product| market().goods[product].id.clone());
        let all: Vec<ProductId> = ids.filter(|id| !question.cart.contains(id)).collect();
        let skipped = self.questions.len() * question.limit % all.len().max(1);
        Ok(Answer {
            decision_id: Some(format!("d{}", self.questions.len())),
            products: all
                .iter()
                .cycle()
                .skip(skipped)
                .take(question.limit.min(all.len()))
                .cloned()
                .collect(),
        })
    }

    fn events(&mut self, events: &[Event]) -> Result<(), Infallible> {
        self.events.extend_from_slice(events);
        Ok(())
    }

    fn order(&mut self, order: &Order) -> Result<(), Infallible> {
        self.orders.push(order.clone());
        Ok(())
    }

    fn refund(&mut self, _: &Order, refund: &Refund) -> Result<(), Infallible> {
        self.refunds.push(refund.clone());
        Ok(())
    }
}

fn crowd(causes: Causes) -> Settings {
    Settings {
        shoppers: 400,
        causes,
        oddities: Oddities::NONE,
        ..Settings::default()
    }
}

fn played<S: Storefront<Error = Infallible>>(settings: &Settings, mut storefront: S) -> Vec<Outcome> {
    World::new(market(), settings.clone())
        .play_all(&mut storefront)
        .unwrap()
}

fn truth_of(causes: Causes) -> (PlantedTruth, Vec<Outcome>) {
    let settings = crowd(causes);
    let with = played(&settings, Knowing::default());
    (planted_truth(&with, &played(&settings, NoOffers)), with)
}

fn sum(outcomes: &[Outcome], count: fn(&Outcome) -> u64) -> u64 {
    outcomes.iter().map(count).sum()
}

#[test]
fn without_causes_offers_change_nothing() {
    let settings = crowd(Causes::NONE);
    let without = played(&settings, NoOffers);
    assert!(sum(&without, |it| it.orders) > 200);
    for with in [
        played(&settings, Knowing::default()),
        played(&settings, Popular::of(market())),
    ] {
        assert!(sum(&with, |it| it.offers_seen) > 2_000);
        let truth = planted_truth(&with, &without);
        assert!(
            truth
                .differences
                .iter()
                .all(|it| it.earned == Totals::default() && it.orders == 0)
        );
        assert_eq!(truth.parts, Parts::default());
        assert_eq!(
            (truth.attributed, sum(&with, |it| it.clicks)),
            (Totals::default(), 0)
        );
    }
}

#[test]
fn offers_that_fit_add_what_would_not_have_been_bought() {
    let (truth, with) = truth_of(Causes {
        incrementality: 0.1,
        ..Causes::NONE
    });
    assert!(
        truth.margin_minor.mean > 2.0 * truth.margin_minor.standard_error,
        "{truth:?}"
    );
    assert!(truth.caused.revenue_minor > truth.caused.margin_minor);
    assert_eq!(truth.parts.driven_away, Totals::default());
    assert!(truth.cannibalised_share < f64::EPSILON);
    assert_eq!(sum(&with, |it| it.dismissals + it.left), 0);
    // Each taken offer was clicked, and nothing else was: what is credited is what was caused, but for those of which
    // something better was taken, whose whole price is credited.
    assert_eq!(sum(&with, |it| it.taken), sum(&with, |it| it.clicks));
    assert!(truth.attributed.revenue_minor >= truth.caused.revenue_minor);
    let (more, _) = truth_of(Causes {
        incrementality: 0.3,
        ..Causes::NONE
    });
    assert!(more.caused.margin_minor > 2 * truth.caused.margin_minor);
}

#[test]
fn offers_that_do_not_fit_add_little() {
    let settings = crowd(Causes {
        incrementality: 0.1,
        ..Causes::NONE
    });
    let taken = |outcomes: &[Outcome]| {
        sum(outcomes, |it| it.taken) as f64 / sum(outcomes, |it| it.offers_seen) as f64
    };
    let popular = taken(&played(&settings, Popular::of(market())));
    assert!(
        taken(&played(&settings, Knowing::default())) > 10.0 * popular,
        "{popular}"
    );
    assert!(popular > 0.0);
}

#[test]
fn what_is_only_brought_forward_gains_nothing_to_the_cent() {
    let (truth, with) = truth_of(Causes {
        incrementality: 0.3,
        cannibalisation: 1.0,
        ..Causes::NONE
    });
    assert!(sum(&with, |it| it.brought_forward) > 50);
    assert_eq!(sum(&with, |it| it.taken), 0);
    assert!(truth.differences.iter().all(|it| it.earned == Totals::default()));
    assert!(
        truth.attributed.margin_minor > 0,
        "a report by clicks is taken in"
    );
    let fewer = truth.differences.iter().filter(|it| it.orders < 0).count();
    assert!(fewer > 0, "two orders become one");
}

#[test]
fn the_cannibalised_share_is_the_planted_one() {
    let causes = Causes {
        incrementality: 0.3,
        cannibalisation: 0.4,
        ..Causes::NONE
    };
    let (truth, with) = truth_of(causes);
    let bought = sum(&with, |it| it.taken + it.brought_forward) as f64;
    let error = (0.4 * 0.6 / bought).sqrt();
    assert!((truth.cannibalised_share - 0.4).abs() < 4.0 * error, "{truth:?}");
    assert!(truth.caused.margin_minor > 0);
}

#[test]
fn clicks_on_the_way_are_credited_and_cause_nothing() {
    let (truth, with) = truth_of(Causes {
        organic: 1.0,
        ..Causes::NONE
    });
    assert!(sum(&with, |it| it.clicks) > 10);
    assert!(truth.attributed.revenue_minor > 0);
    assert!(
        truth
            .differences
            .iter()
            .all(|it| it.earned == Totals::default() && it.orders == 0)
    );
}

#[test]
fn the_more_is_seen_the_less_is_taken() {
    let fresh = Causes {
        incrementality: 0.3,
        ..Causes::NONE
    };
    let (rested, all) = truth_of(fresh);
    let (tired, fewer) = truth_of(Causes {
        fatigue: 0.3,
        ..fresh
    });
    assert!(sum(&fewer, |it| it.taken) * 4 < sum(&all, |it| it.taken) * 3);
    assert!(tired.caused.margin_minor < rested.caused.margin_minor);
    assert_eq!(tired.parts.driven_away, Totals::default());
    let (alone, _) = truth_of(Causes {
        fatigue: 0.3,
        ..Causes::NONE
    });
    assert_eq!(alone.caused, Totals::default());
}

#[test]
fn offers_that_annoy_drive_shoppers_away() {
    let settings = crowd(Causes {
        irritation: 0.3,
        ..Causes::NONE
    });
    let with = played(&settings, Popular::of(market()));
    let truth = planted_truth(&with, &played(&settings, NoOffers));
    assert!(sum(&with, |it| it.dismissals) > 100 && sum(&with, |it| it.left) > 10);
    assert!(with.iter().any(|it| it.unsubscribed));
    assert!(truth.orders.mean < 0.0 && truth.caused.margin_minor < 0);
    assert_eq!((truth.parts.offered, truth.parts.returned), Default::default());
    let fitting = played(&settings, Knowing::default());
    assert!(sum(&fitting, |it| it.dismissals) * 20 < sum(&with, |it| it.dismissals));
}

#[test]
fn what_is_taken_on_impulse_comes_back_more_often() {
    let causes = Causes {
        incrementality: 0.3,
        ..Causes::NONE
    };
    let (usual, kept) = truth_of(causes);
    let (more, returned) = truth_of(Causes {
        returns: 0.5,
        ..causes
    });
    assert_eq!(usual.parts.offered, more.parts.offered);
    assert_eq!(usual.parts.driven_away, more.parts.driven_away);
    assert!(more.parts.returned.margin_minor < 3 * usual.parts.returned.margin_minor);
    assert!(sum(&returned, |it| it.units_returned) > 2 * sum(&kept, |it| it.units_returned));
    let (alone, _) = truth_of(Causes {
        returns: 0.5,
        ..Causes::NONE
    });
    assert_eq!(alone.caused, Totals::default());
}

#[test]
fn the_parts_add_up_whatever_the_seed() {
    for seed in 1..=8 {
        let settings = Settings {
            seed,
            shoppers: 120,
            days: 9,
            ..crowd(Causes {
                irritation: 0.5,
                ..Causes::default()
            })
        };
        let without = played(&settings, NoOffers);
        for with in [
            played(&settings, Knowing::default()),
            played(&settings, Popular::of(market())),
        ] {
            let truth = planted_truth(&with, &without);
            assert_eq!(truth.parts.sum(), truth.caused, "seed {seed}");
            let each = truth
                .differences
                .iter()
                .fold(Totals::default(), |sum, it| sum.plus(it.earned));
            assert_eq!(each, truth.caused);
        }
    }
}

#[test]
fn everything_follows_from_the_seed() {
    let settings = Settings {
        shoppers: 80,
        ..Settings::default()
    };
    let (mut first, mut second) = (Knowing::default(), Knowing::default());
    let outcomes = World::new(market(), settings.clone())
        .play_all(&mut first)
        .unwrap();
    assert_eq!(
        outcomes,
        World::new(market(), settings.clone())
            .play_all(&mut second)
            .unwrap()
    );
    assert_eq!((&first.events, &first.orders), (&second.events, &second.orders));
    let other = Settings { seed: 2, ..settings };
    assert_ne!(outcomes, played(&other, Knowing::default()));
}

#[test]
fn the_shop_is_told_what_the_outcomes_say() {
    let settings = crowd(Causes::default());
    let mut shop = Knowing::default();
    let outcomes = World::new(market(), settings).play_all(&mut shop).unwrap();
    let lines = shop.orders.iter().flat_map(|order| &order.lines);
    let paid: i64 = lines.map(|line| line.unit_price.unwrap().minor).sum();
    let back: i64 = shop
        .refunds
        .iter()
        .map(|refund| refund.unit_price.unwrap().minor)
        .sum();
    let earned: i64 = outcomes.iter().map(|it| it.earned().revenue_minor).sum();
    assert_eq!(paid - back, earned);
    let of_kind = |kind| shop.events.iter().filter(|event| event.kind == kind).count() as u64;
    assert_eq!(
        of_kind(EventKind::Impression),
        sum(&outcomes, |it| it.offers_seen)
    );
    assert_eq!(of_kind(EventKind::Click), sum(&outcomes, |it| it.clicks));
    assert_eq!(of_kind(EventKind::Dismiss), sum(&outcomes, |it| it.dismissals));
    assert_eq!(of_kind(EventKind::Purchase), sum(&outcomes, |it| it.units));
    let ids: HashSet<_> = shop.events.iter().map(|event| &event.id).collect();
    assert_eq!(ids.len(), shop.events.len());
    let orders: HashMap<_, _> = shop.orders.iter().map(|order| (&order.id, order)).collect();
    assert_eq!(orders.len(), shop.orders.len());
    for refund in &shop.refunds {
        let order = orders[refund.order_id.as_ref().unwrap()];
        assert!(order.placed_at < refund.refunded_at);
        assert!(order.products().any(|id| *id == refund.product_id));
    }
    assert!(!shop.refunds.is_empty());
}

#[test]
fn the_odd_ones_are_there_and_earn_nothing() {
    let oddities = Oddities {
        bots: 0.2,
        staff: 0.2,
        fired_twice: 0.5,
        without_consent: 0.3,
        two_devices: 0.9,
    };
    let settings = Settings {
        oddities,
        ..crowd(Causes::default())
    };
    let world = World::new(market(), settings.clone());
    let shoppers = world.shoppers().to_vec();
    let mut shop = Knowing::default();
    let outcomes = world.play_all(&mut shop).unwrap();
    let odd: Vec<&Outcome> = outcomes.iter().filter(|it| it.role != Role::Person).collect();
    assert!(odd.len() > 100 && odd.iter().all(|it| it.orders == 0));
    let truth = planted_truth(&outcomes, &played(&settings, NoOffers));
    assert_eq!(truth.differences.len(), shoppers.len() - odd.len());
    for shopper in shoppers
        .iter()
        .filter(|shopper| !shopper.consent && shopper.role == Role::Person)
    {
        assert_eq!(shopper.customer_id, None);
        assert_ne!(shopper.visitor_id(0), shopper.visitor_id(1));
    }
    let mut devices: HashMap<_, HashSet<_>> = HashMap::new();
    for event in shop.events.iter().filter(|event| event.customer_id.is_some()) {
        devices
            .entry(&event.customer_id)
            .or_default()
            .insert(&event.visitor_id);
    }
    assert!(devices.values().any(|visitors| visitors.len() == 2));
    let ids: HashSet<_> = shop.events.iter().map(|event| &event.id).collect();
    let again = shop
        .events
        .iter()
        .filter(|event| event.id.as_str().ends_with("-again"))
        .count();
    assert!(ids.len() < shop.events.len() && again > 100);
    assert!(shop.questions.iter().any(|question| !question.consent));
}

/// A shop that offers anything to anybody.
struct Anything(crate::Rng);

impl Storefront for Anything {
    type Error = Infallible;

    fn offers(&mut self, question: &Question) -> Result<Answer, Infallible> {
        let goods = &market().goods;
        let chosen = (0..question.limit).filter_map(|_| self.0.choose(goods));
        Ok(Answer {
            decision_id: None,
            products: chosen.map(|good| good.id.clone()).collect(),
        })
    }

    fn events(&mut self, _: &[Event]) -> Result<(), Infallible> {
        Ok(())
    }

    fn order(&mut self, _: &Order) -> Result<(), Infallible> {
        Ok(())
    }

    fn refund(&mut self, _: &Order, _: &Refund) -> Result<(), Infallible> {
        Ok(())
    }
}

/// The whole point of common random numbers: it holds of any shop, whatever it offers when.
#[test]
fn nothing_that_was_wanted_anyway_is_ever_gained_or_lost_whatever_is_offered() {
    let mut brought_forward = 0;
    for seed in 1..=10 {
        let causes = Causes {
            cannibalisation: 1.0,
            incrementality: 0.9,
            irritation: 0.0,
            ..Causes::default()
        };
        let settings = Settings {
            seed,
            shoppers: 60,
            days: 4 + seed as u32,
            causes,
            ..Settings::default()
        };
        let without = played(&settings, NoOffers);
        for with in [
            played(&settings, Anything(crate::Rng::new(seed))),
            played(&settings, Knowing::default()),
        ] {
            let truth = planted_truth(&with, &without);
            assert!(
                truth.differences.iter().all(|it| it.earned == Totals::default()),
                "seed {seed}"
            );
            brought_forward += sum(&with, |it| it.brought_forward);
        }
    }
    assert!(brought_forward > 100);
}

/// A shop that offers something to every other shopper only.
struct HoldOut(Knowing, bool);

impl Storefront for HoldOut {
    type Error = Infallible;

    fn welcome(&mut self, shopper: &Shopper) {
        self.1 = shopper.number.is_multiple_of(2);
    }

    fn offers(&mut self, question: &Question) -> Result<Answer, Infallible> {
        if self.1 {
            self.0.offers(question)
        } else {
            Ok(Answer::default())
        }
    }

    fn events(&mut self, _: &[Event]) -> Result<(), Infallible> {
        Ok(())
    }

    fn order(&mut self, _: &Order) -> Result<(), Infallible> {
        Ok(())
    }

    fn refund(&mut self, _: &Order, _: &Refund) -> Result<(), Infallible> {
        Ok(())
    }
}

#[test]
fn who_is_held_out_does_as_if_nobody_were_offered_anything() {
    let settings = crowd(Causes::default());
    let without = played(&settings, NoOffers);
    let with = played(&settings, HoldOut(Knowing::default(), false));
    let (treated, held_out): (Vec<_>, Vec<_>) = with
        .iter()
        .zip(&without)
        .partition(|(with, _)| with.shopper.is_multiple_of(2));
    assert!(held_out.iter().all(|(with, without)| with == without));
    assert!(
        treated
            .iter()
            .any(|(with, without)| with.earned() != without.earned())
    );
}

/// A server that is not always there.
struct Shaky(u32);

impl Storefront for Shaky {
    type Error = &'static str;

    fn offers(&mut self, _: &Question) -> Result<Answer, Self::Error> {
        self.0 += 1;
        if self.0.is_multiple_of(7) {
            Err("away")
        } else {
            Ok(Answer::default())
        }
    }

    fn events(&mut self, _: &[Event]) -> Result<(), Self::Error> {
        Ok(())
    }

    fn order(&mut self, _: &Order) -> Result<(), Self::Error> {
        Ok(())
    }

    fn refund(&mut self, _: &Order, _: &Refund) -> Result<(), Self::Error> {
        Ok(())
    }
}

#[test]
fn a_visit_that_fails_ends_and_the_others_go_on() {
    let mut world = World::new(market(), crowd(Causes::default()));
    let mut shop = Shaky(0);
    let (mut failed, mut went_well) = (0, 0);
    for day in 0..5 {
        for visit in world.visits(day) {
            match world.play(&visit, &mut shop) {
                Ok(()) => went_well += 1,
                Err("away") => failed += 1,
                Err(other) => panic!("{other}"),
            }
        }
        world.end_day(day, &mut shop).unwrap();
    }
    assert!(
        failed > 20 && went_well > 20,
        "{failed} failed, {went_well} went well"
    );
    assert!(sum(world.outcomes(), |it| it.orders) > 20);
}

#[test]
fn a_shop_of_which_only_the_products_are_known_is_visited_by_strangers() {
    let products = simulate(&Default::default()).products;
    let market = Market::of_products(&products);
    let settings = crowd(Causes::default());
    let outcomes = World::new(&market, settings.clone())
        .play_all(&mut Popular::of(&market))
        .unwrap();
    assert!(sum(&outcomes, |it| it.orders) > 100);
    assert!(
        World::new(&market, settings.clone())
            .shoppers()
            .iter()
            .all(|it| it.customer_id.is_none())
    );
    let empty = Market::of_products(&[]);
    let nothing = World::new(&empty, settings).play_all(&mut NoOffers).unwrap();
    assert_eq!(sum(&nothing, |it| it.orders), 0);
}
