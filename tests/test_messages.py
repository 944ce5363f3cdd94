"""Messages: whatever was asked and reported, Telegram's own parser takes them, and a citizen sees what is meant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.measure.questions import golds
from bot.view import messages, phrases
from bot.view.buttons import Message, Verb, heard
from bot.view.markup import units
from knowledge import Answer, Library, Status
from tests import made, small
from tests.telegram_text import parsed, valid

KEY = "Ab3_x-9Zk2Lm4Nq6"
SETS = sorted((Path(__file__).parent / "questions").glob("*.jsonl"))
TITLE = "关于<平安>&建设的报告"
LINES = (
    TITLE,
    "深化平安建设",
    "一年来,中心受理纠纷36045件,化解34509件,化解率95.74%。另一句<b>没有关系</b>的话。",
    "市综治中心接待群众9719人次,办结率87.05%。",
)


def told(library: Library, question: str, *history: str) -> tuple[Message, ...]:
    """What a citizen gets for a question."""
    return messages.answer_messages(library, library.ask(question, history), KEY)


def words(message: Message) -> list[str]:
    """The words of its buttons, row by row."""
    return [button.words for row in message.rows for button in row]


def asked() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every question of the sets that come with the tests."""
    for path in SETS:
        yield from ((gold.q, gold.history) for gold in golds(path))


def several_meant() -> str:
    """A question for whose answer there are other candidates."""
    library = small.builtin()
    for question, history in asked():
        answer = library.ask(question)
        if not history and answer.citations and not answer.parts and messages.others(library, answer):
            return question
    raise AssertionError


def test_every_answer_of_the_question_sets_is_taken_by_telegram() -> None:
    """All of them, with every view that their buttons open."""
    library = small.builtin()
    count = 0
    for question, history in asked():
        whole = library.ask(question, history)
        for answer in messages.parts(whole):
            for message in (*messages.answer_messages(library, answer, KEY), *views(library, answer)):
                valid(message)
                count += 1
    assert count > 500


def test_what_proves_an_answer_is_marked_where_it_stands() -> None:
    """Each citation of each answer is bold in a paragraph that is quoted, wherever the report has it."""
    library = small.builtin()
    for question, history in (*asked(), ("谁写的", ()), ("责任编辑是谁", ())):
        for answer in messages.parts(library.ask(question, history)):
            (message,) = messages.answer_messages(library, answer, KEY)
            text, entities = parsed(message.html)
            quoted = "".join(words for kind, words in entities if kind == "ExpandableBlockQuote")
            for citation in answer.citations:
                assert citation.quote.replace("\n", "") in quoted
            bold = "".join(words for kind, words in entities if kind == "Bold")
            assert all(citation.quote.replace("\n", "") in bold for citation in answer.citations), question
            assert answer.text.replace("\n", "") in text.replace("\n", "")


def views(library: Library, answer: Answer) -> Iterator[Message]:
    """What the buttons under an answer open."""
    if answer.status is Status.ANSWERED:
        yield messages.others_message(library, answer, KEY, 0)
        related = messages.related_message(library, answer, KEY, 0)
        if related is not None:
            yield related
    for evidence in answer.evidence:
        yield messages.told_message(library, evidence, KEY, 0)


def test_an_answer_is_bold_then_its_source_then_its_paragraph() -> None:
    """The proving sentence is marked in the paragraph, which folds; one line says where it stands."""
    (message,) = told(small.library(*LINES), "化解率是多少")
    text, entities = parsed(message.html)
    first, second, *paragraph = text.split("\n")
    assert first == "化解率95.74%"
    assert second == f"📄 《{TITLE}》· 深化平安建设 · 第1段"
    assert entities == [
        ("Bold", "化解率95.74%"),
        ("ExpandableBlockQuote", "\n".join(paragraph)),
        ("Bold", "一年来,中心受理纠纷36045件,化解34509件,化解率95.74%。"),
    ]
    assert paragraph == [LINES[2]]


def test_the_buttons_under_an_answer() -> None:
    """Reading on first, then the citation and the two votes."""
    (message,) = told(small.builtin(), several_meant())
    assert words(message) == [
        phrases.WHOLE, phrases.OTHERS, phrases.RELATED, phrases.COPY, phrases.GOOD, phrases.BAD,
    ]  # fmt: skip


