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
    """Requests of python-telegram-bot, each within its deadline; see the errors' causes in `causes`."""

    def __init__(
        self, connections: int, proxy: str | None = None, read: float = READ, connect: float = CONNECT
    ) -> None:
        self._connections = connections
        self._proxy = proxy
        self._read = read
        self._connect = connect
        self._inner = self._client()
        self._left: list[HTTPXRequest] = []
        self._closing: set[asyncio.Task[None]] = set()
        self.renewed = 0
        """How often the client was built anew."""
        self.last = b""
        """The last reply, as it came."""

    def _client(self) -> HTTPXRequest:
        limits = httpx.Limits(max_connections=self._connections)
        # A transport of one's own also leaves the proxies of the environment aside: WENBAO_PROXY alone counts.
        transport = _Traced(verify=_context(), limits=limits, proxy=self._proxy, trust_env=False)
        return HTTPXRequest(
            connection_pool_size=self._connections,
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
        """Opens the client."""
        await self._inner.initialize()

    async def shutdown(self) -> None:
        """Closes the client and those it has left behind; one that hangs is left to the end of the process."""
        clients = [self._inner, *self._left]
        self._left.clear()
        closing = [asyncio.create_task(client.shutdown()) for client in clients]
        _, late = await asyncio.wait(closing, timeout=CLOSING)
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
        """One request. Raises TimedOut or NetworkError, caused by Connect… where nothing had left."""
        mark = _Mark()
        _MARK.set(mark)
        read = read_timeout if isinstance(read_timeout, (int, float)) else self._read
        timeouts = (read, write_timeout, connect_timeout, pool_timeout)
        inner = self._inner
        try:
            async with asyncio.timeout(self._connect + read + SLACK):
                code, self.last = await inner.do_request(url, method, request_data, *timeouts)
                return code, self.last
        except TimeoutError:
            self._renew(inner)
            cause = httpx.ReadTimeout if mark.begun else httpx.ConnectTimeout
            raise TimedOut("Timed out as a whole; the client is built anew") from cause("deadline")
        except TelegramError as error:
            if mark.begun or isinstance(error.__cause__, httpx.PoolTimeout):
                raise
            raise NetworkError(error.message) from httpx.ConnectError(error.message)
        except Exception as error:  # noqa: BLE001 - below httpx a proxy's handshake raises what it likes
            cause_ = error if mark.begun else httpx.ConnectError(repr(error))
            raise NetworkError(f"{type(error).__name__}: {error}") from cause_

    def _renew(self, old: HTTPXRequest) -> None:
        """Leaves a client behind; its other requests may end, what hangs in it is nobody's."""
        if self._inner is not old:
            return
        self._inner = self._client()
        self.renewed += 1
        # One more is left: what an older one still had to do has met its own deadline by now.
        older, self._left = self._left, [old]
        for client in older:
            task = asyncio.create_task(client.shutdown())
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)
