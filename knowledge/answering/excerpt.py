"""Excerpt: the few words of a passage that answer a question; for open reading, where no facts are known.

The sentence with most of the question that the rest of the passage has not; in it a date, a number, what stands behind
由 or 位于, a cause, or what its best clause says behind the question's own words. A slice of the passage, always.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import exp

from knowledge.lexis.text import HAN, fold
from knowledge.search.passages import ASKING, HEAD

Slice = tuple[int, int]

TOPIC = 0.1
"""Share of what the passage begins with: it is about that in every sentence."""
REPEATED = 0.7
"""What stands in n sentences of the passage tells n to this power less."""
ALONE = 0.7
"""Share of a single character beside a pair."""
FITTING = 2.0
"""So much likelier is a sentence with a date or number, where one is asked for."""
REACH, CLAUSE, AFTER = 20.0, 8.0, 1.3
"""How far words of the question speak for a number: by half about so many characters away, a comma counts as eight,
and words behind it as somewhat farther."""

CHINESE = "〇零元一二三四五六七八九十百千万两"
DATE = r"(?:公元)?前?\d{1,4}年(?:代|间)?"
DAY = rf"{DATE}(?:\d{{1,2}}月(?:\d{{1,2}}[日号])?(?:晚上?|上午|下午|凌晨)?)?(?:[至到-](?:{DATE})?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?)?"
ERA = rf"[\u4e00-\u9fff]{{0,3}}[{CHINESE}]{{1,4}}年"
UNITS = "平方公里|平方千米|平方米|立方米|公里|千米|海里|公尺|厘米|毫米|英里|英尺|公斤|千克|摄氏度|%|‰|[a-z]{1,3}(?![a-z])|[^\\W\\d_]"
KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile("哪一?年|几几年|年份|哪个年"), re.compile(rf"(?:公元)?前?\d{{2,4}}年|{ERA}")),
    (re.compile("什么时候|何时|什么时间|哪一?天|几月|日期|时间|生日|什么年代|时期"),
     re.compile(rf"{DAY}|\d{{1,2}}月\d{{1,2}}日|\d+世纪(?:\d+年代)?(?:[初中末]期?)?|{ERA}")),
    (re.compile("多少|几(?!乎|何)|多[长高大远深重宽快]"), re.compile(rf"(?:约|大约|第|超过|近|逾|只有)?[\d{CHINESE}]+(?:[.,]\d+)*[万亿千百]?(?:{UNITS})?")),
)  # fmt: skip
"""(what the question asks by, what answers it)."""
COUNTED = re.compile(r"(?:多少|几)([^\W\d_]?)")
WHY = re.compile("(?<![称名算定改叫作做认成视译封评判])为什么|为何|原因|怎么会")
CAUSE = re.compile("因为|由于|因(?!此)|原因")
BEHIND = re.compile("([由被与和于在向从]|位于)(?:谁|哪(?:些|个|里|位|种|家|儿)?|什么)")
ANCHOR = re.compile("([\u4e00-\u9fff]{2})(?:是|叫|为|有)?(?:什么|哪些|谁|哪)")
NAME = re.compile("[名称号译字]$|职业|国籍")
WHOLE = re.compile("^什么是|是什么$|指什么|哪些|特点|含义|意思|作用|定义|特征|影响|用途")
"""What is answered with what follows, to the end of the sentence; a NAME ends with its clause all the same."""
LITTLE = 3
"""Characters behind the question's words that are no answer yet: then the clause is told."""
SENTENCE, CLAUSES = re.compile(r"[^。!?\n]+[。!?\n]?"), re.compile(r"[^,;:]+[,;:]?")
LEFT = (
    "是为于在由的了有与和及即也又就则亦并而且被把其该这以至到叫作做称名成呈包括含分别属来自\"'「」“”,、。: )("
)
RIGHT = "的了,、;。!? :("


@dataclass(frozen=True)
class _Sentence:
    """The sentence of a passage that is likeliest to hold the answer."""

    question: str
    text: str
    weights: dict[str, float]
    """What each pair and each character of the question tells."""

    @cached_property
    def clauses(self) -> Sequence[Slice]:
        """Where the clauses begin and end."""
        return [match.span() for match in CLAUSES.finditer(self.text)]

    @cached_property
    def best(self) -> int:
        """Which clause has most of the question."""
        return max(
            range(len(self.clauses)), key=lambda n: _told(self.weights, self.text[slice(*self.clauses[n])])
        )

    @cached_property
    def said(self) -> frozenset[int]:
        """Where the question's own words stand."""
        pairs = enumerate(pairwise(self.text))
        return frozenset(p for at, (one, other) in pairs if one + other in self.weights for p in (at, at + 1))


def excerpt(question: str, passage: str, rarity: Callable[[str], float]) -> str:
    """The likeliest short answer of a passage, "" where it has no sentence; `rarity`: how telling a token is."""
    asked, text = fold(question).strip(" ?。"), fold(passage)
    sentences = [match.span() for match in SENTENCE.finditer(text)]
    if not sentences:
        return ""
    weights = _weights(asked, text, sentences, rarity)
    wanted = next((answers for asks, answers in KINDS if asks.search(asked)), None)

    def likelihood(sentence: Slice) -> float:
        inside = text[slice(*sentence)]
        fits = wanted is not None and any(match[0] not in asked for match in wanted.finditer(inside))
        return _told(weights, inside) * (FITTING if fits else 1.0)

    start, end = max(sentences, key=likelihood)
    chosen = _Sentence(asked, text[start:end], weights)
    found = (
        _why(chosen)
        or (_number(chosen, wanted) if wanted else None)
        or _behind(chosen)
        or _named(chosen)
        or _beside(chosen)
    )
    first, last = _trimmed(chosen.text, *found)
    return passage[start + first : start + last]


