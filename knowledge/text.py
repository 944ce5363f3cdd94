"""Characters: folding for comparison, sentences, clauses.

Folding never changes the length of a text, so a position in the folded text is the same position in
the text as written. Nothing folded is ever shown or cited.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from knowledge.model import Span
from knowledge.tables import DATA, rows

ENDS = frozenset("。！？!?…")
"""What can end a sentence. A full stop of ASCII is not among them: 3.6, A.pdf."""
BREAKS = frozenset("，,；;：:。！？!?…—|｜")
"""What ends a clause, a dash only where it is a double one. The enumeration comma 、 does not: items belong together."""
PAIRS = {"“": "”", "‘": "’", "《": "》", "「": "」", "『": "』", "（": "）", "(": ")", "〈": "〉", "【": "】"}
QUOTES = frozenset("“‘「『")
LONGEST_SENTENCE = 1500
"""Text without any stop is cut here, so that one sentence of garbage cannot cost a second."""


@cache
def _table() -> dict[int, int]:
    """Code point to code point: traditional to simplified, full width to half, upper case to lower."""
    table = {ord(pair[0]): ord(pair[1]) for _, line in rows(DATA / "traditional.txt") for pair in line.split()}
    table.update({full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)})
    table.update({0x3000: 0x20, 0xA0: 0x20, ord("。"): ord("。"), ord("．"): ord("."), ord("％"): ord("%")})
    for opening, closing in (("「", "」"), ("『", "』"), ("〝", "〞"), ('"', '"')):
        table[ord(opening)], table[ord(closing)] = ord("“"), ord("”")
    table.update(zip(map(ord, "‧•・∙"), [ord("·")] * 4, strict=True))
    table.update({ord("Ⅰ"): ord("i"), ord("〇"): ord("零")})
    table.update({upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)})
    table.update({full: full - 0xFEE0 + 32 for full in range(0xFF21, 0xFF3B)})
    return table


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

    A mark without its partner encloses nothing.
    """
    open_marks: list[int] = []
    pairs: list[tuple[int, int]] = []
    for position in range(span.start, span.end):
        mark = text[position]
        if mark in PAIRS:
            open_marks.append(position)
        elif open_marks and mark in PAIRS.values():
            for depth in range(len(open_marks) - 1, -1, -1):
                if PAIRS[text[open_marks[depth]]] == mark:
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
        mark = text[position]
        if position in closing and position - start < LONGEST_SENTENCE:
            end = closing[position]
            opens_sentence = not text[start:position].strip() or text[position - 1] in ":："
            stops = mark in QUOTES and opens_sentence and end > position and text[end - 1] in ENDS
            position = end + 1
            if stops and not (position < span.end and text[position] in "，,、；;"):
                found.append(Span(start, position))
                start = position
            continue
        position += 1
        if mark in ENDS or position - start >= LONGEST_SENTENCE:
            while position < span.end and (text[position] in ENDS or text[position] in "”’」』）)"):
                position += 1
            found.append(Span(start, position))
            start = position
    found.append(Span(start, span.end))
    return [kept for kept in (trim(text, one) for one in found) if kept]


def clauses(text: str, span: Span) -> tuple[Span, ...]:
    """The clauses of a sentence, without the mark that ends each; never cut inside quotation marks or numbers."""
    inside = bytearray(span.end - span.start)
    for opening, end in enclosed(text, span):
        if text[opening] not in "（(":
            inside[opening - span.start : end - span.start + 1] = b"\x01" * (end - opening + 1)
    cuts = [span.start - 1]
    for position in range(span.start, span.end):
        if text[position] in BREAKS and not inside[position - span.start] and not _joins(text, position):
            cuts.append(position)
    cuts.append(span.end)
    found = (trim(text, Span(left + 1, right)) for left, right in pairwise(cuts))
    return tuple(clause for clause in found if clause)


def _joins(text: str, position: int) -> bool:
    """Whether the mark holds a number or a name together: 36,045 and 09:08, 深圳—香港—广州."""
    around = text[max(position - 1, 0) : position + 2]
    if text[position] == "—":
        return around.count("—") == 1 and len(around) == 3
    return len(around) == 3 and around[0].isdigit() and around[2].isdigit() and around[1] in ",:："
