"""A client as asyncio tutorials teach it: two tasks over streams, `readline` for replies. Usage: asyncio_client.py HOST PORT"""
import asyncio
import sys


async def receive(reader):
    while line := await reader.readline():
        print(line.decode(), end="", flush=True)


async def send(writer):
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        writer.write(line.encode())
        await writer.drain()
    writer.close()


async def main():
    reader, writer = await asyncio.open_connection(sys.argv[1], int(sys.argv[2]))
    await asyncio.gather(receive(reader), send(writer))


asyncio.run(main())
