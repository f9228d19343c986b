"""Puts scheduling points before the shared reads, and the calls, that an expression makes.

The operation itself stays in the student's frame, so that a traceback shows it with its carets:
`self.n` becomes `attribute(self, "n", place).n`, where the hook gives back its first argument.
"""

from __future__ import annotations

import ast

from grader.engine.instrument.always import call
from grader.engine.instrument.known import ITERATING, KEYED, READING, TOUCHING
from grader.engine.instrument.scopes import Comprehension
from grader.engine.instrument.syntax import (
    APPLY,
    ATTRIBUTE,
    CALL,
    CONTAINS_KEY,
    GETITEM,
    ITEM,
    ITERATE,
    METHOD,
    METHOD_KEY,
    READ_CELL,
    READ_GLOBAL,
    SLICE,
    WHOLE,
    WRITE_CELL,
    WRITE_GLOBAL,
    Syntax,
    again,
    load,
)


class Expressions(Syntax):
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

    # -- whole containers -----------------------------------------------------------------------

    def whole(self, node: ast.expr) -> ast.expr:
        """Return a visited expression, with a point before it is read as a whole."""
        visited: ast.expr = self.visit(node)
        if self.in_class or not may_be_container(node):
            return visited
        return self.hook(WHOLE, visited, at=node)

    def truth(self, node: ast.expr) -> ast.expr:
        """Return a visited expression whose truth is asked for: `if self.items:`."""
        if isinstance(node, ast.BoolOp):
            node.values = [self.truth(value) for value in node.values]
            return node
        return self.whole(node)

    def iterated(self, node: ast.expr) -> ast.expr:
        """Return a visited expression that is gone through item by item."""
        known = isinstance(node, ast.Call) and (
            isinstance(node.func, ast.Name) and self.is_builtin(node.func.id)
        )
        visited: ast.expr = self.visit(node)
        literal = isinstance(node, ast.Constant | ast.GeneratorExp) or is_display(node)
        if self.in_class or known or literal:
            return visited
        return self.hook(ITERATE, visited, at=node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.BoolOp:
        *tested, last = node.values
        node.values = [*map(self.truth, tested), self.visit(last)]
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.UnaryOp:
        negated = isinstance(node.op, ast.Not)
        node.operand = self.truth(node.operand) if negated else self.visit(node.operand)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.IfExp:
        node.test = self.truth(node.test)
        node.body, node.orelse = self.visit(node.body), self.visit(node.orelse)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.Compare:
        if self.in_class:
            self.generic_visit(node)
            return node
        with_display = any(map(is_display, (node.left, *node.comparators)))
        key = again(node.left) if self.is_plain(node.left) else None
        node.left = self.whole(node.left) if with_display else self.visit(node.left)
        for index, (operator, right) in enumerate(zip(node.ops, node.comparators, strict=True)):
            if isinstance(operator, ast.In | ast.NotIn) and may_be_container(right):
                if key is None or index:
                    node.comparators[index] = self.whole(right)
                else:
                    visited = self.visit(right)
                    node.comparators[index] = self.hook(CONTAINS_KEY, visited, key, at=right)
            else:
                node.comparators[index] = self.whole(right) if with_display else self.visit(right)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.BinOp:
        if is_display(node.left) or is_display(node.right):
            node.left, node.right = self.whole(node.left), self.whole(node.right)
        else:
            self.generic_visit(node)
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.Starred:
        node.value = self.whole(node.value)
        return node

    def visit_keyword(self, node: ast.keyword) -> ast.keyword:
        node.value = self.visit(node.value) if node.arg else self.whole(node.value)
        return node

    def visit_Dict(self, node: ast.Dict) -> ast.Dict:
        for index, (key, value) in enumerate(zip(node.keys, node.values, strict=True)):
            if key is not None:
                node.keys[index] = self.visit(key)
            node.values[index] = self.visit(value) if key is not None else self.whole(value)
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.FormattedValue:
        node.value = self.whole(node.value)
        if node.format_spec is not None:
            node.format_spec = self.visit(node.format_spec)
        return node

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.YieldFrom:
        if may_be_container(node.value):
            node.value = self.iterated(node.value)
        else:
            node.value = self.visit(node.value)
        return node

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


def may_be_container(node: ast.expr) -> bool:
    """Whether an expression could be a container that somebody else holds too."""
    if isinstance(node, ast.NamedExpr):
        return True
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript) or (
        # the views of a dictionary
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("items", "keys", "values")
    )


def is_display(node: ast.expr) -> bool:
    """Whether an expression makes a new container: `[1, 2]`."""
    return isinstance(
        node, ast.List | ast.Set | ast.Dict | ast.Tuple | ast.ListComp | ast.SetComp | ast.DictComp
    )


def unstarred(node: ast.expr) -> ast.expr:
    """Return what a `*` stands before."""
    return node.value if isinstance(node, ast.Starred) else node
