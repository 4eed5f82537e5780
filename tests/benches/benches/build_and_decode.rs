//! Wall time of the two halves of a call that involve no network.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use prolifi::{Call, customers::Customer};
use prolifi_benches::{ANSWER, KEY, builder, call, changes, hand};

const BASE_URL: &str = "https://api.example.com/v1";

fn build(criterion: &mut Criterion) {
    let Ok(client) = builder(BASE_URL).build() else { return };
    let changes = changes();
    let mut group = criterion.benchmark_group("build");
    group.bench_function("prolifi", |bench| {
        bench.iter(|| call(&client, black_box("user_42"), black_box(&changes)).into_request());
    });
    group.bench_function("by hand", |bench| {
        bench.iter(|| hand::http_request(BASE_URL, KEY, black_box("user_42"), black_box(&changes)));
    });
}

fn decode(criterion: &mut Criterion) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().build() else { return };
    // A mock has no endpoint, and so no envelope: both sides read the value alone.
    let value = ANSWER.trim_start_matches("{\"data\":").trim_end_matches("}}").to_owned() + "}";
    let value: &'static str = value.leak();
    let mut group = criterion.benchmark_group("decode");
    group.bench_function("prolifi", |bench| {
        bench.to_async(&runtime).iter(|| Call::<Customer>::answer(http::Response::new(black_box(value))));
    });
    group.bench_function("by hand", |bench| {
        bench.iter(|| serde_json::from_str::<Customer>(black_box(value)));
    });
}

criterion_group!(benches, build, decode);
criterion_main!(benches);
