"""Questions mistyped on purpose: a mutation as it is named on the command line, drawn by a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from bot.errors import Misuse
from bot.measure.questions import Gold
from knowledge import Slip, Span, Typist, other_numerals, other_width, traditional

SLIPS: dict[str, Callable[[Typist, str, Span], Iterator[Slip]]] = {
    "homophone": Typist.same_sound,
    "near": Typist.near_sound,
    "shape": Typist.wrong_shape,
    "drop": Typist.dropped,
    "swap": Typist.swapped,
    "double": Typist.doubled,
    "pinyin": Typist.spelled,
}
"""What happens to so many words of a question."""
WHOLE: dict[str, Callable[[Typist, str, Random], str]] = {
    "pinyin": lambda typist, text, chance: typist.pinyin(text, *chance.choice(BLANKS)),
    "traditional": lambda _, text, __: traditional(text),
    "taiwan": lambda typist, text, _: typist.taiwanese(text),
    "width": lambda _, text, __: other_width(text),
    "numerals": lambda _, text, __: other_numerals(text),
}
"""What happens to a question as a whole; pinyin does where no number of words is given."""
BLANKS: tuple[tuple[str, str], ...] = ((" ", ""), (" ", ""), (" ", ""), (" ", " "), ("", ""))
"""Between words and between syllables: most people who type pinyin set a blank behind each word."""
STANDARD = (
    "homophone:1", "homophone:2", "homophone:3", "near:1", "drop:1", "swap:1", "double:1", "shape:1", "pinyin:1", "pinyin:2",
    "pinyin", "traditional", "taiwan", "width", "numerals",
)  # fmt: skip
"""What `all` stands for."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One or several ways to mistype, one after the other."""

    name: str
    """As typed: homophone:2, drop:1+traditional."""
    steps: tuple[tuple[str, int], ...]
    """(kind, number of words; 0 for the text as a whole)."""


def mutation(typed: str) -> Mutation:
    """The mutation of that name. Raises Misuse where there is none.

    >>> mutation("homophone:2+traditional").steps
    (('homophone', 2), ('traditional', 0))
    """
    return Mutation(typed, tuple(map(_step, typed.split("+"))))


def _step(typed: str) -> tuple[str, int]:
    kind, colon, number = typed.partition(":")
    times = int(number) if number.isascii() and number.isdigit() and len(number) < 3 else 0
    if (times and kind in SLIPS) or (not colon and kind in WHOLE):
        return kind, times
    if not colon and kind in SLIPS:
        return kind, 1
    known = ", ".join([*(f"{one}:1" for one in SLIPS), *WHOLE, "all"])
    raise Misuse(f"{typed!r}: expected one of {known}")


def mutated(golds: Sequence[Gold], wanted: Mutation, typist: Typist, seed: int) -> tuple[Gold, ...]:
    """The questions mistyped; what is expected of them stays. The same seed gives the same questions."""
    return tuple(
        replace(gold, q=mistyped(gold.q, wanted, typist, drawn_by(seed, wanted.name, gold.id)))
        for gold in golds
    )


def drawn_by(*seed: object) -> Random:
    """Chance that is the same for the same seed."""
    return Random(" ".join(map(str, seed)))  # noqa: S311 - a sample is drawn, no secret


def mistyped(text: str, wanted: Mutation, typist: Typist, chance: Random) -> str:
    """The text with the slips of a mutation; a text too short for them has fewer."""
    for kind, times in wanted.steps:
        text = _slipped(text, kind, times, typist, chance) if times else WHOLE[kind](typist, text, chance)
    return text


def _slipped(text: str, kind: str, times: int, typist: Typist, chance: Random) -> str:
    """So many different words of the text mistyped."""
    words = list(typist.words(text))
    chance.shuffle(words)
    drawn: list[Slip] = []
    for word in words:
        slips = list(SLIPS[kind](typist, text, word))
        if slips and len(drawn) < times:
            drawn += chance.choices(slips, [slip.weight for slip in slips])
    for slip in sorted(drawn, key=lambda slip: -slip.span.start):
        text = text[: slip.span.start] + slip.typed + text[slip.span.end :]
    return text
