"""Rows: what several places' reports say to one question, side by side; what of it can be compared, and reckoned with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from knowledge.answering.operands import Operand
from knowledge.many.sameness import in_common
from knowledge.many.shelf import Desk
from knowledge.model import Answer, Cell, Evidence, Fact, Kind, Question, Status

MAGNITUDES: tuple[tuple[str, Decimal], ...] = (
    ("", Decimal(1)), ("万", Decimal(10**4)), ("亿", Decimal(10**8)), ("万亿", Decimal(10**12)),
)  # fmt: skip
HUNDREDTH = Decimal("0.01")
SMALLEST = Decimal("0.0001")
"""Converted figures are rounded to this."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one place's reports say."""

    place: str
    desk: Desk
    evidence: Evidence
    operand: Operand | None = None
    """Its figure, where one is asked for."""

    @property
    def fact(self) -> Fact:
        """The fact of its figure."""
        assert self.operand is not None
        return self.operand.fact

    @property
    def value(self) -> Decimal:
        """Its number in the unit that it is compared in; what goes down is below nothing."""
        down = self.fact.direction == "down" and self.fact.quantity.kind is Kind.RATE
        value = in_common(self.fact.quantity)[1]
        return -value if down else value

    @property
    def sort(self) -> tuple[Kind, str, str]:
        """What has to be the same of figures that are compared: kind, unit, year."""
        return (self.fact.quantity.kind, in_common(self.fact.quantity)[0], self.fact.period)

    @property
    def clause(self) -> str:
        """The words of the report that say it."""
        return self.desk.composer.short(self.evidence)

    @property
    def figure(self) -> str:
        """Its number as written."""
        return self.desk.index.reports[self.evidence.report].quote(self.fact.span)


def comparable(rows: Sequence[Row]) -> list[Row]:
    """The rows of the sort that most places have, one a place."""
    shared = Counter(dict.fromkeys((row.sort, row.place) for row in rows))
    sorts = Counter(sort for sort, _ in shared).most_common(1)
    found: dict[str, Row] = {}
    for row in rows:
        if sorts and row.sort == sorts[0][0]:
            found.setdefault(row.place, row)
    return list(found.values())


def total(rows: Sequence[Row]) -> tuple[str, str] | None:
    """(the sum with its unit, the arithmetic); None where shares or changes would be added up."""
    if any(row.fact.quantity.kind is Kind.RATE for row in rows):
        return None
    unit, values, notes = _amounts(rows)
    outcome = f"{_plain(sum(values, Decimal(0)))}{unit}"
    return outcome, notes + " + ".join(map(_plain, values)) + f" = {outcome}"


def gap(more: Row, less: Row) -> tuple[str, str]:
    """(how much more the first is, with its unit; the arithmetic)."""
    unit, (a, b), notes = _amounts([more, less])
    if more.fact.quantity.kind is Kind.RATE:
        a, b, unit = more.value, less.value, "个百分点"
    outcome = f"{_plain(a - b)}{unit}"
    return outcome, f"{notes}{_plain(a)} − {_bracketed(b)} = {outcome}"


def ratio(first: Row, second: Row) -> tuple[str, str] | None:
    """(how many times the second the first is, the arithmetic); None where the second is nothing, or shares are meant."""
    if not second.value or first.fact.quantity.kind is Kind.RATE:
        return None
    _, (a, b), notes = _amounts([first, second])
    times = (a / b).quantize(HUNDREDTH, ROUND_HALF_UP)
    sign = "=" if times * b == a else "≈"
    outcome = f"{'' if sign == '=' else '约'}{_plain(times)}倍"
    return outcome, f"{notes}{_plain(a)} ÷ {_plain(b)} {sign} {_plain(times)}（倍）"


def _amounts(rows: Sequence[Row]) -> tuple[str, list[Decimal], str]:
    """(the unit with its magnitude, each row's number in it, what had to be converted)."""
    unit = rows[0].fact.quantity.unit
    factor = rows[0].value / rows[0].fact.quantity.value if rows[0].fact.quantity.value else Decimal(1)
    written = [row for row in rows if row.fact.quantity.unit == unit]
    size, name = min(_magnitude(row) for row in written)
    values, notes = [], ""
    for row in rows:
        value = abs(row.value / factor) / size
        if row.fact.quantity.unit != unit:
            value = value.quantize(SMALLEST, ROUND_HALF_UP)
            notes += f"{row.figure} = {_plain(value)}{name}{unit}；"
        values.append(value)
    return name + unit, values, notes


def _magnitude(row: Row) -> tuple[Decimal, str]:
    """The magnitude that its number is written in: 万 of 3.6万户."""
    written = row.operand.magnitude if row.operand is not None else ""
    name, size = next(
        (name, size)
        for name, size in reversed(MAGNITUDES)
        if written.endswith(name) and (name or not written)
    )
    return size, name


def _bracketed(number: Decimal) -> str:
    return f"({_plain(number)})" if number < 0 else _plain(number)


def _plain(number: Decimal) -> str:
    """Without exponent and needless zeros."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def answered(question: Question, text: str, derivation: str | None, rows: Sequence[Row]) -> Answer:
    """The answer that the rows give, each cited."""
    return Answer(
        Status.ANSWERED,
        question,
        text,
        tuple(row.desk.composer.cite(row.evidence) for row in rows),
        derivation,
        evidence=tuple(row.evidence for row in rows),
        score=min(row.evidence.strength for row in rows),
        table=tuple(Cell(row.place, row.clause, number) for number, row in enumerate(rows)),
    )
