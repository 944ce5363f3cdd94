"""Arithmetic over a report's figures: difference, sum, ratio, remainder, complement, count of listed things.

Nothing is computed unless both operands are found as surely as an answer would be; each is cited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from knowledge.answering.answer import SHORT, THRESHOLD, Composer, cut
from knowledge.answering.operands import BY_THE_WAY, COMPARED, LEFT_OVER, Finder, Operand
from knowledge.answering.reference import reference
from knowledge.asking.asks import CLASSIFIER, COUNTS
from knowledge.hearing.mend import stands_in
from knowledge.lexis.numerals import numerals
from knowledge.lexis.text import fold
from knowledge.model import Answer, Ask, Evidence, Kind, Question, Status
from knowledge.search.index import Index
from knowledge.weighing.evidence import weigh
from knowledge.weighing.fitting import PEOPLE, PHYSICAL

ASKED = r"(?:多少|几|好多)"
DIFFERENCE = (
    re.compile(
        rf"(?P<a>.+?)(?<!同)比(?!例|重|率|较|赛|上年|去年同期)(?P<b>.+?)(?P<tail>{BY_THE_WAY}(?:{COMPARED})(?:出来?|了)?(?:(?!{COMPARED}).){{0,6}}?{ASKED}.*)$"
    ),
    re.compile(
        rf"(?P<a>.+?)(?:和|与|跟|同)(?P<b>.+?)(?:之间)?(?P<tail>(?:相差|差距|差|相比).{{0,6}}{ASKED}.*)$"
    ),
    re.compile(r"by how (?:much|many)(?: does| do)?(?P<a>.+?)exceeds?(?P<b>.+?)(?P<tail>\??)$"),
)
SUM = (
    re.compile(
        r"(?P<a>.+?)(?:和|与|跟|及|以及|加上|加)(?P<b>.+?)[,，]?(?:这?两[项者个种样类]|二者)?(?P<tail>(?:加起来|加一起|加在一起|合计|合起来|之和|相加|加一块儿?).*)$"
    ),
    re.compile(
        rf"(?P<a>.+?)(?:和|与|跟|及|以及|加上|加)(?P<b>.+?)(?P<tail>(?:一共|总共|拢共|共|的?总[数量计]).{{0,6}}{ASKED}.*)$"
    ),
    re.compile(
        r"(?P<a>.+)(?:、|\+)(?P<b>.+?)[,，]?(?:这?[两三四][项者个种样类])?(?P<tail>(?:加起来|加一起|加在一起|合计|合起来|之和|相加|加一块儿?).*)$"
    ),
)
COMPARISON = (
    re.compile(
        r"(?P<a>.+?)(?:和|与|跟|还是|、)(?P<b>.+?)(?:相比)?[,，]?(?P<tail>(?:哪个|哪一个|谁|哪边)(?:的|更|比较|要)*(?:[\u4e00-\u9fff]{1,3}[的得])?(?:更|比较)?(?P<way>多|高|大|快|少|低|小|慢))"
    ),
)
RATIO = (
    re.compile(rf"(?P<a>.+?)(?:是|为|相当于)(?:大约|大概|约|差不多)?(?P<b>.+?)的(?P<tail>{ASKED}倍.*)$"),
)
SHARE = (
    re.compile(
        rf"(?P<a>.+?)占(?:了|到)?(?P<b>.+?)的(?P<tail>百分之{ASKED}|百分比|比例|比重|几成|多大(?:比例|比重)|{ASKED}(?!倍)).*$"
    ),
    re.compile(
        rf"(?P<b>.+?)(?:里面|里头|当中|之中|中|里)[,，]?(?P<a>.+?)(?:占比?|所占比[例重])(?:了|到|约|大约|大概|是|为)*(?P<tail>百分之{ASKED}|多大比[例重]|几成|{ASKED}).*$"
    ),
)
EACH = re.compile(
    rf"(?:平均|[均分]?摊到?|分到)(?:下来|算下来|到|每|一|分|摊|个)*(?P<by>人|{CLASSIFIER})(?:头上|身上|手上|手里)?(?![月年天日均])"
)
"""What of one number falls to each of another that stands beside it: 7群42只."""
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
BEFORE = re.compile(r"原本|原来|原先|原有|之前(?:有|就有|已有)?")
THAN_BEFORE = re.compile(
    rf"(?:比|较)(?:原来|原先|以前|之前|过去|调整前|上年|去年|上一年)(?:的)?(?:又|还|要|能)*(?:{COMPARED}|涨|提高|提了|上调|下调|降).{{0,4}}{ASKED}"
)
RAISED_TO = re.compile(r"(?:提高|上调|提升|增加|下调|降低|降|调整|减少|压缩|缩短|扩大|上升|下降)(?:为|到|至)")
LISTED = re.compile(
    r"数一数|数数|(?:一共|总共|拢共|共)?(?:有)?(?<!哪)几(?P<unit>份|个|部|项|件|种|类|样|家|处|名)|多少(?P<unit2>份|部|种|样)"
)
TITLED = re.compile(
    "文|办法|措施|意见|条例|方案|规[定划则]|法[规律]|制度|计划|清单|指南|标准|细则|通知|决定|协议|材料|书|[戏剧]|节目|作品|歌"
)
"""What has a title in 《》."""
SIGNS = re.compile(
    r"[哪谁](?:个|一个|边)|比|差|占|[每平月]均|摊|分到|每.?.?[月季]|per |离|距|exceed|加|合|共|总[数量计]|倍|剩|还有|没|未|余|原|之前|数数|数一数|几[份个部项件种类样家处名]|多少[份部种样]"
)
SET_SIDE_BY_SIDE = re.compile(r"比|倍|差|哪|谁|加|合|之和|exceed")
ONLY_THEN = re.compile(
    r"[^\u4e00-\u9fff]*(?:前一年|上一?年|去年|往年|同期|以前|过去|之前|全国|全省|平均|全国平均|全省平均)(?:同期|水平|的)*(?=[还又要多少高低涨增降下提上快慢])"
)
"""比前一年, 比全国平均: what a report itself compares with, in one figure."""
PAST = re.compile(
    r"(?:前一年|上一?年|往年|以前|过去|之前|从前|原来|早先|前些年)(?:同期|的时候|那会儿?|的)*(?=[还又要多少高低涨增降下提上快慢])"
)
"""比以前: a change that the report states itself."""
SIDE_BY_SIDE = re.compile(
    r"(?<!不)(?:高于|低于|多于|少于)|高出|超出|[比较].{1,12}[高低多少快慢]|倍|相差|分别"
)
PLACES = Decimal("0.01")
SCALES = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))
"""What large numbers are told in, the largest first."""


@dataclass(frozen=True, slots=True)
class Deriver:
    """Computes what a report does not say in so many words."""

    finder: Finder
    composer: Composer

    @property
    def index(self) -> Index:
        """The reports that it computes from."""
        return self.composer.index

    def derive(self, question: Question, history: Sequence[str]) -> Answer | None:
        """The computed answer; None where the question asks for nothing to be computed, or it cannot be."""
        text = asked_part(question)
        if told := self._reference(question, text):
            return told
        if not SIGNS.search(text):
            return None
        rules: tuple[tuple[str, Sequence[re.Pattern[str]], Callable[..., Answer | None]], ...] = (
            ("哪谁", COMPARISON, self._comparison),
            ("倍", RATIO, self._ratio),
            ("占", SHARE, self._share),
            ("比差x", DIFFERENCE, self._difference),
            ("加合和与跟及+", SUM, self._sum),
        )
        for needed, patterns, compute in rules:
            for pattern in patterns if any([sign in text for sign in needed]) else ():  # noqa: C419
                match = pattern.search(text)
                if match is None or (patterns is DIFFERENCE and PAST.match(text, match.start("b"))):
                    continue
                if patterns is SHARE:
                    operands = self.finder.of_parts(match, "多少", history, backwards=True, kinds=COUNTS)
                else:
                    operands = self.finder.of_parts(match, match["tail"], history, several=patterns is SUM)
                if not operands and patterns is SUM:
                    operands = self.finder.side_by_side(question)
                if operands and (computed := compute(question, *operands)):
                    return computed
        divides = "均" in text or "每" in text or "per" in text
        return (
            self._short_of(question, text, history)
            or (divides and (self._each(question, text) or self._average(question, text, history)))
            or self._rest(question, text, history)
            or self._rise(question, text, history)
            or self._before(question, text)
            or self._count(question, text)
        )

    @staticmethod
    def asks_to_compute(question: Question) -> bool:
        """Whether the question sets two things side by side, so that a figure of one alone is no answer."""
        text = asked_part(question)
        if not SET_SIDE_BY_SIDE.search(text):
            return False
        matches = (pattern.search(text) for pattern in (*COMPARISON, *RATIO, *DIFFERENCE, SUM[0]))
        return any(match is not None and not ONLY_THEN.match(text[match.start("b") :]) for match in matches)

    def stated(self, question: Question, operand: Operand) -> Answer:
        """The clause that states a number, as an answer."""
        report = self.index.reports[operand.evidence.report]
        text = report.quote(cut(report.text, operand.evidence.span, operand.fact.span, SHORT))
        return self._answer(question, text, "", operand)

    # --- operations ------------------------------------------------------------------------------------

    def _difference(self, question: Question, one: Operand, other: Operand) -> Answer | None:
        units = {one.unit, other.unit}
        if len(units) > 1 and (question.unit in units or units & PHYSICAL):
            return None  # 多几个 of 1291个 and 1185户; 880亿斤 and 62枚
        if one.fact.quantity.value < other.fact.quantity.value:
            one, other = other, one
        return self._computed(question, "−", one, other)

    def _sum(self, question: Question, *operands: Operand) -> Answer | None:
        if len({operand.unit for operand in operands}) > 1 or operands[0].fact.quantity.kind is Kind.RATE:
            return None
        return self._computed(question, "+", *operands)

    def _comparison(self, question: Question, one: Operand, other: Operand) -> Answer:
        """The clause of the one that is more, or less, as it was asked."""
        less = re.search(r"(?:少|低|小|慢)$", question.text.rstrip("?？。!呀啊呢嘛吧些点 "))
        first, second = sorted(
            (one, other), key=lambda operand: operand.fact.quantity.value, reverse=not less
        )
        a, b = first.fact.quantity.value, second.fact.quantity.value
        sign = "=" if a == b else "<" if less else ">"
        notes = "，".join(_differences((first, second)))
        text = self.index.reports[first.evidence.report].quote(first.evidence.span)
        return self._answer(
            question,
            text,
            f"{plain(a)} {sign} {plain(b)}" + (f"（{notes}）" if notes else ""),
            first,
            second,
        )

    def _ratio(self, question: Question, one: Operand, other: Operand) -> Answer | None:
        if not other.fact.quantity.value:
            return None
        a, b = one.fact.quantity.value, other.fact.quantity.value
        if a < b:  # nobody asks how many times as much the smaller is: the two were mistaken for each other
            return None
        times = (a / b).quantize(PLACES, ROUND_HALF_UP)
        sign = "=" if times * b == a else "≈"
        note = "".join(f"，{said}" for said in _differences((one, other)))
        text = f"{'' if sign == '=' else '约'}{plain(times)}倍"
        return self._answer(
            question, text, f"{plain(a)} ÷ {plain(b)} {sign} {plain(times)}（倍{note}）", one, other
        )

    def _share(self, question: Question, part: Operand, whole: Operand) -> Answer | None:
        """The part of a hundred; none where the report tells it itself."""
        a, b = part.fact.quantity.value, whole.fact.quantity.value
        told = self.finder.found(replace(question, kinds=frozenset({Kind.RATE}), unit=""), ())
        if not a < b or part.unit != whole.unit or (told is not None and not told.fact.direction):
            return None
        share = (100 * a / b).quantize(PLACES, ROUND_HALF_UP)
        sign = "=" if share * b == 100 * a else "≈"
        notes = "".join(f"（{said}）" for said in _differences((part, whole)))
        text = f"{'' if sign == '=' else '约'}{plain(share)}%"
        return self._answer(
            question, text, f"{plain(a)} ÷ {plain(b)} × 100% {sign} {plain(share)}%{notes}", part, whole
        )

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
        return self._answer(
            question, f"{left}{unit}", f"{plain(mark)} − {plain(value)} = {left}（{unit}）", found
        )

    def _reference(self, question: Question, text: str) -> Answer | None:
        """The year before's figure, or a wider area's, that the report tells by how far its own lies from it."""
        found = reference(question, text, self.finder)
        if found is None:
            return None
        own, difference, below = found
        a, b = own.fact.quantity.value, difference.fact.quantity.value
        sign, outcome = ("+", a + b) if below else ("−", a - b)
        unit = "%" if own.fact.quantity.kind is Kind.RATE else own.unit
        return self._answer(
            question,
            f"{plain(outcome)}{unit}",
            f"{plain(a)} {sign} {plain(b)} = {plain(outcome)}（{unit}）",
            own,
            difference,
        )

    def _each(self, question: Question, text: str) -> Answer | None:
        """What of a number falls to each of another thing that its clause counts too."""
        match = EACH.search(text)
        money = question.kinds and question.kinds <= COUNTS and not question.unit
        if match is None or not (question.unit or money) or question.unit == match["by"]:
            return None
        asked = self.finder.reader.read(EACH.sub("", text))
        found = self.finder.found(replace(asked, kinds=frozenset({Kind.MONEY})) if money else asked, ())
        if found is None or (question.unit and found.unit != question.unit):
            return None
        place = self.index.place(found.evidence.report, found.evidence.sentence)
        others = [
            fact
            for fact in place.facts
            if fact.clause == found.fact.clause
            and _counts_the_same(fact.quantity.unit, match["by"])
            and fact.quantity.value
        ]
        many = self.finder.operand(replace(found.evidence, fact=others[0])) if len(others) == 1 else None
        if many is None:
            return None
        b = many.fact.quantity.value
        scale, magnitude = _scale(found.fact.quantity.value / b)
        a = found.fact.quantity.value / scale
        each = (a / b).quantize(PLACES, ROUND_HALF_UP)
        sign = "=" if each * b == a else "≈"
        unit = magnitude + found.unit
        told = f"{'' if sign == '=' else '约'}{plain(each)}{unit}"
        return self._answer(
            question, told, f"{plain(a)} ÷ {plain(b)} {sign} {plain(each)}（{unit}）", found, many
        )

    def _average(self, question: Question, text: str, history: Sequence[str]) -> Answer | None:
        """What of a year's total falls to a month or quarter; none where the report tells it itself."""
        match = AVERAGE.search(text)
        if match is None or Kind.RATE in question.kinds:
            return None
        found = self.finder.found(self.finder.reader.read(AVERAGE.sub("", text), history), ())
        if found is None or found.fact.quantity.kind is Kind.RATE:
            return None
        report = self.index.reports[found.evidence.report]
        if WHOLE_YEAR.search(report.quote(found.evidence.span)) or not found.fact.period.isdigit():
            return None
        parts = PARTS[(match["by"] or match["of"] or match["per"] or "月").removesuffix("度")]
        values = found.written if found.magnitude else found.fact.quantity.value
        each = (values / parts).quantize(PLACES, ROUND_HALF_UP)
        sign = "=" if each * parts == values else "≈"
        unit = found.magnitude + found.unit
        text = f"{'' if sign == '=' else '约'}{plain(each)}{unit}"
        return self._answer(
            question, text, f"{plain(values)} ÷ {parts} {sign} {plain(each)}（{unit}）", found
        )

    def _computed(self, question: Question, sign: str, *operands: Operand) -> Answer:
        """The sum, or the first less the second; counted in 万 or 亿 where all operands are so written."""
        rate = operands[0].fact.quantity.kind is Kind.RATE
        magnitudes = {operand.magnitude for operand in operands}
        magnitude = magnitudes.pop() if len(magnitudes) == 1 and not rate else ""
        values = [one.written if magnitude else one.fact.quantity.value for one in operands]
        outcome = sum(values) if sign == "+" else values[0] - values[1]
        unit = "个百分点" if rate else magnitude + operands[0].unit
        arithmetic = f" {sign} ".join(map(plain, values)) + f" = {plain(Decimal(outcome))}"
        notes = [unit, *_differences(operands)]
        return self._answer(
            question, f"{plain(Decimal(outcome))}{unit}", f"{arithmetic}（{'，'.join(notes)}）", *operands
        )

    def _rest(self, question: Question, text: str, history: Sequence[str]) -> Answer | None:
        """What is left over: the whole less the done, or 100 % less the rate."""
        if not LEFT_OVER.search(text) or NOT_A_REST.search(text):
            return None
        done = NEGATED.sub("", LEFT_OVER.sub("", text, count=1) if "还有" in text or "剩" in text else text)
        asked = self.finder.reader.read(done, history)
        rate = asked.asks is Ask.RATE
        part = self.finder.found(asked, ())
        if part is None or self._says_so(part, text):
            return None
        if rate or part.fact.quantity.kind is Kind.RATE:
            if part.fact.quantity.kind is not Kind.RATE or part.fact.direction:
                return None
            left = Decimal(100) - part.fact.quantity.value
            share = plain(part.fact.quantity.value)
            return self._answer(question, f"{plain(left)}%", f"100% − {share}% = {plain(left)}%", part)
        whole = self._whole(part)
        return None if whole is None else self._computed(question, "−", whole, part)

    def _says_so(self, part: Operand, text: str) -> bool:
        """Whether what is denied in the question is so in the report, too: 未就业 of 离校未就业高校毕业生."""
        place = self.index.place(part.evidence.report, part.evidence.sentence)
        denied = LEFT_OVER.search(text)
        return denied is not None and text[denied.start() : denied.end() + 2] in place.text

    def _rise(self, question: Question, text: str, history: Sequence[str]) -> Answer | None:
        """By how much something was raised or lowered: 从每人每月202元提高到209元."""
        match = THAN_BEFORE.search(text)
        if not match or not question.kinds:
            return None
        found = self.finder.found(self.finder.reader.read(text[: match.start()] + "多少", history), ())
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
        return self._difference(question, new, old)

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
                    return self._computed(question, "−", whole, added)
        return None

    def _count(self, question: Question, text: str) -> Answer | None:
        """How many things are listed: titles in 《》 that follow each other."""
        match = LISTED.search(text)
        if not match or not ((match["unit"] or match["unit2"]) == "份" or TITLED.search(text)):
            return None
        asked = replace(question, kinds=frozenset(), asks=Ask.LIST, unit="")
        evidence = weigh(asked, self.index.candidates(asked), self.index)
        if not evidence or evidence[0].strength < THRESHOLD:
            return None
        best = evidence[0]
        clause = self.index.reports[best.report].quote(best.span)
        titles = re.findall(r"《[^》]+》", clause)
        if len(titles) < 2:
            return None
        unit = match["unit"] or match["unit2"] or "个"
        derivation = f"{' + '.join('1' for _ in titles)} = {len(titles)}（{unit}，文中逐一列出）"
        return self._answer(question, f"{len(titles)}{unit}", derivation, best)

    def _answer(self, question: Question, text: str, derivation: str, *found: Operand | Evidence) -> Answer:
        evidence = tuple(dict.fromkeys(one.evidence if isinstance(one, Operand) else one for one in found))
        citations = tuple(dict.fromkeys(self.composer.cite(one) for one in evidence))
        score = min(one.strength for one in evidence)
        return Answer(
            Status.ANSWERED, question, text, citations, derivation or None, evidence=evidence, score=score
        )


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


def _scale(value: Decimal) -> tuple[Decimal, str]:
    """In what a number is told: (10000, 万) for 15300."""
    return next(((size, sign) for size, sign in SCALES if value >= size), (Decimal(1), ""))


def _counts_the_same(unit: str, asked: str) -> bool:
    """Whether a measure word is the one asked by, or counts people as that does."""
    return unit == asked or {unit, asked} <= PEOPLE


def _differences(operands: Sequence[Operand]) -> list[str]:
    """What is not alike among the operands, to be said: units and years."""
    units = list(dict.fromkeys(operand.unit for operand in operands))
    years = list(dict.fromkeys(operand.fact.period for operand in operands if operand.fact.period))
    said = [f"{'与'.join(units)}单位不同"] if len(units) > 1 else []
    return [*said, "与".join(f"{year}年" for year in years)] if len(years) > 1 else said


def asked_part(question: Question) -> str:
    """The part of the question that asks, without the marks and particles at its end."""
    return question.asked.rstrip("?？。!呀啊呢嘛吧 ")


def plain(number: Decimal) -> str:
    """Without exponent and needless zeros: 2.4, 1536."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
