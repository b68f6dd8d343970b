//! Finding products that a text names, by pairs of neighbouring words of their titles.

use std::hash::Hasher;

use rustc_hash::{FxHashSet, FxHasher};

use crate::{
    Catalogue,
    query::ProductIndex,
    signals::sales::Sales,
    words::{Word, words},
};

/// Titles that are looked at for one pair of words; a pair that more titles share names nothing.
const TITLES_MAX: usize = 64;
/// Bits that tell which pairs of words occur in reviews at all, so that only those of titles are kept: 16 MiB.
const PAIR_BITS: usize = 1 << 27;
/// Words before a mention that may turn it round, and words behind it.
const BEFORE_WORDS: usize = 4;
const AFTER_WORDS: usize = 3;

/// Words that say nothing about which product is meant.
const COMMON: &str = "the a an and or of for with in on to it is my this that very good great nice best new set pack \
    pair from by at as buy bought use used red blue green pink white black yellow orange purple grey gray silver gold \
    brown small medium large mini big colour color size inch cm mm ml kg gb tb \
    si sau de cu la in pe din un o este foarte bun buna pentru rosu albastru verde alb negru gri mic mare culoare \
    و او في من على مع هذا هذه جدا جيد ممتاز لون باللون احمر ازرق اخضر ابيض اسود فضي صغير كبير \
    با به از در برای این ان خیلی خوب عالی رنگ قرمز ابی سبز سفید سیاه مشکی نقره ای کوچک بزرگ است";

/// Before a mention: it is not praised, or it is what the other is better than.
const AGAINST_BEFORE: &str = "not no never without instead than unlike dont doesnt didnt isnt wasnt worse avoid \
    nu fara loc decat \
    لا ليس ليست لم بدون بدل بدلا افضل احسن اسوا غير \
    بجای جای بهتر بدتر بدون نه";
/// Behind a mention, as verbs stand at the end in Persian.
const AGAINST_AFTER: &str = "not doesnt didnt isnt nu لا ليس لم نیست نمی نشد نخرید نخر نبود بهتر بهتره";

/// Titles by pairs of neighbouring words, as far as reviews hold these.
pub(super) struct TitleIndex<'a> {
    catalogue: &'a Catalogue,
    sales: &'a Sales,
    /// Pair of words and the product whose title holds it; sorted.
    pairs: Vec<(u64, ProductIndex)>,
    common: FxHashSet<String>,
    before: FxHashSet<String>,
    after: FxHashSet<String>,
}

/// A number for a text.
pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

fn pair_hash(pair: &[Word]) -> u64 {
    hash(&pair[0].text).rotate_left(23) ^ hash(&pair[1].text).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Which pairs of words a set of texts holds, or seems to.
struct PairBits(Vec<u64>);

impl PairBits {
    fn read<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut bits = vec![0_u64; PAIR_BITS / 64];
        for text in texts {
            for pair in words(text).windows(2) {
                let bit = pair_hash(pair) as usize % PAIR_BITS;
                bits[bit / 64] |= 1 << (bit % 64);
            }
        }
        Self(bits)
    }

    fn holds(&self, pair: u64) -> bool {
        let bit = pair as usize % PAIR_BITS;
        self.0[bit / 64] & 1 << (bit % 64) != 0
    }
}

/// A title that agrees with a text from a place on.
struct Agreement {
    product: ProductIndex,
    words: usize,
    from_start: bool,
}

impl<'a> TitleIndex<'a> {
    pub(super) fn new<'t, I: Iterator<Item = &'t str>>(
        catalogue: &'a Catalogue,
        sales: &'a Sales,
        texts: impl Fn() -> I,
    ) -> Self {
        let list = |listed: &str| words(listed).into_iter().map(|word| word.text).collect();
        let mut index = Self {
            catalogue,
            sales,
            pairs: Vec::new(),
            common: list(COMMON),
            before: list(AGAINST_BEFORE),
            after: list(AGAINST_AFTER),
        };
        if texts().next().is_none() {
            return index;
        }
        let bits = PairBits::read(texts());
        for product in 0..catalogue.len() as ProductIndex {
            for (_, title) in catalogue.titles(product) {
                let title = words(title);
                let pairs = title.windows(2).map(pair_hash).filter(|&pair| bits.holds(pair));
                index.pairs.extend(pairs.map(|pair| (pair, product)));
            }
        }
        index.pairs.sort_unstable();
        index.pairs.dedup();
        index
    }

