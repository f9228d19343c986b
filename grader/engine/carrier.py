"""What tasks run on: greenlets, each of which carries one task after another.

A greenlet that begins costs ten times a switch to one that waits, so those whose task has ended
wait to carry the next one, also in the next world.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greenlet import getcurrent, greenlet

if TYPE_CHECKING:
    from grader.engine.task import Task

IDLE = 100
"""How many carriers wait for another task; more of them end with theirs."""


class Carrier(greenlet):
    """Carries a task from its beginning to its end.

    Stand-ins recognise a thread that the engine manages by this class: `greenlet.getcurrent()` is
    answered per OS thread, so a thread that the engine does not manage never sees a Carrier there,
    whatever is patched.
    """

    task: Any = None
    """The Task that it carries; None while it is idle."""

    def run(self) -> None:
        """Let one task after another live, and hand the baton on after each."""
        while self.task is not None:
            idle = self.task.kernel.carriers
            following = self.task.live()
            self.task = None
            if idle is None or len(idle) >= IDLE:
                self.parent = following  # it dies into the next: one that stays would not be freed
                return
            idle.append(self)
            del idle
            self.gr_context = None  # every thread has context variables of its own
            if following:
                following.switch()
            else:
                hub: Any = self.parent
                hub.switch(following)  # it has not begun; see `World.start`


def carrier_of(task: Task) -> Carrier:
    """Return a carrier that lets `task` live once it gets the baton."""
    kernel = task.kernel
    carrier = kernel.carriers.pop() if kernel.carriers else Carrier(None, kernel.hub)
    carrier.task = task
    return carrier


def dismiss(idle: list[Carrier]) -> None:
    """End carriers that wait for a task. Nobody else would: they refer to one another."""
    while idle:
        carrier = idle.pop()
        carrier.parent = getcurrent()
        carrier.switch()


def current_task() -> Task | None:
    """Return the task that calls, or None in a thread that the engine does not manage."""
    carrier: Any = getcurrent()
    return carrier.task if carrier.__class__ is Carrier else None
