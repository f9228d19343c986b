"""The visible checks of 23: predictions, and downloads in a pool."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

from grader.testing import points

ROUNDS = "the jobs run in rounds of at most `workers`, and a last, smaller round takes as long"
TURNS = "with the GIL one thread computes at a time, so the jobs run one after the other"
FREE = "without a GIL threads compute at the same time"
OWN = "each process has a GIL of its own, so processes compute at the same time"
WAITS = "who waits doesn't need the GIL, so threads wait at the same time"

CASES = {
    ("io", 8, 1, 4, "threads", True): (2, WAITS),
    ("io", 9, 2, 4, "threads", True): (6, ROUNDS),
    ("io", 8, 1, 4, "processes", True): (2, OWN),
    ("cpu", 8, 1, 4, "threads", True): (8, TURNS),
    ("cpu", 3, 2, 4, "threads", True): (6, TURNS),
    ("cpu", 8, 1, 4, "processes", True): (2, OWN),
    ("cpu", 8, 1, 4, "threads", False): (2, FREE),
    ("cpu", 5, 3, 2, "processes", False): (9, ROUNDS),
}


class Computer:
    """Stands for a computer: its GIL lets one thread compute; each process has a GIL of its own.

    Computing is sleeping with the GIL in hand, waiting is sleeping without it.
    """

    def __init__(self, clock, gil=True):
        self.clock = clock
        self.gil = threading.Lock() if gil else nullcontext()
        self.own = threading.local()
        self.opened, self.ran = [], []
        self.running, self.most = 0, 0

    def threads(self, max_workers):
        """Open a pool of threads."""
        self.opened.append("threads")
        return ThreadPoolExecutor(max_workers)

    def processes(self, max_workers):
        """Open a pool that stands for processes: each worker has a GIL of its own."""
        self.opened.append("processes")
        return ThreadPoolExecutor(max_workers, initializer=self._begin_process)

    def _begin_process(self):
        self.own.gil = threading.Lock()

    def job(self, kind, answer, seconds=1):
        """Make a job that waits or computes, and notes where."""

        def work():
            gil = getattr(self.own, "gil", None)
            self.ran.append((kind, "threads" if gil is None else "processes"))
            self.running += 1
            self.most = max(self.most, self.running)
            with nullcontext() if kind == "io" else gil or self.gil:
                time.sleep(seconds)
            self.running -= 1
            return answer

        return kind, work

    def pools(self):
        """Name what the two functions make, as run_jobs takes it."""
        return {"threads": self.threads, "processes": self.processes}


def refuse(*arguments, **options):
    """Stand for ProcessPoolExecutor in the submission: real processes know no virtual time."""
    raise RuntimeError(
        "run_jobs() opened a ProcessPoolExecutor of its own; it must open its pools with the "
        "functions that it was handed, threads(workers) and processes(workers)"
    )


def mistakes(predict):
    """List the cases in which a prediction is wrong, each with the reason for the right one."""
    answers = {case: predict(*case) for case in CASES}
    return [
        f"predict{case} returned {answers[case]}; it must be {right}: {reason}"
        for case, (right, reason) in CASES.items()
        if answers[case] != right
    ]


@points(3)
def test_predictions(submission):
    """predict() is right in eight cases: waiting or computing, threads or processes, GIL or not."""
    wrong = mistakes(submission.predict)

    assert wrong == [], (
        f"{len(wrong)} of {len(CASES)} predictions are wrong. The first: {wrong[0]}."
    )


@points(2)
def test_downloads_share_the_workers(submission, clock):
    """Eight downloads of 1 s with 4 workers: four at a time, and all at 2 s."""
    submission.ProcessPoolExecutor = refuse
    computer = Computer(clock)
    jobs = [computer.job("io", number) for number in range(8)]

    results = submission.run_jobs(jobs, 4, **computer.pools())

    assert results == list(range(8)), (
        f"eight downloads return 0 to 7, and run_jobs() returned {results}."
    )
    assert computer.most == 4, (
        f"with 4 workers and 8 downloads, up to {computer.most} ran at once; it must be 4."
    )
    assert clock.now == 2, (
        f"eight downloads of 1 s with 4 workers took {clock.now:g} s; it must be 2 s."
    )
