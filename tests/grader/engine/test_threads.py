"""What a program may ask of its threads, besides running: each answer is CPython's."""

from __future__ import annotations

import _thread
import contextvars
import decimal
import gc
import os
import random
import sys
import threading
import time

import pytest

from grader.engine import execute
from grader.engine.world import many


def together(*functions):
    """Start a thread for each function, and join them all."""
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_every_thread_has_its_own_local():
    """Also of a `threading.local` that is made in the world, and read after a switch."""

    def main():
        local, seen = threading.local(), []

        def work(number):
            local.number = number
            time.sleep(1)
            seen.append(local.number)

        together(lambda: work(1), lambda: work(2))
        return seen, hasattr(local, "number")

    assert execute(main).value == ([1, 2], False)


def test_a_subclass_of_local_is_initialised_in_every_thread():
    """With the arguments that it was made with."""

    def main():
        class Basket(threading.local):
            def __init__(self, eggs):
                self.eggs = eggs

        basket, seen = Basket(3), []

        def take():
            basket.eggs -= 1
            time.sleep(1)
            seen.append(basket.eggs)

        together(take, take)
        return seen

    assert execute(main).value == [2, 2]


def test_context_variables_are_per_thread():
    """A thread starts with an empty context, and what it sets is its own."""

    def main():
        number = contextvars.ContextVar("number", default=0)
        number.set(7)
        seen = []

        def work():
            seen.append(number.get())
            number.set(9)
            time.sleep(1)
            seen.append(number.get())

        together(work, work)
        return seen, number.get()

    inherits = getattr(sys.flags, "thread_inherit_context", 0)
    assert execute(main).value == ([7 if inherits else 0] * 2 + [9, 9], 7)


def test_the_decimal_context_is_per_thread():
    """It lives in a context variable."""

    def main():
        decimal.getcontext().prec = 5
        seen = []
        together(lambda: seen.append(decimal.getcontext().prec))
        return seen

    before = decimal.getcontext().prec
    assert execute(main).value == [28]
    assert decimal.getcontext().prec == before


def test_excepthook_gets_what_a_thread_raised():
    """A hook of the program's own replaces the traceback, and the finding remains out."""

    def main():
        seen = []
        threading.excepthook = lambda args: seen.append((args.exc_type, args.thread.name))
        thread = threading.Thread(target=lambda: 1 / 0, name="worker")
        thread.start()
        thread.join()
        return seen

    before = threading.excepthook
    execution = execute(main)

    assert execution.value == [(ZeroDivisionError, "worker")]
    assert execution.trace.errors == []
    assert threading.excepthook is before


def test_settrace_holds_for_the_threads_that_start_after_it_and_for_them_only():
    """One thread's switch does not turn another's tracing off; main is never traced."""
    seen = []

    def tracer(frame, event, argument):
        if frame.f_code is work.__code__:
            seen.append((threading.current_thread().name, event))
        return tracer

    def work():
        time.sleep(1)
        return 1

    def main():
        threading.settrace(tracer)
        a = threading.Thread(target=work, name="a")
        b = threading.Thread(target=work, name="b")
        a.start()
        b.start()
        a.join()
        b.join()
        threading.settrace(None)
        return sys.gettrace()

    before = sys.gettrace()
    sys.settrace(None)
    try:
        value = execute(main).value
    finally:
        sys.settrace(before)

    assert value is None
    assert [event for name, event in seen if name == "a"] == ["call", "line", "line", "return"]
    assert [event for name, event in seen if name == "b"] == ["call", "line", "line", "return"]


def test_setprofile_holds_for_the_threads_that_start_after_it():
    """As `settrace`."""
    seen = []

    def profiler(frame, event, argument):
        if frame.f_code is work.__code__:
            seen.append((threading.current_thread().name, event))

    def work():
        time.sleep(1)

    def main():
        threading.setprofile(profiler)
        together(work, work)
        threading.setprofile(None)

    execute(main)

    assert [event for _, event in seen if event in ("call", "return")] == [
        "call",
        "call",
        "return",
        "return",
    ]


def test_a_generator_shared_by_threads_is_already_executing():
    """As in CPython: the second thread is refused, the first goes on."""

    def main():
        def numbers():
            for number in range(3):
                time.sleep(1)
                yield number

        shared, seen = numbers(), []

        def work():
            try:
                seen.extend(shared)
            except ValueError as error:
                seen.append(str(error))

        together(work, work)
        return seen

    assert execute(main).value == ["generator already executing", 0, 1, 2]


