//! **What a shopkeeper sees:** a customer looked at a product and bought a dearer one of the same kind; would the shop
//! have pointed them there?
//!
//! **Method:** for every product bought in an asked visit, the first product looked at before it, of the same leaf
//! category and cheaper, is the open page; the bought one is right.
//!
//! **When it fails:** it needs visits with purchases, categories and prices; prices are those of today.
//!
//! **Source:** the step-up evidence of this project's upsell recommender.

use decide::Intent;
use recommend::{ProductIndex, StepKind};

use super::{QUESTIONS_MIN, Task};
use crate::offline::{dataset::PastSession, question::Question, split::Split};

pub(super) const TASK: Task = Task {
    id: "step_up",
    tells: "A product's page is open; the dearer one of its kind that was bought instead is asked for.",
    asks: "visits that looked at one product and bought a dearer one of its category",
    questions_min: QUESTIONS_MIN,
    intents: &[Intent::Upsell],
    figures: &[
        ("hit_rate", 3),
        ("hit_rate", 1),
        ("reciprocal_rank", 10),
        ("coverage", 3),
    ],
    by_views: false,
    hides: None,
    ask,
};

fn ask(split: &Split<'_>, _seed: u64) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for session in split.asked_sessions() {
        for (at, step) in session.steps.iter().enumerate() {
            if step.kind != StepKind::Purchase {
                continue;
            }
            if let Some(from) = stepped_up_from(split, session, at) {
                let seen = session.steps[..from].iter().rev();
                let viewed = seen.filter(|step| step.kind == StepKind::View);
                let question = Question {
                    product: Some(session.steps[from].product),
                    viewed: viewed.map(|step| step.product).collect(),
                    customer: session.customer,
                    ..Question::new(questions.len(), session.steps[from].at)
                };
                questions.push(question.with_right(split, [step.product]));
            }
        }
    }
    questions
}

/// The first view before step `bought` of a cheaper product of the same leaf category.
fn stepped_up_from(split: &Split<'_>, session: &PastSession, bought: usize) -> Option<usize> {
    let catalogue = &split.past.catalogue;
    let dearer = session.steps[bought].product;
    let (leaf, price) = (catalogue.leaf(dearer)?, catalogue.price(dearer)?);
    let cheaper = |product: ProductIndex| {
        let own = catalogue.price(product);
        own.is_some_and(|own| own.currency == price.currency && own.minor < price.minor)
    };
    session.steps[..bought].iter().position(|step| {
        step.kind == StepKind::View && catalogue.leaf(step.product) == Some(leaf) && cheaper(step.product)
    })
}

#[cfg(test)]
mod tests {
    use recommend::CatalogueSource;
    use shop::{Category, Currency, Day, Money, Product, ProductId};

    use super::*;
    use crate::offline::{
        dataset::{Past, PastStep},
        fixture::visit,
    };

    #[test]
    fn the_cheaper_page_asks_for_the_dearer_purchase() {
        let mut source = CatalogueSource::default();
        for (id, path, minor) in [
            ("tv", "Screens", 300),
            ("oled", "Screens", 900),
            ("cable", "Cables", 10),
        ] {
            let product = Product {
                category: Category::parse(path),
                price: Some(Money::new(minor, Currency::new("EUR").unwrap())),
                ..Product::unknown(ProductId::new(id).unwrap())
            };
            source.push(&product, false);
        }
        let mut up = visit(5, &[2, 0, 1]);
        let bought = |at, product| PastStep {
            at,
            product,
            kind: StepKind::Purchase,
        };
        up.steps.push(bought(up.ended_at().plus_ms(1), 1));
        let mut down = visit(6, &[1, 0]);
        down.steps.push(bought(down.ended_at().plus_ms(1), 0));
        let past = Past::new(source.finish(), Vec::new(), vec![visit(1, &[0, 1, 2]), up, down]);
        let questions = ask(&Split::new(&past, Day(3).start(), Day(9).start()), 1);
        assert_eq!(questions.len(), 1);
        assert_eq!(
            (questions[0].product, questions[0].viewed.clone()),
            (Some(0), vec![2])
        );
        assert_eq!(questions[0].right, [1]);
    }
}
