"""A key says exactly when a result is still good."""

from __future__ import annotations

from dataclasses import replace

from grader.grading.jobs import Job, rubric_for


def test_same_answer_has_the_same_key(rubric):
    """Whoever hands it in, and whenever."""
    assert Job(rubric, b"a").key == Job(rubric, b"a").key
    assert Job(rubric, b"a").key != Job(rubric, b"b").key


def test_changed_suite_changes_the_key(rubric, tmp_path):
    """Results of other checks are worth nothing."""
    changed = tmp_path / "test_greet.py"
    changed.write_text(rubric.exercise.hidden_suite.read_text() + "\n# changed\n")

    other = rubric_for(replace(rubric.exercise, hidden_suite=changed))

    assert Job(other, b"a").key != Job(rubric, b"a").key


def test_rubric_has_the_visible_checks_first(rubric):
    """Both suites, in their order, with their points."""
    assert [(check.name, check.points, check.visible) for check in rubric.checks] == [
        ("test_greets", 1, True),
        ("test_greets_slowly", 2, True),
        ("test_greets_others", 4, False),
    ]
    assert rubric.possible == 7


def test_hidden_suite_may_be_missing(rubric, tmp_path):
    """A handout has none; the visible one is graded."""
    alone = rubric_for(replace(rubric.exercise, hidden_suite=tmp_path / "nothing.py"))

    assert alone.possible == 3
    assert alone.suites == (rubric.suite(visible=True),)
