"""The bot's settings: each named where it is wrong, with what is allowed, and no secret in the message."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import SettingsError
from bot.service_config import ServiceSettings, read_service, require_token
from tests.fake_telegram import TOKEN

NAMES = (
    "TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE", "TELEGRAM_BASE_URL", "WENBAO_DATA", "WENBAO_DATABASE",
    "WENBAO_WEBHOOK_URL", "WENBAO_WEBHOOK_LISTEN", "WENBAO_WEBHOOK_SECRET", "WENBAO_PROXY", "WENBAO_LOG",
    "WENBAO_LOG_TEXT", "WENBAO_RETENTION_DAYS", "WENBAO_MONITOR", "WENBAO_PATIENCE", "WENBAO_WATCH",
)  # fmt: skip


def test_nothing_set_gives_the_defaults() -> None:
    """An empty variable counts as unset; the token alone has no default."""
    assert read_service({}) == ServiceSettings() == read_service(dict.fromkeys(NAMES, ""))
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN"):
        require_token(read_service({}))


def test_everything_can_be_set() -> None:
    """Each name has its field."""
    told = read_service(
        {
            "TELEGRAM_BOT_TOKEN": f" {TOKEN}\n",
            "TELEGRAM_BASE_URL": "http://localhost:8081/bot",
            "WENBAO_DATA": "/data",
            "WENBAO_WEBHOOK_URL": "https://bot.example/hook",
            "WENBAO_WEBHOOK_LISTEN": ":8443",
            "WENBAO_WEBHOOK_SECRET": "s-1",
            "WENBAO_PROXY": "socks5://user:hush@proxy:1080",
            "WENBAO_LOG": "DEBUG",
            "WENBAO_LOG_TEXT": "1",
            "WENBAO_RETENTION_DAYS": "7",
            "WENBAO_MONITOR": "9464",
            "WENBAO_PATIENCE": "90",
            "WENBAO_WATCH": "5",
        }
    )
    assert told.token
    assert told.token.reveal() == TOKEN
    assert told.database.reveal() == "sqlite:////data/wenbao.db"
    assert told.webhook_listen == ("0.0.0.0", 8443)  # noqa: S104
    assert told.webhook_secret
    assert told.webhook_secret.reveal() == "s-1"
    assert told.proxy
    assert (told.log_level, told.log_text, told.retention_days) == ("debug", True, 7)
    assert (told.data, told.patience, told.watch) == (Path("/data"), 90, 5)
    assert told.monitor == ("127.0.0.1", 9464)
    assert "hush" not in repr(told)
    assert TOKEN not in repr(told)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("TELEGRAM_BOT_TOKEN", "123:short"),
        ("TELEGRAM_BASE_URL", "api.telegram.org"),
        ("TELEGRAM_BASE_URL", "ftp://host/bot"),
        ("TELEGRAM_BASE_URL", "http://host:99999/bot"),
        ("WENBAO_DATABASE", "mysql://host/x"),
        ("WENBAO_WEBHOOK_URL", "bot.example"),
        ("WENBAO_WEBHOOK_LISTEN", "8080"),
        ("WENBAO_WEBHOOK_LISTEN", "host:0"),
        ("WENBAO_WEBHOOK_LISTEN", "host:65536"),
        ("WENBAO_WEBHOOK_SECRET", "中文"),
        ("WENBAO_PROXY", "socks4://proxy"),
        ("WENBAO_PROXY", "proxy:1080"),
        ("WENBAO_LOG", "loud"),
        ("WENBAO_LOG_TEXT", "yes"),
        ("WENBAO_RETENTION_DAYS", "0"),
        ("WENBAO_RETENTION_DAYS", "4000"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(name: str, typed: str) -> None:
    """The message begins with the name; what may be a secret is not repeated."""
    with pytest.raises(SettingsError) as caught:
        read_service({name: typed})
    assert str(caught.value).startswith(f"{name}: ")
    assert len(caught.value.allowed) > 5
    if name in ("TELEGRAM_BOT_TOKEN", "WENBAO_WEBHOOK_SECRET", "WENBAO_PROXY", "WENBAO_DATABASE"):
        assert typed not in str(caught.value)


@pytest.mark.parametrize("end", ["", "\n", "\r\n", " \n"])
def test_a_secret_may_stand_in_a_file(tmp_path: Path, end: str) -> None:
    """The end of its line is no part of it."""
    path = tmp_path / "token"
    path.write_bytes(TOKEN.encode() + end.encode())
    told = read_service({"TELEGRAM_BOT_TOKEN_FILE": str(path)})
    assert told.token
    assert told.token.reveal() == TOKEN


def test_a_file_that_holds_no_secret_is_named(tmp_path: Path) -> None:
    """Missing, empty, a folder, not text; and both at once."""
    (tmp_path / "empty").touch()
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for name in ("missing", "empty", "binary", "."):
        with pytest.raises(SettingsError, match=r"^TELEGRAM_BOT_TOKEN_FILE: "):
            read_service({"TELEGRAM_BOT_TOKEN_FILE": str(tmp_path / name)})
    with pytest.raises(SettingsError, match="set one of the two"):
        read_service({"TELEGRAM_BOT_TOKEN_FILE": "x", "TELEGRAM_BOT_TOKEN": TOKEN})


def test_a_webhook_always_has_a_secret() -> None:
    """None given: one that follows from the token, and does not tell it."""
    told = read_service({"TELEGRAM_BOT_TOKEN": TOKEN})
    assert told.webhook_secret
    assert len(told.webhook_secret.reveal()) == 64
    assert told == read_service({"TELEGRAM_BOT_TOKEN": TOKEN})


@given(st.sampled_from(NAMES), st.text(st.characters(exclude_characters="\0", codec="utf-8")))
def test_any_text_is_read_or_named(name: str, typed: str) -> None:
    """No text crashes."""
    with contextlib.suppress(SettingsError):
        read_service({name: typed})
