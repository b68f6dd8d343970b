//! The merchant's pages: who may see them, what their forms do, and that nothing anybody writes becomes a script.

mod bundles;
mod customers;
mod data;
mod decisions;
mod editing;
mod evaluation;
mod experiments;
mod incentives;
mod placements;
mod problems;
mod rules;
mod settings;

use engine::KeyKind;

use crate::{
    client::{self, Response},
    shop::Served,
};

/// Every page, by its address.
const PAGES: &[&str] = &[
    "/dashboard",
    "/dashboard/bundles",
    "/dashboard/customers",
    "/dashboard/data",
    "/dashboard/decisions",
    "/dashboard/experiments",
    "/dashboard/incentives",
    "/dashboard/placements",
    "/dashboard/rules",
    "/dashboard/settings",
];

/// Somebody's browser: it keeps a cookie and the token of the last page with a form.
pub struct Browser<'a> {
    shop: &'a Served,
    cookie: String,
    token: String,
}

impl<'a> Browser<'a> {
    /// Signs in with the key of a kind.
    pub fn signed_in(shop: &'a Served, kind: KeyKind) -> Self {
        let body = format!("key={}&next=/dashboard", shop.key(kind));
        let reply = client::send(shop.address, "POST", "/sign-in", &[], body.as_bytes());
        // A clerk's key opens the desk, whatever page was asked for.
        let first = match kind {
            KeyKind::Admin => "/dashboard",
            _ => "/desk",
        };
        assert_eq!((reply.status, reply.header("location")), (303, Some(first)));
        let cookie = reply.header("set-cookie").unwrap().split(';').next().unwrap();
        Self {
            shop,
            cookie: cookie.to_owned(),
            token: String::new(),
        }
    }

    /// Opens a page, and keeps the token of its forms.
    pub fn open(&mut self, path: &str) -> Response {
        let page = client::send(self.shop.address, "GET", path, &[("cookie", &self.cookie)], b"");
        if let Some((_, after)) = page.body.split_once("name=\"token\" value=\"") {
            self.token = after.split('"').next().unwrap().to_owned();
        }
        page
    }

    /// Sends a form with the token of the last page.
    pub fn send(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        self.send_with(path, &self.token, fields)
    }

    /// Sends a form with some token.
    pub fn send_with(&self, path: &str, token: &str, fields: &[(&str, &str)]) -> Response {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("token", token).extend_pairs(fields);
        let body = body.finish();
        client::send(
            self.shop.address,
            "POST",
            path,
            &[("cookie", &self.cookie)],
            body.as_bytes(),
        )
    }

    /// Sends a form that is done, and opens the page it leads to.
    #[track_caller]
    pub fn done(&mut self, path: &str, fields: &[(&str, &str)]) -> Response {
        let reply = self.send(path, fields);
        assert_eq!(reply.status, 303, "{}", reply.body);
        let next = reply.header("location").unwrap().to_owned();
        self.open(&next)
    }
}

/// The administrator's browser, with a page open.
pub fn admin<'a>(shop: &'a Served, path: &str) -> Browser<'a> {
    let mut browser = Browser::signed_in(shop, KeyKind::Admin);
    assert_eq!(browser.open(path).status, 200);
    browser
}

/// What the first form of a page says that the thing was like when the page was opened.
pub fn known(page: &Response) -> String {
    let (_, after) = page.body.split_once("name=\"known\" value=\"").unwrap();
    after.split('"').next().unwrap().to_owned()
}

/// A page's words without the marks that keep directions apart.
pub fn words(page: &Response) -> String {
    page.body.replace(['\u{2068}', '\u{2069}'], "")
}

/// That a page holds no script but the charts' own file, and no message that is missing.
#[track_caller]
pub fn check_safe(page: &Response) {
    let own_script = "<script src=\"/assets/charts.js\" defer></script>";
    let body = page.body.replace(own_script, "").to_lowercase();
    for forbidden in ["<script", "<img", " onerror", " style=", "javascript:"] {
        assert!(!body.contains(forbidden), "{forbidden}: {}", page.body);
    }
}

