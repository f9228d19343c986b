"""Finds out which names are shared between threads: globals that change, variables of closures.

Reads syntax. A name that is bound once, before anybody else can see it, is as good as a constant;
so are functions, classes and what is imported. Everything in doubt counts as shared.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from grader.engine.instrument.known import SEES_LOCALS, STARTING

Kind = Literal["module", "function", "class", "comprehension"]
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@dataclass
class Variable:
    """A name in the scope that it belongs to: who binds it, and who looks in from elsewhere."""

    in_module: bool
    lines: list[int] = field(default_factory=list)
    """Where it is bound."""
    changes: bool = False
    """Whether it is bound in a loop, from another scope, or in another way that means change."""
    fixed: bool = True
    """Whether only definitions, imports and parameters bind it."""
    standard: bool = True
    """Whether only imports from the standard library bind it."""
    seen_from: list[int] = field(default_factory=list)
    """The first lines of the other functions that use it."""


@dataclass
class Scope:
    """A module, function, class or comprehension, with the names that are bound in it."""

    kind: Kind
    parent: Scope | None
    line: int
    variables: dict[str, Variable] = field(default_factory=dict)
    global_names: set[str] = field(default_factory=set)
    nonlocal_names: set[str] = field(default_factory=set)
    uses: set[str] = field(default_factory=set)
    sees_locals: bool = False
    """Whether it asks for its local variables, so that ours must not be among them."""

    @property
    def home(self) -> Scope:
        """The nearest scope that is no comprehension."""
        return self.parent.home if self.kind == "comprehension" and self.parent else self

    @property
    def module(self) -> Scope:
        """The outermost scope."""
        return self.parent.module if self.parent else self

    def find(self, name: str) -> Variable | None:
        """Return the variable that `name` means here; None if it is a builtin or from outside."""
        if name in self.global_names:
            return self.module.variables.get(name)
        if name in self.variables:
            return self.variables[name]
        outer = self.parent
        while outer is not None and outer.kind == "class":
            outer = outer.parent
        return outer.find(name) if outer is not None else None


class Scopes:
    """The scopes of one module, by the node that opens each."""

    def __init__(self, tree: ast.Module) -> None:
        self.by_node: dict[ast.AST, Scope] = {}
        builder = _Builder(self.by_node)
        builder.read(tree)
        self.first_start = builder.first_start
        for scope in self.by_node.values():
            _note_uses(scope)

    def shared(self, variable: Variable) -> bool:
        """Whether reads and writes of a variable can meet those of another thread."""
        if not variable.seen_from:
            return False
        if variable.changes or len(variable.lines) > 1:
            return True
        if variable.fixed:
            return False
        limit = self.first_start if variable.in_module else min(variable.seen_from)
        return variable.lines[0] >= limit


def _note_uses(scope: Scope) -> None:
    home = scope.home
    if home.kind == "module":
        return
    for name in scope.uses | scope.global_names | scope.nonlocal_names:
        variable = scope.find(name)
        if variable is not None and (
            home.kind != "class"
            and variable is not home.variables.get(name)
            and variable is not scope.variables.get(name)
        ):
            variable.seen_from.append(home.line)


class _Builder(ast.NodeVisitor):
    """Walks a module once, in source order."""

    def __init__(self, by_node: dict[ast.AST, Scope]) -> None:
        self.by_node = by_node
        self.first_start = sys.maxsize
        self._loops = 0
        self._scope = Scope("module", None, 0)
        self._callables: set[str] = set()
        self._from_inside: list[tuple[str, Scope, int]] = []

    def read(self, tree: ast.Module) -> None:
        """Fill `by_node`."""
        self.by_node[tree] = self._scope
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                self._callables.add(node.name)
        _declare(self._scope, tree.body)
        self._visit_all(tree.body)
        for name, scope, line in self._from_inside:
            self._bind_outside(name, scope, line)

    # -- names ----------------------------------------------------------------------------------

    def _bind(self, name: str, line: int, *, fixed: bool = False, standard: bool = False) -> None:
        scope = self._scope
        if name in scope.nonlocal_names:
            # the scope that it belongs to may not have bound it yet
            self._from_inside.append((name, scope, line))
            return
        owner = scope.module if name in scope.global_names else scope
        variable = owner.variables.setdefault(name, Variable(owner.parent is None))
        variable.lines.append(line)
        variable.fixed &= fixed
        variable.standard &= standard
        if owner is not scope or (self._loops and not fixed):
            variable.changes = True

    def _bind_outside(self, name: str, scope: Scope, line: int) -> None:
        variable = scope.find(name)
        if variable is not None:
            variable.lines.append(line)
            variable.changes = True

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._scope.uses.add(node.id)
            if node.id in SEES_LOCALS:
                self._scope.home.sees_locals = True
        else:
            self._bind(node.id, node.lineno, fixed=self._scope.kind == "comprehension")

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        inner, self._scope = self._scope, self._scope.home
        self._bind(node.target.id, node.lineno)
        self._scope = inner

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.generic_visit(node)
        if isinstance(node.target, ast.Name):
            self._scope.uses.add(node.target.id)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        origin = node.module if isinstance(node, ast.ImportFrom) and not node.level else None
        for alias in node.names:
            module = origin if isinstance(node, ast.ImportFrom) else alias.name
            standard = (module or "").partition(".")[0] in sys.stdlib_module_names
            name = alias.asname or alias.name.partition(".")[0]
            self._bind(name, node.lineno, fixed=True, standard=standard)

    visit_ImportFrom = visit_Import

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self._bind(node.name, node.lineno)
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar) -> None:
        if node.name:
            self._bind(node.name, node.lineno)
        self.generic_visit(node)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        if node.rest:
            self._bind(node.rest, node.lineno)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.target)
            self.visit(node.value)
        elif isinstance(node.target, ast.Name) and node.simple:
            # `x: int` makes a name of this scope, but gives it no value
            self._scope.variables.setdefault(node.target.id, Variable(self._scope.parent is None))

    # -- scopes ---------------------------------------------------------------------------------

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._bind(node.name, node.lineno, fixed=True)
        self._visit_all(node.decorator_list)
        self._function(node, node.body)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._function(node, [node.body])

    def _function(self, node: Function, body: Iterable[ast.AST]) -> None:
        arguments = node.args
        self._visit_all(arguments.defaults)
        self._visit_all(default for default in arguments.kw_defaults if default)
        body = list(body)
        outer = self._enter("function", node, body)
        for argument in ast.walk(arguments):
            if isinstance(argument, ast.arg):
                self._bind(argument.arg, argument.lineno, fixed=True)
        self._visit_all(body)
        self._scope, self._loops = outer

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._bind(node.name, node.lineno, fixed=True)
        self._visit_all([*node.decorator_list, *node.bases, *node.keywords])
        outer = self._enter("class", node, node.body)
        self._visit_all(node.body)
        self._scope, self._loops = outer

    def visit_ListComp(self, node: Comprehension) -> None:
        self.visit(node.generators[0].iter)
        outer = self._enter("comprehension", node, [])
        for index, generator in enumerate(node.generators):
            self.visit(generator.target)
            if index:
                self.visit(generator.iter)
            self._loops += 1
            self._visit_all(generator.ifs)
        if isinstance(node, ast.DictComp):
            self._visit_all([node.key, node.value])
        else:
            self.visit(node.elt)
        self._scope, self._loops = outer

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_ListComp

    def _enter(
        self, kind: Kind, node: ast.AST, body: list[ast.AST] | list[ast.stmt]
    ) -> tuple[Scope, int]:
        before = self._scope, self._loops
        self._scope = Scope(kind, self._scope, getattr(node, "lineno", 0))
        self.by_node[node] = self._scope
        _declare(self._scope, body)
        self._loops = 0
        return before

    # -- loops, and where threads start -----------------------------------------------------------

    def visit_For(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        self._loops += 1
        self.generic_visit(node)
        self._loops -= 1

    visit_AsyncFor = visit_While = visit_For

    def visit_Call(self, node: ast.Call) -> None:
        if self._scope.home.kind == "module":
            match node.func:
                case ast.Attribute(attr=name) if name in STARTING:
                    self.first_start = min(self.first_start, node.lineno)
                case ast.Name(name) if name in self._callables:
                    self.first_start = min(self.first_start, node.lineno)
        self.generic_visit(node)

    def _visit_all(self, nodes: Iterable[ast.AST]) -> None:
        for node in nodes:
            self.visit(node)


def _declare(scope: Scope, body: Iterable[ast.AST]) -> None:
    """Note the `global` and `nonlocal` statements of a scope, wherever in it they stand."""
    pending = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Global):
            scope.global_names.update(node.names)
        elif isinstance(node, ast.Nonlocal):
            scope.nonlocal_names.update(node.names)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            pending.extend(
                child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.expr)
            )
