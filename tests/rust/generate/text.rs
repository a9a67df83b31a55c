//! Documentation in Markdown, as the comments of other languages.

/// The paragraphs of a documentation, each on one line; an element of a list is one of its own.
pub(crate) fn paragraphs(doc: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in doc.lines().map(str::trim) {
        if line.is_empty() || line.starts_with("- ") {
            paragraphs.push(String::new());
        }
        if let Some(paragraph) = paragraphs.last_mut() {
            if !paragraph.is_empty() {
                paragraph.push_str(if paragraph.ends_with('.') { "  " } else { " " });
            }
            paragraph.push_str(line);
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// The first of them: what the thing is.
pub(crate) fn summary(doc: &str) -> String {
    paragraphs(doc).swap_remove(0)
}

/// Lines of at most so many letters.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    // Two blanks behind a sentence stay two.
    for word in text.split(' ') {
        let line = lines.last_mut().expect("a line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            let kept = line.trim_end().len();
            line.truncate(kept);
            lines.push(word.to_owned());
        }
    }
    lines
}

/// The lines of a documentation comment of Rust or C++, with this margin.
pub(crate) fn comment(text: &str, indent: usize) -> String {
    let margin = " ".repeat(indent);
    wrap(text, 116 - indent).iter().map(|line| format!("{margin}/// {line}\n")).collect()
}

/// What stands between single backticks, as `write` has it.
pub(crate) fn words(text: &str, write: impl Fn(&str) -> String) -> String {
    let parts = text.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 1 { write(part) } else { part.to_owned() }).collect()
}

/// Stands for a blank where no line may end.
const JOINT: char = '\u{1}';

/// A reference in a documentation comment of C#.
pub(crate) fn see(what: &str) -> String {
    format!("<see{JOINT}cref=\"{what}\"/>")
}

/// A documentation comment of C#: what the thing is as its summary, the rest as remarks.
pub(crate) fn xml(paragraphs: &[String], indent: usize) -> String {
    let margin = " ".repeat(indent);
    let element = |name: &str, text: &str| {
        let line = format!("{margin}/// <{name}>{text}</{name}>\n").replace(JOINT, " ");
        if line.chars().count() <= 121 {
            return line;
        }
        let lines = wrap(text, 120 - indent - 4).join(&format!("\n{margin}/// "));
        format!("{margin}/// <{name}>\n{margin}/// {lines}\n{margin}/// </{name}>\n").replace(JOINT, " ")
    };
    let plain: Vec<_> = paragraphs.iter().map(|paragraph| paragraph.replace("  ", " ")).collect();
    match &plain[..] {
        [] => String::new(),
        [summary] => element("summary", summary),
        [summary, rest] => element("summary", summary) + &element("remarks", rest),
        [summary, rest @ ..] => {
            let rest: String = rest.iter().map(|it| format!("<para>{}</para> ", it.trim_start_matches("- "))).collect();
            element("summary", summary) + &element("remarks", rest.trim_end())
        }
    }
}

/// `package_id` as `PackageId`.
pub(crate) fn pascal(snake: &str) -> String {
    let parts = snake.split('_').map(|part| part[..1].to_ascii_uppercase() + &part[1..]);
    parts.collect()
}
