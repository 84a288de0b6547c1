"""A chat server as socket tutorials teach it: one thread per client. Usage: thread_server.py HOST PORT"""
import socket
import sys
import threading

clients = []
lock = threading.Lock()


def broadcast(message, sender):
    with lock:
        others = [client for client in clients if client is not sender]
    for client in others:
        try:
            client.sendall(message)
        except OSError:
            pass


def handle(client, address):
    prefix = f"<{address[0]}> ".encode()
    pending = b""
    client.sendall(b"Welcome to this chatroom!\n")
    while True:
        try:
            data = client.recv(4096)
        except OSError:
            break
        if not data:
            break
        *lines, pending = (pending + data).split(b"\n")
        for line in lines:
            broadcast(prefix + line + b"\n", client)
    with lock:
        clients.remove(client)
    client.close()


server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind((sys.argv[1], int(sys.argv[2])))
server.listen(512)
while True:
    client, address = server.accept()
    with lock:
        clients.append(client)
    threading.Thread(target=handle, args=(client, address), daemon=True).start()
