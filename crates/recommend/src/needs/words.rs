//! Words as needs are told in them: brought to one spelling, without the words that say nothing, without endings.
//!
//! Endings are cut lightly and alike on both sides, so that "laptopului" meets "laptop" and "الدراجة" meets "دراجتي".
//! Fails where two words differ by an ending alone, which then count as one.

use std::{collections::HashSet, sync::LazyLock};

use crate::text::normalised;

/// Words that say nothing of what is needed, a line for each language.
pub(super) const EMPTY: &str = include_str!("empty_words.txt");

static EMPTY_WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = EMPTY.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(plain_words).collect()
});

/// The words of a text in one spelling, all of them.
pub(super) fn plain_words(text: &str) -> Vec<String> {
    let text = normalised(text);
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What is left of words that say something, without their endings.
pub(super) fn stems<'a>(words: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    let telling = words.into_iter().filter(|word| !EMPTY_WORDS.contains(*word));
    let mut stems: Vec<String> = telling
        .filter(|word| word.chars().count() > 1)
        .map(|word| stem(word).to_owned())
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The stems of a text.
pub(super) fn stems_of(text: &str) -> Vec<String> {
    stems(&plain_words(text))
}

/// Beginnings of Arabic words that are words of their own: the, and the, with the, for the.
const ARABIC_BEGINNINGS: [&str; 6] = ["وال", "بال", "فال", "کال", "لل", "ال"];
/// Endings of Arabic and Persian words: plurals, whose it is, and the letters that these change.
const ARABIC_ENDINGS: [&str; 23] = [
    "هایم", "های", "تنا", "تها", "تهم", "مان", "تان", "شان", "تی", "تک", "ته", "ات", "نا", "ها", "هم", "ین",
    "ون", "ام", "اش", "ه", "ی", "م", "ک",
];
/// Endings of English and Romanian words.
const LATIN_ENDINGS: [&str; 25] = [
    "urilor", "urile", "ului", "ilor", "elor", "elei", "ing", "uri", "ele", "lui", "ies", "ile", "ei", "ii",
    "ul", "ea", "es", "ed", "or", "a", "e", "i", "u", "s", "y",
];
/// Letters that stay at least.
const STEM_LETTERS_MIN: usize = 3;

/// A word of one spelling without its ending.
pub(crate) fn stem(word: &str) -> &str {
    if word.is_ascii() {
        return without_ending(word, &LATIN_ENDINGS);
    }
    let beginning = ARABIC_BEGINNINGS
        .iter()
        .filter_map(|beginning| word.strip_prefix(beginning))
        .find(|rest| rest.chars().count() >= STEM_LETTERS_MIN);
    without_ending(beginning.unwrap_or(word), &ARABIC_ENDINGS)
}

fn without_ending<'a>(word: &'a str, endings: &[&str]) -> &'a str {
    let cut = endings.iter().filter_map(|ending| word.strip_suffix(ending));
    cut.into_iter()
        .find(|rest| rest.chars().count() >= STEM_LETTERS_MIN)
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_meet() {
        let same = |words: &[&str]| {
            let all: HashSet<Vec<String>> = words.iter().map(|word| stems_of(word)).collect();
            assert_eq!(all.len(), 1, "{all:?}");
        };
        same(&["laptop", "laptops", "laptopului", "laptopul"]);
        same(&["bicicletă", "biciclete", "bicicletei", "bicicleta"]);
        same(&["دراجة", "الدراجة", "دراجتي", "دراجات"]);
        same(&["دوچرخه", "دوچرخه‌ام", "دوچرخه‌ها"]);
        same(&["کیف", "كيفي", "کیفم"]);
        assert!(stems_of("I want the next one for me").is_empty());
        assert!(stems_of("مرحبا أريد أن").len() <= 1);
    }
}
