"""Finds the known bugs of `benchmarks/bugs`, and says after how many executions and how long.

    python benchmarks/known_bugs.py [--seeds 10] [--markdown FILE] [NAME ...]

For each bug: what the default policy found, after how many executions, how many forced switches
the shrunken schedule needs, and the grade that the exploration gives to its correct twin. Then for
each scheduler on its own, and for the peers that are installed (`pip install interleave-test
frontrun`), the executions and the milliseconds to the first failure; the mean over several seeds
where chance plays a part.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import textwrap
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import peers
from benchmarks.peers import Outcome
from benchmarks.searching import (
    BUGS,
    LIMIT,
    SCHEDULERS,
    attempts,
    found_by_default,
    program,
    search,
)
from benchmarks.tables import Table
from grader.engine.shrink import shrink
from grader.engine.world import many

CAP = 30.0
"""Seconds that a peer may take for one search; its process is ended then."""
TWIN = 200
"""Executions of a correct twin that a peer may take for a false alarm to show."""
PAGE = """# Known bugs

33 known concurrency bugs as small Python programs of our own (`benchmarks/bugs`, after SCTBench,
CHESS, Coyote, JaConTeBe, the Deadlock Empire, bugs of Go programs, and Python's own traps), each
with its correct twin. The tests hold that the default policy finds every bug, and raises no alarm
for a twin. What the searches cost is measured with

    python benchmarks/known_bugs.py{options} --markdown docs/known-bugs.md

{conditions}

The peers are used as their documentation says, with their default strategy, each search in a
process of its own: interleave-test on the program as it is; frontrun, whose threads are a fixed
set, on the program cut into what comes before its threads, the threads, and what comes after,
with what they share as attributes of one object, and its virtual clock. Where a peer finds
nothing, the table says in a word why, and the last section in a few more: *none* means that it
found no failure, *cannot* that the program is not of the kind that it runs, *no end* that it took
too long for one search, *gives up* that it says so itself, and *twin too* that it reports the
correct program as well.
"""
_ALL_SEEDS = ("POS", "walk", "PCT-3", "interleave-test")


def searches(path: Path, who: str, seeds: int) -> list[Outcome]:
    """Let one scheduler or peer look for a bug, once for each seed."""
    found: list[Outcome] = []
    main = program(path, "bug")
    for seed in range(seeds if who in _ALL_SEEDS else 1):
        if who in SCHEDULERS:
            with many():
                found.append(search(main, SCHEDULERS[who](seed)))
        else:
            found.append(_peers_search(who, path, seed))
            if not found[-1].executions:  # it can't: another seed won't help
                break
    return found


def _peers_search(who: str, path: Path, seed: int) -> Outcome:
    """Let a peer look for a bug; what it reports for the correct twin as well is no find."""
    found = peers.search(who, path, "bug", seed, LIMIT, CAP)
    twin = peers.search(who, path, "right", seed, TWIN, CAP) if found.failure else None
    if twin is None or not twin.failure:
        return found
    return Outcome(0, 0, why=f"twin too: reports {twin.failure} for the correct program as well")


def mean(found: list[Outcome], value: Callable[[Outcome], float]) -> str:
    """Write a mean over the searches that found the bug, and how many did if not all."""
    hits = [value(each) for each in found if each.failure]
    if not hits:
        return found[0].why.partition(":")[0].partition(" in ")[0]
    missed = "" if len(hits) == len(found) else f" ({len(hits)}/{len(found)})"
    return f"{sum(hits) / len(hits):,.0f}{missed}"


def by_default(path: Path) -> list[str]:
    """Return the row of what the default policy finds."""
    start = time.perf_counter()
    found = found_by_default(path, "bug")
    took = f"{(time.perf_counter() - start) * 1e3:.0f}"
    twin = found_by_default(path, "right")
    verdict = f"FALSE ALARM: {twin.failure.attempt.failure}" if twin.failure else str(twin.grade)
    if found.failure is None:
        return [path.stem, "MISSED", "", took, "", verdict]
    with many():
        smallest = shrink(found.failure.attempt, attempts(program(path, "bug")))
    at, switches = str(found.failure.execution), str(smallest.preemptions)
    return [path.stem, smallest.failure, at, took, switches, verdict]


def measured(paths: list[Path], seeds: int) -> tuple[list[Table], list[str]]:
    """Return the tables, and a note for each bug that a peer did not find."""
    versions = peers.versions()
    heads = ["bug", *SCHEDULERS, *versions]
    default = Table(
        "What the default policy finds",
        ["bug", "it fails with", "execution", "ms", "forced switches", "its correct twin"],
    )
    executions = Table("Executions to the first failure", heads)
    times = Table("Milliseconds to the first failure", heads)
    notes = []
    for path in paths:
        print(f"\r{path.stem:30}", end="", file=sys.stderr, flush=True)
        default.rows.append(by_default(path))
        found = {who: searches(path, who, seeds) for who in (*SCHEDULERS, *versions)}
        counts = [mean(each, lambda one: one.executions) for each in found.values()]
        executions.rows.append([path.stem, *counts])
        each_time = [mean(each, lambda one: one.seconds * 1e3) for each in found.values()]
        times.rows.append([path.stem, *each_time])
        notes += [f"{path.stem}, {who}: {note}" for who in versions for note in _notes(found[who])]
    totals = [_finders(row[column] for row in executions.rows) for column in range(1, len(heads))]
    executions.rows.append([f"found, of {len(paths)}", *totals])
    return [default, executions, times], notes


def _finders(cells: Iterable[str]) -> str:
    return str(sum(cell[0].isdigit() for cell in cells))


def _notes(found: list[Outcome]) -> list[str]:
    return sorted({each.why for each in found if each.why})


def conditions(seeds: int) -> str:
    """Say on what and how it was measured."""
    told = [f"{name} {version}" for name, version in peers.versions().items()]
    who = ", ".join(told) or "no peers: `pip install interleave-test frontrun` adds their columns"
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} processors; {who}. "
        f"The mean of {seeds} seeds for {', '.join(_ALL_SEEDS)}, in brackets how many of them "
        f"found the bug if not all did; at most {LIMIT:,} executions for each search, and "
        f"{CAP:g} s for a peer's. pb1, pb2: all schedules with at most one and two forced switches."
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--markdown", type=Path, metavar="FILE")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    wanted = options.names or [""]
    paths = [path for path in BUGS if any(name in path.stem for name in wanted)]
    tables, notes = measured(paths, options.seeds)
    told = conditions(options.seeds)
    print(*(table.text() for table in tables), textwrap.fill(told, 98), *notes, sep="\n\n")
    if options.markdown:
        page = PAGE.format(options=f" --seeds {options.seeds}", conditions=textwrap.fill(told, 98))
        listed = "\n".join(f"- {note}" for note in notes)
        parts = [page.rstrip(), *(table.markdown() for table in tables)]
        parts += ["## Where a peer found nothing", listed] if notes else []
        options.markdown.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
