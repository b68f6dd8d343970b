//! The one error table. HTTP, the command line and the reference all take code, status, title and hint from here.

use std::borrow::Cow;

use serde::Serialize;

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The public code; stable once released.
    pub code: &'static str,
    /// The HTTP status it is answered with.
    pub status: u16,
    /// What happened, in a few words.
    pub title: &'static str,
    /// What to do about it.
    pub hint: &'static str,
}

impl Entry {
    /// Where the code is documented, relative to the server's address.
    pub fn link(&self) -> String {
        format!("/docs/errors#{}", self.code)
    }
}

macro_rules! errors {
    ($($name:ident = $status:literal $code:literal, $title:literal, $hint:literal;)+) => {
        /// What went wrong, as a row of the table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code {
            $(#[doc = $title] $name),+
        }

        const CODES: &[Code] = &[$(Code::$name),+];
        const TABLE: &[Entry] = &[
            $(Entry { code: $code, status: $status, title: $title, hint: $hint }),+
        ];
    };
}

errors! {
    MalformedJson = 400 "malformed_json", "The body is not valid JSON",
        "Send one UTF-8 JSON object; the detail names the line and column where reading stopped.";
    InvalidParameter = 400 "invalid_parameter", "A parameter of the address cannot be used",
        "Correct the parameter named here; the reference at /docs lists what it may be.";
    BodyIncomplete = 400 "body_incomplete", "The body ended too early",
        "Check the Content-Length, and send the request again.";
    MissingKey = 401 "missing_key", "No key was sent",
        "Send the header 'Authorization: Bearer <key>'. 'alongside keys create' makes a key.";
    InvalidKey = 401 "invalid_key", "The key is not known",
        "Check that the whole key was copied and that it belongs to this shop. 'alongside keys create' makes a new one.";
    RevokedKey = 401 "revoked_key", "The key was revoked",
        "Use another key; 'alongside keys list' shows which are valid.";
    ForbiddenKey = 403 "forbidden_key", "The key may not do this",
        "Use a key of the kind named in the detail. Never put a secret or admin key into a web page.";
    ForbiddenOrigin = 403 "forbidden_origin", "The key is not meant for this site",
        "Make a public key for this origin: 'alongside keys create --kind public --origin https://shop.example'.";
    UnknownRoute = 404 "unknown_route", "There is nothing at this address",
        "The reference at /docs lists every address.";
    NotFound = 404 "not_found", "Nothing has this id",
        "Check the id; ids are compared exactly, upper and lower case apart.";
    WrongMethod = 405 "wrong_method", "The address does not answer this method",
        "Use one of the methods in the Allow header.";
    RequestTimeout = 408 "request_timeout", "The body did not arrive in time",
        "Send the request again, in smaller parts over a slow connection.";
    Conflict = 409 "conflict", "It contradicts what is stored",
        "Look at what the detail names: the same request is answered the same until that has changed.";
    IdempotencyConflict = 409 "idempotency_conflict", "The Idempotency-Key stands for another request",
        "Use a new Idempotency-Key for every new request; repeat one only together with the same body.";
    AlreadySo = 409 "already_so", "It is so already",
        "Nothing was changed. 'alongside learning' and GET /v1/learning say what is in force now.";
    ShopExists = 409 "shop_exists", "There is a shop in the folder already",
        "Use it as it is, or choose another folder with --data.";
    BodyTooLarge = 413 "body_too_large", "The body is too large",
        "Send at most 10 MiB at once: split the batch, or compress a file with gzip or zstd.";
    InvalidField = 422 "invalid_field", "A field cannot be used",
        "Change the field named in 'parameter' as the detail says, and send the request again; nothing of it was stored.";
    MissingField = 422 "missing_field", "A field is missing",
        "Add the field named in 'parameter', at that place; the reference at /docs shows a whole example.";
    UnknownField = 422 "unknown_field", "There is no such field",
        "Write the field as the detail spells it, or leave it out. Look at its place too: the fields of a policy stand \
         inside 'policy'.";
    WrongType = 422 "wrong_type", "A field holds another sort of value",
        "Write texts in quotes, numbers, true and false without, lists in [ ] and objects in { }, as the detail asks.";
    OutOfRange = 422 "out_of_range", "A number is too small or too large",
        "Send a number within the bounds that the detail names.";
    InvalidId = 422 "invalid_id", "An id cannot be used",
        "Use the shop's own id as a text of 1 to 128 bytes without line ends and other control characters.";
    InvalidMoment = 422 "invalid_moment", "A moment cannot be used",
        "Write day, time and zone as RFC 3339 does: \"2026-11-22T10:00:00Z\", or \"2026-11-22T13:30:00+03:30\" where the \
         time is a local one. What happened does not lie in the future.";
    UnknownValue = 422 "unknown_value", "A field holds a word that is not known",
        "Use one of the words that the detail lists, in small letters as they stand there.";
    UnknownRegion = 422 "unknown_region", "The country is not known",
        "Use the two letters of ISO 3166-1, such as RO, DE, AE or IR.";
    UnknownLocale = 422 "unknown_locale", "The language is not known",
        "Use a language tag such as en, ar, fa, ro or pt-BR.";
    MoneyNotText = 422 "money_not_text", "Money was written as a JSON number",
        "Write amounts as text, because floating-point numbers lose cents: \"12.50\" or {\"amount\": \"12.50\", \
         \"currency\": \"EUR\"}.";
    InvalidMoney = 422 "invalid_money", "An amount of money cannot be used",
        "Write a plain decimal that is not negative, with a point and at most the currency's digits: \"12.50\".";
    UnknownCurrency = 422 "unknown_currency", "The currency is not known",
        "Use an ISO 4217 code such as EUR, USD, RON, AED or IRR.";
    BatchTooLong = 422 "batch_too_long", "The batch has too many records",
        "Send at most 1,000 records at once.";
    MixedCurrencies = 422 "mixed_currencies", "An order has lines in several currencies",
        "Split it into one order per currency.";
    OrderTooLong = 422 "order_too_long", "An order has too many lines",
        "Split it into orders of at most 10,000 lines.";
    ImportRefused = 422 "import_refused", "The file cannot be imported",
        "Do what the detail says and import it again; rows imported before do not count twice.";
    RateLimited = 429 "rate_limited", "Too many requests",
        "Wait as many seconds as the Retry-After header says.";
    Internal = 500 "internal", "The server failed",
        "Send the request again. If it fails again, please report it with the server's log.";
    StoreDamaged = 500 "store_damaged", "The shop's data is damaged",
        "Run 'alongside doctor', then 'alongside restore' with the latest backup.";
    NewerFormat = 500 "newer_format", "A newer version of Alongside wrote the shop's data",
        "Use that newer version, or restore a backup made by this one.";
    SnapshotUnusable = 500 "snapshot_unusable", "The models cannot be used",
        "Run 'alongside build' to make them again, or 'alongside models rollback' to go back.";
    BuildFailed = 500 "build_failed", "The models could not be built",
        "Run 'alongside doctor'; the models built last keep serving.";
    InvalidConfig = 500 "invalid_config", "The configuration cannot be used",
        "Correct the file where the detail says; 'alongside config reference' explains every setting.";
    FileFailed = 500 "file_failed", "A file or folder could not be read or written",
        "Check the path and its permissions.";
    NoShop = 503 "no_shop", "There is no shop in the folder",
        "Make one with 'alongside init', or name its folder with --data.";
    StoreReadOnly = 503 "store_read_only", "The shop's data cannot be written",
        "Make the folder writable for the user that runs Alongside.";
    Busy = 503 "busy", "Another process is at work in the folder",
        "Wait until it has finished and try again.";
    BeingMade = 503 "being_made", "The figures are being made",
        "Ask again in a few seconds.";
    Closing = 503 "closing", "The server is shutting down",
        "Send the request again in a moment; nothing of it was recorded.";
    DiskFull = 507 "disk_full", "The disk is full",
        "Free some space and send the request again; nothing of it was recorded.";
}

