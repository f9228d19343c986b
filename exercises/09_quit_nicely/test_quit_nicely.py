"""The visible checks of 09: the user presses Enter, or Ctrl-C."""

from grader.testing import points


class Lines:
    """Workers that write a line each second until they are told to stop."""

    def __init__(self, clock):
        self.clock = clock
        self.times = []
        self.ended = []

    def write(self, stop):
        while not stop.wait(1):
            self.times.append(self.clock.now)
        self.ended.append(self.clock.now)


def answer_of(function, *args):
    """Call a function; return its result, or say that Ctrl-C came out of it."""
    try:
        return function(*args)
    except KeyboardInterrupt:
        return "nothing, but raised KeyboardInterrupt"


@points(3)
def test_enter_ends_all_workers(submission, clock, keyboard):
    """Enter at 3.5 s: "enter" is returned at 3.5 s, and both workers have ended."""
    lines = Lines(clock)
    keyboard.types("", at=3.5)

    answer = submission.run_until_quit([lines.write, lines.write])
    returned, ended = clock.now, list(lines.ended)
    clock.advance(3)

    assert answer == "enter", (
        f"Enter was pressed at 3.5 s, and run_until_quit() returned {answer!r}, not 'enter'."
    )
    assert returned == 3.5, (
        f"Enter was pressed at 3.5 s, and run_until_quit() returned at {returned:g} s, "
        "not at 3.5 s."
    )
    assert lines.times == [1, 1, 2, 2, 3, 3], (
        f"two workers that write a line each second wrote at the seconds {lines.times}; "
        "they must write at 1, 2 and 3, and nothing after Enter at 3.5 s."
    )
    assert ended == [3.5, 3.5], (
        f"when run_until_quit() returned, {len(ended)} of two workers had ended; "
        "set the event, and wait for each thread."
    )


@points(2)
def test_ctrl_c_ends_all_workers(submission, clock, keyboard):
    """Ctrl-C at 2.5 s: "ctrl-c" is returned at 2.5 s, and both workers have ended."""
    lines = Lines(clock)
    keyboard.interrupt(at=2.5)
    keyboard.types("", at=60.5)

    answer = answer_of(submission.run_until_quit, [lines.write, lines.write])
    returned, ended = clock.now, list(lines.ended)

    assert returned == 2.5, (
        f"Ctrl-C was pressed at 2.5 s, and run_until_quit() went on until {returned:g} s. (Enter "
        "was pressed at 60.5 s.) A handler that returns doesn't end input(): input() goes on "
        "waiting. An exception ends it."
    )
    assert answer == "ctrl-c", (
        f"Ctrl-C was pressed at 2.5 s, and run_until_quit() returned {answer}; "
        "it must return 'ctrl-c'."
    )
    assert ended == [2.5, 2.5], (
        f"when run_until_quit() returned after Ctrl-C, {len(ended)} of two workers had ended; "
        "all must be told to stop and be waited for, whichever key it was."
    )
