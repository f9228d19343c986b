"""The hooks for items, and for reading or extending a container as a whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import itemgetter
from typing import Any

from grader.engine.instrument import syntax
from grader.engine.instrument.observer import Place
from grader.engine.instrument.plans import (
    SCALARS,
    SIMPLE_KEYS,
    Plan,
    Plans,
    dictionary_of,
    is_key,
    item_plan,
    peek,
    whole_plan,
)

Report = Callable[[Any, object, object, Place], None]

_NEVER = object()
_second = itemgetter(1)


def item_hooks(read: Report, write: Report, plans: Plans) -> dict[str, Any]:
    """Return the hooks that report items and whole containers with `read` and `write`."""
    items, wholes = plans.items, plans.wholes
    nothing, readable, simple = Plan.NOTHING, Plan.READ, SIMPLE_KEYS

    def touch(report: Report, owner: Any, key: object, place: Place) -> None:
        """Report the item of `owner` that `key` names, or all of it if that is not clear."""
        try:
            plan = items[type(owner)]
        except KeyError:
            plan = items[type(owner)] = item_plan(type(owner))
        if plan is nothing:
            return
        if plan is Plan.INDEX:
            named = type(key) is int and key >= 0
        elif plan is readable:
            named = False
        else:
            named = is_key(key)
            if named and plan is Plan.KEY_OR_NEW and not dict.__contains__(owner, key):
                report = write
        if named:
            report("item", owner, key, place)
        else:
            report("container", owner, None, place)

    def item(owner: Any, key: Any, place: Place) -> tuple[Any, Any]:
        """Before `owner[key]` is read, by a call with what is returned."""
        if type(owner) is dict and type(key) in simple:
            read("item", owner, key, place)
        else:
            touch(read, owner, key, place)
        return owner, key

    def item_key(owner: Any, key: Any, place: Place) -> Any:
        """Before `owner[key]` is read, in the brackets."""
        if type(owner) is dict and type(key) in simple:
            read("item", owner, key, place)
        else:
            touch(read, owner, key, place)
        return key

    def put(owner: Any, key: Any, place: Place, _: None = None) -> Any:
        """Before `owner[key]` is written, in the brackets."""
        if type(owner) is dict and type(key) in simple:
            write("item", owner, key, place)
        else:
            touch(write, owner, key, place)
        return key

    def drop(owner: Any, key: Any, place: Place, _: None = None) -> Any:
        """Before `owner[key]` is deleted, in the brackets: in a list, all others move."""
        touch(write, owner, key if issubclass(type(owner), dict) else None, place)
        return key

    def update_item(
        value: Any, owner: Any, key: Any, place: Place, _: None = None, __: None = None
    ) -> Any:
        """Before `owner[key]` is computed from itself and `value`, and written."""
        put(owner, key, place)
        if type(value) not in SCALARS and is_key(key):
            extend(value, peek("item", owner, key), place)
        return value

    def whole(value: Any, place: Place) -> Any:
        """Before `value` is read as a whole, if it is a container."""
        try:
            plan = wholes[type(value)]
        except KeyError:
            plan = wholes[type(value)] = whole_plan(type(value))
        if plan is not nothing:
            owner = value if plan is readable else dictionary_of(value)
            read("container", owner, None, place)
        return value

    def contains_key(container: Any, key: Any, place: Place) -> Any:
        """Before `key in container`."""
        if issubclass(type(container), dict | set) and is_key(key):
            if whole_plan(type(container)) is not nothing:
                read("item", container, key, place)
            return container
        return whole(container, place)

    def iterate(iterable: Any, place: Place) -> Any:
        """Before an iteration; return an iterable with a point before each step."""
        try:
            plan = wholes[type(iterable)]
        except KeyError:
            plan = wholes[type(iterable)] = whole_plan(type(iterable))
        if plan is nothing:
            return iterable
        owner = iterable if plan is readable else dictionary_of(iterable)
        # all in C, so that no frame of ours is in a traceback; zip asks the first one first
        points = iter(partial(read, "container", owner, None, place), _NEVER)
        return map(_second, zip(points, iterable, strict=False))

    def extend(value: Any, target: Any, place: Place) -> Any:
        """Before `target += value`, which a container does in place."""
        if type(target) not in SCALARS and whole_plan(type(target)) is readable:
            write("container", target, None, place)
        return value

    return {
        syntax.ITEM: item,
        syntax.ITEM_KEY: item_key,
        syntax.PUT: put,
        syntax.DROP: drop,
        syntax.UPDATE_ITEM: update_item,
        syntax.WHOLE: whole,
        syntax.CONTAINS_KEY: contains_key,
        syntax.ITERATE: iterate,
        syntax.EXTEND: extend,
    }
