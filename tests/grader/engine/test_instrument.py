"""Instrumented code behaves like the original, and says what it is about to do."""

from __future__ import annotations

import sys
import textwrap
import traceback
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grader.engine.instrument import MISSING, bind, instrument, peek


class Recorder:
    """An observer that keeps what it is told, as short tuples."""

    def __init__(self) -> None:
        self.turns: list[int] = []
        self.accesses: list[tuple[str, str, object]] = []
        self.owners: list[object] = []
        self.lines: list[int] = []
        self.values: list[object] = []
        self.fatal: tuple[type[BaseException], ...] = ()
        self.at_write: Callable[[], object] = bool

    def loop(self, line: int, /) -> None:
        self.turns.append(line)

    def is_fatal(self, error: BaseException, /) -> bool:
        return isinstance(error, self.fatal)

    def read(self, kind: str, owner: object, name: object, place: Any, /) -> None:
        self._note("read", kind, owner, name, place)

    def write(self, kind: str, owner: object, name: object, place: Any, /) -> None:
        self._note("write", kind, owner, name, place)
        self.at_write()

    def _note(self, mode: str, kind: str, owner: object, name: object, place: Any) -> None:
        self.accesses.append((mode, kind, name))
        self.owners.append(owner)
        self.lines.append(place[1])
        self.values.append(peek(kind, owner, name))

    def clear(self) -> None:
        self.__init__()  # type: ignore[misc]


class Program:
    """An instrumented module that was run: its names, and its observer."""

    observer: Recorder

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)  # its names are the module's globals

    def called(self, name: str, *args: object) -> list[tuple[str, str, object]]:
        """Return the accesses that a call of one of its functions makes."""
        self.observer.clear()
        self.__dict__[name](*args)
        return self.observer.accesses


def load(source: str, *, points: bool = True, filename: str = "student.py") -> Program:
    """Instrument and run a module."""
    observer = Recorder()
    namespace: dict[str, Any] = {"__name__": "__main__"}
    bind(observer, namespace, points=points)
    exec(instrument(textwrap.dedent(source), filename, points=points), namespace)
    program = Program()
    program.__dict__ = namespace
    namespace["observer"] = observer
    return program


def both(source: str, expression: str) -> tuple[object, object]:
    """Evaluate an expression in the module as it is, and in the instrumented one."""
    plain: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(textwrap.dedent(source), "student.py", "exec", dont_inherit=True), plain)
    return eval(expression, plain), eval(expression, load(source).__dict__)


# loops and handlers, also without points


def test_each_turn_of_a_while_is_counted() -> None:
    """A `while` reports each turn with the line of its header."""
    program = load(
        """
        def spin():
            left = 3
            while left:
                left -= 1
        """,
        points=False,
    )
    program.spin()
    assert program.observer.turns == [4, 4, 4]


def test_a_for_that_may_not_end_is_counted_and_one_over_a_range_is_not() -> None:
    """`for` over an unknown iterable counts; over a range it costs nothing."""
    program = load(
        """
        def go(items):
            for _ in items:
                for _ in range(10):
                    pass
        """,
        points=False,
    )
    program.go(iter("ab"))
    assert program.observer.turns == [3, 3]


CATCHES = """
    def go(error, log):
        try:
            try:
                raise error
            {handler}
                log.append("caught")
            else:
                log.append("else")
            finally:
                log.append("finally")
        except ZeroDivisionError:
            log.append("outside")
"""


@pytest.mark.parametrize(
    "handler",
    [
        "except:",
        "except BaseException:",
        "except BaseException as e:",
        "except (ValueError, BaseException):",
    ],
)
def test_a_catch_all_handler_lets_what_is_fatal_pass(handler: str) -> None:
    """What the observer calls fatal goes through; `finally` still runs."""
    program = load(CATCHES.format(handler=handler), points=False)
    program.observer.fatal = (ZeroDivisionError,)
    log: list[str] = []
    program.go(ZeroDivisionError(), log)
    assert log == ["finally", "outside"]


