//! The kinds of errors: constants, exception classes and tables of every binding, from `src/error/kind.rs`.

use std::fmt::Write as _;

use iinkedsign::{Evidence, Kind};

use super::options::is_option;
use super::python::WIDTH;
use super::text::{comment, paragraphs, pascal, see, summary, words, wrap, xml};

/// Whose classes are named otherwise than after the kind.
const PYTHON_NAMES: [(Kind, &str); 5] = [
    (Kind::Tls, "TLSError"),
    (Kind::Timeout, "RequestTimeoutError"),
    (Kind::RateLimited, "RateLimitError"),
    (Kind::Api, "APIError"),
    (Kind::Internal, BASE),
];
const SOURCE: &str = "src/error/kind.rs";
const BASE: &str = "IinkedSignError";
/// Python's own classes that stand for the same.
const ALSO: [(Kind, &str); 3] =
    [(Kind::Configuration, "ValueError"), (Kind::InvalidArgument, "ValueError"), (Kind::Timeout, "TimeoutError")];
const EVIDENCE: [Evidence; 4] = [Evidence::Absent, Evidence::Present, Evidence::Unverified, Evidence::Rescinded];

/// Every kind behind the one that it is a case of.
fn sorted() -> Vec<Kind> {
    let mut kinds = Vec::new();
    for &kind in Kind::ALL {
        for kind in kind.parent().into_iter().chain([kind]) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
    }
    kinds
}

fn children(kind: Kind) -> Vec<Kind> {
    Kind::ALL.iter().copied().filter(|it| it.parent() == Some(kind)).collect()
}

/// Which classes a class is the base of.
fn base_of(kind: Kind, class: impl Fn(Kind) -> Option<String>) -> Option<String> {
    let classes: Vec<_> = children(kind).into_iter().filter_map(class).collect();
    (!classes.is_empty()).then(|| format!("The base of {}.", classes.join(", ")))
}

fn variant(kind: Kind) -> String {
    format!("{kind:?}")
}

fn constant(kind: Kind) -> String {
    format!("IINKED_ERR_{}", kind.as_str().to_ascii_uppercase())
}

// -- C -------------------------------------------------------------------------------------------------------------

/// The constants of `src/capi/constants.rs`.
pub(crate) fn c() -> String {
    let mut text = String::new();
    for &kind in Kind::ALL {
        text.push_str(&comment(&summary(kind.doc()), 0));
        let _ = writeln!(text, "pub const {}: iinked_code = {};", constant(kind), kind.code());
    }
    text
}

// -- C++ -----------------------------------------------------------------------------------------------------------

/// What is one word by itself would not say that it is an error.
fn cpp_class(kind: Kind) -> String {
    let name = variant(kind);
    let phrase = kind.as_str().contains('_') || kind == Kind::Cancelled;
    if phrase { name } else { name + "Error" }
}

fn cpp_classes() -> Vec<Kind> {
    sorted().into_iter().filter(|kind| *kind != Kind::Internal).collect()
}

/// The members of `enum class Kind`.
pub(crate) fn cpp_enum() -> String {
    Kind::ALL.iter().map(|&kind| format!("    {} = {},\n", kind.as_str(), constant(kind))).collect()
}

/// The exception classes, and which is thrown.
pub(crate) fn cpp() -> String {
    let mut text = String::new();
    for kind in cpp_classes() {
        let (class, base) = (cpp_class(kind), kind.parent().map_or("Error".into(), cpp_class));
        text.push_str(&comment(&summary(kind.doc()), 0));
        let _ = writeln!(text, "struct {class} : {base} {{ using {base}::{base}; }};");
    }
    text.push_str(
        "\nnamespace detail {\n\n/// Throws the class of the error's kind; takes the error.\n\
         [[noreturn]] inline void raise(iinked_error *error) {\n    switch (iinked_error_code(error)) {\n",
    );
    for kind in cpp_classes() {
        let _ = writeln!(text, "    case {}: throw {}(error);", constant(kind), cpp_class(kind));
    }
    text + "    default: throw Error(error);\n    }\n}\n\n} // namespace detail\n"
}

// -- Python --------------------------------------------------------------------------------------------------------

/// The class of a kind; a cancelled call is what Python has for it.
fn python_class(kind: Kind) -> Option<String> {
    let named = PYTHON_NAMES.iter().find(|(named, _)| *named == kind).map(|(_, name)| (*name).to_owned());
    (kind != Kind::Cancelled).then(|| named.unwrap_or_else(|| variant(kind) + "Error"))
}

