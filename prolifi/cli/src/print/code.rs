//! [`Code`]: lines of Rust, no longer than `rustfmt` leaves them.

use std::fmt::Write as _;

/// The width of a line: `max_width` of rustfmt.
pub(super) const WIDTH: usize = 100;
/// What an attribute may hold in one line: `attr_fn_like_width`.
const ATTRIBUTE: usize = 70;
/// What a chain of calls may hold in one line: `chain_width`.
pub(super) const CHAIN: usize = 60;
/// What the arguments of a call may hold in one line: `fn_call_width`.
const CALL: usize = 60;
/// What the literal of a struct may hold in one line: `struct_lit_width`.
pub(super) const LITERAL: usize = 18;

#[derive(Debug, Default)]
pub(super) struct Code {
    text: String,
    indent: usize,
}

impl Code {
    pub(super) fn line(&mut self, line: &str) {
        if line.is_empty() {
            return self.text.push('\n');
        }
        let _ = writeln!(self.text, "{:1$}{line}", "", self.indent);
    }

    /// An empty line, unless there is one, or nothing yet.
    pub(super) fn blank(&mut self) {
        if !(self.text.is_empty() || self.text.ends_with("\n\n") || self.text.ends_with("{\n")) {
            self.text.push('\n');
        }
    }

    pub(super) fn indented(&mut self, inside: impl FnOnce(&mut Self)) {
        self.indent += 4;
        inside(self);
        self.indent -= 4;
    }

    pub(super) fn docs(&mut self, paragraphs: &[String]) {
        for line in super::docs::lines(paragraphs, WIDTH - 4 - self.indent) {
            self.line(format!("/// {line}").trim_end());
        }
    }

    /// A comment that says why.
    pub(super) fn comment(&mut self, text: &str) {
        for line in super::docs::wrapped(text, WIDTH - 3 - self.indent) {
            self.line(&format!("// {line}"));
        }
    }

    /// `#[name(arguments)]`, in one line or one for each.
    pub(super) fn attribute(&mut self, name: &str, arguments: &[String]) {
        let joined = arguments.join(", ");
        let fits = joined.chars().count() <= ATTRIBUTE
            && self.indent + name.len() + joined.chars().count() + 5 <= WIDTH;
        if fits || arguments.len() < 2 {
            return self.line(&format!("#[{name}({joined})]"));
        }
        self.line(&format!("#[{name}("));
        self.indented(|code| {
            for (at, argument) in arguments.iter().enumerate() {
                let comma = if at + 1 < arguments.len() { "," } else { "" };
                code.line(&format!("{argument}{comma}"));
            }
        });
        self.line(")]");
    }

    /// `fn name(arguments) -> T;`, in one line or one for each argument.
    pub(super) fn signature(&mut self, head: &str, arguments: &[String], tail: &str) {
        let line = format!("{head}({}){tail}", arguments.join(", "));
        let width = self.indent + line.chars().count();
        if width == WIDTH && tail.ends_with(';') {
            // Rustfmt counts one more here, and moves what is returned.
            self.line(&format!("{head}({})", arguments.join(", ")));
            return self.line(tail.trim_start());
        }
        if width <= WIDTH {
            return self.line(&line);
        }
        self.line(&format!("{head}("));
        self.indented(|code| arguments.iter().for_each(|argument| code.argument(argument)));
        self.line(&format!("){tail}"));
    }

    /// `head(arguments)`, in one line or one for each argument.
    pub(super) fn call(&mut self, head: &str, arguments: &[&str]) {
        let joined = arguments.join(", ");
        if joined.chars().count() <= CALL
            && self.indent + head.chars().count() + joined.chars().count() + 2 <= WIDTH
        {
            return self.line(&format!("{head}({joined})"));
        }
        self.line(&format!("{head}("));
        self.indented(|code| arguments.iter().for_each(|argument| code.line(&format!("{argument},"))));
        self.line(")");
    }

    /// `head {`, with the bracket in a line of its own where that is too long.
    pub(super) fn open(&mut self, head: &str) {
        if self.indent + head.chars().count() + 2 <= WIDTH {
            return self.line(&format!("{head} {{"));
        }
        self.line(head);
        self.line("{");
    }

    /// A field: its type in a line of its own where it has no place beside the name, and fits there.
    pub(super) fn field(&mut self, name: &str, ty: &str) {
        let length = ty.chars().count();
        let fits = self.indent + name.chars().count() + 2 + length < WIDTH;
        if fits || self.indent + 4 + length >= WIDTH {
            return self.argument(&format!("{name}: {ty}"));
        }
        self.line(&format!("{name}:"));
        self.indented(|code| code.line(&format!("{ty},")));
    }

    /// An argument or a field in its own line, or the inside of its type in another.
    pub(super) fn argument(&mut self, argument: &str) {
        let inside =
            argument.split_once('<').and_then(|(head, inside)| Some((head, inside.strip_suffix('>')?)));
        match inside.filter(|_| self.indent + argument.chars().count() + 1 > WIDTH) {
            Some((head, inside)) => {
                self.line(&format!("{head}<"));
                self.indented(|code| code.line(&format!("{inside},")));
                self.line(">,");
            }
            None => self.line(&format!("{argument},")),
        }
    }

    /// `head` and calls behind it, in one line or one for each.
    pub(super) fn chain(&mut self, before: &str, calls: &[String], after: &str) {
        let joined = calls.concat();
        let fits = self.indent + before.chars().count() + joined.chars().count() + after.len() <= WIDTH;
        // A single call has the whole line.
        if calls.len() < 2 || (fits && (calls.len() == 2 || joined.chars().count() <= CHAIN)) {
            return self.line(&format!("{before}{joined}{after}"));
        }
        let (head, rest) = calls.split_at(1);
        self.line(&format!("{before}{}", head.concat()));
        self.indented(|code| {
            for (at, call) in rest.iter().enumerate() {
                let after = if at + 1 == rest.len() { after } else { "" };
                code.line(&format!("{call}{after}"));
            }
        });
    }

    pub(super) fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
    }

    /// How far a line is indented.
    pub(super) fn indent(&self) -> usize {
        self.indent
    }

    pub(super) fn finish(self) -> String {
        format!("{}\n", self.text.trim_end())
    }
}
