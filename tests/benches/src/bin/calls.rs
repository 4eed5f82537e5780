//! `calls <side> <address> <n>`: n calls, one after the other, for a counter of instructions.
//!
//! Setting up cancels out: the counts of two runs with different n are subtracted.

use prolifi_benches::{Side, argument, changes};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let caller = Side::from_args(1).caller(&argument(2));
    let changes = changes();
    for _ in 0..argument(3).parse().unwrap_or(0) {
        caller.update("user_42", &changes).await;
    }
}
