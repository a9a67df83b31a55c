//! The rules as a table of cases, and the documentation as a table of the rules.

mod cases;
#[cfg(feature = "emulator")]
mod population;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Contradiction, Facts};
use crate::audit::Found;
use crate::model::{PackageVideos, Time, read};
use cases::{cases, recorded};

#[test]
fn every_fact_follows_from_its_rule() {
    for (base, what, answer, facts) in cases() {
        let (mut answered, mut expected) = (base.answer, base.facts);
        change(&mut answered, &answer);
        change(&mut expected, &facts);
        assert_eq!(facts_of(&answered), expected, "{}: {what}", base.name);
    }
}

#[test]
fn the_cases_know_every_contradiction_and_every_fact_as_unknown() {
    let facts: Vec<Value> = cases().into_iter().map(|(.., facts)| facts).collect();
    for contradiction in Contradiction::ALL {
        assert!(facts.iter().any(|facts| facts["contradiction"] == contradiction.as_str()), "{contradiction:?}");
    }
    let text = serde_json::to_string(&facts).unwrap();
    for (table, fact) in facts_in_code() {
        let unknown = format!("{fact}\":null");
        assert!(fact == "contradiction" || text.contains(&unknown), "{table}: {fact}");
    }
}

/// The documentation is where a user looks up a rule: no fact may be missing there, and none may be left over.
#[test]
fn every_fact_and_every_contradiction_is_documented() {
    let documented: BTreeSet<(String, String)> =
        table_of("## Facts").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    assert_eq!(documented, facts_in_code());
    let documented: Vec<String> = table_of("## Contradictions").into_iter().map(|mut row| row.swap_remove(0)).collect();
    let known: Vec<&str> = Contradiction::ALL.iter().map(|contradiction| contradiction.as_str()).collect();
    assert_eq!(documented, known);
}

/// The rows below a heading of the documentation, without the marks of code.
fn table_of(heading: &str) -> Vec<Vec<String>> {
    let text = include_str!("../../../../docs/audit.md");
    let section = text.split_once(&format!("\n{heading}\n")).unwrap().1.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect()).collect()
}

/// The name of each fact, with the table it is in.
fn facts_in_code() -> BTreeSet<(String, String)> {
    let mut facts = BTreeSet::new();
    for (name, value) in recorded().facts.as_object().unwrap() {
        match value.get(0).and_then(Value::as_object) {
            Some(element) => facts.extend(element.keys().map(|fact| (name.clone(), fact.clone()))),
            None => _ = facts.insert(("packages".into(), name.clone())),
        }
    }
    facts
}

/// Makes the changes at their paths.
fn change(value: &mut Value, changes: &Value) {
    for (path, new) in changes.as_object().unwrap() {
        set(value, path, new);
    }
}

fn set(value: &mut Value, path: &str, new: &Value) {
    let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
    let go_on = |value: &mut Value| match rest {
        Some(rest) => set(value, rest, new),
        None => *value = new.clone(),
    };
    match value {
        Value::Array(list) if key == "*" => list.iter_mut().for_each(go_on),
        Value::Array(list) => {
            let index: usize = key.parse().unwrap();
            if index == list.len() {
                list.push(Value::Null);
            }
            go_on(&mut list[index]);
        }
        Value::Object(map) => go_on(map.entry(key).or_insert(Value::Null)),
        _ => panic!("no way to {path}"),
    }
}

/// The facts of an answer, by their names.
fn facts_of(answer: &Value) -> Value {
    let mut status = answer.as_object().unwrap().clone();
    let as_of_us = Time::new(status.remove("as_of").unwrap().as_str().unwrap()).unix_us().unwrap();
    let videos = match status.remove("videos").unwrap() {
        Value::Null => None,
        Value::Array(list) => Some(json!({"packageId": "p", "videos": list})),
        other => Some(other),
    };
    let found = Found {
        status: read(Value::Object(status).to_string().as_bytes()).unwrap(),
        videos: videos.and_then(|list| read::<PackageVideos>(list.to_string().as_bytes()).unwrap().videos),
    };
    serde_json::to_value(Facts::of(&found, as_of_us)).unwrap()
}
