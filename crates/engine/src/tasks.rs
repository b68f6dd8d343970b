//! Long work that a request asked for: queued on disk, done one after the other in the background, resumed after a
//! crash.

use std::{fs, path::PathBuf, sync::mpsc::Receiver};

use serde::{Deserialize, Serialize};
use shop::{Currency, Locale, Timestamp};
use store::TaskRecord;

use crate::{
    Engine, Error,
    evaluation::EVALUATION,
    files::write_atomically,
    keys::random_text,
    types::{ImportReport, ImportSource, Recorded, Task, TaskRefusal, TaskState, TaskSteps},
};

const IMPORT: &str = "import";
const BUILD: &str = "build";
/// Tasks looked at for one that has not ended.
const UNFINISHED_MAX: usize = 1_000;
/// Rows between two notes of progress in the store.
const PROGRESS_ROWS: u64 = 100_000;

/// What a task's record carries beside its state, as JSON.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Notes {
    name: String,
    file: PathBuf,
    /// An upload is removed when its import ended; a file of the shop's own is not.
    upload: bool,
    kind: Option<String>,
    preset: Option<String>,
    columns: Vec<(String, String)>,
    date_format: Option<String>,
    currency: Option<String>,
    locale: Option<String>,
    rows: u64,
    result: Option<Outcome>,
    /// How far an evaluation is.
    #[serde(default)]
    steps: Option<TaskSteps>,
    /// Why an evaluation was refused.
    #[serde(default)]
    refusal: Option<TaskRefusal>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Outcome {
    /// The counts of [`ingest::Summary`], in the order of its fields.
    counts: Vec<u64>,
    recorded: [u64; 3],
    refunds: [u64; 2],
    rejected_file: Option<PathBuf>,
    rejections: Vec<(u64, String, String, String)>,
}

impl Engine {
    /// Queues an import; it goes on after a restart. An upload is on disk when this returns.
    ///
    /// # Errors
    /// [`Error`] where the upload or the task cannot be kept.
    pub fn start_import(
        &self,
        source: ImportSource,
        options: ingest::Options,
        now: Timestamp,
    ) -> Result<Task, Error> {
        let id = format!("t_{}", random_text(16)?);
        let (name, file, upload) = match source {
            ImportSource::File(path) => (path.display().to_string(), path, false),
            ImportSource::Upload { name, bytes } => {
                let file = self.keep_upload(&id, &name, &bytes)?;
                (name, file, true)
            }
        };
        let notes = Notes {
            name,
            file,
            upload,
            kind: options.kind.map(|kind| kind.as_str().to_owned()),
            preset: options.preset.map(|preset| preset.id.to_owned()),
            columns: options.columns,
            date_format: options.date_format,
            currency: options.currency.map(|currency| currency.code().to_owned()),
            locale: options.locale.map(|locale| locale.as_str().to_owned()),
            ..Notes::default()
        };
        self.queue(IMPORT, id, &notes, now)
    }

    /// Queues a build, which then begins when the imports before it have ended; one that waits already is not queued
    /// again. Serves what it built, also where an older snapshot was chosen by hand.
    ///
    /// # Errors
    /// [`Error`] where the task cannot be kept.
    pub fn start_build(&self, now: Timestamp) -> Result<Task, Error> {
        let waiting = |task: &TaskRecord| task.kind == BUILD && task.state == store::TaskState::Queued;
        match self.unfinished_tasks()?.into_iter().find(waiting) {
            Some(task) => Ok(view(task)),
            None => self.queue(BUILD, format!("t_{}", random_text(16)?), &Notes::default(), now),
        }
    }

    pub(crate) fn queue(&self, kind: &str, id: String, notes: &Notes, now: Timestamp) -> Result<Task, Error> {
        let record = TaskRecord {
            id: id.clone(),
            kind: kind.into(),
            state: store::TaskState::Queued,
            created_at: now,
            finished_at: None,
            progress: to_json(notes),
            error: None,
        };
        self.inner.store.put_task(&record)?;
        self.inner.queue_task(id)?;
        Ok(view(record))
    }

