//! The files that the rules look at: read once from disk, or written down in a test as a text fixture.

use super::scrub;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::path::Path;

/// Folders that hold build products or other people's files.
const SKIPPED_FOLDERS: &[&str] = &["target", "node_modules", "alongside-data"];
/// Hidden folders that are part of the project all the same.
const HIDDEN_FOLDERS: &[&str] = &[".cargo", ".ci", ".github"];
/// A larger file is data, not something a person wrote.
const FILE_BYTES_MAX: u64 = 2 * 1024 * 1024;

/// Every text file of the project, sorted by path.
#[derive(Default)]
pub struct Tree {
    /// The files; paths are relative to the root and use `/`.
    pub files: Vec<File>,
}

/// One text file.
pub struct File {
    /// Path relative to the root, with `/` on every system.
    pub path: String,
    /// The file as it is.
    pub text: String,
    /// Of a Rust file: the text with comments and literals blanked. Empty for any other file.
    pub code: String,
    /// Of a Rust file that is not test code: `code` with the items under `#[cfg(test)]` blanked too.
    pub production: String,
    /// True for a Rust file that only tests use.
    pub is_test: bool,
}

impl Tree {
    /// Reads the project.
    ///
    /// # Errors
    /// When a folder or file cannot be read.
    pub fn read(root: &Path) -> Result<Tree> {
        let mut files = Vec::new();
        collect(root, "", &mut files)?;
        Ok(Tree::of(files))
    }

    fn of(mut sources: Vec<(String, String)>) -> Tree {
        sources.sort();
        let mut tree = Tree {
            files: sources.into_iter().map(File::new).collect(),
        };
        let test_paths: BTreeSet<String> = tree.rust().flat_map(test_modules).collect();
        for file in &mut tree.files {
            if test_paths.contains(&file.path) {
                file.is_test = true;
                file.production.clear();
            }
        }
        tree
    }

    /// The Rust files.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.path.ends_with(".rs"))
    }

    /// The file at a path, if there is one.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// A tree written down in a test: every file begins with a line `//- path`.
    #[cfg(test)]
    pub fn fixture(text: &str) -> Tree {
        let sources = text.split("//- ").skip(1).map(|part| {
            let (path, text) = part.split_once('\n').unwrap_or((part, ""));
            (path.trim().to_owned(), text.to_owned())
        });
        Tree::of(sources.collect())
    }
}

impl File {
    fn new((path, text): (String, String)) -> File {
        let rust = path.ends_with(".rs");
        let is_test = rust && is_test_path(&path);
        let code = if rust { scrub::code(&text) } else { String::new() };
        let production = if is_test {
            String::new()
        } else {
            scrub::without_tests(&code)
        };
        File {
            path,
            text,
            code,
            production,
            is_test,
        }
    }

    /// The crate's folder name, for a file under `crates/`.
    pub fn crate_name(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// Folder and file name without extension.
    pub fn folder_and_stem(&self) -> (&str, &str) {
        let (folder, name) = self.path.rsplit_once('/').unwrap_or(("", &self.path));
        (folder, name.split('.').next().unwrap_or(name))
    }
}

fn is_test_path(path: &str) -> bool {
    path.split('/')
        .any(|part| part == "tests" || part == "benches" || part == "tests.rs")
}

/// Paths of the modules a file declares with `#[cfg(test)] mod name;`.
fn test_modules(file: &File) -> Vec<String> {
    let declared = file.code.split("#[cfg(test)]").skip(1).filter_map(|rest| {
        rest.trim_start()
            .trim_start_matches("pub(crate) ")
            .strip_prefix("mod ")?
            .split_once(';')
    });
    let names = declared.map(|(name, _)| name).filter(|name| !name.contains('{'));
    names
        .map(|name| format!("{}/{}.rs", module_folder(file), name.trim()))
        .collect()
}

/// The folder in which the modules of a file lie.
pub fn module_folder(file: &File) -> String {
    match file.folder_and_stem() {
        (folder, "lib" | "main" | "mod") => folder.to_owned(),
        (folder, stem) => format!("{folder}/{stem}"),
    }
}

fn collect(root: &Path, folder: &str, files: &mut Vec<(String, String)>) -> Result<()> {
    let path = root.join(folder);
    for entry in std::fs::read_dir(&path).with_context(|| format!("could not read {}", path.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let inner = if folder.is_empty() {
            name.clone()
        } else {
            format!("{folder}/{name}")
        };
        let kind = entry.file_type()?;
        if kind.is_dir() {
            let hidden = name.starts_with('.') && !HIDDEN_FOLDERS.contains(&name.as_str());
            if !hidden && !SKIPPED_FOLDERS.contains(&name.as_str()) {
                collect(root, &inner, files)?;
            }
        } else if kind.is_file() && entry.metadata()?.len() <= FILE_BYTES_MAX {
            // A file that is not UTF-8 is a picture or data, which no rule is about.
            if let Ok(text) = std::fs::read_to_string(entry.path()) {
                files.push((inner, text));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_files_are_known_by_place_and_by_declaration() {
        let tree = Tree::fixture(
            "//- crates/shop/src/lib.rs\nmod money;\n#[cfg(test)]\nmod fixtures;\n\
             //- crates/shop/src/money.rs\n#[cfg(test)]\nmod cases;\n\
             //- crates/shop/src/money/cases.rs\nfn a() {}\n\
             //- crates/shop/src/fixtures.rs\nfn b() {}\n\
             //- crates/shop/tests/it.rs\nfn c() {}\n",
        );
        let tests: Vec<&str> = tree
            .rust()
            .filter(|file| file.is_test)
            .map(|file| file.path.as_str())
            .collect();
        let expect = [
            "crates/shop/src/fixtures.rs",
            "crates/shop/src/money/cases.rs",
            "crates/shop/tests/it.rs",
        ];
        assert_eq!(tests, expect);
    }
}
