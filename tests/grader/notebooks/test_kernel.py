"""The engine and the checks in a real IPython kernel, which has threads of its own at work."""

from __future__ import annotations

import json
import shutil

import pytest

from grader.catalog import KIT, Course
from grader.notebooks.cells import notebook

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
pytestmark = pytest.mark.timeout(180)

EXERCISE = Course().exercise("03")

WORLDS = """
import queue, threading, time
from grader.engine import execute

ticks, done = [], threading.Event()

def tick():
    while not done.wait(0.001):
        ticks.append(time.monotonic())

ticker = threading.Thread(target=tick)
ticker.start()

def main():
    found, mailbox = [], queue.Queue()
    def work(number):
        time.sleep(number)
        print("worker", number)
        mailbox.put(number)
    threads = [threading.Thread(target=work, args=(n,)) for n in (3, 1, 2)]
    for thread in threads: thread.start()
    while len(found) < 3: found.append(mailbox.get())
    return found

executions = [execute(main) for _ in range(300)]
done.set()
ticker.join()
print({(tuple(e.value), e.ended, len(e.findings)) for e in executions})
print({tuple(line.text for line in e.trace.output) for e in executions})
print(len(ticks) > 10, ticks == sorted(ticks), ticks[-1] - ticks[0] < 300)
"""

ALIVE = """
import asyncio, os, threading, time
began = time.monotonic()
await asyncio.sleep(0.01)
threading.Timer(0.01, print, ["timer"]).run()
print("alive", 0 < time.monotonic() - began < 60)
"""


def run(cells, folder, monkeypatch):
    """Execute a notebook in a kernel of its own."""
    monkeypatch.setenv("PYTHONPATH", str(KIT))
    found = nbformat.from_dict(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)}
    )
    client = nbclient.NotebookClient(
        found,
        timeout=120,
        kernel_name="python3",
        allow_errors=True,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    return [cell for cell in found.cells if cell.cell_type == "code"]


def code(number, source):
    """A code cell."""
    return {**nbformat.v4.new_code_cell(source), "id": f"cell-{number}"}


def text_of(cell):
    """All that a cell printed, in order."""
    return "".join(each["text"] for each in cell.outputs if each["output_type"] == "stream")


def test_worlds_live_beside_a_kernels_own_threads(tmp_path, monkeypatch):
    """300 worlds give one result, a real thread goes on in real time, and the kernel is well."""
    worlds, alive = run([code(1, WORLDS), code(2, ALIVE)], tmp_path, monkeypatch)

    assert text_of(worlds).splitlines() == [
        "{((1, 2, 3), 3.0, 0)}",
        "{('worker 1', 'worker 2', 'worker 3')}",
        "True True True",
    ]
    assert text_of(alive).splitlines() == ["timer", "alive True"]


def test_students_notebook_shows_a_picture(tmp_path, monkeypatch):
    """A late stop, in the report's cell: as HTML with an image, and as text for who has no HTML."""
    shutil.copytree(EXERCISE.folder, tmp_path / "exercises" / EXERCISE.folder.name)
    wrong = (
        KIT / "tests" / EXERCISE.folder.name / "wrong" / "sleeps_after_it_looked.py"
    ).read_text(encoding="utf-8")
    call = 'from grader.notebooks.check import check\n\ncheck("03")'

    _, report = run([code(1, wrong), code(2, call)], tmp_path, monkeypatch)

    data = report.outputs[0]["data"]
    assert '<img src="data:image/svg+xml;base64,' in data["text/html"]
    assert "join Thread-1" in data["text/html"]
    assert "the check fails here" in data["text/plain"]


def test_students_notebook_checks_its_own_answer(tmp_path, monkeypatch):
    """A notebook as handed out, filled in and run from top to bottom: all visible checks pass."""
    handout = tmp_path / "exercises" / EXERCISE.folder.name
    shutil.copytree(EXERCISE.folder, handout)
    cells = json.loads(json.dumps(notebook(EXERCISE)))["cells"]

    # The demo takes seconds of real time.
    ran = run([cell for cell in cells if cell["id"] != "demo"], tmp_path, monkeypatch)

    answer, report, *checks = ran
    assert answer.outputs == []
    assert "5 of 5 points" in report.outputs[0]["data"]["text/html"]
    assert [each.outputs[0]["output_type"] for each in checks[:3]] == ["display_data"] * 3
    assert {text_of(each) for each in checks[3:]} == {
        "This check runs when your notebook is graded.\n"
    }
