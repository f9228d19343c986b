"""Well-known slips are recognised, and what only looks like one is not."""

from __future__ import annotations

import ast
import textwrap
from pathlib import Path
from types import SimpleNamespace

import pytest

from grader.rationale.slips import slips

AT_IMPORT = "runs whenever the file is imported"


def found(source: str) -> list[str]:
    """Return the slips in a file egg.py that are not about its top level."""
    tree = ast.parse(textwrap.dedent(source))
    every = slips(SimpleNamespace(tree=tree, path=Path("egg.py"), stub=None))
    return [slip for slip in every if AT_IMPORT not in slip]


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
        (
            "thread = threading.Thread(target=work).start()",
            "egg.py, line 1: Thread(...).start() gives None, not the thread. Keep the thread in a "
            "variable first, then call its start() in a line of its own.",
        ),
        (
            "def go():\n    return Timer(3, work).start()",
            "egg.py, line 2: Timer(...).start() gives",
        ),
        ("threads = [Thread(target=x).start() for x in y]", "egg.py, line 1: Thread(...).start()"),
        ("t = Thread(target=work)\nkeep(t.start())", "egg.py, line 2: t.start() gives None, not"),
        (
            "stop = threading.Event\nstop.wait(3)",
            "egg.py, line 1: threading.Event only names the class; threading.Event() makes an "
            "Event.",
        ),
        (
            "class A:\n  def __init__(self):\n    self.lock: Lock = Lock\n"
            "  def go(self):\n    with self.lock: ...",
            "egg.py, line 3: Lock only names the class; Lock() makes a Lock.",
        ),
        (
            "class A:\n  def sell(buyer: str, pay): ...",
            "egg.py, line 2: a method gets its object as the first argument, and sell() has no "
            "self for it: def sell(self, buyer, pay).",
        ),
        ("class A:\n  def free(): ...", "egg.py, line 2: a method gets its object"),
        ("class A:\n  def sell(x):\n    return self.x", "egg.py, line 2: a method gets its object"),
        (
            "class A:\n  def _init_(self): ...",
            "egg.py, line 2: nothing calls _init_(): Python calls __init__() of a new object, with "
            "two underscores on either side.",
        ),
        (
            "class A:\n  def __init__(self):\n    super.__init__()",
            "egg.py, line 3: super.__init__ lacks brackets: super().__init__() calls the "
            "__init__() of the base class.",
        ),
        (
            "def work():\n  if late: raise SystemExit(3)\nThread(target=work).start()",
            "egg.py, line 2: in a thread, raise SystemExit(3) ends that thread alone, and nobody "
            "hears of it. To end a function is what `return` is for.",
        ),
        (
            "class A:\n  def work(self):\n    exit()\n  def go(self): Thread(target=self.work)",
            "egg.py, line 3: in a thread, exit() ends that thread alone",
        ),
        (
            "class A(threading.Thread):\n  def run(self):\n    quit()",
            "egg.py, line 3: in a thread, quit() ends that thread alone",
        ),
        (
            "async def login(): ...",
            "egg.py, line 1: a call of an `async def` only makes a coroutine, and runs none of it. "
            "Write a plain function: def login.",
        ),
        ("def work():\n  sys.exit()\npool.submit(work)", "egg.py, line 2: in a thread, sys.exit()"),
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
        "Thread(target=work).start()",
        "[Thread(target=work).start() for work in tasks]",
        "go = lambda: Thread(target=work).start()",
        "level = race.start()",
        "new_lock = threading.Lock\nwith new_lock(): ...",
        "Event = threading.Event\nEvent().wait()",
        "made = threading.Event\nassert type(stop) is made",
        "class A:\n  @staticmethod\n  def sell(buyer: str): ...",
        "class A:\n  def sell(buyer: str): ...\nA.sell('Ada')",
        "class A:\n  def sell(this, buyer): ...",
        "class A:\n  def __init__(self):\n    self._init_()\n  def _init_(self): ...",
        "class A:\n  def _init(self): ...",
        "Process(target=work)",
        "def work():\n  sys.exit()\nwork()",
        "import asyncio\nasync def work(): ...",
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


@pytest.mark.parametrize(
    "source",
    [
        "import multiprocessing\n\ndef go():\n  multiprocessing.Process(target=work).start()",
        "from multiprocessing import Process\n\ndef go():\n  Process(target=work).start()",
    ],
)
def test_a_process_for_a_thread_is_told(tmp_path, source):
    """Unless the exercise is about processes."""
    stub = tmp_path / "egg.py"
    submission = SimpleNamespace(tree=ast.parse(source), path=stub, stub=stub)
    stub.write_text(source)

    assert slips(submission) == [
        "egg.py, line 4: this makes a process, which shares no variables with your program: what "
        "it changes or reports does not arrive here. Use a Thread."
    ]
    stub.write_text('"""Threads or processes?"""')
    assert slips(submission) == []


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "import time\ntime.sleep(3)\ntime.sleep(4)",
            "egg.py, line 2: `time.sleep(3)` runs whenever",
        ),
        ("exit()", "egg.py, line 1: `exit()` runs whenever"),
        ('name = input("Who? ")', "egg.py, line 1: `name = input('Who? ')` runs whenever"),
        ("if True:\n  while x:\n    x += 1", "egg.py, line 2: `while x:` runs whenever"),
        ("def go(): ...\nprint(go())", "egg.py, line 2: `print(go())` runs whenever"),
        ("for t in threads:\n  t.join()", "egg.py, line 2: `t.join()` runs whenever"),
    ],
)
def test_what_runs_at_each_import_is_told_once(source, told):
    """Code at the top level that waits, loops, or calls a function for what it does."""
    (slip,) = slips(SimpleNamespace(tree=ast.parse(source), path=Path("egg.py"), stub=None))

    assert slip.startswith(told)
    assert slip.endswith(
        " runs whenever the file is imported, before the check calls anything. Delete it, or put "
        'it below `if __name__ == "__main__":`.'
    )


@pytest.mark.parametrize(
    "source",
    [
        'if __name__ == "__main__":\n  time.sleep(3)',
        "def go():\n  time.sleep(3)",
        "def made(): ...\nTABLE = made()",
        'NAMES = ", ".join(words)',
        "lock = threading.Lock()",
        "wait = lambda: time.sleep(3)",
        "print('Hello')",
    ],
)
def test_what_may_stand_at_the_top_level_is_left_alone(source):
    """What an import does at once, and what runs only when the file is started."""
    assert slips(SimpleNamespace(tree=ast.parse(source), path=Path("egg.py"), stub=None)) == []
