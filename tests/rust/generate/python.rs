//! The `TypedDict`s of `python/iinkedsign/types.py`.

use std::fmt::Write as _;

use iinkedsign::model::{FieldInfo, ValueKind};

use super::field::{ANSWERS, inner, records};

/// As ruff has it (`pyproject.toml`).
pub(crate) const WIDTH: usize = 120;

/// Which method gives an answer.
const METHODS: [(&str, &str); 5] = [
    ("Package", "package as a whole: the answer of :meth:`Client.get_package`"),
    ("PackageStatus", "status of a package: the answer of :meth:`Client.package_status`"),
    ("PackageSummary", "package without its links: what :meth:`Client.list_packages` yields"),
    ("PackageVideos", "videos of a package: the answer of :meth:`Client.list_videos` and of each deletion"),
    ("RescindedPackage", "answer of :meth:`Client.rescind_package`"),
];

/// The names of `types.py`: the records, and what is written there by hand.
pub(crate) fn names(assignment: &str) -> String {
    let mut names: Vec<_> = records().iter().map(|schema| schema.name).chain(["DriftEntry", "VideoFile"]).collect();
    names.sort_unstable();
    let names: String = names.iter().map(|name| format!("    \"{name}\",\n")).collect();
    format!("__all__ {assignment} [\n{names}]\n")
}

pub(crate) fn types() -> String {
    let mut text = String::new();
    for schema in records() {
        let doc = match METHODS.iter().find(|(name, _)| *name == schema.name) {
            Some((name, what)) if ["PackageSummary", "Package"].contains(name) => format!("A {what}."),
            Some((_, what)) => format!("The {what}."),
            None => schema.doc.trim().to_owned(),
        };
        let _ = writeln!(text, "\n\nclass {}(TypedDict):\n    \"\"\"{doc}\"\"\"\n", schema.name);
        for field in schema.fields {
            let sent = field.name == "packageId" && ANSWERS.contains(&schema.name);
            let of = if sent { "str".to_owned() } else { of(field) };
            let line = format!("    {}: {of}", field.name);
            let comment = format!("# {}", comment(field));
            if line.len() + 2 + comment.chars().count() <= WIDTH {
                let _ = writeln!(text, "{line}  {comment}");
            } else {
                let _ = writeln!(text, "    {comment}\n{line}");
            }
        }
    }
    text + "\n\n"
}

fn of(field: &FieldInfo) -> String {
    let record = || inner(field).expect("a record").name;
    match field.kind {
        ValueKind::Integer => "int | None".into(),
        ValueKind::Flag => "bool | None".into(),
        ValueKind::Json => "Any".into(),
        ValueKind::Link(_) => format!("{} | str | None", record()),
        ValueKind::Record(_) => format!("{} | None", record()),
        ValueKind::List(_) => format!("list[{}] | None", record()),
        _ => "str | None".into(),
    }
}

/// What a field means, and what else can be known of its text.
fn comment(field: &FieldInfo) -> String {
    let doc = field.doc.trim().trim_end_matches('.').replace('`', "\"").replace("  ", " ");
    match field.kind {
        ValueKind::Duration => format!("{doc}, as \"PT5M12S\""),
        ValueKind::Constant(known) => {
            let known: Vec<_> = known.iter().map(|(text, _)| *text).collect();
            format!("{doc}: {}, or a new one", known.join(", "))
        }
        ValueKind::Link(_) => format!("{doc}: an object, or the mere link; a secret"),
        _ => doc,
    }
}
