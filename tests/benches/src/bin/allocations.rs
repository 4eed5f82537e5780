//! `allocations <address>`: how often each side asks for memory, as JSON.

#![allow(clippy::expect_used, reason = "a bench that cannot go on has to stop")]

use allocation_counter::{AllocationInfo, measure};
use prolifi_benches::{Caller, KEY, Side, argument, builder, call, changes, hand};

/// The first calls fill the pool and the buffers.
const WARM_UP: usize = 20;
const CALLS: u64 = 200;

fn main() {
    let address = argument(1);
    let client = builder(&address).build().expect("a client");
    let changes = changes();
    let build = || {
        let request = call(&client, "user_42", &changes).into_request();
        assert!(request.is_ok());
    };
    // Not the first: what a client shares among its requests is made ready with that one.
    build();
    let built = measure(build);
    let built_by_hand = measure(|| {
        hand::http_request(&address, KEY, "user_42", &changes);
    });
    print(&[
        ("build", built),
        ("build by hand", built_by_hand),
        ("call", whole_call(&Side::Reqwest.caller(&address))),
        ("call on hyper", whole_call(&Side::Hyper.caller(&address))),
        ("call by hand", whole_call(&Side::Hand.caller(&address))),
    ]);
}

/// The mean of a call, and of the connection's task, which runs on the same thread.
fn whole_call(caller: &Caller) -> AllocationInfo {
    let changes = changes();
    let calls = async |count| {
        for _ in 0..count {
            caller.update("user_42", &changes).await;
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(calls(WARM_UP as u64));
    let all = measure(|| runtime.block_on(calls(CALLS)));
    AllocationInfo {
        count_total: all.count_total / CALLS,
        bytes_total: all.bytes_total / CALLS,
        ..AllocationInfo::default()
    }
}

fn print(rows: &[(&str, AllocationInfo)]) {
    let row = |(name, info): &(&str, AllocationInfo)| {
        format!("\"{name}\": {{\"count\": {}, \"bytes\": {}}}", info.count_total, info.bytes_total)
    };
    println!("{{{}}}", rows.iter().map(row).collect::<Vec<_>>().join(", "));
}
