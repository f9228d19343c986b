"""The configuration of an nbgrader course, as text. Each setting says which trap it avoids."""

from __future__ import annotations

CONFIG = '''\
"""nbgrader's settings for the threading exercises; written once, and yours to change."""

import os
import sys

c = get_config()  # noqa: F821: nbgrader defines it

c.CourseDirectory.course_id = "threading"

# The exercises that answers are graded by, hidden checks included. Students don't need this folder.
c.GradeChecks.course = {course!r}

# The kit grades instead of Execute: a student's notebook is never run in a kernel, so it can't
# hang, forge a result, or see a hidden check.
c.Autograde.autograde_preprocessors = [
    "grader.notebooks.preprocessors.GradeChecks",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "grader.notebooks.preprocessors.FlagBroken",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Cells that a student copied or deleted must not cost more than themselves.
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput",
    "grader.notebooks.preprocessors.RestoreCells",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.OverwriteCells.add_missing_cells = True

# A solution cell keeps the exercise's own stub; nothing is put in the solution's place.
# (In a notebook of your own, write the stub before its ### BEGIN SOLUTION.)
c.ClearSolutions.code_stub = {{"python": ""}}

# Without these, a run that was killed leaves submissions behind that the next run skips, and
# exports with 0 points.
c.Autograde.force = True
c.GenerateFeedback.force = True

# nbgrader starts alembic by name to make its database; it lies beside this Python.
os.environ["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")])
'''
