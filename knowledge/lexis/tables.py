"""The word lists and tables of knowledge/data: plain lines, `#` for remarks, `##` for headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from knowledge.errors import DataError

PACKAGE = Path(__file__).parents[1]
"""The folder of all that belongs to the library: its rooms, data/ and reports/."""
DATA = PACKAGE / "data"


def rows(path: Path, made: Callable[[str], str] = str) -> Iterator[tuple[int, str]]:
    """The lines that say something, each with its number (from 1); `made` is applied to the whole text before.

    Raises DataError where the file is missing or not UTF-8.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(str(path), "cannot be read as UTF-8 text") from error
    for number, line in enumerate(made(text).splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def words(name: str) -> frozenset[str]:
    """All words of a list, however many stand on a line."""
    return frozenset(word for _, line in rows(DATA / name) for word in line.split())


def groups(name: str) -> dict[str, tuple[str, ...]]:
    """Lines of `name: word word …`, in the order of the file; a name may come on several lines."""
    found: dict[str, tuple[str, ...]] = {}
    for number, line in rows(DATA / name):
        head, colon, tail = line.partition(":")
        if not colon:
            raise DataError(str(DATA / name), "`name: word word …` expected", number)
        found[head.strip()] = found.get(head.strip(), ()) + tuple(tail.split())
    return found