    /// The products that `text` names, each once, in the text's sequence.
    pub(super) fn named_in(&self, text: &str) -> Vec<ProductIndex> {
        let text = words(text);
        let (mut named, mut at) = (Vec::new(), 0);
        while at + 1 < text.len() {
            match self.named_at(&text, at) {
                Some((product, words)) => {
                    if !named.contains(&product) && !self.is_against(&text, at, words) {
                        named.push(product);
                    }
                    at += words;
                }
                None => at += 1,
            }
        }
        named
    }

    /// The product whose title agrees longest with `text` from `at` on, with the number of words; none where several
    /// that are not variants agree as long, or too few words tell.
    fn named_at(&self, text: &[Word], at: usize) -> Option<(ProductIndex, usize)> {
        let pair = pair_hash(&text[at..at + 2]);
        let from = self.pairs.partition_point(|(known, _)| *known < pair);
        let sharing = self.pairs[from..].partition_point(|(known, _)| *known == pair);
        if sharing == 0 || sharing > TITLES_MAX {
            return None;
        }
        let sharing = self.pairs[from..from + sharing].iter();
        let mut agreeing: Vec<Agreement> = sharing
            .filter_map(|(_, product)| self.agreement(*product, &text[at..]))
            .collect();
        let longest = agreeing.iter().map(|agreement| agreement.words).max()?;
        agreeing.retain(|agreement| agreement.words == longest);
        // A phone is named by what its case is named by, too, but its title begins with it.
        if agreeing.iter().any(|agreement| agreement.from_start) {
            agreeing.retain(|agreement| agreement.from_start);
        }
        let one = agreeing.first()?.product;
        let is_variant = |other: &Agreement| self.catalogue.same_item(one, other.product);
        let telling = text[at..at + longest]
            .iter()
            .filter(|word| self.tells(word))
            .count();
        let best = agreeing.iter().max_by_key(|agreement| {
            (
                self.sales.orders(agreement.product),
                std::cmp::Reverse(agreement.product),
            )
        })?;
        (agreeing.iter().all(is_variant) && telling >= 2).then_some((best.product, longest))
    }

    /// How many words of `text` from its beginning stand in one of the product's titles in sequence, at least two.
    fn agreement(&self, product: ProductIndex, text: &[Word]) -> Option<Agreement> {
        let mut best: Option<Agreement> = None;
        for (_, title) in self.catalogue.titles(product) {
            let title = words(title);
            for start in 0..title.len() {
                let agreeing = title[start..].iter().zip(text);
                let count = agreeing.take_while(|(own, word)| own.text == word.text).count();
                let from_start = start == 0;
                let better = |known: &Agreement| (count, from_start) > (known.words, known.from_start);
                if count >= 2 && best.as_ref().is_none_or(better) {
                    best = Some(Agreement {
                        product,
                        words: count,
                        from_start,
                    });
                }
            }
        }
        best
    }

    /// Whether the word tells one product from another: no number, no word that stands everywhere.
    fn tells(&self, word: &Word) -> bool {
        let text = word.text.as_str();
        text.chars().nth(1).is_some() && !text.chars().all(char::is_numeric) && !self.common.contains(text)
    }

    /// Whether the sentence speaks against what it names at `at`.
    fn is_against(&self, text: &[Word], at: usize, words: usize) -> bool {
        let sentence = text[at].sentence;
        let near = |word: &&Word| word.sentence == sentence;
        let before = text[at.saturating_sub(BEFORE_WORDS)..at].iter().filter(near);
        let behind = text[at + words..].iter().take(AFTER_WORDS).filter(near);
        before
            .map(|word| word.text.as_str())
            .any(|word| self.before.contains(word))
            || behind
                .map(|word| word.text.as_str())
                .any(|word| self.after.contains(word))
    }
}
