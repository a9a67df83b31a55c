//! `Client` as `_native.pyi` describes it, and what is made of that: `AsyncClient`, and what `help()` shows.

use std::fmt::Write as _;
use std::fs;

use super::python::WIDTH;
use super::{options, root};

/// The native module's documentation of `Client`.
pub(crate) const HELP: &str = "src/python/help.rs";
pub(crate) const ASYNC_CLIENT: &str = "python/iinkedsign/aio.py";

/// The asynchronous forms of types.
const ASYNCHRONOUS: [(&str, &str); 2] =
    [("PackageIterator", "AsyncIterator[PackageSummary]"), ("Iterator[Audit]", "AsyncIterator[Audit]")];

struct Method {
    name: String,
    parameters: Vec<Parameter>,
    answer: String,
    doc: String,
}

/// A parameter, or the star before those that are named.
struct Parameter {
    name: String,
    of: String,
    default: Option<String>,
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect(path)
}

/// The text of the first docstring.
fn docstring(text: &str) -> String {
    let (_, text) = text.split_once("\"\"\"").expect("a docstring");
    let (doc, _) = text.split_once("\"\"\"").expect("the end of a docstring");
    let margin =
        doc.lines().skip(1).filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start().len());
    let margin = " ".repeat(margin.min().unwrap_or(0));
    let lines = doc.trim_end().lines().map(|line| line.strip_prefix(&margin).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// The class and its public methods.
fn client() -> (String, Vec<Method>) {
    let stub = read("python/iinkedsign/_native.pyi");
    let (_, stub) = stub.split_once("class Client:\n").expect("Client");
    let (stub, _) = stub.split_once("\n@final\n").expect("another class");
    let mut parts = stub.split("\n    def ");
    let class = docstring(parts.next().expect("a docstring"));
    (class, parts.filter(|part| !part.starts_with('_')).map(method).collect())
}

fn method(text: &str) -> Method {
    let (name, rest) = text.split_once('(').expect("a name");
    let (parameters, rest) = rest.split_once(") -> ").expect("parameters");
    let (answer, doc) = rest.split_once(":\n").expect("an answer");
    let parameters = split(parameters).into_iter().skip(1).map(|parameter| {
        let (parameter, default) = match parameter.split_once(" = ") {
            Some((parameter, default)) => (parameter, Some(default.to_owned())),
            None => (parameter.as_str(), None),
        };
        let (name, of) = parameter.split_once(": ").unwrap_or((parameter, ""));
        Parameter { name: name.to_owned(), of: of.to_owned(), default }
    });
    Method { name: name.to_owned(), parameters: parameters.collect(), answer: answer.to_owned(), doc: docstring(doc) }
}

/// The parameters of a list, whose types have commas of their own.
fn split(list: &str) -> Vec<String> {
    let mut depth = 0;
    let parts = list.split(|letter| {
        depth += i32::from("[(".contains(letter)) - i32::from("])".contains(letter));
        letter == ',' && depth == 0
    });
    parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

// -- help() --------------------------------------------------------------------------------------------------------

/// The documentation of each method; before it the signature, where there are options.
pub(crate) fn help() -> String {
    let (class, methods) = client();
    let mut text = "// Generated from _native.pyi by `make generate`; do not edit.\n\n\
         //! What `help()` shows of `Client`: its documentation, and the signatures of methods with options.\n\n\
         macro_rules! help {\n"
        .to_owned();
    let mut arm = |name: &str, doc: &str| {
        let hash = if doc.contains('"') { "#" } else { "" };
        let _ = writeln!(text, "    ({name}) => {{\n        r{hash}\"{doc}\"{hash}\n    }};");
    };
    arm("Client", &class);
    for Method { name, parameters, doc, .. } in methods {
        let named = parameters.iter().any(|parameter| parameter.name == "*");
        let parameters: String = parameters.iter().map(|it| format!(", {}", it.signature())).collect();
        let signature = if named { format!("{name}($self{parameters})\n--\n\n") } else { String::new() };
        arm(&name, &format!("{signature}{doc}"));
    }
    text + "}\npub(super) use help;\n"
}

impl Parameter {
    /// Without its type.
    fn signature(&self) -> String {
        match &self.default {
            Some(default) => format!("{}={}", self.name, default.replace('_', "").replace('"', "'")),
            None => self.name.clone(),
        }
    }
}

// -- AsyncClient ---------------------------------------------------------------------------------------------------

const HEAD: &str = r#"
"""The asynchronous client."""

from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from os import PathLike
from typing import Any, Literal
from uuid import UUID

from . import _native
from ._loop_client import LoopClient
from .audit import Audit, Progress
from .cleanup import DeletionPlan, DeletionReport
from .types import Package, PackageStatus, PackageSummary, PackageVideos, RescindedPackage, VideoFile


class AsyncClient(LoopClient):
    """The methods of :class:`iinkedsign.Client` as coroutines.

    Cancelling a task that waits for one aborts the request: its connection is closed.  A deletion that was cancelled
    may have been carried out; read the package's state before repeating it.  All calls of a process share one background
    thread, which starts with the first call.
    """

    def __init__(
        self,
        *,
"#;

const INIT: &str = r#"    ) -> None:
        """Take the options of :class:`iinkedsign.Client`; nothing is sent yet.

        A function given as ``access_token`` may be a coroutine function, which runs in the event loop; a plain one is
        called on a thread, and does not hold up the loop.
        """
        super().__init__(
"#;

/// The class with a coroutine for each method.
pub(crate) fn async_client() -> String {
    let sources = "_native.pyi and src/config/options.rs";
    let mut text = format!("# Generated from {sources} by `make generate`; do not edit.\n{HEAD}");
    text.push_str(&options::python_signature("str | Awaitable[str]"));
    let _ = writeln!(text, "{INIT}{}        )", options::python_calls());
    let (_, methods) = client();
    for method in methods.iter().filter(|method| !["closed", "drift", "close"].contains(&method.name.as_str())) {
        let _ = write!(text, "\n{}", coroutine(method));
    }
    text
}

/// What runs on a thread, and so is a function of `audit` or `cleanup`: its module, and what its documentation adds.
fn on_a_thread(name: &str) -> Option<(&'static str, String)> {
    ["audit", "cleanup"].into_iter().find_map(|module| {
        let text = read(&format!("python/iinkedsign/{module}/aio.py"));
        let (_, function) = text.split_once(&format!("def {name}("))?;
        Some((module, docstring(function)))
    })
}

fn coroutine(method: &Method) -> String {
    let name = &method.name;
    let typed = |of: &str| ASYNCHRONOUS.iter().find(|(other, _)| *other == of).map_or(of, |(_, of)| of).to_owned();
    let (mut parameters, mut arguments, mut named) = (vec!["self".to_owned()], Vec::new(), false);
    for Parameter { name, of, default } in &method.parameters {
        let of =
            if name == "ids" { of.replace("Iterable[Any]", "Iterable[Any] | AsyncIterable[Any]") } else { of.clone() };
        let default = default.as_ref().map_or(String::new(), |default| format!(" = {default}"));
        if name == "*" {
            named = true;
            parameters.push(name.clone());
        } else {
            arguments.push(if named { format!("{name}={name}") } else { name.clone() });
            parameters.push(format!("{name}: {}{default}", typed(&of)));
        }
    }
    let answer = typed(&method.answer);
    let iterates = answer.contains("AsyncIterator");
    let (word, wait) = if iterates { ("def", "") } else { ("async def", "await ") };
    let thread = on_a_thread(name);
    let mut doc = method.doc.clone();
    let more = match &thread {
        Some((_, more)) => more.clone(),
        None if iterates => "An asynchronous iterator.".to_owned(),
        None => String::new(),
    };
    if !more.is_empty() {
        let (summary, rest) = doc.split_once("\n\n").expect("a summary");
        doc = format!("{summary}\n\n{more}\n\n{rest}");
    }
    let body = match thread {
        Some((module, _)) => {
            arguments.insert(0, "self".to_owned());
            let call = laid_out(&format!("        return {wait}{name}"), &arguments, "");
            format!("        from .{module}.aio import {name}\n\n{call}")
        }
        None if iterates => {
            // Outside the generator, so that a wrong filter is refused here and not at the first step.
            laid_out("        pages = _native.PackagePages", &arguments, "") + "        return self._walk(pages)\n"
        }
        None => {
            arguments.insert(0, format!("_native.Client.{name}"));
            laid_out("        return await self._call", &arguments, "")
        }
    };
    let doc = doc.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("        {line}\n") });
    let doc = doc.collect::<String>();
    let end = if doc.lines().count() > 1 { "\n        \"\"\"\n" } else { "\"\"\"\n" };
    let doc = format!("        \"\"\"{}{end}", doc.trim());
    format!("{}{doc}{body}", laid_out(&format!("    {word} {name}"), &parameters, &format!(" -> {answer}:")))
}

/// As ruff lays out the first lines of a function, or a call.
fn laid_out(start: &str, items: &[String], end: &str) -> String {
    let one = format!("{start}({}){end}\n", items.join(", "));
    if one.len() <= WIDTH {
        return one;
    }
    let margin = " ".repeat(start.len() - start.trim_start().len());
    let all = format!("{margin}    {}\n", items.join(", "));
    let lines: String = items.iter().map(|item| format!("{margin}    {item},\n")).collect();
    format!("{start}(\n{}{margin}){end}\n", if all.len() <= WIDTH { all } else { lines })
}
