"""The image as an operator gets it: built from the Dockerfile, run without rights, stopped and started again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.container import BASE, ROOT, CannotRunError, Engine, Running
from tests.fake_telegram import FakeTelegram
from tests.serving import answers, ask_many

pytestmark = pytest.mark.slow

MOST = {"": 110, "meaning": 210}
"""Megabytes above the base, by EXTRAS."""
IDLE = {"": 150, "meaning": 250}
"""Megabytes of memory of a bot that waits."""
LOOK = """
import os, pathlib, shutil
root = pathlib.Path("/opt/wenbao")
bad = [str(path) for path in root.rglob("*") if path.name in ("tests", "test", "pip", "setuptools", ".git")]
bad += [str(path) for path in root.rglob("*.[ch]")]
bad += [tool for tool in ("gcc", "cc", "git", "make", "wenbao-tools") if shutil.which(tool)]
bot, = root.glob("lib/*/site-packages/bot")
kept = {path.with_suffix("") for path in bot.rglob("*.py")}
cached = {path.parent.parent / path.name.partition(".")[0] for path in bot.rglob("*.pyc")}
def writable(folder):
    try:
        pathlib.Path(folder, "probe").write_text("x")
    except OSError:
        return False
    return True
places = [place for place in ("/", "/opt/wenbao", "/etc", "/home", "/data", "/tmp", "/var/tmp") if writable(place)]
print(bad, os.getuid(), os.getgid(), kept <= cached, places)
"""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """With the base."""
    try:
        with Engine.opened() as opened:
            yield opened
    except CannotRunError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def image(engine: Engine) -> str:
    """Without extras."""
    return engine.build("wenbao")


@pytest.fixture(scope="module")
def with_meaning(engine: Engine) -> str:
    """With the extra."""
    return engine.build("wenbao-meaning", EXTRAS="meaning")


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """A server."""
    with FakeTelegram() as server:
        yield server


def test_the_image_is_small_and_holds_what_it_needs(engine: Engine, image: str) -> None:
    """No tests, caches, compilers; compiled beforehand; as nobody; nothing can be written but /data and /tmp."""
    assert engine.size(image) - engine.size(BASE) <= MOST[""]
    said = engine.once(image, "-c", LOOK, options=("--entrypoint=python",))
    assert said == "[] 10001 10001 True ['/data', '/tmp']"


def test_the_image_says_what_it_is(engine: Engine, image: str) -> None:
    """Its version is the project's; it is checked by `wenbao health`, and starts without a shell."""
    told = json.loads(engine.podman("image", "inspect", image))[0]
    version = engine.once(image, "--version")
    assert version.startswith(f"wenbao {told['Labels']['org.opencontainers.image.version']}")
    assert told["Config"]["Entrypoint"] == ["wenbao"]
    assert told["Config"]["User"] == "10001:10001"
    assert told["Healthcheck"]["Test"] == ["CMD", "wenbao", "health"]


@pytest.mark.parametrize("extras", ["", "meaning"])
def test_it_answers_as_well_as_it_does_outside(
    engine: Engine, extras: str, request: pytest.FixtureRequest
) -> None:
    """What was left out of the libraries is not missed: the question set passes."""
    tag: str = request.getfixturevalue("with_meaning" if extras else "image")
    assert engine.size(tag) - engine.size(BASE) <= MOST[extras]
    questions = (f"--volume={ROOT}/tests/questions:/questions:ro",)
    asked = ("check", "/questions/yuncheng-2024.jsonl", "--at-least", "0.9", "--json")
    told = json.loads(engine.once(tag, *asked, options=questions).splitlines()[0])
    assert told["meaning"]["on"] is bool(extras)


@pytest.mark.parametrize("extras", ["", "meaning"])
def test_an_idle_bot_is_modest(
    engine: Engine, telegram: FakeTelegram, tmp_path: Path, extras: str, request: pytest.FixtureRequest
) -> None:
    """Once it has answered a few."""
    tag: str = request.getfixturevalue("with_meaning" if extras else "image")
    with Running(engine, tag, telegram, tmp_path) as bot:
        for question in ("化解率是多少", "调解成了多少", "上访的人多吗"):
            telegram.say(question)
        telegram.wait_sent(3, seconds=60)
        assert bot.memory <= IDLE[extras]
        assert bot.stop()[0] == 0


def test_a_day_of_an_operator(engine: Engine, image: str, telegram: FakeTelegram, tmp_path: Path) -> None:
    """Well; ill while polls stop; well again; a new report; a stop in time with many waiting; nothing lost."""
    report = tmp_path / "a.txt"
    report.write_text(
        "某县报告\n\n一、环境\n全县空气优良天数300天，化解率95.74%，办结率91%，受理案事件7件。\n", "utf-8"
    )
    settings = {"WENBAO_REPORTS": "/reports", "WENBAO_PATIENCE": "15"}
    with Running(engine, image, telegram, tmp_path, **settings) as bot:
        telegram.say("空气优良天数是多少")
        assert "300" in telegram.wait_sent(1, seconds=60)[0]["text"]
        telegram.wait(lambda: bot.health().startswith("well"), 60)
        telegram.fault("frozen", "getUpdates", times=1000)
        telegram.wait(lambda: bot.health().startswith("ill: no poll has ended"), 90)
        telegram.no_more_faults()
        telegram.wait(lambda: bot.health().startswith("well"), 90)
        report.write_text(report.read_text("utf-8").replace("300", "310"), "utf-8")
        bot.signal("HUP")
        telegram.wait(lambda: "in place of" in bot.log, 60)
        telegram.delay = 0.05
        users = ask_many(telegram, 100)
        telegram.wait_sent(20)
        code, seconds = bot.stop()
        assert code == 0
        assert seconds < 10
        assert telegram.token not in bot.log
    assert len(answers(telegram)) < 100
    with Running(engine, image, telegram, tmp_path, **settings) as bot:
        telegram.wait(lambda: set(answers(telegram)) >= users, 60)
        telegram.say("空气优良天数是多少", 8)
        assert "310" in telegram.wait_sent(1, 8)[0]["text"]
        assert bot.stop()[0] == 0
    assert {count for user, count in answers(telegram).items() if user in users} == {1}
