"""Every phrase a reader sees: what is missing is named, what stands is offered, nothing is invented."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.display import render
from bot.display.columns import width
from knowledge import Answer, Status
from tests import made

REASONS = "nothing weak place period number detail person reason focus offtopic abuse injection opinion empty long".split()
PLEASANTRIES = "greeting thanks goodbye identity ability presence".split()


def shown(answer: Answer) -> list[str]:
    """The lines a reader gets."""
    return [" " * line.indent + line.text for line in render.answer_lines(answer)]


def test_an_answer_is_its_words_its_quote_and_its_place() -> None:
    """The report's own words come first, then the sentence, then where it stands."""
    assert shown(made.answered()) == [
        "化解率95.74%",
        "  成功化解34509件，化解率95.74%。",
        "  —— 《报告》· 深化平安建设 · 第4段 · 运城新闻网 · 2025-02-17",
    ]


def test_a_quote_that_is_the_answer_is_not_said_twice() -> None:
    """A passage is shown once, whatever white space its source has."""
    passage = made.citation("突出抓好“化解矛盾纠纷\n维护社会稳定”专项治理工作。")
    assert shown(made.answered(passage.quote.replace("\n", ""), passage))[1].startswith("  —— 《报告》")


def test_a_hard_wrap_is_no_character_of_a_sentence() -> None:
    """People read the sentence in one piece; machines get it as it stands."""
    cited = made.citation("化解矛盾纠纷\n  维护社会稳定")
    assert render.quote(cited) == "化解矛盾纠纷维护社会稳定"
    assert render.citation_record(cited)["quote"] == cited.quote


def test_arithmetic_is_shown_and_called_ours() -> None:
    """A derived figure carries its sum, and is not passed off as the report's."""
    lines = shown(made.answered("1536件", derivation="36045 − 34509 = 1536（件）"))
    assert lines[1] == "算式：36045 − 34509 = 1536（件）；由程序按原文数字算出，不是报告原话"


def test_many_citations_are_counted_not_poured_out() -> None:
    """People see the first few and how many more there are; machines see all."""
    answer = made.answered("清单", *[made.citation(f"第{n}项。") for n in range(9)])
    assert shown(answer)[-1] == "  （另有3处）"
    assert len(render.answer_record(answer, 0.0)["citations"]) == 9  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("section", "place"),
    [("报头", "《报告》· 报头 · 第4行"), ("深化平安建设", "《报告》· 深化平安建设 · 第4段")],
)
def test_the_masthead_has_lines_the_report_paragraphs(section: str, place: str) -> None:
    """A reader counts lines above the text and paragraphs in it."""
    assert render.source(made.citation(section=section)).startswith(place)


def test_a_place_without_source_date_section_or_title() -> None:
    """What is not known leaves no empty point behind."""
    bare = replace(made.citation(), title="", section="", source="", published="")
    assert render.source(bare) == "第4段"
    assert render.source(replace(bare, title="关于《条例》的报告")) == "《关于〈条例〉的报告》· 第4段"


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_its_own_words(reason: str) -> None:
    """Each code that the library declines with is said in a sentence of its own."""
    others = [render.reply(made.declined(other)) for other in REASONS if other != reason]
    sentence = render.reply(made.declined(reason))
    assert sentence.endswith("。")
    assert sentence not in others


@pytest.mark.parametrize("reason", "nothing weak place period number detail person reason focus".split())
def test_what_is_missing_is_named(reason: str) -> None:
    """A near miss says which words of the question the report does not hold."""
    assert "「地铁」" in render.reply(made.declined(reason, "地铁"))
    assert "「" not in render.reply(made.declined(reason))


def test_what_does_stand_is_offered() -> None:
    """A refusal ends with what the reader can have."""
    lines = shown(made.declined("number", "地铁里程", "化解率95.74%", "办结率87.05%"))
    assert lines == ["报告没有写「地铁里程」的数字。", "报告里写到的有：", "· 化解率95.74%", "· 办结率87.05%"]


