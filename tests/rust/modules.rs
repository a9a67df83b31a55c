//! The modules of `src` need each other in one direction, and the bindings only a few private ones.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

#[test]
fn no_circle_of_modules() -> Result<()> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let exports = exports(&code(&src.join("lib.rs"))?);
    let mut needs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in fs::read_dir(&src)? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if name == "lib" || name.ends_with("tests") {
            continue;
        }
        let mut text = String::new();
        read(&path, &mut text)?;
        let named = names(&text).into_iter().map(|name| exports.get(&name).cloned().unwrap_or(name));
        needs.entry(name).or_default().extend(named);
    }
    let modules: BTreeSet<String> = needs.keys().cloned().collect();
    for (module, needed) in &mut needs {
        needed.retain(|needed| needed != module && modules.contains(needed));
    }
    assert!(needs["client"].contains("transport") && needs["list"].contains("client"), "{needs:?}");
    for binding in ["python", "capi"] {
        let who = needs.iter().find(|(_, needed)| needed.contains(binding));
        assert!(who.is_none(), "needs the binding {binding}: {who:?}");
    }
    // What needs nothing else is no part of a circle.
    while let Some(free) = needs.iter().find(|(_, needed)| needed.is_empty()).map(|(module, _)| module.clone()) {
        needs.remove(&free);
        for needed in needs.values_mut() {
            needed.remove(&free);
        }
    }
    assert!(needs.is_empty(), "modules in a circle, or that need one: {needs:#?}");
    Ok(())
}

/// What a binding uses beside the public interface: what belongs to one process, and the threads of calls.
const PRIVATE: [&str; 2] = ["process", "runtime"];

#[test]
fn bindings_use_public_modules() -> Result<()> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let lib = code(&src.join("lib.rs"))?;
    let modules = |prefix: &str| {
        let lines = lib.lines().filter_map(|line| line.strip_prefix(prefix)?.strip_suffix(';'));
        lines.map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let private = modules("mod ");
    assert!(private.contains("transport") && modules("pub mod ").contains("audit"), "{private:?}");
    let mut used = BTreeSet::new();
    for binding in ["python", "capi"] {
        let mut text = String::new();
        read(&src.join(binding), &mut text)?;
        used.extend(names(&text).into_iter().filter(|name| private.contains(name)));
    }
    assert_eq!(used, PRIVATE.map(str::to_owned).into());
    Ok(())
}

/// The sources of a module, without its tests.
fn read(path: &Path, text: &mut String) -> Result<()> {
    if path.is_file() {
        text.push_str(&code(path)?);
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.file_stem().is_none_or(|name| name != "tests") {
            read(&path, text)?;
        }
    }
    Ok(())
}

/// A file without comments, and without the tests at its end.
fn code(path: &Path) -> Result<String> {
    let text = fs::read_to_string(path)?;
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    Ok(text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n"))
}

/// What stands behind each `crate::`, the names of a group each.
fn names(text: &str) -> BTreeSet<String> {
    text.split("crate::").skip(1).flat_map(group).collect()
}

/// The first name of a path, or those of `{a, b::c, d::{e, f}}`.
fn group(path: &str) -> Vec<String> {
    let first = |path: &str| path.trim().chars().take_while(|&c| c.is_alphanumeric() || c == '_').collect::<String>();
    let Some(list) = path.strip_prefix('{') else { return vec![first(path)] };
    let mut depth = 0;
    let ends = |c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth < 0 || (depth == 0 && c == ',')
    };
    let list = list.split_once(';').map_or(list, |(list, _)| list);
    list.split(ends).map(first).filter(|name| !name.is_empty()).collect()
}

/// The module of each name that `lib.rs` re-exports.
fn exports(lib: &str) -> BTreeMap<String, String> {
    let uses = lib.split("pub use ").skip(1).filter_map(|line| line.split_once("::"));
    uses.flat_map(|(module, names)| group(names).into_iter().map(|name| (name, module.to_owned()))).collect()
}
