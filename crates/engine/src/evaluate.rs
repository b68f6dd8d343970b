//! The shop's past as an evaluation or a tuning looks at it: orders and visits with their moments, and the catalogue.

use measure::offline::dataset::{Past, PastOrder, PastSession, PastStep};
use recommend::{DaySessions, NO_CUSTOMER, ProductIndex, Session};
use rustc_hash::FxHashMap;
use shop::{Day, LineKind, Timestamp};
use store::{OrderRow, Store};

use crate::{
    Engine, Error,
    build::{self, BuildLock, history},
};

/// Counted visits tell when they ended and not when each step was made; a minute a step is assumed. It decides only
/// whether a visit reaches over the moment at which the past is cut.
const STEP_MS: i64 = 60_000;

impl Engine {
    /// Everything there is to learn from and to ask about: merchandise that did not come back whole, in the orders' own
    /// sequence, with customers; visits; the products as they are described today. Fees are left out. Waits for a build
    /// that is going on, as both count the days that changed.
    ///
    /// # Errors
    /// [`Error`] where the store or the counted days cannot be read.
    pub fn past(&self, progress: &(dyn Fn(&str) + Sync)) -> Result<Past, Error> {
        let folder = &self.inner.folder;
        let lock = match BuildLock::take(folder, false) {
            Err(Error::Busy(_)) => {
                progress("waiting for a build or an evaluation that is going on");
                BuildLock::take(folder, true)?
            }
            lock => lock?,
        };
        self.past_locked(&lock, progress)
    }

    /// The same where the lock is held already.
    pub(crate) fn past_locked(
        &self,
        _lock: &BuildLock,
        progress: &(dyn Fn(&str) + Sync),
    ) -> Result<Past, Error> {
        let store = &*self.inner.store;
        let history = history::load(&self.inner.folder.history(), store, progress)?;
        progress("reading orders and visits");
        let orders = orders(store)?;
        let visits = history.partition.sessions.iter();
        let sessions = visits.flat_map(sessions_of).collect();
        let catalogue = build::catalogue(store, &history)?;
        Ok(Past::new(catalogue, orders, sessions))
    }
}

fn orders(store: &dyn Store) -> Result<Vec<PastOrder>, Error> {
    let mut orders = Vec::new();
    store.scan_orders(Day(i32::MIN / 2), Day(i32::MAX / 2), &mut |order| {
        let products = merchandise(&order);
        if !products.is_empty() {
            orders.push(PastOrder {
                placed_at: order.placed_at,
                customer: order.customer_key,
                products,
            });
        }
    })?;
    Ok(orders)
}

/// The order's distinct merchandise without what came back whole: that was not bought together with anything.
fn merchandise(order: &OrderRow<'_>) -> Vec<ProductIndex> {
    let lines = || order.lines.iter().filter(|line| line.kind == LineKind::Product);
    let mut units: FxHashMap<ProductIndex, (u64, u64)> = FxHashMap::default();
    for line in lines() {
        let (bought, back) = units.entry(line.product_key.0).or_default();
        *bought += u64::from(line.quantity);
        *back += u64::from(line.refunded);
    }
    // Taking a product out of the map leaves only the first of its lines.
    lines()
        .filter_map(|line| {
            let (bought, back) = units.remove(&line.product_key.0)?;
            (back == 0 || back < bought).then_some(line.product_key.0)
        })
        .collect()
}

fn sessions_of(day: &DaySessions) -> Vec<PastSession> {
    day.sessions.iter().map(past_session).collect()
}

fn past_session(session: Session<'_>) -> PastSession {
    let ended_at = Timestamp::default().plus_ms(i64::from(session.ended_s) * 1_000);
    let steps = session.steps();
    let last = steps.len() as i64 - 1;
    let step = |(at, step): (i64, recommend::Step)| PastStep {
        at: ended_at.plus_ms((at - last) * STEP_MS),
        product: step.product,
        kind: step.kind,
    };
    PastSession {
        customer: Some(session.customer).filter(|&customer| customer != NO_CUSTOMER),
        steps: (0..).zip(steps).map(step).collect(),
    }
}

#[cfg(test)]
mod tests {
    use recommend::{Sessions, Step, StepKind};

    use super::*;

    #[test]
    fn a_visit_keeps_its_end_and_its_sequence() {
        let step = |product| Step {
            product,
            kind: StepKind::View,
        };
        let mut sessions = Sessions::default();
        sessions.push(600, Some(4), &[step(7), step(3)]);
        let past = past_session(sessions.iter().next().unwrap());
        assert_eq!(past.customer, Some(4));
        assert_eq!(
            (past.started_at().unix_ms(), past.ended_at().unix_ms()),
            (540_000, 600_000)
        );
        assert_eq!(past.steps[0].product, 7);
    }
}
