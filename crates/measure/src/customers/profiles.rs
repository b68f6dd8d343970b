//! **What a shopkeeper sees:** everything that is said of each customer, put together: marks, worth, tier, group and
//! when they are due back; and where something cannot be said, why not.
//!
//! **Method:** the marks need no model and are always given. Worth, tier and return need the law of how often customers
//! buy; worth and tier that of how much they spend as well; groups need neither. The laws are learnt of a fixed draw of
//! customers where there are very many: their parameters are certain long before that, and the doubt that is told is
//! that of the draw. Of a very large shop fewer lives are drawn for each customer, so that the work stays bounded.
//!
//! **When it fails:** as its parts do; each says so in its own file.
//!
//! **Source:** none of its own.

use rayon::prelude::*;
use recommend::CustomerIndex;
use shop::Day;

use super::{
    BgNbdFit, Error, Histories, NextPurchase, NextPurchases, Rfm, Segmentation, Settings, SpendFit, Tier,
    Tiers, Worth, Worths, rfm, segment, value, worth,
};
use crate::offline::random;

/// How far ahead worth and return look.
pub const AHEAD_DAYS: u32 = 365;
/// The laws are learnt of at most so many customers.
const LEARNT_FROM_MAX: usize = 20_000;
/// Lives drawn for all customers together, before the least of each counts.
const LIVES_MAX: usize = 4_000_000;
/// The most lives of one customer: past it the interval's ends hardly move.
const LIVES_EACH_MAX: usize = 200;

/// What is said of one customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Profile {
    /// The marks, and who it is.
    pub rfm: Rfm,
    /// What they are worth, and their tier.
    pub worth: Option<(Worth, Ranked)>,
    /// When they are due back.
    pub next: Option<NextPurchase>,
    /// The position of their group.
    pub segment: Option<u8>,
}

/// A tier, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// The tier.
    pub tier: Tier,
    /// Whether the whole interval of the worth lies in it.
    pub is_sure: bool,
}

/// What is said of a shop's customers.
#[derive(Debug, Clone, PartialEq)]
pub struct Profiles {
    /// Every customer who bought, ascending.
    pub customers: Vec<Profile>,
    /// Why nobody's return is told; none where it is.
    pub no_return: Option<Error>,
    /// What all customers are worth, each of them left out, or why that is not told.
    pub worths: Result<(Worths, Tiers), Error>,
    /// The groups, or why there are none.
    pub segments: Result<Segmentation, Error>,
}

/// Everything that is said of the customers on the day `now`. The histories hold the orders until then, and no later
/// ones.
pub fn profiles(histories: &Histories, now: Day, seed: u64) -> Profiles {
    let drawn = draw(histories, seed);
    let of_drawn = || drawn.iter().filter_map(|&customer| histories.get(customer));
    let frequency = BgNbdFit::learn(of_drawn().filter_map(|history| history.activity(now)));
    let spend = SpendFit::learn(of_drawn().filter_map(|history| history.spend()));
    let mut worths = frequency.clone().and_then(|frequency| {
        let settings = Settings {
            horizon_days: AHEAD_DAYS,
            draws: lives_each(histories.len()),
            seed,
            ..Settings::default()
        };
        let worths = worth(histories, now, &frequency, &spend?, &settings);
        let tiers = Tiers::of(worths.customers.iter().map(|one| one.value.minor));
        Ok((worths, tiers))
    });
    let segments = segment(histories, now, seed);
    let mut customers: Vec<Profile> = rfm(histories, now).into_iter().map(bare).collect();
    if let Ok((worths, tiers)) = &mut worths {
        let each = std::mem::take(&mut worths.customers);
        join(
            &mut customers,
            each,
            |one| one.customer,
            |profile, one| {
                profile.worth = Some((one, ranked(tiers, &one)));
                profile.next = Some(one.next);
            },
        );
    } else if let Ok(frequency) = &frequency {
        tell_returns(&mut customers, histories, now, frequency);
    }
    if let Ok(Segmentation::Stable(found)) = &segments {
        let each = found.of.iter().copied();
        join(
            &mut customers,
            each,
            |one| one.0,
            |profile, one| profile.segment = Some(one.1),
        );
    }
    Profiles {
        customers,
        no_return: frequency.err(),
        worths,
        segments,
    }
}

fn bare(rfm: Rfm) -> Profile {
    Profile {
        rfm,
        worth: None,
        next: None,
        segment: None,
    }
}

