//! An evaluation that a page asked for, made in the background as `alongside evaluate` makes it.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::Duration,
};

use measure::offline::{
    Configuration, Cuts, EvaluateError, Evaluation, Plan, SplitError, dataset::Past, evaluate,
};
use shop::Timestamp;
use store::TaskRecord;

use super::{OWN_CONFIGURATION, document::evaluation_document};
use crate::{
    Engine, Error,
    build::BuildLock,
    keys::random_text,
    tasks::{Notes, to_json, view},
    types::{Task, TaskRefusal, TaskSteps},
};

/// The kind of such a task.
pub(crate) const EVALUATION: &str = "evaluation";
/// Tasks looked at for the latest evaluation.
const TASKS_MAX: usize = 1_000;
/// How soon it is noticed that the shop closes.
const PATIENCE: Duration = Duration::from_millis(200);

/// What the thread that computes says.
enum Word {
    Step,
    End(Result<Evaluation, EvaluateError>),
}

/// How it ended.
enum End {
    Kept,
    Refused(TaskRefusal, String),
    Failed(String),
    /// The shop closes; the next process makes it anew.
    Closing,
}

impl Engine {
    /// Queues an evaluation of the shop's own configuration, as `alongside evaluate` makes it without arguments. While
    /// it is at work nothing is built, as the memory for both may not be there.
    ///
    /// # Errors
    /// [`Error::AlreadySo`] where one waits or is at work; [`Error`] where the task cannot be kept.
    pub fn start_evaluation(&self, now: Timestamp) -> Result<Task, Error> {
        if self
            .unfinished_tasks()?
            .iter()
            .any(|task| task.kind == EVALUATION)
        {
            return Err(Error::AlreadySo("An evaluation is running already."));
        }
        self.queue(
            EVALUATION,
            format!("t_{}", random_text(16)?),
            &Notes::default(),
            now,
        )
    }

    /// The latest evaluation that was queued, whatever became of it.
    ///
    /// # Errors
    /// [`Error::Store`] where the tasks cannot be read.
    pub fn evaluation_task(&self) -> Result<Option<Task>, Error> {
        let tasks = self.inner.store.tasks(TASKS_MAX)?;
        Ok(tasks.into_iter().find(|task| task.kind == EVALUATION).map(view))
    }

    pub(crate) fn run_evaluation(
        &self,
        mut record: TaskRecord,
        clock: fn() -> Timestamp,
    ) -> Result<(), Error> {
        record.state = store::TaskState::Running;
        self.inner.store.put_task(&record)?;
        let mut notes = Notes::default();
        let end = self.evaluated(&record, clock);
        record.state = store::TaskState::Failed;
        match end.unwrap_or_else(|error| End::Failed(error.to_string())) {
            End::Kept => record.state = store::TaskState::Done,
            End::Refused(refusal, error) => {
                notes = Notes::refused(refusal);
                record.error = Some(error);
            }
            End::Failed(error) => record.error = Some(error),
            End::Closing => return Ok(()),
        }
        record.progress = to_json(&notes);
        record.finished_at = Some(clock());
        Ok(self.inner.store.put_task(&record)?)
    }

    fn evaluated(&self, record: &TaskRecord, clock: fn() -> Timestamp) -> Result<End, Error> {
        let Some(lock) = self.build_lock_or_closing()? else {
            return Ok(End::Closing);
        };
        let plan = Plan::default();
        let past = self.past_locked(&lock, &|_| {})?;
        if let Err(error) = Cuts::of(&past, plan.span) {
            return Ok(refused(&error));
        }
        let own = Configuration {
            name: OWN_CONFIGURATION.to_owned(),
            params: self.inner.settings.params.clone(),
            tuned: false,
        };
        let (seed, steps_max) = (plan.seed, steps_max(&plan));
        // It holds nothing of the shop, so that closing need not wait for it.
        let words = computing(past, own, plan)?;
        let Some(evaluation) = self.followed(&words, record, steps_max)? else {
            return Ok(End::Closing);
        };
        match evaluation {
            Ok(evaluation) => {
                self.keep_evaluation(&evaluation_document(&evaluation, seed), clock())?;
                Ok(End::Kept)
            }
            Err(EvaluateError::Split(error)) => Ok(refused(&error)),
            Err(EvaluateError::Build(error)) => Ok(End::Failed(error.to_string())),
        }
    }

    /// The lock that builds take, once nobody holds it; none where the shop closes before. Asked for again and again:
    /// whoever waited for it could not be told to close.
    fn build_lock_or_closing(&self) -> Result<Option<BuildLock>, Error> {
        loop {
            match BuildLock::take(&self.inner.folder, false) {
                Ok(lock) => return Ok(Some(lock)),
                Err(Error::Busy(_)) if self.pause(PATIENCE) => {}
                Err(Error::Busy(_)) => return Ok(None),
                Err(error) => return Err(error),
            }
        }
    }

    /// Notes how far it is until it ends; none where the shop closes before.
    fn followed(
        &self,
        words: &Receiver<Word>,
        record: &TaskRecord,
        steps_max: u32,
    ) -> Result<Option<Result<Evaluation, EvaluateError>>, Error> {
        let mut at = 0;
        loop {
            match words.recv_timeout(PATIENCE) {
                Ok(Word::Step) => {
                    at = steps_max.min(at + 1);
                    let progress = to_json(&Notes::at(TaskSteps { at, max: steps_max }));
                    self.inner.store.put_task(&TaskRecord {
                        progress,
                        ..record.clone()
                    })?;
                }
                Ok(Word::End(evaluation)) => return Ok(Some(evaluation)),
                Err(RecvTimeoutError::Timeout) if !self.inner.is_closing() => {}
                Err(RecvTimeoutError::Timeout) => return Ok(None),
                Err(RecvTimeoutError::Disconnected) => return Err(stopped()),
            }
        }
    }
}

/// Computes on a thread of its own.
fn computing(past: Past, own: Configuration, plan: Plan) -> Result<Receiver<Word>, Error> {
    let (say, words) = channel();
    let compute = move || {
        let evaluation = evaluate(&past, &[own], &plan, &|_| tell(&say, Word::Step));
        tell(&say, Word::End(evaluation));
    };
    let thread = std::thread::Builder::new().name("evaluation".to_owned());
    thread.spawn(compute).map_err(Error::io("thread"))?;
    Ok(words)
}

/// Nobody hears it where the shop has closed.
fn tell(say: &Sender<Word>, word: Word) {
    _ = say.send(word);
}

fn stopped() -> Error {
    let source = std::io::Error::other("the evaluation broke off");
    Error::io("evaluation")(source)
}

/// Most steps that [`evaluate`] tells of: the cut, learning once and again for each task that hides products, and the
/// questions of each task to the shop and to the baselines.
fn steps_max(plan: &Plan) -> u32 {
    let hiding = plan.tasks.iter().filter(|task| task.hides.is_some()).count();
    (2 + hiding + 2 * plan.tasks.len()) as u32
}

fn refused(error: &SplitError) -> End {
    let refusal = match error {
        SplitError::Nothing => TaskRefusal::NothingToLearn,
        SplitError::Outside { .. } => TaskRefusal::HistoryTooShort,
    };
    End::Refused(refusal, error.to_string())
}