    /// The tasks that wait or are at work, the latest first.
    pub(crate) fn unfinished_tasks(&self) -> Result<Vec<TaskRecord>, Error> {
        let unfinished =
            |task: &TaskRecord| matches!(task.state, store::TaskState::Queued | store::TaskState::Running);
        let tasks = self.inner.store.tasks(UNFINISHED_MAX)?;
        Ok(tasks.into_iter().filter(unfinished).collect())
    }

    fn keep_upload(&self, id: &str, name: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
        let folder = self.inner.folder.uploads();
        fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
        let tail: String = name
            .chars()
            .rev()
            .take(60)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let tail: String = tail.chars().map(|c| if plain(c) { c } else { '_' }).collect();
        let path = folder.join(format!("{id}.{tail}"));
        write_atomically(&path, bytes).map_err(Error::io(&path))?;
        Ok(path)
    }

    /// One task.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id.
    pub fn task(&self, id: &str) -> Result<Task, Error> {
        let record = self.inner.store.task(id)?;
        record.map(view).ok_or_else(|| Error::NotFound {
            what: "task",
            id: id.to_owned(),
        })
    }

    /// The latest tasks, the latest first.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be read.
    pub fn tasks(&self, limit: usize) -> Result<Vec<Task>, Error> {
        Ok(self.inner.store.tasks(limit)?.into_iter().map(view).collect())
    }

    /// Queues the tasks that an earlier process left unfinished. Importing again is harmless.
    pub(crate) fn resume_tasks(&self) -> Result<(), Error> {
        let tasks = self.unfinished_tasks()?;
        tasks
            .into_iter()
            .rev()
            .try_for_each(|task| self.inner.queue_task(task.id))
    }

    /// Does queued tasks until the queue is closed.
    pub(crate) fn work(self, queue: &Receiver<String>, clock: fn() -> Timestamp) {
        for id in queue {
            if self.inner.is_closing() {
                // It stays queued in the store and is resumed by the next process.
                return;
            }
            if let Err(error) = self.run_task(&id, clock) {
                tracing::error!("task {id}: {error}");
            }
        }
    }

    fn run_task(&self, id: &str, clock: fn() -> Timestamp) -> Result<(), Error> {
        match self.inner.store.task(id)? {
            Some(record) if record.kind == BUILD => self.run_build(record, clock),
            Some(record) if record.kind == EVALUATION => self.run_evaluation(record, clock),
            Some(record) => self.run_import(id, record, clock),
            None => Ok(()),
        }
    }

    fn run_build(&self, mut record: TaskRecord, clock: fn() -> Timestamp) -> Result<(), Error> {
        record.state = store::TaskState::Running;
        self.inner.store.put_task(&record)?;
        let built = self.build(clock(), &|step| tracing::info!(step, "building"));
        record.state = match &built {
            Ok(_) => store::TaskState::Done,
            Err(_) => store::TaskState::Failed,
        };
        record.error = built.err().map(|error| error.to_string());
        record.finished_at = Some(clock());
        Ok(self.inner.store.put_task(&record)?)
    }

    fn run_import(&self, id: &str, mut record: TaskRecord, clock: fn() -> Timestamp) -> Result<(), Error> {
        let mut notes: Notes = serde_json::from_str(&record.progress).unwrap_or_default();
        record.state = store::TaskState::Running;
        self.inner.store.put_task(&record)?;
        let noted = std::sync::atomic::AtomicU64::new(0);
        let progress = |at: ingest::Progress| {
            let before = noted.load(std::sync::atomic::Ordering::Relaxed);
            if at.rows >= before + PROGRESS_ROWS {
                noted.store(at.rows, std::sync::atomic::Ordering::Relaxed);
                let progress = serde_json::from_str(&record.progress).unwrap_or_default();
                let running = TaskRecord {
                    progress: to_json(&Notes {
                        rows: at.rows,
                        ..progress
                    }),
                    ..record.clone()
                };
                if let Err(error) = self.inner.store.put_task(&running) {
                    tracing::warn!("task {id}: progress could not be noted: {error}");
                }
            }
        };
        let result = self.import(
            &ImportSource::File(notes.file.clone()),
            notes.options(),
            clock(),
            &progress,
        );
        if notes.upload
            && let Err(error) = fs::remove_file(&notes.file)
        {
            tracing::warn!("task {id}: the upload could not be removed: {error}");
        }
        match result {
            Ok(report) => {
                notes.rows = report.summary.rows;
                notes.result = Some(Outcome::of(&report));
                record.state = store::TaskState::Done;
            }
            Err(error) => {
                record.error = Some(error.to_string());
                record.state = store::TaskState::Failed;
            }
        }
        record.progress = to_json(&notes);
        record.finished_at = Some(clock());
        Ok(self.inner.store.put_task(&record)?)
    }
}

