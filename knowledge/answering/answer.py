"""evidence -> Answer: value or passage with its citation; or declines, and says what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.hearing.mend import stands_in
from knowledge.lexis.text import compiled, fold, squeeze, trim
from knowledge.model import Answer, Ask, Citation, Evidence, Kind, Question, Report, Span, Status
from knowledge.search.index import Index
from knowledge.weighing.certainty import NAMES, bare, met
from knowledge.weighing.confidence import threshold
from knowledge.weighing.detail import AGENT, asks_for_a_body, lacks

THRESHOLD = threshold()
"""Evidence weaker than this is no answer: it follows from the share of wrong answers that is put up with."""
SHORT = 160
"""Characters of a short answer at most."""
PASSAGE = 400
NEWS = 4
"""Characters that an answer should add to the question's own words."""
OFFERS, OFFERED = 3, 0.4
"""So many things are offered instead of an answer, if this share of the question's words stands in them."""
TOLD_AT_LENGTH = frozenset({Ask.HOW, Ask.WHY, Ask.LIST, Ask.DEFINE})
"""What a clause seldom answers."""
SAID_IN_SEVERAL_PLACES = frozenset({Ask.HOW, Ask.LIST, Ask.TOPIC})
AS_WELL = 0.1
"""What says just the same in another paragraph may be so much weaker."""
AGAINST = -0.25
"""What speaks so clearly against evidence tells why there is no answer."""
NO_SUCH_NUMBER = frozenset(("wrong kind of number", "no number", "other unit", "a level, not a change"))
"""What tells so whichever words are met."""
NEXT, NEARLY = 4, 0.25
"""So many of the evidence, so much weaker than the first at most, are tried where the first lacks what is asked."""
EQUAL = 0.05
"""What two readings of a question may differ in strength: rank and likeness alone."""
READINGS = 4
MASTHEAD = "报头"
NUMBER = re.compile(r"\d+(?:\.\d+)?")

META: tuple[tuple[str, str], ...] = (
    ("subtitle", r"副标题?|副题"),
    ("title", r"(?:标题|题目)(?:是|叫)?|(?:文章|报道|新闻|报告)的?[标题][?]?$"),
    ("editor", r"责任编辑|责编|编辑(?:是|叫|.{0,6}谁)|谁.{0,4}编辑"),
    ("reporter", r"(?:记者|作者|撰稿)(?!.{0,4}(?:哪里人|哪儿人|多大|电话|联系|男|女))|(?:谁|哪位)(?:写(?!信|的?检|的?建)|报道|采写|撰写)|(?<=[的章])[记者](?=是谁|叫|是哪)"),
    ("source", r"来源(?!于)|(?:文章|报道|新闻|报告)的?[来源][?]?$|出处|哪[家个]?(?:媒体|网站|报纸|报社|新闻网)|(?:谁|哪[家儿里]).{0,4}(?:登|刊|发布|发)的"),
    ("published", r"(?:几点|什么时候|啥时候|哪[一]?[年天日]|何时|日期|时间|几[月号]).{0,8}(?:发布|发表|刊登|登|发的|发出|出的)|发布(?:时间|日期)|(?:发布|发表|刊登).{0,6}(?:几点|什么时候|哪天|时间|日期|几号)"),
    ("speaker", r"报告.{0,6}哪个(?:领导|人|[省市县区]长|院长|书记).{0,4}[作做念讲]|(?:谁|哪位|叫什么).{0,6}(?:作|做|念|讲|宣读).{0,8}报告|报告.{0,6}(?:谁|哪位).{0,8}(?:作|做|念|讲|写)|报告人|作.{0,12}报告的.{0,6}(?:叫|是谁)"),
    ("occasion", r"报告.{0,8}(?:什么|哪个?|啥|哪次).{0,4}会|(?:什么|哪个?|啥|哪次)会(?:议)?上"),
    ("delivered", r"(?:哪[一]?天|什么时候|几[月号]|何时|啥时候).{0,6}[作做]的?.{0,8}报告|报告(?![里中上]).{0,8}(?:哪[一]?天|什么时候|几[月号]|何时|日期|时间)"),
)  # fmt: skip
"""Questions about the report itself: (field of the masthead, signs); the first that fits and is given."""
POST = re.compile("职务|职位|头衔|身份|(?:什么|啥)官")
"""A question for more than a name, which the whole line of the masthead tells."""


