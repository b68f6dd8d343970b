//! Every language says everything: the `.ftl` files of each folder of `locales/` have the same messages and attributes.

use super::Finding;
use super::tree::{File, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// Finds messages that some locales have and others of the same folder lack.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let is_locale = |file: &&File| file.path.starts_with("locales/") && file.path.ends_with(".ftl");
    let mut folders: BTreeMap<&str, Vec<(&File, BTreeSet<String>)>> = BTreeMap::new();
    for file in tree.files.iter().filter(is_locale) {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        folders
            .entry(folder)
            .or_default()
            .push((file, message_ids(&file.text)));
    }
    folders.values().flat_map(|locales| lacking(locales)).collect()
}

fn lacking(locales: &[(&File, BTreeSet<String>)]) -> Vec<Finding> {
    let every: BTreeSet<&String> = locales.iter().flat_map(|(_, ids)| ids).collect();
    let missing = locales.iter().flat_map(|(file, ids)| {
        let absent = every.iter().filter(|id| !ids.contains(**id));
        absent.map(|id| Finding::new(&file.path, 0, format!("lacks the message `{id}`")))
    });
    missing.collect()
}

/// Ids of the messages, terms and (as `message.attribute`) attributes of a Fluent file.
fn message_ids(text: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut message = "";
    for line in text.lines() {
        let Some((left, _)) = line.split_once('=') else {
            continue;
        };
        let id = left.trim();
        match id.strip_prefix('.') {
            Some(attribute) if is_id(attribute) => _ = ids.insert(format!("{message}.{attribute}")),
            _ if is_id(id.trim_start_matches('-')) && !line.starts_with(' ') => {
                message = id;
                ids.insert(id.to_owned());
            }
            _ => {}
        }
    }
    ids
}

fn is_id(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && text
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::expect_findings;

    #[test]
    fn a_message_that_one_locale_lacks_is_found() {
        let input = "//- locales/en.ftl\n# about = nothing\nbuy = Buy { $n } = all\n    .title = Now\n-brand = Shop\n\
                     //- locales/fa.ftl\nbuy = خرید\n    more = text, not a message\n\
                     //- locales/desk/en.ftl\nscan = Scan\n//- locales/desk/fa.ftl\n";
        let expect = [
            "locales/fa.ftl: lacks the message `-brand`",
            "locales/fa.ftl: lacks the message `buy.title`",
            "locales/desk/fa.ftl: lacks the message `scan`",
        ];
        expect_findings(check, input, &expect);
    }
}