fn also(kind: Kind) -> Option<&'static str> {
    ALSO.iter().find(|(also, _)| *also == kind).map(|(_, name)| *name)
}

/// What `exceptions.py` exports: these classes, and those of deletions of many.
pub(crate) fn python_names(assignment: &str) -> String {
    let mut names: Vec<_> = Kind::ALL.iter().copied().filter_map(python_class).collect();
    names.extend(["PlanError".to_owned(), "JournalError".to_owned()]);
    // As ruff sorts them: what is in capitals as if it were not.
    names.sort();
    let names: String = names.iter().map(|name| format!("    \"{name}\",\n")).collect();
    format!("__all__ {assignment} [\n{names}]\n")
}

/// The classes of `exceptions.py` below the base of all.
pub(crate) fn python() -> String {
    let mut text = String::new();
    for kind in sorted() {
        let Some(class) = python_class(kind).filter(|class| class != BASE) else { continue };
        let base = kind.parent().and_then(python_class).unwrap_or(BASE.into());
        let mut told = paragraphs(kind.doc());
        told.extend(base_of(kind, |kind| python_class(kind).map(|class| format!(":class:`{class}`"))));
        let bases = match also(kind) {
            Some(also) => {
                told.push(format!("Also a :class:`{also}`."));
                format!("{base}, {also}")
            }
            None => base,
        };
        if kind == Kind::InvalidArgument {
            told.push("An argument of the wrong type raises :class:`TypeError` instead.".into());
        }
        let _ =
            writeln!(text, "\n\nclass {class}({bases}):\n{}\n    kind = \"{}\"", docstring(&told, 4), kind.as_str());
    }
    text + "\n\n"
}

/// The numbers of the kinds, which Python does not show.
pub(crate) fn python_codes() -> String {
    let codes: String = Kind::ALL.iter().map(|it| format!("    \"{}\": {},\n", it.as_str(), it.code())).collect();
    format!("CODES = {{\n{codes}}}\n")
}

pub(crate) fn docstring(told: &[String], indent: usize) -> String {
    let margin = " ".repeat(indent);
    let told: Vec<_> =
        told.iter().map(|it| if it.contains(":class:") { it.clone() } else { words(it, literal) }).collect();
    if let [line] = &told[..]
        && indent + 6 + line.chars().count() <= WIDTH
    {
        return format!("{margin}\"\"\"{line}\"\"\"\n");
    }
    let mut text = format!("{margin}\"\"\"");
    for (at, paragraph) in told.iter().enumerate() {
        let item = paragraph.starts_with("- ");
        if at > 0 {
            text.push_str(if item && told[at - 1].starts_with("- ") { "" } else { "\n" });
            text.push_str(&margin);
        }
        let room = WIDTH - indent - if at == 0 { 3 } else { 0 };
        text.push_str(&wrap(paragraph, room).join(&format!("\n{margin}{}", if item { "  " } else { "" })));
        text.push('\n');
    }
    text + &format!("{margin}\"\"\"\n")
}

/// The text of an evidence is one in Python.
fn literal(word: &str) -> String {
    if EVIDENCE.iter().any(|it| it.as_str() == word) { format!("``\"{word}\"``") } else { format!("``{word}``") }
}

// -- .NET ----------------------------------------------------------------------------------------------------------

fn dotnet_class(kind: Kind) -> Option<String> {
    let class = python_class(kind).filter(|class| class != BASE)?;
    Some(class.replace("TLS", "Tls").replace("API", "Api").replace("Error", "Exception"))
}

fn dotnet_doc(kind: Kind) -> Vec<String> {
    let mut told: Vec<_> = paragraphs(kind.doc()).iter().map(|paragraph| words(paragraph, cref)).collect();
    told.extend(base_of(kind, |kind| dotnet_class(kind).map(|class| see(&class))));
    told
}

fn cref(word: &str) -> String {
    let of = match word {
        "evidence" | "retry_after" => "IinkedSignException",
        _ if is_option(word) => "IinkedSignOptions",
        _ if EVIDENCE.iter().any(|it| it.as_str() == word) => "IinkedSign.Evidence",
        _ => return format!("<c>{word}</c>"),
    };
    see(&format!("{of}.{}", pascal(word)))
}

