#!/usr/bin/env bash
# Everything that must hold before a change lands. `.ci/run` is this script and nothing else.
#
# The README's own test command comes first; the rest is quick once that has built. Among its tests is one that
# runs every example and compares what it prints with `examples/README.md`.
set -euo pipefail
cd "$(dirname "$0")"

# The examples leave the emulator when these are set.
unset PROLIFI_API_KEY PROLIFI_BASE_URL PROLIFI_EXAMPLE_CUSTOMER PROLIFI_ENVIRONMENT
export CARGO_TERM_COLOR=never

step() { printf '\n== %s\n' "$*"; "$@"; }

features_of() {
  sed -n '/^\[features\]/,/^$/s/^\([a-z-]*\) = .*/\1/p' "$1/Cargo.toml" | grep -v '^default$'
}

# Each feature of a crate alone, none, and all: features add, and none may need another. With all of them the crate
# uses each of its dependencies (the tests and examples of a workspace share theirs, so it is not a lint for all).
features() {
  local crate=$1 feature
  for feature in $(features_of "$crate"); do
    step cargo clippy --quiet -p "$crate" --no-default-features --features "$feature" -- -D warnings
  done
  step cargo clippy --quiet -p "$crate" --no-default-features -- -D warnings
  step cargo clippy --quiet -p "$crate" --all-features -- -D warnings -D unused_crate_dependencies
}

no_ignored_doctests() {
  ! git grep -nE '^ *//[/!] *```[a-z_,]*ignore' -- '*.rs' '*.md'
}

# Each feature has its row in the guide, and its name in the front page of the docs.
features_are_documented() {
  local feature
  for feature in $(features_of prolifi); do
    grep -q "^| \`$feature\`" prolifi/src/guide/features.md && grep -q "^//! .*\`$feature\`" prolifi/src/lib.rs || return 1
  done
}

# How many crates a build with these features has.
crates_with() {
  cargo tree --quiet -p prolifi --no-default-features --features "$1" --target x86_64-unknown-linux-gnu \
    --edges normal,build --prefix none --no-dedupe | sed 's/ (.*//' | sort -u | grep -c .
}

# The guide says how many crates each feature adds, alone and beside reqwest.
features_are_counted() {
  local feature alone beside row none reqwest wrong=0
  none=$(crates_with '') reqwest=$(crates_with reqwest)
  grep -q "^the $none crates without any feature" prolifi/src/guide/features.md || { echo "$none without any"; wrong=1; }
  for feature in $(features_of prolifi); do
    alone=$(($(crates_with "$feature") - none)) beside=$(($(crates_with "reqwest,$feature") - reqwest))
    [[ $feature == reqwest ]] && row="| $alone | |" || row="| $alone | $beside |"
    grep "^| \`$feature\`" prolifi/src/guide/features.md | grep -qF " $row" || { echo "$feature $row"; wrong=1; }
  done
  return $wrong
}

# One version of each crate in what a program links. Every duplicate stands in the list, behind the reason for it.
no_duplicates() {
  # ring, which few take in place of the default, is a version behind. jsonschema, which only tests link, has two: ahash
  # 0.8 takes getrandom 0.3, the macros of strum take syn 2.
  local allowed=$'getrandom v0.2.17\ngetrandom v0.3.4\ngetrandom v0.4.3\nsyn v2.0.119\nsyn v3.0.10' found
  found=$(cargo tree --quiet -p prolifi --all-features --edges normal --duplicates --depth 0 --prefix none | sed 's/ (.*//' | grep . | sort -u)
  [[ $found == "$allowed" ]] || { printf 'crates in more than one version:\n%s\nallowed are:\n%s\n' "$found" "$allowed"; return 1; }
}

# The package and the file of each library that the tests are linked with.
libraries() {
  cargo test --quiet --no-run --message-format=json "$@" |
    sed -n 's|.*"package_id":"\([^"]*\)".*"\([^"]*\.rlib\)".*|\1 \2|p' | sort -u
}

# No crate is built twice for the tests, as one with other features would be, and with it all that stands on it:
# neither in one build of the workspace, nor when the tests of `prolifi-tests` are built alone.
no_second_build() {
  ! libraries --workspace | cut -d' ' -f1 | uniq -d | grep . &&
    ! comm -13 <(libraries --workspace) <(libraries -p prolifi-tests) | grep .
}

# Lists the licences of what a program links. Each crate's expression (SPDX: `OR` gives the choice, `AND` does not)
# has to be met by permissive licences alone.
licences() {
  cargo tree -p prolifi -p cargo-prolifi --all-features --edges normal --prefix none --no-dedupe --format '{l}|{p}' | grep . | sort -u | awk -F'|' '
    function met(text,    choices, all, some, parts, i, j) {
      some = split(text, choices, / OR | ?\/ ?/)
      for (i = 1; i <= some; i++) {
        all = split(choices[i], parts, / AND /)
        for (j = 1; j <= all && parts[j] in permissive; j++);
        if (j > all) return "met"
      }
      return "not met"
    }
    BEGIN {
      split("met|MIT|MIT-0|Apache-2.0|BSD-2-Clause|BSD-3-Clause|ISC|0BSD|Zlib|Unicode-3.0|CDLA-Permissive-2.0", list)
      for (i in list) permissive[list[i]]
    }
    {
      count[$1]++
      text = $1
      while (match(text, /\([^()]*\)/))
        text = substr(text, 1, RSTART - 1) met(substr(text, RSTART + 1, RLENGTH - 2)) substr(text, RSTART + RLENGTH)
      if (met(text) != "met") refused = refused "\n" $2 ": " ($1 == "" ? "no licence" : $1)
    }
    END {
      for (licence in count) printf "%4d  %s\n", count[licence], licence | "sort -rn"
      close("sort -rn")
      if (refused != "") { print "not permissive:" refused; exit 1 }
    }'
}

# The README states the version of Rust that the packages ask for. Clippy (`incompatible_msrv`) holds the code to it, a
# test the dependencies.
stated_rust() {
  local version
  version=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  grep -q "^Rust $version or later" README.md
}

step cargo test --workspace
step cargo fmt --all --check
step cargo clippy --quiet --workspace --all-targets -- -D warnings
step cargo clippy --quiet --workspace --all-targets --all-features -- -D warnings
RUSTDOCFLAGS='-D warnings' step cargo doc --quiet --workspace --no-deps --all-features
step no_ignored_doctests
step cargo clippy --quiet -p prolifi-macros -- -D warnings -D unused_crate_dependencies
features prolifi-core
features prolifi
step features_are_documented
step features_are_counted
step no_duplicates
step no_second_build
step licences
step stated_rust
# The packages build from what would be published, and from nothing else.
step cargo package --quiet --allow-dirty -p prolifi-macros -p prolifi-core -p prolifi -p cargo-prolifi
printf '\nAll checks passed.\n'
