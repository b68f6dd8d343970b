//! Rust source with comments and literals blanked, so that a rule can look for words and braces in code
//! alone. Positions are kept: every byte that is not code becomes a space, every line end stays.

use std::ops::Range;

/// Blanks comments, strings and character literals.
pub fn code(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        at = match opaque_end(bytes, at) {
            Some(end) => {
                blank(&mut code, at..end);
                end
            }
            None => at + word_length(&bytes[at..]).max(1),
        };
    }
    String::from_utf8_lossy(&code).into_owned()
}

/// Blanks, in scrubbed code, every item under `#[cfg(test)]`.
pub fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut bytes = code.as_bytes().to_vec();
    let mut from = 0;
    while let Some(found) = code.get(from..).and_then(|rest| rest.find(MARK)) {
        let start = from + found;
        let end = item_end(code, start + MARK.len());
        blank(&mut bytes, start..end);
        from = end;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Where the item that begins at or after `from` ends: behind its `;`, behind its closing brace, or, for a
/// variant or field, at the brace that closes what it belongs to.
pub fn item_end(code: &str, from: usize) -> usize {
    let mut depth = 0_i32;
    for (offset, byte) in code.as_bytes()[from..].iter().enumerate() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            b';' if depth == 0 => return from + offset + 1,
            b'}' if depth == 0 => return from + offset,
            b'{' if depth == 0 => return closing_brace(code, from + offset) + 1,
            _ => {}
        }
    }
    code.len()
}

/// Position of the brace that closes the one at `open`; the last position of unbalanced text.
fn closing_brace(code: &str, open: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, byte) in code.as_bytes()[open..].iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return open + offset,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    code.len() - 1
}

/// Positions at which `word` stands in `code`, not as a part of a longer word.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let part_of_word = |byte: Option<&u8>| byte.is_some_and(|byte| is_word(*byte));
    let ends_in_word = word.as_bytes().last().is_some_and(|byte| is_word(*byte));
    code.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let bytes = code.as_bytes();
        let begins = !part_of_word(at.checked_sub(1).and_then(|before| bytes.get(before)))
            || !word.as_bytes().first().is_some_and(|byte| is_word(*byte));
        begins && !(ends_in_word && part_of_word(bytes.get(at + word.len())))
    })
}

/// The line, from 1, of a position.
pub fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
        + 1
}

/// End of the comment or literal that begins at `at`, if one does.
fn opaque_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    let length = match rest {
        [b'/', b'/', ..] => rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len()),
        [b'/', b'*', ..] => block_comment(rest),
        [b'"', ..] => quoted(rest),
        [b'\'', ..] => character(rest)?,
        _ => raw_string(rest)?,
    };
    Some(at + length)
}

fn block_comment(rest: &[u8]) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at + 1 < rest.len() {
        match &rest[at..at + 2] {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" if depth == 1 => return at + 2,
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    rest.len()
}

fn quoted(rest: &[u8]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// Length of a character literal; `None` for a lifetime, which has no closing quote where one would be.
fn character(rest: &[u8]) -> Option<usize> {
    if rest.get(1) == Some(&b'\\') {
        return rest
            .iter()
            .skip(3)
            .position(|byte| *byte == b'\'')
            .map(|at| at + 4);
    }
    let length = match rest.get(1)? {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    };
    (rest.get(1 + length) == Some(&b'\'')).then_some(length + 2)
}

/// Length of a raw string such as `r#"…"#`, if one begins here.
fn raw_string(rest: &[u8]) -> Option<usize> {
    let prefix = [&b"br"[..], b"cr", b"r"]
        .into_iter()
        .find(|prefix| rest.starts_with(prefix))?
        .len();
    let hashes = rest[prefix..].iter().take_while(|byte| **byte == b'#').count();
    let open = prefix + hashes;
    if rest.get(open) != Some(&b'"') {
        return None;
    }
    let close = [&b"\""[..], &vec![b'#'; hashes]].concat();
    let body = rest[open + 1..]
        .windows(close.len())
        .position(|window| window == close);
    Some(body.map_or(rest.len(), |at| open + 1 + at + close.len()))
}

fn word_length(rest: &[u8]) -> usize {
    rest.iter().take_while(|byte| is_word(**byte)).count()
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn blank(bytes: &mut [u8], range: Range<usize>) {
    let end = range.end.min(bytes.len());
    for byte in &mut bytes[range.start..end] {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expect: &str) {
        let scrubbed = code(input);
        assert_eq!(scrubbed.len(), input.len(), "positions move in {input}");
        assert_eq!(scrubbed.split_whitespace().collect::<Vec<_>>().join(" "), expect);
    }

    #[test]
    fn comments_and_literals_are_blanked() {
        check("a // b\nc", "a c");
        check("a /* b /* c */ d */ e", "a e");
        check(r#"f("a\"}", '{', '\'', '\u{7d}', 'é') + 1"#, "f( , , , , ) + 1");
        check(r###"x(r#"{"}"#, br"{", for_r"{")"###, "x( , , for_r )");
        check(
            "fn f<'a>(x: &'a str) -> &'static str {}",
            "fn f<'a>(x: &'a str) -> &'static str {}",
        );
        check("let open = \"{ never closed", "let open =");
    }

    #[test]
    fn items_under_cfg_test_are_blanked() {
        let code = "fn a() {}\n#[cfg(test)]\nmod tests { fn b() { c(); } }\n#[cfg(test)]\nuse d;\nfn e() {}";
        let kept = without_tests(code);
        assert_eq!(
            kept.split_whitespace().collect::<Vec<_>>(),
            ["fn", "a()", "{}", "fn", "e()", "{}"]
        );
    }

    #[test]
    fn the_last_variant_under_cfg_test_leaves_the_brace_of_its_enum() {
        assert_eq!(
            without_tests("enum E { A, #[cfg(test)] B }").replace(' ', ""),
            "enumE{A,}"
        );
    }

    #[test]
    fn a_word_is_not_found_inside_a_longer_one() {
        let found: Vec<usize> = words("eprintln!(x); println!(y); tokio_x tokio", "println!").collect();
        assert_eq!(found, [14]);
        assert_eq!(words("tokio_x tokio tokio::x", "tokio").count(), 2);
        assert_eq!(line_of("a\nb\nc", 4), 3);
    }
}
