//! How well a class is met by chance: what phrases that ask for nothing reach.
//!
//! Phrases are put together from everyday words, some with a word by which the shop calls a class, as "what is your
//! phone number" has; nineteen in twenty must stay below the bound. Languages of one script share theirs: which of them
//! is spoken is not known, and often not one alone.

use std::sync::LazyLock;

use super::{classes::NeedIndex, words::stems_of};

/// Everyday words, a line for each language.
pub(super) const NEUTRAL: &str = include_str!("neutral_words.txt");

/// The same, without endings.
static WORDS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let lines = NEUTRAL.lines().filter(|line| !line.starts_with('#'));
    let words = |line: &str| line.split(' ').flat_map(stems_of).collect();
    lines.map(words).collect()
});

/// Phrases put together in each language.
const PHRASES: usize = 100;
/// One phrase in so many holds a word by which the shop calls a class. Chosen on phrases of customers, on
/// the half of them that is there to choose by: with none, nine of its 60 unrelated ones are taken for a need.
const NAMED_EVERY: usize = 20;
/// Words of a phrase at least and at most.
const LENGTHS: [usize; 2] = [2, 5];
/// The share of phrases that must not be understood.
const SILENT: f32 = 0.95;

/// How languages are told apart: by their letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// English, Romanian and all others.
    Latin,
    /// Arabic and Persian.
    Arabic,
}

impl Script {
    /// The scripts, by position.
    pub const ALL: [Self; 2] = [Self::Latin, Self::Arabic];

    /// The script of a clause.
    pub fn of(stems: &[String]) -> Self {
        let is_arabic = |letter: char| ('\u{600}'..='\u{6ff}').contains(&letter);
        if stems.iter().any(|stem| stem.chars().any(is_arabic)) {
            Self::Arabic
        } else {
            Self::Latin
        }
    }
}

/// What the best class of a clause must reach in each script; `names` are the words that classes are called by.
pub(super) fn bounds(index: &NeedIndex, names: &[String]) -> Vec<f32> {
    let bound = |script: Script| {
        let languages = WORDS.iter().filter(|words| Script::of(words) == script);
        let mut reached: Vec<f32> = languages
            .flat_map(|words| phrases(words, names))
            .map(|stems| index.reached(&stems))
            .collect();
        reached.sort_unstable_by(f32::total_cmp);
        let at = (reached.len() as f32 * SILENT) as usize;
        reached.get(at).copied().unwrap_or_default()
    };
    Script::ALL.map(bound).to_vec()
}

/// Phrases of these words, always the same.
fn phrases(words: &[String], names: &[String]) -> Vec<Vec<String>> {
    let mut state = 1_u64;
    let mut below = |end: usize| {
        // A linear congruential step with the multiplier of D. Knuth's MMIX; its upper bits are even enough.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % end.max(1)
    };
    let mut phrase = |number: usize| {
        let length = LENGTHS[0] + below(LENGTHS[1] - LENGTHS[0] + 1);
        let mut phrase: Vec<String> = (0..length).map(|_| words[below(words.len())].clone()).collect();
        if number.is_multiple_of(NAMED_EVERY) && !names.is_empty() {
            phrase[0] = names[below(names.len())].clone();
        }
        phrase
    };
    (0..PHRASES).map(&mut phrase).collect()
}
