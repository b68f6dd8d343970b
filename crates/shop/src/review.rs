//! What customers write about products.

use crate::{CustomerId, Locale, ProductId, ReviewId, Timestamp};

/// What one customer wrote about one product, or how many stars they gave it.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// Unique per shop: a review posted again under its id replaces the former.
    pub id: ReviewId,
    /// What it is about.
    pub product_id: ProductId,
    /// Who wrote it, where known.
    pub customer_id: Option<CustomerId>,
    /// Stars from [`Review::RATING_MIN`] to [`Review::RATING_MAX`], where given.
    pub rating: Option<f32>,
    /// Its heading; may be empty. At most [`crate::limits::TITLE_BYTES_MAX`] bytes.
    pub title: String,
    /// What was written; may be empty. At most [`crate::limits::REVIEW_TEXT_BYTES_MAX`] bytes.
    pub text: String,
    /// The language it is written in, where known.
    pub locale: Option<Locale>,
    /// When it was written, where known.
    pub reviewed_at: Option<Timestamp>,
}

impl Review {
    /// The fewest stars.
    pub const RATING_MIN: f32 = 1.0;
    /// The most stars.
    pub const RATING_MAX: f32 = 5.0;

    /// Whether `stars` can be a rating.
    pub fn is_rating(stars: f32) -> bool {
        (Self::RATING_MIN..=Self::RATING_MAX).contains(&stars)
    }

    /// Heading and text as one; the heading is left out where the text begins with it.
    pub fn whole_text(&self) -> String {
        let (title, text) = (self.title.trim(), self.text.trim());
        match (title.is_empty(), text.is_empty()) {
            (true, _) => text.to_owned(),
            (false, true) => title.to_owned(),
            (false, false) if text.starts_with(title) => text.to_owned(),
            (false, false) => format!("{title}\n{text}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_that_the_text_repeats_is_said_once() {
        let review = |title: &str, text: &str| Review {
            id: ReviewId::new("r1").unwrap(),
            product_id: ProductId::new("cup").unwrap(),
            customer_id: None,
            rating: Some(4.5),
            title: title.to_owned(),
            text: text.to_owned(),
            locale: None,
            reviewed_at: None,
        };
        for (title, text, whole) in [
            ("Fine", "Fine cup.", "Fine cup."),
            ("Fine", "Keeps warm.", "Fine\nKeeps warm."),
            ("Fine", " ", "Fine"),
            ("", "Keeps warm.", "Keeps warm."),
        ] {
            assert_eq!(review(title, text).whole_text(), whole);
        }
        assert!(Review::is_rating(1.0) && Review::is_rating(5.0));
        assert!(!Review::is_rating(0.0) && !Review::is_rating(5.1) && !Review::is_rating(f32::NAN));
    }
}
