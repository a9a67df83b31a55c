//! How the programs that play `tests/cases` call each operation.

use std::fmt::Write as _;

use super::operations::{Argument, ArgumentKind, Operation, dotnet_name, operations, short};

fn arguments(operation: &Operation, write: impl Fn(&Argument) -> String) -> String {
    operation.arguments.iter().map(write).collect::<Vec<_>>().join(", ")
}

pub(crate) fn c() -> String {
    let mut text = String::new();
    for operation in operations() {
        let Operation { name, .. } = &operation;
        let answer = short(&operation).to_ascii_lowercase();
        let given = arguments(&operation, |it| match it.kind {
            ArgumentKind::Flag => format!("is(\"{}\", \"true\")", it.name),
            _ => format!("get(\"{}\")", it.name),
        });
        let _ = writeln!(
            text,
            "    if (is(\"operation\", \"{name}\"))\n        RUN({name}, {answer}, got_{answer}, {given});"
        );
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
             ? client.{method}({given})\n                        : Wait(client.{method}Async({given})), json);",
            operation.name
        );
    }
    text
}
