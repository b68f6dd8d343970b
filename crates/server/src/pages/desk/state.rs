//! What the desk looks at: the basket and two languages. All of it stands in the page's address and in its forms, so
//! that going back and loading again work, and nothing is lost with the server.

use engine::random_text;
use shop::{CustomerId, Locale, Placement, VisitorId, limits};

use crate::{errors::Problem, i18n::Texts};

/// Lines of a basket at most: an address has to hold them.
const LINES_MAX: usize = 50;
/// Units of a line at most.
pub(super) const UNITS_MAX: u32 = 999;
/// Characters of a basket's name; five bits each.
const NAME_CHARS: usize = 20;
/// Letters that are looked for at most.
const SEARCH_LETTERS_MAX: usize = 200;

/// What the desk looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    /// The basket's own random name; empty where none was given yet.
    pub basket: String,
    /// The basket's lines: the product's id and how many units.
    pub lines: Vec<(String, u32)>,
    /// The language that the customer speaks.
    pub speak: Locale,
    /// Whether it stands at a till, and not at a desk.
    pub till: bool,
    /// The number that the customer is known by, as on a card; empty where none was given.
    pub customer: String,
    /// Whether a sale is recorded here; otherwise the till reports it under its receipt's number.
    pub records: bool,
    /// What is looked for.
    pub search: String,
}

impl State {
    /// Reads the fields of an address or a form; the customer speaks `locale` where they do not say.
    pub fn read(fields: &[(String, String)], texts: &Texts, locale: &Locale) -> Self {
        let field = |name: &str| {
            fields
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.trim())
        };
        let named = field("basket")
            .filter(|name| name.len() == NAME_CHARS && name.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        let speak = field("speak").and_then(|tag| Locale::new(tag).ok());
        let mut state = Self {
            basket: named.unwrap_or_default().to_owned(),
            lines: Vec::new(),
            speak: texts.resolve(&speak.unwrap_or_else(|| locale.clone())).clone(),
            till: field("till") == Some("1"),
            customer: field("customer")
                .filter(|number| CustomerId::new(number).is_ok())
                .unwrap_or_default()
                .to_owned(),
            records: field("records") == Some("1"),
            search: field("q")
                .unwrap_or_default()
                .chars()
                .take(SEARCH_LETTERS_MAX)
                .collect(),
        };
        for (_, line) in fields.iter().filter(|(name, _)| name == "line") {
            if let Some((id, units)) = units_and_id(line) {
                state.add(&id, units);
            }
        }
        state
    }

    /// The same for the next customer.
    pub fn next_customer(&self) -> Result<Self, Problem> {
        Ok(Self {
            basket: random_text(NAME_CHARS)?,
            lines: Vec::new(),
            customer: String::new(),
            search: String::new(),
            ..self.clone()
        })
    }

    /// Adds units of a product; whether there was room for it.
    pub fn add(&mut self, id: &str, units: u32) -> bool {
        if let Some(line) = self.lines.iter_mut().find(|(known, _)| known == id) {
            line.1 = line.1.saturating_add(units).min(UNITS_MAX);
            return true;
        }
        let room = self.lines.len() < LINES_MAX;
        if room {
            self.lines.push((id.to_owned(), units.min(UNITS_MAX)));
        }
        room
    }

    /// Sets the units of a product; none takes it out.
    pub fn set(&mut self, id: &str, units: u32) {
        for line in self.lines.iter_mut().filter(|(known, _)| known == id) {
            line.1 = units.min(UNITS_MAX);
        }
        self.lines.retain(|(_, units)| *units > 0);
    }

    /// Puts a product in the place of another, as many units of it; whether there was room for it.
    pub fn replace(&mut self, id: &str, by: &str) -> bool {
        let units = self
            .lines
            .iter()
            .find(|(known, _)| known == id)
            .map_or(1, |(_, units)| *units);
        self.set(id, 0);
        self.add(by, units)
    }

