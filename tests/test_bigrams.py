"""Which words stand side by side in ordinary text."""

from __future__ import annotations

import pytest

from knowledge.lexis import bigrams
from knowledge.lexis.tables import DATA, rows


@pytest.mark.parametrize(
    ("left", "right", "other"), [("接", "电话", "典化"), ("多少", "钱", "前"), ("养老", "保险", "报县"), ("是", "指", "纸")]
)  # fmt: skip
def test_what_people_say_is_likelier(left: str, right: str, other: str) -> None:
    """A word behind another that goes with it, before one that sounds the same."""
    assert bigrams.beside(left, right) > bigrams.beside(left, other)


def test_nothing_is_said_of_what_the_table_lacks() -> None:
    """Such a pair is neither likely nor unlikely; a rare character is unlikely."""
    assert bigrams.beside("矛调", "龘") == 0.0
    assert bigrams.alone("龘") == bigrams.UNSEEN > bigrams.alone("的")


def test_every_line_of_the_table_can_be_read() -> None:
    """`word strength:word,word …`, each word once in a line; the first line is of single characters."""
    lines = [line.split(" ") for _, line in rows(DATA / "bigrams.txt")]
    assert lines[0][0] == "!"
    assert all(len(found) == 1 for _, found in _groups(lines[0]) for found in found)
    for line in lines[1:]:
        words = [word for _, found in _groups(line) for word in found.split(",")]
        assert all(words), line[0]
        assert len(words) == len(set(words)), line[0]
    assert len({line[0] for line in lines}) == len(lines) > 5000


def _groups(line: list[str]) -> list[tuple[int, str]]:
    return [(int(strength), found) for strength, _, found in (group.partition(":") for group in line[1:])]
