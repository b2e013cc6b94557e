"""A proxy on the loopback before a server's socket, over which everything takes its time.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import asyncio
import threading


class SlowLink:
    """Passes bytes on in order, each @delay seconds after it came, in both directions."""

    def __init__(self, socket, delay):
        self.socket = socket
        self.delay = delay
        self.loop = asyncio.new_event_loop()
        self.port = None

    def __enter__(self):
        ready = threading.Event()
        self.thread = threading.Thread(target=self.run, args=(ready,), daemon=True)
        self.thread.start()
        ready.wait()
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    def run(self, ready):
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self.serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self.loop.run_forever()
        server.close()
        connections = asyncio.all_tasks(self.loop)
        for connection in connections:
            connection.cancel()
        self.loop.run_until_complete(asyncio.gather(*connections, return_exceptions=True))

    async def serve(self, reader, writer):
        server_reader, server_writer = await asyncio.open_unix_connection(self.socket)
        await asyncio.gather(self.carry(reader, server_writer),
                             self.carry(server_reader, writer))

    async def carry(self, reader, writer):
        """Reads on while what came before is still on its way."""
        on_the_way = asyncio.Queue()
        arriving = asyncio.ensure_future(self.arrive(on_the_way, writer))
        while data := await reader.read(65536):
            on_the_way.put_nowait((self.loop.time() + self.delay, data))
        on_the_way.put_nowait(None)
        await arriving

    async def arrive(self, on_the_way, writer):
        while (item := await on_the_way.get()) is not None:
            when, data = item
            await asyncio.sleep(when - self.loop.time())
            writer.write(data)
        writer.close()
