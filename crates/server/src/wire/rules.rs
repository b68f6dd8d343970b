//! `/v1/rules`: rules as they are sent and answered.

use engine::{ConflictView, RuleDraft, RuleView};
use serde::Serialize;

use super::reading;
use crate::errors::Problem;

/// Reads a rule as it is set, from JSON.
///
/// # Errors
/// [`Problem`] naming what cannot be used, and where.
pub fn draft(bytes: &[u8]) -> Result<RuleDraft, Problem> {
    reading::read::<RuleDraft>(bytes)
}

/// Every rule.
#[derive(Debug, Serialize)]
pub struct RulesReply<'a> {
    rules: Vec<RuleReply<'a>>,
}

/// A rule, what it names now, and what it meets.
#[derive(Debug, Serialize)]
pub struct RuleReply<'a> {
    id: &'a str,
    rule: &'a RuleDraft,
    #[serde(skip_serializing_if = "Option::is_none")]
    products: Option<usize>,
    in_force: bool,
    conflicts: Vec<ConflictReply<'a>>,
}

#[derive(Debug, Serialize)]
struct ConflictReply<'a> {
    with: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    wins: Option<&'a str>,
    products: usize,
    examples: &'a [String],
}

impl<'a> From<&'a [RuleView]> for RulesReply<'a> {
    fn from(rules: &'a [RuleView]) -> Self {
        Self {
            rules: rules.iter().map(RuleReply::from).collect(),
        }
    }
}

impl<'a> From<&'a RuleView> for RuleReply<'a> {
    fn from(view: &'a RuleView) -> Self {
        let conflict = |conflict: &'a ConflictView| ConflictReply {
            with: &conflict.with,
            wins: conflict.wins.as_deref(),
            products: conflict.products,
            examples: &conflict.examples,
        };
        Self {
            id: &view.id,
            rule: &view.draft,
            products: view.products,
            in_force: view.in_force,
            conflicts: view.conflicts.iter().map(conflict).collect(),
        }
    }
}
