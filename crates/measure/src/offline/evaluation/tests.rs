//! The evaluation as a whole, on a past whose answers are known.

use super::*;
use crate::offline::{
    dataset::{PastOrder, PastSession},
    fixture::{order, past, visit},
};

/// Two hundred days on which 0 is bought with 1 and 2 with 3, and 4 sells best.
fn shop() -> Past {
    let mut orders: Vec<PastOrder> = Vec::new();
    let mut visits: Vec<PastSession> = Vec::new();
    for day in 0..200 {
        let customer = Some(day as u32 % 40);
        orders.push(order(day, customer, &[0, 1]));
        orders.push(order(day, None, &[2, 3]));
        orders.push(order(day, None, &[4, 5 + (day as u32 % 3)]));
        orders.push(order(day, None, &[4]));
        visits.push(visit(day, &[0, 1, 4]));
    }
    past(8, orders, visits)
}

fn configuration(name: &str) -> Configuration {
    Configuration {
        name: name.to_owned(),
        params: Params::default(),
        tuned: false,
    }
}

fn plan(tasks: &[&str], span: Span) -> Plan {
    Plan {
        tasks: tasks.iter().filter_map(|id| tasks::find(id)).collect(),
        span,
        rounds: 200,
        ..Plan::default()
    }
}

fn run(configurations: &[Configuration], plan: &Plan) -> Evaluation {
    evaluate(&shop(), configurations, plan, &|_| {}).unwrap()
}

fn find<'a>(report: &'a TaskReport, id: &str, configuration: Option<usize>) -> &'a MethodReport {
    let methods = report.methods.as_ref().unwrap();
    let found = methods
        .iter()
        .find(|method| method.id == id && method.configuration == configuration);
    found.unwrap_or_else(|| panic!("{id} has nothing to say"))
}

#[test]
fn what_always_goes_together_is_found_and_popularity_finds_less() {
    let evaluation = run(
        &[configuration("default")],
        &plan(&["cart_completion"], Span::Days(50)),
    );
    let report = &evaluation.tasks[0];
    assert_eq!(
        (evaluation.orders_learnt, report.questions, report.unknown),
        (149 * 4, 51 * 3, 0)
    );
    let [whole, alone] = [
        find(report, "alongside.complement", Some(0)),
        find(report, "co_purchase", Some(0)),
    ];
    for method in [whole, alone] {
        let first = method.figures.iter().find(|figure| figure.depth == 1).unwrap();
        assert!(first.value > 0.7, "{first:?}");
        let (low, high) = first.interval.unwrap();
        assert!(low < first.value && first.value < high, "{first:?}");
    }
    let popularity = find(report, "popularity", None);
    assert!(popularity.figures[1].value < 0.5);
    assert!(whole.difference.is_none() && popularity.difference.is_none());
    assert!(report.silent.contains(&"merchant_links"), "{:?}", report.silent);
    let tail = whole.slices.iter().find(|slice| slice.slice == "tail").unwrap();
    assert!(tail.questions > 0 && tail.questions < report.questions);
}

#[test]
fn a_configuration_that_spoils_a_recommender_is_told_from_the_first() {
    let mut broken = configuration("short-sighted");
    broken.params.set("co_purchase", "neighbours", 1.0);
    let both = [configuration("default"), configuration("again"), broken];
    let evaluation = run(&both, &plan(&["cart_completion"], Span::Days(50)));
    let report = &evaluation.tasks[0];
    let same = find(report, "alongside.complement", Some(1)).difference.unwrap();
    assert_eq!(same.verdict, Verdict::NotToldApart);
    assert!(same.value.abs() < 1e-12);
    let difference = find(report, "co_purchase", Some(2)).difference.unwrap();
    assert_eq!(difference.verdict, Verdict::Worse);
    assert!(difference.interval.0 <= difference.value && difference.value <= difference.interval.1);
}

#[test]
fn tasks_with_too_few_questions_say_so_and_give_no_numbers() {
    let evaluation = run(
        &[configuration("default")],
        &plan(&["step_up", "next_basket", "session_next_item"], Span::Days(50)),
    );
    let ids: Vec<_> = evaluation.tasks.iter().map(|report| report.task.id).collect();
    assert_eq!(
        ids,
        ["step_up", "next_basket", "session_next_item"],
        "in the order asked for"
    );
    let few = |questions| TooFew {
        questions,
        needed: 100,
    };
    assert_eq!(evaluation.tasks[0].methods.as_ref().unwrap_err(), &few(0));
    assert_eq!(evaluation.tasks[1].methods.as_ref().unwrap_err(), &few(40));
    let transitions = find(&evaluation.tasks[2], "last_item_transitions", None);
    assert!(
        (transitions.figures[0].value - 1.0).abs() < 1e-6,
        "{:?}",
        transitions.figures
    );
}

#[test]
fn large_tasks_are_thinned_to_whole_units() {
    let question = |unit| Question {
        unit,
        ..Question::default()
    };
    let questions: Vec<Question> = (0..300).map(|at| question(at / 3)).collect();
    let thinned = thin(questions, 100, 7);
    assert!(
        (90..=100).contains(&thinned.len()) && thinned.len().is_multiple_of(3),
        "{}",
        thinned.len()
    );
    let units: Vec<u32> = thinned.iter().map(|question| question.unit).collect();
    assert_eq!(
        units,
        (0..thinned.len() as u32).map(|at| at / 3).collect::<Vec<_>>()
    );
}

#[test]
fn the_same_seed_gives_the_same_numbers() {
    let plan = plan(&["cart_completion"], Span::LastTenth);
    let value = || format!("{:?}", run(&[configuration("default")], &plan).tasks);
    assert_eq!(value(), value());
}
