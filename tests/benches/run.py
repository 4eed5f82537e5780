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
import time as clock

import compile_time
import report

ROOT = pathlib.Path(__file__).resolve().parents[2]
RESULTS = ROOT / "target" / "benches" / "results.json"
PROGRAMS = ROOT / "target" / "release"
SIDES = ["reqwest", "hyper", "hand"]
# How a list asks for its pages.
SHAPES = ["offset", "page", "token", "last-item", "url", "link", "post"]
# The steps that `steps` knows, and how often they are counted.
STEPS = {
    "build": (100, 300),
    "build a nested query": (100, 300),
    "build a nested form": (100, 300),
    "decode": (100, 300),
    "decode 1 KB": (100, 300),
    "decode 100 KB": (10, 30),
    "decode 10 MB": (1, 3),
    "make a client": (2, 6),
    "call with a fetched secret": (100, 300),
    "call the kit": (100, 300),
}
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


def valgrind(tool, *command, counts):
    """What each further step adds to the counts of a tool: set-up cancels out."""
    few, many = counts
    totals = []
    for count in counts:
        out = RESULTS.parent / f"{tool[0]}.out"
        options = [f"--tool={tool[0]}", f"--{tool[0]}-out-file={out}", *tool[1:]]
        log = run("valgrind", *options, *command, count).stderr
        found = re.findall(r"(?:Collected|[ID]1 +misses) *: +([\d,]+)", log)
        totals.append(sum(int(number.replace(",", "")) for number in found))
    return (totals[1] - totals[0]) / (many - few)


def instructions():
    """Of a call, and of its steps without a network."""
    with server() as address:
        counted = {
            side: valgrind(["callgrind"], PROGRAMS / "calls", side, address, counts=(100, 300)) for side in SIDES
        }
    handles = 1_000_000
    start = clock.monotonic()
    program("steps", "make a handle", "prolifi", handles)
    counted["nanoseconds a handle"] = (clock.monotonic() - start) / handles * 1e9
    for step, counts in STEPS.items():
        for side in ("prolifi", "hand"):
            counted[f"{step} {side}"] = valgrind(["callgrind"], PROGRAMS / "steps", step, side, counts=counts)
    return counted


def misses():
    """Lines that a call does not find in the first caches, simulated, with 64 calls in flight."""
    tool = ["cachegrind", "--cache-sim=yes"]
    with server() as address:
        return {
            side: valgrind(tool, PROGRAMS / "load", side, address, counts=(1_000, 3_000))
            for side in ("reqwest", "hyper", "hand-with-headers")
        }


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
    """Seconds for 200 endpoints, and for 1,200 without types; the lines that the first become; a program's first build."""
    modes = ["check", "dev", "release"]
    measured = compile_time.measure(["prolifi", "hand"], modes, 200, ROUNDS)
    measured |= compile_time.measure(["peer"], ["dev"], 200, ROUNDS)
    measured |= compile_time.measure(["values"], ["check"], 1_200, ROUNDS)
    found = {f"{side} {mode}": figures for (side, mode), figures in measured.items()}
    found["lines"] = {side: compile_time.lines(side, 200) for side in ("prolifi", "hand")}
    for side in ("program", "program-with-ring", "program-by-hand"):
        found[side] = compile_time.first_build(side)
    found["dependencies"] = {side: compile_time.dependencies(side) for side in ("prolifi", "hand")}
    return found


PARTS = [instructions, allocations, memory, misses, load, time, compile]


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
