"""The grown-up tutorial's client: a class, a receiving thread, `exit` to leave. Usage: object_client.py HOST PORT"""
import socket
import sys
import threading


class ChatClient:
    def __init__(self, host, port):
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.sock.connect((host, port))
        self.running = True

    def receive(self):
        while self.running:
            try:
                data = self.sock.recv(1024)
            except OSError:
                break
            if not data:
                print("Disconnected from server", flush=True)
                break
            print(data.decode("utf-8"), end="", flush=True)

    def run(self):
        receiver = threading.Thread(target=self.receive)
        receiver.start()
        for line in sys.stdin:
            self.sock.sendall((line.strip() + "\n").encode("utf-8"))
            if line.strip().lower() == "exit":
                break
        receiver.join()
        self.running = False
        self.sock.close()


ChatClient(sys.argv[1], int(sys.argv[2])).run()
