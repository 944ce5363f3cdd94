"""Arithmetic over a report's figures: difference, sum, ratio, share; and what one figure tells with its neighbours.

Nothing is computed unless both operands are found as surely as an answer would be; each is cited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP

from knowledge.answering.answer import Composer
from knowledge.answering.beside import Beside
from knowledge.answering.listed import one_of_the_listed
from knowledge.answering.operands import ASKED, BY_THE_WAY, COMPARED, Finder, Operand
from knowledge.answering.telling import PLACES, Teller, asked_part, differences, plain
from knowledge.asking.asks import COUNTS
from knowledge.model import Answer, Kind, Question

DIFFERENCE = (
    re.compile(
        rf"(?P<a>.+?)(?<!同)比(?!例|重|率|较|赛|上年|去年同期)(?P<b>.+?)(?P<tail>{BY_THE_WAY}(?:{COMPARED})(?:出来?|了)?(?:(?!{COMPARED}).){{0,6}}?{ASKED}.*)$"
    ),
    re.compile(
        rf"(?P<a>.+?)(?:和|与|跟|同|、|\s)(?P<b>.+?)[\s,，]*(?:之间)?(?P<tail>(?:相差|差距|差|相比).{{0,6}}{ASKED}.*)$"
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
ALL_TOGETHER = re.compile("合计|加起来|加一起|加在一起|合起来|加一块|(?:一共|总共|拢共)加")
"""Of a list that the question does not take apart: 三种管网合计."""
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
    re.compile(rf"(?P<a>.+?)(?:占|是|相当于)(?:了|到)?(?P<b>.+?)的(?P<tail>几分之几|百分之{ASKED}|几成).*$"),
    re.compile(
        rf"(?P<b>.+?)(?:里面|里头|当中|之中|中|里)[,，]?(?P<a>.+?)(?:占比?|所占比[例重])(?:了|到|约|大约|大概|是|为)*(?P<tail>百分之{ASKED}|多大比[例重]|几成|{ASKED}).*$"
    ),
)
SIGNS = re.compile(
    r"[哪谁](?:个|一个|边)|比|差|占|[每平月]均|奖牌|块牌|枚牌|金银铜|average|摊|分到|每.?.?[月季]|per |离|距|exceed|加|合|共|总[数量计]|倍|剩|还有|没|未|余|原|之前|[缩压涨升降增减][短减缩高升调涨加少低]?了?(?:多少|几|好多)|[提上下][高升涨调降]了?(?:多少|几|好多)|几成|分之[几多]|[率例].*算|算.*[率例]|[照按据].{0,24}[率例]|数数|数一数|几[份个部项件种类样家处名]|多少[份部种样]"
)
SET_SIDE_BY_SIDE = re.compile(r"比|倍|差|哪|谁|加|合|之和|exceed")
ONLY_THEN = re.compile(
    r"[^\u4e00-\u9fff]*(?:大?前年|前一年|上一?年|去年|往年|同期|以前|过去|之前|全国|全省|平均|全国平均|全省平均)(?:同期|水平|的)*(?=[还又要多少高低涨增降下提上快慢])"
)
"""比前一年, 比全国平均: what a report itself compares with, in one figure."""
PAST = re.compile(
    r"(?:前一年|上一?年|往年|以前|过去|之前|从前|原来|早先|前些年)(?:同期|的时候|那会儿?|的)*(?=[还又要多少高低涨增降下提上快慢])"
)
"""比以前: a change that the report states itself."""
OF_BOTH = re.compile(
    rf"(?:那|那么|所以)?(?:这|那|前面|刚才)?(?:两个数?|两者|二者|两项|两样|两边|俩|它们|它俩)?(?:之间|放一起|比起来|比一比)?[,， ]*"
    rf"(?:(?P<less>相?差距?(?:了|是|有)?{ASKED}.{{0,6}})|(?P<more>(?:一共|总共)?(?:加起来|加一起|加在一起|合起来|合计)(?:是|有|一共)*{ASKED}.{{0,3}})|(?:哪个|谁)(?:更|比较|要)?[多高大少低小])"
)
"""A question that has no things of its own, but those of the two before."""
SIDE_BY_SIDE = re.compile(
    r"(?<!不)(?:高于|低于|多于|少于)|高出|超出|[比较].{1,12}[高低多少快慢]|倍|相差|分别"
)


@dataclass(frozen=True, slots=True)
class Deriver:
    """Computes what a report does not say in so many words."""

    finder: Finder
    teller: Teller
    beside: Beside

    @classmethod
    def over(cls, finder: Finder, composer: Composer) -> Deriver:
        """One that computes from what the finder finds."""
        teller = Teller(composer)
        return cls(finder, teller, Beside(finder, teller))

    def derive(self, question: Question, history: Sequence[str]) -> Answer | None:
        """The computed answer; None where the question asks for nothing to be computed, or it cannot be."""
        text = asked_part(question)
        if told := (
            self._of_the_last_two(question, text, history)
            or one_of_the_listed(question, history, self.finder, self.teller)
            or self.beside.referred(question, text)
        ):
            return told
        if not SIGNS.search(text):
            return None
        rules: tuple[tuple[str, Sequence[re.Pattern[str]], Callable[..., Answer | None]], ...] = (
            ("哪谁", COMPARISON, self._comparison),
            ("倍", RATIO, self._ratio),
            ("占成分", SHARE, self._share),
            ("比差x", DIFFERENCE, self.teller.difference),
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
        listed = self.finder.side_by_side(question) if ALL_TOGETHER.search(text) else []
        if len(listed) > 1 and (computed := self._sum(question, *listed)):
            return computed
        return self.beside.told(question, text, history)

    def _of_the_last_two(self, question: Question, text: str, history: Sequence[str]) -> Answer | None:
        """What the figures of the two questions before make together: 差多少, 加起来多少, 哪个多.

        Declined where they are not two of the same measure.
        """
        match = OF_BOTH.fullmatch(text) if history else None
        if match is None:
            return None
        asked = [self.finder.reader.read(history[at], history[:at]) for at in range(len(history))[-2:]]
        found = [operand for one in asked if one.kinds and (operand := self.finder.found(one, ()))]
        evidence = [operand.evidence for operand in found]
        if len(found) < 2 or found[0].fact == found[1].fact or found[0].unit != found[1].unit:
            return self.teller.composer.decline(question, evidence, "number")
        compute = (
            self.teller.difference if match["less"] else self._sum if match["more"] else self._comparison
        )
        return compute(question, *found)

    @staticmethod
    def asks_to_compute(question: Question) -> bool:
        """Whether the question sets two things side by side, so that a figure of one alone is no answer."""
        text = asked_part(question)
        if not SET_SIDE_BY_SIDE.search(text):
            return False
        matches = (pattern.search(text) for pattern in (*COMPARISON, *RATIO, *DIFFERENCE, SUM[0]))
        return any(match is not None and not ONLY_THEN.match(text[match.start("b") :]) for match in matches)

    # --- operations ------------------------------------------------------------------------------------

    def _sum(self, question: Question, *operands: Operand) -> Answer | None:
        if len({operand.unit for operand in operands}) > 1 or operands[0].fact.quantity.kind is Kind.RATE:
            return None
        return self.teller.computed(question, "+", *operands)

    def _comparison(self, question: Question, one: Operand, other: Operand) -> Answer:
        """The clause of the one that is more, or less, as it was asked."""
        less = re.search(r"(?:少|低|小|慢)$", question.text.rstrip("?？。!呀啊呢嘛吧些点 "))
        first, second = sorted(
            (one, other), key=lambda operand: operand.fact.quantity.value, reverse=not less
        )
        a, b = first.fact.quantity.value, second.fact.quantity.value
        sign = "=" if a == b else "<" if less else ">"
        notes = "，".join(differences((first, second)))
        text = self.finder.index.reports[first.evidence.report].quote(first.evidence.span)
        return self.teller.answer(
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
        note = "".join(f"，{said}" for said in differences((one, other)))
        text = f"{'' if sign == '=' else '约'}{plain(times)}倍"
        return self.teller.answer(
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
        notes = "".join(f"（{said}）" for said in differences((part, whole)))
        text = f"{'' if sign == '=' else '约'}{plain(share)}%"
        return self.teller.answer(
            question, text, f"{plain(a)} ÷ {plain(b)} × 100% {sign} {plain(share)}%{notes}", part, whole
        )
