"""From evidence to an answer: the words that prove it, short, with where they stand."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import SHORT
from knowledge.model import Answer, Kind, Status
from knowledge.weighing.confidence import share_right
from tests import small

LINES = (
    "运城:2024年全市工作回眸",
    "来源:运城新闻网 | 责任编辑:王云欣 | 发布时间: 2025-02-17 09:08",
    "",
    "一、平安建设",
    "全年受理矛盾纠纷120件，成功化解114件，化解率95.0%。严格落实责任。",
    "建成法治书房3家。",
    "",
    "二、法治宣传",
    "深入开展法治宣传，走进机关、学校、社区。",
    "来源:运城新闻网",
    "记者:孙雄",
)
LONG = "扎实推进" + "、".join(f"第{word}类民生实事" for word in "甲乙丙丁戊己庚辛壬癸") * 4


def ask(text: str, *lines: str) -> Answer:
    """The answer, proved; of the lines above unless others are given."""
    library = small.library(*(lines or LINES))
    answer = library.ask(text)
    small.proved(answer, library)
    return answer


@pytest.mark.parametrize(
    ("text", "told", "quote", "section", "paragraph"),
    [
        (
            "化解率是多少",
            "化解率95.0%",
            "全年受理矛盾纠纷120件，成功化解114件，化解率95.0%。",
            "一、平安建设",
            1,
        ),
        ("法治书房几家", "建成法治书房3家", "建成法治书房3家。", "一、平安建设", 2),
        (
            "法治宣传走进哪里",
            "走进机关、学校、社区",
            "深入开展法治宣传，走进机关、学校、社区。",
            "二、法治宣传",
            3,
        ),
    ],
)
def test_an_answer_says_where_it_stands(
    text: str, told: str, quote: str, section: str, paragraph: int
) -> None:
    """Title, section, paragraph as readers count, the whole sentence, source and day."""
    answer = ask(text)
    citation = answer.citations[0]
    assert told in answer.text
    assert (citation.quote, citation.section, citation.paragraph) == (quote, section, paragraph)
    assert (citation.title, citation.source, citation.published) == (
        "运城:2024年全市工作回眸",
        "运城新闻网",
        "2025-02-17",
    )


@pytest.mark.parametrize("text", ["化解率是多少", "受理矛盾纠纷多少件", "成功化解多少件", "法治书房几家"])
def test_the_answer_to_a_figure_is_its_clause(text: str) -> None:
    """Short and verbatim: what stands beside it in the sentence is left to the quote."""
    answer = ask(text)
    assert "，" not in answer.text
    assert "。" not in answer.text
    assert answer.text in answer.citations[0].quote


def test_a_figure_in_a_very_long_clause_stays_short() -> None:
    """At most 160 characters, the number among them; the quote is whole all the same."""
    answer = ask("低保对象多少人", *LINES[:4], f"{LONG}，惠及低保对象{LONG}等共8123人。")
    if answer.status is Status.ANSWERED:
        assert len(answer.text) <= SHORT == 160
        assert "8123人" in answer.text
        assert answer.citations[0].quote.endswith("8123人。")


def test_a_passage_is_bounded() -> None:
    """Who asks how gets sentences, no pages."""
    answer = ask("如何扎实推进民生实事", *LINES[:4], f"{LONG}，{LONG}，{LONG}。")
    assert answer.status is Status.ANSWERED
    assert len(answer.text) <= 600


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("责任编辑是谁", "王云欣"), ("编辑叫什么", "王云欣"), ("记者是谁", "孙雄"), ("谁写的这篇报道", "孙雄"), ("作者是谁", "孙雄"),
        ("来源是哪里", "运城新闻网"), ("哪家媒体发布的", "运城新闻网"), ("哪天发布的", "2025-02-17"), ("什么时候发布的", "2025-02-17"),
        ("发布时间", "2025-02-17"), ("标题是什么", "运城:2024年全市工作回眸"), ("这篇文章的题目叫什么", "运城:2024年全市工作回眸"),
    ],
)  # fmt: skip
def test_questions_about_the_report_are_answered_from_its_head(text: str, told: str) -> None:
    """Who wrote it, when and where it appeared, what it is called: cited like everything else."""
    answer = ask(text)
    assert answer.status is Status.ANSWERED
    assert told in answer.text
    assert told in answer.citations[0].quote


def test_a_report_without_a_head_does_not_invent_one() -> None:
    """No editor named, none told."""
    for text in ("责任编辑是谁", "记者是谁", "哪天发布的"):
        assert ask(text, "某某工作报告", "", "一、平安建设", "化解率95.0%。").status is Status.DECLINED


@pytest.mark.parametrize("text", ["记者接待了多少人", "法治书房的来源地有几家", "编辑部几个人"])
def test_a_word_of_the_head_in_another_question_is_no_question_about_it(text: str) -> None:
    """记者 may be counted; a number is not answered with a name."""
    assert ask(text).text not in ("孙雄", "王云欣")


# --- declining --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [("高铁几点开", "nothing"), ("北京化解率是多少", "place"), ("2019年化解率是多少", "period"), ("为什么建成法治书房", "reason"), ("哪三家法治书房", "detail")],
)  # fmt: skip
def test_a_refusal_has_a_reason(text: str, reason: str) -> None:
    """The bot can say what was missing; no citation, no text."""
    answer = ask(text)
    assert (answer.status, answer.reason) == (Status.DECLINED, reason)


def test_a_refusal_names_what_the_report_lacks() -> None:
    """The words that stand nowhere in it."""
    assert "高铁" in ask("高铁票价是多少").missing
    assert "书房" not in ask("书房票价是多少").missing


def test_a_refusal_offers_what_stands_near_by() -> None:
    """Clauses of the report, verbatim and short, each once."""
    library = small.library(*LINES)
    answer = library.ask("北京法治书房几家")
    text = library.reports[0].text
    assert all(option in text and len(option) <= SHORT for option in answer.options)
    assert len(set(answer.options)) == len(answer.options)


@pytest.mark.parametrize("text", ["化解率是多少", "北京化解率", "法治宣传", "", "你好"])
def test_the_question_comes_back_with_the_answer(text: str) -> None:
    """As typed; the score lies between 0 and 1."""
    answer = ask(text)
    assert answer.question.raw == text
    assert 0.0 <= answer.score <= 1.0


def test_the_first_evidence_is_the_one_that_was_cited() -> None:
    """What proves the answer stands first."""
    answer = ask("化解率是多少")
    fact = answer.evidence[0].fact
    assert fact is not None
    assert fact.quantity.kind is Kind.RATE
    citation = answer.citations[0]
    assert citation.start <= fact.span.start < fact.span.end <= citation.end
    assert answer.score == share_right("number", answer.evidence[0].strength)


def test_a_heading_that_runs_into_its_paragraph_is_cited_with_it() -> None:
    """（一）加强普法。 alone would prove nothing."""
    answer = ask("如何加强普法宣传", *LINES[:4], "（一）加强普法宣传。深入机关、学校、社区，开展以案释法。")
    assert answer.status is Status.ANSWERED
    assert "以案释法" in answer.citations[0].quote


# --- asking back -----------------------------------------------------------------------------------

TWICE = ("某市工作报告", "矛调中心受理纠纷360件，化解率95%。", "综治中心受理事项43件，办结率87%。")


def test_two_equal_readings_are_asked_back() -> None:
    """Who received? Both did: the question is returned with what may be meant, and each of it is answered."""
    library = small.library(*TWICE)
    answer = library.ask("受理了多少件")
    assert answer.status is Status.CLARIFY
    assert set(answer.options) == {"矛调中心受理纠纷多少件？", "综治中心受理事项多少件？"}
    assert [library.ask(option).text for option in sorted(answer.options)] == [
        "矛调中心受理纠纷360件",
        "综治中心受理事项43件",
    ]


@pytest.mark.parametrize("question", ["综治中心受理了多少件", "受理了多少件纠纷", "化解率是多少"])
def test_what_names_its_thing_is_not_asked_back(question: str) -> None:
    """A word that only one of them has decides."""
    assert small.library(*TWICE).ask(question).status is Status.ANSWERED


def test_who_spoke_and_as_what() -> None:
    """The line of the masthead tells the post, too; its day is not when anything else happened."""
    library = small.library(
        "清川市人民检察院工作报告", "（2025年1月9日在清川市第八届人民代表大会第五次会议上）", "市人民检察院检察长　周明远", "",
        "一、2024年工作", "办理案件120件。",
    )  # fmt: skip
    assert library.ask("报告是谁作的").text == "周明远"
    assert library.ask("报告是谁作的，什么职务").text == "市人民检察院检察长　周明远"
    assert library.ask("周明远检察长是哪年上任的").status is Status.DECLINED


def test_a_refused_number_offers_what_is_told_in_words() -> None:
    """Of legal aid the report tells no number, but something."""
    answer = small.builtin().ask("法律援助办了多少")
    assert answer.status is Status.DECLINED
    assert "法律援助惠民工程" in answer.options[0]


def test_the_next_that_tells_it_is_taken_where_the_first_does_not() -> None:
    """做强人民法庭 names none; the sentence behind names four."""
    library = small.library(
        "县人民法院工作报告", "做强人民法庭。", "白水、石桥、龙塘、青坪人民法庭审结案件。"
    )
    answer = library.ask("有哪几个人民法庭")
    assert answer.text.startswith("白水、石桥")
