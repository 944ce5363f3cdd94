"""Words of grammar and asking in the dialects, read as what Mandarin says: 几多 is 多少, 边个 is 谁."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache, lru_cache

from knowledge.errors import DataError
from knowledge.lexis.tables import DATA, rows
from knowledge.lexis.text import fold

PATH = DATA / "dialect.txt"
KEPT = 256
"""Texts that are remembered: each question is read more than once on its way."""


@lru_cache(KEPT)
def in_mandarin(text: str) -> str:
    """The folded text with its dialect words written in Mandarin.

    >>> in_mandarin("去年嚟嘅人有几多"), in_mandarin("关系边界")
    ('去年来的人有多少', '关系边界')
    """
    always, among = _table()
    pattern, pattern_among = _patterns()
    written = pattern.sub(lambda match: always[match[0]], text)
    if written != text:
        written = pattern_among.sub(lambda match: among[match[0]], written)
    return written


def dialect_words(meaning: Container[str] | None = None) -> tuple[str, ...]:
    """All that is always dialect; `meaning`: only what means one of these words."""
    always = _table()[0]
    return tuple(word for word, meant in always.items() if meaning is None or meant in meaning)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """For each of the two tables whatever stands in it."""
    always, among = (
        re.compile("|".join(map(_whole, sorted(table, key=len, reverse=True)))) for table in _table()
    )
    return always, among


def _whole(word: str) -> str:
    """The pattern of a word: Latin letters are whole words, vs is none in huajielvshi; nor 么事 in 什么事."""
    before = "(?<![a-z])" if word[0].isascii() else "(?<![什怎这那多要])" if word[0] == "么" else ""
    return before + re.escape(word) + ("(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else "")


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    """(what is always dialect, what is so only beside another such word): as typed -> as read.

    Raises DataError where a line is not `word … > word`.
    """
    tables: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for number, line in rows(PATH, fold):
        typed, arrow, meant = line.partition(">")
        among = typed.startswith("?")
        words = typed.removeprefix("?").split()
        if not (arrow and words and meant.strip()):
            raise DataError(str(PATH), "`word … > word` expected", number)
        tables[among].update(dict.fromkeys(words, meant.strip()))
    return tables
