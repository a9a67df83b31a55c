//! The options of a client: setters, signatures, documentation and tables of every binding, from `src/config/options.rs`.

use std::fmt::Write as _;

use iinkedsign::{Config, OptionInfo, OptionKind};

use super::kinds::csharp;
use super::python::WIDTH;
use super::text::{comment, pascal, see, summary, words, wrap, xml};

pub(crate) fn is_option(name: &str) -> bool {
    Config::OPTIONS.iter().any(|option| option.name == name)
}

/// What an option is for, and what `default` says of it.
fn told(option: &OptionInfo, default: &str) -> String {
    let environment = option.environment.map_or(String::new(), |name| format!("  Environment: `{name}`."));
    format!("{}{default}{environment}", summary(option.doc))
}

/// 33554432 as `32 MiB`.
fn size(bytes: u64) -> String {
    if bytes.is_multiple_of(1 << 20) { format!("{} MiB", bytes >> 20) } else { format!("{bytes} bytes") }
}

/// 60000 as `60,000`.
fn thousands(number: u64) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", thousands(number / 1000), number % 1000) }
}

/// The default where it reads the same in every language.
fn by_default(option: &OptionInfo) -> Option<String> {
    match option.kind {
        OptionKind::Text(word, _) => word.map(|word| format!("`{word}`")),
        OptionKind::Choice(known, _) => Some(format!("`{}`", known[0])),
        OptionKind::Count(count, _) => Some(count.to_string()),
        OptionKind::Bytes(bytes, _) => Some(size(bytes)),
        _ => None,
    }
}

fn default_sentence(option: &OptionInfo, limit: impl Fn(u64) -> String, no_rate: &str) -> String {
    match option.kind {
        OptionKind::Limit(seconds, _) => format!("  {}", limit(seconds)),
        OptionKind::Rate(_) => format!("  {no_rate}"),
        _ => by_default(option).map_or(String::new(), |default| format!("  {default} by default.")),
    }
}

// -- C -------------------------------------------------------------------------------------------------------------

pub(crate) const C: &str = "src/capi/options.rs";

/// The setter of an option.
fn c_setter(option: &OptionInfo) -> String {
    let unit = if matches!(option.kind, OptionKind::Limit(..)) { "_ms" } else { "" };
    format!("iinked_config_set_{}{unit}", option.name)
}

pub(crate) fn c() -> String {
    let mut text = "// Generated from src/config/options.rs by `make generate`; do not edit.\n\n\
         //! The setters of the options.\n\nuse std::ffi::c_char;\n\n\
         use super::config::{iinked_config, limit, not_negative, option};\nuse super::error::iinked_error;\n\
         use super::iinked_code;\nuse super::text::text;\n"
        .to_owned();
    for option in Config::OPTIONS {
        let name = option.name;
        let ms = |seconds| format!("In milliseconds: {} by default; 0 is no limit.", thousands(seconds * 1000));
        text.push('\n');
        text.push_str(&comment(&told(option, &default_sentence(option, ms, "0, the default, is none.")), 0));
        let (argument, of, value) = match option.kind {
            OptionKind::Path(_) => ("path", "*const c_char", format!("text(path, \"{name}\")?")),
            OptionKind::Limit(..) => ("ms", "u64", format!("limit(ms, \"{name}\")?")),
            OptionKind::Rate(_) => ("rate", "f64", "Some(rate).filter(|&rate| rate != 0.0)".to_owned()),
            OptionKind::Count(..) => ("count", "u32", "count".to_owned()),
            OptionKind::Bytes(..) => ("bytes", "u64", format!("not_negative(bytes, \"{name}\")?")),
            _ => (name, "*const c_char", format!("text({name}, \"{name}\")?")),
        };
        let _ = writeln!(
            text,
            "#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn {}(config: *mut iinked_config, {argument}: {of}, \
             err: *mut *mut iinked_error) -> iinked_code {{\n\
             // SAFETY: the header asks for pointers that are NULL or valid.\n\
             unsafe {{ option(config, err, |config| Ok(config.{name}({value}))) }}\n}}",
            c_setter(option),
        );
    }
    super::c::formatted(&text)
}

// -- C++ -----------------------------------------------------------------------------------------------------------

