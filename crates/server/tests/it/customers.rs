//! What is said of customers over HTTP: at a glance, one by one, as an audience, and all of it to the person.

use engine::KeyKind;
use testkit::Fixture;

use crate::{
    client,
    shop::{Extras, Served},
};

/// Sixty customers, half of whom come again every few weeks; of one the id would be a formula in a spreadsheet.
const SHOP: &str = "
currency EUR
product beans \"Coffee beans\" Coffee>Beans 22.00 cost=12
product cups \"Espresso cups\" Table>Cups 16.00 cost=7
repeat 30 order a{n} 2025-09-01+{n} c{n} beans*2
repeat 30 order b{n} 2025-09-24+{n} c{n} beans*2
repeat 30 order d{n} 2025-11-10+{n} c{n} beans*3
repeat 30 order e{n} 2025-12-28+{n} c{n} beans*2
repeat 30 order f{n} 2025-09-03+{n} d{n} cups
order g1 2026-01-05 @SUM(A1) cups beans
customer c3 consent=no
customer c4 consent=yes tags=b2b
customer quiet consent=yes
refund r1 2026-01-20 e5 beans
view v4 2026-01-20T10:00 cups customer=c4
";

fn served() -> Served {
    Served::with(Extras {
        fixture: Some(Fixture::parse(SHOP)),
        ..Extras::default()
    })
}

fn csv(shop: &Served, path: &str) -> client::Response {
    let bearer = format!("Bearer {}", shop.key(KeyKind::Admin));
    let headers = [("authorization", bearer.as_str()), ("accept", "text/csv")];
    client::send(shop.address, "GET", path, &headers, b"")
}

#[test]
fn customers_are_seen_at_a_glance_and_one_by_one() {
    let shop = served();
    insta::assert_snapshot!(shop.admin("GET", "/v1/customers/segments", "").shown());
    let of = |path: &str| shop.admin("GET", &format!("/v1/customers/{path}"), "");
    insta::assert_snapshot!(of("c5/value").shown());
    insta::assert_snapshot!(of("d2/value?locale=fa").shown());
    let mut said = String::new();
    for locale in ["en", "ar", "fa", "ro"] {
        for id in ["c1", "d1", "c3", "quiet"] {
            let answer = of(&format!("{id}/value?locale={locale}")).json();
            let says = answer["says"].as_array().unwrap();
            let lines: Vec<&str> = says.iter().map(|line| line.as_str().unwrap()).collect();
            said += &format!("{locale} {id} {}: {}\n", answer["state"], lines.join(" "));
        }
        let overview = of(&format!("segments?locale={locale}")).json();
        for part in ["tiers", "segments", "untold"] {
            for one in overview[part].as_array().unwrap() {
                said += &format!("{locale} {part}: {}\n", one["text"].as_str().unwrap());
            }
        }
    }
    insta::assert_snapshot!(said);
    assert_eq!(of("nobody/value").status, 404);
    assert_eq!(shop.secret("GET", "/v1/customers/segments", "").status, 403);
}

#[test]
fn an_audience_is_read_in_pages_or_as_csv_without_formulas() {
    let shop = served();
    let page = shop.admin("GET", "/v1/audiences?limit=2", "");
    insta::assert_snapshot!(page.shown());
    let cursor = page.json()["next_cursor"].as_str().unwrap().to_owned();
    let next = shop
        .admin("GET", &format!("/v1/audiences?limit=2&cursor={cursor}"), "")
        .json();
    assert_ne!(
        next["customers"][0]["customer_id"],
        page.json()["customers"][0]["customer_id"]
    );
    let all = csv(&shop, "/v1/audiences");
    assert_eq!(all.header("content-type"), Some("text/csv; charset=utf-8"));
    let rows: Vec<&str> = all.body.lines().collect();
    assert_eq!(rows.len(), 1 + 60, "a heading, and all but who declined");
    insta::assert_snapshot!(format!("{}\n{}\n{}", rows[0], rows[1], rows[rows.len() - 1]));
    assert!(
        all.body.lines().all(|row| !row.starts_with(['=', '+', '-', '@'])),
        "{}",
        all.body
    );
    assert!(all.body.contains("\n'@SUM(A1),"), "{}", all.body);
    let due = csv(&shop, "/v1/audiences?tier=highly_profitable&due_within_days=60").body;
    assert!(
        due.lines().skip(1).all(|row| row.contains(",highly_profitable,")),
        "{due}"
    );
    let mut refused = String::new();
    for query in [
        "tier=best",
        "segment=night",
        "due_within_days=soon",
        "limit=0",
        "cursor=zz",
    ] {
        let problem = shop.admin("GET", &format!("/v1/audiences?{query}"), "").json();
        refused += &format!(
            "{query} {} {}: {}\n",
            problem["code"], problem["parameter"], problem["detail"]
        );
    }
    insta::assert_snapshot!(refused);
}

#[test]
fn what_is_kept_of_a_person_is_theirs_and_can_be_forgotten() {
    let shop = served();
    insta::assert_snapshot!(shop.admin("GET", "/v1/customers/c4/data", "").shown());
    let document = server::openapi();
    let schema = serde_json::json!({ "$ref": "#/components/schemas/CustomerData" });
    let data = shop.admin("GET", "/v1/customers/c4/data", "").json();
    assert_eq!(
        crate::schema::misfits(&document, &schema, &data, "data"),
        Vec::<String>::new()
    );
    assert_eq!(shop.secret("DELETE", "/v1/customers/c4/data", "").status, 403);
    assert_eq!(shop.admin("DELETE", "/v1/customers/c4/data", "").status, 204);
    assert_eq!(shop.admin("GET", "/v1/customers/c4/data", "").status, 404);
    assert_eq!(shop.admin("GET", "/v1/customers/c4/value", "").status, 404);
    assert!(!csv(&shop, "/v1/audiences").body.contains("\nc4,"));
}
