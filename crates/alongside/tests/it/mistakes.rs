//! Files, folders and ports that cannot be used: a sentence, a hint, an exit code, and nothing lost.

use std::{io::Write, net::TcpListener, sync::Arc};

use crate::scratch::{PRODUCTS, Scratch, check, day_ago, ignores_permissions, orders};

#[test]
fn a_folder_without_a_shop() {
    let scratch = Scratch::new();
    check("no_shop", &scratch.run("build"));
    check("no_shop_json", &scratch.run("recommend --cart a --json"));
    assert!(!scratch.path("alongside-data").exists(), "asking makes no folder");
}

#[test]
fn a_file_that_is_not_there() {
    check("missing_file", &Scratch::with_shop().run("import nothing.csv"));
}

#[test]
fn a_file_of_another_kind() {
    let scratch = Scratch::with_shop();
    check("wrong_kind", &scratch.run("import products.csv --kind orders"));
    scratch.file("notes.csv", "colour,mood\nred,good\n");
    check("unknown_columns", &scratch.run("import notes.csv"));
    scratch.file("empty.csv", "");
    check("empty_file", &scratch.run("import empty.csv"));
}

#[test]
fn a_good_file_before_a_bad_one_stays() {
    let scratch = Scratch::new();
    scratch.expect_success("init --name Corner --currency EUR");
    scratch.file("products.csv", PRODUCTS);
    scratch.file("notes.csv", "colour,mood\nred,good\n");
    let run = scratch.run("import products.csv notes.csv");
    assert_eq!(run.code, Some(1), "{run}");
    assert!(
        run.stdout.contains("products.csv") && run.stderr.contains("notes.csv"),
        "{run}"
    );
    let again = scratch.json("import products.csv");
    assert_eq!(again["files"][0]["report"]["recorded"]["unchanged"], 6, "{again}");
}

#[test]
fn a_truncated_gzip() {
    let scratch = Scratch::with_shop();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    let day = day_ago(3);
    // Random-looking ids keep the compressor from folding everything into one block.
    let rows: String = (0_u32..5_000)
        .map(|row| {
            format!(
                "x{},{day}T10:00:00Z,c1,tea,1,6.50\n",
                row.wrapping_mul(2_654_435_761)
            )
        })
        .collect();
    packed
        .write_all(
            format!("order_id,placed_at,customer_id,product_id,quantity,unit_price\n{rows}").as_bytes(),
        )
        .unwrap();
    let packed = packed.finish().unwrap();
    scratch.file("orders.csv.gz", &packed[..packed.len() / 2]);
    let run = scratch.run("import orders.csv.gz");
    assert_eq!(run.code, Some(1), "{run}");
    assert!(
        run.stderr.contains("truncated") && run.stderr.contains("nothing will count twice"),
        "{run}"
    );
    scratch.file("orders.csv.gz", &packed);
    let whole = scratch.json("import orders.csv.gz");
    assert_eq!(whole["files"][0]["report"]["order_lines"], 5_000, "{whole}");
}

#[test]
fn a_parquet_file_of_another_schema() {
    let scratch = Scratch::with_shop();
    scratch.file("moods.parquet", parquet_of_moods());
    check("wrong_parquet", &scratch.run("import moods.parquet"));
    scratch.file("broken.parquet", &parquet_of_moods()[..40]);
    let run = scratch.run("import broken.parquet");
    assert_eq!(run.code, Some(1), "{run}");
}

fn parquet_of_moods() -> Vec<u8> {
    use parquet::{
        data_type::Int64Type, file::properties::WriterProperties, file::writer::SerializedFileWriter,
        schema::parser::parse_message_type,
    };
    let schema = Arc::new(parse_message_type("message moods { required int64 mood; }").unwrap());
    let mut bytes = Vec::new();
    let mut file =
        SerializedFileWriter::new(&mut bytes, schema, Arc::new(WriterProperties::builder().build())).unwrap();
    let mut group = file.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column
        .typed::<Int64Type>()
        .write_batch(&[1, 2, 3], None, None)
        .unwrap();
    column.close().unwrap();
    group.close().unwrap();
    file.close().unwrap();
    bytes
}

#[test]
fn a_port_that_is_taken() {
    let scratch = Scratch::with_shop();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap();
    check("port_taken", &scratch.run(&format!("serve --listen {address}")));
    let run = scratch.run(&format!("demo --listen {address}"));
    assert_eq!(run.code, Some(6), "{run}");
    assert!(
        !scratch.path("alongside-demo").exists(),
        "no shop is made that could not be served"
    );
}

#[test]
fn an_address_that_is_none() {
    let scratch = Scratch::with_shop();
    check("no_address", &scratch.run("serve --listen foo"));
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port();
    let run = scratch.run(&format!("serve --listen localhost:{port}"));
    assert_eq!(run.code, Some(6), "localhost is understood, and taken: {run}");
}

#[test]
fn a_shop_without_a_name() {
    let scratch = Scratch::new();
    check("no_name", &scratch.run("init --name= --currency EUR"));
    assert!(!scratch.path("alongside-data").exists());
}

