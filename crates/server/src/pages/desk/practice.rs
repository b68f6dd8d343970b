//! Practice: baskets of the past with one product hidden, four things to offer, and what there is to learn of it.
//!
//! The round stands in the address: its seed, the day up to which orders count, and what was chosen so far.

use askama::Template;
use engine::{OfferRequest, PracticeQuestion, random_text};
use shop::{Day, Locale, Placement};

use super::{Frame, frame, saying};
use crate::{
    i18n::Value,
    pages::{
        render,
        staff::{Visit, with_visit},
    },
    reply::Reply,
    route::{Answer, Call},
};

const PATH: &str = "/desk/practice";
/// Questions of a round.
const QUESTIONS_MAX: usize = 10;
/// With fewer there is nothing to practise on.
const QUESTIONS_MIN: usize = 3;
/// Letters of a seed.
const SEED_CHARS: usize = 8;

#[derive(Template)]
#[template(path = "desk/practice.html")]
struct View<'a> {
    frame: Frame<'a>,
    again: String,
    stage: Stage,
}

enum Stage {
    /// Too few orders.
    Empty,
    Asked(Asked),
    Told(Told),
    Ended(Ended),
}

/// A question.
struct Asked {
    progress: String,
    basket: Vec<String>,
    /// Key, title, address.
    choices: Vec<(usize, String, String)>,
}

/// What became of the last answer.
struct Told {
    progress: String,
    basket: Vec<String>,
    is_right: bool,
    /// What is to be said of it, a sentence each.
    sentences: Vec<String>,
    /// What to say to a customer: of the shop's own first offer.
    say: Option<(String, String)>,
    next: String,
}

/// The end of a round.
struct Ended {
    score: String,
    about: String,
    lessons: Vec<String>,
}

/// A round as the address says it.
struct Round {
    seed: String,
    until: Day,
    /// The places of what was chosen, from 1.
    answers: Vec<usize>,
    /// Whether the last answer is still to be told of.
    is_told: bool,
}

/// `GET /desk/practice`.
pub(in crate::pages) fn show(call: &Call) -> Answer {
    with_visit(call, PATH, false, |visit| {
        let Some(round) = Round::read(call) else {
            return Ok(Reply::see_other(&Round::new(call)?.address()));
        };
        let engine = &call.app.engine;
        let questions = engine.practice_round(number(&round.seed), round.until, QUESTIONS_MAX)?;
        let again = PATH.to_owned();
        let view = View {
            frame: frame(visit, PATH, None),
            stage: stage(visit, &round, &questions),
            again,
        };
        Ok(visit.words.page(call, render(&view)?))
    })
}

impl Round {
    fn new(call: &Call) -> Result<Self, crate::errors::Problem> {
        Ok(Self {
            seed: random_text(SEED_CHARS)?,
            // Today's orders still come in, and would change the questions of a round that has begun.
            until: Day(call.now.day().0 - 1),
            answers: Vec::new(),
            is_told: false,
        })
    }

    fn read(call: &Call) -> Option<Self> {
        let seed = call.parameter("seed").filter(|seed| {
            !seed.is_empty() && seed.len() <= 32 && seed.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })?;
        let until: i32 = call.parameter("day")?.parse().ok()?;
        let today = call.now.day().0;
        let chosen = call.parameter("chosen").unwrap_or_default();
        let answers = chosen.chars().filter_map(|digit| digit.to_digit(10));
        Some(Self {
            seed,
            until: Day(until.clamp(today.saturating_sub(3_650), today)),
            answers: answers
                .map(|digit| digit as usize)
                .filter(|digit| (1..=4).contains(digit))
                .take(QUESTIONS_MAX)
                .collect(),
            is_told: call.parameter("told").is_some(),
        })
    }

    fn address(&self) -> String {
        let chosen: String = self.answers.iter().map(usize::to_string).collect();
        let day = self.until.0.to_string();
        let path = format!("{PATH}?");
        let from = path.len();
        let mut query = form_urlencoded::Serializer::for_suffix(path, from);
        query.append_pair("seed", &self.seed).append_pair("day", &day);
        query.append_pair("chosen", &chosen);
        if self.is_told {
            query.append_pair("told", "1");
        }
        query.finish()
    }

    /// The address after one more answer.
    fn with(&self, answer: usize) -> String {
        let answers = self.answers.iter().copied().chain([answer]).collect();
        let next = Self {
            seed: self.seed.clone(),
            answers,
            is_told: true,
            ..*self
        };
        next.address()
    }

    /// The address once the last answer was told of.
    fn next(&self) -> String {
        let next = Self {
            seed: self.seed.clone(),
            answers: self.answers.clone(),
            is_told: false,
            ..*self
        };
        next.address()
    }
}

/// The number that a seed stands for: the same letters, the same number.
fn number(seed: &str) -> u64 {
    let fold = |number: u64, byte: u8| number.wrapping_mul(131).wrapping_add(u64::from(byte));
    seed.bytes().fold(7, fold)
}

