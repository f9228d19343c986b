"""Stand-ins for what blocks on a socket or a pipe whose other end is in the same world.

A task that reads from one waits in virtual time until there is something to read, as `files` says;
then the real call is made, which does not block. Whatever has its other end elsewhere is real, with
its timeouts, and so are connecting, TLS, and the files that are made of pipes.
"""

from __future__ import annotations

import os
import select
import socket
import stat
from collections.abc import Callable
from functools import wraps
from typing import Any
from weakref import WeakSet

from grader.engine.carrier import current_task
from grader.engine.lowlevel.files import wait_for_files
from grader.engine.lowlevel.tables import Place
from grader.engine.task import Task

PATIENCE = 10.0
"""Real seconds in which somebody from outside may still connect, or send a datagram, if nothing
else can happen."""
CHUNK = 1 << 16
"""Bytes that are sent at a time."""
_ANYWHERE = ("", "0.0.0.0", "::")
_DONTWAIT: int = getattr(socket, "MSG_DONTWAIT", 0)
_real_select, _real_read, _real_pipe = select.select, os.read, os.pipe


def gates() -> list[Place]:
    """Let the methods of sockets that wait for the other side wait in virtual time."""
    data, client = "data on the socket {}", "a client of the socket {}"
    places = [
        Place(socket.socket, "__init__", _init(socket.socket.__init__)),
        Place(socket.socket, "_accept", _reading("_accept", client)),
        Place(socket.socket, "recv", _reading("recv", data, flags=1)),
        Place(socket.socket, "recv_into", _reading("recv_into", data, flags=2)),
        Place(socket.socket, "recvfrom", _reading("recvfrom", data, flags=1)),
        Place(socket.socket, "recvfrom_into", _reading("recvfrom_into", data, flags=2)),
    ]
    if _DONTWAIT:  # else nobody could say that there is no room for all of it
        places.append(Place(socket.socket, "sendall", _sendall(socket.socket.sendall)))
    return places


def _init(real: Callable[..., None]) -> Callable[..., None]:
    @wraps(real)
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        real(self, *args, **kwargs)
        task = current_task()
        if task is not None:
            _sockets(task).add(self)

    return __init__


def _reading(name: str, words: str, flags: int | None = None) -> Callable[..., Any]:
    """Make the stand-in for a method that reads; `flags` is the place of its argument of that name.

    Reports say that a thread waits for `words`.
    """
    real = getattr(socket.socket, name)

    @wraps(real)
    def method(self: Any, *args: Any) -> Any:
        task = current_task()
        wanted = args[flags] if flags is not None and len(args) > flags else 0
        if task is not None and not wanted & _DONTWAIT and _is_inside(self, task):
            _wait(self, task, words, reading=True)
        return real(self, *args)

    return method


def _sendall(real: Callable[..., None]) -> Callable[..., None]:
    @wraps(real)
    def sendall(self: Any, data: Any, flags: int = 0, /) -> None:
        task = current_task()
        if task is None or not _is_inside(self, task):
            real(self, data, flags)
            return
        with memoryview(data) as view, view.cast("B") as octets:
            sent = 0
            while sent < len(octets):
                try:
                    sent += self.send(octets[sent : sent + CHUNK], flags | _DONTWAIT)
                except BlockingIOError:
                    _wait(self, task, "room in the socket {}", reading=False)

    return sendall


def _sockets(task: Task) -> WeakSet[socket.socket]:
    """The sockets that were made in a task's world."""
    found: WeakSet[socket.socket] = task.kernel.tables.setdefault("sockets", WeakSet())
    return found


def _is_inside(sock: socket.socket, task: Task) -> bool:
    """Whether a socket blocks until somebody in its own world does something.

    That may be who holds the other end of a connection, who connects, or who sends a datagram.
    """
    sockets = _sockets(task)
    if sock.gettimeout() == 0 or sock not in sockets:
        return False
    others = [each for each in sockets if each is not sock]
    peer = _peer(sock)
    if peer is None:
        return sock.type == socket.SOCK_STREAM or bool(others)
    if not isinstance(peer, tuple):
        return not peer or any(_name(each) == peer for each in others)  # a socketpair's has no name
    return any(_is_at(_name(each), peer) for each in others)


def _name(sock: socket.socket) -> Any:
    """Return its own address; None if it was closed."""
    try:
        return sock.getsockname()
    except OSError:
        return None


def _peer(sock: socket.socket) -> Any:
    """Return the address of the other end; None if it is not connected."""
    try:
        return sock.getpeername()
    except OSError:
        return None


def _is_at(name: Any, address: tuple[Any, ...]) -> bool:
    """Whether a socket of that name is, or accepts who connects to, an address."""
    if not isinstance(name, tuple) or name[1] != address[1]:
        return False
    return name[0] == address[0] or name[0] in _ANYWHERE


def _wait(sock: socket.socket, task: Task, words: str, *, reading: bool) -> None:
    """Let a task wait until a socket is ready, or its timeout is over."""

    def look() -> bool:
        return _is_ready(sock.fileno(), reading)

    timeout, patience = sock.gettimeout(), 0.0 if _peer(sock) is not None else PATIENCE
    if not wait_for_files(task, look, bool, timeout, kind=words, what=sock, patience=patience):
        raise TimeoutError("timed out")


def _is_ready(descriptor: int, reading: bool) -> bool:
    """Whether reading or writing would not block now."""
    if hasattr(select, "poll"):  # knows any number of files
        poll = select.poll()
        poll.register(descriptor, select.POLLIN if reading else select.POLLOUT)
        return bool(poll.poll(0))
    wanted = [descriptor]
    return any(_real_select(wanted if reading else (), () if reading else wanted, (), 0))


class Pipes:
    """The functions of `os` for pipes."""

    def pipe(self) -> tuple[int, int]:
        """As `os.pipe`; remembers which ends belong together."""
        ends = _real_pipe()
        task = current_task()
        if task is not None:
            task.kernel.tables.setdefault("pipes", {})[ends[0]] = ends[1]
        return ends

    def read(self, descriptor: int, length: int, /) -> bytes:
        """As `os.read`; in virtual time while the other end of a pipe is open here."""
        task = current_task()
        if task is not None and _is_open_pipe(task.kernel.tables.get("pipes", {}).get(descriptor)):

            def look() -> bool:
                return _is_ready(descriptor, reading=True)

            wait_for_files(task, look, bool, None, kind="data in a pipe")
        return _real_read(descriptor, length)


def _is_open_pipe(descriptor: int | None) -> bool:
    """Whether it is the end of a pipe, on a system that can wait for one."""
    if descriptor is None or not hasattr(select, "poll"):
        return False
    try:
        return stat.S_ISFIFO(os.fstat(descriptor).st_mode)
    except OSError:
        return False


def stand_ins(pipes: Pipes) -> list[tuple[object, object]]:
    """Pairs of what to replace and what replaces it."""
    return [(_real_read, pipes.read), (_real_pipe, pipes.pipe)]
