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
_TOOLS = {"Event", "Lock", "RLock", "Condition", "Semaphore", "BoundedSemaphore", "Queue"}
_USED = _CALLED | _ASKED | {"wait", "wait_for", "get", "put", "join", "task_done"}
_WAITING = {"exit", "input", "join", "quit", "result", "sleep", "start", "submit", "wait"}
"""Calls that no file should make while it is imported."""
_FOR_CLASSES = {"__new__", "__init_subclass__", "__class_getitem__"}
"""Methods that get a class instead of an object, without a decorator."""
_PROCESSES = {
    "Process": "Thread",
    "Pool": "ThreadPool",
    "ProcessPoolExecutor": "ThreadPoolExecutor",
}
"""What makes a process, and what makes a thread in the same way."""
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)
_IMPORTS = (ast.Import, ast.ImportFrom)
_OF_PROCESSES = {"multiprocessing", "mp", "concurrent.futures", "futures"}

Nodes = Sequence[ast.AST]
"""Every node of a student's syntax tree, from the outside in."""


def slips(submission: Submission) -> list[str]:
    """Return a sentence for each slip, in the order of their lines."""
    nodes = list(ast.walk(submission.tree))
    told = [slip for rule in _RULES for slip in rule(nodes)]
    told += [*_processes(submission), *_at_top_level(submission)]
    found: dict[int, str] = {}
    for line, sentence in told:
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


