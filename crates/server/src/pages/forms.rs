//! Fields of forms: labelled, with what they may hold and the mistake beside them, and what they were sent with.

use std::{cell::Cell, str::FromStr};

use shop::Timestamp;

use super::staff::{Form, Words};
use crate::{
    errors::{Code, Problem},
    i18n::Value,
};

/// What is said of a field that should hold a number.
const NO_NUMBER: &str = "This is not a number.";
/// What is said of a field that should hold a moment.
const NO_MOMENT: &str = "This is not a moment; write it like 2026-12-24T18:00.";

/// What is said where somebody else changed a thing while its form was open.
pub(super) const CHANGED_MEANWHILE: &str = "Somebody changed it while this form was open.";
/// What is said where somebody else removed a thing while its form was open.
pub(super) const GONE_MEANWHILE: &str = "Somebody removed it while this form was open.";

/// A field of a form.
pub(super) struct Field {
    /// Its name in what is sent.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// What it may hold.
    pub hint: Option<String>,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it.
    pub mistake: Option<Mistake>,
    /// What it looks like.
    pub shape: Shape,
}

/// What a field looks like.
pub(super) enum Shape {
    /// A line of text; the kind of keyboard it is typed on.
    Line(&'static str),
    /// Text of several lines.
    Area,
    /// A day and a time of day, UTC.
    Moment,
    /// One of several words.
    Choice(Vec<Choice>),
    /// Any of several words.
    Ticks(Vec<Choice>),
}

impl Field {
    /// Whether it needs the whole width.
    pub fn is_wide(&self) -> bool {
        matches!(self.shape, Shape::Ticks(_))
    }

    /// How many lines its text is shown on.
    pub fn rows(&self) -> usize {
        self.value.lines().count().clamp(2, 24)
    }

    /// The same, called otherwise.
    pub fn labelled(mut self, label: String) -> Self {
        self.label = label;
        self
    }
}

/// A word to choose.
pub(super) struct Choice {
    /// As it is sent.
    pub value: String,
    /// What it is called.
    pub name: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// What is wrong, in a sentence.
pub(super) struct Mistake {
    /// The sentence.
    pub text: String,
    /// What happened in full, in English, where the sentence only says what kind of mistake it is.
    pub detail: Option<String>,
}

/// Makes the fields of one form: named by messages, filled with what was sent, else with what is known.
pub(super) struct Fields<'a> {
    words: &'a Words,
    /// What the messages of its fields begin with.
    prefix: &'a str,
    sent: Option<&'a Form>,
    problem: Option<&'a Problem>,
    told: Cell<bool>,
}

impl<'a> Fields<'a> {
    /// The fields of a form that is opened, or of one that was sent and cannot be used.
    pub fn new(words: &'a Words, prefix: &'a str, refused: Option<(&'a Form, &'a Problem)>) -> Self {
        Self {
            words,
            prefix,
            sent: refused.map(|(sent, _)| sent),
            problem: refused.map(|(_, problem)| problem),
            told: Cell::new(false),
        }
    }

    /// The fields of a form that was sent and is shown again, with nothing wrong.
    pub fn kept(words: &'a Words, prefix: &'a str, sent: Option<&'a Form>) -> Self {
        Self {
            sent,
            ..Self::new(words, prefix, None)
        }
    }

    /// A line of text.
    pub fn line(&self, name: &str, known: impl Into<String>) -> Field {
        self.typed(name, known.into(), Shape::Line("text"))
    }

    /// A number; empty where it is not known.
    pub fn number(&self, name: &str, known: Option<impl ToString>) -> Field {
        let known = known.map(|number| number.to_string()).unwrap_or_default();
        self.typed(name, known, Shape::Line("decimal"))
    }

    /// Text of several lines.
    pub fn area(&self, name: &str, known: impl Into<String>) -> Field {
        self.typed(name, known.into(), Shape::Area)
    }

    /// A list, one entry a line.
    pub fn list(&self, name: &str, known: &[String]) -> Field {
        self.area(name, known.join("\n"))
    }

