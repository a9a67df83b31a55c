//! The operations, from the functions of `src/capi` that wait for them: those that start them, and of the operations that
//! take ids, flags and texts the methods of C++ and .NET.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use super::kinds::csharp;
use super::root;
use super::text::{comment, pascal, summary, words, xml};

/// A function of C that waits for an operation.
struct Function {
    /// The file that it is in.
    module: String,
    /// Without `iinked_client_`.
    name: String,
    doc: String,
    /// Between client and out, as they are written.
    parameters: Vec<(String, String)>,
    /// The struct that it answers.
    answer: String,
    /// What checks the arguments and gives the work, with its module.
    work: String,
}

/// One that takes ids, flags and texts.
pub(crate) struct Operation {
    pub(crate) name: String,
    doc: String,
    pub(crate) arguments: Vec<Argument>,
    /// The record that is its answer.
    pub(crate) answer: String,
}

pub(crate) struct Argument {
    pub(crate) name: String,
    pub(crate) kind: ArgumentKind,
}

#[derive(PartialEq)]
pub(crate) enum ArgumentKind {
    Id,
    /// May be left out.
    Text,
    Flag,
}

/// What the arguments that can be left out are for: a new one has to be told here.
const OPTIONAL: [(&str, &str); 3] = [
    ("notify", "Tell the signers by email."),
    (
        "override_retention",
        "Delete although a retention policy forbids it; without it such a package gives a <see cref=\"RetentionException\"/>.",
    ),
    ("message", "Why; null for none."),
];

/// What an argument that can be left out is for.
fn purpose(argument: &Argument) -> &'static str {
    let known = OPTIONAL.iter().find(|(name, _)| *name == argument.name);
    known.unwrap_or_else(|| panic!("say in OPTIONAL what {} is for", argument.name)).1
}

impl Operation {
    /// Whether it changes nothing.
    fn is_read(&self) -> bool {
        self.name.starts_with("get_") || self.name.starts_with("list_") || self.name.ends_with("_status")
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = &Argument> {
        self.arguments.iter().filter(|argument| argument.kind == ArgumentKind::Id)
    }

    /// The struct of what may be left out, in Rust and in C++.
    pub(crate) fn options(&self) -> Option<String> {
        let verb = pascal(self.name.split('_').next().unwrap_or_default());
        (self.ids().count() < self.arguments.len()).then(|| verb + "Options")
    }
}

/// In the order of the files of `src/capi`, and within each.
fn functions() -> Vec<Function> {
    let mut files: Vec<_> =
        fs::read_dir(root().join("src/capi")).expect("src/capi").map(|file| file.expect("a file").path()).collect();
    files.sort();
    let mut functions = Vec::new();
    for file in files {
        let module = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).expect("a source");
        let parts: Vec<_> = text.split("#[unsafe(no_mangle)]\n").collect();
        functions.extend(parts.windows(2).filter_map(|parts| function(&module, parts[0], parts[1])));
    }
    functions
}

/// The function that `after` begins with, whose documentation `before` ends with.
fn function(module: &str, before: &str, after: &str) -> Option<Function> {
    let (name, rest) = after.strip_prefix("pub unsafe extern \"C\" fn iinked_client_")?.split_once('(')?;
    let (parameters, body) = rest.split_once(')')?;
    let (_, work) = body.split_once("wait(client, out, err, || ")?;
    let (work, _) = work.split_once(") }\n")?;
    let parameters = parameters.split(',').filter_map(|parameter| parameter.trim().split_once(": "));
    let mut parameters: Vec<_> = parameters.map(|(name, of)| (name.to_owned(), of.to_owned())).collect();
    let (_, out) = parameters.iter().find(|(name, _)| name == "out")?;
    let answer = out.strip_prefix("*mut *mut ")?.to_owned();
    parameters.retain(|(name, _)| !["client", "out", "err"].contains(&name.as_str()));
    let doc: Vec<_> = before.lines().rev().take_while(|line| line.starts_with("///")).map(|line| &line[3..]).collect();
    let doc = doc.into_iter().rev().collect::<Vec<_>>().join("\n");
    let work = if work.starts_with("work::") { work.to_owned() } else { format!("{module}::{work}") };
    Some(Function { module: module.to_owned(), name: name.to_owned(), doc, parameters, answer, work })
}

