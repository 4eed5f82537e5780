"""From the figures to BENCHMARKS.md and benchmarks.svg."""

import pathlib
import statistics

NOTES = pathlib.Path(__file__).with_name("notes.md")


def interval(first, second):
    """The ratio of two sides whose runs took turns, with its 95 % interval (Student's t, 9 degrees)."""
    ratios = [a / b for a, b in zip(first, second)]
    mean, half = statistics.mean(ratios), 2.262 * statistics.stdev(ratios) / len(ratios) ** 0.5
    return mean, mean - half, mean + half


def growth(built, side):
    """Seconds of a dev build for the first 500 endpoints, and for the second."""
    none, some, many = (built[f"{side} dev {count}"][0] for count in (1, 500, 1000))
    return some - none, many - some


def rows(results):
    """(what, target in words, value, detail, verdict)"""
    found = []

    def ratio(what, ours, beside, limit, unit, goal=None):
        value = ours / beside
        words = f"at most {limit:.2f}" if goal is None else f"under {limit:.2f}, goal {goal:.2f}"
        detail = f"{ours:,.{unit[1]}f} / {beside:,.{unit[1]}f} {unit[0]}".strip()
        met = value < limit if goal is not None else value <= limit
        verdict = "met" if met else "**not met**"
        if met and goal is not None and value > goal:
            verdict = "met, the goal is not"
        found.append((what, words, value, detail, verdict))

    if counted := results.get("instructions"):
        unit = ("instructions", 0)
        ratio("Instructions a call, through reqwest / hand-written reqwest", counted["reqwest"], counted["hand"], 1.00, unit)
        ratio("Instructions a call, through hyper / hand-written reqwest", counted["hyper"], counted["hand"], 0.65, unit)
    if heap := results.get("allocations"):
        unit = ("allocations", 0)
        ratio("Allocations, building the `http::Request` / by hand", heap["build"]["count"], heap["build by hand"]["count"], 1.0, unit)
        ratio("Allocations, whole call / hand-written", heap["call"]["count"], heap["call by hand"]["count"], 1.1, unit)
    if built := results.get("compile"):
        unit = ("s", 1)
        side = lambda name: built[name][0]
        for mode, name, goal in (("check", "`cargo check`", 0.5), ("dev", "dev build", 0.6), ("release", "release build", 0.75)):
            ratio(f"200 endpoints with 400 types, {name} / hand-written", side(f"prolifi {mode}"), side(f"hand {mode}"), 1.0, unit, goal)
        ratio("The same, dev build / the peer macro (feignhttp)", side("prolifi dev"), side("peer dev"), 0.3, unit)
        first, second = growth(built, "prolifi")
        ratio("Dev build, the second 500 endpoints / the first 500", second, first, 1.1, unit)
    if rates := results.get("load"):
        mean, low, high = interval(rates["reqwest"], rates["hand"])
        hyper, _, _ = interval(rates["hyper"], rates["hand"])
        same, _, _ = interval(rates["hand-with-headers"], rates["hand"])
        detail = (
            f"95 % interval {low:.2f} to {high:.2f}; through hyper {hyper:.2f}; "
            f"by hand with the headers that prolifi sends {same:.2f}")
        found.append(("Calls a second, 64 in flight / hand-written reqwest", "not below 0.97", mean, detail, "met" if low >= 0.97 else "**not met**"))
    if memory := results.get("memory"):
        beyond = memory["waiting"]["held"] - memory["waiting"]["request"]
        found.append(("Memory of a waiting call beyond the request's bytes", "at most 4096 bytes", None, f"{beyond:,} bytes", "met" if beyond <= 4096 else "**not met**"))
        shape, (few, many) = max(memory["paging"].items(), key=lambda item: item[1][1] / item[1][0])
        detail = f"{many:,} / {few:,} bytes, by {shape}, the most of {len(memory['paging'])} shapes"
        found.append(("Most memory while paging through 1,000,000 rows / 10,000 rows", "flat", many / few, detail, "met" if many <= few * 1.05 else "**not met**"))
    return found


def table(found):
    lines = ["| what | target | measured | figures | |", "|---|---|---|---|---|"]
    for what, words, value, detail, verdict in found:
        lines.append(f"| {what} | {words} | {'' if value is None else f'{value:.2f}'} | {detail} | {verdict} |")
    return "\n".join(lines)


def extra(results):
    text = []
    if estimates := results.get("time"):
        text.append("Wall time without a network, mean: " + "; ".join(
            f"{group} {estimates[f'{group} prolifi'] / 1000:.2f} µs, by hand {estimates[f'{group} by hand'] / 1000:.2f} µs"
            for group in ("build", "decode")) + ".")
    if built := results.get("compile"):
        count = built["dependencies"]
        alone = ", ".join(f"{mode} {built[f'types {mode}'][0]:.1f} s" for mode in ("check", "dev", "release"))
        text.append(
            f"The 400 types of the compile rows alone, with serde's derives and without any endpoint: {alone}. "
            "Both sides compile them, and in a dev or release build their JSON code too, so no declaration can take less.")
        first, second = growth(built, "types")
        text.append(
            f"Of the types of a thousand endpoints, the second half takes {second:.1f} s of a dev build and the first "
            f"{first:.1f} s: {second / first:.2f}.")
        text.append(
            f"A program that calls `update_customer` builds {count['prolifi']} other packages, procedural macros "
            f"included; the hand-written one {count['hand']}.")
    return "\n\n".join(text)


def chart(found):
    """One bar a ratio; the line at 1 is the hand-written side."""
    bars = [(what, value, "not met" not in verdict) for what, _, value, _, verdict in found if value is not None]
    height, left, unit = 26, 470, 240
    bottom = 46 + height * len(bars)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 {bottom + 12}" font-family="sans-serif" font-size="13">',
        f'<rect width="860" height="{bottom + 12}" fill="#ffffff"/>',
        f'<text x="{left + unit}" y="24" text-anchor="middle" fill="#555555">written by hand = 1</text>',
    ]
    for index, (what, value, met) in enumerate(bars):
        top = 38 + index * height
        label = what.replace("`", "").replace("&", "&amp;").replace("<", "&lt;")
        colour = "#2f7d5b" if met else "#c2562f"
        width = min(value, 1.4) * unit
        parts.append(f'<text x="{left - 8}" y="{top + 14}" text-anchor="end" fill="#222222">{label}</text>')
        parts.append(f'<rect x="{left}" y="{top}" width="{width:.0f}" height="18" fill="{colour}"/>')
        parts.append(f'<text x="{left + width + 6:.0f}" y="{top + 14}" fill="#222222">{value:.2f}</text>')
    parts.append(f'<line x1="{left + unit}" y1="32" x2="{left + unit}" y2="{bottom}" stroke="#555555" stroke-dasharray="4 3"/>')
    return "\n".join([*parts, "</svg>", ""])


def put_into_readme(root, text):
    """Between the two marks."""
    readme = root / "README.md"
    before, rest = readme.read_text().split("<!-- figures -->\n")
    _, after = rest.split("<!-- end of figures -->")
    readme.write_text(f"{before}<!-- figures -->\n{text}\n<!-- end of figures -->{after}")


def write(root, results, machine, date):
    found = rows(results)
    put_into_readme(root, f"{date:%Y-%m-%d}. {machine}.\n\n{table(found)}")
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
