"""HTTP with patience that ends: one deadline for a whole request, and a new client where it was missed.

A proxy that accepts and then says nothing is read without a timeout below httpx, and holds its place in the
pool for ever: no timeout of the client ends that, only another client does.
"""

from __future__ import annotations

import asyncio
import ssl
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

CONNECT = 5.0
"""Seconds to reach the server."""
READ = 10.0
"""Seconds without a byte of the reply; getUpdates adds the time it was told to wait."""
SLACK = 2.0
"""Seconds that a whole request may take beyond connecting and reading."""
CLOSING = 0.2
"""Seconds that a client gets to close."""


@dataclass(slots=True)
class _Mark:
    """Whether a request has begun to leave."""

    begun: bool = False

    async def see(self, event: str, told: dict[str, Any]) -> None:
        """Called by the transport at each step."""
        if event.endswith("send_request_headers.started") and told["request"].method != b"CONNECT":
            self.begun = True


_MARK: ContextVar[_Mark] = ContextVar("_MARK")


class _Traced(httpx.AsyncHTTPTransport):
    """A transport that tells the request's mark how far it has come."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if mark := _MARK.get(None):
            request.extensions["trace"] = mark.see
        return await super().handle_async_request(request)


@cache
def _context() -> ssl.SSLContext:
    """One for all clients: it holds every authority, some megabytes."""
    return httpx.create_ssl_context()


class PatientRequest(BaseRequest):
    """Requests of python-telegram-bot, each within its deadline; see the errors' causes in `causes`.

    Each request under way has a client with one connection to itself, the one that was used last: a pool looks
    at all of its connections, twice a request, which at eight of them costs more than the request.
    """

    def __init__(
        self, connections: int, proxy: str | None = None, read: float = READ, connect: float = CONNECT
    ) -> None:
        self._proxy = proxy
        self._read = read
        self._connect = connect
        self._places = asyncio.Semaphore(connections)
        self._idle: list[HTTPXRequest] = []
        self._closing: set[asyncio.Task[None]] = set()
        self.renewed = 0
        """How many clients were given up."""
        self.last = b""
        """The last reply, as it came."""

    def _client(self) -> HTTPXRequest:
        # A transport of one's own also leaves the proxies of the environment aside: WENBAO_PROXY alone counts.
        limits = httpx.Limits(max_connections=1)
        transport = _Traced(verify=_context(), limits=limits, proxy=self._proxy, trust_env=False)
        return HTTPXRequest(
            connection_pool_size=1,
            read_timeout=self._read,
            write_timeout=self._read,
            connect_timeout=self._connect,
            pool_timeout=self._connect,
            httpx_kwargs={"transport": transport, "trust_env": False},
        )

    @property
    def read_timeout(self) -> float:
        """Seconds without a byte, by default."""
        return self._read

    async def initialize(self) -> None:
        """Nothing to open: a client is made when it is needed."""

    async def shutdown(self) -> None:
        """Closes the clients; one that hangs is left to the end of the process."""
        for client in self._idle:
            self._close(client)
        self._idle.clear()
        if self._closing:
            _, late = await asyncio.wait(self._closing, timeout=CLOSING)
            for task in late:
                task.cancel()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request. Raises TimedOut or NetworkError, caused by Connect… or PoolTimeout where nothing had left."""
        timeouts = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        await self._place()
        try:
            code, self.last = await self._request(url, method, request_data, timeouts)
        finally:
            self._places.release()
        return code, self.last

    async def _place(self) -> None:
        try:
            async with asyncio.timeout(self._connect):
                await self._places.acquire()
        except TimeoutError:
            raise TimedOut("All connections are in use") from httpx.PoolTimeout("no place")

    async def _request(
        self, url: str, method: str, request_data: RequestData | None, timeouts: tuple[Any, ...]
    ) -> tuple[int, bytes]:
        mark = _Mark()
        _MARK.set(mark)
        read = timeouts[0] if isinstance(timeouts[0], (int, float)) else self._read
        client = self._idle.pop() if self._idle else self._client()
        given_up = True
        try:
            async with asyncio.timeout(self._connect + read + SLACK):
                reply = await client.do_request(url, method, request_data, *timeouts)
            given_up = False
        except TimeoutError:
            self.renewed += 1
            cause = httpx.ReadTimeout if mark.begun else httpx.ConnectTimeout
            raise TimedOut("Timed out as a whole; the client is given up") from cause("deadline")
        except TelegramError as error:
            given_up = False
            if mark.begun:
                raise
            raise NetworkError(error.message) from httpx.ConnectError(error.message)
        except Exception as error:  # noqa: BLE001 - below httpx a proxy's handshake raises what it likes
            cause_ = error if mark.begun else httpx.ConnectError(repr(error))
            raise NetworkError(f"{type(error).__name__}: {error}") from cause_
        finally:
            # Also where the request was cancelled: what its connection waits for would be the next one's reply.
            if given_up:
                self._close(client)
            else:
                self._idle.append(client)
        return reply

    def _close(self, client: HTTPXRequest) -> None:
        task = asyncio.create_task(client.shutdown())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)
