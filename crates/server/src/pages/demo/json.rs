//! JSON inside a page's `<script>`.

use std::fmt;

use serde_json::Value;

/// JSON that cannot end the script it stands in, nor open another: what HTML reads there is written as escapes, which
/// mean the same to whoever reads the JSON.
pub(super) struct ScriptJson(pub Value);

impl fmt::Display for ScriptJson {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.to_string().chars() {
            match letter {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                    write!(formatter, "\\u{:04x}", u32::from(letter))?
                }
                other => write!(formatter, "{other}")?,
            }
        }
        Ok(())
    }
}

impl askama::filters::HtmlSafe for ScriptJson {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_it_ends_the_script_and_all_of_it_is_read_back() {
        let value = serde_json::json!({ "name": "</script><!--<script> & \u{2028}'\"\\ é" });
        let written = ScriptJson(value.clone()).to_string();
        assert!(!written.contains(['<', '>', '&', '\u{2028}']), "{written}");
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value);
    }
}
