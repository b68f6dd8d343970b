//! HTML entities replaced by what they stand for: shop exports are full of them, some escaped twice.

use std::borrow::Cow;

/// The names that shop texts use; others stay as they are.
const NAMED: [(&str, char); 32] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("shy", '\u{ad}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("times", '×'),
    ("micro", 'µ'),
    ("middot", '·'),
    ("bull", '•'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
    ("eacute", 'é'),
    ("laquo", '«'),
];

/// Longest name or number between `&` and `;`.
const LENGTH_MAX: usize = 8;

/// The text without entities; they are looked for twice, as some texts were escaped twice.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    match once(text) {
        Cow::Borrowed(same) => Cow::Borrowed(same),
        Cow::Owned(changed) => Cow::Owned(once(&changed).into_owned()),
    }
}

fn once(text: &str) -> Cow<'_, str> {
    let mut result = String::new();
    let mut rest = text;
    let mut changed = false;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        result.push_str(before);
        match character(entity) {
            Some((character, length)) => {
                result.push(character);
                rest = &entity[length..];
                changed = true;
            }
            None => {
                result.push('&');
                rest = &entity[1..];
            }
        }
    }
    if !changed {
        return Cow::Borrowed(text);
    }
    result.push_str(rest);
    Cow::Owned(result)
}

/// The character of the entity at the beginning of `text`, and how many bytes it takes.
fn character(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LENGTH_MAX + 2).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let character = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|character| !character.is_control())?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((character, end + 1))
}
