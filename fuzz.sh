#!/usr/bin/env bash
# Gives the random tests new seeds for some minutes each, and stops at the first failure. `PROPTEST_CASES` is how
# many cases a test has in one round. Names of targets run only those:
#
#   ./fuzz.sh [minutes] [templates] [macros] [urls] [retry-after] [errors] [streams] [answers]
set -euo pipefail
cd "$(dirname "$0")"

minutes=${1:-10}
targets=("${@:2}")
[ ${#targets[@]} -gt 0 ] || targets=(templates macros urls retry-after errors streams answers)
export PROPTEST_CASES=${PROPTEST_CASES:-10000} CARGO_TERM_COLOR=never
# Optimised for the number of cases, with the checks of a debug build.
export CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS=true CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS=true

macros() { cargo test --quiet --release -p prolifi-macros --lib "$@"; }
it() { cargo test --quiet --release -p prolifi-tests --test it "$@"; }

# One round of a target.
round() {
  case $1 in
    templates) macros -- tests::random::random_text tests::random::valid_templates ;;
    macros) macros -- tests::random::random_tokens tests::random::damaged ;;
    urls) macros tests::round_trip && it path_values::random ;;
    retry-after) it retries::random ;;
    errors) it answers::random::errors ;;
    streams) it streaming::random ;;
    answers) it -- answers::random::values answers::random::pages ;;
    *) echo "no target is called $1"; return 1 ;;
  esac 2>&1
}

macros --no-run
it --no-run
for target in "${targets[@]}"; do
  end=$((SECONDS + minutes * 60)) rounds=0 tests=0
  while [ $SECONDS -lt $end ]; do
    output=$(round "$target") || { printf '%s\n' "$output"; exit 1; }
    # A name that no test has would pass.
    for passed in $(sed -n 's/^test result: ok\. \([0-9]*\) passed.*/\1/p' <<<"$output"); do
      [ "$passed" -gt 0 ] || { echo "$target has lost its tests"; exit 1; }
      tests=$((tests + passed))
    done
    rounds=$((rounds + 1))
  done
  echo "$target: $minutes minutes, $rounds rounds, $((tests * PROPTEST_CASES)) cases"
done
