//! What is decided of single products: bans, and links from one product to another.

use shop::{Ban, Link as ProductLink, LinkKind, ProductId};

use super::HERE;
use crate::{
    errors::{Code, Problem},
    i18n::Value,
    pages::{
        blocks::{Block, Cell, Group, Sheet, Table},
        dashboard::{Visit, sheets::Refused},
        forms::Fields,
        staff::Form,
    },
};

/// Links that are listed at most; more are better kept in a file.
const LINKS_SHOWN_MAX: usize = 200;

/// Does what a form of this part asks for; what to say of it.
///
/// # Errors
/// [`Problem`] naming what cannot be used.
pub(super) fn act(visit: &Visit<'_>, form: &Form, act: Option<&str>) -> Result<&'static str, Problem> {
    let engine = &visit.call.app.engine;
    match act {
        Some("ban") => {
            engine.put_bans(vec![ban(form)?], Vec::new())?;
            Ok("banned")
        }
        Some("lift") => {
            engine.put_bans(Vec::new(), vec![ban(form)?])?;
            Ok("lifted")
        }
        Some("link") => {
            engine.put_links(vec![link(visit, form)?], false)?;
            Ok("linked")
        }
        Some("unlink") => unlink(visit, form),
        _ => Err(Problem::new(Code::InvalidField, "The form says nothing to do.")),
    }
}

fn ban(form: &Form) -> Result<Ban, Problem> {
    let product = form.text("ban_product");
    match (product, form.text("ban_with"), form.text("ban_category")) {
        (Some(product), None, None) => Ok(Ban::Product(id(&product, "ban_product")?)),
        (Some(product), Some(with), None) => Ok(Ban::Pair {
            with: id(&with, "ban_with")?,
            banned: id(&product, "ban_product")?,
        }),
        (None, None, Some(category)) => Ok(Ban::Category(category)),
        _ => {
            let said = "A ban names a product, a product beside another one, or a category.";
            Err(Problem::new(Code::InvalidField, said).at("ban_product"))
        }
    }
}

fn link(visit: &Visit<'_>, form: &Form) -> Result<ProductLink, Problem> {
    let from = id(&form.text("link_from").unwrap_or_default(), "link_from")?;
    let to = id(&form.text("link_to").unwrap_or_default(), "link_to")?;
    if from == to {
        let said = "A product is not linked to itself.";
        return Err(Problem::new(Code::InvalidField, said).at("link_to"));
    }
    for (id, field) in [(&from, "link_from"), (&to, "link_to")] {
        let found = visit.call.app.engine.product(id.as_str());
        found.map_err(|error| Problem::from(error).at(field))?;
    }
    let kind = form.field("link_kind").and_then(LinkKind::parse);
    let links = visit.call.app.engine.links()?;
    let own = links.iter().filter(|link| link.from == from);
    let last = own.map(|link| link.position + 1).max().unwrap_or_default();
    Ok(ProductLink {
        from,
        to,
        kind: kind.unwrap_or(LinkKind::CrossSell),
        position: last,
    })
}

/// Takes one link away; the product's others stay.
fn unlink(visit: &Visit<'_>, form: &Form) -> Result<&'static str, Problem> {
    let engine = &visit.call.app.engine;
    let from = form.field("link_from").unwrap_or_default();
    let is_meant = |link: &ProductLink| {
        Some(link.to.as_str()) == form.field("link_to") && Some(link.kind.as_str()) == form.field("link_kind")
    };
    let links = engine.links()?;
    let own = links.into_iter().filter(|link| link.from.as_str() == from);
    let rest: Vec<ProductLink> = own.filter(|link| !is_meant(link)).collect();
    match rest.is_empty() {
        true => engine.delete_links(from)?,
        false => drop(engine.put_links(rest, true)?),
    }
    Ok("unlinked")
}

fn id(text: &str, field: &str) -> Result<ProductId, Problem> {
    ProductId::new(text).map_err(|error| Problem::new(Code::InvalidField, format!("{error}.")).at(field))
}

/// The bans and the links, and the forms that add one.
///
/// # Errors
/// [`Problem`] where they cannot be read.
pub(super) fn blocks(visit: &Visit<'_>, refused: Refused<'_>) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    let engine = &visit.call.app.engine;
    let (bans, links) = (engine.bans()?, engine.links()?);
    let of = |act: &str| refused.filter(|(form, _)| form.field("act") == Some(act));
    let mut blocks = vec![Block::Heading(words.say("rules-bans"))];
    match bans.is_empty() {
        true => blocks.push(Block::Text(words.say("rules-bans-none"))),
        false => blocks.push(Block::Table(bans_table(visit, &bans))),
    }
    blocks.push(Block::Form(ban_sheet(visit, of("ban"))));
    blocks.push(Block::Heading(words.say("rules-links")));
    match links.is_empty() {
        true => blocks.push(Block::Text(words.say("rules-links-none"))),
        false => blocks.push(Block::Table(links_table(visit, &links))),
    }
    if links.len() > LINKS_SHOWN_MAX {
        let values = [
            ("shown", Value::Number(LINKS_SHOWN_MAX as u64)),
            ("links", Value::Number(links.len() as u64)),
        ];
        blocks.push(Block::Hint(words.tell("rules-links-more", &values)));
    }
    blocks.push(Block::Form(link_sheet(visit, of("link"))));
    Ok(blocks)
}

fn bans_table(visit: &Visit<'_>, bans: &[Ban]) -> Table {
    let words = &visit.words;
    let row = |ban: &Ban| {
        let (said, hidden) = match ban {
            Ban::Product(id) => (id.to_string(), vec![("ban_product", id.as_str())]),
            Ban::Pair { with, banned } => {
                let values = [
                    ("product", Value::Text(banned.as_str())),
                    ("with", Value::Text(with.as_str())),
                ];
                (
                    words.tell("rules-ban-pair", &values),
                    vec![("ban_product", banned.as_str()), ("ban_with", with.as_str())],
                )
            }
            Ban::Category(path) => (
                words.tell("rules-banned-category", &[("category", Value::Text(path))]),
                vec![("ban_category", path.as_str())],
            ),
        };
        vec![Cell::Data(said), Cell::Form(visit.ask(HERE, "lift", &hidden))]
    };
    Table {
        caption: words.say("rules-bans"),
        head: vec![words.say("rules-column-ban"), words.say("staff-column-acts")],
        rows: bans.iter().map(row).collect(),
    }
}

fn links_table(visit: &Visit<'_>, links: &[ProductLink]) -> Table {
    let words = &visit.words;
    let row = |link: &ProductLink| {
        let hidden = [
            ("link_from", link.from.as_str()),
            ("link_to", link.to.as_str()),
            ("link_kind", link.kind.as_str()),
        ];
        vec![
            Cell::Data(link.from.to_string()),
            Cell::Data(link.to.to_string()),
            Cell::Text(words.say(&format!("rules-link-{}", link.kind.as_str()))),
            Cell::Form(visit.ask(HERE, "unlink", &hidden)),
        ]
    };
    Table {
        caption: words.say("rules-links"),
        head: vec![
            words.say("rules-link-from"),
            words.say("rules-link-to"),
            words.say("rules-link-kind"),
            words.say("staff-column-acts"),
        ],
        rows: links.iter().take(LINKS_SHOWN_MAX).map(row).collect(),
    }
}

fn ban_sheet(visit: &Visit<'_>, refused: Refused<'_>) -> Sheet {
    let fields = Fields::new(&visit.words, HERE, refused);
    let group = Group::of(vec![
        fields.line("ban_product", ""),
        fields.line("ban_with", ""),
        fields.line("ban_category", ""),
    ]);
    Sheet {
        groups: vec![group],
        mistake: fields.mistake(),
        ..visit.sheet(HERE, &["ban"])
    }
}

fn link_sheet(visit: &Visit<'_>, refused: Refused<'_>) -> Sheet {
    let fields = Fields::new(&visit.words, HERE, refused);
    let kinds = visit
        .words
        .named("rules-link", LinkKind::ALL.map(LinkKind::as_str));
    let group = Group::of(vec![
        fields.line("link_from", ""),
        fields.line("link_to", ""),
        fields.choice("link_kind", LinkKind::CrossSell.as_str(), kinds),
    ]);
    Sheet {
        groups: vec![group],
        mistake: fields.mistake(),
        ..visit.sheet(HERE, &["link"])
    }
}
