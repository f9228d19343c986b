"""a bug that needs four forced switches."""

from benchmarks.bugs import together

EXPECTED = "AssertionError"


def bug():
    state, turns = {"turn": 0}, []

    def play(me):
        for _ in range(2):
            if state["turn"] == me:
                turns.append(me)
                state["turn"] = 1 - me

    together(lambda: play(0), lambda: play(1))
    assert turns != [0, 1, 0, 1]


def right():
    state, turns = {"turn": 0}, []

    def play(me):
        for _ in range(2):
            if state["turn"] == me:
                turns.append(me)
                state["turn"] = 1 - me

    together(lambda: play(0), lambda: play(1))
    assert len(turns) <= 4
