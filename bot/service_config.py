"""The Telegram bot's settings from the environment; apart, so that a question at the terminal loads none of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.config import SettingsError, whole
from bot.redact import Redactor, Secret

BASE_URL = "https://api.telegram.org/bot"
LEVELS = ("debug", "info", "warning", "error")
WEB = ("http", "https")
PROXIES = ("http", "https", "socks5", "socks5h")
TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{20,100}")
WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What Telegram allows for a secret token."""
LONGEST_SECRET = 10_000
"""Bytes of a file with a secret: more is another file, named by mistake."""


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """What an operator may set of the Telegram bot."""

    token: Secret | None = None
    """TELEGRAM_BOT_TOKEN"""
    base_url: str = BASE_URL
    """TELEGRAM_BASE_URL: of the Bot API; the token follows it directly."""
    database: Secret = field(default_factory=lambda: Secret("sqlite:///data/wenbao.db"))
    """WENBAO_DATABASE, else wenbao.db in the folder WENBAO_DATA."""
    webhook_url: str = ""
    """WENBAO_WEBHOOK_URL: where Telegram delivers; empty: the bot polls."""
    webhook_listen: tuple[str, int] = ("127.0.0.1", 8080)
    """WENBAO_WEBHOOK_LISTEN"""
    webhook_secret: Secret | None = None
    """WENBAO_WEBHOOK_SECRET, else derived from the token."""
    proxy: Secret | None = None
    """WENBAO_PROXY"""
    log_level: str = "info"
    """WENBAO_LOG"""
    log_text: bool = False
    """WENBAO_LOG_TEXT: whether the log may hold what people wrote."""
    retention_days: int = 90
    """WENBAO_RETENTION_DAYS: how long feedback and declined questions are kept."""
    data: Path = Path("data")
    """WENBAO_DATA: the folder of the inbox, and of what the bot says of its health."""
    monitor: tuple[str, int] | None = None
    """WENBAO_MONITOR: where /healthz, /readyz and /metrics are served; None: nowhere."""
    patience: int = 60
    """WENBAO_PATIENCE: seconds without a completed poll, or with nothing done, before the bot calls itself ill."""
    watch: int = 0
    """WENBAO_WATCH: seconds between two looks at the report files; 0: they are read again on SIGHUP only."""

    def redactor(self) -> Redactor:
        """Takes the secrets of these settings out of texts."""
        database = self.database if "@" in self.database.reveal() else None
        return Redactor((self.token, self.webhook_secret, self.proxy, database))


def read_service(environment: Mapping[str, str]) -> ServiceSettings:
    """The bot's settings of this environment. Raises SettingsError; a secret is never shown in it.

    >>> read_service({"WENBAO_DATA": "/data", "WENBAO_LOG": "warning"}).database.reveal()
    'sqlite:////data/wenbao.db'
    """
    plain = ServiceSettings()
    token = _secret(
        environment, "TELEGRAM_BOT_TOKEN", TOKEN, "a token of @BotFather: digits, a colon, letters"
    )
    return ServiceSettings(
        token=token,
        base_url=_address(environment, "TELEGRAM_BASE_URL", WEB) or plain.base_url,
        database=_database(environment),
        webhook_url=_address(environment, "WENBAO_WEBHOOK_URL", ("https", "http")),
        webhook_listen=_listen(environment, "WENBAO_WEBHOOK_LISTEN", plain.webhook_listen),
        webhook_secret=_webhook_secret(environment, token),
        proxy=_proxy(environment),
        log_level=_choice(environment, "WENBAO_LOG", LEVELS, plain.log_level),
        log_text=_choice(environment, "WENBAO_LOG_TEXT", ("0", "1"), "0") == "1",
        retention_days=whole(environment, "WENBAO_RETENTION_DAYS", plain.retention_days, 1, 3650),
        data=_folder(environment),
        monitor=_monitor(environment),
        patience=whole(environment, "WENBAO_PATIENCE", plain.patience, 15, 3600),
        watch=whole(environment, "WENBAO_WATCH", plain.watch, 0, 86400),
    )


def require_token(settings: ServiceSettings) -> None:
    """Raises SettingsError where there is no token: the one setting without a default."""
    if settings.token is None:
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN", "", "set: ask @BotFather for a token, or name its file in …_FILE"
        )


