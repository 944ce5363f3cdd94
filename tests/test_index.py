"""From a question to the sentences that may hold its answer."""

from __future__ import annotations

import pytest

from knowledge.lexis.text import fold, squeeze
from knowledge.search.index import Index
from tests import small

TOY = ("某市2024年工作报告", "", "一、平安建设", "全年受理矛盾纠纷120件，化解率95.5%。", "建成法治书房3家。", "", "二、教育", "新建幼儿园12所。", "法治宣传走进校园。")  # fmt: skip


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("化解率", "化解率95.5%"),
        ("法治书房", "建成法治书房3家"),
        ("幼儿园", "新建幼儿园12所"),
        ("法治宣传走进哪里", "法治宣传走进校园"),
    ],
)
def test_the_best_candidate_holds_the_words(question: str, sentence: str) -> None:
    """The sentence that the question is about is found first."""
    report = small.report(*TOY)
    best = Index([report]).candidates(small.reader(report).read(question))[0]
    assert sentence in report.quote(report.sentences[best.sentence].span)


@pytest.mark.parametrize("question", ["法治", "矛盾纠纷 书房 幼儿园", "平安建设", "教育"])
def test_candidates_come_best_first_and_once(question: str) -> None:
    """Falling scores, no sentence twice, no more than asked for."""
    report = small.report(*TOY)
    read = small.reader(report).read(question)
    found = Index([report]).candidates(read)
    assert found
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len({(one.report, one.sentence) for one in found}) == len(found)
    assert len(Index([report]).candidates(read, most=1)) == 1
    assert Index([report]).candidates(read, most=1) == found[:1]


def test_a_heading_leads_to_its_sentences() -> None:
    """Who asks for 教育 finds what stands under it, though no sentence says the word."""
    report = small.report(*TOY)
    found = Index([report]).candidates(small.reader(report).read("教育"))
    texts = {squeeze(report.quote(report.sentences[one.sentence].span)) for one in found}
    assert {"新建幼儿园12所。", "法治宣传走进校园。"} & texts


def test_a_question_without_known_words_has_no_candidates() -> None:
    """Nothing is better than anything."""
    report = small.report(*TOY)
    assert Index([report]).candidates(small.reader(report).read("zzzz")) == []


@pytest.mark.parametrize("text", ["矛盾纠纷", "平安建设", "95.5%", "受理矛盾纠纷120件", "书", "法治书房"])
def test_holds_what_stands_in_a_sentence_or_heading(text: str) -> None:
    """Words of any length, figures, headings."""
    assert small.index(*TOY).holds(text)


@pytest.mark.parametrize("text", ["纠纷矛盾", "件,建成", "校园新建", "财政", "鳄", "矛盾纠纷121件"])
def test_holds_nothing_across_paragraphs_or_in_another_order(text: str) -> None:
    """Two halves that stand in two paragraphs are not one text."""
    assert not small.index(*TOY).holds(text)


def test_holds_says_of_every_piece_of_the_builtin_report_yes() -> None:
    """Whatever is cut from a sentence stands in the report."""
    report = small.builtin().reports[0]
    index = Index([report])
    for sentence in report.sentences:
        text = squeeze(fold(report.quote(sentence.span)))
        for start in range(0, len(text) - 5, 7):
            assert index.holds(text[start : start + 5])
            assert index.holds(text[start : start + 2])


@pytest.mark.parametrize(
    ("typed", "heard"),
    [("化姐", "化解"), ("书放", "书房"), ("右儿", "幼儿"), ("矛顿", "矛盾"), ("小园", "校园")],
)
def test_pairs_that_sound_alike_are_found(typed: str, heard: str) -> None:
    """Same sound and near sound, of the pairs of the report only."""
    assert heard in small.index(*TOY).sounding_like(typed)


def test_a_pair_does_not_sound_like_itself() -> None:
    """What was typed right needs no mending."""
    index = small.index(*TOY)
    assert "化解" not in index.sounding_like("化解")
    assert index.sounding_like("乌龟") == ()


def test_numbered_names_are_found_by_what_follows() -> None:
    """几五 is 八五 and 十四五, whichever the report has."""
    index = small.index("某市2024年工作报告", "", "一、规划", "“十四五”规划收官，扎实推进“八五”普法。")
    assert set(index.numbered("五")) == {"十四五", "八五"}
    assert index.numbered("进") == ()


def test_several_reports_are_searched_as_one() -> None:
    """Each candidate says of which report it is."""
    one = small.report(*TOY, name="one")
    other = small.report("乙市2024年工作报告", "", "一、农业", "粮食总产量120万吨。", name="other")
    index = Index([one, other])
    found = index.candidates(small.reader(one, other).read("粮食总产量"))
    assert found[0].report == 1
    place = index.place(found[0].report, found[0].sentence)
    assert place.text == "粮食总产量120万吨。"
    assert index.holds("粮食")
    assert index.holds("幼儿园")


def test_an_empty_library_can_be_asked() -> None:
    """No report, no candidates, no error."""
    index = Index([])
    assert not index.holds("甲")
    assert not index.holds("甲乙")
    assert index.sounding_like("甲乙") == ()


def test_a_word_is_held_or_not_among_many_texts_of_its_bigrams() -> None:
    """Both bigrams of 环保局 stand in hundreds of texts, the word itself in the last alone, 环保厅 in none."""
    lines = [f"第{number}年治理环保，保局部安宁，保厅堂整洁。" for number in range(100, 300)]
    index = Index([small.report("某县报告", "一、环境", *lines, "县环保局成立。")])
    assert index.holds("环保局")
    assert not index.holds("环保厅")
    assert not index.holds("环保环")