pub(crate) fn operations() -> Vec<Operation> {
    functions().into_iter().filter_map(operation).collect()
}

fn operation(function: Function) -> Option<Operation> {
    let arguments = function.parameters.into_iter().map(|(name, of)| {
        let kind = match of.as_str() {
            "*const c_char" if name.ends_with("_id") => ArgumentKind::Id,
            "*const c_char" => ArgumentKind::Text,
            "bool" => ArgumentKind::Flag,
            _ => return None,
        };
        Some(Argument { name, kind })
    });
    Some(Operation {
        arguments: arguments.collect::<Option<_>>()?,
        doc: without_request(&summary(&function.doc)),
        answer: pascal(function.answer.strip_prefix("iinked_")?),
        name: function.name,
    })
}

/// Without the request that it is, which only readers of C are told.
fn without_request(doc: &str) -> String {
    let Some(begin) = [": `GET ", ": `POST "].iter().find_map(|request| doc.find(request)) else {
        return doc.to_owned();
    };
    let end = doc[begin..].find('.').map_or(doc.len(), |end| begin + end);
    format!("{}{}", &doc[..begin], &doc[end..])
}

// -- C -------------------------------------------------------------------------------------------------------------

pub(crate) const C: &str = "src/capi/asynchronous.rs";

const C_HEAD: &str = "// Generated from src/capi by `make generate`; do not edit.\n\n\
     //! What starts each operation without waiting for it.\n\n\
     use std::ffi::{c_char, c_void};\n\n\
     use super::calls::{iinked_call, start};\nuse super::client::iinked_client;\nuse super::error::iinked_error;\n\
     use super::iinked_code;\nuse super::list::{iinked_list_filters, iinked_package_list_callback};\n";

/// Without `download_video`, whose documentation says more of each form.
pub(crate) fn c() -> String {
    let functions: Vec<_> = functions().into_iter().filter(|function| function.module != "download").collect();
    let modules: BTreeSet<_> = functions.iter().filter_map(|function| function.work.split("::").next()).collect();
    let mut answers: BTreeSet<_> = functions.iter().map(|function| function.answer.as_str()).collect();
    answers.remove("iinked_package_list");
    let names = |names: &BTreeSet<&str>| names.iter().copied().collect::<Vec<_>>().join(", ");
    let mut text =
        format!("{C_HEAD}use super::records::{{{}}};\nuse super::{{{}}};\n", names(&answers), names(&modules));
    for answer in answers {
        let _ = writeln!(
            text,
            "\n/// Receives the outcome of an asynchronous call, once, on a thread of the library.\n///\n\
             /// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.\n\
             /// The receiver owns both: free them with `{answer}_free` and `iinked_error_free`.\n\
             /// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.\n\
             pub type {answer}_callback = Option<unsafe extern \"C\" fn(code: iinked_code, answer: *mut {answer}, \
             error: *mut iinked_error, user_data: *mut c_void)>;"
        );
    }
    for Function { name, parameters, answer, work, .. } in &functions {
        let parameters: String = parameters.iter().map(|(name, of)| format!("{name}: {of}, ")).collect();
        let _ = writeln!(
            text,
            "\n/// `iinked_client_{name}` without waiting: `callback` gets the answer.  See `iinked_call`.\n///\n\
             /// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.\n\
             #[unsafe(no_mangle)]\n\
             pub unsafe extern \"C\" fn iinked_client_{name}_async(client: *const iinked_client, {parameters}\
             callback: {answer}_callback, user_data: *mut c_void, out: *mut *mut iinked_call, \
             err: *mut *mut iinked_error) -> iinked_code {{\n\
             // SAFETY: the header asks for pointers that are NULL or valid.\n\
             unsafe {{ start(client, callback, user_data, out, err, || {work}) }}\n}}"
        );
    }
    super::c::formatted(&text)
}

