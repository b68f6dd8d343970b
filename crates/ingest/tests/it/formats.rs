//! The same records from every packing and format; what is cut or damaged says so and keeps what came before.

use std::io::Write;

use ingest::{Options, import_file};
use parquet::errors::ParquetError;

use crate::check::{check, euros, import, now};

const CSV: &str = "order_id,product_id,placed_at,unit_price\n1,A,2024-01-05,9.90\n1,B,2024-01-05,1.00\n";
const EXPECT: &str = "order 1 - 2024-01-05T00:00:00.000Z
    line A x1 9.90 EUR
    line B x1 1.00 EUR
    seen A - 9.90 EUR
    seen B - 1.00 EUR";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("a vector takes all bytes");
    encoder.finish().expect("a vector takes all bytes")
}

/// Order lines that hardly compress.
fn many_orders(count: u32) -> String {
    let mut text = "order_id,product_id,placed_at,unit_price\n".to_owned();
    for id in 0..count {
        let product = id.wrapping_mul(2_654_435_761);
        text += &format!(
            "{id},P{product},2024-01-05,{}.{:02}\n",
            product % 977,
            product % 89
        );
    }
    text
}

#[test]
fn packed_files_are_recognised_by_their_bytes() {
    check("orders.csv.gz", gzip(CSV.as_bytes()), &euros(), EXPECT);
    check("orders", gzip(CSV.as_bytes()), &euros(), EXPECT);
    check(
        "orders.csv.zst",
        zstd::encode_all(CSV.as_bytes(), 1).unwrap(),
        &euros(),
        EXPECT,
    );
    let (head, tail) = CSV.split_at(50);
    let members = [gzip(head.as_bytes()), gzip(tail.as_bytes())].concat();
    check("orders.csv.gz", members, &euros(), EXPECT);
}

#[test]
fn truncated_files_keep_what_came_before() {
    let text = many_orders(20_000);
    let packed = [
        gzip(text.as_bytes()),
        zstd::encode_all(text.as_bytes(), 1).unwrap(),
    ];
    for packed in packed {
        let outcome = import("orders.csv", &packed[..packed.len() / 2], &euros());
        let Err(ingest::IngestError::Truncated { rows }) = outcome.result else {
            panic!("a truncated file must be an error: {:?}", outcome.result);
        };
        let orders = outcome
            .records
            .iter()
            .filter(|record| matches!(record, ingest::Record::Order(_)))
            .count();
        assert!(rows > 1_000, "{rows} rows lie before the cut");
        assert_eq!(
            orders as u64, rows,
            "every whole row before the cut was handed over, and no half one"
        );
    }
}

#[test]
fn damaged_files_say_so() {
    let mut packed = gzip(many_orders(20_000).as_bytes());
    let middle = packed.len() / 2;
    packed[middle..middle + 64].fill(0xFF);
    let error = import("orders.csv.gz", &packed, &euros()).result.unwrap_err();
    assert!(
        error.to_string().starts_with("the compressed file is damaged:"),
        "{error}"
    );
}

#[test]
fn json_lines_of_orders() {
    let nested = r#"{"order_id":"1","placed_at":"2024-01-05","lines":[
        {"product_id":"A","quantity":1,"unit_price":9.90},
        {"product_id":"B","unit_price":"1.00"}]}"#
        .replace('\n', "");
    check("orders.jsonl", nested, &euros(), EXPECT);
    let flat = "{\"order_id\":1,\"product_id\":\"A\",\"placed_at\":1704412800,\"unit_price\":9.9,\
         \"customer_id\":null}\n\n\
        {\"order_id\":1,\"product_id\":\"B\",\"placed_at\":1704412800,\"unit_price\":\"1.00\"}\n{\"order_id\":\n[1]\n\
        {\"order_id\":2,\"product_id\":\"B\",\"placed_at\":1704412800,\"unit_price\":NaN}\n";
    check(
        "orders.ndjson",
        flat,
        &euros(),
        "order 1 - 2024-01-05T00:00:00.000Z
         line A x1 9.90 EUR
         line B x1 1.00 EUR
         seen A - 9.90 EUR
         seen B - 1.00 EUR
         rejected 4 row: the line is no JSON object: EOF while parsing a value at line 1 column 12
         rejected 5 row: the line is no JSON object: invalid type: sequence, expected an object at line 1 column 0
         rejected 6 row: the line is no JSON object: expected value at line 1 column 68",
    );
    check(
        "orders.json",
        "[{\"order_id\":1}]",
        &euros(),
        "error the file is one JSON array; write one object a line, for example with: jq -c '.[]' in.json > out.jsonl",
    );
}

