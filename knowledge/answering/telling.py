"""A computed answer: the outcome, the arithmetic shown, the figures cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from knowledge.answering.answer import SHORT, Composer, cut
from knowledge.answering.operands import Operand
from knowledge.model import Answer, Evidence, Kind, Question, Status
from knowledge.weighing.changing import POINTS
from knowledge.weighing.measuring import PHYSICAL

PLACES = Decimal("0.01")
SCALES = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))
"""What large numbers are told in, the largest first."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts computed answers together."""

    composer: Composer

    def answer(self, question: Question, text: str, derivation: str, *found: Operand | Evidence) -> Answer:
        """The answer with its derivation; each of the found is cited, and it is as sure as the least sure of them."""
        evidence = tuple(dict.fromkeys(one.evidence if isinstance(one, Operand) else one for one in found))
        citations = tuple(dict.fromkeys(self.composer.cite(one) for one in evidence))
        score = min(one.strength for one in evidence)
        return Answer(
            Status.ANSWERED, question, text, citations, derivation or None, evidence=evidence, score=score
        )

    def stated(self, question: Question, operand: Operand) -> Answer:
        """The clause that states a number, as an answer."""
        report = self.composer.index.reports[operand.evidence.report]
        text = report.quote(cut(report.text, operand.evidence.span, operand.fact.span, SHORT))
        return self.answer(question, text, "", operand)

    def computed(self, question: Question, sign: str, *operands: Operand) -> Answer:
        """The sum, or the first less the second; counted in 万 or 亿 where all operands are so written."""
        rate = operands[0].fact.quantity.kind is Kind.RATE
        magnitudes = {operand.magnitude for operand in operands}
        magnitude = magnitudes.pop() if len(magnitudes) == 1 and not rate else ""
        values = [one.written if magnitude else one.fact.quantity.value for one in operands]
        if magnitudes and all(one.magnitude for one in operands):  # 3.9万亿 and 2141.3亿 in 亿
            size, magnitude = scale(min(values))
            values = [value / size for value in values]
        outcome = sum(values) if sign == "+" else values[0] - values[1]
        unit = "个百分点" if rate else magnitude + operands[0].unit
        arithmetic = f" {sign} ".join(map(plain, values)) + f" = {plain(Decimal(outcome))}"
        notes = [unit, *differences(operands)]
        return self.answer(
            question, f"{plain(Decimal(outcome))}{unit}", f"{arithmetic}（{'，'.join(notes)}）", *operands
        )

    def difference(self, question: Question, one: Operand, other: Operand) -> Answer | None:
        """The larger less the smaller; None where their units forbid it."""
        units = {one.unit, other.unit}
        if len(units) > 1 and (question.unit in units or units & (PHYSICAL | POINTS)):
            return None  # 多几个 of 1291个 and 1185户; 880亿斤 and 62枚; 6.7% and 3个百分点
        if one.fact.quantity.value < other.fact.quantity.value:
            one, other = other, one
        return self.computed(question, "−", one, other)

    def divided(self, question: Question, value: Decimal, by: Decimal, unit: str, *found: Operand) -> Answer:
        """A number divided by another, to two places."""
        each = (value / by).quantize(PLACES, ROUND_HALF_UP)
        sign = "=" if each * by == value else "≈"
        text = f"{'' if sign == '=' else '约'}{plain(each)}{unit}"
        return self.answer(
            question, text, f"{plain(value)} ÷ {plain(by)} {sign} {plain(each)}（{unit}）", *found
        )


def scale(value: Decimal) -> tuple[Decimal, str]:
    """In what a number is told.

    >>> scale(Decimal(15300)), scale(Decimal(12))
    ((Decimal('10000'), '万'), (Decimal('1'), ''))
    """
    return next(((size, sign) for size, sign in SCALES if value >= size), (Decimal(1), ""))


def differences(operands: Sequence[Operand]) -> list[str]:
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
