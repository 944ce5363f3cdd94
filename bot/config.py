"""Settings from the environment, read once at the start; nothing else looks at the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import Misuse

MEGABYTE = 1_000_000
LARGEST_LIMIT = 1_000 * MEGABYTE
"""Beyond a gigabyte a text is no report, and its index would not fit into a small server."""


class SettingsError(Misuse):
    """A setting that cannot be meant; str() names it, what it holds and what is allowed."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        self.name = name
        self.value = value
        self.allowed = allowed
        super().__init__(f"{name}: {value!r} is not {allowed}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may set."""

    max_bytes: int = 20 * MEGABYTE
    """WENBAO_MAX_BYTES: the largest report file that is read."""
    reports: tuple[Path, ...] = ()
    """WENBAO_REPORTS: files or folders, separated as in PATH; none: the built-in report."""
    synonyms: tuple[Path, ...] = ()
    """WENBAO_SYNONYMS: thesaurus files of one's own, separated as in PATH; read beside those that are shipped."""
    rebuild: bool = False
    """WENBAO_INDEX_REBUILD: on, where a prepared library that is stale or damaged may be built again from its reports."""
    meaning: bool = True
    """WENBAO_MEANING: auto, where its package is installed, or off."""
    colour: bool = True
    """Whether a terminal may be coloured: NO_COLOR is unset or empty, and TERM is not dumb."""


def read(environment: Mapping[str, str]) -> Settings:
    """The settings of this environment; an empty variable counts as unset.

    Raises SettingsError where a value cannot be meant.

    >>> read({"WENBAO_MAX_BYTES": "5000000", "NO_COLOR": "1"})
    Settings(max_bytes=5000000, reports=(), synonyms=(), rebuild=False, meaning=True, colour=False)
    """
    return Settings(
        max_bytes=whole(environment, "WENBAO_MAX_BYTES", Settings().max_bytes, 1, LARGEST_LIMIT),
        reports=_paths(environment.get("WENBAO_REPORTS", "")),
        synonyms=_paths(environment.get("WENBAO_SYNONYMS", "")),
        rebuild=_one_of(environment, "WENBAO_INDEX_REBUILD", ("off", "on")) == "on",
        meaning=_one_of(environment, "WENBAO_MEANING", ("auto", "off")) == "auto",
        colour=not environment.get("NO_COLOR") and environment.get("TERM") != "dumb",
    )


def whole(environment: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    """A whole number of the environment, in ASCII digits."""
    typed = environment.get(name, "").strip()
    if not typed:
        return default
    # The length first: a very long row of digits is refused by int() with an error of its own.
    if typed.isascii() and typed.isdigit() and len(typed) < 20 and least <= int(typed) <= most:
        return int(typed)
    raise SettingsError(name, typed, f"a whole number from {least} to {most}")


def _one_of(environment: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    """One of these words, however it is cased; the first where nothing is set."""
    typed = environment.get(name, "").strip()
    if not typed:
        return allowed[0]
    if typed.casefold() in allowed:
        return typed.casefold()
    raise SettingsError(name, typed, " or ".join(allowed))


def _paths(typed: str) -> tuple[Path, ...]:
    """The paths of a list, empty pieces left out."""
    return tuple(Path(piece.strip()) for piece in typed.split(os.pathsep) if piece.strip())
