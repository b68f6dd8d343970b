//! What another policy would have brought, told from the decisions in which a slot was filled by a draw: each is
//! decided again by the draft, and what the draw showed by chance says how well the draft's choice does.

use measure::{
    attribution::{Attribution, Touches},
    ledger::{Deed, Touch},
    off_policy::{
        Refusal,
        choices::{self, Choice, Estimates},
    },
    reports::Study,
};
use recommend::ProductIndex;
use rustc_hash::{FxHashMap, FxHashSet};
use shop::{Day, Placement, Timestamp};
use store::{DecisionId, DecisionLog};

use crate::{
    Engine, Error, PolicyDraft,
    decision_record::{DecisionRecord, Header},
    offers::Positions,
    reports::{Loaded, ReportQuery, group_of},
};

/// Decisions of so many days are looked at: those before were of another season and another assortment.
const WINDOW_DAYS: i32 = 90;
/// The latest decisions that are decided again; more take time and tell hardly more.
const DECISIONS_MAX: usize = 20_000;
/// What was shown so lately may still be taken.
const SETTLED_MS: i64 = 30 * 60_000;
/// Fewer decisions say nothing.
pub const DECISIONS_MIN: usize = 200;
/// The draft's choice has to have been among those drawn between in so many of the decisions.
const COMPARABLE_MIN: f64 = 0.5;
/// The weight of the least likely draw: no row is clipped.
const CLIP: f64 = 1.0 / decide::explore::thompson::CHANCE_MIN;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reward {
    /// That the offer is clicked or put in the cart, and not declined.
    #[default]
    Taken,
    /// The margin of what was bought after it was clicked, in minor units of the shop's currency, less what came back.
    Margin,
}

impl Reward {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Taken, Self::Margin];

    /// Public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Margin => "margin",
        }
    }

    /// The reward with this public id.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reward| reward.as_str() == word)
    }
}

/// Why nothing is said of a policy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NoEstimate {
    /// No slot was filled to learn from at this placement, or nobody saw it.
    NothingExplored,
    /// Too few decisions.
    TooFew,
    /// The draft mostly chooses what was not among those drawn between.
    TooDifferent,
    /// The log is worth too little for the draft's choices.
    TooLittleOverlap {
        /// As many decisions of the draft's own would tell as much.
        effective: f64,
    },
}

/// What a policy would have brought for each decision, and the one in force for the same decisions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimated {
    /// What would have stood in the slot without a draw.
    pub in_force: Estimates,
    /// What the draft would have put there.
    pub drafted: Estimates,
}

/// What is said of a drafted policy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PolicyEstimate {
    /// Where.
    pub placement: Placement,
    /// What is counted.
    pub reward: Reward,
    /// Decisions with a slot filled to learn from that somebody saw.
    pub decisions: usize,
    /// Those of them in which the draft's choice was among those drawn between.
    pub comparable: usize,
    /// Those of them in which the draft chooses otherwise than what would have stood there.
    pub changed: usize,
    /// What is said, or why nothing is.
    pub outcome: Result<Estimated, NoEstimate>,
}

/// A decision with a slot filled by a draw, and for whom.
struct Drawn {
    id: String,
    record: DecisionRecord,
}

/// What was done with offers: by decision and product.
type Done = FxHashMap<(String, ProductIndex), f64>;

impl Engine {
    /// What a drafted policy would have brought in the slot that was filled to learn from, by the latest decisions at a
    /// placement. Nothing is set.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the draft cannot be used; [`Error`] where the log or the ledger cannot be read. That
    /// too little is known is an answer and no error.
    pub fn estimate_policy(
        &self,
        placement: Placement,
        draft: &PolicyDraft,
        reward: Reward,
        now: Timestamp,
    ) -> Result<PolicyEstimate, Error> {
        let drafted = self.drafted_policy(placement, draft)?;
        self.sum_up(now)?;
        let query = ReportQuery {
            from: Day(now.day().0 - WINDOW_DAYS),
            to: now.day(),
            attribution: Attribution::default(),
        };
        let latest = self.latest_drawn(placement, &query, now)?;
        let (seen, declined) = self.seen(&query, &latest)?;
        let rewards = match reward {
            Reward::Taken => self.taken(&query, &declined, now)?,
            Reward::Margin => self.margins(&query, now)?,
        };
        let mut estimate = PolicyEstimate {
            placement,
            reward,
            decisions: 0,
            comparable: 0,
            changed: 0,
            outcome: Err(NoEstimate::NothingExplored),
        };
        let Some(snapshot) = self.inner.serving.snapshot() else {
            return Ok(estimate);
        };
        let live = self.inner.serving.live().clone();
        let (mut kept, mut changed) = (Vec::new(), Vec::new());
        for drawn in &latest {
            let Some((choice, slot)) = choice_of(drawn, &seen, &rewards) else {
                continue;
            };
            estimate.decisions += 1;
            // Whoever was answered by a variant would be by the draft's of the same name.
            let policy = drafted.policy_named(&drawn.record.header.variant);
            let again = Positions::of_record(&drawn.record).decide(&snapshot, &live, policy, None, now);
            let mut of_unit = again.offers.iter().filter(|offer| offer.unit == 0);
            let target = of_unit.nth(slot).map(|offer| offer.product);
            let explored = drawn.record.explored.as_ref();
            let mut candidates = explored.into_iter().flat_map(|explored| &explored.candidates);
            if let Some(target) = target.filter(|target| candidates.any(|one| one.product == *target)) {
                estimate.changed += usize::from(target != choice.target);
                kept.push(choice);
                changed.push(Choice { target, ..choice });
            }
        }
        estimate.comparable = kept.len();
        estimate.outcome = estimated(estimate.decisions, &kept, &changed);
        Ok(estimate)
    }

