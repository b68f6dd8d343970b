//! Opening a file: what it is, how it is packed, and how its characters are encoded.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{CoderResult, Decoder};

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Separated values under a header line.
    Csv,
    /// One JSON object a line.
    JsonLines,
    /// Apache Parquet.
    Parquet,
}

/// How a file is packed; told by its first bytes.
enum Compression {
    Gzip,
    Zstd,
}

impl Shape {
    /// The shape that a file name or a media type tells, if any: `orders.jsonl.gz`, `application/x-ndjson`.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let name = name
            .trim_end_matches(".gz")
            .trim_end_matches(".zst")
            .trim_end_matches(".zstd");
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        match () {
            () if ends(&["parquet", ".pq"]) => Some(Self::Parquet),
            () if ends(&["jsonl", "ndjson", ".json"]) => Some(Self::JsonLines),
            () if ends(&[".csv", ".tsv", ".txt", "/csv", "tab-separated-values"]) => Some(Self::Csv),
            () => None,
        }
    }

    /// The shape that the first unpacked bytes tell.
    fn of_bytes(bytes: &[u8]) -> Self {
        match bytes {
            [b'P', b'A', b'R', b'1', ..] => Self::Parquet,
            _ if bytes.trim_ascii_start().starts_with(b"{") => Self::JsonLines,
            _ => Self::Csv,
        }
    }
}

/// Unpacked bytes, and what is known about them.
pub(crate) struct Source<'a> {
    pub shape: Shape,
    pub compressed: bool,
    pub reader: Box<dyn Read + 'a>,
    /// Bytes taken from the packed input so far.
    pub bytes_read: Arc<AtomicU64>,
    pub bytes_total: Option<u64>,
}

impl<'a> Source<'a> {
    /// Unpacks `reader`. A shape not given is told by the first bytes.
    pub fn open(
        reader: impl Read + 'a,
        shape: Option<Shape>,
        bytes_total: Option<u64>,
    ) -> std::io::Result<Self> {
        let bytes_read = Arc::new(AtomicU64::new(0));
        let counting = Counting {
            reader,
            count: Arc::clone(&bytes_read),
        };
        let mut packed = BufReader::with_capacity(1 << 17, counting);
        let compression = match packed.fill_buf()? {
            [0x1F, 0x8B, ..] => Some(Compression::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Compression::Zstd),
            _ => None,
        };
        let unpacked: Box<dyn Read + 'a> = match compression {
            Some(Compression::Gzip) => Box::new(flate2::bufread::MultiGzDecoder::new(packed)),
            Some(Compression::Zstd) => Box::new(zstd::Decoder::with_buffer(packed)?),
            None => Box::new(packed),
        };
        let mut unpacked = BufReader::with_capacity(1 << 17, unpacked);
        let first = unpacked.fill_buf()?;
        let sniffed = Shape::of_bytes(first);
        let shape = match (shape, sniffed) {
            (_, Shape::Parquet) => Shape::Parquet,
            (shape, _) => shape.unwrap_or(sniffed),
        };
        let utf16 = match first {
            [0xFF, 0xFE, ..] => Some(encoding_rs::UTF_16LE),
            [0xFE, 0xFF, ..] => Some(encoding_rs::UTF_16BE),
            _ => None,
        };
        let reader: Box<dyn Read + 'a> = match utf16 {
            Some(encoding) if shape != Shape::Parquet => Box::new(Transcoding::new(
                unpacked,
                encoding.new_decoder_with_bom_removal(),
            )),
            _ => Box::new(unpacked),
        };
        Ok(Self {
            shape,
            compressed: compression.is_some(),
            reader,
            bytes_read,
            bytes_total,
        })
    }
}

/// The name of a file for people: its last part.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// Counts what is read through it.
struct Counting<R> {
    reader: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Turns UTF-16 into UTF-8; what is malformed becomes the replacement character.
struct Transcoding<R> {
    reader: R,
    decoder: Decoder,
    text: Vec<u8>,
    start: usize,
    at_end: bool,
}

impl<R: BufRead> Transcoding<R> {
    fn new(reader: R, decoder: Decoder) -> Self {
        Self {
            reader,
            decoder,
            text: Vec::new(),
            start: 0,
            at_end: false,
        }
    }

    fn refill(&mut self) -> std::io::Result<()> {
        let input = self.reader.fill_buf()?;
        self.at_end = input.is_empty();
        self.text.resize(1 << 16, 0);
        let (result, read, written, _) = self.decoder.decode_to_utf8(input, &mut self.text, self.at_end);
        // A full output only means that the rest of the input is asked for again.
        self.at_end &= result == CoderResult::InputEmpty;
        self.text.truncate(written);
        self.start = 0;
        self.reader.consume(read);
        Ok(())
    }
}

impl<R: BufRead> Read for Transcoding<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.start == self.text.len() && !self.at_end {
            self.refill()?;
        }
        let ready = &self.text[self.start..];
        let count = ready.len().min(buffer.len());
        buffer[..count].copy_from_slice(&ready[..count]);
        self.start += count;
        Ok(count)
    }
}
