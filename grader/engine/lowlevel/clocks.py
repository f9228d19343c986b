"""Stand-ins for the clocks and for sleeping. The wall clock's dates are freezegun's.

For a task every clock is the virtual one. It begins at START on the wall clock, in UTC, and at 1000
s on the monotonic clocks, so that a reading taken for a duration does not look like one.
"""

from __future__ import annotations

import datetime as real_datetime_module
import time
from time import struct_time
from typing import Any

from freezegun import api as freezegun

from grader.engine.carrier import current_task
from grader.engine.clock import SECOND, nanoseconds
from grader.engine.task import Task

MONOTONIC_START = 1_000 * SECOND
START = real_datetime_module.datetime(2026, 1, 5, 7, 0, 0)
"""When every world begins: a Monday morning, seven o'clock."""
_EPOCH = real_datetime_module.datetime(1970, 1, 1)
WALL_START = int((START - _EPOCH).total_seconds()) * SECOND
_real_datetime = real_datetime_module.datetime
_real_date = real_datetime_module.date
_MICROSECOND = 1_000


class Clocks:
    """The functions of `time`, for tasks virtual and for all others real."""

    def __init__(self) -> None:
        self.real = {
            name: getattr(time, name) for name in dir(time) if callable(getattr(time, name))
        }

    def monotonic_ns(self) -> int:
        """As `time.monotonic_ns`."""
        task = current_task()
        return self.real["monotonic_ns"]() if task is None else _monotonic(task)

    def perf_counter_ns(self) -> int:
        """As `time.perf_counter_ns`."""
        task = current_task()
        return self.real["perf_counter_ns"]() if task is None else _monotonic(task)

    def monotonic(self) -> float:
        """As `time.monotonic`."""
        task = current_task()
        return self.real["monotonic"]() if task is None else _monotonic(task) / SECOND

    def perf_counter(self) -> float:
        """As `time.perf_counter`."""
        task = current_task()
        return self.real["perf_counter"]() if task is None else _monotonic(task) / SECOND

    def time(self) -> float:
        """As `time.time`."""
        task = current_task()
        return self.real["time"]() if task is None else _wall(task) / SECOND

    def time_ns(self) -> int:
        """As `time.time_ns`."""
        task = current_task()
        return self.real["time_ns"]() if task is None else _wall(task)

    def clock_gettime(self, clock: int) -> float:
        """As `time.clock_gettime`; the clocks that count processor time stay real."""
        task = current_task()
        ns = None if task is None else self._clock(task, clock)
        return self.real["clock_gettime"](clock) if ns is None else ns / SECOND

    def clock_gettime_ns(self, clock: int) -> int:
        """As `time.clock_gettime_ns`."""
        task = current_task()
        ns = None if task is None else self._clock(task, clock)
        return self.real["clock_gettime_ns"](clock) if ns is None else ns

    def _clock(self, task: Task, clock: int) -> int | None:
        if clock == getattr(time, "CLOCK_REALTIME", None):
            return _wall(task)
        names = ("CLOCK_MONOTONIC", "CLOCK_MONOTONIC_RAW", "CLOCK_BOOTTIME")
        if clock in [getattr(time, name, None) for name in names]:
            return _monotonic(task)
        return None

    def localtime(self, seconds: float | None = None) -> struct_time:
        """As `time.localtime`; a world lives in UTC."""
        task = current_task()
        if task is None:
            return self.real["localtime"](seconds)
        return self.gmtime(seconds)

    def gmtime(self, seconds: float | None = None) -> struct_time:
        """As `time.gmtime`."""
        task = current_task()
        if task is not None and seconds is None:
            seconds = _wall(task) / SECOND
        return self.real["gmtime"](seconds)

    def ctime(self, seconds: float | None = None) -> str:
        """As `time.ctime`."""
        if current_task() is None:
            return self.real["ctime"](seconds)
        return self.real["asctime"](self.localtime(seconds))

    def asctime(self, when: Any = None) -> str:
        """As `time.asctime`."""
        if current_task() is None:
            return self.real["asctime"]() if when is None else self.real["asctime"](when)
        return self.real["asctime"](self.localtime() if when is None else when)

    def strftime(self, form: str, when: Any = None) -> str:
        """As `time.strftime`."""
        if current_task() is None:
            return (
                self.real["strftime"](form) if when is None else self.real["strftime"](form, when)
            )
        return self.real["strftime"](form, self.localtime() if when is None else when)

    def sleep(self, seconds: float, /) -> None:
        """As `time.sleep`, in virtual time."""
        task = current_task()
        if task is None:
            self.real["sleep"](seconds)
            return
        if seconds.__class__ is not float and seconds.__class__ is not int:
            seconds = _number(seconds)
        if seconds != seconds:
            raise ValueError("Invalid value NaN (not a number)")
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        if seconds > 1e9 * 9:
            raise OverflowError("timestamp too large to convert to C _PyTime_t")
        task.kernel.sleep(seconds)


