//! The schema's history: every version is reached from the one before it, and none is ever edited.

use rusqlite::{Connection, TransactionBehavior};

use super::connection::APPLICATION_ID;
use crate::StoreError;

/// The steps; the schema version is how many of them were taken.
const STEPS: [&str; 10] = [
    include_str!("../../migrations/0001_first.sql"),
    include_str!("../../migrations/0002_event_days_and_reviews.sql"),
    include_str!("../../migrations/0003_documents.sql"),
    include_str!("../../migrations/0004_incentives.sql"),
    include_str!("../../migrations/0005_reminders.sql"),
    include_str!("../../migrations/0006_measuring.sql"),
    include_str!("../../migrations/0007_lasting_events.sql"),
    include_str!("../../migrations/0008_what_customers_did.sql"),
    include_str!("../../migrations/0009_products_by_source.sql"),
    include_str!("../../migrations/0010_orders_of_visitors.sql"),
];

/// The schema version this program writes.
pub(super) const LATEST: i64 = STEPS.len() as i64;

/// Takes the steps that are missing, all or none of them.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again under the lock: another process may have migrated in the meantime.
    let taken: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for step in STEPS.iter().skip(usize::try_from(taken).unwrap_or(STEPS.len())) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", LATEST)?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sqlite::{changes, maintenance};

    #[test]
    fn what_is_asked_every_few_seconds_reads_no_product_that_did_not_change() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        let check = |sql: &str, expect: &str| {
            let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let parameters = vec![0; plan.parameter_count()];
            let steps = plan.query_map(rusqlite::params_from_iter(parameters), |row| row.get(3));
            let steps: Vec<String> = steps.unwrap().map(Result::unwrap).collect();
            let mut of_products = steps.iter().filter(|step| step.contains("products"));
            assert!(of_products.all(|step| step.contains(expect)), "{sql}: {steps:?}");
        };
        check(maintenance::COUNTS, "USING COVERING INDEX");
        check(
            changes::ANY_PRODUCT_CHANGED,
            "USING COVERING INDEX products_by_change",
        );
        check(changes::PRODUCTS_CHANGED, "USING INDEX products_by_change");
    }

    #[test]
    fn what_a_customer_did_is_found_without_reading_what_everybody_did() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        let check = |sql: &str, expect: &str| {
            let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = plan.query_map([], |row| row.get::<_, String>(3)).unwrap();
            let steps: Vec<String> = steps.map(Result::unwrap).collect();
            assert!(steps.iter().any(|step| step.contains(expect)), "{sql}: {steps:?}");
        };
        check(
            "SELECT * FROM events WHERE customer_id = 'ann' ORDER BY at, event_key",
            "USING INDEX events_of_customers",
        );
        check(
            "SELECT * FROM orders WHERE customer_key = (SELECT customer_key FROM customers WHERE id = 'ann')",
            "USING INDEX orders_of_customers",
        );
        check(
            "UPDATE orders SET visitor_id = NULL WHERE visitor_id = 'phone'",
            "USING INDEX orders_of_visitors",
        );
        check(
            "SELECT DISTINCT visitor_id FROM orders WHERE visitor_id IN (SELECT value FROM json_each('[]'))",
            "USING COVERING INDEX orders_of_visitors",
        );
        check(
            "DELETE FROM events WHERE event_key IN (SELECT value FROM json_each('[]')) AND visitor_id IN ('phone')",
            "SEARCH events USING INTEGER PRIMARY KEY",
        );
        check(
            "SELECT * FROM events WHERE customer_id = 'ann' OR event_key IN (SELECT value FROM json_each('[]'))",
            "MULTI-INDEX OR",
        );
    }
}
