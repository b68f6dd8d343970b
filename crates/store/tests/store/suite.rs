//! The promises of a [`Store`], whichever database keeps it.

mod bookkeeping;
mod incentives;
mod merchant;
mod orders;
mod people;
mod products;

use store::{Store, Write, Written};

type Check = fn(&dyn Store);

/// Runs every check against a fresh store of its own.
pub fn store_suite(make: impl Fn() -> Box<dyn Store>) {
    let checks: &[(&str, Check)] = &[
        ("products round-trip", products::products_round_trip),
        ("the catalogue wins over orders", products::catalogue_wins),
        ("keys are dense and stay", products::keys_are_dense_and_stay),
        ("patches", products::patches),
        ("orders are scanned by time", orders::orders_are_scanned_by_time),
        ("orders are idempotent", orders::orders_are_idempotent),
        ("imports continue", orders::imports_continue),
        (
            "mixed currencies are refused whole",
            orders::mixed_currencies_are_refused_whole,
        ),
        ("refunds are matched", orders::refunds_are_matched),
        ("refunds follow their orders", orders::refunds_follow_their_orders),
        ("events count once", people::events_count_once),
        (
            "what lasts is read without the rest",
            people::what_lasts_is_read_without_the_rest,
        ),
        ("customers are erased", people::customers_are_erased),
        ("nobody is asked often", people::nobody_is_asked_often_by_any_name),
        (
            "who was asked is erased",
            people::that_somebody_was_asked_is_erased_with_them,
        ),
        ("customers come in pages", people::customers_come_in_pages),
        (
            "what was counted of the erased is counted again",
            people::what_was_counted_of_the_erased_is_counted_again,
        ),
        ("budgets", incentives::budgets),
        (
            "a budget is never exceeded",
            incentives::a_budget_is_never_exceeded,
        ),
        ("coupons", incentives::coupons),
        ("points", incentives::points),
        (
            "what a customer was given is erased",
            incentives::what_a_customer_was_given_is_erased,
        ),
        ("reviews", merchant::reviews),
        ("links", merchant::links),
        ("bans", merchant::bans),
        ("changes", bookkeeping::changes),
        ("settings", bookkeeping::settings),
        ("documents", bookkeeping::documents),
        ("reminders", bookkeeping::reminders),
        ("keys, tasks, answers", bookkeeping::keys_tasks_answers),
        ("counts", bookkeeping::counts),
        ("a closed store refuses", bookkeeping::closed_store_refuses),
    ];
    for (name, check) in checks {
        println!("store suite: {name}");
        check(make().as_ref());
    }
}

fn write(store: &dyn Store, write: Write) -> String {
    match store.write(vec![write]) {
        Ok(Written {
            inserted,
            changed,
            unchanged,
            unknown,
        }) => format!("+{inserted} ~{changed} ={unchanged} ?{unknown}"),
        Err(error) => error.to_string(),
    }
}
