//! What customers said to want later.

use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Access, Answer, Call, Parameter, Route},
    wire::needs::RemindersReply,
};

const CUSTOMER: Parameter = Parameter {
    name: "customer_id",
    about: "Whose.",
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/reminders", "listReminders", list)
        .says(
            "List what a customer wants later",
            "The classes alone, the first due first: what was said is not kept. When one is due, its products are \
             offered on the front page, in mails and after an order.",
        )
        .access(Access::Secret)
        .query(&[CUSTOMER])
        .gives(200, "Reminders")
        .fails(&[Code::NotFound, Code::InvalidParameter]),
    Route::delete("/v1/reminders", "deleteReminders", delete)
        .says("Forget what a customer wants later", "One class, or all of them where none is named.")
        .access(Access::Secret)
        .query(&[
            CUSTOMER,
            Parameter {
                name: "class",
                about: "The class to forget; all where not given.",
            },
        ])
        .gives(204, "")
        .fails(&[Code::NotFound, Code::InvalidParameter]),
];

fn list(call: &Call) -> Answer {
    let reminders = call.app.engine.reminders(&customer(call)?)?;
    Reply::json(&RemindersReply::new(&reminders))
}

fn delete(call: &Call) -> Answer {
    let class = call.parameter("class");
    call.app
        .engine
        .delete_reminders(&customer(call)?, class.as_deref())?;
    Ok(Reply::done())
}

fn customer(call: &Call) -> Result<String, Problem> {
    let missing = || {
        let said = "Name the customer: ?customer_id=….";
        Problem::new(Code::InvalidParameter, said).at("customer_id")
    };
    call.parameter("customer_id")
        .filter(|id| !id.trim().is_empty())
        .ok_or_else(missing)
}
