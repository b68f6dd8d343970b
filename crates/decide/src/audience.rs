//! For whom something holds: a rule and a variant of a policy ask the same of a customer.
//!
//! What is not known of somebody fulfils no condition. So nobody without consent is ever a new customer or one who is
//! due, and what holds for everybody is what they get.

use crate::rules::Range;

/// What conditions may look at of whoever asks: nothing where they are not known, or did not agree to be.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Person<'a> {
    /// Their tags, and `tier:` and `segment:` with the ids of theirs.
    pub labels: &'a [String],
    /// What their orders tell.
    pub habits: Habits,
}

/// What the orders of somebody tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Habits {
    /// Whether they ever ordered; none of who is not known.
    pub has_bought: Option<bool>,
    /// Days since their latest order.
    pub since_order_days: Option<u32>,
    /// Days until they are due back, fewer than none where they were already; none where that cannot be told.
    pub due_in_days: Option<i32>,
}

/// For whom something holds; what is left out is no condition, and every one that is given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Audience {
    /// With one of these labels; empty: with any.
    pub labels: Vec<String>,
    /// Who ordered before, or never.
    pub has_bought: Option<bool>,
    /// Whose latest order is so many days ago.
    pub since_order_days: Range<u32>,
    /// Who is due back within so many days, or was already.
    pub due_within_days: Option<u32>,
}

impl Audience {
    /// Whether it holds for everybody.
    pub fn is_everybody(&self) -> bool {
        *self == Self::default()
    }

    /// Whether this person is meant.
    pub fn has(&self, person: &Person<'_>) -> bool {
        let Habits {
            has_bought,
            since_order_days,
            due_in_days,
        } = person.habits;
        let is_due = |within: u32| due_in_days.is_some_and(|days| i64::from(days) <= i64::from(within));
        (self.labels.is_empty() || self.labels.iter().any(|label| person.labels.contains(label)))
            && self.has_bought.is_none_or(|wanted| has_bought == Some(wanted))
            && self.since_order_days.holds(|| since_order_days)
            && self.due_within_days.is_none_or(is_due)
    }

    /// Whether there can be somebody for whom both hold. Labels keep nobody apart: one customer may have several.
    pub fn may_meet(&self, other: &Self) -> bool {
        let has_bought = self.who_ordered().zip(other.who_ordered());
        has_bought.is_none_or(|(one, two)| one == two)
            && self.since_order_days.may_meet(&other.since_order_days)
    }

    /// Whether it is for who ordered before, or for who never did: only who ordered has a latest order or is due.
    fn who_ordered(&self) -> Option<bool> {
        let asks_of_orders = !self.since_order_days.is_open() || self.due_within_days.is_some();
        self.has_bought.or(asks_of_orders.then_some(true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_fulfils_no_condition() {
        let nobody = Person::default();
        assert!(Audience::default().has(&nobody) && Audience::default().is_everybody());
        let due = Audience {
            due_within_days: Some(7),
            ..Audience::default()
        };
        let new = Audience {
            has_bought: Some(false),
            ..Audience::default()
        };
        let away = Audience {
            since_order_days: Range {
                min: Some(60),
                max: None,
            },
            ..Audience::default()
        };
        assert!(!due.has(&nobody) && !new.has(&nobody) && !away.has(&nobody));
        let known = |since, due| Person {
            labels: &[],
            habits: Habits {
                has_bought: Some(true),
                since_order_days: Some(since),
                due_in_days: Some(due),
            },
        };
        assert!(due.has(&known(9, 7)) && due.has(&known(9, -30)) && !due.has(&known(9, 8)));
        assert!(away.has(&known(60, 0)) && !away.has(&known(59, 0)));
        assert!(!new.has(&known(1, 1)));
    }

    #[test]
    fn nobody_is_new_and_away_or_away_and_here() {
        let since = |min, max| Audience {
            since_order_days: Range { min, max },
            ..Audience::default()
        };
        let bought = |has_bought| Audience {
            has_bought: Some(has_bought),
            ..Audience::default()
        };
        let (away, here) = (since(Some(60), None), since(None, Some(59)));
        let due = Audience {
            due_within_days: Some(7),
            ..Audience::default()
        };
        let apart = [
            (&away, &here),
            (&away, &bought(false)),
            (&due, &bought(false)),
            (&bought(true), &bought(false)),
        ];
        assert!(
            apart
                .iter()
                .all(|(one, two)| !one.may_meet(two) && !two.may_meet(one))
        );
        let everybody = Audience::default();
        let meet = [
            (&away, &since(None, Some(60))),
            (&away, &due),
            (&bought(true), &here),
            (&bought(false), &everybody),
        ];
        assert!(
            meet.iter()
                .all(|(one, two)| one.may_meet(two) && two.may_meet(one))
        );
    }
}
