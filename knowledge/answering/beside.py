"""What one figure tells with what stands beside it: a remainder, a share for each, what was before, a rise, a count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from knowledge.answering.answer import THRESHOLD
from knowledge.answering.operands import ASKED, BY_THE_WAY, COMPARED, LEFT_OVER, Finder, Operand
from knowledge.answering.reference import reference
from knowledge.answering.telling import Teller, plain, scale
from knowledge.asking.asks import CLASSIFIER, COUNTS
from knowledge.hearing.mend import stands_in
from knowledge.lexis.numerals import numerals
from knowledge.lexis.text import fold
from knowledge.model import Answer, Ask, Fact, Kind, Question
from knowledge.search.index import Index
from knowledge.weighing.evidence import weigh
from knowledge.weighing.measuring import PEOPLE

EACH = re.compile(
    rf"(?:平均|人均|average|[均分]?摊到?|分到)(?:下来|算下来|算算?|到|每|一|分|摊|个|[,， ])*(?P<by>[人县市区镇乡村校]|社区|{CLASSIFIER})"
    r"(?P<who>[\u4e00-\u9fff]{2,4}(?=头上|身上|手[上里]))?(?:头上|身上|手上|手里)?(?![月年天日均])"
)
"""What of one number falls to each of another that stands beside it: 7群42只."""
PERSON = re.compile("[\u4e00-\u9fff]{1,4}?[工人员民生者户]")
"""Behind 每个: people are counted."""
AVERAGE = re.compile(
    r"(?:按(?:十二|12)个?月(?:摊|算|平均)?[,，]?)?(?:平均|摊到|[均分]摊)(?:下来|到)?每?(?:一?个)?(?P<by>月|季度)|[每一](?:一?个)?(?P<of>月|季度)份?(?:里|大概|大约)?(?:平均|均摊|摊)|(?P<month>月均)|per (?P<per>month|quarter)"
)
"""A year's total told out over its months or quarters."""
PARTS = {"月": 12, "month": 12, "季": 4, "quarter": 4}
WHOLE_YEAR = re.compile(r"(?<!每)[月季日周天](?!底|末)")
"""What a clause says that does not speak of a whole year."""
SHORT_OF = re.compile(
    rf"(?P<a>.+?)(?:离|距离?)(?P<mark>.+?)(?:大关|的?目标|整数)?(?:还|又|只)*(?:差|缺|少|有)(?P<tail>{ASKED}.*)$"
)
NEGATED = re.compile(r"(?:还)?(?:没能?|没有|未能?|尚未|不)(?=[^有少论管])(?:被|给|再)?")
NOT_A_REST = re.compile(
    r"[没未][^,，没未]{1,6}(?:就[先已能给把]|[之以]?前)|有没有|没有\??$|没\??$|是否|未来|未成年|从未"
)
DONE_OF_THEM = re.compile(
    "[,，、(（]?(?:其中|目前|现)?(?:已经?|全部)?[\u4e00-\u9fff]{0,2}(?:完工|竣工|完成|建成|投用|投产|办结|化解|结案|整改|销号|通车|开工|破获|修复|交付|成功|解决)[\u4e00-\u9fff]{0,3}"
)
"""Between how many there are and how many of them are done."""
BEFORE = re.compile(
    r"(?:在?(?:提高|提升|增加|上升|下降|降低|减少|调整)之?前)|原本|原来|原先|原有|之前(?:有|就有|已有)?"
)
THAN_BEFORE = re.compile(
    rf"(?:比|较)(?:原来|原先|以前|之前|过去|调整前|上年|去年|上一年|大?前年|前一年|(?:19|20)\d\d年)(?:的)?{BY_THE_WAY}(?:{COMPARED}|涨|提高|提了|上调|下调|降).{{0,4}}{ASKED}"
)
CHANGED = re.compile(
    rf"(?:又|还|能|要)*(?:缩短|压减|压缩|提高|提升|上涨|上升|上调|下调|增加|减少|降低|下降|加快|涨|升|降|加|[快慢](?=了))了?{ASKED}(?!个?(?:百分)?点)"
)
"""缩短了几天, 涨了几块钱: by how much."""
RAISED_TO = re.compile(
    r"(?:提高|上调|提升|增加|下调|降低|降|调整|减少|压[缩减]|缩[短减]|扩大|上升|下降|延长)(?:为|到|至)"
)
UNIT_ASKED = re.compile(rf"{ASKED}个?({CLASSIFIER})")
WORKED_OUT = re.compile(
    "[照按据].{0,24}[率例].*算|[率例].{0,12}(?:算|推)(?:下来|出来|一下)?|[照按]照?.{0,24}[率例][,，].{0,4}(?:大概|大约|差不多)"
)
"""照这个比例算下来: an amount is asked for that a rate makes of another."""
MEDALS = re.compile(r"(\d+)枚?金牌?、?(\d+)枚?银牌?、?(\d+)枚?铜")
ALL_MEDALS = re.compile("奖牌.{0,6}(?:多少|几|总)|(?:多少|几)[块枚面个]?奖?牌|金银铜")
FULL = Decimal(100)
LISTED = re.compile(
    r"数一数|数数|(?:一共|总共|拢共|共)?(?:有)?(?<![哪好那这])几(?P<unit>份|个|部|项|件|种|类|样|家|处|名)|多少(?P<unit2>份|部|种|样)"
)
TITLED = re.compile(
    "文|办法|措施|意见|条例|方案|规[定划则]|法[规律]|制度|计划|清单|指南|标准|细则|通知|决定|协议|材料|书|[戏剧]|节目|作品|歌"
)
"""What has a title in 《》."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Computes from a single figure that is found, and from its neighbours."""

    finder: Finder
    teller: Teller

    @property
    def index(self) -> Index:
        """The reports that it computes from."""
        return self.finder.index

    def told(self, question: Question, text: str, history: Sequence[str]) -> Answer | None:
        """The computed answer, or None; `text`: the part of the question that asks."""
        divides = any(sign in text for sign in ("均", "每", "per", "average", "摊"))
        return (
            self._short_of(question, text, history)
            or (divides and (self._each(question, text) or self._average(question, text, history)))
            or self._rest(question, text, history)
            or self._rise(question, text, history)
            or self._before(question, text)
            or self._by_rate(question, text)
            or self._medals(question, text)
            or self._count(question, text)
        ) or None

    def _short_of(self, question: Question, text: str, history: Sequence[str]) -> Answer | None:
        """What a figure lacks to a round number that the question names: 离一万还差多少."""
        match = SHORT_OF.search(text)
        mark = match["mark"] if match else ""
        marks = [one.quantity for one in numerals(mark) or numerals(f"{mark}个")]
        if match is None or len(marks) != 1:
            return None
        kind = marks[0].kind
        found = self.finder.number_of(match["a"] + "多少", history, kind)
        if found is None or found.fact.quantity.value >= marks[0].value:
            return None
        value, mark = found.fact.quantity.value, marks[0].value
        unit = "个百分点" if kind is Kind.RATE else found.unit
        left = plain(mark - value)
        return self.teller.answer(
            question, f"{left}{unit}", f"{plain(mark)} − {plain(value)} = {left}（{unit}）", found
        )

    def referred(self, question: Question, text: str) -> Answer | None:
        """The year before's figure, or a wider area's, that the report tells by how far its own lies from it."""
        found = reference(question, text, self.finder)
        if found is None:
            return None
        own, difference, below = found
        a, b = own.fact.quantity.value, difference.fact.quantity.value
        sign, outcome = ("+", a + b) if below else ("−", a - b)
        unit = "%" if own.fact.quantity.kind is Kind.RATE else own.unit
        return self.teller.answer(
            question,
            f"{plain(outcome)}{unit}",
            f"{plain(a)} {sign} {plain(b)} = {plain(outcome)}（{unit}）",
            own,
            difference,
        )

    def _each(self, question: Question, text: str) -> Answer | None:
        """What of a number falls to each of another thing that its clause counts too."""
        match = EACH.search(text)
        money = Kind.MONEY in question.kinds and not question.unit
        if match is None or not (question.unit or money) or question.unit == match["by"]:
            return None
        asked = self.finder.reader.read(EACH.sub("", text))
        found = self.finder.found(replace(asked, kinds=frozenset({Kind.MONEY})) if money else asked, ())
        if found is None or question.unit not in ("", "个", found.unit):
            return None
        place = self.index.place(found.evidence.report, found.evidence.sentence)
        report = self.index.reports[found.evidence.report]
        by = "人" if match["who"] or PERSON.match(text, match.end()) else match["by"]
        others = [
            fact
            for fact in place.facts
            if _counts(report.text, fact, by)
            and fact is not found.fact
            and (fact.quantity.unit != found.unit or fact.span.start < found.fact.span.start)
            and fact.quantity.value
        ]
        others = [fact for fact in others if fact.clause == found.fact.clause] or others
        many = self.finder.operand(replace(found.evidence, fact=others[0])) if len(others) == 1 else None
        if many is None:
            return None
        b = many.fact.quantity.value
        size, magnitude = scale(found.fact.quantity.value / b)
        a = found.fact.quantity.value / size
        return self.teller.divided(question, a, b, magnitude + found.unit, found, many)

    def _average(self, question: Question, text: str, history: Sequence[str]) -> Answer | None:
        """What of a year's total falls to a month or quarter; none where the report tells it itself."""
        match = AVERAGE.search(text)
        if match is None or question.asks is Ask.RATE:
            return None
        asked = self.finder.reader.read(AVERAGE.sub("", text), history)
        counts = asked.kinds & COUNTS
        found = self.finder.found(replace(asked, kinds=counts) if counts else asked, ())
        if found is None or found.fact.quantity.kind is Kind.RATE:
            return None
        report = self.index.reports[found.evidence.report]
        if WHOLE_YEAR.search(report.quote(found.evidence.span)) or not found.fact.period.isdigit():
            return None
        parts = PARTS[(match["by"] or match["of"] or match["per"] or "月").removesuffix("度")]
        values = found.written if found.magnitude else found.fact.quantity.value
        return self.teller.divided(question, values, Decimal(parts), found.magnitude + found.unit, found)

    def _rest(self, question: Question, text: str, history: Sequence[str]) -> Answer | None:
        """What is left over: the whole less the done, or 100 % less the rate."""
        if not LEFT_OVER.search(text) or NOT_A_REST.search(text) or self._lacks_a_thing(text):
            return None
        done = NEGATED.sub("", LEFT_OVER.sub("", text, count=1) if "还有" in text or "剩" in text else text)
        asked = self.finder.reader.read(done, history)
        rate = asked.asks is Ask.RATE
        # So many are left, rather than such a share.
        counts = asked.kinds & COUNTS if asked.asks is Ask.FIGURE else frozenset()
        tried = (replace(asked, kinds=kinds) for kinds in dict.fromkeys((counts, asked.kinds)) if kinds)
        part = next(filter(None, (self.finder.found(one, ()) for one in tried)), None)
        if part is None or self._says_so(part, text):
            return None
        if rate or part.fact.quantity.kind is Kind.RATE:
            if part.fact.quantity.kind is not Kind.RATE or part.fact.direction:
                return None
            left = Decimal(100) - part.fact.quantity.value
            share = plain(part.fact.quantity.value)
            return self.teller.answer(question, f"{plain(left)}%", f"100% − {share}% = {plain(left)}%", part)
        if whole := self._whole(part):
            return self.teller.computed(question, "−", whole, part)
        finished = self._done_of(part)
        return self.teller.computed(question, "−", part, finished) if finished else None

    def _lacks_a_thing(self, text: str) -> bool:
        """Whether what is denied was not left undone, but is a thing that somebody lacks: 没证|看病."""
        denied = NEGATED.search(text)
        lexicon = self.finder.reader.lexicon
        word = next((word for word, _, _ in lexicon.cut(text[denied.end() :])), "") if denied else ""
        return len(word) == 1 and lexicon.kind(word) == "n"

    def _says_so(self, part: Operand, text: str) -> bool:
        """Whether what is denied in the question is so in the report, too: 未就业 of 离校未就业高校毕业生."""
        place = self.index.place(part.evidence.report, part.evidence.sentence)
        denied = LEFT_OVER.search(text)
        return denied is not None and text[denied.start() : denied.end() + 2] in place.text

    def _rise(self, question: Question, text: str, history: Sequence[str]) -> Answer | None:
        """By how much something was raised or lowered: 从每人每月202元提高到209元."""
        match = THAN_BEFORE.search(text) or CHANGED.search(text)
        if not match or not question.kinds:
            return None
        asked = f"{text[: match.start()]}多少{_unit_asked(question, text)}"
        found = self.finder.found(self.finder.reader.read(asked, history), ())
        if found is None:
            return None
        place = self.index.place(found.evidence.report, found.evidence.sentence)
        same = [
            fact
            for fact in place.facts
            if fact.clause == found.fact.clause and fact.quantity.unit == found.unit
        ]
        report = self.index.reports[found.evidence.report]
        half = len(same) // 2
        between = report.text[same[half - 1].span.end : same[half].span.start] if len(same) % 2 == 0 else ""
        if not RAISED_TO.search(between) or found.fact not in same:
            return None
        clause = report.sentences[found.evidence.sentence].clauses[found.fact.clause]
        at = _which(question, fold(report.text[clause.start : same[0].span.start]), half)
        if at is None:
            return None
        pair = [self.finder.operand(replace(found.evidence, fact=same[number])) for number in (at, at + half)]
        old, new = pair
        if old is None or new is None:
            return None
        return self.teller.difference(question, new, old)

    def _whole(self, part: Operand) -> Operand | None:
        """The larger number of the same unit that the sentence gives before."""
        place = self.index.place(part.evidence.report, part.evidence.sentence)
        before = [
            fact
            for fact in place.facts
            if fact.span.end <= part.fact.span.start
            and fact.quantity.unit == part.unit
            and fact.quantity.value > part.fact.quantity.value
        ]
        return self.finder.operand(replace(part.evidence, fact=before[-1])) if before else None

    def _done_of(self, whole: Operand) -> Operand | None:
        """How many of so many are done, where that is told next: 项目83个已完工71个."""
        place = self.index.place(whole.evidence.report, whole.evidence.sentence)
        behind = [fact for fact in place.facts if fact.span.start >= whole.fact.span.end]
        fact = min(behind, key=lambda fact: fact.span.start, default=None)
        text = self.index.reports[whole.evidence.report].text
        if (
            fact is None
            or fact.quantity.unit != whole.unit
            or not fact.quantity.value < whole.fact.quantity.value
            or not DONE_OF_THEM.fullmatch(text, whole.fact.span.end, fact.span.start)
        ):
            return None
        return self.finder.operand(replace(whole.evidence, fact=fact))

    def _before(self, question: Question, text: str) -> Answer | None:
        """What there was before the new ones came: 新增18家、累计38家."""
        if not BEFORE.search(text) or not question.kinds:
            return None
        asked = self.finder.reader.read(BEFORE.sub("", text))
        one = self.finder.found(asked, ())
        if one is None:
            return None
        place = self.index.place(one.evidence.report, one.evidence.sentence)
        report = self.index.reports[one.evidence.report]
        pairs = [
            fact for fact in place.facts if fact.quantity.unit == one.unit and fact.clause == one.fact.clause
        ]
        for new, total in pairwise(pairs):
            between = report.text[new.span.end : total.span.start]
            if new.direction == "up" and re.search(r"累计|总数|总量|总共|达", between):
                operands = (self.finder.operand(replace(one.evidence, fact=fact)) for fact in (total, new))
                whole, added = operands
                if whole and added:
                    return self.teller.computed(question, "−", whole, added)
        return None

    def _by_rate(self, question: Question, text: str) -> Answer | None:
        """What a rate makes of the amount before it: 受理4346件,办结率87.05% for 照这个比例办结了多少件."""
        unit = _unit_asked(question, text)
        if not WORKED_OUT.search(text) or not unit:
            return None
        named = next((term for term in question.terms if term.typed.endswith("率") and term.variants), None)
        asked = replace(question, asks=Ask.RATE, kinds=frozenset({Kind.RATE}), unit="")
        rate = self.finder.found(asked, ()) if named else None
        if rate is None or named is None or rate.fact.direction or rate.fact.quantity.value > FULL:
            return None
        report = self.index.reports[rate.evidence.report]
        if not any(variant.text in fold(report.quote(rate.evidence.span)) for variant in named.variants):
            return None
        place = self.index.place(rate.evidence.report, rate.evidence.sentence)
        before = [
            fact
            for fact in place.facts
            if fact.span.end <= rate.fact.span.start and fact.quantity.unit == unit
        ]
        whole = self.finder.operand(replace(rate.evidence, fact=before[-1])) if before else None
        if whole is None:
            return None
        a, b = whole.fact.quantity.value, rate.fact.quantity.value
        part = (a * b / FULL).quantize(Decimal(1), ROUND_HALF_UP)
        derivation = f"{plain(a)} × {plain(b)}% ≈ {plain(part)}（{whole.unit}）"
        return self.teller.answer(question, f"约{plain(part)}{whole.unit}", derivation, whole, rate)

    def _medals(self, question: Question, text: str) -> Answer | None:
        """All medals together: 8金9银6铜."""
        if not ALL_MEDALS.search(text):
            return None
        asked = replace(question, kinds=frozenset(), asks=Ask.LIST, unit="")
        for one in weigh(asked, self.index.candidates(asked), self.index):
            won = MEDALS.search(self.index.reports[one.report].quote(one.span))
            if won and one.strength >= THRESHOLD:
                total = sum(map(int, won.groups()))
                return self.teller.answer(
                    question, f"{total}枚", f"{' + '.join(won.groups())} = {total}（枚奖牌）", one
                )
        return None

    def _count(self, question: Question, text: str) -> Answer | None:
        """How many things are listed: titles in 《》 that follow each other."""
        match = LISTED.search(text)
        if not match or not ((match["unit"] or match["unit2"]) == "份" or TITLED.search(text)):
            return None
        best = self.finder.listing(question)
        if best is None:
            return None
        clause = self.index.reports[best.report].quote(best.span)
        titles = re.findall(r"《[^》]+》", clause)
        if len(titles) < 2:
            return None
        unit = match["unit"] or match["unit2"] or "个"
        derivation = f"{' + '.join('1' for _ in titles)} = {len(titles)}（{unit}，文中逐一列出）"
        return self.teller.answer(question, f"{len(titles)}{unit}", derivation, best)


def _which(question: Question, listed: str, many: int) -> int | None:
    """Which of so many listed things the question names: 0 for the first; None where it names none alone."""
    if many == 1:
        return 0
    items = re.split(r"[、和与及]", re.sub(r"分别.*", "", listed))
    if len(items) != many:
        return None
    named = [
        sum(
            term.weight
            for term in question.terms
            if any(stands_in(v, item) for v in term.variants if v.by != "piece")
        )
        for item in items
    ]
    best = max(named)
    return named.index(best) if best and named.count(best) == 1 else None


def _unit_asked(question: Question, text: str) -> str:
    """The measure word asked with, last where with several; "" for none."""
    units = UNIT_ASKED.findall(text)
    return question.unit or (units[-1] if units else "")


def _counts(text: str, fact: Fact, by: str) -> bool:
    """Whether a number counts what is asked by: with that measure word, as people, or that thing stands behind: 183个|县."""
    return (
        fact.quantity.unit == by or {fact.quantity.unit, by} <= PEOPLE or text.startswith(by, fact.span.end)
    )
