"""Judges small submissions against small suites, in the test's own process."""

from __future__ import annotations

import importlib.util
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.backstop import Backstop
from grader.checking import FIXTURES
from grader.judging import judged
from grader.model import Exercise
from grader.pytest_suite import Suite
from grader.rationale import Verdict

Judge = Callable[..., Verdict]


@pytest.fixture
def verdict(tmp_path: Path) -> Judge:
    """Return how to judge a submission by the body of one check: `verdict(submission, check)`."""

    def judge(
        submission: str, check: str, *, stub: str = "", real: float = 10, computing: float = 10
    ) -> Verdict:
        suite = _suite(tmp_path, submission, check, stub)
        spec = importlib.util.spec_from_file_location("test_egg", suite.path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        names = module.test_it.__code__.co_varnames[: module.test_it.__code__.co_argcount]
        wanted = [name for name in FIXTURES if name in names]
        return judged(suite, module.test_it, wanted, Backstop(real, computing))[0]

    return judge


@pytest.fixture
def told(verdict: Judge, request: pytest.FixtureRequest) -> Callable[[str], list[str]]:
    """Return how to run the work() of a program that begins with the test file's HEAD.

    It returns the lines of the rationale.
    """
    head, check = request.module.HEAD, "def test_it(submission): submission.work()"
    return lambda text: verdict(head + textwrap.dedent(text), check).rationale.splitlines()


def _suite(folder: Path, submission: str, check: str, stub: str) -> Suite:
    (folder / "egg.py").write_text(textwrap.dedent(submission))
    (folder / "stub.py").write_text(textwrap.dedent(stub))
    path = folder / "test_egg.py"
    path.write_text(textwrap.dedent(check))
    exercise = Exercise(
        "07", "egg", "Eggs", (), (), 5, (), folder, folder / "stub.py", path, path, path
    )
    return Suite(exercise, path, True, folder / "egg.py", {})
