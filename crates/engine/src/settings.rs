//! The configuration: what was typed in `alongside.toml`, resolved into what it means.

use std::{collections::BTreeMap, path::Path};

use decide::Policy;
use recommend::{Params, recommenders};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use shop::Placement;
use store::Durability;

use crate::{
    Error, Misfit,
    files::ShopFolder,
    policies::{PolicyChange, Steering},
};

/// Most ids that can be named as the shop's own people.
const STAFF_MAX: usize = 10_000;

/// What steers the engine, everything resolved.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the server listens unless the command line says otherwise.
    pub listen: String,
    /// Requests per second and key; none: unlimited.
    pub requests_per_second_max: Option<u32>,
    /// Threads that answer requests; none: one fewer than processors.
    pub threads: Option<usize>,
    /// How often the scheduler looks for changes, in seconds.
    pub schedule_seconds: u64,
    /// Snapshots kept for rollback.
    pub models_kept: usize,
    /// When a write counts as durable.
    pub durability: Durability,
    /// Segments of the decision log kept; the oldest is removed.
    pub decision_segments_max: usize,
    /// Days for which events are kept; what was summed up of them stays.
    pub events_days_max: u32,
    /// Days for which the ledger, what was summed up, is kept.
    pub ledger_days_max: u32,
    /// Stock at which an offer's words may say how few are left; 0: never.
    pub scarcity_stock_max: u32,
    /// Visitors and customers who are the shop's own people, beside the customers tagged so.
    pub staff: FxHashSet<String>,
    /// After how many of a hundred orders the customer is asked how satisfied they are; 0: never.
    pub survey_percent: u32,
    /// What may be learnt from the offers that were shown.
    pub learning: Learning,
    /// Numbers for the recommenders.
    pub params: Params,
    /// One policy per placement, in the order of [`Placement::ALL`].
    pub policies: Vec<Steering>,
}

/// Fewest days that events and sums are kept: a report of four weeks needs them.
const DAYS_KEPT_MIN: u32 = 31;

/// What may be learnt from the offers that were shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Learning {
    /// Whether anything is.
    pub is_on: bool,
    /// Whether it goes through a trial before it is in force; none: where the shop has the visitors for one.
    pub trial: Option<bool>,
}

