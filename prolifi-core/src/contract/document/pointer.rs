//! The steps of a JSON pointer (RFC 6901, section 3).

/// The name of a member as a step.
pub(in crate::contract) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The name of the member that a step leads to.
pub(in crate::contract) fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}