def test_endless_recursion_in_a_thread_is_a_recursion_error():
    """It is clean, and the thread can go on; so can the others."""

    def main():
        def deep(number):
            return 0 if number == 0 else 1 + deep(number - 1)

        seen = []

        def work():
            try:
                deep(1_000_000)
            except RecursionError:
                time.sleep(1)
                seen.append(deep(700))

        together(work, work)
        return seen

    assert execute(main).value == [700, 700]


def test_a_switch_deep_in_a_recursion_keeps_both_stacks():
    """Each thread has its own frames, however deep."""

    def main():
        def deep(number):
            if number == 0:
                time.sleep(1)
                return 0
            return 1 + deep(number - 1)

        seen = []
        together(lambda: seen.append(deep(500)), lambda: seen.append(deep(300)))
        return seen

    assert execute(main).value == [500, 300]


def test_a_switch_inside_a_c_function_works():
    """`sorted` calls back into Python, which sleeps."""

    def main():
        def key(number):
            time.sleep(1)
            return number

        seen = []
        together(
            lambda: seen.append(sorted([3, 1, 2], key=key)),
            lambda: seen.append(sorted([6, 4, 5], key=key)),
        )
        return seen, time.monotonic()

    assert execute(main).value == ([[1, 2, 3], [4, 5, 6]], 1003.0)


def test_exceptions_being_handled_are_per_thread():
    """`sys.exc_info` and a bare `raise` know only their own thread's exception."""

    def main():
        seen = []

        def work(error):
            try:
                raise error
            except Exception:
                time.sleep(1)
                seen.append(type(sys.exc_info()[1]))

        together(lambda: work(KeyError()), lambda: work(IndexError()))
        return seen

    assert execute(main).value == [KeyError, IndexError]


def test_threads_are_named_anew_in_every_world():
    """Thread-1 is the first thread of its world."""

    def main():
        return threading.Thread(target=print).name

    assert execute(main).value == execute(main).value == "Thread-1 (print)"


def test_the_world_has_a_main_thread_and_its_own_threads_only():
    """`enumerate`, `active_count`, `current_thread` and idents speak of this world."""

    def main():
        thread = threading.Thread(target=time.sleep, args=(1,))
        thread.start()
        return (
            threading.current_thread() is threading.main_thread(),
            threading.enumerate() == [threading.main_thread(), thread],
            threading.active_count(),
            thread.ident != threading.get_ident(),
            thread.native_id != threading.get_native_id(),
            threading.main_thread().ident == threading.get_ident(),
        )

    assert execute(main).value == (True, True, 2, True, True, True)


def test_a_collection_by_hand_works_in_a_world():
    """`gc.collect()` runs finalisers, which may sleep."""

    class Egg:
        def __init__(self):
            self.me = self

        def __del__(self):
            time.sleep(2)

    def main():
        Egg()
        gc.collect()
        return time.monotonic()

    assert execute(main).value == 1002


def test_a_default_pool_has_one_size_everywhere():
    """`os.cpu_count()` is 4 in a world, whatever the machine."""
    assert execute(lambda: os.cpu_count()).value == 4


def test_random_numbers_are_the_same_in_every_world():
    """`random` is seeded, so an execution repeats; outside it goes on as it was."""
    state = random.getstate()

    assert execute(random.random).value == execute(random.random).value
    assert random.getstate() == state


def test_threads_that_start_threads_begin_with_an_empty_stack():
    """A chain of two hundred threads, each started and joined by the one before, is fine."""

    def main():
        lengths = []

        def link(number):
            if number < 200:
                following = threading.Thread(target=link, args=(number + 1,))
                following.start()
                following.join()
            lengths.append(number)

        link(0)
        return len(lengths)

    execution = execute(main)

    assert execution.exception is None
    assert execution.value == 201
    assert execution.findings == ()


@pytest.mark.skipif(
    not hasattr(threading, "_DeleteDummyThreadOnDel"), reason="older Pythons remember it for ever"
)
def test_a_thread_that_asked_who_it_is_is_forgotten_when_it_ends():
    """If `threading` did not start it, a stand-in was made for the answer, and goes with it."""

    def main():
        _thread.start_new_thread(threading.current_thread, ())
        time.sleep(1)
        return threading.enumerate()

    assert execute(main).value == [threading.main_thread()]


def test_a_thread_begins_with_no_context_of_another():
    """Also if it runs on what carried one that has ended, in this execution or the one before."""

    def main():
        seen = []
        for _ in range(2):
            together(lambda: seen.append(word.get()), lambda: word.set("set"))
        return seen

    word = contextvars.ContextVar("word", default="not set")
    with many():
        assert [execute(main).value for _ in range(2)] == [["not set", "not set"]] * 2
