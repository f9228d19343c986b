"""Deterministic threads in virtual time."""

from grader.engine.describe import is_library
from grader.engine.kernel import Kernel
from grader.engine.run import run
from grader.engine.trace import Line, Step, Trace
from grader.engine.world import Execution, current_kernel, execute

__all__ = [
    "Execution",
    "Kernel",
    "Line",
    "Step",
    "Trace",
    "current_kernel",
    "execute",
    "is_library",
    "run",
]
