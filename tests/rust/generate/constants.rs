//! The vendor's constants, from `src/model/constants.rs`: C's numbers and the enumerations of C++.

use std::fmt::Write as _;
use std::fs;

use super::field::snake;
use super::root;
use super::text::comment;

const SOURCE: &str = "src/model/constants.rs";

/// An open set, which is named as its type in Rust.
struct Set {
    name: String,
    members: Vec<Member>,
}

struct Member {
    doc: String,
    number: String,
    /// The text of the server as a word of a language, in lower case.
    name: String,
}

fn sets() -> Vec<Set> {
    let source = fs::read_to_string(root().join(SOURCE)).expect(SOURCE);
    source.split("open_enum! {\n").skip(1).map(set).collect()
}

fn set(body: &str) -> Set {
    let (mut set, mut doc) = (Set { name: String::new(), members: Vec::new() }, Vec::new());
    for line in body.lines().map(str::trim).take_while(|line| *line != "}") {
        if let Some(line) = line.strip_prefix("/// ") {
            doc.push(line);
        } else if let Some(name) = line.strip_suffix(" {") {
            name.clone_into(&mut set.name);
            doc.clear();
        } else {
            let (number, text) = line.split_once(" = ").and_then(|(_, it)| it.split_once(' ')).expect(line);
            let name = text.trim_matches(['"', ',']).replace(' ', "_").to_ascii_lowercase();
            set.members.push(Member { doc: doc.join(" "), number: number.to_owned(), name });
            doc.clear();
        }
    }
    set
}

/// The constants of `src/capi/constants.rs`.
pub(crate) fn c() -> String {
    let mut text = String::new();
    for Set { name, members } in sets() {
        let set = snake(&name).to_ascii_uppercase();
        let _ = writeln!(
            text,
            "\n/// A constant this version does not know; its text stands beside it.  Also where nothing was sent.\n\
             pub const IINKED_{set}_UNKNOWN: i32 = 0;"
        );
        for Member { doc, number, name } in members {
            text.push_str(&comment(&doc, 0));
            let _ = writeln!(text, "pub const IINKED_{set}_{}: i32 = {number};", name.to_ascii_uppercase());
        }
    }
    text
}

pub(crate) fn cpp() -> String {
    let mut text = String::new();
    for Set { name, members } in sets() {
        let set = snake(&name).to_ascii_uppercase();
        let _ = writeln!(text, "enum class {name} : std::int32_t {{\n    unknown = IINKED_{set}_UNKNOWN,");
        for Member { name, .. } in members {
            let _ = writeln!(text, "    {name} = IINKED_{set}_{},", name.to_ascii_uppercase());
        }
        text.push_str("};\n");
    }
    text
}
