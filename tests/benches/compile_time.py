"""How long the compiler takes for N endpoints with N request and N answer types: declared with prolifi,
written by hand with reqwest, and with the nearest peer macro; and for the types alone.

Only the crate with the endpoints is timed; what it depends on is built before. Nothing is linked.
"""

import os
import pathlib
import resource
import shutil
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "compile-time"

TYPES = """
#[derive(Default, serde::Serialize)]
pub struct Request{n} {{
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    pub amount_{n}: u64,
    pub active: bool,
    pub tags: Vec<String>,
}}

#[derive(serde::Deserialize)]
pub struct Answer{n} {{
    pub id: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub amount_{n}: u64,
    pub ratio: Option<f64>,
    pub active: bool,
    pub tags: Vec<String>,
    pub created_at: String,
}}
"""

ENVELOPE = """
#[derive(serde::Deserialize)]
pub struct Envelope<T> {
    pub data: T,
}
"""

FUTURE = "std::pin::Pin<Box<dyn Future<Output = Result<(), {error}>> + Send + 'a>>"


def used(n, client, error, call):
    """Something has to use an endpoint, or the compiler leaves out its code."""
    future = FUTURE.format(error=error)
    return (
        f"pub fn use_{n}<'a>(client: &'a {client}) -> {future} {{\n"
        f"    Box::pin(async move {{ {call}.await.map(drop) }})\n}}\n"
    )


def prolifi(count):
    methods = "".join(
        f'    #[endpoint(PATCH, "/resource{n}/<id>", envelope = "data")]\n'
        f"    fn update_{n}(&self, id: &str, changes: &Request{n}) -> Call<Answer{n}>;\n"
        for n in range(count)
    )
    calls = (
        used(n, "Client", "prolifi::Error", f'client.update_{n}("user_42", &Request{n}::default())')
        for n in range(count)
    )
    trait = f"pub trait Resources: Api {{\n{methods}}}\nimpl Resources for Client {{}}\n"
    return "use prolifi::{Api, Call, Client, endpoint};\n" + trait + "".join(calls)


def hand(count):
    client = """
pub struct Service {
    pub http: reqwest::Client,
    pub base_url: String,
    pub key: String,
}
"""
    methods = "".join(
        f"    pub async fn update_{n}(&self, id: &str, changes: &Request{n}) -> Result<Answer{n}, reqwest::Error> {{\n"
        f'        let request = self.http.patch(format!("{{}}/resource{n}/{{id}}", self.base_url));\n'
        "        let answer = request.bearer_auth(&self.key).json(changes).send().await?.error_for_status()?;\n"
        f"        Ok(answer.json::<Envelope<Answer{n}>>().await?.data)\n"
        "    }\n"
        for n in range(count)
    )
    calls = (
        used(n, "Service", "reqwest::Error", f'client.update_{n}("user_42", &Request{n}::default())')
        for n in range(count)
    )
    return client + ENVELOPE + f"impl Service {{\n{methods}}}\n" + "".join(calls)


def peer(count):
    methods = "".join(
        f'#[feignhttp::patch("https://api.example.com/v1/resource{n}/{{id}}")]\n'
        f"pub async fn update_{n}(#[path] id: &str, #[header] authorization: &str, #[body] changes: Request{n})\n"
        f"    -> feignhttp::Result<Envelope<Answer{n}>> {{}}\n"
        for n in range(count)
    )
    calls = (
        used(n, "str", "feignhttp::Error", f'update_{n}("user_42", client, Request{n}::default())')
        for n in range(count)
    )
    return ENVELOPE + methods + "".join(calls)


MANIFEST = """
[package]
name = "endpoints-{side}"
version = "0.1.0"
edition = "2024"
[lib]
[dependencies]
{dependency}
serde = {{ version = "1.0.229", features = ["derive"] }}
[workspace]
"""

DEPENDENCIES = {
    "prolifi": f'prolifi = {{ path = "{ROOT}/prolifi" }}',
    "types": f'prolifi = {{ path = "{ROOT}/prolifi" }}',
    "hand": 'reqwest = { version = "0.13.5", features = ["json"] }',
}
SOURCES = {"prolifi": prolifi, "hand": hand, "peer": peer, "types": lambda count: ""}


def package(side):
    """A package that depends on one side only, with the versions of this repository."""
    folder = WORK / side
    (folder / "src").mkdir(parents=True, exist_ok=True)
    template = ROOT / "tests" / "benches" / "peer"
    if side == "peer":
        shutil.copy(template / "Cargo.toml", folder)
    else:
        text = MANIFEST.format(side=side, dependency=DEPENDENCIES[side])
        (folder / "Cargo.toml").write_text(text)
    lock = template / "Cargo.lock" if side == "peer" else ROOT / "Cargo.lock"
    if lock.exists() and not (folder / "Cargo.lock").exists():
        shutil.copy(lock, folder)
    return folder


def write(side, count):
    text = "#![allow(dead_code)]\n" + SOURCES[side](count)
    text += "".join(TYPES.format(n=n) for n in range(count))
    (package(side) / "src" / "lib.rs").write_text(text)


def build(side, mode):
    """Compiles the package alone and returns the seconds of the clock and of the processors."""
    folder = WORK / side
    # The types need what prolifi builds with, and nothing more.
    target = WORK / ("prolifi" if side == "types" else side) / "target"
    command = ["cargo", *mode.split(), "--quiet", "--manifest-path", str(folder / "Cargo.toml")]
    environment = {**os.environ, "CARGO_INCREMENTAL": "0", "CARGO_PROFILE_RELEASE_DEBUG": "false", "CARGO_TARGET_DIR": str(target)}
    os.utime(folder / "src" / "lib.rs")
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


MODES = {"check": "check", "dev": "build", "release": "build --release"}


def measure(sides, modes, count, rounds):
    """The best of some rounds, in which the sides take turns: {(side, mode): [clock, processors]}."""
    best = {}
    for side in sides:
        write(side, 1)
        for mode in modes:
            build(side, MODES[mode])
        write(side, count)
    for _ in range(rounds):
        for mode in modes:
            for side in sides:
                taken = build(side, MODES[mode])
                known = best.get((side, mode), taken)
                best[side, mode] = [min(pair) for pair in zip(known, taken)]
    return best


def dependencies(side):
    """How many packages a program needs, itself not counted."""
    write(side, 1)
    command = ["cargo", "tree", "--edges", "normal,build", "--prefix", "none", "--no-dedupe", "--format", "{p}"]
    tree = subprocess.run(command, cwd=WORK / side, capture_output=True, text=True, check=True).stdout
    return len({line for line in tree.splitlines() if line}) - 1


if __name__ == "__main__":
    import sys

    count, rounds = int(sys.argv[1]), int(sys.argv[2])
    sides = sys.argv[3].split(",")
    for (side, mode), (clock, processors) in measure(sides, MODES, count, rounds).items():
        print(f"{side:8} {mode:8} {clock:6.2f} s by the clock {processors:6.2f} s of processors")
    for side in sides:
        print(side, dependencies(side), "dependencies")
