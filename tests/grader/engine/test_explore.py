"""What an exploration does, in which order, and what it says afterwards."""

import itertools

from grader.engine import execute
from grader.engine.explore import Attempt, Budget, Grade, explore
from grader.engine.shrink import replays, shrink
from grader.engine.world import many
from tests.grader.engine.programs import (
    COUNTER,
    LOCKED_COUNTER,
    TWO_LOCKS,
    outcome,
    program,
)


def attempts(source, expected):
    """An `attempt` for explore: the program fails if its outcome is not the expected one."""
    main = program(source)

    def attempt(search):
        execution = execute(main, scheduler=search, record=False)
        got = outcome(execution)
        failure = "" if got == expected or execution.cut_short else str(got)
        return Attempt(failure, execution.schedule, execution.preemptions, execution.cut_short)

    return attempt


def test_a_right_program_is_exhausted_and_the_statement_counts_its_orders():
    """All different orders were run: the strongest thing that can be said."""
    with many():
        found = explore(attempts(LOCKED_COUNTER, 2))

    assert found.failure is None
    assert found.grade is Grade.EXHAUSTIVE
    assert found.statement() == "all 2 different orders of the shared steps were run"


def test_where_there_is_one_order_the_statement_says_so():
    """Threads that share nothing can be run one after the other, whoever comes first."""
    with many():
        found = explore(attempts("def main():\n    together(int, int)\n    return 0\n", 0))

    assert found.statement() == "the only order of the shared steps was run"


def test_where_the_orders_are_too_many_a_bound_is_named():
    """The statement names the bound and what it does not exclude."""
    with many():
        found = explore(attempts(LOCKED_COUNTER, 2), budget=Budget(random=4, orders=1))

    assert (found.grade, found.bound) == (Grade.BOUNDED, 1)
    assert found.statement().startswith(
        f"all {found.in_bound} schedules with at most 1 forced switch were run; "
        "bugs that need 2 or more are not excluded; "
    )


def test_with_a_small_budget_only_samples_are_claimed():
    """A rate is named that would have shown: the rule of three."""
    budget = Budget(random=10, orders=1, bounded=1, more_random=20)
    with many():
        found = explore(attempts(LOCKED_COUNTER, 2), budget=budget)

    assert found.grade is Grade.SAMPLED
    assert found.statement() == (
        "30 random schedules were run (seed 0); a failure rate above 10% would have shown"
    )


def test_a_failure_ends_the_exploration_and_names_its_finder():
    """The schedule of the failure is data, to be replayed."""
    with many():
        found = explore(attempts(COUNTER, 2))

    assert found.failure is not None
    assert found.failure.attempt.failure == "1"
    assert found.failure.execution <= 30
    assert found.failure.found_by in ("POS", "random walk")


def test_a_failing_schedule_shrinks_to_one_preemption():
    """One forced switch loses an update; none can't."""
    attempt = attempts(COUNTER, 2)
    with many():
        found = explore(attempt)
        assert found.failure is not None
        smallest = shrink(found.failure.attempt, attempt)

        assert smallest.preemptions == 1
        assert smallest.failure == "1"
        assert replays(smallest, attempt)


def test_a_deadlock_shrinks_to_one_preemption():
    """The blocking does the rest."""
    attempt = attempts(TWO_LOCKS, "both done")
    with many():
        found = explore(attempt)
        assert found.failure is not None

        assert shrink(found.failure.attempt, attempt).preemptions == 1


def test_the_same_exploration_twice_gives_the_same_result():
    """No clock and no chance decides."""
    with many():
        assert explore(attempts(COUNTER, 2)) == explore(attempts(COUNTER, 2))


def test_a_program_that_decides_by_itself_is_reported_as_such():
    """Something besides the schedule makes executions differ: no search can go back in it."""
    two, three = program(COUNTER), program(COUNTER.replace("threads=2", "threads=3"))
    mains = itertools.cycle([two, three])

    def attempt(search):
        execution = execute(next(mains), scheduler=search, record=False)
        return Attempt("", execution.schedule, execution.preemptions, execution.cut_short)

    with many():
        found = explore(attempt, budget=Budget(random=0))

    assert "step" in found.diverged
