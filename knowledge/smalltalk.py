"""What is no question about the report: greetings and thanks, abuse, attempts to reprogram the bot, other topics."""

from __future__ import annotations

import re
from functools import cache

from knowledge.dialect import in_mandarin
from knowledge.tables import groups
from knowledge.text import fold

KIND = ("greeting", "thanks", "goodbye", "identity", "ability", "presence")
UNKIND = ("abuse", "injection", "offtopic", "opinion")
REST_AT_MOST = 2
"""Characters that may be left of a greeting once all words of courtesy are taken out."""

SHORT = 20
ASKS = re.compile(r"[?？吗呢]|多少|几|哪|什么|啥|谁|怎|咋|如何")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    said = sorted(groups("smalltalk.txt")[name], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, said)))


@cache
def _courtesies() -> re.Pattern[str]:
    return re.compile("|".join(_pattern(name).pattern for name in (*KIND, "particles")))


def said(text: str) -> str:
    """greeting, thanks, goodbye, identity, ability or presence where the text says only that; else "".

    >>> said("谢谢啦，辛苦了"), said("你好，化解率是多少")
    ('thanks', '')
    """
    words = re.sub(r"[\W_]+", "", in_mandarin(fold(text)))
    if len(_courtesies().sub("", words)) > REST_AT_MOST:
        return ""
    kinds = [
        name
        for name in ("ability", "identity", "presence", "thanks", "goodbye", "greeting")
        if _says(name, words)
    ]
    return kinds[0] if kinds else ""


def opens_with(text: str) -> str:
    """thanks or goodbye where a short text that asks nothing begins so; else ""."""
    words = re.sub(r"[\W_]+", "", in_mandarin(fold(text)))
    if len(words) > SHORT or ASKS.search(text):
        return ""
    return next((name for name in ("thanks", "goodbye") if _pattern(name).match(words)), "")


def _says(name: str, words: str) -> bool:
    return bool(_pattern(name).search(words))


def beside_the_point(text: str) -> str:
    """abuse, injection, opinion or offtopic where the text shows signs of it; else ""."""
    words = re.sub(r"\s+", "", fold(text))
    return next((name for name in UNKIND if _says(name, words)), "")
