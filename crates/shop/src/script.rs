//! Which language a text may be in, by its letters alone: enough to know who cannot read it.

use crate::Locale;

/// Letters looked at; the beginning of a text tells enough.
const LETTERS_MAX: usize = 400;
/// Letters that Persian writes and Arabic does not.
const PERSIAN: &str = "پچژگکی";
/// Letters that Arabic writes and Persian does not.
const ARABIC: &str = "ةيكىأإؤ";
/// Letters that Romanian writes and English does not; ş and ţ with a cedilla are what older keyboards wrote.
const ROMANIAN: &str = "ăâîșțşţ";

/// How a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Arabic,
    Latin,
    /// Some other script, or no letters at all.
    Other,
}

impl Locale {
    /// Whether its readers can read `text`. Where the text's `own` language is known, that decides; else its letters
    /// do: Arabic letters are for readers of Arabic or Persian, whichever the telling ones speak for, and Romanian
    /// letters are not for readers of English. What the letters leave open counts as readable.
    pub fn reads(&self, text: &str, own: Option<&Locale>) -> bool {
        if let Some(own) = own {
            return own.language() == self.language();
        }
        let count = |telling: &str| {
            let lower = text.chars().take(LETTERS_MAX).flat_map(char::to_lowercase);
            lower.filter(|letter| telling.contains(*letter)).count()
        };
        match (script(text), self.language()) {
            (Script::Arabic, "ar") => count(ARABIC) >= count(PERSIAN),
            (Script::Arabic, "fa") => count(PERSIAN) >= count(ARABIC),
            (Script::Arabic, _) => false,
            (_, "ar" | "fa") => false,
            (_, "en") => count(ROMANIAN) == 0,
            _ => true,
        }
    }
}

/// The script of most letters.
fn script(text: &str) -> Script {
    let (mut arabic, mut latin) = (0, 0);
    for letter in text.chars().take(LETTERS_MAX) {
        match letter {
            '\u{620}'..='\u{64a}'
            | '\u{66e}'..='\u{6d3}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}' => {
                arabic += 1;
            }
            _ if letter.is_alphabetic() && letter < '\u{250}' => latin += 1,
            _ => {}
        }
    }
    match (arabic, latin) {
        (0, 0) => Script::Other,
        _ if arabic > latin => Script::Arabic,
        _ => Script::Latin,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_for_those_who_can_read_it() {
        let readers = |text: &str, own: Option<&str>| {
            let own = own.map(|tag| Locale::new(tag).unwrap());
            let reads = |tag: &&str| Locale::new(tag).unwrap().reads(text, own.as_ref());
            let readers: Vec<_> = ["en", "ar", "fa", "ro-RO"].into_iter().filter(reads).collect();
            readers.join(" ")
        };
        assert_eq!(readers("Works with my TV", None), "en ro-RO");
        assert_eq!(readers("Merge cu televizorul meu și e bun", None), "ro-RO");
        assert_eq!(readers("يعمل مع التلفاز في البيت", None), "ar");
        assert_eq!(readers("با تلویزیون من کار می‌کند", None), "fa");
        assert_eq!(readers("مع HDMI", None), "en ro-RO");
        assert_eq!(readers("عال", None), "ar fa");
        assert_eq!(readers("Works with my TV", Some("en-GB")), "en");
        assert_eq!(readers("Works with my TV", Some("de")), "");
        assert_eq!(readers("👍 5/5", None), "en ro-RO");
    }
}
