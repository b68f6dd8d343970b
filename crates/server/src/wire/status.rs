//! Answers about the shop itself: what was recorded, tasks, models and keys.

use engine::{ImportReport, KeyInfo, LearntFromOffers, ModelInfo, NewKey, Recorded, Task};
use serde::{Serialize, Serializer};
use shop::Timestamp;

use crate::wire::merchandising::texts_of;

/// A moment as RFC 3339 writes it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment(pub Timestamp);

impl Moment {
    /// The moment that a document keeps, where it keeps one.
    pub fn kept(unix_ms: Option<i64>) -> Option<Self> {
        unix_ms.and_then(|ms| Timestamp::from_unix_ms(ms).ok()).map(Self)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// What a write changed.
#[derive(Debug, Serialize)]
pub struct RecordedReply {
    inserted: u64,
    changed: u64,
    unchanged: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<usize>,
}

impl RecordedReply {
    /// The same where so many records were left out.
    pub fn without(self, records: usize) -> Self {
        Self {
            left_out: (records > 0).then_some(records),
            ..self
        }
    }
}

impl From<Recorded> for RecordedReply {
    fn from(
        Recorded {
            inserted,
            changed,
            unchanged,
        }: Recorded,
    ) -> Self {
        Self {
            inserted,
            changed,
            unchanged,
            left_out: None,
        }
    }
}

/// A long job.
#[derive(Debug, Serialize)]
pub struct TaskReply<'a> {
    id: &'a str,
    kind: &'a str,
    state: &'static str,
    created_at: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    finished_at: Option<Moment>,
    rows: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<ReportReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

impl<'a> From<&'a Task> for TaskReply<'a> {
    fn from(task: &'a Task) -> Self {
        Self {
            id: &task.id,
            kind: &task.kind,
            state: task.state.as_str(),
            created_at: Moment(task.created_at),
            finished_at: task.finished_at.map(Moment),
            rows: task.rows,
            report: task.report.as_ref().map(ReportReply::from),
            error: task.error.as_deref(),
        }
    }
}

/// What came of an import: where every row went.
#[derive(Debug, Serialize)]
pub struct ReportReply<'a> {
    rows: u64,
    order_lines: u64,
    fee_lines: u64,
    refund_lines: u64,
    products: u64,
    customers: u64,
    events: u64,
    links: u64,
    reviews: u64,
    rejected: u64,
    skipped: u64,
    recorded: RecordedReply,
    refunds_matched: u64,
    refunds_unmatched: u64,
    rejections: Vec<RejectionReply<'a>>,
}

#[derive(Debug, Serialize)]
struct RejectionReply<'a> {
    line: u64,
    column: &'a str,
    reason: &'a str,
}

impl<'a> From<&'a ImportReport> for ReportReply<'a> {
    fn from(report: &'a ImportReport) -> Self {
        let summary = &report.summary;
        let rejections = report.rejections.iter().map(|rejection| RejectionReply {
            line: rejection.line,
            column: &rejection.column,
            reason: &rejection.reason,
        });
        Self {
            rows: summary.rows,
            order_lines: summary.order_lines,
            fee_lines: summary.fee_lines,
            refund_lines: summary.refund_lines,
            products: summary.products,
            customers: summary.customers,
            events: summary.events,
            links: summary.links,
            reviews: summary.reviews,
            rejected: summary.rejected,
            skipped: summary.skipped,
            recorded: report.recorded.into(),
            refunds_matched: report.refunds_matched,
            refunds_unmatched: report.refunds_unmatched,
            rejections: rejections.collect(),
        }
    }
}

/// A snapshot of models.
#[derive(Debug, Serialize)]
pub struct ModelReply<'a> {
    version: u64,
    created_at: Moment,
    active: bool,
    products: u64,
    orders: u64,
    bytes: u64,
    build_ms: u64,
    facts: std::collections::BTreeMap<&'a str, std::collections::BTreeMap<&'a str, f64>>,
    learnt_from_offers: Vec<LessonReply<'a>>,
}

/// What the offers that were shown taught the ranker of one intent.
#[derive(Debug, Serialize)]
pub struct LessonReply<'a> {
    intent: &'a str,
    outcome: &'a str,
    offers_shown: u64,
    offers_taken: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    loss_before: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    loss_after: Option<f64>,
}

impl<'a> From<&'a LearntFromOffers> for LessonReply<'a> {
    fn from(lesson: &'a LearntFromOffers) -> Self {
        let judged = |loss: f64| (loss > 0.0).then_some(loss);
        Self {
            intent: &lesson.intent,
            outcome: &lesson.outcome,
            offers_shown: lesson.shown,
            offers_taken: lesson.taken,
            loss_before: judged(lesson.loss_before),
            loss_after: judged(lesson.loss_after),
        }
    }
}

impl<'a> From<&'a ModelInfo> for ModelReply<'a> {
    fn from(model: &'a ModelInfo) -> Self {
        let facts = model.facts.iter().map(|(recommender, facts)| {
            (
                recommender.as_str(),
                facts
                    .iter()
                    .map(|(name, number)| (name.as_str(), *number))
                    .collect(),
            )
        });
        Self {
            version: model.version,
            created_at: Moment(model.created_at),
            active: model.active,
            products: model.products,
            orders: model.orders,
            bytes: model.bytes,
            build_ms: model.build_ms,
            facts: facts.collect(),
            learnt_from_offers: model.lessons.iter().map(LessonReply::from).collect(),
        }
    }
}

/// A key as it may be shown.
#[derive(Debug, Serialize)]
pub struct KeyReply<'a> {
    id: &'a str,
    kind: &'static str,
    label: &'a str,
    origins: Vec<&'a str>,
    created_at: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
}

impl<'a> From<&'a KeyInfo> for KeyReply<'a> {
    fn from(info: &'a KeyInfo) -> Self {
        Self {
            id: &info.id,
            kind: info.kind.as_str(),
            label: &info.label,
            origins: texts_of(&info.origins),
            created_at: Moment(info.created_at),
            revoked_at: info.revoked_at.map(Moment),
            key: None,
        }
    }
}

impl<'a> From<&'a NewKey> for KeyReply<'a> {
    fn from(new: &'a NewKey) -> Self {
        Self {
            key: Some(&new.secret),
            ..Self::from(&new.info)
        }
    }
}
