"""A client on a Chinese Windows console: GBK both ways, `\\r\\n` at the end of a line. Usage: gbk_client.py HOST PORT"""
import socket
import sys
import threading

sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")
client = socket.create_connection((sys.argv[1], int(sys.argv[2])))


def receive():
    while data := client.recv(4096):
        print(data.decode("gbk", errors="replace"), end="", flush=True)


threading.Thread(target=receive, daemon=True).start()
for line in sys.stdin:
    client.sendall(line.rstrip("\n").encode("gbk") + b"\r\n")