    /// A moment.
    pub fn moment(&self, name: &str, known: Option<Timestamp>) -> Field {
        let known = known.map(|moment| moment.to_string().chars().take(16).collect());
        self.typed(name, known.unwrap_or_default(), Shape::Moment)
    }

    /// One of several words: value and name.
    pub fn choice(&self, name: &str, known: &str, all: Vec<(String, String)>) -> Field {
        let value = self.sent.and_then(|sent| sent.field(name)).unwrap_or(known);
        let named = all.iter().find(|(word, _)| word == known);
        let kept = named.map_or_else(String::new, |(_, name)| name.clone());
        let choice = |(word, name): (String, String)| Choice {
            chosen: word == value,
            value: word,
            name,
        };
        let differs = value != known;
        let all = all.into_iter().map(choice).collect();
        let field = self.field(name, known.to_owned(), Shape::Choice(all));
        self.compared(field, differs, &kept)
    }

    /// Any of several words: value and name.
    pub fn ticks(&self, name: &str, known: &[String], all: Vec<(String, String)>) -> Field {
        let sent: Option<Vec<String>> = self
            .sent
            .map(|sent| sent.values(name).map(str::to_owned).collect());
        let chosen = sent.as_deref().unwrap_or(known);
        let named = all.iter().filter(|(word, _)| known.contains(word));
        let kept: Vec<&str> = named.map(|(_, name)| name.as_str()).collect();
        let (differs, kept) = (chosen != known, kept.join(", "));
        let choice = |(word, name): (String, String)| Choice {
            chosen: chosen.contains(&word),
            value: word,
            name,
        };
        let all = all.into_iter().map(choice).collect();
        let field = self.field(name, String::new(), Shape::Ticks(all));
        self.compared(field, differs, &kept)
    }

    /// One thing that is so or is not.
    pub fn tick(&self, name: &str, known: bool) -> Field {
        let id = format!("{}-{}-yes", self.prefix, plain(name));
        let known: Vec<String> = known.then(|| "yes".to_owned()).into_iter().collect();
        self.ticks(name, &known, vec![("yes".to_owned(), self.words.say(&id))])
    }

    /// A field that is typed into.
    fn typed(&self, name: &str, known: String, shape: Shape) -> Field {
        let kept = known.clone();
        let field = self.field(name, known, shape);
        let plain = |text: &str| text.replace('\r', "").trim().to_owned();
        let differs = plain(&field.value) != plain(&kept);
        self.compared(field, differs, &kept)
    }

    /// The field; where somebody else changed the thing meanwhile, with what is kept beside what was typed.
    fn compared(&self, mut field: Field, differs: bool, kept: &str) -> Field {
        let is_late = self
            .problem
            .is_some_and(|problem| problem.detail == CHANGED_MEANWHILE);
        if is_late && differs {
            let kept = if kept.is_empty() { "–" } else { kept };
            field.mistake = Some(Mistake {
                text: self.words.tell("form-kept-now", &[("kept", Value::Text(kept))]),
                detail: None,
            });
        }
        field
    }

    fn field(&self, name: &str, known: String, shape: Shape) -> Field {
        let sent = self.sent.and_then(|sent| sent.field(name));
        // Of two sets of fields of one kind the names differ in what they begin with, and the words do not.
        let own = format!("{}-{}", self.prefix, plain(name));
        let last = name
            .strip_prefix("when.beside.")
            .map(|rest| format!("products.{rest}"));
        let id = last.map_or(own, |shared| format!("{}-{}", self.prefix, plain(&shared)));
        Field {
            label: self.words.say(&id),
            hint: self.words.known(&format!("{id}-hint")),
            mistake: self.mistake_at(name, &id),
            value: sent.map_or(known, str::to_owned),
            name: name.to_owned(),
            shape,
        }
    }

