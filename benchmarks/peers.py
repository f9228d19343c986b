"""Runs a known bug under interleave-test or frontrun, in a child process with a time limit.

Each peer is used as its documentation says, with its default strategy: interleave-test's uniform
random one on the program as it is; frontrun's DPOR (at most two preemptions) on the program cut
into what comes before its threads, the threads, and what comes after, since its threads are a
fixed set, with what they share as attributes of one object. It gets its clock "virtual", which
lets it see deadlocks exactly, or "explored" where a program sleeps. A peer that is not installed
takes no part.
"""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import json
import subprocess
import sys
import time
import types
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

PEERS = ("interleave-test", "frontrun")
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a search for a failure ended."""

    executions: int
    seconds: float
    failure: str = ""
    """How the program failed; empty if it did not."""
    why: str = ""
    """Why the peer can't say: in a few words; or empty."""


def versions() -> dict[str, str]:
    """Return the peers that are installed, with their versions."""
    found = {}
    for peer in PEERS:
        try:
            found[peer] = importlib.metadata.version(peer)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def search(peer: str, path: Path, name: str, seed: int, limit: int, cap: float) -> Outcome:
    """Look for a failure of `bug` or `right` in a process that may take `cap` seconds."""
    command = [sys.executable, __file__, peer, str(path), name, str(seed), str(limit)]
    if peer == "frontrun":
        if _together(_function(ast.parse(path.read_text("utf-8")), name)) is None:
            return Outcome(0, 0, why="cannot: its threads are a fixed set")
        command.insert(0, str(Path(sys.executable).with_name("frontrun")))
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=cap, check=False)
    except subprocess.TimeoutExpired:
        return Outcome(0, cap, why=f"no end in {cap:g} s")
    if ran.returncode:
        return Outcome(0, 0, why=f"breaks: {(ran.stderr.strip().splitlines() or ['?'])[-1]}")
    return Outcome(**json.loads(ran.stdout.splitlines()[-1]))


# -- in the child ---------------------------------------------------------------------------------


def _interleave_test(path: Path, name: str, seed: int, limit: int) -> Outcome:
    peer = importlib.import_module("interleave_test")
    module = _module(path, ast.parse(path.read_text("utf-8")))
    start = time.perf_counter()
    found = peer.explore(
        getattr(module, name),
        iterations=limit,
        seed=seed,
        exclude=[str(path.with_name("__init__.py"))],  # no scheduling points in `together`
        raise_on_failure=False,
    )
    took = time.perf_counter() - start
    if found.failure is None:
        return Outcome(found.schedules_run, took, why=f"none in {found.schedules_run:,}")
    kinds = {"deadlock": "Deadlock", "hang": "Hang"}
    kind = kinds.get(found.failure.kind) or type(found.failure.exception).__name__
    return Outcome(found.schedules_run, took, kind)


def _frontrun(path: Path, name: str, seed: int, limit: int) -> Outcome:
    peer = importlib.import_module("frontrun")
    tree = ast.parse(path.read_text("utf-8"))
    _cut(_function(tree, name))
    module = _module(path, tree)
    begin: Callable[[], tuple[list[Callable[[], object]], Callable[[], None]]]
    begin = getattr(module, name)
    errors: list[str] = []

    def setup() -> Any:
        errors.clear()
        return begin()

    def worker(index: int) -> Callable[[Any], None]:
        def work(state: Any) -> None:
            try:
                state[0][index]()
            except Exception as error:
                errors.append(type(error).__name__)

        return work

    def holds(state: Any) -> bool:
        try:
            state[1]()
        except AssertionError:
            errors.append("AssertionError")
        return not errors

    start = time.perf_counter()
    found = peer.explore(
        setup=setup,
        workers=[worker(index) for index in range(len(begin()[0]))],
        invariant=holds,
        max_executions=limit,
        reproduce_on_failure=0,
        clock="explored" if hasattr(module, "time") else "virtual",
    )
    took = time.perf_counter() - start
    if found.property_holds is None:
        reason = found.inconclusive_reason.partition(". ")[0]
        return Outcome(found.num_explored, took, why=f"gives up: {reason}")
    if found.property_holds:
        return Outcome(found.num_explored, took, why=f"none: says it holds ({found.num_explored})")
    dead = "deadlock" in (found.explanation or "").lower()
    return Outcome(found.num_explored, took, "Deadlock" if dead else errors[0])


def _module(path: Path, tree: ast.Module) -> types.ModuleType:
    module = types.ModuleType(path.stem)
    vars(module)["State"] = type("State", (), {})
    exec(compile(tree, str(path), "exec"), vars(module))
    return module


def _function(tree: ast.Module, name: str) -> ast.FunctionDef:
    return next(
        node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name
    )


def _together(function: ast.FunctionDef) -> int | None:
    """Return which statement starts and joins the threads."""
    for index, statement in enumerate(function.body):
        call = getattr(statement, "value", None)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "together":
            return index
    return None


def _cut(function: ast.FunctionDef) -> None:
    """Let a function return its threads' functions, and a function that does the rest."""
    at = _together(function)
    assert at is not None
    call = function.body[at].value  # type: ignore[attr-defined]
    rest, end = ast.parse("def rest():\n    pass\nreturn [], rest").body
    rest.body = function.body[at + 1 :] or rest.body  # type: ignore[attr-defined]
    end.value.elts[0].elts = call.args  # type: ignore[attr-defined]
    function.body[at:] = [rest, end]
    names = {
        node.id
        for statement in function.body[:at]
        if isinstance(statement, ast.Assign)
        for node in ast.walk(statement.targets[0])
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    _Shared(names).visit(function)
    function.body[:0] = ast.parse("state = State()").body
    ast.fix_missing_locations(function)


class _Shared(ast.NodeTransformer):
    """Makes attributes of a state of what the threads share: these frontrun's DPOR sees best."""

    def __init__(self, names: set[str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Write `state.name` for a shared name."""
        if node.id not in self.names:
            return node
        return ast.Attribute(ast.Name("state", ast.Load()), node.id, node.ctx)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    _peer, _path, _name, _seed, _limit = sys.argv[1:]
    _run = _frontrun if _peer == "frontrun" else _interleave_test
    print("\n" + json.dumps(asdict(_run(Path(_path), _name, int(_seed), int(_limit)))))
