"""Fits what the signs of weighing/certainty are worth, and counts how often a question without an answer gets one.

    python -m tests.fit_certainty QUESTIONS.jsonl [QUESTIONS.jsonl=REPORT …]

Every question is answered as if any strength were enough: as it stands, and with the sentences that answer it cut out
of the report, where whatever is found is wrong unless it says the same. A logistic regression of points and signs then
tells right from wrong, once for numbers and once for words; each coefficient is printed beside that of a point, as
weighing/certainty has them. Cross-checked on halves, the odd and the even questions: of the answers that pass now, how
many are right and wrong, and how many would be wrong at as many right ones by the fit to the other half.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from operator import mul, sub, truediv
from pathlib import Path
from statistics import pstdev
from tempfile import TemporaryDirectory
from unittest import mock

from bot.display.render import reply
from bot.measure.check import Given, Source, fault
from bot.measure.questions import Gold, golds
from knowledge import Answer, Library, Status
from knowledge.answering.answer import THRESHOLD
from knowledge.reading.sources import REPORTS
from knowledge.weighing.certainty import bare, signs
from tests.fit_confidence import gates_of_the_library, sigmoid

CUT_OUT = frozenset({"figure", "fact", "passage"})
"""Kinds of question that one sentence answers."""
ENDS = "。；！？\n"
RIDGE, STEPS = 1.0, 12
"""How strongly coefficients are held near nothing, as by so many answers; steps of Newton's method."""
NAMES = ("points", "alike", "few_words", "own_words", "focus", "ahead")


@dataclass(frozen=True, slots=True)
class Trial:
    """One answer to one question."""

    half: int
    number: bool
    """Whether a number was asked for."""
    features: tuple[float, ...]
    """Points and signs, in the order of NAMES."""
    strength: float
    right: bool
    cut_out: bool


def trials(path: Path, report: Path) -> Iterator[Trial]:
    """The answers to a question set, whatever their strength."""
    library = Library.open([report])
    source = Source.of(*(one.text for one in library.reports))
    text = report.read_text("utf-8")
    with TemporaryDirectory() as folder:
        for number, gold in enumerate(golds(path)):
            answer = library.unscored(gold.q, gold.history).answer
            given = Given("answered", reply(answer), tuple(one.quote for one in answer.citations))
            yield from _trial(number, answer, not fault(gold, given, source))
            if gold.kind in CUT_OUT and gold.evidence:
                shorter = Path(folder) / report.name
                shorter.write_text(without(text, gold.evidence), "utf-8")
                answer = Library.open([shorter]).unscored(gold.q, gold.history).answer
                yield from _trial(number, answer, _says_the_same(gold, answer), cut_out=True)


def _trial(number: int, answer: Answer, right: bool, *, cut_out: bool = False) -> Iterator[Trial]:
    """The trial where words found the answer; none where it was computed or stands in the masthead."""
    by_words = answer.evidence and answer.evidence[0].reasons and not answer.derivation and not answer.parts
    if answer.status is Status.ANSWERED and by_words:
        evidence = [bare(one) for one in answer.evidence]
        points = sum(reason.points for reason in evidence[0].reasons)
        features = (points, *signs(answer.question, evidence))
        strength = answer.evidence[0].strength
        yield Trial(number % 2, bool(answer.question.kinds), features, strength, right, cut_out)


def _says_the_same(gold: Gold, answer: Answer) -> bool:
    return bool(gold.must) and all(any(one in answer.text for one in group) for group in gold.must)


def without(text: str, evidence: Sequence[str]) -> str:
    """The text without the sentences that hold any of these strings.

    >>> without("一共3件。其中2件已办。", ["2件"])
    '一共3件。'
    """
    for one in evidence:
        while (at := text.find(one)) >= 0:
            start = max(text.rfind(end, 0, at) for end in ENDS) + 1
            ends = [place for end in ENDS if (place := text.find(end, at + len(one))) >= 0]
            stop = min(ends, default=len(text))
            text = text[:start] + text[stop + (text[stop : stop + 1] != "\n") :]
    return text


