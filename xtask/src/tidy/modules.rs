//! Every Rust file is reachable, and every component is in the list of its folder.

use super::tree::{File, Tree, module_folder};
use super::{Finding, scrub};

/// Folders in which each file is one component and `mod.rs` holds the list of them.
const COMPONENT_FOLDERS: &[&str] = &[
    "crates/recommend/src/recommenders",
    "crates/recommend/src/signals",
    "crates/decide/src/filters",
    "crates/decide/src/rankers",
    "crates/measure/src/metrics",
    "crates/measure/src/offline/baselines",
    "crates/measure/src/offline/tasks",
    "crates/ingest/src/formats",
    "crates/ingest/src/presets",
    "crates/server/src/http",
    "crates/server/src/dashboard",
    "crates/alongside/src/commands",
    "xtask/src/bench",
    "xtask/src/evaluate",
];

/// Finds source files that no other file declares as a module.
pub fn dead_files(tree: &Tree) -> Vec<Finding> {
    let inner = tree
        .rust()
        .filter(|file| file.path.contains("/src/") && !is_root(file));
    let dead = inner.filter(|file| !tree.rust().any(|parent| declares(parent, file)));
    dead.map(|file| {
        Finding::new(
            &file.path,
            0,
            "no `mod` line names this file, so it is never compiled",
        )
    })
    .collect()
}

/// Finds components that are declared but not listed, or whose public id is not their file's name.
pub fn components(tree: &Tree) -> Vec<Finding> {
    let lists = COMPONENT_FOLDERS
        .iter()
        .filter_map(|folder| Some((folder, tree.file(&format!("{folder}/mod.rs"))?)));
    // A folder whose files are called by name, not gone through, has no list to be in.
    let lists = lists.filter(|(_, list)| list.production.contains(": &["));
    let pairs = lists.flat_map(|(folder, list)| {
        let files = tree
            .rust()
            .filter(move |file| file.folder_and_stem().0 == *folder && file.path != list.path);
        files.map(move |file| (list, file))
    });
    pairs
        .filter(|(_, file)| !file.is_test)
        .filter_map(|(list, file)| check_component(list, file))
        .collect()
}

fn check_component(list: &File, file: &File) -> Option<Finding> {
    let (_, stem) = file.folder_and_stem();
    let listed = scrub::words(&list.code, &format!("{stem}::")).next().is_some();
    if !listed {
        let message = format!(
            "is not in the list of {}; a helper lives outside the folder",
            list.path
        );
        return Some(Finding::new(&file.path, 0, message));
    }
    let id = public_id(file).filter(|id| *id != stem)?;
    Some(Finding::new(
        &file.path,
        0,
        format!("its id is \"{id}\", but a file's name is its public id"),
    ))
}

/// The value of `const ID: &str = "…"`, where the file has one.
fn public_id(file: &File) -> Option<&str> {
    let at = scrub::words(&file.code, "const ID: &").next()?;
    let value = file.text.get(at..)?.split('"').nth(1)?;
    Some(value)
}

/// The file that a crate's compilation begins with.
fn is_root(file: &File) -> bool {
    let (folder, stem) = file.folder_and_stem();
    folder.ends_with("/bin") || (folder.ends_with("/src") && (stem == "lib" || stem == "main"))
}

fn declares(parent: &File, file: &File) -> bool {
    let (folder, stem) = file.folder_and_stem();
    let (home, name) = match stem {
        "mod" => folder.rsplit_once('/').unwrap_or(("", folder)),
        _ => (folder, stem),
    };
    let module = format!("mod {name}");
    module_folder(parent) == home
        && scrub::words(&parent.code, &module)
            .any(|at| parent.code[at + module.len()..].trim_start().starts_with(';'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::expect_findings;

    #[test]
    fn a_file_that_no_module_names_is_dead() {
        let input = "//- crates/a/src/lib.rs\nmod b;\n#[cfg(test)]\nmod e;\n// mod f;\n\
                     //- crates/a/src/b/mod.rs\npub mod c;\n//- crates/a/src/b/c.rs\nmod d;\n\
                     //- crates/a/src/b/c/d.rs\n//- crates/a/src/e.rs\n//- crates/a/src/f.rs\n";
        let expect = ["crates/a/src/f.rs: no `mod` line names this file, so it is never compiled"];
        expect_findings(dead_files, input, &expect);
    }

    #[test]
    fn a_component_is_listed_under_its_own_name() {
        let folder = "crates/decide/src/filters";
        let list = "mod in_cart;\nmod helper;\nmod stock;\nconst ALL: &[Filter] = &[in_cart::FILTER, stock::FILTER];";
        let input = format!(
            "//- {folder}/mod.rs\n{list}\n//- {folder}/in_cart.rs\npub const ID: &str = \"in_cart\";\n\
             //- {folder}/helper.rs\n//- {folder}/stock.rs\npub const ID: &str = \"in_stock\";\n"
        );
        let expect = [
            format!(
                "{folder}/helper.rs: is not in the list of {folder}/mod.rs; a helper lives outside the folder"
            ),
            format!("{folder}/stock.rs: its id is \"in_stock\", but a file's name is its public id"),
        ];
        expect_findings(components, &input, &[&expect[0], &expect[1]]);
        let called_by_name = format!("//- {folder}/mod.rs\npub mod blend;\n//- {folder}/blend.rs\n");
        expect_findings(components, &called_by_name, &[]);
    }
}
