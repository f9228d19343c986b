"""Exercises as notebooks: an nbgrader course, and the checks in a student's own notebook.

`grader notebooks OUT/` calls `write_course`. What it writes is graded by `preprocessors`, which
nbgrader loads; no other file imports nbgrader. `check` is what a student's cells call, and like all
else here it needs no nbgrader.

nbgrader's words live here only: an *assignment* is one exercise, a *solution cell* holds its
answer, and a *grade cell* stands for one check.
"""

from grader.notebooks.course import NotebooksError, Written, write_course

__all__ = ["NotebooksError", "Written", "write_course"]
