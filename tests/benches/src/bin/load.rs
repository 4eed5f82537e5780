//! `load <side> <address> <n>`: n calls with 64 in flight; prints calls a second.

use std::time::Instant;

use futures_util::{StreamExt, stream};
use prolifi_benches::{Side, argument, changes};

const IN_FLIGHT: usize = 64;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let caller = Side::from_args(1).caller(&argument(2));
    let count: u32 = argument(3).parse().unwrap_or(0);
    let changes = changes();
    let run = async |count: u32| {
        let calls = stream::iter(0..count).map(|_| caller.update("user_42", &changes));
        calls.buffer_unordered(IN_FLIGHT).for_each(|_| async {}).await;
    };
    run(IN_FLIGHT as u32 * 4).await;
    let start = Instant::now();
    run(count).await;
    println!("{}", f64::from(count) / start.elapsed().as_secs_f64());
}
