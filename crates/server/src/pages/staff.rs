//! What the pages for the shop's own people share: who is signed in, in which language, and what a form says.

use std::sync::Arc;

use axum::http::{HeaderMap, header};
use engine::{Engine, KeyKind};
use shop::{Locale, Money, Timestamp};

use super::{blocks::with_query, sign_in};
use crate::{
    app::App,
    errors::Problem,
    i18n::{self, Texts, Value},
    reply::Reply,
    route::{Answer, Call},
    session::{Session, cookie_of},
};

const LANGUAGE_COOKIE: &str = "alongside_lang";
/// A year: the language is no secret and belongs to the browser.
const LANGUAGE_SECONDS: u32 = 365 * 86_400;

/// A visit of somebody who is signed in.
pub(super) struct Visit<'a> {
    /// The request.
    pub call: &'a Call,
    /// Who is signed in.
    pub session: Session,
    /// In which language.
    pub words: Words,
}

/// The words of a page in one language.
pub(super) struct Words {
    texts: Arc<Texts>,
    /// The language.
    pub locale: Locale,
}

/// A language to change to.
pub(super) struct Language {
    /// Its name in itself.
    pub name: String,
    /// Its tag.
    pub tag: String,
    /// Where to change to it.
    pub address: String,
    /// Whether it is the page's own.
    pub chosen: bool,
}

impl Words {
    /// The language that is asked for in the address, else the one chosen before, else the browser's, else the shop's.
    pub fn of(call: &Call) -> Self {
        Self::asked(&call.app, &call.headers, &call.query)
    }

    /// As [`Self::of`], of a request that came to no call.
    pub fn asked(app: &App, headers: &HeaderMap, query: &str) -> Self {
        let texts = app.texts();
        let accepted = headers.get(header::ACCEPT_LANGUAGE);
        let accepted = accepted.and_then(|tags| tags.to_str().ok()).unwrap_or_default();
        let accepted = accepted
            .split(',')
            .filter_map(|tag| tag.split(';').next())
            .map(str::to_owned);
        let kept = cookie_of(headers, LANGUAGE_COOKIE).map(str::to_owned);
        let mut parameters = form_urlencoded::parse(query.as_bytes());
        let asked = parameters.find_map(|(name, value)| (name == "lang").then(|| value.into_owned()));
        let wanted = asked.into_iter().chain(kept).chain(accepted);
        let locale = wanted
            .filter_map(|tag| Locale::new(tag.trim()).ok())
            .find(|locale| texts.speaks(locale))
            .unwrap_or_else(|| app.engine.profile().locale.clone());
        let locale = texts.resolve(&locale).clone();
        Self { texts, locale }
    }

    /// The words of a language, or of English where there are none in it.
    pub fn spoken(texts: Arc<Texts>, locale: &Locale) -> Self {
        let locale = texts.resolve(locale).clone();
        Self { texts, locale }
    }

    /// A message without values.
    pub fn say(&self, id: &str) -> String {
        self.texts.say(&self.locale, id, &[])
    }

    /// A message without values; none where there is no such message.
    pub fn known(&self, id: &str) -> Option<String> {
        let said = self.say(id);
        (said != id).then_some(said)
    }

    /// A message with values.
    pub fn tell(&self, id: &str, values: &[(&str, Value<'_>)]) -> String {
        self.texts.say(&self.locale, id, values)
    }

    /// A whole number.
    pub fn number(&self, number: u64) -> String {
        self.texts.number(number, &self.locale)
    }

    /// A number with so many places after the point.
    pub fn decimal(&self, value: f64, places: usize) -> String {
        self.texts.decimal(value, places, &self.locale)
    }

    /// An amount.
    pub fn money(&self, money: &Money) -> String {
        self.texts.money(money, &self.locale)
    }

    /// The UTC day and time of day of a moment.
    pub fn moment(&self, moment: Timestamp) -> String {
        self.texts.moment(moment, &self.locale)
    }

    /// Words with their names, as a form lets choose between them; the messages that name them begin with `prefix`.
    pub fn named<'a>(&self, prefix: &str, all: impl IntoIterator<Item = &'a str>) -> Vec<(String, String)> {
        let named = |word: &str| (word.to_owned(), self.say(&format!("{prefix}-{word}")));
        all.into_iter().map(named).collect()
    }

    /// Which way a name runs here: one with Arabic letters from right to left where the page does, whichever brand
    /// stands in front of it, and elsewhere where most of it does.
    pub fn way_of(&self, name: &str) -> &'static str {
        i18n::way(name, self.locale.direction()).as_html()
    }

