"""Dialect words of grammar and asking, read as Mandarin."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import DataError
from knowledge.lexis import dialect, smalltalk
from knowledge.lexis.dialect import in_mandarin


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("受理咗几多件", "受理了多少件"),
        ("系边个负责嘅", "是谁负责的"),
        ("系边三个中心嚟㗎", "是哪三个中心来啊"),
        ("那个栏目叫个甚", "那个栏目叫什么"),
        ("点解会咁", "为什么会这么"),
        ("化解率 vs 办结率", "化解率 和 办结率"),
        ("化解率是多少", "化解率是多少"),
    ],
)
def test_dialect_is_read_as_mandarin(typed: str, read: str) -> None:
    """Words of grammar and asking become those of Mandarin; what is Mandarin stays."""
    assert in_mandarin(typed) == read


@pytest.mark.parametrize(
    "typed", ["关系边界", "体系建设", "返工率是多少", "水边的路", "周边城市", "huajielvshi", "反映的是什么事"]
)
def test_ordinary_words_are_left_alone(typed: str) -> None:
    """A word that also means something in Mandarin is dialect only beside another dialect word."""
    assert in_mandarin(typed) == typed


def test_thanks_in_dialect_are_thanks() -> None:
    """Small talk is understood in dialect, too."""
    assert smalltalk.said("唔该晒") == "thanks"


def test_a_broken_line_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that is no rule is told with its number."""
    path = tmp_path / "dialect.txt"
    path.write_text("# made here\n几多 > 多少\n冇\n", "utf-8")
    monkeypatch.setattr(dialect, "PATH", path)
    dialect._table.cache_clear()
    in_mandarin.cache_clear()
    with pytest.raises(DataError, match="3"):
        in_mandarin("冇")
    dialect._table.cache_clear()
