//! What some tests need and the repository does not hold: public data sets. A test whose data is not at hand does not
//! pass in silence: it is told of, and it fails where it was to run.

use std::{
    fs::OpenOptions,
    io::Write,
    path::{Path, PathBuf},
};

/// Names the folder of the public data sets.
const DATA: &str = "ALONGSIDE_DATA";
/// Names the file to which the tests that could not run add a line each.
pub const NOT_RUN: &str = "ALONGSIDE_NOT_RUN";
/// Where it is set, a test whose data is not at hand fails.
pub const REQUIRED: &str = "ALONGSIDE_REQUIRE_ORACLES";

/// A file of the public data sets, such as `cdnow/CDNOW_sample.txt`; none where it is not at hand, which is told.
///
/// # Panics
/// Where it is required.
#[must_use]
pub fn data_file(name: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os(DATA).map_or(beside, PathBuf::from);
    let path = folder.join(name);
    if path.exists() {
        return Some(path);
    }
    not_run(&format!(
        "{name} is not at hand; set {DATA} to the folder that holds it"
    ));
    None
}

/// Tells that a test could not run, and why.
fn not_run(why: &str) {
    assert!(
        std::env::var_os(REQUIRED).is_none(),
        "{why}, and {REQUIRED} says that this test has to run"
    );
    println!("skipped: {why}");
    let Some(told) = std::env::var_os(NOT_RUN) else {
        return;
    };
    let file = OpenOptions::new().create(true).append(true).open(&told);
    let written = file.and_then(|mut file| file.write_all(format!("{why}\n").as_bytes()));
    if let Err(error) = written {
        panic!("{} cannot be written: {error}", told.display());
    }
}