fn stage(visit: &Visit<'_>, round: &Round, questions: &[PracticeQuestion]) -> Stage {
    if questions.len() < QUESTIONS_MIN {
        return Stage::Empty;
    }
    let answered = round.answers.len().min(questions.len());
    if let (true, Some(last)) = (round.is_told, answered.checked_sub(1)) {
        return Stage::Told(told(visit, round, questions, last));
    }
    match questions.get(answered) {
        Some(question) => Stage::Asked(asked(visit, round, question, questions.len())),
        None => Stage::Ended(ended(visit, round, questions)),
    }
}

fn progress(visit: &Visit<'_>, number: usize, count: usize) -> String {
    let values = [
        ("number", Value::Number(number as u64)),
        ("count", Value::Number(count as u64)),
    ];
    visit.words.tell("desk-practice-progress", &values)
}

fn titles(visit: &Visit<'_>, ids: &[String]) -> Vec<String> {
    ids.iter().map(|id| visit.titled(id)).collect()
}

fn asked(visit: &Visit<'_>, round: &Round, question: &PracticeQuestion, count: usize) -> Asked {
    let choice = |(key, id): (usize, &String)| (key, visit.titled(id), round.with(key));
    Asked {
        progress: progress(visit, round.answers.len() + 1, count),
        basket: titles(visit, &question.basket),
        choices: (1..).zip(&question.choices).map(choice).collect(),
    }
}

fn told(visit: &Visit<'_>, round: &Round, questions: &[PracticeQuestion], last: usize) -> Told {
    let question = &questions[last];
    let chosen = chosen(question, round.answers[last]);
    let is_right = chosen == question.hidden;
    let tell = |id: &str, product: &str| {
        let title = visit.titled(product);
        visit
            .words
            .tell(&format!("desk-practice-{id}"), &[("title", Value::Text(&title))])
    };
    let (offered, say) = own_offers(visit, question);
    let mut sentences = vec![tell("took", &question.hidden)];
    if chosen == question.misfit {
        sentences.push(tell("misfit", chosen));
    } else if !is_right {
        let fits = offered.iter().any(|id| id == chosen);
        sentences.push(tell(if fits { "fits" } else { "plausible" }, chosen));
    }
    sentences.extend(offered.first().map(|first| tell("would", first)));
    Told {
        progress: progress(visit, last + 1, questions.len()),
        basket: titles(visit, &question.basket),
        is_right,
        sentences,
        say: say.map(|sentence| (sentence, visit.words.locale.as_str().to_owned())),
        next: round.next(),
    }
}

/// What was chosen of a question.
fn chosen(question: &PracticeQuestion, answer: usize) -> &str {
    let choice = question.choices.get(answer.saturating_sub(1));
    choice.map_or("", String::as_str)
}

/// What the shop would offer for what is shown of the basket, and the sentence for the first of it. Nothing is kept.
fn own_offers(visit: &Visit<'_>, question: &PracticeQuestion) -> (Vec<String>, Option<String>) {
    let (call, locale): (&Call, &Locale) = (visit.call, &visit.words.locale);
    let item = |id: &String| engine::CartItem {
        product_id: id.clone(),
        quantity: 1,
        unit_price: None,
    };
    let request = OfferRequest {
        locale: Some(locale.clone()),
        cart: question.basket.iter().map(item).collect(),
        ..OfferRequest::new(Placement::SalesDesk)
    };
    let engine = &call.app.engine;
    let answer = engine.try_offers(&request, call.now);
    let first = answer.offers.first();
    let say = first.map(|offer| saying::sentence(engine, visit.words.texts(), offer, locale));
    let offered = answer.offers.iter().map(|offer| offer.product.id.clone());
    (offered.collect(), say)
}

fn ended(visit: &Visit<'_>, round: &Round, questions: &[PracticeQuestion]) -> Ended {
    let answers: Vec<(&PracticeQuestion, &str)> = questions
        .iter()
        .zip(&round.answers)
        .map(|(question, answer)| (question, chosen(question, *answer)))
        .collect();
    let wrong: Vec<_> = answers
        .iter()
        .filter(|(question, chosen)| *chosen != question.hidden)
        .collect();
    let misfits = wrong
        .iter()
        .filter(|(question, chosen)| *chosen == question.misfit)
        .count();
    let right = answers.len() - wrong.len();
    let values = [
        ("right", Value::Number(right as u64)),
        ("count", Value::Number(questions.len() as u64)),
    ];
    let about = match (wrong.len(), misfits) {
        (0, _) => visit.words.say("desk-practice-all-right"),
        (_, 0) => visit.words.say("desk-practice-close"),
        (_, misfits) => visit.words.tell(
            "desk-practice-misfits",
            &[("count", Value::Number(misfits as u64))],
        ),
    };
    let lesson = |(question, _): &(&PracticeQuestion, &str)| {
        let with = question
            .basket
            .first()
            .map(|id| visit.titled(id))
            .unwrap_or_default();
        let title = visit.titled(&question.hidden);
        let values = [("with", Value::Text(&with)), ("title", Value::Text(&title))];
        visit.words.tell("desk-practice-lesson", &values)
    };
    Ended {
        score: visit.words.tell("desk-practice-score", &values),
        about,
        lessons: wrong.into_iter().map(lesson).collect(),
    }
}
