//! The demo's shop: every page in every language, what a cart comes to, one order for one form, and nothing that a
//! title could run.

use engine::KeyKind;
use serde_json::Value;
use server::DemoPage;
use shop::{Category, Locale, Localized};
use testkit::Fixture;

use crate::{
    client::{self, Response},
    shop::{Extras, Served},
};

const HOSTILE: &str = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

const SHOP: &str = r#"
currency EUR
product tv "Television 43" Electronics>TVs 499.00 list=549.00 stock=3 title.ro="Televizor 43" title.fa="تلویزیون ۴۳" page=/product?id=tv image=/pictures/tv.svg
product hdmi "HDMI cable" Electronics>Cables 9.99 stock=40 page=javascript:alert(3) image=javascript:alert(4)
product mount "Wall mount" Electronics>Mounts 39.90 stock=untracked page=/product?id=mount
product lamp "Desk lamp" Home>Lamps 24.50 group=lamps variant.colour=black
product lamp-red "Desk lamp, red" Home>Lamps 24.50 group=lamps variant.colour=red
product gone "Old lamp" Home>Lamps 4.50 stock=0
product evil "Evil" Home>Lamps 5.00
repeat 30 order o{n} 2026-01-01+{n} c{n} tv hdmi
repeat 20 order p{n} 2026-01-01+{n} d{n} tv mount
repeat 25 order q{n} 2026-01-01+{n} e{n} lamp evil
"#;

/// The shop above, in which one product's every text is hostile.
fn fixture() -> Fixture {
    let mut fixture = Fixture::parse(SHOP);
    let evil = fixture
        .products
        .iter_mut()
        .find(|product| product.id.as_str() == "evil")
        .unwrap();
    let hostile = || Localized::single(Locale::english(), HOSTILE);
    (evil.title, evil.description) = (hostile(), hostile());
    evil.brand = Some(HOSTILE.to_owned());
    evil.category = Category(vec!["Home".into(), HOSTILE.into()]);
    fixture
}

fn demo() -> Served {
    let demo = Some(DemoPage {
        cart: vec!["lamp".into(), "tv".into()],
        public_key: "pk_demo&<".into(),
    });
    Served::with(Extras {
        demo,
        fixture: Some(fixture()),
        ..Extras::default()
    })
}

fn get(shop: &Served, path: &str) -> Response {
    client::send(shop.address, "GET", path, &[], b"")
}

fn post(shop: &Served, form: &str) -> Response {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    client::send(shop.address, "POST", "/checkout", &headers, form.as_bytes())
}

