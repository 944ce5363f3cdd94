"""The operator's view of a running bot: health as a command and over HTTP, reports read again on a signal."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.operate import heartbeat
from tests.fake_telegram import FakeTelegram
from tests.serving import ROOT, Serving, free_port, webhook

REPORT = "某县报告\n\n一、环境\n全县空气优良天数{}天。\n"


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """A server."""
    with FakeTelegram() as server:
        yield server


def health(folder: Path, **more: str) -> tuple[int, str]:
    """What `wenbao health` says, and its exit code."""
    told = os.environ | {"WENBAO_DATA": str(folder)} | more
    command = [sys.executable, "-m", "bot", "health"]
    done = subprocess.run(
        command, cwd=ROOT, env=told, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.strip()


def well(folder: Path) -> bool:
    """Whether it is, as the command finds it: a process for each look while the bot starts would slow its start down."""
    return heartbeat.heard(folder).ready


def got(port: int, path: str) -> tuple[int, str]:
    """A page of the monitor: its status and text."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.parametrize("hooked", [False, True])
def test_a_bot_at_work_is_well(telegram: FakeTelegram, tmp_path: Path, hooked: bool) -> None:
    """From its first completed poll until it has stopped, each time in one line."""
    assert health(tmp_path) == (1, f"ill: no bot serves from {tmp_path}")
    way = webhook(free_port()) if hooked else {}
    telegram.say("化解率是多少")
    with Serving(telegram, tmp_path, **way) as bot:
        telegram.wait(lambda: well(tmp_path), 40)
        assert health(tmp_path)[1].startswith("well: webhook" if hooked else "well: polled")
        assert bot.stop() == 0
    assert health(tmp_path) == (1, f"ill: no bot serves from {tmp_path}")


def test_a_bot_that_was_killed_is_not_well(telegram: FakeTelegram, tmp_path: Path) -> None:
    """Its last word grows old; the next start is well again."""
    telegram.say("化解率是多少")
    with Serving(telegram, tmp_path) as bot:
        telegram.wait(lambda: well(tmp_path), 40)
        bot.kill()
    told = json.loads((tmp_path / "health.json").read_text("utf-8"))
    (tmp_path / "health.json").write_text(json.dumps(told | {"at": told["at"] - 31}), "utf-8")
    code, said = health(tmp_path)
    assert code == 1
    assert "it hangs or has died" in said


def test_a_wrong_setting_is_no_reason_for_another_exit_code(tmp_path: Path) -> None:
    """2 means something else to a container's health check."""
    code, said = health(tmp_path, WENBAO_LOG="loud")
    assert code == 1
    assert said.startswith("ill: WENBAO_LOG")


def test_the_monitor_tells_what_is_counted(telegram: FakeTelegram, tmp_path: Path) -> None:
    """Nothing of it is secret, and nothing else is served."""
    port = free_port()
    with Serving(telegram, tmp_path, WENBAO_MONITOR=str(port)) as bot:
        telegram.say("化解率是多少")
        telegram.say("北京的天气")
        telegram.wait_sent(2)
        telegram.wait(lambda: got(port, "/readyz")[0] == 200, 40)
        assert got(port, "/healthz")[0] == 200
        status, page = got(port, "/metrics")
        assert status == 200
        assert 'wenbao_questions_total{status="answered"} 1.0' in page
        assert 'wenbao_api_calls_total{method="sendMessage",outcome="ok"} 2.0' in page
        assert "wenbao_poll_age_seconds" in page
        assert telegram.token.partition(":")[2] not in page
        assert got(port, "/")[0] == 404
        bot.stop()


def test_a_monitor_whose_place_is_taken_ends_the_bot(telegram: FakeTelegram, tmp_path: Path) -> None:
    """Exit 2, named, as any setting that cannot be meant."""
    with Serving(telegram, tmp_path, WENBAO_MONITOR=str(telegram.port)) as bot:
        assert bot.ended() == 2
    assert "WENBAO_MONITOR" in bot.lines[-1]


def test_a_report_is_read_again_on_a_signal(telegram: FakeTelegram, tmp_path: Path) -> None:
    """A broken one leaves the old one, and health tells of it; the next question meets one that is whole."""
    report, data, port = tmp_path / "a.txt", tmp_path / "data", free_port()
    report.write_text(REPORT.format(300), "utf-8")
    settings = {"WENBAO_REPORTS": str(report), "WENBAO_MONITOR": str(port)}
    with Serving(telegram, data, **settings) as bot:
        telegram.say("空气优良天数是多少")
        assert "300" in telegram.wait_sent(1)[0]["text"]
        report.write_bytes(b"\0")
        os.kill(bot.pid, signal.SIGHUP)
        telegram.wait(lambda: "the reports of before are served" in bot.log)
        telegram.say("空气优良天数是多少")
        assert "300" in telegram.wait_sent(2)[1]["text"]
        assert got(port, "/readyz")[0] == 503
        assert got(port, "/healthz")[0] == 200
        report.write_text(REPORT.format(3100), "utf-8")
        telegram.wait(lambda: "have changed" in got(port, "/readyz")[1])
        os.kill(bot.pid, signal.SIGHUP)
        telegram.wait(lambda: "in place of" in bot.log)
        telegram.say("空气优良天数是多少")
        assert "3100" in telegram.wait_sent(3)[2]["text"]
        assert got(port, "/readyz")[0] == 200
        assert bot.stop() == 0


@pytest.mark.slow
def test_polls_that_stop_make_it_ill_and_well_again(telegram: FakeTelegram, tmp_path: Path) -> None:
    """A process that is there is not enough."""
    with Serving(telegram, tmp_path, WENBAO_PATIENCE="15") as bot:
        telegram.wait(lambda: well(tmp_path), 40)
        telegram.fault("frozen", "getUpdates", times=1000)
        telegram.wait(lambda: not well(tmp_path), 60)
        assert health(tmp_path)[1].startswith("ill: no poll has ended for")
        telegram.no_more_faults()
        telegram.wait(lambda: well(tmp_path), 60)
        assert "well: polled" in bot.log
        bot.stop()


def test_the_doctor_tells_people_and_machines(tmp_path: Path) -> None:
    """A line for each; the exit code tells whether one is an error."""
    told = os.environ | {"WENBAO_DATA": str(tmp_path), "TELEGRAM_BOT_TOKEN": "123456789:" + "x" * 30}
    command = [sys.executable, "-m", "bot", "doctor"]
    done = subprocess.run(
        command, cwd=ROOT, env=told, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0
    assert "ok      reports   1 can be read" in done.stdout
    told["WENBAO_REPORTS"] = str(tmp_path / "none.txt")
    command.append("--json")
    done = subprocess.run(
        command, cwd=ROOT, env=told, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    rows = {row["topic"]: row["state"] for row in map(json.loads, done.stdout.splitlines())}
    assert rows["reports"] == "error"


def test_the_version_names_what_would_be_served(tmp_path: Path) -> None:
    """Or why nothing would be."""
    command = [sys.executable, "-m", "bot", "--version"]
    told = os.environ | {"WENBAO_REPORTS": ""}
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=True, timeout=60)
    assert re.fullmatch(r"wenbao [\d.]+, report [0-9a-f]{8}, index [0-9a-f]{8}\n", done.stdout)
    told["WENBAO_REPORTS"] = str(tmp_path / "none.txt")
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=True, timeout=60)
    assert "none.txt" in done.stdout