/// Every row, sorted by status.
pub fn table() -> &'static [Entry] {
    TABLE
}

impl Code {
    /// Every code, in the order of [`table`].
    pub const ALL: &'static [Self] = CODES;

    /// The code's row.
    pub fn entry(self) -> &'static Entry {
        &TABLE[self as usize]
    }
}

/// An error as a user meets it: a row of the table with what happened this time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which row.
    pub code: Code,
    /// What happened this time, as a sentence.
    pub detail: Cow<'static, str>,
    /// The field or parameter at fault: `lines[0].unit_price`.
    pub parameter: Option<String>,
    /// In how many seconds to try again.
    pub retry_after_seconds: Option<u64>,
}

impl Problem {
    /// A problem with its detail.
    pub fn new(code: Code, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code,
            detail: detail.into(),
            parameter: None,
            retry_after_seconds: None,
        }
    }

    /// Names the field or parameter at fault.
    #[must_use]
    pub fn at(mut self, parameter: impl Into<String>) -> Self {
        self.parameter = Some(parameter.into());
        self
    }

    /// The problem as RFC 9457 says it.
    pub fn document(&self) -> Document<'_> {
        let entry = self.code.entry();
        Document {
            link: entry.link(),
            code: entry.code,
            status: entry.status,
            title: entry.title,
            detail: &self.detail,
            hint: entry.hint,
            parameter: self.parameter.as_deref(),
        }
    }
}

