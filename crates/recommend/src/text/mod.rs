//! Texts of four languages brought to one spelling, so that what reads alike compares equal.
//!
//! Arabic and Persian share letters under different code points, write vowels or leave them out, and both have digits
//! of their own; Romanian is typed with comma, cedilla or no marks at all. Fails where a mark tells two words apart.

mod entities;
mod tokens;

pub(crate) use tokens::{compounds, grams, runs, words};

use unicode_normalization::UnicodeNormalization;

/// The one spelling of `text`: compatibility forms and letter marks folded, lower case, Western digits, plain spaces
/// instead of invisible joiners, HTML entities replaced by what they stand for.
pub(crate) fn normalised(text: &str) -> String {
    let plain = entities::unescaped(text);
    // Plain ASCII is in one spelling but for its case, and it is most of the world's titles.
    if plain.is_ascii() {
        return plain.to_ascii_lowercase();
    }
    plain
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter_map(folded)
        .nfc()
        .collect()
}

/// What a decomposed lower-case character becomes; nothing where it is a mark that people leave out.
fn folded(character: char) -> Option<char> {
    match character {
        // Latin accents, Hebrew points, Arabic vowels with the hamza and madda over letters. Marks of other scripts
        // stay: there they are vowels that nobody leaves out.
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' => None,
        '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' => None,
        // Tatweel, the hamza on its own, soft hyphen, joiners and direction marks.
        '\u{640}' | '\u{621}' | '\u{ad}' | '\u{200d}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => None,
        '\u{2060}'..='\u{2069}' | '\u{feff}' => None,
        // Persian writes "می‌خواهم" with a non-joiner, many keyboards with a space.
        '\u{200c}' => Some(' '),
        'ي' | 'ى' => Some('ی'),
        'ك' => Some('ک'),
        'ة' | 'ە' | 'ہ' => Some('ه'),
        'ٱ' => Some('ا'),
        'ı' => Some('i'),
        '٫' => Some('.'),
        '٠'..='٩' => Some(western_digit(character, '٠')),
        '۰'..='۹' => Some(western_digit(character, '۰')),
        other => Some(other),
    }
}

fn western_digit(digit: char, zero: char) -> char {
    char::from(b'0' + (u32::from(digit) - u32::from(zero)) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expect: &str) {
        assert_eq!(normalised(input), expect, "{input}");
    }

    #[test]
    fn english_and_symbols() {
        check("Canon EOS-5D Mark&nbsp;III", "canon eos-5d mark\u{20}iii");
        check("Café Crème ﬁlter ½", "cafe creme filter 1⁄2");
        check("ＵＳＢ　Ｃ™", "usb ctm");
        check("AT&amp;T 5&quot; &#39;Pro&#x27; &lt;b&gt;", "at&t 5\" 'pro' <b>");
        check("twice &amp;amp; escaped", "twice & escaped");
        check(
            "R&D & more; &unknown; &#99999999;",
            "r&d & more; &unknown; &#99999999;",
        );
        check("soft\u{ad}hyphen İstanbul", "softhyphen istanbul");
    }

    #[test]
    fn arabic() {
        check("كَابِل شَاحِن", "کابل شاحن");
        check("أحمر إطار آلة ٱلهاتف", "احمر اطار اله الهاتف");
        check("شاشة مقاس ٤٣ بوصة", "شاشه مقاس 43 بوصه");
        check("هـــاتف محمول على", "هاتف محمول علی");
        check("لؤلؤ هادئ ماء", "لولو هادی ما");
        check("ﻻﺏ ﺗﻮﺏ", "لاب توب");
    }

    #[test]
    fn persian() {
        check("کابل", "کابل");
        check("كابل", "کابل");
        check("می‌خواهم", "می خواهم");
        check("تلویزیون ۴۳ اینچ ۱٫۵", "تلویزیون 43 اینچ 1.5");
        check("خانۀ ما", "خانه ما");
        check("\u{200f}قهوه‌ای\u{200e}", "قهوه ای");
    }

    #[test]
    fn romanian() {
        for spelling in ["Cățel și pisică", "Căţel şi pisică", "Catel si pisica"] {
            check(spelling, "catel si pisica");
        }
        check("ÎNCĂRCĂTOR RAPID", "incarcator rapid");
        check("s\u{326}tiint\u{326}a\u{306}", "stiinta");
    }

    #[test]
    fn other_scripts_keep_their_vowels() {
        check("ガラス", "ガラス");
        check("ｶﾞﾗｽ", "ガラス");
        check("한국", "한국");
        check("हिन्दी", "हिन्दी");
    }
}
