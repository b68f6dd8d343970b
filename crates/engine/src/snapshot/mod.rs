//! Snapshots: immutable folders of memory-mapped arrays, published by rename, checked when opened, kept for rollback.
//!
//! `models/00000012/manifest.json` lists the arrays beside it with their checksums; `models/CURRENT` names the version
//! that serves. A half-written folder has another name and is never looked at; see `docs/decisions`.

mod manifest;
mod map;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use decide::{Outcomes, RankerChoice, Rankers};
use recommend::{Models, Sections, search::ProductSearch};

pub use manifest::{FORMAT, LearntFromOffers, Manifest};
use manifest::{Section, checksum};

use crate::{
    customers::KnownCustomers,
    files::{sync_folder, write_atomically},
};

/// Why a snapshot cannot be used or written.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// Written by a newer program.
    #[error("snapshot {version} has format {found}, and this program reads only {FORMAT}")]
    NewerFormat {
        /// The snapshot.
        version: u64,
        /// Its format.
        found: u32,
    },
    /// Written by an older program.
    #[error(
        "snapshot {version} has format {found} of an older version, and this program needs {FORMAT}; build again"
    )]
    OlderFormat {
        /// The snapshot.
        version: u64,
        /// Its format.
        found: u32,
    },
    /// Its files are not what the manifest says.
    #[error("snapshot {version} is damaged: {what}")]
    Damaged {
        /// The snapshot.
        version: u64,
        /// What is wrong.
        what: String,
    },
    /// There is none of that number.
    #[error("there is no snapshot {0}")]
    Missing(u64),
    /// A file could not be read or written.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Models as they are served, with what the manifest says of them.
pub struct Snapshot {
    /// The manifest.
    pub manifest: Manifest,
    /// The models, mapped.
    pub models: Models,
    /// What orders the candidates of each intent.
    pub rankers: Rankers,
    /// What is said of each customer.
    pub customers: KnownCustomers,
    /// What was learnt since and is on trial.
    pub challenger: Option<Rankers>,
    /// How many changes of what was learnt the rankers know of: the manifest's, until something is undone.
    pub(crate) learning: u64,
    /// How the offers shown did.
    pub outcomes: Outcomes,
    /// The words of the products, made when somebody first looks for one.
    pub(crate) search: OnceLock<ProductSearch>,
}

impl Snapshot {
    /// The rankers that a policy asks for.
    pub fn rankers_of(&self, choice: RankerChoice) -> &Rankers {
        match (choice, &self.challenger) {
            (RankerChoice::Challenger, Some(challenger)) => challenger,
            _ => &self.rankers,
        }
    }
}

/// Which version serves, and whether automatic builds wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Current {
    /// The version.
    pub version: u64,
    /// Set by a rollback: automatic builds would undo it, so they wait for a build by hand.
    pub held: bool,
}

/// The folder of all snapshots of a shop.
#[derive(Debug, Clone)]
pub struct SnapshotFolder {
    path: PathBuf,
}

