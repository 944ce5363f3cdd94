"""Offline and private: ask and check open no socket, serve reaches the Bot API alone, and the disk holds no question."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.inbox import TURNS_LIVE, Inbox
from tests.fake_telegram import FakeTelegram
from tests.serving import ROOT, Serving, free_port

GUARD = """
import sys
allowed = {allowed!r}
def place(host, port):
    return host.decode() if isinstance(host, bytes) else host, int(port or 0)
def guard(event, told):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        if isinstance(told[1], str) or place(*told[1][:2]) in allowed:
            return
    elif event == "socket.getaddrinfo":
        # The address of a place to listen on is spelled out as well: that asks nobody.
        if place(*told[:2])[0] in ("127.0.0.1", ""):
            return
    elif event not in ("socket.gethostbyname", "socket.gethostbyaddr"):
        return
    sys.stderr.write(f"FORBIDDEN {{event}} {{told!r}}\\n")
    sys.stderr.flush()
    raise PermissionError(event)
sys.addaudithook(guard)
"""
"""What Python itself reports of every socket, whoever opens it; a hook cannot be taken out again."""


def guarded(folder: Path, *allowed: tuple[str, int]) -> dict[str, str]:
    """The setting under which a Python process may connect to these addresses only."""
    (folder / "sitecustomize.py").write_text(GUARD.format(allowed=allowed), "utf-8")
    return {"PYTHONPATH": f"{folder}:{ROOT}"}


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """A server."""
    with FakeTelegram() as server:
        yield server


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "化解率是多少"],
        ["ask", "今天北京天气怎么样"],
        ["explain", "化解率是多少"],
        ["check", "tests/questions/yuncheng-2024.jsonl"],
        ["--version"],
    ],
)
def test_the_terminal_opens_no_socket(arguments: list[str], tmp_path: Path) -> None:
    """Not one, not even to this machine."""
    command = [sys.executable, "-m", "bot", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=guarded(tmp_path), capture_output=True, text=True, check=False, timeout=120
    )
    assert "FORBIDDEN" not in done.stderr
    assert done.returncode in (0, 1)
    assert done.stdout


def test_the_guard_sees_what_it_forbids(tmp_path: Path) -> None:
    """A connection that is not allowed ends with its name."""
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=guarded(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "FORBIDDEN" in done.stderr


def test_the_bot_contacts_the_bot_api_alone(telegram: FakeTelegram, tmp_path: Path) -> None:
    """With its monitor listening; whatever is asked, nothing else is reached."""
    allowed = guarded(tmp_path, ("127.0.0.1", telegram.port))
    data = tmp_path / "data"
    with Serving(telegram, data, WENBAO_MONITOR=str(free_port()), **allowed) as bot:
        telegram.say("化解率是多少")
        telegram.say("https://example.org/ 写了什么")
        telegram.wait_sent(2)
        telegram.wait((data / "health.json").exists)
        assert bot.stop() == 0
    assert "FORBIDDEN" not in bot.log


def test_an_answered_question_leaves_no_text_behind(telegram: FakeTelegram, tmp_path: Path) -> None:
    """Beyond the half hour of its conversation, and the buttons under its answer with the numbers masked."""
    with Serving(telegram, tmp_path, WENBAO_LOG="debug") as bot:
        telegram.say("我的身份证是11010519491231002X，化解率是多少")
        telegram.wait_sent(1)
        telegram.wait(lambda: not telegram.pending)
        assert bot.stop() == 0
    later = Inbox.open(f"sqlite:///{tmp_path}/wenbao.db", lambda: time.time() + TURNS_LIVE + 1)
    later.sweep()
    later.close()
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"11010519491231002X" not in held
    assert "化解率" not in bot.log
