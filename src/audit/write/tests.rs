//! What is promised of the files.

#![allow(clippy::unwrap_used, reason = "a test ends with what failed")]

use std::fs::{self, File};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_ipc::reader::FileReader;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use tempfile::TempDir;

use super::{text as texts, xlsx};
use crate::audit::tables::{Assembler, Builder, Cell, Layout, Pii, Table, Tables};
use crate::audit::{Found, Row};
use crate::error::{Error, Kind};
use crate::model::{PackageVideos, read};

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

/// So many packages with a bit of everything, and an error.
fn tables(packages: usize) -> Tables {
    let layout = Arc::new(Layout::new(false, Pii::shown()));
    let mut builder = Builder::new(layout.clone(), 1_646_092_800_000_000, 16);
    let status = r#"{
        "name": "=1+\"2\",\n3", "timeSignBy": "2022-03-02T20:08:41.1234567Z", "type": "concurrent", "state": "open",
        "isExecuted": false, "organizationId": "",
        "externalData": {"a": [1,
            "x,\ny"]},
        "signers": [{"signerId": "s,1", "isSigned": false}, {"signerId": "s\"2"}],
        "documents": [{"documentId": "d", "isExecuted": false, "revisions": [
            {"signerId": "s,1", "isNext": true, "isSigned": false},
            {"signerId": "s\"2", "isNext": true, "isSigned": false}
        ]}]
    }"#;
    let videos = r#"{"videos": [{"duration": "PT5M12S", "size": 7}, {"duration": "-PT0.25S"}]}"#;
    for place in 0..packages {
        let videos = read::<PackageVideos>(videos.as_bytes()).unwrap().videos;
        let found = Found { status: read(status.as_bytes()).unwrap(), videos };
        builder.push(place, &Row { package_id: Some(format!("p{place}")), attempts: 1, outcome: Ok(found) });
    }
    let error = Error::new(Kind::Connect, "refused");
    builder.push(packages, &Row { package_id: None, attempts: 4, outcome: Err(error) });
    let mut assembler = Assembler::new(layout);
    assembler.add(builder.finish()).unwrap();
    assembler.finish(None, None).unwrap()
}

const TABLES: [&str; 5] = ["", ".documents", ".signers", ".revisions", ".videos"];

#[test]
fn csv() {
    let folder = tempfile::tempdir().unwrap();
    let paths = tables(1).write(folder.path().join("a.b.csv")).unwrap();
    assert_eq!(paths, TABLES.map(|table| folder.path().join(format!("a.b{table}.csv"))));
    assert_eq!(
        text(&folder, "a.b.csv"),
        "package_id,organization_id,member_id,name,time_sign_by,type,state,external_data,is_executed,\
         effective_state,is_overdue,days_overdue,signers_total,signers_signed,next_signers,documents_total,\
         documents_executed,videos_total,videos_retention_expired,contradiction,\
         error_kind,error_code,http_status,error_message,attempts\n\
         p0,\"\",,\"=1+\"\"2\"\",\n3\",2022-03-02T20:08:41.123456Z,concurrent,open,\"{\"\"a\"\": [1,\n            \"\"x,\\ny\"\"]}\",false,\
         open,false,0,2,0,\"[\"\"s,1\"\",\"\"s\\\"\"2\"\"]\",1,0,2,0,,,,,,1\n\
         ,,,,,,,,,,,,,,,,,,,,connect,,,refused,4\n"
    );
    assert_eq!(
        text(&folder, "a.b.videos.csv"),
        "package_id,meeting_video_id,meeting_video_shared_id,meeting_id,meeting_session_id,external_video_id,\
         external_storage_id,time_created,time_retention,time_deleted,duration,size,source,type,state,retention_expired\n\
         p0,,,,,,,,,,PT312S,7,,,,\n\
         p0,,,,,,,,,,-PT0.25S,,,,,\n"
    );
}

#[test]
fn json_lines() {
    let folder = tempfile::tempdir().unwrap();
    let paths = tables(1).write(folder.path().join("audit.JSONL")).unwrap();
    assert_eq!(paths, TABLES.map(|table| folder.path().join(format!("audit{table}.JSONL"))));
    let packages = text(&folder, "audit.JSONL");
    let lines: Vec<_> = packages.lines().collect();
    assert_eq!(
        lines[0],
        r#"{"package_id":"p0","organization_id":"","member_id":null,"name":"=1+\"2\",\n3","time_sign_by":"2022-03-02T20:08:41.123456Z","type":"concurrent","state":"open","external_data":{"a": [1,             "x,\ny"]},"is_executed":false,"effective_state":"open","is_overdue":false,"days_overdue":0,"signers_total":2,"signers_signed":0,"next_signers":["s,1","s\"2"],"documents_total":1,"documents_executed":0,"videos_total":2,"videos_retention_expired":0,"contradiction":null,"error_kind":null,"error_code":null,"http_status":null,"error_message":null,"attempts":1}"#
    );
    assert!(lines[1].ends_with(
        r#""error_kind":"connect","error_code":null,"http_status":null,"error_message":"refused","attempts":4}"#
    ));
    assert_eq!(lines.len(), 2);
    assert!(text(&folder, "audit.videos.JSONL").contains(r#""duration":"PT312S","size":7,"#));
}

#[test]
fn parquet_and_arrow_read_back_equal() {
    let folder = tempfile::tempdir().unwrap();
    for packages in [0, 10_000] {
        let tables = tables(packages);
        for table in tables.iter() {
            let path = folder.path().join("table.parquet");
            table.write(&path).unwrap();
            let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(&path).unwrap()).unwrap();
            assert_eq!(reader.schema().fields(), table.schema().fields());
            let read: Vec<RecordBatch> = reader.with_batch_size(1 << 20).build().unwrap().map(Result::unwrap).collect();
            assert_eq!(cells(table, &read), cells(table, table.batches()), "{}", table.name());

            let path = folder.path().join("table.arrow");
            table.write(&path).unwrap();
            let reader = FileReader::try_new(File::open(&path).unwrap(), None).unwrap();
            assert_eq!(&reader.schema(), table.schema());
            assert_eq!(reader.map(Result::unwrap).collect::<Vec<_>>(), table.batches());
        }
    }
}

/// Every value, row by row: a dictionary may have other codes in another file.
fn cells<'a>(table: &'a Table, batches: &'a [RecordBatch]) -> Vec<Cell<'a>> {
    let mut cells = Vec::new();
    for batch in batches {
        let columns = table.cells(batch);
        cells.extend((0..batch.num_rows()).flat_map(|row| columns.iter().map(move |column| column.at(row))));
    }
    cells
}

#[test]
fn a_sheet_has_room_for_so_many_rows() {
    assert!(xlsx::check("signers", 1_048_575).is_ok());
    assert_eq!(
        xlsx::check("signers", 1_048_576).unwrap_err(),
        "signers has 1048576 rows and a header, and a sheet of Excel holds 1,048,576: write .parquet, .csv, .jsonl or .arrow"
    );
}

#[test]
fn times_and_durations() {
    for (us, expected) in [
        (0, "1970-01-01T00:00:00.000000Z"),
        (-1, "1969-12-31T23:59:59.999999Z"),
        (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
        (-62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z"),
    ] {
        assert_eq!(texts::time(us), expected);
    }
    for (us, expected) in [(0, "PT0S"), (312_000_000, "PT312S"), (1, "PT0.000001S"), (-1_500_000, "-PT1.5S")] {
        assert_eq!(texts::duration(us), expected);
    }
}
