//! What is promised of the tables.

#![allow(clippy::unwrap_used, reason = "a test ends with what failed")]

mod assembly;
mod columns;
mod contents;

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Assembler, Builder, Cell, Chunk, Layout, Origin, Pii, Table, Tables};
use crate::audit::{Found, Row};
use crate::error::{Details, Error, Kind};
use crate::model::{PackageVideos, read};

/// 2022-03-05T00:00:00Z
const AS_OF_US: i64 = 1_646_438_400_000_000;

fn layout() -> Arc<Layout> {
    Arc::new(Layout::new(false, Pii::shown()))
}

/// The row of an answer.
fn row(package_id: &str, status: &Value, videos: Option<&Value>) -> Row {
    let status = read(status.to_string().as_bytes()).unwrap();
    let videos = videos.and_then(|list| read::<PackageVideos>(list.to_string().as_bytes()).unwrap().videos);
    Row { package_id: Some(package_id.to_owned()), attempts: 1, outcome: Ok(Found { status, videos }) }
}

fn error_row(package_id: Option<&str>) -> Row {
    let error = Error::from_details(Details {
        kind: Some(Kind::NotFound),
        message: "there is none".to_owned(),
        status: Some(404),
        code: Some("package_not_found".to_owned()),
        ..Details::default()
    });
    Row { package_id: package_id.map(str::to_owned), attempts: 3, outcome: Err(error) }
}

/// A package with `number` documents and signers, and a revision for each pair of them.
fn package(package_id: &str, number: usize) -> Row {
    let signers: Vec<_> = (0..number).map(|s| json!({"signerId": format!("{package_id}-s{s}")})).collect();
    let documents = (0..number).map(|d| {
        let revisions: Vec<_> =
            (0..number).map(|r| json!({"revisionId": format!("{package_id}-d{d}-r{r}"), "isSigned": false})).collect();
        json!({"documentId": format!("{package_id}-d{d}"), "revisions": revisions})
    });
    let documents: Vec<_> = documents.collect();
    let status = json!({"packageId": package_id, "state": "open", "documents": documents, "signers": signers});
    row(package_id, &status, None)
}

fn chunk(layout: &Arc<Layout>, rows: impl IntoIterator<Item = (usize, Row)>) -> Chunk {
    let mut builder = Builder::new(layout.clone(), AS_OF_US, 16);
    for (place, row) in rows {
        builder.push(place, &row);
    }
    builder.finish()
}

fn assemble(
    layout: Arc<Layout>,
    chunks: impl IntoIterator<Item = Chunk>,
    order: Option<&[Origin]>,
    earlier: Option<&Tables>,
) -> Tables {
    let mut assembler = Assembler::new(layout);
    for chunk in chunks {
        assembler.add(chunk).unwrap();
    }
    assembler.finish(order, earlier).unwrap()
}

/// The tables of these rows, one after the other.
fn tables(layout: &Arc<Layout>, rows: impl IntoIterator<Item = Row>) -> Tables {
    let chunk = chunk(layout, rows.into_iter().enumerate());
    assemble(layout.clone(), [chunk], None, None)
}

/// A table's rows as JSON.
fn rows(table: &Table) -> Vec<Value> {
    let names: Vec<_> = table.columns().collect();
    let columns: Vec<Vec<_>> =
        (0..names.len()).map(|place| table.column(place).map(|cell| value(&cell)).collect()).collect();
    (0..table.len())
        .map(|row| names.iter().zip(&columns).map(|(name, column)| ((*name).to_owned(), column[row].clone())).collect())
        .collect()
}

fn value(cell: &Cell<'_>) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Text(text) | Cell::Json(text) => json!(text),
        Cell::Integer(number) | Cell::Time(number) | Cell::Duration(number) => json!(number),
        Cell::Flag(flag) => json!(flag),
        Cell::Texts(texts) => json!(texts),
    }
}

/// The column of this name.
fn column(table: &Table, name: &str) -> Vec<Value> {
    let place = table.columns().position(|column| column == name).unwrap();
    table.column(place).map(|cell| value(&cell)).collect()
}
