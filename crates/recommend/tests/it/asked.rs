//! How often it is understood what customers of the demo shop write, in words that nobody made the lexicon for: in a
//! hurry, misspelt, without marks, in dialect, with what they do not want and what is for later.
//!
//! The phrases were written before anybody looked at the lexicon. One half is there to choose by; what is asserted and
//! told in the guide is how the other half does.

use recommend::needs::{self, Lexicon, NeedIndex};

use crate::shop::{Shop, shop};

/// The phrases of each language, `class = phrase`, and the share of the second half whose class must be among the
/// first three: what was measured, less three phrases.
const ASKED: [(&str, &str, f64); 4] = [
    ("en", include_str!("needs/asked/en.txt"), 0.46),
    ("ro", include_str!("needs/asked/ro.txt"), 0.51),
    ("ar", include_str!("needs/asked/ar.txt"), 0.38),
    ("fa", include_str!("needs/asked/fa.txt"), 0.37),
];
const UNRELATED: &str = include_str!("needs/asked/unrelated.txt");
/// Unrelated phrases of a language's second half, of fifteen, that may be taken for a need.
const TAKEN_MAX: usize = 1;

/// The second half: of every two lines that ask for one class now the first, now the second.
fn is_reported(line: usize) -> bool {
    (line / 2 + line) % 2 == 1
}

fn understood(shop: &Shop, index: &NeedIndex, phrase: &str) -> Vec<String> {
    let leaves = needs::classes_of(phrase, index, &Lexicon::default());
    let name = |leaf: &u32| {
        shop.catalogue
            .leaf_path(*leaf)
            .rsplit(" > ")
            .next()
            .map(str::to_owned)
    };
    leaves.iter().filter_map(name).collect()
}

#[test]
fn what_customers_write_is_understood_as_often_as_measured() {
    let shop = shop(300);
    let index = NeedIndex::new(&shop.catalogue);
    let mut told = Vec::new();
    for (language, asked, floor) in ASKED {
        let lines = asked.lines().enumerate().filter(|(line, _)| is_reported(*line));
        let phrases: Vec<(&str, &str)> = lines.filter_map(|(_, line)| line.split_once(" = ")).collect();
        assert!(phrases.len() >= 75, "{language}: only {} phrases", phrases.len());
        let (mut first, mut among_three) = (0, 0);
        for (class, phrase) in &phrases {
            let names = understood(&shop, &index, phrase);
            first += usize::from(names.first().is_some_and(|name| name == class));
            among_three += usize::from(names.iter().take(3).any(|name| name == class));
        }
        let share = |count: usize| count as f64 / phrases.len() as f64;
        let line = format!(
            "{language}: R@1 {:.3}, R@3 {:.3}",
            share(first),
            share(among_three)
        );
        println!("{line}");
        if share(among_three) < floor {
            told.push(line);
        }
    }
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn what_customers_write_of_other_matters_is_left_alone() {
    let shop = shop(300);
    let index = NeedIndex::new(&shop.catalogue);
    for (language, _, _) in ASKED {
        let of_language = |line: &'static str| line.split_once(" = ").filter(|(tag, _)| *tag == language);
        let phrases = UNRELATED.lines().filter_map(of_language).skip(1).step_by(2);
        let taken: Vec<(&str, Vec<String>)> = phrases
            .map(|(_, phrase)| (phrase, understood(&shop, &index, phrase)))
            .filter(|(_, names)| !names.is_empty())
            .collect();
        assert!(taken.len() <= TAKEN_MAX, "{language}: {taken:#?}");
    }
}