/// The members of `Options`: texts first, as they have always been.
pub(crate) fn cpp() -> String {
    let mut options: Vec<_> = Config::OPTIONS.iter().collect();
    options.sort_by_key(|option| cpp_type(option) != "std::string");
    let mut text = String::new();
    for option in options {
        let limit = |seconds| format!("{seconds} s by default; zero is no limit, and a negative one is refused.");
        text.push_str(&comment(&told(option, &default_sentence(option, limit, "Zero, the default, is none.")), 4));
        let _ = writeln!(text, "    std::optional<{}> {};", cpp_type(option), option.name);
    }
    text
}

fn cpp_type(option: &OptionInfo) -> &'static str {
    match option.kind {
        OptionKind::Limit(..) => "std::chrono::milliseconds",
        OptionKind::Rate(_) => "double",
        OptionKind::Count(..) => "std::uint32_t",
        OptionKind::Bytes(..) => "std::uint64_t",
        _ => "std::string",
    }
}

/// What hands them to C.
pub(crate) fn cpp_calls() -> String {
    let call =
        |option: &OptionInfo| format!("        set(config.get(), {}, options.{});\n", c_setter(option), option.name);
    Config::OPTIONS.iter().map(call).collect()
}

// -- Python --------------------------------------------------------------------------------------------------------

/// What `access_token` may be beside a text.
const FUNCTION: &str = "For tokens that expire it is a function that returns the current one: called before the first \
     request, and once more after a 401, which is then sent again.  Calls that need a token meanwhile share what it \
     returns.  What it raises is the ``__cause__`` of a :class:`~iinkedsign.ConfigurationError`.  It is called on the \
     thread that makes the call, for an audit on one of its own.";

/// A value of Python's.
fn python_default(option: &OptionInfo, quote: char) -> String {
    match option.kind {
        OptionKind::Choice(known, _) => format!("{quote}{}{quote}", known[0]),
        OptionKind::Limit(seconds, _) => format!("{seconds}.0"),
        OptionKind::Count(count, _) => count.to_string(),
        OptionKind::Bytes(bytes, _) => bytes.to_string(),
        _ => "None".to_owned(),
    }
}

/// The lines of a signature, for functions as tokens that return this.
pub(crate) fn python_signature(token: &str) -> String {
    let line = |option: &OptionInfo| {
        let of = match option.kind {
            OptionKind::Choice(known, _) => {
                let known: Vec<_> = known.iter().map(|word| format!("\"{word}\"")).collect();
                format!("Literal[{}]", known.join(", "))
            }
            OptionKind::Path(_) => "str | PathLike[str] | None".to_owned(),
            OptionKind::Limit(..) | OptionKind::Rate(_) => "float | None".to_owned(),
            OptionKind::Count(..) | OptionKind::Bytes(..) => "int".to_owned(),
            _ if option.name == "access_token" => format!("str | Callable[[], {token}] | None"),
            _ => "str | None".to_owned(),
        };
        format!("        {}: {of} = {},\n", option.name, python_default(option, '"'))
    };
    Config::OPTIONS.iter().map(line).collect()
}

/// What `AsyncClient` hands to the client.
pub(crate) fn python_calls() -> String {
    let call = |option: &OptionInfo| format!("            {name}={name},\n", name = option.name);
    Config::OPTIONS.iter().map(call).collect()
}

/// The documentation of the options.
pub(crate) fn python_stub_doc() -> String {
    let mut text = String::new();
    for option in Config::OPTIONS {
        let limit = |_| "In seconds; `None` is no limit.".to_owned();
        let default = match option.kind {
            // The signature shows the other defaults.
            OptionKind::Text(..) | OptionKind::Limit(..) => default_sentence(option, limit, ""),
            _ => String::new(),
        };
        let mut told = words(&told(option, &default), |word| {
            let known = matches!(option.kind, OptionKind::Choice(known, _) if known.contains(&word));
            let word = if known { format!("\"{word}\"") } else { word.to_owned() };
            format!("``{word}``")
        });
        if option.name == "access_token" {
            let _ = write!(told, "  {FUNCTION}");
        }
        let lines = wrap(&format!("{}: {told}", option.name), WIDTH - 12);
        for (at, line) in lines.iter().enumerate() {
            let _ = writeln!(text, "        {}{line}", if at > 0 { "    " } else { "" });
        }
    }
    text
}

