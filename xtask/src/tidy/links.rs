//! Links between the project's own documents lead somewhere.

use super::tree::{File, Tree};
use super::{Finding, scrub};

/// Finds links to local files and folders that are not there.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let documents = tree.files.iter().filter(|file| file.path.ends_with(".md"));
    documents.flat_map(|file| dead_links(tree, file)).collect()
}

fn dead_links(tree: &Tree, file: &File) -> Vec<Finding> {
    let text = without_code(&file.text);
    let dead = targets(&text).filter(|(_, target)| !leads_somewhere(tree, file, target));
    dead.map(|(at, target)| {
        Finding::new(
            &file.path,
            scrub::line_of(&text, at),
            format!("`{target}` is not there"),
        )
    })
    .collect()
}

/// Every `](target)` with its position.
fn targets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("](").filter_map(|(at, _)| {
        let target = text[at + 2..].split(')').next()?;
        Some((at, target.split_whitespace().next().unwrap_or("")))
    })
}

fn leads_somewhere(tree: &Tree, file: &File, target: &str) -> bool {
    let path = target.split('#').next().unwrap_or("");
    if path.is_empty() || path.contains("://") || path.starts_with("mailto:") {
        return !target.is_empty();
    }
    let path = resolve(file.folder_and_stem().0, path);
    tree.files
        .iter()
        .any(|other| other.path == path || other.path.starts_with(&format!("{path}/")))
}

/// The path a link means, seen from the folder of its document.
fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// The document with its code blocks and code words blanked: what looks like a link there is an example.
fn without_code(text: &str) -> String {
    let mut fenced = false;
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        if fenced || fence {
            kept.push('\n');
        } else {
            kept.extend(line.split('`').step_by(2));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::expect_findings;

    #[test]
    fn a_link_to_nothing_is_found() {
        let input = "//- docs/a.md\n[up](../b.md#part) [folder](decisions/) [web](https://x.y/z.md) [here](#a)\n\
                     [gone](c.md) `[code](d.md)`\n```\n[block](e.md)\n```\n[empty]()\n\
                     //- b.md\n//- docs/decisions/1.md\n";
        expect_findings(
            check,
            input,
            &["docs/a.md:2: `c.md` is not there", "docs/a.md:6: `` is not there"],
        );
    }
}
