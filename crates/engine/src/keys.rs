//! API keys: made from the system's randomness, kept only as hashes, checked from memory.
//!
//! A key carries 192 random bits, so a plain SHA-256 protects it at rest: there is nothing to guess from a dictionary,
//! and slow password hashing would only slow every request down.

use arc_swap::ArcSwap;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use shop::Timestamp;
use store::{KeyRecord, Store};

use crate::{
    Error,
    types::{KeyInfo, KeyKind, NewKey},
};

type Hash = [u8; 32];

/// Every key, by hash; replaced whole when one changes.
#[derive(Default)]
pub struct Keys(ArcSwap<FxHashMap<Hash, KeyInfo>>);

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const SECRET_CHARS: usize = 40;
const ID_CHARS: usize = 8;

/// What is kept of a secret.
pub fn hash(secret: &str) -> Hash {
    Sha256::digest(secret.as_bytes()).into()
}

/// Random characters of five bits each.
///
/// # Errors
/// [`Error::Io`] where the system has no randomness to give.
pub fn random_text(chars: usize) -> Result<String, Error> {
    let mut bytes = vec![0_u8; chars];
    getrandom::fill(&mut bytes)
        .map_err(|error| Error::io("random source")(std::io::Error::other(error.to_string())))?;
    Ok(bytes
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect())
}

impl Keys {
    /// Reads all keys of a store.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be read.
    pub fn reload(&self, store: &dyn Store) -> Result<(), Error> {
        let usable = |record: KeyRecord| Some((Hash::try_from(record.hash.as_slice()).ok()?, info(record)?));
        self.0.store(
            store
                .keys()?
                .into_iter()
                .filter_map(usable)
                .collect::<FxHashMap<_, _>>()
                .into(),
        );
        Ok(())
    }

    /// The key with this secret, revoked or not.
    pub fn authenticate(&self, secret: &str) -> Option<KeyInfo> {
        self.0.load().get(&hash(secret)).cloned()
    }

    /// The key of this id, where it is in force.
    pub fn in_force(&self, id: &str) -> Option<KeyInfo> {
        let keys = self.0.load();
        let found = keys.values().find(|key| key.id == id && key.revoked_at.is_none());
        found.cloned()
    }

    /// Makes a key and keeps its hash.
    ///
    /// # Errors
    /// [`Error`] where it cannot be kept.
    pub fn create(
        &self,
        store: &dyn Store,
        kind: KeyKind,
        label: &str,
        origins: &[String],
        now: Timestamp,
    ) -> Result<NewKey, Error> {
        let id = format!("{}_{}", &kind.as_str()[..1], random_text(ID_CHARS)?);
        let secret = format!("{}k_{}", &kind.as_str()[..1], random_text(SECRET_CHARS)?);
        let record = KeyRecord {
            id,
            kind: kind.as_str().to_owned(),
            hash: hash(&secret).to_vec(),
            label: label.chars().take(100).collect(),
            origins: origins.to_vec(),
            created_at: now,
            revoked_at: None,
        };
        store.put_key(&record)?;
        self.reload(store)?;
        let info = info(record).ok_or(Error::Invalid {
            field: "kind".into(),
            reason: "unknown kind".into(),
        })?;
        Ok(NewKey { info, secret })
    }
}

/// What a kept key says; none where its kind is not known.
pub fn info(record: KeyRecord) -> Option<KeyInfo> {
    Some(KeyInfo {
        kind: KeyKind::parse(&record.kind)?,
        id: record.id,
        label: record.label,
        origins: record.origins,
        created_at: record.created_at,
        revoked_at: record.revoked_at,
    })
}
