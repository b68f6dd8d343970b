//! The dirt of real order files, a case each.

use ingest::Options;

use crate::check::{check, euros};

/// Order lines under the usual header.
fn orders(rows: &str) -> String {
    format!("order_id,product_id,title,quantity,placed_at,unit_price,customer_id\n{rows}")
}

#[track_caller]
fn check_orders(rows: &str, expect: &str) {
    check("orders.csv", orders(rows), &euros(), expect);
}

#[test]
fn lines_of_one_id_are_one_order() {
    check_orders(
        "1,A,Lamp,2,2024-01-05 10:00:00,9.90,17850.0\n1,B,Shade,1,2024-01-05 10:00:00,4.50,17850.0\n\
         1,A,Lamp,2,2024-01-05 10:00:00,9.90,17850.0\n2,B,Shade,3,2024-01-06,4.50,\n1,B,Shade,1,2024-01-07,4.50,\n",
        "order 1 17850 2024-01-05T10:00:00.000Z
         line A x2 9.90 EUR
         line B x1 4.50 EUR
         line A x2 9.90 EUR
         order 2 - 2024-01-06T00:00:00.000Z
         line B x3 4.50 EUR
         order 1 - 2024-01-07T00:00:00.000Z
         line B x1 4.50 EUR
         seen A en:Lamp 9.90 EUR
         seen B en:Shade 4.50 EUR",
    );
}

#[test]
fn cancellations_and_negative_quantities_are_refunds() {
    check_orders(
        "1,A,Lamp,2,2024-01-05,9.90,7\n1,A,Lamp,-1,2024-01-05,9.90,7\nC2,A,Lamp,-2,2024-01-06,9.90,7\n\
         C2,POSTAGE,Postage,-1,2024-01-06,3.00,7\nC3,A,Lamp,1,2024-01-07,9.90,7\nC2,A,Lamp,-1,2024-01-08,9.90,7\n",
        "refund 1#2 of - A x1 9.90 EUR 2024-01-05T00:00:00.000Z
         order 1 7 2024-01-05T00:00:00.000Z
         line A x2 9.90 EUR
         refund C2#1 of - A x2 9.90 EUR 2024-01-06T00:00:00.000Z
         refund C2#2 of - POSTAGE x1 3.00 EUR fee 2024-01-06T00:00:00.000Z
         refund C3#1 of - A x1 9.90 EUR 2024-01-07T00:00:00.000Z
         refund C2#3 of - A x1 9.90 EUR 2024-01-08T00:00:00.000Z
         seen A en:Lamp 9.90 EUR",
    );
}

#[test]
fn where_every_id_begins_with_c_that_is_its_number() {
    check_orders(
        "C1,A,Lamp,1,2024-01-05,9.90,\nC2,A,Lamp,-1,2024-01-06,9.90,\n",
        "order C1 - 2024-01-05T00:00:00.000Z
         line A x1 9.90 EUR
         refund C2#1 of - A x1 9.90 EUR 2024-01-06T00:00:00.000Z
         seen A en:Lamp 9.90 EUR",
    );
}

#[test]
fn fees_are_kept_apart() {
    check_orders(
        "1,A,Lamp,1,2024-01-05,9.90,\n1,SHIP,Standard shipping,1,2024-01-05,4.00,\n1,X,هزینه ارسال,1,2024-01-05,4.00,\n\
         1,D,Voucher,1,2024-01-05,-2.00,\n1,S,Free sample,1,2024-01-05,0,\n",
        "order 1 - 2024-01-05T00:00:00.000Z
         line A x1 9.90 EUR
         line SHIP x1 4.00 EUR fee
         line X x1 4.00 EUR fee
         line D x1 -2.00 EUR fee
         line S x1 0.00 EUR
         seen A en:Lamp 9.90 EUR
         seen D en:Voucher -
         seen S en:Free sample -",
    );
}