@dataclass(frozen=True, slots=True)
class Composer:
    """Makes answers from evidence, and proves each one against the report's text."""

    index: Index

    def cite(self, evidence: Evidence) -> Citation:
        """Where the evidence stands: at least its whole sentence."""
        report = self.index.reports[evidence.report]
        sentence = report.sentences[evidence.sentence]
        paragraph = report.paragraphs[sentence.paragraph]
        section = report.sections[paragraph.section]
        span = self._whole_thought(evidence)
        source = report.masthead.get("source")
        return Citation(
            report=report.id,
            title=report.quote(report.title),
            section=report.quote(section.title) if paragraph.section else MASTHEAD,
            paragraph=paragraph.number,
            quote=report.quote(span),
            start=span.start,
            end=span.end,
            source=report.quote(source) if source else "",
            published=report.published,
            page=report.page(evidence.span.start),
        )

    def meta(self, question: Question) -> Answer | None:
        """The answer to a question about the report itself, from its masthead; None where it is no such question."""
        text = question.asked
        if question.kinds - {Kind.DATE}:
            return None
        meant = question.reports or self.index.within
        if len(meant) != 1:
            return None
        number = next(iter(meant))
        report = self.index.reports[number]
        known = {**report.masthead, "title": report.title}
        if report.subtitle:
            known["subtitle"] = report.subtitle
        for field, signs in META:
            if known.get(field) and compiled(signs).search(text):
                return self._from_masthead(question, number, known[field])
        return None

    def _from_masthead(self, question: Question, number: int, span: Span) -> Answer | None:
        report = self.index.reports[number]
        for at, sentence in enumerate(report.sentences):
            if sentence.span.holds(span):
                if span == report.masthead.get("speaker") and POST.search(question.asked):
                    span = sentence.span
                evidence = Evidence(number, at, span, 1.0, ())
                return Answer(
                    Status.ANSWERED,
                    question,
                    report.quote(span).lstrip("—"),
                    (self.cite(evidence),),
                    evidence=(evidence,),
                    score=1.0,
                )
        return None

    def proves(self, answer: Answer) -> bool:
        """Whether each quote is the report's own text, and each number of the answer is quoted or shown."""
        quoted = all(self.index.by_id(c.report).text[c.start : c.end] == c.quote for c in answer.citations)
        shown = "".join(citation.quote for citation in answer.citations) + (answer.derivation or "")
        return quoted and all(number in shown for number in NUMBER.findall(answer.text))

    def compose(self, question: Question, evidence: Sequence[Evidence]) -> Answer:
        """The answer that the evidence allows."""
        if not evidence:
            return self.decline(question, evidence)
        best = evidence[0]
        enough = best.strength >= THRESHOLD
        # To ask back which is meant needs no more than that both are found.
        readings = self._readings(evidence) if enough or bare(best).strength >= THRESHOLD else ()
        if not enough and not readings:
            return self.decline(question, evidence)
        best, lacking = self._telling(question, evidence)
        if lacking:
            return self.decline(question, evidence, lacking)
        if readings:
            return Answer(
                Status.CLARIFY,
                question,
                options=readings,
                evidence=tuple(evidence[:8]),
                reason="readings",
                score=best.strength,
            )
        told = [best, *(self._as_well(question, evidence) if best is evidence[0] else ())]
        words = (self.index.reports[one.report].quote(self._span(question, one)) for one in told)
        return Answer(
            Status.ANSWERED,
            question,
            "\n".join(dict.fromkeys(words)),
            tuple(dict.fromkeys(map(self.cite, told))),
            evidence=tuple(dict.fromkeys((*told, *evidence[:8]))),
            score=best.strength,
        )

    def _telling(self, question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, str]:
        """The first of the evidence or, of words, the next that says what is asked; and what it lacks."""
        best = evidence[0]
        lacking = self._lacks(question, best)
        if not lacking or question.kinds:
            return best, lacking
        near = (one for one in evidence[1:NEXT] if one.strength >= max(THRESHOLD, best.strength - NEARLY))
        return next(((one, "") for one in near if not self._lacks(question, one)), (best, lacking))

    def _lacks(self, question: Question, evidence: Evidence) -> str:
        """What the sentence of the evidence does not say though it is asked."""
        report = self.index.reports[evidence.report]
        return lacks(question, fold(report.quote(self._whole_thought(evidence))), report.place)

    def _as_well(self, question: Question, evidence: Sequence[Evidence]) -> Iterator[Evidence]:
        """What other paragraphs say of just the same, where a passage or a list is asked for."""
        if question.kinds or question.asks not in SAID_IN_SEVERAL_PLACES:
            return
        best = evidence[0]
        told, room = {self._paragraph(best)}, PASSAGE - len(self._span(question, best))
        for one in evidence[1:]:
            length = len(self._span(question, one))
            same = one.strength >= best.strength - AS_WELL and met(one).keys() == met(best).keys()
            if same and length <= room and self._paragraph(one) not in told and one.strength >= THRESHOLD:
                told.add(self._paragraph(one))
                room -= length
                yield one

    def _paragraph(self, evidence: Evidence) -> tuple[int, int]:
        return evidence.report, self.index.reports[evidence.report].sentences[evidence.sentence].paragraph

    def _readings(self, evidence: Sequence[Evidence]) -> tuple[str, ...]:
        """The questions to choose from where numbers of different things answer equally well; else none."""
        best = evidence[0]
        equal = [one for one in evidence if one is best or _rivals(best, one)]
        options = dict.fromkeys(filter(None, (self._reading(one) for one in equal)))
        return tuple(options)[:READINGS] if len(options) > 1 and len(options) == len(equal) else ()

    def _reading(self, evidence: Evidence) -> str:
        """What a number counts, asked for in the report's own words: 市综治中心受理案事件多少件？"""
        fact = evidence.fact
        if fact is None or fact.subject is None:
            return ""
        report = self.index.reports[evidence.report]
        subject, measure = squeeze(report.quote(fact.subject)), squeeze(report.quote(fact.measure))
        named = measure if measure.startswith(subject) else subject + measure
        asked = "是多少" if fact.quantity.kind is Kind.RATE else f"多少{fact.quantity.unit}"
        return f"{named}{asked}？"

    def decline(self, question: Question, evidence: Sequence[Evidence], reason: str = "") -> Answer:
        """No answer: what is missing, and what does stand in the report near by."""
        reason = reason or self._why_not(evidence)
        unknown = "、".join(
            term.typed for term in question.terms if not term.variants and len(term.typed) > 1
        )
        period = f"{question.period}年" if question.period.isdigit() else question.period
        missing = {"period": period, "place": question.place}.get(reason, unknown)
        return Answer(
            Status.DECLINED,
            question,
            options=self.offers(evidence),
            evidence=tuple(evidence[:8]),
            reason=reason,
            missing=missing,
            score=evidence[0].strength if evidence else 0.0,
        )

    def offers(self, evidence: Sequence[Evidence]) -> tuple[str, ...]:
        """What stands in the report of what was asked, whatever speaks against it as an answer; the nearest first."""
        found = {one: sum(points for points in met(one).values() if points > 0) for one in evidence}
        near = sorted((one for one in evidence if found[one] >= OFFERED), key=lambda one: -found[one])
        return tuple(dict.fromkeys(map(self._offer, near)))[:OFFERS]

    @staticmethod
    def _why_not(evidence: Sequence[Evidence]) -> str:
        if not evidence:
            return "nothing"
        best = evidence[0]
        names = {reason.name for reason in best.reasons if reason.points <= AGAINST} - NAMES
        if any(name.startswith("not about") for name in names):
            return "place"
        if any(name[:4].isdecimal() and ", not " in name for name in names):
            return "period"
        of_words = any("“" in name for name in names)
        if names & NO_SUCH_NUMBER or (best.fact is not None and names and not of_words):
            return "number"
        return "weak"

    def _offer(self, evidence: Evidence) -> str:
        report = self.index.reports[evidence.report]
        return report.quote(cut(report.text, evidence.span, evidence.span, SHORT // 2))

    def short(self, evidence: Evidence) -> str:
        """The clauses that bear it, cut to the length of a short answer around its number."""
        report = self.index.reports[evidence.report]
        centre = evidence.fact.span if evidence.fact else evidence.span
        return report.quote(cut(report.text, evidence.span, centre, SHORT))

    def _whole_thought(self, evidence: Evidence) -> Span:
        """Its sentence; of a heading that runs into its paragraph, the paragraph."""
        report = self.index.reports[evidence.report]
        sentence = report.sentences[evidence.sentence]
        paragraph = report.paragraphs[sentence.paragraph]
        title = report.sections[paragraph.section].title
        runs_in = sentence.span.start == paragraph.span.start and sentence.span.holds(title) and title
        return paragraph.span if runs_in else sentence.span

    # --- which words are the answer --------------------------------------------------------------

    def _span(self, question: Question, evidence: Evidence) -> Span:
        report = self.index.reports[evidence.report]
        thought = self._whole_thought(evidence)
        if evidence.fact is not None:
            return cut(report.text, _together(evidence.span, evidence.fact.span), evidence.fact.span, SHORT)
        sentence = report.sentences[evidence.sentence]
        if question.asks in TOLD_AT_LENGTH or (thought != sentence.span and question.asks is not Ask.TOPIC):
            return self._within(report, thought, evidence, PASSAGE)
        if question.asks is Ask.TOPIC:
            return self._within(report, sentence.span, evidence, SHORT)
        return self._telling_clauses(question, evidence)

    def _telling_clauses(self, question: Question, evidence: Evidence) -> Span:
        """The shortest run of clauses around the best one that holds what the sentence holds of the question."""
        report = self.index.reports[evidence.report]
        sentence = report.sentences[evidence.sentence]
        folded = [fold(report.quote(clause)) for clause in sentence.clauses]
        at = next((i for i, clause in enumerate(sentence.clauses) if clause == evidence.span), 0)
        wanted = {
            number
            for number, term in enumerate(question.terms)
            if any(stands_in(v, clause) for v in term.variants for clause in folded)
        }
        first = last = at
        while True:
            held = {
                n for n in wanted for clause in folded[first : last + 1]
                if any(stands_in(v, clause) for v in question.terms[n].variants)
            }  # fmt: skip
            if held == wanted:
                break
            grown = [(first - 1, last), (first, last + 1)]
            grown = [
                (a, b)
                for a, b in grown
                if a >= 0 and b < len(folded) and sentence.clauses[b].end - sentence.clauses[a].start <= SHORT
            ]
            if not grown:
                break
            first, last = min(
                grown, key=lambda run: sentence.clauses[run[1]].end - sentence.clauses[run[0]].start
            )
        if asks_for_a_body(question) and not any(map(AGENT.match, folded[first : last + 1])):
            first = next((at for at in range(first, -1, -1) if AGENT.match(folded[at])), first)
        if last == first and last + 1 < len(folded) and self._says_nothing_new(question, folded[first]):
            last += 1
        span = Span(sentence.clauses[first].start, sentence.clauses[last].end)
        return cut(report.text, span, evidence.span, SHORT)

    @staticmethod
    def _says_nothing_new(question: Question, clause: str) -> bool:
        """Whether a clause holds little but what was asked with: 2024年春节上班第一天."""
        for term in question.terms:
            for variant in term.variants:
                clause = clause.replace(variant.text, "")
        return sum("\u4e00" <= sign <= "\u9fff" for sign in clause) < NEWS

    @staticmethod
    def _within(report: Report, thought: Span, evidence: Evidence, most: int) -> Span:
        """The thought, or as many whole clauses of it around the evidence as make up `most` characters."""
        if len(thought) <= most:
            return thought
        clauses = [
            clause
            for sentence in report.sentences[evidence.sentence :]
            for clause in sentence.clauses or (sentence.span,)
            if thought.holds(clause)
        ]
        first = last = next((i for i, clause in enumerate(clauses) if clause == evidence.span), 0)
        grows = True
        while grows:
            grows = False
            for a, b in ((first, last + 1), (first - 1, last)):
                if a >= 0 and b < len(clauses) and clauses[b].end - clauses[a].start <= most:
                    first, last, grows = a, b, True
                    break
        span = Span(clauses[first].start, clauses[last].end)
        return cut(report.text, span, evidence.span, most)


def _together(clause: Span, number: Span) -> Span:
    """The clause with its number, which may stand before it: 自7月1日起,提高到945元."""
    return Span(min(clause.start, number.start), max(clause.end, number.end))


def _rivals(best: Evidence, other: Evidence) -> bool:
    """Whether two numbers of different things, in different sentences, answer a question equally well."""
    a, b = best.fact, other.fact
    if a is None or b is None or (best.report, best.sentence) == (other.report, other.sentence):
        return False
    if a.quantity.value == b.quantity.value or (a.quantity.kind, a.quantity.unit, a.period, a.direction) != (
        b.quantity.kind, b.quantity.unit, b.period, b.direction,
    ):  # fmt: skip
        return False
    return met(best) == met(other) and _points(best) - _points(other) <= EQUAL


def _points(evidence: Evidence) -> float:
    return sum(reason.points for reason in evidence.reasons)


def cut(text: str, span: Span, centre: Span, most: int) -> Span:
    """The span, cut around the centre to so many characters."""
    if len(span) <= most:
        return span
    start = max(span.start, min(centre.start, centre.end - most, span.end - most))
    room = most - (min(centre.end, start + most) - start)
    start = max(span.start, start - room // 2) if start > span.start else start
    return trim(text, Span(start, min(span.end, start + most)))
