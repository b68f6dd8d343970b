//! The one direction of flow: which crate may name which, read from the manifests.

use super::{Finding, tree::Tree};
use toml::{Table, Value};

/// Every crate with the crates of this workspace it may depend on. A crate absent here is refused, so that a
/// new one is placed on purpose.
const ALLOWED: &[(&str, &[&str])] = &[
    ("shop", &[]),
    ("recommend", &["shop"]),
    ("decide", &["recommend", "shop"]),
    ("measure", &["decide", "recommend", "shop"]),
    ("store", &["shop"]),
    ("ingest", &["shop"]),
    ("testkit", &["shop"]),
    ("storefront", &["testkit", "shop"]),
    (
        "engine",
        &["measure", "decide", "recommend", "store", "ingest", "shop"],
    ),
    ("server", &["engine", "shop"]),
    (
        "alongside",
        &["server", "engine", "shop", "storefront", "testkit"],
    ),
];

/// Crates whose tests may use `testkit` besides what the crate itself may use: all but these two.
const WITHOUT_TESTKIT: &[&str] = &["shop", "testkit"];
/// The crate whose tests may let simulated shoppers in, who speak HTTP.
const TESTED_BY_SHOPPERS: &str = "server";

/// Finds dependencies that point up or sideways.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let manifests = tree
        .files
        .iter()
        .filter(|file| file.path.ends_with("/Cargo.toml"));
    let crates = manifests.filter_map(|file| Some((file, file.crate_name()?)));
    crates
        .flat_map(|(file, name)| check_manifest(&file.path, name, &file.text))
        .collect()
}

fn check_manifest(path: &str, name: &str, text: &str) -> Vec<Finding> {
    let Ok(manifest) = text.parse::<Table>() else {
        return vec![Finding::new(path, 0, "is not valid TOML")];
    };
    let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
        let message =
            format!("`{name}` is not in the table of allowed directions (xtask/src/tidy/dependencies.rs)");
        return vec![Finding::new(path, 0, message)];
    };
    let named = dependency_tables(&manifest, "dependencies")
        .chain(dependency_tables(&manifest, "build-dependencies"));
    let refused = named.filter(|inner| is_ours(inner) && !allowed.contains(&inner.as_str()));
    let tests_refused = dependency_tables(&manifest, "dev-dependencies").filter(|inner| {
        let testkit = inner == "testkit" && !WITHOUT_TESTKIT.contains(&name);
        let storefront = inner == "storefront" && name == TESTED_BY_SHOPPERS;
        is_ours(inner) && !testkit && !storefront && !allowed.contains(&inner.as_str())
    });
    let findings = refused.chain(tests_refused);
    findings
        .map(|inner| Finding::new(path, 0, format!("`{name}` must not depend on `{inner}`")))
        .collect()
}

fn is_ours(name: &str) -> bool {
    name == "xtask" || ALLOWED.iter().any(|(known, _)| *known == name)
}

/// Names of the packages in a dependency table of the manifest, those for one platform included.
pub fn dependency_tables<'a>(manifest: &'a Table, kind: &'a str) -> impl Iterator<Item = String> + 'a {
    let targets = manifest
        .get("target")
        .and_then(Value::as_table)
        .into_iter()
        .flat_map(Table::values);
    let tables = targets
        .filter_map(Value::as_table)
        .chain([manifest])
        .filter_map(move |table| table.get(kind));
    tables.filter_map(Value::as_table).flatten().map(|(name, value)| {
        let renamed = value.get("package").and_then(Value::as_str);
        renamed.unwrap_or(name).to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::expect_findings;

    #[test]
    fn the_allowed_direction_passes() {
        let decide = "//- crates/decide/Cargo.toml\n[dependencies]\nrecommend = {}\nserde = '1'\n\
                      [dev-dependencies]\ntestkit = {}\n";
        expect_findings(check, decide, &[]);
    }

    #[test]
    fn an_upward_dependency_is_found_wherever_it_hides() {
        let path = "crates/shop/Cargo.toml: `shop` must not depend on";
        let plain = "//- crates/shop/Cargo.toml\n[dependencies]\nstore = {}\n";
        expect_findings(check, plain, &[&format!("{path} `store`")]);
        let platform = "//- crates/shop/Cargo.toml\n[target.'cfg(unix)'.dependencies]\nengine = {}\n";
        expect_findings(check, platform, &[&format!("{path} `engine`")]);
        let renamed = "//- crates/shop/Cargo.toml\n[build-dependencies]\nx = { package = 'decide' }\n";
        expect_findings(check, renamed, &[&format!("{path} `decide`")]);
        let tests = "//- crates/shop/Cargo.toml\n[dev-dependencies]\ntestkit = {}\n";
        expect_findings(check, tests, &[&format!("{path} `testkit`")]);
    }

    #[test]
    fn a_new_crate_has_to_be_placed() {
        let expect = "crates/new/Cargo.toml: `new` is not in the table of allowed directions \
                      (xtask/src/tidy/dependencies.rs)";
        expect_findings(check, "//- crates/new/Cargo.toml\n[package]\n", &[expect]);
    }
}