@pytest.mark.parametrize("handler", ["except:", "except BaseException as e:"])
def test_a_catch_all_handler_still_catches_everything_else(handler: str) -> None:
    """Other exceptions are caught as before."""
    program = load(CATCHES.format(handler=handler), points=False)
    log: list[str] = []
    program.go(KeyboardInterrupt(), log)
    assert log == ["caught", "finally"]


def test_a_handler_sees_its_exception_and_can_raise_it_again() -> None:
    """`as`, `sys.exc_info()` and a bare `raise` are as before."""
    source = """
        import sys
        def go():
            try:
                try:
                    raise ValueError("x")
                except BaseException as error:
                    same = sys.exc_info()[1] is error
                    raise
            except ValueError as again:
                return same, str(again), again.__context__
    """
    assert both(source, "go()") == ((True, "x", None), (True, "x", None))


def test_a_handler_that_names_an_exception_is_left_alone() -> None:
    """`except ValueError` compiles to the same code as without instrumentation."""
    source = "def go():\n    try:\n        f()\n    except ValueError:\n        pass\n"
    plain = compile(source, "student.py", "exec")
    assert instrument(source, "student.py", points=False).co_code == plain.co_code
    names = [each.co_names for each in plain.co_consts if hasattr(each, "co_names")]
    mine = instrument(source, "student.py", points=False).co_consts
    assert [each.co_names for each in mine if hasattr(each, "co_names")] == names


# what is reported


COUNTER = """
    class Counter:
        total = 0
        def __init__(self):
            self.n = 0
            self.__secret = 0
            self.items = []
            self.by_name = {}
        def increment(self):
            self.n += 1
        def count(self):
            Counter.total += 1
        def default(self):
            return self.total
        def secret(self):
            self.__secret = 1
        def method(self):
            self.increment
        @property
        def size(self):
            return 1
        def ask(self):
            self.size
    def make():
        return Counter()
"""


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("increment", [("read", "attribute", "n"), ("write", "attribute", "n")]),
        ("count", [("read", "attribute", "total"), ("write", "attribute", "total")]),
        ("default", [("read", "attribute", "total")]),
        ("secret", [("write", "attribute", "_Counter__secret")]),
        ("method", []),
        ("ask", []),
    ],
)
def test_attributes_are_reported_methods_and_properties_are_not(
    method: str, expected: list[object]
) -> None:
    """An attribute's read and write are two points; looking up a method is none."""
    program = load(COUNTER)
    counter = program.make()
    program.observer.clear()
    getattr(counter, method)()
    assert program.observer.accesses == expected


def test_the_owner_of_a_class_attribute_is_the_class() -> None:
    """`self.total` that only the class has is the class's data, until the object has its own."""
    program = load(COUNTER)
    counter = program.make()
    program.observer.clear()
    counter.default()
    counter.total = 5
    counter.default()
    assert program.observer.owners == [program.Counter, counter]


def test_between_the_read_and_the_write_of_an_update_is_a_point() -> None:
    """Whoever is let in at the write's point loses an update: that is the race to be found."""
    program = load(COUNTER)
    counter = program.make()
    plain: dict[str, Any] = {}
    exec("def set_to_seven(counter): counter.n = 7", plain)
    program.observer.at_write = lambda: plain["set_to_seven"](counter)
    counter.increment()
    assert counter.n == 1


