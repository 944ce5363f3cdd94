"""The second opinion: meaning proposes, words and slots decide."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from knowledge.answering.meaning import Meaning
from knowledge.answering.opinion import THRESHOLD, spoken
from knowledge.library import Library
from knowledge.model import Answer, Status
from tests import small

LINES = (
    "运城:2024年全市工作回眸",
    "来源:运城新闻网 | 责任编辑:王云欣 | 发布时间: 2025-02-17 09:08",
    "",
    "一、民生",
    "为老年人建成食堂3652个，受到群众欢迎。",
    "新开通公交线路12条，群众出行更方便。",
    "粮食总产量130亿斤，群众收入增长5%。",
)


class Unasked(small.Concepts):
    """An encoder that must not be needed."""

    def query(self, texts: Sequence[str]) -> list[small.Vector]:
        """Fails the test."""
        raise AssertionError(texts)


def library(encoder: small.Concepts | None = None) -> Library:
    """The report with meaning at hand."""
    return Library([small.report(*LINES)], meaning=Meaning(encoder or small.Concepts()))


def asked(question: str) -> Answer:
    """The answer with meaning."""
    answer = library().ask(question)
    small.proved(answer, library())
    return answer


def test_what_words_do_not_find_meaning_does() -> None:
    """A question in other words than the report's is answered, verbatim and cited; words alone decline it."""
    question = "白胡子灶屋，群众用上了多少个"
    assert small.library(*LINES).ask(question).status is Status.DECLINED
    answer = asked(question)
    assert answer.status is Status.ANSWERED
    assert "3652个" in answer.text
    assert answer.score >= THRESHOLD


def test_its_points_add_up_to_the_strength() -> None:
    """Staff can see what meaning said and what words did: the reasons are the whole of it."""
    explained = library().explain("白胡子灶屋，群众用上了多少个")
    first = explained.evidence[0]
    assert first.reasons[0].name == "second opinion"
    assert min(1.0, sum(reason.points for reason in first.reasons)) == pytest.approx(first.strength)


@pytest.mark.parametrize(
    "question",
    [
        "2023年白胡子灶屋，群众用上了多少个",
        "临汾市白胡子灶屋，群众用上了多少个",
        "白胡子灶屋，群众花了百分之几",
        "给爷爷奶奶管饭的地儿，局长叫什么名字",
    ],
)
def test_slots_still_decide(question: str) -> None:
    """Another year, another place, another kind of number, a name: however near, it is no answer."""
    assert asked(question).status is Status.DECLINED


@pytest.mark.parametrize(
    "question",
    [
        "粮食总产量是多少",
        "公交线路新开通了几条",
        "2023年粮食总产量是多少",
        "你好",
        "今天天气怎么样",
        "红烧肉怎么做",
        "群众的白胡子灶屋",
    ],
)
def test_where_words_decide_it_is_not_asked(question: str) -> None:
    """A sure answer, another year, a greeting, another topic and a few words cost no encoding, and stay what they were."""
    alone = small.library(*LINES).ask(question)
    both = library(Unasked()).ask(question)
    assert (both.status, both.text, both.score) == (alone.status, alone.text, alone.score)


def test_a_date_in_a_name_is_no_date_of_something_else() -> None:
    """“4·15” answers when its own day is, which words find; it is not when something near it was."""
    rows = (*LINES, "为老年人开展“4·15全民国家安全教育日”宣传活动，群众受到教育。")
    both = Library([small.report(*rows)], meaning=Meaning(small.Concepts()))
    assert both.ask("全民国家安全教育日是几月几号").text.find("4·15") >= 0
    assert both.ask("白胡子灶屋，群众是几月几号用上的").status is Status.DECLINED


def test_a_question_is_put_in_the_words_of_the_report() -> None:
    """The encoder reads what the thesaurus knows in official words, and no year: slots decide on that."""
    question = small.reader(small.report(*LINES, "惩戒失信被执行人30名。")).read("2024年惩戒的老赖有多少")
    assert spoken(question) == "惩戒的失信被执行人有多少"


def test_a_large_library_is_compared_by_its_likeliest_sentences() -> None:
    """Where there are too many sentences for all to be encoded, those are that share words with the question."""
    encoder = small.Concepts()
    rows = [f"第{number}镇修路{number}公里，方便了出行。" for number in range(2, 200)]
    large = Library([small.report(*LINES, *rows)], meaning=Meaning(encoder))
    large.warm()
    assert "3652个" in large.ask("白胡子灶屋，群众用上了多少个").text
    assert not any("第150镇" in text for text in encoder.encoded)
