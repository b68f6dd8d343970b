//! Which categories somebody may have meant who named one that there is not.

use std::collections::BTreeSet;

use crate::Engine;

/// Categories that are proposed at most.
const PROPOSED_MAX: usize = 3;

impl Engine {
    /// The categories called most like this one, the most alike first; the topmost ones where none is.
    pub fn categories_like(&self, written: &str) -> Vec<String> {
        let Some(snapshot) = self.inner.serving.snapshot() else {
            return Vec::new();
        };
        let catalogue = &snapshot.models.catalogue;
        let leaves = (0..catalogue.leaf_count() as u32).map(|leaf| catalogue.leaf_path(leaf));
        like(written, leaves)
    }
}

fn like<'a>(written: &str, leaves: impl Iterator<Item = &'a str>) -> Vec<String> {
    // A category with all below it can be asked for, not only the last ones.
    let above = |leaf: &'a str| {
        let ends = leaf.match_indices(" > ").map(|(end, _)| end).chain([leaf.len()]);
        ends.map(|end| &leaf[..end])
    };
    let all: BTreeSet<&str> = leaves.flat_map(above).filter(|path| !path.is_empty()).collect();
    let wanted = written.trim().to_lowercase();
    let far = wanted.chars().count().div_ceil(3).max(1);
    let mut near: Vec<(usize, &str)> = all
        .iter()
        .filter_map(|path| {
            let lower = path.to_lowercase();
            let last = lower.rsplit(" > ").next().unwrap_or_default();
            let apart = edits(&wanted, &lower).min(edits(&wanted, last));
            (apart <= far).then_some((apart, *path))
        })
        .collect();
    near.sort_unstable();
    let topmost = all.iter().copied().filter(|path| !path.contains(" > "));
    let chosen: Vec<&str> = match near.is_empty() {
        true => topmost.collect(),
        false => near.into_iter().map(|(_, path)| path).collect(),
    };
    chosen.into_iter().take(PROPOSED_MAX).map(str::to_owned).collect()
}

/// How many letters have to be put in, taken out or changed to make one text of the other.
fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (before, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = before + 1;
        for (at, own) in other.iter().enumerate() {
            let changed = diagonal + usize::from(*own != letter);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_called_alike_is_proposed() {
        let leaves = [
            "Home > Kitchen",
            "Home > Garden",
            "Computers > Screens",
            "Computers > Cables",
        ];
        let check = |written: &str, expect: &[&str]| {
            assert_eq!(like(written, leaves.into_iter()), expect, "{written}")
        };
        check("kitchn", &["Home > Kitchen"]);
        check("Home > Gardn", &["Home > Garden"]);
        check("hom", &["Home"]);
        check("Cabels", &["Computers > Cables"]);
        check("Philately", &["Computers", "Home"]);
        assert!(like("x", std::iter::empty()).is_empty());
        assert_eq!(
            (edits("kitten", "sitting"), edits("", "abc"), edits("a", "a")),
            (3, 3, 0)
        );
    }
}
