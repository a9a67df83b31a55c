//! Workbooks of Excel: a sheet for each table.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::text;
use crate::audit::tables::{Cell, ColumnKind, Table};

/// So many rows a sheet has room for, its header included.
const MOST_ROWS: usize = 1_048_576;
/// So many characters a cell has room for.
const MOST_CHARACTERS: usize = 32_767;
/// Numbers are floats there, which are exact up to here.
const MOST_EXACT: u64 = 1 << 53;
/// 1900-03-01 and 10000-01-01 in microseconds since 1970: the calendar of Excel is right from the one to the other.
const FIRST_TIME: i64 = -2_203_891_200_000_000;
const LAST_TIME: i64 = 253_402_300_800_000_000;
/// Excel's day 0 is so many days before 1970.
const DAYS_BEFORE_1970: f64 = 25_569.0;
const US_A_DAY: f64 = 86_400e6;

/// Refuses a table that no sheet has room for, before anything is written: says so.
pub(super) fn check(name: &str, rows: usize) -> Result<(), String> {
    if rows < MOST_ROWS {
        return Ok(());
    }
    Err(format!(
        "{name} has {rows} rows and a header, and a sheet of Excel holds 1,048,576: \
         write .parquet, .csv, .jsonl or .arrow"
    ))
}

/// The workbook as the bytes of its file.
pub(super) fn workbook<'a>(tables: impl Iterator<Item = &'a Table>) -> Result<Vec<u8>, XlsxError> {
    let formats = Formats::new();
    let mut workbook = Workbook::new();
    for table in tables {
        fill(workbook.add_worksheet(), table, &formats)?;
    }
    workbook.save_to_buffer()
}

/// How cells look, and what they stay when somebody edits them.
struct Formats {
    header: Format,
    /// A text stays one, even if it begins as a formula does.
    text: Format,
    time: Format,
    duration: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            header: Format::new().set_bold().set_align(FormatAlign::Top),
            text: Format::new().set_num_format("@"),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            duration: Format::new().set_num_format("[h]:mm:ss"),
        }
    }
}

fn fill(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(table.name())?.set_freeze_panes(1, 0)?;
    for (column, (name, kind)) in (0..).zip(table.kinds()) {
        sheet.set_column_width(column, width(name, kind))?;
        sheet.write_string_with_format(0, column, name, &formats.header)?;
    }
    let mut row = 0;
    for batch in table.batches() {
        let columns = table.cells(batch);
        for place in 0..batch.num_rows() {
            row += 1;
            for (column, cells) in (0..).zip(&columns) {
                put(sheet, row, column, cells.at(place), formats)?;
            }
        }
    }
    if let Some(last) = (0..).zip(table.columns()).last().map(|(column, _)| column) {
        sheet.autofilter(0, 0, row, last)?;
    }
    Ok(())
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: Cell<'_>, formats: &Formats) -> Result<(), XlsxError> {
    let mut text = |text: String| sheet.write_string_with_format(row, column, text, &formats.text).map(drop);
    match cell {
        // Excel knows no text that is empty.
        Cell::Null | Cell::Text("") => Ok(()),
        Cell::Text(it) | Cell::Json(it) => text(cut(it)),
        Cell::Texts(texts) => text(cut(&serde_json::json!(texts).to_string())),
        Cell::Integer(number) if number.unsigned_abs() > MOST_EXACT => text(number.to_string()),
        #[expect(clippy::cast_precision_loss, reason = "it was compared with the largest that is exact")]
        Cell::Integer(number) => sheet.write_number(row, column, number as f64).map(drop),
        Cell::Flag(flag) => sheet.write_boolean(row, column, flag).map(drop),
        #[expect(clippy::cast_precision_loss, reason = "what is lost is less than a microsecond")]
        Cell::Time(us) if (FIRST_TIME..LAST_TIME).contains(&us) => {
            let days = us as f64 / US_A_DAY + DAYS_BEFORE_1970;
            sheet.write_number_with_format(row, column, days, &formats.time).map(drop)
        }
        Cell::Time(us) => text(text::time(us)),
        #[expect(clippy::cast_precision_loss, reason = "as for times")]
        Cell::Duration(us) if us >= 0 => {
            sheet.write_number_with_format(row, column, us as f64 / US_A_DAY, &formats.duration).map(drop)
        }
        Cell::Duration(us) => text(text::duration(us)),
    }
}

/// As much of a text as a cell has room for, with an ellipsis where something is missing.
///
/// Excel counts UTF-16 code units.
fn cut(text: &str) -> String {
    let mut room = MOST_CHARACTERS;
    let fits = |c: &char| {
        let size = c.len_utf16();
        let fits = size <= room;
        room -= size.min(room);
        fits
    };
    let length: usize = text.chars().take_while(fits).map(char::len_utf8).sum();
    if length == text.len() {
        return text.to_owned();
    }
    let mut cut = text[..length].to_owned();
    // The last character makes room.
    cut.pop();
    cut.push('…');
    cut
}

/// In characters: enough for what most columns of a kind hold.
fn width(name: &str, kind: &ColumnKind) -> f64 {
    let content = match kind {
        ColumnKind::Time => 19,
        ColumnKind::Json | ColumnKind::Texts => 30,
        ColumnKind::Text | ColumnKind::Personal if name.ends_with("_id") => 37,
        ColumnKind::Text | ColumnKind::Personal => 24,
        _ => 8,
    };
    // The header has a button for the filter.
    let header = u32::try_from(name.chars().count()).unwrap_or(u32::MAX).saturating_add(4);
    f64::from(header.max(content))
}