def test_slots_are_attributes() -> None:
    """A slot is data of its object."""
    program = load(
        """
        class Pair:
            __slots__ = ("left",)
        def go(pair):
            pair.left = 1
            return pair.left
        """
    )
    assert program.called("go", program.Pair()) == [
        ("write", "attribute", "left"),
        ("read", "attribute", "left"),
    ]
    assert program.observer.values[1] == 1


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("c.append(1)", [("write", "container", None)]),
        ("c.pop()", [("write", "container", None)]),
        ("c.copy()", [("read", "container", None)]),
        ("len(c)", [("read", "container", None)]),
        ("sum(c)", [("read", "container", None)]),
        ("2 in c", [("read", "container", None)]),
        ("c[0]", [("read", "item", 0)]),
        ("c[-1]", [("read", "container", None)]),
        ("c[:]", [("read", "container", None)]),
        ("c[0] = 5", [("write", "item", 0)]),
        ("c[0] += 5", [("read", "item", 0), ("write", "item", 0)]),
        ("del c[0]", [("write", "container", None)]),
        ("c += [3]", [("write", "container", None)]),
        ("if c: pass", [("read", "container", None)]),
        ("not c", [("read", "container", None)]),
        ("[*c]", [("read", "container", None)]),
        ("f'{c}'", [("read", "container", None)]),
        ("a, b = c", [("read", "container", None)]),
        ("for x in c: pass", [("read", "container", None)] * 3),
        ("[x for x in c]", [("read", "container", None)] * 3),
        ("heappush(c, 0)", [("write", "container", None)]),
        ("heapq.heappop(c)", [("write", "container", None)]),
        ("c == [1]", [("read", "container", None)]),
    ],
)
def test_an_operation_on_a_list_is_one_access(code: str, expected: list[object]) -> None:
    """What a list does in one step is one point."""
    program = load(f"import heapq\nfrom heapq import heappush\ndef go(c):\n    {code}\n")
    assert program.called("go", [1, 2]) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("c['a']", [("read", "item", "a")]),
        ("c['b'] = 1", [("write", "item", "b")]),
        ("c['a'] += 1", [("read", "item", "a"), ("write", "item", "a")]),
        ("del c['a']", [("write", "item", "a")]),
        ("c.get('a')", [("read", "item", "a")]),
        ("c.get(str(1))", [("read", "item", "1")]),
        ("c.pop('a', None)", [("write", "item", "a")]),
        ("c.setdefault(k, 1)", [("write", "item", "key")]),
        ("k in c", [("read", "item", "key")]),
        ("c.update(x=1)", [("write", "container", None)]),
        ("c[frozenset()] = 1", [("write", "container", None)]),
        ("c[1, 'x'] = 1", [("write", "item", (1, "x"))]),
        ("list(c.values())", [("read", "container", None)] * 2),
        ("for x in c.items(): pass", [("read", "container", None)] * 3),
        ("{**c}", [("read", "container", None)]),
    ],
)
def test_an_operation_on_a_dictionary_names_its_key(code: str, expected: list[object]) -> None:
    """Different keys of a dictionary don't meet; its size and order meet all of them."""
    program = load(f"def go(c):\n    k = 'key'\n    {code}\n")
    values = {"a": 1}
    assert program.called("go", values) == expected
    assert all(owner is values for owner in program.observer.owners)


@pytest.mark.parametrize(
    "code",
    [
        "x = 1; x += 1; y = x",
        "threading.Lock().acquire()",
        "math.sqrt(2)",
        "', '.join(['a'])",
        "n.bit_length()",
        "here.name = 1; here.name",
        "q.put(1); q.get()",
        "e.set(); e.is_set()",
        "'a' in 'abc'; (1, 2)[0]; len('abc')",
        "isinstance(n, int)",
        "list[int]",
    ],
)
def test_what_threads_cannot_share_has_no_points(code: str) -> None:
    """Locals, modules, immutable values, thread-locals, and synchronisation are no data."""
    program = load(
        f"""
        import math, queue, threading
        here, q, e, n = threading.local(), queue.Queue(), threading.Event(), 1
        def go():
            {code}
        """
    )
    assert program.called("go") == []


GLOBALS = """
    import threading
    limit = 10
    total = 0
    lock = threading.Lock()
    def add(amount):
        global total
        total += amount
        return total, limit, lock
    def swap():
        global total
        other, total = total, 5
    def remove():
        global total
        del total
    def helper(): pass
    def call():
        helper()
"""


@pytest.mark.parametrize(
    ("function", "args", "expected"),
    [
        ("add", (1,), ["read", "write", "read"]),
        ("swap", (), ["read", "write"]),
        ("remove", (), ["write"]),
        ("call", (), []),
    ],
)
def test_globals_that_change_are_reported(
    function: str, args: tuple[int, ...], expected: list[str]
) -> None:
    """A global that a function rebinds has points; constants and functions have none."""
    program = load(GLOBALS)
    accesses = program.called(function, *args)
    assert accesses == [(mode, "global", "total") for mode in expected]
    assert all(owner is program.__dict__ for owner in program.observer.owners)