def _weights(
    asked: str, text: str, sentences: Sequence[Slice], rarity: Callable[[str], float]
) -> dict[str, float]:
    """What each pair and character of the question tells in this passage."""
    content, head = ASKING.sub("\0", asked), text.lstrip("。 \n")[: HEAD + 4]
    pairs = {one + other for one, other in pairwise(content) if (one + other).isalnum()}
    weights: dict[str, float] = {}
    for token in sorted(pairs | {sign for sign in content if HAN.fullmatch(sign)}):
        repeated = sum(token in text[start:end] for start, end in sentences)
        share = (TOPIC if token in head else 1.0) * (ALONE if len(token) == 1 else 1.0)
        weights[token] = share * rarity(token) / max(repeated, 1) ** REPEATED
    return weights


def _told(weights: dict[str, float], text: str) -> float:
    return sum(weight for token, weight in weights.items() if token in text)


# --- what in the sentence answers ------------------------------------------------------------------


def _why(sentence: _Sentence) -> Slice | None:
    """From the word of cause on, or else the clauses up to the one that is asked about."""
    if not WHY.search(sentence.question):
        return None
    start, end = sentence.clauses[sentence.best]
    if cause := CAUSE.search(sentence.text):
        return cause.start(), end if cause.start() < start else len(sentence.text)
    if sentence.best:
        return sentence.clauses[max(sentence.best - 2, 0)][0], end
    return 0, len(sentence.text)


def _number(sentence: _Sentence, wanted: re.Pattern[str]) -> Slice | None:
    """The date or number that is nearest to the question's words and counts what is asked."""
    counted = COUNTED.search(sentence.question)
    unit = counted[1] if counted else ""
    best: tuple[float, Slice] | None = None
    for match in wanted.finditer(sentence.text):
        if match[0] in sentence.question:
            continue
        worth = sum(weight * exp(-away / REACH) for weight, away in _around(sentence, *match.span()))
        if counted:
            worth *= _counts(match[0], sentence.text[match.end() : match.end() + 1], unit)
        if best is None or worth > best[0]:
            best = worth, match.span()
    return best[1] if best else None


def _around(sentence: _Sentence, start: int, end: int) -> Iterator[tuple[float, float]]:
    """The pairs of the question around a place: (how telling, how far)."""
    text = sentence.text
    for token, weight in sentence.weights.items():
        at = text.find(token) if len(token) > 1 else -1
        while at >= 0:
            away = start - at if at < start else AFTER * (at - end)
            commas = sum(text.count(mark, min(at, end), max(at, start)) for mark in ",;:")
            yield weight, away + CLAUSE * commas
            at = text.find(token, at + 1)


def _counts(number: str, behind: str, unit: str) -> float:
    """How well a number fits what is counted: 几个 wants 64个, no day of a month and hardly 一种."""
    if unit and unit in number[-2:] + behind:
        return 2.0
    if number[-1] in "年月日":
        return 0.1
    return (
        0.2
        if number[0] == "一" and len(number) == 2
        else 0.3
        if len(number) < 2 and not number.isdigit()
        else 1.0
    )


def _behind(sentence: _Sentence) -> Slice | None:
    """What stands behind the word that the question asks behind: 由谁 by 由 …, 位于哪里 by 位于 …."""
    asked = BEHIND.search(sentence.question)
    if asked is None:
        return None
    next_word = sentence.question[asked.end() : asked.end() + 2]
    until = rf"{re.escape(next_word)}|" if len(next_word) > 1 and next_word.isalnum() else ""
    for match in re.finditer(rf"{asked[1]}([^,;:。!?]{{2,24}}?)(?={until}[,;:。!?]|$)", sentence.text):
        if 2 * len(sentence.said.intersection(range(*match.span(1)))) < len(match[1]):
            return match.span(1)
    return None


def _named(sentence: _Sentence) -> Slice | None:
    """What stands behind the last word before the words of asking: 俗名 in 俗名是什么."""
    asked = ANCHOR.search(sentence.question)
    if asked is None or asked[1] not in sentence.text:
        return None
    start = sentence.text.index(asked[1]) + len(asked[1])
    end = next((end for _, end in sentence.clauses if end >= start), start)
    if not _long(sentence.text, start, end):
        return None
    further = WHOLE.search(sentence.question) and not NAME.search(asked[1])
    return start, len(sentence.text) if further else end


def _beside(sentence: _Sentence) -> Slice:
    """What the best clause says behind the question's words; if little, the clause; if nothing, that and the next."""
    start, end = sentence.clauses[sentence.best]
    said = [at for at in sentence.said if start <= at < end]
    if not said:
        return start, end
    last = max(said) + 1
    if end - last > LITTLE:
        return last, len(sentence.text) if WHOLE.search(sentence.question) else end
    if sentence.best + 1 < len(sentence.clauses) and not _long(sentence.text, start, min(said)):
        return start, sentence.clauses[sentence.best + 1][1]
    return start, end


def _long(text: str, start: int, end: int) -> bool:
    """Whether something is left of a slice without the words of grammar around it."""
    first, last = _trimmed(text, start, end)
    return last - first >= 2


def _trimmed(text: str, start: int, end: int) -> Slice:
    while start < end and text[start] in LEFT:
        start += 1
    while end > start and text[end - 1] in RIGHT:
        end -= 1
    return start, end
