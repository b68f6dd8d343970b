//! Arrays that look the same whether they were just computed or are mapped from a snapshot's file.

use std::{collections::BTreeMap, marker::PhantomData, ops::Deref};

use bytes::Bytes;
use zerocopy::{FromBytes, Immutable, IntoBytes};

/// A section of a snapshot cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SectionError {
    /// The section is not there.
    #[error("the snapshot has no section '{0}'")]
    Missing(String),
    /// Its length or alignment cannot hold elements of the expected type.
    #[error("section '{0}' does not hold whole elements of its type")]
    Shape(String),
    /// Its contents contradict each other.
    #[error("section '{0}' is inconsistent")]
    Inconsistent(String),
}

/// A fixed-width number that may stand in a column: little-endian and without padding.
pub trait Row: FromBytes + IntoBytes + Immutable + Copy + Send + Sync + 'static {
    /// The element's name in the manifest.
    const NAME: &'static str;
}

macro_rules! rows {
    ($($number:ty),+) => {$(impl Row for $number { const NAME: &'static str = stringify!($number); })+};
}
rows!(u8, u16, u32, u64, i32, i64, f32);

#[cfg(target_endian = "big")]
compile_error!("snapshots are little-endian and are read in place");

/// An immutable array of numbers, owned or mapped; cheap to clone.
pub struct Column<T> {
    bytes: Bytes,
    element: PhantomData<T>,
}

struct Owner<T>(Vec<T>);

impl<T: Row> AsRef<[u8]> for Owner<T> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl<T: Row> Column<T> {
    /// Takes the numbers over, without copying.
    pub fn new(values: Vec<T>) -> Self {
        Self {
            bytes: Bytes::from_owner(Owner(values)),
            element: PhantomData,
        }
    }

    fn from_bytes(name: &str, bytes: Bytes) -> Result<Self, SectionError> {
        // An empty slice of bytes may lie anywhere, also where no T may.
        if bytes.is_empty() {
            return Ok(Self::default());
        }
        match <[T]>::ref_from_bytes(&bytes) {
            Ok(_) => Ok(Self {
                bytes,
                element: PhantomData,
            }),
            Err(_) => Err(SectionError::Shape(name.to_owned())),
        }
    }
}

impl<T: Row> Deref for Column<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        <[T]>::ref_from_bytes(&self.bytes)
            .expect("length and alignment were checked when the column was made")
    }
}

impl<T> Clone for Column<T> {
    fn clone(&self) -> Self {
        Self {
            bytes: self.bytes.clone(),
            element: PhantomData,
        }
    }
}

impl<T: Row> Default for Column<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

/// The named arrays of a snapshot, before they are written or after they were mapped.
#[derive(Clone, Default)]
pub struct Sections(BTreeMap<String, (String, Bytes)>);

impl Sections {
    /// Adds a column under `name`.
    pub fn put<T: Row>(&mut self, name: &str, column: &Column<T>) {
        self.put_bytes(name, T::NAME, column.bytes.clone());
    }

    /// Adds raw bytes of elements called `element`, as read back from a file.
    pub fn put_bytes(&mut self, name: &str, element: &str, bytes: Bytes) {
        self.0.insert(name.to_owned(), (element.to_owned(), bytes));
    }

    /// The column called `name`.
    ///
    /// # Errors
    /// [`SectionError`] where it is missing, of another element type or misshapen.
    pub fn get<T: Row>(&self, name: &str) -> Result<Column<T>, SectionError> {
        let (element, bytes) = self
            .0
            .get(name)
            .ok_or_else(|| SectionError::Missing(name.to_owned()))?;
        if element != T::NAME {
            return Err(SectionError::Shape(name.to_owned()));
        }
        Column::from_bytes(name, bytes.clone())
    }

    /// Every section: name, element type, bytes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &Bytes)> {
        self.0
            .iter()
            .map(|(name, (element, bytes))| (name.as_str(), element.as_str(), bytes))
    }

    /// The bytes of all sections whose name begins with `prefix`.
    pub fn size_bytes(&self, prefix: &str) -> usize {
        self.iter()
            .filter(|(name, _, _)| name.starts_with(prefix))
            .map(|(_, _, bytes)| bytes.len())
            .sum()
    }
}

