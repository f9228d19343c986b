"""A new exercise works from its first minute."""

import pytest

from grader.catalog import Course
from grader.scaffold import ScaffoldError, new_exercise
from grader.verify import Verifier


@pytest.fixture
def course(tmp_path):
    """A course with one exercise, made by the scaffold itself."""
    (tmp_path / "exercises").mkdir()
    folder = tmp_path / "exercises" / "01_first"
    folder.mkdir()
    (folder / "exercise.toml").write_text('title = "First"\n')
    return Course(tmp_path)


def test_its_parts_fit_together(course):
    """Stub, solution, suites, a wrong and a right submission keep their promises at once."""
    new_exercise(course, "25_tea_time")
    exercise = course.exercise("25")
    verifier = Verifier(exercise)

    assert exercise.title == "Tea time"
    assert verifier.stub() == []
    assert verifier.right(exercise.solution) == []
    assert verifier.checks() == []
    assert verifier.readme() == []
    assert verifier.hints() == []
    assert [verifier.wrong(path) for path in verifier.submissions("wrong")] == [[]]
    assert [verifier.right(path) for path in verifier.submissions("right")] == [[]]


def test_what_is_still_to_be_written_is_named(course):
    """Two files don't prove a suite."""
    new_exercise(course, "25_tea_time")

    assert Verifier(course.exercise("25")).proof() == [
        "there are 1 right submissions; write at least 3",
        "there are 1 wrong submissions; write at least 6",
        "what a student reads about wrong submissions is not kept in one_less.txt:  "
        "grader verify 25 --write  writes it, for you to read",
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("tea", "is no exercise's name: write it like 25_thread_local"),
        ("25-tea", "is no exercise's name"),
        ("01_tea", "the number 01 is taken by 01_first"),
        ("1_tea", "is no exercise's name"),
    ],
)
def test_a_bad_name_is_refused(course, name, told):
    """The sentence says what is wrong with it."""
    with pytest.raises(ScaffoldError, match=told):
        new_exercise(course, name)
