//! What customers wrote about the products, and how many stars they gave.

use shop::Locale;

use crate::{
    column::{Column, SectionError, Sections, TextColumn, check_offsets},
    query::ProductIndex,
};

/// Bytes kept of one review's text.
const TEXT_BYTES_MAX: usize = 2_000;

/// A review as the shop tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownReview {
    /// What it is about.
    pub product: ProductIndex,
    /// Stars, 1 to 5, where given.
    pub rating: Option<f32>,
    /// The text; may be empty.
    pub text: String,
    /// The language it is written in, where known.
    pub locale: Option<Locale>,
}

/// A review as the catalogue keeps it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Review<'a> {
    /// What it is about.
    pub product: ProductIndex,
    /// Stars, 1 to 5, where given.
    pub rating: Option<f32>,
    /// The text; may be empty.
    pub text: &'a str,
}

/// The reviews of all products.
#[derive(Clone, Default)]
pub struct Reviews {
    /// Reviews per product, in the order of the products.
    offset: Column<u32>,
    product: Column<u32>,
    rating: Column<f32>,
    /// Each review's language, see [`packed`].
    language: Column<u32>,
    texts: TextColumn,
}

#[derive(Default)]
pub(super) struct ReviewsSource(Vec<KnownReview>);

impl ReviewsSource {
    pub(super) fn push(&mut self, review: KnownReview) {
        self.0.push(review);
    }

    pub(super) fn finish(mut self, products: usize) -> Reviews {
        self.0.retain(|review| (review.product as usize) < products);
        self.0
            .sort_by(|a, b| a.product.cmp(&b.product).then_with(|| a.text.cmp(&b.text)));
        let mut offset = vec![0_u32; products + 1];
        for review in &self.0 {
            offset[review.product as usize + 1] += 1;
        }
        for index in 0..products {
            offset[index + 1] += offset[index];
        }
        let stars = |review: &KnownReview| review.rating.filter(|stars| (1.0..=5.0).contains(stars));
        Reviews {
            offset: Column::new(offset),
            product: Column::new(self.0.iter().map(|review| review.product).collect()),
            rating: Column::new(self.0.iter().map(|review| stars(review).unwrap_or(0.0)).collect()),
            language: Column::new(
                self.0
                    .iter()
                    .map(|review| packed(review.locale.as_ref()))
                    .collect(),
            ),
            texts: TextColumn::new(self.0.iter().map(|review| cut(&review.text))),
        }
    }
}

/// The beginning of a text, cut between characters.
fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(TEXT_BYTES_MAX)]
}

/// The two or three letters of a language as one number; 0 where it is not known.
fn packed(locale: Option<&Locale>) -> u32 {
    let letters = locale.map(Locale::language).unwrap_or_default().bytes();
    letters
        .take(3)
        .fold(0, |packed, letter| packed << 8 | u32::from(letter))
}

/// The language that [`packed`] made a number of.
fn unpacked(packed: u32) -> Option<Locale> {
    let letters = packed.to_be_bytes().map(char::from);
    let tag: String = letters.into_iter().filter(|letter| *letter != '\0').collect();
    Locale::new(&tag).ok()
}

impl Reviews {
    /// How many reviews there are.
    pub fn len(&self) -> usize {
        self.product.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.product.is_empty()
    }

    /// The review at this position.
    pub fn get(&self, review: u32) -> Option<Review<'_>> {
        let rating = *self.rating.get(review as usize)?;
        Some(Review {
            product: *self.product.get(review as usize)?,
            rating: (rating > 0.0).then_some(rating),
            text: self.texts.get(review),
        })
    }

    /// The positions of a product's reviews.
    pub fn of(&self, product: ProductIndex) -> std::ops::Range<u32> {
        let at = product as usize;
        match (self.offset.get(at), self.offset.get(at + 1)) {
            (Some(&from), Some(&to)) => from..to,
            _ => 0..0,
        }
    }

    /// The language of the review at this position, where known.
    pub fn language(&self, review: u32) -> Option<Locale> {
        self.language
            .get(review as usize)
            .and_then(|&packed| unpacked(packed))
    }

    /// Stars given to a product: how many times and the sum.
    pub fn stars(&self, product: ProductIndex) -> (u32, f32) {
        let at = product as usize;
        let (Some(&from), Some(&to)) = (self.offset.get(at), self.offset.get(at + 1)) else {
            return (0, 0.0);
        };
        let given = self.rating[from as usize..to as usize]
            .iter()
            .filter(|&&stars| stars > 0.0);
        given.fold((0, 0.0), |(count, sum), stars| (count + 1, sum + stars))
    }

    /// How many products there are.
    pub(super) fn products(&self) -> usize {
        self.offset.len().saturating_sub(1)
    }

    pub(super) fn write(&self, sections: &mut Sections) {
        sections.put("catalogue/review.offset", &self.offset);
        sections.put("catalogue/review.product", &self.product);
        sections.put("catalogue/review.rating", &self.rating);
        sections.put("catalogue/review.language", &self.language);
        self.texts.write("catalogue/review_text", sections);
    }

    pub(super) fn read(sections: &Sections) -> Result<Self, SectionError> {
        let name = "catalogue/review.offset";
        let reviews = Self {
            offset: sections.get(name)?,
            product: sections.get("catalogue/review.product")?,
            rating: sections.get("catalogue/review.rating")?,
            language: sections.get("catalogue/review.language")?,
            texts: TextColumn::read("catalogue/review_text", sections)?,
        };
        let lengths = [
            reviews.product.len(),
            reviews.rating.len(),
            reviews.language.len(),
            reviews.texts.len(),
        ];
        for length in lengths {
            check_offsets(name, &reviews.offset, reviews.products(), length)?;
        }
        Ok(reviews)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_are_summed_and_texts_kept_by_product() {
        let mut source = ReviewsSource::default();
        for (product, rating, text) in [
            (1, Some(5.0), "fine"),
            (0, Some(9.0), "best"),
            (1, Some(2.0), ""),
            (7, None, "?"),
        ] {
            source.push(KnownReview {
                product,
                rating,
                text: text.to_owned(),
                locale: rating.map(|_| Locale::english()),
            });
        }
        let reviews = source.finish(2);
        assert_eq!(reviews.len(), 3);
        assert_eq!((reviews.stars(0), reviews.stars(1)), ((0, 0.0), (2, 7.0)));
        assert_eq!(reviews.get(0).unwrap().text, "best");
        assert_eq!(reviews.get(0).unwrap().rating, None);
        assert_eq!(reviews.language(0), Some(Locale::english()));
        assert_eq!(reviews.language(9), None);
        let kurdish = Locale::new("ckb-IQ").unwrap();
        assert_eq!(unpacked(packed(Some(&kurdish))), Locale::new("ckb").ok());
        assert_eq!(unpacked(packed(None)), None);
        assert_eq!(cut(&"ش".repeat(3_000)).len(), TEXT_BYTES_MAX);
    }
}
