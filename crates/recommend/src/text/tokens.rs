//! Normalised texts cut into words and into runs of letters.

/// Longest model number that is joined from its parts.
const COMPOUND_CHARACTERS_MAX: usize = 16;

/// The words of a normalised text: runs of letters and digits without a plural s, then model numbers as one word, so
/// that EN-EL15, EN EL15 and ENEL15 have something in common.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = runs(text).map(|word| singular(word).to_owned()).collect();
    words.extend(compounds(text));
    words
}

/// Every run of `sizes` characters of the words of a normalised text with one space between, before and behind them;
/// runs may reach over several words.
pub(crate) fn grams(text: &str, sizes: [usize; 2]) -> impl Iterator<Item = String> {
    let mut spaced = vec![' '];
    for word in runs(text) {
        spaced.extend(word.chars());
        spaced.push(' ');
    }
    // A text without words has no runs either, not even of spaces.
    if spaced.len() == 1 {
        spaced.clear();
    }
    sizes.into_iter().flat_map(move |size| {
        let of_size: Vec<String> = spaced.windows(size).map(|run| run.iter().collect()).collect();
        of_size
    })
}

/// The runs of letters and digits of a normalised text, as they are written.
pub(crate) fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|run| !run.is_empty())
}

/// English plurals are folded; other languages are left as they are.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 3 && word.is_ascii() && !stem.ends_with('s') => stem,
        _ => word,
    }
}

/// The model numbers of a normalised text that are written in parts, each as one word.
pub(crate) fn compounds(text: &str) -> impl Iterator<Item = String> + '_ {
    let joins = |character: char| matches!(character, '-' | '.' | '/');
    text.split(move |character: char| !character.is_alphanumeric() && !joins(character))
        .flat_map(move |chunk| joined(chunk, joins))
        .filter(|joined| {
            joined.chars().any(char::is_numeric) && joined.chars().count() <= COMPOUND_CHARACTERS_MAX
        })
}

/// The parts of `chunk` put together, wherever several stand with exactly one joining character between.
fn joined(chunk: &str, joins: impl Fn(char) -> bool) -> Vec<String> {
    let (mut found, mut current, mut parts) = (Vec::new(), String::new(), 0);
    for part in chunk.split(joins) {
        if part.is_empty() {
            found.extend(Some(std::mem::take(&mut current)).filter(|_| parts > 1));
            current.clear();
            parts = 0;
        } else {
            current.push_str(part);
            parts += 1;
        }
    }
    found.extend(Some(current).filter(|_| parts > 1));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalised;

    fn check(input: &str, expect: &str) {
        assert_eq!(words(&normalised(input)).join(" "), expect, "{input}");
    }

    #[test]
    fn words_of_four_languages() {
        check(
            "Replacement EN-EL15 batteries",
            "replacement en el15 batterie enel15",
        );
        check("Glass bus USB cables, 2 pcs", "glass bus usb cable 2 pcs");
        check(
            "D7000/D7100 and/or Wi-Fi 802.11ac",
            "d7000 d7100 and or wi fi 802 11ac d7000d7100 80211ac",
        );
        check("a very-long-compound-name-2000", "a very long compound name 2000");
        check("1--2 x.-5 3.5mm.", "1 2 x 5 3 5mm 35mm");
        check("كابل HDMI ۲٫۱ – ٣ أمتار", "کابل hdmi 2 1 3 امتار 21");
        check("گوشی می‌خواهم (۱۲۸گیگ)", "گوشی می خواهم 128گیگ");
        check("Încărcătoare ţigară 12V", "incarcatoare tigara 12v");
        check("", "");
        check("--- !!", "");
    }

    #[test]
    fn grams_span_words() {
        let all: Vec<String> = grams("ab, c", [3, 4]).collect();
        assert_eq!(all, [" ab", "ab ", "b c", " c ", " ab ", "ab c", "b c "]);
        assert_eq!(grams(" - ", [3, 4]).count(), 0);
        assert_eq!(grams("ای", [3, 4]).count(), 3);
    }
}
