"""A chat server as asyncio tutorials teach it: streams. Usage: asyncio_server.py HOST PORT"""
import asyncio
import sys

writers = set()


async def handle(reader, writer):
    prefix = f"<{writer.get_extra_info('peername')[0]}> ".encode()
    writers.add(writer)
    writer.write(b"Welcome to this chatroom!\n")
    try:
        while line := await reader.readline():
            for other in list(writers):
                if other is not writer:
                    other.write(prefix + line)
                    await other.drain()
    except (ConnectionError, ValueError):
        pass
    finally:
        writers.discard(writer)
        writer.close()


async def main():
    server = await asyncio.start_server(handle, sys.argv[1], int(sys.argv[2]), backlog=512)
    async with server:
        await server.serve_forever()


asyncio.run(main())
