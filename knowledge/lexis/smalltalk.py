"""What is no question about the report: greetings and thanks, abuse, attempts to reprogram the bot, other topics."""

from __future__ import annotations

import re
from functools import cache

from knowledge.lexis.dialect import in_mandarin
from knowledge.lexis.sounds import alike
from knowledge.lexis.tables import groups
from knowledge.lexis.text import fold

KIND = ("greeting", "thanks", "goodbye", "identity", "ability", "presence")
UNKIND = ("abuse", "injection", "offtopic", "opinion")
REST_AT_MOST = 2
"""Characters that may be left of a greeting once all words of courtesy are taken out."""

NEARLY = 4
"""Characters of a phrase of small talk at least that may have lost one."""
SHORT = 20
LONGEST_SLIP = 12
"""Characters of a mistyped greeting at most."""
_PARTICLES = re.compile("[呀啊啦呢吧嘛哦噢哈嘿的了哟喔]+$")
THANKED = re.compile("谢谢|多谢|谢了|谢啦|感谢(?!信)")
SKILL = re.compile("[你您]会(?:说|讲|唱|跳|下|打|做|开|背|画|写)(?!说|讲)[^多几哪什啥谁怎]{0,4}[吗么嘛不没]")
"""你会说粤语吗 asks about whoever answers."""
SERVICE = re.compile(
    "(?:你|您|请|麻烦|能不能|能|可以|可不可以)*[帮替给](?:我们?|俺|咱)(?:写|画|编|唱|拟|起草|背|作)(?:一|个|首|篇|张|份|封|段|点|幅|几)"
)
TELLING = re.compile(
    "(?:你|您|请|快|再)*(?:给我们?|给俺|跟我)?(?:讲|说|来)一?[个首段](?P<what>[\u4e00-\u9fff]{2})[吧呗嘛啊听]*[?？。!]*"
)
TOLD = ("笑话", "故事", "段子", "谜语")
"""What is told for fun, however it is mistyped: 给我讲个效话."""
ASKS = re.compile(r"[?？吗呢]|多少|几|哪|什么|啥|谁|怎|咋|如何")


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    return groups("smalltalk.txt")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    said = sorted(_lists()[name], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, said)))


@cache
def _courtesies() -> re.Pattern[str]:
    return re.compile("|".join(_pattern(name).pattern for name in (*KIND, "particles")))


def said(text: str) -> str:
    """greeting, thanks, goodbye, identity, ability or presence where the text says only that; else "".

    >>> said("谢谢啦，辛苦了"), said("你会说粤语吗"), said("你好，化解率是多少")
    ('thanks', 'ability', '')
    """
    words = re.sub(r"[\W_]+", "", in_mandarin(fold(text)))
    if SKILL.fullmatch(words):
        return "ability"
    if len(_courtesies().sub("", words)) > REST_AT_MOST:
        return ""
    kinds = [
        name
        for name in ("ability", "identity", "presence", "thanks", "goodbye", "greeting")
        if _says(name, words)
    ]
    return kinds[0] if kinds else ""


def sounds_like(text: str) -> str:
    """The kind of small talk that a short text is a slip of, by sound or with characters changed about; else "".

    >>> sounds_like("在见"), sounds_like("你能做身么？"), sounds_like("谢邪啦，新苦了"), sounds_like("化解率")
    ('goodbye', 'ability', 'thanks', '')
    """
    if len(text) > LONGEST_SLIP:
        return ""
    parts = [_PARTICLES.sub("", part) for part in re.split(r"[\W_]+", fold(text))]
    kinds = [_kind_of(part) for part in parts if part]
    return kinds[0] if kinds and all(kinds) else ""


@cache
def _phrases(name: str, length: int) -> tuple[str, ...]:
    return tuple(phrase for phrase in _lists()[name] if len(phrase) == length)


def _kind_of(part: str) -> str:
    for name in KIND:
        for phrase in _phrases(name, len(part)):
            if len(part) > 1 and (sorted(phrase) == sorted(part) or all(map(alike, phrase, part))):
                return name
    return next((name for name in KIND if _is_nearly(part, name)), "")


def _is_nearly(part: str, name: str) -> bool:
    """Whether one character more or less makes a phrase of the text; of two characters only one may be left."""
    if len(part) == 1:
        return any(part in phrase for phrase in _phrases(name, 2))
    return len(part) >= NEARLY and any(
        _without_one(longer, shorter)
        for longer, shorter in (
            *((part, phrase) for phrase in _phrases(name, len(part) - 1)),
            *((phrase, part) for phrase in _phrases(name, len(part) + 1)),
        )
    )


def _without_one(longer: str, shorter: str) -> bool:
    """Whether a text without one of its characters is the other."""
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def to_you(text: str) -> str:
    """The same of a text that speaks to whoever answers: 你是机器还是真人."""
    return sounds_like(text) if "你" in text or "您" in text else ""


def opens_with(text: str) -> str:
    """thanks or goodbye where a short text that asks nothing begins so, or thanks somewhere; else ""."""
    words = re.sub(r"[\W_]+", "", in_mandarin(fold(text)))
    if len(words) > SHORT or ASKS.search(text):
        return ""
    begins = next((name for name in ("thanks", "goodbye") if _pattern(name).match(words)), "")
    return begins or ("thanks" if THANKED.search(words) else "")


def _says(name: str, words: str) -> bool:
    return bool(_pattern(name).search(words))


def wants_a_service(text: str) -> bool:
    """Whether something is to be written, drawn or sung, which no report answers: 帮我写一张请假条.

    >>> wants_a_service("帮我写一张请假条，就说我感冒了"), wants_a_service("帮我查一下化解率")
    (True, False)
    """
    text = fold(text)
    told = TELLING.fullmatch(text)
    for_fun = told is not None and any(all(map(alike, told["what"], thing)) for thing in TOLD)
    return for_fun or SERVICE.match(text) is not None


def beside_the_point(text: str) -> str:
    """abuse, injection, opinion or offtopic where the text shows signs of it; else ""."""
    words = re.sub(r"\s+", "", fold(text))
    return next((name for name in UNKIND if _says(name, words)), "")
