//! How a test ends that is wrong, or that found something wrong.

/// Ends the test with what is wrong, at the line of the test that called.
#[track_caller]
#[allow(clippy::panic, reason = "a test fails by a panic; none of this is in a program")]
pub(super) fn fail(problem: &str) -> ! {
    panic!("{problem}")
}
