"""A thread receives, a thread sends; lines go out without their newline. Usage: broadcast_client.py HOST PORT"""
import socket
import sys
import threading

client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client.connect((sys.argv[1], int(sys.argv[2])))


def receive():
    while True:
        try:
            message = client.recv(1024).decode()
        except (OSError, ValueError):
            return
        if not message:
            return
        print(f"Received message: {message}", flush=True)


def send():
    while True:
        try:
            client.send(input().encode())
        except EOFError:
            return


threading.Thread(target=receive, daemon=True).start()
sender = threading.Thread(target=send)
sender.start()
sender.join()
