"""Puts scheduling points before a container is read as a whole: its length, its truth, its items.

Python does each of these in one step of C; an iteration is a step for each item.
"""

from __future__ import annotations

import ast

from grader.engine.instrument.syntax import CONTAINS_KEY, ITERATE, WHOLE, Syntax, again


class Containers(Syntax):
    """Rewrites the expressions that read a container of which they know nothing but its name."""

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