// -- C++ -----------------------------------------------------------------------------------------------------------

/// The structs of what may be left out.
pub(crate) fn cpp_options() -> String {
    let mut text = Vec::new();
    for operation in operations() {
        let (Some(options), Some((verb, noun))) = (operation.options(), operation.name.split_once('_')) else {
            continue;
        };
        let mut it = format!("/// How to {verb} a {noun}.\nstruct {options} {{\n");
        for argument in operation.arguments.iter().filter(|argument| argument.kind != ArgumentKind::Id) {
            let what = purpose(argument).split_once(';').map_or(purpose(argument), |(what, _)| what);
            let what = what.trim_end_matches('.');
            let member = match argument.kind {
                ArgumentKind::Flag => format!("bool {} = false", argument.name),
                _ => format!("std::optional<std::string> {}", argument.name),
            };
            let _ = writeln!(it, "    /// {what}.\n    {member};");
        }
        text.push(it + "};\n");
    }
    text.join("\n")
}

fn cpp_parameters(operation: &Operation, default: &str) -> String {
    let ids = operation.ids().map(|id| format!("std::string_view {}", id.name));
    let options = operation.options().map(|options| format!("const {options} &options{default}"));
    ids.chain(options).collect::<Vec<_>>().join(", ")
}

/// The functions that pair the two of C.
pub(crate) fn cpp() -> String {
    let mut text = String::new();
    for operation in operations() {
        let name = &operation.name;
        let values = operation.arguments.iter().map(|it| match it.kind {
            ArgumentKind::Id => format!("terminated({})", it.name),
            ArgumentKind::Text => format!("optional_text(options.{})", it.name),
            ArgumentKind::Flag => format!("options.{}", it.name),
        });
        let values = values.collect::<Vec<_>>().join(", ");
        let _ = writeln!(
            text,
            "inline auto {name}(const iinked_client *client, {}) {{\n    return operation<{}>(iinked_client_{name}, \
             iinked_client_{name}_async, client,\n        {values});\n}}",
            cpp_parameters(&operation, ""),
            operation.answer,
        );
    }
    text
}

/// The methods of `Client`.
pub(crate) fn cpp_methods() -> String {
    let mut text = String::new();
    for operation in operations() {
        let Operation { name, answer, .. } = &operation;
        let names = operation.ids().map(|id| id.name.clone()).chain(operation.options().map(|_| "options".to_owned()));
        let made = format!("detail::{name}(raw(), {})", names.collect::<Vec<_>>().join(", "));
        let (open, closed) = (cpp_parameters(&operation, " = {}"), cpp_parameters(&operation, ""));
        let unclear = if operation.is_read() { "" } else { "  Throws OutcomeUnknown where that is not clear." };
        text.push_str(&comment(&format!("{}{unclear}", operation.doc), 4));
        let _ = writeln!(
            text,
            "    {answer} {name}({open}) const {{\n        return wait({made});\n    }}\n    \
             Pending<{answer}> {name}_async({open}) const {{\n        return promise({made});\n    }}\n    \
             template <class F> Call {name}_async({closed}, F callback) const {{\n        \
             return begin({made}, std::move(callback));\n    }}\n",
        );
    }
    text
}

// -- .NET ----------------------------------------------------------------------------------------------------------

const DOTNET_NAMES: [(&str, &str); 1] = [("package_status", "GetPackageStatus")];

pub(crate) fn dotnet_name(operation: &Operation) -> String {
    let named = DOTNET_NAMES.iter().find(|(name, _)| *name == operation.name);
    named.map_or_else(|| pascal(&operation.name), |(_, name)| (*name).to_owned())
}

