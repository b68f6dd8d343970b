//! Telling "the same item in another colour" from titles, for shops that name neither categories nor variants.
//!
//! Of each title the words are kept that can tell one sort of thing from another: no colours, sizes, numbers or packing
//! words. Two titles name the same item where they share at least half the words of the shorter one, and at least two
//! words or the one at the same end of both, where the noun stands: LUNCH BAG RED RETROSPOT and LUNCH BAG BLACK SKULL,
//! PARTY BUNTING and SPOTTY BUNTING. Fails where titles are bare codes or one word long; those are never alike.
//! Chosen by eye on real gift-shop titles; shops that name categories never come here.

use std::hash::Hasher;

use rustc_hash::{FxHashSet, FxHasher};

use crate::column::{Column, SectionError, Sections, check_offsets, row};

/// Words kept per title, from its beginning.
const WORDS_MAX: usize = 8;

/// Colours, sizes, counts and packing: words in which variants differ, in English, Romanian, Arabic and Persian.
const VARIANT_WORDS: &str = "red blue green pink white black yellow orange purple ivory cream grey gray silver gold \
     golden brown turquoise multicolour multicolor colour color coloured assorted small medium large mini big s \
     m l xl xxl set pack of in with and the for a an per piece pieces pcs pair cm mm ml kg gb tb inch design style \
     roșu rosu albastru verde roz alb negru galben portocaliu mov gri argintiu auriu maro mic mare mediu set pachet \
     de cu și si pentru buc bucăți culoare model \
     احمر أحمر ازرق أزرق اخضر أخضر وردي ابيض أبيض اسود أسود اصفر أصفر برتقالي رمادي فضي ذهبي بني صغير كبير متوسط \
     طقم قطعة لون مع من و \
     قرمز آبی سبز صورتی سفید سیاه مشکی زرد نارنجی بنفش خاکستری نقره‌ای طلایی قهوه‌ای کوچک بزرگ متوسط ست بسته عدد عددی \
     رنگ با از";

/// The telling words of titles, in their order; a title that needs none has an empty row.
#[derive(Clone, Default)]
pub struct TitleWords {
    offset: Column<u32>,
    word: Column<u32>,
}

fn hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish() as u32
}

/// English plurals are folded, so that BAG and BAGS meet; other languages are left as they are.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 3 && stem.is_ascii() && !stem.ends_with('s') => stem,
        _ => word,
    }
}

fn telling_words(title: &str, variant_words: &FxHashSet<&str>) -> Vec<u32> {
    let lower = title.to_lowercase();
    let parts = lower.split(|c: char| !c.is_alphanumeric() && c != '\u{200c}');
    let tells = |word: &&str| {
        word.chars().count() > 1 && !word.chars().any(char::is_numeric) && !variant_words.contains(*word)
    };
    let mut words: Vec<u32> = parts
        .filter(tells)
        .map(|word| hash(singular(word)))
        .take(WORDS_MAX)
        .collect();
    let mut seen = FxHashSet::default();
    words.retain(|&word| seen.insert(word));
    words
}

impl TitleWords {
    /// The telling words of `titles`.
    pub fn build<'a>(titles: impl Iterator<Item = &'a str>) -> Self {
        let variant_words: FxHashSet<&str> = VARIANT_WORDS.split_whitespace().collect();
        let (mut offset, mut word) = (vec![0], Vec::new());
        for title in titles {
            word.extend(telling_words(title, &variant_words));
            offset.push(word.len() as u32);
        }
        Self {
            offset: Column::new(offset),
            word: Column::new(word),
        }
    }

    /// The telling words of a title, as numbers.
    pub fn of(&self, title: u32) -> &[u32] {
        row(&self.word, &self.offset, title)
    }

    /// Whether two titles name the same item.
    pub fn same_item(&self, a: u32, b: u32) -> bool {
        // A shop that names categories has no such words at all.
        if self.word.is_empty() {
            return false;
        }
        let (a, b) = (self.of(a), self.of(b));
        let shorter = a.len().min(b.len());
        if shorter < 2 {
            return false;
        }
        let shared = a.iter().filter(|word| b.contains(word)).count();
        let same_end = a.first() == b.first() || a.last() == b.last();
        shared * 2 >= shorter && (shared >= 2 || (shared == 1 && same_end))
    }

    /// Adds the arrays.
    pub fn write(&self, sections: &mut Sections) {
        sections.put("catalogue/title_word.offset", &self.offset);
        sections.put("catalogue/title_word.word", &self.word);
    }

    /// Reads the arrays.
    ///
    /// # Errors
    /// [`SectionError`] where they are missing or do not fit together.
    pub fn read(sections: &Sections, products: usize) -> Result<Self, SectionError> {
        let name = "catalogue/title_word.offset";
        let words = Self {
            offset: sections.get(name)?,
            word: sections.get("catalogue/title_word.word")?,
        };
        check_offsets(name, &words.offset, products, words.word.len())?;
        Ok(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expect: bool) {
        let words = TitleWords::build([a, b].into_iter());
        assert_eq!(words.same_item(0, 1), expect, "{a} | {b}");
        assert_eq!(words.same_item(1, 0), expect, "{b} | {a}");
    }

    #[test]
    fn designs_of_one_item_are_alike() {
        check("LUNCH BAG RED RETROSPOT", "LUNCH BAG  BLACK SKULL.", true);
        check(
            "GREEN REGENCY TEACUP AND SAUCER",
            "ROSES REGENCY TEACUP AND SAUCER ",
            true,
        );
        check(
            "PACK OF 72 RETROSPOT CAKE CASES",
            "PACK OF 60 PINK PAISLEY CAKE CASES",
            true,
        );
        check("HEART OF WICKER SMALL", "HEART OF WICKER LARGE", true);
        check("PARTY BUNTING", "SPOTTY BUNTING", true);
        check("JUMBO BAG PINK POLKADOT", "JUMBO STORAGE BAG SUKI", true);
        check("Cană ceramică roșie", "Cană ceramică albastră", true);
        check("كوب قهوة أحمر", "كوب قهوة أزرق", true);
        check("لیوان سرامیکی سفید", "لیوان سرامیکی مشکی", true);
    }

    #[test]
    fn things_that_go_together_are_not() {
        check(
            "LUNCH BAG RED RETROSPOT",
            "RETROSPOT TEA SET CERAMIC 11 PC",
            false,
        );
        check(
            "REGENCY CAKESTAND 3 TIER",
            "ROSES REGENCY TEACUP AND SAUCER",
            false,
        );
        check(
            "JAM MAKING SET WITH JARS",
            "SET OF 3 CAKE TINS PANTRY DESIGN",
            false,
        );
        check(
            "SET OF 3 CAKE TINS PANTRY DESIGN",
            "RECIPE BOX PANTRY YELLOW DESIGN",
            false,
        );
        check(
            "WHITE HANGING HEART T-LIGHT HOLDER",
            "HEART OF WICKER LARGE",
            false,
        );
        check("", "", false);
        check("85123A", "85123B", false);
        check("Lamp", "Lamp", false);
    }
}