def test_readings_are_numbered() -> None:
    """Asking back offers numbers to choose by."""
    assert shown(made.clarify("法院的", "检察院的")) == ["您问的是哪一个？", "1. 法院的", "2. 检察院的"]


@pytest.mark.parametrize("reason", PLEASANTRIES)
def test_pleasantries_are_answered_kindly_with_examples(reason: str) -> None:
    """Each has its own sentence; questions that can be asked follow."""
    lines = shown(made.chatted(reason, "化解率是多少？"))
    assert lines == [render.CHAT[reason], "您可以这样问：", "· 化解率是多少？"]
    assert len(set(render.CHAT.values())) == len(PLEASANTRIES)


def test_unknown_codes_fall_back_to_a_general_sentence() -> None:
    """A code that is new to the bot still gets a whole sentence."""
    assert render.reply(made.declined("brand-new")) == "这个问题，报告里没有可以引用的答案。"
    assert "「地铁」" in render.reply(made.declined("brand-new", "地铁"))
    assert render.reply(made.chatted("brand-new")) == render.CHAT["greeting"]


def test_mended_words_are_shown_once() -> None:
    """The reader learns how a mistyped word was read; a word that stayed the same is not worth a line."""
    question = made.question(understood=(("化姐率", "化解率"), ("huajielv", "化解率"), ("网格", "网格")))
    assert render.understood(replace(made.answered(), question=question)) == "按「化解率」理解"
    assert render.understood(made.answered()) == ""


@pytest.mark.parametrize(
    ("note", "words"),
    [("今年=2025", "「今年」指2025年"), ("我市=运城", "「我市」指运城"), ("仅供核对", "仅供核对")],
)
def test_remarks_are_put_into_words(note: str, words: str) -> None:
    """A remark of the library reads as Chinese; what has another form is passed on."""
    assert render.remark(note) == words


def test_the_record_is_the_one_that_is_documented() -> None:
    """These fields, in this order: other programs read them."""
    assert json.loads(json.dumps(render.answer_record(made.answered(), 0.12345))) == {
        "question": "化解率是多少",
        "status": "answered",
        "answer": "化解率95.74%",
        "derivation": None,
        "options": [],
        "citations": [
            {
                "report": "r",
                "title": "报告",
                "section": "深化平安建设",
                "paragraph": 4,
                "quote": "成功化解34509件，化解率95.74%。",
                "start": 10,
                "end": 31,
            }
        ],
        "score": 0.9,
        "elapsed_ms": 0.123,
    }


@given(st.sampled_from(Status), st.text(max_size=300), st.text(max_size=300), st.lists(st.text(max_size=200)))
def test_any_answer_is_said(status: Status, reason: str, missing: str, options: list[str]) -> None:
    """Whatever the library says, a reader gets a line, and none is longer than a phone shows."""
    answer = Answer(
        status, made.question(), "报告的话", (), None, tuple(options), reason=reason, missing=missing
    )
    lines = shown(answer)
    assert lines[0]
    assert all(width(line) <= 2 * render.LONGEST_OPTION for line in lines)


@given(st.sampled_from([*REASONS, "?"]))
def test_no_phrase_brings_a_figure_of_its_own(reason: str) -> None:
    """Every digit that a reader sees comes from the library."""
    said = [*shown(made.declined(reason)), *shown(made.chatted(reason)), *shown(made.clarify())]
    assert not any(character.isdigit() for line in said for character in line)


def test_a_conversation_opens_with_what_can_be_asked() -> None:
    """The welcome names the reports, a few of many, and how to leave."""
    few = [line.text for line in render.welcome(["甲"], ["化解率是多少？"])]
    assert few == [render.CHAT["greeting"], "报告：甲", "您可以这样问：", "· 化解率是多少？", render.LEAVE]
    many = [line.text for line in render.welcome(["甲", "乙", "丙", "丁"], [])]
    assert many == [render.CHAT["greeting"], "报告：甲", "报告：乙", "报告：丙", "……共4份报告", render.LEAVE]
