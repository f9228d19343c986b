"""What `grader grade` shows of a gradebook when it has been graded."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from grader.report.gradebook import Gradebook
from grader.report.table import NOT_GRADED, NOT_HANDED_IN, tables

REMARKS = 20
"""How many remarks are shown; all are in the gradebook."""


def show(book: Gradebook, console: Console) -> None:
    """Show the table, what its signs mean, and the remarks."""
    for table in tables(book, console.width):
        console.print(table)
        console.print()
    signs = []
    entries = [entry for row in book.rows for entry in row.entries]
    if any(entry.is_missing for entry in entries):
        signs.append(f"{NOT_HANDED_IN} not handed in")
    if any(entry.report is None for entry in entries):
        signs.append(f"{NOT_GRADED} not graded yet")
    if book.broken:
        signs.append("! some checks could not be done: our fault, they count in neither sum")
    if signs:
        say(console, "   ".join(signs), "dim")
        console.print()
    _show_remarks(book, console)


def _show_remarks(book: Gradebook, console: Console) -> None:
    """Show what an instructor should know and the table does not show."""
    remarks = [(row.student, remark) for row in book.rows for remark in row.news]
    for student, remark in remarks[:REMARKS]:
        console.print(Text.assemble((student, "bold"), "  ", remark))
    if len(remarks) > REMARKS:
        say(console, f"... and {len(remarks) - REMARKS} more remarks, in gradebook.csv", "dim")
    if remarks:
        console.print()


def sum_up(new: int, known: int, seconds: float, console: Console) -> None:
    """Say how many submissions were graded, and how fast."""
    told = f"{new} submission{'' if new == 1 else 's'} graded in {seconds:.1f} s"
    if new > 1 and seconds > 0:
        told += f", {new / seconds:.{0 if new > 10 * seconds else 1}f} a second"
    if known:
        told += f"; {known} known from an earlier run"
    say(console, told)


def say_what_is_missing(book: Gradebook, console: Console) -> None:
    """After Ctrl-C, say who is not graded, and how to go on."""
    missing = [row.student for row in book.rows if not row.is_complete]
    some = ", ".join(missing[:10]) + (", ..." if len(missing) > 10 else "")
    say(
        console,
        f"interrupted: {len(missing)} of {len(book.rows)} students are not graded completely "
        f"({some}). Run the same command again to go on.",
        "yellow",
    )


def say(console: Console, text: str, style: str = "") -> None:
    """Print a sentence as it is, whatever is in it."""
    console.print(Text(text, style))
