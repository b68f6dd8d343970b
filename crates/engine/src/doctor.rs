//! Looking a shop over: what is well, what is not, and what to do about it.

use shop::Timestamp;

use crate::{Engine, TitleShare, build};

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// As it should be.
    Ok,
    /// Works, but somebody should look.
    Warning,
    /// Does not work.
    Error,
}

/// One thing looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How serious.
    pub level: Level,
    /// What it is, for who says it in other words.
    pub id: &'static str,
    /// Its numbers, by name.
    pub numbers: Vec<(&'static str, u64)>,
    /// Its text: an error, or what it is about.
    pub text: String,
    /// What was found, as a sentence.
    pub what: String,
    /// What to do.
    pub advice: Option<String>,
}

impl Finding {
    /// Something found, without numbers.
    pub fn new(level: Level, id: &'static str, what: impl Into<String>, advice: Option<&str>) -> Self {
        Self {
            level,
            id,
            numbers: Vec::new(),
            text: String::new(),
            what: what.into(),
            advice: advice.map(str::to_owned),
        }
    }

    /// What an error says.
    fn of_error(id: &'static str, error: &impl ToString, advice: Option<&str>) -> Self {
        let text = error.to_string();
        Self::new(Level::Error, id, text.clone(), advice).about(text)
    }

    fn counting<const N: usize>(mut self, numbers: [(&'static str, u64); N]) -> Self {
        self.numbers = numbers.to_vec();
        self
    }

    fn about(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }
}

impl Engine {
    /// Looks the shop over; reads the whole database.
    pub fn doctor(&self, now: Timestamp) -> Vec<Finding> {
        [
            self.check_store(now),
            self.check_models(),
            self.check_tuning(),
            self.check_titles(),
            self.check_folder(),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn check_store(&self, now: Timestamp) -> Vec<Finding> {
        let mut findings = Vec::new();
        findings.push(match self.inner.store.integrity_check() {
            Ok(()) => Finding::new(Level::Ok, "store-sound", "the database is sound", None),
            Err(error) => Finding::of_error(
                "store-damaged",
                &error,
                Some("restore the latest backup: alongside restore FILE"),
            ),
        });
        let counts = match self.inner.store.counts() {
            Ok(counts) => counts,
            Err(error) => {
                return [findings, vec![Finding::of_error("store-unread", &error, None)]].concat();
            }
        };
        let what = format!(
            "{} products, {} orders, {} events",
            counts.products, counts.orders, counts.events
        );
        let found = match counts.orders {
            0 => Finding::new(
                Level::Warning,
                "orders-none",
                what,
                Some("import the shop's orders: alongside import orders.csv"),
            ),
            _ => Finding::new(Level::Ok, "counts", what, None),
        };
        findings.push(found.counting([
            ("products", counts.products),
            ("orders", counts.orders),
            ("events", counts.events),
        ]));
        let last = counts.orders_between.map(|(_, last)| last);
        findings.extend(last.and_then(|last| check_last_order(last, now)));
        findings
    }

    fn check_models(&self) -> Vec<Finding> {
        let (snapshot, problems) = self.inner.snapshots.open_best();
        let bad = |error: &crate::SnapshotError| {
            Finding::of_error("model-damaged", error, Some("build again: alongside build"))
        };
        let mut findings: Vec<Finding> = problems.iter().map(bad).collect();
        match snapshot {
            None if findings.is_empty() => {
                findings.push(Finding::new(
                    Level::Warning,
                    "model-none",
                    "nothing has been built yet",
                    Some("alongside build"),
                ));
            }
            None => {}
            Some(snapshot) => {
                let manifest = &snapshot.manifest;
                let (version, products, orders) = (manifest.version, manifest.products, manifest.orders);
                let what = format!("snapshot {version} is sound: {products} products, {orders} orders");
                let numbers = [("version", version), ("products", products), ("orders", orders)];
                findings.push(Finding::new(Level::Ok, "model-sound", what, None).counting(numbers));
            }
        }
        if self.builds_held() {
            let what = "automatic builds wait, because a snapshot was rolled back";
            findings.push(Finding::new(
                Level::Warning,
                "builds-held",
                what,
                Some("alongside build, when the cause is mended"),
            ));
        }
        findings
    }

    fn check_tuning(&self) -> Vec<Finding> {
        let error = self.tuning().err();
        let finding = error.map(|error| Finding::of_error("tuning-unread", &error, None));
        finding.into_iter().collect()
    }

    /// Languages that some products have a title in and others have not: these are shown in another language.
    fn check_titles(&self) -> Vec<Finding> {
        let partial = |share: &TitleShare| (1..share.products).contains(&share.titled);
        let shares = self.titles(&self.title_languages());
        let finding = |share: &TitleShare| {
            let what = format!(
                "{} of {} products have a title in {}; the others are shown in another language",
                share.titled, share.products, share.language
            );
            let advice = "send their titles in that language, as title.ro in a file or {\"ro\": …} over HTTP";
            Finding::new(Level::Warning, "titles-missing", what, Some(advice))
                .counting([("titled", share.titled), ("products", share.products)])
                .about(share.language.clone())
        };
        shares
            .iter()
            .filter(|share| partial(share))
            .map(finding)
            .collect()
    }

    fn check_folder(&self) -> Vec<Finding> {
        vec![match build::writable(self.inner.folder.path()) {
            Ok(()) => Finding::new(Level::Ok, "folder-writable", "the folder can be written", None),
            Err(error) => Finding::of_error(
                "folder-locked",
                &error,
                Some("give the user that runs alongside the right to write there, or free space"),
            ),
        }]
    }
}

/// A last order that is of the future, or long ago.
fn check_last_order(last: Timestamp, now: Timestamp) -> Option<Finding> {
    let age_days = i64::from(now.day().0) - i64::from(last.day().0);
    let days = [("days", age_days.unsigned_abs())];
    if age_days < -1 {
        let what = format!("the last order is of {}, in the future", last.day());
        let advice = "check this machine's clock and the date format of the import";
        return Some(Finding::new(Level::Warning, "order-future", what, Some(advice)).counting(days));
    }
    let what = format!("the last order is {age_days} days old");
    let advice = "post new orders to /v1/orders or import them";
    (age_days > 60).then(|| Finding::new(Level::Warning, "order-old", what, Some(advice)).counting(days))
}