    /// Where offers are made.
    pub fn placement(&self) -> Placement {
        match self.till {
            true => Placement::Pos,
            false => Placement::SalesDesk,
        }
    }

    /// The customer, as far as anybody knows: whoever has this basket.
    pub fn visitor(&self) -> Option<VisitorId> {
        VisitorId::new(&format!("desk-{}", self.basket)).ok()
    }

    /// The customer by name, where they are known by a number.
    pub fn customer_id(&self) -> Option<CustomerId> {
        CustomerId::new(&self.customer).ok()
    }

    /// As fields of a form; what is looked for is left out, as a form's own field says it.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![("basket", self.basket.clone()), ("speak", self.speak.to_string())];
        fields.extend(self.till.then(|| ("till", "1".to_owned())));
        fields.extend(self.records.then(|| ("records", "1".to_owned())));
        fields.push(("customer", self.customer.clone()));
        fields.extend(
            self.lines
                .iter()
                .map(|(id, units)| ("line", format!("{units}*{id}"))),
        );
        fields.retain(|(_, value)| !value.is_empty());
        fields
    }

    /// As an address.
    pub fn address(&self) -> String {
        self.address_with(&[])
    }

    /// As an address with more fields.
    pub fn address_with(&self, more: &[(&str, &str)]) -> String {
        let path = "/desk?";
        let mut query = form_urlencoded::Serializer::for_suffix(path.to_owned(), path.len());
        query.extend_pairs(self.fields());
        if !self.search.is_empty() {
            query.append_pair("q", &self.search);
        }
        query.extend_pairs(more).finish()
    }

    /// The address after a change, with nothing looked for any more.
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut changed = self.clone();
        changed.search.clear();
        change(&mut changed);
        changed.address()
    }
}

/// `3*hdmi`: three units of `hdmi`.
pub(super) fn units_and_id(line: &str) -> Option<(String, u32)> {
    let (units, id) = line.split_once('*')?;
    let units = units
        .trim()
        .parse()
        .ok()
        .filter(|units| (1..=UNITS_MAX).contains(units))?;
    let id = id.trim();
    (!id.is_empty() && id.len() <= limits::ID_BYTES_MAX).then(|| (id.to_owned(), units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_back_to_its_basket() {
        let texts = Texts::new();
        let read = |query: &str| {
            let fields: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
            State::read(&fields, &texts, &Locale::english())
        };
        let state = read(
            "basket=abcdefghij0123456789&line=2*a%26b&line=1*c*d&line=3*a%26b&speak=fa&till=1&records=1&customer=c%2F7&q=x",
        );
        assert_eq!(state.lines, [("a&b".to_owned(), 5), ("c*d".to_owned(), 1)]);
        assert_eq!((state.customer.as_str(), state.records), ("c/7", true));
        assert_eq!(read(state.address().strip_prefix("/desk?").unwrap()), state);
        let rubbish =
            read("basket=%3Cscript%3E&line=0*a&line=x*a&line=1*&line=1000*a&line=a&speak=zz&till=2");
        assert_eq!(
            (rubbish.basket.as_str(), rubbish.lines.len(), rubbish.till),
            ("", 0, false)
        );
        assert_eq!(rubbish.speak, Locale::english());
    }

    #[test]
    fn a_basket_has_bounds() {
        let texts = Texts::new();
        let mut state = State::read(&[], &texts, &Locale::english());
        let added = (0..60)
            .filter(|number| state.add(&format!("p{number}"), 998))
            .count();
        assert_eq!(added, LINES_MAX);
        assert!(state.add("p1", 998));
        assert_eq!(state.lines[1].1, UNITS_MAX);
        state.replace("p1", "better");
        assert_eq!(state.lines.last().unwrap(), &("better".to_owned(), UNITS_MAX));
        state.set("better", 0);
        assert_eq!(state.lines.len(), LINES_MAX - 1);
    }
}
