//! JSON Lines: one object a line. The keys are the columns; what is nested stays JSON text in its cell, for whoever
//! reads that cell. An order with its lines inside becomes one row per line.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt;
use std::io::{BufRead, BufReader, Read};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{BadRow, ReadError, Row, Rows, Step, row::cut};
use crate::IngestError;

/// Longest line, in bytes.
const LINE_BYTES_MAX: u64 = 16 << 20;
/// Lines whose keys make the header.
const HEADER_LINES: usize = 1_000;
/// What the list of lines inside an order is called.
const LINE_LISTS: [&str; 4] = ["lines", "line_items", "items", "order_lines"];

/// A JSON Lines file being cut into rows.
pub(crate) struct JsonRows<R> {
    reader: BufReader<R>,
    header: Vec<String>,
    /// Lines read ahead for the header, with their numbers.
    ahead: VecDeque<(u64, Vec<u8>)>,
    line: u64,
    /// Rows of an order whose first row was handed out.
    pending: VecDeque<Row>,
    /// An error met while reading ahead, due after the lines before it.
    failed: Option<std::io::Error>,
}

/// The members of an object in their sequence, their values unread.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<R: Read> JsonRows<R> {
    /// Reads ahead for the header.
    ///
    /// # Errors
    /// [`IngestError::Empty`], [`IngestError::JsonArray`].
    pub fn open(reader: R) -> Result<Self, ReadError> {
        let mut rows = Self {
            reader: BufReader::with_capacity(1 << 17, reader),
            header: Vec::new(),
            ahead: VecDeque::new(),
            line: 0,
            pending: VecDeque::new(),
            failed: None,
        };
        while rows.ahead.len() < HEADER_LINES {
            match rows.read_line() {
                Ok(Some(line)) => rows.ahead.push_back(line),
                Ok(None) => break,
                Err(error) => {
                    rows.failed = Some(error);
                    break;
                }
            }
        }
        match (rows.ahead.front(), rows.failed.take()) {
            (None, Some(error)) => return Err(error.into()),
            (None, None) => return Err(IngestError::Empty.into()),
            (Some((_, first)), _) if first.trim_ascii_start().starts_with(b"[") => {
                return Err(IngestError::JsonArray.into());
            }
            (_, failed) => rows.failed = failed,
        }
        rows.header = header_of(&rows.ahead);
        Ok(rows)
    }

    /// The next line that is not blank, and its number.
    fn read_line(&mut self) -> std::io::Result<Option<(u64, Vec<u8>)>> {
        loop {
            let mut bytes = Vec::new();
            let read = self
                .reader
                .by_ref()
                .take(LINE_BYTES_MAX)
                .read_until(b'\n', &mut bytes)?;
            if read == 0 {
                return Ok(None);
            }
            self.line += 1;
            let number = self.line;
            if read as u64 == LINE_BYTES_MAX && !bytes.ends_with(b"\n") {
                self.reader.skip_until(b'\n')?;
            }
            let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes).trim_ascii();
            if !text.is_empty() {
                return Ok(Some((number, text.to_vec())));
            }
        }
    }

    /// Cuts an object into rows behind `self.pending`.
    fn cut(&mut self, line: u64, bytes: &[u8]) -> Result<(), String> {
        let text = std::str::from_utf8(bytes).map_err(|_| "the line is not UTF-8 text".to_owned())?;
        let object: Members<'_> =
            serde_json::from_str(text).map_err(|error| format!("the line is no JSON object: {error}"))?;
        let inner: Vec<Members<'_>> = match object.line_list() {
            Some((list, lines)) => serde_json::from_str(lines.get())
                .map_err(|error| format!("'{list}' is no list of objects: {error}"))?,
            None => Vec::new(),
        };
        if inner.is_empty() {
            self.pending.push_back(self.row(line, text, &object, None));
        }
        for members in &inner {
            self.pending
                .push_back(self.row(line, text, &object, Some(members)));
        }
        Ok(())
    }

    fn row(&self, line: u64, text: &str, outer: &Members<'_>, inner: Option<&Members<'_>>) -> Row {
        let mut row = Row::default();
        row.start(line);
        for name in &self.header {
            let of = |members: &Members<'_>| members.get(name).map(|value| cell(value).into_owned());
            row.push(&inner.and_then(of).or_else(|| of(outer)).unwrap_or_default());
        }
        row.keep_written(text);
        row
    }
}

impl<R: Read> Rows for JsonRows<R> {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn add_column(&mut self, name: &str) -> Option<usize> {
        self.header.push(name.to_owned());
        Some(self.header.len() - 1)
    }

    fn next(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        if let Some(next) = self.pending.pop_front() {
            *row = next;
            return Ok(Step::Row);
        }
        let read = match (self.ahead.pop_front(), self.failed.take()) {
            (Some(ahead), failed) => {
                self.failed = failed;
                Some(ahead)
            }
            (None, Some(error)) => return Err(error.into()),
            (None, None) => self.read_line()?,
        };
        let Some((line, bytes)) = read else {
            return Ok(Step::End);
        };
        match self.cut(line, &bytes) {
            Ok(()) => self.next(row),
            Err(reason) => {
                let text = String::from_utf8_lossy(&bytes);
                Ok(Step::Bad(BadRow {
                    line,
                    column: String::new(),
                    reason,
                    row: cut(&text).into_owned(),
                }))
            }
        }
    }
}

impl<'a> Members<'a> {
    fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| *value)
    }

    /// The list of an order's lines. The items of an event stay with it: they share its id.
    fn line_list(&self) -> Option<(&str, &'a RawValue)> {
        if self.0.iter().any(|(key, _)| key.starts_with("event")) {
            return None;
        }
        let found = self
            .0
            .iter()
            .find(|(key, value)| LINE_LISTS.contains(&key.as_str()) && value.get().starts_with('['));
        found.map(|(key, value)| (key.as_str(), *value))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Vec<(String, &'de RawValue)>;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Collect).map(Members)
    }
}

/// Keys of the first lines, those inside order lines first: `id` inside a line is nearer than `id` of the order.
fn header_of(lines: &VecDeque<(u64, Vec<u8>)>) -> Vec<String> {
    let (mut inner, mut outer): (Vec<String>, Vec<String>) = Default::default();
    let add = |names: &mut Vec<String>, name: &str| {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    };
    for (_, bytes) in lines {
        let Ok(object) = serde_json::from_slice::<Members<'_>>(bytes) else {
            continue;
        };
        let list = object.line_list();
        let keys = object.0.iter().map(|(key, _)| key.as_str());
        keys.filter(|key| list.is_none_or(|(list, _)| list != *key))
            .for_each(|key| add(&mut outer, key));
        let lines = list.and_then(|(_, value)| serde_json::from_str::<Vec<Members<'_>>>(value.get()).ok());
        lines
            .iter()
            .flatten()
            .flat_map(|members| &members.0)
            .for_each(|(key, _)| add(&mut inner, key));
    }
    outer.retain(|name| !inner.contains(name));
    inner.extend(outer);
    inner
}

/// A value as the text of a cell: strings unquoted, numbers digit by digit as written, null as nothing.
fn cell(value: &RawValue) -> Cow<'_, str> {
    let token = value.get();
    match token.as_bytes().first() {
        Some(b'"') => serde_json::from_str(token).map_or(Cow::Borrowed(token), Cow::Owned),
        Some(b'n') => Cow::Borrowed(""),
        _ => Cow::Borrowed(token),
    }
}
