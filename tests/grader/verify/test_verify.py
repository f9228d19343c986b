"""Every promise is noticed when it is broken, and by nothing else."""

from __future__ import annotations


def test_good_exercise_keeps_every_promise(author):
    """Nothing is said of an exercise that is as it must be."""
    verifier = author.verifier()

    assert verifier.stub() == []
    assert verifier.right(verifier.exercise.solution) == []
    assert [verifier.right(path) for path in verifier.submissions("right")] == [[]]
    assert [verifier.wrong(path) for path in verifier.submissions("wrong")] == [[], []]
    assert verifier.checks() == []
    assert verifier.hints() == []
    assert verifier.readme() == []
    assert verifier.imports() == []


def test_stub_that_crashes_is_noticed(author):
    """A stub must end in its own NotImplementedError, not in another exception."""
    author.write("exercises/01_say_hello/say_hello.py", "def hello(name):\n    return nobody\n")

    told = author.verifier().stub()

    assert len(told) == 2
    assert told[0].startswith(
        "test_greets does not fail with a NotImplementedError of the stub's, but failed: "
    )


def test_stub_that_passes_is_noticed(author):
    """A stub that already passes a check leaves nothing to do."""
    stub = """
        def hello(name):
            if name == "Ada":
                return "hello"
            raise NotImplementedError("greet somebody")
    """
    author.write("exercises/01_say_hello/say_hello.py", stub)

    assert author.verifier().stub() == [
        "test_greets does not fail with a NotImplementedError of the stub's, but passed"
    ]


def test_right_submission_that_fails_is_noticed(author):
    """A file in right/ must pass everything."""
    path = author.write("tests/01_say_hello/right/shy.py", "def hello(name):\n    return 'hello'\n")

    told = author.verifier().right(path)

    assert len(told) == 1
    assert told[0].startswith("test_names does not pass, but failed: ")


def test_wrong_submission_that_fails_too_much_is_noticed(author):
    """A check that fails, but is not named, is one mistake too many."""
    wrong = '''
        """Says nothing.

        Fails: test_names
        """

        def hello(name):
            return ""
    '''
    path = author.write("tests/01_say_hello/wrong/silent.py", wrong)

    told = author.verifier().wrong(path)

    assert len(told) == 1
    assert told[0].startswith("test_greets should be passed, but failed: ")


def test_wrong_submission_that_fails_too_little_is_noticed(author):
    """A check that is named, but passes, does not catch the mistake."""
    wrong = '''
        """Makes no mistake at all.

        Fails: test_names
        """

        def hello(name):
            return f"hello {name}"
    '''
    path = author.write("tests/01_say_hello/wrong/perfect.py", wrong)

    assert author.verifier().wrong(path) == ["test_names should be failed, but passed"]


def test_check_that_does_not_exist_is_noticed(author):
    """A name in the `Fails:` line must be a check's."""
    wrong = '''
        """Forgets the name.

        Fails: test_names, test_nams
        """

        def hello(name):
            return "hello"
    '''
    path = author.write("tests/01_say_hello/wrong/forgets.py", wrong)

    assert author.verifier().wrong(path) == ["there is no check test_nams"]


def test_wrong_submission_without_fails_line_is_noticed(author):
    """A wrong submission has to say what it fails."""
    path = author.write("tests/01_say_hello/wrong/mute.py", '"""Forgets to say it."""\n')

    assert author.verifier().wrong(path) == [
        "the docstring of mute.py has no last line  Fails: test_a, test_b"
    ]


def test_points_that_do_not_add_up_are_noticed(author):
    """The points of both suites are ten together."""
    suite = '''
        def test_names(submission):
            """hello() names whom it greets."""
            assert submission.hello("Bob").endswith("Bob")
    '''
    author.write("tests/01_say_hello/test_say_hello.py", suite)

    assert author.verifier().checks() == ["the checks' points add up to 5, not to 10"]


def test_check_that_nothing_fails_is_noticed(author):
    """A check needs a wrong submission that it catches."""
    (author.root / "tests/01_say_hello/wrong/says_bye.py").unlink()

    assert author.verifier().checks() == [
        "no wrong submission fails test_greets: who would miss this check?"
    ]


def test_two_checks_of_one_name_are_noticed(author):
    """A `Fails:` line could not tell them apart."""
    suite = '''
        from grader.testing import points

        @points(6)
        def test_greets(submission):
            """hello() greets again."""
            assert submission.hello("Bob").startswith("hello")
    '''
    author.write("tests/01_say_hello/test_say_hello.py", suite)

    assert author.verifier().checks() == ["two checks are called test_greets"]


def test_check_without_docstring_is_noticed(author):
    """The first line of a check's docstring is what a student reads."""
    suite = """
        from grader.testing import points

        @points(6)
        def test_names(submission):
            assert submission.hello("Bob").endswith("Bob")
    """
    author.write("tests/01_say_hello/test_say_hello.py", suite)

    assert author.verifier().checks() == [
        "test_names has no docstring whose first line is a sentence: a promise"
    ]


def test_too_few_submissions_are_noticed(author):
    """One right and two wrong submissions prove little."""
    assert author.verifier().proof() == [
        "there are 1 right submissions; write at least 3",
        "there are 2 wrong submissions; write at least 6",
        "what a student reads about wrong submissions is not kept in greets_all_alike.txt, "
        "says_bye.txt:  grader verify 01 --write  writes it, for you to read",
    ]


def test_missing_and_empty_hints_are_noticed(author):
    """There are three hints, and each says something."""
    author.write("exercises/01_say_hello/hints.md", "## 1. a\nOne.\n## 2. b\n## 3. c\nThree.\n")

    assert author.verifier().hints() == [
        "hints.md says 2 hints; it needs 3 sections that begin with '## '"
    ]


def test_readme_without_example_is_noticed(author):
    """A README shows how the student's function is called."""
    author.write("exercises/01_say_hello/README.md", "# Say hello\n")

    assert author.verifier().readme() == [
        "README.md has no example: a block that begins with ```python"
    ]


def test_missing_readme_is_noticed(author):
    """Without a README there is no task."""
    (author.root / "exercises/01_say_hello/README.md").unlink()

    assert author.verifier().readme() == ["README.md is missing"]


def test_foreign_import_is_noticed(author):
    """Students have the standard library and nothing else, wherever the import stands."""
    path = author.write(
        "tests/01_say_hello/right/joins.py", "import os.path\n\ndef hello(name):\n    import rich\n"
    )

    assert author.verifier().imports() == [
        f"{path} imports rich, which is not in the standard library"
    ]


def test_race_in_a_right_submission_is_noticed(author):
    """It passes in every order, and yet two threads use a variable that nothing protects."""
    submission = """
        GREETINGS = {"Bob": ""}

        def hello(name):
            GREETINGS[name] = "hello"
            return f"{GREETINGS[name]} {name}"
    """
    suite = '''
        from grader.testing import explore, points

        @points(6)
        @explore()
        def test_names(submission, together):
            """hello() names whom it greets."""
            together(lambda: submission.hello("Bob"), lambda: submission.hello("Bob"))
            assert submission.hello("Bob") == "hello Bob"
    '''
    author.write("tests/01_say_hello/test_say_hello.py", suite)
    author.write("tests/01_say_hello/right/remembers.py", submission)
    verifier = author.verifier()
    remembers = verifier.submissions("right")[1]

    (told,) = verifier.right(remembers)

    assert told.startswith("test_names passes, but: All ")
    assert "there is a data race on" in told
