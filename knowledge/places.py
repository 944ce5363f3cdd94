"""Gazetteer: places of China, and whether a question asks about another place than the report's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from knowledge.errors import DataError
from knowledge.tables import DATA, rows



@cache
def _divisions() -> dict[str, tuple[str, str]]:
    """Name or short name -> (full name, full name of the parent)."""
    table: dict[str, tuple[str, str]] = {}
    for number, line in rows(DATA / "places.txt"):
        cells = line.split("\t")
        if len(cells) != 3:
            raise DataError(str(DATA / "places.txt"), "three columns expected", number)
        full, short, parent = cells
        for name in (full, *short.split()):
            table.setdefault(name, (full, parent))
    return table


@cache
def _starts() -> frozenset[str]:
    """How the names begin: most positions of a text are passed over by this."""
    return frozenset(name[:2] for name in _divisions())


class Gazetteer:
    """Places as one library sees them."""

    def __init__(self, own: Iterable[str]) -> None:
        """`own`: the places that the reports are about, as written in their titles."""
        divisions = _divisions()
        self._own = {divisions[name][0] if name in divisions else name for name in own if name}
        self._above = {name for own_name in self._own for name in self._parents(own_name)}

    @staticmethod
    def _parents(full: str) -> Iterable[str]:
        divisions = _divisions()
        while full in divisions and divisions[full][1]:
            full = divisions[full][1]
            yield full

    def named(self, text: str) -> list[tuple[str, str]]:
        """Places named in a folded text: (as written, full name), the longest at each position."""
        divisions = _divisions()
        found: list[tuple[str, str]] = []
        position = 0
        starts = _starts()
        while position < len(text):
            if text[position : position + 2] not in starts:
                position += 1
                continue
            for end in range(min(position + 12, len(text)), position + 1, -1):
                name = text[position:end]
                if name in divisions:
                    found.append((name, divisions[name][0]))
                    position = end - 1
                    break
            position += 1
        return found

    def elsewhere(self, text: str) -> str:
        """The first place named that is not what the reports are about, as written; ""."""
        return next((name for name, full in self.named(text) if full not in self._own), "")

    @property
    def ranks(self) -> str:
        """The last characters of the own places' full names: 市 for 运城市, 省 for 浙江省."""
        return "".join(sorted({name[-1] for name in self._own if name[-1] in "省市区县州"}))

    def is_own(self, name: str) -> bool:
        """Whether the name means a place that a report is about."""
        return _divisions().get(name, (name, ""))[0] in self._own


