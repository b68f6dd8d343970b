//! The name of a decision: where it is, and a proof that it was given by this log.

use std::{fmt, str::FromStr};

use super::segment::Key;

/// Crockford's alphabet: no letter that is mistaken for a digit.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 26 characters of five bits hold the 128 bits.
const CHARACTERS: usize = 26;
const PREFIX: &str = "d_";
/// An offset no record can have.
const NOWHERE: u32 = u32::MAX;

/// The name of a decision, `d_` and 26 characters. It cannot be guessed: half of it is a keyed hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DecisionId(u128);

/// The text is not the name of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a decision id; it begins with d_ and has 26 letters and digits after that")]
pub struct DecisionIdError;

impl DecisionId {
    pub(super) fn new(segment: u32, offset: u32, key: &Key) -> Self {
        Self::with_check(segment, offset, key.check(segment, offset, 0))
    }

    /// A name for a record that was not kept; no other dropped record of the segment has it.
    pub(super) fn dropped(segment: u32, key: &Key, number: u64) -> Self {
        Self::with_check(segment, NOWHERE, key.check(segment, NOWHERE, number))
    }

    fn with_check(segment: u32, offset: u32, check: u64) -> Self {
        Self(u128::from(segment) << 96 | u128::from(offset) << 64 | u128::from(check))
    }

    /// Where it is: the segment, and the place in it. Of two records of a segment the later one has the higher place.
    pub fn position(self) -> (u32, u32) {
        (self.segment(), self.offset())
    }

    pub(super) fn segment(self) -> u32 {
        (self.0 >> 96) as u32
    }

    pub(super) fn offset(self) -> u32 {
        (self.0 >> 64) as u32
    }
}

impl fmt::Display for DecisionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0_u8; CHARACTERS];
        for (position, character) in text.iter_mut().rev().enumerate() {
            *character = ALPHABET[(self.0 >> (5 * position)) as usize & 31];
        }
        formatter.write_str(PREFIX)?;
        formatter.write_str(std::str::from_utf8(&text).expect("the alphabet is ASCII"))
    }
}

impl FromStr for DecisionId {
    type Err = DecisionIdError;

    fn from_str(text: &str) -> Result<Self, DecisionIdError> {
        let digits = text
            .strip_prefix(PREFIX)
            .filter(|digits| digits.len() == CHARACTERS);
        let mut number: u128 = 0;
        for byte in digits.ok_or(DecisionIdError)?.bytes() {
            let digit = ALPHABET.iter().position(|&own| own == byte.to_ascii_lowercase());
            // The 26 characters have room for two bits more than a name has.
            if number >> 123 != 0 {
                return Err(DecisionIdError);
            }
            number = number << 5 | digit.ok_or(DecisionIdError)? as u128;
        }
        Ok(Self(number))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ids_round_trip(number in any::<u128>()) {
            let text = DecisionId(number).to_string();
            prop_assert_eq!(text.len(), 28);
            prop_assert_eq!(text.parse(), Ok(DecisionId(number)));
            prop_assert_eq!(text.to_ascii_uppercase().replacen('D', "d", 1).parse(), Ok(DecisionId(number)));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "(d_)?[0-9a-z]{0,27}\\PC{0,2}") {
            if let Ok(id) = text.parse::<DecisionId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}
