"""Well-known slips are recognised, and what only looks like one is not."""

from __future__ import annotations

import ast
import textwrap
from pathlib import Path
from types import SimpleNamespace

import pytest

from grader.rationale.slips import slips


def found(source: str) -> list[str]:
    """Return the slips in a file egg.py."""
    tree = ast.parse(textwrap.dedent(source))
    return slips(SimpleNamespace(tree=tree, path=Path("egg.py")))


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "def work(): ...\nThread(target=work()).start()",
            "egg.py, line 2: work() calls work at once, before there is a thread. "
            "Hand over the function itself: work without brackets.",
        ),
        (
            "for task in tasks:\n    threading.Thread(None, task()).start()",
            "egg.py, line 2: task() calls task at once",
        ),
        ("def tick(): ...\nTimer(3, tick())", "egg.py, line 2: tick() calls tick at once"),
        (
            "class A:\n  def work(self): ...\n  def go(self):\n    pool.submit(self.work())",
            "egg.py, line 4: self.work() calls self.work at once",
        ),
        (
            "thread.start",
            "egg.py, line 1: thread.start only names the method; thread.start() calls",
        ),
        (
            "while not stop.is_set:\n    pass",
            "egg.py, line 1: stop.is_set is the method itself, and always true; stop.is_set() asks",
        ),
        (
            "t = threading.Thread(target=work)\nt.run()",
            "egg.py, line 2: t.run() does the work right here and makes no thread; "
            "t.start() lets a thread do it.",
        ),
        (
            "def loop(stop: threading.Event):\n    while not stop:\n        tick()",
            "egg.py, line 2: stop is an Event, and an object is always true; stop.is_set() asks",
        ),
        ("done = Event()\nif done and ready: ...", "egg.py, line 2: done is an Event"),
        (
            "done = False\ndef logout():\n    done = True\n",
            "egg.py, line 3: done = True sets a variable of logout() alone, and nothing reads it: "
            "no other thread can see that.",
        ),
        (
            "def a():\n  b = False\n  def c():\n    b = True\n  while not b: ...",
            "egg.py, line 4: b = True sets a variable of c() alone",
        ),
        (
            "def a():\n  def c():\n    b = True\n",
            "egg.py, line 3: b = True sets a variable of c() alone",
        ),
    ],
)
def test_a_slip_is_found(source, told):
    """Each slip is told with its line and with what to write instead."""
    assert [slip[: len(told)] for slip in found(source)] == [told]


@pytest.mark.parametrize(
    "source",
    [
        "Thread(target=work)",
        "Thread(target=partial(work, 3))",
        "Thread(target=lambda: work())",
        "Thread(target=tasks.pop())",
        "def maker():\n    def work(): ...\n    return work\nThread(target=maker())",
        "thread.start()",
        "while not stop.is_set(): pass",
        "def run(self): super().run()",
        "stop = False\nwhile not stop: pass",
        "process.run()",
        "def logout():\n    global done\n    done = True\n",
        "def a():\n  b = False\n  def c():\n    nonlocal b\n    b = True\n  while not b: ...",
        "def work():\n    done = True\n    return done",
        "class Clock:\n    done = True",
        "def make():\n    class Clock:\n        done = True\n    return Clock",
    ],
)
def test_what_is_right_is_left_alone(source):
    """Code that only resembles a slip gets no remark."""
    assert found(source) == []


def test_at_most_two_slips_are_told():
    """Who made many hears of the first two."""
    assert len(found("a.start\nb.start\nc.start\n")) == 2


def test_a_loop_variable_that_is_looked_up_late_is_told():
    """A lambda, or a function in the loop, sees what the loop has made of its variables by then."""
    assert found("for i, j in pairs:\n    Thread(target=lambda: work(i, j)).start()") == [
        "egg.py, line 2: the thread looks i and j up only when it runs, and by then the loop may "
        "have moved on. Hand the values over instead: args=(i, j)."
    ]
    assert len(found("for i in x:\n  def go():\n    work(i)\n  Thread(target=go).start()")) == 1
    assert found("for i in x:\n    Thread(target=lambda i=i: work(i)).start()") == []
    assert found("for i in x:\n    Thread(target=work, args=(i,)).start()") == []
