//! What people said to want later: kept with consent, counted when it is due, forgotten when asked.
//!
//! All of them are in memory beside the store, as every question on a front page asks for them.

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use rustc_hash::FxHashMap;
use shop::{CustomerId, Timestamp};
use store::{Person, Reminder, Store};

use crate::{
    Engine, Error,
    engine::Inner,
    types::{LaterView, OfferRequest},
};

/// Classes of one text that are kept.
pub(crate) const LATER_PER_TEXT_MAX: usize = 3;
/// Reminders of one person; further ones are not kept.
const PER_PERSON_MAX: usize = 20;
/// People for whom reminders are kept; for further ones none is.
const PEOPLE_MAX: usize = 500_000;
/// Days after which a reminder that was due is not counted any more.
const PAST_DAYS: i64 = 60;

/// The reminders of all people.
#[derive(Default)]
pub(crate) struct Reminders(RwLock<FxHashMap<Person, Vec<Reminder>>>);

impl Reminders {
    /// Reads them.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be read.
    pub fn reload(&self, store: &dyn Store) -> Result<(), Error> {
        let mut all: FxHashMap<Person, Vec<Reminder>> = FxHashMap::default();
        for reminder in store.reminders()? {
            all.entry(reminder.person.clone()).or_default().push(reminder);
        }
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = all;
        Ok(())
    }

    /// A lock that another thread's panic poisoned still guards sound data: every change is one insertion.
    fn read(&self) -> RwLockReadGuard<'_, FxHashMap<Person, Vec<Reminder>>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn of(&self, person: &Person) -> Vec<Reminder> {
        self.read().get(person).cloned().unwrap_or_default()
    }

    fn has_room(&self, person: &Person, class: &str) -> bool {
        let all = self.read();
        match all.get(person) {
            Some(own) => own.len() < PER_PERSON_MAX || own.iter().any(|known| known.class == class),
            None => all.len() < PEOPLE_MAX,
        }
    }

    fn set(&self, reminder: Reminder) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let own = all.entry(reminder.person.clone()).or_default();
        own.retain(|known| known.class != reminder.class);
        own.push(reminder);
    }
}

impl Engine {
    /// For whom a question's reminders are kept: the customer where one is signed in, else the visitor; nobody without
    /// consent, be it of the request's or of the customer's record.
    pub(crate) fn reminded_person(&self, request: &OfferRequest) -> Option<Person> {
        if !request.consent {
            return None;
        }
        let visitor = request.visitor_id.clone().map(Person::Visitor);
        let customer = request.customer_id.as_deref().map(str::trim);
        let Some(id) = customer.and_then(|id| CustomerId::new(id).ok()) else {
            return visitor;
        };
        let profile = self.inner.profiles.of(&*self.inner.store, id.as_str());
        (profile.consent != Some(false)).then_some(Person::Customer(id))
    }

    /// Keeps a reminder; whether it is kept. That it is not is no reason to give no answer.
    pub(crate) fn remind(&self, person: &Person, class: &str, due_at: Timestamp, now: Timestamp) -> bool {
        let reminders = &self.inner.reminders;
        if !reminders.has_room(person, class) {
            return false;
        }
        let reminder = Reminder {
            person: person.clone(),
            class: class.to_owned(),
            set_at: now,
            due_at,
        };
        match self.inner.store.put_reminder(&reminder) {
            Ok(()) => {
                reminders.set(reminder);
                true
            }
            Err(error) => {
                tracing::error!("a reminder could not be kept: {error}");
                false
            }
        }
    }

    /// The class that somebody wanted about now, the one due longest ago first.
    pub(crate) fn due(&self, person: &Person, now: Timestamp) -> Option<String> {
        let all = self.inner.reminders.read();
        let is_due =
            |reminder: &&Reminder| reminder.due_at <= now && now < reminder.due_at.plus_days(PAST_DAYS);
        let due = all.get(person)?.iter().filter(is_due);
        due.min_by_key(|reminder| reminder.due_at)
            .map(|reminder| reminder.class.clone())
    }

    /// What a customer said to want later, the first due first.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the id is none that a customer can have.
    pub fn reminders(&self, customer_id: &str) -> Result<Vec<LaterView>, Error> {
        let mut reminders = self.inner.reminders.of(&customer(customer_id)?);
        reminders.sort_by_key(|reminder| reminder.due_at);
        let view = |reminder: Reminder| LaterView {
            class: reminder.class,
            due_at: reminder.due_at,
            is_set: true,
        };
        Ok(reminders.into_iter().map(view).collect())
    }

    /// Forgets what a customer said to want later: one class, or all of them.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none.
    pub fn delete_reminders(&self, customer_id: &str, class: Option<&str>) -> Result<(), Error> {
        let person = customer(customer_id)?;
        if self.inner.store.delete_reminders(&person, class)? == 0 {
            return Err(Error::NotFound {
                what: "reminder of the customer",
                id: customer_id.to_owned(),
            });
        }
        self.inner.reload_reminders()
    }
}

fn customer(id: &str) -> Result<Person, Error> {
    let id = CustomerId::new(id.trim()).map_err(|_| Error::NotFound {
        what: "customer",
        id: id.to_owned(),
    })?;
    Ok(Person::Customer(id))
}

impl Inner {
    /// Reads the reminders again: another process may have written, or a person was forgotten.
    pub(crate) fn reload_reminders(&self) -> Result<(), Error> {
        self.reminders.reload(&*self.store)
    }
}
