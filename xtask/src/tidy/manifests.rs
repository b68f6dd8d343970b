//! What every manifest of the workspace states.

use super::{Finding, tree::Tree};
use toml::{Table, Value};

/// Finds crates without a description, a licence or the workspace's lints.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let manifests = tree.files.iter().filter(|file| file.path.ends_with("Cargo.toml"));
    manifests
        .flat_map(|file| check_manifest(&file.path, &file.text))
        .collect()
}

fn check_manifest(path: &str, text: &str) -> Vec<Finding> {
    let Ok(manifest) = text.parse::<Table>() else {
        return vec![Finding::new(path, 0, "is not valid TOML")];
    };
    // The root manifest has no package of its own.
    let Some(package) = manifest.get("package").and_then(Value::as_table) else {
        return Vec::new();
    };
    let lints = manifest
        .get("lints")
        .and_then(|lints| lints.get("workspace"))
        .and_then(Value::as_bool);
    let stated = [
        ("description = \"…\"", package.contains_key("description")),
        ("license.workspace = true", package.contains_key("license")),
        ("[lints] workspace = true", lints == Some(true)),
    ];
    let missing = stated.iter().filter(|(_, there)| !there);
    missing
        .map(|(line, _)| Finding::new(path, 0, format!("lacks `{line}`")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::expect_findings;

    #[test]
    fn a_manifest_states_its_three_lines() {
        let full = "//- crates/shop/Cargo.toml\n[package]\ndescription = 'Words'\nlicense.workspace = true\n\
                    [lints]\nworkspace = true\n//- Cargo.toml\n[workspace]\n";
        expect_findings(check, full, &[]);
        let bare = "//- crates/shop/Cargo.toml\n[package]\nname = 'shop'\n[lints]\nworkspace = false\n";
        let expect = [
            "crates/shop/Cargo.toml: lacks `description = \"…\"`",
            "crates/shop/Cargo.toml: lacks `license.workspace = true`",
            "crates/shop/Cargo.toml: lacks `[lints] workspace = true`",
        ];
        expect_findings(check, bare, &expect);
    }
}
