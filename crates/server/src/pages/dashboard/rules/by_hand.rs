//! What is decided of single products: bans, and links from one product to another.

use std::collections::BTreeMap;

use shop::{Ban, Link as ProductLink, LinkKind, ProductId};

use super::HERE;
use crate::{
    errors::{Code, Problem},
    i18n::Value,
    pages::{
        blocks::{Block, Cell, Group, Link, Sheet, Table, with_query},
        dashboard::{Visit, address, product_address, sheets::Refused},
        forms::Fields,
        staff::Form,
    },
};

/// Products whose links are listed on one page.
const PRODUCTS_SHOWN: usize = 25;

/// Does what a form of this part asks for; what to say of it.
///
/// # Errors
/// [`Problem`] naming what cannot be used.
pub(super) fn act(visit: &Visit<'_>, form: &Form, act: Option<&str>) -> Result<&'static str, Problem> {
    let engine = &visit.call.app.engine;
    match act {
        Some("ban") => {
            let ban = ban(form)?;
            check_category(visit, &ban)?;
            engine.put_bans(vec![ban], Vec::new())?;
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

/// Refuses to ban a category that nothing is in: a letter missed would ban nothing, and say that it did. Where nothing
/// was built yet, nobody knows what there is.
fn check_category(visit: &Visit<'_>, ban: &Ban) -> Result<(), Problem> {
    let Ban::Category(path) = ban else {
        return Ok(());
    };
    let like = visit.call.app.engine.categories_like(path);
    if like.is_empty() || like.contains(path) {
        return Ok(());
    }
    let said = format!("No product is in it; there are: {}.", like.join(", "));
    Err(Problem::new(Code::InvalidField, said).at("ban_category"))
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
    let chosen = form.field("link").and_then(|link| link.split_once(':'));
    let chosen = chosen.or_else(|| form.field("link_kind").zip(form.field("link_to")));
    let is_meant = |link: &ProductLink| chosen == Some((link.kind.as_str(), link.to.as_str()));
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
        false => blocks.extend(links_blocks(visit, &links)),
    }
    blocks.push(Block::Form(link_sheet(visit, of("link"))));
    Ok(blocks)
}

/// A product as people know it, and as forms name it.
fn named(visit: &Visit<'_>, id: &ProductId) -> String {
    let title = visit.titled(id.as_str());
    let values = [("title", Value::Text(&title)), ("id", Value::Text(id.as_str()))];
    match title == id.as_str() {
        true => title,
        false => visit.words.tell("rules-product-named", &values),
    }
}

fn bans_table(visit: &Visit<'_>, bans: &[Ban]) -> Table {
    let words = &visit.words;
    let row = |ban: &Ban| {
        let (said, hidden) = match ban {
            Ban::Product(id) => (named(visit, id), vec![("ban_product", id.as_str())]),
            Ban::Pair { with, banned } => {
                let (product, with_product) = (named(visit, banned), named(visit, with));
                let values = [
                    ("product", Value::Text(&product)),
                    ("with", Value::Text(&with_product)),
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

/// The links, by the product they lead from: found by an id, a page at a time.
fn links_blocks(visit: &Visit<'_>, links: &[ProductLink]) -> Vec<Block> {
    let words = &visit.words;
    let asked = visit.call.parameter("links_of").unwrap_or_default();
    let wanted = asked.trim().to_lowercase();
    let fits = |link: &&ProductLink| {
        [&link.from, &link.to]
            .iter()
            .any(|id| id.as_str().to_lowercase().contains(&wanted))
    };
    let mut by_product: BTreeMap<&str, Vec<&ProductLink>> = BTreeMap::new();
    for link in links.iter().filter(fits) {
        by_product.entry(link.from.as_str()).or_default().push(link);
    }
    let page: usize = visit
        .call
        .parameter("links_page")
        .and_then(|page| page.parse().ok())
        .unwrap_or(1);
    let before = page.saturating_sub(1).saturating_mul(PRODUCTS_SHOWN);
    let shown: Vec<_> = by_product.iter().skip(before).take(PRODUCTS_SHOWN).collect();
    let values = [
        ("products", Value::Number(by_product.len() as u64)),
        (
            "links",
            Value::Number(by_product.values().map(Vec::len).sum::<usize>() as u64),
        ),
    ];
    let mut blocks = Vec::new();
    if links.len() > PRODUCTS_SHOWN {
        blocks.push(Block::Form(find_sheet(visit, &asked)));
    }
    blocks.push(Block::Hint(words.tell("rules-links-counted", &values)));
    if !shown.is_empty() {
        blocks.push(Block::Table(Table {
            caption: words.say("rules-links"),
            head: ["rules-link-from", "rules-link-to", "staff-column-acts"]
                .map(|id| words.say(id))
                .into(),
            rows: shown
                .iter()
                .map(|(from, own)| links_row(visit, from, own))
                .collect(),
        }));
    }
    let turn = |to: usize, id: &str| {
        let number = to.to_string();
        let values = [("links_of", asked.as_str()), ("links_page", number.as_str())];
        Link::to(words.say(id), with_query(&address(HERE), &values))
    };
    let earlier = (before > 0).then(|| turn(page - 1, "rules-links-earlier"));
    let later = (before + PRODUCTS_SHOWN < by_product.len()).then(|| turn(page + 1, "rules-links-later"));
    let turns: Vec<Link> = earlier.into_iter().chain(later).collect();
    blocks.extend((!turns.is_empty()).then_some(Block::Links(turns)));
    blocks
}

fn find_sheet(visit: &Visit<'_>, asked: &str) -> Sheet {
    let fields = Fields::new(&visit.words, HERE, None);
    Sheet {
        groups: vec![Group::of(vec![fields.line("links_of", asked)])],
        ..visit.question(HERE, "rules-links-find")
    }
}

/// A product, where its links lead, and the form that takes one of them away.
fn links_row(visit: &Visit<'_>, from: &str, links: &[&ProductLink]) -> Vec<Cell> {
    let words = &visit.words;
    let told = |link: &&ProductLink| {
        let kind = words.say(&format!("rules-link-{}", link.kind.as_str()));
        let product = named(visit, &link.to);
        let values = [("product", Value::Text(&product)), ("kind", Value::Text(&kind))];
        words.tell("rules-link-line", &values)
    };
    let mut sheet = visit.ask(HERE, "unlink", &[("link_from", from)]);
    match links {
        [only] => {
            sheet.hidden.push(("link_to", only.to.to_string()));
            sheet.hidden.push(("link_kind", only.kind.as_str().to_owned()));
        }
        several => {
            let value = |link: &&ProductLink| format!("{}:{}", link.kind.as_str(), link.to);
            let choices = several.iter().map(|link| (value(link), told(link))).collect();
            let fields = Fields::new(words, HERE, None);
            sheet.groups = vec![Group::of(vec![fields.choice("link", "", choices)])];
        }
    }
    vec![
        Cell::Lines(vec![
            Cell::Link(Link::to(visit.titled(from), product_address(from))),
            Cell::Number(from.to_owned()),
        ]),
        Cell::text_lines(links.iter().map(told)),
        Cell::Form(sheet),
    ]
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
