//! How the programs that play `tests/cases` set each option and call each operation.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use iinkedsign::{Config, OptionInfo, OptionKind};

use super::field::snake;
use super::operations::{Argument, ArgumentKind, Operation, dotnet_name, operations};
use super::text::pascal;

/// A line for each option, of its name and of its key in a case.
fn options(write: impl Fn(&OptionInfo, &str) -> String) -> String {
    let line = |option: &OptionInfo| {
        let unit = if matches!(option.kind, OptionKind::Limit(..)) { "_ms" } else { "" };
        write(option, &format!("{}{unit}", option.name))
    };
    Config::OPTIONS.iter().map(line).collect()
}

pub(crate) fn c_options() -> String {
    options(|option, key| {
        let value = match option.kind {
            OptionKind::Rate(_) => format!("atof(get(\"{key}\"))"),
            OptionKind::Count(..) => format!("(uint32_t)strtoul(get(\"{key}\"), NULL, 10)"),
            OptionKind::Limit(..) | OptionKind::Bytes(..) => format!("(uint64_t)strtoull(get(\"{key}\"), NULL, 10)"),
            _ => format!("get(\"{key}\")"),
        };
        format!("    OPTION({key}, {value});\n")
    })
}

pub(crate) fn cpp_options() -> String {
    options(|option, key| format!("    set(options.{}, values, \"{key}\");\n", option.name))
}

pub(crate) fn dotnet_options() -> String {
    options(|option, key| {
        let value = match option.kind {
            OptionKind::Limit(..) => format!("Limit(given.Get(\"{key}\"))"),
            OptionKind::Rate(_) => format!("Rate(given.Get(\"{key}\"))"),
            OptionKind::Count(..) => format!("(int?)Number(given.Get(\"{key}\"))"),
            OptionKind::Bytes(..) => format!("Number(given.Get(\"{key}\"))"),
            _ => format!("given.Get(\"{key}\")"),
        };
        format!("            {} = {value},\n", pascal(option.name))
    })
}

fn arguments(operation: &Operation, write: impl Fn(&Argument) -> String) -> String {
    operation.arguments.iter().map(write).collect::<Vec<_>>().join(", ")
}

pub(crate) fn c_answers() -> String {
    let answers: BTreeSet<_> = operations().iter().map(|operation| snake(&operation.answer)).collect();
    let answers: String = answers.iter().map(|answer| format!(" EACH({answer})")).collect();
    format!("#define ANSWERS(EACH){answers}\n")
}

pub(crate) fn c() -> String {
    let mut text = String::new();
    for operation in operations() {
        let (name, answer) = (&operation.name, snake(&operation.answer));
        let given = arguments(&operation, |it| match it.kind {
            ArgumentKind::Flag => format!("is(\"{}\", \"true\")", it.name),
            _ => format!("get(\"{}\")", it.name),
        });
        let _ = writeln!(text, "    if (is(\"operation\", \"{name}\"))\n        RUN({name}, {answer}, {given});");
    }
    text
}

pub(crate) fn cpp() -> String {
    let mut text = String::new();
    for operation in operations() {
        let name = &operation.name;
        let mut given: Vec<_> = operation.ids().map(|id| format!("value(\"{}\")", id.name)).collect();
        let _ = writeln!(text, "    if (operation == \"{name}\") {{");
        if let Some(options) = operation.options() {
            let _ = writeln!(text, "        iinkedsign::{options} options;");
            for Argument { name, kind } in &operation.arguments {
                let _ = match kind {
                    ArgumentKind::Id => Ok(()),
                    ArgumentKind::Text => writeln!(text, "        set(options.{name}, values, \"{name}\");"),
                    ArgumentKind::Flag => writeln!(text, "        options.{name} = value(\"{name}\") == \"true\";"),
                };
            }
            given.push("options".to_owned());
        }
        let given = given.join(", ");
        let _ = writeln!(
            text,
            "        answer(later ? client.{name}_async({given}).get() : client.{name}({given}));\n    }}"
        );
    }
    text
}

pub(crate) fn dotnet() -> String {
    let mut text = String::new();
    for operation in operations() {
        let method = dotnet_name(&operation);
        let given = arguments(&operation, |it| match it.kind {
            ArgumentKind::Flag => format!("Flag(given.Get(\"{}\")) ?? false", it.name),
            _ => format!("given.Get(\"{}\")", it.name),
        });
        let _ = writeln!(
            text,
            "                case \"{}\":\n                    return Show(waits\n                        \
             ? client.{method}({given})\n                        : Wait(client.{method}Async({given})), \
             new Fields(json).{answer}, it => it.Raw, json);",
            operation.name,
            answer = operation.answer,
        );
    }
    text
}
