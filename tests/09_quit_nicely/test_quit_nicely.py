"""The hidden checks of 09: long goodbyes, a second session, and a service that tidies up."""

import signal
import threading

from grader.testing import points


class Service:
    """Works until it is told to stop, then tidies up for 0.8 s."""

    def __init__(self, clock):
        self.clock = clock
        self.thread = self.ended = None

    def run(self, stop):
        self.thread = threading.current_thread()
        stop.wait(30)
        self.clock.advance(0.8)
        self.ended = self.clock.now


def ending(seconds):
    """Say whether a service had ended by then, for a sentence."""
    return "had not ended yet" if seconds is None else f"had ended at {seconds:g} s"


def answer_of(function, *args):
    """Call a function; return its result, or say that Ctrl-C came out of it."""
    try:
        return function(*args)
    except KeyboardInterrupt:
        return "nothing, but raised KeyboardInterrupt"


def interrupted(function, *args):
    """Call a function; return whether Ctrl-C came out of it as a KeyboardInterrupt."""
    try:
        function(*args)
    except KeyboardInterrupt:
        return True
    return False


def own_handler(number, frame):
    """Do what Python's own handler does, but be another one."""
    raise KeyboardInterrupt


@points(1)
def test_every_goodbye_is_waited_for(submission, clock, keyboard):
    """Enter at 1.5 s, and the workers need 0.25, 1.75 and 0.5 s more: the end is at 3.25 s."""
    goodbyes = []

    def worker(seconds):
        def work(stop):
            stop.wait()
            clock.advance(seconds)
            goodbyes.append(seconds)

        return work

    keyboard.types("", at=1.5)

    submission.run_until_quit([worker(0.25), worker(1.75), worker(0.5)])
    returned, said = clock.now, sorted(goodbyes)

    assert said == [0.25, 0.5, 1.75], (
        "three workers need 0.25, 1.75 and 0.5 s to say goodbye; when run_until_quit() returned, "
        f"those who need {said} had done so. It must wait until each one has ended."
    )
    assert returned == 3.25, (
        "Enter was pressed at 1.5 s, and the last of three workers ended 1.75 s later; "
        f"run_until_quit() returned at {returned:g} s, not at 3.25 s."
    )


@points(1)
def test_second_session_works_as_the_first(submission, clock, keyboard):
    """Enter at 1.5 s, and Ctrl-C at 4 s in a new session: it works, and nothing is left."""
    times = []

    def work(stop):
        while not stop.wait(1):
            times.append(clock.now)

    keyboard.types("", at=1.5)
    keyboard.interrupt(at=4)
    keyboard.types("", at=60.5)

    first = submission.run_until_quit([work])
    clock.advance(0.25)
    second = answer_of(submission.run_until_quit, [work])
    returned = clock.now
    clock.advance(8)

    assert returned == 4, (
        f"Ctrl-C was pressed at 4 s, in the second session; it returned at {returned:g} s."
    )
    assert (first, second) == ("enter", "ctrl-c"), (
        "the first session was ended by Enter, the second by Ctrl-C; run_until_quit() returned "
        f"{first} and {second}."
    )
    assert times == [1, 2.75, 3.75], (
        "one session from 0 to 1.5 s, another from 1.75 to 4 s; a worker that writes a line each "
        f"second wrote at the seconds {times}, not at 1, 2.75 and 3.75. Every session needs a new "
        "event, and nothing may be left of the first one."
    )


@points(1)
def test_service_may_tidy_up_after_ctrl_c(submission, clock, keyboard):
    """Ctrl-C at 4.2 s: the service is told, tidies up, and run_service() returns at 5 s."""
    service = Service(clock)
    keyboard.interrupt(at=4.2)

    raised = interrupted(submission.run_service, service.run)
    returned, ended = clock.now, service.ended

    assert not raised, (
        f"Ctrl-C was pressed once, at 4.2 s, and run_service() raised KeyboardInterrupt at "
        f"{returned:g} s; the first one must only set the event."
    )
    assert (returned, ended) == (5, 5), (
        "Ctrl-C was pressed at 4.2 s, and the service needs 0.8 s to tidy up. run_service() "
        f"returned at {returned:g} s, and the service {ending(ended)}; both must be at 5 s. "
        "(On Python 3.12 and older, a KeyboardInterrupt that comes out of join() makes the thread "
        "look as if it had ended.)"
    )
    assert service.thread is not threading.current_thread(), (
        "the service ran in the main thread; it must run in a thread of its own."
    )


@points(1)
def test_second_ctrl_c_ends_the_waiting(submission, clock, keyboard):
    """Ctrl-C at 4.2 s and again at 4.5 s: KeyboardInterrupt comes out at 4.5 s."""
    service = Service(clock)
    keyboard.interrupt(at=4.2)
    keyboard.interrupt(at=4.5)

    raised = interrupted(submission.run_service, service.run)

    assert (raised, clock.now) == (True, 4.5), (
        "Ctrl-C was pressed at 4.2 s and at 4.5 s, and the service tidied up until 5 s; "
        f"run_service() {'raised' if raised else 'did not raise'} KeyboardInterrupt, and was left "
        f"at {clock.now:g} s. It must raise it at 4.5 s."
    )


@points(1)
def test_handler_is_put_back(submission, clock, keyboard):
    """The handler for SIGINT is the old one again, after a return and after a KeyboardInterrupt."""
    signal.signal(signal.SIGINT, own_handler)

    keyboard.interrupt(at=1.5)
    interrupted(submission.run_service, Service(clock).run)
    after_return = signal.getsignal(signal.SIGINT)

    keyboard.interrupt(at=clock.now + 1)
    keyboard.interrupt(at=clock.now + 1.25)
    interrupted(submission.run_service, Service(clock).run)
    after_interrupt = signal.getsignal(signal.SIGINT)

    assert after_return is own_handler, (
        "run_service() returned, and the handler for SIGINT is not the one that was there before; "
        "signal.signal() returns the old one, so that it can be put back."
    )
    assert after_interrupt is own_handler, (
        "run_service() raised KeyboardInterrupt, and the handler for SIGINT is not the one that "
        "was there before; it must be put back in every case."
    )
