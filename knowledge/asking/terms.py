"""The pieces of a question that have to be found in the reports, with what they may stand for and how much they tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from knowledge.asking.asks import CLASSIFIER
from knowledge.hearing.mend import Mender
from knowledge.lexis.numerals import units, whole_number
from knowledge.lexis.words import Lexicon
from knowledge.model import Span, Term, Variant
from knowledge.search.index import CACHED, Index

BACKGROUND = 0.2
"""Share of a word of the story around a question, beside one of the question itself."""
COMPONENT = 0.85
"""What all words of a joined piece are worth together where they stand apart."""
FOCUS = 1.5
"""Share of the noun that is asked for (举措 in 几条举措), beside another word."""
FAINT = 0.35
ONE_CHARACTER = {"n": 0.8, "": 0.5}
"""Share of a single character, which is easily found by chance; a noun (煤) less so."""
BY_CLASS = {"n": 1.0, "v": 0.75, "a": 0.6, "x": 0.3}
"""Share of a word by its class; of a faint one (工作, 情况) whatever its class."""
FOCUS_FAINT = 3.0
"""Share of a faint noun next to the words of asking, beside the same elsewhere: 制度 in 什么制度."""
TERMS_AT_MOST = 40
MEASURED = frozenset("率额量值数度费款价")
"""What makes a measure of the word before it: 化解率."""
INSTITUTIONS = frozenset("中心 机关 部门 单位 公司 集团 局 院 委 所 站 厅 处".split())
"""What makes a name of the word before it: 信访中心 is no other centre."""
NAMED_NUMBER = re.compile(r"几([^个年天月日的了点成次家位名\s?,，。])")
APART = re.compile(rf"(?:多少|几|好多)(?:{CLASSIFIER})?(?P<object>[\u4e00-\u9fff]{{1,2}})")
DONE_SO_OFTEN = re.compile(
    r"(?P<verb>[\u4e00-\u9fff]{1,2}?)[了过到出上进下得]?(?:大概|一共|总共|大约|拢共)?$"
)
"""挖|了|多少|煤: a verb, and behind the words of counting its object."""
MONTH = re.compile(
    r"(?<![\d十一二三四五六七八九几每个数上下半])(?P<month>1[0-2]|[1-9]|十[一二]|[一二三四五六七八九十])月(?:份里?|里|(?=[上中下]旬))"
)
MONTH_TELLS = 0.5
"""A month of the year and its weight, before all weights are shared out."""
NEAR_BY = 5
"""So many characters before the words of counting a verb may begin."""
MEASURE_NOUNS = frozenset(
    "均值 平均值 均数 总数 次数 频次 人数 件数 户数 户次 起数 台数 数字 数目 金额 面积 年份 年头 日子 名次 比率 规模 长度 距离 岁数 年龄 钱数 奖项 名额 合格率".split()
)
"""What is measured, not what of: a report seldom says it where it tells the number."""
OF_A_MEASURE = re.compile("(?:[率额量值数度费款价]|收入|支出|投资|资金|存款|债务|面积|里程|人口)$")
TOTALS = frozenset("总量 总额 总数 总计 总和 总值 数额 数值 数据 数量 数目 规模 金额 水平".split())
"""What adds nothing behind the name of a measure: 生产总值|总量, 投资|规模."""
QUOTED = re.compile(r"[“‘《\"「『](?P<name>[^“”‘’《》\"「」『』,，。?]{2,14})[”’》\"」』]")
"""A name in quotation marks."""
BETWEEN = re.compile(r"[\u4e00-\u9fff]?|的?[“‘《]?")
"""What may stand between the words of asking and what they ask for: 哪里的“经验”."""
DESCRIBED = re.compile(r"[\u4e00-\u9fff]?的")
"""What joins a word to the thing that it describes: 上门|的|老乡, 含金量|高的|专利."""
GAP = re.compile("(?<=[\u4e00-\u9fff])\0{2,4}(?=[\u4e00-\u9fff])")
"""Words of asking in the midst of what is asked, blanked."""


class _Meant(NamedTuple):
    """What a piece of a question means to these reports, whatever stands around it."""

    variants: tuple[Variant, ...]
    weight: float
    tells: bool


@dataclass(frozen=True, slots=True)
class TermFinder:
    """Finds the terms of questions for one library."""

    lexicon: Lexicon
    index: Index
    mender: Mender
    _known: dict[str, _Meant] = field(default_factory=dict)
    _leading: dict[str, bool] = field(default_factory=dict)

    def find(self, text: str, content: str, core: Span) -> list[Term]:
        """The pieces that carry content, in order, with what they may stand for."""
        terms = [
            *self._numbers_asked(text),
            *self._months(text, core),
            *self._set_apart(text, core),
            *self._quoted(text, core),
        ]
        taken = [term.span for term in terms]
        for piece in self._pieces(text, content):
            if any(piece.start < other.end and other.start < piece.end for other in taken):
                continue
            typed = content[piece.start : piece.end].replace("\0", "")
            if piece.end <= core.start or piece.start >= core.end:
                if len(typed) > 1 and self.index.holds(typed):
                    said = (Variant(typed, 1.0, "same"),)
                    terms.append(Term(piece, typed, self._weight(typed, said) * BACKGROUND, said))
                continue
            meant = self.meant(typed)
            if meant.weight > 0:
                terms.append(Term(piece, typed, meant.weight, meant.variants, meant.tells))
        terms.sort(key=lambda term: term.span.start)
        terms = [
            term
            for at, term in enumerate(terms)
            if not (at and term.typed in TOTALS and self._adds_nothing(terms[at - 1], term))
        ]
        for at, (term, behind) in enumerate(pairwise(terms)):
            of_it = term.span.end == behind.span.start and len(term.typed) > 1
            if of_it and (behind.typed in INSTITUTIONS or self._describes(term, behind)):
                terms[at] = replace(term, tells=True)
            elif of_it and len(behind.typed) > 1 and self._one_thing(term, behind):
                terms[at : at + 2] = [replace(term, tells=True), replace(behind, tells=True)]
        return list({term.typed: term for term in terms[-TERMS_AT_MOST:]}.values())

    def _adds_nothing(self, measure: Term, total: Term) -> bool:
        """Whether a word for how much there is stands behind the name of a measure, and the reports have no such name."""
        names = (measure.typed, *(variant.text for variant in measure.variants if variant.by == "synonym"))
        return (
            measure.span.end == total.span.start
            and any(map(OF_A_MEASURE.search, names))
            and not self.index.holds(measure.typed + total.typed)
        )

    def _one_thing(self, term: Term, behind: Term) -> bool:
        """Whether two words are one thing in the reports: 危险驾驶."""
        faint = self.lexicon.is_faint
        return (
            not faint(term.typed) and not faint(behind.typed) and self.index.holds(term.typed + behind.typed)
        )

    def _describes(self, term: Term, behind: Term) -> bool:
        """Whether a word says which kind of a thing is meant: 新兴 of 新兴产业."""
        kind = self.lexicon.kind
        return kind(term.typed) == "a" and term.typed not in self.lexicon.faint and kind(behind.typed) == "n"

    def meant(self, typed: str) -> _Meant:
        """What a piece of a question means to these reports; each worked out once."""
        known = self._known.get(typed)
        if known is None:
            variants = (*self.mender.variants(typed), *self._components(typed))
            pieces = [v.text for v in variants if v.by == "piece"]
            rest = typed[max((typed.find(piece) + len(piece) for piece in pieces), default=len(typed)) :]
            if (rest and rest not in self.lexicon.faint) or (
                typed[-1] in MEASURED and sum(map(len, pieces)) < len(typed)
            ):
                variants = tuple(replace(v, degree=v.degree / 2) if v.by == "piece" else v for v in variants)
            known = _Meant(variants, self._weight(typed, variants), self._tells(typed))
            if len(self._known) < CACHED:
                self._known[typed] = known
        return known

    def _numbers_asked(self, text: str) -> Iterator[Term]:
        """几查, 几进, 几五: the reports' own numerals before the same character, by whichever number."""
        for match in NAMED_NUMBER.finditer(text):
            after = match[1]
            found = self.index.numbered(after)
            if found and after not in units()["count"]:
                variants = tuple(Variant(pair, 0.9, "same") for pair in found)
                yield Term(Span(match.start(), match.end()), match[0], 0.5, variants)

    def _months(self, text: str, core: Span) -> Iterator[Term]:
        """Months, as the reports write them: 8月 for 八月份."""
        for match in MONTH.finditer(text, core.start, core.end):
            written = f"{whole_number(match['month'])}月"
            held = (Variant(written, 1.0, "same"),) if self.index.holds(written) else ()
            yield Term(Span(*match.span()), match[0], MONTH_TELLS, held, tells=bool(held))

    def _set_apart(self, text: str, core: Span) -> Iterator[Term]:
        """A verb and its object, known together, that the words of counting stand between: 挖了多少煤 is 挖煤."""
        for match in APART.finditer(text, core.start, core.end):
            start = max(core.start, match.start() - NEAR_BY)
            before = DONE_SO_OFTEN.search(text, start, match.start())
            if before is None:
                continue
            verb, thing = before["verb"], match["object"]
            if self.lexicon.knows(thing) and self.index.holds(thing):
                continue
            pairs = ((start, end) for start in range(len(verb)) for end in range(len(thing), 0, -1))
            for start, end in pairs:
                typed = verb[start:] + thing[:end]
                does = self.lexicon.kind(verb[start:]) == "v" or verb[start] in "少多"
                if does and self.lexicon.synonyms(typed) and self.leads_somewhere(typed):
                    span = Span(before.start("verb") + start, match.start("object") + end)
                    meant = self.meant(typed)
                    yield Term(span, typed, meant.weight, meant.variants, meant.tells)
                    break

    def _quoted(self, text: str, core: Span) -> Iterator[Term]:
        """What stands between quotation marks, where the reports have just that and it is more than a word."""
        for match in QUOTED.finditer(text, core.start, core.end):
            typed = match["name"]
            if len(self.lexicon.cut(typed)) > 1 and self.index.holds(typed):
                meant = self.meant(typed)
                yield Term(Span(*match.span("name")), typed, meant.weight, meant.variants, tells=True)

    def _pieces(self, whole: str, text: str) -> Iterator[Span]:
        """Words and everyday phrases of the text; single characters join a neighbour where the reports say so.

        `whole`: the text with what is no content, cut already.
        """
        words = [Span(start, end) for start, end in self._words_of(whole, text)]
        starts, ends = {word.start for word in words}, {word.end for word in words}
        position = 0
        for start, end, phrase in self._phrases(text):
            uncut = end - start > 1 and start >= position and start in starts and end in ends
            if uncut and self.leads_somewhere(phrase):
                yield from self._words(text, [word for word in words if position <= word.start < start])
                yield Span(start, end)
                position = end
        yield from self._words(text, [word for word in words if position <= word.start])

    def _phrases(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Everyday phrases, and where they begin and end; a word of asking may stand in them: 财政|一共|收进来."""
        places: list[int] = []
        done = 0
        for gap in GAP.finditer(text):
            places += range(done, gap.start())
            done = gap.end()
        if not done:
            yield from ((start, end, text[start:end]) for start, end in self.lexicon.phrases(text))
            return
        places += range(done, len(text))
        closed = "".join([text[at] for at in places])
        for start, end in self.lexicon.phrases(closed):
            yield places[start], places[end - 1] + 1, closed[start:end]

    def _words_of(self, whole: str, text: str) -> list[tuple[int, int]]:
        """Where the words of a text stand, of which parts are zeros: those of the whole text, unless one is cut in two."""
        found = []
        for word, start, end in self.lexicon.cut(whole):
            here = text[start:end]
            if here == word:
                found.append((start, end))
            elif here.strip("\0"):
                return [(start, end) for _, start, end in self.lexicon.cut(text)]
        return found

    def leads_somewhere(self, phrase: str) -> bool:
        """Whether the reports have the phrase, or what it stands for."""
        leads = self._leading.get(phrase)
        if leads is None:
            leads = self.index.holds(phrase) or any(map(self.index.holds, self.lexicon.synonyms(phrase)))
            if len(self._leading) < CACHED:
                self._leading[phrase] = leads
        return leads

    def _words(self, text: str, words: list[Span]) -> Iterator[Span]:
        joined: list[Span] = []
        for word in words:
            if not text[word.start : word.end].isalnum():
                continue
            if joined and joined[-1].end == word.start and self._belong_together(text, joined[-1], word):
                joined[-1] = Span(joined[-1].start, word.end)
            else:
                joined.append(word)
        for word in joined:
            if text[word.start : word.end] not in self.lexicon.stopwords:
                yield word

    def _belong_together(self, text: str, left: Span, right: Span) -> bool:
        first, second = text[left.start : left.end], text[right.start : right.end]
        if first in self.lexicon.stopwords or second in self.lexicon.stopwords:
            return False
        if second == "率" and len(left) > 1:
            return True
        faint = self.lexicon.faint
        if len(left) > 1 and len(right) > 1 and (second not in faint or first in faint):
            return False
        if self.index.holds(first + second):
            return len(left) == len(right) or self.mender.stands_whole(first + second)
        return len(left) == len(right) == 1 and self.mender.shortens(first + second)

    def _weight(self, typed: str, variants: tuple[Variant, ...]) -> float:
        """How much the piece tells: a noun more than a verb, the rarer the more, in ordinary text and in these reports.

        An everyday word is as rare as what it stands for: 公家 tells no more than 政府.
        """
        if typed in self.lexicon.stopwords:
            return 0.0
        if not variants and self.lexicon.kind(typed) == "x" and len(typed) > 1:
            return 0.0  # 已经, 最后: grammar that the reports do not have
        if not variants and typed in MEASURE_NOUNS:
            return 0.0
        general = self.lexicon.rarity(typed)
        if variants and variants[0].by == "synonym":
            general = max(self.lexicon.rarity(v.text) for v in variants if v.by == "synonym")
        here = max((self.index.rarity(v.text) * v.degree for v in variants), default=general)
        share = FAINT if self.lexicon.is_faint(typed) else BY_CLASS[self.lexicon.kind(typed)]
        length = min(len(typed), 4) / 2
        if len(typed) == 1:
            length *= ONE_CHARACTER["n" if self.lexicon.kind(typed) == "n" else ""]
        return (0.3 + 0.4 * general + 0.3 * here) * share * length

    def _components(self, typed: str) -> Iterator[Variant]:
        """The words of a joined piece stand for it too, less surely: 铁路 for 铁路护路."""
        if len(typed) < 3 or not self.index.holds(typed):
            return
        words = [word for word, start, end in self.lexicon.cut(typed) if 1 < end - start < len(typed)]
        if len(typed) == 4 and all(map(self.lexicon.knows, (typed[:2], typed[2:]))):
            words = [typed[:2], typed[2:]]
        telling = [word for word in words if word not in self.lexicon.faint]
        whole = sum(map(len, telling)) if len(telling) < len(words) else len(typed)
        for word in telling:
            if self.index.holds(word):
                yield Variant(word, COMPONENT * len(word) / whole, "piece")

    def _tells(self, typed: str) -> bool:
        if len(typed) < 2 or self.lexicon.is_faint(typed):
            return False
        if not self.lexicon.knows(typed):
            meant = next(iter(self.lexicon.synonyms(typed)), "")
            if meant:
                return self.lexicon.kind(meant) == "n"
            *words, last = [word for word, _, _ in self.lexicon.cut(typed)]
            if last in MEASURED:
                return True
            words = [word for word in (*words, last) if 1 < len(word) < len(typed)]
            return self.index.holds(typed) and (not words or any(map(self._tells, words)))
        return self.lexicon.kind(typed) == "n" or (self.lexicon.kind(typed) == "v" and len(typed) > 2)


def with_focus(terms: list[Term], text: str, start: int, end: int) -> list[Term]:
    """The noun next to the words of asking counts more: 举措 in 几条举措, 院长 in 院长叫什么."""
    next_to = [
        term
        for term in terms
        if len(term.typed) > 1 and not term.tells and BETWEEN.fullmatch(text, end, term.span.start)
    ]
    if next_to:
        kind_of_thing = next_to[0]
        return [replace(t, weight=t.weight * FOCUS_FAINT) if t is kind_of_thing else t for t in terms]
    nouns = [term for term in terms if term.tells]
    behind = [term for term in nouns if 0 <= term.span.start - end <= 3]
    before = [term for term in nouns if -2 <= start - term.span.end <= 4 and term.span.start < start]
    focus = next(iter(behind or before[-1:]), None)
    for term in nouns if behind else ():  # 多少个上门的|老乡
        if focus is not None and DESCRIBED.fullmatch(text, focus.span.end, term.span.start):
            focus = term
    return [
        Term(t.span, t.typed, t.weight * FOCUS, t.variants, t.tells, focus=True) if t is focus else t
        for t in terms
    ]
