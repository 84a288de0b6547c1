"""Greets without a newline and passes on each `recv` as it came, with the sender's address. Usage: lan_server.py HOST PORT"""
import socket
import sys
import threading

clients = []


def serve(conn, address):
    conn.send(b"Welcome to this chatroom!")
    while True:
        try:
            message = conn.recv(2048)
        except OSError:
            message = b""
        if not message:
            clients.remove(conn)
            return
        text = f"<{address[0]}> {message.decode()}"
        print(text, flush=True)
        for client in list(clients):
            if client is not conn:
                try:
                    client.send(text.encode())
                except OSError:
                    pass


server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind((sys.argv[1], int(sys.argv[2])))
server.listen(100)
while True:
    conn, address = server.accept()
    clients.append(conn)
    print(address[0] + " connected", flush=True)
    threading.Thread(target=serve, args=(conn, address), daemon=True).start()
