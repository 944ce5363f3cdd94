"""The bot as an operator runs it: a process of its own, against the fake server."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Self

from tests.fake_telegram import FakeTelegram

ROOT = Path(__file__).parent.parent
STOPS = 20.0
"""Seconds that a process may take to end before a test calls it hanging."""


class Serving:
    """`wenbao serve` while a test lasts; what it logs is kept."""

    def __init__(self, telegram: FakeTelegram, folder: Path, **settings: str) -> None:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("WENBAO", "TELEGRAM"))
        }
        told = {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_BASE_URL": telegram.base_url,
            "WENBAO_DATA": str(folder),
            "WENBAO_MEANING": os.environ.get("WENBAO_MEANING", ""),
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"],
            cwd=ROOT,
            env=kept | told | settings,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self.lines.append(line.rstrip("\n"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self.kill()
        self._reader.join(STOPS)
        assert self._process.stderr is not None
        self._process.stderr.close()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def log(self) -> str:
        """What was logged so far."""
        return "\n".join(self.lines)

    def runs(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        self._process.wait(STOPS)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Asks it to stop; gives its exit code."""
        self._process.send_signal(number)
        return self.ended()

    def ended(self) -> int:
        """Waits for its end; gives its exit code."""
        code = self._process.wait(STOPS)
        self._reader.join(STOPS)
        return code


def answers(telegram: FakeTelegram) -> Counter[int]:
    """How many messages each private chat got."""
    return Counter(message["chat"]["id"] for message in telegram.sent())


def question(number: int) -> str:
    """A question that is answered with one message."""
    return ("化解率是多少", "办结率是多少", "受理案事件多少件")[number % 3]


def ask_many(telegram: FakeTelegram, count: int, first_user: int = 1000) -> set[int]:
    """So many people ask a question each; their numbers."""
    users = set(range(first_user, first_user + count))
    for user in sorted(users):
        telegram.say(question(user), user)
    return users


def webhook(port: int, **more: str) -> dict[str, str]:
    """The settings of a bot that is delivered to."""
    here = f"127.0.0.1:{port}"
    return {"WENBAO_WEBHOOK_URL": f"http://{here}/hook", "WENBAO_WEBHOOK_LISTEN": here, **more}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
