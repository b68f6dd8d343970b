//! Who sends a request, by its headers: programs that call themselves so, and pages that are fetched ahead.
//!
//! Looked at only where the key is a public one, which a browser holds; a shop's server may be written in anything. The
//! list is short on purpose. Programs that hide are not found by what they call themselves: `measure::traffic` finds
//! them by what they do. Libraries that the shop's own app may be made with (`okhttp`, `CFNetwork`, `Dart`) are not in
//! it, and neither is a request without a name.

use axum::http::HeaderMap;
use engine::{KeyInfo, KeyKind};
use shop::{Event, Traffic};

/// Parts of names by which programs make themselves known, in lower case. The first few are habits: nearly every
/// crawler calls itself a bot, crawler or spider, or gives the address of a page about itself after a plus.
const PROGRAMS: [&str; 40] = [
    "bot",
    "crawl",
    "spider",
    "scrape",
    "+http",
    // Search engines, archives and pictures of links in messages.
    "slurp",
    "mediapartners-google",
    "google-inspectiontool",
    "google-read-aloud",
    "bingpreview",
    "ia_archiver",
    "archive.org",
    "facebookexternalhit",
    "meta-externalagent",
    "whatsapp/",
    "skypeuripreview",
    "linkpreview",
    "chatgpt-user",
    "claude-user",
    "perplexity-user",
    // Watchdogs and measurements of pages.
    "pingdom",
    "uptime",
    "statuscake",
    "site24x7",
    "datadogsynthetics",
    "lighthouse",
    "gtmetrix",
    "ptst/",
    "prerender",
    // Browsers without a person before them.
    "headless",
    "phantomjs",
    "puppeteer",
    "playwright",
    "selenium",
    // Libraries and tools.
    "curl/",
    "wget/",
    "python",
    "go-http-client",
    "java/",
    "node-fetch",
];
/// Names that hold one of the parts above and are people: a maker of telephones.
const PEOPLE: [&str; 1] = ["cubot"];
/// Letters of a name that are looked at.
const NAME_BYTES_MAX: usize = 1_024;

/// Whose request this is, as far as its headers tell; `said` is what its body says, which stands unless it is nothing.
pub(crate) fn of_request(key: Option<&KeyInfo>, headers: &HeaderMap, said: Traffic) -> Traffic {
    match said.counts() && is_from_a_page(key) && is_program(headers) {
        true => Traffic::Bot,
        false => said,
    }
}

/// Marks the events of a program, and leaves out what a page that was only fetched ahead says was seen: nobody saw it.
/// How many were left out.
pub(crate) fn sift(key: Option<&KeyInfo>, headers: &HeaderMap, events: &mut Vec<Event>) -> usize {
    let count = events.len();
    if is_from_a_page(key) && is_fetched_ahead(headers) {
        events.retain(|event| !event.kind.is_seen());
    }
    for event in events.iter_mut() {
        event.traffic = of_request(key, headers, event.traffic);
    }
    count - events.len()
}

fn is_from_a_page(key: Option<&KeyInfo>) -> bool {
    key.is_some_and(|key| key.kind == KeyKind::Public)
}

/// Whether a browser fetched the page for later: `Sec-Purpose` of today's, `Purpose` and `X-Moz` of older ones.
fn is_fetched_ahead(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-purpose", "x-moz"]
        .iter()
        .any(|name| {
            let value = headers.get(*name).and_then(|value| value.to_str().ok());
            value.is_some_and(|value| {
                // `prefetch;prerender`: the first word says what, the rest how.
                let purpose = value.split([';', ',']).next().unwrap_or_default().trim();
                purpose.eq_ignore_ascii_case("prefetch") || purpose.eq_ignore_ascii_case("prerender")
            })
        })
}

fn is_program(headers: &HeaderMap) -> bool {
    let name = headers.get(axum::http::header::USER_AGENT);
    let name = name.map_or(&[][..], |value| value.as_bytes());
    let mut name = String::from_utf8_lossy(&name[..name.len().min(NAME_BYTES_MAX)]).to_ascii_lowercase();
    for people in PEOPLE {
        name = name.replace(people, "");
    }
    PROGRAMS.iter().any(|program| name.contains(program))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(name: &'static str, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_str(value).unwrap());
        headers
    }

    fn programs<'a>(names: &[&'a str]) -> Vec<&'a str> {
        let is_known = |name: &&str| is_program(&headers("user-agent", name));
        names.iter().copied().filter(is_known).collect()
    }

    #[test]
    fn programs_are_known_by_what_they_call_themselves() {
        let names = [
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
            "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
            "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Linux; Android 11) AppleWebKit/537.36 Chrome/119.0 Mobile Safari/537.36 Chrome-Lighthouse",
            "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
            "curl/8.5.0",
            "python-requests/2.31.0",
            "Go-http-client/1.1",
        ];
        assert_eq!(programs(&names), names);
    }

    #[test]
    fn people_are_not_taken_for_programs() {
        let names = [
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.6 Safari/605.1.15",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
            "Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36",
            "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S911B) SamsungBrowser/26.0 Chrome/122.0 Mobile Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS;FBAV/460.0]",
            "okhttp/4.12.0",
            "LampShop/2 CFNetwork/1494.0.7 Darwin/23.4.0",
            "",
        ];
        assert_eq!(programs(&names), [""; 0]);
        assert!(!is_program(&HeaderMap::new()));
    }

    #[test]
    fn pages_fetched_ahead_are_known_in_old_browsers_and_new_ones() {
        for (name, value) in [
            ("sec-purpose", "prefetch"),
            ("sec-purpose", "prefetch;prerender"),
            ("sec-purpose", "prefetch;anonymous-client-ip"),
            ("purpose", "Prefetch"),
            ("x-moz", "prefetch"),
        ] {
            assert!(is_fetched_ahead(&headers(name, value)), "{name}: {value}");
        }
        for (name, value) in [
            ("sec-purpose", ""),
            ("purpose", "no prefetch"),
            ("sec-fetch-mode", "cors"),
        ] {
            assert!(!is_fetched_ahead(&headers(name, value)), "{name}: {value}");
        }
    }
}
