//! The sales desk: who may see it, what a scan does, what is recorded of an offer, and a round of practice.

use engine::KeyKind;
use testkit::Fixture;

use crate::{
    client::{self, Response},
    shop::{Extras, Served},
};

const SHOP: &str = r#"
currency EUR
product tv "Television 43" Video>TVs 499.00 stock=3 gtin=4006381333931
product tv-big "Television 55" Video>TVs 899.00
product hdmi "HDMI cable" Video>Cables 9.99 title.fa="کابل HDMI" title.ar="كابل HDMI"
product mount "Wall mount" Video>Mounts 39.90
product remote "Remote control" Video>Remotes 19.00
product lamp "Desk lamp" Home>Lamps 24.50
product bulb "Bulb" Home>Bulbs 4.00
product shade "Lamp shade" Home>Shades 9.00
product timer "Timer" Home>Timers 7.00
product kettle "Kettle" Kitchen>Kettles 40.00
product tea "Green tea" Kitchen>Tea 5.00
product mug "Mug" Kitchen>Mugs 8.00
product filter "Filter" Kitchen>Filters 6.00
product evil "<script>alert(1)</script> & 'quotes'" Kitchen>Mats 5.00
repeat 30 order a{n} 2026-01-01+{n} ann{n} tv hdmi
repeat 12 order b{n} 2026-01-01+{n} ann{n} tv mount
repeat 6 order c{n} 2026-01-01+{n} ann{n} tv remote
repeat 30 order d{n} 2026-01-01+{n} ann{n} lamp bulb
repeat 12 order e{n} 2026-01-01+{n} ann{n} lamp shade
repeat 6 order f{n} 2026-01-01+{n} ann{n} lamp timer
repeat 30 order g{n} 2026-01-01+{n} ann{n} kettle tea
repeat 20 order h{n} 2026-01-01+{n} ann{n} kettle evil
repeat 12 order i{n} 2026-01-01+{n} ann{n} kettle mug
repeat 6 order j{n} 2026-01-01+{n} ann{n} kettle filter
order k1 2026-01-05 bea tea
"#;

fn served() -> Served {
    Served::with(Extras {
        fixture: Some(Fixture::parse(SHOP)),
        ..Extras::default()
    })
}

/// A clerk who is signed in.
struct Clerk<'a> {
    shop: &'a Served,
    cookie: String,
}