/// A problem's wire form, `application/problem+json`.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    #[serde(rename = "type")]
    link: String,
    code: &'a str,
    status: u16,
    title: &'a str,
    detail: &'a str,
    hint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<&'a str>,
}

impl From<engine::Error> for Problem {
    fn from(error: engine::Error) -> Self {
        Self::from(&error)
    }
}

impl From<&engine::Error> for Problem {
    fn from(error: &engine::Error) -> Self {
        use engine::Error;
        let code = match error {
            Error::NoShop(_) => Code::NoShop,
            Error::ShopExists(_) => Code::ShopExists,
            Error::Invalid { field, reason } => return invalid(field, reason),
            Error::NotFound { .. } => Code::NotFound,
            Error::AlreadySo(_) => Code::AlreadySo,
            Error::Store(inner) => of_store(inner),
            Error::Import(_) => Code::ImportRefused,
            Error::Snapshot(inner) => of_snapshot(inner),
            Error::BeingMade => Code::BeingMade,
            Error::Ledger { .. } => Code::StoreDamaged,
            Error::Build(_) => Code::BuildFailed,
            Error::Config { .. } => Code::InvalidConfig,
            Error::Io { source, .. } if source.kind() == std::io::ErrorKind::StorageFull => Code::DiskFull,
            Error::Io { .. } => Code::FileFailed,
            Error::Busy(_) => Code::Busy,
            Error::Closing => Code::Closing,
        };
        Self::new(code, sentence(&error.to_string()))
    }
}

fn of_store(error: &engine::StoreError) -> Code {
    use engine::StoreError;
    match error {
        StoreError::DiskFull => Code::DiskFull,
        StoreError::ReadOnly => Code::StoreReadOnly,
        StoreError::Missing(_) | StoreError::NotAStore(_) => Code::NoShop,
        StoreError::NewerSchema { .. } => Code::NewerFormat,
        StoreError::Corrupt(_) => Code::StoreDamaged,
        StoreError::Busy => Code::Busy,
        StoreError::MixedCurrencies(_) => Code::MixedCurrencies,
        StoreError::OrderTooLong(_) => Code::OrderTooLong,
        StoreError::Conflict(_) => Code::Conflict,
        StoreError::Io { .. } => Code::FileFailed,
        StoreError::Closed => Code::Closing,
        StoreError::Fault(_) => Code::Internal,
    }
}

fn of_snapshot(error: &engine::SnapshotError) -> Code {
    use engine::SnapshotError;
    match error {
        SnapshotError::NewerFormat { .. } => Code::NewerFormat,
        SnapshotError::OlderFormat { .. } | SnapshotError::Damaged { .. } => Code::SnapshotUnusable,
        SnapshotError::Missing(_) => Code::NotFound,
        SnapshotError::Io { .. } => Code::FileFailed,
    }
}

fn invalid(field: &str, reason: &str) -> Problem {
    let code = if field == "Idempotency-Key" {
        Code::IdempotencyConflict
    } else {
        Code::InvalidField
    };
    Problem::new(code, sentence(reason)).at(field)
}

/// A sentence of an error message: capital letter, full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string())
        .unwrap_or_default();
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_say_what_to_do() {
        let mut seen = std::collections::HashSet::new();
        for (code, entry) in Code::ALL.iter().zip(table()) {
            assert_eq!(code.entry(), entry);
            assert!(seen.insert(entry.code), "{} stands twice", entry.code);
            assert!((400..600).contains(&entry.status), "{}", entry.code);
            assert!(entry.hint.ends_with('.'), "{}: a hint is a sentence", entry.code);
            assert!(
                !entry.title.ends_with('.'),
                "{}: a title is no sentence",
                entry.code
            );
        }
        assert!(table().is_sorted_by_key(|entry| entry.status));
    }

    #[test]
    fn a_problem_is_written_as_rfc_9457_says() {
        let problem = Problem::new(Code::InvalidField, "A quantity is at least 1.").at("cart[0].quantity");
        insta::assert_snapshot!(serde_json::to_string_pretty(&problem.document()).unwrap());
    }

    #[test]
    fn messages_become_sentences() {
        assert_eq!(sentence("there is no task 'x'"), "There is no task 'x'.");
        assert_eq!(sentence("Do it!"), "Do it!");
        assert_eq!(sentence(""), ".");
    }
}