    /// The offers of these decisions that were seen, and those that were declined.
    fn seen(&self, query: &ReportQuery, latest: &[Drawn]) -> Result<(Done, Done), Error> {
        let wanted: FxHashSet<&str> = latest.iter().map(|drawn| drawn.id.as_str()).collect();
        let (mut seen, mut declined) = (Done::default(), Done::default());
        for day in self.ledger().days()? {
            if !(query.from..=query.to).contains(&day) {
                continue;
            }
            let touches: Vec<Touch> = self.ledger().read(day, "seen")?;
            for touch in touches
                .into_iter()
                .filter(|touch| wanted.contains(touch.decision.as_str()))
            {
                let noted = match touch.deed {
                    Deed::Dismiss => &mut declined,
                    _ => &mut seen,
                };
                noted.insert((touch.decision, touch.product), 1.0);
            }
        }
        Ok((seen, declined))
    }

    fn taken(&self, query: &ReportQuery, declined: &Done, now: Timestamp) -> Result<Done, Error> {
        let loaded = self.load(query, 0, now)?;
        let offers = loaded
            .touches()
            .map(|touch| (touch.decision.clone(), touch.product));
        let taken = offers.filter(|offer| !declined.contains_key(offer));
        Ok(taken.map(|offer| (offer, 1.0)).collect())
    }

    /// The margin of the lines that are credited to each offer.
    fn margins(&self, query: &ReportQuery, now: Timestamp) -> Result<Done, Error> {
        let loaded: Loaded = self.load(query, 0, now)?;
        let snapshot = self.inner.serving.snapshot();
        let catalogue = snapshot.as_ref().map(|snapshot| &snapshot.models.catalogue);
        let group = |product: ProductIndex| group_of(catalogue, product);
        let touches = Touches::new(query.attribution, &group, loaded.touches());
        let mut names = Study::of(measure::ledger::HOLD_OUT);
        loaded.expose(&mut names, Timestamp::default());
        let currency = self.inner.currency();
        let mut margins = Done::default();
        for line in loaded.days.iter().flat_map(|(_, rows)| &rows.lines) {
            let is_ours = line.paid.is_none_or(|paid| paid.currency == currency);
            if let Some(touch) = touches.of_line(names.unit_of(line), line).filter(|_| is_ours) {
                let offer = (touch.decision.clone(), touch.product);
                *margins.entry(offer).or_default() += line.net_margin_minor() as f64;
            }
        }
        Ok(margins)
    }

    /// The latest decisions at a placement in which a slot was filled by a draw, settled and within the window.
    fn latest_drawn(
        &self,
        placement: Placement,
        query: &ReportQuery,
        now: Timestamp,
    ) -> Result<Vec<Drawn>, Error> {
        let settled = now.plus_ms(-SETTLED_MS);
        let is_wanted = |header: &Header| {
            let is_drawn = header.explored && !header.held_out && header.traffic.counts();
            is_drawn
                && header.placement == placement
                && header.at >= query.from.start()
                && header.at <= settled
        };
        let folder = self.inner.folder.decisions();
        let mut drawn = Vec::new();
        for (segment, _) in DecisionLog::segments_in(&folder)?.into_iter().rev() {
            if drawn.len() >= DECISIONS_MAX {
                break;
            }
            DecisionLog::scan_segment_in(&folder, segment, 0, &mut |id: DecisionId, bytes| {
                if Header::of(bytes).is_some_and(|header| is_wanted(&header))
                    && let Some(record) = DecisionRecord::decode(bytes)
                {
                    let id = id.to_string();
                    drawn.push(Drawn { id, record });
                }
            })?;
        }
        drawn.sort_unstable_by_key(|drawn| std::cmp::Reverse(drawn.record.header.at));
        drawn.truncate(DECISIONS_MAX);
        Ok(drawn)
    }
}

/// What was drawn, with what it brought, and in which slot; none where nobody saw it. The other way is for now what
/// would have stood there.
fn choice_of(drawn: &Drawn, seen: &Done, rewards: &Done) -> Option<(Choice, usize)> {
    let explored = drawn.record.explored.as_ref()?;
    let (one, standing) = (explored.drawn()?, explored.candidates.first()?);
    let offer = (drawn.id.clone(), one.product);
    let choice = Choice {
        unit: drawn.record.header.unit,
        chosen: one.product,
        propensity: f64::from(one.chance),
        target: standing.product,
        reward: rewards.get(&offer).copied().unwrap_or_default(),
    };
    let is_sound = choice.propensity > 0.0 && choice.propensity <= 1.0;
    (is_sound && seen.contains_key(&offer)).then_some((choice, usize::from(explored.slot)))
}

fn estimated(decisions: usize, kept: &[Choice], changed: &[Choice]) -> Result<Estimated, NoEstimate> {
    match decisions {
        0 => return Err(NoEstimate::NothingExplored),
        1..DECISIONS_MIN => return Err(NoEstimate::TooFew),
        _ if (kept.len() as f64) < COMPARABLE_MIN * decisions as f64 => return Err(NoEstimate::TooDifferent),
        _ => {}
    }
    let of = |choices: &[Choice]| {
        choices::estimates(choices, CLIP).map_err(|refusal| match refusal {
            Refusal::TooLittleOverlap { effective, .. } => NoEstimate::TooLittleOverlap { effective },
            Refusal::TooFewUnits => NoEstimate::TooFew,
            // Unsound rows were left out before.
            Refusal::BadRows(_) => NoEstimate::NothingExplored,
        })
    };
    Ok(Estimated {
        in_force: of(kept)?,
        drafted: of(changed)?,
    })
}
