"""The word lists and tables of knowledge/data: plain lines, `#` for remarks, `##` for headings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.errors import DataError

DATA = Path(__file__).parent / "data"


def rows(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that say something, each with its number (from 1).

    Raises DataError where the file is missing or not UTF-8.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(str(path), "cannot be read as UTF-8 text") from error
    for number, line in enumerate(text.splitlines(), 1):
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
