//! Path values: encoded, and refused where encoding cannot help.
//!
//! A URL parser folds the segments `.` and `..`, percent-encoded ones included (WHATWG URL, "double-dot
//! URL path segment"), and an empty segment turns `DELETE /customers/<id>` into `DELETE /customers/`. So no
//! value may become such a segment, whatever transport parses the URL later.

use std::fmt::{self, Display, Write};

use super::percent;
use crate::endpoint::PathPart;

/// A value that can fill a `<name>` of a path: anything that implements `Display`.
///
/// ```
/// use std::fmt;
///
/// use prolifi::PathValue;
///
/// /// Is written `note_7`.
/// struct NoteId(u32);
///
/// impl fmt::Display for NoteId {
///     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         write!(f, "note_{}", self.0)
///     }
/// }
///
/// fn takes(_: impl PathValue) {}
/// takes("user_42");
/// takes(NoteId(7));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a path value",
    label = "cannot stand in a path",
    note = "a path value implements `Display`; for an optional or a missing value declare a second endpoint"
)]
pub trait PathValue {
    /// The value as it will be encoded.
    fn as_display(&self) -> &dyn Display;
}

#[diagnostic::do_not_recommend]
impl<T: Display> PathValue for T {
    fn as_display(&self) -> &dyn Display {
        self
    }
}

/// A value that can fill the `<name..>` of a path: a list of `Display` segments, or text that is split at
/// its slashes. Each segment is encoded by itself.
///
/// `M` is inferred: it tells the two apart.
///
/// ```
/// use prolifi::PathRest;
///
/// assert_eq!("reports/2026/march".segments(), ["reports", "2026", "march"]);
/// assert_eq!(vec!["a/b", "c"].segments(), ["a/b", "c"]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot fill the rest of a path",
    label = "neither a list of segments nor text",
    note = "give a slice, array or `Vec` of `Display` segments, or text with `/` between them"
)]
pub trait PathRest<M> {
    /// The segments, not yet encoded.
    fn segments(&self) -> Vec<String>;
}

/// Marks [`PathRest`] of text.
#[doc(hidden)]
#[derive(Debug)]
pub enum Text {}
/// Marks [`PathRest`] of a list.
#[doc(hidden)]
#[derive(Debug)]
pub enum List {}

#[diagnostic::do_not_recommend]
impl<T: Display + ?Sized> PathRest<Text> for T {
    fn segments(&self) -> Vec<String> {
        self.to_string().split('/').map(str::to_owned).collect()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display> PathRest<List> for [T] {
    fn segments(&self) -> Vec<String> {
        self.iter().map(T::to_string).collect()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display, const N: usize> PathRest<List> for [T; N] {
    fn segments(&self) -> Vec<String> {
        self.as_slice().segments()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display> PathRest<List> for Vec<T> {
    fn segments(&self) -> Vec<String> {
        self.as_slice().segments()
    }
}

#[diagnostic::do_not_recommend]
impl<L: PathRest<List> + ?Sized> PathRest<List> for &L {
    fn segments(&self) -> Vec<String> {
        (**self).segments()
    }
}

/// A list as one segment. A trait of its own, so that the compiler does not advise text.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a list in a path",
    label = "not a list of `Display`",
    note = "give a slice, array or `Vec` of a type that implements `Display`; for an optional list declare a second endpoint"
)]
pub trait PathList: PathRest<List> {}

#[diagnostic::do_not_recommend]
impl<T: PathRest<List>> PathList for T {}

/// An argument of the path, without its type.
#[doc(hidden)]
pub enum PathArg<'a> {
    Value(&'a dyn Display),
    Rest(Vec<String>),
}

/// The argument of a `<name>`.
#[doc(hidden)]
pub fn path_value<T: PathValue>(value: &T) -> PathArg<'_> {
    PathArg::Value(value.as_display())
}

/// The argument of a `<name..>`.
#[doc(hidden)]
pub fn path_rest<M, T: PathRest<M>>(value: &T) -> PathArg<'_> {
    PathArg::Rest(value.segments())
}

/// The argument of a `<name:comma>`.
#[doc(hidden)]
pub fn path_list<T: PathList>(value: &T) -> PathArg<'_> {
    PathArg::Rest(value.segments())
}

/// Appends the filled path to `uri`.
///
/// # Errors
///
/// A sentence that names the parameter whose value is refused.
pub(crate) fn write(uri: &mut String, parts: &[PathPart], args: &[PathArg<'_>]) -> Result<(), String> {
    let mut segment = Segment { start: uri.len(), value: None };
    for part in parts {
        match part {
            PathPart::Literal(text) => {
                let from = uri.len();
                uri.push_str(text);
                if let (Some(first), Some(last)) = (text.find('/'), text.rfind('/')) {
                    segment.check(&uri[..from + first])?;
                    segment = Segment { start: from + last + 1, value: None };
                }
            }
            PathPart::Value { name, arg } => {
                let value = args.get(*arg).map_or(&"" as &dyn Display, PathArg::as_display);
                encode(uri, name, value)?;
                segment.value = Some(name);
            }
            PathPart::Rest { name, arg } => {
                for (index, value) in list(name, args.get(*arg))?.iter().enumerate() {
                    if index > 0 {
                        segment.check(uri)?;
                        uri.push('/');
                        segment = Segment { start: uri.len(), value: None };
                    }
                    encode(uri, name, value)?;
                    segment.value = Some(name);
                }
            }
            PathPart::List { name, arg } => {
                for (index, value) in list(name, args.get(*arg))?.iter().enumerate() {
                    if index > 0 {
                        uri.push(',');
                    }
                    encode(uri, name, value)?;
                }
                segment.value = Some(name);
            }
        }
    }
    segment.check(uri)
}

/// The values of a list, of which there is at least one.
fn list<'a>(name: &str, arg: Option<&'a PathArg<'_>>) -> Result<&'a [String], String> {
    match arg {
        Some(PathArg::Rest(values)) if !values.is_empty() => Ok(values),
        _ => Err(format!("the path parameter `{name}` has no segments")),
    }
}

/// The segment being written, and the last parameter that wrote into it.
struct Segment {
    start: usize,
    value: Option<&'static str>,
}

impl Segment {
    /// Refuses a dot segment that a value made; those of literals are refused by the macro.
    fn check(&self, uri: &str) -> Result<(), String> {
        let text = uri.get(self.start..).unwrap_or_default();
        match self.value {
            Some(name) if text == "." || text == ".." => Err(format!(
                "the path parameter `{name}` makes the segment `{text}`, which would call another endpoint"
            )),
            _ => Ok(()),
        }
    }
}

impl PathArg<'_> {
    fn as_display(&self) -> &dyn Display {
        match self {
            PathArg::Value(value) => *value,
            PathArg::Rest(_) => &"",
        }
    }
}

/// Appends one encoded value.
fn encode(uri: &mut String, name: &str, value: &dyn Display) -> Result<(), String> {
    let before = uri.len();
    write!(Encoder(uri), "{value}")
        .map_err(|_| format!("the path parameter `{name}` could not be written: its `Display` failed"))?;
    if uri.len() == before {
        return Err(format!("the path parameter `{name}` is empty, which would call another endpoint"));
    }
    Ok(())
}

/// Percent-encodes what is formatted into it.
struct Encoder<'a>(&'a mut String);

impl Write for Encoder<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        percent::append(self.0, text);
        Ok(())
    }
}

impl fmt::Debug for PathArg<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PathArg")
    }
}
