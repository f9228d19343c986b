"""`input()` and `sys.stdin`, from a scripted keyboard."""

from __future__ import annotations

import sys
import threading
import time

import pytest

from grader.engine import execute


def test_input_waits_until_a_line_is_typed():
    """The line is there at its second; the prompt is printed before."""

    def main():
        return input("name? "), time.monotonic()

    execution = execute(main, keyboard=lambda keyboard: keyboard.types("Ada", at=5))

    assert execution.value == ("Ada", 1005.0)
    assert execution.trace.lines == ("name? ",)


def test_what_is_typed_ahead_waits_for_input():
    """Nothing typed is lost, and lines come in their order."""

    def main():
        time.sleep(10)
        return input(), input(), time.monotonic()

    def typist(keyboard):
        keyboard.types("second", at=3)
        keyboard.types("first", at=2)

    assert execute(main, keyboard=typist).value == ("first", "second", 1010.0)


def test_input_without_anything_to_come_raises_eof_error():
    """A keyboard that is silent for ever is an end of file, not a hang."""
    with pytest.raises(EOFError, match="nothing more is typed"):
        raise execute(lambda: input("? ")).exception


def test_other_threads_run_while_main_waits_for_input():
    """Press enter to quit: a worker ticks until then."""

    def main():
        done = threading.Event()

        def work():
            while not done.wait(1):
                print("tick")

        thread = threading.Thread(target=work)
        thread.start()
        input()
        done.set()
        thread.join()

    execution = execute(main, keyboard=lambda keyboard: keyboard.types("", at=3.5))

    assert execution.trace.lines == ("tick", "tick", "tick")
    assert execution.ended == 3.5


def test_ctrl_c_during_input_raises_in_main():
    """As at a real prompt."""

    def script(keyboard):
        keyboard.interrupt(at=2)
        keyboard.types("too late", at=5)

    execution = execute(lambda: input("? "), keyboard=script)

    assert isinstance(execution.exception, KeyboardInterrupt)
    assert execution.ended == 2


def test_stdin_reads_the_keyboard_too():
    """`sys.stdin` gives lines with their newlines, and ends when nothing more is typed."""

    def main():
        return sys.stdin.readline(), list(sys.stdin), sys.stdin.read(), time.monotonic()

    def typist(keyboard):
        keyboard.types("one", at=1)
        keyboard.types("two", at=2)
        keyboard.types("three", at=3)

    assert execute(main, keyboard=typist).value == ("one\n", ["two\n", "three\n"], "", 1003.0)


def test_stdin_is_put_back():
    """Whatever happens in the world."""
    before = sys.stdin
    execute(lambda: 1 / 0)

    assert sys.stdin is before
