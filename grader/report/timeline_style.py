"""How the SVG of a timeline looks: styles, patterns, signs. Shapes differ before colours do."""

from __future__ import annotations

from collections.abc import Callable

from grader.report.lanes import End

STYLE = """
svg.thread-timeline:root { color: #1f2328; background: #fff }
@media (prefers-color-scheme: dark) {
  svg.thread-timeline:root { color: #e6edf3; background: #0d1117 }
}
.thread-timeline text { fill: currentColor; white-space: pre;
  font: 12px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace }
.thread-timeline .tick, .thread-timeline .label, .thread-timeline .key { text-anchor: middle }
.thread-timeline .tick { opacity: .75 }
.thread-timeline .name { text-anchor: end; font-weight: bold }
.thread-timeline .key { font-weight: bold }
.thread-timeline path { fill: none; stroke: currentColor; stroke-width: 1.5 }
.thread-timeline path.guide { stroke-width: 1; opacity: .18 }
.thread-timeline path.holds { stroke-width: 4 }
.thread-timeline path.link { opacity: .6; stroke-width: 1.25 }
.thread-timeline path.wrong { stroke: #d73a49; stroke-width: 3 }
.thread-timeline .solid { fill: currentColor; stroke: none }
.thread-timeline .bar { stroke: currentColor; stroke-opacity: .55; stroke-width: 1 }
.thread-timeline rect.sleeps { fill: currentColor; fill-opacity: .1 }
.thread-timeline rect.joins { fill: none; stroke-dasharray: 5 4 }
.thread-timeline rect.idle { fill: none; stroke: none }
.thread-timeline rect.locked, .thread-timeline rect.spins {
  stroke: #d73a49; stroke-opacity: 1; stroke-width: 1.5 }
@media print { svg.thread-timeline:root { color: #000; background: none } }
"""

PATTERNS = (
    '<pattern id="KEY-locked" width="7" height="7" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="2.5" height="7" fill="#d73a49"'
    ' opacity=".3"/></pattern>'
    '<pattern id="KEY-listens" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle cx="2" cy="2" r=".9" fill="currentColor" opacity=".3"/></pattern>'
    '<pattern id="KEY-runs" width="4" height="4" patternUnits="userSpaceOnUse">'
    '<rect width="1.2" height="4" fill="currentColor" opacity=".35"/></pattern>'
    '<pattern id="KEY-spins" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<path d="M0 0H5M0 0V5" style="stroke:#d73a49;stroke-width:2;opacity:.5"/></pattern>'
    '<pattern id="KEY-folded" width="10" height="8" patternUnits="userSpaceOnUse">'
    '<path d="M0 4q2.5 -4 5 0t5 0" style="stroke-width:1;opacity:.18"/></pattern>'
)


def _square(x: float, y: float) -> str:
    return f'<rect class="solid" x="{x - 5:g}" y="{y - 5:g}" width="10" height="10"/>'


def _cross(x: float, y: float) -> str:
    return f'<path class="wrong" d="M{x - 6:g} {y - 6:g}l12 12m0 -12l-12 12"/>'


def _torn(x: float, y: float) -> str:
    return f'<path d="M{x:g} {y - 12:g}l4 6l-8 6l8 6l-4 6"/>'


def _arrow(x: float, y: float) -> str:
    return f'<path d="M{x:g} {y:g}h12m-5 -4l5 4l-5 4"/>'


def _edge(x: float, y: float) -> str:
    return f'<path d="M{x:g} {y - 12:g}v24"/>'


_SIGNS: dict[End, Callable[[float, float], str]] = {
    End.BEGINS: _edge,
    End.FINISHES: _square,
    End.DIES: _cross,
    End.STUCK: _cross,
    End.CUT_OFF: _torn,
    End.LASTS: _arrow,
}


def sign(end: End, x: float, y: float) -> str:
    """Return the sign of a lane's end; what merely goes on needs none."""
    return _SIGNS[end](x, y) if end in _SIGNS else ""