#[test]
fn bad_cells_set_their_row_aside() {
    let header = "order_id,product_id,title,quantity,placed_at,unit_price,customer_id";
    let rows = "1,A,Lamp,0,2024-01-05,9.90,
        1,,Lamp,1,2024-01-05,9.90,
        1,A,Lamp,1000001,2024-01-05,9.90,
        1,A,Lamp,1.5,2024-01-05,9.90,
        1,A,Lamp,NaN,2024-01-05,9.90,
        1,A,Lamp,1,2024-01-05,NaN,
        1,A,Lamp,1,2024-01-05,inf,
        1,A,Lamp,1,2024-01-05,99999999999999999999,
        1,A,Lamp,1,2024-13-05,9.90,
        1,A,Lamp,1,2031-01-05,9.90,
        1,A,Lamp,1,,9.90,
        ,A,Lamp,1,2024-01-05,9.90,
        1,A,Lamp,-1,2024-01-05,-9.90,
        1,A,Lamp,1
        1,A,Lamp,1,2024-01-05,9.90,,,
        1,A,Lamp,1,2024-01-05,9.90,,x";
    let rows: Vec<&str> = rows.lines().map(str::trim).collect();
    check(
        "orders.csv",
        format!("{header}\n{}\n", rows.join("\n")),
        &euros(),
        "order 1 - 2024-01-05T00:00:00.000Z
         line A x1 9.90 EUR
         seen A en:Lamp 9.90 EUR
         rejected 2 quantity: a quantity of zero buys nothing
         rejected 3 product_id: the line names no product
         rejected 4 quantity: 1000001 units are more than the 1000000 a line may have
         rejected 5 quantity: '1.5' is not a whole number
         rejected 6 quantity: 'NaN' is not a whole number
         rejected 7 unit_price: 'NaN' is not a decimal amount such as 12.50
         rejected 8 unit_price: 'inf' is not a decimal amount such as 12.50
         rejected 9 unit_price: the amount is too large
         rejected 10 placed_at: '2024-13-05' is not a date such as 2024-12-25 or 2024-12-25 18:30:00; another form can be told with --date-format
         rejected 11 placed_at: 2031-01-05T00:00:00.000Z lies in the future; check the date format
         rejected 12 placed_at: the date is missing
         rejected 13 order_id: an id must not be empty
         rejected 14 unit_price: the quantity and the price are both negative, so it is neither a sale nor a refund
         rejected 15 row: the row has 4 cells where the header has 7
         rejected 17 row: the row has 8 cells where the header has 7",
    );
}

#[test]
fn the_name_of_most_lines_wins_over_remarks() {
    let rows = "1,A,RED LAMP,1,2024-01-05,9.90,\n2,A,damaged,1,2024-01-05,0,\n3,A,damaged,1,2024-01-05,0,\n\
        4,A,Red Lamp,1,2024-01-05,8.90,\n5,A,Red Lamp,1,2024-01-05,8.90,\n6,B,BLUE LAMP,1,2024-01-05,1.00,\n\
        7,B,?? missing,1,2024-01-05,0,\n8,B,?? missing,1,2024-01-05,0,\n9,C,check,1,2024-01-05,0,\n";
    let lamps: String = (10..40)
        .map(|id| format!("{id},D,GREEN LAMP,1,2024-01-05,2.00,\n"))
        .collect();
    let outcome = crate::check::import(
        "orders.csv",
        orders(&format!("{rows}{lamps}")).as_bytes(),
        &euros(),
    );
    let seen: Vec<String> = outcome
        .records
        .iter()
        .filter_map(|record| match record {
            ingest::Record::ProductSeen { id, title, price } => Some(format!(
                "{id} {:?} {:?}",
                title.as_ref().map(|(_, title)| title),
                price.map(|price| price.minor)
            )),
            _ => None,
        })
        .collect();
    assert_eq!(
        seen,
        [
            "A Some(\"Red Lamp\") Some(890)",
            "B Some(\"BLUE LAMP\") Some(100)",
            "C None None",
            "D Some(\"GREEN LAMP\") Some(200)"
        ]
    );
}

#[test]
fn an_order_has_a_bounded_number_of_lines() {
    let rows = "1,A,Lamp,1,2024-01-05,9.90,\n".repeat(shop::limits::ORDER_LINES_MAX + 2);
    let outcome = crate::check::import("orders.csv", orders(&rows).as_bytes(), &euros());
    let summary = outcome.result.unwrap();
    assert_eq!((summary.order_lines, summary.rejected), (10_000, 2));
    assert_eq!(
        outcome.rejections[0].reason,
        "the order has more than 10000 lines"
    );
}