def test_a_global_that_is_bound_after_a_thread_may_run_is_reported() -> None:
    """A thread that is started before the name is bound could read it too early."""
    program = load(
        """
        def work():
            return ready
        class Starter:
            def start(self): pass
        Starter().start()
        ready = True
        """
    )
    assert program.called("work") == [("read", "global", "ready")]


CLOSURE = """
    def count():
        n = 0
        fixed = []
        def up():
            nonlocal n
            n += 1
            fixed
        def both():
            nonlocal n
            a, n = n, 7
        up()
        both()
        return n
"""


def test_a_variable_that_functions_share_is_reported_with_its_cell() -> None:
    """Reads and writes of a closure's variable name one cell; what never changes is left out."""
    program = load(CLOSURE)
    accesses = program.called("count")
    modes = [mode for mode, _, _ in accesses]
    assert modes == ["write", "read", "write", "read", "write", "read"]
    assert {(kind, name) for _, kind, name in accesses} == {("closure", "n")}
    assert len({id(owner) for owner in program.observer.owners}) == 1
    assert program.observer.values == [MISSING, 0, 0, 1, 1, 7]


def test_a_method_call_is_reported_after_its_arguments() -> None:
    """In `c.append(self.n)` the read of the argument comes before the write of the list."""
    program = load(
        """
        def go(box):
            box.items.append(box.n)
            [box.items.append(box.n) for _ in range(1)]
        """
    )
    expected = [
        ("read", "attribute", "items"),
        ("read", "attribute", "n"),
        ("write", "container", None),
    ]
    box = SimpleNamespace(items=[], n=1)
    assert program.called("go", box) == expected * 2
    assert box.items == [1, 1]


def test_the_value_read_and_the_place_are_at_hand() -> None:
    """At a read's point `peek` gives the value; the place has the line."""
    program = load(COUNTER)
    counter = program.make()
    counter.increment()
    program.observer.clear()
    counter.increment()
    assert program.observer.values[0] == 1
    assert program.observer.lines == [10, 10]


def test_a_module_of_the_students_own_is_shared_data() -> None:
    """`state.count` in another of the student's files is that module's global."""
    state = type(sys)("state")
    bind(Recorder(), state.__dict__)
    state.count = 0  # type: ignore[attr-defined]
    program = load("def go(state):\n    state.count += 1\n")
    assert program.called("go", state) == [
        ("read", "global", "count"),
        ("write", "global", "count"),
    ]
    assert program.observer.owners[0] is state.__dict__


# what stays as it is


