"""From the figures to BENCHMARKS.md and benchmarks.svg."""

import pathlib
import statistics

# Of a call, without a network, and how much of the hand-written each may take.
STEPS = {
    "build": 1.00,
    "build a nested query": 1.00,
    "build a nested form": 1.00,
    "decode": 1.15,
    "decode 1 KB": 1.15,
    "decode 100 KB": 1.02,
    "decode 10 MB": 1.02,
    "make a client": 1.10,
}
# Of a call that is answered at once, with and without what it is about; no target is set for these.
CAPABILITIES = {
    "call with a fetched secret": "a call with a fetched secret / with a fixed one",
    "call the kit": "a call that the kit of routes answers / a transport that always says the same",
}

# The figures that the README shows.
HEADLINES = [
    "Instructions a call, through reqwest / hand-written reqwest",
    "Calls a second, 64 in flight, through reqwest / hand-written with the same headers",
    "200 endpoints whose types are in another crate, dev build / hand-written",
]
NOTES = pathlib.Path(__file__).with_name("notes.md")


def interval(first, second):
    """The ratio of two sides whose runs took turns, with its 95 % interval (Student's t, 9 degrees)."""
    ratios = [a / b for a, b in zip(first, second)]
    mean, half = statistics.mean(ratios), 2.262 * statistics.stdev(ratios) / len(ratios) ** 0.5
    return mean, mean - half, mean + half


def rows(results):
    """(what, target in words, value, detail, verdict)"""
    found = []

    def ratio(what, ours, beside, limit, unit):
        value = ours / beside
        detail = f"{ours:,.{unit[1]}f} / {beside:,.{unit[1]}f} {unit[0]}".strip()
        found.append((what, f"at most {limit:.2f}", value, detail, verdict(value <= limit)))

    if counted := results.get("instructions"):
        unit = ("instructions", 0)
        for side, limit in (("reqwest", 0.95), ("hyper", 0.58)):
            what = f"Instructions a call, through {side} / hand-written reqwest"
            ratio(what, counted[side], counted["hand"], limit, unit)
        for step, limit in STEPS.items():
            what = f"Instructions to {step} / by hand"
            ratio(what, counted[f"{step} prolifi"], counted[f"{step} hand"], limit, unit)
        for step, words in CAPABILITIES.items():
            ours, beside = counted[f"{step} prolifi"], counted[f"{step} hand"]
            detail = f"{ours:,.0f} / {beside:,.0f} instructions"
            found.append((f"Instructions of {words}", "", ours / beside, detail, ""))
        taken = counted["nanoseconds a handle"] / 1_000
        found.append(("A tenant's handle from a client", "under 1 µs", None, f"{taken:.2f} µs", verdict(taken < 1)))
    if missed := results.get("misses"):
        unit = ("lines", 0)
        for side in ("reqwest", "hyper"):
            what = f"Cache lines missed a call, 64 in flight, simulated, through {side} / hand-written with the same headers"
            ratio(what, missed[side], missed["hand-with-headers"], 1.10, unit)
    if heap := results.get("allocations"):
        unit = ("allocations", 0)
        ratio("Allocations, building the `http::Request` / by hand", heap["build"]["count"], heap["build by hand"]["count"], 1.0, unit)
        ratio("Allocations, whole call / hand-written", heap["call"]["count"], heap["call by hand"]["count"], 1.0, unit)
    if rates := results.get("load"):
        for side, least in (("reqwest", 1.00), ("hyper", 1.40)):
            mean, low, high = interval(rates[side], rates["hand-with-headers"])
            what = f"Calls a second, 64 in flight, through {side} / hand-written with the same headers"
            detail = f"95 % interval {low:.2f} to {high:.2f}"
            found.append((what, f"at least {least:.2f}", mean, detail, verdict(low >= least)))
    if memory := results.get("memory"):
        beyond = memory["waiting"]["held"] - memory["waiting"]["request"]
        found.append(("Memory of a waiting call beyond the request's bytes", "at most 3,200 bytes", None, f"{beyond:,} bytes", verdict(beyond <= 3_200)))
        shape, (few, many) = max(memory["paging"].items(), key=lambda item: item[1][1] / item[1][0])
        detail = f"{many:,} / {few:,} bytes, by {shape}, the most of {len(memory['paging'])} shapes"
        found.append(("Most memory while paging through 1,000,000 rows / 10,000 rows", "flat", many / few, detail, verdict(many <= few * 1.05)))
    if built := results.get("compile"):
        unit = ("s of the processors", 1)
        for mode, name, limit in (("check", "`cargo check`", 0.45), ("dev", "dev build", 0.75), ("release", "release build", 0.85)):
            what = f"200 endpoints whose types are in another crate, {name} / hand-written"
            ratio(what, built[f"prolifi {mode}"][1], built[f"hand {mode}"][1], limit, unit)
        ratio("Their lines of LLVM's language / hand-written", built["lines"]["prolifi"], built["lines"]["hand"], 0.85, ("lines", 0))
        ratio("Their dev build / the peer macro (feignhttp)", built["prolifi dev"][1], built["peer dev"][1], 0.30, unit)
        _, seconds, held = built["values check"]
        detail = f"{seconds:.1f} s, {held / 1e6:.0f} MB"
        what = "1,200 endpoints with `serde_json::Value`, `cargo check`"
        found.append((what, "at most 2.5 s and 300 MB", None, detail, verdict(seconds <= 2.5 and held <= 300e6)))
        what = "First build of a program with one call, feature `ring` / hand-written with reqwest's defaults"
        ratio(what, built["program-with-ring"][1], built["program-by-hand"][1], 0.65, unit)
        packages = built["dependencies"]
        detail = f"{packages['prolifi']} / {packages['hand']}"
        found.append(("Packages that a program builds / hand-written reqwest", "at most 116", None, detail, verdict(packages["prolifi"] <= 116)))
    return found


