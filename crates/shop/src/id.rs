//! Identifiers as the shop gave them: opaque, bounded, cheap to clone.

use std::{fmt, sync::Arc};

use crate::limits::ID_BYTES_MAX;

/// Why a text cannot be an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing is left after trimming white space.
    #[error("an id must not be empty")]
    Empty,
    /// The text is longer than [`ID_BYTES_MAX`].
    #[error("an id must be at most {ID_BYTES_MAX} bytes long, this one has {bytes}")]
    TooLong {
        /// Length of the refused text in bytes.
        bytes: usize,
    },
    /// Control characters would corrupt logs and CSV files.
    #[error("an id must not contain control characters")]
    Control,
}

fn validated(text: &str) -> Result<Arc<str>, IdError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > ID_BYTES_MAX {
        return Err(IdError::TooLong { bytes: text.len() });
    }
    if text.chars().any(char::is_control) {
        return Err(IdError::Control);
    }
    Ok(Arc::from(text))
}

macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Trims and checks `text`.
            ///
            /// # Errors
            /// [`IdError`] where it is empty, too long or holds control characters.
            pub fn new(text: &str) -> Result<Self, IdError> {
                validated(text).map(Self)
            }

            /// The identifier as the shop wrote it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }
    )+};
}

id_types! {
    /// A sellable product (SKU).
    ProductId,
    /// An order, also called invoice.
    OrderId,
    /// A known customer.
    CustomerId,
    /// An anonymous visitor.
    VisitorId,
    /// One visit of a visitor.
    SessionId,
    /// One event; posting it twice counts once.
    EventId,
    /// One review; posting it again replaces it.
    ReviewId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_trimmed_and_bounded() {
        assert_eq!(ProductId::new(" 85123A ").unwrap().as_str(), "85123A");
        assert_eq!(ProductId::new("  "), Err(IdError::Empty));
        assert_eq!(
            ProductId::new(&"x".repeat(129)),
            Err(IdError::TooLong { bytes: 129 })
        );
        assert_eq!(ProductId::new("a\nb"), Err(IdError::Control));
    }
}
