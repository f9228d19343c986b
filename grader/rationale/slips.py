"""Finds well-known slips with threads in a student's source. Reads the syntax tree only."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from grader.rationale.scene import own_nodes
from grader.submission import Submission

AT_MOST = 2
"""Slips that are told at once."""

_CALLED = {"start", "join", "set", "clear", "acquire", "release", "notify", "notify_all", "cancel"}
_ASKED = {"is_set", "is_alive", "locked"}

Nodes = Sequence[ast.AST]
"""Every node of a student's syntax tree, from the outside in."""


def slips(submission: Submission) -> list[str]:
    """Return a sentence for each slip, in the order of their lines."""
    nodes = list(ast.walk(submission.tree))
    found: dict[int, str] = {}
    for rule in _RULES:
        for line, sentence in rule(nodes):
            found.setdefault(line, f"{submission.path.name}, line {line}: {sentence}")
    return [found[line] for line in sorted(found)[:AT_MOST]]


def _target_called(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """`Thread(target=work())`, `Timer(3, work())`, `pool.submit(work())`."""
    workers = {*_plain_functions(nodes), *_variables(nodes)} - {*_makers(nodes)}
    for call in _calls(nodes):
        match _handed_over(call):
            case ast.Call(func=ast.Name() | ast.Attribute(value=ast.Name(id="self"))) as handed:
                name = ast.unparse(handed.func)
                if name.removeprefix("self.") in workers:
                    yield (
                        handed.lineno,
                        f"{ast.unparse(handed)} calls {name} at once, before there is a thread. "
                        f"Hand over the function itself: {name} without brackets.",
                    )


def _handed_over(call: ast.Call) -> ast.expr | None:
    """The expression that should be the function for another thread to call."""
    match _last_name(call.func):
        case "Thread":
            wanted, position = "target", 1
        case "Timer":
            wanted, position = "function", 1
        case "submit":
            wanted, position = "fn", 0
        case _:
            return None
    for keyword in call.keywords:
        if keyword.arg == wanted:
            return keyword.value
    return call.args[position] if len(call.args) > position else None


def _plain_functions(nodes: Nodes) -> Iterator[str]:
    return (node.name for node in nodes if isinstance(node, ast.FunctionDef))


def _variables(nodes: Nodes) -> Iterator[str]:
    """Parameters and loop variables: what a student is given as work to be done."""
    for node in nodes:
        match node:
            case ast.arg(arg=name) | ast.For(target=ast.Name(id=name)):
                yield name
            case ast.comprehension(target=ast.Name(id=name)):
                yield name


def _makers(nodes: Nodes) -> Iterator[str]:
    """The functions whose calls may well give functions: they define one inside."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef):
            inner = (each for each in ast.walk(node) if each is not node)
            if any(isinstance(each, ast.FunctionDef | ast.Lambda) for each in inner):
                yield node.name


def _not_called(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """A statement `thread.start`, without brackets."""
    for node in nodes:
        match node:
            case ast.Expr(value=ast.Attribute(attr=name) as bare) if name in _CALLED:
                written = ast.unparse(bare)
                yield node.lineno, f"{written} only names the method; {written}() calls it."


def _not_asked(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """A condition `while not stop.is_set:`, without brackets."""
    for test in _conditions(nodes):
        match test:
            case ast.Attribute(attr=name) if name in _ASKED:
                written = ast.unparse(test)
                yield (
                    test.lineno,
                    f"{written} is the method itself, and always true; {written}() asks it.",
                )


def _run_not_started(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """`thread.run()` on what is a Thread."""
    threads = set(_assigned(nodes, "Thread"))
    for call in _calls(nodes):
        match call.func:
            case ast.Attribute(value=owner, attr="run") if ast.unparse(owner) in threads:
                name = ast.unparse(owner)
                yield (
                    call.lineno,
                    f"{name}.run() does the work right here and makes no thread; "
                    f"{name}.start() lets a thread do it.",
                )


def _event_as_flag(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """`while not stop:` where stop is an Event."""
    events = {*_assigned(nodes, "Event"), *_annotated(nodes, "Event")}
    for test in _conditions(nodes):
        if isinstance(test, ast.Name | ast.Attribute) and ast.unparse(test) in events:
            name = ast.unparse(test)
            yield (
                test.lineno,
                f"{name} is an Event, and an object is always true; {name}.is_set() asks its flag.",
            )


def _late(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """`for i in ...: Thread(target=lambda: work(i))`: i is looked up when the thread runs."""
    for loop in nodes:
        if not isinstance(loop, ast.For):
            continue
        targets = {node.id for node in ast.walk(loop.target) if isinstance(node, ast.Name)}
        inner = {each.name: each for each in ast.walk(loop) if isinstance(each, ast.FunctionDef)}
        for call in _calls(ast.walk(loop)):
            handed = _handed_over(call)
            function = inner.get(handed.id) if isinstance(handed, ast.Name) else handed
            if not isinstance(function, ast.Lambda | ast.FunctionDef):
                continue
            names = sorted(targets & _looked_up(function))
            if names:
                *first, last = names
                told = f"{', '.join(first)} and {last}" if first else last
                values = "value" if len(names) == 1 else "values"
                yield (
                    call.lineno,
                    f"the thread looks {told} up only when it runs, and by then the loop may have "
                    f"moved on. Hand the {values} over instead: args=({_tuple(names)}).",
                )


def _never_read(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """`done = True` in a function that does not use it: a new variable, which no thread sees."""
    for function in nodes:
        if not isinstance(function, ast.FunctionDef):
            continue
        nodes = [*ast.walk(function)]
        outer = {
            name for n in nodes if isinstance(n, ast.Global | ast.Nonlocal) for name in n.names
        }
        read = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        for node in own_nodes(function):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=bool(value))):
                    if name not in outer | read:
                        yield (
                            node.lineno,
                            f"{name} = {value} sets a variable of {function.name}() alone, and "
                            "nothing reads it: no other thread can see that.",
                        )


def _tuple(names: list[str]) -> str:
    return ", ".join(names) + ("," if len(names) == 1 else "")


def _looked_up(function: ast.Lambda | ast.FunctionDef) -> set[str]:
    """The names that a function looks up outside of itself when it is called."""
    body = function.body if isinstance(function.body, list) else [function.body]
    own = {each.arg for each in ast.walk(function.args) if isinstance(each, ast.arg)}
    names = [each for part in body for each in ast.walk(part) if isinstance(each, ast.Name)]
    own |= {each.id for each in names if isinstance(each.ctx, ast.Store)}
    return {each.id for each in names} - own


def _calls(nodes: Iterable[ast.AST]) -> Iterator[ast.Call]:
    return (node for node in nodes if isinstance(node, ast.Call))


def _conditions(nodes: Nodes) -> Iterator[ast.expr]:
    """The expressions whose truth decides, `not`, `and` and `or` taken apart."""
    for node in nodes:
        if isinstance(node, ast.While | ast.If | ast.IfExp | ast.Assert):
            yield from _parts(node.test)


def _parts(test: ast.expr) -> Iterator[ast.expr]:
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield from _parts(operand)
        case ast.BoolOp(values=values):
            for value in values:
                yield from _parts(value)
        case _:
            yield test


def _assigned(nodes: Nodes, kind: str) -> Iterator[str]:
    """The names that are assigned `Kind(...)` or `threading.Kind(...)` somewhere."""
    for node in nodes:
        match node:
            case ast.Assign(value=ast.Call(func=made)) if _last_name(made) == kind:
                yield from (ast.unparse(target) for target in node.targets)


def _annotated(nodes: Nodes, kind: str) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.arg(arg=name, annotation=ast.expr() as said) if _last_name(said) == kind:
                yield name


def _last_name(function: ast.expr) -> str:
    return ast.unparse(function).rpartition(".")[2]


_RULES = (
    _target_called,
    _not_called,
    _not_asked,
    _run_not_started,
    _event_as_flag,
    _late,
    _never_read,
)
