//! The words of a text in a form in which spellings of one word meet: English, Romanian, Arabic and Persian.
//!
//! Lower case; Romanian letters without their marks; Arabic and Persian letters that are typed alike folded, vowel
//! signs and lengthening left out, the joiner read as a space; digits of every script as 0–9; apostrophes left out.

/// A word and the number of the sentence it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// In its normal form.
    pub text: String,
    /// Counted from 0.
    pub sentence: u32,
}

/// What becomes of a letter: another one, nothing, or itself.
fn folded(letter: char) -> Option<char> {
    Some(match letter {
        'ă' | 'â' | 'á' | 'à' | 'ä' => 'a',
        'î' | 'í' | 'ï' => 'i',
        'ș' | 'ş' => 's',
        'ț' | 'ţ' => 't',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ó' | 'ö' | 'ô' => 'o',
        'ú' | 'ü' => 'u',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ي' | 'ى' | 'ئ' => 'ی',
        'ك' => 'ک',
        'ة' | 'ۀ' => 'ه',
        'ؤ' => 'و',
        // Vowel signs, hamza above and below, the lengthening stroke.
        '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' => return None,
        '\'' | '\u{2019}' => return None,
        '٠'..='٩' => digit(letter, '٠'),
        '۰'..='۹' => digit(letter, '۰'),
        other => other,
    })
}

fn digit(letter: char, zero: char) -> char {
    char::from_digit(letter as u32 - zero as u32, 10).unwrap_or(letter)
}

/// The words of `text`, in their sequence.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let (mut words, mut word, mut sentence) = (Vec::new(), String::new(), 0);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let Some(folded) = folded(letter) else {
            continue;
        };
        if folded.is_alphanumeric() {
            // A capital may become a letter that is folded in turn.
            word.extend(folded.to_lowercase().filter_map(self::folded));
            continue;
        }
        if !word.is_empty() {
            words.push(Word {
                text: std::mem::take(&mut word),
                sentence,
            });
        }
        let ends = match letter {
            '!' | '?' | '؟' | '\n' | ';' | '؛' => true,
            // A point within a number ends nothing.
            '.' => letters.peek().is_none_or(|next| next.is_whitespace()),
            _ => false,
        };
        sentence += u32::from(ends);
    }
    if !word.is_empty() {
        words.push(Word { text: word, sentence });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<String> = words(text).into_iter().map(|word| word.text).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn spellings_of_one_word_meet() {
        check("Don't buy the TV-55!", &["dont", "buy", "the", "tv", "55"]);
        check("Ștecher înăuntru ŞTECHER", &["stecher", "inauntru", "stecher"]);
        check("مِكْنَسَة كهربائيّة", &["مکنسه", "کهرباییه"]);
        check("نقره‌ای ۴۳ اینچ", &["نقره", "ای", "43", "اینچ"]);
    }

    #[test]
    fn sentences_are_told_apart() {
        let sentences: Vec<u32> = words("Good 2.5 l. Not bad! آیا؟ بله")
            .into_iter()
            .map(|word| word.sentence)
            .collect();
        assert_eq!(sentences, [0, 0, 0, 0, 1, 1, 2, 3]);
    }
}
