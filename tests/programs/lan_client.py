"""`select` on the keyboard and the socket; lines keep their newline. Usage: lan_client.py HOST PORT"""
import select
import socket
import sys

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.connect((sys.argv[1], int(sys.argv[2])))
while True:
    ready, _, _ = select.select([sys.stdin, server], [], [])
    if server in ready:
        message = server.recv(2048)
        if not message:
            sys.exit()
        print(message.decode(), end="", flush=True)
    if sys.stdin in ready:
        line = sys.stdin.readline()
        if not line:
            sys.exit()
        server.send(line.encode())
        print("<You>" + line, end="", flush=True)
