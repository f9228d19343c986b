"""Threads that talk over sockets and pipes: they wait for each other in virtual time."""

from __future__ import annotations

import os
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

import pytest

from grader.engine import execute
from grader.engine.lowlevel import sockets


def start(function, *args):
    """Start a thread."""
    thread = threading.Thread(target=function, args=args)
    thread.start()
    return thread


def serve(server, clients):
    """Accept so many clients; a thread for each says after a second what it heard."""

    def answer(connection):
        with connection:
            heard = connection.recv(100)
            time.sleep(1)
            connection.sendall(b"heard " + heard)

    for _ in range(clients):
        start(answer, server.accept()[0])


def test_a_server_with_a_thread_for_each_client():
    """Three clients are served at the same time."""

    def main():
        heard = []

        def ask(word):
            with socket.create_connection(server.getsockname()) as connection:
                connection.sendall(word)
                heard.append((connection.recv(100), time.monotonic() - 1000))

        with socket.create_server(("127.0.0.1", 0)) as server:
            threads = [start(serve, server, 3)]
            threads += [start(ask, word) for word in (b"a", b"b", b"c")]
            for thread in threads:
                thread.join()
        return sorted(heard)

    execution = execute(main)

    assert execution.exception is None
    assert execution.value == [(b"heard a", 1.0), (b"heard b", 1.0), (b"heard c", 1.0)]
    assert execution.findings == ()


@pytest.mark.timeout(60)  # urllib asks for the machine's names
def test_the_standard_librarys_web_server_and_its_clients(monkeypatch):
    """`http.server` and `urllib` are Python code on top of sockets: they work unchanged."""
    monkeypatch.setenv("no_proxy", "*")

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self):
            time.sleep(1)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.path.encode())

        def log_message(self, *_):
            pass

    def main():
        pages = []

        def get(page):
            with urlopen(f"http://127.0.0.1:{server.server_port}/{page}") as answer:
                pages.append(answer.read())

        with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
            serving = start(server.serve_forever)
            clients = [start(get, page) for page in range(3)]
            for client in clients:
                client.join()
            took = time.monotonic() - 1000
            server.shutdown()
            serving.join()
        return sorted(pages), took

    assert execute(main).value == ([b"/0", b"/1", b"/2"], 1.0)


def test_a_timeout_is_in_virtual_seconds():
    """Whether data are waited for, or a client."""

    def main():
        one, other = socket.socketpair()
        with one, other, socket.create_server(("127.0.0.1", 0)) as server:
            one.settimeout(5)
            server.settimeout(7)
            with pytest.raises(TimeoutError, match="timed out"):
                one.recv(1)
            with pytest.raises(TimeoutError, match="timed out"):
                server.accept()
        return time.monotonic()

    assert execute(main).value == 1012


def test_a_socket_that_does_not_block_answers_at_once():
    """Also if it is asked not to, just for this call."""

    def main():
        one, other = socket.socketpair()
        with one, other:
            one.setblocking(False)
            with pytest.raises(BlockingIOError):
                one.recv(1)
            if hasattr(socket, "MSG_DONTWAIT"):
                with pytest.raises(BlockingIOError):
                    other.recv(1, socket.MSG_DONTWAIT)
        return time.monotonic()

    assert execute(main).value == 1000


@pytest.mark.skipif(not hasattr(socket, "MSG_DONTWAIT"), reason="sendall() holds up the world")
def test_more_is_sent_than_there_is_room_for():
    """Whoever sends waits for the other thread to read."""

    def main():
        one, other = socket.socketpair()

        def send():
            with one:
                one.sendall(bytes(3_000_000))

        start(send)
        with other:
            return sum(map(len, iter(lambda: other.recv(1 << 16), b"")))

    assert execute(main).value == 3_000_000


def test_datagrams():
    """They have no connection: another socket of the program may send one."""

    def main():
        with (
            socket.socket(type=socket.SOCK_DGRAM) as one,
            socket.socket(type=socket.SOCK_DGRAM) as other,
        ):
            one.bind(("127.0.0.1", 0))
            threading.Timer(3, other.sendto, (b"ping", one.getsockname())).start()
            return one.recvfrom(10)[0], time.monotonic()

    assert execute(main).value == (b"ping", 1003)


@pytest.mark.skipif(not hasattr(sockets.select, "poll"), reason="pipes can't be waited for")
def test_a_pipe_between_threads():
    """The bytes come when the other thread writes them, the end when it closes."""

    def main():
        reading, writing = os.pipe()

        def write():
            time.sleep(2)
            os.write(writing, b"a line")
            time.sleep(2)
            os.close(writing)

        start(write)
        return os.read(reading, 100), time.monotonic(), os.read(reading, 100), time.monotonic()

    assert execute(main).value == (b"a line", 1002, b"", 1004)


def test_two_ends_that_wait_for_each_other_are_a_deadlock():
    """Nobody else can send them anything, so it is found at once; the sockets are named."""

    def main():
        here, there = socket.socketpair()
        start(there.recv, 1)
        here.recv(1)

    (finding,) = execute(main).findings

    assert "main waits for data on the socket here" in finding.explain()


def test_a_client_that_never_comes_is_a_deadlock(monkeypatch):
    """Somebody outside could connect: that is waited for, for a while."""
    monkeypatch.setattr(sockets, "PATIENCE", 0)

    def main():
        server = socket.create_server(("127.0.0.1", 0))
        server.accept()

    (finding,) = execute(main).findings

    assert "main waits for a client of the socket server" in finding.explain()


def test_whoever_is_outside_is_waited_for_in_real_time():
    """Timeouts hold for real as well, so the clock does not leap over an answer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        outside = threading.Thread(target=lambda: server.accept()[0].sendall(b"hello"))
        outside.start()

        def main():
            with socket.create_connection(server.getsockname(), timeout=30) as connection:
                return connection.recv(10), time.monotonic()

        assert execute(main).value == (b"hello", 1000)
        outside.join()