#[test]
fn rejected_rows_are_listed_beside_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.csv");
    let list = folder.path().join("orders.csv.rejected.csv");
    let run = |text: &str, options: &Options| {
        std::fs::write(&path, text).unwrap();
        import_file(&path, options, now(), &mut |_| Ok(()), &|_| {}).unwrap()
    };
    let summary = run(
        "order_id,product_id,placed_at\n1,\"A, b\",soon\n1,B,2024-01-05\n",
        &euros(),
    );
    assert_eq!((summary.rows, summary.rejected), (2, 1));
    let written = std::fs::read_to_string(&list).unwrap();
    assert!(
        written.starts_with("line,column,reason,row\n2,placed_at,"),
        "{written}"
    );
    assert!(written.ends_with(",\"1,\"\"A, b\"\",soon\"\n"), "{written}");
    let read = ingest::read_rejections(written.as_bytes(), 10);
    assert_eq!(
        (read[0].line, read[0].column.as_str(), read[0].row.as_str()),
        (2, "placed_at", "1,\"A, b\",soon")
    );

    run("order_id,product_id,placed_at\n1,B,2024-01-05\n", &euros());
    assert!(!list.exists(), "a list of an earlier import is removed");

    let elsewhere = tempfile::tempdir().unwrap();
    let options = Options {
        rejected_dir: Some(elsewhere.path().to_owned()),
        ..euros()
    };
    run(
        "order_id,product_id,placed_at\n1,B,soon\n2,B,2024-01-05\n",
        &options,
    );
    assert!(elsewhere.path().join("orders.csv.rejected.csv").exists() && !list.exists());
}

#[test]
fn missing_files_and_failing_sinks_are_errors() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.csv");
    let missing = import_file(&path, &euros(), now(), &mut |_| Ok(()), &|_| {}).unwrap_err();
    assert!(missing.to_string().starts_with("cannot read "), "{missing}");
    let is_folder = import_file(folder.path(), &euros(), now(), &mut |_| Ok(()), &|_| {}).unwrap_err();
    assert!(
        matches!(is_folder, ingest::IngestError::Open { .. }),
        "{is_folder}"
    );
    std::fs::write(&path, many_orders(5_000)).unwrap();
    let mut batches = 0;
    let mut sink = |batch: Vec<ingest::Record>| {
        batches += 1;
        assert!(batch.len() <= 1_001, "batches stay small");
        if batches == 2 {
            Err("the disk is full".into())
        } else {
            Ok(())
        }
    };
    let failed = import_file(&path, &euros(), now(), &mut sink, &|_| {}).unwrap_err();
    assert_eq!(
        failed.to_string(),
        "the records could not be stored: the disk is full"
    );
    assert_eq!(batches, 2, "nothing is handed over after a failure");
}

