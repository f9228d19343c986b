"""Decides at run time what an attribute, a method or an item is: shared data, or none.

Looks at classes only, so that the answer for a class and a name can be kept. Runs nothing of the
student's: no properties, no `__getattr__`.
"""

from __future__ import annotations

import array
import gc
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Mapping
from enum import Enum, EnumMeta, auto
from types import (
    AsyncGeneratorType,
    BuiltinFunctionType,
    ClassMethodDescriptorType,
    CoroutineType,
    FunctionType,
    GeneratorType,
    MappingProxyType,
    MemberDescriptorType,
    MethodDescriptorType,
    MethodType,
    ModuleType,
    WrapperDescriptorType,
)
from typing import Any

from grader.engine.instrument.known import READERS, WITHOUT_DATA

HOOKED = "__grader_loop__"
"""A global that only instrumented modules have."""

MISSING = object()


class Plan(Enum):
    """What to report before an attribute is read, an item is used, or a method is called."""

    NOTHING = auto()
    INSTANCE = auto()
    """An attribute of the object itself."""
    DEFAULT = auto()
    """An attribute of the object, or if it has none, of its class."""
    CLASS = auto()
    """The object is a class."""
    MODULE = auto()
    """The object is a module."""
    READ = auto()
    """A read of the container as a whole."""
    WRITE = auto()
    READ_KEY = auto()
    """A read of one item, if its key is known, else of the whole."""
    WRITE_KEY = auto()
    INDEX = auto()
    """An item with an index."""
    KEY = auto()
    """An item with a key."""
    KEY_OR_NEW = auto()
    """An item that is made by reading it."""


_DICT_KEYED = {
    "get": Plan.READ_KEY,
    "pop": Plan.WRITE_KEY,
    "setdefault": Plan.WRITE_KEY,
}
_SET_KEYED = dict.fromkeys(("add", "discard", "remove"), Plan.WRITE_KEY)
_CONTAINERS = (list, dict, set, deque, bytearray, array.array)
_VIEWS: tuple[type, ...] = (type({}.keys()), type({}.values()), type({}.items()))
_C_METHODS = (MethodDescriptorType, WrapperDescriptorType, ClassMethodDescriptorType)
_NO_DATA = frozenset(
    [
        *(str, bytes, int, float, complex, frozenset, tuple, range, slice, type(None), type),
        *(object, BaseException, FunctionType, BuiltinFunctionType, MethodType, GeneratorType),
        *(CoroutineType, AsyncGeneratorType, MappingProxyType, *_VIEWS),
    ]
)

# as `kind.__mro__` and `kind.__dict__`, whatever a metaclass makes of these
bases_of: Callable[[type], tuple[type, ...]] = type.__dict__["__mro__"].__get__
namespace_of: Callable[[type], Mapping[str, Any]] = type.__dict__["__dict__"].__get__


def find(kind: type, name: str) -> object:
    """Return what a class or one of its bases has under a name, as it stands there."""
    for base in bases_of(kind) or ():  # a class in the making has none yet
        if name in namespace_of(base):
            return namespace_of(base)[name]
    return MISSING


def attribute_plan(kind: type, name: str) -> Plan:
    """What reading or writing the attribute `name` of an object of a class touches."""
    if issubclass(kind, type):
        return Plan.NOTHING if issubclass(kind, EnumMeta) else Plan.CLASS
    if issubclass(kind, ModuleType):
        return Plan.MODULE
    if _is_thread_local(kind):
        return Plan.NOTHING
    found = find(kind, name)
    if found is MISSING or isinstance(found, MemberDescriptorType):
        return Plan.INSTANCE
    if hasattr(type(found), "__get__"):
        return Plan.NOTHING
    return Plan.DEFAULT


def method_plan(kind: type, name: str) -> Plan:
    """What calling `name` on an object of a class touches, beside looking it up."""
    plan = attribute_plan(kind, name)
    if plan is not Plan.NOTHING:
        return plan
    found = find(kind, name)
    if isinstance(found, FunctionType):
        # Counter.update and the like: Python, but nobody's points are in it
        known = issubclass(kind, _CONTAINERS) and HOOKED not in found.__globals__
    else:
        known = isinstance(found, _C_METHODS) and _can_change(kind, name)
    if not known:
        return Plan.NOTHING
    if issubclass(kind, dict) and name in _DICT_KEYED:
        return _DICT_KEYED[name]
    if issubclass(kind, set) and name in _SET_KEYED:
        return _SET_KEYED[name]
    return Plan.READ if name in READERS else Plan.WRITE


def item_plan(kind: type) -> Plan:
    """What `owner[key]` touches if `owner` is an object of a class."""
    found = find(kind, "__getitem__")
    if not isinstance(found, _C_METHODS) or not _can_change(kind, "__getitem__"):
        return Plan.NOTHING
    if issubclass(kind, defaultdict):
        return Plan.KEY_OR_NEW
    if issubclass(kind, dict):
        return Plan.KEY
    return Plan.INDEX if issubclass(kind, _CONTAINERS) else Plan.READ