fn camel(name: &str) -> String {
    let name = pascal(name);
    name[..1].to_ascii_lowercase() + &name[1..]
}

fn dotnet_parameters(operation: &Operation) -> String {
    let parameter = |it: &Argument| {
        let name = camel(&it.name);
        match it.kind {
            ArgumentKind::Id => format!("string {name}"),
            ArgumentKind::Text => format!("[AllowNull] string {name} = null"),
            ArgumentKind::Flag => format!("bool {name} = false"),
        }
    };
    let parameters: Vec<_> = operation.arguments.iter().map(parameter).collect();
    format!(
        "(\n            {},\n            CancellationToken cancellationToken = default(CancellationToken))",
        parameters.join(", ")
    )
}

fn dotnet_head(usings: &[&str], namespace: &str) -> String {
    let usings: String = usings.iter().map(|name| format!("using {name};\n")).collect();
    format!("{}{usings}\nnamespace {namespace}\n{{\n", csharp("src/capi"))
}

/// The methods of the interface.
pub(crate) fn dotnet_interface() -> String {
    let mut text = dotnet_head(
        &["System", "System.Diagnostics.CodeAnalysis", "System.Threading", "System.Threading.Tasks"],
        "IinkedSign",
    ) + "    public partial interface IIinkedSignClient\n    {\n";
    let mut methods = Vec::new();
    for operation in operations() {
        let (name, parameters) = (dotnet_name(&operation), dotnet_parameters(&operation));
        let mut it = xml(&[words(&operation.doc, |word| format!("<c>{word}</c>"))], 8);
        for argument in &operation.arguments {
            let what = match argument.kind {
                ArgumentKind::Id if argument.name == "package_id" => {
                    "1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>."
                }
                ArgumentKind::Id => "As <paramref name=\"packageId\"/>; null and empty are refused.",
                _ => purpose(argument),
            };
            let _ = writeln!(it, "        /// <param name=\"{}\">{what}</param>", camel(&argument.name));
        }
        let cancelled =
            if operation.is_read() { "Ends the call." } else { "Ends the call; it may have been carried out." };
        let _ = writeln!(it, "        /// <param name=\"cancellationToken\">{cancelled}</param>");
        if !operation.is_read() {
            it.push_str("        /// <exception cref=\"OutcomeUnknownException\">It may or may not have been carried out.</exception>\n");
        }
        let answer = &operation.answer;
        let _ = writeln!(
            it,
            "        {answer} {name}{parameters};\n\n        \
             /// <summary><see cref=\"{name}\"/> without a thread that waits.</summary>\n        \
             Task<{answer}> {name}Async{parameters};",
        );
        methods.push(it);
    }
    text.push_str(&methods.join("\n"));
    text + "    }\n}\n"
}

/// The methods of the client.
pub(crate) fn dotnet_client() -> String {
    let usings = ["System.Diagnostics.CodeAnalysis", "System.Threading", "System.Threading.Tasks", "IinkedSign.Native"];
    let mut text = dotnet_head(&usings, "IinkedSign") + "    public sealed partial class IinkedSignClient\n    {\n";
    let mut methods = Vec::new();
    for operation in operations() {
        let (name, parameters, answer) = (dotnet_name(&operation), dotnet_parameters(&operation), &operation.answer);
        let names: Vec<_> = operation.arguments.iter().map(|argument| camel(&argument.name)).collect();
        let call = format!(
            "{name}, {answer}Handle, {answer}>(\n                Open, new {name}({}), cancellationToken);",
            names.join(", ")
        );
        methods.push(format!(
            "        /// <inheritdoc/>\n        public {answer} {name}{parameters} =>\n            Calls.Run<{call}\n\n        \
             /// <inheritdoc/>\n        public Task<{answer}> {name}Async{parameters} =>\n            Calls.Start<{call}\n",
        ));
    }
    text.push_str(&methods.join("\n"));
    text + "    }\n}\n"
}

