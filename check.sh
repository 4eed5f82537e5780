#!/usr/bin/env bash
# Everything that must hold before a change lands. `.ci/run` is this script and nothing else.
#
# The README's own test command comes first; the rest is quick once that has built. Among its tests is one that
# runs every example and compares what it prints with `examples/README.md`.
set -euo pipefail
cd "$(dirname "$0")"

# The examples leave the sandbox when these are set.
unset PROLIFI_API_KEY PROLIFI_BASE_URL PROLIFI_EXAMPLE_CUSTOMER PROLIFI_ENVIRONMENT
export CARGO_TERM_COLOR=never

step() { printf '\n== %s\n' "$*"; "$@"; }

# Each feature of a crate alone, none, and all: features add, and none may need another.
features() {
  local crate=$1 feature
  for feature in $(sed -n '/^\[features\]/,/^$/s/^\([a-z]*\) = .*/\1/p' "$crate/Cargo.toml" | grep -v '^default$'); do
    step cargo clippy --quiet -p "$crate" --no-default-features --features "$feature" -- -D warnings
  done
  step cargo clippy --quiet -p "$crate" --no-default-features -- -D warnings
  step cargo clippy --quiet -p "$crate" --all-features -- -D warnings
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
features prolifi-core
features prolifi
# The packages build from what would be published, and from nothing else.
step cargo package --quiet --allow-dirty -p prolifi-macros -p prolifi-core -p prolifi
printf '\nAll checks passed.\n'