impl SnapshotFolder {
    /// Uses `path`, which need not exist yet.
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }

    fn folder(&self, version: u64) -> PathBuf {
        self.path.join(format!("{version:08}"))
    }

    fn io(path: &Path) -> impl FnOnce(io::Error) -> SnapshotError {
        let path = path.to_owned();
        move |source| SnapshotError::Io { path, source }
    }

    /// The versions that are there, oldest first.
    ///
    /// # Errors
    /// [`SnapshotError::Io`] where the folder cannot be read.
    pub fn versions(&self) -> Result<Vec<u64>, SnapshotError> {
        let entries = match fs::read_dir(&self.path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Self::io(&self.path)(error)),
        };
        let number = |entry: io::Result<fs::DirEntry>| entry.ok()?.file_name().to_str()?.parse().ok();
        let mut versions: Vec<u64> = entries.filter_map(number).collect();
        versions.sort_unstable();
        Ok(versions)
    }

    /// Which version serves, where one was published.
    pub fn current(&self) -> Option<Current> {
        let text = fs::read_to_string(self.path.join("CURRENT")).ok()?;
        let mut words = text.split_whitespace();
        let version = words.next()?.parse().ok()?;
        Some(Current {
            version,
            held: words.next() == Some("held"),
        })
    }

    /// Makes `current` serve.
    ///
    /// # Errors
    /// [`SnapshotError::Io`] where the pointer cannot be written.
    pub fn set_current(&self, current: Current) -> Result<(), SnapshotError> {
        let text = format!("{}{}\n", current.version, if current.held { " held" } else { "" });
        let path = self.path.join("CURRENT");
        write_atomically(&path, text.as_bytes()).map_err(Self::io(&path))
    }

    /// Reads the manifest of a version and checks its format.
    ///
    /// # Errors
    /// [`SnapshotError`] where it is missing, newer, older or damaged.
    pub fn manifest(&self, version: u64) -> Result<Manifest, SnapshotError> {
        let path = self.folder(version).join("manifest.json");
        let text = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(SnapshotError::Missing(version));
            }
            other => other.map_err(Self::io(&path))?,
        };
        let damaged = |what: String| SnapshotError::Damaged { version, what };
        let value: serde_json::Value =
            serde_json::from_slice(&text).map_err(|error| damaged(format!("manifest.json: {error}")))?;
        // The format comes first: a newer manifest need not have today's fields.
        let found = value
            .get("format")
            .and_then(serde_json::Value::as_u64)
            .unwrap_or_default() as u32;
        if found > FORMAT {
            return Err(SnapshotError::NewerFormat { version, found });
        }
        if found < FORMAT {
            return Err(SnapshotError::OlderFormat { version, found });
        }
        serde_json::from_value(value).map_err(|error| damaged(format!("manifest.json: {error}")))
    }

    /// Opens a version: maps every array and checks its length and checksum.
    ///
    /// # Errors
    /// [`SnapshotError`] where it is missing, newer, older or damaged.
    pub fn open(&self, version: u64) -> Result<Snapshot, SnapshotError> {
        let manifest = self.manifest(version)?;
        let damaged = |what: String| SnapshotError::Damaged { version, what };
        let mut sections = Sections::default();
        for section in &manifest.sections {
            if section.file.contains(['/', '\\']) || section.file.starts_with('.') {
                return Err(damaged(format!(
                    "'{}' is no name of an array's file",
                    section.file
                )));
            }
            let path = self.folder(version).join(&section.file);
            let bytes = map::map(&path).map_err(|error| damaged(format!("{}: {error}", section.file)))?;
            if bytes.len() as u64 != section.bytes || checksum(&bytes) != section.xxh3 {
                return Err(damaged(format!("{} does not match its checksum", section.file)));
            }
            sections.put_bytes(&section.name, &section.element, bytes);
        }
        let models = Models::read(&sections).map_err(|error| damaged(error.to_string()))?;
        let rankers = Rankers::read(&sections).map_err(|error| damaged(error.to_string()))?;
        let learnt = manifest.customers.as_ref();
        let step_minor = learnt.map_or(1, |learnt| learnt.step_minor);
        let customers =
            KnownCustomers::read(&sections, step_minor).map_err(|error| damaged(error.to_string()))?;
        let challenger = Rankers::read_challenger(&sections).map_err(|error| damaged(error.to_string()))?;
        let outcomes = Outcomes::read(&sections).map_err(|error| damaged(error.to_string()))?;
        Ok(Snapshot {
            learning: manifest.learning,
            manifest,
            models,
            rankers,
            customers,
            challenger,
            outcomes,
            search: OnceLock::new(),
        })
    }

    /// The snapshot that serves or, where it cannot be used, the newest one that can; with what is wrong with others.
    pub fn open_best(&self) -> (Option<Snapshot>, Vec<SnapshotError>) {
        let mut problems = Vec::new();
        let mut versions = match self.versions() {
            Ok(versions) => versions,
            Err(error) => return (None, vec![error]),
        };
        if let Some(current) = self.current() {
            versions.retain(|&version| version != current.version);
            versions.push(current.version);
        }
        for version in versions.into_iter().rev() {
            match self.open(version) {
                Ok(snapshot) => return (Some(snapshot), problems),
                Err(error) => problems.push(error),
            }
        }
        (None, problems)
    }

    /// Writes a snapshot under the next number and makes it serve. Afterwards only the newest `kept` versions stay.
    ///
    /// # Errors
    /// [`SnapshotError::Io`] where something cannot be written; nothing that was served before changes then.
    pub fn publish(
        &self,
        mut manifest: Manifest,
        sections: &Sections,
        kept: usize,
    ) -> Result<Manifest, SnapshotError> {
        fs::create_dir_all(&self.path).map_err(Self::io(&self.path))?;
        let newest = self.versions()?.last().copied().unwrap_or_default();
        let served = self.current().map_or(0, |current| current.version);
        manifest.version = newest.max(served) + 1;
        self.remove_unfinished();
        let building = self.path.join(format!(".building-{}", manifest.version));
        let written = write_folder(&building, &mut manifest, sections);
        if let Err(error) = written {
            // What was half written is of no use; that it cannot be removed either changes nothing for the caller.
            drop(fs::remove_dir_all(&building));
            return Err(error);
        }
        let folder = self.folder(manifest.version);
        fs::rename(&building, &folder).map_err(Self::io(&folder))?;
        sync_folder(&self.path).map_err(Self::io(&self.path))?;
        self.set_current(Current {
            version: manifest.version,
            held: false,
        })?;
        self.prune(kept)?;
        Ok(manifest)
    }

    fn prune(&self, kept: usize) -> Result<(), SnapshotError> {
        let versions = self.versions()?;
        let current = self.current().map(|current| current.version);
        let surplus = versions.len().saturating_sub(kept.max(1));
        for version in versions
            .into_iter()
            .take(surplus)
            .filter(|&version| Some(version) != current)
        {
            let folder = self.folder(version);
            fs::remove_dir_all(&folder).map_err(Self::io(&folder))?;
        }
        Ok(())
    }

    /// Removes what an interrupted build left behind. Only called by the one process that builds.
    fn remove_unfinished(&self) {
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(".building-")) {
            if let Err(error) = fs::remove_dir_all(entry.path()) {
                tracing::warn!("could not remove an unfinished snapshot: {error}");
            }
        }
    }
}

fn write_folder(folder: &Path, manifest: &mut Manifest, sections: &Sections) -> Result<(), SnapshotError> {
    fs::create_dir_all(folder).map_err(SnapshotFolder::io(folder))?;
    manifest.sections.clear();
    for (name, element, bytes) in sections.iter() {
        let file = format!("{}.{element}", name.replace('/', "."));
        let path = folder.join(&file);
        write_read_only(&path, bytes).map_err(SnapshotFolder::io(&path))?;
        let (name, element) = (name.to_owned(), element.to_owned());
        manifest.sections.push(Section {
            name,
            file,
            element,
            bytes: bytes.len() as u64,
            xxh3: checksum(bytes),
        });
    }
    let path = folder.join("manifest.json");
    let text = serde_json::to_vec_pretty(manifest).expect("a manifest holds only numbers, texts and lists");
    write_read_only(&path, &text).map_err(SnapshotFolder::io(&path))?;
    sync_folder(folder).map_err(SnapshotFolder::io(folder))
}

fn write_read_only(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use io::Write;
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions)
}