@pytest.mark.parametrize(
    ("source", "expression"),
    [
        ('"""module"""\nfrom __future__ import annotations\nx: undefined = 1', "__doc__, x"),
        ('def f():\n    """doc"""\n    while f: break', "f.__doc__"),
        ('class C:\n    """doc"""\n    x = 1', "C.__doc__, C.x"),
        ("a = [1]\nb = a\ndef f():\n    global a\n    a += [2]\nf()", "a is b, b"),
        ("class C: pass\nc = C()\nc.x = y = [1]\nc.x += [2]", "y, c.x is y"),
        ("log = []\ndef f():\n    log.append(1)\n    return 0\nl = [5]\nl[f()] += 1", "l, log"),
        (
            "log = []\ndef n(x):\n    log.append(x)\n    return x\n"
            "d = {}\ndef f():\n    global d\n    d[n(1)], d[n(2)] = n(3), n(4)\n"
            "    d[n(1)] += n(5)\nf()",
            "log, d",
        ),
        ("class C:\n    def __init__(s): s.__x = 1\n    def f(s): return s.__x",
         "C().f(), vars(C())"),
        ("class A:\n    def f(s): return 1\nclass B(A):\n"
         "    def f(s): return super().f(), __class__",
         "B().f()[0], B().f()[1].__name__"),
        ("def f(x):\n    match x:\n        case {'a': [y, *z]} if z: return y, z\n    return None",
         "f({'a': [1, 2]}), f(3)"),
        ("def f():\n    a, *b = c = [1, 2, 3]\n    def g(): return a, b, c\n    c = 2\n"
         "    return g()",
         "f()"),
        (
            "i, a = 0, [0, 0, 0]\ndef f():\n    global i\n    j = 0\n"
            "    def g():\n        nonlocal j\n        j, a[j], *k = 2, 7, j\n    g()\n"
            "    i, a[i] = 1, 8\n    for i, j in [(5, 6)]: pass\n    return j\nj = f()",
            "i, j, a",
        ),
        ("def f(d):\n    if (n := d.get('a')) is not None: return n\n", "f({'a': 1})"),
        ("def f():\n    return [lambda: i for i in range(3)]", "[g() for g in f()]"),
        ("def f():\n    out = []\n    for i in range(3): out.append(lambda: i)\n    return out",
         "[g() for g in f()]"),
        ("def f(o):\n    return locals()", "f(1)"),
        ("def f(o):\n    o.a[0] = o.b.c(o.d)\n    return locals()\n"
         "class O:\n    a = [0]; d = 1\n    b = property(lambda s: s)\n    def c(s, x): return x",
         "sorted(f(O()))"),
        ("async def f(x):\n    async def g(): return x\n    x += 1\n    return await g()\n"
         "import asyncio",
         "asyncio.run(f(1))"),
        ("def f():\n    x = 0\n    def g():\n        nonlocal x\n        x += 1\n        yield x\n"
         "        yield from [x]\n    return list(g())", "f()"),
        ("class C:\n    x = [1]\n    x += [2]\n    y = [i for i in x]\n    del x[0]",
         "C.x, C.y"),
        ("def f(*a, k=[1], **kw): return a, k, kw\ndef g(o): return f(*o, k=o[0], **{'z': o})",
         "g([1, 2])"),
        ("def f(d):\n    del d['a'], d['b']\n    return d", "f({'a': 1, 'b': 2, 'c': 3})"),
        ("def f(l):\n    l[1:2] = [8, 9]\n    l[0:1] += [7]\n    return l, l[::2], l[-1]",
         "f([1, 2, 3])"),
        ("def f(v): return f'{v!r:>5}{v=}{v:{v}}'", "f(3)"),
        ("from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int = 0\n"
         "    y: 'str' = ''",
         "P(1), list(P.__annotations__)"),
        ("from enum import Enum\nclass E(Enum):\n    A = 1\n    B = [2][0]", "list(E.__members__)"),
        ("def f(x):\n    x.y: int = 5\n    z: undefined\n    return x.y", "f(type('T', (), {}))"),
    ],
)  # fmt: skip
def test_instrumented_code_gives_what_the_original_gives(source: str, expression: str) -> None:
    """Values, order, identity, docstrings, scopes and names are the original's."""
    plain, mine = both(source, expression)
    assert repr(mine) == repr(plain)


def test_special_methods_run_as_often_as_before() -> None:
    """`__getattr__`, `__iadd__`, `__contains__` and the like are called once, by Python."""
    source = """
        log = []
        class Box:
            def __getattr__(self, name): log.append(name); return self
            def __getitem__(self, key): log.append(key); return self
            def __setitem__(self, key, value): log.append((key, "="))
            def __iadd__(self, other): log.append("+="); return self
            def __contains__(self, key): log.append("in"); return True
            def __bool__(self): log.append("bool"); return True
            def __iter__(self): log.append("iter"); return iter([])
            def __len__(self): log.append("len"); return 0
            def __call__(self, *args): log.append("call"); return self
        def go(box):
            box.a["k"] += box
            box += 1
            box.b.method(box.c)
            if box and not box: pass
            3 in box
            for _ in box: pass
            len(box), [*box]
        go(Box())
    """
    plain, mine = both(source, "log")
    assert mine == plain


