//! Nothing committed names one person's machine or a package registry: a checkout has to work anywhere, behind
//! any mirror. Lock files written by cargo are exempt.

use super::tree::{File, Tree};
use super::{Finding, scrub};

/// Folders that exist on some machine only. In halves, because this file is checked as well.
const MACHINE_PATHS: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
];
/// Folders that documentation should not send a reader to.
const SCRATCH_PATHS: &[&str] = &[concat!("/t", "mp/")];
const REGISTRY_HOSTS: &[&str] = &[
    concat!("crates", ".io"),
    concat!("pypi", ".org"),
    concat!("pythonhosted", ".org"),
    concat!("npmjs", ".org"),
    concat!("yarnpkg", ".com"),
    concat!("deb.debian", ".org"),
];
const EXEMPT: &[&str] = &["Cargo.lock"];

/// Finds paths of a machine and hosts of registries.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.files
        .iter()
        .filter(|file| !EXEMPT.contains(&file.path.as_str()))
        .flat_map(check_file)
        .collect()
}

fn check_file(file: &File) -> Vec<Finding> {
    let scratch = if file.path.ends_with(".md") {
        SCRATCH_PATHS
    } else {
        &[]
    };
    let paths = MACHINE_PATHS.iter().chain(scratch).flat_map(|path| {
        // A path that goes on from a word, such as `frame/work/`, is a relative one.
        let roots = file
            .text
            .match_indices(path)
            .filter(|(at, _)| !follows_word(&file.text, *at));
        roots.map(move |(at, _)| (at, path))
    });
    let hosts = REGISTRY_HOSTS
        .iter()
        .flat_map(|host| scrub::words(&file.text, host).map(move |at| (at, host)));
    paths
        .chain(hosts)
        .map(|(at, what)| {
            let line = scrub::line_of(&file.text, at);
            Finding::new(
                &file.path,
                line,
                format!("`{what}` means something on one machine only"),
            )
        })
        .collect()
}

fn follows_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_some_and(|letter| letter.is_alphanumeric() || "._-}~".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::expect_findings;

    #[test]
    fn machine_paths_and_registry_hosts_are_found() {
        let path = format!("//- docs/a.md\nSee {}notes and frame{0}x.\n", MACHINE_PATHS[0]);
        let expect = format!(
            "docs/a.md:1: `{}` means something on one machine only",
            MACHINE_PATHS[0]
        );
        expect_findings(check, &path, &[&expect]);
        let host = format!(
            "//- a.toml\n\nurl = 'https://{}/x'\n//- Cargo.lock\n{0}\n",
            REGISTRY_HOSTS[0]
        );
        let expect = format!(
            "a.toml:2: `{}` means something on one machine only",
            REGISTRY_HOSTS[0]
        );
        expect_findings(check, &host, &[&expect]);
    }

    #[test]
    fn scratch_folders_are_refused_in_documentation_only() {
        let input = format!(
            "//- a.rs\nlet x = \"{0}x\";\n//- a.md\ncd {0}x\n",
            SCRATCH_PATHS[0]
        );
        let expect = format!(
            "a.md:1: `{}` means something on one machine only",
            SCRATCH_PATHS[0]
        );
        expect_findings(check, &input, &[&expect]);
    }
}