def verdict(met):
    return "met" if met else "**not met**"


def table(found):
    lines = ["| what | target | measured | figures | |", "|---|---|---|---|---|"]
    for what, target, value, detail, words in found:
        lines.append(f"| {what} | {target} | {'' if value is None else f'{value:.2f}'} | {detail} | {words} |")
    return "\n".join(lines)


def extra(results):
    text = []
    if estimates := results.get("time"):
        text.append("Wall time without a network, mean: " + "; ".join(
            f"{group} {estimates[f'{group} prolifi'] / 1000:.2f} µs, by hand {estimates[f'{group} by hand'] / 1000:.2f} µs"
            for group in ("build", "decode")) + ".")
    if built := results.get("compile"):
        text.append(f"With the default features, and so with AWS-LC, that first build takes {built['program'][1]:.1f} s.")
    return "\n\n".join(text)


def chart(found):
    """One bar a ratio; the line at 1 is the hand-written side."""
    bars = [(what, value, "not met" not in words) for what, target, value, _, words in found if value is not None and target]
    height, left, unit = 26, 700, 240
    bottom = 46 + height * len(bars)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1090 {bottom + 12}" font-family="sans-serif" font-size="13">',
        f'<rect width="1090" height="{bottom + 12}" fill="#ffffff"/>',
        f'<text x="{left + unit}" y="24" text-anchor="middle" fill="#555555">written by hand = 1</text>',
        f'<text x="{left - 8}" y="24" text-anchor="end" fill="#555555">green: its target is met; red: it is not</text>',
    ]
    # Above the line, with a border that keeps it from them.
    values = []
    for index, (what, value, met) in enumerate(bars):
        top = 38 + index * height
        label = what.replace("`", "").replace("&", "&amp;").replace("<", "&lt;")
        colour = "#2f7d5b" if met else "#c2562f"
        width = min(value, 1.4) * unit
        parts.append(f'<text x="{left - 8}" y="{top + 14}" text-anchor="end" fill="#222222">{label}</text>')
        parts.append(f'<rect x="{left}" y="{top}" width="{width:.0f}" height="18" fill="{colour}"/>')
        values.append(
            f'<text x="{left + width + 6:.0f}" y="{top + 14}" fill="#222222" stroke="#ffffff" stroke-width="4" paint-order="stroke">'
            f"{value:.2f}</text>"
        )
    parts.append(f'<line x1="{left + unit}" y1="32" x2="{left + unit}" y2="{bottom}" stroke="#555555" stroke-dasharray="4 3"/>')
    return "\n".join([*parts, *values, "</svg>", ""])


def put_into_readme(root, text):
    """Between the two marks."""
    readme = root / "README.md"
    before, rest = readme.read_text().split("<!-- figures -->\n")
    _, after = rest.split("<!-- end of figures -->")
    readme.write_text(f"{before}<!-- figures -->\n{text}\n<!-- end of figures -->{after}")


def write(root, results, machine, date):
    found = rows(results)
    headlines = [row for row in found if row[0] in HEADLINES]
    put_into_readme(root, f"{date:%Y-%m-%d}. {machine}.\n\n{table(headlines)}")
    notes = NOTES.read_text().strip() if NOTES.exists() else ""
    text = [
        "# What a call costs",
        "Written by `./bench.sh`. Each figure is a ratio of one run: the update of a customer through prolifi, with key, "
        "deadline, retries and tracing as they are by default, and the same with reqwest, as a good programmer writes it "
        "(`tests/benches/src/hand.rs`): without any of these.",
        f"{date:%Y-%m-%d}. {machine}.",
        "![The ratios as bars](benchmarks.svg)",
        table(found),
        extra(results),
        notes,
    ]
    (root / "BENCHMARKS.md").write_text("\n\n".join(part for part in text if part) + "\n")
    (root / "benchmarks.svg").write_text(chart(found))
