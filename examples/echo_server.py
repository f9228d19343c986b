"""A server with a thread for each client: three clients are answered after 2 seconds, not after 6.

grader simulate examples/echo_server.py
"""

import socket
import threading
import time


def answer(connection):
    with connection:
        word = connection.recv(100).decode()
        time.sleep(2)
        connection.sendall(word.upper().encode())


def serve(server):
    for _ in range(3):
        connection, _ = server.accept()
        threading.Thread(target=answer, args=(connection,)).start()


def ask(address, word):
    with socket.create_connection(address) as connection:
        connection.sendall(word.encode())
        print(connection.recv(100).decode())


with socket.create_server(("localhost", 0)) as server:
    clients = [
        threading.Thread(target=ask, args=(server.getsockname(), word), name=word)
        for word in ("hello", "how are you", "bye")
    ]
    for client in clients:
        client.start()
    serve(server)
    for client in clients:
        client.join()
