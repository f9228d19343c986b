"""What each thread did, from a trace to a picture that a rendering only has to draw.

- lanes.py: steps to spans of time; words.py says what a span is
- notes.py: what is told below the lanes
- moments.py: which moments are shown; pieces.py cuts the lanes at them
- scale.py, placing.py: from seconds to columns; records.py has the result
"""

from grader.report.lanes.notes import SPINS, WRONG, Mark, Note
from grader.report.lanes.placing import picture
from grader.report.lanes.records import Bar, End, Link, Look, Picture, Row, Sign, Tick
from grader.report.lanes.words import short_name

__all__ = [
    "SPINS",
    "WRONG",
    "Bar",
    "End",
    "Link",
    "Look",
    "Mark",
    "Note",
    "Picture",
    "Row",
    "Sign",
    "Tick",
    "picture",
    "short_name",
]
