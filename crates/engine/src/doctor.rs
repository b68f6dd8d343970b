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
    /// What was found, as a sentence.
    pub what: String,
    /// What to do.
    pub advice: Option<String>,
}

impl Finding {
    fn new(level: Level, what: impl Into<String>, advice: Option<&str>) -> Self {
        Self {
            level,
            what: what.into(),
            advice: advice.map(str::to_owned),
        }
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
            Ok(()) => Finding::new(Level::Ok, "the database is sound", None),
            Err(error) => Finding::new(
                Level::Error,
                error.to_string(),
                Some("restore the latest backup: alongside restore FILE"),
            ),
        });
        let counts = match self.inner.store.counts() {
            Ok(counts) => counts,
            Err(error) => {
                return [
                    findings,
                    vec![Finding::new(Level::Error, error.to_string(), None)],
                ]
                .concat();
            }
        };
        let what = format!(
            "{} products, {} orders, {} events",
            counts.products, counts.orders, counts.events
        );
        findings.push(match counts.orders {
            0 => Finding::new(
                Level::Warning,
                what,
                Some("import the shop's orders: alongside import orders.csv"),
            ),
            _ => Finding::new(Level::Ok, what, None),
        });
        if let Some((_, last)) = counts.orders_between {
            let age_days = now.day().0 - last.day().0;
            if age_days < -1 {
                let advice = "check this machine's clock and the date format of the import";
                findings.push(Finding::new(
                    Level::Warning,
                    format!("the last order is of {}, in the future", last.day()),
                    Some(advice),
                ));
            } else if age_days > 60 {
                let what = format!("the last order is {age_days} days old");
                findings.push(Finding::new(
                    Level::Warning,
                    what,
                    Some("post new orders to /v1/orders or import them"),
                ));
            }
        }
        findings
    }

    fn check_models(&self) -> Vec<Finding> {
        let (snapshot, problems) = self.inner.snapshots.open_best();
        let bad = |error: &crate::SnapshotError| {
            Finding::new(
                Level::Error,
                error.to_string(),
                Some("build again: alongside build"),
            )
        };
        let mut findings: Vec<Finding> = problems.iter().map(bad).collect();
        match snapshot {
            None if findings.is_empty() => {
                findings.push(Finding::new(
                    Level::Warning,
                    "nothing has been built yet",
                    Some("alongside build"),
                ));
            }
            None => {}
            Some(snapshot) => {
                let what = format!(
                    "snapshot {} is sound: {} products, {} orders",
                    snapshot.manifest.version, snapshot.manifest.products, snapshot.manifest.orders
                );
                findings.push(Finding::new(Level::Ok, what, None));
            }
        }
        if self.inner.snapshots.current().is_some_and(|current| current.held) {
            let what = "automatic builds wait, because a snapshot was rolled back";
            findings.push(Finding::new(
                Level::Warning,
                what,
                Some("alongside build, when the cause is mended"),
            ));
        }
        findings
    }

    fn check_tuning(&self) -> Vec<Finding> {
        let error = self.tuning().err();
        let finding = error.map(|error| Finding::new(Level::Error, error.to_string(), None));
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
            Finding::new(Level::Warning, what, Some(advice))
        };
        shares
            .iter()
            .filter(|share| partial(share))
            .map(finding)
            .collect()
    }

    fn check_folder(&self) -> Vec<Finding> {
        vec![match build::writable(self.inner.folder.path()) {
            Ok(()) => Finding::new(Level::Ok, "the folder can be written", None),
            Err(error) => Finding::new(
                Level::Error,
                error.to_string(),
                Some("give the user that runs alongside the right to write there, or free space"),
            ),
        }]
    }
}