def _choice(environment: Mapping[str, str], name: str, allowed: tuple[str, ...], default: str) -> str:
    typed = environment.get(name, "").strip() or default
    if typed.lower() in allowed:
        return typed.lower()
    raise SettingsError(name, typed, f"one of {', '.join(allowed)}")


def _address(environment: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str:
    """An address of the web; empty where none is set."""
    typed = environment.get(name, "").strip()
    if typed and not _is_address(typed, schemes):
        raise SettingsError(name, typed, f"an address that begins with {_schemes(schemes)}")
    return typed


def _is_address(typed: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(typed)
        port = parts.port
    except ValueError:
        return False
    whole = parts.scheme in schemes and bool(parts.hostname) and port != 0
    return whole and typed.isprintable() and " " not in typed


def _schemes(schemes: tuple[str, ...]) -> str:
    return ", ".join(f"{scheme}://" for scheme in schemes)


def _listen(environment: Mapping[str, str], name: str, default: tuple[str, int]) -> tuple[str, int]:
    """host:port, or :port for every address of the machine."""
    typed = environment.get(name, "").strip()
    if not typed:
        return default
    host, colon, port = typed.rpartition(":")
    if colon and port.isascii() and port.isdigit() and len(port) < 6 and 1 <= int(port) <= 65535:
        return host.strip("[]") or "0.0.0.0", int(port)  # noqa: S104 - the operator says so
    raise SettingsError(name, typed, "host:port, as in 127.0.0.1:8080, or :8080 for every address")


def _monitor(environment: Mapping[str, str]) -> tuple[str, int] | None:
    """As _listen; a bare port is this machine's alone."""
    typed = environment.get("WENBAO_MONITOR", "").strip()
    told = {"WENBAO_MONITOR": f"127.0.0.1:{typed}" if typed.isdigit() else typed}
    return _listen(told, "WENBAO_MONITOR", ("", 0)) if typed else None


def _folder(environment: Mapping[str, str]) -> Path:
    return Path(environment.get("WENBAO_DATA", "").strip() or ServiceSettings().data)


# --- secrets -------------------------------------------------------------------------------------


def _typed_secret(environment: Mapping[str, str], name: str) -> str:
    """A secret of the environment, or of the file that NAME_FILE names, its line end stripped."""
    typed, path = environment.get(name, "").strip(), environment.get(f"{name}_FILE", "").strip()
    if typed and path:
        raise SettingsError(f"{name}_FILE", path, f"needed beside {name}: set one of the two")
    if typed or not path:
        return typed
    try:
        with Path(path).open(encoding="utf-8") as file:
            found = file.read(LONGEST_SECRET).strip()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise SettingsError(f"{name}_FILE", path, f"a file that can be read ({why})") from None
    if not found:
        raise SettingsError(f"{name}_FILE", path, "a file with a secret: it is empty")
    return found


def _secret(environment: Mapping[str, str], name: str, form: re.Pattern[str], allowed: str) -> Secret | None:
    typed = _typed_secret(environment, name)
    if typed and not form.fullmatch(typed):
        raise SettingsError(name, "…", allowed)
    return Secret(typed) if typed else None


def _webhook_secret(environment: Mapping[str, str], token: Secret | None) -> Secret | None:
    given = _secret(environment, "WENBAO_WEBHOOK_SECRET", WEBHOOK_SECRET, "1 to 256 of A-Z a-z 0-9 _ -")
    if given or not token:
        return given
    return Secret(hashlib.sha256(b"webhook " + token.reveal().encode()).hexdigest())


def _proxy(environment: Mapping[str, str]) -> Secret | None:
    typed = _typed_secret(environment, "WENBAO_PROXY")
    if typed and not _is_address(typed, PROXIES):
        raise SettingsError("WENBAO_PROXY", "…", f"an address that begins with {_schemes(PROXIES)}")
    return Secret(typed) if typed else None


def _database(environment: Mapping[str, str]) -> Secret:
    typed = _typed_secret(environment, "WENBAO_DATABASE")
    if not typed:
        return Secret(f"sqlite:///{_folder(environment) / 'wenbao.db'}")
    if not re.match(r"(sqlite|postgresql)(\+\w+)?://", typed):
        raise SettingsError(
            "WENBAO_DATABASE", "…", "an address that begins with sqlite:// or postgresql+…://"
        )
    return Secret(typed)