/// The order's id in the form of a checkout.
fn order_in(page: &Response) -> String {
    let after = page.body.split("name=\"order\" value=\"").nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

/// Places an order by the form, and says where it leads.
fn place(shop: &Served, order: &str, cart: &str) -> Response {
    post(
        shop,
        &format!("lang=en&{cart}&order={order}&visitor=v1&delivery=home"),
    )
}

/// The scripts that a page may have.
const OWN_SCRIPTS: [&str; 3] = [
    "<script src=\"/assets/shop.js\" defer>",
    "<script type=\"module\" async src=\"/widget/alongside.js?key=pk_demo%26%3C&#38;consent=granted\">",
    "<script type=\"application/ld+json\">",
];

const PAGES: [&str; 7] = [
    "/?",
    "/category?",
    "/category?path=Home+%3E+Lamps&",
    "/category?q=cable&",
    "/product?id=tv&",
    "/cart?",
    "/checkout?",
];

#[test]
fn every_page_speaks_every_language_in_its_direction() {
    let shop = demo();
    let order = order_in(&get(&shop, "/checkout?cart=1*tv"));
    place(&shop, &order, "cart=1*tv");
    let thanks = format!("/thanks?order={order}&");
    for (lang, dir, word) in [
        ("en", "ltr", ">Cart<"),
        ("ar", "rtl", ">السلة<"),
        ("fa", "rtl", ">سبد خرید<"),
        ("ro", "ltr", ">Coș<"),
    ] {
        for path in PAGES.iter().copied().chain([thanks.as_str()]) {
            let page = get(&shop, &format!("{path}lang={lang}&cart=2*tv&cart=lamp"));
            assert_eq!(page.status, 200, "{path} {lang}");
            let html = format!("<html lang=\"{lang}\" dir=\"{dir}\">");
            assert!(page.body.contains(&html), "{path} {lang}");
            assert!(page.body.contains(word), "{path} {lang}");
            assert!(
                !page.body.contains(">demo-"),
                "{path} {lang}: a message is missing"
            );
            let has_offers = page.body.contains("<alongside-offers placement=");
            assert_eq!(
                has_offers,
                !path.starts_with("/category?q") && path != "/category?",
                "{path}"
            );
            let policy = page.header("content-security-policy").unwrap();
            assert!(
                policy.contains("script-src 'self'") && !policy.contains("unsafe"),
                "{policy}"
            );
            assert!(
                !page.body.contains(" style=") && !page.body.contains(" onclick="),
                "{path}"
            );
            assert_eq!(page.header("set-cookie"), None);
        }
    }
    let accepted = client::send(
        shop.address,
        "GET",
        "/",
        &[("accept-language", "xx, ro;q=0.9")],
        b"",
    );
    assert!(accepted.body.contains("<html lang=\"ro\""));
    assert!(get(&shop, "/?lang=xx").body.contains("<html lang=\"en\""));
}

#[test]
fn the_cart_stands_in_the_address_and_is_counted_once() {
    let shop = demo();
    let cart = get(
        &shop,
        "/cart?lang=en&cart=2*tv&cart=lamp&cart=tv&cart=unknown&cart=0*mount",
    )
    .body;
    assert!(cart.contains("€1,521.50"), "three televisions and a lamp: {cart}");
    assert!(cart.contains("<b class=\"count\">4</b>"), "{cart}");
    let to = |path: &str| {
        let answer = get(&shop, path);
        assert_eq!(answer.status, 303, "{path}");
        answer.header("location").unwrap().to_owned()
    };
    assert_eq!(
        to("/cart?lang=en&cart=1*tv&add=tv&quantity=2"),
        "/cart?lang=en&cart=3*tv"
    );
    assert_eq!(
        to("/cart?lang=fa&add=lamp&quantity=x"),
        "/cart?lang=fa&cart=1*lamp"
    );
    assert_eq!(
        to("/cart?lang=en&cart=1*tv&add=unknown"),
        "/cart?lang=en&cart=1*tv"
    );
    assert_eq!(
        to("/cart?lang=en&add=gone"),
        "/cart?lang=en",
        "what is sold out cannot be added"
    );
    assert_eq!(
        to("/cart?lang=en&cart=3*tv&set=tv&quantity=1"),
        "/cart?lang=en&cart=1*tv"
    );
    assert_eq!(to("/cart?lang=en&cart=3*tv&set=tv&quantity=0"), "/cart?lang=en");
    let empty = get(&shop, "/cart?lang=en").body;
    assert!(
        empty.contains("Your cart is empty") && empty.contains("cart=1*lamp&#38;cart=1*tv"),
        "{empty}"
    );
}

#[test]
fn what_is_not_there_is_said_in_the_visitors_language() {
    let shop = demo();
    for (path, word) in [
        ("/product?id=none&lang=ro", "nu se mai vinde"),
        ("/product?lang=fa", "این‌جا چیزی نیست"),
        ("/category?path=Boats&lang=ar", "لا توجد فئة كهذه هنا"),
        ("/thanks?order=o1&lang=en", "There is no such order here"),
        ("/thanks?lang=en", "There is no such order here"),
    ] {
        let page = get(&shop, path);
        assert_eq!(page.status, 404, "{path}");
        assert!(page.body.contains(word), "{path}: {}", page.body);
    }
    assert_eq!(get(&shop, "/pictures/none.svg").status, 404);
    assert_eq!(get(&shop, "/pictures/tv").status, 404);
}

#[test]
fn without_the_demo_there_is_no_shop() {
    let shop = Served::start();
    for path in [
        "/category",
        "/product?id=tv",
        "/cart",
        "/checkout",
        "/thanks",
        "/pictures/tv.svg",
    ] {
        let page = get(&shop, path);
        assert_eq!(
            (page.status, page.json()["code"].as_str()),
            (404, Some("unknown_route")),
            "{path}"
        );
    }
    assert_eq!(post(&shop, "cart=tv&delivery=home").status, 404);
}

#[test]
fn odd_addresses_do_no_harm() {
    let shop = demo();
    let long = "x".repeat(3_000);
    for path in [
        "/?lang=../../etc&cart=%00%ff&cart=*&cart=-1*tv&cart=1e9*tv",
        "/category?page=99999999999999999999&path=%3E%3E%3E",
        "/category?page=-1&q=%F0%9F%98%80%20%00",
        "/category?page=7",
        "/cart?set=tv&quantity=-5&cart=tv",
        "/cart?cart=99999999999*tv",
    ] {
        let page = get(&shop, path);
        assert!(matches!(page.status, 200 | 303), "{path}: {}", page.status);
    }
    for path in [
        format!("/product?id={long}"),
        format!("/category?path={long}"),
        format!("/thanks?order={long}"),
    ] {
        assert_eq!(get(&shop, &path).status, 404);
    }
    assert_eq!(get(&shop, &format!("/category?q={long}")).status, 200);
    let many: String = (0..500).map(|number| format!("&cart=p{number}")).collect();
    assert_eq!(get(&shop, &format!("/cart?cart=tv{many}")).status, 200);
}

#[test]
fn a_hostile_title_is_text_everywhere() {
    let shop = demo();
    let order = order_in(&get(&shop, "/checkout?cart=1*evil"));
    assert_eq!(place(&shop, &order, "cart=1*evil").status, 303);
    let sent = "%3C/script%3E%3Cscript%3Ealert(1)%22%27%3E%3Cimg+onerror=x%3E";
    let fragment = |query: &str| {
        format!(
            "/v1/storefront/fragment?key={}&{query}",
            shop.key(KeyKind::Public)
        )
    };
    for path in [
        "/".to_owned(),
        "/category?path=Home".to_owned(),
        "/product?id=evil".to_owned(),
        "/product?id=lamp".to_owned(),
        "/cart?cart=evil".to_owned(),
        "/cart?cart=lamp".to_owned(),
        "/checkout?cart=evil".to_owned(),
        format!("/thanks?order={order}"),
        format!("/category?q={sent}&path={sent}"),
        format!("/category?q={sent}"),
        format!("/product?id={sent}&lang={sent}&cart={sent}"),
        "/pictures/evil.svg".to_owned(),
        fragment("placement=cart&cart=lamp"),
        fragment(&format!(
            "placement=product_page&product_id={sent}&cart={sent}&category={sent}"
        )),
    ] {
        let page = get(&shop, &path);
        let mut body = page.body;
        for own in OWN_SCRIPTS {
            body = body.replace(own, "");
        }
        assert!(
            !body.contains("<script") && !body.contains("<img src=x") && !body.contains("<img onerror"),
            "{path}: {body}"
        );
        assert!(!body.contains("javascript:"), "{path}: {body}");
    }
    let page = get(&shop, "/product?id=evil").body;
    let described = page
        .split("application/ld+json\">")
        .nth(1)
        .unwrap()
        .split("</script>")
        .next()
        .unwrap();
    let described: Value = serde_json::from_str(described).unwrap();
    assert_eq!(described["name"], HOSTILE);
    assert_eq!(described["sku"], "evil");
    let cart = page
        .split("data-about=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert!(cart.contains("&#34;item_id&#34;:&#34;evil&#34;"), "{cart}");
}

#[test]
fn a_form_sent_twice_is_one_order_at_the_shops_own_prices() {
    let shop = demo();
    let form = get(&shop, "/checkout?lang=en&cart=2*tv&cart=lamp");
    let order = order_in(&form);
    assert_ne!(
        order,
        order_in(&get(&shop, "/checkout?lang=en&cart=2*tv")),
        "every form is its own"
    );
    let unsaid = post(&shop, &format!("lang=en&cart=2*tv&order={order}"));
    assert_eq!(unsaid.status, 422);
    assert!(unsaid.body.contains("Choose how the order should reach you") && order_in(&unsaid) == order);
    let first = place(&shop, &order, "cart=2*tv&cart=lamp&cart=unknown");
    assert_eq!(
        (first.status, first.header("location")),
        (303, Some(&*format!("/thanks?order={order}&lang=en")))
    );
    let again = place(&shop, &order, "cart=1*mount");
    assert_eq!(again.header("location"), first.header("location"));
    let kept = shop.engine().order(&order).unwrap();
    let lines: Vec<(&str, u32, i64)> = kept
        .lines
        .iter()
        .map(|line| {
            (
                line.product_id.as_str(),
                line.quantity,
                line.unit_price.unwrap().minor,
            )
        })
        .collect();
    assert_eq!(
        lines,
        [("tv", 2, 49_900), ("lamp", 1, 2_450)],
        "the second changed nothing"
    );
    assert_eq!(kept.visitor_id.unwrap().as_str(), "v1");
    let thanks = get(&shop, first.header("location").unwrap()).body;
    assert!(
        thanks.contains("€1,022.50") && thanks.contains("Television 43"),
        "{thanks}"
    );
}

#[test]
fn an_order_of_another_way_is_neither_shown_nor_changed() {
    let shop = demo();
    let placed = place(&shop, "o1", "cart=lamp");
    let own = placed.header("location").unwrap();
    assert!(own.starts_with("/thanks?order=web-"), "{own}");
    assert_eq!(shop.engine().order("o1").unwrap().lines.len(), 2);
    let empty = place(&shop, "web-00000000000000000000", "cart=unknown");
    assert_eq!(empty.header("location"), Some("/cart?lang=en&cart=1*unknown"));
    let headers = [("sec-fetch-site", "cross-site")];
    let foreign = client::send(
        shop.address,
        "POST",
        "/checkout",
        &headers,
        b"cart=tv&delivery=home",
    );
    assert_eq!(
        (foreign.status, &foreign.json()["code"]),
        (403, &Value::from("forbidden_origin"))
    );
}

#[test]
fn pictures_are_drawings_that_browsers_keep() {
    let shop = demo();
    let picture = get(&shop, "/pictures/lamp.svg");
    assert_eq!(picture.header("content-type"), Some("image/svg+xml"));
    assert_eq!(picture.header("cache-control"), Some("public, max-age=3600"));
    assert!(picture.body.starts_with("<svg") && !picture.body.contains("<text"));
    assert_ne!(
        picture.body,
        get(&shop, "/pictures/lamp-red.svg").body,
        "variants differ"
    );
}

#[test]
fn a_fragment_is_plain_links_for_any_shop_and_counts_nowhere() {
    let shop = demo();
    let ask = |query: &str, key: &str| get(&shop, &format!("/v1/storefront/fragment?key={key}&{query}"));
    let key = shop.key(KeyKind::Public);
    let found = ask("placement=product_page&product_id=tv&lang=ro&limit=2", key);
    assert_eq!(found.header("content-type"), Some("text/html; charset=utf-8"));
    insta::assert_snapshot!(found.body);
    assert_eq!(ask("placement=cart&cart=none&limit=0", key).status, 200);
    let code = |query: &str, key: &str| ask(query, key).json()["code"].as_str().unwrap().to_owned();
    assert_eq!(code("placement=roof", key), "unknown_value");
    assert_eq!(code("", key), "invalid_parameter");
    assert_eq!(code("placement=cart&limit=many", key), "invalid_parameter");
    assert_eq!(code("placement=cart", shop.key(KeyKind::Secret)), "forbidden_key");
    let metrics = get(&shop, "/metrics").body;
    assert!(metrics.contains("\nalongside_offers_total 0\n"), "{metrics}");
}