pub(crate) fn to_json(notes: &Notes) -> String {
    serde_json::to_string(notes).expect("texts and numbers can be written as JSON")
}

impl Notes {
    /// Of an evaluation that is being made.
    pub fn at(steps: TaskSteps) -> Self {
        Self {
            steps: Some(steps),
            ..Self::default()
        }
    }

    /// Of an evaluation that had nothing to work on.
    pub fn refused(refusal: TaskRefusal) -> Self {
        Self {
            refusal: Some(refusal),
            ..Self::default()
        }
    }

    fn options(&self) -> ingest::Options {
        let preset = self.preset.as_deref();
        ingest::Options {
            kind: self.kind.as_deref().and_then(ingest::RecordKind::parse),
            preset: ingest::presets().iter().find(|known| Some(known.id) == preset),
            columns: self.columns.clone(),
            date_format: self.date_format.clone(),
            currency: self.currency.as_deref().and_then(|code| Currency::new(code).ok()),
            locale: self.locale.as_deref().and_then(|tag| Locale::new(tag).ok()),
            rejected_dir: None,
        }
    }
}

/// The counts of a summary, in the order a task's record keeps them; new ones come last, for an older record has fewer.
fn counts(summary: &mut ingest::Summary) -> [&mut u64; 14] {
    [
        &mut summary.rows,
        &mut summary.order_lines,
        &mut summary.fee_lines,
        &mut summary.refund_lines,
        &mut summary.products,
        &mut summary.customers,
        &mut summary.events,
        &mut summary.links,
        &mut summary.rejected,
        &mut summary.skipped,
        &mut summary.orders,
        &mut summary.records,
        &mut summary.bytes,
        &mut summary.reviews,
    ]
}

impl Outcome {
    fn of(report: &ImportReport) -> Self {
        let recorded = report.recorded;
        let rejection =
            |one: &ingest::Rejection| (one.line, one.column.clone(), one.reason.clone(), one.row.clone());
        Self {
            counts: counts(&mut report.summary.clone()).map(|count| *count).to_vec(),
            recorded: [recorded.inserted, recorded.changed, recorded.unchanged],
            refunds: [report.refunds_matched, report.refunds_unmatched],
            rejected_file: report.rejected_file.clone(),
            rejections: report.rejections.iter().map(rejection).collect(),
        }
    }

    fn report(self) -> ImportReport {
        let mut summary = ingest::Summary::default();
        for (count, kept) in counts(&mut summary).into_iter().zip(self.counts) {
            *count = kept;
        }
        let [inserted, changed, unchanged] = self.recorded;
        let rejection = |(line, column, reason, row)| ingest::Rejection {
            line,
            column,
            reason,
            row,
        };
        ImportReport {
            summary,
            recorded: Recorded {
                inserted,
                changed,
                unchanged,
            },
            refunds_matched: self.refunds[0],
            refunds_unmatched: self.refunds[1],
            rejected_file: self.rejected_file,
            rejections: self.rejections.into_iter().map(rejection).collect(),
        }
    }
}

pub(crate) fn view(record: TaskRecord) -> Task {
    let notes: Notes = serde_json::from_str(&record.progress).unwrap_or_default();
    Task {
        id: record.id,
        kind: record.kind,
        name: notes.name,
        state: match record.state {
            store::TaskState::Queued => TaskState::Queued,
            store::TaskState::Running => TaskState::Running,
            store::TaskState::Done => TaskState::Succeeded,
            store::TaskState::Failed => TaskState::Failed,
        },
        created_at: record.created_at,
        finished_at: record.finished_at,
        rows: notes.rows,
        report: notes.result.map(Outcome::report),
        steps: notes.steps,
        error: record.error,
        refusal: notes.refusal,
    }
}
