"""How much of the machine one submission may use. POSIX sets the limits; elsewhere there are none.

No limit decides a verdict about time: that is virtual. These only end what would never end, or
would hurt the machine; each is far above what an answer needs.
"""

from __future__ import annotations

import re
from pathlib import Path

PATIENCE = 6.0
"""How many times longer than at a student's desk a check may wait in real time. What computes is
stopped by its processor time, which comes to the same on a machine that is busy."""
SILENCE = 90.0
"""Real seconds that may pass without a check ending before the whole process is killed."""
COMPUTING = 60
"""Seconds of processor time for all the checks of a submission."""
MEMORY = 1 << 30
"""Bytes of address space above what a child begins with."""
RESERVE = MEMORY // 8
"""Whoever leaves less of it has used it up: where exactly memory runs out is chance."""
FILE_SIZE = 16 << 20
"""Bytes in any one file that is written."""
OPEN_FILES = 128


def confine() -> None:
    """Limit this process and all that it starts; what the platform doesn't know is left out."""
    try:
        import resource
    except ImportError:
        return
    wanted = {
        "RLIMIT_CPU": COMPUTING,
        "RLIMIT_FSIZE": FILE_SIZE,
        "RLIMIT_NOFILE": OPEN_FILES,
        "RLIMIT_CORE": 0,
    }
    size = _address_space("VmSize")
    if size is not None:
        wanted["RLIMIT_AS"] = size + MEMORY
    for name, value in wanted.items():
        number = getattr(resource, name)
        _, hard = resource.getrlimit(number)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(number, (value, value))


def is_memory_used_up() -> bool:
    """Tell whether this process has ever come close to its limit of memory."""
    try:
        import resource
    except ImportError:
        return False
    most, (limit, _) = _address_space("VmPeak"), resource.getrlimit(resource.RLIMIT_AS)
    return most is not None and limit != resource.RLIM_INFINITY and most > limit - RESERVE


def _address_space(kind: str) -> int | None:
    """Bytes that this process has mapped, or None where nobody tells (then it isn't limited)."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return None
    found = re.search(rf"^{kind}:\s*(\d+) kB$", status, re.MULTILINE)
    return None if found is None else int(found[1]) * 1024
