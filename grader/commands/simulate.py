"""`grader simulate`: a script in virtual time, and in real time beside it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.util import decode_source
from pathlib import Path
from threading import Thread

from rich.console import Console
from rich.markup import escape

from grader.commands.exits import CommandError, Exit
from grader.engine import Execution
from grader.last_words import last_words
from grader.report import files
from grader.report.terminal import wrapped
from grader.report.timeline_svg import timeline_svg
from grader.simulate import Happening, Key, happenings, simulate
from grader.unreadable import no_text, not_python, undecodable

MANY, FIRST, LAST = 400, 200, 20
"""Lines that are shown without being asked for all of them: so many, or the first and last ones."""
STDERR = 2
PATIENCE = 10.0
"""Real seconds that a script may take longer than in virtual time, before it is ended."""


def show_simulation(
    script: Path,
    arguments: Sequence[str],
    keys: Sequence[Key],
    horizon: float,
    real: bool,
    console: Console,
    svg: Path | None = None,
    *,
    every: bool = False,
) -> Exit:
    """Run `script` and print what happened; return FAILED if anything was found wrong with it.

    Of very much only the beginning and the end are shown, unless `every` line is wanted. Write a
    picture of it to `svg`, if that is given.
    """
    keys = sorted(keys, key=lambda key: key.time)
    beside = RealRun(script, arguments, keys) if real else None
    began = time.perf_counter()
    try:
        with last_words(STDERR):
            execution = simulate(script, arguments, keys=keys, horizon=horizon)
    except (SyntaxError, ValueError) as error:
        raise CommandError(_not_python(script, error)) from None
    except OSError as error:
        raise CommandError(f"{script.name} can't be read: {error.strerror}") from None
    taken = time.perf_counter() - began
    console.print(f"{escape(script.name)} in virtual time", style="bold")
    _show(happenings(execution, keys), console, every)
    _say_how_it_ended(execution, taken, console)
    if svg is not None:
        _draw(execution, svg, console)
    if beside is not None:
        beside.show(execution.exit_time, console, every)
    return Exit.FAILED if execution.findings else Exit.FINE


def keys_of(typed: Sequence[str], interrupts: Sequence[float]) -> list[Key]:
    """Return what `--type TEXT@SECOND` and `--interrupt SECOND` ask for."""
    keys = [Key(second) for second in interrupts]
    for each in typed:
        text, at, second = each.rpartition("@")
        try:
            keys.append(Key(float(second), text))
        except ValueError:
            raise CommandError(
                f"--type {each}: write the line, @, and a second, as in --type yes@2.5"
            ) from None
        if not at:
            raise CommandError(f"--type {each}: the @ is missing, as in --type yes@2.5")
    if any(key.time < 0 for key in keys):
        raise CommandError("--type and --interrupt take virtual seconds from 0 on")
    return keys


def _not_python(script: Path, error: SyntaxError | ValueError) -> str:
    raw = script.read_bytes()
    try:
        source = decode_source(raw)
    except (UnicodeDecodeError, SyntaxError) as wrong:
        return undecodable(script.name, raw, wrong)
    if isinstance(error, SyntaxError):
        return no_text(script.name, source) or not_python(script.name, error, source)
    return f"{script.name} is not Python: {error}"


def _show(told: Sequence[Happening], console: Console, every: bool) -> None:
    width = max((len(each.thread) for each in told), default=0)
    left_out = 0 if every or len(told) <= MANY else len(told) - FIRST - LAST
    for number, each in enumerate(told):
        if FIRST <= number < FIRST + left_out:
            if number == FIRST:
                console.print(f"       ...  {left_out:,} more lines; --all shows them", style="dim")
            continue
        when = f"{each.time:g} s"
        text = f"| {escape(each.text)}" if each.printed else f"[dim]{escape(each.text)}[/dim]"
        text = f"[red]{text}[/red]" if each.error else text
        console.print(
            f"{when:>10}  {escape(each.thread):{width}}  {text}", highlight=False, soft_wrap=True
        )


def _say_how_it_ended(execution: Execution[None], taken: float, console: Console) -> None:
    if execution.exit_time is not None:
        end = f"ended at {execution.exit_time:g} s with exit status {execution.exit_status}"
    else:
        end = "never ended"
    console.print(f"{end}; this took {taken:.2f} real seconds", highlight=False)
    if execution.trace.dropped:
        console.print(f"{execution.trace.dropped:,} characters of output are left out")
    if any("EOFError: nothing more is typed" in line.text for line in execution.trace.errors):
        console.print("nobody typed that; --type yes@2.5 types a line at 2.5 s", highlight=False)
    for finding in execution.findings:
        text = "\n".join(wrapped(finding.explain(), console.width))
        console.print(f"\n{escape(text)}", style="yellow", highlight=False, soft_wrap=True)


def _draw(execution: Execution[None], path: Path, console: Console) -> None:
    picture = timeline_svg(execution.trace, findings=execution.findings)
    if not picture:
        console.print("there is no picture: all happened in one moment")
        return
    try:
        files.write(path, picture)
    except OSError as error:
        raise CommandError(f"{path} can't be written: {error.strerror}") from None
    console.print(f"Written: {escape(str(path))}", highlight=False, soft_wrap=True)


class RealRun:
    """The same script in a process of its own, in real time, with the same keys pressed."""

    def __init__(self, script: Path, arguments: Sequence[str], keys: Sequence[Key]) -> None:
        self._lines: list[Happening] = []
        self._keys = keys
        self._began = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-u", str(script), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._threads = [Thread(target=work, daemon=True) for work in (self._read, self._press)]
        for thread in self._threads:
            thread.start()

    def show(self, expected: float | None, console: Console, every: bool = False) -> None:
        """Wait for its end, and print its output with its real times."""
        left = (expected or 0) + PATIENCE - (time.monotonic() - self._began)
        try:
            self._process.wait(max(left, 0.1))
            end = f"ended at {self._now():.2f} s with exit status {self._process.returncode}"
        except subprocess.TimeoutExpired:
            self._process.kill()
            end = f"still ran at {self._now():.2f} s, and was ended"
        self._threads[0].join(1)
        console.print("\nthe same in real time", style="bold")
        _show(self._lines, console, every)
        console.print(end, highlight=False)

    def _now(self) -> float:
        return time.monotonic() - self._began

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.append(
                Happening(round(self._now(), 2), "process", line.rstrip("\n"), printed=True)
            )

    def _press(self) -> None:
        stdin = self._process.stdin
        assert stdin is not None
        for key in self._keys:
            time.sleep(max(0, key.time - self._now()))
            try:
                if key.text is None:
                    self._process.send_signal(signal.SIGINT)
                else:
                    stdin.write(f"{key.text}\n")
                    stdin.flush()
            except (OSError, ValueError):  # it has ended, or Windows can't send this signal
                return
        stdin.close()
