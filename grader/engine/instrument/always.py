"""What every instrumented file gets: turns of loops are counted, and no handler catches the engine.

Rewrites syntax; knows nothing of scheduling points. Both changes cost next to nothing: a call on a
global at each turn of a loop, and nothing at all until an exception reaches a catch-all handler.
"""

from __future__ import annotations

import ast
import builtins

LOOP = "__grader_loop__"
FATAL = "__grader_fatal__"

_FINITE = {"range", "reversed", "sorted"}


def call(name: str, *args: ast.expr, at: ast.AST) -> ast.Call:
    """Return a call on one of our globals that stands, for tracebacks, where `at` stands."""
    made = ast.Call(ast.Name(name, ast.Load()), list(args), [])
    ast.copy_location(made, at)
    ast.copy_location(made.func, at)
    for arg in args:
        if not hasattr(arg, "lineno"):
            ast.copy_location(arg, at)
    return made


def statement(expression: ast.expr) -> ast.Expr:
    """Return an expression as a statement of its own."""
    return ast.copy_location(ast.Expr(expression), expression)


class Always(ast.NodeTransformer):
    """Count the turns of loops, and let what is fatal pass through catch-all handlers."""

    def visit_While(self, node: ast.While) -> ast.While:
        self.generic_visit(node)
        node.body.insert(0, _turn(node, node.test))
        return node

    def visit_For(self, node: ast.For) -> ast.For:
        self.generic_visit(node)
        if not _is_finite(node.iter):
            node.body.insert(0, _turn(node, node.iter))
        return node

    def visit_AsyncFor(self, node: ast.AsyncFor) -> ast.AsyncFor:
        self.generic_visit(node)
        node.body.insert(0, _turn(node, node.iter))
        return node

    def visit_Try(self, node: ast.Try) -> ast.Try:
        self.generic_visit(node)
        for index, handler in enumerate(node.handlers):
            if _may_catch_all(handler.type):
                node.handlers.insert(index, _let_pass(handler))
                break
        return node


def _turn(loop: ast.For | ast.AsyncFor | ast.While, header: ast.expr) -> ast.Expr:
    return statement(call(LOOP, ast.Constant(loop.lineno), at=header))


def _is_finite(iterable: ast.expr) -> bool:
    """Whether a `for` over this surely ends, so that its turns need no counting."""
    match iterable:
        case ast.Call(ast.Name(name)):
            return name in _FINITE
        case ast.Constant() | ast.List() | ast.Tuple() | ast.Set() | ast.Dict():
            return True
    return False


def _may_catch_all(caught: ast.expr | None) -> bool:
    """Whether a handler could catch what is no Exception: `except:`, `except BaseException`.

    A lower-case name may hold anything, so it counts; the classes of a library or of the student
    don't. What is caught in the end is asked at run time.
    """
    match caught:
        case ast.Tuple(elts):
            return any(map(_may_catch_all, elts))
        case ast.Name(name):
            known = getattr(builtins, name, None)
            if isinstance(known, type):
                return not issubclass(known, Exception)
            return name == name.lower()
        case ast.Attribute(attr=name):
            return name in ("BaseException", "GreenletExit") or name == name.lower()
    return True


def _let_pass(handler: ast.ExceptHandler) -> ast.ExceptHandler:
    """Return the handler that goes before a catch-all: it catches what is fatal, and re-raises it.

    The call gives the classes to catch: all of them if the exception at hand is fatal, else none.
    So the student's own handler stays as it is.
    """
    at = ast.copy_location(ast.Pass(), handler)
    at.end_lineno, at.end_col_offset = handler.lineno, handler.col_offset + len("except")
    again = ast.copy_location(ast.Raise(), at)
    return ast.copy_location(ast.ExceptHandler(call(FATAL, at=at), None, [again]), at)