impl Default for Learning {
    fn default() -> Self {
        Self {
            is_on: true,
            trial: None,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:7700".into(),
            requests_per_second_max: None,
            threads: None,
            schedule_seconds: 5,
            models_kept: 5,
            durability: Durability::Full,
            decision_segments_max: 16,
            events_days_max: 730,
            ledger_days_max: 1_830,
            scarcity_stock_max: 5,
            staff: FxHashSet::default(),
            survey_percent: 20,
            learning: Learning::default(),
            params: Params::default(),
            policies: Placement::ALL
                .map(|placement| Steering::of(Policy::default_for(placement)))
                .to_vec(),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Typed {
    server: TypedServer,
    build: TypedBuild,
    store: TypedStore,
    texts: TypedTexts,
    measure: TypedMeasure,
    learning: TypedLearning,
    recommenders: BTreeMap<String, BTreeMap<String, f64>>,
    placements: BTreeMap<String, PolicyChange>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct TypedServer {
    listen: Option<String>,
    requests_per_second_max: Option<u32>,
    threads: Option<usize>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct TypedBuild {
    schedule_seconds: Option<u64>,
    models_kept: Option<usize>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct TypedStore {
    durability: Option<String>,
    decision_segments_max: Option<usize>,
    events_days_max: Option<u32>,
    ledger_days_max: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct TypedTexts {
    scarcity_stock_max: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct TypedMeasure {
    staff: Vec<String>,
    survey_percent: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct TypedLearning {
    rankers: Option<String>,
    trial: Option<bool>,
}

impl TypedLearning {
    fn resolved(&self) -> Result<Learning, String> {
        let is_on = match self.rankers.as_deref() {
            None | Some("on") => true,
            Some("off") => false,
            Some(other) => return Err(format!("learning.rankers: '{other}' is neither 'on' nor 'off'")),
        };
        Ok(Learning {
            is_on,
            trial: self.trial,
        })
    }
}

/// What is wrong in the file and where, in plain words.
fn told(error: &toml::de::Error) -> String {
    let shown = error.to_string();
    let place = shown.strip_prefix("TOML parse error at ").unwrap_or(&shown);
    let reason = Misfit::of(error.message()).reason;
    place.replace(error.message(), &reason).trim_end().to_owned()
}

impl Settings {
    /// Reads `alongside.toml` of a shop's folder; defaults where there is none.
    ///
    /// # Errors
    /// [`Error::Config`] naming what is wrong and where.
    pub fn load(folder: &Path) -> Result<Self, Error> {
        let file = ShopFolder::new(folder).config();
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Error::io(file)(error)),
        };
        Self::parse(&text).map_err(|reason| Error::Config { file, reason })
    }

    /// Resolves the text of a configuration file.
    ///
    /// # Errors
    /// A sentence that names what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, String> {
        let typed: Typed = toml::from_str(text).map_err(|error| told(&error))?;
        let mut settings = Self::default();
        settings.listen = typed.server.listen.unwrap_or(settings.listen);
        settings.requests_per_second_max = typed.server.requests_per_second_max;
        settings.threads = within("server.threads", typed.server.threads, 1, 1_024)?;
        settings.schedule_seconds =
            within("build.schedule_seconds", typed.build.schedule_seconds, 1, 86_400)?
                .unwrap_or(settings.schedule_seconds);
        settings.models_kept =
            within("build.models_kept", typed.build.models_kept, 1, 1_000)?.unwrap_or(settings.models_kept);
        settings.decision_segments_max = within(
            "store.decision_segments_max",
            typed.store.decision_segments_max,
            2,
            10_000,
        )?
        .unwrap_or(settings.decision_segments_max);
        let days = |name: &str, typed: Option<u32>, usual: u32| {
            Ok::<u32, String>(
                within(&format!("store.{name}"), typed, DAYS_KEPT_MIN, 36_500)?.unwrap_or(usual),
            )
        };
        settings.events_days_max = days(
            "events_days_max",
            typed.store.events_days_max,
            settings.events_days_max,
        )?;
        settings.ledger_days_max = days(
            "ledger_days_max",
            typed.store.ledger_days_max,
            settings.ledger_days_max,
        )?;
        settings.durability = match typed.store.durability.as_deref() {
            None | Some("full") => Durability::Full,
            Some("normal") => Durability::Normal,
            Some(other) => {
                return Err(format!(
                    "store.durability: '{other}' is neither 'full' nor 'normal'"
                ));
            }
        };
        settings.scarcity_stock_max =
            within("texts.scarcity_stock_max", typed.texts.scarcity_stock_max, 0, 100)?
                .unwrap_or(settings.scarcity_stock_max);
        settings.staff = staff(typed.measure.staff)?;
        settings.survey_percent = within("measure.survey_percent", typed.measure.survey_percent, 0, 100)?
            .unwrap_or(settings.survey_percent);
        settings.learning = typed.learning.resolved()?;
        settings.params = params(&typed.recommenders)?;
        for (placement, typed) in typed.placements {
            let placement: Placement = placement
                .parse()
                .map_err(|error: shop::UnknownPlacement| error.to_string())?;
            let steering = Steering::of(Policy::default_for(placement)).changed(&typed);
            settings.policies[placement as usize] =
                steering.map_err(|error| format!("placements.{placement}: {error}"))?;
        }
        Ok(settings)
    }

    /// The policy of a placement.
    pub fn policy(&self, placement: Placement) -> &Policy {
        &self.steering(placement).policy
    }

    /// What steers a placement: its policy, and what differs for some customers.
    pub fn steering(&self, placement: Placement) -> &Steering {
        &self.policies[placement as usize]
    }

    /// A configuration file with every setting at its default, explained.
    pub fn reference() -> String {
        let mut text = REFERENCE_HEAD.to_owned();
        for recommender in recommenders::ALL
            .iter()
            .filter(|recommender| !recommender.parameters().is_empty())
        {
            text.push_str(&format!(
                "\n# {}\n[recommenders.{}]\n",
                recommender.sees(),
                recommender.id()
            ));
            for parameter in recommender.parameters() {
                let default = if parameter.default.is_nan() {
                    "…".to_owned()
                } else {
                    parameter.default.to_string()
                };
                text.push_str(&format!(
                    "# {}\n# {} = {default}\n",
                    parameter.help, parameter.name
                ));
            }
        }
        text.push_str(REFERENCE_PLACEMENTS);
        for placement in Placement::ALL {
            let policy = Policy::default_for(placement);
            let weights: Vec<String> = policy
                .recommenders
                .iter()
                .map(|(index, weight)| format!("{} = {weight}", recommenders::id(*index)))
                .collect();
            let cap = policy
                .price_cap_percent
                .map_or(String::new(), |cap| format!("# price_cap_percent = {cap}\n"));
            text.push_str(&format!(
                "\n[placements.{placement}]\n# recommenders = {{ {} }}\n# slots = {}\n# reserve = {}\n# per_leaf_max = {}\n{cap}",
                weights.join(", "),
                policy.slots,
                policy.reserve,
                policy.per_leaf_max,
            ));
        }
        text
    }
}

const REFERENCE_HEAD: &str = r#"# alongside.toml: put it in the shop's folder. Everything is optional;
# commented values are the defaults.

[server]
# Where the server listens.
# listen = "127.0.0.1:7700"
# Requests per second and key; more are answered with 429. Unset: unlimited.
# requests_per_second_max = 1000
# Threads that answer requests. Unset: one fewer than processors, so that building and writing have one too.
# threads = 1

[build]
# How often to look for new orders and products, in seconds.
# schedule_seconds = 5
# Snapshots kept for rollback.
# models_kept = 5

[store]
# "full": a write is durable when the disk says so. "normal": a power cut may lose the last moments.
# durability = "full"
# Files of the decision log kept (64 MiB each).
# decision_segments_max = 16
# Days for which what visitors did is kept one by one; 31 at least. What was summed up of it stays.
# events_days_max = 730
# Days for which the sums that reports are made of are kept; 31 at least.
# ledger_days_max = 1830

[texts]
# "Only 3 left" is said of products whose counted stock is at most this; 0: never.
# scarcity_stock_max = 5

[measure]
# Visitor and customer ids of the shop's own people, beside the customers tagged "staff": what they do counts nowhere.
# staff = []
# After how many of a hundred orders the customer is asked how satisfied they are, at most once in 90 days; 0: never.
# survey_percent = 20

[learning]
# Whether the order of the offers is learnt from what visitors took of those they were shown: "on" or "off".
# rankers = "on"
# Whether what was learnt first runs as an experiment, and is dropped where it does harm. Unset: where at least 2,000
# visitors saw offers in four weeks; with fewer nothing could be told, and nothing learnt is used.
# trial = true
"#;

const REFERENCE_PLACEMENTS: &str = r#"
# One table per placement. Weights say how much each recommender counts; a recommender left out is not asked.
# filters_off = ["price_cap"]     switches filters off
# objective = "attach"            what the order of the offers is to bring: attach (most are taken), revenue, margin
# tone = "auto"                  which true side the words show first: auto, benefit, social_proof, saving, scarcity
# fallback = { popular = 1 }      recommenders asked only where the others leave slots empty
# price_cap_percent = 0           any price; otherwise in per cent of what the cart or the page's product costs
# score_min = 0.01                offers less likely to be taken are not shown: nothing is better than something unfitting
# explore_percent = 0             of so many answers (up to 20 %) the last slot is filled by a draw, to learn from
# rankers = "in_force"            which rankers order the offers: in_force, or challenger for those on trial
# unproven_weight = 0.5           how much a pair counts that chance may explain
# incentives = true               whether incentives are told of beside the offers
# variants = [{ name = "best customers", for = { segments = ["tier:highly_profitable"] }, policy = { slots = 2 } }]
#                                 what differs for some customers; the first that is for whoever asks counts
"#;

fn within<N: PartialOrd + std::fmt::Display + Copy>(
    name: &str,
    value: Option<N>,
    from: N,
    to: N,
) -> Result<Option<N>, String> {
    match value {
        Some(value) if value < from || value > to => Err(format!("{name} must be from {from} to {to}")),
        value => Ok(value),
    }
}

fn staff(ids: Vec<String>) -> Result<FxHashSet<String>, String> {
    if ids.len() > STAFF_MAX {
        return Err(format!(
            "measure.staff has {} ids and may have {STAFF_MAX}; tag the customers 'staff' instead",
            ids.len()
        ));
    }
    let trimmed = |id: String| match id.trim() {
        "" => Err("measure.staff has an empty id; take it out".to_owned()),
        id => Ok(id.to_owned()),
    };
    ids.into_iter().map(trimmed).collect()
}

fn params(typed: &BTreeMap<String, BTreeMap<String, f64>>) -> Result<Params, String> {
    let mut params = Params::default();
    for (id, values) in typed {
        let known = recommenders::ALL
            .iter()
            .find(|recommender| recommender.id() == id);
        let known = known.ok_or_else(|| decide::PolicyError::UnknownRecommender(id.clone()).to_string())?;
        for (name, &value) in values {
            if !known.parameters().iter().any(|parameter| parameter.name == name) {
                let names: Vec<_> = known
                    .parameters()
                    .iter()
                    .map(|parameter| parameter.name)
                    .collect();
                return Err(format!(
                    "recommenders.{id} has no '{name}'; it has: {}",
                    names.join(", ")
                ));
            }
            if !value.is_finite() || value < 0.0 {
                return Err(format!("recommenders.{id}.{name} must be a number from 0 on"));
            }
            params.set(id, name, value);
        }
    }
    Ok(params)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let got =
            Settings::parse(text).map(|settings| format!("{:?}", settings.policy(Placement::Cart).slots));
        let got = got.unwrap_or_else(|error| error.lines().last().unwrap_or_default().to_owned());
        assert!(got.contains(expect), "{got}");
    }

    #[test]
    fn every_mistake_is_named() {
        check("", "4");
        check("[placements.cart]\nslots = 2", "2");
        check("[placements.basket]\nslots = 2", "there is no placement 'basket'");
        check(
            "[placements.cart]\nslots = 99",
            "placements.cart: 'slots' must be from 0 to 24",
        );
        check(
            "[placements.cart]\nslot = 9",
            "there is no field 'slot' here; use one of: recommenders",
        );
        check(
            "[placements.cart]\nrecommenders = { magic = 1 }",
            "there is no recommender 'magic'",
        );
        check(
            "[recommenders.co_purchase]\nalfa = 1",
            "has no 'alfa'; it has: alpha",
        );
        check(
            "[recommenders.co_purchase]\nalpha = nan",
            "must be a number from 0 on",
        );
        check(
            "[build]\nschedule_seconds = 0",
            "build.schedule_seconds must be from 1 to 86400",
        );
        check(
            "[texts]\nscarcity_stock_max = 101",
            "texts.scarcity_stock_max must be from 0 to 100",
        );
        check(
            "[placements.cart]\ntone = \"loud\"",
            "there is no tone 'loud'; use one of: auto, benefit, social_proof, saving, scarcity",
        );
        check("[store]\ndurability = \"some\"", "neither 'full' nor 'normal'");
        check(
            "[measure]\nsurvey_percent = 101",
            "measure.survey_percent must be from 0 to 100",
        );
        check(
            "[measure]\nstaff = [\" \"]",
            "measure.staff has an empty id; take it out",
        );
        check(
            "[learning]\nrankers = \"some\"",
            "learning.rankers: 'some' is neither 'on' nor 'off'",
        );
        check(
            "[placements.cart]\nexplore_percent = 21",
            "placements.cart: 'explore_percent' must be from 0 to 20",
        );
        check(
            "[placements.cart]\nrankers = \"best\"",
            "there are no rankers 'best'; use one of: in_force, challenger",
        );
    }

    #[test]
    fn the_reference_is_a_valid_file_even_with_its_comments_taken_away() {
        let reference = Settings::reference();
        Settings::parse(&reference).unwrap();
        let setting =
            |line: &&str| line.contains(" = ") && !line.contains('…') && !line.contains("filters_off");
        for line in reference
            .lines()
            .filter(|line| line.starts_with("# "))
            .map(|line| &line[2..])
            .filter(setting)
        {
            assert!(
                toml::from_str::<toml::Table>(line.split("     ").next().unwrap()).is_ok(),
                "{line}"
            );
        }
    }
}
