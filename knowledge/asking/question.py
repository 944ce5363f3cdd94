"""text -> Question: what it asks for, terms, unit, period, place, what it follows up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from knowledge.asking.asks import CLASSIFIER, COUNTING, LONGEST, NAMED, NOISE, blank, whole_unit
from knowledge.asking.asks import asks as asks_of
from knowledge.asking.asks import core as core_of
from knowledge.asking.following import following, leans_on, shared_out
from knowledge.hearing.mend import Mender
from knowledge.hearing.wording import Turned, stand_well
from knowledge.lexis.numerals import units, whole_number
from knowledge.lexis.places import Gazetteer
from knowledge.lexis.text import fold
from knowledge.lexis.words import Lexicon
from knowledge.model import Ask, Question, Span, Term, Variant
from knowledge.reading.identity import issuer
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


YEAR = re.compile(
    r"((?:19|20)\d\d)\s?(?:年|(?=[^\d%.,件个人次名项条户家万亿元台辆公亩吨米]|$))|(?<!\d)(2[0-9])年"
)
RELATIVE = tuple((re.compile(words), years) for words, years in (
    (r"大前年", -3), (r"(?<!大)前年", -2), (r"去年|上年(?!末)|上一年|过去一年|(?<!前)一年来", -1), (r"今年|本年(?!度?报)", 0), (r"明年|下一年", 1), (r"后年", 2),
))  # fmt: skip
"""Words for a year, and how many years they lie from the one in which the report speaks."""
COMPARED_WITH = re.compile(
    r"比(?:大?前年|去年|上一?年|(?:19|20)\d\d年)(?:同期)?(?=[又还要能]{0,2}[多少高低增减涨降提上下快慢])"
)
"""The year that another is compared with, which is not asked about: 去年比前年少了几天."""
AGED = re.compile(
    r"(?:(?:今年|去年|明年)(?:都|已经|就|快|刚|才|也|该|要|满|有)*(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:周岁|多?岁|多了?|了))"
)
"""How old somebody is this year, which asks about no year."""
AGE = re.compile(r"(?<!\d)\d{1,3}多?周?岁(?:了|多|半)?(?![以及至到~—-])")
"""The same without a year. What is told of 65岁以上 is no age of somebody."""
DAY = re.compile(r"明天|明早|明晚|后天|今晚|今天晚上|昨天|昨晚|前天")
"""Days of this week, of which no report of a year speaks."""
ANY_YEAR = re.compile("|".join(pattern.pattern for pattern in (YEAR, *(words for words, _ in RELATIVE))))
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
IS_WHAT = re.compile(
    r"(?:请问|问下|问一下|想知道)?[^的是,，]{2,14}是(?:个|一个|一种)?(?:什么|啥)(?:东西|概念)?[呀啊呢嘛吧?？。 ]*"
)
"""枫桥经验是什么: asks what a thing is; 目标是什么 asks which."""
DENIED = re.compile(
    r"[,，]?(?:要[^,，。?!]{1,4})?(?:而|可)?(?:不是|(?<!要)不要|别[给说提])[^,，。?!是不]{1,10}(?:[,，]要[^,，?]{1,4})?(?=[?!。]*$)(?<!吗)"
)
"""What is not asked, behind what is: ……多少元,不是涨幅."""
MEASURE_NOUNS = frozenset(
    "均值 平均值 均数 总数 次数 频次 人数 件数 户数 户次 起数 台数 数字 数目 金额 面积 年份 年头 日子 名次 比率 规模 长度 距离 岁数 年龄 钱数 奖项 名额 合格率".split()
)
"""What is measured, not what of: a report seldom says it where it tells the number."""
OF_A_MEASURE = re.compile("(?:[率额量值数度费款价]|收入|支出|投资|资金|存款|债务|面积|里程|人口)$")
TOTALS = frozenset("总量 总额 总数 总计 总和 总值 数额 数值 数据 数量 数目 规模 金额 水平".split())
"""What adds nothing behind the name of a measure: 生产总值|总量, 投资|规模."""
QUOTED = re.compile(r"[“‘《\"「『](?P<name>[^“”‘’《》\"「」『』,，。?]{2,14})[”’》\"」』]")
"""A name in quotation marks."""
ZONE = re.compile(
    r"^[^\u4e00-\u9fff]*(?:请问|那)?(?P<name>[\u4e00-\u9fff]{0,4}?(?:经开区|高新区|开发区|新区|保税区|自贸区|示范区))(?=的|去年|今年|(?:19|20)\d\d|gdp|有|一共|总共|全年)"
)
"""A zone that a question begins with is whose figures are asked for."""
BETWEEN = re.compile(r"[\u4e00-\u9fff]?|的?[“‘《]?")
"""What may stand between the words of asking and what they ask for: 哪里的“经验”."""
DESCRIBED = re.compile(r"[\u4e00-\u9fff]?的")
"""What joins a word to the thing that it describes: 上门|的|老乡, 含金量|高的|专利."""
GAP = re.compile("(?<=[\u4e00-\u9fff])\0{2,4}(?=[\u4e00-\u9fff])")
"""Words of asking in the midst of what is asked, blanked."""
HERE = re.compile(r"咱(?:们)?这儿?|我们这儿?|本地|当地|俺们?这儿?")


class _Meant(NamedTuple):
    """What a piece of a question means to these reports, whatever stands around it."""

    variants: tuple[Variant, ...]
    weight: float
    tells: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads questions for one library."""

    lexicon: Lexicon
    index: Index
    mender: Mender
    gazetteer: Gazetteer
    _known: dict[str, _Meant] = field(default_factory=dict)
    _leading: dict[str, bool] = field(default_factory=dict)

    def read(self, raw: str, history: Sequence[str] = (), *, as_it_stands: bool = False) -> Question:
        """The question as understood; `history` holds the chat's earlier questions, oldest first.

        `as_it_stands`: what could be mended of it has been.
        """
        question = self._alone(raw, as_it_stands=as_it_stands)
        if not history or not leans_on(question, self.lexicon):
            return question
        before = self.read(history[-1], history[:-1])
        return following(question, before, self.lexicon, self.this_year and self.this_year - 1)

    def prepare(self) -> None:
        """Works out beforehand what the words of the reports and of the thesaurus mean, and syllables spell."""
        self.mender.spelling.prepare()
        for phrase in self.lexicon.everyday():
            if self._leads_somewhere(phrase):
                self._meant(phrase)
        for place in self.index.own_places:
            for word, _, _ in self.lexicon.cut(place.text):
                if word.isalnum() and word not in self.lexicon.stopwords:
                    self._meant(word)

    def again(self, question: Question) -> tuple[str, Turned]:
        """How a question may be meant in which nothing was found, and what is read otherwise then: 货款率 for 贷款率."""
        text, start = question.text, question.text.find(question.asked)
        story = frozenset(range(start)) | frozenset(range(start + len(question.asked), len(text)))
        typed = [meant for typed, meant in question.understood if typed[:1].isascii() and meant in text]
        spelled = frozenset(text.index(meant) + at for meant in typed for at in range(len(meant)))
        kept = self.gazetteer.sure_positions(text) | stand_well(text) | story
        return self.mender.reread(text, kept, spelled)

    # --- a question by itself --------------------------------------------------------------------

    def _alone(self, raw: str, *, as_it_stands: bool = False) -> Question:
        text = fold(raw[:LONGEST])
        spelled: Turned = ()
        restored: Turned = ()
        if not as_it_stands:
            text, spelled = self.mender.spelled_out(text)
            text, restored = self.mender.restored(text, self._kept)
        core = core_of(text)
        asked = text[core.start : core.end]
        content = self._content(text)
        asks, kinds, unit, signs = asks_of(DENIED.sub("", asked), self.lexicon)
        terms = self._terms(text, content, core)
        if (
            asks is Ask.WHICH
            and terms
            and IS_WHAT.fullmatch(asked)
            and terms[-1].typed[-2:] not in self.lexicon.faint
        ):
            asks = Ask.DEFINE
        if any(term.typed.startswith("几") for term in terms):
            kinds = NAMED
        if asks is Ask.TOPIC and "的" in asked:
            signs = Span(asked.rindex("的"), asked.rindex("的") + 1)
        if signs is not None and asks not in (Ask.HOW, Ask.WHY, Ask.YES_NO, Ask.WHEN):
            terms = _with_focus(terms, text, core.start + signs.start, core.start + signs.end)
        return Question(
            raw=raw,
            text=text,
            asks=asks,
            terms=shared_out(terms),
            unit=unit,
            kinds=kinds,
            period=self._period(asked),
            place=self._place(asked, terms),
            reports=self.gazetteer.reports_meant(asked),
            understood=(*spelled, *restored),
            asked=asked,
        )

    def _kept(self, text: str) -> frozenset[int]:
        """The positions of a text that are no slips: names of places, and what only looks like one."""
        return self.gazetteer.positions(text) | stand_well(text)

    def _content(self, text: str) -> str:
        """The text with all that is no content turned into zeros: words of asking, years, the own place, the issuer."""
        blanked = COUNTING.sub(lambda match: self._without_unit_of_word(text, match), text)
        blanked = issuer(self.index.kind).sub(self._without_issuer, blanked)
        return blank(blanked, *self.gazetteer.here, self.gazetteer.around, NOISE, AGED, AGE, ANY_YEAR, HERE)

    def _without_issuer(self, match: re.Match[str]) -> str:
        """Zeros for the issuer, unless its name is a part of another one in the reports: 自助|法院."""
        at = match.start()
        whole = match.string[max(at - 1, 0) : at + 2]
        return match[0] if at and self.index.holds(whole) else "\0" * len(match[0])

    def _terms(self, text: str, content: str, core: Span) -> list[Term]:
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
            meant = self._meant(typed)
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

    def _meant(self, typed: str) -> _Meant:
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

    def _without_unit_of_word(self, text: str, match: re.Match[str]) -> str:
        unit = match["unit"] or ""
        a_thing = (
            len(unit) > 1 and unit[-1] != "次" and self.lexicon.kind(unit) == "n" and self.lexicon.knows(unit)
        )
        kept = unit if a_thing else unit.removeprefix(whole_unit(text, match, self.lexicon))
        return "\0" * (len(match[0]) - len(kept)) + kept

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
                if does and self.lexicon.synonyms(typed) and self._leads_somewhere(typed):
                    span = Span(before.start("verb") + start, match.start("object") + end)
                    meant = self._meant(typed)
                    yield Term(span, typed, meant.weight, meant.variants, meant.tells)
                    break

    def _quoted(self, text: str, core: Span) -> Iterator[Term]:
        """What stands between quotation marks, where the reports have just that and it is more than a word."""
        for match in QUOTED.finditer(text, core.start, core.end):
            typed = match["name"]
            if len(self.lexicon.cut(typed)) > 1 and self.index.holds(typed):
                meant = self._meant(typed)
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
            if uncut and self._leads_somewhere(phrase):
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

    def _leads_somewhere(self, phrase: str) -> bool:
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

    def _place(self, asked: str, terms: Sequence[Term]) -> str:
        """The other place, or the zone of the own place, that is asked about; none that is but said so: 跑到北京告状."""
        place = self.gazetteer.elsewhere(asked)
        if place:
            phrases = (t.typed for t in terms if t.variants and t.variants[0].by == "synonym")
            return "" if any(place in phrase != place for phrase in phrases) else place
        zone = ZONE.search(self.gazetteer.here[0].sub("", asked)) if "区" in asked else None
        return zone["name"] if zone else ""

    def _period(self, asked: str) -> str:
        """The year asked about, said or meant; relative to the day the report was published. Or a day of this week."""
        asked = AGED.sub("", asked)
        if ANY_YEAR.search(rest := COMPARED_WITH.sub("", asked)):
            asked = rest
        if not ANY_YEAR.search(asked):
            day = DAY.search(asked)
            return day[0] if day else ""
        this_year = self.this_year
        if match := YEAR.search(asked):
            return match[1] or f"20{match[2]}"
        if this_year is None:
            return ""
        for pattern, offset in RELATIVE:
            if pattern.search(asked):
                return str(this_year + offset)
        return ""

    @property
    def this_year(self) -> int | None:
        """The year in which the reports speak."""
        return self.index.this_year


def _with_focus(terms: list[Term], text: str, start: int, end: int) -> list[Term]:
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
