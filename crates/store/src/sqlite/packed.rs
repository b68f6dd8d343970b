//! Order lines as bytes: each line describes its own length, so equal lines are equal bytes and a prefix of lines is
//! a prefix of bytes.
//!
//! A line is: the product key; the quantity times four, plus two where a price follows, plus one for a fee; the
//! price in minor units, zigzag. All are LEB128 variable-length integers.

use shop::LineKind;

use super::access::corrupt;
use crate::{LineRow, ProductKey, StoreError};

pub(super) fn push_line(bytes: &mut Vec<u8>, line: &LineRow) {
    push_number(bytes, u64::from(line.product_key.0));
    let flags = u64::from(line.unit_price_minor.is_some()) * 2 + u64::from(line.kind == LineKind::Fee);
    push_number(bytes, u64::from(line.quantity) * 4 + flags);
    if let Some(minor) = line.unit_price_minor {
        push_number(bytes, ((minor << 1) ^ (minor >> 63)).cast_unsigned());
    }
}

/// Appends the lines to `lines`, with the returned units of `refunded`.
pub(super) fn read_lines(
    mut bytes: &[u8],
    refunded: Option<&[u8]>,
    lines: &mut Vec<LineRow>,
) -> Result<(), StoreError> {
    let first = lines.len();
    while !bytes.is_empty() {
        lines.push(take_line(&mut bytes).ok_or_else(|| corrupt("order line"))?);
    }
    let Some(mut refunded) = refunded else {
        return Ok(());
    };
    for line in &mut lines[first..] {
        let units = take_number(&mut refunded).and_then(|units| u32::try_from(units).ok());
        line.refunded = units.ok_or_else(|| corrupt("refund"))?.min(line.quantity);
    }
    Ok(())
}

/// How many lines the bytes hold.
pub(super) fn count_lines(mut bytes: &[u8]) -> Result<usize, StoreError> {
    let mut count = 0;
    while !bytes.is_empty() {
        take_line(&mut bytes).ok_or_else(|| corrupt("order line"))?;
        count += 1;
    }
    Ok(count)
}

/// How many lines at the beginning of both are equal.
pub(super) fn common_lines(mut left: &[u8], mut right: &[u8]) -> Result<usize, StoreError> {
    let mut count = 0;
    while !left.is_empty() && !right.is_empty() {
        let pair = take_line(&mut left).zip(take_line(&mut right));
        let (left_line, right_line) = pair.ok_or_else(|| corrupt("order line"))?;
        if left_line != right_line {
            break;
        }
        count += 1;
    }
    Ok(count)
}

/// Returned units per line as bytes; nothing where nothing was returned.
pub(super) fn pack_refunded(units: impl Iterator<Item = u32> + Clone) -> Option<Vec<u8>> {
    if units.clone().all(|units| units == 0) {
        return None;
    }
    let mut bytes = Vec::new();
    units.for_each(|units| push_number(&mut bytes, u64::from(units)));
    Some(bytes)
}

fn take_line(bytes: &mut &[u8]) -> Option<LineRow> {
    let product_key = ProductKey(u32::try_from(take_number(bytes)?).ok()?);
    let quantity_and_flags = take_number(bytes)?;
    let unit_price_minor = match quantity_and_flags & 2 {
        0 => None,
        _ => {
            let zigzag = take_number(bytes)?;
            Some((zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed())
        }
    };
    Some(LineRow {
        product_key,
        quantity: u32::try_from(quantity_and_flags >> 2).ok()?,
        refunded: 0,
        unit_price_minor,
        kind: if quantity_and_flags & 1 == 1 {
            LineKind::Fee
        } else {
            LineKind::Product
        },
    })
}

fn push_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[inline]
fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_line() -> impl Strategy<Value = LineRow> {
        let kind = prop_oneof![Just(LineKind::Product), Just(LineKind::Fee)];
        (any::<u32>(), any::<u32>(), any::<Option<i64>>(), kind).prop_map(
            |(key, quantity, unit_price_minor, kind)| LineRow {
                product_key: ProductKey(key),
                quantity,
                refunded: quantity / 2,
                unit_price_minor,
                kind,
            },
        )
    }

    proptest! {
        #[test]
        fn lines_round_trip(lines in prop::collection::vec(any_line(), 0..20)) {
            let mut bytes = Vec::new();
            lines.iter().for_each(|line| push_line(&mut bytes, line));
            let refunded = pack_refunded(lines.iter().map(|line| line.refunded));
            let mut read = Vec::new();
            read_lines(&bytes, refunded.as_deref(), &mut read).unwrap();
            prop_assert_eq!(count_lines(&bytes).unwrap(), lines.len());
            prop_assert_eq!(common_lines(&bytes, &bytes).unwrap(), lines.len());
            prop_assert_eq!(read, lines);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>(), refunded in any::<Option<Vec<u8>>>()) {
            // Whatever a damaged file holds, reading it ends with an answer.
            let counted = count_lines(&bytes);
            let read = read_lines(&bytes, refunded.as_deref(), &mut Vec::new());
            prop_assert!(counted.is_ok() || read.is_err());
        }
    }
}
