"""Puts scheduling points before the shared writes that a statement makes.

An augmented assignment gets two: before it reads, and, inside its right-hand side, before it
computes and writes: `attribute(self, "n", place).n += update(1, self, "n", place)`. So it stays
one statement, which evaluates its target once and works in place.
"""

from __future__ import annotations

import ast

from grader.engine.instrument.always import statement
from grader.engine.instrument.containers import is_display, may_be_container
from grader.engine.instrument.expressions import Expressions
from grader.engine.instrument.syntax import (
    ATTRIBUTE,
    CELL_TARGET,
    DROP,
    EXTEND,
    GLOBAL_TARGET,
    ITEM_KEY,
    PUT,
    SET,
    UPDATE,
    UPDATE_ITEM,
    again,
    load,
)

Body = list[ast.stmt]


class Points(Expressions):
    """Rewrites the statements of a module."""

    def visit_Module(self, node: ast.Module) -> ast.Module:
        node.body = self.block(node.body)
        return node

    # -- functions and classes ------------------------------------------------------------------

    def visit_FunctionDef(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef
    ) -> ast.FunctionDef | ast.AsyncFunctionDef:
        node.decorator_list = [self.visit(each) for each in node.decorator_list]
        self.visit_defaults(node.args)
        with self.inside(node):
            node.body = self.block(node.body)
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        node.decorator_list = [self.visit(each) for each in node.decorator_list]
        with self.inside(node):
            node.body = self.block(node.body)
        return node

    def visit_TypeAlias(self, node: ast.stmt) -> ast.stmt:
        return node

    def block(self, body: Body) -> Body:
        """Return the statements of a block, rewritten."""
        result: Body = []
        for each in body:
            before = self.temporaries
            visited = self.visit(each)
            self.temporaries = before
            result.extend(visited if isinstance(visited, list) else [visited])
        return result

    # -- assignments ----------------------------------------------------------------------------

    def visit_Assign(self, node: ast.Assign) -> ast.Assign | Body:
        unpacked = any(isinstance(target, ast.Tuple | ast.List) for target in node.targets)
        node.value = self.whole(node.value) if unpacked else self.visit(node.value)
        if self.in_class:
            return node
        match node.targets:
            case [ast.Name(name) as target]:
                node.value = self.write_name(name, node.value, target)
                return node
        bound: Body = []
        node.targets = [self.target(target, bound) for target in node.targets]
        return [node, *bound]

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        if node.value is None:
            return node
        node.value = self.visit(node.value)
        if self.in_class:
            return node
        if isinstance(node.target, ast.Name):
            node.value = self.write_name(node.target.id, node.value, node.target)
        else:
            self.target(node.target, [])
        return node

    def target(self, node: ast.expr, bound: Body) -> ast.expr:
        """Return a target with the points before it is bound.

        There is no room for one before a name among several targets. So a global becomes an item
        of its module's dictionary, and a closure's variable the contents of its cell. What is
        added to `bound` never runs; it tells the compiler in which function the name is bound.
        """
        match node:
            case ast.Name(name):
                return self._name_target(node, name, bound)
            case ast.Attribute(value=owner, attr=name):
                quiet = self.is_quiet(node)
                node.value = self.visit(owner)
                if not quiet:
                    node.value = self.hook(SET, node.value, self.mangled(name), at=node)
            case ast.Subscript():
                self._item(node, PUT)
            case ast.Starred(value):
                node.value = self.target(value, bound)
            case ast.Tuple(elts) | ast.List(elts):
                node.elts = [self.target(each, bound) for each in elts]
        return node

    def _name_target(self, node: ast.Name, name: str, bound: Body) -> ast.expr:
        variable = self.shared(name)
        if variable is None:
            return node
        if variable.in_module:
            owner: ast.expr = self.hook(GLOBAL_TARGET, name, at=node)
            key = ast.copy_location(ast.Constant(name), node)
            return ast.copy_location(ast.Subscript(owner, key, ast.Store()), node)
        owner = self.hook(CELL_TARGET, self.cell(name, node), name, at=node)
        never, nothing = (ast.copy_location(ast.Constant(each), node) for each in (False, None))
        binding = ast.copy_location(ast.Assign([node], nothing), node)
        bound.append(ast.copy_location(ast.If(never, [binding], []), node))
        return ast.copy_location(ast.Attribute(owner, "cell_contents", ast.Store()), node)

    def _item(self, node: ast.Subscript, hook: str) -> None:
        """Put a point into the brackets of a target, where the container is at hand too."""
        if not self.has_key(node):
            self.generic_visit(node)
            return
        plain, owner = self.is_plain(node.value, node.slice), node.value
        if plain:
            node.slice = self.hook(hook, again(owner), self.visit_key(node.slice), at=node)
        elif self.may_keep:
            temporary = self.temporary()
            node.value = self.keep(temporary, self.visit(owner))
            self.temporaries += 1
            key, kept = self.visit_key(node.slice), load(temporary, node)
            self.temporaries -= 1
            node.slice = self.hook(hook, kept, key, at=node)
            node.slice.args.append(self.forget(temporary, node))
        else:
            self.generic_visit(node)

    def visit_Delete(self, node: ast.Delete) -> ast.Delete | Body:
        if self.in_class:
            return node
        before: Body = []
        self._delete(node.targets, before)
        return [*before, node]

    def _delete(self, targets: list[ast.expr], before: Body) -> None:
        for target in targets:
            match target:
                case ast.Name(name):
                    nothing = ast.copy_location(ast.Constant(None), target)
                    point = self.write_name(name, nothing, target)
                    if point is not nothing:
                        before.append(statement(point))
                case ast.Attribute():
                    self.target(target, [])
                case ast.Subscript():
                    self._item(target, DROP)
                case ast.Tuple(elts) | ast.List(elts):
                    self._delete(elts, before)

    # -- augmented assignments ------------------------------------------------------------------

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AugAssign | Body:
        if self.in_class:
            node.value = self.visit(node.value)
            return node
        match node.target:
            case ast.Name() as target:
                return self._update_name(node, target)
            case ast.Attribute() as target if not self.is_quiet(target):
                self._update_attribute(node, target)
            case ast.Subscript() as target if self.has_key(target):
                self._update_item(node, target)
            case _:
                self.generic_visit(node)
        return node

    def _update_name(self, node: ast.AugAssign, target: ast.Name) -> ast.AugAssign | Body:
        in_place = (
            may_be_container(node.value)
            or is_display(node.value)
            or isinstance(node.value, ast.Call)
        )
        node.value = self.visit(node.value)
        if in_place:
            node.value = self.hook(EXTEND, node.value, load(target.id, target), at=node)
        point = self.read_name(target.id, target)
        if point is None:
            return node
        node.value = self.write_name(target.id, node.value, target)
        return [statement(point), node]

    def _update_attribute(self, node: ast.AugAssign, target: ast.Attribute) -> None:
        name = self.mangled(target.attr)
        if self.is_plain(target.value, node.value):
            owner, kept, free = target.value, again(target.value), []
        elif self.may_keep:
            temporary = self.temporary()
            owner = self.keep(temporary, self.visit(target.value))
            kept, free = load(temporary, target), [self.forget(temporary, target)]
            self.temporaries += 1
        else:
            self.generic_visit(node)
            return
        target.value = self.hook(ATTRIBUTE, owner, name, at=target)
        node.value = self.hook(UPDATE, self.visit(node.value), kept, name, at=node)
        node.value.args += free

    def _update_item(self, node: ast.AugAssign, target: ast.Subscript) -> None:
        plain_owner = self.is_plain(target.value, target.slice, node.value)
        if not self.may_keep and not plain_owner:
            self.generic_visit(node)
            return
        if plain_owner and self.is_plain(target.slice, node.value):
            owner, key, free = again(target.value), again(target.slice), []
            first = target.slice
        elif self.may_keep:
            container = self.temporary()
            target.value = self.keep(container, self.visit(target.value))
            self.temporaries += 1
            first = self.visit_key(target.slice)
            name = self.temporary()
            self.temporaries += 1
            owner, key = load(container, target), load(name, target)
            free = [self.forget(container, target), self.forget(name, target)]
        else:
            self.generic_visit(node)
            return
        point: ast.expr = self.hook(ITEM_KEY, again(owner), first, at=target)
        target.slice = self.keep(name, point) if free else point
        node.value = self.hook(UPDATE_ITEM, self.visit(node.value), owner, key, at=node)
        node.value.args += free

    # -- blocks ---------------------------------------------------------------------------------

    def visit_For(self, node: ast.For | ast.AsyncFor) -> ast.For | ast.AsyncFor:
        is_async = isinstance(node, ast.AsyncFor)
        node.iter = self.visit(node.iter) if is_async else self.iterated(node.iter)
        bound: Body = []
        if not self.in_class:
            node.target = self.target(node.target, bound)
        node.body = [*self.block(node.body), *bound]
        node.orelse = self.block(node.orelse)
        return node

    visit_AsyncFor = visit_For

    def visit_While(self, node: ast.While) -> ast.While:
        node.test = self.truth(node.test)
        node.body, node.orelse = self.block(node.body), self.block(node.orelse)
        return node

    def visit_If(self, node: ast.If) -> ast.If:
        node.test = self.truth(node.test)
        node.body, node.orelse = self.block(node.body), self.block(node.orelse)
        return node

    def visit_Assert(self, node: ast.Assert) -> ast.Assert:
        node.test = self.truth(node.test)
        node.msg = node.msg and self.visit(node.msg)
        return node

    def visit_With(self, node: ast.With | ast.AsyncWith) -> ast.With | ast.AsyncWith:
        bound: Body = []
        for item in node.items:
            item.context_expr = self.visit(item.context_expr)
            if item.optional_vars is not None and not self.in_class:
                item.optional_vars = self.target(item.optional_vars, bound)
        node.body = [*self.block(node.body), *bound]
        return node

    visit_AsyncWith = visit_With

    def visit_Match(self, node: ast.Match) -> ast.Match:
        node.subject = self.visit(node.subject)
        for case in node.cases:
            if case.guard is not None:
                case.guard = self.truth(case.guard)
            case.body = self.block(case.body)
        return node

    def visit_Try(self, node: ast.Try) -> ast.Try:
        node.body = self.block(node.body)
        for handler in node.handlers:
            handler.type = handler.type and self.visit(handler.type)
            handler.body = self.block(handler.body)
        node.orelse, node.finalbody = self.block(node.orelse), self.block(node.finalbody)
        return node

    visit_TryStar = visit_Try  # type: ignore[assignment]
