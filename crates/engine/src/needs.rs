//! What a customer says: understood by the shop's lexicon and its catalogue, kept as classes where it is for later.
//!
//! The text is read once and forgotten. It is in no log and in no table; a reminder holds the class alone.

use std::sync::Arc;

use decide::Note;
use recommend::needs::{Lexicon, Need, understood};
use shop::{Placement, Timestamp};

use crate::{
    Engine,
    reminders::LATER_PER_TEXT_MAX,
    snapshot::Snapshot,
    types::{LaterView, NeedView, OfferRequest},
};

/// Where there is room to remind of what was wanted later.
const REMINDING: [Placement; 3] = [Placement::Home, Placement::Email, Placement::PostPurchase];

/// What was heard of a request's text, and of the reminders that are due.
#[derive(Default)]
pub(crate) struct Heard {
    /// What is needed now.
    pub need: Option<Need>,
    /// The same for people.
    pub view: Option<NeedView>,
    /// What was noted for later.
    pub notes: Vec<Note>,
}

/// A lexicon as one catalogue knows it.
pub(crate) struct Resolved {
    made_of: (Arc<crate::lexicons::Lexicons>, u64),
    lexicon: Lexicon,
}

impl Engine {
    /// What the customer needs: as they say it, else what they said earlier to want about now.
    pub(crate) fn listen(
        &self,
        request: &OfferRequest,
        snapshot: &Snapshot,
        is_kept: bool,
        now: Timestamp,
    ) -> Heard {
        match &request.text {
            Some(text) if !text.trim().is_empty() => self.heard(text, request, snapshot, is_kept, now),
            _ => self.reminded(request, snapshot, now),
        }
    }

    fn heard(
        &self,
        text: &str,
        request: &OfferRequest,
        snapshot: &Snapshot,
        is_kept: bool,
        now: Timestamp,
    ) -> Heard {
        let models = &snapshot.models;
        let catalogue = &models.catalogue;
        let lexicon = self.lexicon_of(snapshot);
        let found = understood(text, catalogue, &models.signals, &models.needs, &lexicon.lexicon);
        let path = |leaf: &u32| catalogue.leaf_path(*leaf).to_owned();
        let mut view = NeedView {
            classes: found.need.leaves.iter().map(path).collect(),
            refused: found.need.refused.iter().map(path).collect(),
            is_ambiguous: found.need.is_ambiguous,
            later: Vec::new(),
        };
        let mut notes = Vec::new();
        // A question that is only tried leaves nothing behind.
        let person = self.reminded_person(request).filter(|_| is_kept);
        for later in found.later.iter().take(LATER_PER_TEXT_MAX) {
            let class = path(&later.leaf);
            let due_at = now.plus_days(i64::from(later.days));
            let is_set = person
                .as_ref()
                .is_some_and(|person| self.remind(person, &class, due_at, now));
            if is_set {
                notes.push(Note::ReminderSet(class.clone()));
            }
            view.later.push(LaterView {
                class,
                due_at,
                is_set,
            });
        }
        Heard {
            need: (!found.need.is_empty()).then_some(found.need),
            view: Some(view),
            notes,
        }
    }

    /// Whether somebody asks who wanted something later that is due, where there is room to remind of it.
    pub(crate) fn is_reminded(&self, request: &OfferRequest, now: Timestamp) -> bool {
        let person = self.reminded_person(request);
        REMINDING.contains(&request.placement)
            && person.is_some_and(|person| self.due(&person, now).is_some())
    }

    /// What was wanted later and is due, where there is room to remind of it.
    fn reminded(&self, request: &OfferRequest, snapshot: &Snapshot, now: Timestamp) -> Heard {
        if !REMINDING.contains(&request.placement) {
            return Heard::default();
        }
        let Some(class) = self
            .reminded_person(request)
            .and_then(|person| self.due(&person, now))
        else {
            return Heard::default();
        };
        let models = &snapshot.models;
        let Some(leaf) = models.catalogue.leaf_of_path(&class) else {
            return Heard::default();
        };
        let need = Need::of_leaf(leaf, &models.needs, &models.catalogue, &models.signals);
        Heard {
            need: (!need.is_empty()).then_some(need),
            view: Some(NeedView {
                classes: vec![class],
                ..NeedView::default()
            }),
            notes: Vec::new(),
        }
    }

    /// The merchant's lexicon as the snapshot's catalogue knows it, looked up anew when either changed.
    fn lexicon_of(&self, snapshot: &Snapshot) -> Arc<Resolved> {
        let own = self.inner.lexicons.load_full();
        let version = snapshot.manifest.version;
        if let Some(resolved) = self.inner.lexicon.load_full()
            && Arc::ptr_eq(&resolved.made_of.0, &own)
            && resolved.made_of.1 == version
        {
            return resolved;
        }
        let fresh = Arc::new(Resolved {
            lexicon: Lexicon::new(&snapshot.models.catalogue, own.phrases()),
            made_of: (own, version),
        });
        self.inner.lexicon.store(Some(Arc::clone(&fresh)));
        fresh
    }
}
