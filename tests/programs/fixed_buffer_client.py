"""Reads replies into a buffer of 16 bytes and sends all its lines in one write. Usage: fixed_buffer_client.py HOST PORT"""
import socket
import sys

client = socket.create_connection((sys.argv[1], int(sys.argv[2])))
client.sendall(sys.stdin.buffer.read())
client.shutdown(socket.SHUT_WR)
while data := client.recv(16):
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
