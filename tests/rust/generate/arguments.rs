//! What checks the arguments of each operation: for C the functions that give its work, for Python the methods of `Client`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::c::formatted;
use super::operations::{Argument, ArgumentKind, Operation, operations};

pub(crate) const C: &str = "src/capi/work.rs";

const C_HEAD: &str = "// Generated from src/capi by `make generate`; do not edit.\n\n\
     //! The work of each operation, after its arguments were checked.\n\n\
     use std::ffi::c_char;\n\n\
     use super::calls::Work;\nuse super::text::{id, optional_text};\n";

impl Operation {
    /// The arguments of the core's method.
    fn given(&self) -> String {
        let ids = self.ids().map(|id| format!("&{}", id.name));
        ids.chain(self.options().map(|_| "options".to_owned())).collect::<Vec<_>>().join(", ")
    }

    /// The struct of what may be left out, of variables of the same names.
    fn make_options(&self) -> String {
        let names = self.arguments.iter().filter(|it| it.kind != ArgumentKind::Id).map(|it| it.name.as_str());
        let names = names.collect::<Vec<_>>().join(", ");
        self.options().map_or(String::new(), |of| format!("let options = crate::{of} {{ {names} }};\n"))
    }

    fn parameters(&self, of: impl Fn(&Argument) -> &'static str) -> String {
        self.arguments.iter().map(|it| format!("{}: {}, ", it.name, of(it))).collect()
    }
}

pub(crate) fn c() -> String {
    let operations = operations();
    let answers: BTreeSet<_> = operations.iter().map(|it| it.answer.as_str()).collect();
    let answers: Vec<_> = answers.into_iter().collect();
    let mut text = format!("{C_HEAD}use crate::model::{{{}}};\nuse crate::{{Client, Result}};\n", answers.join(", "));
    for operation in &operations {
        let Operation { name, answer, .. } = operation;
        let parameters = operation.parameters(|it| match it.kind {
            ArgumentKind::Flag => "bool",
            _ => "*const c_char",
        });
        let checks =
            operation.arguments.iter().filter(|it| it.kind != ArgumentKind::Flag).map(|Argument { name, kind }| {
                let (check, more) =
                    if *kind == ArgumentKind::Id { ("id", "") } else { ("optional_text", ".map(str::to_owned)") };
                format!(
                    "// SAFETY: the caller's promise.\nlet {name} = unsafe {{ {check}({name}, \"{name}\") }}?{more};\n"
                )
            });
        let _ = writeln!(
            text,
            "\n/// # Safety\n/// As [`id`]; a text may be NULL.\n\
             pub(super) unsafe fn {name}({parameters}) -> Result<impl Work<Answer = {answer}>> {{\n{}{}\
             Ok(async move |client: Client| client.{name}({}).await)\n}}",
            checks.collect::<String>(),
            operation.make_options(),
            operation.given(),
        );
    }
    formatted(&text)
}

pub(crate) fn python() -> String {
    let mut text = "impl Client {\n".to_owned();
    for operation in operations() {
        let name = &operation.name;
        let parameters = operation.parameters(|it| match it.kind {
            ArgumentKind::Id => "Bound<'py, PyAny>",
            ArgumentKind::Text => "Option<Bound<'py, PyAny>>",
            ArgumentKind::Flag => "bool",
        });
        let _ = writeln!(text, "    #[doc = help!({name})]");
        if operation.options().is_some() {
            let ids = operation.ids().map(|id| id.name.clone()).chain(["*".to_owned()]);
            let others = operation.arguments.iter().filter_map(|it| match it.kind {
                ArgumentKind::Id => None,
                ArgumentKind::Text => Some(format!("{}=None", it.name)),
                ArgumentKind::Flag => Some(format!("{}=false", it.name)),
            });
            let signature = ids.chain(others).collect::<Vec<_>>().join(", ");
            let _ = writeln!(text, "    #[pyo3(signature = ({signature}), text_signature = None)]");
        }
        let checks = operation.arguments.iter().map(|Argument { name, kind }| match kind {
            ArgumentKind::Id => format!("let {name} = id(\"{name}\", &{name})?;\n"),
            ArgumentKind::Text => format!("let {name} = optional_text(\"{name}\", {name}.as_ref())?;\n"),
            ArgumentKind::Flag => String::new(),
        });
        let _ = writeln!(
            text,
            "fn {name}<'py>(&self, py: Python<'py>, {parameters}) -> PyResult<Bound<'py, PyAny>> {{\n{}{}\
             self.answer(py, async move |client| client.{name}({}).await)\n}}\n",
            checks.collect::<String>(),
            operation.make_options(),
            operation.given(),
        );
    }
    let text = formatted(&(text + "}\n"));
    let methods = text.strip_prefix("impl Client {\n").and_then(|text| text.strip_suffix("}\n"));
    methods.expect("an impl").to_owned()
}
