//! What the pages that steer have in common: a page of blocks, forms of this session, acts that ask first.

use std::sync::{MutexGuard, PoisonError};

use askama::Template;
use axum::http::StatusCode;
use engine::Mention;
use shop::Placement;

use super::{Frame, Visit, address};
use crate::{
    errors::Problem,
    i18n::Value,
    pages::{
        blocks::{Block, Button, Cell, Link, Sheet, with_query},
        forms::Shape,
        staff::Form,
    },
    reply::Reply,
    route::Answer,
};

#[derive(Template)]
#[template(path = "dashboard/blocks.html")]
struct View<'a> {
    frame: Frame<'a>,
    blocks: Vec<Block>,
}

/// How often a page is asked for again while something is at work.
const AGAIN_SECONDS: u32 = 5;
/// How often one is while its figures are being made.
const SOON_SECONDS: u32 = 2;

/// A form that was sent and cannot be used, with why.
pub(super) type Refused<'a> = Option<(&'a Form, &'a Problem)>;

impl Visit<'_> {
    /// A page of blocks.
    pub(super) fn blocks(&self, here: &'static str, blocks: Vec<Block>) -> Answer {
        self.page(&View {
            frame: self.frame(here),
            blocks,
        })
    }

    /// Keeps others from saving while this one compares and saves.
    pub(super) fn alone(&self) -> MutexGuard<'_, ()> {
        self.call
            .app
            .editing
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether whoever reads the page asked that it be kept still.
    pub(super) fn is_still(&self) -> bool {
        self.call.parameter("still").is_some()
    }

    /// A page that is asked for again by itself, as what it shows is about to change, unless it is to be kept still.
    pub(super) fn again_unless_still(&self, here: &'static str, page: Reply) -> Reply {
        match self.is_still() {
            true => page,
            false => page.again(AGAIN_SECONDS, address(here)),
        }
    }

    /// What is shown while the figures of a page are being made; the page is asked for again by itself.
    pub(super) fn being_made(&self, here: &'static str) -> Answer {
        let address = match self.call.query.as_str() {
            "" => address(here),
            query => format!("{}?{query}", address(here)),
        };
        let again = Link::to(self.words.say("figures-look-again"), address.clone());
        let blocks = vec![
            Block::Text(self.words.say("figures-being-made")),
            Block::Links(vec![again]),
        ];
        let page = self.blocks(here, blocks)?;
        Ok(page.status(StatusCode::ACCEPTED).again(SOON_SECONDS, address))
    }

    /// A page of blocks with a form that cannot be used as it was sent.
    pub(super) fn refused(&self, here: &'static str, blocks: Vec<Block>) -> Answer {
        Ok(self
            .blocks(here, blocks)?
            .status(StatusCode::UNPROCESSABLE_ENTITY))
    }

    /// A form of the page `here` that can do these acts; the messages `HERE-act-ACT` name them.
    pub(super) fn sheet(&self, here: &'static str, acts: &[&'static str]) -> Sheet {
        let button = |act: &&'static str| Button {
            act,
            name: self.words.say(&format!("{here}-act-{}", act.replace('_', "-"))),
        };
        Sheet {
            opened_by: None,
            about: Vec::new(),
            address: address(here),
            changes: true,
            hidden: Vec::new(),
            groups: Vec::new(),
            mistake: None,
            buttons: acts.iter().map(button).collect(),
        }
    }

    /// A form that asks before it does something that cannot be undone: the messages `HERE-ask-ACT` and
    /// `HERE-ask-ACT-about` say what, and the button does it.
    pub(super) fn ask(
        &self,
        here: &'static str,
        act: &'static str,
        hidden: &[(&'static str, &str)],
    ) -> Sheet {
        let id = format!("{here}-ask-{}", act.replace('_', "-"));
        let owned = |(name, value): &(&'static str, &str)| (*name, (*value).to_owned());
        Sheet {
            opened_by: Some(self.words.say(&id)),
            about: vec![self.words.say(&format!("{id}-about"))],
            hidden: hidden.iter().map(owned).collect(),
            ..self.sheet(here, &[act])
        }
    }

    /// A form that only asks for another view of the page.
    pub(super) fn question(&self, here: &'static str, button: &str) -> Sheet {
        Sheet {
            changes: false,
            buttons: vec![Button {
                act: "",
                name: self.words.say(button),
            }],
            ..self.sheet(here, &[])
        }
    }

    /// The way back to the list of the page `here`.
    pub(super) fn way_back(&self, here: &'static str) -> Block {
        let name = self.words.say(&format!("{here}-back"));
        Block::Links(vec![Link::to(name, address(here))])
    }

    /// The names of placements, by id.
    pub(super) fn placements(&self) -> Vec<(String, String)> {
        self.words
            .named("placement", Placement::ALL.map(Placement::as_str))
    }

    /// A placement's name.
    pub(super) fn placement(&self, id: &str) -> String {
        self.words.say(&format!("placement-{id}"))
    }

    /// Where something holds: everywhere, or the placements' names.
    pub(super) fn places(&self, ids: &[String]) -> Cell {
        match ids.is_empty() {
            true => Cell::Text(self.words.say("staff-everywhere")),
            false => Cell::text_lines(ids.iter().map(|id| self.placement(id))),
        }
    }

    /// From when until when something holds, where it is not always.
    pub(super) fn window(&self, from_ms: Option<i64>, until_ms: Option<i64>) -> Option<String> {
        let moment = |ms: Option<i64>| {
            let moment = ms.and_then(|ms| shop::Timestamp::from_unix_ms(ms).ok());
            moment.map(|moment| self.words.moment(moment))
        };
        let (from, until) = (moment(from_ms), moment(until_ms));
        let text = |text: &'_ str, name: &str, id: &str| self.words.tell(id, &[(name, Value::Text(text))]);
        match (from, until) {
            (None, None) => None,
            (Some(from), None) => Some(text(&from, "from", "staff-from")),
            (None, Some(until)) => Some(text(&until, "until", "staff-until")),
            (Some(from), Some(until)) => {
                let values = [("from", Value::Text(&from)), ("until", Value::Text(&until))];
                Some(self.words.tell("staff-from-until", &values))
            }
        }
    }
}

/// Products, one below the other.
pub(super) fn products(mentions: &[Mention]) -> Cell {
    Cell::data_lines(mentions.iter().map(|mention| mention.title.clone()))
}

/// Back to a view of a page after a form, with the name of a message to show there.
pub(super) fn done_at(here: &str, values: &[(&str, &str)], what: &str) -> Reply {
    let mut all = values.to_vec();
    all.push(("done", what));
    Reply::see_other(&with_query(&address(here), &all))
}

/// Whether a problem is the user's to mend, by changing what they typed.
pub(super) fn is_mendable(problem: &Problem) -> bool {
    matches!(problem.code.entry().status, 400 | 404 | 409 | 422)
}