def test_a_sum_is_shown_with_both_paragraphs() -> None:
    """Arithmetic is called ours, and each figure in it can be read where it stands."""
    (message,) = told(small.library(*LINES), "化解率比办结率高多少")
    text, entities = parsed(message.html)
    assert "95.74 − 87.05 = 8.69（个百分点）；由程序按原文数字算出，不是报告原话" in text
    assert [kind for kind, _ in entities].count("ExpandableBlockQuote") == 2
    assert text.count("📄") == 2


def test_a_declined_question_offers_what_stands() -> None:
    """What does stand is a button each, and every button has its evidence."""
    library = small.builtin()
    answer = library.ask("2019年化解率是多少")
    (message,) = messages.answer_messages(library, answer, KEY)
    assert answer.status is Status.DECLINED
    assert answer.options
    assert words(message) == list(answer.options)
    assert all(messages.standing(library, answer, n) for n in range(len(answer.options)))
    assert message.html.endswith(phrases.STANDS)


def test_an_option_without_evidence_is_still_read() -> None:
    """It stands in the message where a button would lead nowhere."""
    answer = made.declined("weak", "", "一句没有依据的<话>")
    (message,) = messages.answer_messages(small.library(*LINES), answer, KEY)
    assert message.html.endswith("· 一句没有依据的&lt;话&gt;")
    assert message.rows == ()


def test_asking_back_is_a_button_a_reading() -> None:
    """A tap asks the reading as it is written."""
    (message,) = messages.answer_messages(small.builtin(), made.clarify("法院的", "检察院的"), KEY)
    assert words(message) == ["法院的", "检察院的"]
    taps = [button.tap for row in message.rows for button in row]
    assert [(tap.verb, tap.numbers) for tap in taps if tap] == [
        (Verb.ASK_OPTION, (0, 0)),
        (Verb.ASK_OPTION, (0, 1)),
    ]


def test_an_answer_that_is_not_kept_has_no_buttons() -> None:
    """Without an id nothing could be said by them."""
    library = small.library(*LINES)
    assert messages.answer_messages(library, library.ask("化解率是多少"), "")[-1].rows == ()


def test_a_source_can_lead_to_its_paragraph() -> None:
    """Where there is an address, the source opens the paragraph."""
    library = small.library(*LINES)
    (message,) = messages.answer_messages(
        library, library.ask("化解率是多少"), "", link="https://t.me/b?start="
    )
    assert '<a href="https://t.me/b?start=p1-' in message.html
    valid(message)


def test_the_citation_on_the_clipboard_fits_and_keeps_its_source() -> None:
    """The quotation is shortened, the source stands whole."""
    library = small.builtin()
    long = library.ask("把牢政治方向做了什么").citations[0]
    copied = messages.citation_copied(long)
    assert units(copied) <= 256
    assert copied.startswith("“全市政法机关始终")
    assert copied.endswith("第3段 · 运城新闻网 · 2025-02-17")
    brief = messages.citation_copied(library.ask("化解率是多少").citations[0])
    assert brief.startswith(
        "“一年来,全市四级矛调中心受理各类矛盾纠纷36045件,成功化解34509件,化解率95.74%。”——《"
    )


def test_related_questions_are_answered() -> None:
    """Each question that is offered has an answer, and none asks again what was asked."""
    library = small.builtin()
    answer = library.ask("化解率是多少？")
    found = messages.related(library, answer)
    assert len(found) == messages.OFFERED
    assert "化解率是多少？" not in found
    assert {library.ask(one).status for one in found} == {Status.ANSWERED}


def test_other_candidates_are_other_words() -> None:
    """Nothing is offered that the answer says already, and nothing twice."""
    library = small.builtin()
    for question, history in asked():
        answer = library.ask(question, history)
        found = [library.tell(answer.evidence[n]).text for n in messages.others(library, answer)]
        assert len(set(found)) == len(found)
        assert answer.text not in found


