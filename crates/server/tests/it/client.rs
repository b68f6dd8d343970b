//! A client that sends exactly the bytes it is told to.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use serde_json::Value;

/// An answer, read to its end.
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Response {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// Status, media type and body; what differs from run to run is replaced by a word.
    pub fn shown(&self) -> String {
        let media = self.header("content-type").unwrap_or("no content");
        let body = match serde_json::from_str::<Value>(&self.body) {
            Ok(mut value) => {
                replace_changing(&mut value);
                format!("{value:#}")
            }
            Err(_) => self.body.clone(),
        };
        format!("{} {media}\n{body}", self.status)
    }
}

fn replace_changing(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                match name.as_str() {
                    "decision_id" | "offer_id" | "key" | "bytes" | "build_ms" | "took_us" | "facts"
                        if !inner.is_null() =>
                    {
                        *inner = Value::String(format!("[{name}]"));
                    }
                    _ => replace_changing(inner),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(replace_changing),
        _ => {}
    }
}

/// Sends a request and reads the answer.
pub fn send(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Response {
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n");
    if !headers
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case("content-length"))
    {
        head.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    let mut stream = connected(address, &head, body);
    read(&mut stream)
}

/// As [`send`] without a body, for an answer that is no text: its head, and its bytes.
pub fn send_bytes(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
) -> (Response, Vec<u8>) {
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    let mut bytes = Vec::new();
    connected(address, &head, b"").read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
    let body = bytes.split_off(end);
    (parsed(&String::from_utf8(bytes).unwrap()), body)
}

fn connected(address: SocketAddr, head: &str, body: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    // The server may refuse a body by its announced length and close before it has read it.
    let _ = stream.write_all(body);
    stream
}

/// Reads one answer to the end of the connection.
pub fn read(stream: &mut TcpStream) -> Response {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    parsed(&String::from_utf8(bytes).unwrap())
}

fn parsed(text: &str) -> Response {
    let (head, body) = text
        .split_once("\r\n\r\n")
        .unwrap_or_else(|| panic!("no answer: {text}"));
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.into(), value.into()));
    Response {
        status,
        headers: headers.collect(),
        body: body.to_owned(),
    }
}