#[test]
fn backups_that_cannot_be_written_or_read() {
    let scratch = Scratch::with_shop();
    check("backup_no_folder", &scratch.run("backup no/such/shop.backup"));
    scratch.expect_success("backup shop.backup");
    check("backup_exists", &scratch.run("backup shop.backup"));
    check(
        "restore_no_backup",
        &scratch.run("restore products.csv --data other"),
    );
    assert!(!scratch.path("other").exists());
}

#[test]
fn what_is_not_there_is_told_with_where_to_look() {
    let scratch = Scratch::with_models();
    check("no_such_key", &scratch.run("keys revoke p_7h2k9m4p"));
    check("no_such_version", &scratch.run("models rollback 77"));
    check("import_folder", &scratch.run("import ."));
}

#[test]
fn a_folder_that_cannot_be_written() {
    let scratch = Scratch::new();
    scratch.file("occupied", "a file");
    check(
        "folder_is_a_file",
        &scratch.run("init --name Corner --currency EUR --data occupied/shop"),
    );
}

#[test]
fn an_export_that_cannot_be_written() {
    let scratch = Scratch::with_shop();
    scratch.file("occupied", "a file");
    check("export_into_a_file", &scratch.run("export occupied/out --quiet"));
    check(
        "export_of_no_days",
        &scratch.run("export out --from 2026-02-02 --to 2026-02-01"),
    );
}

#[cfg(unix)]
#[test]
fn a_shop_that_became_read_only() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::with_shop();
    let set = |mode| {
        for entry in std::fs::read_dir(scratch.path("alongside-data"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            if entry.is_file() {
                std::fs::set_permissions(entry, std::fs::Permissions::from_mode(mode & 0o666)).unwrap();
            }
        }
        let folder = scratch.path("alongside-data");
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set(0o555);
    if ignores_permissions(&scratch.path("alongside-data")) {
        println!("skipped: this user may write anywhere");
        return set(0o755);
    }
    let run = scratch.run("import orders.csv");
    assert_eq!(run.code, Some(1), "{run}");
    assert!(run.stderr.contains("hint: "), "{run}");
    set(0o755);
    scratch.expect_success("import orders.csv");
}

#[test]
fn a_snapshot_of_a_newer_format_is_refused_and_the_last_good_one_serves() {
    let scratch = Scratch::with_models();
    scratch.expect_success("build");
    let newest = scratch.json("models list")["models"][0]["version"]
        .as_u64()
        .unwrap();
    let models = scratch.path("alongside-data").join("models");
    let mut manifests = std::fs::read_dir(models)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("manifest.json"));
    let ours = |path: &std::path::PathBuf| {
        std::fs::read_to_string(path).is_ok_and(|text| {
            serde_json::from_str::<serde_json::Value>(&text)
                .is_ok_and(|manifest| manifest["version"] == newest)
        })
    };
    let path = manifests.find(ours).expect("the newest snapshot has a manifest");
    let mut manifest: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    manifest["format"] = 999.into();
    std::fs::write(&path, manifest.to_string()).unwrap();
    let run = scratch.expect_success("recommend --cart kettle --json");
    assert!(run.stderr.contains("format 999"), "{run}");
    let answer: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(answer["model_version"], newest - 1, "{answer}");
    let doctor = scratch.run("doctor");
    assert_eq!(doctor.code, Some(1), "{doctor}");
    assert!(doctor.stdout.contains("format 999"), "{doctor}");
}

#[test]
fn a_backup_that_is_none() {
    let scratch = Scratch::with_shop();
    scratch.file("notes.txt", "not a database");
    check(
        "restore_not_a_backup",
        &scratch.run("restore notes.txt --replace"),
    );
    check("restore_over_a_shop", &scratch.run("restore notes.txt"));
    check(
        "restore_missing",
        &scratch.run("restore nothing.backup --replace"),
    );
    scratch.expect_success("doctor");
    let elsewhere = scratch.run("restore notes.txt --data elsewhere");
    assert_eq!(elsewhere.code, Some(1), "{elsewhere}");
    assert!(
        !scratch.path("elsewhere").exists(),
        "a failed restore leaves no shop behind"
    );
}

/// The limit on the size of files stands in for a full disk: the same writes fail, without a file system of our own.
#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_loses_nothing_that_was_stored() {
    let scratch = Scratch::with_shop();
    let day = day_ago(3);
    let rows: String = (0..40_000)
        .map(|row| format!("big{row},{day}T10:00:00Z,c{row},p{row},1,6.50\n"))
        .collect();
    scratch.file(
        "big.csv",
        format!("order_id,placed_at,customer_id,product_id,quantity,unit_price\n{rows}"),
    );
    let run = scratch.shell("trap '' XFSZ; ulimit -f 600; exec \"$ALONGSIDE\" import big.csv --quiet");
    assert_eq!(run.code, Some(1), "{run}");
    assert!(
        run.stderr.starts_with("error: ") && run.stderr.contains("hint: "),
        "{run}"
    );
    scratch.file("orders.csv", orders());
    let before = scratch.json("import orders.csv");
    assert_eq!(
        before["files"][0]["report"]["recorded"]["inserted"], 0,
        "nothing was lost: {before}"
    );
    let whole = scratch.json("import big.csv");
    assert_eq!(whole["files"][0]["report"]["order_lines"], 40_000, "{whole}");
    assert_eq!(scratch.json("doctor")["healthy"], true);
}
