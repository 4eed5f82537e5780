//! Members that the document requires and the type does not read.

use http::StatusCode;
use serde_json::Value;

use super::{
    super::{
        checked::Checked,
        document::{DocumentedAnswer, MediaType},
        report::Drift,
    },
    Answers,
    given::given,
    json::Sample,
};

/// A text that stands nowhere else.
const MARK: &str = "a member that is read says so";
/// Half of a pair of surrogates: whoever reads the text finds it broken, and whoever skips it does not look.
const BROKEN: &str = r#""\ud800""#;
/// As many members are tried.
const MOST: usize = 200;

impl<C, F: Fn(C) -> R, R: Checked> Answers<'_, C, F> {
    /// `whole` was read; each of the members in turn is broken.
    pub(super) async fn unread(
        &mut self,
        answer: &DocumentedAnswer<'_>,
        status: StatusCode,
        media_type: &MediaType<'_>,
        whole: &Sample,
        promised: &[String],
        place: &str,
    ) {
        let mut unread: Vec<&String> = Vec::new();
        for pointer in promised.iter().take(MOST) {
            // What is in a member that is not read is not read either.
            let within = |outer: &&String| {
                pointer.strip_prefix(outer.as_str()).is_some_and(|rest| rest.starts_with('/'))
            };
            let mut body = whole.value.clone();
            let Some(member) = body.pointer_mut(pointer).filter(|_| !unread.iter().any(within)) else {
                continue;
            };
            *member = Value::from(MARK);
            let body = body.to_string().replace(&format!("\"{MARK}\""), BROKEN);
            if self.asker.ask(given(answer, status, Some(media_type), body.into_bytes())).await.result.is_ok()
            {
                unread.push(pointer);
            }
        }
        for pointer in unread {
            let note = "the document requires it, and the type does not read it";
            self.found.notes.push(Drift::new(format!("{place} {pointer}"), note));
        }
    }
}