#[test]
fn quotes_line_ends_and_line_numbers() {
    check(
        "orders.csv",
        "\u{FEFF}order_id,product_id,title,quantity,placed_at,unit_price,customer_id\r\n\
         1,A,\"Lamp,\r\n\"\"red\"\"\",1,2024-01-05,9.90,\r\n\r\n1,B,24\" sign,0,2024-01-05,9.90,\n\
         1,C,Mug,0,2024-01-05,9.90,\r1,\"D,Open quote,1,2024-01-05,9.90,\n1,E,Cup,0,2024-01-05,9.90,",
        &euros(),
        "order 1 - 2024-01-05T00:00:00.000Z
         line A x1 9.90 EUR
         seen A en:Lamp, \"red\" 9.90 EUR
         rejected 5 quantity: a quantity of zero buys nothing
         rejected 6 quantity: a quantity of zero buys nothing
         rejected 7 row: the row has 2 cells where the header has 7; a quote may be open or not doubled
         rejected 8 quantity: a quantity of zero buys nothing",
    );
}

#[test]
fn separators_are_recognised() {
    let expect = "order 1 - 2024-01-05T00:00:00.000Z
         line A x1 1234.50 EUR
         seen A en:Lamp, red 1234.50 EUR";
    for separator in [";", "\t", "|"] {
        let text =
            "order_id;product_id;title;quantity;placed_at;unit_price\n1;A;Lamp, red;1;05.01.2024;1.234,50\n";
        check("orders.csv", text.replace(';', separator), &euros(), expect);
    }
    let text = "sep=;\norder_id;product_id;title;placed_at;unit_price\n1;A;Lamp, red;05.01.2024;1 234,50 €\n";
    check("orders.csv", text, &euros(), expect);
}

#[test]
fn encodings_are_recognised() {
    let text =
        "order_id,product_id,title,placed_at\n1,A,Caf\u{e9} \u{fc}ber,2024-01-05\n2,B,Lamp,2024-01-05\n";
    let expect = "order 1 - 2024-01-05T00:00:00.000Z
         line A x1 -
         order 2 - 2024-01-05T00:00:00.000Z
         line B x1 -
         seen A en:Café über -
         seen B en:Lamp -";
    check("utf-8.csv", text, &Options::default(), expect);
    let latin1: Vec<u8> = text.chars().map(|character| character as u8).collect();
    check("latin-1.csv", latin1, &Options::default(), expect);
    let little: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    check("utf-16le.csv", little, &Options::default(), expect);
    let big: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    check("utf-16be.csv", big, &Options::default(), expect);
}

#[test]
fn headers_in_four_languages() {
    let expect = "order 1 7 2024-03-20T00:00:00.000Z
         line A x3 1234.50 EUR
         seen A en:Lamp 1234.50 EUR";
    for (header, row) in [
        (
            "Număr comandă,Cod produs,Denumire,Cantitate,Data comandă,Preț unitar,ID client",
            "1,A,Lamp,3,20.03.2024,\"1.234,50\",7",
        ),
        (
            "رقم الطلب,رمز المنتج,اسم المنتج,الكمية,تاريخ الطلب,سعر الوحدة,رقم العميل",
            "1,A,Lamp,٣,٢٠٢٤/٠٣/٢٠,١٬٢٣٤٫٥٠,7",
        ),
        (
            "شماره سفارش,کد کالا,نام کالا,تعداد,تاریخ سفارش,قیمت واحد,کد مشتری",
            "1,A,Lamp,۳,۱۴۰۳/۰۱/۰۱,۱٬۲۳۴٫۵۰,7",
        ),
        (
            "OrderNumber,SKU,Product Name,Qty,Order Date,Unit Price,CustomerID",
            "1,A,Lamp,3,3/20/2024 0:00,\"1,234.50\",7",
        ),
    ] {
        check("orders.csv", format!("{header}\n{row}\n"), &euros(), expect);
    }
}

#[test]
fn dates_that_could_be_either_way_are_asked_about() {
    let text = "order_id,product_id,placed_at\n1,A,02/03/2024\n2,A,04/05/2024\n";
    check(
        "orders.csv",
        text,
        &Options::default(),
        "error column 'placed_at' has dates such as '04/05/2024', and nothing in the first 2 rows tells the day from \
         the month; add --date-format \"%d/%m/%Y\" or --date-format \"%m/%d/%Y\" (with %H:%M where there is a time)",
    );
    let told = Options {
        date_format: Some("%d/%m/%Y".into()),
        ..Options::default()
    };
    check(
        "orders.csv",
        text,
        &told,
        "order 1 - 2024-03-02T00:00:00.000Z
         line A x1 -
         order 2 - 2024-05-04T00:00:00.000Z
         line A x1 -
         seen A - -",
    );
    let ro = Options {
        locale: Some("ro".parse().unwrap()),
        ..Options::default()
    };
    let outcome = crate::check::import("orders.csv", text.as_bytes(), &ro);
    assert_eq!(outcome.result.unwrap().orders, 2);
}

