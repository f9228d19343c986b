"""An execution that is written down: what threads did with their tools, and under which names."""

from __future__ import annotations

import threading

import pytest

from grader.engine import execute
from grader.engine.naming import tell_waiters_apart
from grader.engine.schedulers.replay import Replay
from grader.engine.story import Story
from grader.report.timeline import timeline


@pytest.fixture
def told():
    """A function that runs a program, and returns its execution and its story."""

    def run(main):
        story = Story()
        with story.listening():
            execution = execute(main, scheduler=Replay((), strict=False), watcher=story)
        return execution, story.finish()

    return run


def test_what_is_used_without_a_variable_is_written_down(told):
    """It goes by the name that it has elsewhere."""

    def main():
        ready = threading.Event()
        kept = {None: ready}
        kept.get(None).set()
        ready.wait()

    _, events = told(main)

    used = [(event.kind, event.name) for event in events if event.kind in ("set", "wait")]
    assert used == [("set", "ready"), ("wait", "ready")]


def test_a_target_that_is_a_method_counts_as_the_students_call(told):
    """Thread and Timer call what they were given; what they use themselves is their own."""

    def main():
        ready = threading.Event()
        threading.Timer(1, ready.set).start()
        ready.wait()

    _, events = told(main)

    assert [(event.kind, event.thread) for event in events if event.kind == "set"] == [
        ("set", "Thread-1")
    ]


def test_each_tool_is_made_once_in_a_line_of_the_students(told):
    """Whatever a tool is made of inside is left out."""

    def main():
        import queue

        queue.Queue()
        threading.Barrier(2)
        threading.Thread(target=int).start()

    _, events = told(main)

    made = [(event.tool.kind, event.place.text) for event in events if event.kind == "make"]
    assert made == [("queue", "queue.Queue()"), ("barrier", "threading.Barrier(2)")]


def test_locks_of_one_name_have_two_names_in_a_picture(told):
    """Two threads call each other's lock the same: the main thread tells them apart."""

    def main():
        left, right = threading.Lock(), threading.Lock()
        both = threading.Barrier(2)

        def take(mine, other):
            with mine:
                both.wait()
                with other:
                    pass

        threads = [
            threading.Thread(target=take, args=(left, right), name="ann"),
            threading.Thread(target=take, args=(right, left), name="bob"),
        ]
        for thread in threads:
            thread.start()
        threads[0].join()

    execution, events = told(main)
    tell_waiters_apart(execution, events)

    rows = timeline(execution.trace, findings=execution.findings).splitlines()
    assert "right lock, held by bob" in rows[2].replace("lock right", "right lock")
    assert "left lock, held by ann" in rows[3].replace("lock left", "left lock")


def test_a_wrong_call_is_told_of_the_method_itself(told):
    """The names of the listeners are no business of a student."""

    def main():
        stop = threading.Event
        stop.set()

    execution, _ = told(main)

    assert str(execution.exception).startswith("Event.set() missing 1 required positional argument")