def traced(namespace: dict[str, Any], expression: str) -> list[str]:
    """Return the part of a traceback that is about the student's file."""
    try:
        eval(expression, namespace)
    except Exception:
        text = traceback.format_exc()
        return text[text.index('  File "/') :].splitlines()[2:]
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize(
    "line",
    [
        "x.a.b.c",
        "x.items[5]",
        "x.items[0][1]",
        "x.items.append(x.n.m)",
        "x.d[x.n]",
        "x.n += x.text",
        "x.d['k'] += 1",
        "x.items[0].y = 3",
        "del x.items[9]",
        "y = x.n()",
        "y = len(x.n)",
        "a, b = x.items",
        "y = unknown",
        "for y in x.n: print(y)",
        "y = x.items.remove(7)",
        "y = int(x.items)",
    ],
)
def test_a_traceback_is_the_same_to_the_caret(line: str, tmp_path: Path) -> None:
    """Lines, carets and frames are those of the code without points."""
    source = (
        "class X: pass\n"
        "def go():\n"
        "    x = X()\n"
        "    x.items, x.n, x.d, x.text = [1], 2, {}, 'text'\n"
        f"    {line}\n"
    )
    file = tmp_path / "student.py"
    file.write_text(source)
    plain: dict[str, Any] = {}
    exec(compile(source, str(file), "exec"), plain)
    expected = traced(plain, "go()")
    assert traced(load(source, filename=str(file)).__dict__, "go()") == expected


def test_a_syntax_error_is_the_students_own() -> None:
    """What only the compiler sees is reported as Python reports it."""
    with pytest.raises(SyntaxError, match="outside function") as caught:
        instrument("x = 1\nreturn x\n", "student.py", points=True)
    assert caught.value.lineno == 2


def test_bytes_are_read_with_their_encoding() -> None:
    """A source in another encoding keeps its characters."""
    source = "# coding: latin-1\ntext = 'ä'\n".encode("latin-1")
    namespace: dict[str, Any] = {}
    bind(Recorder(), namespace, points=True)
    exec(instrument(source, "student.py", points=True), namespace)
    assert namespace["text"] == "ä"


def test_an_expression_too_deep_to_instrument_still_runs() -> None:
    """A chain of thousands of operators is compiled as it is."""
    assert load("x = " + "+".join(["1"] * 2000)).x == 2000


def test_a_removed_or_replaced_class_attribute_is_noticed() -> None:
    """A default that a class gets later is the class's data from then on."""
    program = load(
        """
        class C: pass
        def read(c): return c.late
        def give(): C.late = 1
        """
    )
    first = program.C()
    first.late = 0
    program.read(first)
    program.give()
    program.called("read", program.C())
    assert program.observer.owners == [program.C]


@pytest.mark.parametrize(
    ("name", "expression", "expected"),
    [
        ("heapq", "nsmallest(2, merge([3, 5], [1, 9]), key=lambda n: -n)", [9, 5]),
        ("textwrap", "fill('a bb ccc dddd', 6)", "a bb\nccc\ndddd"),
        ("difflib", "list(ndiff(['a'], ['b']))", ["- a", "+ b"]),
        ("fractions", "str(sum([Fraction(1, 3), Fraction(1, 6)]))", "1/2"),
        ("configparser", "ConfigParser({'a': '1', 'b': '%(a)s2'}).defaults()['b']", "%(a)s2"),
    ],
)
def test_a_module_of_the_library_works_with_points(
    name: str, expression: str, expected: object
) -> None:
    """Real modules are rewritten, without a fallback to the plain code, and still work."""
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    code = instrument(Path(spec.origin).read_bytes(), spec.origin, points=True)
    assert any(name.startswith("__grader") for each in functions(code) for name in each.co_names)
    namespace: dict[str, Any] = {"__name__": name}
    bind(Recorder(), namespace, points=True)
    exec(code, namespace)
    assert eval(expression, namespace) == expected


def functions(code: Any) -> list[Any]:
    """Return a code object and all inside it."""
    inner = [each for each in code.co_consts if hasattr(each, "co_code")]
    return [code, *(found for each in inner for found in functions(each))]
