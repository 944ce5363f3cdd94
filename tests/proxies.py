"""A proxy on loopback, SOCKS5 or HTTP, that works, and that can fall silent while it keeps its connections."""

from __future__ import annotations

import asyncio
import contextlib
import re
import threading
from collections.abc import Awaitable, Callable
from typing import Self

ABSOLUTE = re.compile(rb"^(GET|POST) http://[^/ ]+/", re.MULTILINE)
"""The first line of a request to an HTTP proxy; the server behind it gets the path alone."""


class Proxy:
    """A proxy in a thread of its own."""

    def __init__(self, kind: str) -> None:
        """`kind`: socks5 or http."""
        self.kind = kind
        self.carried = 0
        """Connections that it led somewhere."""
        self.met = 0
        """Connections that it accepted."""
        self._port = 0
        self._frozen = threading.Event()
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    @property
    def address(self) -> str:
        """What a client is told."""
        return f"{self.kind}://127.0.0.1:{self._port}"

    def freeze(self) -> None:
        """From now on it accepts, reads and says nothing, on old connections and new ones."""
        self._frozen.set()

    def thaw(self) -> None:
        """New connections are served again; those it met while it was frozen stay silent for ever."""
        self._frozen.clear()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._meet, "127.0.0.1", 0)
        self._port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.met += 1
        serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
        serve = self._socks if self.kind == "socks5" else self._http
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await self._unless_frozen()
            await serve(reader, writer)
        writer.close()

    async def _unless_frozen(self) -> None:
        if self._frozen.is_set():
            await asyncio.Event().wait()

    async def _socks(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """RFC 1928, without authentication."""
        _, count = await reader.readexactly(2)
        await reader.readexactly(count)
        writer.write(b"\x05\x00")
        _, _, _, kind = await reader.readexactly(4)
        if kind == 1:
            host = ".".join(map(str, await reader.readexactly(4)))
        else:
            host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
        port = int.from_bytes(await reader.readexactly(2), "big")
        there = await asyncio.open_connection(host, port)
        writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
        await self._relay((reader, writer), there, b"")

    async def _http(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readuntil(b"\r\n")
        found = re.match(rb"\w+ http://([^:/ ]+):(\d+)/", first)
        assert found, first
        there = await asyncio.open_connection(found[1].decode(), int(found[2]))
        await self._relay((reader, writer), there, first)

    async def _relay(
        self,
        here: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        there: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        first: bytes,
    ) -> None:
        self.carried += 1
        there[1].write(ABSOLUTE.sub(rb"\1 /", first))
        try:
            await asyncio.gather(self._pass_on(here[0], there[1]), self._pass_on(there[0], here[1]))
        finally:
            there[1].close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(65536):
            await self._unless_frozen()
            writer.write(ABSOLUTE.sub(rb"\1 /", piece) if self.kind == "http" else piece)
            await writer.drain()
        writer.close()
