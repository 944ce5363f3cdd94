"""Characters: folding for comparison, sentences, clauses.

Folding never changes the length of a text, so a position in the folded text is the same position in
the text as written. Nothing folded is ever shown or cited.
"""

from __future__ import annotations

import re
from functools import cache

from knowledge.lexis.tables import DATA, rows
from knowledge.model import Span

ENDS = frozenset("。！？!?…")
"""What can end a sentence. A full stop of ASCII is not among them: 3.6, A.pdf."""
BREAKS = frozenset("，,；;：:。！？!?…—|｜")
"""What ends a clause, a dash only where it is a double one. The enumeration comma 、 does not."""
PAIRS = {"“": "”", "‘": "’", "《": "》", "「": "」", "『": "』", "（": "）", "(": ")", "〈": "〉", "【": "】"}
QUOTES = frozenset("“‘「『")
LONGEST_SENTENCE = 1500
"""Text without any stop is cut here, so that one sentence of garbage cannot cost a second."""
MOST_CLOSERS = 8
"""Stops and closing marks that can follow a stop; more are garbage."""
DEEPEST = 16
"""Open marks that are remembered; text that nests deeper is garbage."""
HAN = re.compile("[\u4e00-\u9fff]+")
"""Nothing but Chinese characters, with fullmatch."""
_MARK = re.compile(f"[{re.escape(''.join({*PAIRS, *PAIRS.values()}))}]")
_STOP = re.compile(f"[{re.escape(''.join(sorted({*ENDS, *PAIRS})))}]")
_CLOSERS = re.compile(f"[{re.escape(''.join(sorted(ENDS)))}”’」』）)]{{0,{MOST_CLOSERS}}}")
_BREAK = re.compile(r"[,：:](?!(?<=\d.)\d)|[，；;。！？!?…|｜]|—(?:(?<=—.)|(?=—)|$)")
"""A mark that ends a clause; not one within a number or a name: 36,045, 09:08, 深圳—香港—广州."""


@cache
def _table() -> dict[int, int]:
    """Code point to code point: traditional to simplified, full width to half, upper case to lower."""
    table = {
        ord(pair[0]): ord(pair[1]) for _, line in rows(DATA / "traditional.txt") for pair in line.split()
    }
    table.update({full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)})
    table.update({0x3000: 0x20, 0xA0: 0x20, 0x2236: ord(":"), ord("．"): ord("."), ord("％"): ord("%")})
    for opening, closing in (("「", "」"), ("『", "』"), ("〝", "〞"), ('"', '"')):
        table[ord(opening)], table[ord(closing)] = ord("“"), ord("”")
    table.update(zip(map(ord, "‧•・∙"), [ord("·")] * 4, strict=True))
    table.update({ord("ü"): ord("v"), ord("Ü"): ord("v"), ord("Ⅰ"): ord("i"), ord("〇"): ord("零")})
    table.update({upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)})
    table.update({full: full - 0xFEE0 + 32 for full in range(0xFF21, 0xFF3B)})
    return table


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of a table, compiled when it is first reached and then kept: re itself forgets after some hundred."""
    return re.compile(pattern)


def fold(text: str) -> str:
    """The text in simplified script, half width and lower case; same length, for comparison only.

    >>> fold("網路　ＧＤＰ：９５％")
    '网路 gdp:95%'
    """
    return text.translate(_table())


def squeeze(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def trim(text: str, span: Span) -> Span:
    """The span without the white space at its ends."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def enclosed(text: str, span: Span) -> list[tuple[int, int]]:
    """The outermost pairs of quotation marks, brackets and title marks, as (opening, closing) positions.

    A mark without its partner encloses nothing, nor does a pair further apart than any sentence is long.
    """
    open_marks: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in _MARK.finditer(text, span.start, span.end):
        position, mark = match.start(), match[0]
        if mark in PAIRS:
            open_marks.append(position)
            continue
        for depth in range(len(open_marks) - 1, max(len(open_marks) - DEEPEST, 0) - 1, -1):
            if PAIRS[text[open_marks[depth]]] == mark:
                if position - open_marks[depth] < LONGEST_SENTENCE:
                    pairs.append((open_marks[depth], position))
                del open_marks[depth:]
                break
    pairs.sort()
    outermost: list[tuple[int, int]] = []
    for pair in pairs:
        if not outermost or pair[0] > outermost[-1][1]:
            outermost.append(pair)
    return outermost


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of a paragraph.

    Stops inside quotation or title marks do not end one, unless the quotation is a sentence of its own:
    it begins one, or follows a colon, and ends with a stop.
    """
    closing = dict(enclosed(text, span))
    found: list[Span] = []
    start = position = span.start
    while position < span.end:
        limit = min(span.end, start + LONGEST_SENTENCE)
        match = _STOP.search(text, position, limit)
        if match and match[0] in PAIRS:
            opening = match.start()
            end = closing.get(opening)
            position = opening + 1 if end is None else end + 1
            if end is None or not _stands_alone(text, Span(start, span.end), opening, end):
                continue
        elif match or limit < span.end:
            position = match.end() if match else max(limit, position)
            closers = _CLOSERS.match(text, position, span.end)
            position = closers.end() if closers else position
        else:
            break
        found.append(Span(start, position))
        start = position
    found.append(Span(start, span.end))
    return [kept for kept in (trim(text, one) for one in found) if kept]


def _stands_alone(text: str, rest: Span, opening: int, end: int) -> bool:
    """Whether a quotation is a sentence by itself: “您好!” at the beginning or after a colon."""
    begins = not text[rest.start : opening].strip() or text[opening - 1] in ":："
    goes_on = end + 1 < rest.end and text[end + 1] in "，,、；;"
    return text[opening] in QUOTES and begins and text[end - 1] in ENDS and not goes_on


def clauses(text: str, span: Span) -> tuple[Span, ...]:
    """The clauses of a sentence, each without the mark that ends it.

    Never cut inside quotation marks, title marks or numbers.
    """
    whole = [pair for pair in enclosed(text, span) if text[pair[0]] not in "（("]
    whole.append((span.end, span.end))
    found: list[Span] = []
    start, at = span.start, 0
    for match in _BREAK.finditer(text, span.start, span.end):
        while whole[at][1] < match.start():
            at += 1
        if whole[at][0] <= match.start():
            continue
        found.append(Span(start, match.start()))
        start = match.end()
    found.append(Span(start, span.end))
    return tuple(clause for clause in (trim(text, one) for one in found) if clause)
