//! What people type and scanners read finds the products that are meant, in four languages.

use recommend::search::{Found, ProductSearch};

use crate::{shop::Shop, tiny::tiny};

const SHOP: &str = r#"
currency EUR
product TV-43 "Television 43 inch" Video>TVs 499.00 brand=Lumo gtin=4006381333931 title.ro="Televizor 43 țoli" title.fa="تلویزیون ۴۳ اینچ" title.ar="تلفاز ٤٣ بوصة"
product 0085 "HDMI cable, black" Video>Cables 9.99 title.fa="کابل HDMI" title.ar="كابل HDMI أسود" title.ro="Cablu HDMI negru"
product long "HDMI cable, black, 5 metres, braided" Video>Cables 19.99
product charger "EN-EL15 charger" Photo>Power 39.00 title.ro="Încărcător EN-EL15" title.ar="الشاحن" title.fa="شارژر باتری‌ها" ean=0012345678905
product mouse "Optical mouse" Computers>Mice 15.00 title.ro="Mouse optic"
product lens "Lenses 50mm" Photo>Lenses 199.00
repeat 9 order a{n} 2026-01-01+{n} c{n} long
"#;

fn find(shop: &Shop, question: &str) -> Found {
    let search = ProductSearch::new(&shop.catalogue);
    let standing = |product| (true, shop.signals.sales.orders(product));
    search.find(&shop.catalogue, question, &standing, 8)
}

fn ids(shop: &Shop, found: &Found) -> String {
    let ids = found.products.iter().map(|&product| shop.catalogue.id(product));
    ids.collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(question: &str, expect: &str) {
    let shop = tiny(SHOP, &[]);
    let found = find(&shop, question);
    assert_eq!(ids(&shop, &found), expect, "{question}");
    assert_eq!(found.total, found.products.len());
}

#[test]
fn every_language_is_spelt_in_every_way() {
    check("television", "TV-43");
    check("Televizor 43", "TV-43");
    check("televizorului", "TV-43");
    check("incarcator", "charger");
    check("ÎNCĂRCĂTORUL", "charger");
    check("تلويزيون 43", "TV-43");
    check("بوصه", "TV-43");
    check("شاحن", "charger");
    check("الكابل", "0085");
    check("باتري", "charger");
    check("lumo", "TV-43");
}

#[test]
fn the_last_word_may_be_unfinished_and_others_where_nothing_else_fits() {
    check("t", "TV-43");
    check("hdmi c", "long 0085");
    check("hdmi cables", "long 0085");
    check("braided hdmi", "long");
    check("cab hd", "0085 long");
    check("optical m", "mouse");
}

#[test]
fn what_is_asked_for_comes_first_and_then_what_sells() {
    check("cable", "long 0085");
    check("HDMI cable black", "0085 long");
}

#[test]
fn codes_are_found_however_they_are_written() {
    for (code, expect) in [
        ("TV-43", "TV-43"),
        ("tv 43", "TV-43"),
        ("4006381333931", "TV-43"),
        ("04006381333931", "TV-43"),
        ("۴۰۰۶۳۸۱۳۳۳۹۳۱", "TV-43"),
        ("12345678905", "charger"),
        ("0012345678905", "charger"),
        ("85", "0085"),
    ] {
        let shop = tiny(SHOP, &[]);
        let found = find(&shop, code);
        assert_eq!(ids(&shop, &found), expect, "{code}");
        assert!(found.is_code, "{code}");
    }
    let shop = tiny(SHOP, &[]);
    let begun = find(&shop, "40063813");
    assert_eq!((ids(&shop, &begun).as_str(), begun.is_code), ("TV-43", false));
    check("enel15", "charger");
    check("en-el1", "charger");
}

#[test]
fn where_nothing_has_every_word_those_with_most_are_told() {
    let shop = tiny(SHOP, &[]);
    let found = find(&shop, "green optical mouse");
    assert_eq!((ids(&shop, &found).as_str(), found.is_complete), ("mouse", false));
    assert!(find(&shop, "optical mouse").is_complete);
    for nothing in [
        "",
        "   ",
        "---",
        "xylophone",
        "\u{0}",
        "a green xylophone concerto",
    ] {
        assert_eq!(find(&shop, nothing).products, [], "{nothing}");
    }
    assert_eq!(find(&tiny("", &[]), "tv"), Found::default());
}
