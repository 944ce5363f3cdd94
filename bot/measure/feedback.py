"""What citizens thought of answers, and what they asked in vain: counted for staff, and written as cases to judge."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.display.columns import clip
from bot.display.screen import Line, tabular
from bot.errors import Misuse
from bot.store.kept import Feedback
from bot.store.masking import masked

KINDS = {"up": "👍", "down": "👎", "declined": "未答"}
"""The kinds of feedback and how they are shown."""
QUESTION = 48
"""Columns of a question in the list."""


@dataclass(slots=True)
class Case:
    """One question with all that was said about its answer."""

    kind: str
    question: str
    history: tuple[str, ...]
    status: str
    version: str
    times: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def why(self) -> str:
        """The reasons that were given, the most frequent first."""
        return "、".join(reason for reason, _ in self.reasons.most_common())


def cases(kept: Iterable[Feedback]) -> list[Case]:
    """The feedback by question and kind, the most frequent first.

    A 👎 is one row without a reason; a reason that was given afterwards is a row of its own, and no second vote.
    """
    found: dict[tuple[object, ...], Case] = {}
    for one in kept:
        question, history = masked(one.question), tuple(map(masked, one.history))
        key = (one.kind, question, history, one.status, one.report_version)
        case = found.setdefault(key, Case(one.kind, question, history, one.status, one.report_version))
        case.times += one.kind != "down" or not one.reason
        if one.reason:
            case.reasons[one.reason] += 1
    order = list(KINDS)
    return sorted(
        found.values(), key=lambda case: (order.index(case.kind) if case.kind in order else 9, -case.times)
    )


def feedback_lines(found: Sequence[Case]) -> Iterator[Line]:
    """The counts, then a line a question."""
    counted = Counter[str]()
    reasons = Counter[str]()
    for case in found:
        counted[case.kind] += case.times
        if case.kind == "down":
            reasons.update(case.reasons)
    yield Line("　".join(f"{shown} {counted[kind]}" for kind, shown in KINDS.items()), "strong")
    if reasons:
        yield Line("👎 的原因：" + "，".join(f"{why} {times}" for why, times in reasons.most_common()))
    rows = [
        (KINDS.get(case.kind, case.kind), str(case.times), clip(case.question, QUESTION), case.why())
        for case in found
    ]
    yield from tabular(("", "次", "问题", "原因"), rows)


def feedback_record(found: Sequence[Case]) -> dict[str, object]:
    """The same for machines."""
    return {"feedback": [_record(number, case) for number, case in enumerate(found, 1)]}


def export(found: Sequence[Case], path: Path) -> None:
    """Writes the cases as a question set: what is right is still to be judged. Raises Misuse."""
    rows = (json.dumps(_record(number, case), ensure_ascii=False) for number, case in enumerate(found, 1))
    try:
        path.write_text("".join(f"{row}\n" for row in rows), "utf-8")
    except OSError as error:
        raise Misuse(f"{path}: {error.strerror or 'cannot be written'}") from None


def _record(number: int, case: Case) -> dict[str, object]:
    """A case in the form of a question set; `status` is how the bot took it, `evidence` and `must` are to be filled."""
    return {
        "id": f"F-{number:04}",
        "q": case.question,
        "kind": case.kind,
        "style": "telegram",
        "evidence": [],
        "must": [],
        "status": case.status,
        "history": list(case.history),
        "why": case.why(),
        "times": case.times,
        "report_version": case.version,
    }
