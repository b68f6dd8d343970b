//! Long jobs.

use serde::Serialize;

use crate::{
    errors::Code,
    reply::Reply,
    route::{Answer, Call, Route},
    wire::status::TaskReply,
};

/// Most tasks of one list.
const TASKS_MAX: usize = 100;

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/tasks", "listTasks", list)
        .says("List tasks", "The latest 100, the latest first.")
        .gives(200, "Tasks"),
    Route::get("/v1/tasks/{id}", "getTask", get)
        .says(
            "Read a task",
            "An import that succeeded carries its report: where every row went.",
        )
        .gives(200, "Task")
        .fails(&[Code::NotFound]),
];

#[derive(Serialize)]
struct TasksReply<'a> {
    tasks: Vec<TaskReply<'a>>,
}

fn list(call: &Call) -> Answer {
    let tasks = call.app.engine.tasks(TASKS_MAX)?;
    Reply::json(&TasksReply {
        tasks: tasks.iter().map(TaskReply::from).collect(),
    })
}

fn get(call: &Call) -> Answer {
    Reply::json(&TaskReply::from(&call.app.engine.task(&call.id)?))
}
