"""Small programs, made by hypothesis out of the primitives: what must hold for each of them."""

from __future__ import annotations

import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.engine import execute
from grader.engine.schedulers.pos import PartialOrderSampling

properties = settings(derandomize=True, max_examples=40, deadline=None, database=None)

LOCKS, EVENTS, QUEUES = "ab", "ef", "qr"

# what a thread does: each verb with what it is done to
VERBS = st.one_of(
    st.tuples(st.just("sleep"), st.integers(0, 3)),
    st.tuples(st.just("add"), st.sampled_from(LOCKS)),
    st.tuples(st.just("hold"), st.sampled_from(LOCKS), st.integers(0, 3)),
    st.tuples(st.just("set"), st.sampled_from(EVENTS)),
    st.tuples(st.just("put"), st.sampled_from(QUEUES), st.integers(0, 9)),
    st.tuples(st.just("try"), st.sampled_from(QUEUES)),
    st.tuples(st.just("pool"), st.integers(1, 3)),
)
WAITS = st.one_of(
    st.tuples(st.just("wait"), st.sampled_from(EVENTS)),
    st.tuples(st.just("get"), st.sampled_from(QUEUES)),
    st.tuples(st.just("nest"), st.sampled_from(["ab", "ba"])),
    st.tuples(st.just("wait up to"), st.sampled_from(EVENTS), st.integers(0, 3)),
)
SCRIPTS = st.lists(st.lists(VERBS | WAITS, max_size=5), min_size=1, max_size=4)
"""Programs that may do anything, also hang: one script for each thread."""
RACE_FREE = st.lists(
    st.lists(
        st.one_of(
            st.tuples(st.just("add"), st.sampled_from(LOCKS)),
            st.tuples(st.just("put"), st.sampled_from(QUEUES), st.integers(0, 9)),
            st.tuples(st.just("pool"), st.integers(1, 3)),
            st.tuples(st.just("set"), st.sampled_from(EVENTS)),
            st.tuples(st.just("nest"), st.just("ab")),
        ),
        max_size=6,
    ),
    min_size=1,
    max_size=4,
)
"""Programs whose final state is the same in every order, and which end in all."""


class Kitchen:
    """What the threads of one program share, and the verbs that they know."""

    def __init__(self):
        self.locks = {name: threading.Lock() for name in LOCKS}
        self.events = {name: threading.Event() for name in EVENTS}
        self.queues = {name: queue.Queue() for name in QUEUES}
        self.totals = dict.fromkeys(LOCKS, 0)
        self.clock = []

    def work(self, script):
        """Do all of a script; note the clock after each verb."""
        for verb, *things in script:
            getattr(self, f"do_{verb.replace(' ', '_')}")(*things)
            self.clock.append(time.monotonic())

    def do_sleep(self, seconds):
        time.sleep(seconds)

    def do_add(self, lock):
        with self.locks[lock]:
            self.totals[lock] += 1

    def do_hold(self, lock, seconds):
        with self.locks[lock]:
            time.sleep(seconds)

    def do_nest(self, pair):
        with self.locks[pair[0]]:
            time.sleep(0)
            with self.locks[pair[1]]:
                self.totals["a"] += 1

    def do_set(self, event):
        self.events[event].set()

    def do_wait(self, event):
        self.events[event].wait()

    def do_wait_up_to(self, event, seconds):
        self.events[event].wait(seconds)

    def do_put(self, name, item):
        self.queues[name].put(item)

    def do_get(self, name):
        self.queues[name].get()

    def do_try(self, name):
        try:
            self.queues[name].get_nowait()
        except queue.Empty:
            pass

    def do_pool(self, jobs):
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda number: self.do_add("a"), range(jobs)))

    def run(self, scripts):
        """Run a thread for each script; return the final state."""
        threads = [threading.Thread(target=self.work, args=(script,)) for script in scripts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        left = {name: sorted(each.queue) for name, each in self.queues.items()}
        return self.totals, left, {name: each.is_set() for name, each in self.events.items()}


def lived(scripts, scheduler=None):
    """Return the execution of a program, and its kitchen."""
    kitchens = []

    def main():
        kitchens.append(Kitchen())
        return kitchens[0].run(scripts)

    execution = execute(main, scheduler=scheduler)
    return execution, kitchens[0]


def told(execution):
    """Everything that an execution says, as text."""
    findings = [finding.explain() for finding in execution.findings]
    steps = "\n".join(map(repr, execution.trace.steps))
    return steps, findings, execution.value, execution.exit_time, execution.schedule


@properties
@given(SCRIPTS)
def test_a_program_has_one_trace(scripts):
    """The same program under the same scheduler: byte for byte the same."""
    assert told(lived(scripts)[0]) == told(lived(scripts)[0])


@settings(properties, max_examples=15)
@given(SCRIPTS, st.integers(0, 3))
def test_a_program_has_one_trace_under_each_seed(scripts, seed):
    """Also under a scheduler that draws lots."""
    first, second = (lived(scripts, PartialOrderSampling(seed))[0] for _ in range(2))

    assert told(first) == told(second)


@properties
@given(SCRIPTS)
def test_the_clock_never_runs_backwards(scripts):
    """Neither what programs read nor what the trace says."""
    execution, kitchen = lived(scripts)
    times = [step.time for step in execution.trace.steps]

    assert times == sorted(times)
    assert kitchen.clock == sorted(kitchen.clock)


@properties
@given(SCRIPTS)
def test_whoever_waits_for_ever_has_a_reason(scripts):
    """A deadlock names every thread that is left, and for each what it waits for, at a line."""
    execution, _ = lived(scripts)
    kinds = [type(finding).__name__ for finding in execution.findings]

    assert kinds in ([], ["Deadlock"])
    assert (execution.ended is None) == (kinds == ["Deadlock"])
    for finding in execution.findings:
        assert all(waiter.waits_for not in ("", "its turn") for waiter in finding.waiters)
        assert all(waiter.place for waiter in finding.waiters)


@properties
@given(SCRIPTS)
def test_nothing_of_the_engine_is_left(scripts):
    """In `threading`, `time` and `queue`, whether the program ended or not."""

    def seen():
        return [dict(vars(module)) for module in (threading, time, queue)]

    before = seen()
    lived(scripts)

    assert seen() == before
    assert threading.active_count() == len(threading.enumerate())


@properties
@given(RACE_FREE)
def test_a_race_free_program_ends_in_the_same_state_with_real_threads(scripts):
    """Virtual or real, first come first served or at random: one final state."""
    real = Kitchen().run(scripts)

    assert lived(scripts)[0].value == real
    assert lived(scripts, PartialOrderSampling(0))[0].value == real
