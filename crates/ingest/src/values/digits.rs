//! Arabic and Persian digits, and the invisible marks that right-to-left text carries.

use std::borrow::Cow;

/// The text with European digits and without directional marks.
pub(crate) fn european(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(european_char).collect())
}

fn european_char(character: char) -> Option<char> {
    let digit = |zero: u32| char::from_digit(character as u32 - zero, 10);
    match character {
        '\u{0660}'..='\u{0669}' => digit(0x0660),
        '\u{06F0}'..='\u{06F9}' => digit(0x06F0),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => None,
        '\u{2212}' => Some('-'),
        other => Some(other),
    }
}
