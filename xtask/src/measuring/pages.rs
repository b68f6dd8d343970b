//! The merchant's pages as a browser asks for them, one after the other, each over a connection of its own.

use anyhow::{Context, Result, ensure};
use std::{
    collections::BTreeSet,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

/// Where the navigation's addresses begin.
const DASHBOARD: &str = "/dashboard";

/// How long figures may be in the making, and how often they are looked for.
const MADE_WITHIN: Duration = Duration::from_secs(300);
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Somebody who is signed in.
pub struct Merchant {
    address: SocketAddr,
    cookie: String,
}

/// A page that came.
pub struct Page {
    /// Its text.
    pub body: String,
    /// How long it took, from the connection to the last byte.
    pub milliseconds: f64,
}

impl Merchant {
    /// Signs in with an admin key.
    ///
    /// # Errors
    /// When the server does not let the key in.
    pub fn sign_in(address: SocketAddr, key: &str) -> Result<Self> {
        let form = format!("key={key}&next={DASHBOARD}");
        let request = format!(
            "POST /sign-in HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            form.len()
        );
        let (head, _) = exchange(address, &request)?;
        let cookie = head
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "))
            .and_then(|cookie| cookie.split(';').next());
        Ok(Self {
            address,
            cookie: cookie
                .with_context(|| format!("nobody was signed in: {head}"))?
                .to_owned(),
        })
    }

    /// Asks for a page, again and again where it says that its figures are being made; the wait for them is counted.
    ///
    /// # Errors
    /// When it does not come.
    pub fn page(&self, path: &str) -> Result<Page> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncookie: {}\r\naccept-language: en\r\n\r\n",
            self.address, self.cookie
        );
        let started = Instant::now();
        let (mut head, mut body) = exchange(self.address, &request)?;
        while head.starts_with("HTTP/1.1 202") && started.elapsed() < MADE_WITHIN {
            std::thread::sleep(LOOK_EVERY);
            (head, body) = exchange(self.address, &request)?;
        }
        let milliseconds = started.elapsed().as_secs_f64() * 1_000.0;
        ensure!(
            head.starts_with("HTTP/1.1 200"),
            "{path} did not come: {}",
            head.lines().next().unwrap_or_default()
        );
        Ok(Page { body, milliseconds })
    }
}

fn exchange(address: SocketAddr, request: &str) -> Result<(String, String)> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer
        .split_once("\r\n\r\n")
        .context("the answer has no end of its head")?;
    Ok((head.to_owned(), body.to_owned()))
}

/// The dashboard's pages that a page leads to, without parameters.
pub fn navigation(body: &str) -> BTreeSet<String> {
    let links = body.split("href=\"").skip(1);
    let links = links.filter_map(|rest| rest.split('"').next());
    let pages = links.filter(|link| {
        link.strip_prefix(DASHBOARD)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') && !rest.contains(['?', '#']))
    });
    pages.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_navigation_is_read_from_a_page() {
        let body = r#"<a href="/dashboard">o</a><a href="/dashboard/rules">r</a><a href="/dashboard/rules?id=1">1</a>
            <link href="/style.css"><a href="/dashboards">no</a>"#;
        let expect = ["/dashboard", "/dashboard/rules"].map(str::to_owned);
        assert_eq!(navigation(body), BTreeSet::from(expect));
    }
}
