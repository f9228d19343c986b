"""Makes one module of a notebook's cells. Knows cells as text; nothing of kernels or nbgrader.

It is the module that "restart and run all" would make, without the experiments: the answer's cells
count whole, and of a student's other cells what they define, which is imports, functions, classes
and constants. As in a notebook, the last definition of a name counts.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MAGIC = re.compile(r"^(?P<indent>[ \t]*)(?P<magic>[%!?].*|[\w.]+\?{1,2}[ \t]*)$", re.MULTILINE)
_AROUND_PYTHON = re.compile(r"\s*%%(time|timeit|capture|prun|writefile)\b")
_PLACE = re.compile(r"(?:(?P<file>[\w.]+\.py), )?\bline (?P<line>\d+)")
_DEFINITIONS = (
    ast.Import,
    ast.ImportFrom,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell of a student's notebook."""

    source: str
    label: str
    """What to call it: `your answer cell`, `cell 7`."""
    is_answer: bool = False
    """Whether it was handed out as the cell to write the answer in."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the module, and where it stands in the notebook."""

    text: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Collected:
    """The module that a notebook's cells make up."""

    lines: tuple[Line, ...]

    @property
    def source(self) -> str:
        """The module's text."""
        return "".join(f"{line.text}\n" for line in self.lines)

    def told(self, text: str, filename: str) -> str:
        """Say in terms of the notebook's cells what was said about the file `filename`."""

        def in_cell(match: re.Match[str]) -> str:
            number = int(match["line"])
            file = match["file"]
            if file not in (None, filename) or not 1 <= number <= len(self.lines):
                return match[0]
            line = self.lines[number - 1]
            if file is None:
                return f"line {line.number} of {line.label}"
            return f"{line.label}, line {line.number}"

        # Not the `answer.py` in `test_answer.py`.
        return re.sub(rf"(?<!\w){re.escape(filename)}", "your notebook", _PLACE.sub(in_cell, text))


def collect(cells: Sequence[Cell], stub: str) -> Collected:
    """Return the module that the cells make up, in their order.

    If no cell is marked as the answer's, or that one is empty, the answer is in the last cells that
    define what the stub does.
    """
    pieces = [_Piece(cell) for cell in cells]
    answers = [piece for piece in pieces if piece.cell.is_answer and piece.text.strip()]
    if not answers:
        answers = _last_to_define(pieces, defined(stub))
    lines = [line for piece in pieces for line in piece.take_futures()]
    for piece in pieces:
        lines += piece.everything() if piece in answers else piece.definitions()
    return Collected(tuple(lines))


def defined(source: str) -> frozenset[str]:
    """Return the functions and classes that a module defines; none if it is no Python."""
    tree = _parsed(source)
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return (
        frozenset(node.name for node in tree.body if isinstance(node, kinds))
        if tree
        else frozenset()
    )


def without_magics(source: str) -> str:
    """Return a cell's text with IPython's own commands commented out.

    A cell in another language comes back empty, and one that is Python as it is.
    """
    if _parsed(source) is not None:
        return source
    if source.lstrip().startswith("%%") and not _AROUND_PYTHON.match(source):
        return ""
    return _MAGIC.sub(r"\g<indent>pass  # \g<magic>", source)


class _Piece:
    """A cell's text, parsed, and the lines of it that count."""

    def __init__(self, cell: Cell) -> None:
        self.cell = cell
        self.text = without_magics(re.sub("\r\n?", "\n", cell.source))
        self._lines = self.text.split("\n")
        tree = _parsed(self.text)
        self._body = tree.body if tree else []

    @property
    def names(self) -> frozenset[str]:
        """The functions and classes that it defines."""
        return defined(self.text)

    def take_futures(self) -> Iterator[Line]:
        """Take out the `from __future__` imports, which are allowed at the very top only."""
        for node in self._body:
            if isinstance(node, ast.ImportFrom) and node.module == "__future__":
                yield Line(ast.unparse(node), self.cell.label, node.lineno)
                for number in _numbers(node):
                    self._lines[number - 1] = ""

    def definitions(self) -> Iterator[Line]:
        """Return the lines of definitions; not those that share a line with something else."""
        others = {number for node in self._body if not _defines(node) for number in _numbers(node)}
        kept = [_numbers(node) for node in self._body if others.isdisjoint(_numbers(node))]
        return map(self._line, sorted(set().union(*kept)))

    def everything(self) -> Iterator[Line]:
        """Return all lines."""
        return map(self._line, range(1, len(self._lines) + 1))

    def _line(self, number: int) -> Line:
        return Line(self._lines[number - 1], self.cell.label, number)


def _last_to_define(pieces: Sequence[_Piece], wanted: frozenset[str]) -> list[_Piece]:
    answers: list[_Piece] = []
    for piece in reversed(pieces):
        if piece.names & wanted:
            answers.insert(0, piece)
            wanted -= piece.names
    return answers


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _numbers(node: ast.stmt) -> range:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(each.lineno for each in decorators)])
    return range(first, (node.end_lineno or node.lineno) + 1)


def _defines(node: ast.stmt) -> bool:
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("grader."):
        return False  # the cells that we handed out, which run checks
    if isinstance(node, _DEFINITIONS):
        return True
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return False
    try:
        ast.literal_eval(node.value)
    except (ValueError, TypeError, RecursionError, MemoryError):
        return False
    return True