/// Checks that `offsets` cut an array of `len` elements into `rows` rows: starting at 0, never falling, ending at
/// `len`.
pub(crate) fn check_offsets(
    name: &str,
    offsets: &[u32],
    rows: usize,
    len: usize,
) -> Result<(), SectionError> {
    let whole =
        offsets.len() == rows + 1 && offsets.first() == Some(&0) && offsets.last() == Some(&(len as u32));
    if whole && offsets.is_sorted() {
        Ok(())
    } else {
        Err(SectionError::Inconsistent(name.to_owned()))
    }
}

/// The row `index` of an array cut by `offsets`; empty past the end.
pub(crate) fn row<'a, T>(values: &'a [T], offsets: &[u32], index: u32) -> &'a [T] {
    let index = index as usize;
    match (offsets.get(index), offsets.get(index + 1)) {
        (Some(&from), Some(&to)) => &values[from as usize..to as usize],
        _ => &[],
    }
}

/// An immutable array of texts.
#[derive(Clone)]
pub struct TextColumn {
    offsets: Column<u32>,
    bytes: Column<u8>,
}

impl Default for TextColumn {
    fn default() -> Self {
        Self::new(std::iter::empty::<&str>())
    }
}

impl TextColumn {
    /// Collects texts; past 4 GiB in total the further ones are kept empty.
    pub fn new<S: AsRef<str>>(texts: impl Iterator<Item = S>) -> Self {
        let mut offsets = vec![0];
        let mut bytes = Vec::new();
        for text in texts {
            if bytes.len() + text.as_ref().len() <= u32::MAX as usize {
                bytes.extend_from_slice(text.as_ref().as_bytes());
            }
            offsets.push(bytes.len() as u32);
        }
        Self {
            offsets: Column::new(offsets),
            bytes: Column::new(bytes),
        }
    }

    /// The text at `index`; empty past the end.
    pub fn get(&self, index: u32) -> &str {
        std::str::from_utf8(row(&self.bytes, &self.offsets, index)).unwrap_or_default()
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds both arrays under `name`.
    pub fn write(&self, name: &str, sections: &mut Sections) {
        sections.put(&format!("{name}.offset"), &self.offsets);
        sections.put(&format!("{name}.text"), &self.bytes);
    }

    /// Reads both arrays of `name`.
    ///
    /// # Errors
    /// [`SectionError`] where they are missing or do not fit together.
    pub fn read(name: &str, sections: &Sections) -> Result<Self, SectionError> {
        let column = Self {
            offsets: sections.get(&format!("{name}.offset"))?,
            bytes: sections.get(&format!("{name}.text"))?,
        };
        let rows = column
            .offsets
            .len()
            .checked_sub(1)
            .ok_or_else(|| SectionError::Inconsistent(name.to_owned()))?;
        check_offsets(name, &column.offsets, rows, column.bytes.len())?;
        Ok(column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_round_trip_and_refuse_other_shapes() {
        let mut sections = Sections::default();
        sections.put("a", &Column::new(vec![1_u32, 2, 3]));
        TextColumn::new(["tv", "", "کابل"].iter()).write("title", &mut sections);
        assert_eq!(&*sections.get::<u32>("a").unwrap(), [1, 2, 3]);
        assert_eq!(
            sections.get::<u16>("a").err(),
            Some(SectionError::Shape("a".into()))
        );
        assert_eq!(
            sections.get::<u32>("b").err(),
            Some(SectionError::Missing("b".into()))
        );
        let titles = TextColumn::read("title", &sections).unwrap();
        assert_eq!(
            [titles.get(0), titles.get(1), titles.get(2), titles.get(3)],
            ["tv", "", "کابل", ""]
        );
        sections.put_bytes("c", "u32", Bytes::from_static(&[1, 2, 3]));
        assert_eq!(
            sections.get::<u32>("c").err(),
            Some(SectionError::Shape("c".into()))
        );
        sections.put("title.offset", &Column::new(vec![0_u32, 9, 3]));
        assert!(TextColumn::read("title", &sections).is_err());
    }
}