/// The customers of whom the laws are learnt, ascending: those with the least of a number that is drawn for each.
fn draw(histories: &Histories, seed: u64) -> Vec<CustomerIndex> {
    let all = histories.iter().map(|(customer, _)| customer);
    if histories.len() <= LEARNT_FROM_MAX {
        return all.collect();
    }
    let mut numbered: Vec<(u64, CustomerIndex)> = all
        .map(|customer| (random::of(seed, u64::from(customer)), customer))
        .collect();
    numbered.sort_unstable();
    numbered.truncate(LEARNT_FROM_MAX);
    let mut drawn: Vec<CustomerIndex> = numbered.into_iter().map(|(_, customer)| customer).collect();
    drawn.sort_unstable();
    drawn
}

fn lives_each(customers: usize) -> u32 {
    let each = (LIVES_MAX / customers.max(1)).min(LIVES_EACH_MAX) as u32;
    each.max(value::DRAWS_MIN)
}

fn ranked(tiers: &Tiers, worth: &Worth) -> Ranked {
    Ranked {
        tier: tiers.tier(worth.value.minor),
        is_sure: tiers.sure(worth),
    }
}

/// Adds to each customer what stands for them in another list; both are ascending by customer.
fn join<T>(
    customers: &mut [Profile],
    each: impl IntoIterator<Item = T>,
    whose: impl Fn(&T) -> CustomerIndex,
    add: impl Fn(&mut Profile, T),
) {
    let mut rest = customers.iter_mut();
    for one in each {
        let customer = whose(&one);
        if let Some(profile) = rest.find(|profile| profile.rfm.customer == customer) {
            add(profile, one);
        }
    }
}

fn tell_returns(customers: &mut [Profile], histories: &Histories, now: Day, frequency: &BgNbdFit) {
    let next = NextPurchases::learn(&frequency.model, histories, now, AHEAD_DAYS);
    customers.par_iter_mut().for_each(|profile| {
        let customer = profile.rfm.customer;
        profile.next = histories
            .get(customer)
            .and_then(|history| next.of(customer, history, now));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::Order;

    /// Customers of whom one in three comes about every month and the others once.
    fn histories(customers: u32) -> Histories {
        let orders = (0..customers).flat_map(|customer| {
            let times = if customer % 3 == 0 { 8 } else { 1 };
            (0..times).map(move |time| {
                let paid = 1_000 + i64::from(customer % 17) * 100 + i64::from(time);
                Order::plain(
                    customer,
                    Day(customer as i32 % 40 + time * 30 + time * 7 % 11),
                    paid,
                )
            })
        });
        orders.collect()
    }

    #[test]
    fn everything_is_told_of_everybody_where_there_are_enough() {
        let found = profiles(&histories(300), Day(260), 1);
        assert_eq!((found.customers.len(), found.no_return), (300, None));
        for one in &found.customers {
            let (worth, next) = (one.worth.unwrap().0, one.next.unwrap());
            assert_eq!([worth.customer, next.customer], [one.rfm.customer; 2]);
        }
        let (often, once) = (&found.customers[39], &found.customers[1]);
        assert!(often.worth.unwrap().0.value.minor > once.worth.unwrap().0.value.minor);
        assert!(often.rfm.frequency > once.rfm.frequency);
        assert_eq!(found, profiles(&histories(300), Day(260), 1));
    }

    #[test]
    fn too_few_have_marks_and_a_reason() {
        let found = profiles(&histories(9), Day(300), 1);
        let wanted = |wanted| Error::TooFewCustomers { found: 9, wanted };
        assert_eq!(found.no_return, Some(wanted(50)));
        assert_eq!(found.worths, Err(wanted(50)));
        assert_eq!(found.segments, Err(wanted(200)));
        assert_eq!(found.customers.len(), 9);
        assert!(
            found
                .customers
                .iter()
                .all(|one| one.worth.is_none() && one.next.is_none())
        );
        assert!(profiles(&Histories::default(), Day(3), 1).customers.is_empty());
    }

    #[test]
    fn of_very_many_the_same_part_is_learnt_from() {
        let many: Histories = (0..LEARNT_FROM_MAX as u32 + 500)
            .map(|customer| Order::plain(customer, Day(1), 100))
            .collect();
        let drawn = draw(&many, 1);
        assert!(drawn.len() == LEARNT_FROM_MAX && drawn.is_sorted());
        assert_eq!(
            (lives_each(1), lives_each(40_000), lives_each(usize::MAX)),
            (200, 100, 40)
        );
    }
}