def test_what_several_reports_say_is_a_table() -> None:
    """A line each with its place in bold; the first of them are proved with their paragraphs."""
    lines = ("2024年{}市政府工作报告", "经济发展", "全年{}地区生产总值增长{}%。")
    library = Library(
        [
            small.report(
                *(line.format(place, rate) for line in lines[:1]),
                lines[1],
                lines[2].format(place, rate),
                name=place,
            )
            for place, rate in (("运城", 5.5), ("临汾", 4.5), ("长治", 3.5))
        ]
    )
    cited = [library.tell(library.figures(number)[0]) for number in range(3)]
    cells = tuple(made.cell(f"<{n}>", one.text, n) for n, one in enumerate(cited))
    answer = replace(
        made.answered("运城：增长5.5%", *(one.citations[0] for one in cited)), table=cells, lacking=("吕梁<",)
    )
    (message,) = messages.answer_messages(library, answer, KEY)
    valid(message)
    text, entities = parsed(message.html)
    assert [row for row in text.split("\n") if row.startswith("<")] == [
        f"<{n}>　{one.text}" for n, one in enumerate(cited)
    ]
    assert [kind for kind, _ in entities].count("ExpandableBlockQuote") == messages.PROOFS
    assert "吕梁<" in text
    assert text.endswith(phrases.MORE_CITED.format(1))


def test_an_option_that_names_its_place_has_its_evidence() -> None:
    """江苏：… of an answer across reports is found without its place."""
    library = small.library(*LINES)
    answer = library.ask("化解率是多少")
    declined = replace(made.declined("number", "", f"运城：{answer.text}"), evidence=answer.evidence)
    assert messages.standing(library, declined, 0) == answer.evidence[0]


def test_several_questions_are_answered_one_by_one() -> None:
    """An answer without parts is its own only part."""
    answer = made.answered()
    assert messages.parts(answer) == (answer,)


def test_long_paragraphs_are_cut_around_what_proves() -> None:
    """However long a paragraph, its message fits, and what proves the answer is in it."""
    filler = "这是一句没有数字的话，说的是别的事情。" * 400
    library = small.library(TITLE, "深化平安建设", f"{filler}全年化解率95.74%。{filler}")
    (message,) = told(library, "化解率是多少")
    valid(message)
    text, entities = parsed(message.html)
    assert ("Bold", "全年化解率95.74%。") in entities
    assert "\n…" in text
    assert text.endswith("…")


@given(st.text(max_size=60), st.text(max_size=80), st.lists(st.text(min_size=1, max_size=90), max_size=4))
def test_whatever_was_typed_telegram_takes_it(typed: str, missing: str, options: list[str]) -> None:
    """Marks, half characters, turned lines and nothing at all in a question do no harm."""
    library = small.library(*LINES)
    for answer in (
        replace(
            made.declined("number", missing, *options), question=made.question(understood=((typed, missing),))
        ),
        made.clarify(*options),
        made.chatted("greeting", *options),
    ):
        for message in messages.answer_messages(library, answer, KEY):
            valid(message)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300))
def test_whatever_a_report_holds_telegram_takes_it(text: str) -> None:
    """A report of any characters is quoted within the limits."""
    library = small.library(TITLE, "深化平安建设", f"化解率95.74%。{text}")
    for message in told(library, "化解率是多少"):
        valid(message)


def test_very_long_answers_are_several_messages() -> None:
    """Each fits, nothing is lost, and the buttons stand under the last."""
    library = small.library(*LINES)
    cited = library.ask("化解率是多少").citations[0]
    long = "第一项工作已经做完<了>。" * 900
    found = messages.answer_messages(library, made.answered(long, cited), KEY)
    for message in found:
        valid(message)
    assert len(found) > 3
    assert [bool(message.rows) for message in found] == [False] * (len(found) - 1) + [True]
    assert long in "".join(parsed(message.html)[0] for message in found).replace("\n", "")


@pytest.mark.parametrize(
    "spoken", ["", "w", "wKEY.x", "zKEY", "wKEY.1.2.3.4.5", "w" + "k" * 30, "wK.9999999", "化K"]
)
def test_words_that_no_button_of_ours_says(spoken: str) -> None:
    """Anybody may send anything as a tap: it is not understood, and nothing breaks."""
    assert heard(spoken) is None


def test_a_tap_is_heard_as_it_was_spoken() -> None:
    """Every button under every kind of answer says what is understood again."""
    library = small.builtin()
    for question in ("化解率是多少", "2019年化解率", "你好"):
        for message in told(library, question):
            taps = [button.tap for row in message.rows for button in row if button.tap]
            assert taps
            assert [heard(tap.spoken()) for tap in taps] == taps


def test_the_sets_are_there() -> None:
    """A set that was moved away would leave nothing to check."""
    assert len(SETS) >= 2
    assert all(json.loads(path.read_text("utf-8").split("\n")[0])["q"] for path in SETS)
