"""Tables of text, in columns for a terminal or as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Table:
    """Rows under heads; the first column to the left, numbers to the right."""

    title: str
    heads: Sequence[str]
    rows: list[list[str]] = field(default_factory=list)

    def text(self) -> str:
        """Write it for a terminal."""
        lines = [self.heads, *self.rows]
        widths = [max(len(line[column]) for line in lines) for column in range(len(self.heads))]
        return "\n".join([self.title, *self._columns(lines, widths)])

    def markdown(self) -> str:
        """Write it for a page."""
        sides = ["---", *["---:"] * (len(self.heads) - 1)]
        lines = [" | ".join(line) for line in (self.heads, sides, *self.rows)]
        return "\n".join([f"## {self.title}", "", *(f"| {line} |" for line in lines)])

    def _columns(self, lines: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
        for first, *others in lines:
            cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
            yield "  ".join([first.ljust(widths[0]), *cells])
