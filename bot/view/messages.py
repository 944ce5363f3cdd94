"""An answer as Telegram messages: what is said in bold, its source, its paragraph, and the buttons. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from bot.display import render
from bot.view import phrases
from bot.view.buttons import COPIED, LABEL, Button, Message, Rows, Tap, Verb
from bot.view.markup import bold, escaped, linked, messages_of, pieces, quoted, shortened, units
from bot.view.passages import by_place, passage, place
from knowledge import Answer, Citation, Evidence, Library, Span, Status

PIECE = 3000
"""UTF-16 units of one bold piece of a long answer."""
FIRST, LATER = 2400, 800
"""Units of the paragraph that proves an answer, and of each further one."""
TITLE, SECTION = 28, 24
"""Units of a report's and a section's name: a source is one line, or little more, on a phone."""
ABOVE = 300
"""Units of a question that is repeated."""
PLACES = 6
"""Paragraphs that an answer is shown with."""
PROOFS = 2
"""The same of an answer across reports, whose table says what each of them says."""
CELL, REMARK = 60, 200
"""Units of what one report says, and of a remark."""
OFFERED = 4
"""Candidates, options and related questions that are offered at once."""

INTRODUCED = {Status.DECLINED: phrases.STANDS, Status.CHAT: phrases.EXAMPLES_ARE}
"""What introduces the buttons, by how the question ended."""


def parts(answer: Answer) -> tuple[Answer, ...]:
    """The answers in one answer: several questions may stand in one message."""
    return answer.parts or (answer,)


def heading(answer: Answer, part: Answer) -> str:
    """What a part answers, where a message asked several things; "" where it asked one."""
    return phrases.ASKED.format(f"{part.question.raw.strip(' ，。,?？')}？") if answer.parts else ""


def answer_messages(
    library: Library, answer: Answer, key: str, part: int = 0, link: str = "", above: str = ""
) -> tuple[Message, ...]:
    """One part of an answer as messages; the buttons stand under the last.

    `key` is under what id it was kept, "" for none and no buttons; `link` is the address that opens a paragraph;
    `above` repeats the question where it is not just above.
    """
    asked = f"<i>{escaped(shortened(above, ABOVE))}</i>" if above else ""
    told = messages_of((asked, *_blocks(library, answer, link)))
    rows = answer_rows(library, answer, key, part) if key else ()
    return (*(Message(one) for one in told[:-1]), Message(told[-1], rows))


def _blocks(library: Library, answer: Answer, link: str) -> Iterator[str]:
    """The parts of the message, each short enough by itself."""
    if answer.status is not Status.ANSWERED:
        yield from _not_answered(library, answer)
        return
    yield from (bold(piece.strip("\n")) for piece in pieces(render.reply(answer), PIECE))
    if answer.derivation:
        yield from map(escaped, pieces(render.COMPUTED.format(answer.derivation), PIECE))
    yield from _table(answer)
    yield from _remarks(answer)
    cited = by_place(library, answer.citations)
    shown = PROOFS if len(answer.table) > 1 else PLACES
    for number, (at, citations) in enumerate(islice(cited.items(), shown)):
        yield source_line(citations[0], link and f"{link}{payload(library, citations[0])}")
        marked = [Span(one.start, one.end) for one in citations]
        yield quoted(passage(library, at, marked).around(LATER if number else FIRST), folded=True)
    if len(cited) > shown:
        yield phrases.MORE_CITED.format(len(cited) - shown)


def _table(answer: Answer) -> Iterator[str]:
    """What each of several reports says, a line each, and which of them do not say it."""
    if len(answer.table) > 1:
        for cell in islice(answer.table, render.ROWS_SHOWN):
            yield f"{bold(cell.place)}　{escaped(shortened(cell.text, CELL))}"
        if len(answer.table) > render.ROWS_SHOWN:
            yield phrases.MORE_CITED.format(len(answer.table) - render.ROWS_SHOWN)
    if answer.lacking:
        lacking = render.LACKING.format("、".join(answer.lacking))
        yield f"<i>（{escaped(shortened(lacking, REMARK))}）</i>"


def _not_answered(library: Library, answer: Answer) -> Iterator[str]:
    yield escaped(render.reply(answer))
    yield from _remarks(answer)
    if answer.options and answer.status in INTRODUCED:
        yield INTRODUCED[answer.status]
    if answer.status is Status.DECLINED:
        for number, option in enumerate(answer.options):
            if standing(library, answer, number) is None:
                yield escaped(f"· {shortened(option, LABEL)}")


def _remarks(answer: Answer) -> Iterator[str]:
    for said in (render.understood(answer), *map(render.remark, answer.notes)):
        if said:
            yield f"<i>（{escaped(shortened(said, REMARK))}）</i>"


def source_line(citation: Citation, address: str = "") -> str:
    """Where a quotation stands, in one line: 📄 《报告》· 深化平安建设 · 第4段 · 2025-02-17."""
    line = f"📄 {source_text(citation)}"
    return linked(line, address) if address else escaped(line)


def source_text(citation: Citation) -> str:
    """The same without a sign or link."""
    brief = replace(
        citation,
        title=shortened(citation.title, TITLE),
        section=shortened(citation.section, SECTION),
        source="",
    )
    return render.source(brief)


def payload(library: Library, citation: Citation) -> str:
    """What opens the paragraph of a citation by a deep link: p11-8f47fc6e, of the second report 2p11-8f47fc6e."""
    if citation.section == render.MASTHEAD:
        return "source"
    number = place(library, citation).report
    return f"{number + 1 if number else ''}p{citation.paragraph}-{library.version}"


def citation_copied(citation: Citation) -> str:
    """A quotation with its source, short enough for the clipboard: the quotation gives way first."""
    source = f"——{shortened(render.source(citation), COPIED // 2)}"
    room = COPIED - units(source) - units(phrases.QUOTED.format(""))
    return phrases.QUOTED.format(shortened(render.quote(citation), room)) + source


# --- buttons ------------------------------------------------------------------------------------------


def answer_rows(library: Library, answer: Answer, key: str, part: int = 0, votes: Rows | None = None) -> Rows:
    """The buttons under an answer; `votes` takes the place of 👍 👎."""
    if answer.status is Status.ANSWERED:
        return _answered_rows(library, answer, key, part, votes)
    verb = Verb.STANDING if answer.status is Status.DECLINED else Verb.ASK_OPTION
    return tuple(
        (_button(option, verb, key, part, number),)
        for number, option in enumerate(answer.options)
        if verb is Verb.ASK_OPTION or standing(library, answer, number) is not None
    )


def _answered_rows(library: Library, answer: Answer, key: str, part: int, votes: Rows | None) -> Rows:
    reading = [_button(phrases.WHOLE, Verb.WHOLE, key, part)]
    if others(library, answer):
        reading.append(_button(phrases.OTHERS, Verb.OTHERS, key, part))
    if has_related(library, answer):
        reading.append(_button(phrases.RELATED, Verb.RELATED, key, part))
    copied = Button(phrases.COPY, copied=citation_copied(answer.citations[0]))
    if votes is None:
        ballot = (_button(phrases.GOOD, Verb.UP, key, part), _button(phrases.BAD, Verb.DOWN, key, part))
        return tuple(reading), (copied, *ballot)
    return tuple(reading), (copied,), *votes


def reason_rows(key: str, part: int) -> Rows:
    """Why it did not help: one optional tap."""
    return (tuple(_button(words, Verb.REASON, key, part, n) for n, words in enumerate(phrases.REASONS)),)


def others_message(library: Library, answer: Answer, key: str, part: int) -> Message:
    """What else was near the question, each to be opened."""
    rows = tuple(
        (_button(library.tell(answer.evidence[number]).text, Verb.CANDIDATE, key, part, number),)
        for number in others(library, answer)
    )
    return Message(phrases.OTHERS_ARE, (*rows, (back(key, part),)))


def related_message(library: Library, answer: Answer, key: str, part: int) -> Message | None:
    """Questions that the report answers near by; None where there are none."""
    asked = related(library, answer)
    rows = tuple((_button(one, Verb.ASK_RELATED, key, part, n),) for n, one in enumerate(asked))
    return Message(phrases.RELATED_ARE, (*rows, (back(key, part),))) if rows else None


def told_message(library: Library, evidence: Evidence, key: str, part: int) -> Message:
    """Evidence that was chosen by a tap, with a way back."""
    told = messages_of(tuple(_blocks(library, library.tell(evidence), "")))
    return Message(told[0], ((back(key, part),),))


def back(key: str, part: int) -> Button:
    """Leads back to the answer."""
    return _button(phrases.BACK, Verb.ANSWER, key, part)


def _button(words: str, verb: Verb, key: str, *numbers: int) -> Button:
    return Button(shortened(words, LABEL) or "…", Tap(verb, key, numbers))


# --- what the buttons lead to ----------------------------------------------------------------------


def others(library: Library, answer: Answer) -> tuple[int, ...]:
    """Places in its evidence of what else may be meant: what is not quoted already, each once."""
    seen = {citation.quote for citation in answer.citations}
    found: list[int] = []
    for number, one in enumerate(answer.evidence):
        told = library.tell(one)
        new = told.text not in seen and told.citations[0].quote not in seen
        if new and len(found) < OFFERED:
            found.append(number)
        seen.add(told.text)
    return tuple(found)


def has_related(library: Library, answer: Answer) -> bool:
    """Whether the report has other figures than the answer's; whether they can be asked for is seen later."""
    return bool(answer.evidence) and len(library.figures(answer.evidence[0].report)) > 1


def related(library: Library, answer: Answer) -> tuple[str, ...]:
    """Questions about figures near the answer, without its own."""
    if not answer.evidence:
        return ()
    found = library.related(answer.evidence[0], OFFERED + 1)
    return tuple(one for one in found if one != answer.question.raw)[:OFFERED]


def standing(library: Library, answer: Answer, number: int) -> Evidence | None:
    """The evidence behind an option of a declined question."""
    if number >= len(answer.options):
        return None
    option = answer.options[number]
    for words in (option, option.partition("：")[2]):
        exact = (
            one for one in answer.evidence if words and words in (library.quote(one), library.tell(one).text)
        )
        holding = (one for one in answer.evidence if words and words in library.cite(one).quote)
        if found := next(exact, None) or next(holding, None):
            return found
    return None
