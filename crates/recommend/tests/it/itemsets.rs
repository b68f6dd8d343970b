//! The search for itemsets agrees with trying every set, and with published counts where the data is at hand.

use std::collections::BTreeMap;

use recommend::counting::itemsets::{Item, Itemsets, RuleSettings, Settings, Target, TooMany, mine, rules};

/// Random transactions over `items` items, each in a share of them; the lower ones in nearly all.
fn transactions(seed: u64, count: usize, items: u32, dense: bool) -> Vec<Vec<Item>> {
    let mut state = seed;
    let mut random = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u32
    };
    let holds = |item: u32, random: u32| {
        random % 100
            < if dense {
                95 - item.min(60)
            } else {
                60 / (item + 1) + 5
            }
    };
    (0..count)
        .map(|_| (0..items).rev().filter(|&item| holds(item, random())).collect())
        .collect()
}

fn mined(settings: &Settings, items: usize, transactions: &[Vec<Item>]) -> BTreeMap<Vec<Item>, u32> {
    let found = mine(settings, items, || transactions.iter().map(Vec::as_slice)).unwrap();
    let sets: BTreeMap<Vec<Item>, u32> = found
        .iter()
        .map(|(set, support)| (set.to_vec(), support))
        .collect();
    assert_eq!(sets.len(), found.len(), "no set is found twice");
    sets
}

/// Tries every set, one item more at a time.
fn tried(settings: &Settings, items: u32, transactions: &[Vec<Item>]) -> BTreeMap<Vec<Item>, u32> {
    let mut frequent: BTreeMap<Vec<Item>, u32> = BTreeMap::new();
    let mut last: Vec<Vec<Item>> = vec![Vec::new()];
    while !last.is_empty() {
        let mut next = Vec::new();
        for set in &last {
            for item in set.last().map_or(0, |&highest| highest + 1)..items {
                let larger: Vec<Item> = set.iter().copied().chain([item]).collect();
                let holds = |held: &&Vec<Item>| larger.iter().all(|item| held.contains(item));
                let support = transactions.iter().filter(holds).count() as u32;
                if support >= settings.support_min {
                    frequent.insert(larger.clone(), support);
                    next.push(larger);
                }
            }
        }
        last = next;
    }
    let wanted = |set: &Vec<Item>, support: u32| {
        let larger = (0..items).filter(|item| !set.contains(item)).filter_map(|item| {
            let mut larger: Vec<Item> = set.iter().copied().chain([item]).collect();
            larger.sort_unstable();
            frequent.get(&larger).copied()
        });
        let (mut larger, short) = (larger, set.len() <= settings.length_max);
        short
            && match settings.target {
                Target::Frequent => true,
                Target::Closed => larger.all(|other| other != support),
                Target::Maximal => larger.next().is_none(),
            }
    };
    let kept = frequent.iter().filter(|(set, support)| wanted(set, **support));
    kept.map(|(set, support)| (set.clone(), *support)).collect()
}

#[test]
fn the_search_agrees_with_trying_every_set() {
    for (seed, count, items, dense, support_min) in [
        (1, 300, 14, false, 3),
        (2, 40, 12, true, 20),
        (3, 25, 11, true, 4),
        (4, 200, 90, false, 8),
        (5, 1, 6, true, 1),
    ] {
        let data = transactions(seed, count, items, dense);
        for target in [Target::Frequent, Target::Closed, Target::Maximal] {
            for length_max in [usize::MAX, 3, 1] {
                let settings = Settings {
                    length_max,
                    ..Settings::new(target, support_min)
                };
                let found = mined(&settings, items as usize, &data);
                assert!(
                    found == tried(&settings, items, &data),
                    "{seed} {target:?} {length_max}"
                );
            }
        }
    }
}

#[test]
fn more_items_than_a_word_has_bits_are_searched_the_same() {
    // Every pair of 100 items is frequent, so that no first item is left with few enough for bits.
    let data: Vec<Vec<Item>> = (0..40)
        .map(|skipped| (0..100).filter(|item| item % 40 != skipped).collect())
        .collect();
    let settings = Settings {
        length_max: 3,
        ..Settings::new(Target::Frequent, 37)
    };
    let found = mined(&settings, 100, &data);
    assert_eq!(found, {
        let mut sets = BTreeMap::new();
        let skipped = |set: &[Item]| {
            set.iter()
                .map(|item| item % 40)
                .collect::<std::collections::BTreeSet<_>>()
                .len()
        };
        for a in 0..100 {
            sets.insert(vec![a], 39);
            for b in a + 1..100 {
                sets.insert(vec![a, b], 40 - skipped(&[a, b]) as u32);
                for c in b + 1..100 {
                    sets.insert(vec![a, b, c], 40 - skipped(&[a, b, c]) as u32);
                }
            }
        }
        sets
    });
    // A transaction skips the items of one remainder by 40; whoever skips the same is in the same closed sets.
    let maximal = mined(&Settings::new(Target::Maximal, 38), 100, &data);
    let closed = mined(&Settings::new(Target::Closed, 38), 100, &data);
    assert_eq!((maximal.len(), closed.len()), (40 * 39 / 2, 40 * 39 / 2 + 40));
    assert_eq!(
        (closed[&vec![0, 40, 80]], maximal[&vec![0, 25, 40, 65, 80]]),
        (39, 38)
    );
}

#[test]
fn repeated_and_unknown_items_and_limits_are_respected() {
    let data = vec![vec![3, 1, 3, 9], vec![1, 3], vec![], vec![1]];
    let all = mined(&Settings::new(Target::Frequent, 0), 4, &data);
    assert_eq!(all, BTreeMap::from([(vec![1], 3), (vec![3], 2), (vec![1, 3], 2)]));
    let few = Settings {
        items_max: 1,
        ..Settings::new(Target::Frequent, 1)
    };
    assert_eq!(mined(&few, 4, &data), BTreeMap::from([(vec![1], 3)]));
    let settings = Settings {
        sets_max: 2,
        ..Settings::new(Target::Frequent, 1)
    };
    let too_many = mine(&settings, 4, || data.iter().map(Vec::as_slice));
    assert_eq!(too_many, Err(TooMany(2)));
}

#[test]
fn rules_count_what_comes_with_what() {
    let data = [vec![0, 1], vec![0, 1, 2], vec![0], vec![1]];
    let found: Itemsets = mine(&Settings::new(Target::Frequent, 1), 3, || {
        data.iter().map(Vec::as_slice)
    })
    .unwrap();
    let settings = RuleSettings {
        confidence_min: 0.7,
        length_min: 1,
        length_max: 3,
    };
    let mut told: Vec<_> = rules(&found, &settings)
        .into_iter()
        .map(|rule| {
            (
                rule.antecedent.to_vec(),
                rule.consequent,
                rule.together,
                rule.with,
            )
        })
        .collect();
    told.sort_unstable();
    let expect = [
        (vec![], 0, 3, 4),
        (vec![], 1, 3, 4),
        (vec![0, 2], 1, 1, 1),
        (vec![1, 2], 0, 1, 1),
        (vec![2], 0, 1, 1),
        (vec![2], 1, 1, 1),
    ];
    assert_eq!(told, expect);
}
