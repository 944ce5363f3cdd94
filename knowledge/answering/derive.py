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
from knowledge.asking.asks import ANY_NUMBER
from knowledge.asking.question import Reader
from knowledge.hearing.mend import stands_in
from knowledge.lexis.text import fold, squeeze
from knowledge.model import Answer, Ask, Evidence, Fact, Kind, Question, Status
from knowledge.search.index import Index
from knowledge.weighing.evidence import weigh

COMPARED = "多|少|高|低|大|小|快|慢|贵|便宜|增加|减少|超出|超过"
ASKED = r"(?:多少|几|好多)"
BY_THE_WAY = r"(?:还|又|要|能|平均|一年|一个?月|每个?[年月天人]|大概|大约|至少|起码|最少|足足|整整)*"
"""What stands between the two that are compared and the word that compares them."""
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
    re.compile(rf"(?P<a>.+?)(?:和|与|跟|及|以及)(?P<b>.+?)(?P<tail>(?:一共|总共|拢共|共|的?总[数量计]).{{0,6}}{ASKED}.*)$"),
)
COMPARISON = (
    re.compile(
        r"(?P<a>.+?)(?:和|与|跟|还是|、)(?P<b>.+?)(?:相比)?[,，]?(?P<tail>(?:哪个|哪一个|谁|哪边)(?:的|更|比较|要)*(?P<way>多|高|大|快|少|低|小|慢))"
    ),
)
RATIO = (
    re.compile(rf"(?P<a>.+?)(?:是|为|相当于)(?:大约|大概|约|差不多)?(?P<b>.+?)的(?P<tail>{ASKED}倍.*)$"),
)
SHARE = (re.compile(rf"(?P<a>.+?)占(?:了|到)?(?P<b>.+?)的(?P<tail>百分之{ASKED}|比例|比重|几成).*$"),)
NEGATED = re.compile(r"(?:还)?(?:没能?|没有|未能?|尚未|不)(?=[^有少论管])(?:被|给|再)?")
LEFT_OVER = re.compile(
    r"还有|还剩|剩下|剩余|余下|没(?!有?多少|关系|事|[看听]|懂|明白|[搞弄][懂清]|想到|记住|注意)|未|尚未"
)
NOT_A_REST = re.compile(r"有没有|没有\??$|没\??$|是否|未来|未成年|从未")
BEFORE = re.compile(r"原本|原来|原先|原有|之前(?:有|就有|已有)?")
THAN_BEFORE = re.compile(
    rf"(?:比|较)(?:原来|原先|以前|之前|过去|调整前|上年|去年|上一年)(?:的)?(?:又|还|要|能)*(?:{COMPARED}|涨|提高|提了|上调|下调|降).{{0,4}}{ASKED}"
)
RAISED_TO = re.compile(r"(?:提高|上调|提升|增加|下调|降低|降|调整|减少|压缩|缩短|扩大|上升|下降)(?:为|到|至)")
LISTED = re.compile(
    r"数一数|数数|(?:一共|总共|拢共|共)?(?:有)?几(?P<unit>份|个|部|项|件|种|类|样|家|处|名)|多少(?P<unit2>份|部|种|样)"
)
SIGNS = re.compile(
    r"[哪谁](?:个|一个|边)|比|差|exceed|加|合|共|总|倍|剩|还有|没|未|余|原|之前|数数|数一数|几[份个部项件种类样家处名]|多少[份部种样]"
)
OPERATION = re.compile(r"加起来|加一起|加在一起|合计|合起来|之和|相加|加一块儿?|几倍|多少倍")
JOINED = re.compile(r"、|和|与|跟|以及")
SET_SIDE_BY_SIDE = re.compile(r"比|倍|差|哪|谁|加|合|之和|exceed")
ONLY_THEN = re.compile(
    r"[^\u4e00-\u9fff]*(?:前一年|上一?年|去年|往年|同期|以前|过去|之前|全国|全省|平均|全国平均|全省平均)(?:同期|水平|的)*(?=[还又要多少高低涨增降下提上快慢])"
)
"""比前一年, 比全国平均: what a report itself compares with, in one figure."""
SIDE_BY_SIDE = re.compile(
    r"(?<!不)(?:高于|低于|多于|少于)|高出|超出|[比较].{1,12}[高低多少快慢]|倍|相差|分别"
)
NAMED_BY = 0.6
"""Degree to which a thing must be met."""
LOOKED_AT = 6
"""Numbers that are weighed in full for an operand: that of the same sentence need not be among the very first."""
NEAR = 0.12
"""Operands of nearly the same strength: the one in the other operand's sentence is meant."""
SURE = 0.6
"""Strength of an operand at least: two doubts make more than one."""
PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Operand:
    """A number of a report in an arithmetic, and the evidence for it."""

    evidence: Evidence
    fact: Fact
    written: Decimal
    """As written before its magnitude: 3.6 in 3.6万户."""
    magnitude: str
    """万, 亿, … or ""."""
    shown: str
    """With its unit and bound, folded: 超3000亿元."""

    @property
    def unit(self) -> str:
        """Its measure word."""
        return self.fact.quantity.unit


