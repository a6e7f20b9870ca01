#!/usr/bin/env python3
"""What the tests reach, from `llvm-cov export` on standard input: lines of the two library crates, of which at least 95 %
are wanted, and branches of the code that decides, of which all are wanted. A branch counts as taken if it was taken in any
of the programs; what stands below `#[cfg(test)]` does not count."""

import json
import sys

CRATES = ["crates/sanad-core/src/", "crates/sanad-verifier/src/"]
# Verdict, thresholds (of keys, and of authorities) and scopes.
DECIDES = [
    "sanad-core/src/accreditation/rotation.rs",
    "sanad-core/src/accreditation/signers.rs",
    "sanad-core/src/accreditation/signing.rs",
    "sanad-core/src/scope.rs",
    "sanad-core/src/scope/",
    "sanad-verifier/src/accreditation/combine.rs",
    "sanad-verifier/src/accreditation/formula.rs",
    "sanad-verifier/src/accreditation/root_keys.rs",
    "sanad-verifier/src/outcome.rs",
    "sanad-verifier/src/report.rs",
    "sanad-verifier/src/trust_state/lists.rs",
]
LINES_WANTED = 0.95


def tests_begin(lines):
    """The number of the line from which on a file holds only tests."""
    for number, line in enumerate(lines, 1):
        if line == "#[cfg(test)]" and lines[number].startswith("mod tests {"):
            return number
    return len(lines) + 1


def line_counts(file, end):
    """How often each line was reached that has code, as LLVM counts it (LineCoverageStats)."""
    starting = {}
    for segment in file["segments"]:
        starting.setdefault(segment[0], []).append(segment)
    counts = []
    before = None
    for line in range(1, end):
        here = starting.get(line, [])
        # line, column, count, has a count, begins a region, is a gap
        begun = [segment[2] for segment in here if segment[3] and segment[4] and not segment[5]]
        around = [before[2]] if before is not None and before[3] else []
        if begun or around:
            counts.append(max(begun + around))
        if here:
            before = here[-1]
    return counts


def branches(file, end):
    taken = {}
    for branch in file["branches"]:
        if branch[0] < end:
            both = taken.setdefault(tuple(branch[:4]), [0, 0])
            both[0] += branch[4]
            both[1] += branch[5]
    return taken


def main():
    lines = reached = bad = 0
    total = [0, 0]
    for file in json.load(sys.stdin)["data"][0]["files"]:
        name = file["filename"]
        if not any(crate in name for crate in CRATES) or name.endswith("/tests.rs"):
            continue
        with open(name, encoding="utf-8") as source:
            text = source.read().split("\n")
        end = tests_begin(text)
        counts = line_counts(file, end)
        lines += len(counts)
        reached += sum(count > 0 for count in counts)
        taken = branches(file, end)
        sides = [(place, side) for place, both in sorted(taken.items()) for side in (0, 1)]
        missed = [(place, side) for place, side in sides if not taken[place][side]]
        total[0] += len(sides) - len(missed)
        total[1] += len(sides)
        short = name[name.index("crates/") + len("crates/") :]
        if any(short.startswith(path) for path in DECIDES):
            print(f"{short}: {len(sides) - len(missed)} of {len(sides)} branches")
            for place, side in missed:
                bad = 1
                print(f"    line {place[0]} is never {('true', 'false')[side]}: {text[place[0] - 1].strip()}")
    print(f"{reached} of {lines} lines, {100 * reached / lines:.2f} % ({LINES_WANTED:.0%} wanted)")
    print(f"{total[0]} of {total[1]} branches, {100 * total[0] / total[1]:.2f} %")
    return bad or int(reached < LINES_WANTED * lines)


sys.exit(main())