/// The operations as structs.
pub(crate) fn dotnet_structs() -> String {
    let mut text = dotnet_head(&["System"], "IinkedSign.Native");
    let mut structs = Vec::new();
    for operation in operations() {
        let (name, handle) = (dotnet_name(&operation), format!("{}Handle", operation.answer));
        let (mut fields, mut taken, mut kept, mut values) = (String::new(), Vec::new(), String::new(), Vec::new());
        for argument in &operation.arguments {
            let it = camel(&argument.name);
            let (of, field, value, handed) = match argument.kind {
                ArgumentKind::Flag => ("bool", "byte", format!("{it} ? (byte)1 : (byte)0"), it.clone()),
                ArgumentKind::Id => ("string", "string", it.clone(), format!("Utf8.Required({it}, nameof({it}))")),
                ArgumentKind::Text => ("string", "string", it.clone(), format!("Utf8.Bytes({it}, nameof({it}))")),
            };
            let _ = writeln!(fields, "        private readonly {field} {it};");
            let _ = writeln!(kept, "            this.{it} = {value};");
            taken.push(format!("{of} {it}"));
            values.push(handed);
        }
        let (taken, values) = (taken.join(", "), values.join(", "));
        structs.push(format!(
            "    internal struct {name} : IOperation<{handle}>\n    {{\n{fields}\n        internal {name}({taken})\n        \
             {{\n{kept}        }}\n\n        public string Name => nameof({name});\n\n        \
             public int Run(ClientHandle client, out {handle} answer, out ErrorHandle error) =>\n            \
             Imports.iinked_client_{c}(\n                client, {values}, out answer, out error);\n\n        \
             public int Start(\n            ClientHandle client, IntPtr callback, IntPtr userData, out CallHandle call, \
             out ErrorHandle error) =>\n            Imports.iinked_client_{c}_async(\n                \
             client, {values}, callback, userData, out call, out error);\n    }}\n",
            c = operation.name,
        ));
    }
    text.push_str(&structs.join("\n"));
    text + "}\n"
}

/// What the tests have of each operation: its call with an id, and the answer of a client that stands in for ours.
pub(crate) fn dotnet_tests() -> String {
    let (mut stand, mut calls, mut starts) = (Vec::new(), String::new(), String::new());
    for operation in operations() {
        let (name, answer) = (dotnet_name(&operation), &operation.answer);
        let parameters = dotnet_parameters(&operation).replace("[AllowNull] ", "");
        let names: Vec<_> = operation.arguments.iter().map(|argument| camel(&argument.name)).collect();
        let given = operation.ids().map(|id| if id.name == "package_id" { "id" } else { "\"v1\"" });
        let given = given.collect::<Vec<_>>().join(", ");
        stand.push(format!(
            "        public virtual {answer} {name}{parameters} => new {answer}(packageId: packageId);\n\n        \
             public Task<{answer}> {name}Async{parameters} =>\n            \
             Task.FromResult({name}({}, cancellationToken));\n",
            names.join(", "),
        ));
        let _ = writeln!(calls, "            (client, id) => client.{name}({given}),");
        let _ = writeln!(starts, "            (client, id) => client.{name}Async({given}),");
    }
    let usings = ["System", "System.Threading", "System.Threading.Tasks"];
    format!(
        "{}    /// <summary>Each operation, with an id of a package.</summary>\n    \
         internal static class Operations\n    {{\n        \
         internal static readonly Action<IIinkedSignClient, string>[] Blocking =\n        {{\n{calls}        }};\n\n        \
         internal static readonly Func<IIinkedSignClient, string, Task>[] Asynchronous =\n        {{\n{starts}        }};\n    }}\n\n    \
         internal partial class Stand\n    {{\n{}    }}\n}}\n",
        dotnet_head(&usings, "IinkedSign.Tests"),
        stand.join("\n"),
    )
}