    fn mistake_at(&self, name: &str, id: &str) -> Option<Mistake> {
        let problem = self.problem.filter(|_| !self.told.get())?;
        let parameter = problem.parameter.as_deref()?;
        let within = |whole: &str, part: &str| {
            part.strip_prefix(whole)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        if !within(parameter, name) && !within(name, parameter) {
            return None;
        }
        self.told.set(true);
        Some(said(self.words, problem, Some(id)))
    }

    /// What is wrong and was told at no field.
    pub fn mistake(&self) -> Option<Mistake> {
        let problem = self.problem.filter(|_| !self.told.get())?;
        Some(said(self.words, problem, None))
    }
}

/// Refusals that no field has words of its own for: how they are said in English, and the message that says them.
const REFUSALS: [(&str, &str); 6] = [
    (NO_NUMBER, "form-no-number"),
    (NO_MOMENT, "form-no-moment"),
    (CHANGED_MEANWHILE, "form-changed-meanwhile"),
    (GONE_MEANWHILE, "form-gone-meanwhile"),
    ("already; delete one first.", "form-full"),
    ("At most 1,000 entries.", "form-too-many"),
];

/// What is wrong, in the page's language: as the field says it, else as the one error table does, with the English
/// sentence beside it.
fn said(words: &Words, problem: &Problem, id: Option<&str>) -> Mistake {
    let refusal = REFUSALS
        .iter()
        .find(|(english, _)| problem.detail.ends_with(english));
    let own = match refusal {
        Some((_, message)) => words.known(message),
        None => id.and_then(|id| words.known(&format!("{id}-mistake"))),
    };
    let is_english = words.locale.language() == "en";
    let code = problem.code.entry().code;
    let general = || {
        let (what, hint) = (words.say(&format!("error-{code}")), format!("error-{code}-hint"));
        format!("{what}. {}", words.say(&hint))
    };
    let detail = (own.is_none() && !is_english).then(|| problem.detail.to_string());
    Mistake {
        text: own.unwrap_or_else(|| match is_english {
            true => problem.detail.to_string(),
            false => general(),
        }),
        detail,
    }
}

/// A field's name as part of a message's id.
fn plain(name: &str) -> String {
    name.replace(['.', '_'], "-")
}

/// What was sent, read.
impl Form {
    /// A field's text; none where it was left empty.
    pub fn text(&self, name: &str) -> Option<String> {
        let text = self.field(name)?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Whether something was ticked.
    pub fn is_ticked(&self, name: &str) -> bool {
        self.field(name).is_some()
    }

    /// The lines of a field that say something.
    pub fn lines(&self, name: &str) -> Vec<String> {
        let lines = self.field(name).unwrap_or_default().lines().map(str::trim);
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// A number, in whatever digits; none where the field was left empty.
    ///
    /// # Errors
    /// [`Problem`] naming the field.
    pub fn number<T: FromStr>(&self, name: &str) -> Result<Option<T>, Problem> {
        let read = |text: String| {
            let number = western(&text).parse();
            number.map_err(|_| Problem::new(Code::InvalidField, NO_NUMBER).at(name))
        };
        self.text(name).map(read).transpose()
    }

    /// A moment, UTC; none where the field was left empty.
    ///
    /// # Errors
    /// [`Problem`] naming the field.
    pub fn moment(&self, name: &str) -> Result<Option<Timestamp>, Problem> {
        let read = |text: String| {
            let seconds = if text.len() == 16 { ":00Z" } else { "Z" };
            let whole = format!("{}{seconds}", western(&text));
            crate::wire::reading::optional_moment_ms(Some(whole), crate::wire::reading::Place::Body, name)
                .ok()
                .flatten()
                .and_then(|ms| Timestamp::from_unix_ms(ms).ok())
                .ok_or_else(|| Problem::new(Code::InvalidField, NO_MOMENT).at(name))
        };
        self.text(name).map(read).transpose()
    }
}

/// A text with the digits and the decimal sign that programs read.
pub(super) fn western(text: &str) -> String {
    let digit = |letter: char| match letter {
        '٠'..='٩' => char::from(b'0' + (letter as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (letter as u32 - '۰' as u32) as u8),
        '٫' | ',' => '.',
        letter => letter,
    };
    text.trim().chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::western;

    #[test]
    fn numbers_are_read_in_every_languages_digits() {
        assert_eq!(western(" ۱۲٫۵ "), "12.5");
        assert_eq!(western("٣٤"), "34");
        assert_eq!(western("12,5"), "12.5");
    }
}