# --- the regression -----------------------------------------------------------------------------------


def logistic(counted: Sequence[Trial]) -> list[float]:
    """The coefficients that fit best, the constant last, by Newton's method; each feature is held by its own spread."""
    columns = list(zip(*(one.features for one in counted), strict=True))
    spreads = [pstdev(column) or 1.0 for column in columns]
    rows = [(*map(truediv, one.features, spreads), 1.0) for one in counted]
    size = len(spreads) + 1
    found = [0.0] * size
    for _ in range(STEPS):
        gradient = [RIDGE * value for value in found]
        hessian = [[RIDGE * (row == column) for column in range(size)] for row in range(size)]
        for x, one in zip(rows, counted, strict=True):
            p = sigmoid(sum(map(mul, found, x)))
            for row in range(size):
                gradient[row] += (p - one.right) * x[row]
                for column in range(size):
                    hessian[row][column] += p * (1 - p) * x[row] * x[column]
        found = list(map(sub, found, solved(hessian, gradient)))
    return list(map(truediv, found, [*spreads, 1.0]))


def likely(coefficients: Sequence[float], one: Trial) -> float:
    """How likely an answer is right, 0 to 1."""
    return sigmoid(sum(map(mul, coefficients, (*one.features, 1.0))))


def solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """What the matrix has to be multiplied with to give the right side, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(len(rows)):
        pivot = max(range(column, len(rows)), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(len(rows)):
            if row != column:
                share = rows[row][column] / rows[column][column]
                rows[row] = [a - share * b for a, b in zip(rows[row], rows[column], strict=True)]
    return [row[-1] / row[number] for number, row in enumerate(rows)]


def wrong_at(counted: Sequence[Trial], sure: Sequence[float], right: int) -> int:
    """How many wrong answers pass when so many right ones do, the surest first."""
    wrong = 0
    for _, one in sorted(zip(sure, counted, strict=True), key=lambda pair: -pair[0]):
        if right <= 0:
            break
        right, wrong = right - one.right, wrong + (not one.right)
    return wrong


def told(counted: Sequence[Trial]) -> Iterator[str]:
    """The fit and its cross-check, a line each."""
    for name, wanted in (("numbers", True), ("words", False)):
        own = [one for one in counted if one.number is wanted]
        now = fitted = 0
        for half in (0, 1):
            rest = [one for one in own if one.half == half]
            passing = [one for one in rest if one.strength >= THRESHOLD]
            right = sum(one.right for one in passing)
            now += len(passing) - right
            other = logistic([one for one in own if one.half != half])
            fitted += wrong_at(rest, [likely(other, one) for one in rest], right)
        coefficients = logistic(own)
        worth = (
            f"{label} {value / coefficients[0]:+.2f}"
            for label, value in zip(NAMES, coefficients, strict=False)
        )
        yield f"{name}: {', '.join(worth)}; wrong now {now}, by a fit to the other half {fitted}"
    cut = [one for one in counted if one.cut_out and not one.right]
    yield f"answered with the answer cut out: {sum(one.strength >= THRESHOLD for one in cut)}"


def main(arguments: Sequence[str]) -> None:
    """Counts, and prints what the signs are worth."""
    sets = [argument.partition("=") for argument in arguments]
    builtin = next(REPORTS.glob("*.txt"))
    with ExitStack() as gates:
        for name in gates_of_the_library():
            gates.enter_context(mock.patch(f"{name}.THRESHOLD", 0.02))
        counted = [
            one for path, _, report in sets for one in trials(Path(path), Path(report) if report else builtin)
        ]
    sys.stdout.writelines(f"{line}\n" for line in told(counted))


if __name__ == "__main__":
    main(sys.argv[1:])