#[test]
fn parquet_files_are_read_by_their_schema() {
    let schema = "message orders { required binary order_id (UTF8); required binary product_id (UTF8);
        required int64 placed_at (TIMESTAMP_MILLIS); optional double unit_price; }";
    let parquet = parquet_of(schema).unwrap();
    check(
        "orders.parquet",
        &parquet,
        &euros(),
        "order 1 - 2024-01-05T00:00:00.000Z
         line A x1 9.90 EUR
         line B x1 -
         seen A - 9.90 EUR
         seen B - -",
    );
    let orders = Options {
        kind: Some(ingest::RecordKind::Orders),
        ..euros()
    };
    check(
        "orders.parquet",
        parquet_of(&schema.replace("order_id", "number")).unwrap(),
        &orders,
        "error a file of orders needs order_id, and no column was recognised as that; the columns are number, product_id, \
         placed_at, unit_price. Name them with --map field=column",
    );
    let cut = import("orders.parquet", &parquet[..parquet.len() / 2], &euros())
        .result
        .unwrap_err();
    assert!(
        cut.to_string().starts_with("this Parquet file cannot be read:"),
        "{cut}"
    );
}

#[test]
fn damaged_parquet_never_panics() {
    let schema = "message orders { required binary order_id (UTF8); required binary product_id (UTF8);
        required int64 placed_at (TIMESTAMP_MILLIS); optional double unit_price; }";
    let parquet = parquet_of(schema).unwrap();
    for position in 0..parquet.len() {
        for value in [0x00, 0x7F, 0xFF] {
            let mut damaged = parquet.clone();
            damaged[position] = value;
            let outcome = import("orders.parquet", &damaged, &euros());
            if let Ok(summary) = outcome.result {
                assert_eq!(summary.accounted(), summary.rows);
            }
        }
    }
}

/// Two lines of one order under a schema of two texts, a moment and an optional price.
fn parquet_of(schema: &str) -> Result<Vec<u8>, ParquetError> {
    use parquet::data_type::{ByteArrayType, DoubleType, Int64Type};
    let schema = parquet::schema::parser::parse_message_type(schema)?;
    let mut bytes = Vec::new();
    let mut writer =
        parquet::file::writer::SerializedFileWriter::new(&mut bytes, schema.into(), Default::default())?;
    let mut group = writer.next_row_group()?;
    for values in [["1", "1"], ["A", "B"]] {
        let mut column = group.next_column()?.expect("the schema has four columns");
        column
            .typed::<ByteArrayType>()
            .write_batch(&values.map(Into::into), None, None)?;
        column.close()?;
    }
    let mut column = group.next_column()?.expect("the schema has four columns");
    column
        .typed::<Int64Type>()
        .write_batch(&[1_704_412_800_000; 2], None, None)?;
    column.close()?;
    let mut column = group.next_column()?.expect("the schema has four columns");
    column
        .typed::<DoubleType>()
        .write_batch(&[9.9], Some(&[1, 0]), None)?;
    column.close()?;
    group.close()?;
    writer.close()?;
    Ok(bytes)
}

#[test]
fn a_list_of_rejected_rows_is_not_taken_for_the_file_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.csv");
    let rows = "order_id,product_id,quantity,placed_at\n1,A,1,2024-01-05\n1,B,x,2024-01-05\n";
    std::fs::write(&path, rows).unwrap();
    import_file(&path, &euros(), now(), &mut |_| Ok(()), &|_| {}).unwrap();
    let list = std::fs::read_to_string(folder.path().join("orders.csv.rejected.csv")).unwrap();
    check(
        "orders.csv.rejected.csv",
        list,
        &euros(),
        "error this lists rows that were set aside, and of an order it holds only some lines. Correct the rows in the \
         file they came from, and import that again: what is stored already does not count twice",
    );
}

#[test]
fn bytes_that_are_no_text_are_told_without_showing_them() {
    check(
        "orders.csv",
        "PK\u{3}\u{4}\u{14}\0\u{6}\0[Content_Types].xml\n",
        &euros(),
        "error this is an Excel workbook or a ZIP archive: save its sheet as CSV, or unpack it. CSV, JSON Lines and \
         Parquet are read, also packed with gzip or Zstandard",
    );
    check(
        "orders.csv",
        "\u{1b}[2Jorder_id,product_id\n1,2\n",
        &euros(),
        "error this is no text. CSV, JSON Lines and Parquet are read, also packed with gzip or Zstandard",
    );
}