@dataclass(frozen=True, slots=True)
class Deriver:
    """Computes what a report does not say in so many words."""

    reader: Reader
    index: Index
    composer: Composer

    def derive(self, question: Question, history: Sequence[str]) -> Answer | None:
        """The computed answer; None where the question asks for nothing to be computed, or it cannot be."""
        text = asked_part(question)
        if not SIGNS.search(text):
            return None
        rules: tuple[tuple[Sequence[re.Pattern[str]], Callable[..., Answer | None]], ...] = (
            (COMPARISON, self._comparison),
            (RATIO, self._ratio),
            (DIFFERENCE, self._difference),
            (SUM, self._sum),
        )
        for patterns, compute in rules:
            for pattern in patterns:
                match = pattern.search(text)
                if match is None:
                    continue
                operands = self._operands(match, history, several=patterns is SUM)
                if not operands and patterns is SUM:
                    operands = self._side_by_side(question)
                if operands:
                    return compute(question, *operands)
        return (
            self._rest(question, text, history)
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

    # --- operands ------------------------------------------------------------------------------------

    def _operands(self, match: re.Match[str], history: Sequence[str], several: bool) -> list[Operand]:
        """The numbers that the parts of the question ask for, each another one; empty where one is not found."""
        tail = re.sub(rf"^{BY_THE_WAY}(?:{COMPARED}|相差|差)(?:出来?|了)?(?!少)", "", match["tail"])
        tail = OPERATION.sub("", tail) or "多少"
        parts = [*(JOINED.split(match["a"]) if several else [match["a"]]), match["b"]]
        first = self.reader.read(parts[0] + tail, history)
        if not any(len(term.typed) > 1 for term in first.terms):
            return []
        kinds = first.kinds or ANY_NUMBER
        asked = [first, *(self.reader.following(self.reader.read(part + tail), first) for part in parts[1:])]
        found: list[Operand] = []
        for one in asked:
            operand = self._found(replace(one, kinds=kinds), found)
            if operand is None or (found and operand.fact.quantity.kind is not found[0].fact.quantity.kind):
                return []
            found.append(operand)
        if len(found) == 2 and found[0].evidence.sentence != found[1].evidence.sentence:
            nearer = self._found(replace(first, kinds=kinds), found[1:])
            found[0] = nearer or found[0]
        return found

    def _side_by_side(self, question: Question) -> list[Operand]:
        """The numbers of one clause, each beside another thing that the question names."""
        asked = replace(question, kinds=frozenset(), unit="")
        evidence = weigh(asked, self.index.candidates(asked), self.index)
        if not evidence or evidence[0].strength < SURE:
            return []
        best = evidence[0]
        place = self.index.place(best.report, best.sentence)
        report = self.index.reports[best.report]
        facts = [
            fact
            for fact in place.facts
            if best.span.holds(fact.span) and fact.quantity.kind in question.kinds
        ]
        found: list[Operand] = []
        for at, fact in enumerate(facts):
            end = facts[at + 1].span.start if at + 1 < len(facts) else best.span.end
            start = facts[at - 1].span.end if at else best.span.start
            own = report.quote(fact.item) if fact.item else report.text[start:end]
            names = any(
                term.tells and stands_in(v, squeeze(fold(own)))
                for term in question.terms
                for v in term.variants
            )
            operand = self.operand(replace(best, fact=fact))
            if names and operand is not None:
                found.append(operand)
        return found if len(found) > 1 else []

    def _found(self, question: Question, but: Sequence[Operand]) -> Operand | None:
        """The number that answers the question for sure, another one than these; beside them rather than elsewhere."""
        taken = [operand.fact for operand in but]
        evidence = weigh(question, self.index.candidates(question), self.index, LOOKED_AT)
        sure = [
            one
            for one in evidence
            if one.fact is not None
            and one.fact not in taken
            and one.strength >= SURE
            and names_all(one, question)
        ]
        if sure and but:
            near = [one for one in sure if one.strength >= sure[0].strength - NEAR]
            sure.sort(key=lambda one: one not in near or one.sentence != but[0].evidence.sentence)
        return next((operand for one in sure if (operand := self.operand(one)) is not None), None)

    def number_of(self, text: str, history: Sequence[str], kind: Kind) -> Operand | None:
        """The number of a kind that a question of these words asks for, if it is found for sure."""
        asked = self.reader.read(text, history)
        if LEFT_OVER.search(text) or not any(len(term.typed) > 1 for term in asked.terms):
            return None
        return self._found(replace(asked, kinds=frozenset({kind}), unit=""), ())

    def stated(self, question: Question, operand: Operand) -> Answer:
        """The clause that states a number, as an answer."""
        report = self.index.reports[operand.evidence.report]
        text = report.quote(cut(report.text, operand.evidence.span, operand.fact.span, SHORT))
        return self._answer(question, text, "", operand)

    def operand(self, evidence: Evidence) -> Operand | None:
        """The number of the evidence as one to compute with; None where it is none, or is written in characters."""
        fact = evidence.fact
        if fact is None or fact.quantity.kind not in (Kind.COUNT, Kind.MONEY, Kind.RATE):
            return None
        words = squeeze(fold(self.index.reports[evidence.report].quote(fact.span)))
        match = re.search(r"(\d[\d,]*(?:\.\d+)?)([十百千]?万亿|[十百千]?亿|[十百千]?万|千|百)?", words)
        if match is None:
            return None
        return Operand(evidence, fact, Decimal(match[1].replace(",", "")), match[2] or "", words)

    # --- operations ------------------------------------------------------------------------------------

    def _difference(self, question: Question, one: Operand, other: Operand) -> Answer | None:
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
        asked = self.reader.read(done, history)
        rate = asked.asks is Ask.RATE
        part = self._found(asked, ())
        if part is None:
            return None
        if rate or part.fact.quantity.kind is Kind.RATE:
            if part.fact.quantity.kind is not Kind.RATE or part.fact.direction:
                return None
            left = Decimal(100) - part.fact.quantity.value
            share = plain(part.fact.quantity.value)
            return self._answer(question, f"{plain(left)}%", f"100% − {share}% = {plain(left)}%", part)
        whole = self._whole(part)
        return None if whole is None else self._computed(question, "−", whole, part)

    def _rise(self, question: Question, text: str, history: Sequence[str]) -> Answer | None:
        """By how much something was raised or lowered: 从每人每月202元提高到209元."""
        match = THAN_BEFORE.search(text)
        if not match or not question.kinds:
            return None
        found = self._found(self.reader.read(text[: match.start()] + "多少", history), ())
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
        pair = [self.operand(replace(found.evidence, fact=same[number])) for number in (at, at + half)]
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
        return self.operand(replace(part.evidence, fact=before[-1])) if before else None

    def _before(self, question: Question, text: str) -> Answer | None:
        """What there was before the new ones came: 新增18家、累计38家."""
        if not BEFORE.search(text) or not question.kinds:
            return None
        asked = self.reader.read(BEFORE.sub("", text))
        one = self._found(asked, ())
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
                operands = (self.operand(replace(one.evidence, fact=fact)) for fact in (total, new))
                whole, added = operands
                if whole and added:
                    return self._computed(question, "−", whole, added)
        return None

    def _count(self, question: Question, text: str) -> Answer | None:
        """How many things are listed: titles in 《》 that follow each other."""
        match = LISTED.search(text)
        if not match:
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


def names_all(evidence: Evidence, question: Question) -> bool:
    """Whether all things that the question names stand with the number, not only near it."""
    met = {reason.name: reason.points for reason in evidence.reasons}
    named = (term for term in question.terms if term.tells)
    return all(met.get(f"“{term.typed}”", 0.0) >= NAMED_BY * term.weight for term in named)


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