/// The head of a file of C#.
pub(crate) fn csharp(source: &str) -> String {
    format!(
        "// Generated from {source} by `make generate`; do not edit.\n// C# 7: Mono's compiler compiles this file too.\n"
    )
}

/// `Errors/ErrorKind.cs`.
pub(crate) fn dotnet_enum() -> String {
    let mut text = csharp(SOURCE)
        + "namespace IinkedSign\n{\n    /// <summary>Why a call failed. The numbers are those of every other language.</summary>\n    \
           public enum ErrorKind\n    {\n";
    let members = Kind::ALL.iter().map(|&kind| {
        let mut doc = dotnet_doc(kind);
        doc.truncate(1);
        format!("{}        {} = {},\n", xml(&doc, 8), variant(kind), kind.code())
    });
    text.push_str(&members.collect::<Vec<_>>().join("\n"));
    text + "    }\n}\n"
}

/// `Errors/Exceptions.cs`.
pub(crate) fn dotnet() -> String {
    let mut text =
        csharp(SOURCE) + "using System;\nusing System.Diagnostics.CodeAnalysis;\n\nnamespace IinkedSign\n{\n";
    let (mut classes, mut made) = (Vec::new(), String::new());
    for kind in sorted() {
        let Some(class) = dotnet_class(kind) else { continue };
        let variant = variant(kind);
        let base = kind.parent().and_then(dotnet_class).unwrap_or("IinkedSignException".into());
        let open = !children(kind).is_empty();
        // What a function of the caller threw is inside.
        let (separator, inner, argument) = match kind {
            Kind::Configuration => ("\n            ", ", [AllowNull] Exception inner = null", ", inner"),
            _ => ("", "", ""),
        };
        let mut it = xml(&dotnet_doc(kind), 4);
        let _ = write!(
            it,
            "    public {}class {class} : {base}\n    {{\n        \
             /// <summary>Made by the client; public so that tests can make one too.</summary>\n        \
             public {class}({separator}string message, [AllowNull] ErrorDetails details = null{inner})\n            \
             : base(ErrorKind.{variant}, message, details{argument}) {{ }}\n",
            if open { "" } else { "sealed " },
        );
        if open {
            let _ = write!(
                it,
                "\n        internal {class}(ErrorKind kind, string message, ErrorDetails details)\n            \
                 : base(kind, message, details) {{ }}\n",
            );
        }
        classes.push(it + "    }\n");
        let _ =
            writeln!(made, "                case ErrorKind.{variant}: return new {class}(message, details{argument});");
    }
    text.push_str(&classes.join("\n"));
    let _ = write!(
        text,
        "\n    /// <summary>Which exception a kind is.</summary>\n    internal static class Exceptions\n    {{\n        \
         internal static IinkedSignException Of(\n            \
         ErrorKind kind, string message, ErrorDetails details, Exception inner)\n        {{\n            \
         switch (kind)\n            {{\n{made}                \
         // Internal, and kinds of a newer library.\n                \
         default: return new IinkedSignException(kind, message, details);\n            }}\n        }}\n    }}\n}}\n",
    );
    text
}

// -- tables --------------------------------------------------------------------------------------------------------

/// The table of the README.
pub(crate) fn readme() -> String {
    table(
        |kind| python_class(kind).filter(|class| class != BASE),
        |kind| {
            let wrong_type = if kind == Kind::InvalidArgument { " (a wrong type is a `TypeError`)" } else { "" };
            also(kind).map_or(String::new(), |also| format!("; also a `{also}`{wrong_type}"))
        },
    )
}

/// The table of `docs/dotnet.md`.
pub(crate) fn dotnet_table() -> String {
    table(dotnet_class, |_| String::new())
}

fn table(class: impl Fn(Kind) -> Option<String>, more: impl Fn(Kind) -> String) -> String {
    let mut text = "| class | when |\n|---|---|\n".to_owned();
    for kind in sorted() {
        let Some(name) = class(kind) else { continue };
        let mut when = summary(kind.doc()).trim_end_matches('.').to_owned() + &more(kind);
        if let Some(base) = base_of(kind, |kind| class(kind).map(|name| format!("`{name}`"))) {
            let _ = write!(when, ". {}", base.trim_end_matches('.'));
        }
        let _ = writeln!(text, "| `{name}` | {when} |");
    }
    text
}
