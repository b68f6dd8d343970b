//! What a page that steers is made of: it says what it shows, and one template writes it.

use super::forms::{Field, Mistake};

/// One piece of a page.
pub(super) enum Block {
    /// A heading of a part.
    Heading(String),
    /// A sentence.
    Text(String),
    /// A sentence for those who want to know more.
    Hint(String),
    /// A sentence that should be heeded.
    Warning(String),
    /// Where else to go, or the parts of a list.
    Links(Vec<Link>),
    /// Facts with their names.
    Facts(Vec<(String, Cell)>),
    /// A table.
    Table(Table),
    /// A form.
    Form(Sheet),
    /// A text of several lines, as it stands.
    Verbatim(String),
}

/// A place to go to.
pub(super) struct Link {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// Whether it is the one that is shown.
    pub chosen: bool,
}

/// A table with its name.
pub(super) struct Table {
    /// What it shows, for those who do not see it.
    pub caption: String,
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows; the first cell is what a row is about.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands at one place of a table or a list of facts.
pub(super) enum Cell {
    /// Words of the page's language.
    Text(String),
    /// Words of somebody else's, in whatever direction.
    Data(String),
    /// A number, an amount or an id.
    Number(String),
    /// A place to go to, named by somebody.
    Link(Link),
    /// Several, one below the other.
    Lines(Vec<Cell>),
    /// A form that is opened first.
    Form(Sheet),
}

/// A form.
pub(super) struct Sheet {
    /// What opens it; shown at once where missing.
    pub opened_by: Option<String>,
    /// What should be known before.
    pub about: Vec<String>,
    /// Where it is sent to.
    pub address: String,
    /// Whether it changes something, by POST with the session's token; else it only asks.
    pub changes: bool,
    /// What it sends unseen.
    pub hidden: Vec<(&'static str, String)>,
    /// Its fields.
    pub groups: Vec<Group>,
    /// What is wrong with it as a whole.
    pub mistake: Option<Mistake>,
    /// What can be done with it; the first by the enter key.
    pub buttons: Vec<Button>,
}

/// Fields that belong together.
#[derive(Default)]
pub(super) struct Group {
    /// What they are about.
    pub name: Option<String>,
    /// The fields.
    pub fields: Vec<Field>,
}

/// What can be done with a form.
pub(super) struct Button {
    /// What it does, as the page's acts name it.
    pub act: &'static str,
    /// What it says.
    pub name: String,
}

impl Link {
    /// A place that is not the one shown.
    pub fn to(name: impl Into<String>, address: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            address: address.into(),
            chosen: false,
        }
    }
}

impl Cell {
    /// Somebody's words, one below the other.
    pub fn data_lines(lines: impl IntoIterator<Item = String>) -> Self {
        Self::Lines(lines.into_iter().map(Self::Data).collect())
    }

    /// Words of the page's language, one below the other.
    pub fn text_lines(lines: impl IntoIterator<Item = String>) -> Self {
        Self::Lines(lines.into_iter().map(Self::Text).collect())
    }
}

impl Group {
    /// Fields without a name for all of them.
    pub fn of(fields: Vec<Field>) -> Self {
        Self { name: None, fields }
    }
}

/// The address of a page with these values in its query.
pub(super) fn with_query(address: &str, values: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::for_suffix(format!("{address}?"), address.len() + 1);
    query.extend_pairs(values).finish()
}
