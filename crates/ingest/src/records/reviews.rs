//! Rows become reviews.

use shop::{CustomerId, Locale, ProductId, Review, ReviewId, limits};
use xxhash_rust::xxh3::xxh3_128;

use super::{Assembler, Reading, Refusal};
use crate::{
    Field, Record,
    formats::Row,
    summary::Bucket,
    values::{amount, text},
};

/// Assembles reviews.
pub(super) struct Reviews {
    reading: Reading,
}

impl Reviews {
    pub fn new(reading: Reading) -> Self {
        Self { reading }
    }

    /// The review's own id, or one made of all its cells: the same row imported again is the same review.
    fn id(&self, row: &Row) -> Result<ReviewId, Refusal> {
        if let Some(id) = self.reading.id_if_any(Field::ReviewId, row, ReviewId::new)? {
            return Ok(id);
        }
        let cells: Vec<&str> = (0..row.len()).map(|index| row.get(index)).collect();
        let made = format!("{:032x}", xxh3_128(cells.join("\u{1F}").as_bytes()));
        ReviewId::new(&made).map_err(|error| self.reading.refusal(Field::ReviewId, error.to_string()))
    }

    /// Stars: `4`, `4.5`, `4/5`; none where the cell is empty or 0, which shops write where nobody rated.
    fn rating(&self, row: &Row) -> Result<Option<f32>, Refusal> {
        let Some(cell) = self.reading.filled(Field::Rating, row) else {
            return Ok(None);
        };
        let refused = || {
            let reason = format!(
                "'{}' is no rating; write stars from {} to {}",
                text::within(cell, 40),
                Review::RATING_MIN,
                Review::RATING_MAX
            );
            self.reading.refusal(Field::Rating, reason)
        };
        let number = cell.trim().strip_suffix("/5").unwrap_or(cell);
        let plain = amount::plain_decimal(number, self.reading.decimals, None).map_err(|_| refused())?;
        match plain.parse::<f32>() {
            Ok(0.0) => Ok(None),
            Ok(stars) if Review::is_rating(stars) => Ok(Some(stars)),
            _ => Err(refused()),
        }
    }

    fn text(&self, field: Field, row: &Row, bytes_max: usize) -> String {
        let plain = self.reading.filled(field, row).map(text::plain);
        plain.map_or(String::new(), |plain| text::within(&plain, bytes_max).to_owned())
    }
}

impl Assembler for Reviews {
    fn take(&mut self, row: &Row, out: &mut Vec<Record>) -> Result<Bucket, Refusal> {
        let reading = &self.reading;
        let locale = reading.filled(Field::Locale, row).map(Locale::new).transpose();
        let review = Review {
            id: self.id(row)?,
            product_id: reading.id(Field::ProductId, row, ProductId::new)?,
            customer_id: reading.id_if_any(Field::CustomerId, row, CustomerId::new)?,
            rating: self.rating(row)?,
            title: self.text(Field::Title, row, limits::TITLE_BYTES_MAX),
            text: self.text(Field::ReviewText, row, limits::REVIEW_TEXT_BYTES_MAX),
            locale: locale.map_err(|error| reading.refusal(Field::Locale, error.to_string()))?,
            reviewed_at: match reading.filled(Field::ReviewedAt, row) {
                Some(_) => Some(reading.past(Field::ReviewedAt, row)?),
                None => None,
            },
        };
        if review.rating.is_none() && review.title.is_empty() && review.text.is_empty() {
            return Err(reading.refusal(Field::ReviewText, "the review has neither stars nor words"));
        }
        out.push(Record::Review(review));
        Ok(Bucket::Review)
    }
}