def whole_plan(kind: type) -> Plan:
    """What `len`, `in`, iteration and the truth of an object of a class touch."""
    if issubclass(kind, _VIEWS):
        return Plan.DEFAULT
    own = any(
        isinstance(find(kind, name), FunctionType)
        for name in ("__iter__", "__len__", "__contains__")
    )
    return Plan.READ if issubclass(kind, _CONTAINERS) and not own else Plan.NOTHING


def _can_change(kind: type, name: str) -> bool:
    """Whether the method `name` of a class, written in C, may concern data. In doubt it does."""
    definer = next(base for base in bases_of(kind) if name in namespace_of(base))
    if definer in _NO_DATA:
        return False
    return definer.__module__.partition(".")[0] not in WITHOUT_DATA


def _is_thread_local(kind: type) -> bool:
    locals_ = (("_thread", "_local"), ("_threading_local", "local"))
    return any((each.__module__, each.__qualname__) in locals_ for each in bases_of(kind))


class Plans:
    """The plans for the classes that instrumented code has met so far."""

    def __init__(self) -> None:
        self.attributes: dict[type, dict[str, Plan]] = {}
        self.methods: dict[type, dict[str, Plan]] = {}
        self.items: dict[type, Plan] = {}
        self.wholes: dict[type, Plan] = {}
        self.forget()

    def forget(self) -> None:
        """Decide anew: a class has changed, or those of another module are gone."""
        for plans in (self.attributes, self.methods, self.items, self.wholes):
            plans.clear()
        self.attributes.update(_STANDARD_ATTRIBUTES)
        self.methods.update(_STANDARD_METHODS)


_STANDARD: tuple[type, ...] = (list, dict, set, deque, defaultdict, OrderedDict)
_STANDARD_ATTRIBUTES = {
    kind: {name: attribute_plan(kind, name) for name in dir(kind)} for kind in _STANDARD
}
_STANDARD_METHODS = {
    kind: {name: method_plan(kind, name) for name in dir(kind)} for kind in _STANDARD
}


def dictionary_of(view: object) -> object:
    """Return the dictionary that a view looks at."""
    found = gc.get_referents(view)
    return found[0] if len(found) == 1 else view


def is_view(value: object) -> bool:
    """Whether a value is `d.keys()`, `d.values()` or `d.items()`."""
    return type(value) in _VIEWS


def has_own(owner: object, name: str) -> bool:
    """Whether an object itself has an attribute, not just its class."""
    try:
        return name in object.__getattribute__(owner, "__dict__")
    except AttributeError:
        return False


def class_owner(kind: type, name: str) -> type | None:
    """Return the class that holds the data `kind.name`; None if that is no data."""
    for base in bases_of(kind) or ():  # a class in the making has none yet
        if name in namespace_of(base):
            return None if hasattr(type(namespace_of(base)[name]), "__get__") else base
    return kind


SCALARS = frozenset({int, float, bool, complex})
SIMPLE_KEYS = frozenset({str, int, bool, float, bytes, type(None)})


def is_key(key: object) -> bool:
    """Whether an observer can compare a key without running anything of the student's."""
    kind = type(key)
    if kind in SIMPLE_KEYS:
        return True
    if kind is tuple:
        return all(map(is_key, key))  # type: ignore[call-overload]
    return kind.__hash__ is object.__hash__ and kind.__eq__ is object.__eq__


def peek(kind: str, owner: object, name: object) -> object:
    """Return the value that a read would see now, or MISSING; run nothing of the student's.

    Of a container as a whole, its length is what can be seen.
    """
    try:
        if kind == "attribute":
            return _peek_attribute(owner, str(name))
        if kind == "closure":
            return owner.cell_contents  # type: ignore[attr-defined]
        if kind == "global":
            return owner[name]  # type: ignore[index]
        if kind == "item":
            if issubclass(type(owner), dict):
                return dict.get(owner, name, MISSING)  # type: ignore[call-overload]
            return list.__getitem__(owner, name)  # type: ignore[call-overload]
        base: Any = next((base for base in _CONTAINERS if issubclass(type(owner), base)), None)
        return MISSING if base is None else base.__len__(owner)
    except (AttributeError, LookupError, TypeError, ValueError):
        return MISSING


def _peek_attribute(owner: object, name: str) -> object:
    if issubclass(type(owner), type):
        return namespace_of(owner).get(name, MISSING)  # type: ignore[arg-type]
    found = find(type(owner), name)
    if isinstance(found, MemberDescriptorType):
        return found.__get__(owner, type(owner))
    return object.__getattribute__(owner, "__dict__").get(name, MISSING)
