"""How long the compiler takes for N endpoints with N request and N answer types: declared with prolifi, written by hand
with reqwest, and with the nearest peer macro; and how much of its own language the first two become.

The types lie in another crate, as models do, so that what serde derives for them hides nothing. Only the crate with the
endpoints is timed; what it depends on is built before. Nothing is linked, but for the first build of a program.
"""

import os
import pathlib
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


def values(count):
    """Endpoints without a type of their own."""
    methods = "".join(
        f'    #[endpoint(PATCH, "/resource{n}/<id>", envelope = "data")]\n'
        f"    fn update_{n}(&self, id: &str, changes: &Value) -> Call<Value>;\n"
        for n in range(count)
    )
    return f"use prolifi::{{Call, api, endpoint}};\nuse serde_json::Value;\n#[api]\npub trait Resources {{\n{methods}}}\n"


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
[dependencies]
{dependencies}
[workspace]
"""
SERDE = 'serde = { version = "1.0.229", features = ["derive"] }'
PROLIFI = f'prolifi = {{ path = "{ROOT}/prolifi" }}'
REQWEST = 'reqwest = { version = "0.13.5", features = ["json"] }'
MODELS = 'models = { package = "endpoints-models", path = "../models" }'
TOKIO = 'tokio = { version = "1", features = ["macros", "rt"] }'
DEPENDENCIES = {
    "models": [SERDE],
    "prolifi": [PROLIFI, SERDE, MODELS],
    "values": [PROLIFI, 'serde_json = "1"'],
    "hand": [REQWEST, SERDE, MODELS],
    "peer": [SERDE, MODELS],
    "program": [PROLIFI, SERDE, TOKIO],
    "program-with-ring": [PROLIFI.replace(" }", ', default-features = false, features = ["reqwest", "ring"] }'), SERDE, TOKIO],
    "program-by-hand": [REQWEST, SERDE, TOKIO],
}
SOURCES = {"prolifi": prolifi, "hand": hand, "peer": peer}


def package(side):
    """A package that depends on one side only, with the versions of this repository."""
    folder = WORK / side
    (folder / "src").mkdir(parents=True, exist_ok=True)
    template = ROOT / "tests" / "benches" / "peer"
    dependencies = "\n".join(DEPENDENCIES[side])
    if side == "peer":
        text = (template / "Cargo.toml").read_text().replace("[dependencies]\n", f"[dependencies]\n{MODELS}\n", 1)
    else:
        text = MANIFEST.format(side=side, dependencies=dependencies)
    (folder / "Cargo.toml").write_text(text)
    lock = template / "Cargo.lock" if side == "peer" else ROOT / "Cargo.lock"
    if lock.exists() and not (folder / "Cargo.lock").exists():
        shutil.copy(lock, folder)
    return folder


def write(side, count):
    models = "".join(TYPES.format(n=n) for n in range(count))
    (package("models") / "src" / "lib.rs").write_text(models)
    text = values(count) if side == "values" else "use models::*;\n" + SOURCES[side](count)
    (package(side) / "src" / "lib.rs").write_text("#![allow(dead_code)]\n" + text)


def build(side, mode):
    """Compiles the package alone: the seconds of the clock and of the processors, and the most memory, in bytes."""
    folder = WORK / side
    command = ["cargo", *mode.split(), "--quiet", "--manifest-path", str(folder / "Cargo.toml")]
    environment = {
        **os.environ,
        "CARGO_INCREMENTAL": "0",
        "CARGO_PROFILE_RELEASE_DEBUG": "false",
        "CARGO_TARGET_DIR": str(folder / "target"),
    }
    os.utime(next((folder / "src").iterdir()))
    start = time.monotonic()
    process = subprocess.Popen(command, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def lines(side, count):
    """How many lines of LLVM's language the package becomes before any of it is optimised."""
    write(side, count)
    target = WORK / side / "target"
    emit = ["--", "--emit=llvm-ir", "-Cno-prepopulate-passes", "-Ccodegen-units=1"]
    build(side, "build")
    environment = {**os.environ, "CARGO_INCREMENTAL": "0", "CARGO_TARGET_DIR": str(target)}
    os.utime(WORK / side / "src" / "lib.rs")
    command = ["cargo", "rustc", "--quiet", "--lib", "--manifest-path", str(WORK / side / "Cargo.toml"), *emit]
    subprocess.run(command, env=environment, check=True)
    written = max((target / "debug" / "deps").glob(f"endpoints_{side}-*.ll"), key=lambda file: file.stat().st_mtime)
    with written.open() as text:
        return sum(1 for line in text if line.startswith("  "))


PROGRAM = """
use prolifi::{Call, Client, Service, api, endpoint};

#[derive(serde::Deserialize)]
pub struct Note {
    pub text: String,
}

#[api]
pub trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: u32) -> Call<Note>;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let client = Client::builder(Service::new("https://api.example.com")).build().unwrap();
    println!("{}", client.note(7).await.unwrap().text);
}
"""
PROGRAM_BY_HAND = """
#[derive(serde::Deserialize)]
pub struct Note {
    pub text: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let note: Note = reqwest::get("https://api.example.com/notes/7").await.unwrap().json().await.unwrap();
    println!("{}", note.text);
}
"""


def first_build(side):
    """Seconds of a program with one call, from nothing but the downloaded sources."""
    folder = package(side)
    (folder / "src" / "main.rs").write_text(PROGRAM_BY_HAND if side.endswith("hand") else PROGRAM)
    subprocess.run(["cargo", "fetch", "--quiet", "--manifest-path", str(folder / "Cargo.toml")], check=True)
    shutil.rmtree(folder / "target", ignore_errors=True)
    return build(side, "build")


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
                best[side, mode] = [min(pair) for pair in zip(known, taken, strict=True)]
    return best


def dependencies(side):
    """How many packages a program needs, itself not counted."""
    write(side, 1)
    command = ["cargo", "tree", "--edges", "normal,build", "--prefix", "none", "--no-dedupe", "--format", "{p}"]
    tree = subprocess.run(command, cwd=WORK / side, capture_output=True, text=True, check=True).stdout
    return len({line for line in tree.splitlines() if line and not line.startswith("endpoints-")})


if __name__ == "__main__":
    import sys

    count, rounds = int(sys.argv[1]), int(sys.argv[2])
    sides = sys.argv[3].split(",")
    for (side, mode), (clock, processors, memory) in measure(sides, MODES, count, rounds).items():
        print(f"{side:8} {mode:8} {clock:6.2f} s by the clock {processors:6.2f} s of processors {memory / 1e6:5.0f} MB")
    for side in sides:
        print(f"{side:8} {lines(side, count):,} lines of LLVM's language, {dependencies(side)} dependencies")