#[test]
fn files_that_cannot_be_understood_say_what_to_do() {
    let none = Options::default();
    check(
        "a.csv",
        "",
        &none,
        "error the file is empty; export it again and check that it has a header line and rows",
    );
    check(
        "a.csv",
        "\n\n",
        &none,
        "error the file is empty; export it again and check that it has a header line and rows",
    );
    check(
        "a.csv",
        "order_id,product_id,placed_at\n",
        &none,
        "error the file has a header but no rows below it; export it again",
    );
    check(
        "a.csv",
        "x,y\n1,2\n",
        &none,
        "error cannot tell what this file holds: its columns are x, y. Say what it \
         is with --kind (products, orders, customers, events, links, reviews) and name columns with --map field=column",
    );
    check(
        "a.csv",
        "order_id,product_id,placed_at,unit_price\n1,A,2024-01-01,5\n",
        &none,
        "error the file has amounts but names no currency; add one, for example --currency EUR",
    );
}

#[test]
fn columns_can_be_named_by_hand() {
    let orders = Options {
        kind: Some(ingest::RecordKind::Orders),
        ..Options::default()
    };
    check(
        "a.csv",
        "nr,product_id,placed_at\n1,A,2024-01-01\n",
        &orders,
        "error a file of orders needs order_id, and no column was recognised as that; the columns are nr, product_id, \
         placed_at. Name them with --map field=column",
    );
    let mapped = |field: &str, column: &str| Options {
        columns: vec![(field.into(), column.into())],
        ..orders.clone()
    };
    let text = "nr,product_id,placed_at\n1,A,2024-01-01\n";
    check(
        "a.csv",
        text,
        &mapped("order_id", "nr"),
        "order 1 - 2024-01-01T00:00:00.000Z\nline A x1 -\nseen A - -",
    );
    check(
        "a.csv",
        text,
        &mapped("order_id", "number"),
        "error the file has no column 'number'; its columns are nr, product_id, placed_at",
    );
    let unknown = crate::check::import("a.csv", text.as_bytes(), &mapped("price", "nr"))
        .result
        .unwrap_err();
    assert!(
        unknown
            .to_string()
            .starts_with("there is no field 'price' in a file of orders; the fields are order_id,")
    );
}

#[test]
fn a_date_format_that_cannot_be_understood_is_refused() {
    let format = Options {
        date_format: Some("%H:%M".into()),
        ..Options::default()
    };
    let error = crate::check::import(
        "a.csv",
        b"order_id,product_id,placed_at\n1,A,2024-01-01\n",
        &format,
    )
    .result;
    assert!(
        error
            .unwrap_err()
            .to_string()
            .starts_with("the date format '%H:%M' cannot be understood:")
    );
}

#[test]
fn what_is_missing_is_told_of_kinds_that_the_file_may_be() {
    check(
        "a.csv",
        "sku,Menge,Ort\n1,2,x\n",
        &euros(),
        "error cannot tell what this file holds: its columns are sku, Menge, Ort. As links it lacks linked_product_id. \
         As reviews it lacks review or rating. As orders it lacks order_id and placed_at. As products it lacks title. \
         Say what it is with --kind (products, orders, customers, events, links, reviews) and name columns with \
         --map field=column",
    );
}

#[test]
fn german_columns_and_postage_are_known() {
    check(
        "bestellungen.csv",
        "Bestellnummer;Artikelnummer;Menge;Einzelpreis;Bestelldatum;Kundennummer\n\
         7;A-1;2;49,90;22.11.2023 10:00;K1\n7;Versandkosten;1;4,90;22.11.2023 10:00;K1\n",
        &euros(),
        "order 7 K1 2023-11-22T10:00:00.000Z
         line A-1 x2 49.90 EUR
         line Versandkosten x1 4.90 EUR fee
         seen A-1 - 49.90 EUR",
    );
}
