#!/usr/bin/env bash
# Everything that must hold before a change lands. `.ci/run` is this script and nothing else.
#
# The README's own test command comes first; the rest is quick once that has built.
set -euo pipefail
cd "$(dirname "$0")"

# The examples leave the sandbox when these are set.
unset PROLIFI_API_KEY PROLIFI_BASE_URL PROLIFI_EXAMPLE_CUSTOMER PROLIFI_ENVIRONMENT
export CARGO_TERM_COLOR=never

step() { printf '\n== %s\n' "$*"; "$@"; }

# Each feature of a crate alone, none, and all: features add, and none may need another.
features() {
  local crate=$1 feature
  for feature in $(cargo metadata --no-deps --format-version 1 |
    python3 -c 'import json, sys
crate = next(p for p in json.load(sys.stdin)["packages"] if p["name"] == sys.argv[1])
print(*sorted(f for f in crate["features"] if f != "default"))' "$crate"); do
    step cargo check --quiet -p "$crate" --no-default-features --features "$feature"
  done
  step cargo check --quiet -p "$crate" --no-default-features
  step cargo check --quiet -p "$crate" --all-features
}

examples() {
  local example
  for example in $(sed -n 's/^name = "\(.*\)"$/\1/p' examples/Cargo.toml | tail -n +2); do
    step cargo run --quiet --example "$example" </dev/null >/dev/null
  done
}

no_ignored_doctests() {
  ! git grep -nE '^ *//[/!] *```[a-z_,]*ignore' -- '*.rs' '*.md'
}

step cargo test --workspace
step cargo fmt --all --check
step cargo clippy --quiet --workspace --all-targets -- -D warnings
step cargo clippy --quiet --workspace --all-targets --all-features -- -D warnings
RUSTDOCFLAGS='-D warnings' step cargo doc --quiet --workspace --no-deps --all-features
step no_ignored_doctests
step examples
features prolifi-core
features prolifi
printf '\nAll checks passed.\n'
