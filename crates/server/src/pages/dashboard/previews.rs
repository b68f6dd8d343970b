//! What another policy or rule would change, side by side: the same carts answered as now and as then.

use engine::{Mention, PolicyPreview, PreviewChange, VariantPreview};
use shop::Placement;

use super::Visit;
use crate::{
    i18n::Value,
    pages::blocks::{Block, Cell, Table},
};

/// Carts or decisions that are answered both ways.
pub(super) const PREVIEW_SITUATIONS: usize = 100;

/// A preview as a page shows it.
pub(super) fn blocks(visit: &Visit<'_>, placement: Placement, preview: &PolicyPreview) -> Vec<Block> {
    let words = &visit.words;
    let place = visit.placement(placement.as_str());
    let title = words.tell("preview-title", &[("place", Value::Text(&place))]);
    if preview.carts == 0 {
        return vec![Block::Heading(title), Block::Text(words.say("preview-nothing"))];
    }
    let mut blocks = changes(visit, title, preview);
    for VariantPreview { name, preview } in &preview.variants {
        let title = words.tell("preview-variant", &[("variant", Value::Text(name))]);
        blocks.extend(changes(visit, title, preview));
    }
    blocks.push(Block::Hint(words.say("preview-not-set")));
    blocks
}

/// What would change, under its title.
fn changes(visit: &Visit<'_>, title: String, preview: &PolicyPreview) -> Vec<Block> {
    let words = &visit.words;
    let id = match (preview.carts_changed, preview.of_decisions) {
        (0, _) => "preview-same",
        (_, true) => "preview-of-decisions",
        (_, false) => "preview-of-orders",
    };
    let values = [
        ("carts", Value::Number(preview.carts as u64)),
        ("changed", Value::Number(preview.carts_changed as u64)),
        ("before", Value::Number(preview.offers_before as u64)),
        ("after", Value::Number(preview.offers_after as u64)),
    ];
    let mut blocks = vec![
        Block::Heading(title.clone()),
        Block::Text(words.tell(id, &values)),
    ];
    let row = |change: &PreviewChange| -> Vec<Cell> {
        // The engine names them in the shop's language, the page in its own.
        let titled = |mention: &Mention| visit.titled(&mention.id);
        let lists = [&change.cart, &change.before, &change.after];
        let mut lines = lists.map(|mentions| mentions.iter().map(titled).collect::<Vec<String>>());
        lines[0].splice(0..0, change.category.clone());
        lines.map(Cell::data_lines).into()
    };
    if !preview.changes.is_empty() {
        blocks.push(Block::Table(Table {
            caption: title,
            head: ["cart", "now", "then"]
                .map(|column| words.say(&format!("preview-{column}")))
                .into(),
            rows: preview.changes.iter().map(row).collect(),
        }));
    }
    blocks
}
