//! CSV (RFC 4180, with line feeds).
//!
//! Written by hand, because the libraries cannot tell an empty text from a null: they quote by need or always.

use std::io::{self, Write};

use super::text;
use crate::audit::tables::{Cell, Table};

pub(super) fn write(table: &Table, file: &mut impl Write) -> io::Result<()> {
    let mut line = String::new();
    for name in table.columns() {
        put(&mut line, name);
    }
    end(&mut line, file)?;
    for batch in table.batches() {
        let columns = table.cells(batch);
        for row in 0..batch.num_rows() {
            for column in &columns {
                match column.at(row) {
                    Cell::Null => line.push(','),
                    Cell::Text(text) | Cell::Json(text) => put(&mut line, text),
                    Cell::Integer(number) => put(&mut line, &number.to_string()),
                    Cell::Flag(flag) => put(&mut line, if flag { "true" } else { "false" }),
                    Cell::Time(us) => put(&mut line, &text::time(us)),
                    Cell::Duration(us) => put(&mut line, &text::duration(us)),
                    Cell::Texts(texts) => put(&mut line, &serde_json::to_string(&texts)?),
                }
            }
            end(&mut line, file)?;
        }
    }
    Ok(())
}

/// One field and a comma.
fn put(line: &mut String, field: &str) {
    if field.is_empty() || field.contains([',', '"', '\n', '\r']) {
        line.push('"');
        line.push_str(&field.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(field);
    }
    line.push(',');
}

fn end(line: &mut String, file: &mut impl Write) -> io::Result<()> {
    line.pop();
    line.push('\n');
    file.write_all(line.as_bytes())?;
    line.clear();
    Ok(())
}