class RealTime:
    """The module `time` as it is outside of any world, for who deals with other processes."""

    def __init__(self) -> None:
        self.sleep, self.monotonic = time.sleep, time.monotonic

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)


def _number(seconds: Any) -> float:
    if isinstance(seconds, (int, float)):
        return float(seconds)
    if hasattr(seconds, "__index__"):
        return int(seconds.__index__())
    if hasattr(type(seconds), "__float__"):
        return float(seconds)
    raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")


def _monotonic(task: Task) -> int:
    return MONOTONIC_START + task.kernel.progress.read_clock()


def _wall(task: Task) -> int:
    return WALL_START + task.kernel.progress.read_clock()


class WorldDatetime(freezegun.FakeDatetime):
    """freezegun's datetime, real for whoever the engine does not manage."""

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        """As `datetime.now`."""
        return _real_datetime.now(tz) if current_task() is None else super().now(tz)

    @classmethod
    def today(cls) -> Any:
        """As `datetime.today`."""
        return cls.now()

    @classmethod
    def utcnow(cls) -> Any:
        """As `datetime.utcnow`."""
        return _real_datetime.utcnow() if current_task() is None else super().utcnow()

    @classmethod
    def fromtimestamp(cls, t: float, tz: Any = None) -> Any:
        """As `datetime.fromtimestamp`."""
        if current_task() is None:
            return _real_datetime.fromtimestamp(t, tz)
        return super().fromtimestamp(t, tz)

    def timestamp(self) -> float:
        """As `datetime.timestamp`."""
        return _real_datetime.timestamp(self) if current_task() is None else super().timestamp()


class WorldDate(freezegun.FakeDate):
    """freezegun's date, real for whoever the engine does not manage."""

    @classmethod
    def today(cls) -> Any:
        """As `date.today`."""
        return _real_date.today() if current_task() is None else super().today()


def world_time() -> real_datetime_module.datetime:
    """Return the wall clock's time of the world that calls: what freezegun asks for "now"."""
    task = current_task()
    if task is None:
        return _real_datetime.now(real_datetime_module.UTC).replace(tzinfo=None)
    ns = task.kernel.progress.read_clock()
    return START + real_datetime_module.timedelta(microseconds=ns // _MICROSECOND)


def freeze() -> None:
    """Let freezegun's dates follow the virtual clock; undone by `thaw`."""
    freezegun.freeze_factories.append(world_time)  # type: ignore[arg-type]
    freezegun.tz_offsets.append(real_datetime_module.timedelta(0))
    freezegun.ignore_lists.append(())
    freezegun.tick_flags.append(False)


def thaw() -> None:
    """Undo `freeze`."""
    freezegun.freeze_factories.remove(world_time)  # type: ignore[arg-type]
    freezegun.tz_offsets.pop()
    freezegun.ignore_lists.pop()
    freezegun.tick_flags.pop()


def stand_ins(clocks: Clocks) -> list[tuple[object, object]]:
    """Pairs of what to replace and what replaces it."""
    names = (
        "monotonic monotonic_ns perf_counter perf_counter_ns time time_ns clock_gettime "
        "clock_gettime_ns localtime gmtime ctime asctime strftime sleep"
    )
    pairs: list[tuple[object, object]] = [
        (clocks.real[name], getattr(clocks, name)) for name in names.split() if name in clocks.real
    ]
    return [*pairs, (_real_datetime, WorldDatetime), (_real_date, WorldDate)]


__all__ = ["Clocks", "freeze", "nanoseconds", "stand_ins", "thaw"]
