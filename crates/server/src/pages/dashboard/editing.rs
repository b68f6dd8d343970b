//! Two people at one thing: a form carries what the thing was like when it was opened, and whoever saves second is told
//! what changed meanwhile and decides. Nothing is overwritten unseen.

use std::fmt::Debug;

use axum::http::StatusCode;
use xxhash_rust::xxh3::xxh3_64;

use super::Visit;
use crate::{
    errors::{Code, Problem},
    pages::{
        blocks::Block,
        forms::{CHANGED_MEANWHILE, GONE_MEANWHILE},
        staff::Form,
    },
    route::Answer,
};

/// The hidden field that says what a thing was like.
pub(super) const KNOWN: &str = "known";

/// What a thing is like, in a few letters.
pub(super) fn stamp(kept: &impl Debug) -> String {
    format!("{:016x}", xxh3_64(format!("{kept:?}").as_bytes()))
}

/// What a form that is shown carries: what the thing is like now, where the form is opened or says that it changed;
/// else still what it was like when it was opened.
pub(super) fn stamp_of_form(kept: &impl Debug, refused: Option<(&Form, &Problem)>) -> String {
    let sent = refused.filter(|(_, problem)| !is_changed(problem));
    let sent = sent.and_then(|(form, _)| form.text(KNOWN));
    sent.unwrap_or_else(|| stamp(kept))
}

/// Refuses a form that was filled from something that is like that no more. To be asked while nobody else saves.
///
/// # Errors
/// [`Problem`] where somebody changed or removed it meanwhile, or where a new one has the name of another.
pub(super) fn check(form: &Form, kept: Option<&impl Debug>, taken: &'static str) -> Result<(), Problem> {
    match (form.text(KNOWN), kept) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(Problem::new(Code::Conflict, taken).at("id")),
        (Some(_), None) => Err(Problem::new(Code::Conflict, GONE_MEANWHILE)),
        (Some(known), Some(kept)) if known == stamp(kept) => Ok(()),
        (Some(_), Some(_)) => Err(Problem::new(Code::Conflict, CHANGED_MEANWHILE)),
    }
}

/// Whether somebody else changed the thing meanwhile.
pub(super) fn is_changed(problem: &Problem) -> bool {
    problem.detail == CHANGED_MEANWHILE
}

impl Visit<'_> {
    /// A page with a form that cannot be used as it was sent, as `problem` says: somebody was faster, or it is wrong.
    pub(super) fn refused_for(&self, here: &'static str, blocks: Vec<Block>, problem: &Problem) -> Answer {
        let is_late = problem.detail == CHANGED_MEANWHILE || problem.detail == GONE_MEANWHILE;
        match is_late {
            true => Ok(self.blocks(here, blocks)?.status(StatusCode::CONFLICT)),
            false => self.refused(here, blocks),
        }
    }
}
