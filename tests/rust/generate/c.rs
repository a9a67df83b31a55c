//! `src/capi/records.rs`: a C struct for each record, and how it is made.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use iinkedsign::model::{FieldInfo, Schema, ValueKind};

use super::field::{ANSWERS, constants, doc, inner, records, snake};
use super::root;

pub(crate) const PATH: &str = "src/capi/records.rs";

const HEAD: &str = r"// Generated from src/model by `make generate`; do not edit.

//! The records of answers as C structs.  A field that is new stands at the end of its struct, wherever it is documented.

use std::ffi::c_char;

use super::answer::{Arena, Convert, iinked_duration, iinked_time};
use crate::Secret;
use crate::model::{self, Json, LinkType, PackageState, PackageType, VideoState, VideoType};
";

/// What C has to be told beside a record's meaning.
const NOTES: [(&str, &str); 1] = [(
    "Link",
    "A link opens the package without a login: treat `token` and `link` as credentials.\n\n\
     Where the server sent mere text instead of an object, only `link` is set.",
)];

/// The name of a record's struct.
pub(crate) fn name(schema: &Schema) -> String {
    format!("iinked_{}", snake(schema.name))
}

/// A member of a struct: its name, type and documentation, and the expression that makes it.
struct Member {
    name: String,
    of: String,
    doc: String,
    made: String,
}

pub(crate) fn structs() -> String {
    let committed = fs::read_to_string(root().join(PATH)).unwrap_or_default();
    let mut text = HEAD.to_owned();
    for schema in records() {
        write(&mut text, schema, &committed);
    }
    formatted(&text)
}

fn write(text: &mut String, schema: &Schema, committed: &str) {
    let name = name(schema);
    let mut members: Vec<Member> = schema.fields.iter().flat_map(of).collect();
    if ANSWERS.contains(&schema.name) {
        members.push(Member {
            name: "json".into(),
            of: "*const c_char".into(),
            doc: "The whole answer as JSON text: every documented key in documented order, then unknown ones as they \
                  came; or as the server sent it (`iinked_config_set_keep_json`)."
                .into(),
            made: "arena.json(self)".into(),
        });
    }
    keep_order(&mut members, committed, &name);

    text.push('\n');
    let note = NOTES.iter().find(|(record, _)| *record == schema.name).map_or("", |(_, note)| note);
    for line in format!("{}  {note}", schema.doc.trim()).trim().lines() {
        let _ = writeln!(text, "///{}{line}", if line.is_empty() { "" } else { " " });
    }
    let _ = writeln!(text, "#[repr(C)]\npub struct {name} {{");
    for Member { name, of, doc, .. } in &members {
        let _ = writeln!(text, "/// {doc}\npub {name}: {of},");
    }
    let _ = writeln!(text, "}}\n\nimpl Convert for model::{} {{\ntype C = {name};\n", schema.name);
    let _ = writeln!(text, "fn convert(&self, arena: &Arena) -> {name} {{");
    for field in schema.fields.iter().filter(|field| matches!(field.kind, ValueKind::List(_))) {
        let it = snake(field.name);
        let _ = writeln!(text, "let ({it}, {it}_len) = arena.list(self.{it}.as_ref());");
    }
    let _ = writeln!(text, "{name} {{");
    for Member { name, made, .. } in &members {
        let _ = if made == name { writeln!(text, "{name},") } else { writeln!(text, "{name}: {made},") };
    }
    text.push_str("}\n}\n}\n");
}

fn of(field: &FieldInfo) -> Vec<Member> {
    let wire = snake(field.name);
    let it = if wire == "type" { "r#type".to_owned() } else { wire.clone() };
    let member = |of: &str, more: &str, made: &str| Member {
        name: it.clone(),
        of: of.to_owned(),
        doc: doc(field, more),
        made: made.replace("IT", &format!("self.{it}")),
    };
    let pointer = || format!("*const {}", inner(field).map(name).expect("a record"));
    vec![match field.kind {
        ValueKind::Text | ValueKind::Personal => member("*const c_char", "", "arena.text(IT.as_deref())"),
        ValueKind::Secret => member("*const c_char", "", "arena.text(IT.as_ref().map(Secret::expose))"),
        ValueKind::Json => member("*const c_char", ", as JSON text", "arena.text(IT.as_ref().map(Json::text))"),
        ValueKind::Integer => member("i64", "; -1 where nothing was sent", "IT.unwrap_or(-1)"),
        ValueKind::Flag => member("bool", "", "IT.unwrap_or_default()"),
        ValueKind::Time => member("iinked_time", "", "arena.time(IT.as_ref())"),
        ValueKind::Duration => member("iinked_duration", "", "arena.duration(IT.as_ref())"),
        ValueKind::Link(_) => member(&pointer(), "; NULL if none", "arena.link(IT.as_ref())"),
        ValueKind::Record(_) => member(&pointer(), "; NULL if none", "arena.one(IT.as_ref())"),
        ValueKind::List(_) => {
            let items = Member { made: it.clone(), ..member(&format!("*const {}", pointer()), "", "") };
            let name = format!("{wire}_len");
            let doc = format!("How many elements `{wire}` has.");
            return vec![items, Member { made: name.clone(), name, of: "usize".into(), doc }];
        }
        ValueKind::Constant(known) => {
            let set = constants(known);
            let more = format!(", one of `IINKED_{}_…`", snake(set).to_ascii_uppercase());
            let text = Member {
                name: format!("{wire}_text"),
                doc: "The same as the text that was sent.".into(),
                ..member("*const c_char", "", &format!("arena.text(IT.as_ref().map({set}::as_str))"))
            };
            return vec![member("i32", &more, &format!("IT.as_ref().map_or(0, {set}::code)")), text];
        }
    }]
}

/// Structs grow at their end only: what was there stays where it was.
fn keep_order(members: &mut [Member], committed: &str, name: &str) {
    let Some((_, body)) = committed.split_once(&format!("pub struct {name} {{\n")) else { return };
    let body = body.split("\n}").next().expect("a body");
    let place = |member: &Member| body.find(&format!("pub {}: ", member.name)).unwrap_or(usize::MAX);
    members.sort_by_key(place);
    let lost = body.matches("pub ").count() - members.iter().filter(|member| place(member) != usize::MAX).count();
    assert_eq!(lost, 0, "{name} has members that no field stands for");
}

pub(crate) fn formatted(text: &str) -> String {
    let mut rustfmt = Command::new("rustfmt")
        .arg("--config-path")
        .arg(root())
        .args(["--edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("rustfmt");
    rustfmt.stdin.take().expect("its input").write_all(text.as_bytes()).expect("its input");
    let output = rustfmt.wait_with_output().expect("its output");
    assert!(output.status.success(), "rustfmt refused\n{text}");
    String::from_utf8(output.stdout).expect("UTF-8")
}
