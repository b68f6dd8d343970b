//! What is said, taken apart: clause by clause, whether it is wanted now or later, or not at all.
//!
//! The words that tell are listed for English, Arabic, Persian and Romanian together, as none of them means another
//! thing in another of the languages. A text that is none of these yields clauses without content, and so no need.

use std::sync::LazyLock;

use super::words::{plain_words, stems};

/// Longest text that is read, in bytes; what is beyond it is not heard.
pub const TEXT_BYTES_MAX: usize = 500;
/// Days until a reminder is due where the text does not say when.
pub const LATER_DAYS: u32 = 30;

/// When something is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Horizon {
    /// Now.
    Now,
    /// In about so many days.
    Later {
        /// The days.
        days: u32,
    },
}

/// One thing that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The words that say what, without endings.
    pub(super) stems: Vec<String>,
    /// When it is wanted.
    pub horizon: Horizon,
    /// Whether it is said not to be wanted.
    pub is_refused: bool,
}

/// Words that put it off, with days; the longer ones first where one begins with another.
const LATER: [(u32, &str); 5] = [
    (1, "tomorrow|maine|فردا|غدا|غدًا"),
    (
        7,
        "next week|saptamana viitoare|saptamana care vine|هفته بعد|هفته آینده|هفته دیگر|الأسبوع القادم|الأسبوع المقبل|\
         الاسبوع الجاي",
    ),
    (
        30,
        "next month|luna viitoare|luna care vine|ماه بعد|ماه آینده|ماه دیگر|الشهر القادم|الشهر المقبل|الشهر الجاي",
    ),
    (
        365,
        "next year|anul viitor|la anul|سال بعد|سال آینده|السنة القادمة|العام القادم|العام المقبل|السنة المقبلة",
    ),
    (
        LATER_DAYS,
        "next time|next order|next we|next i|next on|later on|later|someday|some day|one day|in the future|data viitoare|\
         comanda viitoare|alta data|mai tarziu|candva|pe viitor|دفعه بعد|دفعه ی بعد|دفعه بعدی|بار بعد|بعدا|بعداً|در آینده|\
         یک روزی|سفارش بعدی|المرة القادمة|المرة المقبلة|المرة الجاية|لاحقا|لاحقًا|فيما بعد|مستقبلا|في المستقبل|الطلب القادم",
    ),
];
/// Words before a time that make it a date to be ready by: what is for tomorrow is wanted now.
const READY_BY: &str = "for by until before pentru pana برای تا قبل قبل";
/// Words that say of what follows that it is not wanted.
const REFUSING_WHAT_FOLLOWS: &str = "not|no longer|no more|don t want|don t need|dont want|dont need|do not want|never|\
    anything but|except|instead of|nu|nu mai|n am nevoie|in loc de|nicidecum|لا أريد|لا نريد|لا احتاج|لا أحتاج|\
    لا نحتاج|لم أعد|لست بحاجة|ليس|ليست|لا|بدل|غير|نه|به جای|بجز|به جز";
/// Words that say of the whole clause, in which they come last, that it is not wanted.
const REFUSING_ALL: &str = "نمی خواهم|نمیخواهم|نمی خوام|نمیخوام|نمی خواهیم|نمی خوایم|نخواستم|نمی خرم|لازم ندارم|\
    احتیاج ندارم|نیاز ندارم|نیازی ندارم|لازم نیست|لازم نداریم|نیاز نداریم|لازم نیستم";
/// Words that look like a refusal and tell of a lack: who cannot carry a laptop needs a bag.
const LACKING: &str = "not able|not sure|not enough|not have|do not know|nu pot|nu putem|nu am|nu avem|\
    nu gasesc|nu gasim|nu stiu|nu reusesc|nu mai am|nu mai avem|nu prea|nu imi ajunge|\
    nu tine|nu merge|nu mai merge|nu mai tine|nu incape|nu vede|nu se|لا أستطيع|\
    لا نستطيع|لا أجد|لا نجد|لا أملك|لا نملك|لا أعرف|لا يوجد|لا توجد|ليس لدي|ليس لدينا|\
    ليس عندي|ليس عندنا|لا يمكنني|لا أقدر|لا يعمل|لا تعمل|لا يكفي|لا تكفي|لا أرى|لا أسمع|\
    لا أنام|لا ينام|لا يتسع";
/// Words after which another clause begins.
const TURNS: &str = "but|dar|insa|ci|ولی|اما|لكن|بل";

struct Cues {
    later: Vec<(u32, Vec<String>)>,
    ready_by: Vec<String>,
    follows: Vec<Vec<String>>,
    all: Vec<Vec<String>>,
    lacking: Vec<Vec<String>>,
    turns: Vec<String>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let phrases = |all: &str| -> Vec<Vec<String>> {
        let mut phrases: Vec<Vec<String>> = all.split('|').map(plain_words).collect();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        phrases
    };
    let later = LATER
        .iter()
        .flat_map(|(days, all)| phrases(all).into_iter().map(|phrase| (*days, phrase)));
    Cues {
        later: later.collect(),
        ready_by: plain_words(READY_BY),
        follows: phrases(REFUSING_WHAT_FOLLOWS),
        all: phrases(REFUSING_ALL),
        lacking: phrases(LACKING),
        turns: phrases(TURNS).into_iter().flatten().collect(),
    }
});