fn encoded(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

fn sign_in(shop: &Served, kind: KeyKind) -> Response {
    let body = encoded(&[("key", shop.key(kind)), ("next", "/desk")]);
    client::send(shop.address, "POST", "/sign-in", &[], body.as_bytes())
}

impl<'a> Clerk<'a> {
    fn new(shop: &'a Served) -> Self {
        Self::with(shop, KeyKind::Desk)
    }

    fn with(shop: &'a Served, kind: KeyKind) -> Self {
        let signed_in = sign_in(shop, kind);
        assert_eq!(
            (signed_in.status, signed_in.header("location")),
            (303, Some("/desk"))
        );
        let cookie = signed_in.header("set-cookie").unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Self { shop, cookie }
    }

    fn get(&self, path: &str) -> Response {
        client::send(self.shop.address, "GET", path, &[("cookie", &self.cookie)], b"")
    }

    fn post(&self, fields: &[(&str, &str)]) -> Response {
        let headers = [("cookie", &*self.cookie)];
        client::send(
            self.shop.address,
            "POST",
            "/desk",
            &headers,
            encoded(fields).as_bytes(),
        )
    }

    /// The address that a page leads on to.
    fn led(&self, path: &str) -> String {
        let reply = self.get(path);
        assert_eq!(reply.status, 303, "{path}: {}", reply.body);
        reply.header("location").unwrap().to_owned()
    }

    /// The address of a new basket with what was scanned, one after the other.
    fn scanned(&self, questions: &[&str]) -> String {
        let mut address = self.led("/desk");
        for question in questions {
            address = self.led(&format!("{address}&{}", encoded(&[("q", question)])));
        }
        address
    }
}

/// The values of the hidden fields of the form of an offer.
fn fields_of(page: &str, product: &str) -> Vec<(String, String)> {
    let mark = format!("name=\"product\" value=\"{product}\"");
    let form = page
        .split("<form action=\"/desk\" method=\"post\">")
        .skip(1)
        .map(|rest| rest.split("</form>").next().unwrap())
        .find(|form| form.contains(&mark))
        .unwrap_or_else(|| panic!("{product} is not offered: {page}"));
    let inputs = form.split("<input type=\"hidden\" name=\"").skip(1);
    inputs
        .map(|input| {
            let (name, rest) = input.split_once("\" value=\"").unwrap();
            (name.to_owned(), rest.split_once('"').unwrap().0.to_owned())
        })
        .collect()
}

fn answer(clerk: &Clerk<'_>, page: &str, product: &str, said: &str) -> Response {
    let fields = fields_of(page, product);
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    fields.push(("do", said));
    clerk.post(&fields)
}

fn offers(page: &str) -> usize {
    page.matches("<article class=\"card-offer\"").count()
}

/// What was done with offers, as the report of the day tells it: impressions, taken, declined.
fn deeds(shop: &Served) -> [u64; 3] {
    let report = shop.admin("GET", "/v1/reports/summary?from=2026-02-01&to=2026-02-01", "");
    assert_eq!(report.status, 200, "{}", report.body);
    let deeds = &report.json()["deeds"];
    ["impressions", "add_to_carts", "dismissals"].map(|deed| deeds[deed].as_u64().unwrap())
}

fn kept(shop: &Served) -> u64 {
    shop.engine().status().unwrap().events
}

/// A page without the marks around what was filled into its sentences.
fn plain(page: &str) -> String {
    page.replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn clerks_sign_in_with_a_desk_key_or_a_secret_one_and_nobody_with_a_public_one() {
    let shop = served();
    for path in ["/desk", "/desk/practice"] {
        let away = client::send(shop.address, "GET", path, &[], b"");
        assert_eq!(away.status, 303);
        let address = away.header("location").unwrap();
        assert!(address.contains("next=%2Fdesk"), "{address}");
    }
    assert_eq!(sign_in(&shop, KeyKind::Public).status, 403);
    let with_secret = Clerk::with(&shop, KeyKind::Secret);
    assert_eq!(with_secret.get(&with_secret.led("/desk")).status, 200);
    let clerk = Clerk::new(&shop);
    assert_eq!(clerk.get(&clerk.led("/desk/practice")).status, 200);
    let page = clerk.get(&clerk.led("/desk"));
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy").unwrap();
    assert!(
        policy.contains("script-src 'self'") && !policy.contains("unsafe"),
        "{policy}"
    );
    assert!(page.body.contains("The basket is empty") && offers(&page.body) == 0);
    // Who was signed out meanwhile comes back to this basket.
    let lost = encoded(&[
        ("basket", "abcdefghij0123456789"),
        ("line", "2*tv"),
        ("do", "accept"),
        ("product", "hdmi"),
    ]);
    let away = client::send(shop.address, "POST", "/desk", &[], lost.as_bytes());
    let address = away.header("location").unwrap();
    assert!(
        address.contains("line%3D2*tv") || address.contains("line%3D2%2Atv"),
        "{address}"
    );
}

#[test]
fn what_is_scanned_is_added_and_what_is_not_clear_is_listed() {
    let shop = served();
    let clerk = Clerk::new(&shop);
    let address = clerk.scanned(&["4006381333931", "desk lamp", "3*hdmi", "۲*gree", "tv"]);
    for line in ["line=2*tv", "line=1*lamp", "line=3*hdmi", "line=2*tea"] {
        assert!(address.contains(line), "{line}: {address}");
    }
    let page = clerk.get(&address).body;
    assert!(
        page.contains("€1,062.47"),
        "two televisions, a lamp, three cables, two packets of tea: {page}"
    );
    let listed = clerk.get(&format!("{address}&q=television"));
    assert_eq!(
        (listed.status, listed.body.matches("data-key=\"2\"").count()),
        (200, 1)
    );
    assert!(plain(&listed.body).contains("2 products fit"));
    let nothing = clerk.get(&format!("{address}&q=xylophone")).body;
    assert!(nothing.contains("Nothing is called so"));
    let set = clerk.led(&format!("{address}&set=hdmi&units=7"));
    assert!(set.contains("line=7*hdmi"));
    assert!(!clerk.led(&format!("{address}&set=hdmi&units=0")).contains("hdmi"));
}

#[test]
fn an_offer_is_shown_taken_and_declined_once_however_often_it_is_sent() {
    let shop = served();
    let clerk = Clerk::new(&shop);
    let before = kept(&shop);
    let address = clerk.scanned(&["tv"]).replace("speak=en", "speak=fa");
    let page = clerk.get(&address).body;
    let shown = offers(&page);
    assert!((1..=3).contains(&shown), "{shown}");
    assert!(
        page.contains("<blockquote lang=\"fa\" dir=\"rtl\">") && plain(&page).contains("کابل HDMI"),
        "{page}"
    );
    assert!(
        plain(&page).contains("Bought together in 30 of 48 orders with Television 43"),
        "{page}"
    );
    let again = clerk.get(&address).body;
    assert_eq!(offers(&again), shown);
    assert_eq!(kept(&shop) - before, shown as u64);
    for _ in 0..2 {
        let declined = answer(&clerk, &page, "mount", "decline");
        assert_eq!(declined.status, 303, "{}", declined.body);
        let now = clerk.get(declined.header("location").unwrap()).body;
        assert!(
            !now.contains("name=\"product\" value=\"mount\"") && !now.contains("1*mount"),
            "{now}"
        );
        assert!(plain(&now).contains("Declined: Wall mount"));
        let taken = answer(&clerk, &page, "hdmi", "accept");
        let address = taken.header("location").unwrap();
        assert!(
            address.contains("line=1*tv") && address.contains("line=1*hdmi"),
            "{address}"
        );
    }
    let [impressions, taken, declined] = deeds(&shop);
    assert_eq!((taken, declined), (1, 1));
    assert_eq!(kept(&shop) - before, impressions + 2);
    // Another customer is offered it again.
    assert!(
        clerk
            .get(&clerk.scanned(&["tv"]))
            .body
            .contains("name=\"product\" value=\"mount\"")
    );
}

/// The value of the orders' lines that the report of the day credits to offers made there.
fn credited(shop: &Served, placement: &str) -> String {
    let path = "/v1/reports/breakdown?by=placement&from=2026-02-01&to=2026-02-01";
    let report = shop.admin("GET", path, "");
    assert_eq!(report.status, 200, "{}", report.body);
    let json = report.json();
    let parts = json["rows"].as_array().unwrap();
    let part = parts.iter().find(|part| part["is"] == placement);
    part.map_or("none".to_owned(), |part| {
        part["credited"]["revenue"]["amount"].as_str().unwrap().to_owned()
    })
}

/// Says that a basket was paid for.
fn sold(clerk: &Clerk<'_>, address: &str, receipt: &str) -> Response {
    let page = clerk.get(address).body;
    let form = page
        .split("<form action=\"/desk\" method=\"post\">")
        .find(|form| form.contains("value=\"sold\""))
        .unwrap_or_else(|| panic!("nothing can be sold: {page}"));
    let inputs = form.split("<input type=\"hidden\" name=\"").skip(1);
    let mut fields: Vec<(&str, &str)> = inputs
        .map(|input| {
            let (name, rest) = input.split_once("\" value=\"").unwrap();
            (name, rest.split_once('"').unwrap().0)
        })
        .collect();
    fields.extend([("receipt", receipt), ("do", "sold")]);
    clerk.post(&fields)
}

/// A basket with a television to which the offered cable was taken.
fn with_cable_taken(clerk: &Clerk<'_>, more: &str) -> String {
    let address = format!("{}{more}", clerk.scanned(&["tv"]));
    let taken = answer(clerk, &clerk.get(&address).body, "hdmi", "accept");
    taken.header("location").unwrap().to_owned()
}

#[test]
fn an_order_of_the_till_is_credited_to_the_offer_that_was_taken_for_its_basket() {
    let shop = served();
    let clerk = Clerk::new(&shop);
    let order = |id: &str, who: &str| {
        let lines = r#"[{"product_id": "tv", "quantity": 1, "unit_price": "499.00"},
            {"product_id": "hdmi", "quantity": 1, "unit_price": "9.99"}]"#;
        let body =
            format!(r#"{{"order_id": "{id}", "placed_at": "2026-02-01T12:30:00Z", {who} "lines": {lines}}}"#);
        let recorded = shop.secret("POST", "/v1/orders", body);
        assert_eq!(recorded.status, 200, "{}", recorded.body);
    };
    // The till reports the sale under the receipt that the clerk typed, before or after.
    let address = with_cable_taken(&clerk, "");
    assert_eq!(credited(&shop, "sales_desk"), "0.00");
    order("R-1", "");
    assert_eq!(credited(&shop, "sales_desk"), "0.00", "nobody knows whose it is");
    let next = sold(&clerk, &address, "R-1");
    assert_eq!(next.status, 303, "{}", next.body);
    let next = next.header("location").unwrap();
    assert!(!next.contains("line="), "{next}");
    assert!(plain(&clerk.get(next).body).contains("Sold: R-1"));
    assert_eq!(credited(&shop, "sales_desk"), "9.99");
    sold(&clerk, &with_cable_taken(&clerk, ""), "R-2");
    order("R-2", "");
    assert_eq!(credited(&shop, "sales_desk"), "19.98");
    // Both know the customer by their card: no receipt is needed.
    with_cable_taken(&clerk, "&customer=card-7&till=1");
    order("R-3", r#""customer_id": "card-7","#);
    assert_eq!(credited(&shop, "pos"), "9.99");
    let trace = shop.admin(
        "GET",
        "/v1/reports/trace?of=credited&from=2026-02-01&to=2026-02-01",
        "",
    );
    let rows = trace.json()["rows"].as_array().unwrap().len();
    assert_eq!(rows, 3, "{}", trace.body);
    let visitors = shop
        .admin("GET", "/v1/reports/summary?from=2026-02-01&to=2026-02-01", "")
        .json();
    assert_eq!(
        visitors["visitors"], 3,
        "whoever had the basket bought: {visitors}"
    );
}

#[test]
fn a_sale_is_recorded_once_where_no_till_reports_it_and_mistakes_are_told() {
    let shop = served();
    let clerk = Clerk::new(&shop);
    let address = with_cable_taken(&clerk, "&records=1&customer=bea");
    let page = plain(&clerk.get(&address).body);
    assert!(
        page.contains("bea") && !page.contains("Nobody is known"),
        "{page}"
    );
    assert!(plain(&clerk.get(&address.replace("bea", "zoe")).body).contains("Nobody is known"));
    for _ in 0..2 {
        assert_eq!(sold(&clerk, &address, "").status, 303);
    }
    let basket = address.split("basket=").nth(1).unwrap()[..20].to_owned();
    let order = shop.engine().order(&format!("desk-{basket}")).unwrap();
    assert_eq!(
        order.customer_id.as_ref().map(shop::CustomerId::as_str),
        Some("bea")
    );
    assert_eq!(order.lines.len(), 2);
    assert_eq!(credited(&shop, "sales_desk"), "9.99", "sent twice it counts once");

    let said = |reply: Response| plain(&clerk.get(reply.header("location").unwrap()).body);
    let by_till = address.replace("&records=1", "");
    assert!(said(sold(&clerk, &by_till, "  ")).contains("Type the number of the receipt"));
    let long = said(sold(&clerk, &by_till, &"9".repeat(999)));
    assert!(
        long.contains("cannot be the number of a receipt") && long.contains("name=\"receipt\" value=\"999")
    );
    let other = with_cable_taken(&clerk, "&records=1");
    assert!(said(sold(&clerk, &other, &format!("desk-{basket}"))).contains("is another sale already"));
    assert_eq!(credited(&shop, "sales_desk"), "9.99");
}

#[test]
fn a_form_from_elsewhere_changes_nothing_and_mistakes_are_told() {
    let shop = served();
    let clerk = Clerk::new(&shop);
    let page = clerk.get(&clerk.scanned(&["tv"])).body;
    let before = kept(&shop);
    let form = [
        ("do", "accept"),
        ("product", "hdmi"),
        ("basket", "abcdefghij0123456789"),
    ];
    assert_eq!(clerk.post(&form).json()["code"], "forbidden_origin");
    assert_eq!(answer(&clerk, &page, "hdmi", "ponder").json()["parameter"], "do");
    assert_eq!(kept(&shop), before);
}

#[test]
fn a_form_of_an_earlier_sign_in_leads_back_to_its_basket() {
    let shop = served();
    let clerk = Clerk::new(&shop);
    let before = kept(&shop);
    let body = encoded(&[
        ("token", "old"),
        ("basket", "abcdefghij0123456789"),
        ("line", "2*tv"),
        ("do", "accept"),
        ("product", "hdmi"),
    ]);
    let sent = |from: &[(&str, &str)]| {
        let mut headers = vec![
            ("cookie", &*clerk.cookie),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        headers.extend(from);
        client::send(shop.address, "POST", "/desk", &headers, body.as_bytes())
    };
    let own = "http://shop";
    for from in [[("sec-fetch-site", "same-origin")], [("origin", own)]] {
        let reply = sent(&from);
        let address = reply.header("location").unwrap();
        assert!(reply.status == 303 && address.contains("line=2*tv"), "{address}");
    }
    for from in [
        &[("sec-fetch-site", "cross-site"), ("origin", own)][..],
        &[("origin", "http://evil.example")],
        &[],
    ] {
        assert_eq!(sent(from).status, 403, "{from:?}");
    }
    assert_eq!(kept(&shop), before);
}

#[test]
fn what_is_taken_into_a_full_basket_is_told_to_have_no_room() {
    let shop = served();
    let clerk = Clerk::new(&shop);
    let page = clerk.get(&clerk.scanned(&["tv"])).body;
    let mut fields = fields_of(&page, "hdmi");
    fields.extend((0..49).map(|number| ("line".to_owned(), format!("1*p{number}"))));
    fields.push(("do".to_owned(), "accept".to_owned()));
    let form: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    let reply = clerk.post(&form);
    let address = reply.header("location").unwrap();
    assert!(
        address.contains("did=full") && !address.contains("*hdmi"),
        "{address}"
    );
}

#[test]
fn titles_are_escaped_wherever_they_stand() {
    let shop = served();
    let clerk = Clerk::new(&shop);
    let address = clerk.scanned(&["kettle"]);
    let offered = clerk.get(&address).body;
    let declined = answer(&clerk, &offered, "evil", "decline");
    let pages = [
        offered,
        clerk.get(declined.header("location").unwrap()).body,
        clerk.get(&clerk.scanned(&["evil"])).body,
        clerk
            .get(&format!("{address}&q=%3Cscript%3Exylophone%20concerto%20one"))
            .body,
        clerk
            .get(&format!(
                "{}&did=added&of=%3Cscript%3Ealert%281%29",
                address.split("&did=").next().unwrap()
            ))
            .body,
    ];
    for page in pages {
        assert!(!page.contains("<script>alert"), "{page}");
        assert!(page.contains("&#60;script&#62;"), "{page}");
    }
}

#[test]
fn every_language_has_its_words_and_direction() {
    let shop = served();
    let clerk = Clerk::new(&shop);
    let address = clerk.scanned(&["tv"]);
    for (lang, dir, title) in [
        ("en", "ltr", "Sales desk"),
        ("ar", "rtl", "مكتب المبيعات"),
        ("fa", "rtl", "میز فروش"),
        ("ro", "ltr", "Birou de vânzări"),
    ] {
        let till = format!("{address}&till=1&q=tele");
        for path in [&address, &till, "/desk/practice?seed=a&day=20484&chosen=1&told=1"] {
            let separator = if path.contains('?') { '&' } else { '?' };
            let page = clerk.get(&format!("{path}{separator}lang={lang}")).body;
            assert!(
                page.contains(&format!("<html lang=\"{lang}\" dir=\"{dir}\">")),
                "{path}"
            );
            assert!(page.contains(title), "{lang} {path}");
            let missing = page.split(['>', '<']).find(|text| text.starts_with("desk-"));
            assert_eq!(missing, None, "{lang} {path}");
        }
    }
}

#[test]
fn a_round_of_practice_asks_tells_and_scores() {
    let shop = served();
    let clerk = Clerk::new(&shop);
    let round = clerk.led("/desk/practice");
    let first = clerk.get(&round).body;
    assert_eq!(first, clerk.get(&round).body, "the same address asks the same");
    assert_eq!(first.matches("data-key=\"").count(), 4);
    assert!(!first.contains("ann"), "nobody is named");
    let base = round.split("&chosen=").next().unwrap();
    let told = |chosen: &str| plain(&clerk.get(&format!("{base}&chosen={chosen}&told=1")).body);
    let mut right = String::new();
    let mut misfits = String::new();
    for question in 1..=4 {
        assert!(told(&format!("{right}1")).contains(&format!("Basket {question} of 4")));
        let choice = |mark: &str| {
            let fits: Vec<u32> = (1..=4)
                .filter(|key| told(&format!("{right}{key}")).contains(mark))
                .collect();
            assert_eq!(fits.len(), 1, "{mark}: {fits:?}");
            fits[0].to_string()
        };
        let (good, bad) = (choice("class=\"right\""), choice("was never bought with"));
        assert!(told(&format!("{right}{good}")).contains("The customer also took"));
        assert!(
            told(&format!("{right}{good}")).contains("<blockquote"),
            "what to say"
        );
        misfits.push_str(&bad);
        right.push_str(&good);
    }
    let ended = |chosen: &str| plain(&clerk.get(&format!("{base}&chosen={chosen}")).body);
    assert!(ended(&right).contains("4 of 4 right"));
    let worst = ended(&misfits);
    assert!(
        worst.contains("0 of 4 right") && worst.contains("4 times you chose"),
        "{worst}"
    );
    assert_eq!(worst.matches("customers take").count(), 4);
}

#[test]
fn a_shop_that_sold_nothing_yet_is_told_what_to_do() {
    let shop = Served::with(Extras {
        nothing_built: true,
        ..Extras::default()
    });
    let clerk = Clerk::new(&shop);
    let practice = clerk.get(&clerk.led("/desk/practice")).body;
    assert!(practice.contains("too few orders"), "{practice}");
    assert!(
        clerk
            .get(&clerk.led("/desk"))
            .body
            .contains("Nothing has been learnt yet")
    );
}