    /// The words of every language.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Every language, with the way to change to it from this request's page.
    pub fn languages(&self, call: &Call, path: &str) -> Vec<Language> {
        let language = |locale: &Locale| {
            let kept = form_urlencoded::parse(call.query.as_bytes()).filter(|(name, _)| name != "lang");
            let mut query = form_urlencoded::Serializer::for_suffix(format!("{path}?"), path.len() + 1);
            query.extend_pairs(kept).append_pair("lang", locale.as_str());
            Language {
                name: self.texts.say(locale, "language-name", &[]),
                tag: locale.as_str().to_owned(),
                address: query.finish(),
                chosen: *locale == self.locale,
            }
        };
        self.texts.locales().map(language).collect()
    }

    /// A page in this language; one that was asked for in the address is kept.
    pub fn page(&self, call: &Call, html: String) -> Reply {
        let reply = Reply::page(html);
        match call.parameter("lang") {
            Some(_) => reply.cookie(format!(
                "{LANGUAGE_COOKIE}={}; Path=/; Max-Age={LANGUAGE_SECONDS}; SameSite=Lax",
                self.locale
            )),
            None => reply,
        }
    }
}

/// Shows a page to somebody who is signed in with a key that may see it; others are asked to sign in, and come back to
/// `path`.
pub(super) fn with_visit(
    call: &Call,
    path: &str,
    admin: bool,
    show: impl FnOnce(&Visit<'_>) -> Answer,
) -> Answer {
    let session = call.app.sessions.find(&call.app.engine, &call.headers, call.now);
    let Some(session) = session.filter(|session| !admin || session.key.kind == KeyKind::Admin) else {
        return match admin && sign_in::is_own_form(call) {
            true => sign_in::show_with_form(call, path),
            false => Ok(Reply::see_other(&sign_in_address(call, path))),
        };
    };
    show(&Visit {
        call,
        session,
        words: Words::of(call),
    })
}

/// Where to sign in and come back from.
fn sign_in_address(call: &Call, path: &str) -> String {
    // What was sent by a form cannot be sent again by coming back: then the page itself is shown.
    let back = match call.query.is_empty() || !call.body.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{}", call.query),
    };
    with_query("/sign-in", &[("next", &back)])
}

/// The fields of a form as they were sent.
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    /// Reads the fields of a form's body.
    pub fn read(call: &Call) -> Self {
        let fields = form_urlencoded::parse(&call.body);
        Self(fields.into_owned().collect())
    }

    /// Every field as it was sent.
    pub fn fields(&self) -> &[(String, String)] {
        &self.0
    }

    /// A field's first value.
    pub fn field(&self, name: &str) -> Option<&str> {
        let named = self.0.iter().find(|(known, _)| known == name);
        named.map(|(_, value)| value.as_str())
    }

    /// All values of a field.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.0.iter().filter(move |(known, _)| known == name);
        named.map(|(_, value)| value.as_str())
    }
}

impl Visit<'_> {
    /// A product's title in the page's language; its id where it has none or is not known.
    pub fn titled(&self, id: &str) -> String {
        titled(&self.call.app.engine, id, &self.words.locale)
    }

    /// The fields of a form that was sent from a page of this session.
    ///
    /// # Errors
    /// [`crate::errors::Code::ForbiddenOrigin`] where it was not.
    pub fn form(&self) -> Result<Form, Problem> {
        let form = Form::read(self.call);
        self.session.check_form(form.field("token"), &self.call.headers)?;
        Ok(form)
    }
}

/// A product's title in a language; its id where it has none or is not known.
pub(super) fn titled(engine: &Engine, id: &str, locale: &Locale) -> String {
    let known = engine.product_view(id, locale).ok().flatten();
    known
        .and_then(|found| found.product.title)
        .map_or_else(|| id.to_owned(), |title| title.text)
}
