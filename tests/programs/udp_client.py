"""Sends each line of stdin as a datagram and expects no answer. Usage: udp_client.py HOST PORT"""
import socket
import sys

client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for line in sys.stdin:
    client.sendto(line.rstrip("\n").encode(), (sys.argv[1], int(sys.argv[2])))
