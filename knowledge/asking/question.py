"""text -> Question: what it asks for, terms, unit, period, place, what it follows up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.asking.asks import COUNTING, LONGEST, NAMED, NOISE, blank, whole_unit
from knowledge.asking.asks import asks as asks_of
from knowledge.asking.asks import core as core_of
from knowledge.asking.following import following, leans_on, shared_out
from knowledge.asking.terms import TermFinder, with_focus
from knowledge.hearing.mend import Mender
from knowledge.hearing.wording import Turned, stand_well
from knowledge.lexis.places import Gazetteer
from knowledge.lexis.text import fold
from knowledge.lexis.words import Lexicon
from knowledge.model import Ask, Question, Span, Term
from knowledge.reading.identity import issuer
from knowledge.search.index import Index

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
IS_WHAT = re.compile(
    r"(?:请问|问下|问一下|想知道)?[^的是,，]{2,14}是(?:个|一个|一种)?(?:什么|啥)(?:东西|概念)?[呀啊呢嘛吧?？。 ]*"
)
"""枫桥经验是什么: asks what a thing is; 目标是什么 asks which."""
DENIED = re.compile(
    r"[,，]?(?:要[^,，。?!]{1,4})?(?:而|可)?(?:不是|(?<!要)不要|别[给说提])[^,，。?!是不]{1,10}(?:[,，]要[^,，?]{1,4})?(?=[?!。]*$)(?<!吗)"
)
"""What is not asked, behind what is: ……多少元,不是涨幅."""
ZONE = re.compile(
    r"^[^\u4e00-\u9fff]*(?:请问|那)?(?P<name>[\u4e00-\u9fff]{0,4}?(?:经开区|高新区|开发区|新区|保税区|自贸区|示范区))(?=的|去年|今年|(?:19|20)\d\d|gdp|有|一共|总共|全年)"
)
"""A zone that a question begins with is whose figures are asked for."""
HERE = re.compile(r"咱(?:们)?这儿?|我们这儿?|本地|当地|俺们?这儿?")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads questions for one library."""

    lexicon: Lexicon
    index: Index
    mender: Mender
    gazetteer: Gazetteer
    finder: TermFinder = field(init=False)

    def __post_init__(self) -> None:
        """Finds the terms in the same reports."""
        object.__setattr__(self, "finder", TermFinder(self.lexicon, self.index, self.mender))

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
            if self.finder.leads_somewhere(phrase):
                self.finder.meant(phrase)
        for place in self.index.own_places:
            for word, _, _ in self.lexicon.cut(place.text):
                if word.isalnum() and word not in self.lexicon.stopwords:
                    self.finder.meant(word)

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
        terms = self.finder.find(text, content, core)
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
            terms = with_focus(terms, text, core.start + signs.start, core.start + signs.end)
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

    def _without_unit_of_word(self, text: str, match: re.Match[str]) -> str:
        unit = match["unit"] or ""
        a_thing = (
            len(unit) > 1 and unit[-1] != "次" and self.lexicon.kind(unit) == "n" and self.lexicon.knows(unit)
        )
        kept = unit if a_thing else unit.removeprefix(whole_unit(text, match, self.lexicon))
        return "\0" * (len(match[0]) - len(kept)) + kept

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
