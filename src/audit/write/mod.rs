//! Tables as files.

mod csv;
mod jsonl;
#[cfg(test)]
mod tests;
mod text;
mod xlsx;

use std::error::Error as StdError;
use std::ffi::OsString;
use std::fmt;
use std::io::{self, Write};
use std::iter::{self, successors};
use std::path::{Path, PathBuf};

use arrow_ipc::writer::FileWriter;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use super::tables::{Table, Tables};
use crate::atomic_file::{self, AtomicFile};
#[cfg(feature = "cleanup")]
pub(crate) use text::time as time_text;

/// The formats of files, each with its suffix.
#[derive(Clone, Copy, Debug)]
enum Format {
    /// Parquet, compressed with Snappy.
    Parquet,
    Csv,
    /// JSON Lines: one object for each row.
    Jsonl,
    /// Arrow's IPC file format, also known as Feather 2.
    Arrow,
    /// A workbook of Excel.
    Xlsx,
}

const SUFFIXES: &str = "the suffix must be .parquet, .csv, .jsonl, .arrow or .xlsx";

impl Format {
    fn of(path: &Path) -> io::Result<Self> {
        let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_ascii_lowercase());
        match suffix.as_deref() {
            Some("parquet") => Ok(Self::Parquet),
            Some("csv") => Ok(Self::Csv),
            Some("jsonl") => Ok(Self::Jsonl),
            Some("arrow") => Ok(Self::Arrow),
            Some("xlsx") => Ok(Self::Xlsx),
            _ => Err(refused(path, SUFFIXES)),
        }
    }

    fn write(self, table: &Table, mut file: impl Write + Send) -> Result<(), Box<dyn StdError>> {
        match self {
            Self::Parquet => {
                let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
                let mut writer = ArrowWriter::try_new(file, table.schema().clone(), Some(properties))?;
                for batch in table.batches() {
                    writer.write(batch)?;
                }
                writer.finish()?;
            }
            Self::Arrow => {
                let mut writer = FileWriter::try_new(file, table.schema())?;
                for batch in table.batches() {
                    writer.write(batch)?;
                }
                writer.finish()?;
            }
            Self::Csv => csv::write(table, &mut file)?,
            Self::Jsonl => jsonl::write(table, &mut file)?,
            Self::Xlsx => file.write_all(&xlsx::workbook(iter::once(table))?)?,
        }
        Ok(())
    }

    /// Refuses what the format has no room for, before anything is written.
    fn check<'a>(self, tables: impl IntoIterator<Item = &'a Table>, path: &Path) -> io::Result<()> {
        if let Self::Xlsx = self {
            for table in tables {
                xlsx::check(table.name(), table.len()).map_err(|problem| refused(path, &problem))?;
            }
        }
        Ok(())
    }

    /// Writes beside `path`; what is there is not replaced before the new file is finished.
    fn unfinished(self, table: &Table, path: &Path) -> io::Result<AtomicFile> {
        AtomicFile::written(path, |file| self.write(table, file))
            .map_err(|error: Box<dyn StdError>| cannot_write(path, &*error))
    }
}

impl Table {
    /// Writes the table to a file; its suffix names the format: `.parquet`, `.csv`, `.jsonl`, `.arrow` or
    /// `.xlsx`.
    /// A file that is there is replaced when the new one is complete.
    ///
    /// CSV and JSON Lines have times as ISO 8601 in UTC with six digits of a second (`2022-03-02T20:08:41.000000Z`),
    /// durations as ISO 8601 (`PT312S`).  In CSV a null is an empty field, an empty text a quoted one (`""`), a list
    /// and `external_data` JSON.
    ///
    /// CSV has every text as the server sent it.  A spreadsheet takes one that begins with `=`, `+`, `-` or `@` for a
    /// formula, and such a text can come from whoever may name a package or a signer: import the columns as text there.
    ///
    /// In a workbook of Excel every text is text, whatever it begins with, and stays so when it is edited.  Times are
    /// times in UTC, durations hours.  An empty text is an empty cell, as a null is; a text of more than 32,767
    /// characters is cut, and ends in an ellipsis; a number beyond 2^53 and a time before 1900-03-01 are texts.
    ///
    /// # Errors
    /// What the system says, with the path; [`io::ErrorKind::InvalidInput`] where the suffix names no format, or a
    /// sheet has no room for the rows: 1,048,575 and a header.
    pub fn write(&self, path: impl AsRef<Path>) -> io::Result<()> {
        let path = path.as_ref();
        let format = Format::of(path)?;
        format.check([self], path)?;
        finish(format.unfinished(self, path)?, path)
    }
}

impl Tables {
    /// Writes packages to `path` and each of the others beside it, as `audit.documents.parquet` beside `audit.parquet`;
    /// see [`Table::write`].  Files that are there are replaced when all new ones are complete.  Returns the paths.
    ///
    /// Errors have no file: their rows stand in packages too.  A workbook (`audit.xlsx`) is one file with a sheet for
    /// each table, errors among them.
    pub fn write(&self, path: impl AsRef<Path>) -> io::Result<Vec<PathBuf>> {
        let path = path.as_ref();
        let format = Format::of(path)?;
        format.check(self.iter(), path)?;
        if let Format::Xlsx = format {
            let write = || Ok(atomic_file::replace(path, &xlsx::workbook(self.iter())?)?);
            write().map_err(|error: Box<dyn StdError>| cannot_write(path, &*error))?;
            return Ok(vec![path.to_owned()]);
        }
        let mut files = vec![(format.unfinished(&self.packages, path)?, path.to_owned())];
        for table in [&self.documents, &self.signers, &self.revisions, &self.videos] {
            let mut suffix = OsString::from(table.name());
            suffix.push(".");
            suffix.push(path.extension().unwrap_or_default());
            let path = path.with_extension(suffix);
            files.push((format.unfinished(table, &path)?, path));
        }
        files.into_iter().map(|(file, path)| finish(file, &path).map(|()| path)).collect()
    }
}

/// Writes a file of another kind, as the tables are written.
///
/// # Errors
/// What the system says, with the path.
#[cfg(feature = "python")]
pub(crate) fn write_file(path: &Path, content: &[u8]) -> io::Result<()> {
    atomic_file::replace(path, content).map_err(|error| cannot_write(path, &error))
}

fn finish(file: AtomicFile, path: &Path) -> io::Result<()> {
    file.finish().map_err(|error| cannot_write(path, &error))
}

/// Which file could not be written, and why: what is in the [`io::Error`] of a `write`.
#[derive(Debug)]
pub struct CannotWrite {
    /// The file.
    pub path: PathBuf,
    /// The number of the system's error, if it is one.
    pub errno: Option<i32>,
    reason: String,
}

impl fmt::Display for CannotWrite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write {}: {}", self.path.display(), self.reason)
    }
}

impl StdError for CannotWrite {}

fn refused(path: &Path, reason: &str) -> io::Error {
    cannot_write(path, &io::Error::new(io::ErrorKind::InvalidInput, reason))
}

/// The error of a file that cannot be written.
pub(crate) fn cannot_write(path: &Path, error: &(dyn StdError + 'static)) -> io::Error {
    // The formats' own errors have the system's behind them.
    let system = successors(Some(error), |&error| error.source()).find_map(<dyn StdError>::downcast_ref::<io::Error>);
    let kind = system.map_or(io::ErrorKind::Other, io::Error::kind);
    let reason = system.map_or_else(|| error.to_string(), ToString::to_string);
    io::Error::new(kind, CannotWrite { path: path.to_owned(), errno: system.and_then(io::Error::raw_os_error), reason })
}