def _started_at_once(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """`thread = Thread(target=work).start()`: what start() returns is no thread."""
    threads = {*_assigned(nodes, "Thread"), *_assigned(nodes, "Timer")}
    thrown_away = [*_thrown_away(nodes)]
    for call in _calls(nodes):
        match call.func:
            case ast.Attribute(value=ast.Call(func=made), attr="start"):
                name = _last_name(made)
            case ast.Attribute(value=ast.Name(id=name), attr="start") if name in threads:
                pass
            case _:
                continue
        if name in {"Thread", "Timer", *threads} and call not in thrown_away:
            written = f"{name}.start()" if name in threads else f"{name}(...).start()"
            yield (
                call.lineno,
                f"{written} gives None, not the thread. Keep the thread in a variable first, then "
                "call its start() in a line of its own.",
            )


def _thrown_away(nodes: Nodes) -> Iterator[ast.expr]:
    """What is called for what it does; nobody looks at what it returns."""
    for node in nodes:
        match node:
            case ast.Expr(value=ast.ListComp(elt=value)) | ast.Expr(value=value):
                yield value
            case ast.Lambda(body=value):
                yield value


def _class_itself(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """`stop = threading.Event`, without brackets, of what is used as an event."""
    called = {_last_name(call.func) for call in _calls(nodes)}
    used = {*_used_as_tools(nodes)}
    for node in nodes:
        match node:
            case ast.Assign(targets=[target], value=ast.Name() | ast.Attribute() as made):
                pass
            case ast.AnnAssign(target=target, value=ast.Name() | ast.Attribute() as made):
                pass
            case _:
                continue
        kind, name = _last_name(made), _last_name(target)
        if kind in _TOOLS and name in used - called:
            written = ast.unparse(made)
            article = "an" if kind[0] in "ER" else "a"
            yield (
                node.lineno,
                (f"{written} only names the class; {written}() makes {article} {kind}."),
            )


def _used_as_tools(nodes: Nodes) -> Iterator[str]:
    """The last part of the name of each object that is used as a lock or an event is."""
    for node in nodes:
        match node:
            case ast.Attribute(value=ast.Name() | ast.Attribute() as tool, attr=attr):
                if attr in _USED:
                    yield _last_name(tool)
            case ast.withitem(context_expr=ast.Name() | ast.Attribute() as tool):
                yield _last_name(tool)


def _without_self(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """`def sell(buyer: str)` in a class, for calls such as `office.sell("Ada")`."""
    for made, method in _methods(nodes):
        if method.decorator_list or method.name in _FOR_CLASSES or method.args.vararg:
            continue
        through_class = any(
            isinstance(node, ast.Attribute)
            and node.attr == method.name
            and ast.unparse(node.value) == made.name
            for node in nodes
        )
        arguments = [*method.args.posonlyargs, *method.args.args]
        names = [argument.arg for argument in arguments]
        reads = {node.id for node in ast.walk(method) if isinstance(node, ast.Name)}
        lacks = not arguments or arguments[0].annotation is not None or "self" in reads
        if lacks and "self" not in names[:1] and not through_class:
            yield (
                method.lineno,
                f"a method gets its object as the first argument, and {method.name}() has no self "
                f"for it: def {method.name}({', '.join(['self', *names])}).",
            )


def _init_misspelt(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """`def _init_(self)`, which nobody calls."""
    used = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    for _, method in _methods(nodes):
        name = method.name
        misspelt = name.strip("_") == "init" and name[0] == name[-1] == "_" and name != "__init__"
        if misspelt and name not in used:
            yield (
                method.lineno,
                f"nothing calls {name}(): Python calls __init__() of a new object, with two "
                "underscores on either side.",
            )


def _methods(nodes: Nodes) -> Iterator[tuple[ast.ClassDef, ast.FunctionDef]]:
    for made in nodes:
        if isinstance(made, ast.ClassDef):
            yield from ((made, each) for each in made.body if isinstance(each, ast.FunctionDef))


def _super_not_called(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """`super.__init__()`."""
    for node in nodes:
        match node:
            case ast.Attribute(value=ast.Name(id="super"), attr=name):
                yield (
                    node.lineno,
                    f"super.{name} lacks brackets: super().{name}() calls the {name}() of the "
                    "base class.",
                )


def _processes(submission: Submission) -> Iterator[tuple[int, str]]:
    """`multiprocessing.Process(target=work)` where the exercise speaks of no processes."""
    asked = ast.parse(submission.stub.read_bytes()) if submission.stub else submission.tree
    documented = (node for node in ast.walk(asked) if isinstance(node, _DOCUMENTED))
    if any("rocess" in (ast.get_docstring(node) or "") for node in documented):
        return
    nodes = [*ast.walk(submission.tree)]
    imported = {
        alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module in _OF_PROCESSES
        for alias in node.names
    }
    for call in _calls(nodes):
        owner, _, kind = ast.unparse(call.func).rpartition(".")
        if kind in _PROCESSES and (owner in _OF_PROCESSES or (not owner and kind in imported)):
            yield (
                call.lineno,
                "this makes a process, which shares no variables with your program: what it "
                f"changes or reports does not arrive here. Use a {_PROCESSES[kind]}.",
            )


def _exit_in_thread(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """`sys.exit()` in a function for a thread: it ends, and nobody hears of it."""
    handed = {_last_name(each) for each in map(_handed_over, _calls(nodes)) if each is not None}
    if any("Thread" in map(_last_name, n.bases) for n in nodes if isinstance(n, ast.ClassDef)):
        handed.add("run")
    for function in nodes:
        if not isinstance(function, ast.FunctionDef) or function.name not in handed:
            continue
        for node in own_nodes(function):
            match node:
                case ast.Raise(
                    exc=ast.Name(id="SystemExit") | ast.Call(func=ast.Name("SystemExit"))
                ):
                    pass
                case ast.Call(func=asked) if ast.unparse(asked) in {"exit", "quit", "sys.exit"}:
                    pass
                case _:
                    continue
            yield (
                node.lineno,
                f"in a thread, {ast.unparse(node)} ends that thread alone, and nobody hears of it. "
                "To end a function is what `return` is for.",
            )


def _at_top_level(submission: Submission) -> Iterator[tuple[int, str]]:
    """The first line outside of all functions that calls one, waits or loops: at each import."""
    own = {*_plain_functions(submission.tree.body)}
    for found in _top_level(submission.tree.body):
        if isinstance(found, ast.While) or _does_something(found, own):
            code = ast.unparse(found).splitlines()[0]
            yield (
                found.lineno,
                f"`{code}` runs whenever the file is imported, before the check calls anything. "
                'Delete it, or put it below `if __name__ == "__main__":`.',
            )
            return


def _top_level(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run at an import, those of a `for` or a `try` one by one."""
    for found in body:
        match found:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                pass
            case ast.If(test=test) if "__name__" in ast.unparse(test):
                pass
            case ast.If(body=inner) | ast.With(body=inner) | ast.For(body=inner):
                yield from _top_level(inner)
            case ast.Try(body=inner):
                yield from _top_level(inner)
            case _:
                yield found


def _does_something(found: ast.stmt, own: set[str]) -> bool:
    """Whether a statement waits, or calls one of the file's own functions for what that does."""
    for call in _calls([*own_nodes(found)]):
        name = _last_name(call.func)
        joins_text = name == "join" and bool(call.args)
        if (name in _WAITING and not joins_text) or (
            isinstance(found, ast.Expr) and ast.unparse(call.func) in own
        ):
            return True
    return False


def _made_async(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """`async def` in a file that never runs a coroutine."""
    if any("asyncio" in (ast.unparse(node)) for node in nodes if isinstance(node, _IMPORTS)):
        return
    for node in nodes:
        if isinstance(node, ast.AsyncFunctionDef):
            yield (
                node.lineno,
                "a call of an `async def` only makes a coroutine, and runs none of it. Write a "
                f"plain function: def {node.name}.",
            )


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
    _started_at_once,
    _class_itself,
    _not_called,
    _not_asked,
    _run_not_started,
    _event_as_flag,
    _late,
    _never_read,
    _without_self,
    _init_misspelt,
    _super_not_called,
    _made_async,
    _exit_in_thread,
)
