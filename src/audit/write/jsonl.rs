//! JSON Lines: one object for each row.

use std::io::{self, Write};

use super::text;
use crate::audit::tables::{Cell, Table};

pub(super) fn write(table: &Table, file: &mut impl Write) -> io::Result<()> {
    let keys = table.columns().enumerate().map(|(place, name)| {
        let key = serde_json::to_string(name)?;
        Ok(if place == 0 { format!("{{{key}:") } else { format!(",{key}:") })
    });
    let keys: Vec<_> = keys.collect::<io::Result<_>>()?;
    for batch in table.batches() {
        let columns = table.cells(batch);
        for row in 0..batch.num_rows() {
            for (key, column) in keys.iter().zip(&columns) {
                file.write_all(key.as_bytes())?;
                put(column.at(row), file)?;
            }
            file.write_all(b"}\n")?;
        }
    }
    Ok(())
}

fn put(cell: Cell<'_>, file: &mut impl Write) -> io::Result<()> {
    match cell {
        Cell::Null => file.write_all(b"null"),
        Cell::Text(text) => Ok(serde_json::to_writer(file, text)?),
        // A string in JSON has no line end, so each is one between tokens.
        Cell::Json(json) => file.write_all(json.replace(['\n', '\r'], " ").as_bytes()),
        Cell::Integer(number) => write!(file, "{number}"),
        Cell::Flag(flag) => write!(file, "{flag}"),
        Cell::Time(us) => write!(file, "\"{}\"", text::time(us)),
        Cell::Duration(us) => write!(file, "\"{}\"", text::duration(us)),
        Cell::Texts(texts) => Ok(serde_json::to_writer(file, &texts)?),
    }
}