/// What `help()` shows of the signature.
pub(crate) fn python_text_signature() -> String {
    let options: Vec<_> =
        Config::OPTIONS.iter().map(|it| format!("{}={}", it.name, python_default(it, '\''))).collect();
    let lines = wrap(&options.join(", "), 90).join(" \\\n            ");
    format!("        text_signature = \"(*, {lines})\"\n")
}

// -- .NET ----------------------------------------------------------------------------------------------------------

pub(crate) const DOTNET: &str = "dotnet/src/IinkedSign/IinkedSignOptions.Properties.cs";

pub(crate) const DOTNET_SECTION: &str = "dotnet/src/IinkedSign.Extensions.DependencyInjection/IinkedSignSection.cs";

pub(crate) fn dotnet() -> String {
    let mut text = csharp("src/config/options.rs")
        + "using System;\nusing System.Diagnostics.CodeAnalysis;\nusing IinkedSign.Native;\n\nnamespace IinkedSign\n{\n    \
           public sealed partial class IinkedSignOptions\n    {\n";
    let mut calls = String::new();
    for option in Config::OPTIONS {
        let name = pascal(option.name);
        let infinite = see("System.Threading.Timeout.InfiniteTimeSpan");
        let limit = |seconds| format!("{seconds} s by default; {infinite} is no limit.");
        let doc = words(&told(option, &default_sentence(option, limit, "None by default.")), |word| {
            if is_option(word) && word != option.name { see(&pascal(word)) } else { format!("<c>{word}</c>") }
        });
        text.push_str(&xml(&[doc], 8));
        let (of, value) = match option.kind {
            OptionKind::Secret(_) => ("Secret", format!("{name}.Reveal(), nameof({name})")),
            OptionKind::Limit(..) => ("TimeSpan?", format!("Milliseconds({name}, nameof({name}))")),
            OptionKind::Rate(_) => ("double?", name.clone()),
            OptionKind::Count(..) => ("int?", format!("NotNegative({name}, nameof({name}))")),
            OptionKind::Bytes(..) => ("long?", format!("NotNegative({name}, nameof({name}))")),
            _ => ("string", format!("{name}, nameof({name})")),
        };
        if of == "string" {
            text.push_str("        [AllowNull, MaybeNull]\n");
        }
        let _ = writeln!(text, "        public {of} {name} {{ get; set; }}\n");
        let _ = writeln!(calls, "            Set(config, {value}, Imports.{});", c_setter(option));
    }
    let _ =
        write!(text, "        private void Apply(ConfigHandle config)\n        {{\n{calls}        }}\n    }}\n}}\n");
    text
}

/// Their keys in a section of the configuration.
pub(crate) fn dotnet_keys() -> String {
    let line = |option: &OptionInfo| {
        let name = pascal(option.name);
        let reader = match option.kind {
            OptionKind::Limit(..) => "Duration",
            OptionKind::Rate(_) => "Rate",
            OptionKind::Count(..) => "Count",
            OptionKind::Bytes(..) => "Bytes",
            _ => "Text",
        };
        format!(
            "            [nameof(IinkedSignOptions.{name})] = {reader}((options, value) => options.{name} = value),\n"
        )
    };
    Config::OPTIONS.iter().map(line).collect()
}

// -- README --------------------------------------------------------------------------------------------------------

pub(crate) fn readme() -> String {
    let mut text = "| option | default | |\n|---|---|---|\n".to_owned();
    for option in Config::OPTIONS {
        let name = option.name;
        let default = match option.kind {
            OptionKind::Limit(seconds, _) => format!("{seconds} seconds"),
            OptionKind::Rate(_) => "none".to_owned(),
            _ => by_default(option).unwrap_or_default(),
        };
        let default = match option.environment {
            Some(variable) if default.is_empty() => format!("`{variable}`"),
            Some(variable) => format!("`{variable}`, else {default}"),
            None => default,
        };
        let more = if name == "access_token" {
            "  It may also be [a function](docs/python.md#tokens-that-expire) that gives the current one."
        } else {
            ""
        };
        let _ = writeln!(text, "| `{name}` | {default} | {}{more} |", summary(option.doc));
    }
    text
}