/// Takes a text apart. What is said when applies to the clause that it stands in, or else to the one after it.
pub fn clauses(text: &str) -> Vec<Clause> {
    let text = &text[..text.floor_char_boundary(TEXT_BYTES_MAX)];
    let mut clauses = Vec::new();
    let mut waiting = None;
    for words in pieces(text) {
        let (horizon, words) = horizon_of(words);
        let mut found = said(&words);
        if found.is_empty() {
            waiting = horizon.or(waiting);
            // "A tent, next month": the time comes last.
            if let (Some(days), Some(last)) = (horizon, clauses.last_mut()) {
                let last: &mut Clause = last;
                if last.horizon == Horizon::Now {
                    last.horizon = Horizon::Later { days };
                    waiting = None;
                }
            }
            continue;
        }
        if let Some(days) = horizon.or(waiting.take()) {
            for clause in &mut found {
                clause.horizon = Horizon::Later { days };
            }
        }
        clauses.extend(found);
    }
    clauses
}

/// The words between stops and turns.
fn pieces(text: &str) -> Vec<Vec<String>> {
    let stops = |letter: char| ".!?;,\n\r:،؛؟…–—()\"«»„”".contains(letter);
    let mut pieces = Vec::new();
    for part in text.split(stops) {
        let words = plain_words(part);
        let parts = words.split(|word| CUES.turns.contains(word));
        pieces.extend(parts.map(<[String]>::to_vec));
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The days until something is wanted, where it is put off, and the other words.
fn horizon_of(mut words: Vec<String>) -> (Option<u32>, Vec<String>) {
    let mut days = None;
    for (later, phrase) in &CUES.later {
        let Some(at) = place_of(&words, phrase) else {
            continue;
        };
        let is_due_then = at > 0 && CUES.ready_by.contains(&words[at - 1]);
        words.drain(at..at + phrase.len());
        if !is_due_then {
            days = Some(*later);
        }
        break;
    }
    (days, words)
}

/// What is wanted and what is refused in the words of one piece.
fn said(words: &[String]) -> Vec<Clause> {
    let clause = |words: &[String], is_refused| Clause {
        stems: stems(words),
        horizon: Horizon::Now,
        is_refused,
    };
    let has = |phrases: &[Vec<String>]| phrases.iter().any(|phrase| place_of(words, phrase).is_some());
    let mut clauses = Vec::new();
    if has(&CUES.all) || refuses_from_afar(words) {
        clauses.push(clause(words, true));
    } else if has(&CUES.lacking) {
        clauses.push(clause(words, false));
    } else {
        let places = CUES.follows.iter().filter_map(|phrase| {
            let at = place_of(words, phrase)?;
            Some((at, at + phrase.len()))
        });
        match places.min_by_key(|(at, end)| (*at, std::cmp::Reverse(*end))) {
            Some((at, end)) => {
                clauses.push(clause(&words[..at], false));
                clauses.push(clause(&words[end..], true));
            }
            None => clauses.push(clause(words, false)),
        }
    }
    clauses.retain(|clause| !clause.stems.is_empty());
    clauses
}

/// Persian refuses a need around its object: "نیازی به … ندارم".
fn refuses_from_afar(words: &[String]) -> bool {
    let needs = ["نیازی", "نیاز", "احتیاجی", "احتیاج", "لازم"];
    let lacks = ["ندارم", "نداریم", "نیست"];
    let place = |of: &[&str]| words.iter().position(|word| of.contains(&word.as_str()));
    match (place(&needs), place(&lacks)) {
        (Some(need), Some(lack)) => need < lack,
        _ => false,
    }
}

fn place_of(words: &[String], phrase: &[String]) -> Option<usize> {
    if phrase.is_empty() {
        return None;
    }
    words.windows(phrase.len()).position(|run| run == phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each clause as `stems @days` or `stems -` where it is refused.
    fn heard(text: &str) -> String {
        let told = |clause: &Clause| {
            let when = match (clause.is_refused, clause.horizon) {
                (true, _) => " -".to_owned(),
                (false, Horizon::Now) => String::new(),
                (false, Horizon::Later { days }) => format!(" @{days}"),
            };
            format!("{}{when}", clause.stems.join(" "))
        };
        clauses(text).iter().map(told).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn later_is_told_from_now() {
        assert_eq!(heard("Next time I want a tent."), "tent @30");
        assert_eq!(heard("A tent, next month"), "tent @30");
        assert_eq!(heard("Next year, perhaps: a tent!"), "tent @365");
        assert_eq!(heard("I need a tent for tomorrow"), "tent");
        assert_eq!(heard("tomorrow a tent"), "tent @1");
        assert_eq!(heard("Data viitoare vrem un cort"), "cort @30");
        assert_eq!(heard("săptămâna viitoare, un cort"), "cort @7");
        assert_eq!(heard("دفعه بعد چادر می‌خواهم"), "چادر @30");
        assert_eq!(heard("في المرة القادمة أريد خيمة"), "خیم @30");
    }

    #[test]
    fn a_refusal_is_told_from_a_wish_and_from_a_lack() {
        assert_eq!(heard("a tent, not a bicycle"), "tent; bicycl -");
        assert_eq!(heard("I don't want a bicycle but a tent"), "bicycl -; tent");
        assert_eq!(heard("no longer a tent"), "tent -");
        assert_eq!(heard("nu vreau un cort"), "cort -");
        assert_eq!(heard("nu am cort"), "cort");
        assert_eq!(heard("لا أريد خيمة"), "خیم -");
        assert_eq!(heard("ليس لدي خيمة"), "خیم");
        assert_eq!(heard("چادر نمی‌خواهم"), "چادر -");
        assert_eq!(heard("چادر ندارم"), "چادر");
        assert_eq!(heard("نیازی به چادر ندارم"), "چادر -");
    }

    #[test]
    fn anything_can_be_said() {
        for text in ["", " \n\t", "👍👍", "\u{0}\u{7}", "next time", "not", "؟", "،،،"] {
            assert_eq!(heard(text), "", "{text:?}");
        }
        let long = "ș".repeat(1 << 20);
        assert!(heard(&long).len() <= TEXT_BYTES_MAX);
    }
}
