"""What rewriting expressions and statements share: the hooks' names, scopes, small nodes."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from contextlib import contextmanager

from grader.engine.instrument.always import call
from grader.engine.instrument.scopes import Scope, Scopes, Variable

# the functions that instrumented code calls; hooks.py says what each does
ATTRIBUTE = "__grader_attribute__"
METHOD = "__grader_method__"
METHOD_KEY = "__grader_method_key__"
CALL = "__grader_call__"
APPLY = "__grader_apply__"
SET = "__grader_set__"
UPDATE = "__grader_update__"
ITEM = "__grader_item__"
GETITEM = "__grader_getitem__"
ITEM_KEY = "__grader_item_key__"
SLICE = "__grader_slice__"
PUT = "__grader_put__"
DROP = "__grader_drop__"
UPDATE_ITEM = "__grader_update_item__"
READ_GLOBAL = "__grader_read_global__"
WRITE_GLOBAL = "__grader_write_global__"
GLOBAL_TARGET = "__grader_global_target__"
READ_CELL = "__grader_read_cell__"
WRITE_CELL = "__grader_write_cell__"
CELL_TARGET = "__grader_cell_target__"
WHOLE = "__grader_whole__"
CONTAINS_KEY = "__grader_contains_key__"
ITERATE = "__grader_iterate__"
EXTEND = "__grader_extend__"


class Syntax(ast.NodeTransformer):
    """Keeps the scope at hand while a module is rewritten."""

    def __init__(self, tree: ast.Module, filename: str) -> None:
        self.filename = filename
        self.scopes = Scopes(tree)
        self.scope: Scope = self.scopes.by_node[tree]
        self.class_name = ""
        self.temporaries = 0
        """How many of our temporary variables hold something at this place."""
        self.iterables = 0
        """How many comprehensions' iterables this is inside of; no `:=` can stand there."""

    @contextmanager
    def inside(self, node: ast.AST) -> Iterator[None]:
        """Rewrite the inside of a function, class or comprehension."""
        before = self.scope, self.class_name, self.temporaries
        self.scope = self.scopes.by_node[node]
        if isinstance(node, ast.ClassDef):
            self.class_name = node.name
        if self.scope.kind != "comprehension":
            self.temporaries = 0
        yield
        self.scope, self.class_name, self.temporaries = before

    @property
    def in_class(self) -> bool:
        """Whether this is a class body, which runs once and is left as it is."""
        return self.scope.home.kind == "class"

    @property
    def may_keep(self) -> bool:
        """Whether a temporary variable of ours can be made here, unseen by the student."""
        return (
            self.scope.kind in ("function", "module")
            and not self.scope.sees_locals
            and not self.iterables
        )

    # -- names ----------------------------------------------------------------------------------

    def shared(self, name: str) -> Variable | None:
        """Return the variable that a name means, if threads can meet there."""
        if name.startswith("__") and self.class_name:  # mangled; rare, and no exercise needs it
            return None
        variable = self.scope.find(name)
        return variable if variable is not None and self.scopes.shared(variable) else None

    def is_builtin(self, name: str) -> bool:
        """Whether a name is neither the module's own nor imported."""
        return self.scope.find(name) is None

    def is_standard(self, node: ast.expr) -> bool:
        """Whether an expression is a module of the standard library, or something from one."""
        while isinstance(node, ast.Attribute):
            node = node.value
        if not isinstance(node, ast.Name):
            return False
        variable = self.scope.find(node.id)
        return variable is not None and bool(variable.lines) and variable.standard

    def is_plain(self, node: ast.expr, *later: ast.expr) -> bool:
        """Whether evaluating this again, after `later`, gives the same and does nothing."""
        if isinstance(node, ast.Constant):
            return True
        return (
            isinstance(node, ast.Name)
            and self.shared(node.id) is None
            and not any(
                isinstance(each, ast.NamedExpr) and each.target.id == node.id
                for expression in later
                for each in ast.walk(expression)
            )
        )

    def is_simple(self, node: ast.expr) -> bool:
        """Whether nothing that another thread could notice happens while this is evaluated."""
        match node:
            case ast.Constant() | ast.Lambda():
                return True
            case ast.Name(name):
                return self.shared(name) is None
            case ast.Tuple(elts) | ast.List(elts) | ast.Set(elts):
                return all(map(self.is_simple, elts))
            case ast.Dict(keys, values):
                return all(key and self.is_simple(key) for key in keys) and all(
                    map(self.is_simple, values)
                )
            case ast.UnaryOp(operand=ast.Constant()):
                return True
            case ast.Attribute():
                return self.is_standard(node)
        return False

    def mangled(self, name: str) -> str:
        """Return the attribute name that `self.name` means inside the class at hand."""
        owner = self.class_name.lstrip("_")
        if owner and name.startswith("__") and not name.endswith("__"):
            return f"_{owner}{name}"
        return name

    # -- nodes ----------------------------------------------------------------------------------

    def place(self, node: ast.expr | ast.stmt) -> ast.Constant:
        """Return where a node stands, as a constant that costs nothing to pass."""
        where = (self.filename, node.lineno, node.col_offset)
        return ast.copy_location(ast.Constant(where), node)  # type: ignore[arg-type]

    def hook(self, name: str, *args: ast.expr | str, at: ast.expr | ast.stmt) -> ast.Call:
        """Return a call of a hook, with the place as its last argument."""
        expressions = [ast.Constant(arg) if isinstance(arg, str) else arg for arg in args]
        return call(name, *expressions, self.place(at), at=at)

    def cell(self, name: str, at: ast.expr | ast.stmt) -> ast.Lambda:
        """Return a function that is never called: its closure holds the variable's cell."""
        nothing = ast.arguments(
            posonlyargs=[],
            args=[],
            vararg=None,
            kwonlyargs=[],
            kw_defaults=[],
            kwarg=None,
            defaults=[],
        )
        body = ast.copy_location(ast.Name(name, ast.Load()), at)
        return ast.copy_location(ast.Lambda(nothing, body), at)

    def temporary(self) -> str:
        """Return the name of a temporary variable that is free here."""
        return f"__grader_t{self.temporaries}__"

    def keep(self, name: str, value: ast.expr) -> ast.NamedExpr:
        """Return `(name := value)`."""
        target = ast.copy_location(ast.Name(name, ast.Store()), value)
        return ast.copy_location(ast.NamedExpr(target, value), value)

    def forget(self, name: str, at: ast.expr | ast.stmt) -> ast.NamedExpr:
        """Return `(name := None)`, so that a temporary keeps nothing alive."""
        return self.keep(name, ast.copy_location(ast.Constant(None), at))


def load(name: str, at: ast.expr | ast.stmt) -> ast.Name:
    """Return the use of a variable."""
    return ast.copy_location(ast.Name(name, ast.Load()), at)


def again(node: ast.expr) -> ast.expr:
    """Return a second copy of a plain expression."""
    return copy.deepcopy(node)
