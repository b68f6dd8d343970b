//! Words: HTML taken off, flags, ids that a spreadsheet made decimal, "nothing" in its many spellings.

/// Whether a cell says that there is nothing.
pub(crate) fn is_nothing(text: &str) -> bool {
    let word = |other: &str| text.eq_ignore_ascii_case(other);
    text.is_empty()
        || text == "-"
        || word("nan")
        || word("null")
        || word("none")
        || word("n/a")
        || text == "\\N"
}

/// An id without the `.0` that spreadsheets and data frames append to whole numbers: `17850.0` is `17850`.
pub(crate) fn without_decimal_zero(text: &str) -> &str {
    match text.strip_suffix(".0") {
        Some(whole) if !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit()) => whole,
        _ => text,
    }
}

/// Yes or no, in the words of the four languages; nothing where it is neither.
pub(crate) fn flag(text: &str) -> Option<bool> {
    let lower = text.to_lowercase();
    match lower.as_str() {
        "true" | "1" | "yes" | "y" | "t" | "on" | "active" | "published" | "enabled" | "in stock" | "da"
        | "activ" | "نعم" | "بله" | "فعال" => Some(true),
        "false" | "0" | "no" | "n" | "f" | "off" | "inactive" | "draft" | "archived" | "unlisted"
        | "disabled" | "unpublished" | "nu" | "inactiv" | "لا" | "خیر" | "غیرفعال" => Some(false),
        _ => None,
    }
}

/// HTML as plain text: tags away, a space where a block ends, the usual entities decoded, white space joined.
pub(crate) fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return joined(html);
    }
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(index) = rest.find(['<', '&']) {
        text.push_str(&rest[..index]);
        rest = &rest[index..];
        let taken = if rest.starts_with('<') {
            skip_tag(rest, &mut text)
        } else {
            decode_entity(rest, &mut text)
        };
        rest = &rest[taken..];
    }
    text.push_str(rest);
    joined(&text)
}

/// Takes a tag, a comment or a whole script or style; a lone `<` is text.
fn skip_tag(rest: &str, text: &mut String) -> usize {
    let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    if !is_tag {
        text.push('<');
        return 1;
    }
    let until = |end: &str| rest.find(end).map_or(rest.len(), |index| index + end.len());
    let lower: String = rest.chars().take(7).collect::<String>().to_ascii_lowercase();
    let inline = [
        "<b>", "<i>", "</b>", "</i>", "<em", "</em", "<span", "</span", "<strong", "</stron", "<a ", "</a>",
    ];
    if !inline.iter().any(|tag| lower.starts_with(tag)) {
        text.push(' ');
    }
    match () {
        () if lower.starts_with("<!--") => until("-->"),
        () if lower.starts_with("<script") => until("</script>"),
        () if lower.starts_with("<style") => until("</style>"),
        () => until(">"),
    }
}

/// Takes an entity; what is none stays as it is.
fn decode_entity(rest: &str, text: &mut String) -> usize {
    // Entity names are short; looking further would make a text of many ampersands slow.
    let end = rest.bytes().take(10).position(|byte| byte == b';');
    let name = end.map_or("", |end| &rest[1..end]);
    let decoded = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" | "rsquo" => Some('\''),
        "nbsp" => Some(' '),
        "bull" => Some('•'),
        "ndash" | "mdash" => Some('–'),
        "hellip" => Some('…'),
        "deg" => Some('°'),
        "reg" => Some('®'),
        "trade" => Some('™'),
        "copy" => Some('©'),
        "euro" => Some('€'),
        _ => numeric_entity(name),
    };
    match decoded {
        Some(character) => {
            text.push(character);
            name.len() + 2
        }
        None => {
            text.push('&');
            1
        }
    }
}

fn numeric_entity(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code).filter(|character| !character.is_control())
}

/// White space, line ends included, as single spaces.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without what goes past `bytes_max`, cut between characters.
pub(crate) fn within(text: &str, bytes_max: usize) -> &str {
    if text.len() <= bytes_max {
        return text;
    }
    let mut end = bytes_max;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expect: &str) {
        assert_eq!(plain(html), expect);
    }

    #[test]
    fn html_becomes_text() {
        check(
            "<p>Classic <b>blown</b> clay pot</p><p>for plants</p>",
            "Classic blown clay pot for plants",
        );
        check(
            "Tom &amp; Jerry&nbsp;&#8211; 5 &lt; 6 &unknown; & co",
            "Tom & Jerry – 5 < 6 &unknown; & co",
        );
        check("a<!-- <b> -->b<script>if (1<2) x()</script>c", "a b c");
        check("3 < 4 and <", "3 < 4 and <");
        check("<ul>\n<li>14k</li>\n<li>Leather</li></ul>", "14k Leather");
        check("broken <a href=", "broken");
    }

    #[test]
    fn spreadsheet_ids_are_whole() {
        assert_eq!(without_decimal_zero("17850.0"), "17850");
        assert_eq!(without_decimal_zero("A.0"), "A.0");
        assert_eq!(without_decimal_zero(".0"), ".0");
    }
}
