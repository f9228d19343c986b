"""The hooks for attributes and for calls: what they touch is decided by plans.py, once per class.

Each passes something through, so that the operation itself is made in the student's frame. They
run some thousand times per check: locals instead of globals, and the usual case first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import BuiltinMethodType, FunctionType, MethodType, ModuleType
from typing import Any

from grader.engine.instrument import syntax
from grader.engine.instrument.known import DYNAMIC, WRITING
from grader.engine.instrument.observer import Place
from grader.engine.instrument.plans import (
    HOOKED,
    MISSING,
    SCALARS,
    Plan,
    Plans,
    attribute_plan,
    class_owner,
    dictionary_of,
    find,
    has_own,
    is_key,
    is_view,
    method_plan,
    namespace_of,
    peek,
    whole_plan,
)

Report = Callable[[Any, object, object, Place], None]


def attribute_hooks(read: Report, write: Report, plans: Plans) -> dict[str, Any]:
    """Return the hooks that report attributes and calls with `read` and `write`."""
    attributes, methods, forget = plans.attributes, plans.methods, plans.forget
    # locals, since looking up a member of an enumeration is slow
    nothing, instance, whole, change = Plan.NOTHING, Plan.INSTANCE, Plan.READ, Plan.WRITE

    def learn(known: dict[type, dict[str, Plan]], kind: type, name: str) -> Plan:
        decide = attribute_plan if known is attributes else method_plan
        plan = known.setdefault(kind, {})[name] = decide(kind, name)
        return plan

    def attribute(owner: Any, name: str, place: Place) -> Any:
        """Before `owner.name` is read."""
        try:
            plan = attributes[type(owner)][name]
        except KeyError:
            plan = learn(attributes, type(owner), name)
        if plan is instance:
            read("attribute", owner, name, place)
        elif plan is not nothing:
            read_elsewhere(read, plan, owner, name, place)
        return owner

    def method(owner: Any, name: str, place: Place) -> Any:
        """Before `owner.name(...)` is looked up and called, without anything in between."""
        try:
            plan = methods[type(owner)][name]
        except KeyError:
            plan = learn(methods, type(owner), name)
        if plan is nothing:
            return owner
        if plan is instance:
            read("attribute", owner, name, place)
        elif plan is change:
            write("container", owner, None, place)
        elif plan is whole:
            read("container", owner, None, place)
        elif not operate(plan, owner, MISSING, place):
            read_elsewhere(read, plan, owner, name, place)
        return owner

    def method_key(owner: Any, name: str, key: object, place: Place) -> Any:
        """The same; `key` is the first argument, which may name an item."""
        try:
            plan = methods[type(owner)][name]
        except KeyError:
            plan = learn(methods, type(owner), name)
        if plan is instance:
            read("attribute", owner, name, place)
        elif plan is not nothing and not operate(plan, owner, key, place):
            read_elsewhere(read, plan, owner, name, place)
        return owner

    def call(value: Any, owner: Any, name: str, keyed: bool, place: Place, _: None = None) -> Any:
        """Before `owner.name(...)` is called; its last argument `value` is at hand now."""
        try:
            plan = methods[type(owner)][name]
        except KeyError:
            plan = learn(methods, type(owner), name)
        if plan is change:
            write("container", owner, None, place)
        elif plan is not nothing and plan is not instance:
            operate(plan, owner, value if keyed else MISSING, place)
        return value

    def operate(plan: Plan, owner: Any, key: object, place: Place) -> bool:
        """Report a method of a container; return False if it is none."""
        if plan is whole:
            read("container", owner, None, place)
        elif plan is change:
            write("container", owner, None, place)
        elif plan is Plan.READ_KEY or plan is Plan.WRITE_KEY:
            report = read if plan is Plan.READ_KEY else write
            if key is not MISSING and is_key(key):
                report("item", owner, key, place)
            else:
                report("container", owner, None, place)
        else:
            return False
        return True

    def set_(owner: Any, name: str, place: Place) -> Any:
        """Before `owner.name` is written or deleted."""
        try:
            plan = attributes[type(owner)][name]
        except KeyError:
            plan = learn(attributes, type(owner), name)
        if plan is instance:
            write("attribute", owner, name, place)
        elif plan is not nothing:
            write_elsewhere(write, plan, owner, name, place, forget)
        return owner

    def update(value: Any, owner: Any, name: str, place: Place, _: None = None) -> Any:
        """Before `owner.name` is computed from itself and `value`, and written."""
        set_(owner, name, place)
        if type(value) not in SCALARS:
            current = peek("attribute", owner, name)
            if whole_plan(type(current)) is whole:
                write("container", current, None, place)
        return value

    def apply(function: Any, place: Place, /, *args: Any, **kwargs: Any) -> Any:
        """Before `function(*args, **kwargs)`, which the caller does by calling what is returned."""
        kind = type(function)
        if kind is BuiltinMethodType and not isinstance(function.__self__, ModuleType | None):
            owner = function.__self__
            plan = method_plan(type(owner), function.__name__)
            operate(plan, owner, args[0] if args else MISSING, place)
        elif kind in (BuiltinMethodType, type, MethodType, FunctionType):
            touch(function, args, place)
        return partial(function, *args, **kwargs)

    def touch(function: Any, args: tuple[Any, ...], place: Place) -> None:
        """Report what a function of the library does with its arguments."""
        name = function.__name__
        if HOOKED in getattr(function, "__globals__", ()):
            return
        if name in DYNAMIC and len(args) > 1 and isinstance(args[1], str):
            (attribute if DYNAMIC[name] == "read" else set_)(args[0], args[1], place)
        elif (
            name == "next"
            and args
            and not isinstance(find(type(args[0]), "__next__"), FunctionType)
        ):
            write("container", args[0], None, place)
        else:
            report = write if name in WRITING else read
            for arg in args:
                if whole_plan(type(arg)) is not nothing:
                    report("container", dictionary_of(arg) if is_view(arg) else arg, None, place)
                    report = read

    return {
        syntax.ATTRIBUTE: attribute,
        syntax.METHOD: method,
        syntax.METHOD_KEY: method_key,
        syntax.CALL: call,
        syntax.APPLY: apply,
        syntax.SET: set_,
        syntax.UPDATE: update,
    }


def read_elsewhere(read: Report, plan: Plan, owner: Any, name: str, place: Place) -> None:
    """Report the read of an attribute that does not, or not surely, live in the object itself."""
    match plan:
        case Plan.DEFAULT:
            if has_own(owner, name):
                read("attribute", owner, name, place)
            else:
                read("attribute", class_owner(type(owner), name), name, place)
        case Plan.CLASS:
            holder = class_owner(owner, name)
            if holder is not None and find(type(owner), name) is MISSING:
                read("attribute", holder, name, place)
        case Plan.MODULE:
            namespace = ModuleType.__getattribute__(owner, "__dict__")
            found = namespace.get(name)
            if HOOKED in namespace and not issubclass(
                type(found), FunctionType | type | ModuleType
            ):
                read("global", namespace, name, place)


def write_elsewhere(
    write: Report, plan: Plan, owner: Any, name: str, place: Place, forget: Callable[[], None]
) -> None:
    """Report the write of an attribute of a class, a module, or an object with a default."""
    if plan is Plan.MODULE:
        namespace = ModuleType.__getattribute__(owner, "__dict__")
        if HOOKED in namespace:
            write("global", namespace, name, place)
        return
    if plan is Plan.CLASS and name not in namespace_of(owner):
        forget()  # its objects have a default now
    write("attribute", owner, name, place)
