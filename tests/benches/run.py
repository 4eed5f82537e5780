"""Runs the benches and writes the table and the chart: the work of ./bench.sh."""

import contextlib
import datetime
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys

import compile_time
import report

ROOT = pathlib.Path(__file__).resolve().parents[2]
RESULTS = ROOT / "target" / "benches" / "results.json"
PROGRAMS = ROOT / "target" / "release"
SIDES = ["reqwest", "hyper", "hand"]
# How a list asks for its pages.
SHAPES = ["offset", "page", "token", "last-item", "url", "link", "post"]
# Of the compiler, whose runs are long; the best counts.
ROUNDS = 2


def run(*command, core=None):
    command = [str(part) for part in command]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, preexec_fn=stay_on(core))


def stay_on(core):
    """Client and server each keep a core, so that where they run is no part of the figure."""
    return core if core is None else lambda: os.sched_setaffinity(0, {core % os.cpu_count()})


def program(name, *arguments, core=None):
    return run(PROGRAMS / name, *arguments, core=core).stdout


@contextlib.contextmanager
def server():
    """The address of a server in a process of its own."""
    pipe = subprocess.PIPE
    with subprocess.Popen([PROGRAMS / "serve"], stdin=pipe, stdout=pipe, text=True, preexec_fn=stay_on(1)) as process:
        yield process.stdout.readline().strip()
        process.stdin.close()


def instructions():
    """A call's instructions: what 200 more calls add, divided by 200."""
    few, many = 100, 300
    counted = {}
    with server() as address:
        for side in SIDES:
            totals = []
            for count in (few, many):
                out = RESULTS.parent / f"callgrind.{side}.{count}"
                command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}"]
                log = run(*command, PROGRAMS / "calls", side, address, count).stderr
                totals.append(int(re.search(r"Collected : (\d+)", log)[1]))
            counted[side] = (totals[1] - totals[0]) / (many - few)
    return counted


def allocations():
    with server() as address:
        return json.loads(program("allocations", address))


def memory():
    paging = {shape: [int(program("paging", rows, shape)) for rows in (10_000, 1_000_000)] for shape in SHAPES}
    return {"waiting": json.loads(program("waiting")), "paging": paging}


def load():
    """Calls a second of ten runs. A run is made of slices in which the sides take turns, each first in its turn, so
    that a busy moment of the machine is not one side's."""
    slices = 8
    sides = [*SIDES, "hand-with-headers"]
    rates = {side: [] for side in sides}
    with server() as address:
        for _ in range(10):
            of_run = {side: [] for side in sides}
            for turn in range(slices):
                first = turn % len(sides)
                for side in sides[first:] + sides[:first]:
                    of_run[side].append(float(program("load", side, address, 15_000, core=0)))
            for side in sides:
                rates[side].append(statistics.harmonic_mean(of_run[side]))
    return rates


def time():
    """Criterion's estimates of the mean, in nanoseconds."""
    subprocess.run(["cargo", "bench", "--quiet", "-p", "prolifi-benches"], check=True, cwd=ROOT, stdout=sys.stderr)
    estimates = {}
    for group in ("build", "decode"):
        for side in ("prolifi", "by hand"):
            folder = side.replace(" ", "_") if (ROOT / "target/criterion" / group / "by_hand").exists() else side
            file = ROOT / "target" / "criterion" / group / folder / "new" / "estimates.json"
            estimates[f"{group} {side}"] = json.loads(file.read_text())["mean"]["point_estimate"]
    return estimates


def compile():
    """Seconds for 200 endpoints; for 500 and 1000 of ours, and of their types alone."""
    modes = ["check", "dev", "release"]
    found = {
        f"{side} {mode}": seconds
        for (side, mode), seconds in compile_time.measure(["prolifi", "hand", "types"], modes, 200, ROUNDS).items()
    }
    peer = compile_time.measure(["peer"], ["dev"], 200, ROUNDS)
    found |= {f"peer {mode}": seconds for (_, mode), seconds in peer.items()}
    for count in (1, 500, 1000):
        best = compile_time.measure(["prolifi", "types"], ["dev"], count, ROUNDS)
        found |= {f"{side} {mode} {count}": seconds for (side, mode), seconds in best.items()}
    found["dependencies"] = {side: compile_time.dependencies(side) for side in ("prolifi", "hand")}
    return found


PARTS = [instructions, allocations, memory, load, time, compile]


def machine():
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), platform.machine())
    compiler = run("rustc", "--version").stdout.strip()
    return f"{cpu}, {os.cpu_count()} cores, {platform.system()} {platform.release().split('-')[0]}, {compiler}"


def main():
    chosen = sys.argv[1:] or [part.__name__ for part in PARTS]
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    # For all that is built here, so that nothing is built twice.
    os.environ["CARGO_PROFILE_RELEASE_DEBUG"] = "line-tables-only"
    subprocess.run(["cargo", "build", "--quiet", "--release", "-p", "prolifi-benches"], check=True, cwd=ROOT)
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for part in PARTS:
        if part.__name__ in chosen:
            print(f"== {part.__name__}", file=sys.stderr)
            results[part.__name__] = json.loads(json.dumps(part()))
            RESULTS.write_text(json.dumps(results, indent=1))
    report.write(ROOT, results, machine(), datetime.date.today())


if __name__ == "__main__":
    main()
