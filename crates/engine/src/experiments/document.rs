//! An experiment as the merchant writes it, and as it is kept.

use measure::{
    experiments::assignment::{Allocation, AllocationError, BUCKETS, Range},
    metrics,
};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use shop::Placement;

use crate::{
    Error, PolicyChange, Settings,
    documents::{self, invalid},
};

/// Most arms of an experiment.
const ARMS_MAX: usize = 8;
/// Longest name of an arm or a layer, in bytes.
const NAME_BYTES_MAX: usize = 64;
/// Longest title or note, in bytes.
const TEXT_BYTES_MAX: usize = 1_000;
/// Fewer visitors than that say nothing: what is told of so few is open in any case.
const VISITORS_PLANNED_MIN: u64 = measure::experiments::sequential::UNITS_MIN;
/// Buckets of one per cent.
const PERCENT_BUCKETS: u16 = BUCKETS / 100;

/// An arm: a part of the visitors, and what is different for them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArmDraft {
    /// Its name.
    pub name: String,
    /// Its share of the visitors, in per cent.
    pub share_percent: u16,
    /// What is changed of the policy in force; nothing for the arm that the others are compared with.
    #[serde(default)]
    pub change: PolicyChange,
}

/// What must not get worse.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardrailDraft {
    /// The metric.
    pub metric: String,
    /// How much worse it may be, in per cent of the first arm's number.
    pub margin_percent: f64,
}

/// An experiment as the merchant writes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExperimentDraft {
    /// What it is called.
    #[serde(default)]
    pub title: String,
    /// What is expected, and why.
    #[serde(default)]
    pub note: String,
    /// Where it runs; everywhere if empty.
    #[serde(default)]
    pub placements: Vec<String>,
    /// Experiments of one layer never meet in one visitor; its own id if not given.
    #[serde(default)]
    pub layer: Option<String>,
    /// The arms; the first is the one the others are compared with.
    pub arms: Vec<ArmDraft>,
    /// The metric that decides.
    #[serde(default = "default_metric")]
    pub metric: String,
    /// The smallest effect that would matter, in per cent of the first arm's number.
    #[serde(default = "default_effect")]
    pub effect_percent: f64,
    /// What must not get worse; the usual ones if not given.
    #[serde(default)]
    pub guardrails: Option<Vec<GuardrailDraft>>,
    /// How many visitors are planned for all arms together; worked out from the shop's own past if not given.
    #[serde(default)]
    pub visitors_planned: Option<u64>,
    /// Whether a guardrail that is certainly broken stops the experiment by itself.
    #[serde(default = "yes")]
    pub stop_on_harm: bool,
}

fn default_metric() -> String {
    "margin_per_visitor".to_owned()
}

fn default_effect() -> f64 {
    5.0
}

fn yes() -> bool {
    true
}

/// Where an experiment is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExperimentState {
    /// Written, and nobody is in it.
    Draft,
    /// Visitors are in it.
    Running,
    /// It is over.
    Stopped,
}

impl ExperimentState {
    /// The state's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Running => "running",
            Self::Stopped => "stopped",
        }
    }
}

/// An arm that was stopped alone, because it did harm: its visitors stay assigned to it, so that the others keep
/// theirs, and get what those of the first arm get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArmStopped {
    /// The arm, by its place.
    pub arm: u16,
    /// When.
    pub at_ms: i64,
    /// The metric of the guardrail that stopped it.
    pub guardrail: String,
}

/// An experiment as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Experiment {
    /// What was written.
    pub draft: ExperimentDraft,
    /// Where it is in its life.
    pub state: ExperimentState,
    /// When it began.
    #[serde(default)]
    pub started_at_ms: Option<i64>,
    /// From when on it is counted: the start, or the latest change of the arms' shares.
    #[serde(default)]
    pub counted_from_ms: Option<i64>,
    /// When it ended.
    #[serde(default)]
    pub stopped_at_ms: Option<i64>,
    /// Why it ended: `by_hand`, `guardrail:` and a metric, or `sample_ratio`.
    #[serde(default)]
    pub stop_reason: Option<String>,
    /// The arms that were stopped alone.
    #[serde(default)]
    pub arms_stopped: Vec<ArmStopped>,
    /// Which arm owns which buckets: arm, first bucket, bucket after the last.
    #[serde(default)]
    pub ranges: Vec<(u16, u16, u16)>,
    /// How many visitors are planned.
    #[serde(default)]
    pub visitors_planned: u64,
}

impl Experiment {
    /// One that nobody is in yet.
    pub fn new(draft: ExperimentDraft) -> Self {
        Self {
            draft,
            state: ExperimentState::Draft,
            started_at_ms: None,
            counted_from_ms: None,
            stopped_at_ms: None,
            stop_reason: None,
            arms_stopped: Vec::new(),
            ranges: Vec::new(),
            visitors_planned: 0,
        }
    }

    /// How an arm was stopped alone; none of one that goes on.
    pub fn arm_stopped(&self, arm: usize) -> Option<&ArmStopped> {
        let mut stopped = self.arms_stopped.iter();
        stopped.find(|stopped| usize::from(stopped.arm) == arm)
    }

    /// Which arm owns which buckets; none where what was kept is damaged.
    pub fn allocation(&self) -> Option<Allocation> {
        let range = |&(arm, first, end): &(u16, u16, u16)| Range { arm, first, end };
        Allocation::from_ranges(self.ranges.iter().map(range).collect()).ok()
    }