/// Messages that are named where their words should stand.
pub fn missing_messages(page: &Response) -> Vec<&str> {
    let texts = page.body.split('>').filter_map(|part| part.split('<').next());
    let is_id = |text: &&str| {
        let known = [
            "dashboard-",
            "staff-",
            "rules-",
            "placement",
            "settings-",
            "data-",
            "evaluation-",
            "experiments-",
            "figures-",
            "part-",
            "form-",
            "incentives-",
            "decisions-",
            "bundles-",
            "customers-",
            "error-",
        ];
        !text.contains(' ') && known.iter().any(|prefix| text.starts_with(prefix)) && text.contains('-')
    };
    texts.map(str::trim).filter(is_id).collect()
}

#[test]
fn pages_answer_in_every_language_to_who_is_signed_in() {
    let shop = Served::start();
    let mut browser = admin(&shop, "/dashboard/rules");
    for path in PAGES {
        let away = client::send(shop.address, "GET", path, &[], b"");
        let back = away.header("location").unwrap_or_default().replace("%2F", "/");
        assert_eq!((away.status, &*back), (303, &*format!("/sign-in?next={path}")));
        for (language, direction) in [("en", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("ro", "ltr")] {
            let page = browser.open(&format!("{path}?lang={language}"));
            assert_eq!(page.status, 200, "{path}: {}", page.body);
            let opening = format!("<html lang=\"{language}\" dir=\"{direction}\">");
            assert!(page.body.contains(&opening), "{path} in {language}");
            assert_eq!(
                missing_messages(&page),
                Vec::<&str>::new(),
                "{path} in {language}"
            );
            check_safe(&page);
        }
    }
}

#[test]
fn what_was_done_is_told_only_where_it_is_known() {
    let shop = Served::start();
    let mut browser = admin(&shop, "/dashboard/rules");
    let told = |page: Response| page.body.contains("class=\"done\"");
    assert!(told(browser.open("/dashboard/rules?done=banned")));
    assert!(!told(browser.open("/dashboard/rules?done=call-this-number")));
}

#[test]
fn neither_a_desk_key_nor_a_secret_one_opens_or_steers_anything_and_that_is_said() {
    let shop = Served::start();
    for kind in [KeyKind::Desk, KeyKind::Secret] {
        let mut browser = Browser::signed_in(&shop, kind);
        for path in PAGES {
            let away = browser.open(path);
            assert_eq!(away.status, 303, "{path}");
            let asked = browser.open(away.header("location").unwrap());
            let is_said = asked.body.contains("but not this page") && asked.body.contains("href=\"/desk\"");
            assert!(asked.status == 200 && is_said, "{path}: {}", asked.body);
        }
        let sent = browser.send("/dashboard/rules", &[("act", "ban"), ("ban_product", "tv")]);
        assert_eq!(sent.status, 303);
        assert!(shop.engine().bans().unwrap().is_empty());
    }
    let stranger = client::send(shop.address, "GET", "/sign-in?next=/dashboard", &[], b"");
    assert!(!stranger.body.contains("but not this page"));
}

#[test]
fn a_form_of_another_session_changes_nothing() {
    let shop = Served::start();
    let (one, other) = (admin(&shop, "/dashboard/rules"), admin(&shop, "/dashboard/rules"));
    let ban = [("act", "ban"), ("ban_product", "tv")];
    for token in ["", "else", &other.token] {
        assert_eq!(one.send_with("/dashboard/rules", token, &ban).status, 403);
        assert!(shop.engine().bans().unwrap().is_empty());
    }
    assert_eq!(one.send("/dashboard/rules", &ban).status, 303);
    assert_eq!(shop.engine().bans().unwrap().len(), 1);
}
