"""Which of the things that were listed before is meant: 第二个呢 after 审议了哪些文件."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.answering.operands import Finder
from knowledge.answering.telling import Teller
from knowledge.lexis.numerals import whole_number
from knowledge.model import Answer, Question

NTH = re.compile(
    r"(?:那么?|其中|里面|[,， ])*(?:第(?P<number>[一二三四五六七八九十]|\d{1,2})|(?P<last>最后一))[个份项条部家名位]"
    r"[\u4e00-\u9fff]{0,3}?(?:呢|是(?:什么|啥|哪个|谁)|叫(?:什么|啥)(?:名字)?)[呢呀啊嘛]?[?。! ]*"
)
LISTINGS = (re.compile("《[^》]+》"), re.compile("“[^”]+”"))
"""Things whose names have marks of their own."""
SEVERAL = 2


def one_of_the_listed(
    question: Question, history: Sequence[str], finder: Finder, teller: Teller
) -> Answer | None:
    """The one that is meant of what the answer before listed, declined where there are fewer; None where none is asked."""
    match = NTH.fullmatch(question.text)
    if match is None or not history:
        return None
    best = finder.listing(finder.reader.read(history[-1], history[:-1]))
    if best is None:
        return None
    clause = finder.index.reports[best.report].quote(best.span)
    listed = max((names.findall(clause) for names in LISTINGS), key=len)
    at = len(listed) if match["last"] else whole_number(match["number"]) or 0
    if len(listed) < SEVERAL or not at:
        return None
    if at > len(listed):
        return teller.composer.decline(question, [best], "detail")
    return teller.answer(question, listed[at - 1], "", best)
