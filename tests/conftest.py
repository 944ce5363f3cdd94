"""What holds for every test: no network outside this machine, no setting of whoever runs it, the same random search."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None, max_examples=60)
settings.load_profile("repeatable")


OF_THE_TESTS = frozenset({"WENBAO_TEST_POSTGRESQL", "WENBAO_INSTALL"})
"""What is set for the tests themselves."""


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot, in this process or in one of its own, is as it comes, with and without the package of meaning."""
    for name in os.environ:
        if name.startswith(("WENBAO_", "TELEGRAM_")) and name not in OF_THE_TESTS:
            monkeypatch.delenv(name)
    monkeypatch.setenv("WENBAO_MEANING", "off")


class OutsideNetworkError(AssertionError):
    """A test tried to reach another machine."""


def _here(address: object) -> bool:
    """Whether an address is this machine's: a path of a local socket, or a loopback address."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _no_outside_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every connection and every look-up of a name that is not loopback fails the test."""

    def guarded(name: str) -> Callable[..., object]:
        original = getattr(socket.socket, name)

        def connect(self: socket.socket, address: object) -> object:
            if not _here(address):
                raise OutsideNetworkError(f"{name} {address!r}")
            return original(self, address)

        return connect

    def getaddrinfo(host: object, port: object, *rest: object, **named: object) -> object:
        if host is not None and not _here((_text(host), port)):
            raise OutsideNetworkError(f"getaddrinfo {host!r}")
        return look_up(host, port, *rest, **named)  # type: ignore[arg-type]

    look_up = socket.getaddrinfo
    monkeypatch.setattr(socket.socket, "connect", guarded("connect"))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded("connect_ex"))
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def _text(host: object) -> str:
    return host.decode() if isinstance(host, bytes) else str(host)