    /// Gives the arms their shares of the buckets that are not `taken` by others of the layer, in the order drawn for
    /// the experiment's `id`; who is in an arm that does not shrink stays there.
    ///
    /// # Errors
    /// [`Error::Invalid`] where too few are free, or the shares were changed too often.
    pub fn allocate(&mut self, id: &str, taken: &[(u16, u16, u16)]) -> Result<(), Error> {
        let arms = self.draft.arms.iter();
        let mut shares: Vec<u16> = arms.map(|arm| arm.share_percent * PERCENT_BUCKETS).collect();
        // What others own is held by an arm that stands for all of them.
        let others = shares.len() as u16;
        let range = |arm: u16, first: u16, end: u16| Range { arm, first, end };
        let own = self
            .ranges
            .iter()
            .map(|&(arm, first, end)| range(arm, first, end));
        let mut ranges: Vec<Range> = own
            .chain(taken.iter().map(|&(_, first, end)| range(others, first, end)))
            .collect();
        ranges.sort_unstable_by_key(|range| range.first);
        shares.push(taken.iter().map(|&(_, first, end)| end - first).sum());
        let allocation = Allocation::from_ranges(ranges).and_then(|known| known.with_shares(&shares, id));
        let allocation = allocation.map_err(|error| match error {
            AllocationError::TooManyRanges => invalid("arms", error.to_string()),
            _ => invalid(
                "layer",
                "the experiments that run in this layer leave too few visitors; stop one, or choose another layer",
            ),
        })?;
        let kept = allocation.ranges().iter().filter(|range| range.arm < others);
        self.ranges = kept.map(|range| (range.arm, range.first, range.end)).collect();
        Ok(())
    }
}

impl ExperimentDraft {
    /// Where it runs; everywhere where nothing is named.
    pub fn placements(&self) -> Vec<Placement> {
        match documents::placements(&self.placements) {
            Ok(named) if !named.is_empty() => named,
            _ => Placement::ALL.to_vec(),
        }
    }

    /// Checks that an experiment can be made of it.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the first field that cannot be used.
    pub fn check(&self, settings: &Settings) -> Result<(), Error> {
        documents::placements(&self.placements)?;
        for (field, text) in [("title", &self.title), ("note", &self.note)] {
            if text.len() > TEXT_BYTES_MAX {
                return Err(invalid(field, "it must have at most 1,000 bytes"));
            }
        }
        if let Some(layer) = &self.layer {
            check_name("layer", layer)?;
        }
        if !(0.1..=1_000.0).contains(&self.effect_percent) {
            return Err(invalid("effect_percent", "it must be from 0.1 to 1000"));
        }
        if self
            .visitors_planned
            .is_some_and(|planned| planned < VISITORS_PLANNED_MIN)
        {
            let reason = format!(
                "it must be at least {VISITORS_PLANNED_MIN}: of fewer visitors nothing can be told; leave it out to \
                 have it worked out"
            );
            return Err(invalid("visitors_planned", reason));
        }
        self.check_arms(settings)?;
        self.check_metrics()
    }

    fn check_arms(&self, settings: &Settings) -> Result<(), Error> {
        if !(2..=ARMS_MAX).contains(&self.arms.len()) {
            return Err(invalid("arms", "an experiment has 2 to 8 arms"));
        }
        let mut names = FxHashSet::default();
        let mut percent = 0_u32;
        for (at, arm) in self.arms.iter().enumerate() {
            check_name(&format!("arms[{at}].name"), &arm.name)?;
            if !names.insert(arm.name.as_str()) {
                return Err(invalid(format!("arms[{at}].name"), "another arm has this name"));
            }
            if !(1..=100).contains(&arm.share_percent) {
                return Err(invalid(
                    format!("arms[{at}].share_percent"),
                    "it must be from 1 to 100",
                ));
            }
            percent += u32::from(arm.share_percent);
            for placement in self.placements() {
                let changed = settings.steering(placement).changed(&arm.change);
                changed.map_err(|error| {
                    invalid(format!("arms[{at}].change.{}", error.field()), error.to_string())
                })?;
            }
        }
        match percent {
            ..=100 => Ok(()),
            _ => Err(invalid(
                "arms",
                format!("the shares add up to {percent} %; they may be 100 at most"),
            )),
        }
    }

    fn check_metrics(&self) -> Result<(), Error> {
        check_metric("metric", &self.metric)?;
        let mut guarded = FxHashSet::default();
        for (at, guardrail) in self.guardrails.iter().flatten().enumerate() {
            let field = format!("guardrails[{at}].metric");
            check_metric(&field, &guardrail.metric)?;
            if !guarded.insert(guardrail.metric.as_str()) {
                let reason = format!(
                    "'{}' is watched by another guardrail already; keep the one with the margin you mean",
                    guardrail.metric
                );
                return Err(invalid(field, reason));
            }
            if !(0.0..=100.0).contains(&guardrail.margin_percent) {
                let field = format!("guardrails[{at}].margin_percent");
                return Err(invalid(field, "it must be from 0 to 100"));
            }
        }
        Ok(())
    }
}

fn check_metric(field: &str, id: &str) -> Result<(), Error> {
    let known = || metrics::of_visitors().map(|(metric, _)| metric.id);
    match known().any(|known| known == id) {
        true => Ok(()),
        false => Err(invalid(
            field,
            format!(
                "there is no such metric; use one of: {}",
                known().collect::<Vec<_>>().join(", ")
            ),
        )),
    }
}

fn check_name(field: &str, name: &str) -> Result<(), Error> {
    let is_plain = !name.trim().is_empty() && name.len() <= NAME_BYTES_MAX;
    match is_plain && !name.chars().any(char::is_control) {
        true => Ok(()),
        false => Err(invalid(field, "a name has 1 to 64 bytes")),
    }
}
