#!/usr/bin/env bash
# Measures what a call costs beside the hand-written one, and writes BENCHMARKS.md and benchmarks.svg.
# Needs Rust, Python 3 and valgrind. Names of parts measure only those and keep the other figures:
#
#   ./bench.sh [instructions] [allocations] [memory] [misses] [load] [time] [compile]
set -euo pipefail
cd "$(dirname "$0")"
unset PROLIFI_API_KEY PROLIFI_BASE_URL PROLIFI_ENVIRONMENT
exec python3 tests/benches/run.py "$@"
