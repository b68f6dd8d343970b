//! By which of their sides a report tells visitors apart.

use measure::{
    ledger::{HOLD_OUT, VisitorDay},
    reports::Visitors,
};

use crate::{Engine, Error, experiments::experiment_hash, ledger::DayRows, snapshot::Snapshot};

/// The hold-out among the experiments, as its arms are named: `hold_out:offers`.
const HOLD_OUT_ID: &str = "hold_out";
/// The arms of the hold-out, in their order.
const HOLD_OUT_ARMS: [&str; 2] = ["held_out", "offers"];
/// Whoever saw more than one arm of an experiment in the days of a report.
const MOVED: &str = "moved";

/// By which of their sides visitors are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisitorSide {
    /// What they are worth to the shop.
    Tier,
    /// How they buy.
    Segment,
    /// Their language.
    Locale,
    /// In which arms of experiments they were, and whether they were held out.
    Arm,
}

impl VisitorSide {
    /// Every side.
    pub const ALL: [Self; 4] = [Self::Tier, Self::Segment, Self::Locale, Self::Arm];

    /// The side's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tier => "tier",
            Self::Segment => "segment",
            Self::Locale => "locale",
            Self::Arm => "arm",
        }
    }

    /// The side of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.as_str() == text)
    }

    /// What a visitor is on this side, where it is known.
    fn of<'a>(self, visitor: &'a VisitorDay, snapshot: Option<&'a Snapshot>) -> Option<&'a str> {
        let number = || snapshot.and_then(|snapshot| snapshot.models.customers.number(visitor.customer));
        match self {
            Self::Locale => Some(visitor.locale.as_str()).filter(|locale| !locale.is_empty()),
            Self::Tier => snapshot.and_then(|snapshot| snapshot.tier_of(number()?)),
            Self::Segment => snapshot.and_then(|snapshot| snapshot.segment_of(number()?)),
            Self::Arm => None,
        }
    }
}

/// How visitors are put into groups.
pub(super) enum Side {
    /// By what they are.
    Are(VisitorSide),
    /// By the arms of an experiment.
    In(Arms),
}

/// The arms of an experiment, as reports name them.
pub(super) struct Arms {
    experiment: u32,
    names: Vec<String>,
    moved: String,
}

impl Arms {
    fn new<'a>(id: &str, experiment: u32, arms: impl IntoIterator<Item = &'a str>) -> Self {
        let arms = arms.into_iter();
        Self {
            experiment,
            names: arms.map(|arm| format!("{id}:{arm}")).collect(),
            moved: format!("{id}:{MOVED}"),
        }
    }

    /// Whether one of its groups is called so.
    pub fn has(&self, name: &str) -> bool {
        self.moved == name || self.names.iter().any(|own| own == name)
    }
}

impl Side {
    /// Whether those in none of its groups are one of their own.
    pub fn tells_unknown(&self) -> bool {
        matches!(self, Self::Are(_))
    }

    /// Puts the visitors of a day into their groups.
    pub fn put(&self, people: &mut Visitors, number: usize, rows: &DayRows, snapshot: Option<&Snapshot>) {
        match self {
            Self::Are(side) => {
                for visitor in &rows.visitors {
                    if let Some(name) = side.of(visitor, snapshot) {
                        people.put_in_group(number, visitor.unit, name);
                    }
                }
            }
            Self::In(arms) => {
                let own = rows
                    .exposures
                    .iter()
                    .filter(|exposure| exposure.experiment == arms.experiment);
                for exposure in own {
                    if let Some(name) = arms.names.get(usize::from(exposure.arm)) {
                        people.put_in_arm(number, exposure.unit, name, &arms.moved);
                    }
                }
            }
        }
    }
}

impl Engine {
    /// How visitors are told apart by a side; by arm, a side for the hold-out and for each experiment.
    pub(super) fn sides_of(&self, side: VisitorSide) -> Result<Vec<Side>, Error> {
        match side {
            VisitorSide::Arm => Ok(self.all_arms()?.into_iter().map(Side::In).collect()),
            side => Ok(vec![Side::Are(side)]),
        }
    }

    /// The arms of the hold-out and of each experiment.
    pub(super) fn all_arms(&self) -> Result<Vec<Arms>, Error> {
        let mut all = vec![Arms::new(HOLD_OUT_ID, HOLD_OUT, HOLD_OUT_ARMS)];
        for (id, experiment) in self.experiments()? {
            let arms = experiment.draft.arms.iter().map(|arm| arm.name.as_str());
            all.push(Arms::new(&id, experiment_hash(&id), arms));
        }
        Ok(all)
    }

    /// The arms that reports tell visitors apart by, as they name them: those of the hold-out and of each experiment.
    ///
    /// # Errors
    /// [`Error::Store`] where the experiments cannot be read.
    pub fn report_arms(&self) -> Result<Vec<String>, Error> {
        let all = self.all_arms()?.into_iter();
        Ok(all
            .flat_map(|arms| arms.names.into_iter().chain([arms.moved]))
            .collect())
    }

    /// The names of the hold-out's arms, in their order.
    pub(super) fn hold_out_arms() -> Vec<String> {
        Arms::new(HOLD_OUT_ID, HOLD_OUT, HOLD_OUT_ARMS).names
    }
}
