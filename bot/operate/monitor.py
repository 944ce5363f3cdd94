"""A small HTTP server for those who watch the bot: /healthz, /readyz, /metrics; off unless it is given a place."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.errors import Misuse
from bot.operate.vitals import Verdict

Judge = Callable[[], Awaitable[Verdict]]
Page = Callable[[str], Awaitable[tuple[bytes, str]]]
"""The metrics as a reader accepts them, and their type."""


def monitor(place: tuple[str, int], judge: Judge, page: Page) -> HTTPServer:
    """The server at a place, at work in the running loop. Raises Misuse where the place is taken."""
    server = HTTPServer(
        Application(
            [
                ("/healthz", _Health, {"judge": judge, "asks": "alive"}),
                ("/readyz", _Health, {"judge": judge, "asks": "ready"}),
                ("/metrics", _Metrics, {"page": page}),
            ],
            log_function=lambda _: None,
        )
    )
    server.add_sockets(_sockets(*place))
    return server


def _sockets(host: str, port: int) -> list[socket.socket]:
    try:
        return bind_sockets(port, host)
    except OSError as error:
        raise Misuse(f"WENBAO_MONITOR: {host}:{port} cannot be listened on: {error.strerror}") from None


class _Plain(RequestHandler):
    """No cookies, no pages of its own, nothing kept by others."""

    def set_default_headers(self) -> None:
        """Of every reply."""
        self.clear_header("Server")
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")


class _Health(_Plain):
    """200 or 503, and one line of why."""

    def initialize(self, judge: Judge, asks: str) -> None:
        """`asks`: alive or ready."""
        self._judge, self._asks = judge, asks

    async def get(self) -> None:
        """The verdict of this moment."""
        verdict = await self._judge()
        well: bool = getattr(verdict, self._asks)
        self.set_status(200 if well else 503)
        self.finish(verdict.why + "\n")


class _Metrics(_Plain):
    """What Prometheus collects."""

    def initialize(self, page: Page) -> None:
        """Where it comes from."""
        self._page = page

    async def get(self) -> None:
        """The counts of this moment."""
        found, kind = await self._page(self.request.headers.get("Accept", ""))
        self.set_header("Content-Type", kind)
        self.finish(found)
