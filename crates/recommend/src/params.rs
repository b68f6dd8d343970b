//! The numbers a shop may set by hand; each recommender declares its own.

use std::collections::BTreeMap;

/// A number that steers a recommender.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    /// Its name, units last.
    pub name: &'static str,
    /// The value where nothing is set.
    pub default: f64,
    /// What it does, in a sentence.
    pub help: &'static str,
}

/// Parameters set for a build, by `recommender.name`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Params(BTreeMap<String, f64>);

impl Params {
    /// Sets `recommender.name` to a finite `value`; others are ignored.
    pub fn set(&mut self, recommender: &str, name: &str, value: f64) {
        if value.is_finite() {
            self.0.insert(format!("{recommender}.{name}"), value);
        }
    }

    /// The value of `recommender.name`, where it was set.
    pub fn get(&self, recommender: &str, name: &str) -> Option<f64> {
        self.0.get(&format!("{recommender}.{name}")).copied()
    }

    /// Every value that was set, by its whole name `recommender.name`, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }

    /// What `other` does not set.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let own = self.0.iter().filter(|(name, _)| !other.0.contains_key(*name));
        Self(own.map(|(name, value)| (name.clone(), *value)).collect())
    }

    /// The value of a declared parameter of `recommender`, or its default.
    pub fn value(&self, recommender: &str, parameters: &[Parameter], name: &str) -> f64 {
        let declared = parameters.iter().find(|parameter| parameter.name == name);
        self.get(recommender, name)
            .or(declared.map(|parameter| parameter.default))
            .unwrap_or_default()
    }
}
