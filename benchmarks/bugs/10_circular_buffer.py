"""SCTBench circular_buffer: the receiver reads before the cell is filled."""

from benchmarks.bugs import together

EXPECTED = "AssertionError"


class Ring:
    def __init__(self):
        self.cells = [0, 0]
        self.count = 0


def bug():
    ring = Ring()

    def send():
        for item in (1, 2):
            ring.count += 1
            ring.cells[item - 1] = item

    def receive():
        for place in range(2):
            if ring.count > place:
                assert ring.cells[place] == place + 1

    together(send, receive)


def right():
    ring = Ring()

    def send():
        for item in (1, 2):
            ring.cells[item - 1] = item
            ring.count += 1

    def receive():
        for place in range(2):
            if ring.count > place:
                assert ring.cells[place] == place + 1

    together(send, receive)
