//! What customers wrote about products: the last version of an id stays.

use rusqlite::{Connection, Row, params};
use shop::{CustomerId, Locale, Review, ReviewId, Timestamp};

use super::{
    access,
    session::{Session, Topic},
};
use crate::{StoreError, Written, write::Outcome};

impl Session<'_> {
    pub(super) fn write_reviews(&mut self, reviews: &[Review]) -> Result<Written, StoreError> {
        let mut written = Written::default();
        for review in reviews {
            written += self.write_review(review)?;
        }
        self.mark_reviews(written);
        Ok(written)
    }

    fn write_review(&self, review: &Review) -> Result<Outcome, StoreError> {
        let by_id = format!("{COLUMNS} WHERE id = ?1");
        let stored = access::first_row(self.connection, &by_id, [review.id.as_str()], read_review)?;
        if stored.as_ref() == Some(review) {
            return Ok(Outcome::Unchanged);
        }
        let sql =
            "INSERT INTO reviews (id, product_id, customer_id, rating, title, text, locale, reviewed_at)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                   ON CONFLICT (id) DO UPDATE SET product_id = ?2, customer_id = ?3, rating = ?4, title = ?5,
                       text = ?6, locale = ?7, reviewed_at = ?8";
        self.execute(
            sql,
            params![
                review.id.as_str(),
                review.product_id.as_str(),
                review.customer_id.as_ref().map(CustomerId::as_str),
                review.rating,
                review.title,
                review.text,
                review.locale.as_ref().map(Locale::as_str),
                review.reviewed_at.map(Timestamp::unix_ms),
            ],
        )?;
        Ok(if stored.is_some() {
            Outcome::Changed
        } else {
            Outcome::Inserted
        })
    }

    pub(super) fn delete_review(&mut self, id: &ReviewId) -> Result<Written, StoreError> {
        let removed = self.execute("DELETE FROM reviews WHERE id = ?1", [id.as_str()])?;
        let mut written = Written::default();
        written += if removed == 1 {
            Outcome::Changed
        } else {
            Outcome::Unknown
        };
        self.mark_reviews(written);
        Ok(written)
    }

    /// Removes what a customer wrote; how many reviews that were.
    pub(super) fn erase_reviews(&mut self, id: &CustomerId) -> Result<usize, StoreError> {
        let removed = self.execute("DELETE FROM reviews WHERE customer_id = ?1", [id.as_str()])?;
        if removed > 0 {
            self.marks.topics.insert(Topic::Reviews);
        }
        Ok(removed)
    }

    fn mark_reviews(&mut self, written: Written) {
        if written.inserted + written.changed > 0 {
            self.marks.topics.insert(Topic::Reviews);
        }
    }
}

const COLUMNS: &str =
    "SELECT id, product_id, customer_id, rating, title, text, locale, reviewed_at FROM reviews";

pub(super) fn scan_reviews(connection: &Connection, visit: &mut dyn FnMut(Review)) -> Result<(), StoreError> {
    let sql = format!("{COLUMNS} ORDER BY product_id, reviewed_at DESC, id");
    access::for_each_row(connection, &sql, [], |row| {
        visit(read_review(row)?);
        Ok(())
    })
}

pub(super) fn reviews_of_customer(
    connection: &Connection,
    id: &CustomerId,
) -> Result<Vec<Review>, StoreError> {
    let sql = format!("{COLUMNS} WHERE customer_id = ?1 ORDER BY id");
    access::collect_rows(connection, &sql, [id.as_str()], read_review)
}

fn read_review(row: &Row<'_>) -> Result<Review, StoreError> {
    Ok(Review {
        id: access::read_id(row, 0)?,
        product_id: access::read_id(row, 1)?,
        customer_id: access::read_id_or_null(row, 2)?,
        rating: row.get(3)?,
        title: row.get(4)?,
        text: row.get(5)?,
        locale: access::read_word(row, 6, |tag| Locale::new(tag).ok())?,
        reviewed_at: access::read_time_or_null(row, 7)?,
    })
}
