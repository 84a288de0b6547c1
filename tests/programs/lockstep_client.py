"""One-to-one talk in turns: send a line, wait for one reply, repeat. Usage: lockstep_client.py HOST PORT"""
import socket
import sys

client = socket.socket()
client.connect((sys.argv[1], int(sys.argv[2])))
print("Server: " + client.recv(1024).decode().rstrip("\n"), flush=True)
for line in sys.stdin:
    message = line.rstrip("\n")
    client.send(message.encode())
    if message.lower() == "exit":
        break
    reply = client.recv(1024).decode()
    if not reply:
        break
    print("Server: " + reply.rstrip("\n"), flush=True)
client.close()
