"""Puts scheduling points before the shared reads, and the calls, that an expression makes.

The operation itself stays in the student's frame, so that a traceback shows it with its carets:
`self.n` becomes `attribute(self, "n", place).n`, where the hook gives back its first argument.
"""

from __future__ import annotations

import ast

from grader.engine.instrument.always import call
from grader.engine.instrument.containers import Containers, may_be_container
from grader.engine.instrument.known import ITERATING, KEYED, READING, TOUCHING
from grader.engine.instrument.scopes import Comprehension
from grader.engine.instrument.syntax import (
    APPLY,
    ATTRIBUTE,
    CALL,
    GETITEM,
    ITEM,
    METHOD,
    METHOD_KEY,
    READ_CELL,
    READ_GLOBAL,
    SLICE,
    WRITE_CELL,
    WRITE_GLOBAL,
    again,
    load,
)


class Expressions(Containers):
    """Rewrites expressions."""

    # -- names ----------------------------------------------------------------------------------

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if not isinstance(node.ctx, ast.Load) or self.in_class:
            return node
        point = self.read_name(node.id, node)
        if point is None:
            return node
        # the hook returns None, so the name is what the `or` gives
        return ast.copy_location(ast.BoolOp(ast.Or(), [point, node]), node)

    def read_name(self, name: str, at: ast.expr) -> ast.Call | None:
        """Return the point before a shared variable is read; None if the variable is not shared."""
        variable = self.shared(name)
        if variable is None:
            return None
        if variable.in_module:
            return self.hook(READ_GLOBAL, name, at=at)
        return self.hook(READ_CELL, self.cell(name, at), name, at=at)

    def write_name(self, name: str, value: ast.expr, at: ast.expr) -> ast.expr:
        """Return `value` with the point after it, before a variable is bound to it."""
        variable = self.shared(name)
        if variable is None:
            return value
        if variable.in_module:
            return self.hook(WRITE_GLOBAL, value, name, at=at)
        return self.hook(WRITE_CELL, value, self.cell(name, at), name, at=at)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.NamedExpr:
        node.value = self.visit(node.value)
        if not self.in_class:
            node.value = self.write_name(node.target.id, node.value, node.target)
        return node

    # -- attributes and items -------------------------------------------------------------------

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        quiet = self.in_class or self.is_quiet(node)
        node.value = self.visit(node.value)
        if not quiet and isinstance(node.ctx, ast.Load):
            node.value = self.hook(ATTRIBUTE, node.value, self.mangled(node.attr), at=node)
        return node

    def is_quiet(self, node: ast.Attribute) -> bool:
        """Whether an attribute is none of a program's data: a method of a literal, `time.sleep`."""
        owner = node.value
        if node.attr.startswith("__") and node.attr.endswith("__"):
            return True
        if isinstance(owner, ast.Call) and isinstance(owner.func, ast.Name):
            return owner.func.id == "super"
        return isinstance(owner, ast.Constant | ast.JoinedStr) or self.is_standard(owner)

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if self.in_class or not isinstance(node.ctx, ast.Load) or not self.has_key(node):
            self.generic_visit(node)
            return node
        quiet = self.is_standard(node.value)  # list[int], typing.Optional[int]
        owner, key = self.visit(node.value), self.visit_key(node.slice)
        if quiet:
            node.value, node.slice = owner, key
            return node
        both = ast.copy_location(
            ast.Starred(self.hook(ITEM, owner, key, at=node), ast.Load()), node
        )
        return call(GETITEM, both, at=node)

    def has_key(self, node: ast.Subscript) -> bool:
        """Whether what is in the brackets can be written as an expression of its own."""
        return not (
            isinstance(node.slice, ast.Tuple)
            and any(isinstance(each, ast.Slice | ast.Starred) for each in node.slice.elts)
        )

    def visit_key(self, node: ast.expr) -> ast.expr:
        """Return what is in the brackets as an expression."""
        if not isinstance(node, ast.Slice):
            visited: ast.expr = self.visit(node)
            return visited
        parts = [
            self.visit(part) if part else ast.Constant(None)
            for part in (node.lower, node.upper, node.step)
        ]
        return call(SLICE, *parts, at=node)

    # -- calls ----------------------------------------------------------------------------------

    def visit_Call(self, node: ast.Call) -> ast.expr:
        if self.in_class:
            self.generic_visit(node)
            return node
        match node.func:
            case ast.Attribute() as method:
                if method.attr in TOUCHING and self.is_standard(method):
                    return self.apply(node)
                if not self.is_quiet(method):
                    return self.call_method(node, method)
            case ast.Name(name):
                if name in TOUCHING and (self.is_builtin(name) or self.is_standard(node.func)):
                    return self.apply(node)
                if name in READING | ITERATING and self.is_builtin(name):
                    return self.call_reader(node, name)
        self.generic_visit(node)
        return node

    def call_reader(self, node: ast.Call, name: str) -> ast.expr:
        """Rewrite a call of a builtin that reads its arguments: `len(self.items)`."""
        containers = [arg for arg in node.args if may_be_container(arg)]
        if name in ITERATING:
            node.args = [
                self.iterated(arg) if arg in containers else self.visit(arg) for arg in node.args
            ]
        elif not containers:
            node.args = [self.visit(arg) for arg in node.args]
        elif (len(node.args) == 1 or all(map(self.is_simple, node.args))) and not node.keywords:
            node.args = [self.whole(arg) for arg in node.args]
        else:
            return self.apply(node)
        node.keywords = [self.visit(keyword) for keyword in node.keywords]
        return node

    def apply(self, node: ast.Call) -> ast.expr:
        """Turn `f(a, b)` into `apply(f, place, a, b)()`: a point when all arguments are known."""
        self.generic_visit(node)
        first = [node.func, self.place(node)]
        prepared = ast.Call(load(APPLY, node), [*first, *node.args], node.keywords)
        return ast.copy_location(ast.Call(ast.copy_location(prepared, node), [], []), node)

    def call_method(self, node: ast.Call, method: ast.Attribute) -> ast.expr:
        """Rewrite `owner.name(...)`: a point before the look-up, or if the arguments take time,
        before the call."""
        arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
        name = self.mangled(method.attr)
        if all(self.is_simple(unstarred(each)) for each in arguments):
            key = self.key_of(node, method.attr)
            hook = METHOD_KEY if key else METHOD
            method.value = self.hook(hook, self.visit(method.value), name, *key, at=method)
            self._visit_arguments(node)
            return node
        if not self.may_keep and not self.is_plain(method.value, *arguments):
            return self.apply(node)
        return self._call_later(node, method, name, arguments)

    def _call_later(
        self, node: ast.Call, method: ast.Attribute, name: str, arguments: list[ast.expr]
    ) -> ast.expr:
        last = max(i for i, each in enumerate(arguments) if not self.is_simple(unstarred(each)))
        if self.is_plain(method.value, *arguments):
            owner, rest = again(method.value), []
            method.value = self.hook(ATTRIBUTE, method.value, name, at=method)
            self._visit_arguments(node)
        else:
            temporary = self.temporary()
            kept = self.keep(temporary, self.visit(method.value))
            owner, rest = load(temporary, node), [self.forget(temporary, node)]
            method.value = self.hook(ATTRIBUTE, kept, name, at=method)
            self.temporaries += 1
            self._visit_arguments(node)
            self.temporaries -= 1
        is_key = last == 0 and bool(node.args) and not isinstance(node.args[0], ast.Starred)
        keyed = ast.Constant(is_key and name in KEYED)

        def point(value: ast.expr) -> ast.expr:
            made = self.hook(CALL, value, owner, name, keyed, at=method)
            made.args += rest
            return made

        if last >= len(node.args):
            keyword = node.keywords[last - len(node.args)]
            keyword.value = point(keyword.value)
        elif isinstance(argument := node.args[last], ast.Starred):
            argument.value = point(argument.value)
        else:
            node.args[last] = point(node.args[last])
        return node

    def _visit_arguments(self, node: ast.Call) -> None:
        node.args = [self.visit(arg) for arg in node.args]
        node.keywords = [self.visit(keyword) for keyword in node.keywords]

    def key_of(self, node: ast.Call, name: str) -> list[ast.expr]:
        """Return the first argument again if it says which item a method is about."""
        if name in KEYED and node.args and self.is_plain(node.args[0]):
            return [again(node.args[0])]
        return []

    # -- comprehensions and lambdas -------------------------------------------------------------

    def visit_ListComp(self, node: Comprehension) -> Comprehension:
        first = node.generators[0]
        self.iterables += 1
        first.iter = self.visit(first.iter) if first.is_async else self.iterated(first.iter)
        self.iterables -= 1
        with self.inside(node):
            for generator in node.generators:
                if generator is not first:
                    is_async = generator.is_async
                    visit = self.visit if is_async else self.iterated
                    generator.iter = visit(generator.iter)
                generator.ifs = [self.truth(test) for test in generator.ifs]
            if isinstance(node, ast.DictComp):
                node.key, node.value = self.visit(node.key), self.visit(node.value)
            else:
                node.elt = self.visit(node.elt)
        return node

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_ListComp

    def visit_Lambda(self, node: ast.Lambda) -> ast.Lambda:
        self.visit_defaults(node.args)
        with self.inside(node):
            node.body = self.visit(node.body)
        return node

    def visit_defaults(self, arguments: ast.arguments) -> None:
        """Rewrite the defaults of parameters; annotations stay as they are."""
        arguments.defaults = [self.visit(default) for default in arguments.defaults]
        arguments.kw_defaults = [
            default and self.visit(default) for default in arguments.kw_defaults
        ]


def unstarred(node: ast.expr) -> ast.expr:
    """Return what a `*` stands before."""
    return node.value if isinstance(node, ast.Starred) else node
